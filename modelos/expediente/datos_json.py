"""El proceso como JSON, de ida y vuelta: con él se puede volver a armar en otra parte."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from modelos.certificacion.proceso import Certificacion
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes

FORMATO = "planificador-ambiental/expediente"
VERSION = 1
Clase = TypeVar("Clase")


def a_json(certificacion: Certificacion, plan: Mapping[str, Any]) -> bytes:
    """El archivo, legible; `plan` es lo que lo identifica: municipalidad, nombre y período."""
    todo = {
        "formato": FORMATO,
        "version": VERSION,
        "plan": dict(plan),
        "certificacion": _a_dato(certificacion),
    }
    return json.dumps(todo, ensure_ascii=False, indent=1).encode()


def de_json(contenido: bytes) -> Certificacion:
    """La certificación que se escribió; ErrorDeDominio si no es un archivo de estos."""
    try:
        todo = json.loads(contenido)
        if todo["formato"] != FORMATO or todo["version"] != VERSION:
            raise _no_es()
        leida: Certificacion = _de_dato(Certificacion, todo["certificacion"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_es() from error
    return leida


def _no_es() -> ErrorDeDominio:
    return ErrorDeDominio("Este datos.json no es de un expediente del planificador, o es de otra versión.")


def _a_dato(valor: Any) -> Any:
    if dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        return {campo.name: _a_dato(getattr(valor, campo.name)) for campo in dataclasses.fields(valor)}
    if isinstance(valor, Mes):
        return valor.clave
    if isinstance(valor, Enum):
        return valor.value
    if isinstance(valor, date):  # también un instante
        return valor.isoformat()
    if hasattr(valor, "_asdict"):
        return {nombre: _a_dato(suyo) for nombre, suyo in valor._asdict().items()}
    return [_a_dato(uno) for uno in valor] if isinstance(valor, tuple) else valor


def _de_dato(clase: Any, dato: Any) -> Any:
    if get_origin(clase) is tuple:
        return tuple(_de_dato(get_args(clase)[0], uno) for uno in _que_sea(list, dato))
    if get_origin(clase) is UnionType:
        if dato is None:
            return None
        return _de_dato(next(una for una in get_args(clase) if una is not NoneType), dato)
    if clase is Mes:
        return Mes.de(date.fromisoformat(f"{dato}-01"))
    if dataclasses.is_dataclass(clase) or hasattr(clase, "_fields"):
        tipos = get_type_hints(clase)
        return clase(**{nombre: _de_dato(tipos[nombre], suyo) for nombre, suyo in dato.items()})
    if clase in (date, datetime):
        return clase.fromisoformat(dato)
    return clase(dato) if issubclass(clase, Enum) else _que_sea(clase, dato)


def _que_sea(clase: type, dato: Any) -> Any:
    if not isinstance(dato, (int, float) if clase is float else clase):
        raise TypeError(dato)
    return dato
