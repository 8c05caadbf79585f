"""Lo que las pruebas comparten: una base limpia en SQLite y PostgreSQL, el servidor y un navegador."""

import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from datos import conexion, migracion
from datos.cuentas import claves
from paginas.componentes import ficha_abierta
from tests.apoyo import navegador as navegadores
from tests.apoyo import postgresql
from tests.apoyo.aplicacion import PUBLICO, Aplicacion, levantar


def falta(motivo: str) -> NoReturn:
    """Salta la prueba y dice por qué; con CI=true lo que falta es una falla."""
    if os.environ.get("CI") == "true":
        pytest.fail(motivo, pytrace=False)
    pytest.skip(motivo)


@pytest.fixture(autouse=True)
def instancia(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Ninguna prueba ve los datos de quien la corre: cada una tiene su carpeta, o la del servidor."""
    if _usa_el_servidor(request):
        carpeta: Path = request.getfixturevalue("servidor").instancia
        _vaciar(carpeta / "plan.db", request.getfixturevalue("plantilla_sqlite"))
    else:
        carpeta = tmp_path / "instancia"
        carpeta.mkdir()
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(carpeta))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield carpeta
    conexion.cerrar()


def _usa_el_servidor(request: pytest.FixtureRequest) -> bool:
    return "aplicacion" in request.fixturenames


_primeros_planes = itertools.count(1000, 1000)


def _vaciar(base: Path, plantilla: Path) -> None:
    """Deja la base como la plantilla; sus planes no repiten número, que es clave de lo ya leído."""
    with closing(sqlite3.connect(plantilla)) as vacia, closing(sqlite3.connect(base, timeout=30)) as usada:
        vacia.backup(usada)
        usada.execute("DELETE FROM sqlite_sequence WHERE name = 'plan'")
        usada.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('plan', ?)", [next(_primeros_planes)])
        usada.commit()


@pytest.fixture(autouse=True)
def claves_de_ficha_conocidas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Las claves de los campos de una ficha terminan en 0, y no en un número al azar."""
    monkeypatch.setattr(ficha_abierta, "comienzo", lambda: 0)


@pytest.fixture(autouse=True, scope="session")
def claves_livianas() -> Iterator[None]:
    """Comprobar una clave tarda a propósito; aquí se hace miles de veces y no es lo que se prueba."""
    liviano = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(claves, "_PROCESO", liviano)
        cambio.setattr(claves, "_DE_NADIE", liviano.hash("una clave que nadie tiene"))
        yield


@pytest.fixture(scope="session")
def plantilla_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Base SQLite recién migrada, para copiarla en cada prueba."""
    carpeta = tmp_path_factory.mktemp("plantilla")
    _migrar_en(carpeta, None)
    return carpeta / "plan.db"


VERSION_CON_ESTRATEGIA = 15  # de PostgreSQL: antes solo se copiaban los archivos


@dataclass(frozen=True)
class Postgres:
    """Servidor de la sesión de pruebas, con una base migrada que sirve de plantilla."""

    administracion: str
    numeros: Iterator[int]
    version: int

    def clonar(self) -> str:
        """Crea una base igual a la plantilla y entrega su dirección."""
        nombre = f"prueba_{next(self.numeros)}"
        self.ordenar(f"CREATE DATABASE {nombre} TEMPLATE plantilla {self.estrategia}")
        return self.direccion(nombre)

    @property
    def estrategia(self) -> str:
        """Copiar los archivos: borrar una base copiada por el diario tarda medio segundo."""
        return "STRATEGY file_copy" if self.version >= VERSION_CON_ESTRATEGIA else ""

    def borrar(self, direccion: str) -> None:
        """Borra una base clonada, aunque algo siga conectado a ella."""
        self.ordenar(f"DROP DATABASE {make_url(direccion).database} WITH (FORCE)")

    def direccion(self, nombre: str) -> str:
        """Dirección de la base con ese nombre en este servidor."""
        return make_url(self.administracion).set(database=nombre).render_as_string(hide_password=False)

    def ordenar(self, orden: str) -> None:
        """Ejecuta una orden de administración, fuera de transacción."""
        motor = create_engine(self.administracion, isolation_level="AUTOCOMMIT")
        with motor.connect() as abierta:
            abierta.execute(text(orden))
        motor.dispose()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Un PostgreSQL por proceso de pruebas, arrancado la primera vez que se pide."""
    carpeta_de_binarios = postgresql.binarios()
    if carpeta_de_binarios is None:
        falta("No hay PostgreSQL en esta máquina.")
    with postgresql.servidor(carpeta_de_binarios) as administracion:
        creado = Postgres(administracion, itertools.count(1), _version(administracion))
        creado.ordenar("CREATE DATABASE plantilla")
        _migrar_en(tmp_path_factory.mktemp("plantilla_pg"), creado.direccion("plantilla"))
        yield creado


def _version(administracion: str) -> int:
    motor = create_engine(administracion)
    with motor.connect() as abierta:
        version = int(abierta.exec_driver_sql("SHOW server_version_num").scalar_one())
    motor.dispose()
    return version // 10_000


def _migrar_en(carpeta: Path, direccion: str | None) -> None:
    with pytest.MonkeyPatch.context() as entorno:
        entorno.setenv("PLANIFICADOR_INSTANCIA", str(carpeta))
        entorno.delenv("DATABASE_URL", raising=False)
        if direccion:
            entorno.setenv("DATABASE_URL", direccion)
        migracion.migrar()
        conexion.cerrar()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def base(request: pytest.FixtureRequest, instancia: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Base migrada y vacía, en uso por `datos.conexion`; la prueba corre una vez en cada motor."""
    if request.param == "sqlite":
        yield request.getfixturevalue("base_local")
        return
    servidor: Postgres = request.getfixturevalue("postgres")
    direccion = servidor.clonar()
    monkeypatch.setenv("DATABASE_URL", direccion)
    yield direccion
    conexion.cerrar()
    servidor.borrar(direccion)


@pytest.fixture
def base_local(request: pytest.FixtureRequest, instancia: Path, plantilla_sqlite: Path) -> str:
    """Base SQLite migrada y vacía, para pruebas a las que no importa el motor."""
    if not _usa_el_servidor(request):
        shutil.copy(plantilla_sqlite, instancia / "plan.db")
    return conexion.direccion()


@pytest.fixture(scope="session")
def servidor(tmp_path_factory: pytest.TempPathFactory, plantilla_sqlite: Path) -> Iterator[Aplicacion]:
    """servidor.py en un puerto libre, uno por proceso de pruebas: arrancarlo es lo que más tarda."""
    carpeta = tmp_path_factory.mktemp("servidor")
    shutil.copy(plantilla_sqlite, carpeta / "plan.db")
    with levantar(carpeta, carpeta / "registro") as levantada:
        yield levantada


@pytest.fixture
def aplicacion(servidor: Aplicacion, instancia: Path) -> Aplicacion:
    """El servidor común, con la base vacía."""
    return servidor


@pytest.fixture
def aplicacion_propia(instancia: Path, tmp_path: Path) -> Iterator[Aplicacion]:
    """Un servidor para una sola prueba, que puede detenerlo."""
    with levantar(instancia, tmp_path / "servidor.log") as levantada:
        yield levantada


@pytest.fixture(scope="module")
def servidor_publico(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aplicacion]:
    """Un servidor con un nombre público declarado, para las pruebas que solo preguntan."""
    carpeta = tmp_path_factory.mktemp("publico")
    with levantar(carpeta, carpeta / "registro", {"PLANIFICADOR_ORIGENES": PUBLICO}) as levantada:
        yield levantada


@pytest.fixture(scope="module")
def navegador() -> Iterator[Browser]:
    """Chromium, Chrome o Edge; uno por módulo, porque mientras vive ocupa el bucle de asyncio."""
    with sync_playwright() as playwright:
        try:
            abierto = playwright.chromium.launch(
                executable_path=navegadores.encontrar(), args=list(navegadores.ARGUMENTOS)
            )
        except Error as falla:
            falta(f"No hay un navegador que abra: {str(falla).splitlines()[0]}")
        yield abierto
        abierto.close()


@pytest.fixture
def pagina(navegador: Browser, aplicacion: Aplicacion) -> Iterator[Page]:
    """Pestaña de escritorio abierta en la aplicación."""
    with pestana(navegador, aplicacion, 1366, 768) as abierta:
        yield abierta


@pytest.fixture
def pagina_movil(navegador: Browser, aplicacion: Aplicacion) -> Iterator[Page]:
    """Pestaña de teléfono abierta en la aplicación."""
    with pestana(navegador, aplicacion, 390, 844, tactil=True) as abierta:
        yield abierta


@contextmanager
def pestana(
    navegador: Browser, aplicacion: Aplicacion, ancho: int, alto: int, *, tactil: bool = False
) -> Iterator[Page]:
    """Abre la aplicación; al cerrar falla si hubo un error de JavaScript o algo quiso salir del equipo."""
    contexto = navegador.new_context(
        base_url=aplicacion.direccion,
        viewport={"width": ancho, "height": alto},
        has_touch=tactil,
        is_mobile=tactil,
        locale="es-CL",
        timezone_id="America/Santiago",
    )
    abierta = contexto.new_page()
    problemas: list[str] = []

    def anotar(mensaje: ConsoleMessage) -> None:
        if "Content Security Policy" in mensaje.text:
            problemas.append(mensaje.text)

    abierta.on("pageerror", lambda error: problemas.append(str(error)))
    abierta.on("console", anotar)
    abierta.goto("/")
    yield abierta
    contexto.close()
    assert problemas == []
