"""Lo que alcanza a ver quien pide: los planes y la municipalidad de su sesión."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from datos import identidad
from modelos.bitacora import Eslabon
from modelos.permisos import Permiso
from modelos.plan import Municipalidad, Plan
from modelos.tabla import tabla_de

plan, municipalidad, eslabon = tabla_de(Plan), tabla_de(Municipalidad), tabla_de(Eslabon)


def planes_a_la_vista() -> ColumnElement[bool]:
    """Condición sobre `plan`: los de su municipalidad, o el de su invitación; todos en modo local."""
    quien = identidad.en_curso()
    if quien.es_local:
        return true()
    if not quien.puede(Permiso.VER):
        return false()
    suyos = plan.c.municipalidad_id == quien.municipalidad_id
    return suyos if quien.plan_id is None else and_(suyos, plan.c.id == quien.plan_id)


def municipalidades_a_la_vista() -> ColumnElement[bool]:
    """Condición sobre `municipalidad`: la de su sesión; todas en modo local."""
    quien = identidad.en_curso()
    return true() if quien.es_local else municipalidad.c.id == quien.municipalidad_id


def acciones_a_la_vista() -> ColumnElement[bool]:
    """Condición sobre `eslabon`: las de su municipalidad y sus planes; con invitación, las de su plan."""
    quien = identidad.en_curso()
    if quien.es_local:
        return true()
    if not quien.puede(Permiso.REVISAR):
        return false()
    de_sus_planes = eslabon.c.plan_id.in_(select(plan.c.id).where(planes_a_la_vista()))
    if quien.plan_id is not None:
        return de_sus_planes
    return or_(de_sus_planes, eslabon.c.municipalidad_id == quien.municipalidad_id)
