"""Qué aportes se muestran: cada cifra de la cuenta es un enlace que lo deja dicho en la dirección."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.frases import entero, plural
from modelos.nodos import Nodo
from modelos.participacion import TipoAporte
from modelos.rendicion import SIN_LINEA, Rendicion, Situacion
from paginas.componentes import enlaces

PANTALLA = "participacion"


@dataclass(frozen=True, slots=True)
class Filtro:
    """Lo que se pide de los aportes; None es cualquiera."""

    plan_id: int
    tipo: TipoAporte | None = None
    situacion: Situacion | None = None
    linea_id: int | None = None

    @property
    def vacio(self) -> bool:
        """Si los muestra todos."""
        return self == Filtro(self.plan_id)

    def aplicar(self, rendicion: Rendicion) -> Rendicion:
        """Los aportes que lo cumplen."""
        return rendicion.solo(self.tipo, self.situacion, self.linea_id)

    def enlace(self, nodo: Nodo | None = None) -> str:
        """Los atributos del enlace que muestra estos aportes, con uno abierto si se dice."""
        return enlaces.atributos(
            PANTALLA,
            plan=self.plan_id,
            clase=self.tipo,
            situacion=self.situacion,
            linea=self.linea_id,
            nodo=None if nodo is None else str(nodo),
        )


def en_la_direccion(plan: PlanCompleto) -> Filtro:
    """El filtro que dice la dirección; lo que no se entiende, o es de otro plan, no filtra."""
    clase, situacion, linea = (st.query_params.get(clave) for clave in ("clase", "situacion", "linea"))
    lineas = {str(id_): id_ for id_ in (SIN_LINEA, *(linea.id for linea in plan.lineas))}
    return Filtro(
        plan.id,
        TipoAporte(clase) if clase in set(TipoAporte) else None,
        Situacion(situacion) if situacion in set(Situacion) else None,
        lineas.get(linea or ""),
    )


def cifra(filtro: Filtro, cantidad: int, que: str) -> str:
    """HTML de una cifra que lleva a sus filas; el cero no lleva a ninguna parte."""
    if not cantidad:
        return "0"
    return f'<a {filtro.enlace()} title="Ver {escape(que)}">{entero(cantidad)}</a>'


def frase(filtro: Filtro, plan: PlanCompleto) -> str:
    """«Solo observaciones sin respuesta de «Eje social»», para decir qué se está mirando."""
    partes = ["Solo", plural((filtro.tipo.etiqueta if filtro.tipo else "aporte").lower())]
    if filtro.situacion is not None:
        nexo = "que " if filtro.situacion is Situacion.REALIZADO else ""
        partes.append(nexo + filtro.situacion.rotulo(cuantos=2))
    if filtro.linea_id is not None:
        nombres = {linea.id: f"de «{linea.nombre}»" for linea in plan.lineas}
        partes.append(nombres.get(filtro.linea_id, f"sin {plan.etiquetas.linea}"))
    return " ".join(partes)
