"""El respaldo copia toda la instalación, en un instante solo y sin detener a nadie."""

import errno
import os
import re
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, insert, select
from sqlmodel import col

from datos import almacen, conexion
from datos.conexion import escritura, instancia, motor
from datos.respaldo import __main__ as comando
from datos.respaldo import contenedor, respaldar, restauracion, volcado
from modelos.actividad import MesActividad
from modelos.bitacora import SIN_RESPALDO, Accion
from modelos.errores import ErrorDeDominio
from modelos.plan import Plan
from modelos.tabla import Tabla
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.esquema import ESQUEMA
from tests.apoyo.planes import un_plan
from tests.datos.respaldos import CONTENIDO, leer_partes, una_instalacion


def test_el_respaldo_trae_todas_las_tablas_y_los_archivos_y_su_manifiesto_los_cuenta(base: str) -> None:
    una_instalacion()

    hecho = respaldar.crear()

    hoja = hecho.manifiesto
    esperadas = {tabla.name for tabla in Tabla.metadata.sorted_tables} - SIN_RESPALDO
    partes = leer_partes(hecho.archivo)
    assert hoja.tablas.keys() == esperadas
    assert hoja.tablas["actividad"].filas == 3
    assert (hoja.esquema, hoja.formato, hoja.archivos) == (ESQUEMA, 1, 1)
    assert hoja.motor == motor().dialect.name
    assert partes.keys() == {*hoja.partes, "manifiesto.json"}
    assert {nombre: almacen.huella(partes[nombre]) for nombre in hoja.partes} == {
        nombre: parte.sha256 for nombre, parte in hoja.partes.items()
    }
    assert CONTENIDO in partes.values()


def test_todo_tipo_de_columna_sabe_ir_a_un_respaldo(base: str) -> None:
    with volcado.foto() as abierta:
        tablas = volcado.tablas(abierta)

    assert {columna.type.python_type for tabla in tablas for columna in tabla.columns} <= volcado.TIPOS


def test_respaldar_no_escribe_en_la_base(base: str) -> None:
    una_instalacion()
    with motor().connect() as abierta:
        antes = abierta.scalar(select(func.count()).select_from(Accion))

    respaldar.crear()

    with motor().connect() as abierta:
        assert abierta.scalar(select(func.count()).select_from(Accion)) == antes


def _mover_una_unidad(plan_id: int, de: int, a: int) -> None:
    """Pasa una unidad programada de un mes a otro: la suma del plan no cambia nunca."""
    with escritura("Mover", plan_id=plan_id) as sesion:
        meses = {fila.mes: fila for fila in sesion.scalars(select(MesActividad))}
        if meses[de].programado:
            meses[de].programado -= 1
            meses[a].programado += 1


def test_un_respaldo_hecho_mientras_cinco_personas_escriben_es_de_un_solo_instante(
    base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = un_plan(actividades=1, programado=dict.fromkeys(range(1, 7), 100))
    basta = Event()

    def escribir(numero: int) -> int:
        veces = 0
        while not basta.is_set():
            _mover_una_unidad(plan_id, numero, 6)
            veces += 1
        return veces

    with ThreadPoolExecutor(5) as personas:
        escritores = [personas.submit(escribir, numero) for numero in range(1, 6)]
        try:
            archivos = [respaldar.crear().archivo for _ in range(3)]
        finally:
            basta.set()
        escritas = sum(escritor.result() for escritor in escritores)

    assert escritas > 5
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for numero, archivo in enumerate(archivos):
        monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(tmp_path / f"copia-{numero}"))
        restauracion.restaurar(archivo, tmp_path / f"copia-{numero}")
        with motor().connect() as abierta:
            suma = abierta.scalar(select(func.sum(MesActividad.programado)))
            version = abierta.scalar(select(col(Plan.version)))
            acciones = abierta.scalar(select(func.count()).select_from(Accion))
        assert (suma, version) == (600, acciones)


def test_el_nombre_dice_de_quien_es_y_cuando_se_hizo(base_local: str) -> None:
    una_instalacion()

    primero, segundo = respaldar.crear().archivo, respaldar.crear().archivo

    forma = r"respaldo-municipalidad-de-nunoa-y-macul-\d{4}-\d\d-\d\d-\d{4}(-2)?\.zip"
    assert re.fullmatch(forma, primero.name)
    assert re.fullmatch(forma, segundo.name)
    assert primero != segundo
    assert primero.parent == instancia() / "respaldos"


@pytest.mark.parametrize(
    ("municipalidades", "nombre"),
    [
        ([], "sin-planes"),
        (["Ñuñoa", "Macul"], "varias-municipalidades"),
        (["../../etc/passwd"], "etc-passwd"),
        (["市政府"], "municipalidad"),
        (["a" * 300], "a" * 60),
    ],
)
def test_el_nombre_sirve_en_cualquier_sistema(municipalidades: list[str], nombre: str) -> None:
    assert respaldar._dueno(municipalidades) == nombre


def test_un_zip_que_ya_existe_no_se_reemplaza(base_local: str, tmp_path: Path) -> None:
    anterior = tmp_path / "lunes.zip"
    anterior.write_text("el del lunes")

    with pytest.raises(ErrorDeDominio, match="no se reemplazó"):
        respaldar.crear(anterior)

    assert anterior.read_text() == "el del lunes"


class Corte(Exception):
    """Algo que interrumpe el respaldo."""


def test_un_respaldo_interrumpido_no_deja_nada(base_local: str) -> None:
    una_instalacion()

    def cortar(hecho: float, texto: str) -> None:
        if "archivos" in texto:
            raise Corte

    with pytest.raises(Corte):
        respaldar.crear(avisar=cortar)

    assert list((instancia() / "respaldos").iterdir()) == []


def test_se_lleva_lo_que_dejo_un_proceso_muerto_y_no_lo_de_uno_vivo(base_local: str) -> None:
    carpeta = instancia() / "respaldos"
    carpeta.mkdir()
    muerto, vivo = carpeta / ".ayer.parcial", carpeta / ".ahora.parcial"
    muerto.write_text("a medias")
    vivo.write_text("a medias")
    os.utime(muerto, (0, 0))

    hecho = respaldar.crear()

    assert set(carpeta.iterdir()) == {hecho.archivo, vivo}


def test_varias_personas_respaldan_en_el_mismo_minuto(base: str) -> None:
    una_instalacion()

    with ThreadPoolExecutor(4) as personas:
        hechos = list(personas.map(lambda _: respaldar.crear().archivo, range(4)))

    assert len(set(hechos)) == 4
    assert [contenedor.verificar(archivo).filas for archivo in hechos] == [
        contenedor.verificar(hechos[0]).filas
    ] * 4


def test_un_disco_lleno_se_dice_y_no_deja_nada(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def llenarse(_archivo: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(contenedor, "llevar_al_disco", llenarse)

    with pytest.raises(ErrorDeDominio, match="no queda espacio en el disco"):
        respaldar.crear()

    assert list((instancia() / "respaldos").iterdir()) == []


def test_el_progreso_avanza_hasta_el_final(base_local: str) -> None:
    una_instalacion()
    avance: list[float] = []

    respaldar.crear(avisar=lambda hecho, _: avance.append(hecho))

    assert avance == sorted(avance)
    assert avance[-1] == 1


def test_dice_que_documentos_faltan_y_que_archivos_altero_el_disco(base: str) -> None:
    una_instalacion()
    [guardado] = [ruta for ruta in (instancia() / "archivos").rglob("*") if ruta.is_file()]
    guardado.write_bytes(b"otra cosa")

    alterado = respaldar.crear().manifiesto
    guardado.unlink()
    faltante = respaldar.crear().manifiesto

    assert alterado.archivos_alterados == [guardado.relative_to(instancia()).as_posix()]
    assert faltante.documentos_faltantes == ["plan «2026».csv"]
    assert faltante.archivos_alterados == []
    assert faltante.advertencias == ["Falta en el disco el documento «plan «2026».csv»."]


def test_un_archivo_a_medio_guardar_y_un_enlace_no_se_copian(base_local: str, tmp_path: Path) -> None:
    una_instalacion()
    secreto = tmp_path / "secreto"
    secreto.write_text("de otra carpeta")
    (instancia() / "archivos" / "tmpabc.parcial").write_text("a medias")
    (instancia() / "archivos" / "enlace").symlink_to(secreto)

    assert respaldar.crear().manifiesto.archivos == 1


def test_sin_base_no_hay_respaldo_ni_se_crea_una(instancia: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="No hay una base de datos"):
        respaldar.crear()

    assert not (instancia / "plan.db").exists()


def test_una_base_danada_no_se_respalda_como_si_estuviera_bien(base_local: str) -> None:
    un_plan()
    conexion.cerrar()
    with closing(sqlite3.connect(instancia() / "plan.db")) as suelta:
        suelta.execute("DROP TRIGGER anotar_objetivo_insert")
        suelta.execute("INSERT INTO objetivo (linea_id, orden, nombre) VALUES (999, 0, 'Suelto')")
        suelta.commit()

    with pytest.raises(ErrorDeDominio, match="dañada"):
        respaldar.crear()

    assert list(instancia().glob("respaldos/*")) == []


@pytest.fixture
def memoria() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_ni_la_base_ni_los_archivos_pasan_enteros_por_la_memoria(base: str, memoria: None) -> None:
    accion = Tabla.metadata.tables["accion"]
    fila = {"cuando": datetime.now(UTC), "quien": "usuario local", "descripcion": "x" * 10_000}
    with motor().begin() as abierta:
        for _ in range(8):
            abierta.execute(insert(accion), [fila] * 500)
    almacen.guardar(bytes(40_000_000))
    tracemalloc.reset_peak()
    antes = tracemalloc.get_traced_memory()[0]

    hoja = respaldar.crear().manifiesto

    assert hoja.tamano > 80_000_000
    assert tracemalloc.get_traced_memory()[1] - antes < 25_000_000


def test_el_comando_sin_nada_mas_crea_el_respaldo(base_local: str) -> None:
    una_instalacion()

    corrida = subprocess.run(
        [sys.executable, "-m", "datos.respaldo"],
        cwd=RAIZ,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )

    [archivo] = (instancia() / "respaldos").iterdir()
    assert (corrida.returncode, corrida.stderr) == (0, "")
    assert f"Respaldo en {archivo}" in corrida.stdout
    assert f"{len(Tabla.metadata.tables) - len(SIN_RESPALDO)} tablas con" in corrida.stdout
    assert "y 1 archivo (" in corrida.stdout


def test_el_comando_crea_verifica_y_restaura(
    base_local: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    una_instalacion()
    archivo, nueva = tmp_path / "lunes.zip", tmp_path / "nueva"

    codigos = [
        comando.principal(["crear", str(archivo)]),
        comando.principal(["verificar", str(archivo)]),
        comando.principal(["restaurar", str(archivo), str(nueva)]),
    ]

    dicho = capsys.readouterr().out
    assert codigos == [0, 0, 0]
    assert "El respaldo está completo y sin alteraciones." in dicho
    assert f"PLANIFICADOR_INSTANCIA={nueva}" in dicho
    assert (nueva / "plan.db").is_file()


def test_el_comando_que_no_puede_lo_dice_en_una_linea_y_termina_en_1(
    base_local: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cortado = tmp_path / "cortado.zip"
    cortado.write_bytes(b"PK")
    ocupada = tmp_path / "archivo"
    ocupada.write_text("no es una carpeta")

    codigos = [
        comando.principal(["verificar", str(cortado)]),
        comando.principal(["verificar", str(tmp_path / "ninguno.zip")]),
        comando.principal(["crear", str(ocupada / "dentro")]),
    ]

    dicho = capsys.readouterr()
    assert codigos == [1, 1, 1]
    assert dicho.out == ""
    assert [linea.partition(":")[0].partition(str(tmp_path))[0] for linea in dicho.err.splitlines()] == [
        "El respaldo está cortado o dañado",
        "No existe el archivo ",
        "No se pudo hacer el respaldo en ",
    ]


def test_el_comando_mal_escrito_termina_en_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as salida:
        comando.principal(["restaurar"])

    assert salida.value.code == 2


def test_una_base_que_no_responde_se_explica(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://plan@127.0.0.1:1/nada")

    assert comando.principal([]) == 1
    assert capsys.readouterr().err.startswith("No se pudo hacer el respaldo: la base de datos no responde.")
