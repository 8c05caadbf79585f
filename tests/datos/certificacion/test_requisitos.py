"""La ficha de un requisito, lo que se agrega o deja de perseguir, y sus actividades."""

from datetime import date

import pytest

from datos import papelera, unidades
from datos.certificacion import requisitos
from datos.conexion import escritura
from datos.deshacer import deshacer
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.cumplimiento import aplica
from modelos.certificacion.estados import EstadoResultado, EstadoTrabajo
from modelos.certificacion.proceso import RequisitoDelProceso
from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, ConflictoDeCampos
from modelos.nodos import Clase, Nodo
from tests.apoyo.certificacion import HOY, leer, un_proceso
from tests.apoyo.planes import leer as leer_plan
from tests.apoyo.planes import un_plan


def primero(plan_id: int) -> RequisitoDelProceso:
    return leer(plan_id).requisitos[0]


def guardar(plan_id: int, cambia: Campos, visto: Campos | None = None) -> int:
    suyo = primero(plan_id)
    antes = visto or requisitos.a_campos(suyo)
    with escritura("Editar", plan_id=plan_id) as sesion:
        requisitos.guardar(sesion, plan_id, suyo.id, antes, {**antes, **cambia}, HOY)
        return int(sesion.info["accion_id"])


def test_el_trabajo_y_el_resultado_van_aparte(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    guardar(plan_id, {"trabajo": EstadoTrabajo.REVISADO.value})

    assert primero(plan_id).trabajo is EstadoTrabajo.REVISADO
    assert primero(plan_id).resultado is EstadoResultado.NO_EVALUADO


def test_el_resultado_lleva_el_dia_en_que_se_dijo(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    guardar(plan_id, {"resultado": EstadoResultado.CUMPLE.value, "comprometido": "2026-12-31"})

    assert primero(plan_id).resultado_el == HOY
    assert primero(plan_id).comprometido == date(2026, 12, 31)


@pytest.mark.parametrize("resultado", [EstadoResultado.NO_APLICA, EstadoResultado.HOMOLOGADO])
def test_lo_que_no_aplica_o_se_homologa_dice_por_que(base: str, resultado: EstadoResultado) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with pytest.raises(ErrorDeDominio, match="No se guardó: escriba"):
        guardar(plan_id, {"resultado": resultado.value})
    guardar(plan_id, {"resultado": resultado.value, "resultado_razon": "Proceso de 2023"})

    assert primero(plan_id).resultado is resultado


def test_dos_personas_en_el_mismo_campo_no_se_pisan(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    visto = requisitos.a_campos(primero(plan_id))
    guardar(plan_id, {"notas": "la otra"})

    with pytest.raises(ConflictoDeCampos, match="otra persona cambió"):
        guardar(plan_id, {"notas": "la mía"}, visto)

    assert primero(plan_id).notas == "la otra"


def test_cambiar_lo_que_dice_el_catalogo_lo_marca_como_editado_y_con_su_fuente(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    guardar(plan_id, {"que_se_pide": "Lo que dicen las bases de 2026", "fuente": "Bases 2026, p. 14"})

    assert primero(plan_id).editado
    assert primero(plan_id).certeza is Certeza.UNA_FUENTE


def test_las_notas_no_cambian_el_catalogo(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    guardar(plan_id, {"notas": "Pedir a DIMAO"})

    assert not primero(plan_id).editado


def test_un_requisito_propio_va_al_final_y_su_codigo_no_se_repite(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with escritura("Agregar", plan_id=plan_id) as sesion:
        requisitos.agregar(sesion, plan_id, "R-10", "CAC permanente", "Sesiones", "")
    with (
        pytest.raises(ErrorDeDominio, match="ya hay un requisito R-10"),
        escritura("Agregar", plan_id=plan_id) as sesion,
    ):
        requisitos.agregar(sesion, plan_id, "R-10", "Otro", "", "")

    ultimo = leer(plan_id).requisitos[-1]
    assert (ultimo.codigo, ultimo.propio, ultimo.certeza) == ("R-10", True, Certeza.SIN_FUENTE)


def test_dejar_de_perseguir_pide_razon_y_conserva_lo_suyo(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    guardar(plan_id, {"notas": "avanzado"})

    with pytest.raises(ErrorDeDominio, match="por qué"), escritura("No", plan_id=plan_id) as sesion:
        requisitos.desactivar(sesion, plan_id, primero(plan_id).id, "")
    with escritura("No", plan_id=plan_id) as sesion:
        requisitos.desactivar(sesion, plan_id, primero(plan_id).id, "No es de este nivel")

    assert not aplica(primero(plan_id))
    assert primero(plan_id).notas == "avanzado"
    assert primero(plan_id) not in leer(plan_id).activos


def test_las_actividades_se_enlazan_y_se_sueltan_y_se_deshace(base: str) -> None:
    plan_id = un_plan(actividades=2)
    un_proceso(plan_id)
    una, otra = (actividad.id for actividad in leer_plan(plan_id).actividades)

    with escritura("Enlazar", plan_id=plan_id) as sesion:
        requisitos.enlazar(sesion, plan_id, primero(plan_id).id, [una, otra])
    with escritura("Soltar", plan_id=plan_id) as sesion:
        requisitos.enlazar(sesion, plan_id, primero(plan_id).id, [otra])
        soltar = int(sesion.info["accion_id"])
    assert primero(plan_id).actividades == (otra,)
    deshacer(soltar)

    assert primero(plan_id).actividades == (una, otra)


def test_no_se_enlaza_una_actividad_borrada_ni_de_otro_plan(base: str) -> None:
    plan_id, otro = un_plan(actividades=1), un_plan(actividades=1, nombre="Otro")
    un_proceso(plan_id)
    suya, ajena = (next(leer_plan(cual).actividades).id for cual in (plan_id, otro))
    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, suya), HOY)

    for cual in (suya, ajena):
        with (
            pytest.raises(ErrorDeDominio, match="ya no está en el plan"),
            escritura("Enlazar", plan_id=plan_id) as sesion,
        ):
            requisitos.enlazar(sesion, plan_id, primero(plan_id).id, [cual])


def test_unir_unidades_lleva_sus_requisitos_y_la_que_responde_no_se_borra(base: str) -> None:
    plan_id = un_plan(actividades=1, unidades=2)
    un_proceso(plan_id)
    with escritura("Leer", plan_id=plan_id) as sesion:
        queda, sobra = (u.id for u in unidades.listar(sesion, leer_plan(plan_id).municipalidad_id))
    guardar(plan_id, {"unidad_id": sobra})
    with escritura("Soltar", plan_id=plan_id) as sesion:
        sesion.connection().exec_driver_sql(f"DELETE FROM actividad_unidad WHERE unidad_id = {sobra}")

    with (
        pytest.raises(ErrorDeDominio, match="requisitos de la certificación"),
        escritura("Borrar") as sesion,
    ):
        unidades.borrar(sesion, sobra)
    with escritura("Unir", plan_id=plan_id) as sesion:
        unidades.unir(sesion, queda, [sobra])

    assert primero(plan_id).unidad_id == queda
