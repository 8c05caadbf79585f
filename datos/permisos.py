"""El permiso se mira donde se escribe: contra lo que la acción cambió de verdad, antes de confirmarla."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import FromClause, Select, Table, bindparam, select
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad
from modelos.bitacora import COLUMNAS_SIN_REGISTRO
from modelos.cadena import Escrita
from modelos.certificacion.tablas import Auditoria, Evidencia, EvidenciaActividad, Requisito
from modelos.cuentas import Identidad
from modelos.permisos import Permiso, Rol, SinPermiso, negativa, que_pide
from modelos.plan import LineaEstrategica, Objetivo, Plan, Programa
from modelos.tabla import Tabla, tabla_de

responsable, plan = tabla_de(ActividadUnidad), tabla_de(Plan)

_actividad, _objetivo = tabla_de(Actividad), tabla_de(Objetivo)
_linea, _programa = tabla_de(LineaEstrategica), tabla_de(Programa)
_requisito, _evidencia, _auditoria = tabla_de(Requisito), tabla_de(Evidencia), tabla_de(Auditoria)
_de_evidencia = tabla_de(EvidenciaActividad)
_de_linea = _linea.join(plan, _linea.c.plan_id == plan.c.id)
_de_objetivo = _objetivo.join(_de_linea, _objetivo.c.linea_id == _linea.c.id)
_HASTA_EL_PLAN: Mapping[str, tuple[Table, FromClause]] = {
    "actividad_id": (_actividad, _actividad.join(_de_objetivo, _actividad.c.objetivo_id == _objetivo.c.id)),
    "objetivo_id": (_objetivo, _de_objetivo),
    "linea_id": (_linea, _de_linea),
    "programa_id": (_programa, _programa.join(plan, _programa.c.plan_id == plan.c.id)),
    "requisito_id": (_requisito, _requisito.join(plan, _requisito.c.plan_id == plan.c.id)),
    "evidencia_id": (_evidencia, _evidencia.join(plan, _evidencia.c.plan_id == plan.c.id)),
    "convenio_id": (_evidencia, _evidencia.join(plan, _evidencia.c.plan_id == plan.c.id)),
    "informe_id": (_evidencia, _evidencia.join(plan, _evidencia.c.plan_id == plan.c.id)),
    "auditoria_id": (_auditoria, _auditoria.join(plan, _auditoria.c.plan_id == plan.c.id)),
    "plan_id": (plan, plan),
}
"""Con qué columna una fila dice de qué cuelga, y el camino desde ahí hasta su plan."""

_PROPIAS = {
    tabla.name: clave for clave, (tabla, _) in _HASTA_EL_PLAN.items() if clave == f"{tabla.name}_id"
} | {"linea_estrategica": "linea_id"}
_AJENOS = {
    clave: select(tabla.c.id)
    .select_from(camino)
    .where(
        tabla.c.id.in_(bindparam("ids", expanding=True)),
        plan.c.municipalidad_id != bindparam("municipalidad"),
    )
    .limit(1)
    for clave, (tabla, camino) in _HASTA_EL_PLAN.items()
}
"""Por cada camino, si algo de esos números es de un plan de otra municipalidad."""

LOTE = 500

Fila = Mapping[str, Any]


def comprobar(sesion: Session, cambios: Iterable[Escrita], quien: Identidad) -> None:
    """SinPermiso si algo de lo que la acción escribió no le toca a quien la hizo; en modo local, nada."""
    if quien.es_local:
        return
    filas = [(tabla, _leer(antes), _leer(despues)) for tabla, antes, despues in cambios]
    for tabla, antes, despues in filas:
        quien.exigir(que_pide(tabla, _columnas(tabla, antes, despues), ya_estaba=bool(antes and despues)))
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
    for clave, ids in _de_que_cuelgan(filas).items():
        pedidos = sorted(ids)
        for desde in range(0, len(pedidos), LOTE):
            valores = {"ids": pedidos[desde : desde + LOTE], "municipalidad": quien.municipalidad_id}
            if sesion.connection().execute(_AJENOS[clave], valores).first():
                raise _ajeno()


def _dichas(filas: Iterable[tuple[str, Fila, Fila]]) -> Iterable[Fila]:
    return (fila for _, antes, despues in filas for fila in (antes, despues) if fila)


def _de_que_cuelgan(filas: Iterable[tuple[str, Fila, Fila]]) -> Mapping[str, set[int]]:
    """Lo que cada fila nombra, antes y después; de ahí al plan se sube por lo guardado."""
    ids: dict[str, set[int]] = defaultdict(set)
    for tabla, *par in filas:
        for fila in par:
            for clave in _HASTA_EL_PLAN:
                if fila.get(clave) is not None:
                    ids[clave].add(int(fila[clave]))
            if tabla in _PROPIAS and "id" in fila:
                ids[_PROPIAS[tabla]].add(int(fila["id"]))
    return ids


def _comprobar_unidad(sesion: Session, filas: Iterable[tuple[str, Fila, Fila]], quien: Identidad) -> None:
    """Cada actividad tocada tiene a su unidad entre las responsables, y cada mes, requisito u observación
    lleva la suya."""
    for tabla, antes, despues in filas:
        if tabla in _DE_UNA_UNIDAD and any(
            fila and fila["unidad_id"] != quien.unidad_id for fila in (antes, despues)
        ):
            raise SinPermiso(f"No se guardó: {_DE_UNA_UNIDAD[tabla]} Pídalo a ella o a gestión ambiental.")
    tocadas = {int(fila["actividad_id"]) for fila in _dichas(filas) if "actividad_id" in fila}
    tocadas |= {
        int(fila["id"]) for tabla, *par in filas if tabla == "actividad" for fila in par if "id" in fila
    }
    suyas = select(responsable.c.actividad_id).where(responsable.c.unidad_id == quien.unidad_id)
    if tocadas - set(sesion.execute(suyas.where(responsable.c.actividad_id.in_(tocadas))).scalars()):
        raise SinPermiso(
            "No se guardó: esa actividad no es de su unidad. "
            "Pídalo a la unidad responsable o a gestión ambiental."
        )
    _comprobar_evidencia_de_unidad(sesion, filas, suyas)


_DE_UNA_UNIDAD = {
    "cierre_de_mes": "ese mes es de otra unidad.",
    "requisito": "ese requisito es de otra unidad.",
    "observacion": "esa observación es de otra unidad.",
}


def _comprobar_evidencia_de_unidad(
    sesion: Session, filas: Iterable[tuple[str, Fila, Fila]], suyas: Select[tuple[int]]
) -> None:
    """La evidencia que agrega o a la que le agrega algo prueba una actividad de su unidad."""
    tocada = {
        int(despues.get("evidencia_id", despues.get("id")))
        for tabla, _, despues in filas
        if despues and (tabla == "evidencia" or "evidencia_id" in despues)
    }
    consulta = select(_de_evidencia.c.evidencia_id).where(
        _de_evidencia.c.evidencia_id.in_(tocada), _de_evidencia.c.actividad_id.in_(suyas)
    )
    if tocada - set(sesion.execute(consulta).scalars()):
        raise SinPermiso(
            "No se guardó: esa evidencia no es de una actividad de su unidad. Pídalo a gestión ambiental."
        )


def _ajeno() -> SinPermiso:
    return SinPermiso(
        "No se guardó: eso es de otra municipalidad. Cámbiese a ella en «Mi cuenta» y repítalo."
    )


def comprobar_plan(plan_id: int, municipalidad_id: int, quien: Identidad) -> None:
    """SinPermiso si el plan, que en la base es de esa municipalidad, no es de los que ve."""
    if quien.es_local:
        return
    quien.exigir(Permiso.VER)
    if not quien.ve_el_plan(plan_id, municipalidad_id):
        raise negativa(Permiso.VER, quien.rol)


def exigir_plan(sesion: Session, plan_id: int, quien: Identidad) -> None:
    """Lo mismo, buscando de quién es; SinPermiso también si el plan ya no existe."""
    if quien.es_local:
        return
    duena = sesion.execute(select(plan.c.municipalidad_id).where(plan.c.id == plan_id)).scalar()
    if duena is None:
        raise negativa(Permiso.VER, quien.rol)
    comprobar_plan(plan_id, duena, quien)
