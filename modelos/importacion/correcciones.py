"""Las correcciones que una persona hace al borrador, celda por celda, sin perder lo leído."""

import re
from collections.abc import Mapping
from dataclasses import replace

from modelos.importacion.borrador import ActividadBorrador, Borrador, MesBorrador
from modelos.importacion.plan_aceptado import con_anio
from modelos.meses import Mes

Valor = str | int | float | None
Correcciones = Mapping[str, Mapping[str, Valor]]
"""Por ID de actividad y nombre de columna; un mes va como «2026-03»."""

_SEPARADORES = re.compile(r"[;\n]+")
_CAMPOS_DE_TEXTO = frozenset(
    {
        "programa", "linea", "objetivo", "codigo", "actividad", "medio_verificacion", "indicador", "meta",
        "unidad", "recurrencia", "observaciones",
    }
)  # fmt: skip
_CAMPOS_DE_NUMERO = frozenset({"peso", "presupuesto"})


def sumar(previas: Correcciones, nuevas: Correcciones) -> Correcciones:
    """Las previas con las nuevas encima."""
    return {
        actividad: {**previas.get(actividad, {}), **nuevas.get(actividad, {})}
        for actividad in {**previas, **nuevas}
    }


def aplicar(borrador: Borrador, correcciones: Correcciones, inicio: Mes) -> Borrador:
    """El borrador con lo corregido; un campo corregido por una persona es seguro."""
    actividades = [
        _corregir(leida, correcciones[leida.id], inicio) if leida.id in correcciones else leida
        for leida in borrador.actividades
    ]
    return borrador.model_copy(update={"actividades": actividades})


def trasladar(correcciones: Correcciones, anios: int) -> Correcciones:
    """Las mismas, con sus meses tantos años después (o antes): siguen al año del plan cuando cambia."""
    return {
        actividad: {_trasladada(columna, anios): valor for columna, valor in cambios.items()}
        for actividad, cambios in correcciones.items()
    }


def _trasladada(columna: str, anios: int) -> str:
    mes = _mes(columna)
    return f"{mes.anio + anios}-{mes.mes:02d}" if mes else columna


def sin_lugar(borrador: Borrador, correcciones: Correcciones) -> int:
    """Cuántas actividades corregidas ya no están en esta lectura del documento."""
    return len(correcciones.keys() - {leida.id for leida in borrador.actividades})


def _corregir(leida: ActividadBorrador, cambios: Mapping[str, Valor], inicio: Mes) -> ActividadBorrador:
    campos: dict[str, object] = {}
    meses = {columna: valor for columna, valor in cambios.items() if _mes(columna)}
    for columna, valor in cambios.items():
        if columna == "responsables":
            campos[columna] = _partes(valor)
        elif columna in _CAMPOS_DE_TEXTO:
            campos[columna] = str(valor).strip() if valor else ("" if columna == "actividad" else None)
        elif columna in _CAMPOS_DE_NUMERO:
            campos[columna] = valor
    if meses:
        campos["meses"] = _con_meses(leida, meses, inicio)
    seguras = dict.fromkeys([*campos, *(f"meses.{mes}" for mes in meses)], 1.0)
    confianzas = {**leida.confianzas, **{clave: 1.0 for clave in seguras if clave in leida.confianzas}}
    sin_leer = [campo for campo in leida.sin_leer if campo not in seguras]
    return leida.model_copy(update={**campos, "confianzas": confianzas, "sin_leer": sin_leer})


def _partes(valor: Valor) -> list[str]:
    return [parte.strip() for parte in _SEPARADORES.split(str(valor or "")) if parte.strip()]


def _mes(columna: str) -> Mes | None:
    hallado = re.fullmatch(r"(\d{4})-(\d{2})", columna)
    return Mes(int(hallado[1]), int(hallado[2])) if hallado else None


def _con_meses(leida: ActividadBorrador, cambios: Mapping[str, Valor], inicio: Mes) -> list[MesBorrador]:
    """Cambia lo programado de los meses corregidos; lo ejecutado y las notas se quedan."""
    pendientes = {mes: int(valor or 0) for columna, valor in cambios.items() if (mes := _mes(columna))}
    meses = []
    for leido in leida.meses:
        nuevo = pendientes.pop(con_anio(leido.mes, leido.anio, inicio), leido.programado)
        if nuevo or leido.ejecutado or leido.nota:
            meses.append(replace(leido, programado=nuevo))
    agregados = [MesBorrador(anio=m.anio, mes=m.mes, programado=n) for m, n in pendientes.items() if n]
    return [*meses, *agregados]
