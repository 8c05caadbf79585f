"""El nombre con que una actividad se lee de lejos."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.nombre_corto import CORTE, LARGO_MAXIMO, proponer
from tests.modelos.arboles import ACTIVIDAD


@pytest.mark.parametrize(
    ("oficial", "propuesto"),
    [
        ("Reuniones periódicas del CAM", "Reuniones periódicas del CAM"),
        ("1.2. Realizar  talleres\ncon la comunidad.", "Realizar talleres con la comunidad"),
        (
            "Reunión  mensual  con el comité de prevención y seguridad ciudadana.",
            "Reunión mensual con el comité de prevención y seguridad…",
        ),
        (
            "Abrir más espacios de comercialización para los emprendedores de la zona.",
            "Abrir más espacios de comercialización…",
        ),
        (
            "Taller Ahorro hídrico y energético; Nuestros ecosistemas, Cambio climático y otros.",
            "Taller Ahorro hídrico y energético…",
        ),
        (
            "Trabajar coordinadamente con el Depto. de Educación de la CGGV, en la educación ambiental",
            "Trabajar coordinadamente con el Depto. de Educación…",
        ),
    ],
)
def test_se_proponen_las_primeras_palabras_que_dicen_algo(oficial: str, propuesto: str) -> None:
    assert proponer(oficial) == propuesto


@given(st.text(min_size=1, max_size=300))
def test_lo_propuesto_cabe_y_comienza_como_el_nombre(nombre: str) -> None:
    propuesto = proponer(nombre)

    assert len(propuesto) <= LARGO_MAXIMO + len(CORTE)
    assert propuesto.removesuffix(CORTE) in " ".join(nombre.split())


def test_lo_que_escribio_una_persona_va_antes_que_lo_propuesto() -> None:
    con_nombre = replace(ACTIVIDAD, nombre_corto="Talleres")

    assert (ACTIVIDAD.nombre_breve, con_nombre.nombre_breve) == ("Realizar talleres", "Talleres")
