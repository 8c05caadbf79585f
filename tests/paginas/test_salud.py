"""La página Salud dice si la instalación está bien, y qué hacer con lo que no; mirarla no escribe."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from datos import integridad, salud
from datos.conexion import instancia, motor
from datos.respaldo import automatico, guardados
from datos.respaldo.guardados import Falla
from tests.apoyo import pantalla
from tests.apoyo.planes import consultas, un_plan
from tests.datos.respaldos import una_instalacion


def ahora() -> datetime:
    return datetime.now().astimezone()


def visible() -> str:
    return pantalla.en_html(pantalla.abrir("instalacion"))


def test_con_todo_bien_no_hay_nada_que_hacer(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=50_000_000_000))
    una_instalacion()
    automatico.hacer(ahora)
    integridad.revisar(ahora)

    cuerpo = visible()

    assert "Todo está bien. No hay nada que hacer." in cuerpo
    assert "Responde y está íntegra." in cuerpo
    assert "50,0 GB libres" in cuerpo
    assert cuerpo.count('<li class="salud-bien">') == 8
    assert "hoy." in cuerpo


def test_sin_respaldo_lo_pide(base_local: str) -> None:
    un_plan()

    cuerpo = visible()

    assert "No hay ninguno verificado." in cuerpo
    assert "Haga uno en la página Respaldo" in cuerpo
    assert '<li class="salud-mal">' in cuerpo


def test_lo_que_fallo_se_dice_hasta_que_resulta(base_local: str) -> None:
    un_plan()
    guardados.anotar_falla(Falla(ahora(), "No se pudo hacer el respaldo: no queda espacio en el disco."))
    assert "El último intento falló: No se pudo hacer el respaldo: no queda espacio" in visible()

    automatico.hacer(ahora)

    assert "falló" not in visible()


def test_una_base_con_filas_sueltas_ofrece_el_ultimo_respaldo_bueno(base_local: str) -> None:
    un_plan()
    hecho = automatico.hacer(ahora)
    assert hecho is not None
    with closing(sqlite3.connect(instancia() / "plan.db")) as suelta:
        suelta.execute("DROP TRIGGER anotar_objetivo_insert")
        suelta.execute("INSERT INTO objetivo (linea_id, orden, nombre) VALUES (999, 0, 'Suelto')")
        suelta.commit()

    cuerpo = visible()

    assert "La base de datos está dañada (hay filas sueltas)" in cuerpo
    assert f"El último respaldo bueno es {hecho.respaldo.archivo.name}" in cuerpo


def test_una_base_que_no_se_puede_leer_tambien_se_revisa(base_local: str, instancia: Path) -> None:
    un_plan()
    motor().dispose()
    (instancia / "plan.db").write_bytes(b"esto no es una base" * 500)

    puntos = salud.revisar(ahora())

    assert puntos[0].medido.startswith("La base de datos está dañada")
    assert len(puntos) == 5


def test_mirarla_no_escribe_ni_cuesta_mas_con_mas_planes(base: str) -> None:
    un_plan(nombre="Uno")
    visible()
    antes = sorted(instancia().rglob("*"))
    with consultas() as con_uno:
        visible()
    for numero in range(4):
        un_plan(nombre=f"Otro {numero}", actividades=10)

    with consultas() as con_cinco:
        visible()

    assert len(con_cinco) == len(con_uno)
    assert not [
        orden for orden in con_cinco if orden.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert sorted(instancia().rglob("*")) == antes


def test_ninguna_pantalla_se_llama_como_una_ruta_del_servidor() -> None:
    """Al recargarla, quien la mira vería la respuesta de la ruta."""
    pantallas = {archivo.stem for archivo in Path("paginas").glob("*.py")}
    codigo = Path("servidor.py").read_text(encoding="utf-8")

    rutas = {ruta.strip("/") for ruta in re.findall(r'Route\("([^"]+)"', codigo)}

    assert rutas == {"salud"}
    assert pantallas.isdisjoint(rutas)
