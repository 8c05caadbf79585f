"""Qué se pidió, qué le responde, en qué va y qué falta."""

from collections.abc import Mapping
from datetime import date

import pytest

from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.estados import EstadoAporte
from modelos.meses import Mes
from modelos.participacion import Aporte, TipoAporte
from modelos.rendicion import SIN_LINEA, AporteRendido, Cuenta, Rendicion, Situacion, rendir
from modelos.seguimiento.liquidacion import Momento
from tests.modelos import planes_completos as de_prueba

MOMENTO = Momento.hoy(date(2026, 10, 14))
ACUERDO, APORTE, OBSERVACION = TipoAporte.ACUERDO, TipoAporte.APORTE, TipoAporte.OBSERVACION


def una(
    id_: int = 1, programado: Mapping[int, int] | None = None, ejecutado: Mapping[int, int] | None = None
) -> ActividadDelPlan:
    return de_prueba.actividad(id_, programado=programado, ejecutado=ejecutado)


COMPLETA = una(1, {3: 1}, {4: 1})
VENCIDA = una(2, {3: 2}, {4: 1})
ATRASADA = una(3, {3: 1, 12: 1})
AL_DIA = una(4, {3: 1, 12: 1}, {3: 1})
POR_INICIAR = una(5, {11: 1, 12: 1})
SIN_PROGRAMAR = una(6)


def un_plan(*actividades: ActividadDelPlan) -> PlanCompleto:
    return de_prueba.plan(de_prueba.linea(*actividades))


def un_aporte(*actividades: int, tipo: TipoAporte = OBSERVACION, linea_id: int | None = 1) -> Aporte:
    return Aporte(1, linea_id, tipo, "Más árboles", actividades)


def rendido(*actividades: ActividadDelPlan) -> AporteRendido:
    aporte = un_aporte(*[actividad.id for actividad in actividades])
    return rendir(un_plan(*actividades), [aporte], MOMENTO).aportes[0]


@pytest.mark.parametrize(
    ("actividades", "estado"),
    [
        ((), EstadoAporte.SIN_RESPUESTA),
        ((COMPLETA,), EstadoAporte.HECHO),
        ((COMPLETA, VENCIDA), EstadoAporte.CON_ATRASO),
        ((AL_DIA, ATRASADA), EstadoAporte.CON_ATRASO),
        ((COMPLETA, POR_INICIAR), EstadoAporte.EN_MARCHA),
        ((AL_DIA, SIN_PROGRAMAR), EstadoAporte.EN_MARCHA),
        ((POR_INICIAR, SIN_PROGRAMAR), EstadoAporte.POR_COMENZAR),
        ((SIN_PROGRAMAR,), EstadoAporte.SIN_FECHA),
    ],
)
def test_en_que_va_un_aporte_lo_dicen_sus_actividades(
    actividades: tuple[ActividadDelPlan, ...], estado: EstadoAporte
) -> None:
    assert rendido(*actividades).estado is estado


@pytest.mark.parametrize(
    ("actividad", "frase"),
    [
        (COMPLETA, "se terminó en abril de 2026"),
        (VENCIDA, "debía terminar en marzo de 2026 y se ha hecho 1 de 2"),
        (ATRASADA, "va con atraso: no se ha hecho"),
        (AL_DIA, "se ha hecho 1 de 2; sigue en diciembre de 2026"),
        (POR_INICIAR, "comienza en noviembre de 2026"),
        (una(8, {12: 1}), "está programada para diciembre de 2026"),
        (una(9, {3: 1, 10: 1}, {10: 1}), "se ha hecho 1 de 2"),  # lo que falta es de un mes que ya pasó
        (SIN_PROGRAMAR, "todavía no tiene fecha"),
        (una(7, {12: 8}, {9: 3}), "se han hecho 3 de 8; sigue en diciembre de 2026"),
    ],
)
def test_la_respuesta_dice_en_que_va_sin_palabras_del_plan(actividad: ActividadDelPlan, frase: str) -> None:
    assert rendido(actividad).respuestas[0].frase == frase


def test_mirado_en_un_corte_anterior_lo_hecho_despues_no_cuenta() -> None:
    al_cierre_de_marzo = Momento(Mes(2026, 3), Mes(2026, 3))

    antes = rendir(un_plan(COMPLETA), [un_aporte(1)], al_cierre_de_marzo)

    assert antes.aportes[0].estado is EstadoAporte.CON_ATRASO


def test_la_cuenta_separa_lo_que_tiene_actividad_lo_hecho_y_lo_que_nadie_responde() -> None:
    aportes = [un_aporte(1), un_aporte(1, 2), un_aporte(5), un_aporte(), un_aporte()]

    cuenta = rendir(un_plan(COMPLETA, VENCIDA, POR_INICIAR), aportes, MOMENTO).cuenta

    assert cuenta == Cuenta(total=5, con_actividad=3, realizados=1)
    assert cuenta.sin_respuesta == 2


def test_cada_cifra_tiene_sus_aportes() -> None:
    todos = [un_aporte(1), un_aporte(5), un_aporte(), un_aporte(tipo=ACUERDO), un_aporte(linea_id=None)]
    rendicion = rendir(un_plan(COMPLETA, POR_INICIAR), todos, MOMENTO)

    cuantos = {situacion: len(rendicion.solo(situacion=situacion).aportes) for situacion in Situacion}

    assert cuantos == {Situacion.CON_ACTIVIDAD: 2, Situacion.REALIZADO: 1, Situacion.SIN_RESPUESTA: 3}
    assert len(rendicion.solo(tipo=ACUERDO, situacion=Situacion.SIN_RESPUESTA).aportes) == 1
    assert len(rendicion.solo(linea_id=1).aportes) == 4
    assert len(rendicion.solo(linea_id=SIN_LINEA).aportes) == 1


def test_van_por_linea_y_dentro_de_ella_por_clase_y_los_sueltos_al_final() -> None:
    plan = de_prueba.plan(de_prueba.linea(id_=1), de_prueba.linea(id_=2))
    todos = [
        un_aporte(linea_id=None),
        un_aporte(linea_id=2, tipo=ACUERDO),
        un_aporte(linea_id=2),
        un_aporte(linea_id=1, tipo=APORTE),
        un_aporte(linea_id=99),  # su línea está en la papelera
    ]

    por_linea = rendir(plan, todos, MOMENTO).por_linea

    assert [(linea and linea.id, len(suyos.aportes)) for linea, suyos in por_linea] == [
        (1, 1),
        (2, 2),
        (None, 2),
    ]
    assert [rendido.aporte.tipo for rendido in por_linea[1][1].aportes] == [OBSERVACION, ACUERDO]


def test_una_actividad_que_ya_no_esta_en_el_plan_no_responde() -> None:
    assert rendir(un_plan(COMPLETA), [un_aporte(99)], MOMENTO).cuenta.con_actividad == 0


@pytest.mark.parametrize(
    ("cuenta", "tipos", "sujeto", "predicado"),
    [
        (
            Cuenta(15, 6, 0),
            [OBSERVACION],
            "De 15 observaciones",
            "6 tienen una actividad que les responde, ninguna se ha hecho y 9 están sin respuesta",
        ),
        (Cuenta(4, 0, 0), [APORTE], "De 4 aportes", "ninguno tiene respuesta"),
        (
            Cuenta(1, 1, 1),
            [ACUERDO],
            "De 1 acuerdo",
            "1 tiene una actividad que le responde, 1 se ha hecho y ninguno está sin respuesta",
        ),
        (
            Cuenta(32, 10, 2),
            [OBSERVACION, APORTE, ACUERDO],
            "De 32 observaciones, aportes y acuerdos",
            "10 tienen una actividad que les responde, 2 se han hecho y 22 están sin respuesta",
        ),
    ],
)
def test_la_cuenta_se_dice_en_una_oracion(
    cuenta: Cuenta, tipos: list[TipoAporte], sujeto: str, predicado: str
) -> None:
    assert cuenta.frase(tipos) == f"{sujeto}, {predicado}."


def test_sin_aportes_no_hay_nada_que_decir() -> None:
    assert Rendicion(()).frase == ""
    assert Rendicion(()).cuenta == Cuenta(0, 0, 0)
