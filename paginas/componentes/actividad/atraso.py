"""Por qué va atrasada una actividad y qué se hará."""

from dataclasses import replace
from html import escape

import streamlit as st

from datos import historial, seguimiento
from datos.conexion import lectura
from datos.seguimiento import DEL_ATRASO
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.contenido import CAMPOS_DE_ACTIVIDAD
from modelos.fusion import Campos, ConflictoDeCampos, Valor, dicho
from modelos.paises import conocido
from modelos.seguimiento.pendientes import Asunto
from paginas.componentes import borrador, choque, ficha_en_curso, identidad, mensajes, permitido
from paginas.componentes.ficha_en_curso import Ficha

MAXIMO = 1000  # letras


def mostrar(plan: PlanCompleto, asunto: Asunto) -> None:
    """Se pregunta si está atrasada o vencida, o si ya se había explicado algo o quedó sin guardar."""
    actividad = asunto.actividad
    dicha = actividad.causa or actividad.proximo_paso
    if not (asunto.estado.pide_atencion or dicha or borrador.lo_propio(plan.id, _lugar(actividad))):
        return
    with st.container(key="atraso"):
        st.header("Causa y próximo paso")
        if permitido.registra_en(actividad):
            _preguntar(plan, actividad)
    dichos = (("Causa del atraso", actividad.causa), ("Próximo paso", actividad.proximo_paso))
    impreso = "".join(f"<p><b>{nombre}:</b> {escape(dicho)}</p>" for nombre, dicho in dichos if dicho)
    clase = "solo-impreso" if permitido.registra_en(actividad) else "dicho"
    st.html(f'<div class="{clase}">{impreso or "<p>Sin causa informada.</p>"}</div>')


def _lugar(actividad: ActividadDelPlan) -> Lugar:
    return Lugar(Parte.ATRASO, str(actividad.id))


@st.fragment
def _preguntar(plan: PlanCompleto, actividad: ActividadDelPlan) -> None:
    """Cada campo que se deja queda como borrador, y lo que choca con lo de otra persona se elige."""
    identidad.de_la_visita()
    guardado: Campos = {campo: getattr(actividad, campo) for campo in DEL_ATRASO}
    titulo = f"el atraso de «{actividad.nombre}»"
    ficha = ficha_en_curso.abrir(plan.id, _lugar(actividad), titulo, "causa", guardado)
    if ficha.choques:
        elegido = choque.elegir(ficha, CAMPOS_DE_ACTIVIDAD, conocido(plan.pais).zona_horaria)
    else:
        _campos(ficha)
        elegido = ficha_en_curso.boton_de_guardar(ficha, _leer(ficha))
    if elegido is not None:
        _guardar(plan, actividad, ficha, *elegido)


def _campos(ficha: Ficha) -> None:
    izquierda, derecha = st.columns(2)
    for columna, campo, rotulo in (
        (izquierda, "causa", "Por qué va atrasada"),
        (derecha, "proximo_paso", "Qué se hará"),
    ):
        columna.text_area(
            rotulo,
            dicho(ficha.partida[campo]),
            height=90,
            max_chars=MAXIMO,
            key=ficha.campo(campo),
            on_change=lambda: ficha_en_curso.dejar(ficha, _leer(ficha)),
        )


def _leer(ficha: Ficha) -> Campos:
    return ficha_en_curso.leer(ficha, _a_valor)


def _a_valor(_campo: str, leido: object) -> Valor:
    return str(leido or "").strip() or None


def _guardar(
    plan: PlanCompleto, actividad: ActividadDelPlan, ficha: Ficha, visto: Campos, escrito: Campos
) -> None:
    """Con la actividad como se veía al escribir, y no como esté ahora."""
    causa, paso = (dicho(visto[campo]) or None for campo in DEL_ATRASO)
    vista = replace(actividad, causa=causa, proximo_paso=paso)
    with mensajes.explicar_rechazo():
        try:
            seguimiento.explicar_atraso(plan, vista, *(dicho(escrito[campo]) for campo in DEL_ATRASO))
        except ConflictoDeCampos as conflicto:
            _chocar(plan.id, actividad.id, ficha, escrito, conflicto)
        else:
            ficha_en_curso.cerrar(ficha)
            mensajes.anunciar("Causa y próximo paso guardados.")
        st.rerun()


def _chocar(
    plan_id: int, actividad_id: int, ficha: Ficha, escrito: Campos, conflicto: ConflictoDeCampos
) -> None:
    campos = [uno.campo for uno in conflicto.choques]
    with lectura() as sesion:
        autores = historial.autorias(sesion, plan_id, "actividad", {"id": actividad_id}, campos)
    ficha_en_curso.chocar(ficha, escrito, conflicto.choques, autores)
