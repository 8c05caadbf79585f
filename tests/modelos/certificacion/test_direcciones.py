"""La dirección con que se prueba algo publicado es de una página, y no de otra cosa."""

import pytest

from modelos.certificacion.direcciones import LARGO_MAXIMO, comprobar_direccion
from modelos.errores import ErrorDeDominio

SITIO = "https://www.laserena.cl/"
JUSTA = SITIO + "a" * (LARGO_MAXIMO - len(SITIO))


@pytest.mark.parametrize(
    "direccion",
    [
        "https://www.laserena.cl/acta?id=3#p2",
        "http://laserena.cl",
        "HTTPS://laserena.cl/Ñandú",
        "https://laserena.cl:8443/a%20b",
        JUSTA,
    ],
)
def test_la_de_una_pagina_queda_como_se_escribio(direccion: str) -> None:
    assert comprobar_direccion(direccion) == direccion


def test_los_espacios_de_alrededor_no_cuentan() -> None:
    assert comprobar_direccion(" https://laserena.cl/acta \n") == "https://laserena.cl/acta"


@pytest.mark.parametrize(
    "escrita",
    [
        "",
        "laserena.cl/acta",
        "//laserena.cl/acta",
        "https://",
        "https:///acta",
        "https://[laserena",
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://laserena.cl/acta",
        "https://laserena.cl@otro.cl/",  # parece de un sitio y es de otro
        "https://ana:clave@laserena.cl/",
        "https://laserena.cl/acta 3",
        "https://laserena.cl/a\u00a0b",
        "https://laserena.cl/a\nb",
        "https://laserena.cl/\u202egpj",
        JUSTA + "a",
    ],
)
def test_lo_que_no_es_de_una_pagina_se_niega_y_se_dice_como_es(escrita: str) -> None:
    with pytest.raises(
        ErrorDeDominio, match=r"^No se guardó: la dirección debe ser de una página, como https"
    ):
        comprobar_direccion(escrita)
