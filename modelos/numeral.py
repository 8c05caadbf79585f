"""Los numerales con que un plan enumera: el que un nombre trae escrito, o su lugar en romano."""

import re

_NUMERAL = re.compile(r"^\s*([IVXLC]+|\d+(?:\.\d+)*|[a-zA-Z])\s*[.)\-–]+\s*(?=\S)")
_ROMANOS = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
    50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
}  # fmt: skip
ULTIMO_ROMANO = 3999


def separar_numeral(nombre: str) -> tuple[str, str]:
    """«II. Mantener el plan» es («II», «Mantener el plan»); sin numeral propio, el primero va vacío."""
    hallado = _NUMERAL.match(nombre)
    return (hallado[1], nombre[hallado.end() :]) if hallado else ("", nombre)


def romano(numero: int) -> str:
    """El número en romano: 4 es «IV»; el que no se escribe con letras queda en cifras."""
    if not 1 <= numero <= ULTIMO_ROMANO:
        return str(numero)
    letras = ""
    for valor, letra in _ROMANOS.items():
        veces, numero = divmod(numero, valor)
        letras += letra * veces
    return letras


def codigo_completo(objetivo: str, codigo: str | None) -> str:
    """«a.1»: el numeral del objetivo y el de la actividad, si este no lo trae ya."""
    propio = (codigo or "").strip().rstrip(".)")
    del_objetivo = separar_numeral(objetivo)[0]
    if not propio or not del_objetivo or "." in propio:
        return propio
    return f"{del_objetivo}.{propio}"
