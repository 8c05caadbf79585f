"""Pasar a otra versión del catálogo conserva todo lo trabajado."""

from datos import catalogos
from datos.certificacion import requisitos, traspaso
from datos.conexion import escritura
from modelos.certificacion.estados import EstadoTrabajo
from modelos.certificacion.proceso import Certificacion
from modelos.plan import Nivel
from tests.apoyo.certificacion import CATALOGO, HOY, leer, un_proceso
from tests.apoyo.planes import un_plan

ANTES, DESPUES = catalogos.leer(CATALOGO), catalogos.leer("scam/tres-fases")


def pasar(plan_id: int) -> Certificacion:
    with escritura("Pasar", plan_id=plan_id) as sesion:
        traspaso.pasar(sesion, plan_id, ANTES, DESPUES)
    return leer(plan_id)


def test_se_ofrece_la_version_que_tiene_el_mismo_nivel() -> None:
    assert traspaso.otras_versiones(ANTES, Nivel.BASICO.value) == (DESPUES,)
    assert traspaso.otras_versiones(ANTES, Nivel.EXCELENCIA_SOBRESALIENTE.value) == ()


def test_pasar_de_version_conserva_el_trabajo_y_lo_que_escribio_la_municipalidad(base: str) -> None:
    plan_id = un_plan()
    primero, segundo, *_ = un_proceso(plan_id, Nivel.BASICO).requisitos
    with escritura("Trabajar", plan_id=plan_id) as sesion:
        for suyo, cambia in (
            (primero, {"trabajo": EstadoTrabajo.REVISADO.value, "notas": "listo"}),
            (segundo, {"que_se_pide": "Lo que dicen nuestras bases"}),
        ):
            visto = requisitos.a_campos(suyo)
            requisitos.guardar(sesion, plan_id, suyo.id, visto, {**visto, **cambia}, HOY)
        requisitos.agregar(sesion, plan_id, "LS-01", "Propio", "", "")

    despues = pasar(plan_id)

    assert despues.proceso.catalogo == DESPUES.clave
    por_codigo = {uno.codigo: uno for uno in despues.requisitos}
    assert por_codigo[primero.codigo].trabajo is EstadoTrabajo.REVISADO
    assert "listo" in (por_codigo[primero.codigo].notas or "")
    assert por_codigo[segundo.codigo].que_se_pide == "Lo que dicen nuestras bases"
    assert por_codigo["LS-01"].desactivado is None
    assert {uno.codigo for uno in DESPUES.requisitos_de(Nivel.BASICO.value)} <= set(por_codigo)


def test_pasar_de_ida_y_de_vuelta_deja_los_mismos_requisitos(base: str) -> None:
    plan_id = un_plan()
    antes = un_proceso(plan_id, Nivel.BASICO)

    intermedia = pasar(plan_id)
    with escritura("Volver", plan_id=plan_id) as sesion:
        traspaso.pasar(sesion, plan_id, DESPUES, ANTES)

    assert intermedia.proceso.minimo_certeza is DESPUES.nivel(Nivel.BASICO).minimo.certeza
    assert leer(plan_id).proceso.minimo_certeza is antes.proceso.minimo_certeza
    assert {uno.codigo for uno in leer(plan_id).activos} == {uno.codigo for uno in antes.activos}
