"""Buscar en todos los planes a la vez."""

from datetime import date

import pytest

from datos import aportes, busqueda, estructura, papelera, unidades, vida_del_plan
from datos.anexos_del_plan import ObjetivoEnunciado, guardar_objetivos
from datos.busqueda import Hallazgo
from datos.conexion import escritura, lectura
from modelos.actividad import MesActividad
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.participacion import TipoAporte
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 10, 14)


def buscar(texto: str) -> list[Hallazgo]:
    with lectura() as sesion:
        return busqueda.buscar(sesion, texto)


def nombrar(plan_id: int, nombre: str) -> Nodo:
    nodo = Nodo(Clase.LINEA, leer(plan_id).lineas[0].id)
    with escritura("Nombrar", plan_id=plan_id) as sesion:
        estructura.renombrar(sesion, nodo, leer(plan_id).lineas[0].nombre, nombre)
    return nodo


@pytest.mark.parametrize("texto", ["GESTION", "gestión", "  residuos gestion ", "ESIDUO"])
def test_no_importan_tildes_mayusculas_ni_el_orden_de_las_palabras(base: str, texto: str) -> None:
    nodo = nombrar(un_plan(), "Gestión de RESIDUOS")

    assert [hallado.nodo for hallado in buscar(texto)] == [nodo]


def test_la_enie_se_encuentra_escrita_con_o_sin_virgulilla(base: str) -> None:
    nodo = nombrar(un_plan(), "Ñandúes del Año")

    assert [hallado.nodo for hallado in buscar("nandues ano")] == [nodo]
    assert [hallado.nodo for hallado in buscar("ÑANDÚES")] == [nodo]


def test_se_encuentran_todas_las_clases_de_cosas_en_todos_los_planes(base: str) -> None:
    plan_id, otro = un_plan(programado={3: 1}, nombre="Compostaje"), un_plan(nombre="Otro")
    actividad = next(leer(plan_id).actividades).id
    nombrar(otro, "Línea de compostaje")
    with escritura("Escribir", plan_id=plan_id) as sesion:
        estructura.agregar_programa(sesion, plan_id, "Programa de compostaje")
        estructura.agregar_objetivo(sesion, leer(plan_id).lineas[0].id, "Más compostaje")
        aportes.agregar(sesion, plan_id, None, TipoAporte.APORTE, ["Compostaje en la feria"])
        unidades.crear(sesion, leer(plan_id).municipalidad_id, "Oficina de Compostaje")
        guardar_objetivos(sesion, plan_id, (), [ObjetivoEnunciado(None, "", "Masificar el compostaje")])
        visto = {"medio_verificacion": None, "nombre": "Actividad 1"}
        escrito = {"medio_verificacion": "Fotos del compostaje", "nombre": "Actividad 1"}
        estructura.editar_actividad(sesion, actividad, visto, escrito)
        mes = sesion.get(MesActividad, (actividad, 2026, 3))
        assert mes is not None
        mes.nota = "Compostaje suspendido"

    grupos = {hallado.grupo for hallado in buscar("compostaje")}

    assert len(grupos) == 9
    assert {hallado.plan for hallado in buscar("compostaje") if hallado.nodo} == {"Compostaje", "Otro"}


def test_lo_que_esta_en_la_papelera_no_aparece(base: str) -> None:
    plan_id = un_plan()
    nodo = nombrar(plan_id, "Residuos")
    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, nodo, HOY)

    assert buscar("residuos") == []


def test_lo_de_un_plan_borrado_no_aparece(base: str) -> None:
    plan_id = un_plan()
    nombrar(plan_id, "Residuos")
    with escritura("Borrar", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)

    assert buscar("residuos") == []


def test_los_signos_no_cuentan(base: str) -> None:
    nodo = nombrar(un_plan(), "Reducir 50 kg")

    assert [hallado.nodo for hallado in buscar("50%")] == [nodo]


@pytest.mark.parametrize("texto", ["", " . ", "%%", "a"])
def test_con_menos_de_dos_letras_se_pide_escribir_mas(base: str, texto: str) -> None:
    with pytest.raises(ErrorDeDominio, match="al menos 2 letras"):
        buscar(texto)


def test_las_consultas_son_las_mismas_con_1_y_20_planes(base: str) -> None:
    cuentas = []
    for hasta in (1, 20):
        for n in range(hasta):
            un_plan(nombre=f"Plan {hasta}.{n}", lineas=2, actividades=10)
        with lectura() as sesion, consultas() as hechas:
            assert busqueda.buscar(sesion, "actividad")
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas[0] == cuentas[1]
