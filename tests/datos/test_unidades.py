"""Las unidades de una municipalidad: sus cuentas, sus nombres, y unir las repetidas."""

import pytest

import datos.migracion  # noqa: F401  (inscribe todas las tablas)
from datos import estructura, unidades
from datos.conexion import escritura, lectura
from datos.cuentas.personas import Puesto
from datos.deshacer import deshacer
from datos.unidades import UnidadEnLista
from modelos.errores import ErrorDeDominio
from modelos.permisos import Rol
from modelos.tabla import Tabla
from tests.apoyo.cuentas import administradora, como, con_rol, reconocida
from tests.apoyo.planes import consultas, leer, un_plan


def listar(plan_id: int) -> list[UnidadEnLista]:
    with lectura() as sesion:
        return unidades.listar(sesion, leer(plan_id).municipalidad_id)


def responsables(plan_id: int) -> list[list[str]]:
    return [[unidad.nombre for unidad in actividad.unidades] for actividad in leer(plan_id).actividades]


def test_cada_unidad_cuenta_donde_es_principal_y_donde_acompana(base: str) -> None:
    plan_id = un_plan(actividades=3, unidades=2)
    primera, segunda = listar(plan_id)
    actividades = [actividad.id for actividad in leer(plan_id).actividades]

    with escritura("Asignar", plan_id=plan_id) as sesion:
        estructura.asignar_unidades(sesion, actividades, [primera.id, segunda.id])

    assert [(u.nombre, u.principal, u.acompana) for u in listar(plan_id)] == [
        ("Unidad 1", 3, 0),
        ("Unidad 2", 0, 3),
    ]


def test_al_unir_todo_lo_de_una_pasa_a_la_otra(base: str) -> None:
    plan_id = un_plan(actividades=2, unidades=2)
    queda, sobra = listar(plan_id)

    with escritura("Unir", plan_id=plan_id) as sesion:
        unidades.unir(sesion, queda.id, [sobra.id])

    assert responsables(plan_id) == [["Unidad 1"], ["Unidad 1"]]
    assert [unidad.nombre for unidad in listar(plan_id)] == ["Unidad 1"]


@pytest.mark.parametrize("orden", [(1, 2, 0), (0, 2, 1)], ids=["lo era la que sobra", "lo era la que queda"])
def test_unir_donde_estaban_las_dos_no_repite_y_conserva_quien_es_principal(
    base: str, orden: tuple[int, ...]
) -> None:
    plan_id = un_plan(actividades=1, unidades=3)
    todas = listar(plan_id)
    with escritura("Asignar", plan_id=plan_id) as sesion:
        actividad = next(leer(plan_id).actividades).id
        estructura.asignar_unidades(sesion, [actividad], [todas[lugar].id for lugar in orden])

    with escritura("Unir", plan_id=plan_id) as sesion:
        unidades.unir(sesion, todas[0].id, [todas[1].id])

    assert responsables(plan_id) == [["Unidad 1", "Unidad 3"]]


def test_unir_se_deshace(base: str) -> None:
    plan_id = un_plan(actividades=2, unidades=2)
    antes = responsables(plan_id)
    queda, sobra = listar(plan_id)
    with escritura("Unir", plan_id=plan_id) as sesion:
        unidades.unir(sesion, queda.id, [sobra.id])
        accion_id = sesion.info["accion_id"]

    deshacer(accion_id)

    assert responsables(plan_id) == antes


def test_unir_mueve_todas_las_referencias_que_existen_hacia_una_unidad() -> None:
    referencias = {
        f"{tabla.name}.{columna.name}"
        for tabla in Tabla.metadata.tables.values()
        for columna in tabla.columns
        for clave in columna.foreign_keys
        if clave.column.table.name == "unidad"
    }

    assert referencias == {
        "actividad_unidad.unidad_id",
        "pertenencia.unidad_id",
        "cierre_de_mes.unidad_id",
        "requisito.unidad_id",
        "observacion.unidad_id",
    }


def test_unir_lleva_consigo_a_las_personas_de_la_unidad(base: str) -> None:
    plan_id = un_plan(unidades=1)
    queda = listar(plan_id)[0].id
    with escritura("Crear") as sesion:
        sobra = unidades.crear(sesion, leer(plan_id).municipalidad_id, "Turismo")
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    luis = con_rol(Puesto(Rol.UNIDAD, unidad_id=sobra), ana)

    with como(ana), pytest.raises(ErrorDeDominio, match="entra alguien"), escritura("Borrar") as sesion:
        unidades.borrar(sesion, sobra)
    with como(ana), escritura("Unir", plan_id=plan_id) as sesion:
        unidades.unir(sesion, queda, [sobra])

    assert reconocida(luis).unidad_id == queda


def test_no_se_unen_unidades_de_dos_municipalidades(base: str) -> None:
    uno, otro = un_plan(nombre="Uno", unidades=1), un_plan(nombre="Otro", unidades=1)

    with pytest.raises(ErrorDeDominio, match="municipalidades distintas"), escritura("Unir") as sesion:
        unidades.unir(sesion, listar(uno)[0].id, [listar(otro)[0].id])


def test_cambiar_el_nombre_llega_a_todas_las_actividades(base: str) -> None:
    plan_id = un_plan(actividades=1, unidades=1)

    with escritura("Cambiar", plan_id=plan_id) as sesion:
        unidades.renombrar(sesion, listar(plan_id)[0].id, "Dirección de Aseo", "DA")

    assert responsables(plan_id) == [["Dirección de Aseo"]]
    assert listar(plan_id)[0].sigla == "DA"


def test_dos_unidades_no_se_llaman_igual(base: str) -> None:
    plan_id = un_plan(unidades=2)

    with pytest.raises(ErrorDeDominio, match="ya existe «Unidad 1»"), escritura("Cambiar") as sesion:
        unidades.renombrar(sesion, listar(plan_id)[1].id, "UNIDAD 1", None)


def test_solo_se_borra_la_que_no_responde_por_nada(base: str) -> None:
    plan_id = un_plan(actividades=1, unidades=1)
    with escritura("Crear") as sesion:
        sola = unidades.crear(sesion, leer(plan_id).municipalidad_id, "Turismo")

    with escritura("Borrar") as sesion:
        unidades.borrar(sesion, sola)

    with pytest.raises(ErrorDeDominio, match="responde por actividades"), escritura("Borrar") as sesion:
        unidades.borrar(sesion, listar(plan_id)[0].id)


def test_escribir_una_unidad_conocida_con_otras_mayusculas_no_la_repite(base: str) -> None:
    plan_id = un_plan(unidades=1)

    with escritura("Asegurar") as sesion:
        ids = unidades.asegurar(sesion, leer(plan_id).municipalidad_id, ["unidad 1", "Turismo", "TURISMO"])

    assert len(ids) == 2
    assert [unidad.nombre for unidad in listar(plan_id)] == ["Turismo", "Unidad 1"]


def test_listar_hace_las_mismas_consultas_con_1_y_100_unidades(base: str) -> None:
    cuentas = []
    for cuantas in (1, 100):
        municipalidad_id = leer(
            un_plan(nombre=f"Con {cuantas}", actividades=10, unidades=cuantas)
        ).municipalidad_id
        with lectura() as sesion, consultas() as hechas:
            assert len(unidades.listar(sesion, municipalidad_id)) == cuantas
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas == [2, 2]
