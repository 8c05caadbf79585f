"""Publicar congela el plan para cualquiera; lo que cambia después no se ve hasta publicar de nuevo."""

from datetime import date

import pytest

from datos import publicaciones, vida_del_plan
from datos.conexion import escritura, lectura
from datos.publicaciones import Publicado
from modelos.actividad import Actividad
from modelos.arbol import PlanCompleto
from modelos.permisos import Rol, SinPermiso
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import leer, un_plan

HOY = date(2026, 10, 14)


def publicar(plan_id: int, hoy: date = HOY) -> Publicado:
    with escritura("Publicar", plan_id=plan_id) as sesion:
        publicaciones.publicar(sesion, plan_id, hoy)
    with lectura() as sesion:
        publicado = publicaciones.mirar(sesion, plan_id)
    assert publicado is not None
    return publicado


def visto(codigo: str) -> tuple[PlanCompleto, date] | None:
    with lectura() as sesion:
        return publicaciones.leer(sesion, codigo)


def nombre_publicado(codigo: str) -> str:
    leido = visto(codigo)
    assert leido is not None
    return next(leido[0].actividades).nombre


def renombrar(plan_id: int, nombre: str) -> None:
    with escritura("Renombrar", plan_id=plan_id) as sesion:
        sesion.get_one(Actividad, next(leer(plan_id).actividades).id).nombre = nombre


def test_se_ve_lo_de_ese_dia_hasta_publicar_de_nuevo_y_la_direccion_no_cambia(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={1: 1})
    primera = publicar(plan_id)

    renombrar(plan_id, "Otro nombre")

    assert nombre_publicado(primera.codigo) == "Actividad 1"
    segunda = publicar(plan_id, date(2026, 11, 1))
    assert segunda == Publicado(primera.codigo, date(2026, 11, 1))
    assert nombre_publicado(primera.codigo) == "Otro nombre"
    assert len(primera.codigo) >= 22  # 128 bits


def test_retirado_borrado_o_inventado_no_se_ve(base: str) -> None:
    plan_id = un_plan()
    publicado = publicar(plan_id)
    assert visto(publicado.codigo) is not None

    with escritura("Borrar", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)
    assert visto(publicado.codigo) is None
    with escritura("Restaurar", plan_id=plan_id, restaura=True) as sesion:
        vida_del_plan.restaurar(sesion, plan_id)
    with escritura("Dejar de publicar", plan_id=plan_id) as sesion:
        publicaciones.retirar(sesion, plan_id)
    assert visto(publicado.codigo) is None
    assert visto("") is None


@pytest.mark.parametrize("rol", [Rol.GESTION, Rol.UNIDAD, Rol.CONCEJO])
def test_solo_publica_administracion(base: str, rol: Rol) -> None:
    plan_id = un_plan(actividades=1, unidades=1)
    ana = administradora(municipalidad=leer(plan_id).municipalidad)

    with como(con(ana, rol)), pytest.raises(SinPermiso):
        publicar(plan_id)
    with como(ana):
        assert publicar(plan_id)
