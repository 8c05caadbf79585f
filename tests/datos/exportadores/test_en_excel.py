"""El libro de Excel: lo que trae, cómo se lee e imprime, y que nada escrito por una persona se calcula."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]

from datos.aportes import agregar
from datos.conexion import escritura, lectura
from datos.exportadores import libro
from datos.importacion import ArchivoFuente
from datos.planes import cargar
from modelos.errores import ErrorDeDominio
from modelos.importacion.reimportacion import Clase
from modelos.participacion import TipoAporte
from modelos.plan import Firma
from tests.apoyo.planes import un_plan
from tests.datos.exportadores.idas_y_vueltas import diferencias, exportado, leido


@pytest.fixture
def plan_id(base_local: str) -> int:
    """Un plan con meses, un responsable, un aporte, una firma y un nombre que es una fórmula."""
    creado = un_plan(2, 4, 1, programado={3: 2}, nombre='=HYPERLINK("http://ejemplo.cl")')
    with escritura("Completar", plan_id=creado) as sesion:
        linea = next(iter(cargar(sesion, creado).lineas))
        agregar(sesion, creado, linea.id, TipoAporte.ACUERDO, ["+Árboles", "@Plaza"])
        sesion.add(Firma(plan_id=creado, orden=1, accion="Elaboró", nombre="-La encargada", cargo="=1+1"))
    return creado


def contenido(plan_id: int, formato: str = "excel") -> bytes:
    with lectura() as sesion:
        return exportado(sesion, cargar(sesion, plan_id), formato).contenido


def abierto(plan_id: int) -> Workbook:
    return load_workbook(BytesIO(contenido(plan_id)))


def test_el_plan_sus_aportes_y_sus_firmas_vuelven_iguales(plan_id: int) -> None:
    with lectura() as sesion:
        plan = cargar(sesion, plan_id)
        borrador = leido(exportado(sesion, plan, "excel"))

        assert diferencias(sesion, plan, borrador) == []
    assert borrador.plan.titulo == '=HYPERLINK("http://ejemplo.cl")'
    assert [(a.tipo, a.linea, a.texto) for a in borrador.participacion] == [
        ("acuerdo", "Línea 1", "+Árboles"),
        ("acuerdo", "Línea 1", "@Plaza"),
    ]
    assert [(f.accion, f.nombre, f.cargo) for f in borrador.firmas] == [("Elaboró", "-La encargada", "=1+1")]
    assert borrador.exportado is not None
    assert borrador.exportado.version == plan.version


def test_un_aporte_reescrito_del_todo_es_un_cambio_de_su_texto(plan_id: int) -> None:
    libro_ = abierto(plan_id)
    hoja = libro_[libro.PARTICIPACION]
    assert hoja["D2"].value == "+Árboles"
    hoja["D2"].value = "Riego para la plaza nueva"
    salida = BytesIO()
    libro_.save(salida)

    with lectura() as sesion:
        borrador = leido(ArchivoFuente("editado.xlsx", salida.getvalue()))
        [cambio] = diferencias(sesion, cargar(sesion, plan_id), borrador)

    assert (cambio.clase, cambio.campo, cambio.antes) == (Clase.CAMBIADA, "texto", "+Árboles")
    assert not cambio.parecido


def test_ninguna_celda_es_una_formula(plan_id: int) -> None:
    with ZipFile(BytesIO(contenido(plan_id))) as paquete:
        hojas = [paquete.read(n).decode() for n in paquete.namelist() if n.startswith("xl/worksheets/sheet")]

    assert len(hojas) == 6
    assert not any(re.search(r"<f[ >]", hoja) for hoja in hojas)


def test_ninguna_celda_de_un_csv_se_calcula(plan_id: int) -> None:
    celdas = re.split(r"[;\r\n]+", contenido(plan_id, "csv").decode("utf-8-sig"))

    assert not any(celda.lstrip('" ').startswith(("=", "+", "-", "@", "\t")) for celda in celdas)


def test_los_titulos_quedan_fijos_y_se_repiten_en_cada_hoja_impresa(plan_id: int) -> None:
    hoja = abierto(plan_id)[libro.CRONOGRAMA]

    assert hoja.freeze_panes == "F2"
    assert hoja["E1"].value == "Actividad"
    assert hoja.column_dimensions["A"].hidden
    assert hoja.print_title_rows == "$1:$1"
    assert hoja.page_setup.orientation == "landscape"
    assert hoja.sheet_properties.pageSetUpPr.fitToPage
    assert hoja.page_setup.fitToHeight == 0  # tantas hojas como haga falta, y una de ancho
    assert "25-11-2026" in hoja.oddFooter.left.text
    assert hoja.print_area == "'Cronograma'!$A$1:$S$5"


def test_cada_columna_admite_lo_suyo(plan_id: int) -> None:
    validaciones = abierto(plan_id)[libro.CRONOGRAMA].data_validations.dataValidation
    por_celda = {str(v.sqref).split(":")[0]: v for v in validaciones}

    assert (por_celda["H2"].type, por_celda["H2"].operator, por_celda["H2"].formula1) == (
        "whole",
        "greaterThanOrEqual",
        "0",
    )
    assert por_celda["B2"].formula1 == "Listas!$A$2:$A$3"
    assert por_celda["S2"].formula1 == "Listas!$C$2:$C$2"
    assert not por_celda["S2"].showErrorMessage


def test_un_texto_que_no_cabe_en_una_celda_se_dice_y_no_se_corta(base_local: str) -> None:
    with pytest.raises(ErrorDeDominio, match="tiene más letras de las que Excel admite"):
        contenido(un_plan(nombre="larguísimo " * 3000))


@pytest.mark.parametrize("formato", ["excel", "word", "csv"])
def test_un_plan_sin_actividades_tambien_se_exporta(base_local: str, formato: str) -> None:
    assert contenido(un_plan(1, 0), formato)


def test_lo_ejecutado_va_en_su_hoja_protegida(plan_id: int) -> None:
    hoja = abierto(plan_id)[libro.LO_EJECUTADO]

    assert hoja.protection.sheet
    assert hoja["D1"].value == "Ene 2026 ejecutado"


def test_la_ficha_dice_de_que_plan_y_cuando_salio(plan_id: int) -> None:
    ficha = {fila[0].value: fila[1].value for fila in abierto(plan_id)[libro.PLAN].iter_rows(min_row=2)}

    assert ficha["Municipalidad"].startswith("Municipalidad de =HYPERLINK")
    assert ficha["Exportado el"] == f"{date(2026, 11, 25):%d-%m-%Y}"
    assert (ficha["Primer mes"], ficha["Último mes"]) == ("enero de 2026", "diciembre de 2026")


def test_un_nombre_que_comienza_con_un_numero_no_cambia_el_tamano_de_la_letra(base_local: str) -> None:
    libro_escrito = abierto(un_plan(nombre="2026 & más"))

    pie = libro_escrito[libro.CRONOGRAMA].oddFooter.left

    assert (pie.size, pie.text.strip().startswith("2026 &")) == (8, True)
