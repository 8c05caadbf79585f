"""El documento leído, como JSON: así lo entrega el proceso aparte que lo leyó."""

import json
from datetime import date
from typing import Any

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla, Valor


def a_json(documento: Documento) -> bytes:
    """El documento entero en una línea."""
    bloques = [_parrafo(b) if isinstance(b, Parrafo) else _tabla(b) for b in documento.bloques]
    crudo = {"formato": documento.formato, "bloques": bloques, "avisos": documento.avisos}
    return json.dumps(crudo, ensure_ascii=False).encode("utf-8", "surrogatepass")


def de_json(nombre: str, datos: bytes) -> Documento:
    """El documento que se escribió con `a_json`, con su nombre."""
    crudo = json.loads(datos.decode("utf-8", "replace"))
    bloques = [_bloque(bloque) for bloque in crudo["bloques"]]
    return Documento(nombre, crudo["formato"], bloques, crudo["avisos"])


def _parrafo(parrafo: Parrafo) -> dict[str, Any]:
    return {
        "texto": parrafo.texto,
        "fila": parrafo.fila,
        "nivel": parrafo.nivel,
        "vineta": parrafo.vineta,
        "pagina": parrafo.pagina,
    }


def _tabla(tabla: Tabla) -> dict[str, Any]:
    return {
        "numero": tabla.numero,
        "hoja": tabla.hoja,
        "oculta": tabla.oculta,
        "pagina": tabla.pagina,
        "filas": [[_celda(celda) for celda in fila] for fila in tabla.filas],
    }


def _celda(celda: Celda) -> list[Any]:
    valor = {"fecha": celda.valor.isoformat()} if isinstance(celda.valor, date) else celda.valor
    propia = [celda.texto, celda.fila, celda.columna, valor]
    return [*propia, celda.marcada, celda.repetida, celda.ancla, celda.oculta]


def _bloque(crudo: dict[str, Any]) -> Parrafo | Tabla:
    if "filas" not in crudo:
        return Parrafo(**crudo)
    filas = [[_de_celda(celda) for celda in fila] for fila in crudo.pop("filas")]
    return Tabla(filas=filas, **crudo)


def _de_celda(crudo: list[Any]) -> Celda:
    texto, fila, columna, valor, marcada, repetida, ancla, oculta = crudo
    return Celda(
        texto, fila, columna, _valor(valor), marcada, repetida, tuple(ancla) if ancla else None, oculta
    )


def _valor(crudo: Any) -> Valor:
    valor: Valor = date.fromisoformat(crudo["fecha"]) if isinstance(crudo, dict) else crudo
    return valor
