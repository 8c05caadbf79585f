"""Lo que en una fila no calza y obliga a mirarla, aunque cada celda por sí sola se entienda."""

from collections import Counter

from datos.importadores.interprete.fila_leida import FilaLeida
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import cita, en_mayusculas, limpio, llano
from datos.importadores.interprete.notacion import leer
from datos.importadores.interprete.pendientes import duda_del_documento
from datos.importadores.interprete.piezas import DUDOSA, NIVELES, ActividadLeida
from datos.importadores.interprete.titulares import Fila, Titular
from modelos.importacion.borrador import Campo

_CLARA = 0.9
_LLENAS = 0.5
_DESCRITAS = 0.6  # de las filas de la tabla, las que dicen cuándo o quién
_CUANDO_O_QUIEN = (
    Campo.MES, Campo.MES_EN_COLUMNA, Campo.INICIO, Campo.TERMINO, Campo.RECURRENCIA, Campo.RESPONSABLE,
)  # fmt: skip
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
    _dudar_de_lo_corrido(lectura, leida, actividad)
    _dudar_de_lo_oculto(leida, actividad)


def _dudar_del_nombre(lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida) -> None:
    nombre = actividad.datos[Campo.ACTIVIDAD]
    motivo = duda_del_documento(nombre.texto) or _en_varias_lineas(leida, nombre.texto)
    if nombre.texto.startswith("(") and nombre.texto.endswith(")"):
        motivo = f"«{nombre.texto}» viene entre paréntesis: compruebe que es una actividad."
    elif lectura.llenas >= _LLENAS and _no_trae_mas(leida):
        motivo = motivo or "La fila trae solo el nombre: compruebe que es una actividad."
    elif lectura.descritas >= _DESCRITAS and not _dice_cuando_o_quien(leida):
        motivo = motivo or "La fila no dice cuándo ni quién, como las demás: compruebe que es una actividad."
    if motivo:
        nombre.confianza, nombre.motivo = min(nombre.confianza, DUDOSA), motivo


def _en_varias_lineas(leida: FilaLeida, nombre: str) -> str | None:
    """«Día del agua⏎Plan de sequía»: cada línea empieza con mayúscula, y pueden ser dos actividades."""
    for _, celda in leida.celdas(Campo.ACTIVIDAD):
        lineas = [linea.strip() for linea in celda.texto.splitlines() if linea.strip()]
        sueltas = len(lineas) > 1 and all(linea[0].isupper() and " " in linea for linea in lineas)
        if sueltas and limpio(celda.texto) == nombre and not en_mayusculas(nombre):
            return f"«{cita(nombre)}» viene en varias líneas: compruebe si es una actividad o varias."
    return None


def _no_trae_mas(leida: FilaLeida) -> bool:
    """Si la tabla describe las actividades y esta fila no dice nada de la suya."""
    return (
        leida.titular.con(Campo.MES) is not None
        and not any(leida.celdas(campo) for campo in _DESCRIBEN)
        and not any(celda.marcada for celda in leida.fila)
    )


def dice_cuando_o_quien(titular: Titular, fila: Fila) -> bool:
    """Si la fila trae algo en las columnas de plazo, de meses o de responsables."""
    return any(
        not fila[columna.indice].vacia or fila[columna.indice].marcada
        for columna in titular.columnas
        if columna.campo in _CUANDO_O_QUIEN and columna.indice < len(fila)
    )


def _dice_cuando_o_quien(leida: FilaLeida) -> bool:
    return dice_cuando_o_quien(leida.titular, leida.fila) or any(
        columna.aporte or columna.tipo_de_fila for columna in leida.titular.columnas
    )


def _dudar_de_los_plazos(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Dos columnas de plazo que dicen meses distintos: quizás una no es el plazo."""
    if _dicen_otra_cosa(leida, actividad):
        actividad.dudar("El plazo escrito y los meses marcados no coinciden: compruebe cuál vale.")
        for mes in actividad.meses:
            mes.confianza = min(mes.confianza, DUDOSA)
    de_plazo = [leida.tabla.origen(celda) for _, celda in leida.celdas(Campo.MES)]
    usados = {mes.origen for mes in actividad.meses} & set(de_plazo)
    if len(usados) < 2:
        return
    actividad.dudar("Dos columnas dicen meses distintos: compruebe cuál es el plazo.")
    for mes in actividad.meses:
        mes.confianza = min(mes.confianza, DUDOSA)


def _dicen_otra_cosa(leida: FilaLeida, actividad: ActividadLeida) -> bool:
    """Si hay meses de las columnas de meses y otros del plazo o del inicio y el término."""
    if not leida.titular.de_meses:
        return False
    marcados = {leida.tabla.origen(celda) for _, celda in leida.celdas(Campo.MES_EN_COLUMNA)}
    escritos = {
        leida.tabla.origen(celda)
        for campo in (Campo.MES, Campo.INICIO, Campo.TERMINO)
        for _, celda in leida.celdas(campo)
    }
    usados = {mes.origen for mes in actividad.meses}
    return bool(usados & marcados and usados & escritos)


def _dudar_de_los_responsables(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Dos columnas con el mismo título, «Responsable»: una puede ser de otra cosa."""
    titulos = Counter(llano(leida.titular.columnas[n].titulo) for n, _ in leida.celdas(Campo.RESPONSABLE))
    if Campo.RESPONSABLE in actividad.datos and any(veces > 1 for veces in titulos.values()):
        dato = actividad.datos[Campo.RESPONSABLE]
        dato.confianza = min(dato.confianza, DUDOSA)
        actividad.dudar("Dos columnas con el mismo título nombran responsables: compruebe ambas.")


def _dudar_de_lo_corrido(lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Meses donde va el responsable, o el nombre que repite a su línea: las celdas están en otra columna."""
    responsables = [llano(celda.texto) for _, celda in leida.celdas(Campo.RESPONSABLE)]
    con_meses = any(leer(texto).confianza >= _CLARA for texto in responsables)
    padres = {llano(dato.texto) for dato in lectura.contexto.padres.values()}
    nombre = llano(actividad.nombre)
    if not con_meses and nombre not in padres and nombre not in responsables:
        return
    actividad.dudar("Las celdas de la fila parecen estar en otra columna: compruébelas.")
    for campo, dato in actividad.datos.items():
        if campo in (*NIVELES, Campo.ACTIVIDAD, Campo.RESPONSABLE):
            dato.confianza = min(dato.confianza, DUDOSA)
    for mes in actividad.meses:
        mes.confianza = min(mes.confianza, DUDOSA)


def _dudar_de_lo_oculto(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """Una fila oculta puede haberse descartado: se lee, pero la persona decide."""
    if all(celda.oculta for celda in leida.fila):
        actividad.dudar("La fila está oculta en el archivo: compruebe si sigue siendo parte del plan.")
        propio = actividad.datos[Campo.ACTIVIDAD]
        propio.confianza = min(propio.confianza, DUDOSA)
