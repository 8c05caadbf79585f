"""Con lo que sea, los lectores y el intérprete leen o lo explican en una línea; nunca otra excepción.

Dentro de la suite prueba poco y siempre lo mismo. `PLANIFICADOR_AZAR=5000` busca de verdad, con esa cantidad
de ejemplos por prueba y otros cada vez.
"""

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.importadores.interprete import interpretar
from datos.importadores.interprete.cobertura import sin_lugar
from datos.importadores.lectores import leer
from modelos.errores import ErrorDeDominio
from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.escritores import ESCRITORES
from tests.datos.importadores.hostiles import un_zip

PEDIDOS = int(os.environ.get("PLANIFICADOR_AZAR", "0"))
EN_PROCESO_APARTE = ("pdf", "xls")
DE_PLANES = """
Actividad|Línea estratégica|Objetivo|Responsable|Plazo|Meses|Enero|Feb|mar-24|E|F|I Trim|1º semestre|Semana 3
Presupuesto|Meta|Total|N°|1.|a)|IV.|1.2.3|2024|27|2024-2026|X|x|✓|●|50%|1/2|3 talleres|$ 1.000.000|M$ 20
marzo a junio|mensual|todo el año|15/03/2025|31-02-2024|1º jueves de cada mes|Plan de trabajo 2024
Municipalidad de Apopa|DIDECO / Obras|y|Taller de compostaje|Observaciones ciudadanas|Acuerdos|Elaborado por:
Cargo|Programado|Ejecutado|P|Corto plazo|=SUMA(A1:A3)
"""
RARAS = ("", " ", "\n", "\t", "–", "•", "\u200b", "İ", "ß", "𝟛", "²", "٣", "\x1f", "\u2028")
PALABRAS = (*DE_PLANES.strip().replace("\n", "|").split("|"), *RARAS)


def azar(ejemplos: int) -> settings:
    """Pocos ejemplos y siempre los mismos, salvo que se pidan más."""
    return settings(
        max_examples=PEDIDOS or ejemplos,
        derandomize=not PEDIDOS,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def leer_o_explicar(nombre: str, contenido: bytes) -> None:
    """Lee e interpreta; un rechazo tiene que caber en una línea."""
    motivo = "Se leyó."
    try:
        interpretar(leer(nombre, contenido))
    except ErrorDeDominio as error:
        motivo = str(error)
    assert re.fullmatch(r"[^\n]+\.", motivo)


def un_plan(formato: str) -> bytes:
    """Un plan chico, con combinadas, colores, listas y dos hojas."""
    titulos = ("Línea", "N°", "Actividad", "Responsable", "Ene", "Feb", "Total")
    agua: Fila = [Casilla(t) for t in ("Agua", "1", "Charla\nen el liceo", "DIMAO / DOM", "X", "", "2")]
    agua[0], agua[5] = Casilla("Agua", alto=2), Casilla(pintada=True)
    taller: Fila = [None, Casilla("2"), Casilla("Taller", ancho=2), None, *map(Casilla, ("1/2", "", "0,5"))]
    taller[5] = Casilla("3", valor=3)
    aire: Fila = [Casilla(t) for t in ("Aire", "3", "Visita", "01-03-2024", "", "X", "1")]
    aire[3] = Casilla("01-03-2024", valor=date(2024, 3, 1))
    filas: list[Fila] = [[Casilla(t) for t in titulos], agua, taller, aire]
    bloques: list[Bloque] = [Linea("Plan 2024", nivel=1), Linea("Agua potable", vineta=True), Rejilla(filas)]
    return ESCRITORES[formato]([*bloques, Rejilla(filas, hoja="Otra")])


TROZOS = (b"-1", b"9" * 20, b"1e999", b"nan", b"", b'"', b"<", b"</", b"\0", b"\xff", b"\n", b"|", b"\t")
NOMBRES = ("p", "p.csv", "p.docx", "p.md")
COMIENZOS = (b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n", b"| a | b |\n|---|---|\n", b"{\\rtf", b"a\tb\tc\n")
PLANES = {formato: un_plan(formato) for formato in ESCRITORES}


@st.composite
def danados(dibujar: st.DrawFn, formato: str) -> bytes:
    """Un plan con un tramo quitado, repetido o cambiado; de un paquete, también por dentro."""
    contenido = PLANES[formato]
    if contenido.startswith(b"PK") and dibujar(st.booleans()):
        with ZipFile(BytesIO(contenido)) as archivo:
            partes = {nombre: archivo.read(nombre) for nombre in archivo.namelist()}
        elegida = dibujar(st.sampled_from(sorted(partes)))
        return un_zip(**{**partes, elegida: dibujar(con_un_cambio(partes[elegida]))})
    return dibujar(con_un_cambio(contenido))


@st.composite
def con_un_cambio(dibujar: st.DrawFn, contenido: bytes) -> bytes:
    for _ in range(dibujar(st.integers(1, 4))):
        lugar = dibujar(st.integers(0, len(contenido)))
        largo = dibujar(st.integers(0, 60))
        nuevo = dibujar(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(TROZOS),
                st.just(contenido[lugar : lugar + largo] * 3),
            )
        )
        contenido = contenido[:lugar] + nuevo + contenido[lugar + largo :]
    return contenido


@azar(150)
@given(st.sampled_from(COMIENZOS), st.binary(max_size=400), st.sampled_from(NOMBRES))
def test_unos_bytes_al_azar(comienzo: bytes, resto: bytes, nombre: str) -> None:
    leer_o_explicar(nombre, comienzo + resto)


@pytest.mark.parametrize("formato", [formato for formato in ESCRITORES if formato not in EN_PROCESO_APARTE])
def test_un_plan_danado(formato: str) -> None:
    @azar(60)
    @given(danados(formato))
    def probar(contenido: bytes) -> None:
        leer_o_explicar(f"plan.{formato}", contenido)

    probar()


@pytest.mark.parametrize("formato", EN_PROCESO_APARTE)
def test_un_plan_danado_que_se_lee_aparte(formato: str) -> None:
    @azar(4)
    @given(danados(formato))
    def probar(contenido: bytes) -> None:
        leer_o_explicar(f"plan.{formato}", contenido)

    probar()


def textos() -> st.SearchStrategy[str]:
    """Palabras de planes, sueltas o juntas, y a veces cualquier cosa."""
    frases = st.lists(st.sampled_from(PALABRAS), max_size=6).map(" ".join)
    return st.one_of(st.sampled_from(PALABRAS), frases, st.text(max_size=12))


VALORES = st.one_of(
    st.none(), st.integers(-5, 3000), st.floats(allow_nan=False, allow_infinity=False), st.dates()
)


@st.composite
def tablas(dibujar: st.DrawFn, numero: int) -> Tabla:
    """De hasta siete columnas y nueve filas, con alguna celda combinada."""
    ancho, alto = dibujar(st.integers(1, 7)), dibujar(st.integers(1, 9))
    filas = [[_celda(dibujar, f, c) for c in range(1, ancho + 1)] for f in range(1, alto + 1)]
    if alto > 1 and dibujar(st.booleans()):
        f, c = dibujar(st.integers(1, alto - 1)), dibujar(st.integers(1, ancho))
        ancla = filas[f - 1][c - 1]
        filas[f][c - 1] = replace(ancla, fila=f + 1, repetida=True, ancla=(f, c))
    hoja = dibujar(st.sampled_from([None, "Hoja1", "Agua", "Enero"]))
    return Tabla(numero, filas, hoja, oculta=dibujar(st.booleans()))


def _celda(dibujar: st.DrawFn, fila: int, columna: int) -> Celda:
    texto = dibujar(textos()).strip()
    valor = dibujar(VALORES) if texto else None
    return Celda(texto, fila, columna, valor, dibujar(st.booleans()), oculta=dibujar(st.integers(0, 9)) == 0)


@st.composite
def documentos(dibujar: st.DrawFn) -> Documento:
    """Hasta seis bloques, tablas y párrafos mezclados."""
    bloques: list[Parrafo | Tabla] = []
    for numero in range(1, dibujar(st.integers(1, 6)) + 1):
        if dibujar(st.booleans()):
            bloques.append(dibujar(tablas(numero)))
        else:
            nivel, vineta = dibujar(st.integers(0, 3)), dibujar(st.booleans())
            bloques.append(Parrafo(dibujar(textos()), numero, nivel, vineta))
    return Documento("plan", "docx", bloques)


@azar(80)
@given(documentos())
def test_un_documento_al_azar_se_interpreta_sin_perder_nada(documento: Documento) -> None:
    with suppress(ErrorDeDominio):
        assert sin_lugar(documento, interpretar(documento)) == []
