"""El comienzo de la página: la oración que la abre, con cada cifra enlazada a sus filas, y el vacío."""

from datetime import date
from html import escape

import streamlit as st

from modelos.cadena import corta
from modelos.estados import EstadoActividad
from modelos.frases import contar, fecha_larga
from modelos.seguimiento.frase_de_avance import Cifra, Frase, Tramo
from modelos.seguimiento.informe_de_avance import InformeDeAvance
from modelos.seguimiento.programacion import nombrar_corte
from paginas.componentes import permitido
from paginas.componentes.avance.eleccion import Eleccion

LAS_MAS_ATRASADAS = "mas-atrasadas"
"""El lugar de la página con la lista a la que lleva el atraso."""


def titulo(informe: InformeDeAvance, hoy: date, huella: str | None) -> str:
    """HTML: de qué plan se habla y a qué corte; impreso, también cuándo y con qué bitácora."""
    partes = [informe.plan.municipalidad, informe.plan.nombre, *_alcance(informe)]
    partes.append(nombrar_corte(informe.corte, informe.horizonte.inicio))
    bitacora = f" · Bitácora {corta(huella)}" if huella else ""
    return (
        '<header class="portada-avance"><h1>Avance del plan</h1>'
        f'<p class="subtitulo">{escape(" · ".join(partes))}'
        f'<span class="solo-impreso"> · Impreso el {fecha_larga(hoy)}{bitacora}</span></p></header>'
    )


def frase(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """HTML: la oración y, si algo se reprogramó, la comparación con lo aprobado."""
    aprobado = _enlazada(informe.frase_aprobado, informe, eleccion)
    segunda = f'<p class="frase-aprobado">{aprobado}</p>' if aprobado else ""
    principal = _enlazada(informe.frase, informe, eleccion)
    return f'<div class="portada-avance"><p class="frase-avance">{principal}</p>{segunda}</div>'


def _alcance(informe: InformeDeAvance) -> list[str]:
    """Si es un borrador, y la línea y el año, si se eligieron."""
    borrador = [] if informe.plan.vigente else [informe.plan.estado.etiqueta.lower()]
    linea = [informe.linea.titulo] if informe.linea else []
    anio = [f"año {informe.horizonte.anio}"] if informe.horizonte.anio else []
    return borrador + linea + anio


def _enlazada(oracion: Frase, informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """La oración con sus enlaces; lo que explica el atraso puede ser largo y va en letra más chica."""
    tramos = [_tramo(tramo, informe, eleccion) for tramo in oracion]
    nombradas = [lugar for lugar, tramo in enumerate(oracion) if tramo.cifra is Cifra.ACTIVIDAD]
    if not nombradas:
        return "".join(tramos)
    corte = nombradas[0] - 1
    return f'{"".join(tramos[:corte])}<span class="porque">{"".join(tramos[corte:])}</span>'


def _tramo(tramo: Tramo, informe: InformeDeAvance, eleccion: Eleccion) -> str:
    dicho = escape(tramo.texto)
    match tramo.cifra:
        case None:
            return dicho
        case Cifra.ATRASO if informe.atrasadas:
            return f'<a class="atraso" href="#{LAS_MAS_ATRASADAS}">{dicho}</a>'
        case Cifra.ACTIVIDAD:
            return f"<a {eleccion.a_la_actividad(tramo.actividad_id)}>{dicho}</a>"
    return f"<a {eleccion.al_cronograma()}>{dicho}</a>"


def mostrar_vacio(informe: InformeDeAvance) -> None:
    """Qué falta para que haya un avance que mostrar, y dónde se hace."""
    total = len(informe.cronograma.actividades)
    if not total:
        st.markdown("Aún no hay actividades.")
        permitido.enlace("importar", "Importar un documento", "upload_file")
        permitido.enlace("estructura", "Escribirlas a mano", "account_tree")
        return
    ninguna = "no tiene" if total == 1 else "y ninguna tiene"
    st.markdown(
        f"{contar(total, 'actividad')} {ninguna} meses programados: sin ellos no hay con qué comparar lo "
        "ejecutado. En el cronograma, «Programar meses…» los pone en varias actividades a la vez."
    )
    st.page_link(
        "paginas/cronograma.py",
        label="Programar en el cronograma",
        icon=":material/edit_calendar:",
        query_params={"plan": str(informe.plan.id), "estado": EstadoActividad.SIN_PROGRAMAR.value},
    )
