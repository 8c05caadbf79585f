"""Dos columnas del documento para un mismo dato."""

from modelos.importacion.borrador import Campo, ColumnaLeida
from modelos.importacion.columnas_repetidas import repetidas


def una_columna(numero: int, campo: Campo, tabla: int = 1) -> ColumnaLeida:
    return ColumnaLeida(hoja=None, tabla=tabla, columna=numero, titulo=f"C{numero}", campo=campo)


def test_dos_columnas_de_actividad_senaladas_se_explican() -> None:
    columnas = [una_columna(1, Campo.ACTIVIDAD), una_columna(2, Campo.ACTIVIDAD)]

    [repetida] = repetidas(columnas, {"1:2": "actividad"})

    assert repetida.titulos == ("C1", "C2")
    assert "la primera que trae texto" in repetida.consecuencia


def test_lo_que_sobra_de_un_indicador_queda_en_las_observaciones() -> None:
    columnas = [una_columna(1, Campo.INDICADOR), una_columna(2, Campo.INDICADOR)]

    [repetida] = repetidas(columnas, {"1:1": "indicador"})

    assert "queda en las observaciones" in repetida.consecuencia


def test_varios_responsables_o_meses_no_son_un_problema() -> None:
    columnas = [una_columna(n, campo) for n, campo in enumerate([Campo.RESPONSABLE] * 2 + [Campo.MES] * 2)]

    assert repetidas(columnas, {"1:1": "responsables"}) == []


def test_en_tablas_distintas_no_se_repiten() -> None:
    columnas = [una_columna(1, Campo.ACTIVIDAD), una_columna(1, Campo.ACTIVIDAD, tabla=2)]

    assert repetidas(columnas, {"1:1": "actividad"}) == []
