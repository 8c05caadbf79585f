"""Los tres ejemplos se cargan por el importador, una sola vez."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select

from datos import conexion, planes, planes_de_ejemplo
from modelos.plan import TipoPlan
from modelos.tabla import Tabla

HOY = date(2026, 10, 14)


def test_los_tres_ejemplos_quedan_enteros(base: str) -> None:
    guardados = [importado for _, importado in planes_de_ejemplo.cargar(HOY) if importado]

    with conexion.lectura() as sesion:
        cargados = [planes.cargar(sesion, importado.plan_id) for importado in guardados]
        firmas, aportes, objetivos = (
            sesion.execute(select(func.count()).select_from(Tabla.metadata.tables[tabla])).scalar_one()
            for tabla in ("firma", "aporte_ciudadano", "objetivo_plan")
        )
    assert {plan.tipo: len(list(plan.actividades)) for plan in cargados} == {
        TipoPlan.POA: 11,
        TipoPlan.RENDICION: 16,
        TipoPlan.SCAM: 24,
    }
    assert {plan.pais for plan in cargados} == {"CL", "EC", "SV"}
    assert (firmas, aportes, objetivos) == (2, 32, 7)


def test_cargarlos_otra_vez_no_los_repite(base: str) -> None:
    list(planes_de_ejemplo.cargar(HOY))

    segunda = [importado for _, importado in planes_de_ejemplo.cargar(HOY)]

    assert segunda == [None, None, None]
    with conexion.lectura() as sesion:
        assert len(planes.listar(sesion)) == 3


def test_pedirlos_dos_veces_a_la_vez_no_los_repite(base: str) -> None:
    with ThreadPoolExecutor(2) as personas:
        cargas = [personas.submit(lambda: list(planes_de_ejemplo.cargar(HOY))) for _ in range(2)]
        importados = [importado for carga in cargas for _, importado in carga.result() if importado]

    assert len(importados) == 3
    with conexion.lectura() as sesion:
        assert len(planes.listar(sesion)) == 3
