"""A qué actividad del plan corresponde cada una de un documento: por su clave, su lugar o su nombre."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from modelos.arbol import EnElPlan, PlanCompleto
from modelos.importacion.cambios_leidos import EnElDocumento
from modelos.parecido import PARECIDO_SUFICIENTE, normalizar, semejanza

PARES_MAXIMOS = 1_000_000  # mil actividades nuevas contra mil; más allá la página no contestaría


class Emparejadas(NamedTuple):
    """La actividad del plan de cada lugar del documento que tiene una."""

    parejas: dict[int, EnElPlan]
    sin_comparar: bool = False  # si eran demasiadas para buscar entre ellas las de nombre parecido


def emparejar(plan: PlanCompleto, documento: Sequence[EnElDocumento], con_parecidas: bool) -> Emparejadas:
    """Las parejas, de la seguridad mayor a la menor.

    Las de nombre parecido se buscan si no hay que comparar más de un millón de pares.
    """
    libres = {previa.actividad.id: previa for previa in plan.ubicadas}
    pendientes = dict(enumerate(documento))
    parejas: dict[int, EnElPlan] = {}
    _tomar_exportadas(libres, pendientes, parejas)
    for iguala in (_mismo_lugar_y_nombre, _mismo_nombre):
        _tomar_iguales(iguala, libres, pendientes, parejas)
    demasiadas = len(libres) * len(pendientes) > PARES_MAXIMOS
    if con_parecidas and not demasiadas:
        _tomar_parecidas(libres, pendientes, parejas)
    return Emparejadas(parejas, con_parecidas and demasiadas)


def _tomar_exportadas(
    libres: dict[int, EnElPlan], pendientes: dict[int, EnElDocumento], parejas: dict[int, EnElPlan]
) -> None:
    """Por la clave que llevan; una fila copiada trae la clave de otra, y la segunda es nueva."""
    for lugar, leida in list(pendientes.items()):
        clave = leida.actividad.exportada
        previa = None if clave is None else libres.get(clave.parte_id)
        if previa is not None and es_la_exportada(previa, leida):
            parejas[lugar] = libres.pop(previa.actividad.id)
            del pendientes[lugar]


def es_la_exportada(previa: EnElPlan, leida: EnElDocumento) -> bool:
    """Si el documento la trae con su clave, se llame ahora como se llame."""
    clave = leida.actividad.exportada
    return clave is not None and clave.es_de(previa.actividad.id, previa.actividad.nombre)


def _mismo_lugar_y_nombre(linea: str, objetivo: str, nombre: str) -> tuple[str, ...]:
    return normalizar(linea), normalizar(objetivo), normalizar(nombre)


def _mismo_nombre(linea: str, objetivo: str, nombre: str) -> tuple[str, ...]:  # noqa: ARG001
    return (normalizar(nombre),)


def _tomar_iguales(
    clave: Callable[[str, str, str], tuple[str, ...]],
    libres: dict[int, EnElPlan],
    pendientes: dict[int, EnElDocumento],
    parejas: dict[int, EnElPlan],
) -> None:
    por_clave: dict[tuple[str, ...], list[EnElPlan]] = {}
    for previa in libres.values():
        suya = clave(previa.linea.nombre, previa.objetivo.nombre, previa.actividad.nombre)
        por_clave.setdefault(suya, []).append(previa)
    for lugar, leida in list(pendientes.items()):
        iguales = por_clave.get(clave(leida.linea, leida.objetivo, leida.actividad.nombre))
        if iguales:
            parejas[lugar] = iguales.pop(0)
            del libres[parejas[lugar].actividad.id], pendientes[lugar]


def _tomar_parecidas(
    libres: dict[int, EnElPlan], pendientes: dict[int, EnElDocumento], parejas: dict[int, EnElPlan]
) -> None:
    """Dentro de la misma línea, las de nombre más parecido primero."""
    candidatas = [
        (semejanza(previa.actividad.nombre, leida.actividad.nombre), lugar, previa.actividad.id)
        for lugar, leida in pendientes.items()
        for previa in libres.values()
        if normalizar(previa.linea.nombre) == normalizar(leida.linea)
    ]
    for parecido, lugar, id_ in sorted(candidatas, key=lambda terna: (-terna[0], terna[1:])):
        if parecido >= PARECIDO_SUFICIENTE and lugar in pendientes and id_ in libres:
            parejas[lugar] = libres.pop(id_)
            del pendientes[lugar]
