"""Lo que vale para cualquier pantalla: mirar no escribe y cuesta lo mismo con un plan chico o grande."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from datos.conexion import lectura
from modelos.bitacora import Accion
from modelos.tabla import tabla_de
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import consultas, un_plan

PANTALLAS = sorted(
    archivo.name for archivo in (RAIZ / "paginas").glob("*.py") if archivo.name != "__init__.py"
)


def _veinte_planes() -> int:
    for numero in range(19):
        un_plan(nombre=f"Otro {numero}")
    return un_plan(nombre="El vigésimo", programado={3: 1})


CRECIMIENTOS: dict[str, tuple[Callable[[], int], Callable[[], int]]] = {
    "actividades": (
        lambda: un_plan(2, 10, programado={3: 1}, nombre="Con 10"),
        lambda: un_plan(2, 300, programado={3: 1}, nombre="Con 300"),
    ),
    "lineas": (
        lambda: un_plan(2, 40, programado={3: 1}, nombre="Con 2"),
        lambda: un_plan(40, 40, programado={3: 1}, nombre="Con 40"),
    ),
    "unidades": (
        lambda: un_plan(1, 100, 1, programado={3: 1}, nombre="Con 1"),
        lambda: un_plan(1, 100, 100, programado={3: 1}, nombre="Con 100"),
    ),
    "planes": (lambda: un_plan(nombre="El único", programado={3: 1}), _veinte_planes),
}


DE_LA_INSTALACION = {
    f"{nombre}.py" for nombre in ("instalacion", "mi_cuenta", "municipalidad", "personas", "respaldo")
}
"""Las que no muestran ningún plan: de lo que crece, solo les toca cuántos hay."""


@pytest.mark.parametrize("crece", CRECIMIENTOS)
def test_una_pantalla_hace_las_mismas_consultas_aunque_el_plan_crezca(base_local: str, crece: str) -> None:
    mirado = un_plan(nombre="El que se mira primero")
    suyas = [una for una in PANTALLAS if crece == "planes" or una not in DE_LA_INSTALACION]
    for pantalla in suyas:
        _mirar(pantalla, mirado)

    antes, despues = (
        {pantalla: len(_mirar(pantalla, plan_id)) for pantalla in suyas}
        for plan_id in (crear() for crear in CRECIMIENTOS[crece])
    )

    assert despues == antes


@pytest.mark.parametrize("pantalla", PANTALLAS)
def test_mirar_una_pantalla_no_escribe(base_local: str, pantalla: str) -> None:
    plan_id = un_plan(2, 6, 2, programado={3: 1})

    ordenes = _mirar(pantalla, plan_id)

    assert [orden for orden in ordenes if not orden.startswith(("SELECT", "PRAGMA", "BEGIN"))] == []
    with lectura() as sesion:
        assert sesion.execute(select(func.count()).select_from(tabla_de(Accion))).scalar() == 1


def _mirar(pantalla: str, plan_id: int) -> list[str]:
    """Abre la pantalla con el plan; entrega las órdenes SQL que hizo."""
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=60)
    pagina.query_params["plan"] = str(plan_id)
    with consultas() as ordenes:
        pagina.switch_page(f"paginas/{pantalla}").run()
    assert not pagina.exception
    return ordenes
