"""Los cambios de celdas: cómo se leen, cuándo chocan y cuáles exigen motivo."""

import pytest

from modelos.calendario.edicion import (
    CambioDeCelda,
    Campo,
    Celda,
    Choque,
    bajas_de,
    cada_tantos,
    cotejar,
    leer_cantidad,
    programar,
    sin_lugar,
)
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes, periodo
from modelos.plan import EstadoPlan
from tests.modelos.planes_completos import actividad, linea, plan

MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)


def cambio(antes: int, despues: int, mes: Mes = MARZO, actividad_id: int = 1) -> CambioDeCelda:
    return CambioDeCelda(Celda(actividad_id, mes, Campo.PROGRAMADO), antes, despues)


@pytest.mark.parametrize(
    ("escrito", "cantidad"), [("", 0), (None, 0), (" 4 ", 4), ("x", 1), ("X", 1), ("0", 0), ("012", 12)]
)
def test_vacio_es_nada_y_una_equis_es_uno(escrito: str | None, cantidad: int) -> None:
    assert leer_cantidad(escrito) == cantidad


@pytest.mark.parametrize(
    "escrito", ["-1", "2,5", "2.5", "dos", "1e3", "٣", "²", "9999999", "xx", "1 0", "9" * 5000]
)
def test_lo_que_no_es_un_entero_se_rechaza_con_una_frase(escrito: str) -> None:
    with pytest.raises(ErrorDeDominio, match=r"no es una cantidad: escriba un número entero"):
        leer_cantidad(escrito)


def test_el_cambio_de_una_celda_que_nadie_mas_toco_queda_libre() -> None:
    actual = plan(linea(actividad(programado={3: 1, 4: 9})))

    cotejo = cotejar([cambio(1, 3)], actual)

    assert cotejo.libres == (cambio(1, 3),)
    assert cotejo.choques == ()


def test_una_celda_que_dos_dejaron_distinta_choca_con_ambos_valores() -> None:
    actual = plan(linea(actividad(programado={3: 2})))

    cotejo = cotejar([cambio(1, 3)], actual)

    assert cotejo.libres == ()
    assert cotejo.choques == (Choque(cambio(1, 3), ahora=2),)


def test_si_ambos_dejaron_lo_mismo_no_hay_nada_que_resolver() -> None:
    actual = plan(linea(actividad(programado={3: 3})))

    cotejo = cotejar([cambio(1, 3)], actual)

    assert (cotejo.libres, cotejo.choques) == ((), ())


def test_los_cambios_de_una_actividad_borrada_se_dicen_aparte() -> None:
    actual = plan(linea(actividad(2)))

    assert sin_lugar([cambio(0, 3), cambio(0, 1, actividad_id=2)], actual) == (cambio(0, 3),)
    assert cotejar([cambio(0, 3)], actual).libres == ()


def test_en_un_plan_vigente_bajar_o_mover_exige_motivo_y_agregar_no() -> None:
    vigente = plan(linea(actividad()), estado=EstadoPlan.VIGENTE)

    movida = bajas_de(vigente, [cambio(2, 0), cambio(0, 2, ABRIL), cambio(0, 5, actividad_id=2)])

    assert [(id_, [baja.mes for baja in bajas]) for id_, bajas in movida.items()] == [(1, [MARZO])]
    assert bajas_de(plan(linea(actividad())), [cambio(2, 0)]) == {}


def test_lo_ejecutado_nunca_exige_motivo() -> None:
    vigente = plan(linea(actividad()), estado=EstadoPlan.VIGENTE)

    assert bajas_de(vigente, [CambioDeCelda(Celda(1, MARZO, Campo.EJECUTADO), 2, 0)]) == {}


def test_programar_en_lote_cambia_solo_los_meses_elegidos_que_son_distintos() -> None:
    cambios = programar([actividad(1, programado={3: 2}), actividad(2, programado={3: 1})], [MARZO, ABRIL], 2)

    assert cambios == (
        CambioDeCelda(Celda(1, ABRIL, Campo.PROGRAMADO), 0, 2),
        CambioDeCelda(Celda(2, MARZO, Campo.PROGRAMADO), 1, 2),
        CambioDeCelda(Celda(2, ABRIL, Campo.PROGRAMADO), 0, 2),
    )


def test_cada_trimestre_es_su_ultimo_mes() -> None:
    anio = periodo(Mes(2026, 1), 12)

    assert [mes.mes for mes in cada_tantos(anio, 3)] == [3, 6, 9, 12]
    assert cada_tantos(anio, 1) == anio


@pytest.mark.parametrize("campo", Campo)
def test_una_celda_se_escribe_y_se_lee_igual(campo: Campo) -> None:
    celda = Celda(12, MARZO, campo)

    assert celda.como_texto() == f"12/2026-03/{campo}"
    assert Celda.de_texto(celda.como_texto()) == celda
