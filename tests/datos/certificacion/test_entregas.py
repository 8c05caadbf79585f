"""A quién se entrega un archivo de evidencia: a quien ve su plan, y lo reservado solo a quien lo abre."""

import pytest

from datos import almacen, vida_del_plan
from datos.certificacion import entregas, evidencias
from datos.certificacion.entregas import PorEntregar
from datos.certificacion.evidencias import Descrita
from datos.conexion import escritura, lectura
from modelos.certificacion.estados import ClaseEvidencia
from modelos.cuentas import LOCAL, Identidad
from modelos.permisos import MATRIZ, Permiso, Rol
from tests.apoyo.certificacion import HOY, un_archivo, un_proceso, una_evidencia
from tests.apoyo.certificacion import leer as leer_certificacion
from tests.apoyo.cuentas import administradora, con
from tests.apoyo.planes import leer, un_plan

ACTA = b"el acta de la sesi\xc3\xb3n"
EL_ACTA = PorEntregar(almacen.huella(ACTA), len(ACTA), "txt", "acta.txt")
RESERVAN = {rol for rol in Rol if Permiso.VER_RESERVADO in MATRIZ[rol]}


def un_plan_con_evidencia(*, confidencial: bool = False) -> tuple[int, int]:
    """El plan y la única revisión de su única evidencia."""
    plan_id = un_plan()
    un_proceso(plan_id)
    una_evidencia(plan_id, ACTA, confidencial=confidencial)
    return plan_id, ultima_revision(plan_id)


def ultima_revision(plan_id: int) -> int:
    actual = leer_certificacion(plan_id).evidencias[-1].actual
    assert actual is not None
    return actual.id


def ana(plan_id: int) -> Identidad:
    """Quien administra la municipalidad de ese plan."""
    return administradora(municipalidad=leer(plan_id).municipalidad)


def entregado(revision_id: int, quien: Identidad) -> PorEntregar | None:
    with lectura() as sesion:
        return entregas.buscar(sesion, revision_id, quien)


def test_sin_cuentas_se_entrega_con_el_nombre_con_que_llego(base: str) -> None:
    _, revision_id = un_plan_con_evidencia(confidencial=True)

    assert entregado(revision_id, Identidad(LOCAL)) == EL_ACTA._replace(confidencial=True)


@pytest.mark.parametrize("rol", Rol)
def test_lo_reservado_se_entrega_solo_a_quien_lo_abre(base_local: str, rol: Rol) -> None:
    plan_id, revision_id = un_plan_con_evidencia(confidencial=True)

    quien = con(ana(plan_id), rol, plan_id=plan_id if rol is Rol.AUDITORIA else None)

    assert entregado(revision_id, quien) == (EL_ACTA._replace(confidencial=True) if rol in RESERVAN else None)
    assert {Rol.CONCEJO, Rol.COMITE} == set(Rol) - RESERVAN


def test_lo_que_no_es_reservado_lo_recibe_tambien_el_concejo(base: str) -> None:
    plan_id, revision_id = un_plan_con_evidencia()

    assert entregado(revision_id, con(ana(plan_id), Rol.CONCEJO)) == EL_ACTA


def test_lo_de_otra_municipalidad_no_se_entrega_a_nadie(base: str) -> None:
    _, revision_id = un_plan_con_evidencia()
    ajena = ana(un_plan(nombre="Otro plan"))

    assert [rol for rol in Rol if entregado(revision_id, con(ajena, rol))] == []


def test_quien_audita_otro_plan_de_la_misma_municipalidad_no_lo_recibe(base: str) -> None:
    plan_id, revision_id = un_plan_con_evidencia()
    administra = ana(plan_id)

    assert entregado(revision_id, con(administra, Rol.AUDITORIA, plan_id=plan_id)) == EL_ACTA
    assert entregado(revision_id, con(administra, Rol.AUDITORIA, plan_id=plan_id + 1)) is None


def test_quien_no_tiene_rol_no_recibe_nada(base_local: str) -> None:
    plan_id, revision_id = un_plan_con_evidencia()
    suya = ana(plan_id)

    sin_rol = Identidad(suya.nombre, suya.persona_id, suya.sesion_id, suya.municipalidad_id)

    assert entregado(revision_id, sin_rol) is None


def test_lo_de_un_plan_en_la_papelera_no_se_entrega_y_vuelve_con_el(base: str) -> None:
    plan_id, revision_id = un_plan_con_evidencia()
    administra = ana(plan_id)

    with escritura("Borrar el plan", plan_id=plan_id, restaura=True) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)
    borrado = [entregado(revision_id, quien) for quien in (administra, Identidad(LOCAL))]
    with escritura("Restaurar el plan", plan_id=plan_id, restaura=True) as sesion:
        vida_del_plan.restaurar(sesion, plan_id)

    assert borrado == [None, None]
    assert entregado(revision_id, administra) == EL_ACTA


def test_una_revision_anterior_se_sigue_entregando(base_local: str) -> None:
    plan_id, primera = un_plan_con_evidencia()
    [evidencia] = leer_certificacion(plan_id).evidencias
    with escritura("Otra", plan_id=plan_id) as sesion:
        evidencias.agregar_revision(sesion, plan_id, evidencia.id, un_archivo(b"corregida", "con firmas.txt"))

    segunda = entregado(ultima_revision(plan_id), ana(plan_id))

    assert entregado(primera, Identidad(LOCAL)) == EL_ACTA
    assert segunda is not None
    assert segunda.nombre == "con firmas.txt"


def test_una_direccion_de_la_red_y_lo_que_no_existe_no_tienen_archivo(base: str) -> None:
    plan_id, revision_id = un_plan_con_evidencia()
    descrita = Descrita("Ordenanza", ClaseEvidencia.ORDENANZA)
    with escritura("Cargar", plan_id=plan_id) as sesion:
        evidencias.agregar(sesion, plan_id, descrita, "https://www.laserena.cl/ordenanza")

    assert entregado(ultima_revision(plan_id), Identidad(LOCAL)) is None
    assert entregado(revision_id + 1000, Identidad(LOCAL)) is None
