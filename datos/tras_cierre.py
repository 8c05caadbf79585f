"""Mirar, donde se escribe, si lo escrito es de un mes ya aprobado: solo pasa con su razón, y se anota."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, insert, or_, select
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad
from modelos.cadena import Escrita
from modelos.cierre import CambioTrasCierre, CierreDeMes, MesCerrado
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Objetivo
from modelos.tabla import tabla_de

TABLA = "mes_actividad"
COLUMNAS = ("programado", "ejecutado", "ejecutado_el", "nota")
LOTE = 10_000  # actividades por consulta: una sola, salvo en planes que no existen

cierre, tras_cierre = tabla_de(CierreDeMes), tabla_de(CambioTrasCierre)
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
_ANOTAR = insert(tras_cierre)
"""Armadas una vez: armar una orden tarda más que cumplirla, y esta va en todo lo que se registra."""


class Tocado(NamedTuple):
    """Un mes de una actividad en que cambió algo de lo que se cierra."""

    actividad_id: int
    mes: Mes


def comprobar(sesion: Session, accion_id: int, cambios: Iterable[Escrita], razon: str) -> bool:
    """Anota la razón en cada mes aprobado que se tocó, y retorna si anotó algo; MesCerrado si no la hay."""
    tocados = set(_tocados(cambios))
    if not tocados:
        return False
    cerrados = {uno: plan_id for uno, plan_id in _aprobados(sesion, tocados) if uno in tocados}
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


def _aprobados(sesion: Session, tocados: Iterable[Tocado]) -> Iterator[tuple[Tocado, int]]:
    """Los meses aprobados de esas actividades, con su plan: basta que lo esté el de una de sus unidades."""
    ids = sorted({uno.actividad_id for uno in tocados})
    for desde in range(0, len(ids), LOTE):
        filas = sesion.connection().execute(_APROBADOS, {"ids": ids[desde : desde + LOTE]})
        yield from ((Tocado(id_, Mes(anio, mes)), plan_id) for id_, plan_id, anio, mes in filas)
