"""El XML de Word y Excel leído por nombre local, igual en su variante estricta y en la de transición."""

from xml.etree import ElementTree

from datos.importadores.paquete import Partes
from datos.importadores.rechazos import archivo_danado

Elemento = ElementTree.Element


def analizar(parte: bytes) -> Elemento:
    """La raíz del XML; lanza ErrorDeDominio si está mal formado."""
    try:
        return ElementTree.fromstring(parte)  # noqa: S314 - el paquete ya rechazó los DTD
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise archivo_danado() from error


def etiqueta(elemento: Elemento) -> str:
    """«p» de «w:p»."""
    return elemento.tag.rpartition("}")[2]


def hijo(elemento: Elemento | None, *ruta: str) -> Elemento | None:
    """El primer descendiente que sigue la ruta de nombres, o None."""
    for nombre in ruta:
        if elemento is None:
            return None
        elemento = next((e for e in elemento if etiqueta(e) == nombre), None)
    return elemento


def atributo(elemento: Elemento | None, nombre: str = "val") -> str | None:
    """El valor del atributo, en cualquier espacio de nombres."""
    if elemento is None:
        return None
    return next((v for k, v in elemento.attrib.items() if k.rpartition("}")[2] == nombre), None)


def entero(texto: str | None, por_omision: int = 0, *, base: int = 10) -> int:
    """El número escrito en un atributo; el valor por omisión si falta o no es un número."""
    try:
        return int(texto, base) if texto else por_omision
    except ValueError:
        return por_omision


def hijos(elemento: Elemento | None, nombre: str) -> list[Elemento]:
    """Los hijos directos con ese nombre local."""
    return [] if elemento is None else [e for e in elemento if etiqueta(e) == nombre]


def encendido(elemento: Elemento, nombre: str) -> bool:
    """Si el atributo dice que sí."""
    return atributo(elemento, nombre) in ("1", "true", "on")


def parte_principal(partes: Partes) -> str | None:
    """El nombre del cuerpo del documento; Word no siempre lo llama «word/document.xml»."""
    destinos = [
        destino.lstrip("/")
        for tipo, destino in relaciones(partes, "_rels/.rels").values()
        if tipo == "officeDocument"
    ]
    return next((destino for destino in [*destinos, "word/document.xml"] if destino in partes), None)


def relaciones(partes: Partes, nombre: str) -> dict[str, tuple[str, str]]:
    """De cada relación de la parte, por su Id: (tipo, destino) tal como está escrito."""
    if nombre not in partes:
        return {}
    return {
        atributo(e, "Id") or "": ((atributo(e, "Type") or "").rpartition("/")[2], atributo(e, "Target") or "")
        for e in analizar(partes[nombre])
    }
