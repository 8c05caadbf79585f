"""Con el JSON del expediente se vuelve a armar el proceso entero, y otro JSON no se toma por uno."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelos.certificacion.proceso import (
    AuditoriaDelProceso,
    Certificacion,
    EnActividad,
    EvidenciaDelPlan,
    ObservacionDelProceso,
    ProcesoDelPlan,
    RequisitoDelProceso,
)
from modelos.errores import ErrorDeDominio
from modelos.expediente.datos_json import a_json, de_json
from modelos.meses import Mes
from tests.modelos.certificacion.certificaciones import (
    un_requisito,
    una_certificacion,
    una_evidencia,
    una_observacion,
)

PLAN = {"municipalidad": "La Serena", "nombre": "Plan", "desde": "2026-01", "hasta": "2026-12"}
NO_ES = r"^Este datos\.json no es de un expediente del planificador, o es de otra versión\.$"
EN_MARZO = EnActividad(7, Mes(2026, 3))
CERTIFICACION = una_certificacion(
    un_requisito(actividades=(7,)),
    evidencias=(una_evidencia(actividades=(EN_MARZO, EnActividad(8, None))),),
    observaciones=(una_observacion(),),
)


def _varios(suyos: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(suyos, max_size=2).map(tuple)


_actividades = st.builds(
    EnActividad, st.integers(1), st.none() | st.builds(Mes, st.integers(2000, 2100), st.integers(1, 12))
)
COMPLETAS = st.builds(
    Certificacion,
    st.from_type(ProcesoDelPlan),
    _varios(st.builds(replace, st.from_type(RequisitoDelProceso), peso=st.floats(0, 10))),
    _varios(st.builds(replace, st.from_type(EvidenciaDelPlan), actividades=_varios(_actividades))),
    _varios(st.from_type(AuditoriaDelProceso)),
    _varios(st.from_type(ObservacionDelProceso)),
)
"""Con cualquier valor en cada campo, también en los que se agreguen después."""


@given(COMPLETAS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_de_ida_y_vuelta_no_se_pierde_nada(certificacion: Certificacion) -> None:
    assert de_json(a_json(certificacion, PLAN)) == certificacion


def test_dice_que_es_y_de_que_plan_y_se_lee_sin_programa() -> None:
    escrito = a_json(CERTIFICACION, PLAN)

    todo = json.loads(escrito)
    assert (todo["formato"], todo["version"]) == ("planificador-ambiental/expediente", 1)
    assert todo["plan"] == PLAN
    assert todo["certificacion"]["evidencias"][0]["actividades"] == [
        {"actividad_id": 7, "mes": "2026-03"},
        {"actividad_id": 8, "mes": None},
    ]
    assert todo["certificacion"]["proceso"]["termina"] == "2026-12-31"
    assert '\n    "nombre": "Política ambiental",\n' in escrito.decode()


@pytest.mark.parametrize(
    "ajeno",
    [
        b"",
        b"\xff\xfe",
        b"no es JSON",
        b"null",
        b"[1]",
        b"{}",
        b'"formato"',
        b'{"formato": "planificador-ambiental/expediente", "version": 1}',
        b"[" * 100_000,
    ],
    ids=lambda ajeno: repr(ajeno[:12]),
)
def test_un_archivo_que_no_es_de_un_expediente_se_rechaza(ajeno: bytes) -> None:
    with pytest.raises(ErrorDeDominio, match=NO_ES):
        de_json(ajeno)


CAMBIOS: dict[str, Callable[[dict[str, Any]], object]] = {
    "otro formato": lambda todo: todo.update(formato="otro"),
    "otra versión": lambda todo: todo.update(version=2),
    "sin certificación": lambda todo: todo.update(certificacion=None),
    "le falta el proceso": lambda todo: todo["certificacion"].pop("proceso"),
    "le falta el término": lambda todo: todo["certificacion"]["proceso"].pop("termina"),
    "un campo de más": lambda todo: todo["certificacion"]["proceso"].update(otro=1),
    "una fecha que no existe": lambda todo: todo["certificacion"]["proceso"].update(termina="2026-02-30"),
    "una fecha que no es fecha": lambda todo: todo["certificacion"]["proceso"].update(termina=3),
    "un resultado desconocido": lambda todo: todo["certificacion"]["requisitos"][0].update(resultado="bien"),
    "un texto por número": lambda todo: todo["certificacion"]["requisitos"][0].update(id="uno"),
    "un número por texto": lambda todo: todo["certificacion"]["requisitos"][0].update(nombre=3),
    "un texto por peso": lambda todo: todo["certificacion"]["requisitos"][0].update(peso="1"),
    "un texto por sí o no": lambda todo: todo["certificacion"]["evidencias"][0].update(confidencial="no"),
    "un texto por lista": lambda todo: todo["certificacion"]["requisitos"][0].update(actividades="12"),
    "un objeto por lista": lambda todo: todo["certificacion"].update(observaciones={}),
    "un mes que no existe": lambda todo: todo["certificacion"]["evidencias"][0]["actividades"][0].update(
        mes="2026-13"
    ),
}


@pytest.mark.parametrize("cambio", CAMBIOS.values(), ids=CAMBIOS.keys())
def test_uno_al_que_le_cambiaron_la_forma_se_rechaza(cambio: Callable[[dict[str, Any]], object]) -> None:
    todo = json.loads(a_json(CERTIFICACION, PLAN))

    cambio(todo)

    with pytest.raises(ErrorDeDominio, match=NO_ES):
        de_json(json.dumps(todo).encode())


def test_un_peso_entero_tambien_es_un_peso() -> None:
    todo = json.loads(a_json(CERTIFICACION, PLAN))
    todo["certificacion"]["requisitos"][0]["peso"] = 3

    leida = de_json(json.dumps(todo).encode())

    assert [uno.peso for uno in leida.requisitos] == [3]
