"""Qué hizo una acción, en castellano: lo de cada actividad por su nombre, y lo demás por su clase."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from modelos.historia import Anotado, contar_lo_hecho

_CLASES = {
    "actividad": "Actividad",
    "aporte_ciudadano": "Aporte",
    "auditoria": "Auditoría",
    "cierre_de_mes": "Cierre de un mes",
    "documento_fuente": "Documento",
    "evidencia": "Evidencia",
    "evidencia_actividad": "Evidencia de una actividad",
    "evidencia_requisito": "Evidencia de un requisito",
    "firma": "Firma",
    "lectura_recordada": "Lectura recordada",
    "linea_estrategica": "Línea",
    "municipalidad": "Municipalidad",
    "nivel_otorgado": "Nivel otorgado",
    "objetivo": "Objetivo",
    "objetivo_plan": "Enunciado del plan",
    "observacion": "Observación",
    "papelera": "Papelera",
    "persona": "Persona",
    "pertenencia": "Rol de una persona",
    "plan": "Plan",
    "proceso": "Proceso de certificación",
    "programa": "Programa",
    "requisito": "Requisito",
    "requisito_actividad": "Actividad de un requisito",
    "respuesta_descartada": "Respuesta descartada",
    "revision": "Revisión de una evidencia",
    "unidad": "Unidad",
}
_DE_UNA_ACTIVIDAD = frozenset(
    {"mes_actividad", "actividad_unidad", "actividad_aporte", "reprogramacion", "cambio_tras_cierre"}
)
_NOMBRAN = ("nombre", "titulo", "texto", "descripcion")
"""Los campos que dicen cuál es; el primero que diga algo."""
_SIN_CONTAR = frozenset({"id", "orden", "version"})


def relatar(
    cambios: Sequence[Anotado], actividades: Mapping[int, str], unidades: Mapping[int, str]
) -> list[str]:
    """Una frase por cosa cambiada, en orden; los valores solo se dicen de las actividades."""
    frases: list[str] = []
    for actividad_id, grupo in groupby(cambios, key=_actividad):
        filas = list(grupo)
        if actividad_id is None:
            frases.extend(map(_de_otra_cosa, filas))
            continue
        nombre = actividades.get(actividad_id) or _nombre_anotado(filas) or "una actividad que ya no existe"
        frases.extend(f"{nombre}. {frase}" for frase in _de_actividad(filas, unidades))
    return list(dict.fromkeys(frases))


def _actividad(anotado: Anotado) -> int | None:
    if anotado.tabla == "actividad":
        return int(anotado.fila["id"])
    return int(anotado.fila["actividad_id"]) if anotado.tabla in _DE_UNA_ACTIVIDAD else None


def _nombre_anotado(filas: Sequence[Anotado]) -> str:
    return next((str(una.fila["nombre"]) for una in filas if una.tabla == "actividad"), "")


def _de_actividad(filas: Sequence[Anotado], unidades: Mapping[int, str]) -> Iterator[str]:
    siguen = [una for una in filas if una.tabla != "actividad" or una.despues is not None]
    yield from contar_lo_hecho(siguen, unidades)
    if len(siguen) < len(filas):
        yield "Se borró la actividad"


def _de_otra_cosa(anotado: Anotado) -> str:
    clase = _CLASES.get(anotado.tabla, anotado.tabla.replace("_", " ").capitalize())
    nombre = next((dicho for campo in _NOMBRAN if (dicho := anotado.fila.get(campo))), "")
    cual = f"{clase} «{nombre}»" if nombre else clase
    if anotado.antes is None:
        return f"{cual}: se creó"
    if anotado.despues is None:
        return f"{cual}: se borró"
    cambiados = [
        campo.removesuffix("_id").replace("_", " ")
        for campo, valor in anotado.despues.items()
        if campo not in _SIN_CONTAR and (anotado.antes.get(campo) or None) != (valor or None)
    ]
    return f"{cual}: cambió {', '.join(cambiados)}" if cambiados else f"{cual}: cambió de orden"
