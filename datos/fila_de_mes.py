"""Una fila de mes de una actividad: tomarla, ver que nadie la cambió y conservarla si dice algo."""

from sqlalchemy import bindparam, select
from sqlmodel import Session

from modelos.actividad import Actividad, MesActividad
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Objetivo
from modelos.tabla import tabla_de

CAMBIO_AJENO = "No se guardó: otra persona cambió esta actividad. Lo suyo sigue aquí."

actividades, objetivos, lineas = tabla_de(Actividad), tabla_de(Objetivo), tabla_de(LineaEstrategica)

_SIGUE = (
    select(actividades.c.id)
    .join(objetivos, actividades.c.objetivo_id == objetivos.c.id)
    .join(lineas, objetivos.c.linea_id == lineas.c.id)
    .where(
        actividades.c.id == bindparam("actividad"),
        lineas.c.plan_id == bindparam("plan"),
        *(tabla.c.papelera_id.is_(None) for tabla in (actividades, objetivos, lineas)),
    )
)


def comprobar_que_sigue(sesion: Session, plan_id: int, actividad_id: int) -> None:
    """Se niega si la actividad, o algo que la contiene, está borrado o es de otro plan."""
    buscada = {"actividad": actividad_id, "plan": plan_id}
    if sesion.connection().execute(_SIGUE, buscada).first() is None:
        raise ErrorDeDominio(
            "No se guardó: esta actividad ya no está en el plan; puede estar en la papelera."
        )


def tomar(sesion: Session, actividad_id: int, mes: Mes) -> MesActividad:
    """La del mes; una nueva, aún fuera de la base, si no tiene nada."""
    fila = sesion.get(MesActividad, (actividad_id, mes.anio, mes.mes))
    return fila or MesActividad(actividad_id=actividad_id, anio=mes.anio, mes=mes.mes)


def comprobar_intacto(que: str, mes: Mes, visto: object, ahora: object, suyo: object) -> None:
    """Se niega, y dice ambos valores, si lo guardado ya no es lo que la persona vio."""
    if ahora != visto:
        raise ConflictoDeVersion(
            f"{CAMBIO_AJENO} {que} en {mes}: ahora dice {_dicho(ahora)}; lo suyo dejaba {_dicho(suyo)}."
        )


def _dicho(valor: object) -> str:
    if isinstance(valor, str) or valor is None:
        return f"«{valor or ''}»"
    return str(valor)


def conservar(sesion: Session, fila: MesActividad) -> None:
    """Hay fila solo donde hay algo."""
    if fila.programado or fila.ejecutado or fila.aprobado or fila.nota:
        sesion.add(fila)
    elif fila in sesion:
        sesion.delete(fila)
