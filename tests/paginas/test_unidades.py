"""Unidades y búsqueda desde la pantalla."""

import pytest

from datos import estructura, unidades
from datos.conexion import escritura, lectura
from modelos.nodos import Clase, Nodo
from tests.apoyo.pantalla import abrir
from tests.apoyo.planes import consultas, leer, un_plan


def nombres_de_unidades(plan_id: int) -> list[str]:
    with lectura() as sesion:
        return [unidad.nombre for unidad in unidades.listar(sesion, leer(plan_id).municipalidad_id)]


def con_repetidas() -> tuple[int, list[int]]:
    plan_id = un_plan(actividades=2)
    with escritura("Asignar", plan_id=plan_id) as sesion:
        nombres = ["Dirección de Medio Ambiente", "Dir. Medio Ambiente"]
        ids = unidades.asegurar(sesion, leer(plan_id).municipalidad_id, nombres)
        for actividad, unidad_id in zip(leer(plan_id).actividades, ids, strict=True):
            estructura.asignar_unidades(sesion, [actividad.id], [unidad_id])
    return plan_id, ids


def test_dos_nombres_de_la_misma_unidad_se_proponen_y_se_unen_con_un_clic(base_local: str) -> None:
    plan_id, (queda, sobra) = con_repetidas()
    pagina = abrir("unidades")
    assert any("Seguro: es el mismo nombre" in texto.value for texto in pagina.markdown)

    pagina.button(key=f"unir_{queda}_{sobra}").click().run()

    assert not pagina.exception
    assert nombres_de_unidades(plan_id) == ["Dirección de Medio Ambiente"]
    assert all(
        [unidad.nombre for unidad in actividad.unidades] == ["Dirección de Medio Ambiente"]
        for actividad in leer(plan_id).actividades
    )


def test_unir_se_deshace_desde_la_pantalla(base_local: str) -> None:
    plan_id, (queda, sobra) = con_repetidas()
    pagina = abrir("unidades")
    pagina.button(key=f"unir_{queda}_{sobra}").click().run()

    pagina.button(key="deshacer").click().run()

    assert nombres_de_unidades(plan_id) == ["Dir. Medio Ambiente", "Dirección de Medio Ambiente"]


def test_una_unidad_cambia_de_nombre_y_otra_se_agrega(base_local: str) -> None:
    plan_id = un_plan(unidades=1)
    with lectura() as sesion:
        (unidad,) = unidades.listar(sesion, leer(plan_id).municipalidad_id)
    pagina = abrir("unidades")

    pagina.text_input(key=f"nombre_unidad_{unidad.id}_0").set_value("Oficina de Turismo")
    pagina.button(key=f"guardar_unidad_{unidad.id}_0").click().run()
    pagina.chat_input(key="agregar_unidad").set_value("Aseo").run()

    assert not pagina.exception
    assert nombres_de_unidades(plan_id) == ["Aseo", "Oficina de Turismo"]


def test_sin_unidades_la_pantalla_dice_como_empezar(base_local: str) -> None:
    un_plan()

    pagina = abrir("unidades")

    assert any("Aún no hay unidades" in e.proto.body for e in pagina.get("html"))


def test_lo_buscado_se_abre_en_su_plan(base_local: str) -> None:
    un_plan(nombre="Uno")
    otro = un_plan(nombre="Otro")
    nodo = Nodo(Clase.LINEA, leer(otro).lineas[0].id)
    with escritura("Nombrar", plan_id=otro) as sesion:
        estructura.renombrar(sesion, nodo, "Línea 1", "Gestión de residuos")
    pagina = abrir("buscar", buscar_en_todo="GESTION")

    pagina.button(key="hallado_0").click().run()

    assert not pagina.exception
    assert [titulo.value for titulo in pagina.title] == ["Contenido del plan"]
    assert pagina.session_state["plan"] == str(otro)
    assert pagina.text_area(key=f"nombre_{nodo}_0").value == "Gestión de residuos"


def test_buscar_sin_resultados_dice_que_probar(base_local: str) -> None:
    un_plan()

    pagina = abrir("buscar", buscar_en_todo="inexistente")

    assert any("Nada dice eso" in e.proto.body for e in pagina.get("html"))


@pytest.mark.parametrize(
    ("pantalla", "direccion"),
    [("unidades", {}), ("buscar", {"buscar_en_todo": "actividad"})],
)
def test_las_consultas_no_dependen_del_tamano_y_nada_se_escribe(
    base_local: str, pantalla: str, direccion: dict[str, str]
) -> None:
    cuentas = []
    for nombre, actividades, cuantas in (("Chico", 10, 1), ("Grande", 300, 100)):
        plan_id = un_plan(nombre=nombre, actividades=actividades, unidades=cuantas)
        with consultas() as hechas:
            abrir(pantalla, plan=str(plan_id), **direccion)
        assert not [una for una in hechas if una.startswith(("INSERT", "UPDATE", "DELETE"))]
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas[0] == cuentas[1]
