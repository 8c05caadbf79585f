"""Cómo ha ido subiendo el cumplimiento mes a mes, y a qué paso hay que seguir."""

from datetime import date
from fractions import Fraction
from html import escape

from modelos.certificacion.brecha import ritmo_necesario
from modelos.certificacion.proyeccion import pronosticar, tendencia
from modelos.frases import porcentaje
from modelos.meses import Mes
from paginas.componentes.certificacion.lectura import Persigue


def en_html(persigue: Persigue, hoy: date) -> str:
    """El dibujo, con su tabla para quien no lo ve, y las dos frases."""
    certificacion = persigue.certificacion
    puntos = tendencia(certificacion, hoy)
    ritmo, pronostico = ritmo_necesario(certificacion, hoy), pronosticar(certificacion, hoy)
    dibujo = _dibujo(puntos, certificacion.proceso.minimo) if len(puntos) > 1 and puntos[-1][1] else ""
    return (
        f'<section class="tarjeta"><h2>Cumplimiento en el tiempo</h2>{dibujo}'
        f"<p>{escape(ritmo.frase)}</p><p class='tenue'>{escape(pronostico.frase)}</p></section>"
    )


def _dibujo(puntos: tuple[tuple[Mes, Fraction], ...], minimo: int | None) -> str:
    """HTML: `st.html` quita los SVG, y por eso son columnas."""
    columnas = "".join(
        f'<i style="height:{max(1.0, float(valor * 100)):.1f}%" title="{mes}: {porcentaje(valor)}"></i>'
        for mes, valor in puntos
    )
    marca = f'<em style="bottom:{minimo}%" title="Mínimo exigido: {minimo} %"></em>' if minimo else ""
    primero, ultimo = puntos[0][0], puntos[-1][0]
    filas = "".join(f"<tr><td>{mes}</td><td>{porcentaje(valor)}</td></tr>" for mes, valor in puntos)
    return (
        f'<div class="columnas" aria-hidden="true"><span>100 %</span><div>{columnas}{marca}</div>'
        "<span>0 %</span></div>"
        f'<p class="ejes tenue"><span>{primero.abreviado} {primero.anio}</span>'
        f"<span>{ultimo.abreviado} {ultimo.anio}</span></p>"
        '<details class="ver-tabla"><summary>Ver tabla</summary><table><thead><tr><th>Mes</th>'
        f"<th>Cumplimiento</th></tr></thead><tbody>{filas}</tbody></table></details>"
    )
