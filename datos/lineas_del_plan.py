"""Las líneas de uno o varios planes con todo lo que cuelga de ellas: cinco consultas armadas una vez."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Column, CursorResult, Select, Table, and_, bindparam, select
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad, MesActividad, Unidad
from modelos.arbol import ActividadDelPlan, CeldaMes, LineaDelPlan, ObjetivoDelPlan, UnidadResponsable
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Objetivo, Programa
from modelos.tabla import tabla_de

Hijo = TypeVar("Hijo")
Valor = TypeVar("Valor")
Tupla = tuple[Any, ...]
Resultado = CursorResult[*tuple[Any, ...]]

programa, linea, objetivo = tabla_de(Programa), tabla_de(LineaEstrategica), tabla_de(Objetivo)
actividad, mes = tabla_de(Actividad), tabla_de(MesActividad)
unidad, responsable = tabla_de(Unidad), tabla_de(ActividadUnidad)

_PLANES: BindParameter[int] = bindparam("planes", expanding=True)


def _de_los_planes(consulta: Select[Any]) -> Select[Any]:
    """Limita a los objetivos de los planes pedidos."""
    suyos = consulta.join(linea, objetivo.c.linea_id == linea.c.id)
    return suyos.where(linea.c.plan_id.in_(_PLANES))


def _de_sus_actividades(consulta: Select[Any]) -> Select[Any]:
    """Limita a las actividades de los planes pedidos."""
    return _de_los_planes(consulta.join(objetivo, actividad.c.objetivo_id == objetivo.c.id))


def _campos(clase: type, tabla: Table) -> list[Column[Any]]:
    """Las columnas que se llaman como los campos de la clase, en su orden: con ellas se construye."""
    return [tabla.c[campo] for campo in clase.__annotations__ if campo in tabla.c]


_LINEAS = (
    select(*linea.c["plan_id", "id", "nombre"], *programa.c["id", "nombre"])
    .select_from(linea)
    .outerjoin(programa, and_(programa.c.id == linea.c.programa_id, programa.c.papelera_id.is_(None)))
    .where(linea.c.plan_id.in_(_PLANES), linea.c.papelera_id.is_(None))
    .order_by(linea.c.orden, linea.c.id)
)
_OBJETIVOS = _de_los_planes(
    select(*_campos(ObjetivoDelPlan, objetivo))
    .select_from(objetivo)
    .where(objetivo.c.papelera_id.is_(None))
    .order_by(objetivo.c.orden, objetivo.c.id)
)
_ACTIVIDADES = _de_sus_actividades(
    select(*_campos(ActividadDelPlan, actividad))
    .select_from(actividad)
    .where(actividad.c.papelera_id.is_(None))
    .order_by(actividad.c.orden, actividad.c.id)
)
_RESPONSABLES = _de_sus_actividades(
    select(responsable.c.actividad_id, *unidad.c["id", "nombre", "sigla"])
    .select_from(responsable)
    .join(unidad, responsable.c.unidad_id == unidad.c.id)
    .join(actividad, responsable.c.actividad_id == actividad.c.id)
    .order_by(responsable.c.orden, unidad.c.nombre)
)
_MESES = (
    select(mes.c.actividad_id, *_campos(Mes, mes), *_campos(CeldaMes, mes))
    .where(mes.c.actividad_id.in_(_de_sus_actividades(select(actividad.c.id).select_from(actividad))))
    .order_by(mes.c.actividad_id, mes.c.anio, mes.c.mes)
)


class _Unicos(dict[Tupla, Valor]):
    """Un solo objeto por cada valor distinto: en un plan los mismos se repiten miles de veces."""

    def __init__(self, crear: Callable[[Tupla], Valor]) -> None:
        super().__init__()
        self._crear = crear

    def __missing__(self, valores: Tupla) -> Valor:
        unico = self[valores] = self._crear(valores)
        return unico


def leer(sesion: Session, planes: Sequence[int]) -> dict[int, tuple[LineaDelPlan, ...]]:
    """Las de cada plan, numeradas por su lugar en él, sin lo que está en la papelera."""

    def pedir(consulta: Select[Any]) -> Resultado:
        return sesion.connection().execute(consulta, {"planes": planes})

    meses = _meses(pedir(_MESES))
    unidades = _por_padre(
        (actividad_id, UnidadResponsable(id_, nombre, sigla))
        for actividad_id, id_, nombre, sigla in pedir(_RESPONSABLES).all()
    )
    actividades = _por_padre(
        (fila[1], ActividadDelPlan(*(*fila, unidades[fila[0]], meses.get(fila[0], {}))))
        for fila in pedir(_ACTIVIDADES).all()
    )
    objetivos = _por_padre(
        (fila[1], ObjetivoDelPlan(*(*fila, actividades[fila[0]]))) for fila in pedir(_OBJETIVOS).all()
    )
    lineas: defaultdict[int, list[LineaDelPlan]] = defaultdict(list)
    for plan_id, id_, nombre, programa_id, su_programa in pedir(_LINEAS).all():
        numero = len(lineas[plan_id]) + 1
        lineas[plan_id].append(LineaDelPlan(id_, numero, nombre, programa_id, su_programa, objetivos[id_]))
    return {plan_id: tuple(suyas) for plan_id, suyas in lineas.items()}


def _meses(resultado: Resultado) -> dict[int, dict[Mes, CeldaMes]]:
    """Los de cada actividad, en su orden; son miles, y se toman del driver tal como los entrega."""
    with resultado:
        filas = resultado.cursor.fetchall()
    mes_unico, celda_unica = _Unicos(Mes._make), _Unicos(_celda)
    return {
        actividad_id: {mes_unico[fila[1:3]]: celda_unica[fila[3:]] for fila in suyas}
        for actividad_id, suyas in groupby(filas, itemgetter(0))
    }


def _celda(valores: Tupla) -> CeldaMes:
    """La celda; SQLite guarda las fechas como texto."""
    *cantidades_y_nota, dia = valores
    fecha = date.fromisoformat(dia) if isinstance(dia, str) else dia
    return CeldaMes._make((*cantidades_y_nota, fecha))


def _por_padre(pares: Iterable[tuple[int, Hijo]]) -> defaultdict[int, tuple[Hijo, ...]]:
    grupos: defaultdict[int, list[Hijo]] = defaultdict(list)
    for padre, hijo in pares:
        grupos[padre].append(hijo)
    return defaultdict(tuple, {padre: tuple(hijos) for padre, hijos in grupos.items()})
