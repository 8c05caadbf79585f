"""Cerrar un mes, y lo que pasa con cada camino de escritura cuando ya está aprobado."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from datos import celdas, cierre, ejecucion, estructura, seguimiento, unidades
from datos.bitacora import cadena
from datos.conexion import escritura, lectura, motor
from datos.deshacer import deshacer
from modelos.actividad import Actividad, MesActividad, Motivo
from modelos.arbol import CeldaMes, PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda
from modelos.cierre import CambioTrasCierre, Cierres, EstadoDeCierre, MesCerrado
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from modelos.permisos import Rol, SinPermiso
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import Razon
from modelos.tabla import tabla_de
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 4, 10)
MARZO, ABRIL, MAYO = Mes(2026, 3), Mes(2026, 4), Mes(2026, 5)
mes = tabla_de(MesActividad)

Escribir = Callable[[PlanCompleto, str], object]


def cierres(plan_id: int) -> Cierres:
    with lectura() as sesion:
        return cierre.leer(sesion, leer(plan_id))


def unidad_de(plan_id: int) -> int | None:
    suyas = next(leer(plan_id).actividades).unidades
    return suyas[0].id if suyas else None


def cerrar(plan_id: int) -> None:
    """Marzo, dado por completo y aprobado."""
    cierre.completar(leer(plan_id), MARZO, unidad_de(plan_id), HOY)
    cierre.aprobar(leer(plan_id), MARZO, [unidad_de(plan_id)], HOY)


def un_plan_cerrado(unidades: int = 1) -> int:
    plan_id = un_plan(unidades=unidades, programado={3: 2, 4: 2}, estado=EstadoPlan.VIGENTE)
    cerrar(plan_id)
    return plan_id


def _registrar(plan: PlanCompleto, razon: str) -> object:
    return ejecucion.registrar_parcial(plan, next(plan.actividades), MARZO, 1, HOY, razon)


def _en_la_cuadricula(plan: PlanCompleto, razon: str) -> object:
    celda = Celda(next(plan.actividades).id, MARZO, Campo.EJECUTADO)
    return celdas.guardar(plan, [CambioDeCelda(celda, 0, 2)], HOY, razon=Razon(tras_cierre=razon))


def _en_la_actividad(plan: PlanCompleto, razon: str) -> object:
    nueva = {MARZO: CeldaMes(2, 0, nota="Sin maestros")}
    return seguimiento.guardar_meses(plan, next(plan.actividades), nueva, HOY, Razon(tras_cierre=razon))


def _reprogramar(plan: PlanCompleto, razon: str) -> object:
    motivo = Razon(Motivo.CLIMA, razon)
    return seguimiento.reprogramar(plan, next(plan.actividades), MARZO, MAYO, 1, HOY, motivo)


def _a_mano(plan: PlanCompleto, razon: str) -> object:
    with escritura("Quitar los meses", plan_id=plan.id, razon=razon) as sesion:
        sesion.execute(mes.delete())
    return None


def _sin_decir_el_plan(plan: PlanCompleto, razon: str) -> object:
    with escritura("Cambiar una fecha", razon=razon) as sesion:
        sesion.execute(mes.update().values(ejecutado_el=date(2026, 3, 3)))
    return plan


CAMINOS: dict[str, Escribir] = {
    "registro": _registrar,
    "cuadrícula": _en_la_cuadricula,
    "actividad": _en_la_actividad,
    "reprogramar": _reprogramar,
    "borrar la fila": _a_mano,
    "sin decir el plan": _sin_decir_el_plan,
}


@pytest.mark.parametrize("unidades", [1, 0])
@pytest.mark.parametrize("camino", CAMINOS)
def test_lo_de_un_mes_aprobado_no_cambia_sin_razon_y_con_ella_se_cuenta(
    base: str, camino: str, unidades: int
) -> None:
    plan_id = un_plan_cerrado(unidades)
    antes = leer(plan_id)

    with pytest.raises(MesCerrado, match=r"marzo de 2026 está aprobado.+diga la razón"):
        CAMINOS[camino](antes, " ")
    assert leer(plan_id) == antes
    assert cierres(plan_id).cambios == ()

    CAMINOS[camino](antes, "Llegó el acta tarde")

    [contado] = cierres(plan_id).cambios
    assert (contado.razon, contado.quien, contado.actividad) == (
        "Llegó el acta tarde",
        "usuario local",
        "Actividad 1",
    )
    assert leer(plan_id) != antes
    with motor().connect() as conexion:
        assert cadena.verificar(conexion).rotura is None


def _asignar(plan_id: int, ids: list[int], razon: str = "") -> None:
    actividad_id = next(leer(plan_id).actividades).id
    with escritura("Cambiar los responsables", plan_id=plan_id, razon=razon) as sesion:
        estructura.asignar_unidades(sesion, [actividad_id], ids)


def _otra_unidad(plan_id: int) -> int:
    with escritura("Crear una unidad") as sesion:
        return unidades.crear(sesion, leer(plan_id).municipalidad_id, "Otra unidad")


@pytest.mark.parametrize("cuantas", [1, 0])
def test_dejar_la_unidad_que_cerro_el_mes_tambien_pide_razon(base: str, cuantas: int) -> None:
    plan_id = un_plan_cerrado(cuantas)
    otra = _otra_unidad(plan_id)
    antes = leer(plan_id)

    with pytest.raises(MesCerrado, match="marzo de 2026 está aprobado"):
        _asignar(plan_id, [otra])
    assert leer(plan_id) == antes

    _asignar(plan_id, [otra], "Cambió de oficina")
    assert [uno.razon for uno in cierres(plan_id).cambios] == ["Cambió de oficina"]


def test_sumar_una_unidad_u_ordenarlas_no_abre_ningun_mes(base: str) -> None:
    plan_id = un_plan_cerrado()
    [suya] = next(leer(plan_id).actividades).unidades
    otra = _otra_unidad(plan_id)

    _asignar(plan_id, [suya.id, otra])
    _asignar(plan_id, [otra, suya.id])
    _asignar(plan_id, [suya.id])

    assert cierres(plan_id).cambios == ()


def test_la_razon_queda_anotada_y_sellada_en_la_misma_accion(base: str) -> None:
    plan_id = un_plan_cerrado()

    accion_id = _registrar(leer(plan_id), "Acta tardía")

    with lectura() as sesion:
        assert isinstance(accion_id, int)
        anotadas = [escrita.tabla for escrita in cadena.cambios_de(sesion, accion_id)]
        assert anotadas == ["mes_actividad", "cambio_tras_cierre"]


def test_un_mes_que_nadie_aprobo_se_cambia_como_siempre(base: str) -> None:
    plan_id = un_plan_cerrado()

    ejecucion.registrar_parcial(leer(plan_id), next(leer(plan_id).actividades), ABRIL, 1, HOY)

    assert cierres(plan_id).cambios == ()


def test_completo_no_cierra_y_devuelto_tampoco(base: str) -> None:
    plan_id = un_plan(unidades=1, programado={3: 3}, estado=EstadoPlan.VIGENTE)
    cierre.completar(leer(plan_id), MARZO, unidad_de(plan_id), HOY)
    _registrar(leer(plan_id), "")
    cierre.devolver(leer(plan_id), MARZO, unidad_de(plan_id), "Falta el taller", HOY)
    _registrar(leer(plan_id), "")

    [suyo] = cierres(plan_id).cierres
    assert (suyo.estado, suyo.comentario) == (EstadoDeCierre.DEVUELTO, "Falta el taller")
    cerrar(plan_id)
    assert cierres(plan_id).cierres[0].estado is EstadoDeCierre.APROBADO


def test_con_varias_unidades_basta_una_que_lo_tenga_aprobado(base: str) -> None:
    plan_id = un_plan(unidades=2, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    cerrar(plan_id)

    with pytest.raises(MesCerrado):
        _registrar(leer(plan_id), "")


def test_el_mes_cerrado_de_una_unidad_no_toca_las_actividades_de_otra(base: str) -> None:
    plan_id = un_plan(actividades=2, unidades=2, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    cerrar(plan_id)
    segunda = list(leer(plan_id).actividades)[1]

    ejecucion.registrar_parcial(leer(plan_id), segunda, MARZO, 1, HOY)

    assert cierres(plan_id).cambios == ()


def test_lo_que_no_es_del_registro_del_mes_no_pide_razon(base: str) -> None:
    plan_id = un_plan_cerrado()

    with escritura("Poner lo aprobado", plan_id=plan_id) as sesion:
        sesion.execute(mes.update().values(aprobado=9))
        sesion.get_one(Actividad, next(leer(plan_id).actividades).id).causa = "Lluvia"

    assert cierres(plan_id).cambios == ()


def test_cuesta_una_consulta_si_se_tocan_meses_y_ninguna_si_no(base: str) -> None:
    plan_id = un_plan_cerrado()
    with consultas() as de_un_mes:
        ejecucion.registrar_parcial(leer(plan_id), next(leer(plan_id).actividades), ABRIL, 1, HOY)
    with consultas() as de_otra_cosa:
        seguimiento.explicar_atraso(leer(plan_id), next(leer(plan_id).actividades), "Lluvia", "Otra fecha")

    assert sum("cierre_de_mes" in una for una in de_un_mes) == 1
    assert not any("cierre_de_mes" in una for una in de_otra_cosa)


def test_deshacer_lo_hecho_tras_el_cierre_es_otro_cambio_y_se_cuentan_los_dos(base: str) -> None:
    plan_id = un_plan_cerrado()
    accion_id = _registrar(leer(plan_id), "Acta tardía")
    assert isinstance(accion_id, int)

    deshacer(accion_id)

    razones = [uno.razon for uno in cierres(plan_id).cambios]
    assert len(razones) == 2
    assert razones[0].startswith("Deshacer: Registrar")
    assert next(leer(plan_id).actividades).meses[MARZO].ejecutado == 0


def test_lo_registrado_antes_de_aprobar_no_se_deshace_sin_razon(base: str) -> None:
    plan_id = un_plan(unidades=1, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    accion_id = _registrar(leer(plan_id), "")
    assert isinstance(accion_id, int)
    cerrar(plan_id)

    with pytest.raises(ErrorDeDominio, match="ya se aprobó"):
        deshacer(accion_id)

    assert next(leer(plan_id).actividades).meses[MARZO].ejecutado == 1


def test_la_aprobacion_se_deshace(base: str) -> None:
    plan_id = un_plan(unidades=1, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    unidad = unidad_de(plan_id)
    cierre.completar(leer(plan_id), MARZO, unidad, HOY)
    accion_id = cierre.aprobar(leer(plan_id), MARZO, [unidad], HOY)

    deshacer(accion_id)

    assert cierres(plan_id).cierres[0].estado is EstadoDeCierre.COMPLETO
    _registrar(leer(plan_id), "")


def test_no_se_aprueba_lo_que_cambio_despues_de_verlo_ni_una_parte(base: str) -> None:
    plan_id = un_plan(actividades=2, unidades=2, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    una, otra = (actividad.unidades[0].id for actividad in leer(plan_id).actividades)
    cierre.completar(leer(plan_id), MARZO, una, HOY)
    visto = leer(plan_id)
    _registrar(leer(plan_id), "")

    with pytest.raises(ConflictoDeVersion):
        cierre.aprobar(visto, MARZO, [una], HOY)
    with pytest.raises(ErrorDeDominio, match="aún no da ese mes por completo"):
        cierre.aprobar(leer(plan_id), MARZO, [una, otra], HOY)
    assert [uno.estado for uno in cierres(plan_id).cierres] == [EstadoDeCierre.COMPLETO]


@pytest.mark.parametrize("rol", Rol)
def test_cada_rol_da_los_pasos_que_le_tocan(base: str, rol: Rol) -> None:
    plan_id = un_plan(unidades=1, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    unidad, ana = unidad_de(plan_id), administradora(municipalidad=leer(plan_id).municipalidad)
    quien = con(ana, rol, unidad if rol is Rol.UNIDAD else None)
    registra, edita = (
        rol in {Rol.UNIDAD, Rol.GESTION, Rol.ADMINISTRACION},
        rol in {Rol.GESTION, Rol.ADMINISTRACION},
    )

    with como(quien):
        if registra:
            cierre.completar(leer(plan_id), MARZO, unidad, HOY)
        else:
            with pytest.raises(SinPermiso):
                cierre.completar(leer(plan_id), MARZO, unidad, HOY)
    if not registra:
        cierre.completar(leer(plan_id), MARZO, unidad, HOY)
    with como(quien):
        if edita:
            cierre.aprobar(leer(plan_id), MARZO, [unidad], HOY)
            return
        with pytest.raises(SinPermiso):
            cierre.aprobar(leer(plan_id), MARZO, [unidad], HOY)
        with pytest.raises(SinPermiso):
            cierre.devolver(leer(plan_id), MARZO, unidad, "No", HOY)


def _completar_a_mano(sesion: Session, plan_id: int, unidad_id: int | None, aprobado_por: str | None) -> None:
    sesion.execute(
        text(
            "INSERT INTO cierre_de_mes (plan_id, unidad_id, anio, mes, entregas, devoluciones, aprobado_por) "
            "VALUES (:plan, :unidad, 2026, 3, 1, 0, :aprobado_por)"
        ),
        {"plan": plan_id, "unidad": unidad_id, "aprobado_por": aprobado_por},
    )


@pytest.mark.parametrize("caso", ["de otra unidad", "sin responsable", "aprobado por ella"])
def test_por_ningun_camino_la_unidad_cierra_lo_ajeno_ni_se_aprueba(base: str, caso: str) -> None:
    plan_id = un_plan(actividades=2, unidades=2, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    una, otra = (actividad.unidades[0].id for actividad in leer(plan_id).actividades)
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    cual = {"de otra unidad": otra, "sin responsable": None, "aprobado por ella": una}[caso]

    with (
        como(con(ana, Rol.UNIDAD, una)),
        pytest.raises(SinPermiso),
        escritura("A mano", plan_id=plan_id) as sesion,
    ):
        _completar_a_mano(sesion, plan_id, cual, "yo" if cual == una else None)
    assert cierres(plan_id).cierres == ()


def test_al_unir_unidades_queda_el_cierre_que_mas_avanzo(base: str) -> None:
    plan_id = un_plan(actividades=2, unidades=2, programado={3: 2}, estado=EstadoPlan.VIGENTE)
    una, otra = (actividad.unidades[0].id for actividad in leer(plan_id).actividades)
    cierre.completar(leer(plan_id), MARZO, una, HOY)
    cierre.completar(leer(plan_id), MARZO, otra, HOY)
    cierre.completar(leer(plan_id), ABRIL, otra, HOY)
    cierre.aprobar(leer(plan_id), MARZO, [otra], HOY)

    with pytest.raises(ErrorDeDominio), escritura("Borrar") as sesion:
        unidades.borrar(sesion, otra)
    with escritura("Unir") as sesion:
        unidades.unir(sesion, una, [otra])

    assert {(uno.unidad_id, uno.mes, uno.estado) for uno in cierres(plan_id).cierres} == {
        (una, MARZO, EstadoDeCierre.APROBADO),
        (una, ABRIL, EstadoDeCierre.COMPLETO),
    }


def test_el_cierre_no_se_repite_ni_sin_unidad(base: str) -> None:
    plan_id = un_plan_cerrado(unidades=0)

    with (
        pytest.raises(IntegrityError),
        escritura("Repetir", plan_id=plan_id) as sesion,
    ):
        _completar_a_mano(sesion, plan_id, None, None)
    with lectura() as sesion:
        assert sesion.execute(select(tabla_de(CambioTrasCierre))).first() is None
