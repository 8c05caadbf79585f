"""El respaldo que se hace solo: uno por día, verificado, por turnos y sin llenar el disco."""

import json
import logging
import sqlite3
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from datos import turnos
from datos.conexion import instancia, motor
from datos.respaldo import __main__ as comando
from datos.respaldo import automatico, contenedor, guardados, respaldar
from datos.respaldo.guardian import ORDEN, Guardian
from modelos.bitacora import Accion, Cambio
from modelos.errores import ErrorDeDominio
from modelos.respaldos import Politica
from modelos.tabla import tabla_de
from modelos.turno import DURACION
from tests.apoyo.aplicacion import levantar
from tests.apoyo.planes import un_plan
from tests.datos.respaldos import una_instalacion

AHORA = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def a_las(momento: datetime) -> Callable[[], datetime]:
    return lambda: momento


def presentes() -> list[str]:
    return sorted(archivo.name for archivo in guardados.carpeta().glob("*.zip"))


def anotado() -> tuple[int, int]:
    with motor().connect() as abierta:
        return tuple(
            abierta.scalar(select(func.count()).select_from(tabla_de(tabla))) for tabla in (Accion, Cambio)
        )  # type: ignore[return-value]


def test_hace_el_de_hoy_lo_verifica_y_no_lo_repite(base: str) -> None:
    una_instalacion()

    hecho = automatico.hacer(a_las(AHORA))
    otra_vez = automatico.hacer(a_las(AHORA + timedelta(hours=5)))

    assert hecho is not None
    assert otra_vez is None
    assert presentes() == ["automatico-20261126T120000Z.zip"]
    assert contenedor.verificar(hecho.respaldo.archivo).tablas["plan"].filas == 1
    bueno = guardados.ultimo_bueno()
    assert bueno is not None
    assert (bueno.archivo, bueno.cuando) == (hecho.respaldo.archivo, AHORA)


def test_no_es_una_accion_de_nadie(base: str) -> None:
    un_plan()
    antes = anotado()

    automatico.hacer(a_las(AHORA))

    assert anotado() == antes


def test_sin_nada_que_copiar_no_gasta_el_de_hoy(base: str) -> None:
    assert automatico.hacer(a_las(AHORA)) is None
    un_plan()

    assert automatico.hacer(a_las(AHORA + timedelta(hours=1))) is not None


def test_cuatro_procesos_a_la_vez_hacen_uno_solo(base: str) -> None:
    un_plan()

    with ThreadPoolExecutor(4) as procesos:
        hechos = list(procesos.map(lambda _: automatico.hacer(a_las(AHORA)), range(4)))

    assert len([hecho for hecho in hechos if hecho]) == 1
    assert len(presentes()) == 1


def test_un_turno_ajeno_se_respeta_hasta_que_vence(base: str) -> None:
    un_plan()
    assert turnos.tomar("respaldo", "otro", AHORA)

    assert automatico.hacer(a_las(AHORA + DURACION / 2)) is None
    assert automatico.hacer(a_las(AHORA + DURACION)) is not None


def test_un_turno_que_tomo_un_reloj_adelantado_no_detiene_los_respaldos(base: str) -> None:
    un_plan()
    assert turnos.tomar("respaldo", "otro", AHORA + timedelta(days=3000))

    assert automatico.hacer(a_las(AHORA)) is not None


def test_el_turno_se_suelta_aunque_falle_y_se_puede_renovar(base: str) -> None:
    momento = AHORA

    def reloj() -> datetime:
        return momento

    def fallar() -> None:
        with turnos.tener("respaldo", reloj):
            raise ErrorDeDominio("Algo pasó.")

    with pytest.raises(ErrorDeDominio):
        fallar()
    with turnos.tener("respaldo", reloj) as renovar:
        assert renovar is not None
        momento += DURACION * 0.9
        renovar()
        momento += DURACION * 0.9
        assert not turnos.tomar("respaldo", "otro", momento)
        momento += DURACION
        assert turnos.tomar("respaldo", "otro", momento)
        with pytest.raises(ErrorDeDominio, match="Otro proceso tomó el turno"):
            renovar()


def test_los_viejos_dejan_su_lugar_y_los_hechos_a_mano_no_se_tocan(base_local: str) -> None:
    un_plan()
    a_mano = respaldar.crear().archivo

    borrados = []
    for dia in (60, 45, 26, 18, 11, 7, 6, 5, 4, 3, 2, 1, 0):
        hecho = automatico.hacer(a_las(AHORA - timedelta(days=dia)))
        borrados.extend(hecho.borrados if hecho else ["ninguno"])

    assert [nombre[11:19] for nombre in borrados] == ["20261012", "20261119"]
    automaticos = [nombre for nombre in presentes() if nombre != a_mano.name]
    assert a_mano.exists()
    assert [nombre[11:19] for nombre in automaticos] == [
        *("20260927", "20261031", "20261108", "20261115"),
        *("20261120", "20261121", "20261122", "20261123", "20261124", "20261125", "20261126"),
    ]
    constancias = {archivo.name for archivo in guardados.carpeta().glob("*.verificado")}
    assert constancias == {f"{nombre}.verificado" for nombre in automaticos}


def test_lo_que_no_se_lee_como_se_escribio_no_cuenta_y_se_dice(
    base_local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    un_plan()
    automatico.hacer(a_las(AHORA - timedelta(days=1)))

    def cortar(archivo: Path) -> None:
        archivo.write_bytes(archivo.read_bytes()[:-100])

    with monkeypatch.context() as disco:
        disco.setattr(contenedor, "llevar_al_disco", cortar)
        with pytest.raises(ErrorDeDominio, match="Revise el disco de los respaldos"):
            automatico.hacer(a_las(AHORA))

    falla = guardados.ultima_falla()
    assert presentes() == ["automatico-20261125T120000Z.zip"]
    assert falla is not None
    assert falla.cuando == AHORA
    assert automatico.hacer(a_las(AHORA + timedelta(hours=1))) is not None
    assert guardados.ultima_falla() is None


def test_una_base_danada_se_dice_y_los_respaldos_anteriores_quedan(base_local: str) -> None:
    un_plan()
    automatico.hacer(a_las(AHORA - timedelta(days=1)))
    with closing(sqlite3.connect(instancia() / "plan.db")) as suelta:
        suelta.execute("DROP TRIGGER anotar_objetivo_insert")
        suelta.execute("INSERT INTO objetivo (linea_id, orden, nombre) VALUES (999, 0, 'Suelto')")
        suelta.commit()

    with pytest.raises(ErrorDeDominio, match="dañada"):
        automatico.hacer(a_las(AHORA))

    falla = guardados.ultima_falla()
    assert falla is not None
    assert "dañada" in falla.motivo
    assert presentes() == ["automatico-20261125T120000Z.zip"]


def test_un_respaldo_que_cambio_de_tamano_deja_de_ser_bueno(base_local: str) -> None:
    un_plan()
    hecho = automatico.hacer(a_las(AHORA))
    assert hecho is not None

    with hecho.respaldo.archivo.open("ab") as abierto:
        abierto.write(b"x")

    assert guardados.ultimo_bueno() is None
    assert automatico.pendiente(AHORA)


@pytest.mark.parametrize("escrita", ["", "{", "[]", '{"verificado": 3, "tamano": 1}', "\udcff"])
def test_una_constancia_que_no_se_entiende_es_como_si_no_estuviera(base_local: str, escrita: str) -> None:
    un_plan()
    hecho = automatico.hacer(a_las(AHORA))
    assert hecho is not None
    constancia = hecho.respaldo.archivo.with_name(hecho.respaldo.archivo.name + guardados.CONSTANCIA)

    constancia.write_bytes(escrita.encode(errors="surrogateescape"))

    assert guardados.ultimo_bueno() is None


def test_verificar_uno_hecho_a_mano_tambien_deja_constancia(base_local: str, tmp_path: Path) -> None:
    un_plan()
    en_la_carpeta, afuera = respaldar.crear(), respaldar.crear(tmp_path / "pendrive")

    assert guardados.ultimo_bueno() is None
    comando.principal(["verificar", str(en_la_carpeta.archivo)])
    comando.principal(["verificar", str(afuera.archivo)])

    bueno = guardados.ultimo_bueno()
    assert bueno is not None
    assert bueno.archivo == en_la_carpeta.archivo
    assert [archivo.name for archivo in (tmp_path / "pendrive").iterdir()] == [afuera.archivo.name]


@pytest.mark.parametrize(
    ("indicada", "esperada"),
    [
        ("", Politica()),
        ("sí", Politica()),
        ("No", None),
        ("3, 0, 1", Politica(3, 0, 1)),
        ("10", Politica(10)),
    ],
)
def test_la_variable_dice_cuantos_se_conservan(
    indicada: str, esperada: Politica | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(automatico.VARIABLE, indicada)

    assert automatico.politica() == esperada


@pytest.mark.parametrize("indicada", ["quizás", "1,2,3,4", "-1,2,3", "0,0,0", "7;4;12"])
def test_una_variable_que_no_se_entiende_se_dice(indicada: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(automatico.VARIABLE, indicada)

    with pytest.raises(ErrorDeDominio, match="se espera «no», «si» o cuántos"):
        automatico.politica()


def test_desactivado_no_hace_ninguno(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    un_plan()
    monkeypatch.setenv(automatico.VARIABLE, "no")

    assert automatico.hacer(a_las(AHORA)) is None
    assert presentes() == []


def test_el_comando_lo_hace_una_vez(base_local: str, capsys: pytest.CaptureFixture[str]) -> None:
    un_plan()

    assert comando.principal(["automatico"]) == 0
    assert comando.principal(["automatico"]) == 0

    dicho = capsys.readouterr().out.splitlines()
    assert "verificado" in dicho[0]
    assert dicho[1] == "No hay nada que respaldar por ahora."


def esperar(listo: Callable[[], bool]) -> None:
    limite = time.monotonic() + 60
    while not listo() and time.monotonic() < limite:
        time.sleep(0.02)
    assert listo()


def test_el_servidor_respalda_al_partir(base_local: str, tmp_path: Path) -> None:
    un_plan()

    with levantar(instancia(), tmp_path / "registro", {automatico.VARIABLE: ""}) as aplicacion:
        esperar(lambda: guardados.ultimo_bueno() is not None)
        assert httpx.get(f"{aplicacion.direccion}/salud").status_code == 200
        esperar(lambda: "Respaldo automático: Quedó" in aplicacion.registro.read_text(encoding="utf-8"))


def test_el_guardian_reintenta_y_dice_por_que_no_pudo(
    base_local: str, caplog: pytest.LogCaptureFixture
) -> None:
    un_plan()
    guardados.carpeta().write_text("aquí no se puede hacer una carpeta")
    guardian = Guardian(cada=0.05)

    with caplog.at_level(logging.INFO, "planificador"):
        guardian.empezar()
        esperar(lambda: "No se pudo hacer el respaldo" in caplog.text)
        guardados.carpeta().unlink()
        esperar(lambda: "Respaldo automático: Quedó" in caplog.text)
        guardian.detener()

    assert "se reintenta en una hora" in caplog.text
    assert len(presentes()) == 1


def test_detenerlo_a_medio_respaldo_no_deja_nada(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    un_plan()
    archivos = instancia() / "archivos"
    archivos.mkdir()
    (archivos / "grande").write_bytes(b"".join(bytes([n % 251]) * 997 for n in range(60_000)))
    guardian = Guardian()

    guardian.empezar()
    esperar(lambda: bool(list(guardados.carpeta().glob(".*.parcial"))))
    guardian.detener()

    assert list(guardados.carpeta().iterdir()) == []


def test_la_orden_del_guardian_es_la_del_comando(base_local: str) -> None:
    un_plan()
    orden = subprocess.run(ORDEN, capture_output=True, encoding="utf-8")

    assert (orden.returncode, orden.stderr) == (0, "")
    assert json.loads(next(guardados.carpeta().glob("*.verificado")).read_text())["tamano"] > 0
