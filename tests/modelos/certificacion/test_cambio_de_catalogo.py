"""Al pasar de una versión del catálogo a otra se ve qué cambió, y nada de lo trabajado se pierde."""

from dataclasses import replace

import pytest

from modelos.certificacion.cambio_de_catalogo import (
    EN_OTRO_NIVEL,
    YA_NO_ESTA,
    Accion,
    CambioDeCampo,
    Paso,
    RequisitoPropio,
    al_pasar,
    comparar,
)
from modelos.certificacion.catalogo import Catalogo, Certeza, Medio, RequisitoDeCatalogo

ACTA = RequisitoDeCatalogo(
    "P-1", "Acta", "Levantar un acta", "", ("uno",), (Medio("El acta", Certeza.PROPUESTO),), Certeza.PROPUESTO
)
PLAN = replace(ACTA, codigo="P-2", nombre="Plan", que_se_pide="Hacer un plan")
MESA = replace(ACTA, codigo="P-3", nombre="Mesa", que_se_pide="Tener una mesa")
SUELTO = replace(ACTA, codigo="P-9", nombre="Formulario", niveles=())


def un_catalogo(*requisitos: RequisitoDeCatalogo) -> Catalogo:
    return Catalogo("marco", "version", "Marco", "", "CL", "nivel", "", (), requisitos)


def lo_tenido(
    requisito: RequisitoDeCatalogo, *, editado: bool = False, con_trabajo: bool = False
) -> RequisitoPropio:
    return RequisitoPropio(
        requisito.codigo,
        requisito.nombre,
        requisito.que_se_pide,
        requisito.medios_escritos,
        editado,
        con_trabajo,
    )


def el_paso(antes: Catalogo, despues: Catalogo, propio: RequisitoPropio) -> Paso:
    return next(
        paso for paso in al_pasar(antes, despues, "uno", [propio]).pasos if paso.codigo == propio.codigo
    )


def test_se_ve_lo_agregado_lo_quitado_lo_cambiado_y_lo_igual() -> None:
    acta = replace(ACTA, que_se_pide="Levantar y firmar un acta", certeza=Certeza.SIN_FUENTE)
    cuarto = replace(ACTA, codigo="P-4")

    diferencia = comparar(un_catalogo(ACTA, PLAN, cuarto), un_catalogo(MESA, acta, cuarto), "uno")

    assert diferencia.hay
    assert diferencia.agregados == (MESA,)
    assert diferencia.quitados == (PLAN,)
    assert diferencia.iguales == (cuarto,)
    [cambiado] = diferencia.cambiados
    assert (cambiado.antes, cambiado.despues) == (ACTA, acta)
    assert cambiado.campos == (
        CambioDeCampo("qué se pide", "Levantar un acta", "Levantar y firmar un acta"),
        CambioDeCampo("certeza", "Propuesto", "Sin fuente"),
    )


def test_entre_dos_versiones_iguales_no_hay_diferencia() -> None:
    diferencia = comparar(un_catalogo(ACTA), un_catalogo(ACTA), "uno")

    assert not diferencia.hay
    assert diferencia.iguales == (ACTA,)


def test_lo_de_otro_nivel_no_entra_en_la_diferencia() -> None:
    de_otro = replace(PLAN, niveles=("dos",))

    assert not comparar(un_catalogo(ACTA), un_catalogo(ACTA, de_otro), "uno").hay


def test_lo_que_la_version_nueva_agrega_se_agrega() -> None:
    traspaso = al_pasar(un_catalogo(ACTA), un_catalogo(ACTA, MESA), "uno", [lo_tenido(ACTA)])

    assert traspaso.de(Accion.AGREGAR) == (Paso(Accion.AGREGAR, "P-3", "Mesa", despues=MESA),)
    assert [paso.codigo for paso in traspaso.de(Accion.DEJAR)] == ["P-1"]


def test_lo_que_cambio_y_la_municipalidad_no_edito_se_actualiza() -> None:
    nuevo = replace(ACTA, nombre="Acta firmada", fuente="Manual: https://ejemplo.cl")

    paso = el_paso(un_catalogo(ACTA), un_catalogo(nuevo), lo_tenido(ACTA, con_trabajo=True))

    assert paso.accion is Accion.ACTUALIZAR
    assert paso.despues == nuevo
    assert paso.campos == (
        CambioDeCampo("nombre", "Acta", "Acta firmada"),
        CambioDeCampo("fuente", "", "Manual: https://ejemplo.cl"),
    )


def test_lo_que_la_municipalidad_edito_se_conserva_y_se_muestra_la_diferencia() -> None:
    suyo = replace(lo_tenido(ACTA, editado=True), medios="Acta y fotos")
    nuevo = replace(ACTA, nombre="Acta firmada")

    paso = el_paso(un_catalogo(ACTA), un_catalogo(nuevo), suyo)

    assert paso.accion is Accion.CONSERVAR
    assert paso.nombre == "Acta"
    assert paso.campos == (
        CambioDeCampo("nombre", "Acta", "Acta firmada"),
        CambioDeCampo("medios de verificación", "Acta y fotos", "El acta"),
    )


def test_lo_editado_que_el_catalogo_no_toco_sigue_sin_cambios() -> None:
    suyo = replace(lo_tenido(ACTA, editado=True), medios="Acta y fotos")

    paso = el_paso(un_catalogo(ACTA), un_catalogo(ACTA), suyo)

    assert (paso.accion, paso.campos, paso.razon) == (Accion.DEJAR, (), "")


def test_lo_quitado_con_trabajo_se_conserva_marcado() -> None:
    paso = el_paso(un_catalogo(ACTA), un_catalogo(), lo_tenido(ACTA, con_trabajo=True))

    assert (paso.accion, paso.razon) == (Accion.CONSERVAR_FUERA, YA_NO_ESTA)


@pytest.mark.parametrize("editado", [False, True])
def test_lo_quitado_sin_trabajo_se_desactiva_con_su_razon(editado: bool) -> None:
    paso = el_paso(un_catalogo(ACTA), un_catalogo(), lo_tenido(ACTA, editado=editado))

    assert (paso.accion, paso.razon) == (Accion.DESACTIVAR, YA_NO_ESTA)


def test_de_lo_que_paso_a_otro_nivel_no_se_dice_que_ya_no_esta() -> None:
    movido = replace(ACTA, niveles=("dos",))

    paso = el_paso(un_catalogo(ACTA), un_catalogo(movido), lo_tenido(ACTA))

    assert (paso.accion, paso.razon) == (Accion.DESACTIVAR, EN_OTRO_NIVEL)


def test_lo_que_ya_estaba_desactivado_conserva_su_propia_razon() -> None:
    desactivado = replace(lo_tenido(ACTA), desactivado=True)

    assert el_paso(un_catalogo(ACTA), un_catalogo(), desactivado).accion is Accion.DEJAR


def test_lo_que_agrego_la_municipalidad_no_se_toca() -> None:
    suyo = RequisitoPropio("M-1", "Vivero", "Tener un vivero", "Fotos", editado=True, con_trabajo=True)

    assert el_paso(un_catalogo(ACTA), un_catalogo(MESA), suyo) == Paso(Accion.DEJAR, "M-1", "Vivero")


def test_si_la_version_nueva_usa_un_codigo_suyo_se_conserva_lo_suyo() -> None:
    suyo = RequisitoPropio("P-3", "Vivero", "Tener un vivero", "Fotos", editado=True)

    paso = el_paso(un_catalogo(ACTA), un_catalogo(ACTA, MESA), suyo)

    assert paso.accion is Accion.CONSERVAR
    assert [cambio.campo for cambio in paso.campos] == ["nombre", "qué se pide", "medios de verificación"]


def test_lo_tomado_de_fuera_del_nivel_sigue_mientras_el_catalogo_lo_traiga() -> None:
    tomado = lo_tenido(SUELTO)
    cambiado = replace(SUELTO, nombre="Formulario de denuncias")

    sigue = el_paso(un_catalogo(SUELTO), un_catalogo(SUELTO), tomado)
    cambia = el_paso(un_catalogo(SUELTO), un_catalogo(cambiado), tomado)
    sale = el_paso(un_catalogo(SUELTO), un_catalogo(), tomado)

    assert [sigue.accion, cambia.accion, sale.accion] == [
        Accion.DEJAR,
        Accion.ACTUALIZAR,
        Accion.DESACTIVAR,
    ]


def test_todo_lo_que_la_municipalidad_tiene_aparece_una_vez() -> None:
    propios = [lo_tenido(PLAN, con_trabajo=True), lo_tenido(SUELTO), lo_tenido(ACTA)]

    traspaso = al_pasar(un_catalogo(ACTA, PLAN, SUELTO), un_catalogo(MESA, ACTA), "uno", propios)

    assert traspaso.hay
    assert [paso.codigo for paso in traspaso.pasos] == ["P-3", "P-1", "P-2", "P-9"]
    assert traspaso.frase == (
        "1 requisito por agregar, 1 requisito con trabajo y fuera del catálogo, "
        "1 requisito por desactivar y 1 requisito sin cambios."
    )


def test_sin_nada_que_cambiar_se_dice() -> None:
    traspaso = al_pasar(un_catalogo(ACTA), un_catalogo(ACTA), "uno", [lo_tenido(ACTA)])

    assert not traspaso.hay
    assert traspaso.frase == "1 requisito sin cambios."
    assert al_pasar(un_catalogo(), un_catalogo(), "uno", []).frase == "No hay requisitos."
