"""Quiénes elaboraron, revisaron y aprobaron: en tabla o en una línea."""

import re

from datos.importadores.documento import Tabla
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.titulares import Fila, Titular, propias
from modelos.borrador import FirmaBorrador

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
    celda, *otras = propias(fila)
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
