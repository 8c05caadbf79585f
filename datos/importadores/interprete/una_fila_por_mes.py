"""Las tablas con una fila por mes: las que solo difieren en el mes y sus cifras son una misma actividad."""

import re
from collections.abc import Hashable, Iterable, Sequence

from datos.importadores.interprete.dinero import pesos
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.piezas import DUDOSA, PROBABLE, ActividadLeida, Dato
from modelos.frases import contar, entero
from modelos.importacion.borrador import Campo
from modelos.importacion.origen import Origen

_CAMBIAN = frozenset({Campo.MES, Campo.INICIO, Campo.TERMINO, Campo.PRESUPUESTO, Campo.META})
_VECES = 2  # en promedio; menos que eso son actividades distintas que se llaman igual

_CANTIDAD = re.compile(r"\d{1,6}")

Repetidas = list[ActividadLeida]


def juntar_meses(lectura: Lectura) -> None:
    """Deja una actividad con todos sus meses donde la tabla trae una fila por cada uno, y lo dice."""
    por_tabla: dict[int, Repetidas] = {}
    for actividad in lectura.actividades:
        tabla = actividad.datos[Campo.ACTIVIDAD].origen.tabla
        if tabla is not None:
            por_tabla.setdefault(tabla, []).append(actividad)
    sobran: set[int] = set()
    for suyas in por_tabla.values():
        quedan = _juntadas(suyas)
        if len(quedan) < len(suyas):
            sobran |= {id(actividad) for actividad in suyas} - {id(actividad) for actividad in quedan}
            _avisar(lectura, len(suyas), len(quedan))
    if sobran:
        lectura.actividades = [a for a in lectura.actividades if id(a) not in sobran]


def _juntadas(actividades: Repetidas) -> Repetidas:
    """Las mismas si la tabla no es de una fila por mes."""
    grupos: dict[Hashable, Repetidas] = {}
    for actividad in actividades:
        grupos.setdefault(_identidad(actividad), []).append(actividad)
    repetidas = list(grupos.values())
    if len(actividades) < _VECES * len(repetidas) or not all(map(_son_de_meses_distintos, repetidas)):
        return actividades
    if any(_dice_varias_metas(iguales) for iguales in repetidas):
        if not all(_cantidad(actividad) for actividad in actividades):
            return actividades
        _programar_la_meta(actividades)
    return [_juntar(iguales) for iguales in repetidas]


def _dice_varias_metas(iguales: Sequence[ActividadLeida]) -> bool:
    return len({dato.texto if (dato := a.datos.get(Campo.META)) else "" for a in iguales}) > 1


def _cantidad(actividad: ActividadLeida) -> bool:
    """Si lo que dice de meta, cuando la dice, es un número: cuánto se hará en ese mes."""
    meta = actividad.datos.get(Campo.META)
    return meta is None or _CANTIDAD.fullmatch(meta.texto) is not None


def _programar_la_meta(actividades: Iterable[ActividadLeida]) -> None:
    for actividad in actividades:
        meta = actividad.datos.pop(Campo.META, None)
        if meta is not None:
            [mes] = actividad.meses
            mes.programado, mes.confianza = int(meta.texto), min(mes.confianza, meta.confianza, PROBABLE)
            actividad.otros["meses.cantidad"] = meta.origen


def _identidad(actividad: ActividadLeida) -> Hashable:
    """Todo lo que dice la fila salvo el mes y sus cifras."""
    textos = tuple(
        (campo, llano(dato.texto)) for campo, dato in sorted(actividad.datos.items()) if campo not in _CAMBIAN
    )
    return textos, tuple(actividad.responsables)


def _son_de_meses_distintos(iguales: Sequence[ActividadLeida]) -> bool:
    meses = [(mes.anio, mes.vuelta, mes.mes) for actividad in iguales for mes in actividad.meses]
    return len(meses) == len(set(meses)) == len(iguales)


def _juntar(iguales: Sequence[ActividadLeida]) -> ActividadLeida:
    primera, *otras = iguales
    _sumar_presupuesto(iguales)
    for otra in otras:
        primera.meses += otra.meses
        for motivo in otra.motivos:
            primera.dudar(motivo)
        _conservar_lugares(primera, otra)
    return primera


def _conservar_lugares(primera: ActividadLeida, otra: ActividadLeida) -> None:
    """Cada celda de la fila que se junta sigue teniendo su lugar en el plan."""
    fila = otra.datos[Campo.ACTIVIDAD].origen.fila
    lugares: dict[str, Origen] = {campo.value: dato.origen for campo, dato in otra.datos.items()} | otra.otros
    primera.otros |= {f"{campo}.{fila}": origen for campo, origen in lugares.items() if origen.fila == fila}


def _sumar_presupuesto(iguales: Sequence[ActividadLeida]) -> None:
    """Las cifras distintas se suman; la misma en todas las filas es la de la actividad entera."""
    primera = iguales[0]
    datos = [a.datos[Campo.PRESUPUESTO] for a in iguales if Campo.PRESUPUESTO in a.datos]
    cifras = [cifra for dato in datos if (cifra := pesos(dato.texto)) is not None]
    if not datos or len(iguales) == 1 or len(cifras) < len(datos):
        return
    total = primera.datos[Campo.PRESUPUESTO] = Dato(datos[0].texto, datos[0].origen, _menor(datos))
    if len(set(cifras)) == 1:
        primera.dudar(
            "El presupuesto se repite en la fila de cada mes: se leyó como el de toda la actividad."
        )
        total.confianza = min(total.confianza, DUDOSA)
        return
    total.texto, total.confianza = str(sum(cifras)), min(total.confianza, PROBABLE)


def _menor(datos: Iterable[Dato]) -> float:
    return min(dato.confianza for dato in datos)


def _avisar(lectura: Lectura, filas: int, quedan: int) -> None:
    cuantas = contar(quedan, "actividad", dentro_de_frase=True)
    lectura.avisar(
        f"La tabla trae una fila por mes: sus {entero(filas)} filas se juntaron en {cuantas}, "
        "cada una con todos sus meses."
    )
