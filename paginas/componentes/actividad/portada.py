"""El comienzo de la pantalla de una actividad: dónde está, cómo va y los botones para registrar."""

from datetime import date
from html import escape

import streamlit as st

from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.borradores import Parte
from modelos.certificacion.proceso import EnActividad
from modelos.nodos import Clase, Nodo
from modelos.seguimiento import frase_de_avance
from modelos.seguimiento.avance import medir, promediar
from modelos.seguimiento.ejecucion import lo_ejecutado
from modelos.seguimiento.pendientes import Asunto
from modelos.seguimiento.programacion import Horizonte, corte_por_omision
from modelos.seguimiento.resumen_de_asunto import detalle
from paginas.componentes import dialogo_recordado, permitido, registro, traslado
from paginas.componentes.evidencias import carga
from paginas.componentes.simbolos import con_etiqueta
from paginas.componentes.texto import sin_formato

PANTALLA = "actividad"


def mostrar(plan: PlanCompleto, asunto: Asunto, hoy: date) -> None:
    """Línea y objetivo, nombre, estado y una oración con su avance."""
    actividad = asunto.actividad
    lugar = filter(None, (asunto.linea.programa, asunto.linea.nombre, asunto.objetivo.nombre))
    migas = " › ".join(parte.removesuffix(".") for parte in lugar)
    st.html(
        f'<p class="solo-impreso">{escape(plan.nombre)} · {plan.inicio} a {plan.fin}</p>'
        f'<p class="fecha">{escape(migas)}</p>'
    )
    st.title(sin_formato(actividad.nombre.removesuffix(".")))
    medidas = medir([actividad.programacion], Horizonte(plan.inicio, plan.fin))
    corte = corte_por_omision(hoy, plan.inicio, plan.fin)
    frase = frase_de_avance.texto(frase_de_avance.redactar(promediar(medidas), corte, "la actividad"))
    st.html(
        f'<p class="subtitulo">{escape(detalle(plan, asunto))}</p>'
        f'<p class="avance-actividad">{con_etiqueta(asunto.estado)}<span>{escape(frase)}</span></p>'
    )


def botones(plan: PlanCompleto, asunto: Asunto, hoy: date) -> None:
    """Registrar lo que falta, una parte, o mover lo programado."""
    falta = asunto.celda.por_ejecutar or asunto.de_antes
    if plan.inicio > asunto.mes or not permitido.registra_en(asunto.actividad):
        return
    registro.rechazo(asunto.actividad.id)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"botones_ficha_{asunto.actividad.id}"
    ):
        if falta and asunto.mes <= plan.fin:
            registro.ejecutada(plan, asunto, falta, hoy)
            que = lo_ejecutado(falta, asunto.actividad.unidad_medida)
            st.html(
                f'<span class="que-registra">{escape(que)} en {asunto.mes.nombre}</span>', width="content"
            )
        registro.parcial(plan, asunto, hoy)
        con_evidencia = st.button(
            "Cargar evidencia…",
            key=f"evidencia_ficha_{asunto.actividad.id}",
            icon=":material/attach_file:",
            type="tertiary",
        )
        se_traslada = asunto.meses_por_ejecutar and asunto.mes <= plan.fin and permitido.edita()
        if se_traslada:
            traslado.boton(plan, asunto, hoy, PANTALLA)
    pedido = dialogo_recordado.por_abrir(str(asunto.actividad.id))
    if con_evidencia and falta and asunto.mes <= plan.fin:
        registro.abrir(plan, asunto, hoy, falta)
    elif con_evidencia:
        carga.preguntar(plan, PANTALLA, actividad=EnActividad(asunto.actividad.id, min(asunto.mes, plan.fin)))
    elif pedido is Parte.PARCIAL:
        registro.abrir(plan, asunto, hoy)
    elif pedido is Parte.TRASLADO and se_traslada:
        traslado.abrir(plan, asunto, hoy, PANTALLA)


def enlace_a_contenido(actividad: ActividadDelPlan) -> None:
    """Lleva a donde se edita lo que el plan dice de ella."""
    with st.container(key="editar_contenido"):
        nodo = str(Nodo(Clase.ACTIVIDAD, actividad.id))
        permitido.enlace("estructura", "Editar en Contenido del plan", "edit", nodo=nodo)
