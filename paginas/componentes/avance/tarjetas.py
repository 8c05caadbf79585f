"""Lo que comparten las tarjetas de la página: la tabla con los mismos datos de un gráfico, a un clic."""

from collections.abc import Iterable, Sequence
from html import escape


def tabla(encabezados: Sequence[str], filas: Iterable[Sequence[str]]) -> str:
    """HTML de una tabla; la primera columna nombra la fila."""
    titulos = "".join(f'<th scope="col">{escape(titulo)}</th>' for titulo in encabezados)
    cuerpo = "".join(_fila(fila) for fila in filas)
    return f"<table><thead><tr>{titulos}</tr></thead><tbody>{cuerpo}</tbody></table>"


def _fila(fila: Sequence[str]) -> str:
    nombre, *valores = map(escape, fila)
    return f'<tr><th scope="row">{nombre}</th>{"".join(f"<td>{valor}</td>" for valor in valores)}</tr>'


def ver_tabla(contenido: str, de_que: str) -> str:
    """HTML que la despliega sin volver a pedir nada al servidor."""
    return (
        f'<details class="ver-tabla"><summary aria-label="Ver tabla: {escape(de_que)}">Ver tabla</summary>'
        f'<div class="caja">{contenido}</div></details>'
    )
