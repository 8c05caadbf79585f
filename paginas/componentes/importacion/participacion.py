"""Los aportes ciudadanos del documento: cuáles quedarán unidos a su actividad y cuáles se propondrán."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from modelos.frases import contar, enumerar
from modelos.importacion.plan_aceptado import AporteAceptado, PlanAceptado
from modelos.participacion import TipoAporte
from modelos.propuestas import Propuesta, del_documento


def mostrar(aceptado: PlanAceptado) -> None:
    """Una línea que se despliega; nada si el documento no trae aportes."""
    if not aceptado.aportes:
        return
    propuestas = del_documento(aceptado)
    unidos = [aporte for aporte in aceptado.aportes if aporte.actividades]
    with st.expander(_frase(aceptado, len(unidos), len(propuestas)), icon=":material/forum:"):
        st.html(
            '<div class="aportes-leidos">'
            + _seccion("Quedarán unidos a la actividad que dice lo mismo", map(_dicho, unidos))
            + _seccion(
                "Se propondrán en Participación, donde una persona decide", _propuestos(aceptado, propuestas)
            )
            + "</div>"
        )


def _frase(aceptado: PlanAceptado, unidos: int, propuestas: int) -> str:
    """«32 aportes ciudadanos: 10 quedarán unidos a una actividad y 7 respuestas posibles por decidir»."""
    partes = [
        f"{unidos or 'ninguno'} {'quedará unido' if unidos <= 1 else 'quedarán unidos'} a una actividad"
    ]
    if propuestas:
        partes.append(f"{contar(propuestas, 'respuesta posible')} por decidir después")
    return f"{contar(len(aceptado.aportes), 'aporte ciudadano')}: {enumerar(partes)}"


def _seccion(titulo: str, elementos: Iterable[str]) -> str:
    lista = "".join(f"<li>{elemento}</li>" for elemento in elementos)
    return f"<h4>{titulo}</h4><ul>{lista}</ul>" if lista else ""


def _propuestos(aceptado: PlanAceptado, propuestas: Iterable[Propuesta]) -> list[str]:
    linea = aceptado.decision.tipo.etiquetas.linea
    return [
        f"{_dicho(aceptado.aportes[propuesta.pareja.aporte])} <small>{propuesta.razon(linea)}:</small> "
        f"{escape(aceptado.actividades[propuesta.pareja.actividad].nombre)}"
        for propuesta in propuestas
    ]


def _dicho(aporte: AporteAceptado) -> str:
    return f"<small>{TipoAporte(aporte.tipo).etiqueta}</small> {escape(aporte.texto)}"
