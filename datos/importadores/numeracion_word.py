"""Los números y viñetas que Word imprime delante de un párrafo sin que estén en su texto."""

import re
from collections import defaultdict
from dataclasses import dataclass

from datos.importadores.xml_oficina import Elemento, atributo, entero, etiqueta, hijo
from modelos.numeral import romano

VINETA = "•"


@dataclass(frozen=True, slots=True)
class Nivel:
    """Cómo se numera un nivel de la lista: «%1.» en decimal, desde 1."""

    formato: str = "decimal"
    texto: str = "%1."
    inicio: int = 1


class Numeracion:
    """Las listas del documento y por qué número va cada una; se consulta en el orden del texto."""

    def __init__(self, raiz: Elemento | None) -> None:
        hijos = [] if raiz is None else list(raiz)
        self._niveles = {
            atributo(e, "abstractNumId"): _niveles(e) for e in hijos if etiqueta(e) == "abstractNum"
        }
        self._listas = {atributo(e, "numId"): e for e in hijos if etiqueta(e) == "num"}
        self._cuenta: defaultdict[str | None, dict[int, int]] = defaultdict(dict)
        self._empezadas: set[str] = set()

    def marcador(self, lista: str, nivel: int) -> str | None:
        """«1.», «a)», «II.» o «•»; avanza la cuenta. None si la lista no existe o no imprime nada."""
        elemento = self._listas.get(lista)
        if elemento is None:
            return None
        abstracta = atributo(hijo(elemento, "abstractNumId"))
        niveles = self._niveles.get(abstracta, {}) | _niveles_propios(elemento)
        cuenta = self._cuenta[abstracta]
        if lista not in self._empezadas:
            self._empezadas.add(lista)
            _reiniciar(cuenta, elemento)
        return contar(cuenta, niveles, nivel)


def _niveles(elemento: Elemento) -> dict[int, Nivel]:
    return {entero(atributo(e, "ilvl")): _nivel(e) for e in elemento if etiqueta(e) == "lvl"}


def _nivel(elemento: Elemento) -> Nivel:
    texto = atributo(hijo(elemento, "lvlText"))
    return Nivel(
        formato=atributo(hijo(elemento, "numFmt")) or "decimal",
        texto="" if texto is None else texto,
        inicio=entero(atributo(hijo(elemento, "start")), 1),
    )


def _niveles_propios(elemento: Elemento) -> dict[int, Nivel]:
    """Los niveles que esta lista redefine sobre su modelo."""
    cambios = {entero(atributo(e, "ilvl")): hijo(e, "lvl") for e in elemento if etiqueta(e) == "lvlOverride"}
    return {ilvl: _nivel(lvl) for ilvl, lvl in cambios.items() if lvl is not None}


def _reiniciar(cuenta: dict[int, int], elemento: Elemento) -> None:
    """Una lista que declara su inicio no sigue la cuenta de su modelo."""
    for cambio in elemento:
        inicio = atributo(hijo(cambio, "startOverride"))
        if inicio is not None:
            cuenta[entero(atributo(cambio, "ilvl"))] = entero(inicio, 1) - 1


def contar(cuenta: dict[int, int], niveles: dict[int, Nivel], nivel: int) -> str | None:
    """El número o la viñeta que toca en ese nivel; avanza la cuenta y reinicia las más hondas."""
    definicion = niveles.get(nivel, Nivel())
    if definicion.formato == "bullet":
        return VINETA
    cuenta[nivel] = cuenta.get(nivel, definicion.inicio - 1) + 1
    for mas_hondo in [n for n in cuenta if n > nivel]:
        del cuenta[mas_hondo]

    def numero(coincidencia: re.Match[str]) -> str:
        otro = int(coincidencia[1]) - 1
        superior = niveles.get(otro, Nivel())
        return escribir(cuenta.get(otro, superior.inicio), superior.formato)

    return re.sub(r"%(\d)", numero, definicion.texto).strip() or None


def escribir(numero: int, formato: str) -> str:
    """El número como lo imprime Word en ese formato."""
    if formato in ("lowerLetter", "upperLetter"):
        letra = chr(ord("a") + (numero - 1) % 26) * ((numero - 1) // 26 + 1)
        return letra if formato == "lowerLetter" else letra.upper()
    if formato in ("lowerRoman", "upperRoman"):
        return romano(numero) if formato == "upperRoman" else romano(numero).lower()
    if formato == "none":
        return ""
    return {"decimalZero": f"{numero:02d}", "ordinal": f"{numero}º"}.get(formato, str(numero))
