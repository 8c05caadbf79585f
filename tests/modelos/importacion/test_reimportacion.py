"""Qué cambiaría en un plan con un documento leído de nuevo."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from modelos.arbol import ActividadDelPlan, CeldaMes, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.importacion import parejas
from modelos.importacion.borrador import ActividadBorrador
from modelos.importacion.plan_aceptado import PlanAceptado, aceptar
from modelos.importacion.reimportacion import Clase, Diferencia, bajas, comparar
from modelos.meses import Mes
from modelos.plan import EstadoPlan, TipoPlan
from tests.datos.borradores import un_borrador, un_mes, una_actividad, una_decision


def del_plan(numero: int, nombre: str, meses: Mapping[Mes, CeldaMes] | None = None) -> ActividadDelPlan:
    return ActividadDelPlan(
        numero, 1, str(numero), nombre, 1.0, None, None, None, None, None, None, None, None, None, None,
        meses=meses or {},
    )  # fmt: skip


def un_plan(*actividades: ActividadDelPlan) -> PlanCompleto:
    objetivo = ObjetivoDelPlan(1, 1, "a) Reducir los residuos", actividades)
    linea = LineaDelPlan(1, 1, "Gestión de residuos", objetivos=(objetivo,))
    return PlanCompleto(
        1, 1, "Plan", TipoPlan.SCAM, EstadoPlan.BORRADOR, Mes(2026, 1), 12, None, None, None, 1, "La Serena",
        "CL", (linea,),
    )  # fmt: skip


def documento(*actividades: ActividadBorrador) -> PlanAceptado:
    return aceptar(un_borrador(*actividades), una_decision())


def resumen(diferencias: tuple[Diferencia, ...]) -> list[tuple[Clase, str, str]]:
    return [(d.clase, d.nombre, d.campo) for d in diferencias]


def test_el_mismo_documento_no_cambia_nada() -> None:
    plan = un_plan(del_plan(1, "Taller de reciclaje 1"), del_plan(2, "Taller de reciclaje 2"))

    comparacion = comparar(plan, documento(una_actividad(1), una_actividad(2)))

    assert comparacion.diferencias == ()
    assert comparacion.iguales == 2


def test_mayusculas_tildes_y_puntos_no_son_otra_actividad() -> None:
    plan = un_plan(del_plan(1, "Campaña de reciclaje."))

    comparacion = comparar(plan, documento(una_actividad(1, actividad="CAMPANA DE RECICLAJE")))

    assert [d.clase for d in comparacion.diferencias] == [Clase.CAMBIADA]


def test_lo_nuevo_se_agrega_y_lo_que_falta_se_ofrece_quitar() -> None:
    plan = un_plan(del_plan(1, "Taller de reciclaje 1"), del_plan(2, "Poda de árboles"))

    comparacion = comparar(plan, documento(una_actividad(1), una_actividad(3, actividad="Feria ambiental")))

    assert resumen(comparacion.diferencias) == [
        (Clase.AGREGADA, "Feria ambiental", "Actividad"),
        (Clase.QUITADA, "Poda de árboles", "Actividad"),
    ]


def test_un_nombre_parecido_se_propone_como_la_misma() -> None:
    plan = un_plan(del_plan(1, "Realizar talleres con la comunidad"))
    nuevo = documento(una_actividad(1, actividad="Realizar cinco talleres con la comunidad"))

    junta, aparte = comparar(plan, nuevo), comparar(plan, nuevo, con_parecidas=False)

    assert [(d.campo, d.parecido) for d in junta.diferencias] == [("nombre", True)]
    assert [d.clase for d in aparte.diferencias] == [Clase.AGREGADA, Clase.QUITADA]


def test_la_actividad_que_cambio_de_objetivo_es_la_misma() -> None:
    plan = un_plan(del_plan(1, "Taller de reciclaje 1"))

    comparacion = comparar(plan, documento(una_actividad(1, objetivo="b) Otro")))

    assert [(d.campo, d.despues) for d in comparacion.diferencias] == [
        ("lugar", "Gestión de residuos › b) Otro")
    ]


def test_lo_que_el_documento_no_dice_no_borra_lo_del_plan() -> None:
    con_datos = replace(
        del_plan(1, "Taller de reciclaje 1", {Mes(2026, 3): CeldaMes(programado=2)}),
        meta="10 talleres",
        peso=3.0,
        presupuesto_centavos=100,
    )

    comparacion = comparar(un_plan(con_datos), documento(una_actividad(1)))

    assert comparacion.diferencias == ()


def test_cada_campo_distinto_es_un_cambio() -> None:
    plan = un_plan(del_plan(1, "Taller de reciclaje 1", {Mes(2026, 3): CeldaMes(programado=2)}))
    leida = una_actividad(1, meta="10", responsables=["Aseo"], presupuesto=5.0, meses=[un_mes(4)])

    comparacion = comparar(plan, documento(leida))

    assert [(d.campo, d.antes, d.despues) for d in comparacion.diferencias] == [
        ("meta", "", "10"),
        ("presupuesto_centavos", "", "5"),
        ("unidades", "", "Aseo"),
        ("meses", "2026: Mar ×2", "2026: Abr"),
    ]


def test_lo_ejecutado_no_es_un_cambio() -> None:
    plan = un_plan(
        del_plan(1, "Taller de reciclaje 1", {Mes(2026, 3): CeldaMes(programado=1, ejecutado=1, nota="sí")})
    )

    comparacion = comparar(plan, documento(una_actividad(1, meses=[un_mes(3)])))

    assert comparacion.diferencias == ()


def test_un_plan_vigente_pide_motivo_por_lo_que_baja() -> None:
    plan = un_plan(
        del_plan(1, "Taller de reciclaje 1", {Mes(2026, 3): CeldaMes(programado=2)}),
        del_plan(2, "Poda de árboles", {Mes(2026, 5): CeldaMes(programado=1)}),
    )
    nuevo = documento(una_actividad(1, meses=[un_mes(4, 2)]))
    todas = comparar(plan, nuevo).diferencias
    vigente = replace(plan, estado=EstadoPlan.VIGENTE)

    assert bajas(plan, nuevo, todas) == ()
    assert [baja.mes for baja in bajas(vigente, nuevo, todas)] == [Mes(2026, 3), Mes(2026, 5)]
    assert bajas(vigente, nuevo, ()) == ()


def test_si_son_demasiadas_para_comparar_los_nombres_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parejas, "PARES_MAXIMOS", 3)
    plan = un_plan(del_plan(1, "Taller de reciclaje"), del_plan(2, "Feria de la energía"))
    renombradas = documento(
        una_actividad(id="a1", actividad="Talleres de reciclaje"),
        una_actividad(id="a2", actividad="Ferias de la energía"),
    )

    assert comparar(plan, renombradas).sin_comparar
    assert not comparar(plan, renombradas, con_parecidas=False).sin_comparar
    assert not comparar(plan, documento(una_actividad(actividad="Talleres de reciclaje"))).sin_comparar
