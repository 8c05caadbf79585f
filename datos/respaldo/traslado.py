"""Llevar la instalación a una base PostgreSQL y una carpeta nuevas, y comprobar que llegó todo igual."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from datos import conexion as conexiones
from datos import migracion
from datos.respaldo import guardados, respaldar, volcado
from datos.respaldo.contenedor import Avisar, Contenedor, no_avisar
from datos.respaldo.manifiesto import Manifiesto
from datos.respaldo.restauracion import restaurar
from modelos.bitacora import Accion
from modelos.errores import ErrorDeDominio
from modelos.tabla import tabla_de


class Igualdad(NamedTuple):
    """Cuántas tablas y archivos llegaron idénticos; son todos, o no hay traslado."""

    tablas: int
    filas: int
    archivos: int


class Traslado(NamedTuple):
    """Lo trasladado: el respaldo intermedio, que se conserva, y lo que se comparó."""

    respaldo: respaldar.Respaldo
    igualdad: Igualdad
    acciones_posteriores: int  # las que alguien hizo en la base anterior mientras se copiaba


def trasladar(direccion: str, carpeta: Path, avisar: Avisar = no_avisar) -> Traslado:
    """Copia la base a esa dirección, vacía, y los archivos a esa carpeta, vacía; la anterior no cambia.

    Antes de darla por buena compara cada tabla y cada archivo. ErrorDeDominio, sin dejar nada en el destino,
    si algo difiere o no corresponde.
    """
    url = _exigir_postgresql(direccion)
    _exigir_al_dia()
    hecho = respaldar.crear(avisar=avisar)
    guardados.verificar(hecho.archivo, avisar)
    igualdades: list[Igualdad] = []

    def comparar(base: Connection, respaldo: Contenedor, archivos: Path) -> None:
        avisar(1, "Comparando tablas y archivos")
        igualdades.append(_comparar(base, respaldo, archivos))

    restaurar(hecho.archivo, carpeta, avisar, url=url, comprobar=comparar)
    return Traslado(hecho, igualdades[0], _acciones_posteriores(hecho.manifiesto))


def _exigir_postgresql(direccion: str) -> str:
    try:
        url = make_url(conexiones.con_nuestro_conector(direccion))
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql" or not url.database:
        raise ErrorDeDominio(
            "La dirección de la base nueva debe ser de PostgreSQL, como postgresql://usuario@equipo/base"
        )
    return url.render_as_string(hide_password=False)


def _exigir_al_dia() -> None:
    respaldar.exigir_base()
    estado = migracion.estado()
    if not estado.al_dia:
        raise ErrorDeDominio(
            f"La base tiene el esquema {estado.actual} y este programa usa el {estado.esperada}. "
            "Arranque una vez el programa, que la actualiza, y repita."
        )


def _comparar(base: Connection, respaldo: Contenedor, archivos: Path) -> Igualdad:
    tablas = volcado.tablas(base)
    distintas = [
        tabla.name
        for tabla in tablas
        if huella_de_filas(volcado.lineas(base, tabla))
        != huella_de_filas(respaldo.lineas(f"tablas/{tabla.name}.jsonl"))
    ]
    if distintas or {tabla.name for tabla in tablas} != respaldo.manifiesto.tablas.keys():
        raise _difiere(f"{len(tablas) - len(distintas)} de {len(tablas)} tablas iguales", distintas)
    partes = {
        nombre: parte
        for nombre, parte in respaldo.manifiesto.partes.items()
        if nombre.startswith("archivos/")
    }
    cambiados = [nombre for nombre, parte in partes.items() if _huella(archivos / nombre) != parte.sha256]
    if cambiados:
        raise _difiere(f"{len(partes) - len(cambiados)} de {len(partes)} archivos iguales", cambiados)
    return Igualdad(len(tablas), respaldo.manifiesto.filas, len(partes))


def huella_de_filas(lineas: Iterable[bytes]) -> tuple[int, str]:
    """Cuántas filas y la suma de sus huellas: cada motor ordena a su modo las columnas y los textos."""
    cuantas, suma = 0, 0
    for linea in lineas:
        escrita = json.dumps(json.loads(linea), ensure_ascii=False, sort_keys=True).encode()
        suma += int.from_bytes(hashlib.sha256(escrita).digest())
        cuantas += 1
    return cuantas, f"{suma % (1 << 256):064x}"


def _huella(archivo: Path) -> str | None:
    try:
        with archivo.open("rb") as abierto:
            return hashlib.file_digest(abierto, "sha256").hexdigest()
    except OSError:
        return None


def _difiere(cuenta: str, distintas: list[str]) -> ErrorDeDominio:
    primeras = f"; difiere {distintas[0]}" if distintas else ""
    return ErrorDeDominio(f"No se trasladó nada: {cuenta}{primeras}. La base anterior sigue como estaba.")


def _acciones_posteriores(hoja: Manifiesto) -> int:
    accion = tabla_de(Accion)
    desde = hoja.tablas["accion"].ultimo_id or 0
    with conexiones.motor().connect() as base:
        return base.scalar(select(func.count()).where(accion.c.id > desde)) or 0
