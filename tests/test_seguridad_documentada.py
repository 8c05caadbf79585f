"""Lo que dice docs/seguridad.md: cada prueba citada existe y ningún requisito se cuenta dos veces."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from tests.apoyo.aplicacion import RAIZ

DOCUMENTO = (RAIZ / "docs" / "seguridad.md").read_text(encoding="utf-8")
FILAS = re.findall(r"^\| (V\d+\.\d+\.\d+) \| (.+?) \| (.+?) \|$", DOCUMENTO, re.MULTILINE)
CITADAS = sorted(set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", DOCUMENTO)))
ESTADOS = ("`", "No se aplica", "Queda a quien instala", "**No se cumple", "**En parte")
POR_CAPITULO = {
    1: 9, 2: 4, 3: 8, 4: 2, 5: 9, 6: 13, 7: 18, 8: 4, 9: 4, 10: 5, 11: 3, 12: 3, 13: 1, 14: 2, 15: 3, 16: 16,
}  # fmt: skip
"""Cuántos requisitos tiene cada capítulo: los de nivel 1, y también los de nivel 2 en 5, 7 y 16."""


@cache
def pruebas_de(archivo: str) -> frozenset[str]:
    arbol = ast.parse((RAIZ / "tests" / archivo).read_text(encoding="utf-8"))
    return frozenset(nodo.name for nodo in ast.walk(arbol) if isinstance(nodo, ast.FunctionDef))


@pytest.mark.parametrize(("archivo", "prueba"), CITADAS)
def test_toda_prueba_citada_existe(archivo: str, prueba: str) -> None:
    assert prueba in pruebas_de(archivo)


def test_cada_requisito_esta_una_vez_y_dice_como_se_cumple_o_por_que_no() -> None:
    veces = Counter(identificador for identificador, _, _ in FILAS)

    assert [identificador for identificador, cuantas in veces.items() if cuantas > 1] == []
    assert [fila for fila in FILAS if not any(estado in fila[2] for estado in ESTADOS)] == []


def test_no_falta_ningun_requisito_de_los_que_el_documento_dice_cubrir() -> None:
    por_capitulo = Counter(int(identificador[1:].split(".")[0]) for identificador, _, _ in FILAS)

    assert dict(sorted(por_capitulo.items())) == POR_CAPITULO
