"""Comenzar y llevar el proceso de certificación de un plan."""

from datetime import date

import pytest

from datos import catalogos
from datos.certificacion import lectura, procesos
from datos.conexion import escritura
from datos.conexion import lectura as leer_base
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import EstadoResultado, EstadoTrabajo
from modelos.errores import ErrorDeDominio
from modelos.plan import Nivel
from tests.apoyo.certificacion import CATALOGO, COMIENZA, leer, un_proceso
from tests.apoyo.planes import consultas, un_plan
from tests.apoyo.planes import leer as leer_plan


def test_perseguir_un_nivel_copia_sus_requisitos_con_su_certeza(base: str) -> None:
    plan_id = un_plan()

    certificacion = un_proceso(plan_id)

    del_catalogo = catalogos.leer(CATALOGO).requisitos_de(Nivel.EXCELENCIA_SOBRESALIENTE.value)
    assert [uno.codigo for uno in certificacion.requisitos] == [uno.codigo for uno in del_catalogo]
    assert [uno.certeza for uno in certificacion.requisitos] == [uno.certeza for uno in del_catalogo]
    assert {uno.trabajo for uno in certificacion.requisitos} == {EstadoTrabajo.POR_HACER}
    assert {uno.resultado for uno in certificacion.requisitos} == {EstadoResultado.NO_EVALUADO}


def test_un_umbral_que_nadie_confirmo_nace_sin_numero(base: str) -> None:
    proceso = un_proceso(un_plan()).proceso

    assert proceso.minimo is None
    assert proceso.minimo_certeza is Certeza.SIN_FUENTE


def test_el_proceso_termina_los_meses_del_nivel_despues(base: str) -> None:
    proceso = un_proceso(un_plan()).proceso

    assert (proceso.comienza, proceso.termina) == (COMIENZA, date(2027, 7, 5))


def test_un_plan_persigue_un_solo_nivel(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with pytest.raises(ErrorDeDominio, match="ya persigue un nivel"):
        un_proceso(plan_id, Nivel.BASICO)


def test_el_minimo_se_escribe_con_su_fuente(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with (
        pytest.raises(ErrorDeDominio, match="con su fuente"),
        escritura("Editar", plan_id=plan_id) as sesion,
    ):
        procesos.cambiar(sesion, plan_id, {"minimo": 85, "minimo_fuente": " "})

    assert leer(plan_id).proceso.minimo is None


def test_borrar_el_minimo_lo_deja_sin_confirmar(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id, Nivel.BASICO)

    with escritura("Editar", plan_id=plan_id) as sesion:
        procesos.cambiar(sesion, plan_id, {"minimo": None, "minimo_certeza": Certeza.CONFIRMADO})

    proceso = leer(plan_id).proceso
    assert (proceso.minimo, proceso.minimo_certeza, proceso.minimo_fuente) == (
        None,
        Certeza.SIN_FUENTE,
        None,
    )


def test_no_termina_antes_de_comenzar(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with (
        pytest.raises(ErrorDeDominio, match="termina antes"),
        escritura("Editar", plan_id=plan_id) as sesion,
    ):
        procesos.cambiar(sesion, plan_id, {"termina": date(2025, 1, 1)})


def test_la_rendicion_de_cuentas_es_otro_marco_con_sus_pasos_por_fase(base: str) -> None:
    plan_id = un_plan()
    catalogo = catalogos.leer("rendicion_de_cuentas/cuatro-fases")

    with escritura("Perseguir", plan_id=plan_id) as sesion:
        procesos.comenzar(sesion, plan_id, catalogo, catalogo.niveles[0], COMIENZA)

    certificacion = leer(plan_id)
    assert len({uno.ambito for uno in certificacion.requisitos}) == 4
    assert certificacion.proceso.minimo is None


def test_un_nivel_otorgado_pide_su_resolucion_y_se_corrige(base: str) -> None:
    municipalidad_id = leer_plan(un_plan()).municipalidad_id

    with pytest.raises(ErrorDeDominio, match="resolución"), escritura("Anotar") as sesion:
        procesos.anotar_otorgado(sesion, municipalidad_id, Nivel.BASICO, date(2011, 4, 20), " ")
    for resolucion in ("Res. 1", "Res. 2"):
        with escritura("Anotar") as sesion:
            procesos.anotar_otorgado(sesion, municipalidad_id, Nivel.BASICO, date(2011, 4, 20), resolucion)

    with leer_base() as sesion:
        otorgados = procesos.otorgados(sesion, municipalidad_id)
    assert {nivel: uno.resolucion for nivel, uno in otorgados.items()} == {Nivel.BASICO: "Res. 2"}


def test_la_certificacion_se_lee_siempre_con_nueve_consultas(base: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)

    with leer_base() as sesion, consultas() as hechas:
        lectura.leer(sesion, plan_id)

    assert sum(hecha.startswith("SELECT") for hecha in hechas) == 9


def test_un_plan_sin_proceso_no_tiene_certificacion(base: str) -> None:
    with leer_base() as sesion:
        assert lectura.leer(sesion, un_plan()) is None
