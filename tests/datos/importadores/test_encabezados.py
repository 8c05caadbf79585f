"""El significado de los títulos de columna y la numeración impresa."""

import pytest

from datos.importadores.interprete.encabezados import significado
from datos.importadores.interprete.numeracion import enumerados, numeral
from datos.importadores.interprete.rotulos import meses_de_letras, rotulo_de
from modelos.importacion.borrador import Campo


@pytest.mark.parametrize(
    ("titulo", "campo"),
    [
        ("Programa", Campo.PROGRAMA),
        ("Líneas de Estratégicas", Campo.LINEA),
        ("EJE ESTRATÉGICO", Campo.LINEA),
        ("Lineamiento", Campo.LINEA),
        ("Ámbitos", Campo.LINEA),
        ("Componente", Campo.LINEA),
        ("Objetivos específicos", Campo.OBJETIVO),
        ("Propósito", Campo.OBJETIVO),
        ("Actividades Planificadas", Campo.ACTIVIDAD),
        ("Acción", Campo.ACTIVIDAD),
        ("Nombre de la actividad", Campo.ACTIVIDAD),
        ("Iniciativas", Campo.ACTIVIDAD),
        ("N°", Campo.CODIGO),
        ("Plazo", Campo.MES),
        ("Fecha de inicio", Campo.INICIO),
        ("Término", Campo.TERMINO),
        ("Responsable(s)", Campo.RESPONSABLE),
        ("Unidad o\nDirección responsable", Campo.RESPONSABLE),
        ("Medios de verificacion", Campo.MEDIO_VERIFICACION),
        ("Indicadores de gestión", Campo.INDICADOR),
        ("Meta 2024", Campo.META),
        ("Unidad de medida", Campo.UNIDAD),
        ("Ponderación (%)", Campo.PESO),
        ("Presupuesto ($)", Campo.PRESUPUESTO),
        ("Obs.", Campo.OBSERVACIONES),
        ("Responsabel", Campo.RESPONSABLE),
    ],
)
def test_el_titulo_de_la_columna_dice_su_campo(titulo: str, campo: Campo) -> None:
    leido = significado(titulo)

    assert leido is not None
    assert leido.campo is campo


@pytest.mark.parametrize(
    "titulo", ["Talleres con la comunidad", "Beneficiarios", "Línea base", "Actividad 1", ""]
)
def test_lo_que_no_es_un_titulo_conocido_no_se_fuerza(titulo: str) -> None:
    assert significado(titulo) is None


def test_el_titulo_de_las_actividades_puede_traer_su_meta() -> None:
    leido = significado("Actividades  Meta  1 ")

    assert leido is not None
    assert (leido.campo, leido.resto) == (Campo.ACTIVIDAD, "Meta 1")


@pytest.mark.parametrize(
    ("texto", "mes", "anio", "ejecutado"),
    [
        ("Enero", 1, None, None),
        ("ENE.", 1, None, None),
        ("mar-24", 3, 2024, None),
        ("Ene P", 1, None, False),
        ("Feb Ejecutado", 2, None, True),
    ],
)
def test_el_rotulo_de_un_mes_dice_anio_y_pareja(
    texto: str, mes: int, anio: int | None, ejecutado: bool | None
) -> None:
    leido = rotulo_de(texto)

    assert (leido.mes, leido.anio, leido.ejecutado) == (mes, anio, ejecutado)


def test_las_iniciales_de_los_meses_se_leen_por_su_orden() -> None:
    assert meses_de_letras(list("efmamjjasond")) == list(range(1, 13))
    assert meses_de_letras(list("jasondef")) == [7, 8, 9, 10, 11, 12, 1, 2]
    assert meses_de_letras(["e", "x"]) == [None, None]


@pytest.mark.parametrize(
    ("texto", "codigo", "resto"),
    [
        ("1. Realizar talleres", "1", "Realizar talleres"),
        ("1.4 Difundir", "1.4", "Difundir"),
        ("a) Revisar", "a", "Revisar"),
        ("II. Mantener", "II", "Mantener"),
        ("3.- Cuenta pública", "3", "Cuenta pública"),
        ("Actividad 3: Feria", "3", "Feria"),
        ("a - Sello", "a", "Sello"),
    ],
)
def test_el_numeral_se_separa_del_texto(texto: str, codigo: str, resto: str) -> None:
    leido = numeral(texto)

    assert leido is not None
    assert (leido.codigo, leido.resto) == (codigo, resto)


@pytest.mark.parametrize(
    "texto", ["4 talleres", "2024 fue un año", "A la comunidad", "1° Feria ambiental", "3R en casa"]
)
def test_un_numero_que_es_parte_del_texto_no_es_numeral(texto: str) -> None:
    assert numeral(texto) is None


def test_dos_actividades_numeradas_en_una_celda_son_dos() -> None:
    texto = "1. Taller de residuos. 2. Taller de agua; energía y otros."

    assert enumerados(texto) == ["1. Taller de residuos.", "2. Taller de agua; energía y otros."]


def test_una_cita_numerada_que_no_sigue_la_cuenta_no_parte_la_celda() -> None:
    texto = "1. Cumplir el artículo 5. Del reglamento"

    assert enumerados(texto) == [texto]


def test_las_vinetas_de_una_celda_son_actividades() -> None:
    assert enumerados("• Taller uno\n  con vecinos\n• Taller dos") == ["Taller uno con vecinos", "Taller dos"]
