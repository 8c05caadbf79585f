"""Suponer deja ver qué cambiaría, y no toca lo guardado."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.certificacion.brecha import Causa
from modelos.certificacion.cumplimiento import Afirmacion, contar
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import Certificacion
from modelos.certificacion.supuestos import Supuesto, cambio, suponer
from modelos.frases import ESPACIO_FINO
from tests.modelos.certificacion.certificaciones import (
    HOY,
    certificaciones,
    cumplidos,
    un_requisito,
    una_certificacion,
)


def test_dar_uno_por_cumplido_sube_la_cuenta_y_cierra_la_brecha() -> None:
    diferencia = cambio(una_certificacion(*cumplidos(4, 5)), Supuesto(cumplen=frozenset({5})), HOY, "Básica")

    assert diferencia.dicho.afirmacion is Afirmacion.EN_CONDICIONES
    assert diferencia.frase == f"De 80{ESPACIO_FINO}% a 100{ESPACIO_FINO}%; de 1 a 0 abiertos."


def test_dejar_uno_fuera_lo_saca_de_lo_aplicable() -> None:
    diferencia = cambio(una_certificacion(*cumplidos(1, 2)), Supuesto(fuera=frozenset({2})), HOY, "Básica")

    assert (diferencia.antes.aplicables, diferencia.despues.aplicables) == (2, 1)
    assert diferencia.frase == f"De 50{ESPACIO_FINO}% a 100{ESPACIO_FINO}%; de 1 a 0 abiertos."


def test_dejar_fuera_lo_unico_que_hay_es_quedarse_sin_datos() -> None:
    diferencia = cambio(una_certificacion(*cumplidos(1, 1)), Supuesto(fuera=frozenset({1})), HOY, "Básica")

    assert diferencia.dicho.afirmacion is Afirmacion.SIN_DATOS
    assert diferencia.frase == f"De 100{ESPACIO_FINO}% a sin datos; de 0 a 0 abiertos."


def test_en_otra_fecha_cambia_por_que_esta_abierto() -> None:
    certificacion = una_certificacion(un_requisito(comprometido=date(2026, 8, 1)))

    diferencia = cambio(certificacion, Supuesto(hoy=date(2026, 9, 1)), HOY, "Básica")

    assert [uno.principal for uno in diferencia.abiertos_antes] == [Causa.SIN_EVIDENCIA]
    assert [uno.principal for uno in diferencia.abiertos_despues] == [Causa.FECHA_PASADA]


def test_el_ritmo_es_el_de_lo_supuesto_y_en_su_fecha() -> None:
    supuesto = Supuesto(cumplen=frozenset({4}), hoy=date(2026, 11, 1))

    diferencia = cambio(una_certificacion(*cumplidos(3, 10)), supuesto, HOY, "Básica")

    assert (diferencia.ritmo.faltan, diferencia.ritmo.meses) == (5, 2)


def test_se_puede_suponer_que_quien_audita_cambia_de_parecer() -> None:
    certificacion = una_certificacion(un_requisito(1, EstadoResultado.CUMPLE, EstadoResultado.NO_CUMPLE))

    supuesta = suponer(certificacion, Supuesto(cumplen=frozenset({1})))

    assert contar(supuesta.requisitos).cumplimiento == 1


def test_lo_guardado_queda_como_estaba() -> None:
    certificacion = una_certificacion(un_requisito())

    suponer(certificacion, Supuesto(cumplen=frozenset({1})))

    assert certificacion == una_certificacion(un_requisito())


@pytest.mark.parametrize(
    ("supuesto", "vacio"),
    [
        (Supuesto(), True),
        (Supuesto(cumplen=frozenset({1})), False),
        (Supuesto(fuera=frozenset({1})), False),
        (Supuesto(hoy=HOY), False),
    ],
)
def test_un_supuesto_vacio_no_supone_nada(supuesto: Supuesto, vacio: bool) -> None:
    assert supuesto.vacio is vacio


@given(certificaciones(), st.integers(1, 6))
def test_suponer_que_se_cumple_uno_nunca_baja_el_cumplimiento(certificacion: Certificacion, id_: int) -> None:
    supuesta = suponer(certificacion, Supuesto(cumplen=frozenset({id_})))

    antes, despues = contar(certificacion.requisitos), contar(supuesta.requisitos)
    assert (despues.cumplimiento or 0) >= (antes.cumplimiento or 0)
    assert despues.desactivados == antes.desactivados
