"""La página de respaldo hace la copia, la ofrece y explica lo demás."""

import html
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from datos import instalacion, migracion
from datos.conexion import instancia, motor
from datos.respaldo import contenedor, respaldar
from paginas.componentes.respaldo import respaldos
from paginas.componentes.respaldo.respaldos import CUANTOS, ordenes
from tests.apoyo import pantalla
from tests.apoyo.esquema import ESQUEMA
from tests.apoyo.planes import consultas, un_plan
from tests.datos.respaldos import una_instalacion


def abrir() -> AppTest:
    return pantalla.abrir("respaldo")


def en_html(pagina: AppTest) -> str:
    return html.unescape("".join(elemento.proto.body for elemento in pagina.get("html")))


def test_un_clic_hace_el_respaldo_y_lo_ofrece(base: str) -> None:
    una_instalacion()
    pagina = abrir()
    assert "Aún no hay ninguno" in en_html(pagina)

    pagina.button(key="hacer_respaldo").click().run()

    assert not pagina.exception
    [archivo] = (instancia() / "respaldos").glob("*.zip")
    assert contenedor.verificar(archivo).tablas["plan"].filas == 1
    assert archivo.name in en_html(pagina)
    assert "Hecho a mano, verificado" in en_html(pagina)
    assert "1 plan, 1 documento" in "".join(marca.value for marca in pagina.markdown)
    assert {boton.key for boton in pagina.get("download_button")} == {"bajar_hecho", "bajar_0"}


def test_lo_hecho_se_baja_solo_una_vez(base_local: str) -> None:
    pagina = abrir()

    pagina.button(key="hacer_respaldo").click().run()
    al_hacerlo = en_html(pagina)
    pagina.run()

    assert "boton.click()" in al_hacerlo
    assert "boton.click()" not in en_html(pagina)
    assert "bajar_hecho" in {boton.key for boton in pagina.get("download_button")}


def test_lo_que_no_cabe_en_la_memoria_se_copia_de_su_carpeta(
    base_local: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(respaldos, "TAMANO_DESCARGABLE", 10)
    pagina = abrir()

    pagina.button(key="hacer_respaldo").click().run()

    assert pagina.get("download_button") == []
    assert f"Cópielo de {instancia() / 'respaldos'}." in en_html(pagina)
    assert "boton.click()" not in en_html(pagina)


def test_lo_que_falta_en_el_disco_se_dice(base_local: str) -> None:
    una_instalacion()
    for guardado in (instancia() / "archivos").rglob("*"):
        guardado.unlink() if guardado.is_file() else None
    pagina = abrir()

    pagina.button(key="hacer_respaldo").click().run()

    assert [aviso.value for aviso in pagina.warning] == ["Falta en el disco el documento «plan «2026».csv»."]


def test_una_base_danada_se_explica_y_no_se_ofrece_nada(base_local: str) -> None:
    pagina = abrir()
    with closing(sqlite3.connect(instancia() / "plan.db")) as suelta:
        suelta.execute("DROP TRIGGER anotar_objetivo_insert")
        suelta.execute("INSERT INTO objetivo (linea_id, orden, nombre) VALUES (999, 0, 'Suelto')")
        suelta.commit()

    pagina.button(key="hacer_respaldo").click().run()

    assert "dañada" in pagina.error[0].value
    assert pagina.get("download_button") == []


def test_dice_donde_estan_los_datos_y_como_se_restaura(base: str) -> None:
    una_instalacion()
    pagina = abrir()

    cuerpo = en_html(pagina)

    assert str(instancia().resolve()) in cuerpo
    assert ("PostgreSQL" if motor().dialect.name == "postgresql" else "SQLite") in cuerpo
    assert "1 archivo (" in cuerpo
    assert str(ESQUEMA) in cuerpo
    assert '-m datos.respaldo restaurar "RESPALDO.zip"' in pagina.code[0].value
    archivo = respaldar.crear().archivo
    assert f'restaurar "{archivo.resolve()}"' in abrir().code[0].value


def test_una_clave_de_la_base_no_se_muestra(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://plan:secreta@servidor/municipio")

    assert instalacion._base() == "«municipio» en servidor"


def test_una_carpeta_sincronizada_se_advierte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carpeta = tmp_path / "OneDrive - Municipalidad" / "instancia"
    carpeta.mkdir(parents=True)
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(carpeta))
    migracion.migrar()

    pagina = abrir()

    assert "OneDrive" in pagina.warning[0].value


def test_se_muestran_los_mas_nuevos_y_las_bases_apartadas(base_local: str) -> None:
    carpeta = instancia() / "respaldos"
    carpeta.mkdir()
    (carpeta / "antes-de-migrar-0001-20260101T000000Z.db").write_bytes(b"x" * 2_000_000)
    for _ in range(CUANTOS):
        respaldar.crear()

    pagina = abrir()

    assert "Se muestran los 10 más nuevos de 11." in en_html(pagina)
    assert "antes-de-migrar" not in en_html(pagina)
    for archivo in list(carpeta.glob("*.zip"))[:2]:
        archivo.unlink()
    cuerpo = en_html(abrir())
    assert "Apartado antes de cambiar de versión · 2,0\N{NO-BREAK SPACE}MB" in cuerpo


def test_mirar_la_pagina_no_escribe_y_cuesta_lo_mismo_con_mas_planes(base: str) -> None:
    un_plan(nombre="Uno")
    abrir()
    with consultas() as con_uno:
        abrir()
    for numero in range(5):
        un_plan(nombre=f"Otro {numero}", actividades=20)

    with consultas() as con_seis:
        abrir()

    assert len(con_seis) == len(con_uno)
    assert not [
        orden for orden in con_seis if orden.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]


@pytest.mark.parametrize(("sistema", "arranque"), [("nt", "py iniciar.py"), ("posix", "python3 iniciar.py")])
def test_las_ordenes_son_las_del_sistema(sistema: str, arranque: str) -> None:
    escritas = ordenes("/discos/lunes.zip", Path("/datos/mi carpeta-restaurada"), sistema)

    assert escritas[0].startswith("cd ")
    assert escritas[-1].endswith(arranque)
    assert '"/discos/lunes.zip"' in escritas[1]
    assert sum('mi carpeta-restaurada"' in orden for orden in escritas) == 2
