"""La máquina del cierre de un mes, entera: cada estado, con cada paso, por cada rol."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from modelos.arbol import PlanCompleto, UnidadResponsable
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
from tests.modelos.planes_completos import actividad, linea, plan

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
    return Identidad(
        "Ana", None if rol is None else 1, rol=rol, unidad_id=PROPIA if rol is Rol.UNIDAD else None
    )


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


@pytest.mark.parametrize(
    ("campos", "estado"),
    [
        ({}, EstadoDeCierre.ABIERTO),
        ({"entregas": 1}, EstadoDeCierre.COMPLETO),
        ({"entregas": 1, "devoluciones": 1}, EstadoDeCierre.DEVUELTO),
        ({"entregas": 2, "devoluciones": 1}, EstadoDeCierre.COMPLETO),
        ({"entregas": 2, "devoluciones": 1, "aprobado_el": date(2026, 4, 1)}, EstadoDeCierre.APROBADO),
    ],
)
def test_el_estado_sale_de_lo_que_cada_uno_escribio(campos: dict[str, Any], estado: EstadoDeCierre) -> None:
    assert CierreDeMes(plan_id=1, anio=2026, mes=3, **campos).estado is estado


@pytest.mark.parametrize(
    "columna", ["devoluciones", "devuelto_por", "comentario", "aprobado_por", "aprobado_el"]
)
def test_lo_que_escribe_gestion_pide_editar_y_lo_de_la_unidad_registrar(columna: str) -> None:
    de_la_unidad = {"entregas", "completo_por", "completo_el"}

    assert que_pide("cierre_de_mes", frozenset(de_la_unidad)) is Permiso.REGISTRAR
    assert que_pide("cierre_de_mes", frozenset({*de_la_unidad, columna})) is Permiso.EDITAR
    assert que_pide("cambio_tras_cierre", frozenset({"razon"})) is Permiso.EDITAR


def test_de_que_mes_es_un_cierre_lo_dice_quien_lo_abre_y_despues_no_se_cambia() -> None:
    nueva = frozenset({"plan_id", "unidad_id", "anio", "mes", "entregas", "completo_por", "completo_el"})

    assert que_pide("cierre_de_mes", nueva, ya_estaba=False) is Permiso.REGISTRAR
    assert que_pide("cierre_de_mes", nueva) is Permiso.EDITAR
    assert que_pide("cierre_de_mes", frozenset({"mes"})) is Permiso.EDITAR


VERDE, ASEO = UnidadResponsable(7, "Áreas verdes", None), UnidadResponsable(8, "Aseo", None)


def un_plan_vigente() -> PlanCompleto:
    return plan(
        linea(
            actividad(1, "Poda", {3: 2, 4: 1}, {3: 1}, unidades=(VERDE,)),
            actividad(2, "Barrido", {3: 1}, {3: 1}, unidades=(ASEO, VERDE)),
            actividad(3, "Feria", {3: 1}),
        ),
        estado=EstadoPlan.VIGENTE,
    )


def aprobado(unidad_id: int | None, mes: Mes) -> Cierre:
    return Cierre(unidad_id, mes, EstadoDeCierre.APROBADO, "Ana", date(2026, 4, 2), "")


def test_cada_unidad_ve_lo_suyo_del_mes_y_lo_que_le_falta_registrar() -> None:
    marzo = Mes(2026, 3)

    filas = por_unidad(un_plan_vigente(), marzo, {8: aprobado(8, marzo)})

    assert [(f.nombre, f.actividades, [a.nombre for a in f.faltan], f.estado) for f in filas] == [
        ("Áreas verdes", 2, ["Poda"], EstadoDeCierre.ABIERTO),
        ("Aseo", 1, [], EstadoDeCierre.APROBADO),
        ("Sin responsable", 1, ["Feria"], EstadoDeCierre.ABIERTO),
    ]


def test_la_unidad_propia_va_primero_y_las_demas_como_las_ordena_una_persona() -> None:
    marzo = Mes(2026, 3)
    unidades = [UnidadResponsable(n, f"Unidad {n}", None) for n in (10, 2, 1)]
    de_todas = plan(linea(actividad(1, "Poda", {3: 1}, unidades=tuple(unidades))), estado=EstadoPlan.VIGENTE)

    assert [fila.nombre for fila in por_unidad(de_todas, marzo, {})] == ["Unidad 1", "Unidad 2", "Unidad 10"]
    assert [fila.unidad_id for fila in por_unidad(de_todas, marzo, {}, primera=10)] == [10, 1, 2]


def test_a_la_unidad_se_le_propone_antes_lo_que_le_devolvieron() -> None:
    febrero, marzo, hoy = Mes(2026, 2), Mes(2026, 3), date(2026, 4, 10)
    devueltos = [aprobado(7, mes)._replace(estado=EstadoDeCierre.DEVUELTO) for mes in (marzo, febrero)]

    assert mes_por_cerrar(un_plan_vigente(), Cierres(tuple(devueltos)), hoy, unidad_id=7) == febrero
    assert mes_por_cerrar(un_plan_vigente(), Cierres(tuple(devueltos)), hoy, unidad_id=8) == marzo
    assert mes_por_cerrar(un_plan_vigente(), Cierres(tuple(devueltos)), hoy) == marzo


def test_se_propone_el_mes_anterior_hasta_que_todo_lo_suyo_este_aprobado() -> None:
    marzo, abril = Mes(2026, 3), Mes(2026, 4)
    hoy = date(2026, 4, 10)
    parte = Cierres((aprobado(7, marzo), aprobado(8, marzo)))
    todo = Cierres((*parte.cierres, aprobado(None, marzo)))

    assert mes_por_cerrar(un_plan_vigente(), Cierres(), hoy) == marzo
    assert mes_por_cerrar(un_plan_vigente(), parte, hoy) == marzo
    assert mes_por_cerrar(un_plan_vigente(), todo, hoy) == abril
    assert mes_por_cerrar(un_plan_vigente(), Cierres(), date(2026, 1, 5)) == Mes(2026, 1)
    assert mes_por_cerrar(un_plan_vigente(), Cierres(), date(2027, 5, 5)) == Mes(2026, 12)
    assert mes_por_cerrar(un_plan_vigente(), Cierres(), date(2025, 5, 5)) is None
    assert mes_por_cerrar(plan(), Cierres(), hoy) is None


@pytest.mark.parametrize(
    ("estado", "mes", "frase"),
    [
        (EstadoPlan.BORRADOR, Mes(2026, 3), "borrador"),
        (EstadoPlan.VIGENTE, Mes(2026, 5), "aún no comienza"),
        (EstadoPlan.VIGENTE, Mes(2025, 12), "fuera del plan"),
    ],
)
def test_no_se_cierra_lo_que_no_se_puede(estado: EstadoPlan, mes: Mes, frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase):
        comprobar_mes(plan(estado=estado), mes, date(2026, 4, 10))
    comprobar_mes(plan(estado=EstadoPlan.VIGENTE), Mes(2026, 4), date(2026, 4, 10))


def test_devolver_pide_decir_que_falta() -> None:
    with pytest.raises(ErrorDeDominio, match="qué falta"):
        comentario_exigido("  ")
    assert comentario_exigido(" Falta la poda ") == "Falta la poda"


def test_lo_cerrado_se_dice_con_sus_meses_en_orden() -> None:
    frase = str(MesCerrado([Mes(2026, 4), Mes(2026, 3), Mes(2026, 4)]))

    assert frase == (
        "No se guardó: marzo de 2026 y abril de 2026 están aprobados y cerrados. Lo escrito no se perdió: "
        "diga la razón del cambio y vuelva a guardar."
    )
