"""Volver atrás las filas de un plan y comparar dos momentos: reglas puras."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from modelos.actividad import Motivo
from modelos.arbol import ActividadDelPlan, CeldaMes, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.meses import Mes
from modelos.plan import EstadoPlan, TipoPlan
from modelos.seguimiento.reprogramacion import CambioProgramado, Traslado
from modelos.versiones.comparacion import Correccion, comparar
from modelos.versiones.reconstruccion import Anotado, Filas, retroceder

ENERO, MARZO = Mes(2026, 1), Mes(2026, 3)
DIAS = (date(2026, 2, 1), date(2026, 6, 1))


def una(id_: int, nombre: str, objetivo_id: int = 1, **meses: CeldaMes) -> ActividadDelPlan:
    vacios: dict[str, Any] = dict.fromkeys(
        ("codigo", "unidad_medida", "meta", "indicador", "medio_verificacion", "presupuesto_centavos",
         "gastado_centavos", "recurrencia", "observaciones", "causa", "proximo_paso")
    )  # fmt: skip
    celdas = {Mes(2026, int(clave[1:])): celda for clave, celda in meses.items()}
    return ActividadDelPlan(id=id_, objetivo_id=objetivo_id, nombre=nombre, peso=1, meses=celdas, **vacios)


def un_plan(*actividades: ActividadDelPlan) -> PlanCompleto:
    objetivos = tuple(
        ObjetivoDelPlan(id_, 1, f"Objetivo {id_}", tuple(a for a in actividades if a.objetivo_id == id_))
        for id_ in (1, 2)
    )
    return PlanCompleto(
        1, 1, "Plan", TipoPlan.SCAM, EstadoPlan.VIGENTE, ENERO, 12, None, None, None, 1, "La Serena", "CL",
        (LineaDelPlan(1, 1, "Agua", objetivos=objetivos),),
    )  # fmt: skip


def test_retroceder_deshace_del_ultimo_al_primero() -> None:
    filas: Filas = {"objetivo": {(1,): {"id": 1, "nombre": "C"}, (2,): {"id": 2, "nombre": "Nuevo"}}}
    anotados = [
        Anotado("objetivo", {"id": 1, "nombre": "B"}, {"id": 1, "nombre": "C"}),
        Anotado("objetivo", None, {"id": 2, "nombre": "Nuevo"}),
        Anotado("objetivo", {"id": 3, "nombre": "Borrado"}, None),
        Anotado("objetivo", {"id": 1, "nombre": "A"}, {"id": 1, "nombre": "B"}),
    ]

    atras = retroceder(filas, anotados)

    assert atras == {"objetivo": {(1,): {"id": 1, "nombre": "A"}, (3,): {"id": 3, "nombre": "Borrado"}}}
    assert len(filas["objetivo"]) == 2  # lo de hoy no se toca


def test_lo_agregado_y_quitado_en_el_intervalo_no_deja_rastro() -> None:
    anotados = [Anotado("objetivo", {"id": 9}, None), Anotado("objetivo", None, {"id": 9})]

    assert retroceder({"objetivo": {}}, anotados) == {"objetivo": {}}


def test_cada_clase_de_cambio_se_dice_una_vez() -> None:
    antes = un_plan(
        una(1, "Taller", m1=CeldaMes(2)),
        una(2, "Feria"),
        una(3, "Charla", m3=CeldaMes(1, 1)),
        una(4, "Poda"),
    )
    despues = un_plan(
        una(1, "Taller", m3=CeldaMes(2)),
        una(3, "Charlas", m3=CeldaMes(1, 3)),
        una(4, "Poda", objetivo_id=2),
        una(5, "Vivero"),
    )
    razon = Traslado(1, date(2026, 3, 1), Motivo.CLIMA, "Llovió", (CambioProgramado(ENERO, 2, 0),))

    cambios = comparar(antes, despues, DIAS, [razon])

    assert [una.actividad.nombre for una in cambios.agregadas] == ["Vivero"]
    assert [una.actividad.nombre for una in cambios.quitadas] == ["Feria"]
    assert [(una.antes, una.despues.actividad.nombre) for una in cambios.renombradas] == [
        ("Charla", "Charlas")
    ]
    assert [una.despues.objetivo.nombre for una in cambios.movidas] == ["Objetivo 2"]
    [reprogramada] = cambios.reprogramadas
    assert [cambio.frase for cambio in reprogramada.cambios] == [
        "enero de 2026: de 2 a 0",
        "marzo de 2026: de 0 a 2",
    ]
    assert reprogramada.razones == (razon,)
    assert [una.cantidad for una in cambios.ejecutadas] == [2]
    assert cambios.frase.startswith(
        "1 actividad con más ejecutado, 1 actividad con otra programación, 1 actividad agregada, "
        "1 actividad quitada, 1 actividad con otro nombre y 1 actividad en otro objetivo."
    )


def test_el_avance_ganado_es_el_de_cada_momento_a_su_cierre() -> None:
    antes = un_plan(una(1, "Taller", m1=CeldaMes(1), m3=CeldaMes(1)))
    despues = un_plan(una(1, "Taller", m1=CeldaMes(1, 1), m3=CeldaMes(1)))

    cambios = comparar(antes, despues, DIAS)

    assert (cambios.avance_antes, cambios.avance_despues) == (Fraction(0), Fraction(1, 2))
    assert cambios.frase.endswith("El avance pasó de 0\u202f% a 50\u202f%.")


def test_los_datos_y_los_titulos_corregidos_se_dicen_con_lo_que_decian() -> None:
    taller = replace(una(1, "Taller"), meta="2 talleres")
    antes = un_plan(taller, una(2, "Feria"))
    despues = un_plan(replace(taller, meta="3 talleres", presupuesto_centavos=5_000_00), una(2, "Feria"))
    [linea] = despues.lineas
    despues = replace(despues, lineas=(replace(linea, nombre="II. Agua y aire"),))

    cambios = comparar(antes, despues, DIAS)

    [corregida] = cambios.corregidas
    assert corregida.correcciones == (
        Correccion("meta", "2 talleres", "3 talleres"),
        Correccion("presupuesto", "", "$5.000"),
    )
    assert cambios.titulos == (Correccion("línea", linea.nombre, "II. Agua y aire"),)
    assert "pasó de" not in cambios.frase
    assert cambios.frase.startswith("1 actividad con otros datos y 1 título con otro texto.")


def test_lo_igual_no_es_un_cambio() -> None:
    plan = un_plan(una(1, "Taller", m1=CeldaMes(1, 1)))
    otro_orden = replace(plan, version=9)

    cambios = comparar(plan, otro_orden, DIAS)

    assert not cambios.hay
    assert cambios.frase == "No cambió nada."
