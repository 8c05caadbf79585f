"""Volver atrás las filas de un plan deshaciendo en memoria lo anotado, y armar el plan con ellas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from modelos.arbol import (
    ActividadDelPlan,
    CeldaMes,
    LineaDelPlan,
    ObjetivoDelPlan,
    PlanCompleto,
    UnidadResponsable,
)
from modelos.meses import Mes
from modelos.paises import zona_conocida
from modelos.plan import EstadoPlan, TipoPlan
from modelos.tabla import Tabla

Fila = Mapping[str, Any]
Clave = tuple[Any, ...]
Filas = dict[str, dict[Clave, Fila]]
"""Por tabla y por clave primaria, las filas con los nombres y tipos de sus columnas."""

TABLAS = (
    "plan", "municipalidad", "unidad", "programa", "linea_estrategica", "objetivo", "actividad",
    "mes_actividad", "actividad_unidad",
)  # fmt: skip
"""Las que dicen cómo es un plan."""

_DE_ACTIVIDAD = [c for c in ActividadDelPlan.__annotations__ if c not in {"unidades", "meses"}]


class Anotado(NamedTuple):
    """Una fila que se escribió: sin `antes` se creó, sin `despues` se borró."""

    tabla: str
    antes: Fila | None
    despues: Fila | None


def por_clave(tabla: str, filas: Iterable[Fila]) -> dict[Clave, Fila]:
    """Las filas de una tabla, por su clave primaria."""
    return {_clave(tabla, fila): fila for fila in filas}


def retroceder(filas: Filas, anotados: Iterable[Anotado]) -> Filas:
    """Las filas como estaban antes de esos cambios, que vienen del último al primero."""
    atras = {tabla: dict(suyas) for tabla, suyas in filas.items()}
    for anotado in anotados:
        suyas = atras.setdefault(anotado.tabla, {})
        if anotado.despues is not None:
            suyas.pop(_clave(anotado.tabla, anotado.despues), None)
        if anotado.antes is not None:
            suyas[_clave(anotado.tabla, anotado.antes)] = anotado.antes
    return atras


def _clave(tabla: str, fila: Fila) -> Clave:
    return tuple(fila[columna.name] for columna in Tabla.metadata.tables[tabla].primary_key)


def armar(filas: Filas, plan_id: int) -> PlanCompleto | None:
    """El plan que dicen las filas, sin lo que estaba en la papelera; None si no existía o estaba borrado."""
    plan = filas["plan"].get((plan_id,))
    if plan is None or plan.get("borrado_el") is not None:
        return None
    duena = filas["municipalidad"][plan["municipalidad_id"],]
    return PlanCompleto(
        id=plan_id,
        version=plan["version"],
        nombre=plan["nombre"],
        tipo=TipoPlan(plan["tipo"]),
        estado=EstadoPlan(plan["estado"]),
        inicio=Mes(plan["anio_inicio"], plan["mes_inicio"]),
        cantidad_meses=plan["cantidad_meses"],
        nivel=plan["nivel"],
        unidad=plan["unidad"],
        vigente_desde=plan["vigente_desde"],
        municipalidad_id=plan["municipalidad_id"],
        municipalidad=duena["nombre"],
        pais=duena["pais"],
        lineas=_lineas(filas, plan_id),
        zona_horaria=zona_conocida(duena["zona_horaria"], duena["pais"]),
        logo=duena.get("logo"),
    )


def _lineas(filas: Filas, plan_id: int) -> tuple[LineaDelPlan, ...]:
    objetivos = _agrupadas(_objetivos(filas), "linea_id")
    programas = {fila["id"]: fila["nombre"] for fila in _vivas(filas, "programa")}
    suyas = [fila for fila in _vivas(filas, "linea_estrategica") if fila["plan_id"] == plan_id]
    return tuple(
        LineaDelPlan(
            fila["id"],
            numero,
            fila["nombre"],
            fila["programa_id"] if fila["programa_id"] in programas else None,
            programas.get(fila["programa_id"]),
            objetivos[fila["id"]],
        )
        for numero, fila in enumerate(suyas, start=1)
    )


def _objetivos(filas: Filas) -> Iterator[ObjetivoDelPlan]:
    actividades = _agrupadas(_actividades(filas), "objetivo_id")
    for fila in _vivas(filas, "objetivo"):
        yield ObjetivoDelPlan(fila["id"], fila["linea_id"], fila["nombre"], actividades[fila["id"]])


def _actividades(filas: Filas) -> Iterator[ActividadDelPlan]:
    meses: defaultdict[int, dict[Mes, CeldaMes]] = defaultdict(dict)
    for fila in sorted(filas["mes_actividad"].values(), key=itemgetter("anio", "mes")):
        celda = CeldaMes(*(fila[campo] for campo in CeldaMes._fields))
        meses[fila["actividad_id"]][Mes(fila["anio"], fila["mes"])] = celda
    unidades = _responsables(filas)
    for fila in _vivas(filas, "actividad"):
        campos: dict[str, Any] = {campo: fila.get(campo) for campo in _DE_ACTIVIDAD}
        yield ActividadDelPlan(**campos, unidades=unidades[fila["id"]], meses=meses.get(fila["id"], {}))


def _responsables(filas: Filas) -> defaultdict[int, tuple[UnidadResponsable, ...]]:
    conocidas = {
        fila["id"]: UnidadResponsable(fila["id"], fila["nombre"], fila["sigla"])
        for fila in filas["unidad"].values()
    }
    grupos: defaultdict[int, tuple[UnidadResponsable, ...]] = defaultdict(tuple)
    for fila in sorted(filas["actividad_unidad"].values(), key=itemgetter("orden")):
        if fila["unidad_id"] in conocidas:
            grupos[fila["actividad_id"]] += (conocidas[fila["unidad_id"]],)
    return grupos


def _vivas(filas: Filas, tabla: str) -> list[Fila]:
    """Las que no están en la papelera, en su orden."""
    vivas = (fila for fila in filas[tabla].values() if fila.get("papelera_id") is None)
    return sorted(vivas, key=lambda fila: (fila.get("orden", 0), fila["id"]))


def _agrupadas(hijos: Iterable[Any], padre: str) -> defaultdict[int, tuple[Any, ...]]:
    grupos: defaultdict[int, list[Any]] = defaultdict(list)
    for hijo in hijos:
        grupos[getattr(hijo, padre)].append(hijo)
    return defaultdict(tuple, {clave: tuple(suyos) for clave, suyos in grupos.items()})
