"""En un plan que otra persona borró no escribe ninguna acción; solo lo que lo trae de vuelta."""

import ast
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from datos import celdas, ejecucion, planes, reimportacion, seguimiento, vida_del_plan
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from datos.importacion import ArchivoFuente
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.importacion.plan_aceptado import aceptar
from modelos.importacion.reimportacion import comparar
from modelos.meses import Mes
from modelos.plan import LineaEstrategica
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.planes import leer, un_plan
from tests.datos.borradores import un_borrador, una_actividad, una_decision

HOY = date(2026, 10, 14)
OCTUBRE = Mes(2026, 10)
BORRADO = "este plan fue borrado mientras lo tenía abierto"


def borrar(plan_id: int) -> int:
    """Otra persona borra el plan; entrega la acción."""
    with escritura("Borrar el plan", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)
        return int(sesion.info["accion_id"])


def restaurar(plan_id: int) -> None:
    with escritura("Restaurar el plan", plan_id=plan_id, restaura=True) as sesion:
        vida_del_plan.restaurar(sesion, plan_id)


def renombrar_su_linea(plan: PlanCompleto) -> int:
    with escritura("Renombrar", plan_id=plan.id) as sesion:
        sesion.get_one(LineaEstrategica, plan.lineas[0].id).nombre = "Otra"
        return int(sesion.info["accion_id"])


def _editar_celda(plan: PlanCompleto, actividad: ActividadDelPlan) -> object:
    cambio = CambioDeCelda(Celda(actividad.id, OCTUBRE, Campo.PROGRAMADO), 2, 3)
    return celdas.guardar(plan, [cambio], HOY)


def _importar_de_nuevo(plan: PlanCompleto, _: ActividadDelPlan) -> object:
    nuevo = aceptar(un_borrador(una_actividad(1)), una_decision())
    diferencias = comparar(plan, nuevo).diferencias
    return reimportacion.actualizar(plan, nuevo, diferencias, ArchivoFuente("plan.txt", b"otro"), HOY)


QUE_ESCRIBEN: dict[str, Callable[[PlanCompleto, ActividadDelPlan], object]] = {
    "registrar": lambda plan, suya: ejecucion.registrar_parcial(plan, suya, OCTUBRE, 1, HOY),
    "deshacer lo registrado": lambda plan, suya: ejecucion.deshacer_registro(plan, suya, OCTUBRE),
    "editar los meses": lambda plan, suya: seguimiento.guardar_meses(plan, suya, {OCTUBRE: CeldaMes(5)}, HOY),
    "explicar el atraso": lambda plan, suya: seguimiento.explicar_atraso(plan, suya, "Lluvia", "Repetir"),
    "editar el cronograma": _editar_celda,
    "importar de nuevo": _importar_de_nuevo,
    "renombrar en Contenido": lambda plan, _: renombrar_su_linea(plan),
    "borrar otra vez": lambda plan, _: borrar(plan.id),
}


@pytest.mark.parametrize("accion", QUE_ESCRIBEN)
def test_una_accion_sobre_un_plan_borrado_se_niega_y_no_escribe(base: str, accion: str) -> None:
    plan_id = un_plan(programado={10: 2})
    plan = leer(plan_id)
    borrar(plan_id)

    with pytest.raises(ErrorDeDominio, match=BORRADO) as rechazo:
        QUE_ESCRIBEN[accion](plan, next(plan.actividades))

    assert "restáurelo en la Papelera" in str(rechazo.value)
    restaurar(plan_id)
    assert leer(plan_id).lineas == plan.lineas


def test_deshacer_su_borrado_trae_el_plan_de_vuelta(base: str) -> None:
    plan_id = un_plan()
    accion_id = borrar(plan_id)

    deshacer(accion_id)

    assert leer(plan_id).nombre == "Plan de prueba"


def test_deshacer_otra_cosa_en_un_plan_borrado_se_niega(base: str) -> None:
    plan_id = un_plan()
    accion_id = renombrar_su_linea(leer(plan_id))
    borrar(plan_id)

    with pytest.raises(ErrorDeDominio, match=BORRADO):
        deshacer(accion_id)

    restaurar(plan_id)
    assert leer(plan_id).lineas[0].nombre == "Otra"


def test_deshacer_que_se_restauro_lo_vuelve_a_borrar(base: str) -> None:
    plan_id = un_plan()
    borrar(plan_id)
    with escritura("Restaurar el plan", plan_id=plan_id, restaura=True) as sesion:
        vida_del_plan.restaurar(sesion, plan_id)
        accion_id = int(sesion.info["accion_id"])

    deshacer(accion_id)

    with lectura() as sesion:
        assert planes.listar(sesion) == []


def test_quien_guarda_con_una_version_vieja_sabe_que_el_plan_fue_borrado(base: str) -> None:
    plan_id = un_plan()
    vista = leer(plan_id).version
    borrar(plan_id)

    with (
        pytest.raises(ErrorDeDominio, match=BORRADO) as rechazo,
        escritura("Guardar", plan_id=plan_id, version=vista),
    ):
        pass

    assert not isinstance(rechazo.value, ConflictoDeVersion)  # no hay con qué comparar


def test_un_plan_cuya_creacion_se_deshizo_ya_no_existe(base: str) -> None:
    with pytest.raises(ErrorDeDominio, match="este plan ya no existe"), escritura("Guardar", plan_id=999):
        pass


def _escrituras() -> Iterator[tuple[str, ast.Call]]:
    """Cada lugar de la aplicación que abre una escritura."""
    for carpeta in ("datos", "paginas"):
        for archivo in sorted((RAIZ / carpeta).rglob("*.py")):
            for nodo in ast.walk(ast.parse(archivo.read_text("utf-8"))):
                if isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") in ("escritura", "accion"):
                    yield str(archivo.relative_to(RAIZ).as_posix()), nodo


SIN_PLAN = {
    "datos/cuentas/personas.py": "una cuenta no es de un plan",
    "datos/importacion.py": "crea el plan",
    "datos/lecturas.py": "recuerda cómo se lee un documento",
    "paginas/componentes/cuentas/municipalidad.py": "la ficha es de la municipalidad",
    "paginas/planes.py": "crea el plan",
    "paginas/componentes/planes/ficha.py": "crea la copia",
}
RESTAURAN = {
    "datos/deshacer.py": "deshace un borrado",
    "paginas/papelera.py": "restaura",
    "paginas/componentes/acciones.py": "lo pasa",
}


@pytest.mark.parametrize(
    ("archivo", "llamada"),
    [pytest.param(archivo, nodo, id=f"{archivo}-{nodo.lineno}") for archivo, nodo in _escrituras()],
)
def test_cada_escritura_dice_de_que_plan_es_y_pocas_admiten_uno_borrado(
    archivo: str, llamada: ast.Call
) -> None:
    dichos = {dicho.arg: dicho.value for dicho in llamada.keywords}
    plan_id = dichos.get("plan_id") or next(iter(llamada.args[2:]), ast.Constant(None))

    assert ast.unparse(plan_id) != "None" or archivo in SIN_PLAN
    assert "restaura" not in dichos or archivo in RESTAURAN
