"""Cómo se llaman los archivos que se exportan, y cuáles hay."""

from dataclasses import replace
from datetime import date

import pytest

from datos.exportadores import catalogo
from datos.exportadores.pedido import Documento, Pedido
from modelos.arbol import UnidadResponsable
from modelos.calendario.cronograma import Filtro
from modelos.errores import ErrorDeDominio
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 11, 25)
CSV = catalogo.buscar(Documento.CRONOGRAMA, "csv")


def llamado(nombre: str) -> str:
    return CSV.nombre_de_archivo(Pedido(plan(linea(actividad()), nombre=nombre), HOY))


def test_el_nombre_dice_el_plan_y_la_fecha() -> None:
    assert llamado("Plan 2024 Valle de los Chillos") == (
        "cronograma-plan-2024-valle-de-los-chillos-2026-11-25.csv"
    )


def test_el_nombre_vale_en_windows() -> None:
    nombre = llamado('  Año: "2026" / Gestión\\Ambiental? <borrador> ' + "largo " * 60)

    assert nombre.startswith("cronograma-ano-2026-gestion-ambiental-borrador-largo-")
    assert len(nombre) < 110
    assert not set(nombre) & set('<>:"/\\|?* ')


def test_un_plan_sin_letras_latinas_tiene_nombre_igual() -> None:
    assert llamado("¿?") == "cronograma-2026-11-25.csv"


def test_el_nombre_dice_la_unidad_solo_si_el_archivo_es_de_ella() -> None:
    unidad = UnidadResponsable(7, "Aseo y Ornato", None)
    pedido = Pedido(plan(linea(actividad(unidades=(unidad,)))), HOY, filtro=Filtro(unidad_id=7))

    assert CSV.nombre_de_archivo(pedido) == "cronograma-plan-2026-11-25.csv"
    de_la_unidad = replace(CSV, filtrable=True).nombre_de_archivo(pedido)
    assert de_la_unidad == "cronograma-aseo-y-ornato-plan-2026-11-25.csv"


def test_ninguna_clave_se_repite_dentro_de_un_documento() -> None:
    pares = [(exportacion.documento, exportacion.clave) for exportacion in catalogo.EXPORTACIONES]

    assert len(set(pares)) == len(pares)


def de_dos_anios(documento: Documento, anio: int | None = None, texto: str = "") -> list[str]:
    completo = plan(linea(actividad()), meses=24)
    return catalogo.alcance(documento, Pedido(completo, HOY, anio=anio, filtro=Filtro(texto=texto)))


def test_se_dice_que_anios_lleva_cada_formato_si_se_mira_uno() -> None:
    assert de_dos_anios(Documento.CRONOGRAMA, 2027) == [
        "Excel, CSV y Calendario (.ics) llevan todos los años del plan.",
        "Word y PDF llevan solo 2027: si los quiere todos, elíjalos en «Año».",
    ]
    assert de_dos_anios(Documento.AVANCE, 2027) == [
        "PDF lleva solo 2027: si los quiere todos, elíjalos en «Año»."
    ]


def test_si_todos_llevan_lo_que_se_mira_no_se_dice_nada() -> None:
    de_un_anio = Pedido(plan(linea(actividad())), HOY, anio=2026)

    assert de_dos_anios(Documento.CRONOGRAMA) == catalogo.alcance(Documento.CRONOGRAMA, de_un_anio) == []
    assert de_dos_anios(Documento.PARTICIPACION, 2027) == []


def test_se_dice_cuales_no_llevan_los_filtros() -> None:
    assert de_dos_anios(Documento.CRONOGRAMA, texto="feria") == [
        "Excel, Word y CSV llevan todas las actividades, sin los filtros."
    ]


def test_pedir_un_formato_que_no_hay_dice_cuales_hay() -> None:
    with pytest.raises(ErrorDeDominio, match=r"«cronograma» no se exporta como papiro\. Hay .*csv"):
        catalogo.buscar(Documento.CRONOGRAMA, "papiro")
