"""Lo que una tabla trae y no es parte del plan: cómo llenarla, el número de sus columnas, resúmenes."""

import re

from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.titulares import Fila, propias

_MANDA = re.compile(
    r"(?:seleccion[ae]|escrib[ae]|indique|ingrese|complete|redacte|describa|registre|anote|senale|marque con"
    r"|coloque|mencione|identifique|especifique|enuncie|digite|diligenci\w+|llene|elija|adjunte|lo asigna"
    r"|una? por (?:fila|celda)|use (?:el|la|los|las|un|una)\b|utilice|lo (?:llena|completa)"
    r"|no (?:escrib|diligenci|llen|complet|modifi|borr)\w+"
    r"|(?:uso (?:exclusivo|interno)|lista desplegable|ejemplo|ej\s?\.)(?:\W|$)"
    r"|\(?d{1,2}[/-]m{1,4}(?:[/-]a{2,4})?\)?$|\(?mm?[/-]a{2,4}\)?$)"
)
_ACOMPANA = re.compile(r"(?:nombre|numero|codigo|cargo|texto|maximo|segun|automatico|formula|si ?/ ?no)\b")
_ORDINAL = re.compile(r"[(\[]?(\d{1,2}|[a-z])[)\].°º]?")
_RESUMEN = re.compile(
    r"(?:cuadro |tabla )?(?:resumen|consolidado)(?: (?:por|de|del|general|presupuest\w+|financ\w+)\b.*)?"
    r"|(?:presupuesto|inversion|montos?|recursos) (?:por|segun) (?:fuente|origen|linea|eje|programa|ano)\b.*"
)
_MINIMO = 2
_MINIMO_DE_NUMERADAS = 3


def es_de_instrucciones(fila: Fila) -> bool:
    """«Seleccione de la lista · Escriba la acción · dd/mm/aaaa»: al menos dos órdenes y casi nada más."""
    textos = [llano(celda.texto).strip(" ([") for celda in propias(fila)]
    ordenes = sum(_MANDA.match(texto) is not None for texto in textos)
    acompanan = sum(_ACOMPANA.match(texto) is not None for texto in textos)
    return ordenes >= _MINIMO and 2 * (ordenes + acompanan) >= len(textos)


def son_instrucciones(textos: list[str]) -> bool:
    """Si una columna entera le habla a quien llena el formato."""
    return len(textos) >= _MINIMO and all(_MANDA.match(llano(texto)) for texto in textos)


def numera_las_columnas(fila: Fila) -> bool:
    """«(1) · (2) · (3)» o «a · b · c» bajo los títulos."""
    hallados = [_ORDINAL.fullmatch(llano(celda.texto)) for celda in propias(fila)]
    marcas = [hallado[1] for hallado in hallados if hallado]
    if len(marcas) < _MINIMO_DE_NUMERADAS or len(marcas) < len(hallados):
        return False
    valores = [int(marca) if marca.isdigit() else ord(marca) for marca in marcas]
    return valores == list(range(valores[0], valores[0] + len(valores))) and marcas[0] in ("1", "a")


def abre_un_resumen(fila: Fila) -> bool:
    """«Resumen por fuente», solo en su fila: el cuadro que sigue repite cifras del plan."""
    celdas = propias(fila)
    return len(celdas) == 1 and _RESUMEN.fullmatch(llano(celdas[0].texto).strip(" .:")) is not None
