"""Tablas en HTML: sus títulos, las de puros textos, y las que se despliegan junto a un gráfico."""

from collections.abc import Iterable, Sequence
from html import escape


def tabla(encabezados: Sequence[str], filas: Iterable[Sequence[str]]) -> str:
    """HTML de una tabla; la primera columna nombra la fila."""
    return con_titulos(encabezados, "".join(map(_fila, filas)))


def con_titulos(encabezados: Iterable[str], filas: str) -> str:
    """HTML de una tabla cuyas filas ya lo son."""
    titulos = "".join(f'<th scope="col">{escape(titulo)}</th>' for titulo in encabezados)
    return f"<table><thead><tr>{titulos}</tr></thead><tbody>{filas}</tbody></table>"


def _fila(fila: Sequence[str]) -> str:
    nombre, *valores = map(escape, fila)
    return f'<tr><th scope="row">{nombre}</th>{"".join(f"<td>{valor}</td>" for valor in valores)}</tr>'


def ver_tabla(contenido: str, de_que: str) -> str:
    """HTML que la despliega sin volver a pedir nada al servidor."""
    return (
        f'<details class="ver-tabla"><summary aria-label="Ver tabla: {escape(de_que)}">Ver tabla</summary>'
        f'<div class="caja">{contenido}</div></details>'
    )
