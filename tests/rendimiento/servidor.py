"""La rapidez del servidor: contra `streamlit run` sin ajustar, y cada página contra una vacía."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from datos.conexion import instancia
from tests.apoyo.aplicacion import (
    CON_OTRO_GUION,
    RAIZ,
    Aplicacion,
    detener,
    esperar_puerto,
    levantar,
    puerto_libre,
)
from tests.apoyo.pestana import pestana
from tests.rendimiento import medida
from tests.rendimiento.medida import Medida
from tests.rendimiento.plan import HOY

DE_FABRICA = ("--server.fileWatcherType=auto", "--runner.postScriptGC=true", "--server.headless=true")
VACIA = "vacia"
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


def paginas(carpeta: Path, plan_id: int, cuales: Sequence[Pagina] = PAGINAS) -> Iterator[Medida]:
    """Dibujar cada página, con el plan ya leído ÷ dibujar una vacía; y, sin tope, ÷ un guion de una línea."""
    consulta = f"plan={plan_id}"
    with ExitStack() as pila:
        guion = pila.enter_context(con_guion(carpeta, PAGINA_VACIA))
        vacia = pila.enter_context(con_pagina_vacia(carpeta, "st.write('x')"))
        nuestra = pila.enter_context(aplicacion())
        pisos = {
            "página vacía": pila.enter_context(pestana(vacia.puerto, VACIA, consulta)),
            "guion de una línea": pila.enter_context(pestana(guion.puerto)),
        }
        acciones = {piso: medida.cronometrar(abierta.dibujar) for piso, abierta in pisos.items()}
        for pagina in cuales:
            abierta = pila.enter_context(pestana(nuestra.puerto, pagina.direccion, consulta))
            if pagina.boton:
                abierta.dibujar(pagina.boton)
            acciones[pagina.nombre] = medida.cronometrar(abierta.dibujar)
        medianas = medida.por_turnos(acciones)
    for pagina in cuales:
        for piso, tope in zip(pisos, (pagina.tope, None), strict=True):
            razon = medianas[pagina.nombre] / medianas[piso]
            yield Medida(f"servidor: {pagina.nombre} ÷ {piso}", razon, tope)


@contextmanager
def aplicacion() -> Iterator[Aplicacion]:
    """La aplicación, sobre la base en uso y en el día del plan."""
    with levantar(instancia(), instancia() / "registro", {"PLANIFICADOR_HOY": HOY.isoformat()}) as levantada:
        yield levantada


MENU = "marco.paginas(quien)"


def guion_con_pagina_vacia(contenido: str) -> str:
    """El de app.py, con una página más en su menú; falla si app.py ya no se deja."""
    guion = (RAIZ / "app.py").read_text(encoding="utf-8")
    menu = f'{MENU} | {{"Piso": [st.Page(_vacia, title="Vacía", url_path="{VACIA}")]}}'
    assert guion.count(MENU) == guion.count("\nmarco.preparar()") == 1
    con_pagina = f"\n\ndef _vacia():\n    {contenido}\n\nmarco.preparar()"
    return guion.replace("\nmarco.preparar()", con_pagina).replace(MENU, menu)


@contextmanager
def con_pagina_vacia(carpeta: Path, contenido: str) -> Iterator[Aplicacion]:
    """La aplicación con una página más, que no muestra sino eso: con su menú y su selector de plan."""
    archivo = carpeta / "con_pagina_vacia.py"
    archivo.write_text(guion_con_pagina_vacia(contenido), encoding="utf-8")
    (carpeta / "paginas").symlink_to(RAIZ / "paginas")
    programa = ("-c", CON_OTRO_GUION.format(guion=str(archivo)))
    dia = {"PLANIFICADOR_HOY": HOY.isoformat()}
    with levantar(instancia(), carpeta / "registro_vacia", dia, programa=programa) as levantada:
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
