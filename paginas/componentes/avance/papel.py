"""Cuánto se achica la página al imprimirla, para que quepa en una sola hoja apaisada, carta o A4."""

from math import ceil

import streamlit as st

from modelos.frase_de_avance import texto
from modelos.informe_de_avance import Atrasada, InformeDeAvance
from paginas.componentes.avance.lineas import BARRAS_EN_UNA_COLUMNA

ALTO_DE_HOJA = 690
"""Píxeles de CSS que deja una A4 apaisada con sus márgenes; la carta deja algo más."""

MAYOR, MENOR = 0.72, 0.45
"""Bajo la menor no se lee: un plan con tantas líneas sale en más de una hoja."""

# Píxeles sin achicar, medidos en el navegador con planes de 1 a 20 líneas.
RENGLON, ENTRE_TARJETAS = 20, 42
TITULO, RENGLON_DE_FRASE, SEGUNDA_ORACION = 40, 30, 28
CURVA, MARCO_DE_BARRAS, BARRA, BARRA_ANGOSTA = 284, 64, 47, 67
MARCO_DE_CALOR, FILA_DE_CALOR = 104, 28
MARCO_DE_ATRASADAS, ATRASADA = 60, 31
LETRAS_DE_FRASE, LETRAS_DE_NOMBRE, LETRAS_DE_COLUMNA = 125, 85, 28  # las que caben en un renglón


def ajustar(informe: InformeDeAvance) -> None:
    """Deja la escala donde la hoja de estilos la lee."""
    st.html(f"<style>@media print{{:root{{--escala:{escala(informe):.3f}}}}}</style>")


def escala(informe: InformeDeAvance) -> float:
    """Del alto que la página ocuparía sin achicar al de la hoja."""
    return max(MENOR, min(MAYOR, ALTO_DE_HOJA / _alto(informe)))


def _alto(informe: InformeDeAvance) -> int:
    lineas = len(informe.lineas)
    frase = RENGLON_DE_FRASE * _renglones(texto(informe.frase), LETRAS_DE_FRASE)
    encabezado = TITULO + frase + (SEGUNDA_ORACION if informe.frase_aprobado else 0)
    calor = MARCO_DE_CALOR + FILA_DE_CALOR * lineas
    filas = sum(ATRASADA + RENGLON * (_renglones_de_fila(una) - 1) for una in informe.mas_atrasadas)
    atrasadas = MARCO_DE_ATRASADAS + filas
    return encabezado + max(CURVA, _barras(lineas)) + calor + atrasadas + ENTRE_TARJETAS


def _barras(lineas: int) -> int:
    if lineas <= BARRAS_EN_UNA_COLUMNA:
        return MARCO_DE_BARRAS + BARRA * lineas
    return MARCO_DE_BARRAS + BARRA_ANGOSTA * ceil(lineas / 2)


def _renglones_de_fila(una: Atrasada) -> int:
    """El más alto de sus textos; la hoja de estilos corta los que no son el nombre en el tercer renglón."""
    dichos = (una.responsable, una.causa, una.proximo_paso)
    otros = max(_renglones(dicho, LETRAS_DE_COLUMNA) for dicho in dichos)
    return max(_renglones(una.fila.actividad.nombre, LETRAS_DE_NOMBRE), min(otros, 3))


def _renglones(escrito: str, letras: int) -> int:
    return max(1, ceil(len(escrito) / letras))
