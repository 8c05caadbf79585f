"""Los aportes de la ciudadanía de un plan y las actividades que les responden."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import Session

from datos import respuestas
from datos.estructura import buscar
from datos.reserva import segun_quien
from modelos.actividad import Actividad
from modelos.contenido import texto_exigido
from modelos.fusion import Campos, por_guardar
from modelos.nodos import Clase, Nodo
from modelos.participacion import ActividadAporte, Aporte, AporteCiudadano, TipoAporte
from modelos.tabla import tabla_de

aporte, respuesta = tabla_de(AporteCiudadano), tabla_de(ActividadAporte)
actividad = tabla_de(Actividad)

NOMBRES = {"texto": "texto", "tipo": "tipo", "linea_id": "línea"}
"""Los campos de un aporte en que dos personas pueden chocar, con el nombre que leen."""


def listar(sesion: Session, plan_id: int) -> list[Aporte]:
    """Los del plan, en su orden; siempre las mismas dos consultas."""
    enlaces = (
        select(respuesta.c.aporte_id, respuesta.c.actividad_id)
        .join(aporte, respuesta.c.aporte_id == aporte.c.id)
        .join(actividad, respuesta.c.actividad_id == actividad.c.id)
        .where(aporte.c.plan_id == plan_id, actividad.c.papelera_id.is_(None))
        .order_by(actividad.c.orden, actividad.c.id)
    )
    por_aporte: defaultdict[int, list[int]] = defaultdict(list)
    for aporte_id, actividad_id in sesion.execute(enlaces):
        por_aporte[aporte_id].append(actividad_id)
    consulta = (
        select(*aporte.c["id", "linea_id", "tipo", "texto"])
        .where(aporte.c.plan_id == plan_id, aporte.c.papelera_id.is_(None))
        .order_by(aporte.c.orden, aporte.c.id)
    )
    return segun_quien(
        [
            Aporte(id_, linea_id, TipoAporte(tipo), texto, tuple(por_aporte[id_]))
            for id_, linea_id, tipo, texto in sesion.execute(consulta)
        ]
    )


def agregar(
    sesion: Session, plan_id: int, linea_id: int | None, tipo: TipoAporte, textos: Sequence[str]
) -> list[int]:
    """Un aporte por texto, al final de los del plan."""
    if linea_id is not None:
        buscar(sesion, Nodo(Clase.LINEA, linea_id))
    ultimo = sesion.execute(select(func.max(aporte.c.orden)).where(aporte.c.plan_id == plan_id)).scalar()
    primero = 0 if ultimo is None else ultimo + 1
    nuevos = [
        AporteCiudadano(
            plan_id=plan_id,
            linea_id=linea_id,
            orden=primero + lugar,
            tipo=tipo,
            texto=texto_exigido(texto, "qué se pidió, se aportó o se acordó"),
        )
        for lugar, texto in enumerate(textos or [""])
    ]
    sesion.add_all(nuevos)
    sesion.flush()
    return [nuevo.id for nuevo in nuevos]


def editar(sesion: Session, visto: Aporte, escrito: Aporte) -> None:
    """Guarda lo que cambió de un aporte y las actividades que le responden; las puestas por otros quedan."""
    guardado = buscar(sesion, Nodo(Clase.APORTE, visto.id))
    nuevo = {**_campos(escrito), "texto": texto_exigido(escrito.texto, "qué se pidió, se aportó o se acordó")}
    actual = {campo: getattr(guardado, campo) for campo in NOMBRES}
    for campo, valor in por_guardar(_campos(visto), nuevo, actual, NOMBRES).items():
        setattr(guardado, campo, valor)
    respuestas.soltar(sesion, visto.id, set(visto.actividades) - set(escrito.actividades))
    respuestas.enlazar(sesion, visto.id, set(escrito.actividades) - set(visto.actividades))


def _campos(de: Aporte) -> Campos:
    return {"texto": de.texto, "tipo": de.tipo.value, "linea_id": de.linea_id}
