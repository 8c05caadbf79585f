"""El texto con tabulaciones, el Markdown y lo pegado, como documento con sus lugares."""

from datos.importadores.documento import Documento, Parrafo, Tabla
from datos.importadores.lector_texto import leer_texto


def textos(tabla: Tabla) -> list[list[str]]:
    return [[celda.texto for celda in fila] for fila in tabla.filas]


def leido(texto: str) -> Documento:
    return leer_texto("plan.txt", texto)


def test_las_tabulaciones_hacen_una_tabla_con_su_numero_de_linea() -> None:
    documento = leido("Título\n\nActividad\tMes\nFeria\tmayo\n")

    (titulo, tabla) = documento.bloques
    assert isinstance(titulo, Parrafo)
    assert isinstance(tabla, Tabla)
    assert (titulo.texto, titulo.fila) == ("Título", 1)
    assert textos(tabla) == [["Actividad", "Mes"], ["Feria", "mayo"]]
    assert tabla.filas[1][1].fila == 4


def test_las_filas_mas_cortas_se_igualan() -> None:
    (tabla,) = leido("a\tb\tc\nd\te\n").tablas

    assert textos(tabla)[1] == ["d", "e", ""]


def test_una_linea_en_blanco_no_corta_la_tabla_y_dos_si() -> None:
    assert len(leido("a\tb\n\nc\td\n").tablas) == 1
    assert len(leido("a\tb\n\n\nc\td\n").tablas) == 2


def test_la_tabla_de_markdown_se_lee_sin_su_linea_de_guiones() -> None:
    documento = leido("| Actividad | Mes |\n|---|:--:|\n| **Feria**<br>verde | mayo \\| junio |\n")

    assert documento.formato == "markdown"
    assert textos(documento.tablas[0]) == [["Actividad", "Mes"], ["Feria\nverde", "mayo | junio"]]


def test_la_celda_entre_comillas_conserva_sus_saltos() -> None:
    (tabla,) = leido('Actividad\tResponsable\nFeria\t"DIMAO\nDAEM"\nTaller\tSecpla\n').tablas

    assert textos(tabla) == [["Actividad", "Responsable"], ["Feria", "DIMAO\nDAEM"], ["Taller", "Secpla"]]
    assert tabla.filas[2][0].fila == 4


def test_los_titulos_y_las_vinetas_se_reconocen() -> None:
    parrafos = [b for b in leido("# Plan\n- uno\n· dos\n**tres**\n").bloques if isinstance(b, Parrafo)]

    assert [(p.texto, p.nivel, p.vineta) for p in parrafos] == [
        ("Plan", 1, False),
        ("uno", 0, True),
        ("dos", 0, True),
        ("tres", 0, False),
    ]


def test_un_texto_vacio_es_un_documento_sin_bloques() -> None:
    assert leido("").bloques == []


def test_las_columnas_hechas_con_espacios_son_una_tabla() -> None:
    (tabla,) = leido(
        "Actividad        Mes      Responsable\n"
        "Feria verde      mayo     DIMAO\n"
        "Taller de agua            DAEM\n"
    ).tablas

    assert textos(tabla)[1:] == [["Feria verde", "mayo", "DIMAO"], ["Taller de agua", "", "DAEM"]]
