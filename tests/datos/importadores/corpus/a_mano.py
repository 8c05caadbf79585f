"""Documentos dibujados a mano, con las mañas de los planes de verdad, en los formatos que los guardan."""

from collections.abc import Iterator
from pathlib import Path

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.plan import leer_plan
from tests.datos.importadores.corpus.variantes import Caso

CARPETA = Path(__file__).parent / "a_mano"
SEPARACION = "\n== plan ==\n"


def casos() -> Iterator[Caso]:
    """Cada dibujo, con su plan."""
    for ruta in sorted(CARPETA.glob("*.dibujo")):
        dibujo, _, plan = ruta.read_text(encoding="utf-8").partition(SEPARACION)
        bloques = _bloques(dibujo)
        for formato in _formatos(bloques):
            archivo = f"{ruta.stem}.{formato}"
            yield Caso(f"a mano/{archivo}", archivo, bloques, leer_plan(ruta.stem, plan))


def _formatos(bloques: list[Bloque]) -> tuple[str, ...]:
    """La prosa solo se escribe en Word; un CSV no guarda colores."""
    casillas = [c for b in bloques if isinstance(b, Rejilla) for fila in b.filas for c in fila if c]
    if not casillas:
        return ("docx",)
    return ("docx", "xlsx") if any(c.pintada for c in casillas) else ("docx", "xlsx", "csv")


def _bloques(dibujo: str) -> list[Bloque]:
    """`# ` título, `- ` viñeta, `|` fila de tabla, `; ` comentario; una línea en blanco cierra la tabla."""
    bloques: list[Bloque] = []
    filas: list[list[str]] = []
    for linea in [*dibujo.splitlines(), ""]:
        if linea.startswith("|"):
            filas.append(
                [celda.strip().replace("\\n", "\n") for celda in linea.strip().strip("|").split("|")]
            )
            continue
        if filas:
            bloques.append(Rejilla(_combinadas(filas)))
            filas = []
        if linea.startswith("#"):
            bloques.append(Linea(linea.lstrip("# "), nivel=len(linea) - len(linea.lstrip("#"))))
        elif linea.strip() and not linea.startswith("; "):
            bloques.append(Linea(linea.removeprefix("- "), vineta=linea.startswith("- ")))
    return bloques


def _combinadas(filas: list[list[str]]) -> list[Fila]:
    """`<` continúa la celda de la izquierda, `^` la de arriba, y `*` la pinta."""
    return [[_casilla(filas, f, c) for c in range(len(fila))] for f, fila in enumerate(filas)]


def _casilla(filas: list[list[str]], f: int, c: int) -> Casilla | None:
    texto = filas[f][c]
    if texto in ("<", "^"):
        return None
    ancho = next((n for n in range(c + 1, len(filas[f])) if filas[f][n] != "<"), len(filas[f])) - c
    alto = next((n for n in range(f + 1, len(filas)) if filas[n][c] != "^"), len(filas)) - f
    numero = int(texto) if texto.isdigit() else None
    return Casilla(texto.removeprefix("*"), alto, ancho, pintada=texto.startswith("*"), valor=numero)
