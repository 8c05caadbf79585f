"""Registrar lo ejecutado, corregirlo, reprogramar y explicar el atraso: cada acto, una transacción.

Las funciones reciben el plan y la actividad tal como la persona los vio: si lo que va a cambiar ya no es
lo que vio, se niegan sin tocar nada.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from datos.conexion import escritura
from datos.lotes import Razon, anotar_reprogramacion
from modelos.actividad import Actividad, MesActividad
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.bitacora import Cambio
from modelos.ejecucion import (
    comprobar_cantidad,
    comprobar_mes_ejecutado,
    comprobar_traslado,
    en_su_unidad,
    lo_ejecutado,
)
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.liquidacion import Momento, liquidar
from modelos.meses import Mes
from modelos.plan import LineaEstrategica, Objetivo
from modelos.reprogramacion import cambios_de, comprobar_motivo, exigen_motivo
from modelos.tabla import tabla_de

VACIA = CeldaMes()

actividades, objetivos, lineas = tabla_de(Actividad), tabla_de(Objetivo), tabla_de(LineaEstrategica)
cambios = tabla_de(Cambio)


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
    descripcion = f"Registrar {que} en {mes}: {actividad.nombre}"
    return _dejar_ejecutado(plan, actividad, mes, ejecutado, hoy, descripcion)


def quitar(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes) -> int:
    """Deja el mes sin nada ejecutado; retorna la acción, para deshacerla."""
    que = lo_ejecutado(actividad.meses.get(mes, VACIA).ejecutado, actividad.unidad_medida)
    return _dejar_ejecutado(plan, actividad, mes, 0, None, f"Quitar {que} en {mes}: {actividad.nombre}")


def _dejar_ejecutado(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    mes: Mes,
    ejecutado: int,
    cuando: date | None,
    descripcion: str,
) -> int:
    with escritura(descripcion, plan_id=plan.id) as sesion:
        _comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = _fila(sesion, actividad.id, mes)
        _comprobar_ejecutado(fila, actividad.meses.get(mes, VACIA).ejecutado, ejecutado)
        fila.ejecutado, fila.ejecutado_el = ejecutado, cuando
        _conservar(sesion, fila)
        accion_id: int = sesion.info["accion_id"]
    return accion_id


def deshacer_registro(plan: PlanCompleto, actividad: ActividadDelPlan, mes: Mes) -> None:
    """Devuelve lo ejecutado en el mes a lo que era antes de su último cambio, quienquiera que lo hizo."""
    visto = actividad.meses.get(mes, VACIA).ejecutado
    que = lo_ejecutado(visto, actividad.unidad_medida)
    with escritura(f"Deshacer {que} en {mes}: {actividad.nombre}", plan_id=plan.id) as sesion:
        fila = _fila(sesion, actividad.id, mes)
        previa = _antes_del_ultimo_registro(sesion, fila)
        _comprobar_ejecutado(fila, visto, previa["ejecutado"])
        fecha = previa["ejecutado_el"]
        fila.ejecutado = previa["ejecutado"]
        fila.ejecutado_el = date.fromisoformat(fecha) if fecha else None
        _conservar(sesion, fila)


def _antes_del_ultimo_registro(sesion: Session, fila: MesActividad) -> dict[str, Any]:
    nada = {"ejecutado": 0, "ejecutado_el": None}
    suyos = cambios.c.despues.like(f'%"actividad_id"%:%{fila.actividad_id}%')
    consulta = (
        select(cambios.c.antes, cambios.c.despues)
        .where(cambios.c.tabla == "mes_actividad", suyos)
        .order_by(cambios.c.id.desc())
    )
    for antes, despues in sesion.execute(consulta):
        nueva, previa = json.loads(despues), json.loads(antes) if antes else nada
        clave = (nueva["actividad_id"], nueva["anio"], nueva["mes"])
        if clave == (fila.actividad_id, fila.anio, fila.mes) and nueva["ejecutado"] != previa["ejecutado"]:
            return dict(previa)
    return nada


def reprogramar(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    desde: Mes,
    hacia: Mes,
    cantidad: int,
    razon: Razon,
    hoy: date,
) -> int:
    """Mueve lo programado de un mes a otro; en un plan vigente exige una razón y queda anotado."""
    comprobar_cantidad(cantidad)
    comprobar_traslado(desde, hacia, plan.inicio, plan.fin, hoy)
    antes = {mes: actividad.meses.get(mes, VACIA).programado for mes in (desde, hacia)}
    if cantidad > antes[desde]:
        raise ErrorDeDominio(f"No se guardó: en {desde} hay {antes[desde]} programado, no {cantidad}.")
    despues = {desde: antes[desde] - cantidad, hacia: antes[hacia] + cantidad}
    comprobar_cantidad(despues[hacia])
    comprobar_motivo(exigen_motivo(plan.estado, antes, despues), *razon)
    que = en_su_unidad(cantidad, actividad.unidad_medida)
    descripcion = f"Reprogramar {que} de {desde} a {hacia}: {actividad.nombre}"
    with escritura(descripcion, plan_id=plan.id) as sesion:
        _comprobar_que_sigue(sesion, plan.id, actividad.id)
        _reprogramar(sesion, actividad.id, antes, despues)
        if plan.vigente:
            anotar_reprogramacion(sesion, actividad.id, cambios_de(antes, despues), razon, hoy)
        accion_id: int = sesion.info["accion_id"]
    return accion_id


def _reprogramar(
    sesion: Session, actividad_id: int, antes: Mapping[Mes, int], despues: Mapping[Mes, int]
) -> None:
    for mes in despues:
        fila = _fila(sesion, actividad_id, mes)
        if fila.programado != antes[mes]:
            raise _cambiada("Programado", mes, fila.programado, despues[mes])
        fila.programado = despues[mes]
        _conservar(sesion, fila)


def explicar_atraso(plan: PlanCompleto, actividad: ActividadDelPlan, causa: str, proximo_paso: str) -> int:
    """Guarda por qué va atrasada y qué se hará; en blanco, se borra."""
    with escritura(f"Explicar el atraso: {actividad.nombre}", plan_id=plan.id) as sesion:
        _comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = sesion.get_one(Actividad, actividad.id)
        if (fila.causa, fila.proximo_paso) != (actividad.causa, actividad.proximo_paso):
            actual = f"Causa: «{fila.causa or ''}». Próximo paso: «{fila.proximo_paso or ''}»."
            raise ConflictoDeVersion(f"{_CAMBIO_AJENO} Ahora dice: {actual}")
        fila.causa, fila.proximo_paso = causa.strip() or None, proximo_paso.strip() or None
        accion_id: int = sesion.info["accion_id"]
    return accion_id


_CAMBIO_AJENO = "No se guardó: otra persona cambió esta actividad. Lo suyo sigue aquí."


def _comprobar_ejecutado(fila: MesActividad, visto: int, nuevo: int) -> None:
    if fila.ejecutado != visto:
        raise _cambiada("Ejecutado", Mes(fila.anio, fila.mes), fila.ejecutado, nuevo)


def _cambiada(que: str, mes: Mes, ahora: int, suyo: int) -> ConflictoDeVersion:
    return ConflictoDeVersion(f"{_CAMBIO_AJENO} {que} en {mes}: ahora hay {ahora}; lo suyo dejaba {suyo}.")


def _comprobar_que_sigue(sesion: Session, plan_id: int, actividad_id: int) -> None:
    consulta = (
        select(actividades.c.id)
        .join(objetivos, actividades.c.objetivo_id == objetivos.c.id)
        .join(lineas, objetivos.c.linea_id == lineas.c.id)
        .where(
            actividades.c.id == actividad_id,
            lineas.c.plan_id == plan_id,
            *(tabla.c.papelera_id.is_(None) for tabla in (actividades, objetivos, lineas)),
        )
    )
    if sesion.execute(consulta).first() is None:
        raise ErrorDeDominio(
            "No se guardó: esta actividad ya no está en el plan; puede estar en la papelera."
        )


def _fila(sesion: Session, actividad_id: int, mes: Mes) -> MesActividad:
    """La del mes; una nueva, sin guardar, si no tiene nada."""
    fila = sesion.get(MesActividad, (actividad_id, mes.anio, mes.mes))
    return fila or MesActividad(actividad_id=actividad_id, anio=mes.anio, mes=mes.mes)


def _conservar(sesion: Session, fila: MesActividad) -> None:
    """Hay fila solo donde hay algo."""
    if fila.programado or fila.ejecutado or fila.aprobado or fila.nota:
        sesion.add(fila)
    elif fila in sesion:
        sesion.delete(fila)
