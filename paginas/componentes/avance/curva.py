"""La curva del plan: lo aprobado, lo programado hoy y lo ejecutado, con el corte y el atraso."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from modelos.frases import meses, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import Curva
from modelos.seguimiento.eje_de_meses import marcas
from modelos.seguimiento.frase_de_avance import describir
from modelos.seguimiento.informe_de_avance import InformeDeAvance
from paginas.componentes.tablas import tabla, ver_tabla
from paginas.componentes.texto import Armado

TINTA, TENUE, REGLA = "#1d2622", "#55605a", "#dad7cc"
LOGRADO, ALERTA = "#1c6b4c", "#b0331c"
"""Los colores del tema claro; `avance.css` los cambia en el oscuro buscándolos por su valor."""

ALTO = 360  # píxeles
MARCAS = (0, 25, 50, 75, 100)
TOPE = 110  # por ciento: deja aire sobre el 100 para los rótulos
SOBRE_EL_EJE = Fraction(1, 10)
"""Lo que vale menos no deja lugar bajo su punto para el rótulo."""

CONFIGURACION = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


class Rotulo(NamedTuple):
    """Un texto escrito junto a un punto, que se dibuja si lleva `marca`."""

    x: float
    y: float
    texto: str
    color: str
    donde: str
    marca: str = ""


def mostrar(informe: InformeDeAvance, con_sus_datos: Armado) -> None:
    """El gráfico, su descripción para quien no lo ve y la tabla con los mismos datos."""
    curva = informe.curva
    if not isinstance(curva, Curva):
        return
    with st.container(key="tarjeta_curva", gap=None):
        st.html("<h2>Programado y ejecutado</h2>")
        st.plotly_chart(
            dibujar(curva, informe.curva_aprobada, informe.corte),
            theme=None,
            height=ALTO,
            key="curva_de_avance",
            config=CONFIGURACION,
            alt=describir(curva, informe.corte),
        )
        st.html(con_sus_datos)


def datos(informe: InformeDeAvance) -> str:
    """HTML de la tabla con los datos de la curva; vacío si no la hay."""
    if not isinstance(informe.curva, Curva):
        return ""
    filas = _tabla(informe.curva, informe.curva_aprobada, informe.corte)
    return ver_tabla(filas, "programado y ejecutado")


@lru_cache(maxsize=100)
def dibujar(curva: Curva, aprobada: Curva | None, corte: Mes) -> go.Figure:
    """Una figura con los cierres de mes en el eje x, contados desde antes de comenzar; nadie la cambia."""
    lugar = max(corte.desde(curva.inicio) + 1, 0)
    figura = go.Figure(layout=_disposicion(curva))
    if aprobada is not None:
        figura.add_trace(_linea(curva, aprobada.programado, aprobada.total, "aprobado", TENUE, "dot"))
    figura.add_trace(_linea(curva, curva.programado, curva.total, "programado", TENUE, "dash"))
    hasta_el_corte = curva.ejecutado[: lugar + 1]
    figura.add_trace(_linea(curva, hasta_el_corte, curva.total, "ejecutado", LOGRADO, "solid", ancho=3))
    if corte >= curva.inicio:
        _marcar_corte(figura, curva, corte, lugar)
    return figura


def _linea(
    curva: Curva, valores: Sequence[int], total: int, nombre: str, color: str, trazo: str, *, ancho: int = 2
) -> go.Scatter:
    partes = [Fraction(valor, total) for valor in valores]
    cierres = ["antes de comenzar", *(f"cierre de {curva.inicio.mas(n)}" for n in range(len(partes) - 1))]
    return go.Scatter(
        x=list(range(len(partes))),
        y=[float(parte) * 100 for parte in partes],
        mode="lines",
        name=nombre,
        line={"color": color, "width": ancho, "dash": trazo},
        text=[
            f"{cierre}: {porcentaje(parte)} {nombre}" for cierre, parte in zip(cierres, partes, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _marcar_corte(figura: go.Figure, curva: Curva, corte: Mes, lugar: int) -> None:
    """La vertical del corte, el tramo del atraso y los rótulos; estos en un solo trazo, que pinta antes."""
    programado, ejecutado = curva.programado_al(corte), curva.ejecutado_al(corte)
    rotulos = [
        Rotulo(lugar, TOPE, f"cierre de {corte.nombre}", TINTA, "top left"),
        *_valores(lugar, programado, ejecutado, al_final=lugar > 0.7 * len(curva.programado)),
    ]
    figura.add_trace(_segmento((lugar, 0), (lugar, TOPE), TINTA, ancho=1, trazo="dot"))
    atraso = curva.atraso_al(corte).meses
    if atraso:
        desde, altura = lugar - float(atraso), float(ejecutado) * 100
        figura.add_trace(_segmento((desde, altura), (lugar, altura), ALERTA, ancho=2, trazo="solid"))
        donde = "middle left" if desde > 1 else "top right"  # si no cabe antes del tramo, va sobre él
        rotulos.append(Rotulo(desde, altura, f"<b>{meses(atraso)} </b>", ALERTA, donde, "line-ns-open"))
    figura.add_trace(_escribir(rotulos))


def _valores(lugar: int, programado: Fraction, ejecutado: Fraction, *, al_final: bool) -> list[Rotulo]:
    """El mayor, sobre su punto; el menor, debajo, salvo que quede pegado al eje."""
    valores = [(programado, "programado", TENUE, "circle-open"), (ejecutado, "ejecutado", LOGRADO, "circle")]
    menor, mayor = sorted(valores, key=lambda valor: valor[0])
    alto = "top" if menor[0] < SOBRE_EL_EJE else "bottom"
    lado = "left" if al_final else "right"
    return [
        Rotulo(lugar, float(parte) * 100, f"<b>{porcentaje(parte)} {nombre}</b>", color, donde, marca)
        for (parte, nombre, color, marca), donde in ((mayor, "top left"), (menor, f"{alto} {lado}"))
    ]


def _segmento(
    desde: tuple[float, float], hasta: tuple[float, float], color: str, *, ancho: int, trazo: str
) -> go.Scatter:
    (x0, y0), (x1, y1) = desde, hasta
    linea = {"color": color, "width": ancho, "dash": trazo}
    return go.Scatter(x=[x0, x1], y=[y0, y1], mode="lines", line=linea, hoverinfo="skip")


def _escribir(rotulos: Sequence[Rotulo]) -> go.Scatter:
    colores = [rotulo.color for rotulo in rotulos]
    return go.Scatter(
        x=[rotulo.x for rotulo in rotulos],
        y=[rotulo.y for rotulo in rotulos],
        mode="markers+text",
        text=[rotulo.texto for rotulo in rotulos],
        textposition=[rotulo.donde for rotulo in rotulos],
        textfont={"color": colores},
        marker={
            "color": colores,
            "symbol": [rotulo.marca or "circle" for rotulo in rotulos],
            "size": [10 if rotulo.marca else 0 for rotulo in rotulos],
            "line": {"color": colores, "width": 2},
            "opacity": 1,
        },
        cliponaxis=False,
        hoverinfo="skip",
    )


def _disposicion(curva: Curva) -> go.Layout:
    lugares, nombres = zip(*marcas(curva), strict=True)
    return go.Layout(
        template="none",
        height=ALTO,
        margin={"l": 52, "r": 16, "t": 26, "b": 30},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": TENUE, "size": 13},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={"bgcolor": "#ffffff", "bordercolor": TENUE, "font": {"color": TINTA}},
        xaxis={
            "range": [0, len(curva.programado) - 0.6],
            "tickvals": lugares,
            "ticktext": nombres,
            "ticklabelstandoff": 5,  # bajo el punto de un 0 %
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "range": [0, TOPE],
            "tickvals": MARCAS,
            "ticktext": [porcentaje(Fraction(marca, 100)) for marca in MARCAS],
            "gridcolor": REGLA,
            "zeroline": False,
            "fixedrange": True,
        },
    )


def _tabla(curva: Curva, aprobada: Curva | None, corte: Mes) -> str:
    """Lo acumulado al cierre de cada mes; lo ejecutado, solo hasta el corte."""
    encabezados = ["Al cierre de", "Programado", *(["Aprobado"] if aprobada else []), "Ejecutado"]
    filas = []
    for mes in (curva.inicio.mas(n) for n in range(len(curva.programado) - 1)):
        aprobado = [porcentaje(aprobada.programado_al(mes))] if aprobada else []
        ejecutado = porcentaje(curva.ejecutado_al(mes)) if mes <= corte else ""
        filas.append([str(mes), porcentaje(curva.programado_al(mes)), *aprobado, ejecutado])
    return tabla(encabezados, filas)
