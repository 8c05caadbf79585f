"""La rapidez del servidor: contra `streamlit run` sin ajustar, y cada página contra una vacía."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from datos.conexion import instancia
from tests.apoyo.aplicacion import (
    CON_OTRO_GUION,
    Aplicacion,
    detener,
    esperar_puerto,
    levantar,
    puerto_libre,
)
from tests.apoyo.pestana import pestana
from tests.rendimiento import medida
from tests.rendimiento.plan import HOY

DE_FABRICA = ("--server.fileWatcherType=auto", "--runner.postScriptGC=true", "--server.headless=true")
PAGINA_VACIA = "import streamlit as st\nst.write('x')\n"


class Pagina(NamedTuple):
    """Una página por medir: su lugar en la dirección, lo que se pulsa antes y el tope de su razón."""

    nombre: str
    direccion: str
    tope: float
    boton: str = ""


PAGINAS = (
    Pagina("Este mes", "", 3),
    Pagina("cronograma para leer", "cronograma", 2.5),
    Pagina("cronograma para editar", "cronograma", 3, boton="editar_cronograma"),
    Pagina("Avance", "avance", 4),
)


def guion_vacio(carpeta: Path) -> float:
    """Repetir un guion vacío: nuestro servidor ÷ `streamlit run` como viene de fábrica."""
    with (
        con_guion(carpeta, PAGINA_VACIA) as ajustado,
        sin_ajustar(carpeta / "app.py") as puerto_sin_ajustar,
        pestana(ajustado.puerto) as nuestra,
        pestana(puerto_sin_ajustar) as de_fabrica,
    ):
        return medida.razon(nuestra.dibujar, de_fabrica.dibujar)


def paginas(carpeta: Path, plan_id: int) -> dict[Pagina, float]:
    """Dibujar cada página, con el plan ya leído ÷ dibujar una vacía en el mismo servidor."""
    with ExitStack() as pila:
        vacia = pila.enter_context(con_guion(carpeta, PAGINA_VACIA))
        nuestra = pila.enter_context(aplicacion())
        acciones = {"vacía": medida.cronometrar(pila.enter_context(pestana(vacia.puerto)).dibujar)}
        for pagina in PAGINAS:
            abierta = pila.enter_context(pestana(nuestra.puerto, pagina.direccion, f"plan={plan_id}"))
            if pagina.boton:
                abierta.dibujar(pagina.boton)
            acciones[pagina.nombre] = medida.cronometrar(abierta.dibujar)
        medianas = medida.por_turnos(acciones)
    return {pagina: medianas[pagina.nombre] / medianas["vacía"] for pagina in PAGINAS}


@contextmanager
def aplicacion() -> Iterator[Aplicacion]:
    """La aplicación, sobre la base en uso y en el día del plan."""
    with levantar(instancia(), instancia() / "registro", {"PLANIFICADOR_HOY": HOY.isoformat()}) as levantada:
        yield levantada


@contextmanager
def con_guion(carpeta: Path, guion: str) -> Iterator[Aplicacion]:
    """Nuestro servidor con otro guion, en su propia carpeta de datos."""
    archivo = carpeta / "app.py"
    archivo.write_text(guion, encoding="utf-8")
    programa = ("-c", CON_OTRO_GUION.format(guion=str(archivo)))
    with levantar(carpeta, carpeta / "registro", programa=programa) as levantada:
        yield levantada


@contextmanager
def sin_ajustar(guion: Path) -> Iterator[int]:
    """`streamlit run` como viene de fábrica, desde una carpeta sin nuestra configuración."""
    puerto = puerto_libre()
    orden = [sys.executable, "-m", "streamlit", "run", str(guion), "--server.port", str(puerto), *DE_FABRICA]
    callado = subprocess.DEVNULL
    proceso = subprocess.Popen(orden, cwd=guion.parent, stdin=callado, stdout=callado, stderr=callado)
    try:
        esperar_puerto(puerto)
        yield puerto
    finally:
        detener(proceso)
