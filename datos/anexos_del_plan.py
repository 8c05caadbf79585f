"""Lo que el plan dice de sí mismo, fuera de sus líneas: programas, objetivos enunciados y firmas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, delete, insert, select, update
from sqlmodel import Session

from datos.reserva import se_tapa, segun_quien
from modelos.contenido import texto_exigido
from modelos.errores import ConflictoDeVersion
from modelos.plan import Firma, ObjetivoPlan, Programa
from modelos.tabla import tabla_de

programa, objetivo_plan, firma = tabla_de(Programa), tabla_de(ObjetivoPlan), tabla_de(Firma)


class ProgramaDelPlan(NamedTuple):
    """Un programa, tenga o no líneas."""

    id: int
    nombre: str


class ObjetivoEnunciado(NamedTuple):
    """Un objetivo de todo el plan; sin id, es nuevo."""

    id: int | None
    clase: str
    texto: str


class FirmaDelPlan(NamedTuple):
    """Quién elaboró, revisó o aprobó; sin id, es nueva."""

    id: int | None
    accion: str
    nombre: str
    cargo: str | None


@dataclass(frozen=True, slots=True)
class Anexos:
    """Todo lo anterior, leído de una vez."""

    programas: tuple[ProgramaDelPlan, ...]
    objetivos: tuple[ObjetivoEnunciado, ...]
    firmas: tuple[FirmaDelPlan, ...]


def leer(sesion: Session, plan_id: int) -> Anexos:
    """Los anexos del plan; siempre las mismas tres consultas."""
    return segun_quien(
        Anexos(_programas(sesion, plan_id), _objetivos(sesion, plan_id), firmas(sesion, plan_id))
    )


def firmas(sesion: Session, plan_id: int) -> tuple[FirmaDelPlan, ...]:
    """Quiénes firman, en el orden del documento; ninguna para quien no ve los datos de las personas."""
    if se_tapa():
        return ()
    consulta = _del_plan(firma, ("id", "accion", "nombre", "cargo"), plan_id)
    return tuple(FirmaDelPlan(*fila) for fila in sesion.execute(consulta))


def _programas(sesion: Session, plan_id: int) -> tuple[ProgramaDelPlan, ...]:
    consulta = _del_plan(programa, ("id", "nombre"), plan_id).where(programa.c.papelera_id.is_(None))
    return tuple(ProgramaDelPlan(*fila) for fila in sesion.execute(consulta))


def _objetivos(sesion: Session, plan_id: int) -> tuple[ObjetivoEnunciado, ...]:
    consulta = _del_plan(objetivo_plan, ("id", "clase", "texto"), plan_id)
    return tuple(ObjetivoEnunciado(*fila) for fila in sesion.execute(consulta))


def _del_plan(tabla: Table, columnas: tuple[str, ...], plan_id: int) -> Select[Any]:
    return select(*tabla.c[columnas]).where(tabla.c.plan_id == plan_id).order_by(tabla.c.orden, tabla.c.id)


def guardar_objetivos(
    sesion: Session,
    plan_id: int,
    vistos: Sequence[ObjetivoEnunciado],
    objetivos: Sequence[ObjetivoEnunciado],
) -> None:
    """Deja estos objetivos en este orden; los que tenían texto y quedaron sin él se quitan."""
    _comprobar_que_siguen(vistos, _objetivos(sesion, plan_id))
    escritos = [o for o in objetivos if o.texto.strip()]
    _guardar(
        sesion,
        objetivo_plan,
        plan_id,
        [(o.id, {"clase": o.clase.strip() or "general", "texto": o.texto.strip()}) for o in escritos],
    )


def guardar_firmas(
    sesion: Session, plan_id: int, vistas: Sequence[FirmaDelPlan], escritas: Sequence[FirmaDelPlan]
) -> None:
    """Deja estas firmas en este orden; las que quedaron sin nombre se quitan."""
    _comprobar_que_siguen(vistas, firmas(sesion, plan_id))
    _guardar(
        sesion,
        firma,
        plan_id,
        [
            (
                f.id,
                {
                    "accion": texto_exigido(f.accion, f"qué hizo {f.nombre} (elaboró, revisó, aprobó)"),
                    "nombre": f.nombre.strip(),
                    "cargo": (f.cargo or "").strip() or None,
                },
            )
            for f in escritas
            if f.nombre.strip()
        ],
    )


def _comprobar_que_siguen(vistas: Sequence[object], actuales: Sequence[object]) -> None:
    if tuple(vistas) != tuple(actuales):
        raise ConflictoDeVersion(
            "No se guardó: otra persona cambió esta lista mientras usted escribía. Lo suyo sigue aquí; "
            "si debe reemplazarla, guarde otra vez."
        )


def _guardar(
    sesion: Session, tabla: Table, plan_id: int, filas: Sequence[tuple[int | None, dict[str, str | None]]]
) -> None:
    conservadas = [id_ for id_, _ in filas if id_ is not None]
    sesion.execute(delete(tabla).where(tabla.c.plan_id == plan_id, tabla.c.id.not_in(conservadas)))
    for orden, (id_, valores) in enumerate(filas, start=1):
        completa = {**valores, "orden": orden}
        if id_ is None:
            sesion.execute(insert(tabla).values(plan_id=plan_id, **completa))
        else:
            sesion.execute(update(tabla).where(tabla.c.id == id_).values(completa))
