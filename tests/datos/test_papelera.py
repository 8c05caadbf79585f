"""Borrar manda a la papelera con todo lo que cuelga, y de ahí vuelve exactamente eso."""

from datetime import date

import pytest
from sqlmodel import select

from datos import aportes, estructura, papelera, vida_del_plan
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import Motivo, Reprogramacion
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.participacion import TipoAporte
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import Razon
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 10, 14)


def borrar(plan_id: int, nodo: Nodo, razon: Razon | None = None) -> int:
    with escritura("Borrar", plan_id=plan_id) as sesion:
        return papelera.borrar(sesion, nodo, HOY, razon or Razon())


def restaurar(plan_id: int, papelera_id: int) -> str:
    with escritura("Restaurar", plan_id=plan_id, restaura=True) as sesion:
        return papelera.restaurar(sesion, papelera_id)


def nodo_de(plan_id: int, clase: Clase) -> Nodo:
    linea = leer(plan_id).lineas[0]
    objetivo = linea.objetivos[0]
    ids = {Clase.LINEA: linea.id, Clase.OBJETIVO: objetivo.id, Clase.ACTIVIDAD: objetivo.actividades[0].id}
    return Nodo(clase, ids[clase])


@pytest.mark.parametrize("clase", [Clase.LINEA, Clase.OBJETIVO, Clase.ACTIVIDAD])
def test_lo_borrado_vuelve_con_todo_lo_que_colgaba(base: str, clase: Clase) -> None:
    plan_id = un_plan(lineas=2, actividades=6, unidades=2, programado={3: 4})
    antes = leer(plan_id)

    papelera_id = borrar(plan_id, nodo_de(plan_id, clase))
    sin_ello = leer(plan_id)
    restaurar(plan_id, papelera_id)

    assert sin_ello.lineas != antes.lineas
    assert leer(plan_id).lineas == antes.lineas


def test_al_volver_una_linea_no_vuelve_lo_que_se_habia_borrado_antes(base: str) -> None:
    plan_id = un_plan(actividades=2)
    de_antes = borrar(plan_id, nodo_de(plan_id, Clase.ACTIVIDAD))
    de_linea = borrar(plan_id, nodo_de(plan_id, Clase.LINEA))

    restaurar(plan_id, de_linea)

    assert [actividad.nombre for actividad in leer(plan_id).actividades] == ["Actividad 2"]
    restaurar(plan_id, de_antes)
    assert len(list(leer(plan_id).actividades)) == 2


def test_no_vuelve_solo_lo_que_cuelga_de_algo_que_sigue_en_la_papelera(base: str) -> None:
    plan_id = un_plan(actividades=2)
    de_actividad = borrar(plan_id, nodo_de(plan_id, Clase.ACTIVIDAD))
    borrar(plan_id, nodo_de(plan_id, Clase.OBJETIVO))

    with pytest.raises(ErrorDeDominio, match="«Objetivo de la línea 1», de donde cuelga, también está"):
        restaurar(plan_id, de_actividad)


def test_los_aportes_de_una_linea_se_van_y_vuelven_con_ella(base: str) -> None:
    plan_id = un_plan()
    linea = nodo_de(plan_id, Clase.LINEA)
    with escritura("Aportar", plan_id=plan_id) as sesion:
        aportes.agregar(sesion, plan_id, linea.id, TipoAporte.ACUERDO, ["Más basureros"])

    papelera_id = borrar(plan_id, linea)

    with lectura() as sesion:
        assert aportes.listar(sesion, plan_id) == []
        assert papelera.listar(sesion)[0].cuantos == {
            Clase.LINEA: 1,
            Clase.OBJETIVO: 1,
            Clase.ACTIVIDAD: 1,
            Clase.APORTE: 1,
        }
    restaurar(plan_id, papelera_id)
    with lectura() as sesion:
        assert [aporte.texto for aporte in aportes.listar(sesion, plan_id)] == ["Más basureros"]


def test_borrar_solo_el_programa_deja_sus_lineas_y_al_volver_las_agrupa_de_nuevo(base: str) -> None:
    plan_id = un_plan()
    with escritura("Agrupar", plan_id=plan_id) as sesion:
        programa = estructura.agregar_programa(sesion, plan_id, "Residuos")
        estructura.mover(sesion, nodo_de(plan_id, Clase.LINEA), programa)

    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera_id = papelera.borrar(sesion, Nodo(Clase.PROGRAMA, programa), HOY, con_lo_que_cuelga=False)

    assert [linea.programa for linea in leer(plan_id).lineas] == [None]
    restaurar(plan_id, papelera_id)
    assert [linea.programa for linea in leer(plan_id).lineas] == ["Residuos"]


def test_borrar_el_programa_entero_se_lleva_sus_lineas(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2)
    with escritura("Agrupar", plan_id=plan_id) as sesion:
        programa = estructura.agregar_programa(sesion, plan_id, "Residuos")
        estructura.mover(sesion, nodo_de(plan_id, Clase.LINEA), programa)

    borrar(plan_id, Nodo(Clase.PROGRAMA, programa))

    assert [linea.nombre for linea in leer(plan_id).lineas] == ["Línea 2"]


def test_deshacer_el_borrado_deja_la_papelera_como_estaba(base: str) -> None:
    plan_id = un_plan()
    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, nodo_de(plan_id, Clase.LINEA), HOY)
        accion_id = sesion.info["accion_id"]

    deshacer(accion_id)

    assert len(leer(plan_id).lineas) == 1
    with lectura() as sesion:
        assert papelera.listar(sesion) == []


def test_en_un_plan_vigente_borrar_lo_programado_pide_un_motivo(base: str) -> None:
    plan_id = un_plan(programado={3: 2}, estado=EstadoPlan.VIGENTE)

    with pytest.raises(ErrorDeDominio, match="Elija un motivo"):
        borrar(plan_id, nodo_de(plan_id, Clase.LINEA))

    assert len(leer(plan_id).lineas) == 1


def test_en_un_plan_vigente_lo_borrado_queda_anotado_con_su_motivo(base: str) -> None:
    plan_id = un_plan(programado={3: 2}, estado=EstadoPlan.VIGENTE)

    borrar(plan_id, nodo_de(plan_id, Clase.LINEA), Razon(Motivo.PRESUPUESTO, "No hubo fondos"))

    with lectura() as sesion:
        (anotada,) = sesion.exec(select(Reprogramacion)).all()
    assert (anotada.motivo, anotada.explicacion) == ("presupuesto", "No hubo fondos")
    assert anotada.cambios == '[{"anio": 2026, "mes": 3, "antes": 2, "despues": 0}]'


def test_en_un_plan_vigente_lo_no_programado_se_borra_sin_motivo(base: str) -> None:
    plan_id = un_plan(estado=EstadoPlan.VIGENTE)

    borrar(plan_id, nodo_de(plan_id, Clase.ACTIVIDAD))

    assert list(leer(plan_id).actividades) == []


def test_no_se_restaura_dos_veces(base: str) -> None:
    plan_id = un_plan()
    papelera_id = borrar(plan_id, nodo_de(plan_id, Clase.LINEA))
    restaurar(plan_id, papelera_id)

    with pytest.raises(ErrorDeDominio, match="ya no está en la papelera"):
        restaurar(plan_id, papelera_id)


def test_nada_vuelve_a_un_plan_borrado(base: str) -> None:
    plan_id = un_plan()
    papelera_id = borrar(plan_id, nodo_de(plan_id, Clase.LINEA))
    with escritura("Borrar el plan", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)

    with pytest.raises(ErrorDeDominio, match="el plan «Plan de prueba» está borrado"):
        restaurar(plan_id, papelera_id)


def test_la_papelera_se_lee_con_las_mismas_consultas_tenga_lo_que_tenga(base: str) -> None:
    cuentas = []
    for lineas in (2, 40):
        plan_id = un_plan(lineas=lineas, actividades=lineas, nombre=f"Plan de {lineas}")
        for linea in leer(plan_id).lineas:
            borrar(plan_id, Nodo(Clase.LINEA, linea.id))
        with lectura() as sesion, consultas() as hechas:
            papelera.listar(sesion)
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas == [6, 6]
