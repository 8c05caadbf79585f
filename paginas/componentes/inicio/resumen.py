"""Lo que encabeza y cierra Este mes: las cuentas que llevan a sus filas, y el avance de cada línea."""

from datetime import date
from html import escape

import streamlit as st

from modelos import pendientes
from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.avance import Curva, Grupo, SinAvance, medir, promediar
from modelos.estados import EstadoActividad
from modelos.frases import contar, entero, fecha_con_dia, porcentaje
from modelos.meses import Mes
from modelos.pendientes import Pendientes
from modelos.programacion import Horizonte, corte_por_omision, nombrar_corte
from paginas.componentes.plan_actual import clave

CRONOGRAMA = "paginas/cronograma.py"
_PLAZO = {
    EstadoActividad.ATRASADA: "con meses por delante",
    EstadoActividad.VENCIDA: "con el plazo cumplido",
}


def reunir(plan: PlanCompleto, hoy: date) -> Pendientes:
    """Lo que hay que hacer, reunido una vez por versión del plan y por día."""
    return _reunir(clave(plan, hoy), plan, hoy)


@st.cache_resource(max_entries=40, show_spinner=False)
def _reunir(clave: str, _plan: PlanCompleto, _hoy: date) -> Pendientes:  # noqa: ARG001
    return pendientes.reunir(_plan, _hoy)


def encabezado(plan: PlanCompleto, pendientes: Pendientes, hoy: date) -> None:
    """La fecha, el mes y a qué corte está el avance."""
    st.html(f'<p class="fecha">Hoy es {fecha_con_dia(hoy)}</p>')
    st.title(f"Este mes: {pendientes.mes.nombre}")
    corte = corte_por_omision(hoy, plan.inicio, plan.fin)
    partes = (plan.municipalidad, plan.nombre, f"avance {nombrar_corte(corte, plan.inicio)}")
    st.html(f'<p class="subtitulo">{escape(" · ".join(partes))}</p>')


def cuentas(pendientes: Pendientes) -> None:
    """Cuatro números, cada uno con un enlace a sus filas en el cronograma; el cero va sin enlace."""
    por_estado = pendientes.por_estado
    with st.container(horizontal=True, key="cuentas"):
        _cuenta(
            len(pendientes.este_mes),
            ("vence este mes", "vencen este mes"),
            _ya_ejecutadas(pendientes.ejecutadas),
            "mes",
            {"mes": pendientes.mes.clave},
        )
        for estado in (EstadoActividad.ATRASADA, EstadoActividad.VENCIDA):
            nombre = estado.etiqueta.lower()
            detalle = _PLAZO[estado] if por_estado[estado] else ""
            _cuenta(por_estado[estado], (nombre, f"{nombre}s"), detalle, estado, {"estado": estado})
        proximo = pendientes.proximo
        _cuenta(
            pendientes.del_proximo,
            (f"vence en {proximo.nombre}", f"vencen en {proximo.nombre}"),
            str(proximo.anio) if pendientes.no_comienza else "el próximo mes",
            "proximo",
            {"mes": proximo.clave},
        )


def _cuenta(cantidad: int, nombre: tuple[str, str], detalle: str, clave: str, filtro: dict[str, str]) -> None:
    with st.container(key=f"cuenta_{clave}", gap=None):
        st.html(f'<p class="cantidad">{entero(cantidad)}</p>')
        texto = nombre[cantidad != 1]
        if not cantidad:
            st.html(f'<p class="de-que">{escape(texto)}</p>')
        elif st.button(texto, key=f"ver_{clave}", type="tertiary"):
            st.switch_page(CRONOGRAMA, query_params=filtro)
        impreso = f'<p class="solo-impreso de-que">{escape(texto)}</p>' if cantidad else ""
        st.html(f'{impreso}<p class="detalle">{escape(detalle)}</p>')


def _ya_ejecutadas(cantidad: int) -> str:
    return f"{entero(cantidad)} ya ejecutada{'' if cantidad == 1 else 's'}"


def avance_por_linea(plan: PlanCompleto, hoy: date) -> None:
    """Una tabla con lo ejecutado y lo programado de cada línea, y al lado lo que queda fuera."""
    tabla, sin_programar = _tabla_por_linea(clave(plan, hoy), plan, hoy)
    st.html(tabla)
    _sin_programar(sin_programar)


@st.cache_resource(max_entries=40, show_spinner=False)
def _tabla_por_linea(clave: str, _plan: PlanCompleto, _hoy: date) -> tuple[str, int]:  # noqa: ARG001
    """El HTML y cuántas actividades no cuenta ningún porcentaje."""
    corte = corte_por_omision(_hoy, _plan.inicio, _plan.fin)
    horizonte = Horizonte(_plan.inicio, _plan.fin)
    medidas = {m.actividad_id: m for m in medir((a.programacion for a in _plan.actividades), horizonte)}
    filas = "".join(
        _fila(linea, promediar(medidas[a.id] for a in linea.actividades), corte) for linea in _plan.lineas
    )
    tabla = (
        '<section class="avance-lineas">'
        f"<h2>Avance por {_plan.etiquetas.linea} {nombrar_corte(corte, _plan.inicio)}</h2><table><thead><tr>"
        f'<th scope="col" colspan="2">{_plan.etiquetas.linea.capitalize()}</th><th scope="col">Ejecutado</th>'
        '<th scope="col">Programado</th><th scope="col">Atraso</th><th scope="col">Sin programar</th>'
        f"</tr></thead><tbody>{filas}</tbody></table></section>"
    )
    return tabla, sum(isinstance(medida.curva, SinAvance) for medida in medidas.values())


def _sin_programar(cuantas: int) -> None:
    """Lo que ningún porcentaje cuenta, con el enlace a sus filas."""
    if not cuantas:
        return
    queda = "queda" if cuantas == 1 else "quedan"
    with st.container(horizontal=True, vertical_alignment="center", key="fuera_del_avance"):
        st.html(
            f'<p class="subtitulo">{contar(cuantas, "actividad")} sin programar {queda} fuera '
            "del porcentaje.</p>"
        )
        if st.button("Ver", key="ver_sin_programar", type="tertiary"):
            st.switch_page(CRONOGRAMA, query_params={"estado": EstadoActividad.SIN_PROGRAMAR})


def _fila(linea: LineaDelPlan, grupo: Grupo, corte: Mes) -> str:
    fuera = entero(len(grupo.sin_programar)) if grupo.sin_programar else ""
    return (
        f'<tr><td class="numeral">{escape(linea.numeral)}</td>'
        f'<th scope="row">{escape(linea.nombre_sin_numeral)}</th>{_avance(grupo.curva, corte)}'
        f'<td data-nombre="Sin programar">{fuera}</td></tr>'
    )


def _avance(curva: Curva | SinAvance, corte: Mes) -> str:
    if isinstance(curva, SinAvance):
        return f'<td colspan="3" class="tenue">{curva.etiqueta}</td>'
    ejecutado, programado = curva.ejecutado_al(corte), curva.programado_al(corte)
    barra = f'<span class="pista"><span style="width:{float(ejecutado):.1%}"></span></span>'
    return (
        f'<td data-nombre="Ejecutado">{barra}'
        f'{porcentaje(ejecutado)}</td><td data-nombre="Programado">{porcentaje(programado)}</td>'
        f'<td data-nombre="Atraso">{curva.atraso_al(corte).frase}</td>'
    )
