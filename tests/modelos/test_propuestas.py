"""Qué actividades se proponen para un aporte, y cuáles no."""

import pytest

from modelos.importacion.borrador import AporteBorrador
from modelos.importacion.plan_aceptado import aceptar
from modelos.participacion import Aporte, TipoAporte
from modelos.propuestas import PROPUESTAS_POR_APORTE, Dicho, Pareja, del_documento, del_plan, proponer
from tests.datos.borradores import un_borrador, una_actividad, una_decision
from tests.modelos import planes_completos as de_prueba


def propuestas(aporte: str, *actividades: str) -> list[str]:
    """Los nombres de las actividades que se proponen para un aporte de su misma línea."""
    dichas = [Dicho(lugar, 1, texto) for lugar, texto in enumerate(actividades)]
    return [actividades[p.pareja.actividad] for p in proponer([Dicho(0, 1, aporte)], dichas, ())]


@pytest.mark.parametrize(
    ("aporte", "actividad"),
    [
        ("Se irá implementando alarmas comunitarias", "Implementación de Alarmas Comunitarias"),
        ("Mejorar el equipo técnico", "Fortalecer los equipos técnicos y aumentar su presencia"),
        ("Gestionar el mantenimiento de áreas verdes.", "Hacer mantenimientos y entregar áreas verdes"),
        ("Barredora de calles", "Barredoras de calle"),
    ],
)
def test_se_propone_lo_que_habla_de_lo_mismo_con_otras_palabras(aporte: str, actividad: str) -> None:
    assert propuestas(aporte, actividad, "Talleres de huerto escolar") == [actividad]


@pytest.mark.parametrize(
    ("aporte", "actividad"),
    [
        ("Mejorar las plazas", "Mejorar el agua"),  # una sola palabra en común
        ("Para todos entre todos", "Para todos desde entre todos los demás"),  # ninguna con contenido
        ("Socializar nuevas ordenanzas de interés", "Socialización de la Ordenanza de Fauna Urbana"),
        ("", "Talleres"),
    ],
)
def test_no_se_propone_lo_que_apenas_coincide(aporte: str, actividad: str) -> None:
    assert propuestas(aporte, actividad) == []


def test_lo_que_dice_lo_mismo_va_primero_y_despues_lo_de_su_linea() -> None:
    actividades = [
        Dicho(1, 2, "Instalar basureros grandes en plazas"),
        Dicho(2, 1, "Instalar basureros nuevos en plazas"),
        Dicho(3, 2, "INSTALAR BASUREROS EN PLAZAS."),
    ]

    hechas = proponer([Dicho(7, 1, "Instalar basureros en plazas")], actividades, ())

    assert [(p.pareja.actividad, p.razon("línea")) for p in hechas] == [
        (3, "Dice lo mismo en otra línea"),
        (2, "Dice algo parecido"),
        (1, "Dice algo parecido en otra línea"),
    ]


def test_de_un_aporte_se_proponen_pocas() -> None:
    muchas = [f"Instalar basureros en la plaza {n}" for n in range(20)]

    assert len(propuestas("Instalar basureros en la plaza", *muchas)) == PROPUESTAS_POR_APORTE


def test_lo_enlazado_y_lo_descartado_no_se_proponen() -> None:
    actividades = [de_prueba.actividad(n, "Instalar basureros en plazas") for n in (1, 2, 3)]
    plan = de_prueba.plan(de_prueba.linea(*actividades))
    aporte = Aporte(9, 1, TipoAporte.ACUERDO, "Instalar basureros en plazas", (1,))

    hechas = del_plan(plan, [aporte], [Pareja(9, 2)])

    assert [propuesta.pareja for propuesta in hechas] == [Pareja(9, 3)]


def test_al_importar_lo_de_otra_linea_no_se_enlaza_pero_se_propone() -> None:
    borrador = un_borrador(una_actividad(1, linea="Línea 1", actividad="Campaña de reciclaje"))
    borrador.participacion = [
        AporteBorrador(linea="Línea 1", tipo="acuerdo", texto="campaña de RECICLAJE."),
        AporteBorrador(linea="Línea 2", tipo="observacion", texto="Campaña de reciclaje"),
    ]

    aceptado = aceptar(borrador, una_decision())

    assert [aporte.actividades for aporte in aceptado.aportes] == [(0,), ()]
    assert [propuesta.pareja for propuesta in del_documento(aceptado)] == [Pareja(1, 0)]
