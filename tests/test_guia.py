"""Las guías y el README muestran imágenes que existen y se descargan rápido, y las guías las usan todas."""

import re
from pathlib import Path

import pytest

from tests.apoyo.aplicacion import RAIZ
from tests.imagenes import CARPETA

GUIAS = ("docs/guia.md", "docs/guia-concejo.md", "docs/guia-instalador.md")
PESO_MAXIMO = 150_000  # bytes de cada imagen
_IMAGEN = re.compile(r'!\[[^\]]+\]\(([^)]+)\)|<img src="([^"]+)" alt="[^"]+"')


def _imagenes(documento: Path) -> set[Path]:
    encontradas = _IMAGEN.findall(documento.read_text(encoding="utf-8"))
    return {(documento.parent / (markdown or html)).resolve() for markdown, html in encontradas}


@pytest.mark.parametrize("nombre", ["README.md", *GUIAS])
def test_sus_imagenes_existen_y_pesan_poco(nombre: str) -> None:
    imagenes = _imagenes(RAIZ / nombre)

    assert imagenes
    assert [imagen for imagen in imagenes if imagen.stat().st_size > PESO_MAXIMO] == []


def test_las_guias_muestran_todas_las_imagenes() -> None:
    mostradas = set().union(*(_imagenes(RAIZ / guia) for guia in GUIAS))

    assert mostradas == set(CARPETA.glob("*.png"))
