"""Lo que el documento mismo deja pendiente: «(REVISAR)», «por definir», un texto cortado con «…»."""

import re

from datos.importadores.interprete.normalizar import cita, llano

_PENDIENTE = re.compile(
    r"(?:(?:a|por|sin) (?:revisar|confirmar|definir|designar|determinar|asignar)|revisar|pendiente|confirmar"
    r"|s/[ifr]|s\.[ifr]\.?|tbd|\?+|xx+|no definid[oa]|n/d)"
)
_MARCA = re.compile(r"[(\[]\s*(?:revisar|por confirmar|por definir|pendiente|borrador|\?+)\s*[)\]]|\?\?+")
_CORTADO = re.compile(r"(?:…|\.\.\.)$")


def es_pendiente(texto: str) -> bool:
    """Si la celda entera solo dice que falta el dato."""
    return _PENDIENTE.fullmatch(llano(texto).strip(" ().[]:¿?") or "?") is not None


def duda_del_documento(texto: str) -> str | None:
    """Por qué mirar un texto que el propio documento marca o trae cortado."""
    if _MARCA.search(llano(texto)):
        return f"El documento mismo deja en duda «{cita(texto)}»."
    return f"«{cita(texto)}» viene cortado en el documento." if _CORTADO.search(texto.strip()) else None
