"""Lo observado: numerar las auditorías, observar, responder y volver a abrir, y a quién le toca."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from datos import unidades
from datos.certificacion import observaciones, requisitos
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.certificacion.estados import Gravedad
from modelos.certificacion.proceso import ObservacionDelProceso
from modelos.errores import ErrorDeDominio
from modelos.permisos import Rol, SinPermiso
from tests.apoyo.certificacion import HOY, leer, un_proceso, una_evidencia
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import leer as leer_plan
from tests.apoyo.planes import un_plan

NO_EXISTE = 99_999


def auditar(plan_id: int, fecha: date = HOY, informe_id: int | None = None, nota: str = "") -> int:
    with escritura("Agregar una auditoría", plan_id=plan_id) as sesion:
        return observaciones.agregar_auditoria(sesion, plan_id, fecha, nota, informe_id)


def observar(
    plan_id: int,
    descripcion: str = "Falta la firma del alcalde",
    *,
    requisito_id: int | None = None,
    auditoria_id: int | None = None,
    responder_hasta: date | None = None,
) -> None:
    with escritura("Observar", plan_id=plan_id) as sesion:
        observaciones.observar(
            sesion,
            plan_id,
            descripcion,
            Gravedad.ALTA,
            HOY,
            requisito_id=requisito_id,
            auditoria_id=auditoria_id,
            responder_hasta=responder_hasta,
        )


def responder(plan_id: int, observacion_id: int, respuesta: str = "Se firmó") -> None:
    with escritura("Responder", plan_id=plan_id) as sesion:
        observaciones.responder(sesion, plan_id, observacion_id, respuesta, HOY)


def la_observacion(plan_id: int) -> ObservacionDelProceso:
    [una] = leer(plan_id).observaciones
    return una


def con_responsable(plan_id: int, lugar: int = 0) -> tuple[int, int]:
    """El primer requisito, con una de las unidades del plan; los números de ambos."""
    requisito_id = leer(plan_id).requisitos[0].id
    with escritura("Encargar", plan_id=plan_id) as sesion:
        unidad_id = unidades.listar(sesion, leer_plan(plan_id).municipalidad_id)[lugar].id
        requisitos.tomar(sesion, plan_id, requisito_id).unidad_id = unidad_id
    return requisito_id, unidad_id


def test_las_auditorias_se_numeran_en_cada_plan_con_su_informe(base: str) -> None:
    plan_id, otro = un_plan(), un_plan(nombre="Otro")
    for cual in (plan_id, otro):
        un_proceso(cual)
    informe_id = una_evidencia(plan_id, titulo="Informe de la auditoría")

    auditar(plan_id, date(2026, 5, 4), nota="  Primera visita ")
    auditar(plan_id, HOY, informe_id)
    auditar(otro)

    primera, segunda = leer(plan_id).auditorias
    assert (primera.numero, primera.fecha, primera.nota) == (1, date(2026, 5, 4), "Primera visita")
    assert (segunda.numero, segunda.nota, segunda.informe_id) == (2, None, informe_id)
    assert [una.numero for una in leer(otro).auditorias] == [1]


def test_el_informe_de_una_auditoria_es_evidencia_del_mismo_plan(base: str) -> None:
    plan_id, otro = un_plan(), un_plan(nombre="Otro")
    for cual in (plan_id, otro):
        un_proceso(cual)
    ajeno = una_evidencia(otro)

    for informe_id in (ajeno, NO_EXISTE):
        with pytest.raises(ErrorDeDominio, match="No se guardó: ese informe"):
            auditar(plan_id, informe_id=informe_id)

    assert leer(plan_id).auditorias == ()


def test_lo_observado_queda_abierto_y_a_cargo_de_quien_responde_por_el_requisito(base: str) -> None:
    plan_id = un_plan(unidades=1)
    un_proceso(plan_id)
    requisito_id, unidad_id = con_responsable(plan_id)
    auditoria_id = auditar(plan_id)
    plazo = HOY + timedelta(days=30)

    observar(plan_id, requisito_id=requisito_id, auditoria_id=auditoria_id, responder_hasta=plazo)

    una = la_observacion(plan_id)
    assert una == ObservacionDelProceso(
        una.id,
        "Falta la firma del alcalde",
        Gravedad.ALTA,
        HOY,
        auditoria_id,
        requisito_id,
        plazo,
        unidad_id,
    )
    assert una.abierta
    assert leer(plan_id).abiertas_por_requisito == {requisito_id: (una,)}


def test_sin_requisito_es_de_todo_el_proceso_y_de_nadie_en_particular(base_local: str) -> None:
    plan_id = un_plan(unidades=1)
    un_proceso(plan_id)

    observar(plan_id)

    assert (la_observacion(plan_id).requisito_id, la_observacion(plan_id).unidad_id) == (None, None)
    assert leer(plan_id).abiertas_por_requisito == {}


def test_no_se_observa_sin_decir_que(base_local: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with pytest.raises(ErrorDeDominio, match="escriba qué se observó"):
        observar(plan_id, " \n")

    assert leer(plan_id).observaciones == ()


def test_no_se_observa_lo_de_otro_plan_ni_lo_que_no_existe(base: str) -> None:
    plan_id, otro = un_plan(), un_plan(nombre="Otro")
    for cual in (plan_id, otro):
        un_proceso(cual)
    requisito_ajeno, auditoria_ajena = leer(otro).requisitos[0].id, auditar(otro)

    for requisito_id in (requisito_ajeno, NO_EXISTE):
        with pytest.raises(ErrorDeDominio, match="No se guardó: este requisito"):
            observar(plan_id, requisito_id=requisito_id)
    for auditoria_id in (auditoria_ajena, NO_EXISTE):
        with pytest.raises(ErrorDeDominio, match="No se guardó: esa auditoría"):
            observar(plan_id, auditoria_id=auditoria_id)

    assert leer(plan_id).observaciones == ()


def test_respondida_se_cierra_y_reabierta_conserva_lo_escrito(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    observar(plan_id)
    cual = la_observacion(plan_id).id

    responder(plan_id, cual, " Se firmó el 3 de octubre ")
    cerrada = la_observacion(plan_id)
    with escritura("Reabrir", plan_id=plan_id) as sesion:
        observaciones.reabrir(sesion, plan_id, cual)

    assert (cerrada.respuesta, cerrada.respondida_el, cerrada.abierta) == (
        "Se firmó el 3 de octubre",
        HOY,
        False,
    )
    assert (la_observacion(plan_id).respuesta, la_observacion(plan_id).abierta) == (cerrada.respuesta, True)


def test_no_se_responde_sin_decir_que_se_hizo(base_local: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    observar(plan_id)

    with pytest.raises(ErrorDeDominio, match="escriba qué se hizo"):
        responder(plan_id, la_observacion(plan_id).id, "")

    assert la_observacion(plan_id).abierta


def test_no_se_responde_ni_se_reabre_la_de_otro_plan(base_local: str) -> None:
    plan_id, otro = un_plan(), un_plan(nombre="Otro")
    for cual in (plan_id, otro):
        un_proceso(cual)
    observar(otro)
    ajena = la_observacion(otro).id

    with pytest.raises(ErrorDeDominio, match="ya no está en el plan"):
        responder(plan_id, ajena)
    with (
        pytest.raises(ErrorDeDominio, match="ya no está en el plan"),
        escritura("Reabrir", plan_id=plan_id) as sesion,
    ):
        observaciones.reabrir(sesion, plan_id, ajena)

    assert la_observacion(otro).abierta


def test_lo_observado_se_corrige_sin_tocar_su_respuesta_y_se_quita(base: str) -> None:
    plan_id = un_plan(unidades=1)
    un_proceso(plan_id)
    _, unidad_id = con_responsable(plan_id)
    observar(plan_id)
    cual = la_observacion(plan_id).id
    responder(plan_id, cual)
    plazo = HOY + timedelta(days=9)

    with escritura("Corregir", plan_id=plan_id) as sesion:
        observaciones.corregir(sesion, plan_id, cual, " Falta el timbre ", Gravedad.BAJA, plazo, unidad_id)

    una = la_observacion(plan_id)
    assert (una.descripcion, una.gravedad, una.responder_hasta) == ("Falta el timbre", Gravedad.BAJA, plazo)
    assert (una.unidad_id, una.respuesta, una.abierta) == (unidad_id, "Se firmó", False)
    with escritura("Quitar", plan_id=plan_id) as sesion:
        observaciones.quitar(sesion, plan_id, cual)
    assert leer(plan_id).observaciones == ()


def test_una_auditoria_se_corrige_y_se_quita_solo_si_no_tiene_observaciones(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    informe_id = una_evidencia(plan_id)
    auditoria_id = auditar(plan_id, nota="Visita")
    observar(plan_id, auditoria_id=auditoria_id)

    with escritura("Corregir", plan_id=plan_id) as sesion:
        observaciones.corregir_auditoria(sesion, plan_id, auditoria_id, date(2026, 5, 4), " ", informe_id)

    [una] = leer(plan_id).auditorias
    assert (una.numero, una.fecha, una.nota, una.informe_id) == (1, date(2026, 5, 4), None, informe_id)
    with (
        pytest.raises(ErrorDeDominio, match="No se quitó la auditoría 1: tiene observaciones"),
        escritura("Quitar", plan_id=plan_id) as sesion,
    ):
        observaciones.quitar_auditoria(sesion, plan_id, auditoria_id)
    with escritura("Quitar", plan_id=plan_id) as sesion:
        observaciones.quitar(sesion, plan_id, la_observacion(plan_id).id)
        observaciones.quitar_auditoria(sesion, plan_id, auditoria_id)
    assert leer(plan_id).auditorias == ()


def test_no_se_corrige_ni_se_quita_lo_de_otro_plan(base_local: str) -> None:
    plan_id, otro = un_plan(), un_plan(nombre="Otro")
    for cual in (plan_id, otro):
        un_proceso(cual)
    observar(otro)
    ajena, auditoria_ajena = la_observacion(otro).id, auditar(otro)

    with escritura("Probar", plan_id=plan_id) as sesion:
        intentos: tuple[Callable[[], None], ...] = (
            lambda: observaciones.corregir(sesion, plan_id, ajena, "x", Gravedad.BAJA, None, None),
            lambda: observaciones.quitar(sesion, plan_id, ajena),
            lambda: observaciones.corregir_auditoria(sesion, plan_id, auditoria_ajena, HOY, "", None),
            lambda: observaciones.quitar_auditoria(sesion, plan_id, auditoria_ajena),
        )
        for hacer in intentos:
            with pytest.raises(ErrorDeDominio, match="ya no está en el plan"):
                hacer()

    assert la_observacion(otro).descripcion == "Falta la firma del alcalde"


def test_observar_se_deshace(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    with escritura("Observar", plan_id=plan_id) as sesion:
        observaciones.observar(sesion, plan_id, "Falta el anexo", Gravedad.BAJA, HOY)
        hecha = int(sesion.info["accion_id"])

    deshacer(hecha)

    assert leer(plan_id).observaciones == ()


def test_la_unidad_responde_lo_suyo_y_no_lo_ajeno_ni_observa(base: str) -> None:
    plan_id = un_plan(unidades=2)
    un_proceso(plan_id)
    requisito_id, unidad_id = con_responsable(plan_id)
    observar(plan_id, requisito_id=requisito_id)
    cual = la_observacion(plan_id).id
    with lectura() as sesion:
        todas = unidades.listar(sesion, leer_plan(plan_id).municipalidad_id)
    [otra_id] = {unidad.id for unidad in todas} - {unidad_id}
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, Rol.UNIDAD, unidad_id=otra_id)), pytest.raises(SinPermiso, match="otra unidad"):
        responder(plan_id, cual)
    with como(con(ana, Rol.UNIDAD, unidad_id=unidad_id)):
        with pytest.raises(SinPermiso):
            observar(plan_id, requisito_id=requisito_id)
        responder(plan_id, cual)

    assert not la_observacion(plan_id).abierta


@pytest.mark.parametrize("rol", [Rol.CONCEJO, Rol.COMITE, Rol.AUDITORIA])
def test_quien_solo_mira_no_observa_ni_audita(base_local: str, rol: Rol) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, rol, plan_id=plan_id)):
        with pytest.raises(SinPermiso):
            observar(plan_id)
        with pytest.raises(SinPermiso):
            auditar(plan_id)
