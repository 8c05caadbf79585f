"""Lo que dice una celda bajo un mes: una marca, una cantidad, programado o ejecutado, una nota."""

import re
from dataclasses import dataclass, replace
from datetime import date

from datos.importadores.documento import Celda
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.notacion import MesEscrito, leer
from datos.importadores.interprete.piezas import DUDOSA, PROBABLE, SEGURA

_MARCAS = frozenset(
    [
        "x",
        "xx",
        "✓",
        "✔",
        "☑",
        "☒",
        "●",
        "•",
        "⚫",
        "■",
        "█",
        "▪",
        "▓",
        "▒",
        "◆",
        "♦",
        "★",
        "*",
        "√",
        "✗",
        "✘",
        "✕",
        "✖",
        "×",
        "o",
        "p",
        "si",
        "s",
        "v",
        "prog",
        "programado",
        "ok",
        "◉",
        "▬",
        "∎",
        "🗸",
    ]
)
_EJECUTADO = frozenset({"e", "ejec", "ejecutado", "r", "realizado", "realizada", "ejecutada"})
_AMBOS = frozenset({"p/e", "p-e", "pe", "p e", "p y e", "p+e"})
_NADA = frozenset(
    {"-", "–", "—", "0", "no", "n/a", "na", ".", "_", "--", "---", "s/i", "○", "☐", "□", "0%", "0 %"}
)
_CANTIDAD = re.compile(r"(\d{1,3}(?:[.\s]\d{3})+|\d{1,9})(?:[.,](\d+))?\s*(%|[^\W\d_][\w\s./²³()-]{1,40})?")


@dataclass(frozen=True, slots=True)
class Marca:
    """Lo leído de una celda de mes; sin programado ni ejecutado si dice que no hay nada."""

    programado: int | None = None
    ejecutado: int | None = None
    nota: str | None = None
    unidad: str | None = None
    confianza: float = SEGURA
    fraccion: float | None = None
    meses: tuple[MesEscrito, ...] = ()
    recurrencia: str | None = None
    motivo: str | None = None


NADA = Marca()


def leer_marca(celda: Celda, ejecutado: bool = False, en_porcentaje: bool = False) -> Marca:
    """El contenido de la celda; en la columna de lo ejecutado, la marca y la cantidad son ejecución.

    `en_porcentaje`: entre «25 %», una cifra como 0,25 es 25 % y 1 es 100 %, con duda.
    """
    marca = _leida(celda, ejecutado)
    parte = marca.fraccion or (1 if limpio(celda.texto) == "1" else 0)
    return _de_la_parte(parte, ejecutado, celda.texto) if en_porcentaje and parte else marca


def _de_la_parte(parte: float, ejecutado: bool, texto: str) -> Marca:
    marca = _cantidad(round(parte * 100), ejecutado, DUDOSA)
    return replace(marca, unidad="%", motivo=f"«{limpio(texto)}» se leyó como {parte:.0%}.")


def _leida(celda: Celda, ejecutado: bool) -> Marca:
    if celda.vacia:
        return _cantidad(1, ejecutado, PROBABLE) if celda.marcada else NADA
    if isinstance(celda.valor, date):
        return _en_otros_meses((MesEscrito(celda.valor.month, celda.valor.year),))
    if isinstance(celda.valor, (int, float)) and not isinstance(celda.valor, bool):
        return _numero(float(celda.valor), ejecutado, celda.texto)
    return _de_texto(limpio(celda.texto), ejecutado)


def _cantidad(valor: int, ejecutado: bool, confianza: float = SEGURA) -> Marca:
    if ejecutado:
        return Marca(ejecutado=valor, confianza=confianza)
    return Marca(programado=valor, confianza=confianza)


def _numero(valor: float, ejecutado: bool, texto: str) -> Marca:
    if valor == int(valor) and valor >= 0:
        marca = _cantidad(int(valor), ejecutado) if valor else NADA
        return _con_unidad(marca, "%") if "%" in texto else marca
    if 0 < valor < 1:
        return Marca(fraccion=valor, programado=None, confianza=DUDOSA, nota=limpio(texto))
    return _con_nota(ejecutado, limpio(texto), f"La cantidad «{limpio(texto)}» no es un número entero.")


def _con_unidad(marca: Marca, unidad: str) -> Marca:
    return Marca(marca.programado, marca.ejecutado, marca.nota, unidad, marca.confianza)


def _de_texto(texto: str, ejecutado: bool) -> Marca:
    plano = llano(texto)
    if plano in _NADA:
        return NADA
    if plano in _AMBOS:
        return Marca(programado=1, ejecutado=1, confianza=PROBABLE)
    if plano in _EJECUTADO:
        return _cantidad(1, True, PROBABLE)
    if plano.strip(" .()") in _MARCAS or _es_relleno(plano):
        return _cantidad(1, ejecutado)
    return _con_cantidad(texto, ejecutado) or _con_meses(texto, ejecutado)


def _es_relleno(plano: str) -> bool:
    """«XXX», «■■»: la misma marca repetida para llenar la celda."""
    sin_espacios = plano.replace(" ", "")
    return len(set(sin_espacios)) == 1 and sin_espacios[0] in "x■█●•✓✔*▓▒="


def _con_cantidad(texto: str, ejecutado: bool) -> Marca | None:
    """«4», «4 talleres», «25%», «0,25»; «3º semana» y «15 de marzo» no son cantidades."""
    hallado = _CANTIDAD.fullmatch(texto)
    if not hallado or re.match(
        r"\d+\s?(?:[º°ª]|(?:ra|da|ta|er|do|to|era?|sem|de|al?)\b)", texto, re.IGNORECASE
    ):
        return None
    if hallado[3] and leer(texto).meses:
        return None
    entero = int(re.sub(r"\D", "", hallado[1]))
    if hallado[2] and int(hallado[2]):
        return _numero(float(f"{entero}.{hallado[2]}"), ejecutado, texto)
    unidad = limpio(hallado[3]) if hallado[3] else None
    marca = _cantidad(entero, ejecutado, SEGURA if unidad in (None, "%") else PROBABLE)
    return _con_unidad(marca, unidad) if unidad else marca


def _con_meses(texto: str, ejecutado: bool) -> Marca:
    lectura = leer(texto)
    if lectura.meses and lectura.confianza >= DUDOSA:
        return _en_otros_meses(lectura.meses, lectura.recurrencia, lectura.nota)
    motivo = None if re.search(r"semana|quincena|\bdia\b", llano(texto)) else f"El mes dice «{texto}»."
    return _con_nota(ejecutado, texto, motivo)


def _en_otros_meses(
    meses: tuple[MesEscrito, ...], recurrencia: str | None = None, nota: str | None = None
) -> Marca:
    return Marca(programado=1, nota=nota, meses=meses, recurrencia=recurrencia, confianza=PROBABLE)


def _con_nota(ejecutado: bool, texto: str, motivo: str | None) -> Marca:
    marca = _cantidad(1, ejecutado)
    confianza = DUDOSA if motivo else PROBABLE
    return Marca(marca.programado, marca.ejecutado, nota=texto, confianza=confianza, motivo=motivo)
