"""El cronograma para leer e imprimir: la grilla, su encabezado de papel y sus firmas."""

from collections.abc import Collection, Iterable
from datetime import date
from html import escape

import streamlit as st

from datos import anexos_del_plan
from datos.anexos_del_plan import FirmaDelPlan
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Cronograma
from modelos.calendario.cronograma_escrito import avance_al_corte, describir_filtro
from modelos.frases import contar, fecha_larga
from modelos.seguimiento.programacion import nombrar_corte
from paginas.componentes import permitido
from paginas.componentes.cronograma import despliegue, filtros, grilla, programar_meses
from paginas.componentes.cronograma.filtros import Eleccion
from paginas.componentes.directo import directo
from paginas.componentes.plan_actual import clave
from paginas.componentes.texto import Armado


def titulo(plan: PlanCompleto, cronograma: Cronograma, hoy: date) -> None:
    """El nombre de la pantalla, cuánto muestra y a qué corte; al lado, programar. Va en una fila."""
    st.html(
        f'<h1 class="titulo-de-pantalla">Cronograma {cronograma.periodo}</h1>'
        f'<p class="subtitulo">{_resumen(plan, cronograma)}</p>'
    )
    if cronograma.lineas and permitido.edita():
        programar_meses.ofrecer(cronograma, hoy)


def _resumen(plan: PlanCompleto, cronograma: Cronograma) -> str:
    lineas = contar(len(cronograma.lineas), plan.etiquetas.linea, dentro_de_frase=True)
    partes = [escape(plan.nombre), f"{contar(len(cronograma.actividades), 'actividad')} en {lineas}"]
    sin_programar = len(cronograma.total.grupo.sin_programar)
    if sin_programar:
        partes.append(f"{sin_programar} sin programar")
    partes.append(f"avance {nombrar_corte(cronograma.corte, plan.inicio)}")
    return " · ".join(partes)


def mostrar(
    plan: PlanCompleto, cronograma: Cronograma, eleccion: Eleccion, hoy: date, abiertas: Collection[int]
) -> None:
    """La leyenda, la grilla y, al imprimir, el encabezado de cada página y las firmas."""
    como = clave(plan, hoy, eleccion, sorted(abiertas))
    st.html(
        _dibujada(
            clave=como,
            _plan=plan,
            _cronograma=cronograma,
            _eleccion=eleccion,
            _hoy=hoy,
            _abiertas=abiertas,
        )
    )


@st.cache_resource(max_entries=40, show_spinner=False)
def _dibujada(
    clave: str,  # noqa: ARG001  (lo demás ya está en ella)
    _plan: PlanCompleto,
    _cronograma: Cronograma,
    _eleccion: Eleccion,
    _hoy: date,
    _abiertas: Collection[int],
) -> Armado:
    with lectura() as sesion:
        firmas = anexos_del_plan.firmas(sesion, _plan.id)
    dibujo = grilla.dibujar(
        _plan,
        _cronograma,
        titulo=_encabezado_impreso(_plan, _cronograma, _eleccion, _hoy),
        cierre=_firmas(firmas),
        abiertas=_abiertas,
    )
    return directo(grilla.leyenda(despliegue.boton(_cronograma, _abiertas)) + dibujo)


def mostrar_vacio(plan: PlanCompleto, eleccion: Eleccion) -> None:
    """Por qué no hay filas, y qué hacer."""
    if not eleccion.filtro.vacio:
        st.markdown("Ninguna actividad cumple estos filtros.")
        st.button("Quitar filtros", key="quitar_filtros", on_click=filtros.quitar)
        return
    st.markdown(f"Este plan aún no tiene {plan.etiquetas.lineas} ni actividades.")
    permitido.enlace("importar", "Importar un documento", "upload_file")
    permitido.enlace("estructura", "Escribirlo a mano", "account_tree")


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
