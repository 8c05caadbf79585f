"""Cómo se dice en una línea lo que hay que hacer de una actividad."""

from collections.abc import Sequence

from modelos.arbol import PlanCompleto
from modelos.frases import entero
from modelos.meses import Mes
from modelos.numeral import codigo_completo
from modelos.seguimiento.ejecucion import en_su_unidad
from modelos.seguimiento.pendientes import Asunto


def detalle(plan: PlanCompleto, asunto: Asunto) -> str:
    """«a.1 · Medio Ambiente · 2 talleres en octubre · 6 de 8 en el año»."""
    actividad = asunto.actividad
    unidad = actividad.unidades[0] if actividad.unidades else None
    partes = [
        codigo_completo(asunto.objetivo.nombre, actividad.codigo),
        (unidad.sigla or unidad.nombre) if unidad else "",
        lo_del_mes(asunto),
        lo_de_antes(plan, asunto),
        lo_del_plan(plan, asunto),
    ]
    return " · ".join(parte for parte in partes if parte)


def lo_del_mes(asunto: Asunto) -> str:
    """«2 talleres en octubre», «1 de 2 talleres en octubre»; una vez y sin unidad no hace falta decirlo."""
    celda, unidad = asunto.celda, asunto.actividad.unidad_medida
    if not celda.programado or (celda.programado == 1 and not unidad):
        return ""
    if 0 < celda.saldado < celda.programado:
        return f"{entero(celda.saldado)} de {en_su_unidad(celda.programado, unidad)} en {asunto.mes.nombre}"
    return f"{en_su_unidad(celda.programado, unidad)} en {asunto.mes.nombre}"


def lo_de_antes(plan: PlanCompleto, asunto: Asunto) -> str:
    """«de marzo a septiembre faltan 7 acciones»; vacío si no falta nada de meses terminados."""
    if not asunto.de_antes:
        return ""
    falta = "falta" if asunto.de_antes == 1 else "faltan"
    cuanto = en_su_unidad(asunto.de_antes, asunto.actividad.unidad_medida)
    return f"de {_meses(plan, asunto.meses_pendientes)} {falta} {cuanto}"


def _meses(plan: PlanCompleto, meses: Sequence[Mes]) -> str:
    primero, ultimo = meses[0], meses[-1]
    un_anio = plan.inicio.anio == plan.fin.anio
    nombres = [mes.nombre if un_anio else str(mes) for mes in (primero, ultimo)]
    return nombres[0] if primero == ultimo else f"{nombres[0]} a {nombres[1]}"


def lo_del_plan(plan: PlanCompleto, asunto: Asunto) -> str:
    """«6 de 8 en el año», «única vez en el plan»; vacío si no tiene nada programado."""
    if not asunto.programado:
        return ""
    donde = "en el año" if plan.cantidad_meses <= 12 else "en el plan"
    if asunto.programado == 1:
        return f"única vez {donde}"
    return f"{entero(asunto.saldado)} de {entero(asunto.programado)} {donde}"
