"""Los tres ejemplos se cargan por el importador, una sola vez."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select

from datos import aportes, conexion, planes, planes_de_ejemplo
from modelos.participacion import TipoAporte
from modelos.plan import TipoPlan
from modelos.propuestas import del_plan
from modelos.rendicion import Cuenta, rendir
from modelos.seguimiento.liquidacion import Momento
from modelos.tabla import Tabla

HOY = date(2026, 10, 14)


def test_los_tres_ejemplos_quedan_enteros(base: str) -> None:
    guardados = [importado for _, importado in planes_de_ejemplo.cargar(HOY) if importado]

    with conexion.lectura() as sesion:
        cargados = [planes.cargar(sesion, importado.plan_id) for importado in guardados]
        firmas, aportes, objetivos = (
            sesion.execute(select(func.count()).select_from(Tabla.metadata.tables[tabla])).scalar_one()
            for tabla in ("firma", "aporte_ciudadano", "objetivo_plan")
        )
    assert {plan.tipo: len(list(plan.actividades)) for plan in cargados} == {
        TipoPlan.POA: 11,
        TipoPlan.RENDICION: 16,
        TipoPlan.SCAM: 24,
    }
    assert {plan.pais for plan in cargados} == {"CL", "EC", "SV"}
    assert (firmas, aportes, objetivos) == (2, 32, 7)


def test_en_valle_de_los_chillos_diez_aportes_quedan_unidos_a_la_actividad_que_dice_lo_mismo(
    base: str,
) -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with conexion.lectura() as sesion:
        valle = next(uno for uno in planes.listar(sesion) if uno.tipo is TipoPlan.RENDICION)
        plan, todos = planes.cargar(sesion, valle.id), aportes.listar(sesion, valle.id)

    rendicion = rendir(plan, todos, Momento.hoy(date(2024, 10, 14)))

    assert sum(len(aporte.actividades) for aporte in todos) == 10
    assert rendicion.cuenta == Cuenta(total=32, con_actividad=10, realizados=0)
    assert {tipo: rendicion.solo(tipo=tipo).cuenta for tipo in TipoAporte} == {
        TipoAporte.OBSERVACION: Cuenta(16, 6, 0),
        TipoAporte.APORTE: Cuenta(4, 0, 0),
        TipoAporte.ACUERDO: Cuenta(12, 4, 0),
    }
    assert all(r.linea == suyo.linea for suyo in rendicion.aportes for r in suyo.respuestas)


def test_en_valle_de_los_chillos_lo_parecido_y_lo_de_otro_eje_solo_se_propone(base: str) -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with conexion.lectura() as sesion:
        valle = next(uno for uno in planes.listar(sesion) if uno.tipo is TipoPlan.RENDICION)
        plan, todos = planes.cargar(sesion, valle.id), aportes.listar(sesion, valle.id)

    propuestas = del_plan(plan, todos, ())

    textos = {aporte.id: aporte.texto for aporte in todos}
    assert {textos[p.pareja.aporte][:45]: p.razon(plan.etiquetas.linea) for p in propuestas} == {
        "Socializar la Ordenanza No. 038 y proceso de ": "Dice algo parecido",
        "Socializar nuevas ordenanzas de interés para ": "Dice algo parecido",
        "Mejorar el equipo técnico": "Dice algo parecido en otro eje",
        "Mejorar el alcance de las alarmas comunitaria": "Dice algo parecido",
        "Abrir más espacios de comercialización para l": "Dice lo mismo en otro eje",
        "Se irá implementando alarmas comunitarias": "Dice algo parecido",
        "Gestionar el mantenimiento de áreas verdes.": "Dice algo parecido",
    }


def test_cargarlos_otra_vez_no_los_repite(base: str) -> None:
    list(planes_de_ejemplo.cargar(HOY))

    segunda = [importado for _, importado in planes_de_ejemplo.cargar(HOY)]

    assert segunda == [None, None, None]
    with conexion.lectura() as sesion:
        assert len(planes.listar(sesion)) == 3


def test_pedirlos_dos_veces_a_la_vez_no_los_repite(base: str) -> None:
    with ThreadPoolExecutor(2) as personas:
        cargas = [personas.submit(lambda: list(planes_de_ejemplo.cargar(HOY))) for _ in range(2)]
        importados = [importado for carga in cargas for _, importado in carga.result() if importado]

    assert len(importados) == 3
    with conexion.lectura() as sesion:
        assert len(planes.listar(sesion)) == 3
