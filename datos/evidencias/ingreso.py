"""Recibir un archivo de evidencia: revisarlo, guardarlo y comprobarlo, antes de anotarlo en la base."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from datos import almacen
from datos.certificacion import evidencias
from datos.certificacion.evidencias import ArchivoGuardado
from datos.conexion import lectura
from datos.evidencias import antivirus, imagenes, pdf_aparte
from datos.evidencias.inspeccion import Inspeccion, cuota, inspeccionar, nombre_limpio
from modelos.archivos import TipoDeArchivo, exigir_bajo_cuota


def recibir(nombre: str, archivo: BinaryIO, municipalidad_id: int, *, por_anotar: int = 0) -> ArchivoGuardado:
    """El archivo ya en el almacén, con lo que se sabe de él.

    `por_anotar` son los bytes de los que se recibieron con él y aún no están en la base.

    ErrorDeDominio, sin haber guardado nada, si no se acepta, si el antivirus lo detiene o si no cabe.
    """
    return revisar_y_guardar(
        nombre, archivo, partial(_exigir_que_quepa, nombre, municipalidad_id, por_anotar)
    )


def revisar_y_guardar(
    nombre: str, archivo: BinaryIO, antes: Callable[[Inspeccion], None] | None = None
) -> ArchivoGuardado:
    """Lo mismo sin mirar la cuota; `antes` puede negarse cuando ya se sabe qué es el archivo."""
    inspeccion = inspeccionar(nombre, archivo)
    antivirus.revisar(archivo)
    if antes is not None:
        antes(inspeccion)
    archivo.seek(0)
    almacen.guardar_flujo(archivo, inspeccion.medido)
    return _con_lo_que_dice(nombre_limpio(nombre), inspeccion, archivo)


def _exigir_que_quepa(nombre: str, municipalidad_id: int, por_anotar: int, inspeccion: Inspeccion) -> None:
    """Lo que ya está guardado no ocupa otra vez."""
    with lectura() as sesion:
        if evidencias.la_tiene(sesion, municipalidad_id, inspeccion.sha256):
            return
        usados = evidencias.ocupado(sesion, municipalidad_id) + por_anotar
    exigir_bajo_cuota(nombre, usados, inspeccion.tamano, cuota())


def _con_lo_que_dice(nombre: str, inspeccion: Inspeccion, archivo: BinaryIO) -> ArchivoGuardado:
    guardado = ArchivoGuardado(inspeccion.sha256, inspeccion.tamano, inspeccion.tipo.value, nombre)
    archivo.seek(0)
    match inspeccion.tipo:
        case TipoDeArchivo.PDF:
            paginas, ilegible = pdf_aparte.hechos(archivo.read())
            return replace(guardado, paginas=paginas, ilegible=ilegible)
        case TipoDeArchivo.JPG | TipoDeArchivo.PNG:
            datos = imagenes.datos_de(archivo.read())
            return replace(guardado, tomada_el=datos.tomada_el, con_ubicacion=datos.con_ubicacion)
    return guardado
