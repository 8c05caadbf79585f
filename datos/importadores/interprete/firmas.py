"""Quiénes elaboraron, revisaron y aprobaron: en tabla o en una línea."""

import re

from datos.importadores.documento import Tabla
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.titulares import Fila, Titular, propias
from modelos.importacion.borrador import FirmaBorrador

_LINEA = re.compile(
    r"^(?P<accion>[^:]{6,40}?\bpor)\b\s*:?\s*(?P<nombre>[^,;:–—(]*)(?:\s*[,;–—(-]\s*(?P<cargo>.+?)\)?)?$",
    re.IGNORECASE,
)


def leer_fila_de_firma(lectura: Lectura, tabla: Tabla, titular: Titular, fila: Fila) -> None:
    """Una fila de la tabla de firmas, por los títulos de sus columnas."""
    por_titulo = {llano(c.titulo).strip(" .:"): c.indice for c in titular.columnas if c.titulo}
    nombre = _valor(fila, por_titulo.get("nombre"))
    accion = next(
        (_valor(fila, n) for t, n in por_titulo.items() if t not in ("nombre", "cargo", "firma")), None
    )
    if not nombre:
        return
    escritas = propias(fila)
    if not escritas:
        return
    celda, *otras = escritas
    lectura.secciones += [tabla.origen(otra) for otra in otras]
    lectura.firmas.append(
        FirmaBorrador(
            accion=(accion or "Firma").rstrip(" :."),
            nombre=nombre,
            cargo=_valor(fila, por_titulo.get("cargo")),
            origen=tabla.origen(celda),
        )
    )


def _valor(fila: Fila, indice: int | None) -> str | None:
    return limpio(fila[indice].texto) or None if indice is not None and indice < len(fila) else None


_ACCION = re.compile(
    r"(?:elaborad|revisad|aprobad|preparad|autorizad|validad|visad|firmad|confeccionad|realizad)[oa]s?"
    r"(?: (?:y|/) \w+)* por\b|v(?:isto )?b(?:ueno|°|º)|nombre y firma"
)


def es_firma(texto: str) -> bool:
    """Si la celda empieza con «Elaborado por», «Aprobado por»…"""
    return _ACCION.match(llano(texto)) is not None


def leer_firma_en_celdas(lectura: Lectura, tabla: Tabla, fila: Fila) -> None:
    """«Elaborado por:», el nombre y el cargo, cada uno en su celda."""
    celdas = propias(fila)
    lectura.secciones += [tabla.origen(celda) for celda in celdas[1:3]]
    textos = [limpio(celda.texto).strip(" :.") for celda in celdas]
    if len(textos) == 1:
        leer_firma(lectura, Linea(celdas[0].texto, tabla.origen(celdas[0])))
        return
    lectura.firmas.append(
        FirmaBorrador(
            accion=textos[0], nombre=textos[1], cargo=textos[2] if len(textos) > 2 else None,
            origen=tabla.origen(celdas[0]),
        )
    )  # fmt: skip


def leer_firma(lectura: Lectura, linea: Linea) -> None:
    """«Elaborado por: Ana Rojas, Encargada de Medio Ambiente»."""
    hallado = _LINEA.match(limpio(linea.texto))
    if not hallado or not hallado["nombre"].strip(" _."):
        return
    lectura.firmas.append(
        FirmaBorrador(
            accion=hallado["accion"].strip(), nombre=limpio(hallado["nombre"]).strip(" ."),
            cargo=limpio(hallado["cargo"]) if hallado["cargo"] else None, origen=linea.origen,
        )
    )  # fmt: skip
