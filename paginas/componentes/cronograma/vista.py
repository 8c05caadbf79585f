"""El cronograma para leer e imprimir: la grilla, su encabezado de papel y sus firmas."""

from collections.abc import Iterable
from datetime import date
from html import escape

import streamlit as st

from datos.anexos_del_plan import FirmaDelPlan
from modelos.arbol import PlanCompleto
from modelos.cronograma import Cronograma
from modelos.cronograma_escrito import avance_al_corte, describir_filtro
from modelos.frases import contar, fecha_larga
from modelos.programacion import nombrar_corte
from paginas.componentes import enlaces
from paginas.componentes.cronograma import filtros, grilla, programar_meses
from paginas.componentes.cronograma.filtros import Eleccion

_PLEGADO = "cronograma_plegado"


def titulo(plan: PlanCompleto, cronograma: Cronograma, hoy: date) -> None:
    """El nombre de la pantalla, cuánto muestra y a qué corte; al lado, programar y plegar."""
    st.title(f"Cronograma {cronograma.periodo}")
    with st.container(horizontal=True, vertical_alignment="center", key="resumen_del_cronograma"):
        st.html(f'<p class="subtitulo">{_resumen(plan, cronograma)}</p>')
        if cronograma.lineas:
            programar_meses.ofrecer(cronograma, hoy)
            st.button(
                "Desplegar todo" if _plegado() else "Plegar todo",
                key="plegar",
                type="tertiary",
                on_click=_alternar_plegado,
            )


def _resumen(plan: PlanCompleto, cronograma: Cronograma) -> str:
    lineas = contar(len(cronograma.lineas), plan.etiquetas.linea, dentro_de_frase=True)
    partes = [escape(plan.nombre), f"{contar(len(cronograma.actividades), 'actividad')} en {lineas}"]
    sin_programar = len(cronograma.total.grupo.sin_programar)
    if sin_programar:
        partes.append(f"{sin_programar} sin programar")
    partes.append(f"avance {nombrar_corte(cronograma.corte, plan.inicio)}")
    return " · ".join(partes)


def mostrar(
    plan: PlanCompleto,
    cronograma: Cronograma,
    eleccion: Eleccion,
    hoy: date,
    firmas: Iterable[FirmaDelPlan],
) -> None:
    """La leyenda, la grilla y, al imprimir, el encabezado de cada página y las firmas."""
    st.html(f"<style>{grilla.hoja_de_ventana(len(cronograma.meses))}</style>")
    st.html(grilla.leyenda())
    st.html(
        grilla.dibujar(
            plan,
            cronograma,
            titulo=_encabezado_impreso(plan, cronograma, eleccion, hoy),
            cierre=_firmas(firmas),
            desplegado=not _plegado(),
            elegido=st.query_params.get("plan", ""),
        )
    )


def mostrar_vacio(plan: PlanCompleto, eleccion: Eleccion) -> None:
    """Por qué no hay filas, y qué hacer."""
    if not eleccion.filtro.vacio:
        st.markdown("Ninguna actividad cumple estos filtros.")
        st.button("Quitar filtros", key="quitar_filtros", on_click=filtros.quitar)
        return
    st.markdown(f"Este plan aún no tiene {plan.etiquetas.lineas} ni actividades.")
    st.page_link("paginas/importar.py", label="Importar un documento", icon=":material/upload_file:")
    st.page_link("paginas/estructura.py", label="Escribirlo a mano", icon=":material/account_tree:")


def _plegado() -> bool:
    return bool(st.session_state.get(_PLEGADO, False))


def _alternar_plegado() -> None:
    st.session_state[_PLEGADO] = not _plegado()


def boton_imprimir() -> None:
    """Abre el diálogo de impresión del navegador."""
    st.html(enlaces.boton_imprimir(), width=110)


def _encabezado_impreso(plan: PlanCompleto, cronograma: Cronograma, eleccion: Eleccion, hoy: date) -> str:
    """HTML que se repite en cada página: municipalidad, plan, filtros, fecha y avance."""
    solo = describir_filtro(plan, eleccion.filtro)
    filtros = f"<br>Solo {escape(solo)}" if solo else ""
    return (
        f"{escape(plan.municipalidad)}<br><b>Cronograma {cronograma.periodo} · {escape(plan.nombre)}</b><br>"
        f"Impreso el {fecha_larga(hoy)} · {avance_al_corte(cronograma, plan.inicio)}{filtros}"
    )


def _firmas(firmas: Iterable[FirmaDelPlan]) -> str:
    cuadros = "".join(
        f"<div>{escape(firma.nombre)}<br>{escape(firma.cargo or '')}<br>{escape(firma.accion)}</div>"
        for firma in firmas
    )
    return f'<div class="firmas">{cuadros}</div>'
