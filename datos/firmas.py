"""Quiénes firman un plan."""

from sqlmodel import Session, col, select

from modelos.plan import Firma


def listar(sesion: Session, plan_id: int) -> list[Firma]:
    """En el orden del documento."""
    consulta = select(Firma).where(col(Firma.plan_id) == plan_id).order_by(col(Firma.orden), col(Firma.id))
    return list(sesion.exec(consulta))
