"""Qué archivo de evidencia se entrega, y si a quien lo pide le toca."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from modelos.certificacion.tablas import Evidencia, NivelOtorgado, Revision
from modelos.cuentas import Identidad
from modelos.datos_personales import tapar
from modelos.errores import ErrorDeDominio
from modelos.permisos import Permiso
from modelos.plan import Plan
from modelos.tabla import ENTERO_MAXIMO, tabla_de

revision, evidencia, plan = tabla_de(Revision), tabla_de(Evidencia), tabla_de(Plan)


class PorEntregar(NamedTuple):
    """Un archivo guardado, con el nombre con que llegó."""

    sha256: str
    tamano: int  # en bytes
    tipo: str
    nombre: str
    confidencial: bool = False


def buscar(sesion: Session, revision_id: int, quien: Identidad) -> PorEntregar | None:
    """None si no existe, es una dirección, o no es de lo que ve quien pide."""
    if revision_id > ENTERO_MAXIMO:
        return None
    consulta = (
        select(
            *revision.c["sha256", "tamano", "tipo", "nombre"],
            evidencia.c.confidencial,
            plan.c.id,
            plan.c.municipalidad_id,
        )
        .join(evidencia, revision.c.evidencia_id == evidencia.c.id)
        .join(plan, evidencia.c.plan_id == plan.c.id)
        .where(revision.c.id == revision_id, revision.c.sha256.is_not(None), plan.c.borrado_el.is_(None))
    )
    fila = sesion.execute(consulta).first()
    if fila is None:
        return None
    sha256, tamano, tipo, nombre, confidencial, plan_id, municipalidad_id = fila
    if not quien.es_local:
        if not quien.puede(Permiso.VER) or not quien.ve_el_plan(plan_id, municipalidad_id):
            return None
        if confidencial and not quien.puede(Permiso.VER_RESERVADO):
            return None
    return PorEntregar(
        sha256,
        tamano,
        tipo,
        nombre if quien.puede(Permiso.VER_PERSONAS) else tapar(nombre),
        bool(confidencial),
    )


def buscar_resolucion(sesion: Session, otorgado_id: int, quien: Identidad) -> PorEntregar | None:
    """La de un nivel ya otorgado; None si no tiene archivo o no es de la municipalidad de quien pide."""
    fila = sesion.get(NivelOtorgado, otorgado_id) if otorgado_id <= ENTERO_MAXIMO else None
    if fila is None or fila.archivo_sha256 is None:
        return None
    if not quien.es_local and (
        not quien.puede(Permiso.VER) or fila.municipalidad_id != quien.municipalidad_id
    ):
        return None
    return PorEntregar(fila.archivo_sha256, fila.archivo_tamano or 0, "", fila.archivo_nombre or "resolucion")


def exigir_que_siga(sesion: Session, plan_id: int) -> None:
    """ErrorDeDominio si el plan está en la papelera: lo suyo vuelve con él."""
    consulta = select(plan.c.id).where(plan.c.id == plan_id, plan.c.borrado_el.is_(None))
    if sesion.execute(consulta).first() is None:
        raise ErrorDeDominio("Este plan ya no está. Puede haberlo borrado otra persona; elija otro plan.")
