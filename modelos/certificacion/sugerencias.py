"""Las actividades que, por lo que dicen, podrían trabajar por un requisito; las confirma una persona."""

from collections import defaultdict
from collections.abc import Mapping

from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import Certificacion
from modelos.propuestas import Dicho, Pareja, proponer


def sugerir(
    certificacion: Certificacion, plan: PlanCompleto, solo: int | None = None
) -> Mapping[int, tuple[int, ...]]:
    """Las de cada requisito que se persigue, o solo las de uno, por su id; nunca una ya enlazada.

    Primero las que se parecen a su nombre, y después las que se parecen a lo que pide.
    """
    actividades = [
        Dicho(fila.actividad.id, fila.linea.id, texto)
        for fila in plan.ubicadas
        for texto in (fila.actividad.nombre, fila.objetivo.nombre)
    ]
    enlazadas = {Pareja(uno.id, id_) for uno in certificacion.activos for id_ in uno.actividades}
    dichos = [
        Dicho(uno.id, None, texto)
        for uno in certificacion.activos
        if solo in (None, uno.id)
        for texto in (uno.nombre, uno.que_se_pide)
        if texto
    ]
    sugeridas: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for propuesta in proponer(dichos, actividades, enlazadas):
        sugeridas[propuesta.pareja.aporte][propuesta.pareja.actividad] = None
    return {requisito_id: tuple(suyas) for requisito_id, suyas in sugeridas.items()}
