"""Lo que se edita de los meses de una actividad, visto como campos: «2026-03/programado»."""

from collections.abc import Mapping

from modelos.arbol import CeldaMes
from modelos.fusion import Campos, Valor
from modelos.meses import Mes

EDITABLES = ("programado", "ejecutado", "nota")


def campo_de(mes: Mes, cual: str) -> str:
    """«2026-03/programado»."""
    return f"{mes.anio}-{mes.mes:02}/{cual}"


def en_la_celda(campo: str) -> tuple[Mes, str]:
    """El mes y cuál de los editables; ValueError si el texto no es de `campo_de`."""
    cuando, _, cual = campo.partition("/")
    anio, _, mes = cuando.partition("-")
    if cual not in EDITABLES:
        raise ValueError(campo)
    return Mes(int(anio), int(mes)), cual


def nombre_de_campo(campo: str) -> str:
    """«Programado en marzo de 2026»."""
    mes, cual = en_la_celda(campo)
    return f"{cual.capitalize()} en {mes}"


def a_campos(celdas: Mapping[Mes, CeldaMes]) -> Campos:
    """Lo editable de esas celdas; una nota vacía es que no hay."""
    campos: dict[str, Valor] = {}
    for mes, celda in celdas.items():
        campos[campo_de(mes, "programado")] = celda.programado
        campos[campo_de(mes, "ejecutado")] = celda.ejecutado
        campos[campo_de(mes, "nota")] = (celda.nota or "").strip() or None
    return campos


def con_campos(celdas: Mapping[Mes, CeldaMes], campos: Campos) -> dict[Mes, CeldaMes]:
    """Las mismas celdas con esos campos puestos encima."""
    puestas = dict(celdas)
    for campo, valor in campos.items():
        mes, cual = en_la_celda(campo)
        puestas[mes] = puestas.get(mes, CeldaMes())._replace(**{cual: valor})  # type: ignore[arg-type]
    return puestas
