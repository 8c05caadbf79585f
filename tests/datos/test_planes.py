"""Leer un plan cuesta lo mismo cualquiera sea su tamaño."""

from collections.abc import Callable
from cProfile import Profile
from datetime import date
from itertools import count
from sqlite3 import Connection

import pytest
from sqlmodel import Session

from datos import aportes, planes, reprogramaciones
from datos.conexion import escritura, lectura
from datos.ejecucion import registrar_parcial
from modelos.actividad import Actividad
from modelos.arbol import CeldaMes
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Papelera, Plan
from tests.apoyo.planes import consultas, leer, un_plan

_HOY = date(2026, 10, 14)

Lectura = Callable[[Session, int], object]


@pytest.mark.parametrize(
    ("chico", "grande"),
    [
        ({"actividades": 10}, {"actividades": 300}),
        ({"lineas": 2, "actividades": 40}, {"lineas": 40, "actividades": 40}),
        ({"unidades": 1}, {"unidades": 100}),
    ],
)
def test_cargar_un_plan_hace_seis_consultas_de_cualquier_tamano(
    base: str, chico: dict[str, int], grande: dict[str, int]
) -> None:
    ids = [
        un_plan(nombre="Chico", programado={3: 1}, **chico),  # type: ignore[arg-type]
        un_plan(nombre="Grande", programado=dict.fromkeys(range(1, 13), 1), **grande),  # type: ignore[arg-type]
    ]

    cuentas = []
    for plan_id in ids:
        with lectura() as sesion, consultas() as hechas:
            planes.cargar(sesion, plan_id)
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas == [6, 6]


def test_leer_un_plan_no_llama_a_nada_por_cada_mes(base: str) -> None:
    ids = [
        un_plan(nombre=f"De {meses}", actividades=100, programado=dict.fromkeys(range(1, meses + 1), 1))
        for meses in (1, 12)
    ]

    pocas, muchas = (_llamadas_al_cargar(plan_id) for plan_id in ids)

    assert muchas - pocas < 100  # 1.100 celdas más


def _llamadas_al_cargar(plan_id: int) -> int:
    with lectura() as sesion:
        planes.cargar(sesion, plan_id)
        with Profile() as perfil:
            planes.cargar(sesion, plan_id)
    return sum(funcion.callcount for funcion in perfil.getstats())


@pytest.mark.parametrize("lee", [planes.cargar, aportes.listar, reprogramaciones.del_plan])
def test_leer_un_plan_cuesta_lo_mismo_haya_los_que_haya(base_local: str, lee: Lectura) -> None:
    plan_id = un_plan(actividades=20, programado={3: 1})
    antes = _pasos_de_sqlite(lee, plan_id)

    for numero in range(4):
        un_plan(actividades=200, programado={3: 1}, nombre=f"Otro {numero}")

    assert _pasos_de_sqlite(lee, plan_id) < antes * 1.1 + 2


def _pasos_de_sqlite(lee: Lectura, plan_id: int) -> int:
    pasos = count()
    with lectura() as sesion:
        sqlite = sesion.connection().connection.driver_connection
        assert isinstance(sqlite, Connection)
        sqlite.set_progress_handler(lambda: next(pasos) * 0, 10)
        lee(sesion, plan_id)
        sqlite.set_progress_handler(None, 0)
    return next(pasos)


def test_el_plan_cargado_trae_sus_lineas_meses_y_unidades(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=3, unidades=2, programado={3: 2})

    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)

    assert [linea.nombre for linea in plan.lineas] == ["Línea 1", "Línea 2"]
    assert [actividad.nombre for actividad in plan.lineas[0].actividades] == ["Actividad 1", "Actividad 3"]
    primera = next(plan.actividades)
    assert primera.meses[Mes(2026, 3)].programado == 2
    assert [unidad.nombre for unidad in primera.unidades] == ["Unidad 1"]


def test_un_mes_trae_cuando_se_registro_lo_ejecutado(base: str) -> None:
    plan_id = un_plan(programado={3: 1})
    plan = leer(plan_id)

    registrar_parcial(plan, next(plan.actividades), Mes(2026, 3), 1, _HOY)

    assert next(leer(plan_id).actividades).meses == {Mes(2026, 3): CeldaMes(1, 1, ejecutado_el=_HOY)}


@pytest.mark.parametrize("clase", [Actividad, LineaEstrategica])
def test_lo_que_esta_en_la_papelera_no_se_lee(base: str, clase: type[Actividad | LineaEstrategica]) -> None:
    plan_id = un_plan(actividades=1, programado={3: 1})
    with lectura() as sesion:
        plan = planes.cargar(sesion, plan_id)
    clave = plan.lineas[0].id if clase is LineaEstrategica else next(plan.actividades).id

    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera = Papelera(plan_id=plan_id, clase="x", nombre="x", borrado_el=_HOY)
        sesion.add(papelera)
        sesion.flush()
        borrada = sesion.get(clase, clave)
        assert borrada is not None
        borrada.papelera_id = papelera.id

    with lectura() as sesion:
        assert list(planes.cargar(sesion, plan_id).actividades) == []


def test_un_plan_que_ya_no_esta_lo_dice(base: str) -> None:
    plan_id = un_plan()
    with escritura("Borrar el plan", plan_id=plan_id) as sesion:
        plan = sesion.get(Plan, plan_id)
        assert plan is not None
        plan.borrado_el = _HOY

    with lectura() as sesion:
        assert planes.listar(sesion) == []
        with pytest.raises(ErrorDeDominio, match="ya no está"):
            planes.cargar(sesion, plan_id)
        with pytest.raises(ErrorDeDominio, match="ya no está"):
            planes.version(sesion, plan_id)


def test_un_presupuesto_de_miles_de_millones_cabe_en_los_dos_motores(base: str) -> None:
    plan_id = un_plan()
    with lectura() as sesion:
        actividad_id = next(planes.cargar(sesion, plan_id).actividades).id

    with escritura("Presupuestar", plan_id=plan_id) as sesion:
        actividad = sesion.get(Actividad, actividad_id)
        assert actividad is not None
        actividad.presupuesto_centavos = 12_000_000_000_00

    with lectura() as sesion:
        assert next(planes.cargar(sesion, plan_id).actividades).presupuesto_centavos == 12_000_000_000_00
