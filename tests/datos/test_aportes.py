"""Lo que la ciudadanía dijo y las actividades que le responden."""

from dataclasses import replace
from datetime import date

import pytest

from datos import aportes, copia, estructura, papelera
from datos.conexion import escritura, lectura
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.nodos import Clase, Nodo, Paso
from modelos.participacion import Aporte, TipoAporte
from tests.apoyo.planes import consultas, leer, un_plan


def listar(plan_id: int) -> list[Aporte]:
    with lectura() as sesion:
        return aportes.listar(sesion, plan_id)


def agregar(plan_id: int, *textos: str) -> None:
    with escritura("Agregar", plan_id=plan_id) as sesion:
        linea_id = leer(plan_id).lineas[0].id
        aportes.agregar(sesion, plan_id, linea_id, TipoAporte.OBSERVACION, textos)


def editar(plan_id: int, visto: Aporte, escrito: Aporte) -> None:
    with escritura("Editar", plan_id=plan_id) as sesion:
        aportes.editar(sesion, visto, escrito)


def test_varios_aportes_se_agregan_de_una_vez_en_su_orden(base: str) -> None:
    plan_id = un_plan()

    agregar(plan_id, "Faltan basureros", "Más árboles")

    assert [aporte.texto for aporte in listar(plan_id)] == ["Faltan basureros", "Más árboles"]


def test_un_aporte_sin_texto_se_niega(base: str) -> None:
    plan_id = un_plan()

    with pytest.raises(ErrorDeDominio, match="escriba qué se pidió"):
        agregar(plan_id)


def test_se_corrige_el_texto_el_tipo_y_la_linea(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2)
    agregar(plan_id, "Faltan basureros")
    (visto,) = listar(plan_id)

    editar(plan_id, visto, replace(visto, texto="Basureros", tipo=TipoAporte.ACUERDO, linea_id=None))

    assert listar(plan_id) == [replace(visto, texto="Basureros", tipo=TipoAporte.ACUERDO, linea_id=None)]


def test_las_actividades_que_responden_se_enlazan_y_se_sueltan(base: str) -> None:
    plan_id = un_plan(actividades=3)
    una, dos, tres = (actividad.id for actividad in leer(plan_id).actividades)
    agregar(plan_id, "Faltan basureros")
    editar(plan_id, listar(plan_id)[0], replace(listar(plan_id)[0], actividades=(una, dos)))

    editar(plan_id, listar(plan_id)[0], replace(listar(plan_id)[0], actividades=(dos, tres)))

    assert listar(plan_id)[0].actividades == (dos, tres)


def test_no_se_suelta_lo_que_otro_enlazo_entretanto(base: str) -> None:
    plan_id = un_plan(actividades=2)
    una, dos = (actividad.id for actividad in leer(plan_id).actividades)
    agregar(plan_id, "Faltan basureros")
    (visto,) = listar(plan_id)
    editar(plan_id, visto, replace(visto, actividades=(una,)))

    editar(plan_id, visto, replace(visto, actividades=(dos,)))

    assert set(listar(plan_id)[0].actividades) == {una, dos}


def test_no_se_pisa_el_texto_que_otro_cambio(base: str) -> None:
    plan_id = un_plan()
    agregar(plan_id, "Faltan basureros")
    (visto,) = listar(plan_id)
    editar(plan_id, visto, replace(visto, texto="Faltan diez basureros"))

    with pytest.raises(ConflictoDeVersion, match="diez"):
        editar(plan_id, visto, replace(visto, texto="Basureros"))


def test_un_aporte_sube_entre_los_de_su_linea_y_su_tipo(base: str) -> None:
    plan_id = un_plan()
    agregar(plan_id, "Uno")
    with escritura("Agregar", plan_id=plan_id) as sesion:
        aportes.agregar(sesion, plan_id, None, TipoAporte.ACUERDO, ["De otra clase"])
    agregar(plan_id, "Dos")
    dos = next(aporte for aporte in listar(plan_id) if aporte.texto == "Dos")

    with escritura("Subir", plan_id=plan_id) as sesion:
        estructura.correr(sesion, Nodo(Clase.APORTE, dos.id), Paso.SUBIR)

    observaciones = [a.texto for a in listar(plan_id) if a.tipo is TipoAporte.OBSERVACION]
    assert observaciones == ["Dos", "Uno"]


def test_un_aporte_se_duplica_con_sus_respuestas(base: str) -> None:
    plan_id = un_plan()
    agregar(plan_id, "Faltan basureros")
    actividad = next(leer(plan_id).actividades).id
    editar(plan_id, listar(plan_id)[0], replace(listar(plan_id)[0], actividades=(actividad,)))

    with escritura("Duplicar", plan_id=plan_id) as sesion:
        copia.duplicar(sesion, Nodo(Clase.APORTE, listar(plan_id)[0].id))

    assert [aporte.texto for aporte in listar(plan_id)] == ["Faltan basureros", "Faltan basureros (copia)"]
    assert listar(plan_id)[1].actividades == (actividad,)


def test_una_actividad_en_la_papelera_no_responde_y_al_volver_si(base: str) -> None:
    plan_id = un_plan()
    actividad = next(leer(plan_id).actividades).id
    agregar(plan_id, "Faltan basureros")
    editar(plan_id, listar(plan_id)[0], replace(listar(plan_id)[0], actividades=(actividad,)))

    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera_id = papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, actividad), date(2026, 10, 14))
    sin_ella = listar(plan_id)[0].actividades
    with escritura("Restaurar", plan_id=plan_id) as sesion:
        papelera.restaurar(sesion, papelera_id)

    assert sin_ella == ()
    assert listar(plan_id)[0].actividades == (actividad,)


def test_se_leen_con_las_mismas_consultas_sean_1_o_100(base: str) -> None:
    cuentas = []
    for cuantos in (1, 100):
        plan_id = un_plan(nombre=f"Con {cuantos}")
        agregar(plan_id, *[f"Aporte {n}" for n in range(cuantos)])
        with lectura() as sesion, consultas() as hechas:
            assert len(aportes.listar(sesion, plan_id)) == cuantos
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas == [2, 2]
