"""Las letras sueltas de un PDF, juntas en renglones y en párrafos."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from pdfplumber.utils.text import extract_words

from datos.importadores.simbolos import sin_uso_privado

Letra = dict[str, Any]

VINETAS = "•●▪◦■➢✓*–—-"
NUMERAL = r"\(?(?:[A-Za-z]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]\s"
MARCADOR = re.compile(rf"[{VINETAS}](?:\s|$)|{NUMERAL}")
ESPACIO_ENTRE_PALABRAS = 0.15  # en partes del tamaño de la letra; muchos PDF no guardan los espacios
INTERLINEA_DE_PARRAFO = 0.8  # un blanco mayor, en partes del alto del renglón, separa párrafos
HOLGURA = 1.0  # puntos
CAMBIO_DE_TAMANO = 0.5  # puntos


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una línea impresa y dónde está, en puntos desde la esquina superior izquierda."""

    texto: str
    x0: float
    x1: float
    arriba: float
    abajo: float
    tamano: float
    primera: float  # el ancho de su primera palabra

    @property
    def ancho(self) -> float:
        """De la primera a la última letra."""
        return self.x1 - self.x0

    @property
    def dice_algo(self) -> bool:
        """Si no es la viñeta sola de un ítem vacío."""
        return bool(self.texto.strip(VINETAS))

    @property
    def alto(self) -> float:
        """De las letras, sin el blanco entre renglones."""
        return max(self.abajo - self.arriba, 1.0)


def renglones(letras: Sequence[Letra]) -> list[Renglon]:
    """Las líneas de arriba abajo, con sus palabras de izquierda a derecha."""
    palabras = extract_words(
        [letra for letra in letras if not _de_lado(letra)],
        x_tolerance_ratio=ESPACIO_ENTRE_PALABRAS,
        return_chars=True,
    )
    filas: list[list[Letra]] = []
    for palabra in sorted(palabras, key=lambda p: (p["top"], p["x0"])):
        if filas and _a_la_altura(palabra, filas[-1][0]):
            filas[-1].append(palabra)
        else:
            filas.append([palabra])
    return [_renglon(sorted(fila, key=lambda p: float(p["x0"]))) for fila in filas]


def _de_lado(letra: Letra) -> bool:
    """Si se escribió hacia arriba o hacia abajo; la señal «upright» del PDF falla con giros casi exactos."""
    horizontal, vertical = letra["matrix"][:2]
    return bool(abs(vertical) > abs(horizontal))


def _a_la_altura(palabra: Letra, otra: Letra) -> bool:
    centro = (palabra["top"] + palabra["bottom"]) / 2
    return bool(otra["top"] <= centro <= otra["bottom"])


def _renglon(palabras: list[Letra]) -> Renglon:
    return Renglon(
        texto=sin_uso_privado(" ".join(str(palabra["text"]) for palabra in palabras)),
        x0=palabras[0]["x0"],
        x1=max(palabra["x1"] for palabra in palabras),
        arriba=min(palabra["top"] for palabra in palabras),
        abajo=max(palabra["bottom"] for palabra in palabras),
        tamano=median(letra["size"] for palabra in palabras for letra in palabra["chars"]),
        primera=palabras[0]["x1"] - palabras[0]["x0"],
    )


def en_parrafos(lineas: Iterable[Renglon], ancho: float) -> list[list[Renglon]]:
    """Los renglones agrupados: uno sigue al anterior si a este no le cabía la palabra que viene."""
    grupos: list[list[Renglon]] = []
    for linea in lineas:
        if grupos and _sigue(grupos[-1][-1], linea, ancho):
            grupos[-1].append(linea)
        else:
            grupos.append([linea])
    return grupos


def _sigue(anterior: Renglon, linea: Renglon, ancho: float) -> bool:
    if MARCADOR.match(linea.texto) or abs(anterior.tamano - linea.tamano) > CAMBIO_DE_TAMANO:
        return False
    if linea.arriba - anterior.abajo > anterior.alto * INTERLINEA_DE_PARRAFO:
        return False
    espacio = anterior.tamano * 0.25
    return anterior.ancho + espacio + linea.primera > ancho - HOLGURA


def junto(parrafo: Sequence[Renglon]) -> str:
    """El texto de un párrafo; la palabra cortada con guion al final del renglón se une."""
    texto = ""
    for linea in parrafo:
        cortada = texto.endswith("-") and texto[-2:-1].islower() and linea.texto[:1].islower()
        pegada = texto.endswith("/") and texto[-2:-1].isalnum()  # «y/» y «o» en el renglón que sigue
        texto = texto[:-1] + linea.texto if cortada else texto + ("" if pegada else " ") + linea.texto
    return texto.strip()


def girado(letras: Iterable[Letra]) -> str:
    """El texto escrito de lado, como los meses de un encabezado angosto, hacia arriba o hacia abajo."""
    lineas: dict[int, list[Letra]] = {}
    for letra in letras:
        if _de_lado(letra):
            lineas.setdefault(round(letra["x0"]), []).append(letra)
    textos = []
    for _, linea in sorted(lineas.items()):
        hacia_arriba = linea[0]["matrix"][1] > 0
        ordenada = sorted(linea, key=lambda letra: float(letra["top"]), reverse=hacia_arriba)
        textos.append("".join(str(letra["text"]) for letra in ordenada).strip())
    return " ".join(textos).strip()
