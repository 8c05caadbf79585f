"""kill -9 en cada límite de escritura: nada queda a medias, y lo que se iba a hacer se puede repetir."""

import re
import signal
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from datos import almacen, disparadores, importacion, integridad, migracion, planes
from datos.bitacora import cadena
from datos.certificacion import evidencias
from datos.certificacion.evidencias import Descrita
from datos.conexion import cerrar, escritura, instancia, lectura, motor
from datos.evidencias import ingreso
from datos.limites import LIMITES, seguir
from datos.respaldo import automatico, contenedor, guardados, respaldar
from datos.respaldo.restauracion import PROVISIONAL, restaurar
from modelos.certificacion.estados import ClaseEvidencia
from modelos.errores import ErrorDeDominio
from modelos.importacion.plan_aceptado import aceptar
from modelos.plan import Plan
from tests.apoyo.bifurcado import RECHAZO, Hijo, correr, matar_en
from tests.apoyo.planes import un_plan
from tests.conftest import Postgres
from tests.datos.borradores import un_borrador_completo, una_decision
from tests.datos.respaldos import contenido_de_la_base, leer_partes, nombre_del_plan, una_instalacion

AHORA = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
MUERTO = -signal.SIGKILL
ACTA = "el acta de la sesión".encode()

DE_LA_ACCION = ("accion.abierta", "accion.por_confirmar", "accion.confirmada")
DE_IMPORTAR = (
    *("almacen.escrito", "almacen.en_su_lugar", "importar.archivo_guardado", "importar.plan_a_medias"),
    *DE_LA_ACCION,
)
DE_CARGAR = ("almacen.escrito", "almacen.en_su_lugar", *DE_LA_ACCION)
DE_RESPALDAR = (
    *("respaldar.tablas_copiadas", "respaldar.archivos_copiados", "respaldar.en_el_disco"),
    *("respaldar.en_su_lugar", "respaldar.verificado", "rotar.sin_constancia"),
)
DE_RESTAURAR = (
    *("restaurar.archivos_extraidos", "restaurar.tablas_cargadas", "restaurar.archivos_entregados"),
    *("restaurar.confirmado", "restaurar.entregado"),
)
DE_MIGRAR = ("migrar.copia_apartada", "migrar.esquema_llevado")


def test_se_mata_en_todos_los_limites_que_hay() -> None:
    en_el_codigo = {
        nombre
        for archivo in Path("datos").rglob("*.py")
        for nombre in re.findall(r'\blimite\("(\w+\.\w+)"\)', archivo.read_text(encoding="utf-8"))
    }

    assert {*DE_IMPORTAR, *DE_RESPALDAR, *DE_RESTAURAR, *DE_MIGRAR} == set(LIMITES) == en_el_codigo


def test_sin_una_prueba_de_por_medio_un_limite_no_hace_nada() -> None:
    from datos import limites

    assert limites.al_llegar is seguir


def importar() -> None:
    archivo = importacion.ArchivoFuente("plan.txt", b"el plan que se importa")
    importacion.guardar(aceptar(un_borrador_completo(), una_decision()), archivo, date(2026, 10, 14))


def nombrar(plan_id: int) -> None:
    with escritura("Nombrar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).nombre = "Otro nombre"


def cargar(plan_id: int) -> None:
    """Lo que hace una persona al subir un archivo: recibirlo y anotarlo."""
    with lectura() as sesion:
        municipalidad_id = planes.cargar(sesion, plan_id).municipalidad_id
    recibido = ingreso.recibir("acta.txt", BytesIO(ACTA), municipalidad_id)
    with escritura("Cargar un acta", plan_id=plan_id) as sesion:
        evidencias.agregar(sesion, plan_id, Descrita("Acta", ClaseEvidencia.ACTA), recibido)


def respaldar_el_de_hoy() -> None:
    automatico.hacer(lambda: AHORA)


def exigir_sana() -> None:
    """Ni páginas rotas, ni filas sueltas, ni cambios sin su acción, ni una acción sin su sello."""
    with motor().connect() as abierta:
        if abierta.dialect.name == "sqlite":
            assert abierta.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert abierta.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        sueltos = "SELECT count(*) FROM cambio WHERE accion_id NOT IN (SELECT id FROM accion)"
        assert abierta.scalar(text(sueltos)) == 0
        if migracion.estado().al_dia:
            assert cadena.verificar(abierta).rotura is None


@pytest.fixture
def anterior(base: str) -> tuple[int, Path]:
    """Una instalación con su respaldo bueno."""
    plan_id = una_instalacion()
    archivo = respaldar.crear().archivo
    guardados.verificar(archivo)
    return plan_id, archivo


@pytest.mark.parametrize("donde", DE_IMPORTAR)
def test_un_plan_se_importa_entero_o_no_se_importa(anterior: tuple[int, Path], donde: str) -> None:
    antes = contenido_de_la_base()

    fin = matar_en(donde, importar)

    exigir_sana()
    despues = contenido_de_la_base()
    assert fin.codigo == MUERTO
    assert contenedor.verificar(anterior[1])
    if donde != "accion.confirmada":
        assert despues == antes
        importar()
    with lectura() as sesion:
        importado = planes.cargar(sesion, max(fila[0] for fila in contenido_de_la_base()["plan"]))
    assert len(list(importado.actividades)) == len(un_borrador_completo().actividades)
    assert [nombre for nombre, _ in respaldar.crear().manifiesto.partes.items() if "parcial" in nombre] == []


@pytest.mark.parametrize("donde", DE_LA_ACCION)
def test_un_cambio_se_guarda_entero_o_no_se_guarda(anterior: tuple[int, Path], donde: str) -> None:
    plan_id = anterior[0]
    antes = contenido_de_la_base()

    fin = matar_en(donde, lambda: nombrar(plan_id))

    exigir_sana()
    assert fin.codigo == MUERTO
    if donde == "accion.confirmada":
        assert nombre_del_plan(plan_id) == "Otro nombre"
    else:
        assert contenido_de_la_base() == antes
    nombrar(plan_id)


@pytest.mark.parametrize("donde", DE_CARGAR)
def test_una_evidencia_a_medio_cargar_no_deja_registro_sin_archivo_y_se_repite(base: str, donde: str) -> None:
    plan_id = un_plan()

    fin = matar_en(donde, lambda: cargar(plan_id))

    exigir_sana()
    anotadas = contenido_de_la_base()["revision"]
    cortada = integridad.revisar(lambda: AHORA)
    cargar(plan_id)
    repetida = integridad.revisar(lambda: datetime.now(UTC) + timedelta(days=2), limpiar=True)
    assert fin.codigo == MUERTO
    assert len(anotadas) == cortada.integros == cortada.archivos == (donde == "accion.confirmada")
    assert (repetida.integros, repetida.archivos, repetida.hallados) == (1, 1, ())
    assert [ruta.name for ruta in (instancia() / "archivos").glob("*/*")] == [almacen.huella(ACTA)]


@pytest.mark.parametrize("donde", DE_RESPALDAR)
def test_un_respaldo_cortado_no_se_toma_por_bueno_y_se_repite(
    anterior: tuple[int, Path], donde: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(automatico.VARIABLE, "1,0,0")
    automatico.hacer(lambda: AHORA - timedelta(days=1))
    antes = contenido_de_la_base()

    fin = matar_en(donde, respaldar_el_de_hoy)

    exigir_sana()
    assert fin.codigo == MUERTO
    assert contenido_de_la_base().keys() == antes.keys()
    for archivo in guardados.carpeta().glob("*.zip"):
        assert contenedor.verificar(archivo)
    automatico.hacer(lambda: AHORA + timedelta(hours=2))
    de_hoy = [hecho for hecho in guardados.automaticos() if hecho.bueno and hecho.momento.day == 26]
    assert len(de_hoy) == 1
    assert contenedor.verificar(anterior[1])


@pytest.mark.parametrize("donde", DE_RESTAURAR)
def test_lo_que_se_estaba_restaurando_no_toca_lo_que_esta_en_uso_y_se_repite(
    anterior: tuple[int, Path],
    tmp_path: Path,
    donde: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    antes, archivo, en_uso = contenido_de_la_base(), anterior[1], instancia()
    nueva, otra = tmp_path / "nueva", tmp_path / "otra"
    monkeypatch.delenv("DATABASE_URL", raising=False)

    fin = matar_en(donde, lambda: restaurar(archivo, nueva))

    entregada = (nueva / "plan.db").exists()
    assert fin.codigo == MUERTO
    assert entregada is (donde == "restaurar.entregado")
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(nueva))
    if entregada:
        assert contenido_de_la_base() == antes
        exigir_sana()
    elif (nueva / "archivos").exists():
        with pytest.raises(ErrorDeDominio, match="No se creó otra encima"):
            migracion.migrar()
        assert not (nueva / "plan.db").exists()
    cerrar()
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(otra))
    restaurar(archivo, otra)
    assert contenido_de_la_base() == antes
    assert PROVISIONAL not in {resto.name for resto in otra.iterdir()}
    assert contenedor.verificar(archivo)
    assert en_uso.exists()


def volver_al_esquema_anterior() -> None:
    with motor().connect().execution_options(escribe=True) as abierta, abierta.begin():
        disparadores.quitar(abierta)
        command.downgrade(migracion._configuracion(abierta), "0001")


@pytest.mark.parametrize("donde", DE_MIGRAR)
def test_una_migracion_cortada_deja_la_base_anterior_y_se_repite(base: str, donde: str) -> None:
    plan_id = una_instalacion()
    volver_al_esquema_anterior()

    fin = matar_en(donde, migracion.migrar)

    assert fin.codigo == MUERTO
    assert migracion.estado().actual == "0001"
    exigir_sana()
    migracion.migrar()
    assert migracion.estado().al_dia
    nombrar(plan_id)


@pytest.mark.parametrize("desde", ["nada", "0001"])
def test_cuatro_procesos_que_migran_a_la_vez_se_turnan(
    desde: str, base: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if desde == "0001":
        una_instalacion()
        volver_al_esquema_anterior()
    elif base.startswith("postgresql"):
        servidor: Postgres = request.getfixturevalue("postgres")
        nombre = f"vacia_{next(servidor.numeros)}"
        servidor.ordenar(f"CREATE DATABASE {nombre}")
        monkeypatch.setenv("DATABASE_URL", servidor.direccion(nombre))
    else:
        monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(tmp_path / "vacia"))

    fines = [hijo.esperar() for hijo in [Hijo(migracion.migrar) for _ in range(4)]]

    assert [fin.codigo for fin in fines] == [0] * 4, fines
    assert migracion.estado().al_dia
    exigir_sana()
    assert len(list((instancia() / "respaldos").glob("antes-de-migrar-*"))) == (desde == "0001")


def test_dos_procesos_respaldan_una_vez(base: str) -> None:
    una_instalacion()

    fines = [hijo.esperar() for hijo in [Hijo(respaldar_el_de_hoy) for _ in range(3)]]

    assert [fin.codigo for fin in fines] == [0] * 3, fines
    assert len(guardados.automaticos()) == 1


def test_un_disco_sin_enlaces_duros_tambien_guarda_respaldos(
    base_local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def negarse(*_: object) -> None:
        raise PermissionError

    una_instalacion()
    monkeypatch.setattr("os.link", negarse)

    hechos = [respaldar.crear().archivo for _ in range(2)]

    assert len(set(hechos)) == 2
    assert all(contenedor.verificar(archivo) for archivo in hechos)


def test_la_copia_que_aparta_una_migracion_cortada_esta_entera(base_local: str) -> None:
    una_instalacion()
    volver_al_esquema_anterior()

    matar_en("migrar.copia_apartada", migracion.migrar)

    [copia] = (instancia() / "respaldos").glob("*.db")
    with closing(sqlite3.connect(copia)) as apartada:
        assert apartada.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert apartada.execute("SELECT count(*) FROM plan").fetchone() == (1,)


def test_el_proceso_bifurcado_cuenta_como_termino(base_local: str) -> None:
    def negarse() -> None:
        raise ErrorDeDominio("No se puede.")

    assert correr(lambda: 7) == (0, "7")
    assert correr(negarse) == (RECHAZO, "No se puede.")
    assert "ZeroDivisionError" in correr(lambda: 1 // 0).dicho
    assert leer_partes(respaldar.crear().archivo)
