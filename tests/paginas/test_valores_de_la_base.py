"""Lo que la base trae y la aplicación no conoce, puesto a mano, se muestra tal cual y se conserva."""

from datetime import date

import pytest

from datos import papelera, vida_del_plan
from datos.conexion import escritura, lectura
from modelos.errores import ErrorDeDominio
from modelos.nodos import Clase, Nodo
from modelos.plan import Papelera
from tests.apoyo import pantalla
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import escribir_a_mano, leer, un_plan

PANTALLAS = sorted(ruta.stem for ruta in (RAIZ / "paginas").glob("*.py") if ruta.name != "__init__.py")


def borrar_una_actividad(plan_id: int) -> int:
    """Y cambia a mano, en la papelera, qué es; entrega el borrado."""
    with escritura("Borrar", plan_id=plan_id) as sesion:
        suya = next(leer(plan_id).actividades).id
        borrado = papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, suya), date(2026, 10, 14))
        sesion.get_one(Papelera, borrado).clase = "tarea"
    return borrado


@pytest.mark.parametrize("nombre", PANTALLAS)
def test_ninguna_pantalla_falla(base_local: str, nombre: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 1})
    borrar_una_actividad(plan_id)
    escribir_a_mano(plan_id)

    pantalla.abrir(nombre, plan=str(plan_id))


def test_planes_muestra_el_nivel_y_el_pais_y_los_conserva_al_guardar(base: str) -> None:
    plan_id = un_plan()
    escribir_a_mano(plan_id)
    pagina = pantalla.abrir("planes", plan=str(plan_id))

    assert pagina.selectbox(key=f"nivel_datos-{plan_id}_0").value == "platino"
    assert pagina.selectbox(key=f"pais_datos-{plan_id}_0").value == "Perú"
    pagina.text_input(key=f"nombre_datos-{plan_id}_0").set_value("Otro nombre")
    pagina.button(key=f"guardar_datos-{plan_id}_0").click().run()

    assert not pagina.exception
    with lectura() as sesion:
        datos = vida_del_plan.leer_datos(sesion, plan_id)
    assert (datos.nombre, datos.nivel, datos.pais) == ("Otro nombre", "platino", "Perú")


def test_de_la_papelera_no_vuelve_lo_que_no_se_sabe_que_es_y_lo_dice(base: str) -> None:
    plan_id = un_plan()
    borrado = borrar_una_actividad(plan_id)

    with (
        pytest.raises(ErrorDeDominio, match="no se conoce qué es «Actividad 1»"),
        escritura("Restaurar", plan_id=plan_id, restaura=True) as sesion,
    ):
        papelera.restaurar(sesion, borrado)
