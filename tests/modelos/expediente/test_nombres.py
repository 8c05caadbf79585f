"""Un nombre del expediente se puede escribir en cualquier disco y anotar en cualquier manifiesto."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.expediente.nombres import (
    DENTRO,
    OCTETOS_MAXIMOS,
    RAIZ_MAXIMA,
    RUTA_MAXIMA,
    carpeta_raiz,
    clave,
    en_una_linea,
    es_limpia,
    es_segura,
    nombre_de_archivo,
    ruta,
    unicas,
)

DIFICILES = st.sampled_from(
    ["CON", "nul", "com¹", "LPT9", ".", "..", " ", "%", "%0A", "\r\n", "\u2028", "\x85", "\u202e", "\u200b"]
) | st.sampled_from(
    ["e\u0301", "<\u0338", "\u212b", "🌱", "ñ", "/", "\\", ":", "?", "*", ".pdf", ".PDF", "\ud800", "(2)"]
)
CUALQUIERA = st.lists(DIFICILES | st.text(max_size=40), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("texto", "extension", "esperado"),
    [
        ("Acta de constitución del comité", "pdf", "Acta de constitución del comité.pdf"),
        ("Acta.PDF", ".pdf", "Acta.PDF"),
        ("Acta 3/2026: ¿qué se acordó?", "", "Acta 3-2026- ¿qué se acordó"),
        ("100% reciclado", "jpg", "100 reciclado.jpg"),
        ("línea\r\nsiguiente\tcon\u2028saltos", "", "línea siguiente con saltos"),
        ("foto\u202egpj.exe", "", "fotogpj.exe"),
        ("Informe final. . ", "docx", "Informe final.docx"),
        ("con", "", "_con"),
        ("NUL.tar.gz", "", "_NUL.tar.gz"),
        ("COM¹ .txt", "", "_COM¹.txt"),
        ("Concejo", "", "Concejo"),
        ("../../etc/passwd", "", "-.-etc-passwd"),
        (".env", "", "env"),
        ("...", "pdf", "sin nombre.pdf"),
        ("", "", "sin nombre"),
        ("e\u0301", "", "é"),
        ("e?\u0301", "", "é"),
    ],
)
def test_el_nombre_se_parece_a_lo_escrito(texto: str, extension: str, esperado: str) -> None:
    assert nombre_de_archivo(texto, extension) == esperado


@given(CUALQUIERA, st.sampled_from(["", "pdf", ".docx", "../x"]))
def test_todo_texto_da_un_nombre_que_cualquier_sistema_acepta(texto: str, extension: str) -> None:
    nombre = nombre_de_archivo(texto, extension)

    assert nombre == unicodedata.normalize("NFC", nombre)
    assert not re.search(r'[<>:"/\\|?*%\x00-\x1f\x7f-\x9f\u2028\u2029]', nombre)
    assert not {unicodedata.category(letra) for letra in nombre} & {"Cc", "Cf", "Cs"}
    assert nombre == nombre.strip().strip(".")
    assert 0 < len(nombre) <= DENTRO
    assert len(nombre.encode()) <= OCTETOS_MAXIMOS
    assert nombre_de_archivo(nombre) == nombre


@given(CUALQUIERA)
def test_la_carpeta_del_expediente_es_corta(texto: str) -> None:
    assert len(carpeta_raiz(texto)) <= RAIZ_MAXIMA
    assert es_limpia(carpeta_raiz(texto))


@given(st.lists(CUALQUIERA | st.text("aé🌱 .", min_size=150, max_size=400), min_size=1, max_size=4))
def test_la_ruta_entera_cabe_y_es_limpia(partes: list[str]) -> None:
    hecha = ruta(*partes)

    assert len("/".join(["x" * RAIZ_MAXIMA, "data", hecha])) <= RUTA_MAXIMA
    assert hecha.count("/") == len(partes) - 1
    assert es_limpia(hecha)
    assert es_segura(hecha)


def test_lo_largo_se_acorta_sin_perder_la_extension() -> None:
    hecha = ruta("GA-01", "Informe " * 40 + ".pdf")

    assert hecha.startswith("GA-01/Informe Informe")
    assert hecha.endswith(" In.pdf")
    assert DENTRO - 10 < len(hecha) <= DENTRO


def test_los_archivos_de_una_carpeta_larga_siguen_juntos() -> None:
    carpeta = "Requisito de gestión ambiental " * 8

    rutas = [ruta(carpeta, "acta.pdf"), ruta(carpeta, "Lista de asistencia " * 10)]

    assert len({hecha.split("/")[0] for hecha in rutas}) == 1
    assert rutas[0].endswith("/acta.pdf")


def test_lo_que_un_disco_confunde_se_numera() -> None:
    assert unicas(["a/Acta.pdf", "a/ACTA.pdf", "a/acta.pdf", "b/Acta.pdf"]) == [
        "a/Acta.pdf",
        "a/ACTA (2).pdf",
        "a/acta (3).pdf",
        "b/Acta.pdf",
    ]
    assert unicas(["peñón", "pen\u0303o\u0301n"]) == ["peñón", "pen\u0303o\u0301n (2)"]


def test_lo_numerado_tampoco_choca_con_lo_que_ya_se_llama_asi() -> None:
    assert unicas(["x (2).pdf", "x.pdf", "x.pdf"]) == ["x (2).pdf", "x.pdf", "x (3).pdf"]


def test_un_archivo_no_se_llama_como_una_carpeta() -> None:
    assert unicas(["a", "A/b"]) == ["a (2)", "A/b"]


@given(st.lists(st.lists(CUALQUIERA, min_size=1, max_size=3), max_size=12))
def test_todas_las_rutas_quedan_distintas_limpias_y_dentro_del_largo(pedidas: list[list[str]]) -> None:
    rutas = [ruta(*partes) for partes in pedidas]

    puestas = unicas(rutas)

    assert len({clave(puesta) for puesta in puestas}) == len(puestas) == len(rutas)
    assert all(len(puesta) <= DENTRO and es_limpia(puesta) for puesta in puestas)


def test_dos_nombres_largos_iguales_se_numeran_sin_pasar_del_largo() -> None:
    larga = ruta("GA-01", "x" * 300 + ".pdf")

    puestas = unicas([larga, larga])

    assert puestas[1].endswith("x (2).pdf")
    assert len(puestas[1]) == len(larga) == DENTRO


@pytest.mark.parametrize(
    "insegura", ["../x", "/x", "a/../x", "a//b", "C:/x", "a\\b", "a/ /b", "...", "a\x00b", "", "a/"]
)
def test_lo_que_puede_salir_de_la_carpeta_no_es_seguro(insegura: str) -> None:
    assert not es_segura(insegura)


def test_una_ruta_ajena_corriente_es_segura_aunque_no_sea_limpia() -> None:
    assert es_segura("data/100%/pen\u0303o\u0301n.pdf")


def test_un_texto_de_varias_lineas_se_dice_en_una() -> None:
    assert en_una_linea(" a\r\nb\u2028c\u202ed\x00 ") == "a b cd"
