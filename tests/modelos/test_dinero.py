"""El dinero, como lo escribe cada país."""

import pytest

from modelos.dinero import en_moneda


@pytest.mark.parametrize(
    ("pais", "escrito"),
    [("CL", "$1.500"), ("EC", "$1.500,00"), ("SV", "$1,500.00"), ("Perú", "1.500"), ("PE", "1.500")],
)
def test_cada_pais_lo_escribe_a_su_modo_y_el_que_no_se_conoce_sin_moneda(pais: str, escrito: str) -> None:
    assert en_moneda(1_500_00, pais) == escrito
    assert en_moneda(None, pais) == ""
