"""El permiso se mira donde se escribe: contra lo que la acción cambió de verdad, antes de confirmarla."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad
from modelos.bitacora import COLUMNAS_SIN_REGISTRO
from modelos.cadena import Escrita
from modelos.cuentas import Identidad
from modelos.permisos import Permiso, Rol, SinPermiso, negativa, que_pide
from modelos.plan import LineaEstrategica, Objetivo, Plan, Programa
from modelos.tabla import Tabla, tabla_de

responsable, plan = tabla_de(ActividadUnidad), tabla_de(Plan)

_MADRES: Mapping[str, type[Tabla]] = {
    "actividad_id": Actividad,
    "objetivo_id": Objetivo,
    "linea_id": LineaEstrategica,
    "programa_id": Programa,
    "plan_id": Plan,
}
_PROPIAS = {str(clase.__tablename__): clave for clave, clase in _MADRES.items()}
_SUBE_POR = {
    "actividad_id": "objetivo_id",
    "objetivo_id": "linea_id",
    "linea_id": "plan_id",
    "programa_id": "plan_id",
}
LOTE = 500

Fila = Mapping[str, Any]


def comprobar(sesion: Session, cambios: Iterable[Escrita], quien: Identidad) -> None:
    """SinPermiso si algo de lo que la acción escribió no le toca a quien la hizo; en modo local, nada."""
    if quien.es_local:
        return
    filas = [(tabla, _leer(antes), _leer(despues)) for tabla, antes, despues in cambios]
    for tabla, antes, despues in filas:
        quien.exigir(que_pide(tabla, _columnas(tabla, antes, despues)))
    _comprobar_municipalidad(sesion, filas, quien)
    if quien.rol is Rol.UNIDAD:
        _comprobar_unidad(sesion, filas, quien)


def _leer(anotada: str | None) -> Fila:
    return {} if anotada is None else dict(json.loads(anotada))


def _columnas(tabla: str, antes: Fila, despues: Fila) -> frozenset[str]:
    """Las que cambiaron; de una fila que nace o se va, las que dicen algo y no son su clave."""
    claves = {columna.name for columna in Tabla.metadata.tables[tabla].primary_key}
    exentas = COLUMNAS_SIN_REGISTRO.get(tabla, frozenset())
    return frozenset(
        nombre
        for nombre in antes.keys() | despues.keys()
        if nombre not in claves
        and nombre not in exentas
        and (antes.get(nombre) or None) != (despues.get(nombre) or None)
    )


def _comprobar_municipalidad(
    sesion: Session, filas: Iterable[tuple[str, Fila, Fila]], quien: Identidad
) -> None:
    """Todo lo escrito cuelga de un plan de su municipalidad, antes y después."""
    for tabla, *par in filas:
        de_ella = "id" if tabla == "municipalidad" else "municipalidad_id"
        for fila in par:
            if fila.get(de_ella, quien.municipalidad_id) != quien.municipalidad_id:
                raise _ajeno()
    planes = _planes_tocados(sesion, filas)
    consulta = select(plan.c.id).where(
        plan.c.id.in_(planes), plan.c.municipalidad_id != quien.municipalidad_id
    )
    if planes and sesion.execute(consulta).first():
        raise _ajeno()


def _dichas(filas: Iterable[tuple[str, Fila, Fila]]) -> Iterable[Fila]:
    return (fila for _, antes, despues in filas for fila in (antes, despues) if fila)


def _planes_tocados(sesion: Session, filas: Iterable[tuple[str, Fila, Fila]]) -> set[int]:
    """Los planes de que cuelga cada fila, subiendo por lo guardado y no por lo que dijo quien pide."""
    ids: dict[str, set[int]] = defaultdict(set)
    for tabla, antes, despues in filas:
        for fila in (antes, despues):
            for clave in _MADRES:
                if fila.get(clave) is not None:
                    ids[clave].add(int(fila[clave]))
            if tabla in _PROPIAS and "id" in fila:
                ids[_PROPIAS[tabla]].add(int(fila["id"]))
    for clave, madre in _SUBE_POR.items():
        ids[madre] |= _madres(sesion, tabla_de(_MADRES[clave]), madre, ids[clave])
    return ids["plan_id"]


def _madres(sesion: Session, tabla: Table, madre: str, ids: set[int]) -> set[int]:
    pedidos, encontradas = sorted(ids), set()
    for desde in range(0, len(pedidos), LOTE):
        consulta = select(tabla.c[madre]).where(tabla.c.id.in_(pedidos[desde : desde + LOTE])).distinct()
        encontradas |= {int(id_) for id_ in sesion.execute(consulta).scalars() if id_ is not None}
    return encontradas


def _comprobar_unidad(sesion: Session, filas: Iterable[tuple[str, Fila, Fila]], quien: Identidad) -> None:
    """Cada actividad tocada tiene a su unidad entre las responsables."""
    tocadas = {int(fila["actividad_id"]) for fila in _dichas(filas) if "actividad_id" in fila}
    tocadas |= {
        int(fila["id"]) for tabla, *par in filas if tabla == "actividad" for fila in par if "id" in fila
    }
    consulta = select(responsable.c.actividad_id).where(
        responsable.c.unidad_id == quien.unidad_id, responsable.c.actividad_id.in_(tocadas)
    )
    if tocadas - set(sesion.execute(consulta).scalars()):
        raise SinPermiso(
            "No se guardó: esa actividad no es de su unidad. "
            "Pídalo a la unidad responsable o a gestión ambiental."
        )


def _ajeno() -> SinPermiso:
    return SinPermiso(
        "No se guardó: eso es de otra municipalidad. Cámbiese a ella en «Mi cuenta» y repítalo."
    )


def comprobar_plan(sesion: Session, plan_id: int, quien: Identidad) -> None:
    """SinPermiso si el plan, tal como está guardado, no es de los que ve."""
    if quien.es_local:
        return
    quien.exigir(Permiso.VER)
    duena = sesion.execute(select(plan.c.municipalidad_id).where(plan.c.id == plan_id)).scalar()
    if duena is None or not quien.ve_el_plan(plan_id, duena):
        raise negativa(Permiso.VER, quien.rol)
