"""Planes con todo lo que una persona puede escribir: comillas, saltos, fórmulas, ceros a la izquierda…"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from hypothesis import strategies as st

from modelos.arbol import (
    ActividadDelPlan,
    CeldaMes,
    LineaDelPlan,
    ObjetivoDelPlan,
    PlanCompleto,
    UnidadResponsable,
)
from modelos.importacion.exportado import como_se_escribe
from modelos.meses import Mes, periodo
from modelos.parecido import normalizar
from modelos.plan import EstadoPlan, TipoPlan

_DIFICILES = (
    "=1+1", "=HYPERLINK(\"http://x\")", "+56 9 1234", "-3", "@usuario", "\t=2", "'apóstrofo", "''dos", "001",
    "12-03-2026", "25 %", "0,5", "1.234,56", "X", "sí", "VERDADERO", "#N/A", "_x0041_", "a;b", 'dice "hola"',
    "línea uno\nlínea dos", "Clave", "Ene 2026", "Línea: Agua", "p1-a1-0000",
    "<b>&amp;</b>", "{=1}", "¿?", "NULL",
)  # fmt: skip
_LETRAS = st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"], max_codepoint=0x2FFF)


def _limpio(texto: str) -> bool:
    return bool(como_se_escribe(texto))


textos = (st.sampled_from(_DIFICILES) | st.text(_LETRAS, min_size=1, max_size=40)).filter(_limpio)
opcionales = st.none() | textos
dinero = st.none() | st.integers(0, 10**12)
cantidades = st.integers(0, 5000)
unidades = st.lists(
    textos.filter(lambda nombre: bool(normalizar(nombre))), max_size=3, unique_by=normalizar
).map(lambda nombres: tuple(UnidadResponsable(n, nombre, None) for n, nombre in enumerate(nombres, start=1)))


@st.composite
def _actividades(dibujar: st.DrawFn, meses: list[Mes]) -> ActividadDelPlan:
    celdas = st.builds(CeldaMes, cantidades, cantidades, nota=opcionales)
    return ActividadDelPlan(
        id=0,
        objetivo_id=0,
        codigo=dibujar(opcionales),
        nombre=dibujar(textos),
        peso=dibujar(st.sampled_from([0.0, 0.1, 1.0, 2.5, 33.333]) | st.floats(0, 10**6)),
        unidad_medida=dibujar(opcionales),
        meta=dibujar(opcionales),
        indicador=dibujar(opcionales),
        medio_verificacion=dibujar(opcionales),
        presupuesto_centavos=dibujar(dinero),
        gastado_centavos=dibujar(dinero),
        recurrencia=dibujar(opcionales),
        observaciones=dibujar(opcionales),
        causa=dibujar(opcionales),
        proximo_paso=dibujar(opcionales),
        unidades=dibujar(unidades),
        meses=dibujar(st.dictionaries(st.sampled_from(meses), celdas, max_size=6)),
    )


@st.composite
def planes(dibujar: st.DrawFn) -> PlanCompleto:
    """Un plan de 1 a 30 meses, con meses programados y ejecutados dentro de él."""
    inicio = Mes(dibujar(st.integers(2020, 2030)), dibujar(st.integers(1, 12)))
    cantidad = dibujar(st.integers(1, 30))
    actividades = dibujar(st.lists(_actividades(periodo(inicio, cantidad)), min_size=1, max_size=5))
    return PlanCompleto(
        id=dibujar(st.integers(1, 999)),
        version=dibujar(st.integers(1, 999)),
        nombre=dibujar(textos),
        tipo=dibujar(st.sampled_from(TipoPlan)),
        estado=EstadoPlan.BORRADOR,
        inicio=inicio,
        cantidad_meses=cantidad,
        nivel=None,
        unidad=dibujar(opcionales),
        vigente_desde=None,
        municipalidad_id=1,
        municipalidad=dibujar(textos),
        pais="CL",
        lineas=tuple(_repartidas(dibujar, actividades)),
    )


def _repartidas(dibujar: st.DrawFn, actividades: list[ActividadDelPlan]) -> Iterator[LineaDelPlan]:
    """Cada actividad en su objetivo; dos objetivos por línea."""
    objetivos = [
        ObjetivoDelPlan(n, n // 2, dibujar(textos), (replace(actividad, id=n, objetivo_id=n),))
        for n, actividad in enumerate(actividades, start=2)
    ]
    programas = dibujar(st.booleans())
    for numero, suyos in groupby(objetivos, key=lambda objetivo: objetivo.linea_id):
        programa = dibujar(opcionales) if programas else None
        yield LineaDelPlan(
            numero, numero, dibujar(textos), numero if programa else None, programa, tuple(suyos)
        )
