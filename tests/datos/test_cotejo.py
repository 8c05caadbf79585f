"""El documento fila a fila junto a lo que se leyó en él."""

from pathlib import Path

import pytest

from datos import lecturas
from datos.cotejo import (
    Renglon,
    Seccion,
    cotejar,
)
from datos.importacion import ArchivoFuente
from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.partes_del_cotejo import celdas_sin_usar, cuantas_filas, por_revisar, ventana_de
from datos.planes_de_ejemplo import DOCUMENTOS
from modelos.importacion.borrador import Borrador, Campo, ColumnaLeida
from modelos.importacion.origen import Origen
from tests.datos.borradores import un_borrador, una_actividad

EJEMPLOS = Path(__file__).resolve().parents[2] / "datos" / "ejemplos"


def una_tabla(*filas: list[str]) -> Documento:
    celdas = [
        [Celda(texto, fila, columna) for columna, texto in enumerate(textos, start=1)]
        for fila, textos in enumerate(filas, start=1)
    ]
    return Documento("plan.txt", "texto", [Tabla(1, celdas)])


def en(fila: int, columna: int) -> Origen:
    return Origen(tabla=1, fila=fila, columna=columna)


def leido(confianza: float = 1.0) -> Borrador:
    actividad = una_actividad(
        actividad="Taller",
        origen={"linea": en(2, 1), "actividad": en(2, 2)},
        confianzas={"actividad": confianza},
    )
    borrador = un_borrador(actividad)
    borrador.columnas = [
        ColumnaLeida(
            hoja=None, tabla=1, columna=1, titulo="Línea", campo=Campo.LINEA, encabezados=[en(1, 1)]
        ),
        ColumnaLeida(
            hoja=None, tabla=1, columna=2, titulo="Actividad", campo=Campo.ACTIVIDAD, encabezados=[en(1, 2)]
        ),
    ]
    return borrador


def unico(secciones: list[Seccion]) -> Renglon:
    [renglon] = secciones[0].renglones
    return renglon


def test_cada_actividad_va_junto_a_la_fila_de_la_que_sale() -> None:
    documento = una_tabla(["Línea", "Actividad"], ["Agua", "Taller"])

    secciones = cotejar(documento, leido())

    assert secciones[0].columnas == ("Línea", "Actividad")
    assert unico(secciones).fila == 2
    assert [actividad.actividad for actividad in unico(secciones).actividades] == ["Taller"]
    assert not unico(secciones).por_revisar


def test_lo_dudoso_marca_su_celda_y_pide_revisar() -> None:
    documento = una_tabla(["Línea", "Actividad"], ["Agua", "Taller"])

    renglon = unico(cotejar(documento, leido(confianza=0.7)))

    assert [celda.dudosa for celda in renglon.celdas] == [False, True]
    assert renglon.por_revisar


def test_la_celda_que_no_quedo_en_ninguna_parte_se_cuenta() -> None:
    documento = una_tabla(["Línea", "Actividad", ""], ["Agua", "Taller", "suelta"])

    secciones = cotejar(documento, leido())

    assert [texto for _, texto in celdas_sin_usar(secciones)] == ["suelta"]
    assert unico(secciones).por_revisar


def test_una_celda_combinada_se_cuenta_una_vez() -> None:
    documento = una_tabla(["Línea", "Actividad"], ["Agua", "Taller"])
    tabla = documento.tablas[0]
    repetida = Celda("Agua", 3, 1, repetida=True, ancla=(2, 1))
    tabla.filas.append([repetida, Celda("suelta", 3, 2)])

    sin_usar = celdas_sin_usar(cotejar(documento, leido()))

    assert [texto for _, texto in sin_usar] == ["suelta"]


def test_el_padre_escrito_en_un_parrafo_se_muestra_en_su_fila() -> None:
    actividad = una_actividad(linea="EJE 1", origen={"linea": Origen(fila=1), "actividad": Origen(fila=2)})
    documento = Documento("plan.txt", "texto", [Parrafo("EJE 1", 1), Parrafo("Taller", 2)])

    primera, segunda = cotejar(documento, un_borrador(actividad))[0].renglones

    assert [(otro.clase, otro.texto) for otro in primera.otros] == [("linea", "EJE 1")]
    assert segunda.otros == ()


@pytest.mark.parametrize("nombre", DOCUMENTOS)
def test_en_los_documentos_reales_cada_actividad_tiene_su_fila_y_nada_sobra(
    base_local: str, nombre: str
) -> None:
    documento = lecturas.abrir(ArchivoFuente(nombre, (EJEMPLOS / nombre).read_bytes()))
    borrador, _ = lecturas.primera_lectura(documento)

    secciones = cotejar(documento, borrador)

    mostradas = [a.id for s in secciones for renglon in s.renglones for a in renglon.actividades]
    assert sorted(mostradas) == sorted(actividad.id for actividad in borrador.actividades)
    assert celdas_sin_usar(secciones) == []


def test_una_columna_de_palabras_cortas_no_es_de_marcas() -> None:
    documento = una_tabla(["Agua", "X"], ["Suelo", "3"])

    [seccion] = cotejar(documento, un_borrador())

    assert seccion.angostas == {1}


def test_lo_mismo_leido_dos_veces_de_una_fila_se_muestra_una_vez() -> None:
    borrador = un_borrador()
    borrador.plan.municipalidad = "Prueba"
    borrador.plan.origen = {"municipalidad": en(1, 1), "municipalidad.2": en(1, 2)}

    [seccion] = cotejar(una_tabla(["Municipalidad de Prueba", "Prueba"]), borrador)

    assert [(otro.clase, otro.texto) for otro in seccion.renglones[0].otros] == [("municipalidad", "Prueba")]


def test_los_datos_del_plan_se_dicen_con_el_nombre_que_lee_la_persona() -> None:
    borrador = un_borrador()
    borrador.plan.tipo, borrador.plan.nivel, borrador.plan.mes_inicio = "scam", "excelencia_sobresaliente", 3
    borrador.plan.origen = {"tipo": en(1, 1), "nivel": en(1, 2), "mes_inicio": en(1, 3)}

    [seccion] = cotejar(una_tabla(["SCAM", "Excelencia sobresaliente", "Desde marzo"]), borrador)

    assert [otro.texto for otro in seccion.renglones[0].otros] == [
        "Certificación ambiental (SCAM)",
        "Excelencia Sobresaliente",
        "marzo",
    ]


def test_una_ventana_toma_las_filas_de_corrido_por_encima_de_las_secciones() -> None:
    documento = una_tabla(["Línea", "Actividad"], *(["Agua", f"Taller {n}"] for n in range(4)))
    documento.bloques.append(Parrafo("Un texto suelto", fila=9))
    secciones = cotejar(documento, leido())

    assert cuantas_filas(secciones) == 5
    ventana = ventana_de(secciones, slice(3, 5))
    assert [[renglon.fila for renglon in seccion.renglones] for seccion in ventana] == [[5], [9]]


def test_por_revisar_deja_las_filas_que_piden_mirarse_y_ninguna_seccion_vacia() -> None:
    documento = una_tabla(["Línea", "Actividad"], ["Agua", "Taller"])
    documento.bloques.append(Parrafo("Un texto suelto", fila=9))

    [seccion] = por_revisar(cotejar(documento, leido()))

    assert [renglon.fila for renglon in seccion.renglones] == [9]
