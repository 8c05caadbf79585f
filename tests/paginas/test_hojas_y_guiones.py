"""Lo que las hojas de estilo y los guiones no pueden llevar: encarece cada dibujo o los deja sin efecto."""

import re
from pathlib import Path

import pytest

COMPONENTES = Path("paginas/componentes")
HOJAS, GUIONES = sorted(COMPONENTES.rglob("*.css")), sorted(COMPONENTES.rglob("*.js"))
MEDIO = re.compile(r"^@media (?!screen)[^{]*\{.*?^\}", re.DOTALL | re.MULTILINE)
POR_LA_PAGINA_ENTERA = re.compile(
    r"(?:^|[\s,>+~]|:is\()(?:\*|html|body|:root|\.stApp|\.stMain\w*)?:(?:not\(:)?has\(", re.MULTILINE
)

COMENTARIO = re.compile(r"/\*.*?\*/", re.DOTALL)
CUALQUIERA_DENTRO = re.compile(
    r"\[class[^\]]*\][^\s,{}]*\s*[\s>+~]\s*(?:\*|:|(?:div|span)?\[class)[^,{]*(?=[,{])"
)


@pytest.mark.parametrize("hoja", HOJAS, ids=lambda hoja: hoja.name)
def test_ninguna_regla_pregunta_con_has_por_la_pagina_ni_por_cualquier_elemento(hoja: Path) -> None:
    """Cada elemento que entra obligaría a calcular de nuevo el estilo de todos: véase `presencia.js`."""
    de_siempre = MEDIO.sub("", hoja.read_text(encoding="utf-8"))

    assert POR_LA_PAGINA_ENTERA.findall(de_siempre) == []


@pytest.mark.parametrize("hoja", HOJAS, ids=lambda hoja: hoja.name)
def test_ninguna_regla_busca_lo_que_sea_dentro_de_una_clase_que_dice_algo(hoja: Path) -> None:
    """Con «[class*=…] >» y cualquier cosa, cada clase que cambia obliga a recalcular todo lo de adentro."""
    de_siempre = COMENTARIO.sub("", MEDIO.sub("", hoja.read_text(encoding="utf-8")))

    assert CUALQUIERA_DENTRO.findall(de_siempre) == []


@pytest.mark.parametrize("guion", GUIONES, ids=lambda guion: guion.name)
def test_ningun_guion_lleva_lo_que_el_saneador_toma_por_una_etiqueta(guion: Path) -> None:
    """Uno solo con «<p» y el marco borra todos los guiones, que van juntos."""
    assert re.findall(r"<[/\w!]", guion.read_text(encoding="utf-8")) == []
