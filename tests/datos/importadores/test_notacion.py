"""Los meses escritos con palabras, en todas las formas en que se escriben."""

import pytest

from datos.importadores.interprete.notacion import leer

TODOS = list(range(1, 13))


def meses(texto: str, con_numeros: bool = False) -> list[int]:
    return [mes.mes for mes in leer(texto, con_numeros).meses]


def fechados(texto: str) -> list[tuple[int | None, int]]:
    return [(mes.anio, mes.mes) for mes in leer(texto).meses]


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("marzo", [3]),
        ("Dic.", [12]),
        ("SETIEMBRE", [9]),
        ("Sept.", [9]),
        ("marzo a junio", [3, 4, 5, 6]),
        ("agosto–diciembre", [8, 9, 10, 11, 12]),
        ("de marzo hasta mayo", [3, 4, 5]),
        ("mar-jun", [3, 4, 5, 6]),
        ("marzo, junio y septiembre", [3, 6, 9]),
        ("abril y mayo", [4, 5]),
        ("abril/mayo", [4, 5]),
        ("I trimestre", [1, 2, 3]),
        ("Trimestre II", [4, 5, 6]),
        ("1er semestre", [1, 2, 3, 4, 5, 6]),
        ("segundo semestre", [7, 8, 9, 10, 11, 12]),
        ("I y II trimestre", [1, 2, 3, 4, 5, 6]),
        ("último trimestre", [10, 11, 12]),
        ("T3", [7, 8, 9]),
        ("todo el año", TODOS),
        ("todos los meses", TODOS),
        ("enero a diciembre", TODOS),
        ("mensual", TODOS),
        ("trimestral", [3, 6, 9, 12]),
        ("semestral", [6, 12]),
        ("1º jueves de cada mes", TODOS),
        ("del 5 al 10 de mayo", [5]),
        ("15 de marzo", [3]),
    ],
)
def test_el_texto_dice_sus_meses(texto: str, esperados: list[int]) -> None:
    assert meses(texto) == esperados


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("mar-24", [(2024, 3)]),
        ("marzo de 2024", [(2024, 3)]),
        ("15/03/2024", [(2024, 3)]),
        ("2024-03-15", [(2024, 3)]),
        ("03/2024", [(2024, 3)]),
        ("marzo a mayo de 2025", [(2025, 3), (2025, 4), (2025, 5)]),
        ("noviembre 2024 a febrero 2025", [(2024, 11), (2024, 12), (2025, 1), (2025, 2)]),
        ("noviembre a febrero de 2025", [(2024, 11), (2024, 12), (2025, 1), (2025, 2)]),
        ("01/03/2024 al 30/04/2024", [(2024, 3), (2024, 4)]),
    ],
)
def test_el_anio_escrito_se_respeta(texto: str, esperados: list[tuple[int, int]]) -> None:
    assert fechados(texto) == esperados


@pytest.mark.parametrize(
    "texto", ["según demanda", "por definir", "3º semana", "2 talleres", "", "2024", "taller"]
)
def test_lo_que_no_dice_un_mes_no_se_adivina(texto: str) -> None:
    assert meses(texto) == []


def test_un_rango_que_pasa_de_diciembre_sigue_al_anio_siguiente() -> None:
    leidos = leer("noviembre a febrero").meses

    assert [(mes.mes, mes.vuelta) for mes in leidos] == [(11, 0), (12, 0), (1, 1), (2, 1)]


def test_un_numero_es_un_mes_solo_en_una_columna_de_meses() -> None:
    assert meses("3") == []
    assert meses("3", con_numeros=True) == [3]
    assert meses("3-6", con_numeros=True) == [3, 4, 5, 6]
    assert meses("15", con_numeros=True) == []


def test_la_recurrencia_queda_como_nota_y_como_recurrencia() -> None:
    leida = leer("1º jueves de cada mes")

    assert leida.nota == "1º jueves de cada mes"
    assert leida.recurrencia == "1º jueves de cada mes"


def test_lo_trimestral_se_propone_con_un_motivo_y_poca_confianza() -> None:
    leida = leer("trimestral")

    assert leida.confianza < 0.8
    assert leida.motivo is not None


def test_un_texto_que_se_entiende_a_medias_se_duda_y_se_conserva() -> None:
    leida = leer("marzo (según disponibilidad)")

    assert [mes.mes for mes in leida.meses] == [3]
    assert leida.confianza < 0.8
    assert leida.nota == "marzo (según disponibilidad)"


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("Agosot", [8]),
        ("Setiembre a Novienbre", [9, 10, 11]),
        ("febero", [2]),
        ("Ene-Abr-Jul-Oct", [1, 4, 7, 10]),
        ("Desde junio", [6, 7, 8, 9, 10, 11, 12]),
        ("de octubre en adelante", [10, 11, 12]),
    ],
)
def test_erratas_listas_con_guion_y_plazos_abiertos(texto: str, esperados: list[int]) -> None:
    assert meses(texto, con_numeros=True) == esperados


@pytest.mark.parametrize("texto", ["Agosot", "Desde junio"])
def test_la_errata_y_el_plazo_abierto_se_dudan(texto: str) -> None:
    lectura = leer(texto, con_numeros=True)

    assert lectura.confianza < 0.8
    assert lectura.motivo


@pytest.mark.parametrize("texto", ["Mayor", "Marco", "Junto"])
def test_una_palabra_parecida_a_un_mes_no_es_un_mes(texto: str) -> None:
    assert not meses(texto, con_numeros=True)
