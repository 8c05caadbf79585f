"""Seguir una actividad: mover lo programado con su razón, editar sus meses y explicar su atraso.

Como en `datos.ejecucion`, el plan y la actividad se reciben como la persona los vio.
"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from datos import reprogramaciones
from datos.conexion import escritura
from datos.fila_de_mes import CAMBIO_AJENO, comprobar_intacto, comprobar_que_sigue, conservar, tomar
from modelos.actividad import Actividad, MesActividad
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from modelos.seguimiento.ejecucion import (
    comprobar_cantidad,
    comprobar_mes_ejecutado,
    comprobar_mes_programado,
    comprobar_traslado,
    en_su_unidad,
)
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon, cambios_de, comprobar_razon, exigen_motivo

VACIA = CeldaMes()


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
        for mes, celda in cambian.items():
            _dejar(sesion, actividad, mes, celda, hoy)
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


def _dejar(sesion: Session, actividad: ActividadDelPlan, mes: Mes, nueva: CeldaMes, hoy: date) -> None:
    """Escribe solo lo que la persona cambió en el mes; lo demás puede haberlo cambiado otra."""
    vista = actividad.meses.get(mes, VACIA)
    fila = tomar(sesion, actividad.id, mes)
    if nueva.programado != vista.programado:
        comprobar_intacto("Programado", mes, vista.programado, fila.programado, nueva.programado)
        fila.programado = nueva.programado
    if nueva.ejecutado != vista.ejecutado:
        comprobar_intacto("Ejecutado", mes, vista.ejecutado, fila.ejecutado, nueva.ejecutado)
        fila.ejecutado, fila.ejecutado_el = nueva.ejecutado, hoy if nueva.ejecutado else None
    if (nueva.nota or None) != vista.nota:
        _anotar(fila, mes, vista.nota, nueva.nota)
    conservar(sesion, fila)


def _anotar(fila: MesActividad, mes: Mes, vista: str | None, nueva: str | None) -> None:
    comprobar_intacto("Nota", mes, vista, fila.nota, nueva)
    fila.nota = (nueva or "").strip() or None


def explicar_atraso(plan: PlanCompleto, actividad: ActividadDelPlan, causa: str, proximo_paso: str) -> int:
    """Guarda por qué va atrasada y qué se hará; en blanco, se borra."""
    with escritura(f"Explicar el atraso: {actividad.nombre}", plan_id=plan.id) as sesion:
        comprobar_que_sigue(sesion, plan.id, actividad.id)
        fila = sesion.get_one(Actividad, actividad.id)
        if (fila.causa, fila.proximo_paso) != (actividad.causa, actividad.proximo_paso):
            actual = f"causa «{fila.causa or ''}», próximo paso «{fila.proximo_paso or ''}»"
            raise ConflictoDeVersion(f"{CAMBIO_AJENO} Ahora dice: {actual}.")
        fila.causa, fila.proximo_paso = causa.strip() or None, proximo_paso.strip() or None
        return int(sesion.info["accion_id"])
