"""Imprime los bloques como un PDF con tablas de líneas, con el encabezado repetido en cada página."""

import json

import typst

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Rejilla

LETRAS_ANGOSTAS = 12
PAGINA = """
#set page(paper: "a3", flipped: true, margin: 1.5cm)
#set text(size: 8pt, lang: "es", hyphenate: false)
#set table(stroke: 0.5pt)
"""


def a_pdf(bloques: list[Bloque]) -> bytes:
    """Con celdas combinadas de verdad, títulos en letra mayor y viñetas."""
    partes = [PAGINA]
    for bloque in bloques:
        if isinstance(bloque, Rejilla):
            partes.append(_tabla(bloque))
        elif bloque.nivel:
            partes.append(f"#heading(level: {bloque.nivel}){_contenido(bloque.texto)}")
        else:
            partes.append(("#list" if bloque.vineta else "#par") + _contenido(bloque.texto))
    fuente = "\n\n".join(partes)
    return bytes(typst.compile(fuente.encode()))


def _contenido(texto: str) -> str:
    """Cada línea como cadena, para que ningún signo del texto sea una orden."""
    return "[" + " \\ ".join(f"#{json.dumps(linea, ensure_ascii=False)}" for linea in texto.split("\n")) + "]"


def _tabla(rejilla: Rejilla) -> str:
    alto = max((c.alto for c in rejilla.filas[0] if c), default=1)
    encabezado = "".join(map(_fila, rejilla.filas[:alto]))
    cuerpo = "".join(map(_fila, rejilla.filas[alto:]))
    anchos = ", ".join(_ancho(rejilla, columna) for columna in range(rejilla.ancho()))
    return f"#table(columns: ({anchos},),\n table.header({encabezado}),\n{cuerpo})"


def _ancho(rejilla: Rejilla, columna: int) -> str:
    casillas = [fila[columna] for fila in rejilla.filas if columna < len(fila)]
    largo = max((len(c.texto) for c in casillas if c and c.ancho == 1), default=1)
    return "auto" if largo <= LETRAS_ANGOSTAS else f"{min(largo, 60)}fr"


def _fila(fila: Fila) -> str:
    return " ".join(f"{_casilla(casilla)}," for casilla in fila if casilla is not None) + "\n"


def _casilla(casilla: Casilla) -> str:
    opciones = [f"rowspan: {casilla.alto}", f"colspan: {casilla.ancho}"]
    opciones += ['fill: rgb("#92d050")'] if casilla.pintada else []
    return f"table.cell({', '.join(opciones)}){_contenido(casilla.texto)}"
