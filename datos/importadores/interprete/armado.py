"""El borrador final: años a los meses, padres por nombre, confianzas, motivos y avisos."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from datos.importadores.avance import Etapa, contadas
from datos.importadores.interprete.cobertura import avisar_de_lo_suelto
from datos.importadores.interprete.dinero import pesos
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import con_mayuscula, limpio, llano
from datos.importadores.interprete.piezas import DUDOSA, NIVELES, PROBABLE, ActividadLeida, Dato, MesLeido
from datos.importadores.interprete.plan import leer_plan
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import ActividadBorrador, Aviso, Borrador, Campo, MesBorrador, PlanBorrador
from modelos.importacion.origen import Origen

SIN_PLAN = "No se encontró un plan en este archivo. No se guardó nada."
_TEXTOS = (
    *NIVELES,
    Campo.CODIGO,
    Campo.MEDIO_VERIFICACION,
    Campo.INDICADOR,
    Campo.META,
    Campo.UNIDAD,
    Campo.RECURRENCIA,
    Campo.OBSERVACIONES,
)
_DOS_ANIOS = re.compile(
    r"\b(20\d\d)\s*(?:[-–/]|a|y|al|hasta)\s*(?:(?:el )?(?:mes de )?[a-z]{4,10}\s+(?:de(?:l)? )?)?(20\d\d)\b"
)
_SOLO_DOS_ANIOS = re.compile(r"\b20\d\d\s*(?:[-–/]|al?|y|hasta)\s*20\d\d\b")
_DOCE = 12
_ANIOS_MAXIMOS = 3  # «cada mes» en un plan más largo se lee solo en el primer año
_MENSUAL = re.compile(r"\b(mensual(?:es|mente)?|cada mes|todos los meses)\b")


def armar(lectura: Lectura) -> Borrador:
    """El borrador de lo leído; sin actividades ni aportes no hay plan."""
    if not lectura.hay_plan:
        raise ErrorDeDominio(SIN_PLAN)
    plan = leer_plan(lectura)
    _dar_linea_de_la_unidad(lectura, plan)
    plan.mes_inicio = lectura.ajustes.mes_inicio or _mes_de_inicio(lectura)
    leidas = contadas(lectura.actividades, Etapa.ARMAR, lectura.al_avanzar)
    actividades = [_actividad(n, leida, plan) for n, leida in enumerate(leidas, start=1)]
    borrador = Borrador(
        plan=plan,
        actividades=actividades,
        participacion=lectura.aportes,
        firmas=lectura.firmas,
        avisos=lectura.avisos,
        columnas=lectura.columnas,
    )
    _avisar_del_anio(borrador)
    _avisar_de_lo_mensual(borrador)
    avisar_de_lo_suelto(lectura.documento, borrador)
    return borrador


def _dar_linea_de_la_unidad(lectura: Lectura, plan: PlanBorrador) -> None:
    """Un plan de una unidad, sin líneas propias, tiene por línea a la unidad."""
    origen = plan.origen.get("unidad")
    if plan.unidad is None or origen is None or any(Campo.LINEA in a.datos for a in lectura.actividades):
        return
    escritas = [limpio(linea.texto) for linea in lectura.cabecera if linea.origen == origen]
    texto = con_mayuscula(next((t for t in escritas if llano(t) == llano(plan.unidad)), plan.unidad))
    for actividad in lectura.actividades:
        actividad.datos[Campo.LINEA] = _linea_propuesta(actividad, texto, origen, lectura.niveles_dudosos)


def _linea_propuesta(actividad: ActividadLeida, texto: str, origen: Origen, dudosos: bool) -> Dato:
    """Si la tabla trae sus propios niveles, que la unidad sea la línea es solo una propuesta."""
    padres = [actividad.datos[nivel] for nivel in NIVELES if nivel in actividad.datos]
    if not (dudosos or any(padre.origen.tabla for padre in padres)):
        return Dato(texto, origen, PROBABLE)
    return Dato(texto, origen, DUDOSA, f"La línea se tomó de la unidad que encabeza el plan, «{texto}».")


def _mes_de_inicio(lectura: Lectura) -> int:
    """El primer mes de las columnas cuando pasan de un año a otro; si no, enero."""
    columnas = [c for c in lectura.columnas if c.campo is Campo.MES_EN_COLUMNA and c.mes]
    meses = [c.mes for c in columnas]
    if columnas and any(b < a for a, b in pairwise(meses) if a and b):
        return columnas[0].mes or 1
    return 1


def _actividad(numero: int, leida: ActividadLeida, plan: PlanBorrador) -> ActividadBorrador:
    _repetir_en_cada_anio(leida, plan)
    _dudar_del_anio(leida, plan)
    borrador = ActividadBorrador(
        id=f"a{numero}",
        actividad=leida.nombre,
        responsables=leida.responsables,
        motivos=[*dict.fromkeys(dato.motivo for dato in leida.datos.values() if dato.motivo), *leida.motivos],
        **_textos(leida),
    )
    for campo, dato in leida.datos.items():
        borrador.origen[campo.value] = dato.origen
        borrador.confianzas[campo.value] = dato.confianza
    _poner_cifras(borrador, leida)
    _poner_meses(borrador, leida, plan)
    borrador.origen |= leida.otros
    return borrador


def _textos(leida: ActividadLeida) -> dict[str, Any]:
    return {campo.value: leida.datos[campo].texto for campo in _TEXTOS if campo in leida.datos}


def _repetir_en_cada_anio(leida: ActividadLeida, plan: PlanBorrador) -> None:
    """«Cada mes» en un plan de dos o tres años vale en todos ellos."""
    anios = _anios_del_plan(plan)
    sin_anio = leida.meses and all(mes.anio is None and not mes.vuelta for mes in leida.meses)
    if not sin_anio or len(anios) < 2 or not (len(leida.meses) == _DOCE or Campo.RECURRENCIA in leida.datos):
        return
    if len({mes.origen for mes in leida.meses}) > 1:
        return
    leida.dudar(f"El plan abarca de {anios[0]} a {anios[-1]}: los meses se pusieron en cada año.")
    confianza = min(DUDOSA, *(mes.confianza for mes in leida.meses))
    leida.meses = [replace(mes, anio=anio, confianza=confianza) for anio in anios for mes in leida.meses]


def _dudar_del_anio(leida: ActividadLeida, plan: PlanBorrador) -> None:
    """En un plan «2025-2026», un mes sin año pudo ser de cualquiera de los dos."""
    varios = _SOLO_DOS_ANIOS.search(llano(plan.titulo or "")) is not None
    dudoso = plan.confianzas.get("anio", PROBABLE) < PROBABLE
    sueltos = [mes for mes in leida.meses if mes.anio is None and mes.vuelta is None]
    if not (varios or dudoso) or plan.mes_inicio != 1 or not sueltos:
        return
    por_que = "El plan abarca varios años" if varios else "No es claro el año del plan"
    leida.dudar(f"{por_que} y el mes no dice el suyo: se puso en {plan.anio}.")
    for mes in sueltos:
        mes.confianza = min(mes.confianza, DUDOSA)


def _anios_del_plan(plan: PlanBorrador) -> list[int]:
    """Los del título, si dice «2025-2026» o «enero 2025 – diciembre 2026» y no son más de tres."""
    hallado = _DOS_ANIOS.search(llano(plan.titulo or ""))
    if hallado is None:
        return []
    primero, ultimo = int(hallado[1]), int(hallado[2])
    return list(range(primero, ultimo + 1)) if 0 < ultimo - primero < _ANIOS_MAXIMOS else []


def _poner_cifras(borrador: ActividadBorrador, leida: ActividadLeida) -> None:
    """El peso y el presupuesto que no son cifras quedan en las observaciones."""
    peso, presupuesto = leida.datos.get(Campo.PESO), leida.datos.get(Campo.PRESUPUESTO)
    if peso is not None:
        borrador.peso = _decimal(peso.texto)
        _observar_si_falta(borrador, "Ponderación", peso, borrador.peso)
    if presupuesto is not None:
        borrador.presupuesto = pesos(presupuesto.texto)
        _observar_si_falta(borrador, "Presupuesto", presupuesto, borrador.presupuesto)


def _observar_si_falta(borrador: ActividadBorrador, titulo: str, dato: Dato, leido: float | None) -> None:
    if leido is None:
        texto = f"{titulo}: {dato.texto}"
        borrador.observaciones = f"{borrador.observaciones}; {texto}" if borrador.observaciones else texto


def _decimal(texto: str) -> float | None:
    hallado = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*%?\s*", texto)
    return float(hallado[1].replace(",", ".")) if hallado else None


def _poner_meses(borrador: ActividadBorrador, leida: ActividadLeida, plan: PlanBorrador) -> None:
    fechados = sorted(
        ((_anio(mes, plan), mes) for mes in leida.meses), key=lambda par: (par[0] or 0, par[1].mes)
    )
    for anio, mes in fechados:
        borrador.meses.append(
            MesBorrador(
                anio=anio, mes=mes.mes, programado=mes.programado, ejecutado=mes.ejecutado, nota=mes.nota
            )
        )
        clave = f"meses.{anio}-{mes.mes:02d}" if anio is not None else f"meses.{mes.mes:02d}"
        borrador.confianzas[clave] = mes.confianza
        if mes.origen is not None:
            borrador.origen[clave] = mes.origen


def _anio(mes: MesLeido, plan: PlanBorrador) -> int | None:
    if mes.anio is not None or plan.anio is None:
        return mes.anio
    if mes.vuelta:
        return plan.anio + mes.vuelta
    return plan.anio + (mes.mes < plan.mes_inicio)


def _avisar_del_anio(borrador: Borrador) -> None:
    if borrador.plan.anio is None:
        mensaje = "El documento no dice el año del plan: indíquelo antes de aceptar."
        borrador.avisos.insert(0, Aviso(fila=None, mensaje=mensaje))


def _avisar_de_lo_mensual(borrador: Borrador) -> None:
    """«Mensual» dentro del nombre es una propuesta, no un dato."""
    for actividad in borrador.actividades:
        hallado = _MENSUAL.search(llano(actividad.actividad))
        if hallado and not actividad.meses:
            cita = f"«{actividad.actividad}» dice «{hallado[1]}»"
            mensaje = f"{cita}: si corresponde, prográmela en cada mes del plan."
            lugar = actividad.origen.get(Campo.ACTIVIDAD.value)
            actividad.motivos.append(mensaje)
            borrador.avisos.append(Aviso(fila=_fila(lugar), mensaje=mensaje))


def _fila(lugar: Origen | None) -> int | None:
    return lugar.fila if lugar else None
