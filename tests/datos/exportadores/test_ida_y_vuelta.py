"""Lo que se exporta y se vuelve a importar sin tocar no cambia nada; lo editado se ve, y solo eso."""

import pytest
from hypothesis import HealthCheck, given, settings

from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from tests.datos.exportadores.idas_y_vueltas import diferencias, exportado, leido
from tests.datos.exportadores.planes_al_azar import planes

FORMATOS = ("excel", "word", "csv")


@pytest.mark.parametrize("formato", FORMATOS)
@given(plan=planes())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cualquier_plan_vuelve_igual(base_local: str, formato: str, plan: PlanCompleto) -> None:
    with lectura() as sesion:
        borrador = leido(exportado(sesion, plan, formato))

        assert diferencias(sesion, plan, borrador) == []
        assert borrador.avisos == []
