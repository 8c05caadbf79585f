"""Pruebas del lector de CSV y de las codificaciones."""

import pytest

from datos.importadores.codificacion import decodificar
from datos.importadores.lectores import leer

PLAN = "Línea;Objetivo;Actividad\nAgua;Ahorrar;Campaña de señalética\nAgua;Ahorrar;Revisión de cañerías\n"


def textos(contenido: bytes, nombre: str = "plan.csv") -> list[list[str]]:
    return [[celda.texto for celda in fila] for fila in leer(nombre, contenido).tablas[0].filas]


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "cp850", "mac_roman"])
def test_la_codificacion_se_descubre(codificacion: str) -> None:
    assert decodificar(PLAN.encode(codificacion)) == PLAN


@pytest.mark.parametrize("codificacion", ["utf-16-le", "utf-16-be"])
def test_se_descubre_utf16_sin_marca_de_orden(codificacion: str) -> None:
    assert decodificar(PLAN.encode(codificacion)) == PLAN


@pytest.mark.parametrize("separador", [";", ",", "\t", "|"])
def test_el_separador_se_descubre(separador: str) -> None:
    contenido = PLAN.replace(";", separador).encode()

    assert textos(contenido)[1] == ["Agua", "Ahorrar", "Campaña de señalética"]


def test_las_comas_del_texto_no_confunden_al_punto_y_coma() -> None:
    contenido = b"a;b;c\n1, 2, 3;x, y;z\n4, 5;x;z\n"

    assert textos(contenido)[1] == ["1, 2, 3", "x, y", "z"]


def test_un_salto_de_linea_entre_comillas_queda_en_su_celda() -> None:
    assert textos(b'a;b\n"uno\r\ndos";3\n')[1] == ["uno\ndos", "3"]


def test_las_filas_cortas_se_completan_y_las_vacias_del_final_no_cuentan() -> None:
    assert textos(b"Plan de 2024\na;b;c\n1;2;3\n;;\n\n") == [
        ["Plan de 2024", "", ""],
        ["a", "b", "c"],
        ["1", "2", "3"],
    ]


def test_la_linea_sep_de_excel_manda_y_no_es_una_fila_del_plan() -> None:
    [tabla] = leer("plan.csv", b"sep=,\na,b;c\n1,2;3\n").tablas

    assert [[celda.texto for celda in fila] for fila in tabla.filas] == [["a", "b;c"], ["1", "2;3"]]
    assert tabla.filas[0][0].fila == 2


def test_un_texto_cortado_por_punto_y_coma_se_lee_como_tabla_aunque_se_llame_txt() -> None:
    documento = leer("plan.txt", PLAN.encode())

    assert documento.formato == "csv"
    assert len(documento.tablas[0].filas) == 3


def test_una_frase_con_puntos_y_comas_no_es_una_tabla() -> None:
    documento = leer(
        "plan.txt", "Plan de trabajo; primera parte.\n\nUna frase, con comas, y nada más.\n".encode()
    )

    assert documento.formato == "texto"
