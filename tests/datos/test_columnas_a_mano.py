"""La fila de los títulos, los meses de corrido y lo que trae cada columna: lo que se señala al revisar."""

from datos import columnas_a_mano
from datos.columnas_a_mano import meses_desde
from datos.encabezado_a_mano import candidatas
from datos.importadores.documento import Documento
from datos.importadores.interprete.cobertura import sin_lugar
from datos.importadores.lectores import leer
from datos.muestra_de_tabla import con_las_sin_titulo, fila_de_titulos, muestra
from modelos.importacion.borrador import Ajustes, Borrador, Campo, ColumnaLeida

DOS_ENCABEZADOS = """Formato tipo;;;
Municipalidad de Prueba;;;
Línea;Actividad;Responsable;Observaciones
Eje de trabajo;Lo que haremos;A cargo;Nota
Agua;Plantar árboles;Aseo;En invierno
Suelo;Limpiar la playa;Turismo;En verano
"""


def un_csv(texto: str) -> Documento:
    return leer("plan.csv", texto.encode())


def leido(documento: Documento, **ajustes: object) -> Borrador:
    return columnas_a_mano.leer(documento, Ajustes.model_validate(ajustes), ())


def una_columna(numero: int, campo: Campo) -> ColumnaLeida:
    return ColumnaLeida(hoja=None, tabla=1, columna=numero, titulo=f"C{numero}", campo=campo)


def test_la_fila_de_titulos_que_dice_la_persona_es_la_que_vale() -> None:
    documento = un_csv(DOS_ENCABEZADOS)

    borrador = leido(documento, encabezados={1: 4})

    assert fila_de_titulos(borrador.columnas) == 4
    assert [a.actividad for a in borrador.actividades] == ["Plantar árboles", "Limpiar la playa"]
    assert borrador.plan.municipalidad == "Prueba"


def test_lo_que_queda_encima_de_los_titulos_se_avisa_celda_por_celda() -> None:
    documento = un_csv(DOS_ENCABEZADOS)

    borrador = leido(documento, encabezados={1: 4})

    encima = [aviso.mensaje for aviso in borrador.avisos if aviso.mensaje.startswith("Encima")]
    assert encima[0] == "Encima de los títulos: no se usó «Línea»."
    assert len(encima) == 4
    assert sin_lugar(documento, borrador) == []


def test_en_una_fila_de_titulos_que_no_se_entienden_se_senalan_sus_columnas() -> None:
    documento = un_csv("Uno;Dos;Tres\nAlfa;Beta;Gama\nAgua;Plantar árboles;Aseo\nSuelo;Limpiar;Turismo\n")

    senaladas = {"1:1": "linea", "1:2": "actividad", "1:3": "responsables"}
    borrador = leido(documento, encabezados={1: 2}, columnas=senaladas)

    assert [(a.linea, a.actividad, a.responsables) for a in borrador.actividades] == [
        ("Agua", "Plantar árboles", ["Aseo"]),
        ("Suelo", "Limpiar", ["Turismo"]),
    ]
    assert [columna.titulo for columna in borrador.columnas] == ["Alfa", "Beta", "Gama"]


def test_se_ofrecen_las_primeras_filas_escritas() -> None:
    [tabla] = un_csv(DOS_ENCABEZADOS).tablas

    assert list(candidatas(tabla).items())[2:4] == [
        (3, "Línea · Actividad · Responsable · Observaciones"),
        (4, "Eje de trabajo · Lo que haremos · A cargo · Nota"),
    ]


def test_los_meses_de_corrido_parten_con_el_plan_y_paran_en_otro_dato() -> None:
    campos = [Campo.ACTIVIDAD, *[Campo.IGNORAR] * 4, Campo.RESPONSABLE, Campo.IGNORAR]
    columnas = [una_columna(n, campo) for n, campo in enumerate(campos, start=1)]

    assert meses_desde(columnas, columnas[1], 11) == {
        "1:2": "mes_en_columna:11",
        "1:3": "mes_en_columna:12",
        "1:4": "mes_en_columna:1",
        "1:5": "mes_en_columna:2",
    }


def test_los_meses_de_corrido_no_pasan_de_doce() -> None:
    columnas = [una_columna(n, Campo.IGNORAR) for n in range(1, 15)]

    assert len(meses_desde(columnas, columnas[0], 1)) == 12


def test_de_cada_columna_se_ve_lo_que_trae_bajo_los_titulos() -> None:
    documento = un_csv(DOS_ENCABEZADOS)
    [tabla] = documento.tablas
    leidas = leido(documento, encabezados={1: 4}).columnas

    assert muestra(tabla, leidas)[2] == ["Plantar árboles", "Limpiar la playa"]


def test_la_columna_sin_titulo_que_trae_algo_tambien_se_puede_senalar() -> None:
    [tabla] = un_csv("Línea;Actividad;\nAgua;Taller;algo\n").tablas
    leidas = [una_columna(1, Campo.LINEA), una_columna(2, Campo.ACTIVIDAD)]

    assert [columna.columna for columna in con_las_sin_titulo(tabla, leidas)] == [1, 2, 3]
