"""Pruebas del lector de Excel."""

from datetime import datetime
from io import BytesIO

import openpyxl  # type: ignore[import-untyped]
import xlsxwriter

from datos.importadores.documento import Celda
from datos.importadores.lectores import leer
from tests.datos.importadores.archivos_de_prueba import un_xlsx


def celda(contenido: bytes, fila: int, columna: int, tabla: int = 0) -> Celda:
    return leer("plan.xlsx", contenido).tablas[tabla].filas[fila - 1][columna - 1]


def test_cada_hoja_es_una_tabla_en_su_orden_y_las_vacias_no_cuentan() -> None:
    def armar(libro: xlsxwriter.Workbook) -> None:
        for nombre in ("Agua", "Vacía", "Residuos"):
            hoja = libro.add_worksheet(nombre)
            if nombre != "Vacía":
                hoja.write(0, 0, nombre)

    tablas = leer("plan.xlsx", un_xlsx(armar)).tablas

    assert [(tabla.numero, tabla.hoja) for tabla in tablas] == [(1, "Agua"), (2, "Residuos")]


def test_las_celdas_conservan_la_fila_y_columna_de_la_hoja() -> None:
    contenido = un_xlsx(lambda libro: libro.add_worksheet().write("C4", "aquí"))

    leida = celda(contenido, 4, 3)

    assert (leida.texto, leida.fila, leida.columna) == ("aquí", 4, 3)


def test_los_valores_se_leen_como_se_ven() -> None:
    def armar(libro: xlsxwriter.Workbook) -> None:
        hoja = libro.add_worksheet()
        hoja.write(0, 0, 4)
        hoja.write(0, 1, 0.5)
        hoja.write(0, 2, 0.25, libro.add_format({"num_format": "0%"}))
        fecha = libro.add_format({"num_format": "mmm-yy"})
        hoja.write_datetime(0, 3, datetime(2024, 3, 1), fecha)  # noqa: DTZ001 - Excel no guarda zona
        hoja.write_formula(0, 4, "=2+3", None, 5)
        hoja.write_formula(0, 5, "=1/0", None, "#DIV/0!")

    fila = leer("plan.xlsx", un_xlsx(armar)).tablas[0].filas[0]

    assert [c.texto for c in fila] == ["4", "0,5", "25%", "01-03-2024", "5", "#DIV/0!"]
    assert [c.valor for c in fila[:5]] == [4, 0.5, 0.25, datetime(2024, 3, 1).date(), 5]  # noqa: DTZ001


def test_una_celda_combinada_se_repite_con_su_ancla() -> None:
    def armar(libro: xlsxwriter.Workbook) -> None:
        hoja = libro.add_worksheet()
        hoja.merge_range("A1:B2", "combinada")
        hoja.write("C3", "fin")

    filas = leer("plan.xlsx", un_xlsx(armar)).tablas[0].filas

    assert [[c.texto for c in fila] for fila in filas] == [
        ["combinada", "combinada", ""],
        ["combinada", "combinada", ""],
        ["", "", "fin"],
    ]
    assert [filas[1][1].repetida, filas[1][1].ancla, filas[0][0].repetida] == [True, (1, 1), False]


def test_el_color_marca_la_celda_y_el_blanco_no() -> None:
    def armar(libro: xlsxwriter.Workbook) -> None:
        hoja = libro.add_worksheet()
        for columna, color in enumerate(("#00B050", "#FFFFFF")):
            hoja.write_blank(0, columna, None, libro.add_format({"bg_color": color}))
        hoja.write_blank(0, 2, None, libro.add_format({"pattern": 3}))
        hoja.write(0, 3, "x")

    fila = leer("plan.xlsx", un_xlsx(armar)).tablas[0].filas[0]

    assert [c.marcada for c in fila] == [True, False, True, False]


def test_lo_oculto_se_lee_y_se_senala() -> None:
    def armar(libro: xlsxwriter.Workbook) -> None:
        hoja = libro.add_worksheet()
        for columna in range(3):
            hoja.write_column(0, columna, ["a", "b"])
        hoja.set_row(1, None, None, {"hidden": True})
        hoja.set_column("B:B", None, None, {"hidden": True})
        oculta = libro.add_worksheet()
        oculta.write(0, 0, "c")
        oculta.hide()

    visible, oculta = leer("plan.xlsx", un_xlsx(armar)).tablas

    assert [[c.oculta for c in fila] for fila in visible.filas] == [[False, True, False], [True, True, True]]
    assert (visible.oculta, oculta.oculta) == (False, True)


def test_una_letra_en_fuente_de_simbolos_se_lee_como_el_signo_que_se_ve() -> None:
    def armar(libro: xlsxwriter.Workbook) -> None:
        hoja = libro.add_worksheet()
        hoja.write(0, 0, "ü", libro.add_format({"font_name": "Wingdings"}))
        hoja.write(0, 1, "P", libro.add_format({"font_name": "Wingdings 2"}))
        hoja.write(0, 2, "ü")

    fila = leer("plan.xlsx", un_xlsx(armar)).tablas[0].filas[0]

    assert [celda.texto for celda in fila] == ["✓", "✓", "ü"]


def test_una_formula_sin_su_resultado_queda_escrita_con_un_aviso() -> None:
    libro = openpyxl.Workbook()  # como todo programa que no calcula, guarda las fórmulas sin resultado
    libro.active.title = "Plan"
    libro.active["A1"] = "=SUM(B1:B9)"
    libro.active["B1"] = "fin"
    libro.active["C1"] = "=1+1"
    libro.active["C1"].data_type = "s"
    libro.active["D2"] = "=A1"
    destino = BytesIO()
    libro.save(destino)

    documento = leer("plan.xlsx", destino.getvalue())

    assert [[c.texto for c in fila] for fila in documento.tablas[0].filas] == [
        ["=SUM(B1:B9)", "fin", "=1+1", ""],
        ["", "", "", "=A1"],
    ]
    [aviso] = documento.avisos
    assert aviso.startswith("2 celdas con una fórmula sin calcular (Plan!A1, Plan!D2)")
