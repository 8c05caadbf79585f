"""Importar con dos pestañas a la vez: nadie guarda dos veces ni aplica lo que no alcanzó a ver."""

from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from datos import planes
from datos.conexion import escritura, lectura
from datos.exportadores import libro
from modelos.actividad import Actividad
from modelos.tabla import tabla_de
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import leer, un_plan
from tests.datos.exportadores.idas_y_vueltas import exportado

TABLA = (
    "PLAN DE PRUEBA 2026\nMunicipalidad de Prueba\n\nLínea\tObjetivo\tActividad\tMar\n"
    "Agua\tAhorrar\tTaller uno\tX\nSuelo\tCuidar\tTaller dos\tX\n"
)


@pytest.fixture(autouse=True)
def octubre(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


def subir(nombre: str, contenido: bytes) -> AppTest:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=60)
    pagina.switch_page("paginas/importar.py").run()
    pagina.file_uploader(key="archivo_del_plan").upload(nombre, contenido, "application/zip").run()
    assert not pagina.exception
    return pagina


def importar(pagina: AppTest) -> None:
    pagina.button(key="importar").click().run()
    assert not pagina.exception


def cuantos_planes() -> int:
    with lectura() as sesion:
        return len(planes.listar(sesion))


def renombrar(plan_id: int, antes: str, despues: str) -> None:
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        actividad = tabla_de(Actividad)
        de_ese_nombre = actividad.c.nombre == antes
        sesion.execute(actividad.update().where(de_ese_nombre).values(nombre=despues))


def un_excel_corregido(plan_id: int, carpeta: Path) -> bytes:
    """El exportado, con otro nombre para la primera actividad."""
    archivo = carpeta / "plan.xlsx"
    with lectura() as sesion:
        archivo.write_bytes(exportado(sesion, planes.cargar(sesion, plan_id), "excel").contenido)
    abierto = load_workbook(archivo)
    hoja = abierto[libro.CRONOGRAMA]
    [columna] = [celda.column for celda in hoja[1] if celda.value == "Actividad"]
    hoja.cell(2, columna).value = "Feria de la energía"
    abierto.save(archivo)
    return archivo.read_bytes()


def nombres(plan_id: int) -> list[str]:
    return [actividad.nombre for actividad in leer(plan_id).actividades]


def test_el_mismo_documento_en_dos_pestanas_no_deja_el_plan_dos_veces_sin_decirlo() -> None:
    una, otra = subir("plan.txt", TABLA.encode()), subir("plan.txt", TABLA.encode())
    importar(una)

    importar(otra)
    avisado, guardados = otra.error[0].value, cuantos_planes()
    importar(otra)

    assert "ya hay un plan «Plan de Prueba 2026», de 2026" in avisado
    assert guardados == 1
    assert cuantos_planes() == 2  # lo pidió otra vez, ya sabiéndolo


def test_lo_que_otra_persona_cambio_mientras_se_revisaba_no_se_revierte_sin_verlo(tmp_path: Path) -> None:
    plan_id = un_plan(1, 3)
    pagina = subir("plan.xlsx", un_excel_corregido(plan_id, tmp_path))
    assert pagina.button(key="importar").label == "Aplicar 1 cambio"
    renombrar(plan_id, "Actividad 3", "Actividad 3, corregida")

    importar(pagina)

    assert "El plan cambió mientras usted revisaba" in pagina.error[0].value
    assert nombres(plan_id) == ["Actividad 1", "Actividad 2", "Actividad 3, corregida"]
    assert not pagina.run().error


def test_si_otra_pestana_ya_aplico_los_mismos_cambios_se_dice(tmp_path: Path) -> None:
    plan_id = un_plan(1, 3)
    corregido = un_excel_corregido(plan_id, tmp_path)
    una, otra = subir("plan.xlsx", corregido), subir("plan.xlsx", corregido)
    importar(una)

    importar(otra)

    assert "El plan cambió mientras usted revisaba" in otra.error[0].value
    assert nombres(plan_id) == ["Feria de la energía", "Actividad 2", "Actividad 3"]
