"""Unidades, participación y búsqueda desde la pantalla."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from datos import aportes, estructura, planes, unidades
from datos.conexion import escritura, lectura
from modelos.arbol import PlanCompleto
from modelos.nodos import Clase, Nodo
from modelos.participacion import Aporte, TipoAporte
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import consultas, un_plan


def abrir(pantalla: str, **direccion: str) -> AppTest:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30)
    for clave, valor in direccion.items():
        pagina.query_params[clave] = valor
    pagina.switch_page(f"paginas/{pantalla}.py").run()
    assert not pagina.exception
    return pagina


def leer(plan_id: int) -> PlanCompleto:
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def listar_aportes(plan_id: int) -> list[Aporte]:
    with lectura() as sesion:
        return aportes.listar(sesion, plan_id)


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


def test_varios_aportes_pegados_quedan_en_su_linea(base_local: str) -> None:
    plan_id = un_plan(lineas=2, actividades=2)
    pagina = abrir("participacion")

    pagina.segmented_control(key="tipo_nuevo").set_value(TipoAporte.ACUERDO)
    pagina.selectbox(key="linea_nuevo").set_value(leer(plan_id).lineas[1].id)
    pagina.text_area(key="texto_aporte_nuevo").set_value("- Más basureros\n- Más árboles")
    pagina.button(key="agregar_aporte").click().run()

    assert not pagina.exception
    assert [(a.tipo, a.linea_id, a.texto) for a in listar_aportes(plan_id)] == [
        (TipoAporte.ACUERDO, leer(plan_id).lineas[1].id, "Más basureros"),
        (TipoAporte.ACUERDO, leer(plan_id).lineas[1].id, "Más árboles"),
    ]


def test_un_aporte_sin_respuesta_se_enlaza_con_su_actividad(base_local: str) -> None:
    plan_id = un_plan()
    with escritura("Agregar", plan_id=plan_id) as sesion:
        (aporte_id,) = aportes.agregar(sesion, plan_id, None, TipoAporte.APORTE, ["Más árboles"])
    nodo = Nodo(Clase.APORTE, aporte_id)
    pagina = abrir("participacion", nodo=str(nodo))
    assert "1 sin respuesta" in "".join(e.proto.body for e in pagina.get("html"))

    actividad = next(leer(plan_id).actividades)
    pagina.multiselect(key=f"respuestas_{nodo}_0").set_value([actividad.id])
    pagina.button(key=f"guardar_{nodo}_0").click().run()

    assert not pagina.exception
    assert listar_aportes(plan_id)[0].actividades == (actividad.id,)


def test_se_pueden_ver_solo_los_aportes_sin_respuesta(base_local: str) -> None:
    plan_id = un_plan()
    with escritura("Agregar", plan_id=plan_id) as sesion:
        aportes.agregar(sesion, plan_id, None, TipoAporte.APORTE, ["Con respuesta", "Sin ella"])
        con, _ = aportes.listar(sesion, plan_id)
        aportes.editar(sesion, con, replace(con, actividades=(next(leer(plan_id).actividades).id,)))
    pagina = abrir("participacion")

    pagina.toggle(key="solo_sin_respuesta").set_value(True).run()

    visibles = [boton.label for boton in pagina.button if (boton.key or "").startswith("aporte_")]
    assert len(visibles) == 1
    assert "Sin ella" in visibles[0]


def test_un_aporte_se_borra_y_se_deshace(base_local: str) -> None:
    plan_id = un_plan()
    with escritura("Agregar", plan_id=plan_id) as sesion:
        (aporte_id,) = aportes.agregar(sesion, plan_id, None, TipoAporte.APORTE, ["Más árboles"])
    nodo = Nodo(Clase.APORTE, aporte_id)
    pagina = abrir("participacion", nodo=str(nodo))

    pagina.button(key=f"borrar_{nodo}_0").click().run()
    assert listar_aportes(plan_id) == []
    pagina.button(key="deshacer").click().run()

    assert [aporte.texto for aporte in listar_aportes(plan_id)] == ["Más árboles"]


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
    [("unidades", {}), ("participacion", {}), ("buscar", {"buscar_en_todo": "actividad"})],
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
