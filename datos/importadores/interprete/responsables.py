"""Las unidades responsables de una celda: cuándo son una y cuándo son varias."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from datos.importadores.interprete.normalizar import cita, limpio, llano
from datos.importadores.interprete.numeracion import numeral, sin_vineta
from datos.importadores.interprete.piezas import DUDOSA, SEGURA

_FUERTES = (
    r"direcci[oó]n|subdirecci[oó]n|departamento|depto\.?|dpto\.?|jefatura|secretar[ií]a|divisi[oó]n"
    r"|gerencia"
    r"|coordinaci[oó]n|oficina|unidad|secci[oó]n|delegaci[oó]n"
)
_ABREN = re.compile(
    rf"(?:{_FUERTES}|dir\.?|administraci[oó]n|administrador[a]?|alcald[ií]a|alcalde(?:sa)?|encargad[oa]"
    rf"|director[a]?"
    r"|jef[ea]|coordinador[a]?|secretari[oa]|comit[eé]|comisi[oó]n|concejo|consejo|corporaci[oó]n"
    r"|empresa|equipo"
    r"|gabinete|asesor[ií]a|subsecretar[ií]a|subgerencia|servicio|asociaci[oó]n|fundaci[oó]n|junta"
    r"|tesorer[ií]a"
    r"|juzgado|ministerio|seremi|escuelas?|universidad|mancomunidad|programa|centro|talento humano"
    r"|comunicaciones"
    r"|recursos humanos|finanzas|profesional|t[eé]cnic[oa]|secpla[nc]?|dideco)\b",
    re.IGNORECASE,
)
_LARGO_MAXIMO = 600  # más largo no es una lista de unidades
_DIVIDEN = re.compile(
    rf"(?:{_FUERTES}|dir\.|administrador[a]?|administraci[oó]n (?:municipal|zonal)|alcald[ií]a"
    rf"|alcalde(?:sa)?"
    r"|encargad[oa]|director[a]?|jef[ea]|coordinador[a]?|secretari[oa]|comit[eé]|comisi[oó]n|concejo"
    r"|consejo"
    r"|corporaci[oó]n|empresa|equipo|gabinete|asesor[ií]a|asesor[a]?|subsecretar[ií]a|asociaci[oó]n"
    r"|fundaci[oó]n|junta"
    r"|tesorer[ií]a|juzgado|ministerio|seremi|universidad|inspecci[oó]n|despacho|departamento)\b",
    re.IGNORECASE,
)
_NO_ES_NOMBRE = re.compile(r":|\$|\d{3}|^\W*(?:\w|[\d\W]*)$")
_SIGLA = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,10}(?:\s*\([^)]*\))?")
_SEPARA = re.compile(r"\s*(?:/|;|\+|\||\n)\s*")
_SIGUE = re.compile(  # el salto de línea dentro de un nombre: «Dirección de⏎Obras»
    r"(?<=\b(?:de|la|el|en))\s*\n\s*|(?<=\b(?:del|las|los))\s*\n\s*|\s*\n\s*(?=(?:de|del|y|e|la|las|los|en|para)\b)"
)
_MEDIO_AMBIENTE = re.compile(r"\b(medio)\s*\n\s*(ambiente)\b", re.IGNORECASE)
_Y_O = re.compile(r"\by\s*/\s*o\b|\be\s*/\s*o\b", re.IGNORECASE)
_ENLACE = re.compile(r",\s*(?:y\s+|e\s+)?|\s+(?:y|e|&)\s+|\s+[-–]\s+|\.\s+(?=[A-ZÁÉÍÓÚ])", re.IGNORECASE)
_ENTRE_NOMBRES = re.compile(r"\s*,\s*(?:(?:y|e)\s+)?|\s+[-–]\s+|\s+(?:y|e)\s+")
_UNA_PALABRA = re.compile(r"\s*[^\W\d]+\s*,")  # «Alcaldía, Cooperativa», no «Dirección de Aseo, Ornato»
_PALABRAS_DE_NOMBRE = 4
_PEGADA = re.compile(rf"(?<=\S)\s+(?=(?:{_FUERTES})\s)", re.IGNORECASE)
_NO_CORTA = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "e",
        "o",
        "u",
        "en",
        "a",
        "con",
        "por",
        "para",
        "al",
        "director",
        "directora",
        "jefe",
        "jefa",
        "encargado",
        "encargada",
        "coordinador",
        "coordinadora",
        "administrador",
        "administradora",
        "subdirector",
        "subdirectora",
        "secretario",
        "secretaria",
        "profesional",
        "tecnico",
        "tecnica",
        "asistente",
        "sub",
        "misma",
        "cada",
    ]
)
_ABREVIADA = re.compile(r"\b(?:depto|dpto|dir|ed|amb|mun|adm|sr|sra|educ|of|coord)\.$", re.IGNORECASE)
_PREFIJO = re.compile(
    r"^(?:responsables?|encargad[oa]s?"
    r"|unidad(?:es)? responsables?)\s*:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unidades:
    """Las unidades leídas y con cuánta seguridad."""

    nombres: list[str]
    confianza: float = SEGURA
    motivo: str | None = None


def separar(texto: str, conocidas: Sequence[str] = ()) -> Unidades:
    """Las unidades de una celda; « y » y «,» separan solo si a ambos lados hay unidades."""
    sabidas = _planas(tuple(conocidas))
    if llano(texto) in sabidas or len(texto) > _LARGO_MAXIMO:
        return Unidades([limpio(texto)], DUDOSA if len(texto) > _LARGO_MAXIMO else SEGURA)
    texto = _Y_O.sub(" y ", _PREFIJO.sub("", _SIGUE.sub(" ", texto.strip())))
    texto, confianza, motivo = _sin_saltos_dudosos(texto)
    trozos = [trozo for trozo in _SEPARA.split(texto) if trozo.strip()]
    nombres: list[str] = []
    for trozo in trozos:
        partes = _por_enlaces(trozo, sabidas)
        sueltas = [suelta for parte in partes for suelta in _pegadas(parte, sabidas)]
        if len(sueltas) == 1:
            sueltas = _en_lista(trozo, sabidas)
        if len(sueltas) > len(partes):
            confianza, motivo = DUDOSA, f"Se separaron unidades que venían juntas: «{limpio(trozo)}»."
        nombres += sueltas
    if _NO_ES_NOMBRE.search(texto):
        confianza, motivo = DUDOSA, f"«{cita(texto)}» trae más que nombres de unidades."
    limpios = [nombre for nombre in map(_nombre, nombres) if nombre]
    return Unidades(list(dict.fromkeys(limpios)), confianza, motivo)


@lru_cache(maxsize=8)
def _planas(conocidas: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(llano, conocidas))


def _sin_saltos_dudosos(texto: str) -> tuple[str, float, str | None]:
    """El salto de línea separa unidades, o parte el nombre de una: «Oficina de Pueblos⏎Originarios»."""
    texto = _MEDIO_AMBIENTE.sub(r"\1 \2", texto)
    lineas = [linea for linea in texto.split("\n") if linea.strip()]
    if len(lineas) < 2 or all(parece_unidad(sin_vineta(linea)) for linea in lineas):
        return texto, SEGURA, None
    motivo = f"«{limpio(texto)}» viene en varias líneas: compruebe si es una unidad o varias."
    parte_un_nombre = _DIVIDEN.match(lineas[0]) and len(lineas) == 2 and " " not in lineas[1].strip()
    return " ".join(lineas) if parte_un_nombre else texto, DUDOSA, motivo


def parece_unidad(texto: str) -> bool:
    """Si empieza como el nombre de una unidad, un cargo o una sigla."""
    texto = limpio(texto)
    if not 1 < len(texto) <= 160:
        return False
    return _ABREN.match(texto) is not None or _SIGLA.fullmatch(texto.split(" ", 1)[0]) is not None


def _por_enlaces(texto: str, sabidas: frozenset[str]) -> list[str]:
    """Corta en « y », «,», « - » o «. » cuando lo de antes y lo de después son unidades."""
    inicio, partes = 0, []
    for corte in _ENLACE.finditer(texto):
        antes, despues = texto[inicio : corte.start()], texto[corte.end() :]
        if (
            _es_unidad(antes, sabidas)
            and _es_unidad(despues, sabidas)
            and not _es_abreviatura(antes, corte[0])
        ):
            partes.append(antes)
            inicio = corte.end()
    return [*partes, texto[inicio:]]


def _en_lista(texto: str, sabidas: frozenset[str]) -> list[str]:
    """«Obras - Seguridad Pública», «Turismo, Cultura y Deportes», «Cultura y DAEM»: cortos, con duda."""
    if llano(texto) in sabidas or (_DIVIDEN.match(limpio(texto)) and not _UNA_PALABRA.match(texto)):
        return [texto]
    partes = [parte.strip(" .") for parte in _ENTRE_NOMBRES.split(texto)]
    cortas = all(0 < len(p.split()) <= _PALABRAS_DE_NOMBRE and p[0].isupper() for p in partes)
    con_sigla = len(partes) == 2 and any(_SIGLA.fullmatch(parte) for parte in partes)
    claro = con_sigla or re.search(r",|\s[-–]\s", texto) is not None
    return partes if cortas and claro and not _es_la_sigla(partes) else [texto]


def _es_la_sigla(partes: list[str]) -> bool:
    """«SMA - Superintendencia del Medio Ambiente» son una: la sigla y su nombre."""
    if len(partes) != 2:
        return False
    sigla, nombre = sorted(partes, key=len)
    iniciales = "".join(palabra[0] for palabra in nombre.split() if palabra[0].isupper())
    return sigla.upper() == iniciales.upper()


def _es_abreviatura(antes: str, corte: str) -> bool:
    return corte.startswith(".") and _ABREVIADA.search(antes + ".") is not None


def _es_unidad(texto: str, sabidas: frozenset[str]) -> bool:
    plano = llano(texto).strip(" .")
    if plano.startswith(tuple(sabidas)):
        return True
    texto = limpio(texto)
    primera = texto.split(" ", 1)[0] if texto else ""
    if _SIGLA.fullmatch(primera.strip(".,;")):
        return True
    return _DIVIDEN.match(texto) is not None


def _pegadas(texto: str, sabidas: frozenset[str]) -> list[str]:
    """«Dirección de A Dirección de B» son dos, salvo que lo de antes sea un enlace o un cargo."""
    if llano(texto) in sabidas:
        return [texto]
    inicio, partes = 0, []
    for corte in _PEGADA.finditer(texto):
        antes = texto[inicio : corte.start()].strip()
        ultima = llano(antes.rsplit(" ", 1)[-1])
        if " " in antes and ultima.strip(".,()") not in _NO_CORTA and _es_unidad(antes, sabidas):
            partes.append(antes)
            inicio = corte.end()
    return [*partes, texto[inicio:]]


def _nombre(texto: str) -> str:
    nombre = sin_vineta(limpio(texto)).strip(" ,;")
    numerado = numeral(nombre)
    if numerado and numerado.clase == "numero":
        nombre = numerado.resto
    return nombre if _ABREVIADA.search(nombre) else nombre.rstrip(". ")
