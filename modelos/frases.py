"""Cómo se dicen en castellano cantidades, porcentajes, meses y fechas en toda pantalla y exportación."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

from modelos.meses import NOMBRES
from modelos.parecido import normalizar

ESPACIO_FINO = "\u202f"  # angosto y sin corte de línea
MENOS = "−"
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

_PREPOSICIONES = frozenset({"de", "del", "con", "para", "en", "sin", "por", "a", "al"})
_MASCULINOS_EN_A = frozenset({"programa", "día", "tema", "problema", "mapa", "diploma"})
_FEMENINO = re.compile(r"(a|dad|tad|tud|ión)$")
_SUENA_I = re.compile(r"^h?i(?![aeou])", re.IGNORECASE)


def contar(cantidad: int, nombre: str, *, dentro_de_frase: bool = False) -> str:
    """«1 actividad», «24 actividades», «Ninguna actividad»."""
    if cantidad == 0:
        ninguno = ("ninguna " if es_femenino(nombre) else "ningún ") + nombre
        return ninguno if dentro_de_frase else ninguno.capitalize()
    return f"{entero(cantidad)} {nombre if cantidad == 1 else plural(nombre)}"


def plural(nombre: str) -> str:
    """«líneas estratégicas», «medios de verificación»: cambia hasta la primera preposición."""
    palabras = nombre.split()
    corte = next((i for i, palabra in enumerate(palabras) if palabra in _PREPOSICIONES), len(palabras))
    return " ".join([_plural_de_palabra(palabra) for palabra in palabras[:corte]] + palabras[corte:])


def _plural_de_palabra(palabra: str) -> str:
    for final, reemplazo in (("ión", "iones"), ("z", "ces"), ("és", "eses"), ("mes", "meses"), ("s", "s")):
        if palabra.endswith(final):
            return palabra.removesuffix(final) + reemplazo
    return palabra + ("s" if palabra[-1] in "aeiouáéó" else "es")


def es_femenino(nombre: str) -> bool:
    """El género por la terminación de la primera palabra, con las excepciones de este dominio."""
    palabra = nombre.split(" ")[0]
    return palabra not in _MASCULINOS_EN_A and _FEMENINO.search(palabra) is not None


def en_orden(nombre: str) -> str:
    """Con qué se ordena un nombre como lo haría una persona: «Unidad 2» antes que «Unidad 10»."""
    return re.sub(r"\d+", lambda numero: numero[0].zfill(8), normalizar(nombre))


def enumerar(elementos: Sequence[str]) -> str:
    """«a, b y c»; «agua e inundaciones»."""
    if len(elementos) < 2:
        return "".join(elementos)
    return f"{', '.join(elementos[:-1])} {nexo(elementos[-1])} {elementos[-1]}"


def nexo(siguiente: str) -> str:
    """«y», o «e» si lo que sigue suena a i."""
    return "e" if _SUENA_I.match(siguiente) else "y"


def entero(cantidad: int) -> str:
    """«12.000»; los negativos llevan el signo menos y no un guion."""
    signo = MENOS if cantidad < 0 else ""
    return signo + f"{abs(cantidad):,}".replace(",", ".")


def porcentaje(parte: Fraction | int) -> str:
    """«52 %» de una parte entre 0 y 1; «100 %» solo si está completa y «0 %» solo si no hay nada."""
    redondeado = redondear(parte * 100)
    if redondeado == 100 and parte < 1:
        redondeado = 99
    if redondeado == 0 and parte > 0:
        redondeado = 1
    return f"{entero(redondeado)}{ESPACIO_FINO}%"


def puntos(diferencia: Fraction | int) -> str:
    """«−21 pp», «0 pp», «+3 pp» de puntos porcentuales; bajo un punto se dice un decimal, nunca «−0 pp»."""
    if diferencia == 0:
        return "0 pp"
    signo = MENOS if diferencia < 0 else "+"
    distancia = abs(Fraction(diferencia))
    return f"{signo}{un_decimal(distancia) if distancia < 1 else entero(redondear(distancia))} pp"


def meses(cantidad: Fraction | int) -> str:
    """«1,4 meses»."""
    return f"{un_decimal(cantidad)} meses"


def un_decimal(cantidad: Fraction | int) -> str:
    """«1,4»; lo que no es cero no se dice «0,0»."""
    decimos = redondear(cantidad * 10)
    if decimos == 0 and cantidad > 0:
        decimos = 1
    return f"{entero(decimos // 10)},{decimos % 10}"


def tamano(octetos: int) -> str:
    """«812 bytes», «110 KB», «3,4 MB», «1,2 GB»: lo que ocupa un archivo, en miles de miles."""
    if octetos < 1000:
        return f"{octetos} bytes"
    if octetos < 1_000_000:
        return f"{entero(redondear(Fraction(octetos, 1000)))} KB"
    unidad, divisor = ("MB", 10**6) if octetos < 10**9 else ("GB", 10**9)
    return f"{un_decimal(Fraction(octetos, divisor))} {unidad}"


def redondear(cantidad: Fraction | int) -> int:
    """Al entero más cercano, y la mitad hacia arriba, como se enseña en la escuela."""
    return floor(cantidad + Fraction(1, 2))


def fecha_larga(fecha: date) -> str:
    """«14 de octubre de 2026», para textos."""
    return f"{fecha.day} de {NOMBRES[fecha.month - 1]} de {fecha.year}"


def fecha_con_dia(fecha: date) -> str:
    """«miércoles 14 de octubre de 2026»."""
    return f"{DIAS[fecha.weekday()]} {fecha_larga(fecha)}"


def fecha_corta(fecha: date) -> str:
    """«30-10-2026», para tablas."""
    return fecha.strftime("%d-%m-%Y")


def cuando_fue(cuando: datetime, hoy: date) -> str:
    """«hoy a las 10:32», «ayer a las 9:05», «el 3 de marzo de 2026 a las 18:40»; en la hora local."""
    hora = f"a las {cuando.hour}:{cuando.minute:02}"
    if cuando.date() == hoy:
        return f"hoy {hora}"
    if cuando.date() == hoy - timedelta(days=1):
        return f"ayer {hora}"
    return f"el {fecha_larga(cuando.date())} {hora}"
