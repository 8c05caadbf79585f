"""Las importaciones solo bajan, y las reglas no miran ni el reloj ni la pantalla."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parent.parent
RAICES = {"app", "servidor", "portada", "puerta", "iniciar", "sucesos"}
VEDADO = {
    "modelos": {"datos", "paginas", *RAICES, "streamlit", "pandas", "plotly"},
    "datos": {"paginas", *RAICES, "streamlit", "plotly"},
    "paginas": RAICES,
}
RELOJ = {"today", "now", "utcnow"}


def importados(codigo: str) -> Iterator[str]:
    for nodo in ast.walk(ast.parse(codigo)):
        if isinstance(nodo, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            yield nodo.module.partition(".")[0]


def llamadas(codigo: str) -> Iterator[str]:
    for nodo in ast.walk(ast.parse(codigo)):
        if isinstance(nodo, ast.Call) and isinstance(nodo.func, ast.Attribute):
            yield nodo.func.attr


def archivos(capa: str) -> list[Path]:
    return sorted((RAIZ / capa).rglob("*.py"))


@pytest.mark.parametrize("capa", VEDADO)
def test_las_importaciones_solo_bajan(capa: str) -> None:
    faltas = {
        str(archivo.relative_to(RAIZ)): sorted(vedados)
        for archivo in archivos(capa)
        if (vedados := VEDADO[capa] & set(importados(archivo.read_text(encoding="utf-8"))))
    }

    assert archivos(capa)
    assert faltas == {}


def test_las_reglas_reciben_la_fecha_y_no_miran_el_reloj() -> None:
    faltas = {
        str(archivo.relative_to(RAIZ))
        for archivo in archivos("modelos")
        if RELOJ & set(llamadas(archivo.read_text(encoding="utf-8")))
    }

    assert faltas == set()


@pytest.mark.parametrize(
    "codigo", ["import streamlit as st", "from streamlit.web import cli", "def f():\n    import streamlit"]
)
def test_se_ve_una_importacion_escrita_de_cualquier_modo(codigo: str) -> None:
    assert "streamlit" in set(importados(codigo))
