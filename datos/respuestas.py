"""Qué actividades responden a cada aporte: las que una persona enlaza, y las que descarta para siempre."""

from collections.abc import Iterable

from sqlalchemy import Table, delete, insert, select
from sqlmodel import Session

from datos.estructura import buscar
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.participacion import ActividadAporte, AporteCiudadano, RespuestaDescartada
from modelos.propuestas import Pareja
from modelos.tabla import tabla_de

aporte, respuesta = tabla_de(AporteCiudadano), tabla_de(ActividadAporte)
descartada = tabla_de(RespuestaDescartada)

YA_RESPONDE = (
    "Entretanto alguien decidió que esa actividad sí le responde, y así quedó. Si no corresponde, quítela en "
    "la ficha del aporte."
)
YA_DESCARTADA = (
    "Entretanto alguien decidió que esa actividad no le responde, y así quedó. Si corresponde, agréguela en "
    "la ficha del aporte."
)


def descartadas(sesion: Session, plan_id: int) -> frozenset[Pareja]:
    """Las parejas que alguien ya dijo que no; una consulta."""
    consulta = (
        select(*descartada.c["aporte_id", "actividad_id"])
        .join(aporte, descartada.c.aporte_id == aporte.c.id)
        .where(aporte.c.plan_id == plan_id)
    )
    return frozenset(Pareja(*fila) for fila in sesion.execute(consulta))


def aceptar(sesion: Session, propuesta: Pareja) -> None:
    """La actividad propuesta responde al aporte; ErrorDeDominio si alguno ya no está, o ya se decidió."""
    _sin_decidir(sesion, propuesta)
    buscar(sesion, Nodo(Clase.APORTE, propuesta.aporte))
    buscar(sesion, Nodo(Clase.ACTIVIDAD, propuesta.actividad))
    enlazar(sesion, propuesta.aporte, [propuesta.actividad])


def descartar(sesion: Session, propuesta: Pareja) -> None:
    """La actividad no responde al aporte: no se le propone más, ni al importar de nuevo el documento.

    ErrorDeDominio si ya se decidió.
    """
    _sin_decidir(sesion, propuesta)
    soltar(sesion, propuesta.aporte, [propuesta.actividad])


def _sin_decidir(sesion: Session, propuesta: Pareja) -> None:
    """Se niega a decidir de nuevo lo que otra persona, u otra pestaña, ya decidió."""
    for tabla, frase in ((respuesta, YA_RESPONDE), (descartada, YA_DESCARTADA)):
        de_la_pareja = tabla.c.aporte_id == propuesta.aporte, tabla.c.actividad_id == propuesta.actividad
        if sesion.execute(select(tabla.c.aporte_id).where(*de_la_pareja)).first():
            raise ErrorDeDominio(frase)


def enlazar(sesion: Session, aporte_id: int, actividad_ids: Iterable[int]) -> None:
    """Agrega las que falten, aunque antes se hubieran descartado."""
    _pasar(sesion, aporte_id, actividad_ids, de=descartada, a=respuesta)


def soltar(sesion: Session, aporte_id: int, actividad_ids: Iterable[int]) -> None:
    """Quita las que estén, y recuerda que una persona dijo que no responden."""
    _pasar(sesion, aporte_id, actividad_ids, de=respuesta, a=descartada)


def _pasar(sesion: Session, aporte_id: int, actividad_ids: Iterable[int], *, de: Table, a: Table) -> None:
    ids = sorted(actividad_ids)
    if not ids:
        return
    sesion.execute(delete(de).where(de.c.aporte_id == aporte_id, de.c.actividad_id.in_(ids)))
    ya_estan = set(sesion.execute(select(a.c.actividad_id).where(a.c.aporte_id == aporte_id)).scalars())
    filas = [{"actividad_id": id_, "aporte_id": aporte_id} for id_ in ids if id_ not in ya_estan]
    if filas:
        sesion.execute(insert(a), filas)
