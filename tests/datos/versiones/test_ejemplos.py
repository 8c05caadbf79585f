"""Los planes de ejemplo, importados de verdad, vuelven a ser los que eran."""

from datetime import date, timedelta

import pytest

from datos import planes_de_ejemplo
from modelos.errores import ErrorDeDominio
from tests.apoyo.planes import leer
from tests.datos.versiones.test_momento import ahora, cambiar_todo, como_estaba, sin_version


def test_los_ejemplos_importados_vuelven_atras_y_antes_no_existian(base: str) -> None:
    antes_de_todo = ahora() - timedelta(microseconds=1)
    ids = [hecho.plan_id for _, hecho in planes_de_ejemplo.cargar(date(2026, 10, 14)) if hecho]
    assert len(ids) == 3
    for plan_id in ids:
        entonces, instante = leer(plan_id), ahora()
        if sum(1 for actividad in entonces.actividades if actividad.meses) >= 3:
            cambiar_todo(plan_id)
            assert sin_version(leer(plan_id)) != sin_version(entonces)
        assert sin_version(como_estaba(plan_id, instante)) == sin_version(entonces)
        with pytest.raises(ErrorDeDominio, match="no existía"):
            como_estaba(plan_id, antes_de_todo)
