"""Guardar celdas: todo o nada, sin pisar lo de otra persona, y con un número fijo de órdenes."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import col, select

from datos import celdas
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import Actividad, MesActividad, Motivo, Reprogramacion
from modelos.arbol import PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda, cotejar, programar
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from modelos.plan import EstadoPlan, Papelera
from modelos.seguimiento.reprogramacion import Razon
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 10, 14)
MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)
PROGRAMADO, EJECUTADO = Campo.PROGRAMADO, Campo.EJECUTADO
ESCRITORES = 20


def cambio(
    plan: PlanCompleto, mes: Mes, antes: int, despues: int, campo: Campo = PROGRAMADO
) -> CambioDeCelda:
    return CambioDeCelda(Celda(next(plan.actividades).id, mes, campo), antes, despues)


def programado(plan_id: int) -> dict[int, int]:
    return {mes.mes: celda.programado for mes, celda in next(leer(plan_id).actividades).meses.items()}


def test_se_agregan_cambian_y_borran_celdas_de_una_vez(base: str) -> None:
    plan = leer(un_plan(programado={3: 1, 4: 2}))

    celdas.guardar(
        plan,
        [cambio(plan, MARZO, 1, 5), cambio(plan, ABRIL, 2, 0), cambio(plan, Mes(2026, 5), 0, 7)],
        HOY,
    )

    assert programado(plan.id) == {3: 5, 5: 7}
    assert leer(plan.id).version == plan.version + 1


def test_lo_ejecutado_queda_con_la_fecha_en_que_se_registro(base: str) -> None:
    plan = leer(un_plan(programado={3: 1}))

    celdas.guardar(plan, [cambio(plan, MARZO, 0, 1, EJECUTADO)], HOY)

    celda = next(leer(plan.id).actividades).meses[MARZO]
    assert (celda.programado, celda.ejecutado, celda.ejecutado_el) == (1, 1, HOY)


def test_una_celda_vacia_con_nota_no_se_borra(base: str) -> None:
    plan_id = un_plan(programado={3: 1})
    with escritura("Anotar", plan_id=plan_id) as sesion:
        sesion.exec(select(MesActividad)).one().nota = "Con lluvia se corre"
    plan = leer(plan_id)

    celdas.guardar(plan, [cambio(plan, MARZO, 1, 0)], HOY)

    assert next(leer(plan_id).actividades).meses[MARZO].nota == "Con lluvia se corre"


def test_deshacer_devuelve_todas_las_celdas_a_como_estaban(base: str) -> None:
    plan = leer(un_plan(programado={3: 1, 4: 2}))
    accion_id = celdas.guardar(
        plan, [cambio(plan, MARZO, 1, 0), cambio(plan, ABRIL, 2, 3), cambio(plan, Mes(2026, 5), 0, 7)], HOY
    )

    deshacer(accion_id)

    assert programado(plan.id) == {3: 1, 4: 2}


def test_si_otra_persona_guardo_antes_no_se_escribe_nada(base: str) -> None:
    plan = leer(un_plan(programado={3: 1}))
    celdas.guardar(plan, [cambio(plan, MARZO, 1, 2)], HOY)

    with pytest.raises(ConflictoDeVersion):
        celdas.guardar(plan, [cambio(plan, MARZO, 1, 3), cambio(plan, ABRIL, 0, 4)], HOY)

    assert programado(plan.id) == {3: 2}


def test_si_otra_persona_guardo_otra_celda_tambien_se_avisa_antes_de_escribir(base: str) -> None:
    plan = leer(un_plan(programado={3: 1}))
    celdas.guardar(plan, [cambio(plan, ABRIL, 0, 2)], HOY)

    with pytest.raises(ConflictoDeVersion):
        celdas.guardar(plan, [cambio(plan, MARZO, 1, 3)], HOY)

    assert programado(plan.id) == {3: 1, 4: 2}


def test_despues_de_un_conflicto_lo_libre_se_guarda_y_lo_ajeno_queda(base: str) -> None:
    plan = leer(un_plan(programado={3: 1}))
    celdas.guardar(plan, [cambio(plan, MARZO, 1, 2)], HOY)
    mios = [cambio(plan, MARZO, 1, 3), cambio(plan, ABRIL, 0, 4)]
    actual = leer(plan.id)

    cotejo = cotejar(mios, actual)
    celdas.guardar(actual, cotejo.libres, HOY)

    assert [(choque.cambio.despues, choque.ahora) for choque in cotejo.choques] == [(3, 2)]
    assert programado(plan.id) == {3: 2, 4: 4}


def test_un_valor_previo_que_no_es_el_de_la_base_se_rechaza_aunque_la_version_coincida(base: str) -> None:
    plan = leer(un_plan(programado={3: 1}))

    with pytest.raises(ConflictoDeVersion):
        celdas.guardar(plan, [cambio(plan, MARZO, 9, 3)], HOY)

    assert programado(plan.id) == {3: 1}


def test_una_actividad_de_otro_plan_no_se_toca(base: str) -> None:
    ajeno = leer(un_plan(programado={3: 1}, nombre="Ajeno"))
    propio = leer(un_plan(nombre="Propio"))

    with pytest.raises(ErrorDeDominio, match="ya no está en este plan"):
        celdas.guardar(propio, [cambio(ajeno, MARZO, 1, 3)], HOY)

    assert programado(ajeno.id) == {3: 1}


def test_una_actividad_que_esta_en_la_papelera_no_se_toca(base: str) -> None:
    plan_id = un_plan(programado={3: 1})
    with escritura("Borrar", plan_id=plan_id) as sesion:
        borrado = Papelera(plan_id=plan_id, clase="actividad", nombre="Actividad 1", borrado_el=HOY)
        sesion.add(borrado)
        sesion.flush()
        sesion.exec(select(Actividad)).one().papelera_id = borrado.id
    plan = leer(plan_id)
    borrada = CambioDeCelda(Celda(1, MARZO, PROGRAMADO), 1, 3)

    with pytest.raises(ErrorDeDominio, match="ya no está en este plan"):
        celdas.guardar(plan, [borrada], HOY)


def test_en_un_plan_vigente_bajar_sin_motivo_se_niega(base: str) -> None:
    plan = leer(un_plan(programado={3: 2}, estado=EstadoPlan.VIGENTE))

    with pytest.raises(ErrorDeDominio, match="Elija un motivo"):
        celdas.guardar(plan, [cambio(plan, MARZO, 2, 0), cambio(plan, ABRIL, 0, 2)], HOY)

    assert programado(plan.id) == {3: 2}


def test_en_un_plan_vigente_mover_deja_una_reprogramacion_con_su_motivo(base: str) -> None:
    plan = leer(un_plan(programado={3: 2}, estado=EstadoPlan.VIGENTE))

    celdas.guardar(
        plan,
        [cambio(plan, MARZO, 2, 0), cambio(plan, ABRIL, 0, 2)],
        HOY,
        razon=Razon(Motivo.CLIMA, "Temporal en marzo"),
    )

    with lectura() as sesion:
        [anotada] = sesion.exec(select(Reprogramacion)).all()
    assert (anotada.motivo, anotada.explicacion, anotada.fecha) == ("clima", "Temporal en marzo", HOY)
    assert [(c["mes"], c["antes"], c["despues"]) for c in json.loads(anotada.cambios)] == [
        (3, 2, 0),
        (4, 0, 2),
    ]


def test_agregar_en_un_plan_vigente_no_pide_motivo_ni_deja_reprogramacion(base: str) -> None:
    plan = leer(un_plan(estado=EstadoPlan.VIGENTE))

    celdas.guardar(plan, [cambio(plan, MARZO, 0, 2)], HOY)

    with lectura() as sesion:
        assert sesion.exec(select(Reprogramacion)).all() == []


def test_veinte_personas_guardan_a_la_vez_sin_error_y_sin_perder_nada(base: str) -> None:
    plan_id = un_plan(actividades=ESCRITORES)
    ids = [actividad.id for actividad in leer(plan_id).actividades]

    def guardar_hasta_lograrlo(actividad_id: int) -> None:
        propio = CambioDeCelda(Celda(actividad_id, MARZO, PROGRAMADO), 0, 1)
        while True:
            try:
                celdas.guardar(leer(plan_id), [propio], HOY)
            except ConflictoDeVersion:
                continue
            return

    with ThreadPoolExecutor(ESCRITORES) as personas:
        list(personas.map(guardar_hasta_lograrlo, ids))

    with lectura() as sesion:
        guardadas = sesion.exec(select(col(MesActividad.actividad_id))).all()
    assert sorted(guardadas) == sorted(ids)


def test_guardar_cuesta_las_mismas_ordenes_con_10_y_con_300_actividades(base: str) -> None:
    assert _ordenes_al_guardar(10) == _ordenes_al_guardar(300)


def _ordenes_al_guardar(actividades: int) -> int:
    plan = leer(
        un_plan(
            actividades=actividades,
            programado={1: 1, 2: 1},
            estado=EstadoPlan.VIGENTE,
            nombre=f"De {actividades}",
        )
    )
    todas = list(plan.actividades)
    cambios = [
        *programar(todas, [Mes(2026, 1)], 5),
        *programar(todas, [Mes(2026, 2)], 0),
        *programar(todas, [Mes(2026, 12)], 1),
    ]
    with consultas() as ordenes:
        celdas.guardar(plan, cambios, HOY, razon=Razon(Motivo.PRESUPUESTO, ""))
    return len(ordenes)
