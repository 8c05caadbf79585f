"""Lo que se pide por el canal con mensajes hechos a mano: ni otra pantalla, ni lo de otra municipalidad."""

from datetime import date

import pytest
from sqlalchemy import text

from datos.conexion import motor
from datos.cuentas.personas import Puesto
from modelos.permisos import MATRIZ, PANTALLAS, Rol
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.canal import conectado, pedir
from tests.apoyo.cuentas import administradora, con_rol
from tests.apoyo.planes import leer, un_plan

SECRETO = "Lo que solo sabe la otra municipalidad"


def acciones() -> int:
    with motor().connect() as conexion:
        return int(conexion.execute(text("SELECT count(*) FROM accion")).scalar_one())


@pytest.mark.parametrize("rol", [Rol.UNIDAD, Rol.CONCEJO, Rol.AUDITORIA])
def test_con_huellas_y_numeros_ajenos_no_se_ve_ni_se_escribe_nada(aplicacion: Aplicacion, rol: Rol) -> None:
    ajeno = un_plan(actividades=2, unidades=1, programado={10: 1}, nombre=SECRETO)
    propio = un_plan(actividades=2, unidades=1, programado={10: 1}, nombre="Plan propio")
    unidad = next(leer(propio).actividades).unidades[0].id
    ana = administradora(municipalidad=leer(propio).municipalidad)
    puestos = {
        Rol.UNIDAD: Puesto(rol, unidad_id=unidad),
        Rol.AUDITORIA: Puesto(rol, plan_id=propio, vence_el=date(2100, 1, 1)),
    }
    testigo = con_rol(puestos.get(rol, Puesto(rol)), ana)
    ajena = next(leer(ajeno).actividades).id
    antes = acciones()
    consulta = (
        f"plan={ajeno}&actividad={ajena}&nodo=actividad-{ajena}&accion=1&antes=base-1&buscar={SECRETO[:9]}"
    )

    with conectado(aplicacion, testigo) as canal:
        for pantalla, permiso in PANTALLAS.items():
            recibido = pedir(canal, pantalla, consulta)
            assert SECRETO.encode() not in recibido, pantalla
            assert (b"Su rol no abre esta pantalla" in recibido) == (permiso not in MATRIZ[rol]), pantalla
        assert b"Plan propio" in pedir(canal, "cronograma", f"plan={propio}")

    assert acciones() == antes


def test_con_una_sesion_inventada_el_canal_no_se_abre(aplicacion: Aplicacion) -> None:
    administradora()

    with pytest.raises(Exception, match="rejected"), conectado(aplicacion, "x" * 43):
        pass
