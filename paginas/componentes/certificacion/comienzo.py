"""Elegir el nivel que el plan persigue: con qué catálogo, desde cuándo y qué trae."""

from datetime import date
from html import escape

import streamlit as st

from datos import catalogos
from datos.certificacion import procesos
from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import Catalogo, NivelDeCatalogo
from modelos.certificacion.plazos import fin_del_plazo
from modelos.frases import contar, fecha_larga
from modelos.plan import TipoPlan
from paginas.componentes import permitido
from paginas.componentes.acciones import accion
from paginas.componentes.certificacion import sustento

PAGINA = "certificacion"


def mostrar(plan: PlanCompleto) -> None:
    """Qué hace falta, y el formulario para quien edita."""
    st.html(
        '<p class="aviso-vacio">Este plan todavía no persigue un nivel. Al elegirlo se copian sus '
        "requisitos, que después se ajustan, se reparten y se prueban con evidencia.</p>"
    )
    if not permitido.edita():
        return
    disponibles = sorted(catalogos.listar(), key=lambda uno: not _le_va(uno, plan))
    catalogo = st.selectbox(
        "Catálogo",
        disponibles,
        format_func=lambda uno: uno.nombre,
        key="catalogo",
    )
    nivel = _elegir_nivel(catalogo, plan.nivel)
    comienza = st.date_input(
        "Comienza", date(plan.inicio.anio, plan.inicio.mes, 1), format="DD-MM-YYYY", key="comienza"
    )
    st.html(_que_trae(catalogo, nivel, comienza))
    if st.button("Perseguir este nivel", key="comenzar_proceso", type="primary"):
        with accion(f"Perseguir {nivel.nombre}", PAGINA, plan.id) as sesion:
            procesos.comenzar(sesion, plan.id, catalogo, nivel, comienza)


def _le_va(catalogo: Catalogo, plan: PlanCompleto) -> bool:
    return (plan.tipo is TipoPlan.SCAM) == (catalogo.marco == "scam") and catalogo.pais == plan.pais


def _elegir_nivel(catalogo: Catalogo, pedido: str | None) -> NivelDeCatalogo:
    if len(catalogo.niveles) == 1:
        return catalogo.niveles[0]
    codigos = [nivel.codigo for nivel in catalogo.niveles]
    lugar = codigos.index(pedido) if pedido in codigos else 0
    return st.selectbox(
        f"{catalogo.etiqueta_nivel.capitalize()} que se persigue",
        catalogo.niveles,
        lugar,
        format_func=lambda nivel: nivel.nombre,
        key=f"nivel_de_{catalogo.clave}",
    )


def _que_trae(catalogo: Catalogo, nivel: NivelDeCatalogo, comienza: date) -> str:
    requisitos = catalogo.requisitos_de(nivel.codigo)
    termina = fin_del_plazo(comienza, nivel.meses.valor)
    dura = (
        f"{contar(nivel.meses.valor, 'mes')}, hasta el {fecha_larga(termina)} "
        f"({nivel.meses.certeza.etiqueta.lower()})"
        if nivel.meses.valor
        else f"sin confirmar: se propone hasta el {fecha_larga(termina)}, que se cambia después"
    )
    minimo = sustento.porcentaje(nivel.minimo)
    return (
        '<dl class="que-trae">'
        f"<dt>Requisitos</dt><dd>{len(requisitos)}, con su fuente y su certeza</dd>"
        f"<dt>Duración</dt><dd>{escape(dura)}</dd>"
        f"<dt>Mínimo exigido</dt><dd>{escape(minimo)}</dd></dl>"
        f'<p class="subtitulo">{escape(catalogo.nota)}</p>'
    )
