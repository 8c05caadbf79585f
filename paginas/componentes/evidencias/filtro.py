"""Los filtros de la biblioteca, que viven en la dirección."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from modelos.certificacion.estados import ClaseEvidencia, EstadoEvidencia
from modelos.certificacion.proceso import EvidenciaDelPlan
from modelos.parecido import normalizar
from paginas.componentes import selector_en_la_direccion

POR_VENCER = timedelta(days=30)
LISTA, GALERIA = "lista", "galeria"
SIN_USO, VENCE = "sin_uso", "por_vencer"
_TODAS = {"": "Todas"}
_VISTAS = {LISTA: "Lista", GALERIA: "Fotografías"}
_ESTADOS = _TODAS | {
    **{estado.value: estado.etiqueta for estado in EstadoEvidencia},
    VENCE: "Vencidas o por vencer en 30 días",
    SIN_USO: "Que nadie usa",
}
_CLASES = _TODAS | {clase.value: clase.etiqueta for clase in ClaseEvidencia}


@dataclass(frozen=True, slots=True)
class Filtro:
    """Lo pedido; vacío, todo lo que no está retirado."""

    estado: str = ""
    clase: str = ""
    texto: str = ""
    galeria: bool = False

    def aplicar(self, todas: Sequence[EvidenciaDelPlan], hoy: date) -> list[EvidenciaDelPlan]:
        """Las que cumplen, de la más nueva a la más antigua."""
        buscado = normalizar(self.texto)
        return [
            una
            for una in reversed(todas)
            if self._es_del_estado(una, hoy)
            and (not self.clase or una.clase.value == self.clase)
            and buscado in normalizar(f"{una.codigo} {una.titulo} {una.actual.nombre if una.actual else ''}")
        ]

    def _es_del_estado(self, una: EvidenciaDelPlan, hoy: date) -> bool:
        en_uso = una.estado is not EstadoEvidencia.RETIRADA
        match self.estado:
            case "":
                return en_uso
            case "por_vencer":
                return en_uso and una.vence is not None and una.vence - POR_VENCER <= hoy
            case "sin_uso":
                return en_uso and not una.requisitos and not una.actividades
        return una.estado.value == self.estado


def mostrar(todas: Sequence[EvidenciaDelPlan]) -> Filtro:
    """Los selectores, y lo que dicen."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtros_de_evidencia"):
        vista = selector_en_la_direccion.elegir("Vista", "vista", _VISTAS, ancho=150)
        estado = selector_en_la_direccion.elegir("Estado", "estado", _ESTADOS, ancho=260)
        clase = selector_en_la_direccion.elegir("Clase", "clase", _CLASES, ancho=200)
        texto = ""
        if len(todas) > 1:
            texto = st.text_input(
                "Buscar", key="buscar_evidencia", placeholder="Título, código o archivo", width=260
            )
    return Filtro(estado, clase, texto or "", galeria=vista == GALERIA)
