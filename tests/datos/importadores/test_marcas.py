"""Lo que dice una celda bajo la columna de un mes."""

from datetime import date

import pytest

from datos.importadores.documento import Celda, Valor
from datos.importadores.interprete.marcas import leer_marca


def celda(texto: str, valor: Valor = None, marcada: bool = False) -> Celda:
    return Celda(texto=texto, fila=1, columna=1, valor=valor, marcada=marcada)


@pytest.mark.parametrize("marca", ["X", "x", "●", "✓", "P", "1", "■■", "xxx", "Sí", "*"])
def test_una_marca_es_una_unidad_programada(marca: str) -> None:
    leida = leer_marca(celda(marca))

    assert (leida.programado, leida.ejecutado) == (1, None)


def test_una_celda_solo_coloreada_es_una_marca() -> None:
    assert leer_marca(celda("", marcada=True)).programado == 1


@pytest.mark.parametrize("texto", ["", "-", "0", "no", "—"])
def test_lo_que_dice_que_no_hay_nada_no_programa(texto: str) -> None:
    leida = leer_marca(celda(texto))

    assert (leida.programado, leida.ejecutado) == (None, None)


@pytest.mark.parametrize(("texto", "cantidad"), [("4", 4), ("250", 250), ("1.200", 1200), ("4 talleres", 4)])
def test_un_numero_es_la_cantidad(texto: str, cantidad: int) -> None:
    assert leer_marca(celda(texto)).programado == cantidad


def test_la_unidad_escrita_junto_al_numero_se_conserva() -> None:
    assert leer_marca(celda("4 talleres")).unidad == "talleres"
    assert leer_marca(celda("25%")).unidad == "%"


def test_una_semana_marca_el_mes_y_queda_como_nota() -> None:
    leida = leer_marca(celda("3º semana"))

    assert (leida.programado, leida.nota) == (1, "3º semana")


def test_una_fecha_dice_su_propio_mes() -> None:
    leida = leer_marca(celda("15-04-2024", valor=date(2024, 4, 15)))

    assert [(mes.anio, mes.mes) for mes in leida.meses] == [(2024, 4)]


def test_la_e_es_ejecutado_y_pe_es_ambos() -> None:
    assert (leer_marca(celda("E")).programado, leer_marca(celda("E")).ejecutado) == (None, 1)
    assert (leer_marca(celda("P/E")).programado, leer_marca(celda("P/E")).ejecutado) == (1, 1)


def test_en_la_columna_de_lo_ejecutado_la_marca_es_ejecucion() -> None:
    leida = leer_marca(celda("X"), ejecutado=True)

    assert (leida.programado, leida.ejecutado) == (None, 1)


def test_un_texto_que_no_se_entiende_marca_el_mes_con_dudas() -> None:
    leida = leer_marca(celda("ver anexo"))

    assert (leida.programado, leida.nota) == (1, "ver anexo")
    assert leida.confianza < 0.8
    assert leida.motivo is not None
