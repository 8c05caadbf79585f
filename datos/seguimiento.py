"""Seguir una actividad: mover lo programado con su razón, editar sus meses y explicar su atraso.

Como en `datos.ejecucion`, el plan y la actividad se reciben como la persona los vio.
"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from datos import reprogramaciones
from datos.conexion import escritura
from datos.fila_de_mes import comprobar_que_sigue, conservar, tomar
from modelos.actividad import Actividad, MesActividad
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.contenido import CAMPOS_DE_ACTIVIDAD
from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, por_guardar
from modelos.meses import Mes
from modelos.seguimiento.celda_escrita import a_campos, en_la_celda, nombre_de_campo
from modelos.seguimiento.ejecucion import (
    comprobar_cantidad,
    comprobar_mes_ejecutado,
    comprobar_mes_programado,
    comprobar_traslado,
    en_su_unidad,
)
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon, cambios_de, comprobar_razon, exigen_motivo

VACIA = CeldaMes()
DEL_ATRASO = ("causa", "proximo_paso")


def reprogramar(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    desde: Mes,
    hacia: Mes,
    cantidad: int,
    hoy: date,
    razon: Razon = SIN_RAZON,
) -> int:
    """Mueve lo programado de un mes a otro; en un plan vigente exige una razón y queda anotado."""
    comprobar_cantidad(cantidad)
    comprobar_traslado(desde, hacia, plan.inicio, plan.fin, hoy)
    antes = {mes: actividad.meses.get(mes, VACIA) for mes in (desde, hacia)}
    if cantidad > antes[desde].programado:
        raise ErrorDeDominio(
            f"No se guardó: en {desde} hay {antes[desde].programado} programado, no {cantidad}."
        )
    despues = {
        desde: antes[desde]._replace(programado=antes[desde].programado - cantidad),
        hacia: antes[hacia]._replace(programado=antes[hacia].programado + cantidad),
    }
    que = en_su_unidad(cantidad, actividad.unidad_medida)
    descripcion = f"Reprogramar {que} de {desde} a {hacia}: {actividad.nombre}"
    return guardar_meses(plan, actividad, despues, hoy, razon, descripcion)


def guardar_meses(
    plan: PlanCompleto,
    actividad: ActividadDelPlan,
    despues: Mapping[Mes, CeldaMes],
    hoy: date,
    razon: Razon = SIN_RAZON,
    descripcion: str | None = None,
) -> int:
    """Deja esos meses con lo programado, lo ejecutado y la nota que se dicen; los demás no se tocan."""
    cambian = {mes: celda for mes, celda in despues.items() if _distinta(actividad.meses.get(mes), celda)}
    if not cambian:
        raise ErrorDeDominio("No hay cambios que guardar.")
    for mes, celda in cambian.items():
        _comprobar(plan, mes, actividad.meses.get(mes, VACIA), celda, hoy)
    antes = {mes: actividad.meses.get(mes, VACIA).programado for mes in cambian}
    nuevos = {mes: celda.programado for mes, celda in cambian.items()}
    bajas = exigen_motivo(plan.estado, antes, nuevos)
    comprobar_razon(bajas, razon)
    frase = descripcion or f"Editar los meses: {actividad.nombre}"
    with escritura(frase, plan_id=plan.id, razon=razon.del_cambio) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        _dejar(sesion, actividad, cambian, hoy)
        if bajas:
            reprogramaciones.anotar(sesion, {actividad.id: cambios_de(antes, nuevos)}, razon, hoy)
        return int(sesion.info["accion_id"])


def _distinta(vista: CeldaMes | None, nueva: CeldaMes) -> bool:
    return _editable(vista or VACIA) != _editable(nueva)


def _editable(celda: CeldaMes) -> tuple[int, int, str]:
    return celda.programado, celda.ejecutado, celda.nota or ""


def _comprobar(plan: PlanCompleto, mes: Mes, vista: CeldaMes, nueva: CeldaMes, hoy: date) -> None:
    comprobar_cantidad(nueva.programado, minima=0)
    comprobar_cantidad(nueva.ejecutado, minima=0)
    if nueva.ejecutado > vista.ejecutado:
        comprobar_mes_ejecutado(mes, plan.inicio, plan.fin, hoy)
    if nueva.programado > vista.programado:
        comprobar_mes_programado(mes, plan.inicio, plan.fin)


def _dejar(sesion: Session, actividad: ActividadDelPlan, cambian: Mapping[Mes, CeldaMes], hoy: date) -> None:
    """Escribe solo lo que la persona cambió en cada mes; lo demás puede haberlo cambiado otra."""
    filas = {mes: tomar(sesion, actividad.id, mes) for mes in cambian}
    visto = a_campos({mes: actividad.meses.get(mes, VACIA) for mes in cambian})
    ahora = a_campos({mes: _celda(fila) for mes, fila in filas.items()})
    nombres = {campo: nombre_de_campo(campo) for campo in visto}
    for campo, valor in por_guardar(visto, a_campos(cambian), ahora, nombres).items():
        mes, cual = en_la_celda(campo)
        setattr(filas[mes], cual, valor)
        if cual == "ejecutado":
            filas[mes].ejecutado_el = hoy if valor else None
    for fila in filas.values():
        conservar(sesion, fila)


def _celda(fila: MesActividad) -> CeldaMes:
    return CeldaMes(fila.programado, fila.ejecutado, fila.aprobado, fila.nota, fila.ejecutado_el)


def explicar_atraso(plan: PlanCompleto, actividad: ActividadDelPlan, causa: str, proximo_paso: str) -> int:
    """Guarda por qué va atrasada y qué se hará, lo que haya cambiado; en blanco, se borra."""
    visto: Campos = {campo: getattr(actividad, campo) for campo in DEL_ATRASO}
    escrito: Campos = {"causa": causa.strip() or None, "proximo_paso": proximo_paso.strip() or None}
    with escritura(f"Explicar el atraso: {actividad.nombre}", plan_id=plan.id) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = sesion.get_one(Actividad, actividad.id)
        ahora: Campos = {campo: getattr(fila, campo) for campo in DEL_ATRASO}
        for campo, valor in por_guardar(visto, escrito, ahora, CAMPOS_DE_ACTIVIDAD).items():
            setattr(fila, campo, valor)
        return int(sesion.info["accion_id"])
