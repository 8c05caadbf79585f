"""La oración que abre una pantalla o un informe: cómo va el plan al corte y qué lo explica."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from modelos.frases import meses, nexo, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import Curva, Grupo, SinAvance
from modelos.seguimiento.programacion import nombrar_corte


class Cifra(StrEnum):
    """Qué dice un tramo de la oración, para destacarlo o seguirlo hasta sus filas."""

    CORTE = "corte"
    EJECUTADO = "ejecutado"
    PROGRAMADO = "programado"
    ATRASO = "atraso"
    ACTIVIDAD = "actividad"


class Tramo(NamedTuple):
    """Un pedazo de la oración; `actividad_id` va solo en los que nombran una actividad."""

    texto: str
    cifra: Cifra | None = None
    actividad_id: int | None = None


class Causante(NamedTuple):
    """Una actividad que explica el atraso, como se nombra en la oración."""

    actividad_id: int
    nombre: str


Frase = tuple[Tramo, ...]


def redactar(grupo: Grupo, corte: Mes, sujeto: str, causantes: Sequence[Causante] = ()) -> Frase:
    """Corte, ejecutado, programado y meses de atraso; el sujeto es «el plan», «la línea II»…

    Los `causantes` se nombran solo si hay un atraso que explicar.
    """
    curva = grupo.curva
    if isinstance(curva, SinAvance):
        return (Tramo(f"{curva.etiqueta.capitalize()}: no se puede calcular el avance."),)
    if corte < curva.inicio:
        return (Tramo(f"Aún no vence nada: el primer mes es {curva.inicio}."),)
    explicado = _explicar(causantes) if curva.falta_al(corte) else ()
    return (*_como_va(curva, corte, sujeto), *explicado, Tramo("."))


def comparar_con_lo_aprobado(grupo: Grupo, corte: Mes) -> Frase:
    """La segunda oración de un plan reprogramado; vacía si lo aprobado no se puede medir al corte."""
    curva = grupo.curva
    if isinstance(curva, SinAvance) or corte < curva.inicio:
        return ()
    atraso = curva.atraso_al(corte)
    como_va = f": {atraso.frase}" if atraso.meses is not None else ""
    return (
        Tramo("Frente a lo que se aprobó lleva "),
        Tramo(porcentaje(curva.ejecutado_al(corte)), Cifra.EJECUTADO),
        Tramo(" de "),
        Tramo(porcentaje(curva.programado_al(corte)), Cifra.PROGRAMADO),
        Tramo(f"{como_va}."),
    )


def describir(curva: Curva, corte: Mes) -> str:
    """Lo que el gráfico de la curva dice, para quien no lo ve."""
    return (
        f"Curva de {curva.inicio} a {curva.fin}, {nombrar_corte(corte, curva.inicio)}: "
        f"{porcentaje(curva.programado_al(corte))} programado y "
        f"{porcentaje(curva.ejecutado_al(corte))} ejecutado."
    )


def texto(frase: Frase) -> str:
    """La oración de corrido."""
    return "".join(tramo.texto for tramo in frase)


def _como_va(curva: Curva, corte: Mes, sujeto: str) -> Frase:
    atraso = curva.atraso_al(corte)
    ejecutado = porcentaje(curva.ejecutado_al(corte))
    if atraso.meses is None and corte >= curva.fin:
        return (
            Tramo(f"{sujeto[0].upper()}{sujeto[1:]} terminó en "),
            Tramo(str(curva.fin), Cifra.CORTE),
            Tramo(" con "),
            Tramo(ejecutado, Cifra.EJECUTADO),
        )
    adelanto = curva.adelanto_al(corte)
    return (
        Tramo("Al cierre de "),
        Tramo(str(corte), Cifra.CORTE),
        Tramo(f" {sujeto} lleva "),
        Tramo(f"{ejecutado} ejecutado", Cifra.EJECUTADO),
        Tramo(" de "),
        Tramo(f"{porcentaje(curva.programado_al(corte))} programado", Cifra.PROGRAMADO),
        Tramo(": "),
        Tramo(f"{meses(adelanto)} de adelanto" if adelanto else atraso.frase, Cifra.ATRASO),
    )


def _explicar(causantes: Sequence[Causante]) -> Frase:
    """«, sobre todo por «Talleres» y «Ferias»»."""
    tramos = [Tramo(", ")] if causantes else []
    for lugar, causante in enumerate(causantes):
        tramos.append(Tramo(_antes_de(causante, lugar, len(causantes))))
        tramos.append(Tramo(f"«{causante.nombre}»", Cifra.ACTIVIDAD, causante.actividad_id))
    return tuple(tramos)


def _antes_de(causante: Causante, lugar: int, cuantas: int) -> str:
    if lugar == 0:
        return "sobre todo por "
    return f" {nexo(causante.nombre)} " if lugar == cuantas - 1 else ", "
