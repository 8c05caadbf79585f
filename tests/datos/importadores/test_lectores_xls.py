"""Pruebas del lector de libros antiguos de Excel."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import xlwt  # type: ignore[import-untyped]

from datos.importadores.documento import Celda
from datos.importadores.lectores import leer
from tests.datos.importadores.archivos_de_prueba import un_xlsx


def un_xls(armar: Callable[[Any], object]) -> bytes:
    """El .xls que resulta de armar un libro vacío."""
    libro, destino = xlwt.Workbook(), BytesIO()
    armar(libro)
    libro.save(destino)
    return destino.getvalue()


def primera(contenido: bytes) -> list[Celda]:
    return leer("plan.xls", contenido).tablas[0].filas[0]


def test_los_valores_se_leen_como_se_ven() -> None:
    def armar(libro: Any) -> None:
        hoja = libro.add_sheet("Plan")
        hoja.write(0, 0, 4)
        hoja.write(0, 1, 0.25, xlwt.easyxf(num_format_str="0%"))
        hoja.write(0, 2, date(2024, 3, 1), xlwt.easyxf(num_format_str="mmm-yy"))
        hoja.write(0, 3, True)
        hoja.write(0, 4, "=1+1")

    fila = primera(un_xls(armar))

    assert [c.texto for c in fila] == ["4", "25%", "01-03-2024", "VERDADERO", "=1+1"]
    assert [c.valor for c in fila[:3]] == [4, 0.25, date(2024, 3, 1)]


def test_una_celda_combinada_se_repite_con_su_ancla_y_conserva_su_lugar() -> None:
    def armar(libro: Any) -> None:
        hoja = libro.add_sheet("Plan")
        hoja.write_merge(1, 2, 1, 2, "combinada")
        hoja.write(3, 3, "fin")

    [tabla] = leer("plan.xls", un_xls(armar)).tablas

    assert [[c.texto for c in fila] for fila in tabla.filas] == [
        ["", "", "", ""],
        ["", "combinada", "combinada", ""],
        ["", "combinada", "combinada", ""],
        ["", "", "", "fin"],
    ]
    assert tabla.filas[2][2].ancla == (2, 2)


def test_el_color_marca_la_celda_y_el_blanco_no() -> None:
    def armar(libro: Any) -> None:
        hoja = libro.add_sheet("Plan")
        for columna, color in enumerate(("light_green", "white")):
            hoja.write(0, columna, "", xlwt.easyxf(f"pattern: pattern solid, fore_colour {color}"))
        hoja.write(0, 2, "x")

    assert [c.marcada for c in primera(un_xls(armar))] == [True, False, False]


def test_lo_oculto_se_lee_y_se_senala() -> None:
    def armar(libro: Any) -> None:
        hoja = libro.add_sheet("Plan")
        hoja.write(0, 0, "a")
        hoja.write(0, 1, "b")
        hoja.write(1, 0, "c")
        hoja.row(1).hidden = True
        hoja.col(1).hidden = True
        oculta = libro.add_sheet("Listas")
        oculta.write(0, 0, "d")
        oculta.visibility = 1

    visible, oculta = leer("plan.xls", un_xls(armar)).tablas

    assert [[c.oculta for c in fila] for fila in visible.filas] == [[False, True], [True, True]]
    assert (visible.oculta, oculta.oculta) == (False, True)


def test_un_libro_moderno_llamado_xls_se_lee_como_lo_que_es() -> None:
    documento = leer("plan.xls", un_xlsx(lambda libro: libro.add_worksheet().write("A1", "x")))

    assert documento.formato == "xlsx"
    assert documento.avisos == [
        "El archivo se llama «plan.xls», pero por dentro es un libro de Excel; se leyó como tal."
    ]
