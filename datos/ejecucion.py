"""Registrar lo ejecutado de una actividad y corregirlo: cada acto, una transacción.

Las funciones reciben el plan y la actividad tal como la persona los vio: si lo que va a cambiar ya no es
lo que vio, se niegan sin tocar nada.
"""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from datos import historial
from datos.conexion import escritura
from datos.fila_de_mes import comprobar_intacto, comprobar_que_sigue, conservar, tomar
from modelos.actividad import MesActividad
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.meses import Mes
from modelos.seguimiento.ejecucion import comprobar_cantidad, comprobar_mes_ejecutado, lo_ejecutado

VACIA = CeldaMes()


def registrar_parcial(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    mes: Mes,
    cantidad: int,
    hoy: date,
    razon: str = "",
    con: Callable[[Session], object] | None = None,
) -> int:
    """Suma la cantidad a lo ejecutado en el mes; retorna la acción, para deshacerla.

    `con` es lo que se escribe en la misma transacción, como la evidencia. MesCerrado si el mes ya está
    aprobado y no hay `razon`.
    """
    comprobar_cantidad(cantidad)
    comprobar_mes_ejecutado(mes, plan.inicio, plan.fin, hoy)
    visto = actividad.meses.get(mes, VACIA).ejecutado
    comprobar_cantidad(visto + cantidad)
    que = lo_ejecutado(cantidad, actividad.unidad_medida)
    descripcion = f"Registrar {que} en {mes}: {actividad.nombre}"
    with escritura(descripcion, plan_id=plan.id, razon=razon) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        if con is not None:
            con(sesion)
        return _dejar(sesion, tomar(sesion, actividad.id, mes), mes, visto, visto + cantidad, hoy)


def deshacer_registro(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes, razon: str = "") -> int:
    """Devuelve lo ejecutado en el mes a lo que era antes de su último cambio, quienquiera que lo hizo.

    MesCerrado si el mes ya está aprobado y no hay `razon`.
    """
    visto = actividad.meses.get(mes, VACIA).ejecutado
    que = lo_ejecutado(visto, actividad.unidad_medida)
    descripcion = f"Deshacer {que} en {mes}: {actividad.nombre}"
    with escritura(descripcion, plan_id=plan.id, razon=razon) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = tomar(sesion, actividad.id, mes)
        return _dejar(sesion, fila, mes, visto, *historial.ejecutado_antes(sesion, plan.id, fila))


def _dejar(
    sesion: Session, fila: MesActividad, mes: Mes, visto: int, ejecutado: int, cuando: date | None
) -> int:
    comprobar_intacto("Ejecutado", mes, visto, fila.ejecutado, ejecutado)
    fila.ejecutado, fila.ejecutado_el = ejecutado, cuando
    conservar(sesion, fila)
    return int(sesion.info["accion_id"])
