"""La matriz entera: cada rol, cada acción, en lo propio y en lo ajeno; se mira lo que se escribió."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, text

from datos import busqueda, papelera, planes
from datos.conexion import escritura, lectura
from datos.cuentas.personas import Puesto
from datos.identidad import en_curso
from modelos.actividad import Actividad, MesActividad
from modelos.arbol import ActividadDelPlan
from modelos.bitacora import DE_PASO, SIN_REGISTRO
from modelos.cuentas import Identidad
from modelos.errores import ErrorDeDominio
from modelos.permisos import MATRIZ, PANTALLAS, Permiso, Rol, SinPermiso, que_pide, quienes_pueden
from modelos.plan import Plan
from modelos.tabla import Tabla, tabla_de
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import leer, un_plan

Escribir = Callable[[int], None]
mes = tabla_de(MesActividad)


def primera_de(plan_id: int) -> ActividadDelPlan:
    return next(leer(plan_id).actividades)


def _registrar(plan_id: int) -> None:
    primera = primera_de(plan_id)
    with escritura("Registrar", plan_id=plan_id) as sesion:
        sesion.execute(mes.update().where(mes.c.actividad_id == primera.id).values(ejecutado=1, nota="hecho"))


def _explicar(plan_id: int) -> None:
    primera = primera_de(plan_id)
    with escritura("Explicar", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, primera.id).causa = "Lluvia"


def _programar(plan_id: int) -> None:
    primera = primera_de(plan_id)
    with escritura("Programar", plan_id=plan_id) as sesion:
        sesion.execute(mes.update().where(mes.c.actividad_id == primera.id).values(programado=7))


def _renombrar(plan_id: int) -> None:
    with escritura("Renombrar", plan_id=plan_id) as sesion:
        sesion.get_one(Plan, plan_id).nombre = "Otro"


def _quitar_un_mes(plan_id: int) -> None:
    primera = primera_de(plan_id)
    with escritura("Quitar", plan_id=plan_id) as sesion:
        sesion.execute(mes.delete().where(mes.c.actividad_id == primera.id))


def _dar_un_rol(_: int) -> None:
    with escritura("Dar un rol") as sesion:
        sesion.execute(text("UPDATE persona SET nombre = 'Ana María Rojas'"))


ACCIONES: dict[str, tuple[Escribir, Permiso]] = {
    "registrar": (_registrar, Permiso.REGISTRAR),
    "explicar": (_explicar, Permiso.REGISTRAR),
    "programar": (_programar, Permiso.EDITAR),
    "renombrar": (_renombrar, Permiso.EDITAR),
    "quitar un mes": (_quitar_un_mes, Permiso.EDITAR),
    "administrar": (_dar_un_rol, Permiso.ADMINISTRAR),
}


@pytest.fixture
def propio(base: str) -> tuple[int, Identidad]:
    """Un plan con una actividad de la Unidad 1, y quien administra su municipalidad."""
    plan_id = un_plan(actividades=1, unidades=1, programado={3: 1})
    return plan_id, administradora(municipalidad=leer(plan_id).municipalidad)


def con_su_unidad(quien: Identidad, rol: Rol, plan_id: int) -> Identidad:
    unidad_id = primera_de(plan_id).unidades[0].id if rol is Rol.UNIDAD else None
    return con(quien, rol, unidad_id, plan_id if rol is Rol.AUDITORIA else None)


@pytest.mark.parametrize("accion", ACCIONES)
@pytest.mark.parametrize("rol", Rol)
def test_cada_rol_hace_lo_suyo_y_nada_mas(propio: tuple[int, Identidad], rol: Rol, accion: str) -> None:
    plan_id, ana = propio
    escribir, permiso = ACCIONES[accion]
    antes = leer(plan_id)
    quien = con_su_unidad(ana, rol, plan_id)

    if permiso in MATRIZ[rol]:
        with como(quien):
            escribir(plan_id)
        return
    with como(quien), pytest.raises(SinPermiso, match="Pídalo a"):
        escribir(plan_id)
    assert leer(plan_id) == antes


@pytest.mark.parametrize("accion", ["registrar", "explicar", "programar", "renombrar", "quitar un mes"])
@pytest.mark.parametrize("rol", Rol)
def test_nadie_escribe_en_un_plan_de_otra_municipalidad(
    propio: tuple[int, Identidad], rol: Rol, accion: str
) -> None:
    plan_id, ana = propio
    ajeno = un_plan(nombre="Ajeno", actividades=1, unidades=1, programado={3: 1})
    quien, antes = con_su_unidad(ana, rol, plan_id), leer(ajeno)

    with como(quien), pytest.raises(ErrorDeDominio):
        ACCIONES[accion][0](ajeno)
    assert leer(ajeno) == antes


def test_decir_otro_plan_no_abre_el_ajeno(propio: tuple[int, Identidad]) -> None:
    plan_id, ana = propio
    ajeno = un_plan(nombre="Ajeno", actividades=1, programado={3: 1})
    actividad_id = primera_de(ajeno).id

    with (
        como(con(ana, Rol.GESTION)),
        pytest.raises(SinPermiso, match="otra municipalidad"),
        escritura("Editar", plan_id=plan_id) as sesion,
    ):
        sesion.execute(mes.update().where(mes.c.actividad_id == actividad_id).values(programado=9))


def test_la_unidad_no_registra_en_actividades_de_otra(propio: tuple[int, Identidad]) -> None:
    plan_id, ana = propio
    quien = con(ana, Rol.UNIDAD, unidad_id=999)

    with como(quien), pytest.raises(SinPermiso, match="no es de su unidad"):
        _registrar(plan_id)


@pytest.mark.parametrize("rol", Rol)
def test_cada_rol_ve_solo_los_planes_de_su_municipalidad(propio: tuple[int, Identidad], rol: Rol) -> None:
    plan_id, ana = propio
    ajeno = un_plan(nombre="Ajeno", actividades=1)

    with como(con_su_unidad(ana, rol, plan_id)), lectura() as sesion:
        assert [plan.id for plan in planes.listar(sesion)] == [plan_id]
        assert planes.version(sesion, plan_id)
        assert planes.cargar_varios(sesion, [ajeno]) == []
        with pytest.raises(ErrorDeDominio, match="ya no está"):
            planes.version(sesion, ajeno)
        assert {hallado.plan_id for hallado in busqueda.buscar(sesion, "actividad")} <= {plan_id, None}
        assert papelera.listar(sesion) == []


def test_la_auditoria_ve_solo_el_plan_a_que_se_la_invito(propio: tuple[int, Identidad]) -> None:
    plan_id, ana = propio
    otro = un_plan(nombre="Otro del mismo municipio", actividades=1)
    with escritura("Es de la misma", plan_id=otro) as sesion:
        sesion.get_one(Plan, otro).municipalidad_id = leer(plan_id).municipalidad_id

    with como(con(ana, Rol.AUDITORIA, plan_id=plan_id)), lectura() as sesion:
        assert [plan.id for plan in planes.listar(sesion)] == [plan_id]


def test_el_rol_vencido_no_ve_nada(base: str) -> None:
    plan_id = un_plan(actividades=1)
    ana = administradora(municipalidad=leer(plan_id).municipalidad)

    with (
        como(Identidad(ana.nombre, ana.persona_id, ana.sesion_id, ana.municipalidad_id)),
        lectura() as sesion,
    ):
        assert planes.listar(sesion) == []


def test_lo_que_se_niega_va_al_registro(base: str, caplog: pytest.LogCaptureFixture) -> None:
    plan_id = un_plan(actividades=1)
    concejal = con(administradora(municipalidad=leer(plan_id).municipalidad), Rol.CONCEJO)

    with como(concejal), pytest.raises(SinPermiso), escritura("Intentarlo", plan_id=plan_id):
        pass

    assert f"Negada una escritura a la persona {concejal.persona_id}" in caplog.text


def test_toda_tabla_anotada_pide_un_permiso_y_lo_no_previsto_pide_editar() -> None:
    for tabla in Tabla.metadata.sorted_tables:
        if tabla.name not in SIN_REGISTRO:
            columnas = frozenset(columna.name for columna in tabla.columns)
            assert que_pide(tabla.name, columnas) in {Permiso.EDITAR, Permiso.ADMINISTRAR}
    assert que_pide("tabla_nueva", frozenset({"x"})) is Permiso.EDITAR
    assert DE_PASO <= SIN_REGISTRO


def test_toda_pantalla_dice_que_permiso_la_abre() -> None:
    assert {archivo.stem for archivo in (RAIZ / "paginas").glob("*.py")} - {"__init__"} == set(PANTALLAS)


@pytest.mark.parametrize("permiso", Permiso)
def test_la_negativa_nombra_a_quien_si_puede(permiso: Permiso) -> None:
    dicho = quienes_pueden(permiso)

    assert dicho
    for rol in Rol:
        if permiso is not Permiso.INSTALAR:
            assert (rol.etiqueta in dicho) == (permiso in MATRIZ[rol])


def test_sin_cuentas_o_en_una_orden_del_servidor_se_puede_todo(base: str) -> None:
    assert en_curso().es_local
    assert all(en_curso().puede(permiso) for permiso in Permiso)
    with lectura() as sesion:
        assert sesion.execute(select(mes)).first() is None
    assert Puesto(Rol.AUDITORIA, vence_el=date(2026, 1, 1)).plan_id is None
