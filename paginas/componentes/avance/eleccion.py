"""Qué se mira: el corte, el año o el plan entero, y la línea."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.estados import EstadoActividad
from modelos.frases import es_femenino
from modelos.meses import Mes
from modelos.seguimiento.informe_de_avance import ultimo_corte
from paginas.componentes import selector_en_la_direccion
from paginas.componentes.cronograma.filtros import PLAN_ENTERO
from paginas.componentes.enlaces import atributos

SIN_ELEGIR = ""


@dataclass(frozen=True, slots=True)
class Eleccion:
    """De qué plan y qué; None es el último mes completo, el plan entero o todas las líneas."""

    plan_id: int
    corte: Mes | None = None
    anio: int | None = None
    linea_id: int | None = None

    def al_cronograma(self, **filtros: str | int | None) -> str:
        """Los atributos de un enlace a las mismas filas en el cronograma, con otros filtros además."""
        mirado = {
            "plan": self.plan_id,
            "corte": self.corte.clave if self.corte else None,
            "anio": self.anio or PLAN_ENTERO,
            "linea": self.linea_id,
        }
        return atributos("cronograma", **mirado | filtros)

    def al_estado(self, estado: EstadoActividad) -> str:
        """Un enlace a las que están así; un año va sin filtro, porque los estados miran el plan entero."""
        return self.al_cronograma(estado=None if self.anio else estado)

    def a_la_actividad(self, actividad_id: int | None) -> str:
        """Los atributos de un enlace a la pantalla de una actividad."""
        return atributos("actividad", plan=self.plan_id, actividad=actividad_id)


def leer(plan: PlanCompleto, hoy: date) -> Eleccion:
    """Lo que dice la dirección, que es donde vive lo elegido."""
    corte, linea, anio = (
        selector_en_la_direccion.leer(clave, opciones)
        for clave, opciones in (
            ("corte", _cortes(plan, hoy)),
            ("linea", _lineas(plan)),
            ("anio", _anios(plan)),
        )
    )
    return Eleccion(
        plan.id,
        corte=next((mes for mes in plan.meses if mes.clave == corte), None),
        anio=int(anio) if anio else None,
        linea_id=int(linea) if linea else None,
    )


def mostrar(plan: PlanCompleto, hoy: date) -> None:
    """El corte va en la barra lateral, como en el cronograma; lo demás, donde se llama."""
    with st.sidebar:
        selector_en_la_direccion.elegir("Corte del avance", "corte", _cortes(plan, hoy))
    linea = plan.etiquetas.linea.capitalize()
    selector_en_la_direccion.elegir(linea, "linea", _lineas(plan), ancho=260)
    anios = _anios(plan)
    if len(anios) > 1:
        selector_en_la_direccion.elegir("Año", "anio", anios, ancho=150)


def _cortes(plan: PlanCompleto, hoy: date) -> dict[str, str]:
    """Los meses ya completos, del último al primero."""
    ultimo = ultimo_corte(plan, hoy)
    cerrados = [mes for mes in reversed(plan.meses) if mes < ultimo]
    return {SIN_ELEGIR: _nombre_del_ultimo(plan, ultimo)} | {
        mes.clave: str(mes).capitalize() for mes in cerrados
    }


def _nombre_del_ultimo(plan: PlanCompleto, ultimo: Mes) -> str:
    return "Antes de comenzar" if ultimo < plan.inicio else str(ultimo).capitalize()


def _lineas(plan: PlanCompleto) -> dict[str, str]:
    todas = "Todas" if es_femenino(plan.etiquetas.linea) else "Todos"
    return {SIN_ELEGIR: todas} | {str(linea.id): linea.titulo for linea in plan.lineas}


def _anios(plan: PlanCompleto) -> dict[str, str]:
    """Con un solo año no hay qué elegir."""
    tocados = sorted({mes.anio for mes in plan.meses})
    varios = {str(anio): str(anio) for anio in tocados} if len(tocados) > 1 else {}
    return {SIN_ELEGIR: "Plan entero"} | varios
