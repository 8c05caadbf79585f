"""Lo que un plan escribe como «1º jueves de cada mes» o «3ª semana», vuelto fechas de un mes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product, starmap

from modelos.calendario.jornadas import Jornada
from modelos.calendario.patrones_de_dias import (
    CadaSemana,
    DiaOrdinal,
    DiasDelMes,
    DiasOrdinales,
    Patron,
    Quincenas,
    Semanas,
    TodasLasSemanas,
    TramoDeDias,
)
from modelos.frases import DIAS
from modelos.meses import NOMBRES, Mes
from modelos.parecido import normalizar

LARGO_MAXIMO = 120
"""Caracteres; lo que pasa de ahí es un párrafo y no una frecuencia."""

_LUGARES = {
    "primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "penultim": -2, "ultim": -1,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
}  # fmt: skip
_DIAS = {normalizar(dia): numero for numero, dia in enumerate(DIAS)}
_MESES = {nombre: numero for numero, nombre in enumerate(NOMBRES, start=1)} | {"setiembre": 9}


def _lista(pieza: str, previa: str | None = None) -> str:
    """Una o varias, unidas por una coma (que al llegar aquí es un espacio) o por «y»."""
    return rf"(?:{previa or pieza} (?:y )?(?:el |la )?)*{pieza}"


_HORA = re.compile(
    r"[\s,(]*(?:a las? +\d{1,2}(?:[:.]\d\d)?|\d{1,2}:\d\d) *(?:hrs?\.?|horas?|h\.?|[ap]\. ?m\.?|[ap]m)?\)? *$"
)
_LUGAR = (  # «1 semana» es cuánto dura y «1ª semana», cuál es: el número solo no basta
    r"(?:[1-5](?:[oa]s?|er[oa]?s?|r[oa]s?|n?d[oa]s?|t[oa]s?)"
    r"|(?:primer|segund|tercer|cuart|quint|penultim|ultim)[oa]?s?|i{1,3}|iv|v)"
)
_MES = rf"(?:{'|'.join(_MESES)})"
_DIA = rf"(?:{'|'.join(_DIAS)})s?"
_NUMERO = r"(?:[1-9]|[12]\d|3[01])"
_ENTRADA = (
    r"(?:(?:reunion|sesion)(?:es)? |mensual(?:es|mente)? |ordinarias? |en |durante )*(?:el |la |los |las )?"
)
_DE_CADA_MES = r" (?:de )?cada mes"
_DE_MESES = (
    rf" (?:de|en|del mes de) (?P<meses>{_lista(_MES)})"
    r"(?: del? (?P<anio>20\d\d))?"
)
_SIN_DECIRLO = r"| del mes| al mes| por mes| de todos los meses| mensual(?:es|mente)?|"


@dataclass(frozen=True, slots=True)
class Recurrencia:
    """Un patrón, y los meses a que el texto lo limita: «último martes de octubre»; vacío es cualquiera."""

    patron: Patron
    meses: tuple[int, ...] = ()
    anio: int | None = None

    @property
    def regla(self) -> str | None:
        """La RRULE (RFC 5545) del primer día de cada jornada, como «FREQ=MONTHLY;BYDAY=1TH».

        None si no hay una que lo diga entero, o si el texto es de un solo año.
        """
        regla = None if self.anio else self.patron.regla
        if regla is None or not self.meses:
            return regla
        return f"{regla};BYMONTH={','.join(map(str, self.meses))}"

    def en(self, mes: Mes) -> tuple[Jornada, ...]:
        """Las fechas en ese mes, en orden; ninguna si el texto es de otro mes o el mes no las tiene."""
        if self.anio not in (None, mes.anio) or (self.meses and mes.mes not in self.meses):
            return ()
        return self.patron.en(mes)


@lru_cache(maxsize=4096)
def leer(texto: str) -> Recurrencia | None:
    """Lo que dice el texto, como está escrito en el plan; None si no se entiende entero: no se inventa.

    No se entiende lo que depende de feriados («primer día hábil») o de cuándo se partió («cada 15 días»),
    ni lo que no dice un día («mensual», «a fines de mes»).
    """
    if len(texto) > LARGO_MAXIMO:
        return None
    plano = _llano(texto)
    for forma, armar in _FORMAS:
        if (hallado := forma.fullmatch(plano)) and (patron := armar(hallado)):
            return Recurrencia(patron, _meses(hallado["meses"]), _anio(hallado["anio"]))
    return None


def jornadas_de(texto: str | None, mes: Mes) -> tuple[Jornada, ...]:
    """Los días de ese mes que dice un texto; ninguno si no hay texto o no se entiende."""
    leida = leer(texto) if texto else None
    return leida.en(mes) if leida else ()


def _llano(texto: str) -> str:
    """En minúsculas y sin tildes ni signos ni hora; «1.º», «1°» y «1er.» quedan en una palabra."""
    sin_hora = _HORA.sub("", texto.lower())
    ordinal = re.sub(r"\.?\s*[ºª°]", "o ", sin_hora)
    ordinal = re.sub(r"(\d)\.(?=[a-z])", r"\1", ordinal)
    con_tramos = re.sub(r"(\d(?:o )?|lunes)\s*[-–—]\s*(?=\d|viernes)", r"\1 a ", ordinal)
    return normalizar(con_tramos)


def _forma(nucleo: str, *, con_mes: bool = False) -> re.Pattern[str]:
    """El núcleo entre su entrada y su mes; `con_mes` exige que el mes se diga."""
    sin_decirlo = "" if con_mes else _SIN_DECIRLO
    return re.compile(rf"{_ENTRADA}{nucleo}(?:{_DE_CADA_MES}|{_DE_MESES}{sin_decirlo})")


def _lugares(texto: str) -> tuple[int, ...]:
    """«2a y 4a» son 2 y 4; «1a a 3a», 1, 2 y 3; vacío si no se entiende."""
    if tramo := re.fullmatch(rf"({_LUGAR}|[1-5]) a (?:la )?({_LUGAR}|[1-5])", texto):
        desde, hasta = _lugar(tramo[1]), _lugar(tramo[2])
        return tuple(range(desde, hasta + 1)) if 0 < desde < hasta else ()
    return tuple(dict.fromkeys(_lugar(hallado) for hallado in re.findall(rf"\b(?:{_LUGAR}|[1-5])\b", texto)))


def _lugar(palabra: str) -> int:
    if palabra[0].isdigit():
        return int(palabra[0])
    return _LUGARES.get(palabra) or _LUGARES[re.sub(r"[oa]?s?$", "", palabra)]


def _dias(texto: str) -> tuple[int, ...]:
    return tuple(sorted({_DIAS[dia] for dia in _DIAS if dia in texto}))


def _numeros(texto: str) -> tuple[int, ...]:
    return tuple(sorted({int(numero) for numero in re.findall(r"\d+", texto)}))


def _meses(texto: str | None) -> tuple[int, ...]:
    return tuple(sorted({_MESES[mes] for mes in re.findall(_MES, texto or "")}))


def _anio(texto: str | None) -> int | None:
    return int(texto) if texto else None


def _dias_ordinales(hallado: re.Match[str]) -> Patron | None:
    """«1o y 3o martes», «primer lunes y tercer jueves»: cada día con los lugares que lo preceden."""
    escritos = re.findall(rf"({_VARIOS_LUGARES}) ({_VARIOS_DIAS})", hallado["dias"])
    pares = [list(product(_lugares(lugares), _dias(dias))) for lugares, dias in escritos]
    return DiasOrdinales(tuple(starmap(DiaOrdinal, chain.from_iterable(pares)))) if all(pares) else None


def _semanas(hallado: re.Match[str]) -> Patron | None:
    lugares = _lugares(hallado["lugares"])
    return Semanas(lugares) if lugares else None


def _quincenas(hallado: re.Match[str]) -> Patron | None:
    lugares = _lugares(hallado["lugares"])
    return Quincenas(lugares) if lugares and set(lugares) <= {1, 2, -1} else None


def _cada_semana(hallado: re.Match[str]) -> Patron:
    return CadaSemana(_dias(hallado["dias"]))


def _dias_del_mes(hallado: re.Match[str]) -> Patron:
    return DiasDelMes(_numeros(hallado["numeros"]))


def _dia_extremo(hallado: re.Match[str]) -> Patron:
    return DiasDelMes(_lugares(hallado["lugares"]))


def _tramo(hallado: re.Match[str]) -> Patron | None:
    primero, ultimo = int(hallado["primero"]), int(hallado["ultimo"])
    return TramoDeDias(primero, ultimo) if primero < ultimo else None


_VARIOS_LUGARES = (
    rf"(?:{_LUGAR} a (?:la )?{_LUGAR}|[1-5] a {_LUGAR}|{_lista(_LUGAR, rf'(?:{_LUGAR}|[1-5])')})"
)
_LUGARES_DESPUES = rf"(?:[1-5] a [1-5]|{_lista(rf'(?:{_LUGAR}|[1-5])')})"
_VARIOS_DIAS = _lista(_DIA)
_PRIMERO, _ULTIMO = rf"(?P<primero>{_NUMERO})", rf"(?P<ultimo>{_NUMERO})"
_LUGARES_Y_DIAS = rf"(?:cada |todos los )?(?P<dias>{_lista(f'{_VARIOS_LUGARES} {_VARIOS_DIAS}')})"
_CADA_SEMANA = r"(?:cada semana|todas las semanas|semanal(?:es|mente)?)"

_FORMAS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Patron | None]], ...] = (
    (_forma(_LUGARES_Y_DIAS), _dias_ordinales),
    (_forma(rf"(?P<lugares>{_VARIOS_LUGARES}) semanas?"), _semanas),
    (_forma(rf"semanas? (?:no? |nro |numero )?(?P<lugares>{_LUGARES_DESPUES})"), _semanas),
    (_forma(rf"(?P<lugares>{_VARIOS_LUGARES}) quincenas?"), _quincenas),
    (_forma(r"(?:quincenal(?:es|mente)?|cada quincena|todas las quincenas)"), lambda _: Quincenas((1, 2))),
    (_forma(r"(?:de )?lunes a viernes"), lambda _: CadaSemana((0, 1, 2, 3, 4))),
    (_forma(rf"(?:todos (?:los )?|cada |los )(?P<dias>{_VARIOS_DIAS})"), _cada_semana),
    (_forma(rf"{_CADA_SEMANA} (?:el |los )?(?P<dias>{_VARIOS_DIAS})"), _cada_semana),
    (_forma(rf"(?P<dias>{_VARIOS_DIAS}) (?:de )?{_CADA_SEMANA}"), _cada_semana),
    (_forma(_CADA_SEMANA), lambda _: TodasLasSemanas()),
    (_forma(rf"(?:cada |todos los )?dias? (?P<numeros>{_lista(_NUMERO)})"), _dias_del_mes),
    (_forma(rf"(?P<numeros>{_lista(_NUMERO)})", con_mes=True), _dias_del_mes),
    (_forma(r"(?P<lugares>primer|1er|penultimo|ultimo) dia"), _dia_extremo),
    (_forma(rf"(?:semana )?(?:(?:del|dias?) )?{_PRIMERO} al {_ULTIMO}"), _tramo),
    (_forma(rf"(?:semana )?(?:del|dias?) {_PRIMERO} a {_ULTIMO}"), _tramo),
    (_forma(rf"{_PRIMERO} a {_ULTIMO}", con_mes=True), _tramo),
)
