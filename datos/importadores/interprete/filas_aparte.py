"""Las filas de la tabla que no son actividades: totales, pies y las que no traen nombre."""

import re

from datos.importadores.documento import Tabla
from datos.importadores.interprete.fila_leida import FilaLeida
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import LARGO_DE_FRASE, cita, limpio, llano
from datos.importadores.interprete.titulares import Fila, propias
from modelos.importacion.borrador import Campo

_TOTAL = re.compile(
    r"(?:sub\s?)?total(?:es)?\b|suma\b|avance (?:mensual|acumulado|total|general|global|del plan)"
    r"|cumplimiento (?:total|general|global)|porcentaje (?:mensual|de avance)"
)
# Lo que acompaña a los totales, si la fila no dice ni cuándo ni quién.
_DE_LA_CUENTA = re.compile(
    r"(?:imprevistos|promedio|gran total|iva|gastos generales)\b|(?:n\s?[°ºo.]*|numero|cantidad) (?:total )?"
    r"de (?:actividades|acciones|proyectos)\b"
)
_LARGO_DE_CITA = 90
_FILAS_DE_TITULO = 2
_CAMBIO = re.compile(r"(?:descripcion de(?:l| los) )?cambios?\b|modificacion|autor\b")
_PIE = re.compile(r"(?:simbolog\w+|leyenda)\b|(?:notas?|fuentes?|referencias?)\s*:")


def es_total(leida: FilaLeida) -> bool:
    """Una fila de totales o de avance: no es una actividad."""
    textos = [llano(celda.texto) for celda in leida.fila if not celda.vacia and not celda.repetida]
    if not textos or len(textos[0]) > LARGO_DE_FRASE:
        return False
    sin_plazo = not leida.celda(Campo.MES) and not leida.celda(Campo.RESPONSABLE)
    formas = (_TOTAL, _DE_LA_CUENTA) if sin_plazo else (_TOTAL,)
    return any(forma.match(texto) for texto in textos[:2] for forma in formas)


def es_control_de_cambios(tabla: Tabla) -> bool:
    """«Versión · Fecha · Descripción del cambio · Autor»: la historia del documento, no el plan."""
    titulos = {llano(celda.texto) for fila in tabla.filas[:_FILAS_DE_TITULO] for celda in propias(fila)}
    return "version" in titulos and any(_CAMBIO.match(titulo) for titulo in titulos)


def es_pie(leida: FilaLeida) -> bool:
    """«Simbología», «Fuente: …», «Nota: …»: lo que explica la tabla y no es parte de ella."""
    celdas = propias(leida.fila)
    return bool(celdas) and _PIE.match(llano(celdas[0].texto)) is not None


def avisar_de_la_fila(lectura: Lectura, tabla: Tabla, fila: Fila, que_es: str) -> None:
    """Un solo aviso, que cita la fila y responde por todas sus celdas."""
    celdas = propias(fila)
    if celdas:
        origen, *otros = [tabla.origen(celda) for celda in celdas]
        texto = " · ".join(limpio(celda.texto) for celda in celdas)
        lectura.avisar(f"{que_es}: no se usó «{cita(texto, _LARGO_DE_CITA)}».", origen, otros)
