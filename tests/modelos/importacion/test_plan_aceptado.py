"""Del borrador al plan que quedará: niveles, meses con año, período y rechazos."""

from dataclasses import replace

import pytest

from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import AporteBorrador, MesBorrador
from modelos.importacion.plan_aceptado import MesAceptado, aceptar
from modelos.meses import Mes
from modelos.plan import TipoPlan
from tests.datos.borradores import un_borrador, un_mes, una_actividad, una_decision


@pytest.mark.parametrize(
    ("tipo", "linea", "objetivo"),
    [
        (TipoPlan.SCAM, "Sin línea en el documento", "Sin objetivo en el documento"),
        (TipoPlan.RENDICION, "Sin eje en el documento", "Sin propósito en el documento"),
        (TipoPlan.POA, "Sin unidad en el documento", "Sin meta en el documento"),
    ],
)
def test_el_nivel_que_falta_queda_con_un_nombre_que_lo_declara(
    tipo: TipoPlan, linea: str, objetivo: str
) -> None:
    plan = aceptar(un_borrador(una_actividad(linea=None, objetivo=None)), una_decision(tipo=tipo))

    assert [suya.nombre for suya in plan.lineas] == [linea]
    assert [suyo.nombre for suyo in plan.objetivos] == [objetivo]


def test_en_un_plan_operativo_la_unidad_que_lo_presenta_es_la_linea() -> None:
    decision = una_decision(tipo=TipoPlan.POA, unidad="Unidad de proyección social")

    plan = aceptar(un_borrador(una_actividad(linea=None)), decision)

    assert [linea.nombre for linea in plan.lineas] == ["Unidad de proyección social"]


def test_la_misma_linea_en_dos_programas_son_dos_lineas() -> None:
    primera, segunda = una_actividad(1, programa="Uno"), una_actividad(2, programa="Dos")

    plan = aceptar(un_borrador(primera, segunda), una_decision())

    assert plan.programas == ("Uno", "Dos")
    assert [linea.programa for linea in plan.lineas] == [0, 1]


def test_el_mes_sin_anio_cae_en_el_primero_desde_el_comienzo() -> None:
    actividad = una_actividad(meses=[un_mes(3, anio=None), un_mes(10, anio=None)])

    plan = aceptar(un_borrador(actividad), una_decision(anio=2026, mes_inicio=7))

    assert set(plan.actividades[0].meses) == {Mes(2027, 3), Mes(2026, 10)}


def test_el_mismo_mes_leido_dos_veces_se_suma() -> None:
    meses = [un_mes(3, 2), MesBorrador(anio=None, mes=3, programado=1, ejecutado=1, nota="jueves")]

    plan = aceptar(un_borrador(una_actividad(meses=meses)), una_decision())

    assert plan.actividades[0].meses == {Mes(2026, 3): MesAceptado(3, 1, "jueves")}


def test_el_periodo_crece_hasta_los_meses_del_documento() -> None:
    actividad = una_actividad(meses=[un_mes(11, anio=2025), un_mes(2, anio=2027)])

    plan = aceptar(un_borrador(actividad), una_decision(anio=2026))

    assert plan.se_extiende
    assert (plan.inicio, plan.fin) == (Mes(2025, 11), Mes(2027, 2))


def test_un_plan_dentro_de_su_periodo_no_se_extiende() -> None:
    plan = aceptar(un_borrador(una_actividad(meses=[un_mes(12)])), una_decision())

    assert not plan.se_extiende


def test_lo_excluido_no_va_ni_arrastra_su_linea() -> None:
    borrador = un_borrador(una_actividad(1), una_actividad(2, linea="Otra"))

    plan = aceptar(borrador, una_decision(excluidas=frozenset({"a2"})))

    assert [actividad.clave for actividad in plan.actividades] == ["a1"]
    assert [linea.nombre for linea in plan.lineas] == ["Gestión de residuos"]


def test_el_aporte_se_une_solo_a_la_actividad_de_su_linea() -> None:
    iguales = [una_actividad(n, linea=f"Línea {n}", actividad="Campaña de reciclaje") for n in (1, 2)]
    borrador = un_borrador(*iguales)
    borrador.participacion = [AporteBorrador(linea="Línea 2", tipo="acuerdo", texto="campaña de  RECICLAJE.")]

    plan = aceptar(borrador, una_decision())

    assert plan.aportes[0].actividades == (1,)


def test_la_misma_unidad_escrita_dos_veces_cuenta_una() -> None:
    actividad = una_actividad(responsables=["Dirección de Aseo", "DIRECCION DE ASEO", "Cultura"])

    plan = aceptar(un_borrador(actividad), una_decision())

    assert plan.actividades[0].unidades == ("Dirección de Aseo", "Cultura")


@pytest.mark.parametrize(
    ("decision", "frase"),
    [
        ({"nombre": " "}, "Falta el nombre del plan"),
        ({"municipalidad": ""}, "Falta la municipalidad"),
        ({"anio": 1889}, "entre 1990 y 2100"),
        ({"cantidad_meses": 121}, "de 1 a 120 meses"),
        ({"excluidas": frozenset({"a1"})}, "No hay ninguna actividad"),
    ],
)
def test_lo_que_falta_se_dice(decision: dict[str, object], frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase):
        aceptar(un_borrador(), una_decision(**decision))


@pytest.mark.parametrize(
    "campos",
    [
        {"peso": -1},
        {"presupuesto": float("inf")},
        {"meses": [un_mes(3, -2)]},
        {"meses": [un_mes(3, 3_000_000_000)]},
        {"actividad": "  "},
        {"meses": [un_mes(1, anio=1990), un_mes(1, anio=2026)]},
    ],
)
def test_lo_que_la_base_rechazaria_se_dice_antes(campos: dict[str, object]) -> None:
    with pytest.raises(ErrorDeDominio):
        aceptar(un_borrador(una_actividad(1, **campos)), una_decision())


def test_una_decision_no_cambia_la_otra() -> None:
    decision = una_decision()

    assert replace(decision, anio=2027).inicio == Mes(2027, 1)
    assert decision.inicio == Mes(2026, 1)
