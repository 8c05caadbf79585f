"""El menú «Exportar», y lo que la pantalla Importar dice de un archivo que salió de él."""

from io import BytesIO

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from datos import planes, vida_del_plan
from datos.conexion import escritura, lectura
from datos.exportadores import libro
from modelos.actividad import Actividad
from modelos.tabla import tabla_de
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import un_plan
from tests.datos.exportadores.idas_y_vueltas import HOY, exportado


@pytest.fixture(autouse=True)
def octubre(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


def excel(plan_id: int) -> bytes:
    with lectura() as sesion:
        return exportado(sesion, planes.cargar(sesion, plan_id), "excel").contenido


def subir(contenido: bytes) -> AppTest:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=60)
    pagina.switch_page("paginas/importar.py").run()
    pagina.file_uploader(key="archivo_del_plan").upload("plan.xlsx", contenido, "application/zip").run()
    assert not pagina.exception
    return pagina


def dicho(pagina: AppTest) -> str:
    escrito = [elemento.proto.body for elemento in pagina.get("html")]
    return " ".join([*escrito, *(elemento.value for elemento in pagina.markdown)])


def test_mirar_el_cronograma_no_prepara_ningun_archivo() -> None:
    plan_id = un_plan()
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=60)
    pagina.query_params["plan"] = str(plan_id)

    pagina.switch_page("paginas/cronograma.py").run()

    assert not pagina.exception
    assert len(pagina.get("download_button")) == 0


def test_lo_exportado_propone_actualizar_su_plan_y_no_cambia_nada() -> None:
    plan_id = un_plan(1, 3, 1, programado={3: 1})
    un_plan(nombre="Otro")

    pagina = subir(excel(plan_id))

    assert pagina.selectbox(key="destino").value == str(plan_id)
    assert pagina.button(key="importar").disabled
    assert "3 actividades sin cambios" in dicho(pagina)
    assert "El plan cambió después" not in dicho(pagina)


def test_si_el_plan_cambio_despues_de_exportar_se_avisa() -> None:
    plan_id = un_plan(1, 2)
    contenido = excel(plan_id)
    with escritura("Poner en vigencia", plan_id=plan_id) as sesion:
        sesion.execute(tabla_de(Actividad).update().values(meta="10"))

    pagina = subir(contenido)

    assert "El plan cambió después de exportar este documento" in dicho(pagina)
    assert "2 actividades con cambios" in dicho(pagina)


def test_lo_ejecutado_que_alguien_escribio_en_el_excel_no_se_aplica_y_se_dice() -> None:
    plan_id = un_plan(1, 2, programado={3: 1})
    abierto = load_workbook(BytesIO(excel(plan_id)))
    hoja = abierto[libro.LO_EJECUTADO]
    marzo = next(celda.column for celda in hoja[1] if celda.value == "Mar 2026 ejecutado")
    hoja.cell(2, marzo).value = 1
    salida = BytesIO()
    abierto.save(salida)

    pagina = subir(salida.getvalue())

    assert "dice otra cosa de lo ejecutado en 1 mes" in dicho(pagina)
    assert pagina.button(key="importar").disabled


def test_si_el_plan_ya_no_esta_lo_exportado_propone_uno_nuevo_con_su_periodo() -> None:
    plan_id = un_plan(1, 2, programado={3: 1})
    un_plan(nombre="Otro")
    contenido = excel(plan_id)
    with escritura("Borrar", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)

    pagina = subir(contenido)

    assert pagina.selectbox(key="destino").value == "nuevo"
    assert pagina.button(key="importar").label == "Importar 2 actividades"
