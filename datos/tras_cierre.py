"""Mirar, donde se escribe, si lo escrito es de un mes ya aprobado: solo pasa con su razón, y se anota."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, insert, or_, select
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad, MesActividad
from modelos.cadena import Escrita
from modelos.cierre import CambioTrasCierre, CierreDeMes, MesCerrado
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Objetivo
from modelos.tabla import tabla_de

TABLA = "mes_actividad"
COLUMNAS = ("programado", "ejecutado", "ejecutado_el", "nota")
LOTE = 10_000  # actividades por consulta: una sola, salvo en planes que no existen

cierre, tras_cierre = tabla_de(CierreDeMes), tabla_de(CambioTrasCierre)
mes_actividad = tabla_de(MesActividad)
actividad, responsable = tabla_de(Actividad), tabla_de(ActividadUnidad)
objetivo, linea = tabla_de(Objetivo), tabla_de(LineaEstrategica)

_APROBADOS = (
    select(actividad.c.id, cierre.c.plan_id, cierre.c.anio, cierre.c.mes)
    .join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
    .join(linea, objetivo.c.linea_id == linea.c.id)
    .join(cierre, and_(cierre.c.plan_id == linea.c.plan_id, cierre.c.aprobado_el.is_not(None)))
    .outerjoin(responsable, responsable.c.actividad_id == actividad.c.id)
    .where(
        actividad.c.id.in_(bindparam("ids", expanding=True)),
        or_(
            responsable.c.unidad_id == cierre.c.unidad_id,
            and_(responsable.c.unidad_id.is_(None), cierre.c.unidad_id.is_(None)),
        ),
    )
    .distinct()
)
_RESPONDEN = select(responsable.c.actividad_id, responsable.c.unidad_id).where(
    responsable.c.actividad_id.in_(bindparam("ids", expanding=True))
)
_CERRADOS_CON = (
    select(actividad.c.id, cierre.c.unidad_id, cierre.c.plan_id, cierre.c.anio, cierre.c.mes)
    .join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
    .join(linea, objetivo.c.linea_id == linea.c.id)
    .join(cierre, and_(cierre.c.plan_id == linea.c.plan_id, cierre.c.aprobado_el.is_not(None)))
    .join(
        mes_actividad,
        and_(
            mes_actividad.c.actividad_id == actividad.c.id,
            mes_actividad.c.anio == cierre.c.anio,
            mes_actividad.c.mes == cierre.c.mes,
            or_(mes_actividad.c.programado > 0, mes_actividad.c.ejecutado > 0),
        ),
    )
    .where(actividad.c.id.in_(bindparam("ids", expanding=True)))
)
_ANOTAR = insert(tras_cierre)
"""Armadas una vez: armar una orden tarda más que cumplirla, y esta va en todo lo que se registra."""


class Tocado(NamedTuple):
    """Un mes de una actividad en que cambió algo de lo que se cierra."""

    actividad_id: int
    mes: Mes


def comprobar(sesion: Session, accion_id: int, cambios: Iterable[Escrita], razon: str) -> bool:
    """Anota la razón en cada mes aprobado que se tocó, o que dejó la unidad que lo cerró; dice si anotó algo.

    MesCerrado si no hay razón.
    """
    cambios = list(cambios)
    tocados = set(_tocados(cambios))
    cerrados = {uno: plan_id for uno, plan_id in _aprobados(sesion, tocados) if uno in tocados}
    cerrados |= _sin_su_responsable(sesion, cambios)
    if not cerrados:
        return False
    if not razon.strip():
        raise MesCerrado(uno.mes for uno in cerrados)
    filas = [
        {
            "accion_id": accion_id,
            "plan_id": plan_id,
            "anio": uno.mes.anio,
            "mes": uno.mes.mes,
            "actividad_id": uno.actividad_id,
            "razon": razon.strip(),
        }
        for uno, plan_id in sorted(cerrados.items())
    ]
    sesion.connection().execute(_ANOTAR, filas)
    return True


def _tocados(cambios: Iterable[Escrita]) -> Iterator[Tocado]:
    for tabla, antes, despues in cambios:
        if tabla != TABLA:
            continue
        previa: dict[str, Any] = json.loads(antes) if antes else {}
        nueva: dict[str, Any] = json.loads(despues) if despues else {}
        if any((previa.get(columna) or None) != (nueva.get(columna) or None) for columna in COLUMNAS):
            for fila in filter(None, (previa, nueva)):
                yield Tocado(int(fila["actividad_id"]), Mes(int(fila["anio"]), int(fila["mes"])))


def _sin_su_responsable(sesion: Session, cambios: Sequence[Escrita]) -> dict[Tocado, int]:
    """Los meses aprobados de las actividades que dejaron la unidad que los cerró: quedarían abiertos.

    No tener responsable cuenta como una más: su mes también se cierra.
    """
    entran, salen = _por_actividad(cambios, despues=True), _por_actividad(cambios, despues=False)
    tocadas = entran.keys() | salen.keys()
    if not tocadas:
        return {}
    ids = sorted(tocadas - _recien_creadas(cambios))
    cerrados = {}
    for desde in range(0, len(ids), LOTE):
        lote = {"ids": ids[desde : desde + LOTE]}
        quedan: defaultdict[int, set[int | None]] = defaultdict(set)
        for actividad_id, unidad_id in sesion.connection().execute(_RESPONDEN, lote):
            quedan[actividad_id].add(unidad_id)
        for id_, unidad_id, plan_id, anio, mes in sesion.connection().execute(_CERRADOS_CON, lote):
            habia = (quedan[id_] - (entran[id_] - salen[id_])) | (salen[id_] - entran[id_])
            if unidad_id in (habia or {None}) - (quedan[id_] or {None}):
                cerrados[Tocado(id_, Mes(anio, mes))] = plan_id
    return cerrados


def _recien_creadas(cambios: Iterable[Escrita]) -> set[int]:
    return {
        int(json.loads(escrita.despues)["id"])
        for escrita in cambios
        if escrita.tabla == actividad.name and escrita.antes is None and escrita.despues
    }


def _por_actividad(cambios: Iterable[Escrita], *, despues: bool) -> defaultdict[int, set[int | None]]:
    """Las unidades que dicen sus filas, después de la acción o antes."""
    unidades: defaultdict[int, set[int | None]] = defaultdict(set)
    for escrita in cambios:
        anotada = escrita.despues if despues else escrita.antes
        if escrita.tabla == responsable.name and anotada:
            fila = json.loads(anotada)
            unidades[int(fila["actividad_id"])].add(int(fila["unidad_id"]))
    return unidades


def _aprobados(sesion: Session, tocados: Iterable[Tocado]) -> Iterator[tuple[Tocado, int]]:
    """Los meses aprobados de esas actividades, con su plan: basta que lo esté el de una de sus unidades."""
    ids = sorted({uno.actividad_id for uno in tocados})
    for desde in range(0, len(ids), LOTE):
        filas = sesion.connection().execute(_APROBADOS, {"ids": ids[desde : desde + LOTE]})
        yield from ((Tocado(id_, Mes(anio, mes)), plan_id) for id_, plan_id, anio, mes in filas)
