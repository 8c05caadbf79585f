"""El comando `python -m datos.respaldo`: crear, verificar y restaurar respaldos, y hacer el de cada día."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from datos import carpeta
from datos.orden import Orden
from datos.respaldo import automatico, guardados, rescate
from datos.respaldo.manifiesto import Manifiesto
from datos.respaldo.respaldar import crear
from datos.respaldo.restauracion import restaurar
from datos.respaldo.traslado import trasladar
from modelos.errores import ErrorDeDominio
from modelos.frases import contar, tamano


def principal(argumentos: Sequence[str] | None = None) -> int:
    """0 si salió bien, 1 con una frase si no se pudo, 2 si se pidió mal."""
    pedido = _analizador().parse_args(sys.argv[1:] if argumentos is None else argumentos)
    try:
        _cumplir(pedido)
    except ErrorDeDominio as error:
        print(error, file=sys.stderr)
        return 1
    except SQLAlchemyError as error:
        detalle = rescate.motivo(error) or str(error).splitlines()[0]
        print(f"No se pudo: {detalle}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"No se pudo leer o escribir {error.filename or ''}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _analizador() -> Orden:
    analizador = Orden(
        prog="python -m datos.respaldo", description="Respalda, verifica y restaura la base y sus archivos."
    )
    ordenes = analizador.add_subparsers(dest="orden", title="órdenes (sin ninguna: crear)")
    orden = ordenes.add_parser("crear", help="copiar la base y los archivos a un ZIP")
    orden.add_argument("destino", nargs="?", type=Path, help="carpeta o nombre del ZIP")
    orden = ordenes.add_parser("verificar", help="leer un respaldo entero y comprobarlo")
    orden.add_argument("archivo", type=Path)
    ordenes.add_parser("automatico", help="hacer el de hoy si falta, verificarlo y rotar los anteriores")
    orden = ordenes.add_parser("restaurar", help="volver un respaldo a una carpeta vacía")
    orden.add_argument("archivo", type=Path)
    orden.add_argument("carpeta", type=Path)
    orden = ordenes.add_parser("trasladar", help="llevar todo a una base PostgreSQL vacía, y comparar")
    orden.add_argument("direccion", help="postgresql://usuario@equipo/base")
    orden.add_argument("carpeta", type=Path, help="carpeta nueva para los archivos")
    return analizador


def _cumplir(pedido: argparse.Namespace) -> None:
    if pedido.orden == "verificar":
        hoja = guardados.verificar(pedido.archivo)
        print("El respaldo está completo y sin alteraciones.", *_describir(hoja), sep="\n")
    elif pedido.orden == "restaurar":
        hoja = restaurar(pedido.archivo, pedido.carpeta)
        nueva = pedido.carpeta.resolve()
        print(f"Restaurado en {nueva}.", *_describir(hoja), sep="\n")
        riesgo = None if os.environ.get("DATABASE_URL") else carpeta.riesgo(nueva)
        print(*filter(None, [riesgo]), f"Para usarlo, arranque con PLANIFICADOR_INSTANCIA={nueva}", sep="\n")
    elif pedido.orden == "trasladar":
        _trasladar(pedido.direccion, pedido.carpeta)
    elif pedido.orden == "automatico":
        _hacer_el_de_hoy()
    else:
        hecho = crear(getattr(pedido, "destino", None))
        print(f"Respaldo en {hecho.archivo.resolve()}", *_describir(hecho.manifiesto), sep="\n")


def _trasladar(direccion: str, nueva: Path) -> None:
    hecho = trasladar(direccion, nueva)
    tablas, filas, archivos = hecho.igualdad
    print(
        f"Se trasladó todo: {tablas} de {tablas} tablas iguales, con {contar(filas, 'fila')}, y "
        f"{archivos} de {archivos} archivos iguales."
    )
    if posteriores := hecho.acciones_posteriores:
        print(
            f"Mientras se copiaba se guardaron {contar(posteriores, 'acción')} más en la base anterior, "
            "que no pasaron. Detenga el servidor y repita en una base y una carpeta vacías."
        )
    print(
        f"El respaldo intermedio quedó en {hecho.respaldo.archivo.resolve()}.",
        f"Para usar lo nuevo, arranque con PLANIFICADOR_INSTANCIA={nueva.resolve()} y con DATABASE_URL en la "
        "dirección que acaba de dar.",
        sep="\n",
    )


def _hacer_el_de_hoy() -> None:
    """Con menos prioridad que quienes trabajan; si piden terminar, lo empezado se borra."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if sys.platform != "win32":
        os.nice(10)
    hecho = automatico.hacer(lambda: datetime.now().astimezone())
    if hecho is None:
        print("No hay nada que respaldar por ahora.")
        return
    print(f"Quedó {hecho.respaldo.archivo.name}, verificado.")
    if hecho.borrados:
        print(f"Se borraron {len(hecho.borrados)} anteriores.")


def _describir(hoja: Manifiesto) -> list[str]:
    motor = "PostgreSQL" if hoja.motor == "postgresql" else "SQLite"
    filas = contar(hoja.filas, "fila", dentro_de_frase=True)
    archivos = contar(hoja.archivos, "archivo", dentro_de_frase=True)
    hecho = f"{hoja.creado:%d-%m-%Y a las %H:%M} UTC con la versión {hoja.version}, esquema {hoja.esquema}"
    return [
        f"{len(hoja.tablas)} tablas con {filas} y {archivos} ({tamano(hoja.tamano)} sin comprimir).",
        f"Hecho el {hecho}, en {motor}.",
        *hoja.advertencias,
    ]


if __name__ == "__main__":
    for canal in (sys.stdout, sys.stderr):
        if isinstance(canal, TextIOWrapper):
            canal.reconfigure(
                errors="backslashreplace"
            )  # un nombre que la consola de Windows no sabe escribir
    sys.exit(principal())
