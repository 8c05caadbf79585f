"""Un respaldo vuelve igual en cualquiera de los motores, entero o nada."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from datos import almacen, conexion, migracion, planes
from datos.conexion import escritura, lectura, motor
from datos.deshacer import deshacer
from datos.respaldo import contenedor, respaldar
from datos.respaldo.restauracion import restaurar
from modelos.bitacora import Cambio
from modelos.errores import ErrorDeDominio
from modelos.plan import Plan
from tests.apoyo.esquema import ESQUEMA
from tests.apoyo.planes import un_plan
from tests.conftest import Postgres
from tests.datos.respaldos import (
    CONTENIDO,
    contenido_de_la_base,
    falsificar,
    leer_partes,
    nombre_del_plan,
    una_instalacion,
)

Usar = Callable[[], None]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def nueva(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, Usar]]:
    """Carpeta y base vacías de cada motor, y la orden que las pone en uso."""
    carpeta, url = tmp_path / "nueva", None
    if request.param == "postgresql":
        servidor: Postgres = request.getfixturevalue("postgres")
        nombre = f"vacia_{next(servidor.numeros)}"
        servidor.ordenar(f"CREATE DATABASE {nombre}")
        url = servidor.direccion(nombre)

    def usar() -> None:
        conexion.cerrar()
        monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(carpeta))
        monkeypatch.setenv("DATABASE_URL", url) if url else monkeypatch.delenv("DATABASE_URL", raising=False)

    yield carpeta, usar
    conexion.cerrar()
    if url:
        servidor.borrar(url)


def restaurar_en(nueva: tuple[Path, Usar], archivo: Path) -> None:
    carpeta, usar = nueva
    usar()
    restaurar(archivo, carpeta)


def test_todo_vuelve_igual_y_la_base_sigue_vigilada(base: str, nueva: tuple[Path, Usar]) -> None:
    plan_id = una_instalacion()
    antes = contenido_de_la_base()

    restaurar_en(nueva, respaldar.crear().archivo)

    assert contenido_de_la_base() == antes
    assert migracion.estado().al_dia
    assert almacen.leer(almacen.huella(CONTENIDO)) == CONTENIDO
    with motor().begin() as abierta, pytest.raises(DBAPIError, match="Escritura sin acción"):
        abierta.execute(text("UPDATE plan SET nombre = 'x'"))
    with motor().begin() as abierta, pytest.raises(DBAPIError, match="no se cambia"):
        abierta.execute(text("UPDATE cambio SET tabla = 'x'"))
    with lectura() as sesion:
        assert len(list(planes.cargar(sesion, plan_id).actividades)) == 3


def test_en_lo_restaurado_se_sigue_trabajando_y_se_deshace(base: str, nueva: tuple[Path, Usar]) -> None:
    plan_id = una_instalacion()
    restaurar_en(nueva, respaldar.crear().archivo)

    with escritura("Cambiar el nombre", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).nombre = "Otro nombre"
        accion_id = sesion.info["accion_id"]
    otro = un_plan(nombre="Nuevo")
    deshacer(accion_id)

    assert otro > plan_id
    assert nombre_del_plan(plan_id) == "Ñuñoa y Macul"


def test_un_respaldo_de_lo_restaurado_trae_lo_mismo(base: str, nueva: tuple[Path, Usar]) -> None:
    una_instalacion()
    primero = respaldar.crear()

    restaurar_en(nueva, primero.archivo)
    segundo = respaldar.crear()

    assert segundo.manifiesto.partes == primero.manifiesto.partes
    assert segundo.manifiesto.tablas == primero.manifiesto.tablas


@pytest.mark.postgresql
@pytest.mark.parametrize(("base", "nueva"), [("postgresql", "postgresql")], indirect=True)
def test_un_identificador_borrado_no_se_repite_en_lo_restaurado(base: str, nueva: tuple[Path, Usar]) -> None:
    un_plan(nombre="Queda")
    borrado = un_plan(nombre="Se borra")
    with lectura() as sesion:
        deshacer(sesion.scalar(select(func.max(Cambio.accion_id))) or 0)

    restaurar_en(nueva, respaldar.crear().archivo)

    assert un_plan(nombre="Nuevo") > borrado


GUION_SIGUIENTE = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{ESQUEMA}", None, None


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table(
        "plan", recreate="always" if sqlite else "never", table_kwargs={{"sqlite_autoincrement": True}}
    ) as tabla:
        tabla.add_column(sa.Column("lema", sa.String(), nullable=False, server_default="—"))
"""


@pytest.fixture
def poner_programa_siguiente(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Usar:
    """El programa con una migración más, que rehace la tabla de planes y la numera sin repetir."""
    guiones = tmp_path / "migraciones"
    shutil.copytree(migracion.GUIONES, guiones)
    (guiones / "versions" / "9999_siguiente.py").write_text(GUION_SIGUIENTE, encoding="utf-8")
    return lambda: monkeypatch.setattr(migracion, "GUIONES", guiones)


def test_un_respaldo_de_un_esquema_anterior_vuelve_y_se_migra(
    base: str, nueva: tuple[Path, Usar], poner_programa_siguiente: Usar
) -> None:
    una_instalacion()
    antes = contenido_de_la_base()
    archivo = respaldar.crear().archivo

    poner_programa_siguiente()
    restaurar_en(nueva, archivo)

    assert migracion.estado() == ("9999", "9999")
    assert contenido_de_la_base() == antes
    with motor().connect() as abierta:
        assert abierta.execute(text("SELECT lema FROM plan")).scalars().all() == ["—"]
    with motor().begin() as abierta, pytest.raises(DBAPIError, match="Escritura sin acción"):
        abierta.execute(text("UPDATE plan SET nombre = 'x'"))


def test_sqlite_que_numera_sin_repetir_sigue_sin_repetir(
    base_local: str, nueva: tuple[Path, Usar], poner_programa_siguiente: Usar
) -> None:
    poner_programa_siguiente()
    migracion.migrar()
    un_plan(nombre="Queda")
    with motor().begin() as abierta:
        abierta.execute(text("UPDATE sqlite_sequence SET seq = 500 WHERE name = 'plan'"))

    restaurar_en(nueva, respaldar.crear().archivo)

    assert un_plan(nombre="Nuevo") == 501


def test_un_respaldo_de_un_esquema_mas_nuevo_se_rechaza(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poner_programa_siguiente: Usar
) -> None:
    de_hoy = migracion.GUIONES
    poner_programa_siguiente()
    migracion.migrar()
    archivo = respaldar.crear().archivo
    monkeypatch.setattr(migracion, "GUIONES", de_hoy)

    with pytest.raises(ErrorDeDominio, match="Instale la versión nueva"):
        restaurar(archivo, tmp_path / "nueva")

    assert not (tmp_path / "nueva").exists()


def test_una_base_aun_no_migrada_se_respalda_como_esta(base: str, poner_programa_siguiente: Usar) -> None:
    una_instalacion()

    poner_programa_siguiente()

    assert respaldar.crear().manifiesto.esquema == ESQUEMA


@pytest.mark.postgresql
@pytest.mark.parametrize("base", ["postgresql"], indirect=True)
def test_postgresql_aparta_un_respaldo_antes_de_migrar(
    base: str, nueva: tuple[Path, Usar], poner_programa_siguiente: Usar
) -> None:
    una_instalacion()
    antes = contenido_de_la_base()

    poner_programa_siguiente()
    migracion.migrar()

    [apartado] = (conexion.instancia() / "respaldos").iterdir()
    assert apartado.name.startswith(f"antes-de-migrar-{ESQUEMA}-")
    with contenedor.abrir(apartado) as abierto:
        assert abierto.manifiesto.esquema == ESQUEMA
    restaurar_en(nueva, apartado)
    assert contenido_de_la_base() == antes


def test_una_restauracion_que_murio_a_medias_se_puede_repetir(base_local: str, tmp_path: Path) -> None:
    un_plan()
    archivo = respaldar.crear().archivo
    resto = tmp_path / "nueva" / ".restaurando"
    resto.mkdir(parents=True)
    (resto / "plan.db").write_text("a medias")

    restaurar(archivo, tmp_path / "nueva")

    assert sorted(ruta.name for ruta in (tmp_path / "nueva").iterdir()) == ["plan.db"]


def test_una_carpeta_con_algo_no_se_toca(base_local: str, tmp_path: Path) -> None:
    archivo = respaldar.crear().archivo
    ocupada = tmp_path / "ocupada"
    ocupada.mkdir()
    (ocupada / "notas.txt").write_text("no borrar")

    with pytest.raises(ErrorDeDominio, match="no es una carpeta vacía"):
        restaurar(archivo, ocupada)

    assert [ruta.name for ruta in ocupada.iterdir()] == ["notas.txt"]


@pytest.mark.postgresql
def test_una_base_postgresql_con_algo_no_se_toca(
    base_local: str, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = respaldar.crear().archivo
    ocupada = postgres.clonar()
    monkeypatch.setenv("DATABASE_URL", ocupada)

    with pytest.raises(ErrorDeDominio, match="no está vacía"):
        restaurar(archivo, tmp_path / "nueva")

    postgres.borrar(ocupada)
    assert list((tmp_path / "nueva").iterdir()) == []


def test_con_un_sqlite_en_la_direccion_se_pide_quitarla(
    base_local: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = respaldar.crear().archivo
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'otra.db'}")

    with pytest.raises(ErrorDeDominio, match="Quítela"):
        restaurar(archivo, tmp_path / "nueva")


@pytest.mark.parametrize(
    ("tabla", "cambiar"),
    [
        ("plan", lambda linea: linea.replace(b'"municipalidad_id":1', b'"municipalidad_id":77')),
        ("plan", lambda linea: linea.replace(b'"nombre"', b'"apodo"')),
        ("plan", lambda linea: linea.replace(b'"2026-02-28"', b'"2026-02-31"')),
        ("plan", lambda linea: linea.replace(b'"anio_inicio":2026', b'"anio_inicio":"2026"')),
        ("plan", lambda linea: linea.replace(b'"anio_inicio":2026', b'"anio_inicio":26')),
        ("plan", lambda linea: linea.replace(b"{", b"[")),
        ("plan", lambda linea: b"[]\n"),
        ("plan", lambda linea: b"7\n"),
        ("plan", lambda linea: linea + linea),
        ("actividad", lambda lineas: lineas.partition(b"\n")[2]),
    ],
)
def test_unas_filas_que_no_corresponden_no_dejan_nada_a_medias(
    base_local: str, nueva: tuple[Path, Usar], tabla: str, cambiar: Callable[[bytes], bytes]
) -> None:
    una_instalacion()
    archivo = respaldar.crear().archivo
    parte = f"tablas/{tabla}.jsonl"
    valor = cambiar(leer_partes(archivo)[parte])
    assert valor != leer_partes(archivo)[parte]

    with pytest.raises(ErrorDeDominio):
        restaurar_en(nueva, falsificar(archivo, parte, valor))

    assert list(nueva[0].iterdir()) == []
    vacia = create_engine(conexion.direccion()) if "postgresql" in conexion.direccion() else None
    if vacia:
        assert inspect(vacia).get_table_names() == []
        vacia.dispose()
