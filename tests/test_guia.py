"""La guía y el README muestran imágenes que existen y se descargan rápido, y la guía las usa todas."""

import re
from pathlib import Path

import pytest

from tests.apoyo.aplicacion import RAIZ
from tests.imagenes import CARPETA

PESO_MAXIMO = 150_000  # bytes de cada imagen
_IMAGEN = re.compile(r'!\[[^\]]+\]\(([^)]+)\)|<img src="([^"]+)" alt="[^"]+"')


def _imagenes(documento: Path) -> set[Path]:
    encontradas = _IMAGEN.findall(documento.read_text(encoding="utf-8"))
    return {(documento.parent / (markdown or html)).resolve() for markdown, html in encontradas}


@pytest.mark.parametrize("nombre", ["README.md", "docs/guia.md"])
def test_sus_imagenes_existen_y_pesan_poco(nombre: str) -> None:
    imagenes = _imagenes(RAIZ / nombre)

    assert imagenes
    assert [imagen for imagen in imagenes if imagen.stat().st_size > PESO_MAXIMO] == []


def test_la_guia_muestra_todas_las_imagenes() -> None:
    assert _imagenes(RAIZ / "docs" / "guia.md") == set(CARPETA.glob("*.png"))
