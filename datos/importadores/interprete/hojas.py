"""Las hojas de un libro: las ocultas quedan aparte, y el nombre de una puede decir el año de sus meses."""

import re
from dataclasses import replace

from datos.importadores.documento import Documento, Tabla
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.notacion import leer
from datos.importadores.interprete.piezas import DUDOSA, PROBABLE, Dato
from datos.importadores.interprete.titulares import Titular, propias
from modelos.importacion.borrador import Campo

_ANIO = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PALABRAS_DE_LINEA = 3  # el nombre de la única hoja, si es más corto, no dice la línea
_HOJA_CUALQUIERA = re.compile(
    r"(?:hoja|sheet|tabla|libro|plan|poa|cronograma|gantt|carta|datos|formato|matriz|actividades"
    r"|programa(?! de (?!trabajo))|anexo|pag)"
    r"|\d+$|(?:19|20)\d\d|(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
    r"|noviembre|diciembre)$"
)


def sin_ocultas(documento: Documento) -> Documento:
    """El documento sin sus hojas ocultas: suelen ser listas o el plan de otro año."""
    visibles = [b for b in documento.bloques if not (isinstance(b, Tabla) and b.oculta)]
    return documento if len(visibles) == len(documento.bloques) else replace(documento, bloques=visibles)


def anotar_ocultas(lectura: Lectura, documento: Documento) -> None:
    """Un aviso por hoja oculta, que responde por todas sus celdas."""
    for tabla in documento.tablas:
        celdas = [tabla.origen(celda) for fila in tabla.filas for celda in propias(fila)]
        if tabla.oculta and celdas:
            cuantas = "1 celda escrita" if len(celdas) == 1 else f"{len(celdas)} celdas escritas"
            mensaje = (
                f"La hoja «{tabla.hoja}» está oculta y no se leyó ({cuantas}). Si es parte del plan, "
                "muéstrela en la planilla y suba el archivo otra vez."
            )
            lectura.avisar(mensaje, celdas[0], celdas[1:])


def fechar_por_la_hoja(lectura: Lectura, tabla: Tabla, desde: int) -> None:
    """Los meses sin año de las actividades leídas desde esa toman el del nombre de su hoja: «2027»."""
    anio = _anio_propio(lectura.documento, tabla)
    if anio is None:
        return
    for mes in (mes for actividad in lectura.actividades[desde:] for mes in actividad.meses):
        if mes.anio is None:
            mes.anio, mes.vuelta = anio + (mes.vuelta or 0), None
            mes.confianza = min(mes.confianza, PROBABLE)


def _anio_propio(documento: Documento, tabla: Tabla) -> int | None:
    """El año del nombre, si las hojas dicen años distintos; si hay uno solo, es el del plan."""
    propios = _anios(tabla.hoja)
    if len(propios) != 1:
        return None
    distintos = {anio for otra in documento.tablas for anio in _anios(otra.hoja)}
    return propios[0] if len(distintos) > 1 else None


def _anios(hoja: str | None) -> list[int]:
    return [int(anio) for anio in _ANIO.findall(llano(hoja or ""))]


def anio_de_las_hojas(documento: Documento) -> int | None:
    """El menor de los años que nombran las hojas."""
    return min((anio for tabla in documento.tablas for anio in _anios(tabla.hoja)), default=None)


def poner_linea_de_la_hoja(lectura: Lectura, tabla: Tabla, titular: Titular) -> None:
    """Sin columna de línea ni título que la diga, el nombre de la hoja es la línea."""
    actividad = titular.con(Campo.ACTIVIDAD)
    if tabla.hoja is None or actividad is None or not actividad.encabezados or titular.con(Campo.LINEA):
        return
    unica = len({otra.hoja for otra in lectura.documento.tablas}) < 2
    if unica and len(tabla.hoja.split()) < _PALABRAS_DE_LINEA:
        return
    if (
        lectura.contexto.tiene(Campo.LINEA)
        or _HOJA_CUALQUIERA.match(llano(tabla.hoja))
        or leer(tabla.hoja).meses
    ):
        return
    dato = Dato(limpio(tabla.hoja), actividad.encabezados[0], DUDOSA if unica else PROBABLE)
    if unica:
        dato.motivo = f"La línea se tomó del nombre de la hoja, «{dato.texto}»."
    lectura.contexto.poner(Campo.LINEA, dato, titulo=True)
