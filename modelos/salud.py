"""Cómo está la instalación: qué anda bien, qué pide atención y qué hacer, según lo medido."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from modelos.estados import A_MEDIAS, ALERTA, LOGRADO, Estado
from modelos.frases import contar, fecha_corta, tamano

RESPALDO_VIEJO = timedelta(days=2)
"""Con uno por día, más que esto es que algo falló al menos una vez."""

RESPALDO_MUY_VIEJO = timedelta(days=7)
DISCO_JUSTO = 2_000_000_000  # bytes
DISCO_LLENO = 200_000_000  # bytes
RESPALDOS_QUE_DEBEN_CABER = 3
A_LA_VISTA = 5
"""Archivos con problemas que se nombran."""


class EstadoSalud(Estado):
    """Cómo está una parte de la instalación."""

    BIEN = ("bien", "Bien", "✓", LOGRADO, "No hay nada que hacer.")
    ATENCION = ("atencion", "Atención", "!", A_MEDIAS, "Funciona, pero conviene hacer lo que se indica.")
    MAL = ("mal", "Mal", "✕", ALERTA, "Hay que hacer ahora lo que se indica.")


class Punto(NamedTuple):
    """Una parte revisada: cómo está, qué se midió y, si hace falta, qué hacer."""

    nombre: str
    estado: EstadoSalud
    medido: str
    que_hacer: str = ""


def peor(puntos: Sequence[Punto]) -> EstadoSalud:
    """El estado del conjunto es el de su parte peor."""
    return max((punto.estado for punto in puntos), key=lambda estado: estado.orden, default=EstadoSalud.BIEN)


def de_la_base(danada: str | None, ultimo_bueno: str | None) -> Punto:
    """`danada` dice qué se encontró; `ultimo_bueno`, el nombre del respaldo que se puede restaurar."""
    if danada is None:
        return Punto("Base de datos", EstadoSalud.BIEN, "Responde y está íntegra.")
    que_hacer = "Deje de usar el planificador y llame a quien lo mantiene; no borre nada."
    if ultimo_bueno:
        que_hacer += (
            f" El último respaldo bueno es {ultimo_bueno}; en la página Respaldo está cómo se restaura."
        )
    return Punto("Base de datos", EstadoSalud.MAL, danada, que_hacer)


def del_esquema(actual: str | None, esperada: str | None) -> Punto:
    """La versión de la base contra la que este programa entiende."""
    if actual == esperada:
        return Punto("Esquema", EstadoSalud.BIEN, f"Versión {actual}, la de este programa.")
    return Punto(
        "Esquema",
        EstadoSalud.MAL,
        f"La base tiene la versión {actual or 'ninguna'} y este programa espera la {esperada}.",
        "Detenga el servidor y vuelva a partir con una sola versión del programa instalada.",
    )


def de_la_cadena(acciones: int, rotura: str | None) -> Punto:
    """`rotura` dice dónde deja de ser la bitácora que se selló."""
    if rotura is None:
        return Punto("Bitácora", EstadoSalud.BIEN, f"{contar(acciones, 'acción')}, con su cadena entera.")
    return Punto(
        "Bitácora",
        EstadoSalud.MAL,
        f"Alguien la cambió por fuera del programa: {rotura}.",
        "No borre nada y llame a quien lo mantiene: con «python -m datos.bitacora verificar» se ve dónde, y "
        "el último respaldo trae la bitácora como estaba.",
    )


def del_respaldo(cuando: datetime | None, falla: str | None, ahora: datetime, *, automatico: bool) -> Punto:
    """`cuando` se hizo el último bueno; `falla` es por qué no resultó el último automático."""
    reciente = cuando is not None and ahora - cuando < RESPALDO_VIEJO
    if cuando is None:
        medido, estado = "No hay ninguno verificado.", EstadoSalud.MAL
    else:
        medido = f"{_momento(cuando, ahora)}, {_hace(cuando, ahora)}."
        muy_viejo = ahora - cuando >= RESPALDO_MUY_VIEJO
        estado = EstadoSalud.MAL if muy_viejo else EstadoSalud.BIEN if reciente else EstadoSalud.ATENCION
    if falla:
        medido += f" El último intento falló: {falla}"
        estado = max(estado, EstadoSalud.ATENCION, key=lambda cual: cual.orden)
    return Punto(
        "Último respaldo bueno", estado, medido, _que_hacer_con_el_respaldo(estado, falla, automatico)
    )


def _que_hacer_con_el_respaldo(estado: EstadoSalud, falla: str | None, automatico: bool) -> str:
    if falla:
        return (
            "Remedie eso; se reintenta solo cada hora. Mientras tanto puede hacer uno en la página Respaldo."
        )
    if estado is EstadoSalud.BIEN:
        return ""
    if automatico:
        return "Haga uno en la página Respaldo y revise que el servidor esté encendido algún rato cada día."
    return "El respaldo automático está desactivado: haga uno en la página Respaldo, o vuelva a activarlo."


def de_la_verificacion(cuando: datetime | None, sin_verificar: int, ahora: datetime) -> Punto:
    """Cuándo se leyó por última vez un respaldo entero, y cuántos nunca se han leído."""
    pendientes = ""
    if sin_verificar:
        pendientes = f" Sin verificar: {contar(sin_verificar, 'respaldo', dentro_de_frase=True)}."
    if cuando is None:
        return Punto(
            "Última verificación",
            EstadoSalud.ATENCION,
            f"Nunca se ha leído un respaldo entero.{pendientes}",
            "Haga uno en la página Respaldo: se verifica al terminar.",
        )
    medido = f"{_momento(cuando, ahora)}, {_hace(cuando, ahora)}.{pendientes}"
    return Punto("Última verificación", EstadoSalud.BIEN, medido)


def de_los_archivos(
    archivos: int,
    integros: int,
    sueltos: int,
    danados: Sequence[str],
    cuando: datetime | None,
    ahora: datetime,
) -> Punto:
    """Cuántos archivos estaban íntegros la última vez que se leyeron todos; `danados` dice cuáles no."""
    if cuando is None:
        que_hacer = "Se hace sola cada siete días; para hacerla ahora: «python -m datos.integridad»."
        return Punto("Archivos", EstadoSalud.ATENCION, "Todavía no se han revisado.", que_hacer)
    medido = f"{integros} de {archivos} archivos íntegros, revisados el {_momento(cuando, ahora)}."
    mas = "…" if len(danados) > A_LA_VISTA else ""
    if danados:
        return Punto(
            "Archivos",
            EstadoSalud.MAL,
            f"{medido} Con problemas: {'; '.join(danados[:A_LA_VISTA])}{mas}.",
            "Recupérelos del último respaldo bueno: en la página Respaldo está cómo. No borre nada.",
        )
    if sueltos:
        medido += f" Hay {contar(sueltos, 'archivo')} que nada nombra."
        return Punto(
            "Archivos", EstadoSalud.ATENCION, medido, "Se quitan con «python -m datos.integridad --limpiar»."
        )
    return Punto("Archivos", EstadoSalud.BIEN, medido)


def del_disco(libre: int, proximo_respaldo: int) -> Punto:
    """Bytes libres donde están los datos, y lo que pesaría un respaldo más."""
    medido = f"{tamano(libre)} libres; un respaldo ocupa {tamano(proximo_respaldo)}."
    if libre < max(DISCO_LLENO, proximo_respaldo):
        return Punto(
            "Espacio en el disco",
            EstadoSalud.MAL,
            medido,
            "Libere espacio ahora: sin él no se puede guardar ni respaldar.",
        )
    if libre < max(DISCO_JUSTO, RESPALDOS_QUE_DEBEN_CABER * proximo_respaldo):
        return Punto(
            "Espacio en el disco",
            EstadoSalud.ATENCION,
            medido,
            "Queda poco: libere espacio, o lleve respaldos viejos a otro disco.",
        )
    return Punto("Espacio en el disco", EstadoSalud.BIEN, medido)


def del_lugar(riesgo: str | None) -> Punto:
    """Si la carpeta de la base es de un disco de este equipo."""
    if riesgo is None:
        return Punto("Lugar de los datos", EstadoSalud.BIEN, "En un disco de este equipo.")
    return Punto("Lugar de los datos", EstadoSalud.ATENCION, riesgo)


def _momento(cuando: datetime, ahora: datetime) -> str:
    local = cuando.astimezone(ahora.tzinfo)
    return f"{fecha_corta(local)} a las {local:%H:%M}"


def _hace(cuando: datetime, ahora: datetime) -> str:
    """«hoy», «ayer», «hace 5 días»; uno del futuro delata al reloj."""
    dias = (ahora.date() - cuando.astimezone(ahora.tzinfo).date()).days
    if dias < 0:
        return "en el futuro (revise el reloj de este equipo)"
    return ("hoy", "ayer")[dias] if dias < 2 else f"hace {contar(dias, 'día')}"
