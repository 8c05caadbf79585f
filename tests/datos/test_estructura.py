"""Crear, editar, ordenar, mover y duplicar lo que un plan contiene."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from datos import copia, estructura, papelera
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import MesActividad, Unidad
from modelos.arbol import ActividadDelPlan
from modelos.contenido import CAMPOS_DE_ACTIVIDAD, Pegada
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.fusion import Valor
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo, Paso
from tests.apoyo.planes import consultas, leer, un_plan


def esquema(plan_id: int) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Los nombres del plan, anidados."""
    return [
        (linea.nombre, [(o.nombre, [a.nombre for a in o.actividades]) for o in linea.objetivos])
        for linea in leer(plan_id).lineas
    ]


def campos(actividad: ActividadDelPlan) -> dict[str, Valor]:
    return {campo: getattr(actividad, campo) for campo in CAMPOS_DE_ACTIVIDAD}


def primera(plan_id: int) -> ActividadDelPlan:
    return next(leer(plan_id).actividades)


def test_un_plan_se_escribe_a_mano_de_la_linea_a_la_actividad(base: str) -> None:
    plan_id = un_plan(lineas=1, actividades=0)

    with escritura("Escribir", plan_id=plan_id) as sesion:
        linea = estructura.agregar_linea(sesion, plan_id, " Agua ")
        objetivo = estructura.agregar_objetivo(sesion, linea, "a) Ahorrar")
        estructura.agregar_actividades(sesion, objetivo, [Pegada("1", "Medir"), Pegada(None, "Informar")])

    assert esquema(plan_id)[-1] == ("Agua", [("a) Ahorrar", ["Medir", "Informar"])])


def test_agregar_algo_sin_nombre_no_deja_nada(base: str) -> None:
    plan_id = un_plan()

    with (
        pytest.raises(ErrorDeDominio, match="escriba el nombre"),
        escritura("Mal", plan_id=plan_id) as sesion,
    ):
        estructura.agregar_linea(sesion, plan_id, "Buena")
        estructura.agregar_linea(sesion, plan_id, "  ")

    assert len(leer(plan_id).lineas) == 1


def test_la_ficha_guarda_lo_suyo_y_respeta_lo_que_otro_cambio_en_otro_campo(base: str) -> None:
    plan_id = un_plan()
    vista = primera(plan_id)
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        estructura.editar_actividad(sesion, vista.id, campos(vista), {**campos(vista), "meta": "4 talleres"})

    with escritura("Yo", plan_id=plan_id) as sesion:
        estructura.editar_actividad(sesion, vista.id, campos(vista), {**campos(vista), "nombre": "Talleres"})

    assert (primera(plan_id).nombre, primera(plan_id).meta) == ("Talleres", "4 talleres")


def test_dos_personas_en_el_mismo_campo_el_segundo_se_entera(base: str) -> None:
    plan_id = un_plan()
    vista = primera(plan_id)
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        estructura.editar_actividad(sesion, vista.id, campos(vista), {**campos(vista), "nombre": "Charlas"})

    with (
        pytest.raises(ConflictoDeVersion, match="«Charlas»"),
        escritura("Yo", plan_id=plan_id) as sesion,
    ):
        estructura.editar_actividad(sesion, vista.id, campos(vista), {**campos(vista), "nombre": "Talleres"})

    assert primera(plan_id).nombre == "Charlas"


def test_se_corre_entre_sus_hermanos_y_se_deshace(base: str) -> None:
    plan_id = un_plan(actividades=3)
    ids = [actividad.id for actividad in leer(plan_id).actividades]

    with escritura("Subir", plan_id=plan_id) as sesion:
        estructura.correr(sesion, Nodo(Clase.ACTIVIDAD, ids[2]), Paso.SUBIR)
        accion_id = sesion.info["accion_id"]

    assert [actividad.id for actividad in leer(plan_id).actividades] == [ids[0], ids[2], ids[1]]
    deshacer(accion_id)
    assert [actividad.id for actividad in leer(plan_id).actividades] == ids


def test_una_actividad_se_mueve_a_otro_objetivo_en_el_lugar_elegido(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=4)
    uno, otro = (linea.objetivos[0] for linea in leer(plan_id).lineas)

    with escritura("Mover", plan_id=plan_id) as sesion:
        estructura.mover(sesion, Nodo(Clase.ACTIVIDAD, uno.actividades[0].id), otro.id, 1)

    assert [o[1][0][1] for o in esquema(plan_id)] == [
        ["Actividad 3"],
        ["Actividad 2", "Actividad 1", "Actividad 4"],
    ]


def test_un_objetivo_se_lleva_sus_actividades_a_otra_linea(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2)
    lineas = leer(plan_id).lineas

    with escritura("Mover", plan_id=plan_id) as sesion:
        estructura.mover(sesion, Nodo(Clase.OBJETIVO, lineas[0].objetivos[0].id), lineas[1].id)

    assert [nombre for nombre, _ in esquema(plan_id)[1][1]] == [
        "Objetivo de la línea 2",
        "Objetivo de la línea 1",
    ]
    assert esquema(plan_id)[0][1] == []


def test_una_linea_pasa_a_un_programa_y_vuelve_a_ninguno(base: str) -> None:
    plan_id = un_plan()
    linea = Nodo(Clase.LINEA, leer(plan_id).lineas[0].id)
    with escritura("Mover", plan_id=plan_id) as sesion:
        programa = estructura.agregar_programa(sesion, plan_id, "Residuos")
        estructura.mover(sesion, linea, programa)
    assert leer(plan_id).lineas[0].programa == "Residuos"

    with escritura("Sacar", plan_id=plan_id) as sesion:
        estructura.mover(sesion, linea, None)

    assert leer(plan_id).lineas[0].programa is None


def test_una_linea_se_mueve_al_lugar_elegido_entre_todas(base: str) -> None:
    plan_id = un_plan(lineas=3, actividades=3)
    ultima = Nodo(Clase.LINEA, leer(plan_id).lineas[2].id)

    with escritura("Mover", plan_id=plan_id) as sesion:
        estructura.mover(sesion, ultima, None, 0)

    assert [linea.nombre for linea in leer(plan_id).lineas] == ["Línea 3", "Línea 1", "Línea 2"]


def test_una_linea_no_se_agrega_al_programa_de_otro_plan(base: str) -> None:
    plan_id, ajeno = un_plan(nombre="Propio"), un_plan(nombre="Ajeno")
    with escritura("Un programa", plan_id=ajeno) as sesion:
        programa_id = estructura.agregar_programa(sesion, ajeno, "Programa ajeno")

    with pytest.raises(ErrorDeDominio, match="ya no está en este plan"), escritura("Una línea") as sesion:
        estructura.agregar_linea(sesion, plan_id, "Agua", programa_id)

    assert len(leer(plan_id).lineas) == 1


def test_nada_se_mueve_a_otro_plan(base: str) -> None:
    plan_id, ajeno = un_plan(nombre="Propio"), un_plan(nombre="Ajeno")
    destino = leer(ajeno).lineas[0].objetivos[0].id

    with (
        pytest.raises(ErrorDeDominio, match="es de otro plan"),
        escritura("Mover", plan_id=plan_id) as sesion,
    ):
        estructura.mover(sesion, Nodo(Clase.ACTIVIDAD, primera(plan_id).id), destino)


def test_duplicar_una_linea_trae_todo_lo_que_cuelga_menos_lo_ejecutado(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2, unidades=1, programado={3: 4})
    original = leer(plan_id).lineas[0]
    with escritura("Ejecutar", plan_id=plan_id) as sesion:
        mes = sesion.get(MesActividad, (next(original.actividades).id, 2026, 3))
        assert mes is not None
        mes.ejecutado, mes.nota = 2, "Se suspendió por lluvia"

    with escritura("Duplicar", plan_id=plan_id) as sesion:
        copia_id = copia.duplicar(sesion, Nodo(Clase.LINEA, original.id))

    lineas = leer(plan_id).lineas
    assert [linea.nombre for linea in lineas] == ["Línea 1", "Línea 1 (copia)", "Línea 2"]
    assert lineas[1].id == copia_id
    (copiada,) = lineas[1].actividades
    celda = copiada.meses[Mes(2026, 3)]
    assert (celda.programado, celda.ejecutado, celda.aprobado, celda.nota) == (4, 0, 0, None)
    assert [unidad.nombre for unidad in copiada.unidades] == ["Unidad 1"]


def test_duplicar_una_actividad_la_pone_justo_despues(base: str) -> None:
    plan_id = un_plan(actividades=2)

    with escritura("Duplicar", plan_id=plan_id) as sesion:
        copia.duplicar(sesion, Nodo(Clase.ACTIVIDAD, primera(plan_id).id))

    nombres = [actividad.nombre for actividad in leer(plan_id).actividades]
    assert nombres == ["Actividad 1", "Actividad 1 (copia)", "Actividad 2"]


def test_la_primera_unidad_asignada_es_la_principal(base: str) -> None:
    plan_id = un_plan(unidades=2)
    with lectura() as sesion:
        ids = list(sesion.execute(select(col(Unidad.id)).order_by(col(Unidad.id))).scalars())

    with escritura("Asignar", plan_id=plan_id) as sesion:
        estructura.asignar_unidades(sesion, [primera(plan_id).id], ids[::-1])

    assert [unidad.nombre for unidad in primera(plan_id).unidades] == ["Unidad 2", "Unidad 1"]


def test_no_se_edita_lo_que_otro_mando_a_la_papelera(base: str) -> None:
    plan_id = un_plan()
    nodo = Nodo(Clase.LINEA, leer(plan_id).lineas[0].id)
    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, nodo, date(2026, 10, 14))

    with (
        pytest.raises(ErrorDeDominio, match="ya no está en el plan"),
        escritura("x", plan_id=plan_id) as sesion,
    ):
        estructura.renombrar(sesion, nodo, "Línea 1", "Otra")


def test_ordenar_no_escribe_en_los_que_ya_estan_en_su_lugar(base: str) -> None:
    plan_id = un_plan(actividades=300)
    ids = [actividad.id for actividad in leer(plan_id).actividades]

    with escritura("Subir", plan_id=plan_id) as sesion, consultas() as hechas:
        estructura.correr(sesion, Nodo(Clase.ACTIVIDAD, ids[299]), Paso.SUBIR)

    assert len([una for una in hechas if una.startswith("UPDATE actividad")]) == 2
