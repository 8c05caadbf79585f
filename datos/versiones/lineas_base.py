"""Las líneas base de un plan: congelar una al aprobar, y leerlas comprobando que sigan siendo las mismas."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from datos import planes
from datos.reserva import segun_quien
from datos.versiones import copia
from modelos.arbol import PlanCompleto
from modelos.errores import ErrorDeDominio
from modelos.tabla import tabla_de
from modelos.versiones.linea_base import Aprobacion, LineaBase

base = tabla_de(LineaBase)


class LineaBaseEnLista(NamedTuple):
    """Una línea base, sin su contenido."""

    id: int
    nombre: str
    aprobada_el: date
    aprobada_por: str
    sesion: str | None
    acuerdo: str | None
    huella: str

    @property
    def titulo(self) -> str:
        """«Aprobación inicial (acuerdo 123)»."""
        return f"{self.nombre} ({f'acuerdo {self.acuerdo}' if self.acuerdo else 'sin número de acuerdo'})"


def congelar(sesion: Session, plan_id: int, aprobacion: Aprobacion) -> None:
    """Guarda el plan como está en esta transacción, con quién lo aprobó; ErrorDeDominio si falta algo."""
    aprobacion.comprobar()
    sesion.flush()
    contenido = copia.escribir(sesion, plan_id)
    sesion.add(
        LineaBase(
            plan_id=plan_id,
            nombre=aprobacion.nombre.strip(),
            aprobada_el=aprobacion.aprobada_el,
            aprobada_por=aprobacion.aprobada_por.strip(),
            sesion=aprobacion.sesion.strip() or None,
            acuerdo=aprobacion.acuerdo.strip() or None,
            contenido=contenido,
            huella=sha256(contenido.encode()).hexdigest(),
        )
    )


def listar(sesion: Session, plan_id: int) -> Sequence[LineaBaseEnLista]:
    """Las del plan, de la última a la primera."""
    consulta = (
        select(*base.c[LineaBaseEnLista._fields]).where(base.c.plan_id == plan_id).order_by(base.c.id.desc())
    )
    return [LineaBaseEnLista(*fila) for fila in sesion.execute(consulta)]


def leer(sesion: Session, plan_id: int, linea_base_id: int) -> PlanCompleto:
    """El plan como se congeló; ErrorDeDominio si no está, o si alguien la cambió por fuera del programa."""
    planes.exigir_a_la_vista(sesion, plan_id)
    consulta = select(base).where(base.c.id == linea_base_id, base.c.plan_id == plan_id)
    fila = sesion.execute(consulta).first()
    if fila is None:
        raise ErrorDeDominio("Esa línea base ya no está. Elija otra.")
    if sha256(fila.contenido.encode()).hexdigest() != fila.huella:
        raise ErrorDeDominio(
            f"La línea base «{fila.nombre}» no es la que se congeló: alguien la cambió por fuera. "
            "El último respaldo la trae como estaba."
        )
    leido = copia.leer(fila.contenido, plan_id)
    if leido is None:
        raise ErrorDeDominio(f"La línea base «{fila.nombre}» no trae su plan.")
    return segun_quien(leido)
