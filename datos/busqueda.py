"""Buscar unas palabras en todos los planes: en sus nodos, sus notas, sus aportes y las unidades."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlmodel import Session

from datos.alcance import municipalidades_a_la_vista, planes_a_la_vista
from datos.reserva import se_tapa
from modelos.actividad import Actividad, MesActividad, Unidad
from modelos.datos_personales import tapar, tapar_en
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.parecido import normalizar
from modelos.participacion import AporteCiudadano
from modelos.plan import LineaEstrategica, Municipalidad, Objetivo, ObjetivoPlan, Plan, Programa
from modelos.tabla import tabla_de

PLANES, NOTAS = "Planes", "Notas de los meses"
MAXIMO_POR_CLASE = 50
LETRAS_MINIMAS = 2

plan, programa, linea = tabla_de(Plan), tabla_de(Programa), tabla_de(LineaEstrategica)
objetivo, actividad, mes = tabla_de(Objetivo), tabla_de(Actividad), tabla_de(MesActividad)
aporte, unidad, municipalidad = tabla_de(AporteCiudadano), tabla_de(Unidad), tabla_de(Municipalidad)
enunciado = tabla_de(ObjetivoPlan)

_SIN_TILDE = dict(zip("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunaeiouun", strict=True))
_CAMPOS_DE_ACTIVIDAD = (
    "codigo", "nombre", "nombre_corto", "unidad_medida", "meta", "indicador", "medio_verificacion",
    "recurrencia", "observaciones", "causa", "proximo_paso",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Algo que dice lo buscado: qué es, dónde está y en qué plan."""

    grupo: str
    texto: str
    lugar: str
    plan_id: int | None = None
    plan: str = ""
    nodo: Nodo | None = None


def buscar(sesion: Session, texto: str) -> list[Hallazgo]:
    """Lo que contiene todas las palabras, sin mirar tildes ni mayúsculas; siempre las mismas ocho consultas.

    No busca en la papelera ni en planes borrados, y trae a lo más MAXIMO_POR_CLASE de cada clase.
    """
    palabras = normalizar(texto).split()
    if sum(map(len, palabras)) < LETRAS_MINIMAS:
        raise ErrorDeDominio(f"Escriba al menos {LETRAS_MINIMAS} letras.")
    partes = (_planes, _nodos_sueltos, _objetivos, _actividades, _notas, _aportes, _unidades)
    return [hallazgo for parte in partes for hallazgo in parte(sesion, palabras)]


def sin_tildes(columna: ColumnElement[Any]) -> ColumnElement[str]:
    """La columna en minúsculas y sin tildes, igual en los dos motores."""
    cambiada: ColumnElement[str] = func.coalesce(columna, "")
    for con, sin in _SIN_TILDE.items():
        cambiada = func.replace(cambiada, con, sin)
    return func.lower(cambiada)


def contiene(palabras: list[str], *columnas: ColumnElement[Any]) -> ColumnElement[bool]:
    """Condición: entre todas las columnas están todas las palabras, ya normalizadas."""
    todo = _unidas(map(sin_tildes, columnas))
    return and_(*(todo.contains(palabra, autoescape=True) for palabra in palabras))


def _unidas(columnas: Iterable[ColumnElement[Any]]) -> ColumnElement[Any]:
    return reduce(lambda una, otra: una.concat(" ").concat(otra), columnas)


def _hallar(
    sesion: Session, consulta: Select[Any], palabras: list[str], *columnas: ColumnElement[Any]
) -> Iterator[Any]:
    """Las filas de planes a la vista que dicen las palabras; lo que se le tapa a quien pide no se halla."""
    dicho = _unidas(func.coalesce(columna, "") for columna in columnas)
    vivas = (
        consulta.add_columns(dicho)
        .where(plan.c.borrado_el.is_(None), planes_a_la_vista(), contiene(palabras, *columnas))
        .limit(MAXIMO_POR_CLASE)
    )
    for *fila, todo in sesion.execute(vivas):
        if not se_tapa():
            yield fila
        elif all(palabra in normalizar(tapar(todo)) for palabra in palabras):
            yield tapar_en(fila)


def _planes(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    consulta = select(plan.c.id, plan.c.nombre, municipalidad.c.nombre).join(
        municipalidad, plan.c.municipalidad_id == municipalidad.c.id
    )
    dicho = (plan.c.nombre, plan.c.unidad, municipalidad.c.nombre)
    for id_, nombre, duena in _hallar(sesion, consulta, palabras, *dicho):
        yield Hallazgo(PLANES, nombre, duena, id_, nombre)
    enunciados = select(enunciado.c.texto, enunciado.c.clase, plan.c.id, plan.c.nombre).join(
        plan, enunciado.c.plan_id == plan.c.id
    )
    enunciado_y_clase = (enunciado.c.clase, enunciado.c.texto)
    for texto, clase, plan_id, nombre in _hallar(sesion, enunciados, palabras, *enunciado_y_clase):
        yield Hallazgo("Objetivos del plan", texto, clase, plan_id, nombre)


def _nodos_sueltos(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    for clase, tabla, grupo in (
        (Clase.PROGRAMA, programa, "Programas"),
        (Clase.LINEA, linea, "Líneas, ejes y unidades del plan"),
    ):
        consulta = (
            select(tabla.c.id, tabla.c.nombre, plan.c.id, plan.c.nombre)
            .join(plan, tabla.c.plan_id == plan.c.id)
            .where(tabla.c.papelera_id.is_(None))
            .order_by(plan.c.anio_inicio.desc(), tabla.c.orden)
        )
        for id_, nombre, plan_id, del_plan in _hallar(sesion, consulta, palabras, tabla.c.nombre):
            yield Hallazgo(grupo, nombre, "", plan_id, del_plan, Nodo(clase, id_))


def _objetivos(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    consulta = (
        select(objetivo.c.id, objetivo.c.nombre, linea.c.nombre, plan.c.id, plan.c.nombre)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .join(plan, linea.c.plan_id == plan.c.id)
        .where(objetivo.c.papelera_id.is_(None))
        .order_by(plan.c.anio_inicio.desc(), linea.c.orden, objetivo.c.orden)
    )
    for id_, nombre, de_linea, plan_id, del_plan in _hallar(sesion, consulta, palabras, objetivo.c.nombre):
        yield Hallazgo(
            "Objetivos, propósitos y metas", nombre, de_linea, plan_id, del_plan, Nodo(Clase.OBJETIVO, id_)
        )


def _actividades(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    columnas = [actividad.c[campo] for campo in _CAMPOS_DE_ACTIVIDAD]
    consulta = _hasta_el_plan(
        select(actividad.c.id, actividad.c.nombre, objetivo.c.nombre, plan.c.id, plan.c.nombre)
    ).order_by(plan.c.anio_inicio.desc(), linea.c.orden, objetivo.c.orden, actividad.c.orden)
    for id_, nombre, de_objetivo, plan_id, del_plan in _hallar(sesion, consulta, palabras, *columnas):
        yield Hallazgo("Actividades", nombre, de_objetivo, plan_id, del_plan, Nodo(Clase.ACTIVIDAD, id_))


def _notas(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    columnas = (
        mes.c.nota,
        mes.c.anio,
        mes.c.mes,
        actividad.c.id,
        actividad.c.nombre,
        plan.c.id,
        plan.c.nombre,
    )
    consulta = _hasta_el_plan(
        select(*columnas).select_from(mes).join(actividad, mes.c.actividad_id == actividad.c.id)
    ).order_by(mes.c.anio.desc(), mes.c.mes.desc(), actividad.c.id)
    for nota, anio, numero, id_, nombre, plan_id, del_plan in _hallar(sesion, consulta, palabras, mes.c.nota):
        lugar = f"{nombre}, {Mes(anio, numero)}"
        yield Hallazgo(NOTAS, nota, lugar, plan_id, del_plan, Nodo(Clase.ACTIVIDAD, id_))


def _aportes(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    consulta = (
        select(aporte.c.id, aporte.c.texto, linea.c.nombre, plan.c.id, plan.c.nombre)
        .join(plan, aporte.c.plan_id == plan.c.id)
        .outerjoin(linea, aporte.c.linea_id == linea.c.id)
        .where(aporte.c.papelera_id.is_(None))
        .order_by(plan.c.anio_inicio.desc(), aporte.c.orden)
    )
    for id_, texto, de_linea, plan_id, del_plan in _hallar(sesion, consulta, palabras, aporte.c.texto):
        yield Hallazgo("Participación", texto, de_linea or "", plan_id, del_plan, Nodo(Clase.APORTE, id_))


def _unidades(sesion: Session, palabras: list[str]) -> Iterator[Hallazgo]:
    consulta = (
        select(unidad.c.nombre, municipalidad.c.nombre)
        .join(municipalidad, unidad.c.municipalidad_id == municipalidad.c.id)
        .where(contiene(palabras, unidad.c.nombre, unidad.c.sigla), municipalidades_a_la_vista())
        .order_by(unidad.c.nombre)
        .limit(MAXIMO_POR_CLASE)
    )
    for nombre, duena in sesion.execute(consulta):
        yield Hallazgo("Unidades responsables", nombre, duena)


def _hasta_el_plan(consulta: Select[Any]) -> Select[Any]:
    return (
        consulta.join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .join(plan, linea.c.plan_id == plan.c.id)
        .where(actividad.c.papelera_id.is_(None))
    )
