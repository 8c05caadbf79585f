"""La numeración impresa: «1.», «1.4», «a)», «II.», «Actividad 3:», y las celdas que traen varias."""

import re
from typing import NamedTuple

from datos.importadores.interprete.normalizar import limpio, llano

_ROMANO = r"(?=[IVXLC])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_CIERRE = r"(?:\.\s?[-–—)]|\)\s?[.-]|[.):]|\s?[-–—](?=\s))"
_DECIMAL = re.compile(r"(?P<c>[A-Za-z]{0,3}\.?\d{1,3}(?:\.\d{1,3}){1,4})(?:[.):]|\s?[-–—])*\s+(?=\S)")
_NUMERO = re.compile(rf"(?P<c>\d{{1,3}})\s?{_CIERRE}+\s*(?=[^\d\s])")
_ROMANO_RE = re.compile(rf"(?P<c>{_ROMANO})\s?{_CIERRE}+\s*(?=\S)")
_ROMANO_MENOR = re.compile(rf"(?P<c>i{{2,3}}|iv|vi{{1,3}}|ix)\s?{_CIERRE}+\s*(?=\S)")
_LETRA = re.compile(r"(?P<c>[A-Za-zñÑ])\s?(?:\)|\.\s?[-–)]|\.(?=\s)|\s[-–](?=\s))\s*(?=\S)")
_SIGLA = re.compile(rf"(?P<c>[A-Z]{{1,4}}[-.]?\d{{1,3}})\s?{_CIERRE}+\s*(?=\S)")
_ROTULO = re.compile(
    r"(?P<c>(?:actividad|acción|accion|tarea|iniciativa|proyecto|medida)\s*(?:n[°º.o]*\s*)?"
    r"(?P<n>\d{1,3}(?:\.\d{1,3})*|[IVX]{1,4}|[A-Z](?=\s*[:.)\-–])))\s*(?:[:.)]|\s[-–])[-–]?\s*(?=\S)",
    re.IGNORECASE,
)
_FORMAS = (
    ("decimal", _DECIMAL), ("numero", _NUMERO), ("romano", _ROMANO_RE), ("romano menor", _ROMANO_MENOR),
    ("letra", _LETRA), ("sigla", _SIGLA),
)  # fmt: skip
_VINETA = re.compile(r"^\s*(?:[•·●▪■◦‣∙➢➤►✓✔]|\*(?=\s)|[-–—](?=\s))\s*(?=\S)")
_CORTE = re.compile(r"(?<!\S)(?P<c>\d{1,2}|[a-z])(?P<f>\.-|\.\)|[.)])\s*(?=[A-ZÁÉÍÓÚÑ¿“\"«(])")


class Numeral(NamedTuple):
    """El numeral con que empieza un texto, y lo que sigue."""

    clase: str  # numero | decimal | romano | letra | sigla | rotulo
    codigo: str
    resto: str

    @property
    def profundidad(self) -> int:
        """1 para «2.», 3 para «1.4.2»."""
        return self.codigo.count(".") + 1


def numeral(texto: str) -> Numeral | None:
    """El numeral del comienzo, si lo hay."""
    texto = limpio(texto)
    rotulo = _ROTULO.match(texto)
    if rotulo:
        return Numeral("rotulo", rotulo["n"], texto[rotulo.end() :])
    for clase, forma in _FORMAS:
        hallado = forma.match(texto)
        if hallado and hallado["c"]:
            return Numeral(_clase(clase, hallado["c"]), hallado["c"], texto[hallado.end() :])
    return None


def _clase(clase: str, codigo: str) -> str:
    """Las mayúsculas sueltas «C.» y «D.» enumeran letras, no siglos romanos."""
    if clase == "romano" and codigo in {"C", "D", "L", "M"}:
        return "letra mayuscula"
    if clase == "letra" and codigo.isupper():
        return "letra mayuscula"
    return clase


def clase_de(texto: str) -> str | None:
    """La forma de numerar del texto."""
    hallado = numeral(texto)
    return hallado.clase if hallado else None


def sin_vineta(texto: str) -> str:
    """El texto sin el punto o guion con que empieza un ítem de lista."""
    return limpio(_VINETA.sub("", texto, count=1))


def tiene_vineta(texto: str) -> bool:
    """Si empieza como ítem de lista."""
    return _VINETA.match(texto) is not None


def enumerados(texto: str) -> list[str]:
    """Los ítems de una celda que trae varios, numerados o con viñetas; uno solo si no los hay."""
    por_vineta = _por_vinetas(texto)
    if len(por_vineta) > 1:
        return por_vineta
    return _por_numeros(texto)


def _por_vinetas(texto: str) -> list[str]:
    lineas = [linea for linea in texto.splitlines() if linea.strip()]
    if not lineas or not tiene_vineta(lineas[0]):
        return [texto]
    items: list[str] = []
    for linea in lineas:
        if tiene_vineta(linea):
            items.append(sin_vineta(linea))
        else:
            items[-1] = limpio(f"{items[-1]} {linea}")
    return items


def _por_numeros(texto: str) -> list[str]:
    """Corta donde sigue el número (o la letra) que corresponde: «1. … 2. …», nunca «1. … 5. …»."""
    inicios: list[int] = []
    esperado = forma = ""
    for hallado in _CORTE.finditer(texto):
        if not inicios:
            if texto[: hallado.start()].strip():
                return [texto]
            forma = hallado["f"]
        elif hallado["c"] != esperado or hallado["f"] != forma:
            continue
        inicios.append(hallado.start())
        esperado = _siguiente(hallado["c"])
    if len(inicios) < 2:
        return [texto]
    return [limpio(texto[a:b]) for a, b in zip(inicios, [*inicios[1:], len(texto)], strict=True)]


def _siguiente(codigo: str) -> str:
    return str(int(codigo) + 1) if codigo.isdigit() else chr(ord(codigo) + 1)


def es_solo_codigo(texto: str) -> bool:
    """«1», «1.4», «a», «A-3»: un código sin nada más."""
    return re.fullmatch(r"[a-z]{0,4}[-. ]?\d{0,4}(?:[.-]\d{1,3})*[.)]?", llano(texto)) is not None
