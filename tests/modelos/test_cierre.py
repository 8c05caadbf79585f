"""La máquina del cierre de un mes, entera: cada estado, con cada paso, por cada rol."""

from datetime import date
from itertools import product

import pytest

from modelos.actividad import MesActividad
from modelos.cierre import (
    Cierre,
    CierreDeMes,
    Cierres,
    EstadoDeCierre,
    MesCerrado,
    Paso,
    comentario_exigido,
    comprobar_mes,
    mes_por_cerrar,
    por_unidad,
    puede_dar,
    siguiente,
)
from modelos.cuentas import Identidad
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.permisos import MATRIZ, Permiso, Rol, SinPermiso, que_pide
from modelos.plan import EstadoPlan
from tests.modelos.planes_completos import un_plan_completo

PROPIA, AJENA = 7, 8
LLEGAN = {
    (EstadoDeCierre.ABIERTO, Paso.COMPLETAR): EstadoDeCierre.COMPLETO,
    (EstadoDeCierre.DEVUELTO, Paso.COMPLETAR): EstadoDeCierre.COMPLETO,
    (EstadoDeCierre.COMPLETO, Paso.APROBAR): EstadoDeCierre.APROBADO,
    (EstadoDeCierre.COMPLETO, Paso.DEVOLVER): EstadoDeCierre.DEVUELTO,
}
"""Los únicos cuatro caminos."""


def quien(rol: Rol | None) -> Identidad:
    """Alguien con ese rol en la unidad propia; sin rol, quien trabaja sin cuentas."""
    return Identidad("Ana", None if rol is None else 1, rol=rol, unidad_id=PROPIA if rol is Rol.UNIDAD else None)


@pytest.mark.parametrize(
    ("estado", "paso", "rol", "unidad_id"),
    list(product(EstadoDeCierre, Paso, [*Rol, None], [PROPIA, AJENA, None])),
)
def test_cada_paso_lo_da_solo_quien_puede_y_solo_desde_donde_se_puede(
    estado: EstadoDeCierre, paso: Paso, rol: Rol | None, unidad_id: int | None
) -> None:
    permitido = rol is None or (
        (Permiso.REGISTRAR if paso is Paso.COMPLETAR else Permiso.EDITAR) in MATRIZ[rol]
        and (rol is not Rol.UNIDAD or unidad_id == PROPIA)
    )

    if permitido and (estado, paso) in LLEGAN:
        assert siguiente(estado, paso, quien(rol), unidad_id) is LLEGAN[estado, paso]
        assert puede_dar(estado, paso, quien(rol), unidad_id)
        return
    with pytest.raises(ErrorDeDominio if permitido else SinPermiso, match=r"^No se hizo: .+\.$"):
        siguiente(estado, paso, quien(rol), unidad_id)
    assert not puede_dar(estado, paso, quien(rol), unidad_id)


def test_el_estado_sale_de_lo_que_cada_uno_escribio() -> None:
    fila = CierreDeMes(plan_id=1, anio=2026, mes=3)
    assert fila.estado is EstadoDeCierre.ABIERTO
    fila.entregas = 1
    assert fila.estado is EstadoDeCierre.COMPLETO
    fila.devoluciones = 1
    assert fila.estado is EstadoDeCierre.DEVUELTO
    fila.entregas = 2
    assert fila.estado is EstadoDeCierre.COMPLETO
    fila.aprobado_el = date(2026, 4, 1)
    assert fila.estado is EstadoDeCierre.APROBADO


@pytest.mark.parametrize("columna", ["devoluciones", "devuelto_por", "comentario", "aprobado_por", "aprobado_el"])
def test_lo_que_escribe_gestion_pide_editar_y_lo_de_la_unidad_registrar(columna: str) -> None:
    de_la_unidad = {"entregas", "completo_por", "completo_el"}

    assert que_pide("cierre_de_mes", frozenset(de_la_unidad)) is Permiso.REGISTRAR
    assert que_pide("cierre_de_mes", frozenset({*de_la_unidad, columna})) is Permiso.EDITAR
    assert que_pide("cambio_tras_cierre", frozenset({"razon"})) is Permiso.EDITAR
    assert MesActividad.__tablename__ == "mes_actividad"
