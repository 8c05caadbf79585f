"""Importar un documento de Word de 300 filas, contra leer sus celdas con python-docx y nada más."""

from io import BytesIO
from itertools import count

import docx

from datos import importacion, lecturas
from datos.importacion import ArchivoFuente
from modelos.importacion.decision import Decision
from modelos.importacion.plan_aceptado import aceptar
from tests.rendimiento import medida
from tests.rendimiento.plan import ACTIVIDADES, HOY, LINEAS, UNIDADES, nombre

MESES = ("Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic")
TITULOS = ("Línea estratégica", "Objetivo", "N°", "Actividad", "Responsable", "Medio de verificación", *MESES)


def importar() -> float:
    """Leer, interpretar y guardar el documento ÷ leer sus celdas."""
    contenido, numero = un_documento(), count(1)
    decision = Decision("Plan importado", "Municipalidad del documento", HOY.year)

    def completo() -> None:
        archivo = ArchivoFuente(f"plan {next(numero)}.docx", contenido)
        borrador, _ = lecturas.primera_lectura(lecturas.abrir(archivo))
        assert len(borrador.actividades) == ACTIVIDADES
        importacion.guardar(aceptar(borrador, decision), archivo, HOY)

    return medida.razon(completo, lambda: leer_celdas(contenido))


def leer_celdas(contenido: bytes) -> list[list[str]]:
    """El texto de cada celda, como lo leería un guion de cinco líneas."""
    tablas = docx.Document(BytesIO(contenido)).tables
    return [[celda.text for celda in fila.cells] for tabla in tablas for fila in tabla.rows]


def un_documento() -> bytes:
    """Un cronograma en una tabla: una fila por actividad y una columna por mes."""
    documento = docx.Document()
    documento.add_heading(f"Plan de gestión ambiental {HOY.year}", 0)
    tabla = documento.add_table(rows=ACTIVIDADES + 1, cols=len(TITULOS))
    for fila, textos in zip(tabla.rows, [TITULOS, *map(_textos, range(ACTIVIDADES))], strict=True):
        for celda, texto in zip(fila.cells, textos, strict=True):
            celda.text = texto
    guardado = BytesIO()
    documento.save(guardado)
    return guardado.getvalue()


def _textos(numero: int) -> tuple[str, ...]:
    linea = numero * LINEAS // ACTIVIDADES
    return (
        f"Línea {linea + 1}. Gestión de residuos y reciclaje",
        f"Fortalecer la educación ambiental {linea + 1}",
        str(numero + 1),
        nombre(numero),
        f"Departamento {numero % UNIDADES + 1}",
        "Acta y lista de asistencia",
        *("X" if (numero + mes) % 3 == 0 else "" for mes in range(12)),
    )
