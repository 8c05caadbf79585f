"""Cuánto se achica la página al imprimirla, para que quepa en una sola hoja apaisada, carta o A4."""

from math import ceil

from modelos.seguimiento.frase_de_avance import texto
from modelos.seguimiento.informe_de_avance import Atrasada, InformeDeAvance
from paginas.componentes.avance.lineas import BARRAS_EN_UNA_COLUMNA, LINEAS_HOLGADAS

ALTO_DE_HOJA = 690
"""Píxeles de CSS que deja una A4 apaisada con sus márgenes; la carta deja algo más."""

MAYOR, MENOR = 0.72, 0.45
"""Bajo la menor no se lee: un plan con más de unas cuarenta líneas sale en más de una hoja."""

# Píxeles sin achicar, medidos en el navegador con planes de 1 a 20 líneas.
RENGLON, ENTRE_TARJETAS = 20, 42
TITULO, RENGLON_DE_FRASE, SEGUNDA_ORACION = 40, 30, 28
CURVA, MARCO_DE_BARRAS, BARRA, BARRA_ANGOSTA, BARRA_APRETADA = 284, 64, 47, 67, 24
MARCO_DE_CALOR, FILA_DE_CALOR, FILA_APRETADA = 104, 28, 22
MARCO_DE_ATRASADAS, ATRASADA = 60, 31

# Letras que caben en un renglón a la mayor escala.
LETRAS_DE_FRASE, LETRAS_DE_NOMBRE, LETRAS_DE_COLUMNA = 125, 85, 28
LETRAS_DE_LINEA, LETRAS_DE_LINEA_ANGOSTA = 35, 24


def hoja(informe: InformeDeAvance) -> str:
    """La escala, donde los estilos la leen."""
    return f"<style>@media print{{:root{{--escala:{escala(informe):.3f}}}}}</style>"


def escala(informe: InformeDeAvance) -> float:
    """La mayor con que cabe; a menos escala, más letras en cada renglón."""
    cuantas = round((MAYOR - MENOR) * 100)
    probadas = (MAYOR - n / 100 for n in range(cuantas))
    return next((una for una in probadas if una * _alto(informe, una) <= ALTO_DE_HOJA), MENOR)


def _alto(informe: InformeDeAvance, escala: float) -> float:
    """Píxeles sin achicar."""
    mas = MAYOR / escala
    frase = RENGLON_DE_FRASE * _renglones(texto(informe.frase), LETRAS_DE_FRASE * mas)
    encabezado = TITULO + frase + (SEGUNDA_ORACION if informe.frase_aprobado else 0)
    filas = sum(ATRASADA + RENGLON * (_renglones_de_fila(una, mas) - 1) for una in informe.mas_atrasadas)
    atrasadas = MARCO_DE_ATRASADAS + filas
    barras = max(CURVA, _barras(len(informe.lineas)))
    return encabezado + barras + _calor(informe, mas) + atrasadas + ENTRE_TARJETAS


def _calor(informe: InformeDeAvance, mas: float) -> float:
    if len(informe.lineas) <= LINEAS_HOLGADAS:
        return MARCO_DE_CALOR + FILA_DE_CALOR * len(informe.lineas)
    letras = mas * (LETRAS_DE_LINEA if len(informe.cronograma.meses) <= 12 else LETRAS_DE_LINEA_ANGOSTA)
    filas = [FILA_APRETADA + RENGLON * (_renglones(una.nombre, letras) - 1) for una in informe.lineas]
    return MARCO_DE_CALOR + sum(filas) / 2 + max(filas)


def _barras(lineas: int) -> int:
    if lineas <= BARRAS_EN_UNA_COLUMNA:
        return MARCO_DE_BARRAS + BARRA * lineas
    if lineas > LINEAS_HOLGADAS:
        return MARCO_DE_BARRAS + BARRA_APRETADA * ceil(lineas / 3)
    return MARCO_DE_BARRAS + BARRA_ANGOSTA * ceil(lineas / 2)


def _renglones_de_fila(una: Atrasada, mas: float) -> int:
    """El más alto de sus textos; la hoja de estilos corta los que no son el nombre en el tercer renglón."""
    dichos = (una.responsable, una.causa, una.proximo_paso)
    otros = max(_renglones(dicho, LETRAS_DE_COLUMNA * mas) for dicho in dichos)
    return max(_renglones(una.fila.actividad.nombre, LETRAS_DE_NOMBRE * mas), min(otros, 3))


def _renglones(escrito: str, letras: float) -> int:
    return max(1, ceil(len(escrito) / letras))
