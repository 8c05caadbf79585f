"""Disco lleno, carpeta de solo lectura, base cortada o dañada, PostgreSQL que se cae y vuelve."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import create_engine, text

import servidor
from datos import almacen, conexion, importacion, migracion, salud
from datos.conexion import escritura, lectura
from datos.respaldo import automatico, contenedor, guardados, rescate, respaldar
from datos.respaldo.restauracion import restaurar
from modelos.errores import ErrorDeDominio
from modelos.importacion.plan_aceptado import aceptar
from modelos.plan import Plan
from tests.apoyo import postgresql
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.bifurcado import RECHAZO, con_archivos_de_hasta, correr, sin_poder_escribir
from tests.apoyo.sistema import es_root
from tests.conftest import falta
from tests.datos.borradores import un_borrador_completo, una_decision
from tests.datos.respaldos import contenido_de_la_base, nombre_del_plan, una_instalacion
from tests.test_servidor import consultar_salud

AHORA = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
GRANDE = bytes(range(256)) * 20_000  # 5 MB


def importar(contenido: bytes = GRANDE) -> None:
    archivo = importacion.ArchivoFuente("plan.txt", contenido)
    importacion.guardar(aceptar(un_borrador_completo(), una_decision()), archivo, date(2026, 10, 14))


def nombrar(plan_id: int, nombre: str) -> None:
    with escritura("Nombrar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).nombre = nombre


def hacer_el_de_hoy() -> None:
    automatico.hacer(lambda: AHORA)


def archivos(carpeta: Path) -> dict[str, bytes]:
    """Lo que hay, salvo lo que SQLite pone y saca al abrir."""
    return {
        ruta.relative_to(carpeta).as_posix(): ruta.read_bytes()
        for ruta in carpeta.rglob("*")
        if ruta.is_file() and not ruta.name.endswith(("-wal", "-shm"))
    }


@pytest.mark.parametrize(
    ("octetos", "tarea", "frase"),
    [
        (100_000, importar, "No se guardó"),
        (20_000, lambda: nombrar(1, "x" * 100_000), "No se guardó"),
        (40_000, respaldar.crear, "No se pudo hacer el respaldo"),
        (40_000, hacer_el_de_hoy, "No se pudo hacer el respaldo"),
        (1_000, respaldar.crear, "No se pudo hacer el respaldo"),
    ],
    ids=["importar", "guardar", "respaldar", "automático", "ni abrir la base"],
)
def test_un_archivo_que_no_puede_crecer_se_dice_y_no_deja_nada(
    base_local: str, instancia: Path, octetos: int, tarea: Callable[[], object], frase: str
) -> None:
    una_instalacion()
    almacen.guardar(random.Random(1).randbytes(90_000))  # no se puede comprimir
    antes = contenido_de_la_base()

    fin = con_archivos_de_hasta(octetos, tarea)

    assert (fin.codigo, frase in fin.dicho) == (RECHAZO, True), fin
    assert contenido_de_la_base() == antes
    assert len(archivos(instancia / "archivos")) == 2
    assert list((instancia / "respaldos").glob("*.zip")) == []
    assert list(instancia.rglob("*.parcial")) == []
    nombrar(1, "Después")
    assert respaldar.crear()


def test_restaurar_donde_no_cabe_no_deja_nada(base_local: str, tmp_path: Path) -> None:
    una_instalacion()
    archivo = respaldar.crear().archivo

    fin = con_archivos_de_hasta(30_000, lambda: restaurar(archivo, tmp_path / "nueva"))

    assert fin.codigo != 0
    assert list((tmp_path / "nueva").iterdir()) == []
    assert restaurar(archivo, tmp_path / "nueva")


@pytest.fixture
def disco_chico(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Una instancia en un disco propio de 3 MB."""
    if not es_root() or shutil.which("mount") is None:
        falta("Solo el superusuario de Linux puede montar un disco de prueba.")
    punto = Path(mkdtemp(prefix="plan-disco-"))
    montar = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(punto)]
    if subprocess.run(montar, capture_output=True).returncode:
        punto.rmdir()
        falta("Aquí no se puede montar un disco de prueba.")
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(punto))
    yield punto
    conexion.cerrar()
    subprocess.run(["umount", str(punto)], check=True)
    punto.rmdir()


def test_un_disco_lleno_de_verdad_se_dice_y_al_liberarlo_se_sigue(disco_chico: Path) -> None:
    migracion.migrar()
    plan_id = una_instalacion()
    relleno = disco_chico / "relleno"
    with relleno.open("wb") as abierto:
        while shutil.disk_usage(disco_chico).free >= 4096:
            abierto.write(b"x" * 4096)
            abierto.flush()

    with pytest.raises(ErrorDeDominio, match="No se guardó"):
        importar()
    with pytest.raises(ErrorDeDominio, match="no queda espacio en el disco"):
        nombrar(plan_id, "x" * 200_000)
    with pytest.raises(ErrorDeDominio, match="no queda espacio en el disco"):
        respaldar.crear()
    with pytest.raises(ErrorDeDominio):
        hacer_el_de_hoy()
    [disco] = [punto for punto in salud.revisar(AHORA) if punto.nombre == "Espacio en el disco"]
    assert disco.estado == "mal"
    assert nombre_del_plan(plan_id) == "Ñuñoa y Macul"

    relleno.unlink()
    nombrar(plan_id, "Con espacio")
    hacer_el_de_hoy()
    assert guardados.ultima_falla() is None
    assert guardados.ultimo_bueno() is not None


@pytest.fixture
def al_alcance(plantilla_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Una instancia a la que también llega un usuario sin permisos: la de pytest es solo del dueño."""
    carpeta = Path(mkdtemp(prefix="plan-permisos-"))
    carpeta.chmod(0o755)
    datos = carpeta / "instancia"
    datos.mkdir()
    shutil.copy(plantilla_sqlite, datos / "plan.db")
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(datos))
    yield datos
    conexion.cerrar()
    shutil.rmtree(carpeta)


@pytest.mark.parametrize(
    ("tarea", "frase"),
    [
        (lambda: importar(b"otro"), "No se guardó"),
        (lambda: nombrar(1, "x"), "No se guardó: la carpeta de datos no admite cambios"),
        (respaldar.crear, "no hay permiso para escribir ahí|No se pudo"),
        (hacer_el_de_hoy, "no hay permiso|no admite cambios"),
    ],
    ids=["importar", "guardar", "respaldar", "automático"],
)
def test_una_carpeta_de_solo_lectura_se_dice_y_no_pierde_nada(
    al_alcance: Path, tarea: Callable[[], object], frase: str
) -> None:
    una_instalacion()
    antes = contenido_de_la_base()
    guardados.verificar(respaldar.crear().archivo)
    conexion.cerrar()
    previos = archivos(al_alcance)

    fin = sin_poder_escribir(al_alcance, tarea)

    assert fin.codigo == RECHAZO, fin
    assert any(parte.lower() in fin.dicho.lower() for parte in frase.split("|")), fin
    assert archivos(al_alcance) == previos
    assert contenido_de_la_base() == antes


def cortar(base: Path) -> None:
    base.write_bytes(base.read_bytes()[: base.stat().st_size // 2])


def vaciar(base: Path) -> None:
    base.write_bytes(b"")


def perder(base: Path) -> None:
    base.unlink()


def pisar_el_medio(base: Path) -> None:
    contenido = bytearray(base.read_bytes())
    contenido[8192:40_960] = b"\xa5" * 32_768
    base.write_bytes(contenido)


def pisar_el_comienzo(base: Path) -> None:
    base.write_bytes(b"esto no es una base" + base.read_bytes()[19:])


DANOS = (cortar, vaciar, perder, pisar_el_medio, pisar_el_comienzo)


@pytest.mark.parametrize("danar", DANOS, ids=lambda danar: danar.__name__)
def test_una_base_danada_ofrece_el_ultimo_respaldo_bueno_y_no_se_sobrescribe(
    base_local: str,
    instancia: Path,
    tmp_path: Path,
    danar: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    una_instalacion()
    bueno = respaldar.crear().archivo
    guardados.verificar(bueno)
    antes = contenido_de_la_base()
    conexion.cerrar()
    danar(instancia / "plan.db")
    danada = archivos(instancia)

    fin = correr(migracion.migrar)

    assert fin.codigo == RECHAZO, fin
    assert "La base de datos" in fin.dicho
    assert f'restaurar "{bueno.resolve()}"' in fin.dicho
    assert archivos(instancia) == danada
    conexion.cerrar()
    restaurar(bueno, tmp_path / "vuelta")
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(tmp_path / "vuelta"))
    migracion.migrar()
    assert contenido_de_la_base() == antes


def test_sin_un_respaldo_bueno_no_se_ofrece_ninguno(base_local: str, instancia: Path) -> None:
    una_instalacion()
    respaldar.crear()  # nadie lo ha leído entero
    conexion.cerrar()
    pisar_el_comienzo(instancia / "plan.db")

    with pytest.raises(ErrorDeDominio, match="está dañada") as error:
        migracion.migrar()

    assert "restaurar" not in str(error.value)


def test_una_instalacion_nueva_no_se_confunde_con_una_perdida(instancia: Path) -> None:
    (instancia / "respaldos").mkdir()
    (instancia / "archivos").mkdir()

    migracion.migrar()

    assert migracion.estado().al_dia


def test_el_servidor_no_parte_con_una_base_cortada_y_lo_explica(base_local: str, instancia: Path) -> None:
    una_instalacion()
    bueno = respaldar.crear().archivo
    guardados.verificar(bueno)
    conexion.cerrar()
    cortar(instancia / "plan.db")

    caido = subprocess.run(
        [sys.executable, str(RAIZ / "servidor.py"), "--puerto", "0"],
        capture_output=True,
        encoding="utf-8",
        timeout=90,
    )

    assert caido.returncode == 1
    assert "La base de datos está dañada" in caido.stderr
    assert bueno.name in caido.stderr
    assert "Traceback" not in caido.stderr


def test_una_base_que_se_dana_en_marcha_ofrece_el_respaldo_en_la_pantalla(
    base_local: str, instancia: Path
) -> None:
    una_instalacion()
    bueno = respaldar.crear().archivo
    guardados.verificar(bueno)
    conexion.cerrar()
    pisar_el_comienzo(instancia / "plan.db")

    with pytest.raises(Exception, match="not a database") as falla, lectura() as sesion:
        sesion.execute(text("SELECT count(*) FROM plan"))

    assert bueno.name in servidor._que_paso(falla.value, "abc123")
    assert "abc123" in servidor._que_paso(falla.value, "abc123")
    with pytest.raises(ErrorDeDominio, match="dañada"):
        nombrar(1, "Nuevo")
    assert rescate.motivo(ValueError()) is None


def test_un_documento_no_se_guarda_a_medias_cuando_falla_la_base(base_local: str, instancia: Path) -> None:
    una_instalacion()
    conexion.cerrar()
    pisar_el_comienzo(instancia / "plan.db")

    with pytest.raises(ErrorDeDominio, match="dañada"):
        importar(b"llega antes que su fila")

    assert almacen.leer(almacen.huella(b"llega antes que su fila"))


@pytest.mark.postgresql
def test_postgresql_se_cae_un_rato_y_al_volver_se_sigue_sin_reiniciar(
    instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binarios = postgresql.binarios()
    if binarios is None:
        falta("No hay PostgreSQL en esta máquina.")
    with postgresql.con_interruptor(binarios) as pg:
        administracion = create_engine(pg.direccion, isolation_level="AUTOCOMMIT")
        with administracion.connect() as abierta:
            abierta.execute(text("CREATE DATABASE plan"))
        administracion.dispose()
        monkeypatch.setenv("DATABASE_URL", pg.direccion.replace("/postgres?", "/plan?"))
        migracion.migrar()
        plan_id = una_instalacion()
        hacer_el_de_hoy()

        with pytest.raises(ErrorDeDominio, match="No se guardó: la base de datos no responde"):  # noqa: SIM117
            with escritura("A medias", plan_id=plan_id) as sesion:
                sesion.get_one(Plan, plan_id).nombre = "A medias"
                sesion.flush()
                pg.apagar()
        with pytest.raises(ErrorDeDominio, match="No se guardó: la base de datos no responde"):
            nombrar(plan_id, "Caída")
        assert consultar_salud()[0] == 503
        puntos = {punto.nombre: punto for punto in salud.revisar(AHORA)}
        assert puntos["Base de datos"].estado == "mal"
        assert puntos["Último respaldo bueno"].estado == "bien"
        with pytest.raises(ErrorDeDominio, match="no responde"):
            automatico.hacer(lambda: AHORA.replace(day=27))
        assert contenedor.verificar(guardados.listar()[0].archivo)

        pg.encender()
        assert consultar_salud()[0] == 200
        assert nombre_del_plan(plan_id) == "Ñuñoa y Macul"
        nombrar(plan_id, "De vuelta")
        assert nombre_del_plan(plan_id) == "De vuelta"
        assert automatico.hacer(lambda: AHORA.replace(day=27)) is not None
