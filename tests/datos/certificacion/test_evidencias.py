"""La evidencia: cargarla, sus revisiones, lo que prueba y lo que se decide de ella."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from datos.certificacion import evidencias, requisitos
from datos.certificacion.evidencias import Descrita
from datos.conexion import escritura
from datos.conexion import lectura as leer_base
from datos.deshacer import deshacer
from modelos.certificacion.estados import ClaseEvidencia, Dictamen, EstadoEvidencia
from modelos.certificacion.proceso import EnActividad, EnRequisito, EvidenciaDelPlan
from modelos.certificacion.tablas import Revision
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.permisos import Rol, SinPermiso
from modelos.tabla import tabla_de
from tests.apoyo.certificacion import HOY, aceptar, leer, un_archivo, un_proceso, una_evidencia
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import leer as leer_plan
from tests.apoyo.planes import un_plan

MARZO = Mes(2026, 3)


def la_evidencia(plan_id: int, lugar: int = 0) -> EvidenciaDelPlan:
    return leer(plan_id).evidencias[lugar]


def test_la_evidencia_se_numera_y_prueba_lo_suyo_y_los_requisitos_de_su_actividad(base: str) -> None:
    plan_id = un_plan(actividades=1)
    uno, otro, *_ = un_proceso(plan_id).requisitos
    actividad = next(leer_plan(plan_id).actividades).id
    with escritura("Enlazar", plan_id=plan_id) as sesion:
        requisitos.enlazar(sesion, plan_id, uno.id, [actividad])

    una_evidencia(
        plan_id,
        requisitos=(EnRequisito(otro.id, "pp. 3–5"),),
        actividades=(EnActividad(actividad, MARZO),),
    )

    una = la_evidencia(plan_id)
    assert (una.codigo, una.estado) == ("EV-0001", EstadoEvidencia.CARGADA)
    assert set(una.requisitos) == {EnRequisito(otro.id, "pp. 3–5"), EnRequisito(uno.id, "")}
    assert una.actividades == (EnActividad(actividad, MARZO),)


def test_el_mismo_archivo_dos_veces_es_la_misma_evidencia_y_suma_lo_que_prueba(base: str) -> None:
    plan_id = un_plan(actividades=2)
    un_proceso(plan_id)
    una, otra = (actividad.id for actividad in leer_plan(plan_id).actividades)

    primera = una_evidencia(plan_id, actividades=(EnActividad(una, MARZO),))
    segunda = una_evidencia(plan_id, actividades=(EnActividad(otra, MARZO),))

    assert primera == segunda
    assert len(leer(plan_id).evidencias) == 1
    assert len(la_evidencia(plan_id).revisiones) == 1
    assert {enlace.actividad_id for enlace in la_evidencia(plan_id).actividades} == {una, otra}


def test_lo_retirado_no_se_reconoce_como_el_mismo(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    primera = una_evidencia(plan_id)
    with escritura("Retirar", plan_id=plan_id) as sesion:
        evidencias.dictaminar(sesion, plan_id, primera, Dictamen.RETIRADA, 1, HOY, "Se cargó por error")

    assert una_evidencia(plan_id) != primera


def test_una_revision_nueva_vuelve_a_esperar_que_la_acepten_y_la_anterior_queda(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    cual = una_evidencia(plan_id, aceptada=True)
    assert la_evidencia(plan_id).prueba(HOY)

    with escritura("Otra", plan_id=plan_id) as sesion:
        evidencias.agregar_revision(sesion, plan_id, cual, un_archivo(b"corregida"), "con firmas")

    assert la_evidencia(plan_id).estado is EstadoEvidencia.CARGADA
    assert [revision.numero for revision in la_evidencia(plan_id).revisiones] == [1, 2]


def test_no_se_acepta_una_revision_que_no_se_miro(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    cual = una_evidencia(plan_id)
    with escritura("Otra", plan_id=plan_id) as sesion:
        evidencias.agregar_revision(sesion, plan_id, cual, un_archivo(b"corregida"))

    with (
        pytest.raises(ErrorDeDominio, match="llegó otra revisión"),
        escritura("Aceptar", plan_id=plan_id) as sesion,
    ):
        aceptar(sesion, plan_id, cual, vista=1)


@pytest.mark.parametrize("dictamen", [Dictamen.OBSERVADA, Dictamen.RETIRADA])
def test_observar_y_retirar_piden_la_razon(base: str, dictamen: Dictamen) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    cual = una_evidencia(plan_id)

    with (
        pytest.raises(ErrorDeDominio, match="No se guardó: escriba"),
        escritura("Decidir", plan_id=plan_id) as sesion,
    ):
        evidencias.dictaminar(sesion, plan_id, cual, dictamen, 1, HOY)
    with escritura("Decidir", plan_id=plan_id) as sesion:
        evidencias.dictaminar(sesion, plan_id, cual, dictamen, 1, HOY, "Falta la firma")

    assert (la_evidencia(plan_id).estado.value, la_evidencia(plan_id).razon) == (dictamen, "Falta la firma")


def test_la_base_no_deja_cambiar_una_revision(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    una_evidencia(plan_id)

    with pytest.raises(DBAPIError), escritura("Cambiar", plan_id=plan_id) as sesion:
        sesion.execute(update(tabla_de(Revision)).values(nombre="otro.txt"))


def test_cargar_se_deshace_entero(base: str) -> None:
    plan_id = un_plan(actividades=1)
    un_proceso(plan_id)
    actividad = next(leer_plan(plan_id).actividades).id
    archivo = un_archivo()
    with escritura("Cargar", plan_id=plan_id) as sesion:
        evidencias.agregar(
            sesion,
            plan_id,
            Descrita("Acta", ClaseEvidencia.ACTA),
            archivo,
            actividades=[EnActividad(actividad, None)],
        )
        hecha = int(sesion.info["accion_id"])

    deshacer(hecha)

    assert leer(plan_id).evidencias == ()


def test_una_direccion_de_la_red_es_evidencia_y_una_que_no_lo_es_se_rechaza(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    descrita = Descrita("Ordenanza publicada", ClaseEvidencia.ORDENANZA, date(2026, 5, 1))

    for mala in ("javascript:alert(1)", "https://", "ftp://x.cl/a", "https://a b.cl", "https://u:c@x.cl"):
        with pytest.raises(ErrorDeDominio, match="dirección"), escritura("C", plan_id=plan_id) as sesion:
            evidencias.agregar(sesion, plan_id, descrita, mala)
    with escritura("Cargar", plan_id=plan_id) as sesion:
        evidencias.agregar(sesion, plan_id, descrita, "https://www.laserena.cl/ordenanza")

    actual = la_evidencia(plan_id).actual
    assert actual is not None
    assert (actual.direccion, actual.sha256) == ("https://www.laserena.cl/ordenanza", None)


def test_lo_que_ocupa_la_municipalidad_cuenta_cada_archivo_una_vez(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    cual = una_evidencia(plan_id, b"12345")
    una_evidencia(plan_id, b"123")
    with escritura("Otra", plan_id=plan_id) as sesion:
        evidencias.agregar_revision(sesion, plan_id, cual, un_archivo(b"123"))

    with leer_base() as sesion:
        assert evidencias.ocupado(sesion, leer_plan(plan_id).municipalidad_id) == 8


def test_lo_reservado_no_lo_lee_el_concejo_y_si_quien_audita(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    una_evidencia(plan_id, confidencial=True, titulo="Denuncia de una vecina")
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, Rol.CONCEJO)):
        assert la_evidencia(plan_id).titulo == "Evidencia reservada"
        assert la_evidencia(plan_id).actual is None
    with como(con(ana, Rol.AUDITORIA, plan_id=plan_id)):
        assert la_evidencia(plan_id).titulo == "Denuncia de una vecina"


def test_la_unidad_carga_en_sus_actividades_y_no_acepta_ni_carga_en_otras(base: str) -> None:
    plan_id = un_plan(actividades=2, unidades=1)
    un_proceso(plan_id)
    suya, ajena = leer_plan(plan_id).actividades
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, Rol.UNIDAD, unidad_id=suya.unidades[0].id)):
        cual = una_evidencia(plan_id, actividades=(EnActividad(suya.id, MARZO),))
        with escritura("Otra", plan_id=plan_id) as sesion:
            evidencias.agregar_revision(sesion, plan_id, cual, un_archivo(b"otra"))
        with pytest.raises(SinPermiso), escritura("Aceptar", plan_id=plan_id) as sesion:
            aceptar(sesion, plan_id, cual, vista=2)
        with pytest.raises(SinPermiso):
            una_evidencia(plan_id, b"ajena", actividades=(EnActividad(ajena.id, MARZO),))
        with pytest.raises(SinPermiso):
            una_evidencia(plan_id, b"suelta")

    assert [una.codigo for una in leer(plan_id).evidencias] == ["EV-0001"]


@pytest.mark.parametrize("rol", [Rol.CONCEJO, Rol.COMITE, Rol.AUDITORIA])
def test_quien_solo_mira_no_carga(base: str, rol: Rol) -> None:
    plan_id = un_plan(actividades=1)
    un_proceso(plan_id)
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, rol, plan_id=plan_id)), pytest.raises(SinPermiso):
        una_evidencia(plan_id)
