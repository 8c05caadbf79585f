"""Cómo se lee en castellano lo que la bitácora anotó de una actividad."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from modelos.actividad import Motivo
from modelos.meses import Mes

Fila = Mapping[str, Any]

CAMPOS = {
    "codigo": "Código",
    "nombre": "Nombre",
    "nombre_corto": "Nombre corto",
    "peso": "Peso",
    "unidad_medida": "Unidad de medida",
    "meta": "Meta",
    "indicador": "Indicador",
    "medio_verificacion": "Medio de verificación",
    "presupuesto_centavos": "Presupuesto",
    "gastado_centavos": "Gastado",
    "recurrencia": "Recurrencia",
    "observaciones": "Observaciones",
    "causa": "Causa del atraso",
    "proximo_paso": "Próximo paso",
}
"""Los campos que cuentan algo a quien lee; el orden y los identificadores no."""

DE_UN_MES = {"programado": "Programado", "ejecutado": "Ejecutado", "aprobado": "Aprobado", "nota": "Nota"}
_CENTAVOS = frozenset({"presupuesto_centavos", "gastado_centavos"})


class Anotado(NamedTuple):
    """Una fila escrita, como quedó en la bitácora; sin `antes` se creó y sin `despues` se borró."""

    tabla: str
    antes: Fila | None
    despues: Fila | None

    @property
    def fila(self) -> Fila:
        """La que haya, para saber de qué se trata."""
        return self.despues or self.antes or {}


def contar_lo_hecho(cambios: Sequence[Anotado], unidades: Mapping[int, str]) -> list[str]:
    """Qué cambió en una acción, en orden; si la actividad nació en ella, basta con decirlo."""
    if any(cambio.tabla == "actividad" and cambio.antes is None for cambio in cambios):
        return ["Se creó la actividad"]
    return [frase for cambio in cambios for frase in _frases(cambio, unidades)]


def _frases(anotado: Anotado, unidades: Mapping[int, str]) -> Iterator[str]:
    """Lo de antes y lo de después; nada, si el cambio no cuenta algo a quien lee."""
    match anotado.tabla:
        case "mes_actividad":
            mes = Mes(anotado.fila["anio"], anotado.fila["mes"])
            for nombre, cambio in _cambios(anotado, DE_UN_MES):
                yield f"{nombre} en {mes}: {cambio}"
        case "actividad":
            yield from _de_la_actividad(anotado)
        case "actividad_unidad":
            yield from _del_responsable(anotado, unidades)
        case "reprogramacion" if anotado.despues:
            yield _del_motivo(anotado.despues)
        case "cambio_tras_cierre" if anotado.despues:
            cerrado = Mes(anotado.fila["anio"], anotado.fila["mes"])
            yield f"Con {cerrado} ya cerrado: {anotado.fila['razon']}"
        case "actividad_aporte":
            yield "Responde a un aporte" if anotado.despues else "Deja de responder a un aporte"


def _de_la_actividad(anotado: Anotado) -> Iterator[str]:
    antes, despues = anotado.antes or {}, anotado.despues or {}
    if antes.get("papelera_id") != despues.get("papelera_id"):
        yield "Fue a la papelera" if despues.get("papelera_id") else "Volvió de la papelera"
    if antes.get("objetivo_id") != despues.get("objetivo_id"):
        yield "Cambió de lugar en el plan"
    for nombre, cambio in _cambios(anotado, CAMPOS):
        yield f"{nombre}: {cambio}"


def _del_responsable(anotado: Anotado, unidades: Mapping[int, str]) -> Iterator[str]:
    unidad = unidades.get(anotado.fila["unidad_id"], "una unidad que ya no existe")
    if anotado.antes is None:
        yield f"Responsable: se agregó {unidad}"
    elif anotado.despues is None:
        yield f"Responsable: se quitó {unidad}"


def _del_motivo(fila: Fila) -> str:
    explicacion = f". {fila['explicacion']}" if fila["explicacion"] else ""
    return f"Motivo: {Motivo(fila['motivo']).etiqueta}{explicacion}"


def _cambios(anotado: Anotado, campos: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    antes, despues = anotado.antes or {}, anotado.despues or {}
    for campo, nombre in campos.items():
        previo, nuevo = antes.get(campo), despues.get(campo)
        if (previo or None) != (nuevo or None):
            yield nombre, f"de {_dicho(campo, previo)} a {_dicho(campo, nuevo)}"


def _dicho(campo: str, valor: Any) -> str:
    if campo in _CENTAVOS and valor:
        return f"{valor / 100:,.2f}".translate(str.maketrans(",.", ".,")).removesuffix(",00")
    if isinstance(valor, str):
        return f"«{valor}»"
    if valor is None:
        return "0" if campo in DE_UN_MES and campo != "nota" else "nada"
    return f"{valor:g}".replace(".", ",")
