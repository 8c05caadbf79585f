"""La importación acierta en las variantes de los tres planes y en planes que no ha visto."""

import pytest

from tests.datos.importadores.exactitud import GRUPOS, Resultado, medir, sumar

EXACTITUD_MINIMA = {"variantes": 0.98, "planes no vistos": 0.90, "dibujados a mano": 0.90}


@pytest.fixture(scope="module", params=list(GRUPOS))
def medido(request: pytest.FixtureRequest) -> tuple[str, Resultado]:
    """El total del grupo; se mide una vez por módulo."""
    return request.param, sumar(medir(caso) for caso in GRUPOS[request.param]())


def test_las_actividades_se_leen_con_sus_padres_sus_meses_y_sus_responsables(
    medido: tuple[str, Resultado],
) -> None:
    grupo, total = medido

    assert total.exactitud >= EXACTITUD_MINIMA[grupo], dict(total.clases)


def test_lo_leido_con_confianza_casi_nunca_esta_mal(medido: tuple[str, Resultado]) -> None:
    _, total = medido

    assert total.confiables_errados <= 0.01


def test_la_mitad_de_lo_bien_leido_se_lee_con_confianza(medido: tuple[str, Resultado]) -> None:
    _, total = medido

    assert total.buenos_con_confianza >= 0.5


def test_cada_celda_tiene_lugar_en_el_borrador_o_un_aviso(medido: tuple[str, Resultado]) -> None:
    _, total = medido

    assert total.celdas_con_destino == total.celdas
