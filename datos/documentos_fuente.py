"""Los documentos de los que se importó un plan, que se conservan tal como llegaron."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session

from modelos.plan import DocumentoFuente
from modelos.tabla import tabla_de

fuente = tabla_de(DocumentoFuente)


@dataclass(frozen=True, slots=True)
class Fuente:
    """Un documento importado; su contenido está en el almacén, por su SHA-256."""

    id: int
    nombre: str
    tamano: int  # en bytes
    sha256: str
    importado_el: date


def del_plan(sesion: Session, plan_id: int) -> list[Fuente]:
    """Los documentos del plan, el último importado primero."""
    consulta = (
        select(*fuente.c["id", "nombre", "tamano", "sha256", "importado_el"])
        .where(fuente.c.plan_id == plan_id)
        .order_by(fuente.c.id.desc())
    )
    return [Fuente(*fila) for fila in sesion.execute(consulta)]
