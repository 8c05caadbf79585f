"""Lo que en una fila no calza y obliga a mirarla, aunque cada celda por sí sola se entienda."""

from collections import Counter

from datos.importadores.interprete.fila_leida import FilaLeida
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.pendientes import duda_del_documento
from datos.importadores.interprete.piezas import DUDOSA, ActividadLeida
from modelos.borrador import Campo

_LLENAS = 0.5
_DESCRIBEN = (
    Campo.MES, Campo.MES_EN_COLUMNA, Campo.INICIO, Campo.TERMINO, Campo.RESPONSABLE, Campo.META,
    Campo.MEDIO_VERIFICACION, Campo.INDICADOR, Campo.PRESUPUESTO, Campo.PESO, Campo.RECURRENCIA,
    Campo.OBSERVACIONES, Campo.CODIGO, Campo.LINEA, Campo.PROGRAMA, Campo.OBJETIVO, Campo.UNIDAD,
)  # fmt: skip


def dudar(lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Baja la confianza de lo que no calza y dice por qué."""
    _dudar_del_nombre(lectura, leida, actividad)
    _dudar_de_los_plazos(leida, actividad)
    _dudar_de_los_responsables(leida, actividad)
    _dudar_de_lo_oculto(leida, actividad)


def _dudar_del_nombre(lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida) -> None:
    nombre = actividad.datos[Campo.ACTIVIDAD]
    motivo = duda_del_documento(nombre.texto)
    if nombre.texto.startswith("(") and nombre.texto.endswith(")"):
        motivo = f"«{nombre.texto}» viene entre paréntesis: compruebe que es una actividad."
    elif lectura.llenas >= _LLENAS and _no_trae_mas(leida):
        motivo = motivo or "La fila trae solo el nombre: compruebe que es una actividad."
    if motivo:
        nombre.confianza, nombre.motivo = min(nombre.confianza, DUDOSA), motivo


def _no_trae_mas(leida: FilaLeida) -> bool:
    """Si la tabla describe las actividades y esta fila no dice nada de la suya."""
    return (
        leida.titular.con(Campo.MES) is not None
        and not any(leida.celdas(campo) for campo in _DESCRIBEN)
        and not any(celda.marcada for celda in leida.fila)
    )


def _dudar_de_los_plazos(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Dos columnas de plazo que dicen meses distintos: quizás una no es el plazo."""
    de_plazo = [leida.tabla.origen(celda) for _, celda in leida.celdas(Campo.MES)]
    usados = {mes.origen for mes in actividad.meses} & set(de_plazo)
    if len(usados) < 2:
        return
    actividad.dudar("Dos columnas dicen meses distintos: compruebe cuál es el plazo.")
    for mes in actividad.meses:
        mes.confianza = min(mes.confianza, DUDOSA)


def _dudar_de_los_responsables(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Dos columnas con el mismo título, «Responsable»: una puede ser de otra cosa."""
    titulos = Counter(llano(leida.titular.columnas[n].titulo) for n, _ in leida.celdas(Campo.RESPONSABLE))
    if Campo.RESPONSABLE in actividad.datos and any(veces > 1 for veces in titulos.values()):
        dato = actividad.datos[Campo.RESPONSABLE]
        dato.confianza = min(dato.confianza, DUDOSA)
        actividad.dudar("Dos columnas con el mismo título nombran responsables: compruebe ambas.")


def _dudar_de_lo_oculto(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Una fila oculta puede haberse descartado: se lee, pero la persona decide."""
    if all(celda.oculta for celda in leida.fila):
        actividad.dudar("La fila está oculta en el archivo: compruebe si sigue siendo parte del plan.")
        propio = actividad.datos[Campo.ACTIVIDAD]
        propio.confianza = min(propio.confianza, DUDOSA)
