"""Registrar lo ejecutado de una actividad y corregirlo: cada acto, una transacción.

Las funciones reciben el plan y la actividad tal como la persona los vio: si lo que va a cambiar ya no es
lo que vio, se niegan sin tocar nada.
"""

from datetime import date

from datos import historial
from datos.conexion import escritura
from datos.fila_de_mes import comprobar_intacto, comprobar_que_sigue, conservar, tomar
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.ejecucion import comprobar_cantidad, comprobar_mes_ejecutado, lo_ejecutado
from modelos.errores import ErrorDeDominio
from modelos.liquidacion import Momento, liquidar
from modelos.meses import Mes

VACIA = CeldaMes()


def registrar_ejecucion(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes, hoy: date) -> int:
    """Registra todo lo que falta de lo programado en el mes; retorna la acción, para deshacerla."""
    falta = liquidar(actividad.programacion, Momento.hoy(hoy)).celda(mes).por_ejecutar
    if not falta:
        raise ErrorDeDominio(f"No se guardó nada: en {mes} no queda nada por ejecutar.")
    return registrar_parcial(plan, actividad, mes, falta, hoy)


def registrar_parcial(
    plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes, cantidad: int, hoy: date
) -> int:
    """Suma la cantidad a lo ejecutado en el mes; retorna la acción, para deshacerla."""
    comprobar_cantidad(cantidad)
    comprobar_mes_ejecutado(mes, plan.inicio, plan.fin, hoy)
    ejecutado = actividad.meses.get(mes, VACIA).ejecutado + cantidad
    comprobar_cantidad(ejecutado)
    que = lo_ejecutado(cantidad, actividad.unidad_medida)
    return _dejar(plan, actividad, mes, ejecutado, hoy, f"Registrar {que} en {mes}: {actividad.nombre}")


def quitar(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes) -> int:
    """Deja el mes sin nada ejecutado; retorna la acción, para deshacerla."""
    que = lo_ejecutado(actividad.meses.get(mes, VACIA).ejecutado, actividad.unidad_medida)
    return _dejar(plan, actividad, mes, 0, None, f"Quitar {que} en {mes}: {actividad.nombre}")


def _dejar(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    mes: Mes,
    ejecutado: int,
    cuando: date | None,
    descripcion: str,
) -> int:
    visto = actividad.meses.get(mes, VACIA).ejecutado
    with escritura(descripcion, plan_id=plan.id) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = tomar(sesion, actividad.id, mes)
        comprobar_intacto("Ejecutado", mes, visto, fila.ejecutado, ejecutado)
        fila.ejecutado, fila.ejecutado_el = ejecutado, cuando
        conservar(sesion, fila)
        return int(sesion.info["accion_id"])


def deshacer_registro(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes) -> int:
    """Devuelve lo ejecutado en el mes a lo que era antes de su último cambio, quienquiera que lo hizo."""
    visto = actividad.meses.get(mes, VACIA).ejecutado
    que = lo_ejecutado(visto, actividad.unidad_medida)
    with escritura(f"Deshacer {que} en {mes}: {actividad.nombre}", plan_id=plan.id) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = tomar(sesion, actividad.id, mes)
        ejecutado, cuando = historial.ejecutado_antes(sesion, plan.id, fila)
        comprobar_intacto("Ejecutado", mes, visto, fila.ejecutado, ejecutado)
        fila.ejecutado, fila.ejecutado_el = ejecutado, cuando
        conservar(sesion, fila)
        return int(sesion.info["accion_id"])
