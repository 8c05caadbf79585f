"""Cuánto se achica la página al imprimirla, para que quepa en una sola hoja apaisada, carta o A4."""

from math import ceil

import streamlit as st

from modelos.frase_de_avance import texto
from modelos.informe_de_avance import InformeDeAvance

ALTO_DE_HOJA = 690
"""Píxeles de CSS que deja una A4 apaisada con sus márgenes; la carta deja algo más."""

MAYOR, MENOR = 0.72, 0.45
"""Bajo la menor no se lee: un plan con tantas líneas sale en más de una hoja."""

RENGLON = 20  # píxeles sin achicar, como los que siguen
CURVA, LINEA_EN_BARRAS, FILA, MARCO = 284, 48, 27, 76
LETRAS_DE_FRASE, LETRAS_DE_NOMBRE = 125, 85  # las que caben en un renglón


def ajustar(informe: InformeDeAvance) -> None:
    """Deja la escala donde la hoja de estilos la lee."""
    st.html(f"<style>@media print{{:root{{--escala:{escala(informe):.3f}}}}}</style>")


def escala(informe: InformeDeAvance) -> float:
    """Del alto que la página ocuparía sin achicar al de la hoja."""
    return max(MENOR, min(MAYOR, ALTO_DE_HOJA / _alto(informe)))


def _alto(informe: InformeDeAvance) -> int:
    lineas = len(informe.lineas)
    frase = 30 * _renglones(texto(informe.frase), LETRAS_DE_FRASE)
    encabezado = 40 + frase + (30 if informe.frase_aprobado else 0)
    graficos = max(CURVA, MARCO + LINEA_EN_BARRAS * lineas)
    calor = MARCO + FILA * lineas
    nombres = (una.fila.actividad.nombre for una in informe.mas_atrasadas)
    filas = sum(FILA + RENGLON * (_renglones(nombre, LETRAS_DE_NOMBRE) - 1) for nombre in nombres)
    return encabezado + graficos + calor + MARCO + filas + 40


def _renglones(escrito: str, letras: int) -> int:
    return max(1, ceil(len(escrito) / letras))
