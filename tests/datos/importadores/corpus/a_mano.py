"""Documentos dibujados a mano, con las mañas de los planes de verdad, en los formatos que los guardan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.plan import leer_plan
from tests.datos.importadores.corpus.variantes import Caso

CARPETA = Path(__file__).parent / "a_mano"
NUEVOS = Path(__file__).parent / "a_ciegas"
SEPARACION = "\n== plan ==\n"


def casos() -> Iterator[Caso]:
    """Cada dibujo con que se hizo el intérprete, con su plan."""
    return _dibujados(CARPETA, "a mano")


def casos_a_ciegas(ronda: str = "*") -> Iterator[Caso]:
    """Los dibujos leídos por primera vez cuando el intérprete ya estaba hecho."""
    for carpeta in sorted(NUEVOS.glob(ronda)):
        yield from _dibujados(carpeta, carpeta.name)


def _dibujados(carpeta: Path, grupo: str) -> Iterator[Caso]:
    for ruta in sorted(carpeta.glob("*.dibujo")):
        dibujo, _, plan = ruta.read_text(encoding="utf-8").partition(SEPARACION)
        bloques = _bloques(dibujo)
        for formato in _ordenes(dibujo).get("formatos", "").split() or _formatos(bloques):
            archivo = f"{ruta.stem}.{formato}"
            yield Caso(f"{grupo}/{archivo}", archivo, bloques, leer_plan(ruta.stem, plan), detalles=True)


def _formatos(bloques: list[Bloque]) -> tuple[str, ...]:
    """La prosa solo se escribe en Word; un CSV no guarda colores."""
    casillas = [c for b in bloques if isinstance(b, Rejilla) for fila in b.filas for c in fila if c]
    if not casillas:
        return ("docx",)
    return ("docx", "xlsx") if any(c.pintada for c in casillas) else ("docx", "xlsx", "csv")


def _ordenes(dibujo: str) -> dict[str, str]:
    """Los comentarios dicen cómo se escribe.

    «; formatos: docx csv», «; hoja: Nombre», «; ocultas: 2 3» (columnas) y «; hojas ocultas: Listas;Datos».
    """
    pares = [linea[2:].partition(": ") for linea in dibujo.splitlines() if linea.startswith("; ")]
    return {clave: valor.strip() for clave, _, valor in pares}


def _bloques(dibujo: str) -> list[Bloque]:
    """`# ` título, `- ` viñeta, `|` fila de tabla, `; ` comentario; una línea en blanco cierra la tabla."""
    bloques: list[Bloque] = []
    filas: list[list[str]] = []
    ordenes: dict[str, str] = {}
    for linea in [*dibujo.splitlines(), ""]:
        if linea.startswith("|"):
            filas.append([celda.strip().replace("\\n", "\n") for celda in linea.strip()[1:-1].split("|")])
            continue
        if filas:
            bloques.append(_rejilla(filas, ordenes))
            filas = []
        if linea.startswith("; "):
            ordenes |= _ordenes(linea)
        elif linea.startswith("#"):
            bloques.append(Linea(linea.lstrip("# "), nivel=len(linea) - len(linea.lstrip("#"))))
        elif linea.strip():
            bloques.append(Linea(linea.removeprefix("- "), vineta=linea.startswith("- ")))
    return bloques


def _rejilla(filas: list[list[str]], ordenes: dict[str, str]) -> Rejilla:
    """`<` continúa la celda de la izquierda, `^` la de arriba, y `*` la pinta."""
    casillas: list[Fila] = [[_casilla(filas, f, c) for c in range(len(fila))] for f, fila in enumerate(filas)]
    ocultas = frozenset(int(columna) - 1 for columna in ordenes.get("ocultas", "").split())
    hoja = ordenes.get("hoja")
    hojas_ocultas = ordenes.get("hojas ocultas", "").split(";")
    return Rejilla(casillas, hoja=hoja, columnas_ocultas=ocultas, oculta=hoja in hojas_ocultas)


def _casilla(filas: list[list[str]], f: int, c: int) -> Casilla | None:
    texto = filas[f][c]
    if texto in ("<", "^"):
        return None
    ancho = next((n for n in range(c + 1, len(filas[f])) if filas[f][n] != "<"), len(filas[f])) - c
    alto = next((n for n in range(f + 1, len(filas)) if filas[n][c] != "^"), len(filas)) - f
    if texto.startswith("@"):
        fecha = date.fromisoformat(texto[1:])
        return Casilla(f"{fecha:%d-%m-%Y}", alto, ancho, valor=fecha)
    numero = int(texto) if texto.isdigit() else None
    return Casilla(texto.removeprefix("*"), alto, ancho, pintada=texto.startswith("*"), valor=numero)
