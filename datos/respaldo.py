"""La copia de seguridad: base y archivos en un solo ZIP, y el comando `python -m datos.respaldo`."""

import argparse
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from datos import contenedor, manifiesto, restauracion, volcado
from datos.conexion import direccion, instancia
from datos.contenedor import Avisar, no_avisar
from datos.manifiesto import Manifiesto, Parte, TablaCopiada
from modelos.errores import ErrorDeDominio
from modelos.frases import contar, tamano


class Respaldo(NamedTuple):
    """Un respaldo recién hecho: dónde quedó y qué trae."""

    archivo: Path
    manifiesto: Manifiesto


def carpeta_de_respaldos() -> Path:
    """Dónde quedan los respaldos cuando no se dice otra cosa."""
    return instancia() / "respaldos"


def crear(destino: Path | None = None, avisar: Avisar = no_avisar) -> Respaldo:
    """Copia la base y los archivos a un ZIP que aparece entero o no aparece; se puede seguir escribiendo.

    `destino` es una carpeta o el nombre de un ZIP que no exista. ErrorDeDominio si no hay qué copiar.
    """
    _exigir_base()
    with volcado.foto() as conexion:
        esquema = MigrationContext.configure(conexion).get_current_revision()
        if esquema is None:
            raise ErrorDeDominio("La base de datos está vacía: no hay nada que respaldar.")
        avisar(0, "Revisando la base de datos")
        volcado.rechazar_si_esta_danada(conexion)
        tablas = {tabla.name: tabla for tabla in volcado.tablas(conexion)}
        municipalidades = _columna(conexion, tablas, "municipalidad", "nombre")
        archivo = _nombrar(destino or carpeta_de_respaldos(), municipalidades)
        with _provisional(archivo) as paquete:
            copiadas, partes = _copiar_tablas(paquete, conexion, tablas, avisar)
            partes_de_archivos = _copiar_archivos(paquete, avisar)
            hoja = Manifiesto(
                version=manifiesto.version_del_producto(),
                esquema=esquema,
                creado=datetime.now(UTC),
                motor=conexion.dialect.name,
                municipalidades=municipalidades,
                tablas=copiadas,
                partes=partes | partes_de_archivos,
                documentos_faltantes=_faltantes(conexion, tablas, partes_de_archivos),
                archivos_alterados=_alterados(partes_de_archivos),
            )
            paquete.writestr(manifiesto.NOMBRE, hoja.model_dump_json(indent=1))
    avisar(1, "Respaldo completo")
    return Respaldo(archivo, hoja)


def verificar(archivo: Path, avisar: Avisar = no_avisar) -> Manifiesto:
    """Lee el respaldo entero y compara cada huella; ErrorDeDominio si algo no coincide."""
    with contenedor.abrir(archivo) as respaldo:
        respaldo.comprobar(avisar)
        return respaldo.manifiesto


def _exigir_base() -> None:
    """Conectarse a un SQLite que no existe lo crearía vacío."""
    url = make_url(direccion())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise ErrorDeDominio(f"No hay una base de datos en {url.database}. Revise PLANIFICADOR_INSTANCIA.")


def _columna(conexion: Connection, tablas: dict[str, Table], tabla: str, columna: str) -> list[str]:
    return list(conexion.scalars(select(tablas[tabla].c[columna]).order_by(tablas[tabla].c.id)))


def _nombrar(destino: Path, municipalidades: list[str]) -> Path:
    if destino.suffix.lower() == ".zip":
        if destino.exists():
            raise ErrorDeDominio(f"Ya existe {destino}; no se reemplazó. Indique otro nombre.")
        return destino
    sello = datetime.now(UTC).astimezone().strftime("%Y-%m-%d-%H%M")
    base = f"respaldo-{_dueno(municipalidades)}-{sello}"
    candidato, vez = destino / f"{base}.zip", 1
    while candidato.exists():
        vez += 1
        candidato = destino / f"{base}-{vez}.zip"
    return candidato


def _dueno(municipalidades: list[str]) -> str:
    if len(municipalidades) != 1:
        return "varias-municipalidades" if municipalidades else "sin-planes"
    sin_tildes = unicodedata.normalize("NFKD", municipalidades[0]).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", sin_tildes.lower()).strip("-")[:60].strip("-") or "municipalidad"


@contextmanager
def _provisional(archivo: Path) -> Iterator[zipfile.ZipFile]:
    """El ZIP se escribe con otro nombre y toma el suyo al final, ya en el disco."""
    archivo.parent.mkdir(parents=True, exist_ok=True)
    parcial = archivo.with_name(f".{archivo.name}.parcial")
    try:
        with zipfile.ZipFile(parcial, "x", zipfile.ZIP_DEFLATED) as paquete:
            yield paquete
        contenedor.llevar_al_disco(parcial)
        parcial.replace(archivo)
    except BaseException:
        parcial.unlink(missing_ok=True)
        raise


def _copiar_tablas(
    paquete: zipfile.ZipFile, conexion: Connection, tablas: dict[str, Table], avisar: Avisar
) -> tuple[dict[str, TablaCopiada], dict[str, Parte]]:
    copiadas: dict[str, TablaCopiada] = {}
    partes: dict[str, Parte] = {}
    for hechas, (nombre, tabla) in enumerate(tablas.items()):
        avisar(hechas / len(tablas) / 2, f"Copiando la tabla {nombre}")
        filas = contenedor.Contadas(volcado.lineas(conexion, tabla))
        partes[f"tablas/{nombre}.jsonl"] = contenedor.agregar(paquete, f"tablas/{nombre}.jsonl", filas)
        copiadas[nombre] = TablaCopiada(filas=filas.cuantas, ultimo_id=volcado.ultimo_id(conexion, tabla))
    return copiadas, partes


def _copiar_archivos(paquete: zipfile.ZipFile, avisar: Avisar) -> dict[str, Parte]:
    """Van después de la base: un archivo se guarda antes que la fila que lo nombra, y nunca cambia."""
    raiz = instancia()
    archivos = sorted(
        ruta
        for ruta in (raiz / "archivos").rglob("*")
        if ruta.is_file() and not ruta.is_symlink() and ruta.suffix != ".parcial"
    )
    partes: dict[str, Parte] = {}
    for hechos, ruta in enumerate(archivos):
        nombre = ruta.relative_to(raiz).as_posix()
        if not contenedor.nombre_seguro(nombre):
            raise ErrorDeDominio(
                f"En la carpeta de archivos hay un nombre que no se puede respaldar: {nombre}."
            )
        avisar(0.5 + hechos / len(archivos) / 2, f"Copiando {hechos + 1} de {len(archivos)} archivos")
        with ruta.open("rb") as abierto:
            partes[nombre] = contenedor.agregar(paquete, nombre, contenedor.trozos(abierto))
    return partes


def _faltantes(conexion: Connection, tablas: dict[str, Table], partes: dict[str, Parte]) -> list[str]:
    guardados = {parte.sha256 for parte in partes.values()}
    documento = tablas["documento_fuente"]
    consulta = select(documento.c.nombre, documento.c.sha256).order_by(documento.c.id)
    return [nombre for nombre, sha256 in conexion.execute(consulta) if sha256 not in guardados]


def _alterados(partes: dict[str, Parte]) -> list[str]:
    """El almacén llama a cada archivo por su huella: otra huella es que el disco lo cambió."""
    return [
        nombre
        for nombre, parte in partes.items()
        if re.fullmatch(r"[0-9a-f]{64}", Path(nombre).name) and Path(nombre).name != parte.sha256
    ]


def describir(hoja: Manifiesto) -> list[str]:
    """Lo que trae un respaldo, en oraciones para la persona."""
    motor = "PostgreSQL" if hoja.motor == "postgresql" else "SQLite"
    archivos = contar(hoja.archivos, "archivo", dentro_de_frase=True)
    trae = f"{len(hoja.tablas)} tablas con {contar(hoja.filas, 'fila', dentro_de_frase=True)} y {archivos}"
    hecho = f"{hoja.creado:%d-%m-%Y a las %H:%M} UTC con la versión {hoja.version}, esquema {hoja.esquema}"
    return [
        f"{trae} ({tamano(hoja.tamano)} sin comprimir).",
        f"Hecho el {hecho}, en {motor}.",
        *advertencias(hoja),
    ]


def advertencias(hoja: Manifiesto) -> list[str]:
    """Lo que ya faltaba o estaba alterado cuando se hizo la copia."""
    return [
        *(f"Falta en el disco el documento «{nombre}»." for nombre in hoja.documentos_faltantes),
        *(f"El disco alteró {nombre}; se copió como está." for nombre in hoja.archivos_alterados),
    ]


def principal(argumentos: Sequence[str] | None = None) -> int:
    """El comando: 0 si salió bien, 1 con una frase si no se pudo, 2 si se pidió mal."""
    pedido = _analizador().parse_args(sys.argv[1:] if argumentos is None else argumentos)
    try:
        _cumplir(pedido)
    except ErrorDeDominio as error:
        print(error, file=sys.stderr)
        return 1
    except SQLAlchemyError as error:
        print(f"La base de datos no responde: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"No se pudo leer o escribir {error.filename or ''}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def _analizador() -> argparse.ArgumentParser:
    analizador = argparse.ArgumentParser(
        prog="python -m datos.respaldo", description="Respalda, verifica y restaura la base y sus archivos."
    )
    ordenes = analizador.add_subparsers(dest="orden", title="órdenes (sin ninguna: crear)")
    orden = ordenes.add_parser("crear", help="copiar la base y los archivos a un ZIP")
    orden.add_argument("destino", nargs="?", type=Path, help="carpeta o nombre del ZIP")
    orden = ordenes.add_parser("verificar", help="leer un respaldo entero y comprobarlo")
    orden.add_argument("archivo", type=Path)
    orden = ordenes.add_parser("restaurar", help="volver un respaldo a una carpeta vacía")
    orden.add_argument("archivo", type=Path)
    orden.add_argument("carpeta", type=Path)
    return analizador


def _cumplir(pedido: argparse.Namespace) -> None:
    if pedido.orden == "verificar":
        print(
            "El respaldo está completo y sin alteraciones.", *describir(verificar(pedido.archivo)), sep="\n"
        )
        return
    if pedido.orden == "restaurar":
        hoja = restauracion.restaurar(pedido.archivo, pedido.carpeta)
        print(f"Restaurado en {pedido.carpeta.resolve()}.", *describir(hoja), sep="\n")
        print(f"Para usarlo, arranque con PLANIFICADOR_INSTANCIA={pedido.carpeta.resolve()}")
        return
    hecho = crear(getattr(pedido, "destino", None))
    print(f"Respaldo en {hecho.archivo.resolve()}", *describir(hecho.manifiesto), sep="\n")


if __name__ == "__main__":
    sys.exit(principal())
