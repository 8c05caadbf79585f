"""El registro: una línea JSON por suceso, en UTC, sin datos de nadie, y que no se cae con el disco."""

import json
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from streamlit import logger as de_streamlit

import sucesos
from datos.conexion import escritura
from modelos.plan import Municipalidad
from sucesos import ArchivoDelDia, EnJson
from tests.apoyo.bifurcado import Hijo

registro = logging.getLogger("planificador")


@pytest.fixture(autouse=True)
def como_estaba() -> Iterator[None]:
    """Los canales de pytest vuelven a su lugar."""
    raiz = logging.getLogger()
    canales, nivel, poner = list(raiz.handlers), raiz.level, de_streamlit.setup_formatter
    yield
    for canal in raiz.handlers:
        canal.close() if canal not in canales else None
    raiz.handlers[:], raiz.level = canales, nivel
    de_streamlit.setup_formatter = poner
    for suyo in de_streamlit._loggers.values():
        suyo.propagate = False
        poner(suyo)


def leidos(carpeta: Path) -> list[dict[str, Any]]:
    return [
        json.loads(linea)
        for archivo in sorted(carpeta.glob("*.jsonl"))
        for linea in archivo.read_text(encoding="utf-8").splitlines()
    ]


def test_cada_suceso_es_una_linea_en_utc_en_el_archivo_del_dia(instancia: Path) -> None:
    sucesos.preparar()

    registro.warning("Quedan %d MB\nlibres", 12)

    [suceso] = leidos(instancia / "registros")
    momento = datetime.fromisoformat(suceso["momento"])
    assert momento.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - momento) < timedelta(minutes=1)
    assert (suceso["nivel"], suceso["origen"], suceso["suceso"]) == (
        *("WARNING", "planificador"),
        "Quedan 12 MB libres",
    )
    assert (instancia / "registros" / f"{momento:%Y-%m-%d}.jsonl").exists()


def test_una_falla_lleva_su_traza_y_ni_un_dato(instancia: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sucesos.preparar()
    try:
        try:
            {"": 0}["Juana Soto, 12.345.678-9"]
        except KeyError as error:
            clave = "secretísima"
            raise ValueError(f"No se entendió «{clave}» de juana@muni.cl") from error
    except ValueError as falla:
        registro.error("Falla %s en una pantalla", "a1b2c3", exc_info=falla)

    escrito = next((instancia / "registros").iterdir()).read_text(encoding="utf-8")
    [suceso] = leidos(instancia / "registros")
    assert suceso["suceso"] == "Falla a1b2c3 en una pantalla"
    assert suceso["falla"]["tipo"] == "ValueError"
    assert suceso["falla"]["causa"]["tipo"] == "KeyError"
    assert suceso["falla"]["traza"][0].startswith("tests/test_sucesos.py:")
    for reservado in ("Juana", "12.345", "secretísima", "juana@", str(Path.cwd())):
        assert reservado not in escrito
    en_la_ventana = capsys.readouterr().err
    assert "Falla a1b2c3 en una pantalla" in en_la_ventana
    assert "Traceback" not in en_la_ventana
    assert "Juana" not in en_la_ventana


def test_lo_que_la_base_rechaza_no_lleva_lo_que_se_iba_a_guardar(base: str, instancia: Path) -> None:
    sucesos.preparar()
    try:
        with escritura("Repetir") as sesion:
            for _ in range(2):
                sesion.add(Municipalidad(id=7, nombre="Juana Soto", pais="Chile"))
                sesion.flush()
                sesion.expunge_all()
    except IntegrityError as falla:
        registro.error("No se pudo", exc_info=falla)

    [suceso] = [leido for leido in leidos(instancia / "registros") if leido["nivel"] == "ERROR"]
    assert suceso["falla"]["tipo"] == "IntegrityError"
    assert "Juana" not in json.dumps(suceso, ensure_ascii=False)


def test_lo_de_streamlit_va_al_mismo_lugar(instancia: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sucesos.preparar()

    de_streamlit.get_logger("streamlit.runtime.algo_nuevo").error("Algo pasó")

    assert [leido["origen"] for leido in leidos(instancia / "registros")] == ["streamlit.runtime.algo_nuevo"]
    assert capsys.readouterr().err.count("Algo pasó") == 1


def test_por_la_salida_estandar_no_hay_archivo(
    instancia: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(sucesos.VARIABLE, "-")
    sucesos.preparar()

    registro.info("Hola")

    assert json.loads(capsys.readouterr().out)["suceso"] == "Hola"
    assert not (instancia / "registros").exists()


def suceso_del(dia: datetime, dicho: str = "Hola") -> logging.LogRecord:
    suceso = logging.LogRecord("planificador", logging.INFO, __file__, 1, dicho, None, None)
    suceso.created = dia.timestamp()
    return suceso


@pytest.fixture
def archivo(tmp_path: Path) -> Iterator[ArchivoDelDia]:
    creado = ArchivoDelDia(tmp_path / "registros")
    creado.setFormatter(EnJson())
    yield creado
    creado.close()


def test_se_conservan_los_treinta_dias_mas_recientes_y_lo_ajeno(
    archivo: ArchivoDelDia, tmp_path: Path
) -> None:
    carpeta = tmp_path / "registros"
    carpeta.mkdir()
    (carpeta / "notas.txt").write_text("de otra persona")
    primero = datetime(2026, 1, 1, tzinfo=UTC)

    for dia in range(40):
        archivo.emit(suceso_del(primero + timedelta(days=dia)))

    nombres = sorted(escrito.name for escrito in carpeta.iterdir())
    assert nombres[0] == "2026-01-11.jsonl"
    assert len(nombres) == 30 + 1
    assert nombres[-1] == "notas.txt"


def test_un_reloj_que_retrocede_escribe_en_su_dia(archivo: ArchivoDelDia, tmp_path: Path) -> None:
    hoy = datetime(2026, 11, 26, tzinfo=UTC)

    archivo.emit(suceso_del(hoy, "uno"))
    archivo.emit(suceso_del(hoy - timedelta(days=400), "dos"))
    archivo.emit(suceso_del(hoy, "tres"))

    assert [leido["suceso"] for leido in leidos(tmp_path / "registros")] == ["dos", "uno", "tres"]


def test_una_falla_que_se_repite_no_llena_el_disco(
    archivo: ArchivoDelDia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sucesos, "TOPE", 1000)

    for _ in range(100):
        archivo.emit(suceso_del(datetime(2026, 11, 26, tzinfo=UTC), "x" * 100))

    assert (tmp_path / "registros" / "2026-11-26.jsonl").stat().st_size < 1500


def test_sin_donde_escribir_no_se_detiene_nada_y_despues_sigue(
    archivo: ArchivoDelDia, tmp_path: Path
) -> None:
    (tmp_path / "registros").write_text("aquí no se puede hacer una carpeta")
    hoy = datetime(2026, 11, 26, tzinfo=UTC)

    archivo.emit(suceso_del(hoy, "se pierde"))
    (tmp_path / "registros").unlink()
    archivo.emit(suceso_del(hoy, "\udcff vuelve"))

    assert [leido["suceso"] for leido in leidos(tmp_path / "registros")] == ["\udcff vuelve"]


def test_las_lineas_de_dos_procesos_no_se_mezclan(instancia: Path) -> None:
    def escribir() -> None:
        sucesos.preparar()
        for numero in range(200):
            registro.info("%s %d", "x" * 2000, numero)

    for hijo in [Hijo(escribir) for _ in range(3)]:
        assert hijo.esperar().codigo == 0

    assert len(leidos(instancia / "registros")) == 600


def test_los_parametros_de_una_consulta_no_van_en_el_error(base: str) -> None:
    with pytest.raises(Exception, match="no_existe") as falla, escritura("Mal") as sesion:
        sesion.execute(text("SELECT no_existe FROM plan WHERE nombre = :nombre"), {"nombre": "Juana Soto"})

    assert "Juana Soto" not in str(falla.value)


@pytest.mark.skipif(os.name == "nt", reason="En Windows los permisos son otros")
def test_el_archivo_no_lo_lee_cualquiera(archivo: ArchivoDelDia, tmp_path: Path) -> None:
    archivo.emit(suceso_del(datetime(2026, 11, 26, tzinfo=UTC)))

    assert (tmp_path / "registros" / "2026-11-26.jsonl").stat().st_mode & 0o007 == 0
