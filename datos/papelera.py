"""La papelera: borrar un nodo con todo lo que cuelga de él, y traerlo de vuelta entero."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlmodel import Session

from datos import estructura, reprogramaciones
from datos.alcance import planes_a_la_vista
from datos.estructura import ENTIDADES, buscar, tabla
from datos.lotes import programado_de
from modelos.actividad import Actividad
from modelos.borrado import comprobar_regreso
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.participacion import AporteCiudadano
from modelos.plan import EstadoPlan, LineaEstrategica, Objetivo, Papelera, Plan, TipoPlan
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon, cambios_de, comprobar_razon, exigen_motivo
from modelos.tabla import tabla_de

papelera, plan = tabla_de(Papelera), tabla_de(Plan)

_HIJOS: Mapping[Clase, tuple[tuple[Clase, str], ...]] = {
    Clase.PROGRAMA: ((Clase.LINEA, "programa_id"),),
    Clase.LINEA: ((Clase.OBJETIVO, "linea_id"), (Clase.APORTE, "linea_id")),
    Clase.OBJETIVO: ((Clase.ACTIVIDAD, "objetivo_id"),),
}
_DE_ARRIBA_ABAJO = (Clase.PROGRAMA, Clase.LINEA, Clase.OBJETIVO, Clase.ACTIVIDAD, Clase.APORTE)


@dataclass(frozen=True, slots=True)
class EnPapelera:
    """Un borrado que se puede deshacer, con cuánto se llevó."""

    id: int
    plan_id: int
    plan: str
    plan_borrado: bool
    tipo: TipoPlan
    clase: str
    nombre: str
    borrado_el: date
    cuantos: Mapping[Clase, int]


def borrar(
    sesion: Session, nodo: Nodo, hoy: date, razon: Razon = SIN_RAZON, *, con_lo_que_cuelga: bool = True
) -> int:
    """Manda el nodo a la papelera con todo lo que cuelga de él; retorna el borrado.

    En un plan vigente, borrar lo programado es bajarlo a cero: exige una razón y queda anotado.
    """
    nombre = str(getattr(buscar(sesion, nodo), nodo.clase.campo_de_texto))
    donde = estructura.ubicar(sesion, nodo)
    if donde is None:
        raise ErrorDeDominio("Esto ya no está en el plan: otra persona lo borró.")
    ids = _lo_que_cuelga(sesion, nodo) if con_lo_que_cuelga else {nodo.clase: [nodo.id]}
    _anotar_bajas(sesion, donde.plan_id, ids.get(Clase.ACTIVIDAD, []), razon, hoy)
    borrado = Papelera(plan_id=donde.plan_id, clase=nodo.clase, nombre=nombre, borrado_el=hoy)
    sesion.add(borrado)
    sesion.flush()
    for clase, suyos in ids.items():
        destino = tabla(clase)
        sesion.execute(update(destino).where(destino.c.id.in_(suyos)).values(papelera_id=borrado.id))
    sesion.expire_all()
    return borrado.id


def restaurar(sesion: Session, papelera_id: int) -> str:
    """Devuelve al plan exactamente lo que se fue en ese borrado; retorna su nombre."""
    borrado = sesion.get(Papelera, papelera_id)
    if borrado is None:
        raise ErrorDeDominio("Esto ya no está en la papelera: puede haberlo restaurado otra persona.")
    nombre = borrado.nombre
    _comprobar_regreso(sesion, borrado)
    for clase in _DE_ARRIBA_ABAJO:
        destino = tabla(clase)
        sesion.execute(update(destino).where(destino.c.papelera_id == papelera_id).values(papelera_id=None))
    sesion.execute(delete(papelera).where(papelera.c.id == papelera_id))
    sesion.expire_all()
    return nombre


def listar(sesion: Session) -> list[EnPapelera]:
    """Todo lo que se puede restaurar, lo último primero; siempre las mismas seis consultas."""
    cuantos: dict[int, dict[Clase, int]] = {}
    for clase in ENTIDADES:
        columna = tabla(clase).c.papelera_id
        consulta = select(columna, func.count()).where(columna.is_not(None)).group_by(columna)
        for papelera_id, cantidad in sesion.execute(consulta):
            cuantos.setdefault(papelera_id, {})[clase] = cantidad
    consulta = (
        select(papelera, plan.c.nombre.label("plan"), plan.c.tipo, plan.c.borrado_el.label("plan_borrado"))
        .join(plan, papelera.c.plan_id == plan.c.id)
        .where(planes_a_la_vista())
        .order_by(papelera.c.id.desc())
    )
    return [
        EnPapelera(
            fila.id,
            fila.plan_id,
            fila.plan,
            fila.plan_borrado is not None,
            TipoPlan(fila.tipo),
            fila.clase,
            fila.nombre,
            fila.borrado_el,
            cuantos.get(fila.id, {}),
        )
        for fila in sesion.execute(consulta)
    ]


def _lo_que_cuelga(sesion: Session, raiz: Nodo) -> dict[Clase, list[int]]:
    """El nodo y todos sus descendientes que no están ya en la papelera."""
    ids: dict[Clase, list[int]] = {raiz.clase: [raiz.id]}
    for clase in _DE_ARRIBA_ABAJO:
        for hija, columna in _HIJOS.get(clase, ()):
            if clase in ids:
                ids[hija] = _vivos(sesion, hija, columna, ids[clase])
    return {clase: suyos for clase, suyos in ids.items() if suyos}


def _vivos(sesion: Session, clase: Clase, columna: str, padres: Iterable[int]) -> list[int]:
    columnas = tabla(clase).c
    consulta = select(columnas.id).where(columnas[columna].in_(padres), columnas.papelera_id.is_(None))
    return list(sesion.execute(consulta).scalars())


def _anotar_bajas(sesion: Session, plan_id: int, actividad_ids: list[int], razon: Razon, hoy: date) -> None:
    estado = sesion.execute(select(plan.c.estado).where(plan.c.id == plan_id)).scalar_one()
    if estado != EstadoPlan.VIGENTE:
        return
    for actividad_id, antes in programado_de(sesion, actividad_ids).items():
        bajas = exigen_motivo(estado, antes, {})
        comprobar_razon(bajas, razon)
        if bajas:
            reprogramaciones.anotar(sesion, {actividad_id: cambios_de(antes, {})}, razon, hoy)


def _comprobar_regreso(sesion: Session, borrado: Papelera) -> None:
    suyo = sesion.get(Plan, borrado.plan_id)
    if suyo is not None and suyo.borrado_el is not None:
        raise ErrorDeDominio(f"No se restauró: el plan «{suyo.nombre}» está borrado. Restáurelo primero.")
    if borrado.clase not in set(Clase):
        raise ErrorDeDominio(
            f"No se restauró: no se conoce qué es «{borrado.nombre}», porque en la base dice que es "
            f"«{borrado.clase}». Sigue en la papelera; pida a quien lo instaló que corrija esa palabra."
        )
    clase = Clase(borrado.clase)
    columnas = tabla(clase).c
    raiz_id = sesion.execute(select(func.min(columnas.id)).where(columnas.papelera_id == borrado.id)).scalar()
    if raiz_id is None:
        raise ErrorDeDominio("No se restauró: lo borrado ya no existe.")
    padre = _padre(sesion, Nodo(clase, raiz_id))
    comprobar_regreso(
        clase,
        padre.nombre if padre else None,
        padre_en_papelera=padre is not None and bool(padre.papelera_id),
    )


def _padre(sesion: Session, nodo: Nodo) -> LineaEstrategica | Objetivo | None:
    """De donde cuelga; el programa de una línea no cuenta, porque ella puede estar sin él."""
    encontrado = sesion.get(ENTIDADES[nodo.clase], nodo.id)
    if isinstance(encontrado, Actividad):
        return sesion.get(Objetivo, encontrado.objetivo_id)
    if isinstance(encontrado, Objetivo) or (isinstance(encontrado, AporteCiudadano) and encontrado.linea_id):
        return sesion.get(LineaEstrategica, encontrado.linea_id)
    return None
