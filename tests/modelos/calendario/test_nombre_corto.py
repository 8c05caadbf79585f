"""El nombre con que una actividad se lee de lejos."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.calendario.nombre_corto import CORTE, LARGO_MAXIMO, Nombrada, distinguir, proponer


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


def breves(*nombres: str, escritos: Mapping[int, str] | None = None) -> list[str]:
    """Los de un plan con esas actividades; `escritos`, los que puso una persona, por su lugar."""
    nombradas = (Nombrada(n, nombre, (escritos or {}).get(n)) for n, nombre in enumerate(nombres))
    return list(distinguir(nombradas).values())


INFORME = "Confeccionar informe con los datos obtenidos para determinar las acciones a tomar para lograr una "
CONSUMO = f"{INFORME}disminución del consumo hídrico y energético."
HUELLA = f"{INFORME}disminución de la Huella de Carbono."


def test_dos_que_comienzan_igual_se_leen_distinto() -> None:
    assert breves(CONSUMO, HUELLA, "Talleres") == [
        "Confeccionar informe… del consumo hídrico y energético",
        "Confeccionar informe con los datos… de la Huella de Carbono",
        "Talleres",
    ]


def test_dos_que_se_llaman_igual_siguen_igual() -> None:
    assert breves(CONSUMO, CONSUMO) == [proponer(CONSUMO)] * 2
    assert breves("1. Realizar talleres", "2. Realizar talleres") == ["Realizar talleres"] * 2


def test_la_que_dice_lo_mismo_y_nada_mas_conserva_el_suyo() -> None:
    corta = "Capacitar a los vecinos en la separación de residuos en el origen y su compostaje"

    assert breves(corta, f"{corta}, en los barrios del norte") == [
        "Capacitar a los vecinos en la separación de residuos…",
        "Capacitar a los vecinos… en los barrios del norte",
    ]


def test_lo_que_escribio_una_persona_va_antes_que_lo_propuesto() -> None:
    assert breves("Realizar talleres", CONSUMO, escritos={0: "Talleres"}) == ["Talleres", proponer(CONSUMO)]


def test_lo_propuesto_no_coincide_con_lo_que_escribio_una_persona() -> None:
    escrito = proponer(HUELLA)

    assert breves(CONSUMO, HUELLA, escritos={1: escrito}) == [
        "Confeccionar informe… del consumo hídrico y energético",
        escrito,
    ]


@given(st.lists(st.text(alphabet="ab .,", min_size=1, max_size=150), max_size=8))
def test_los_de_un_plan_caben_y_solo_dicen_palabras_del_nombre(nombres: list[str]) -> None:
    for nombre, breve in zip(nombres, breves(*nombres), strict=True):
        assert len(breve) <= LARGO_MAXIMO + 2 * len(CORTE)
        assert all(parte.strip() in " ".join(nombre.split()) for parte in breve.split(CORTE))
