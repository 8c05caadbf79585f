"""Traer la matriz de requisitos de un documento, con el lector de los planes, y bajarla en Excel."""

from collections.abc import Iterable, Mapping
from io import BytesIO

import xlsxwriter
from sqlmodel import Session
from sqlmodel import select as elegir

from datos.certificacion.procesos import siguiente_orden
from datos.importadores.lectores import leer as leer_documento
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.matriz import Columna, DocumentoConTablas, FilaDeMatriz
from modelos.certificacion.proceso import Certificacion
from modelos.certificacion.tablas import Requisito
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio

CAMPOS = tuple(columna.value for columna in Columna if columna is not Columna.CODIGO)
ANCHOS = {Columna.NOMBRE: 40, Columna.QUE_SE_PIDE: 60, Columna.MEDIOS: 40, Columna.FUENTE: 40}
EN_QUE_VA = ("Trabajo", "Resultado", "Responsable", "Fecha", "Evidencia")


def leer(nombre: str, contenido: bytes) -> DocumentoConTablas:
    """Las tablas del documento; ErrorDeDominio si no se puede leer o no trae ninguna."""
    documento = leer_documento(nombre, contenido)
    tablas = tuple(
        tuple(tuple(celda.texto for celda in fila) for fila in tabla.filas) for tabla in documento.tablas
    )
    if not tablas:
        raise ErrorDeDominio(
            "No se trajo nada: el documento no tiene ninguna tabla. Ponga los requisitos en una, con un "
            "título en cada columna, y súbalo de nuevo."
        )
    return DocumentoConTablas(tablas, tuple(documento.avisos))


def traer(sesion: Session, plan_id: int, filas: Iterable[FilaDeMatriz]) -> None:
    """Agrega los que no estaban y cambia el texto de los que sí, por su código; su trabajo no se toca.

    ErrorDeDominio, sin traer ninguno, si uno no tiene código o lo repite.
    """
    suyos = {fila.codigo: fila for fila in sesion.exec(elegir(Requisito).where(Requisito.plan_id == plan_id))}
    orden = siguiente_orden(sesion, plan_id)
    traidos: set[str] = set()
    for fila in filas:
        codigo = texto_exigido(fila.codigo, f"el código de «{fila.nombre}»")
        if codigo in traidos:
            raise ErrorDeDominio(
                f"No se trajo nada: el código {codigo} está dos veces. Corríjalo en la tabla."
            )
        traidos.add(codigo)
        requisito = suyos.get(codigo)
        if requisito is None:
            requisito = Requisito(
                plan_id=plan_id, orden=orden, codigo=codigo, nombre=fila.nombre, propio=True
            )
            orden += 1
            sesion.add(requisito)
        elif not requisito.propio:
            requisito.editado = True
        _escribir(requisito, fila)


def _escribir(requisito: Requisito, fila: FilaDeMatriz) -> None:
    for campo in CAMPOS:
        if texto := getattr(fila, campo):
            setattr(requisito, campo, texto)
    if fila.fuente:
        requisito.certeza = Certeza.UNA_FUENTE


def en_excel(certificacion: Certificacion, unidades: Mapping[int, str]) -> bytes:
    """La matriz con las columnas que se vuelven a traer, y al lado en qué va cada requisito."""
    salida = BytesIO()
    libro = xlsxwriter.Workbook(
        salida, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    titulo = libro.add_format({"bold": True, "bg_color": "#F3F1EA", "border": 1, "text_wrap": True})
    celda = libro.add_format({"text_wrap": True, "valign": "top", "border": 1})
    hoja = libro.add_worksheet("Requisitos")
    hoja.freeze_panes(1, 0)
    hoja.repeat_rows(0)
    hoja.set_landscape()
    hoja.fit_to_pages(1, 0)
    for lugar, columna in enumerate(Columna):
        hoja.set_column(lugar, lugar, ANCHOS.get(columna, 14))
    hoja.set_column(len(Columna), len(Columna) + len(EN_QUE_VA) - 1, 16)
    for lugar, texto in enumerate((*(columna.etiqueta for columna in Columna), *EN_QUE_VA)):
        hoja.write_string(0, lugar, texto, titulo)
    for numero, uno in enumerate(certificacion.activos, start=1):
        evidencia = certificacion.evidencia_por_requisito.get(uno.id, ())
        textos = (
            *(getattr(uno, columna.value) or "" for columna in Columna),
            uno.trabajo.etiqueta,
            uno.resultado.etiqueta,
            unidades.get(uno.unidad_id or 0, ""),
            uno.comprometido.strftime("%d-%m-%Y") if uno.comprometido else "",
            ", ".join(una.codigo for una in evidencia),
        )
        for lugar, texto in enumerate(textos):
            hoja.write_string(numero, lugar, texto, celda)
    libro.close()
    return salida.getvalue()
