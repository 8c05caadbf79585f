"""Las filas del cronograma: qué muestran los filtros y qué suman los totales."""

from dataclasses import replace
from datetime import date

import pytest

from modelos.arbol import UnidadResponsable
from modelos.calendario.cronograma import Filtro, anio_por_omision, armar
from modelos.estados import EstadoActividad, EstadoCelda
from modelos.meses import Mes
from modelos.numeral import codigo_completo, romano, separar_numeral
from modelos.seguimiento.avance import Curva, SinAvance
from modelos.seguimiento.liquidacion import TotalMes
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 10, 14)
OCTUBRE = Mes(2026, 10)
EDUCACION = UnidadResponsable(7, "Dirección de Educación", None)


def nombres(filtro: Filtro) -> list[str]:
    completo = plan(
        linea(
            actividad(1, "Campaña de reciclaje", {3: 1}, {3: 1}),
            actividad(2, "Taller hídrico", {10: 2}, unidades=(EDUCACION,)),
        ),
        linea(actividad(3, "Feria"), id_=2, objetivo="b) Difusión"),
    )
    return [fila.actividad.nombre for fila in armar(completo, HOY, filtro).actividades]


@pytest.mark.parametrize(
    ("filtro", "esperadas"),
    [
        (Filtro(), ["Campaña de reciclaje", "Taller hídrico", "Feria"]),
        (Filtro(linea_id=2), ["Feria"]),
        (Filtro(unidad_id=7), ["Taller hídrico"]),
        (Filtro(estado=EstadoActividad.SIN_PROGRAMAR), ["Feria"]),
        (Filtro(estado=EstadoActividad.COMPLETA), ["Campaña de reciclaje"]),
        (Filtro(mes=OCTUBRE), ["Taller hídrico"]),
        (Filtro(texto="CAMPANA"), ["Campaña de reciclaje"]),
        (Filtro(texto="hidrico taller"), ["Taller hídrico"]),
        (Filtro(texto="difusión"), ["Feria"]),
        (Filtro(texto="educacion"), ["Taller hídrico"]),
        (Filtro(linea_id=1, mes=Mes(2026, 5)), []),
    ],
)
def test_se_muestra_lo_que_cumple_todos_los_filtros(filtro: Filtro, esperadas: list[str]) -> None:
    assert nombres(filtro) == esperadas


def test_una_linea_sin_actividades_se_muestra_mientras_no_se_filtre() -> None:
    vacio = plan(linea(id_=1), linea(actividad(), id_=2))

    assert [fila.linea.id for fila in armar(vacio, HOY).lineas] == [1, 2]
    assert [fila.linea.id for fila in armar(vacio, HOY, Filtro(texto="taller")).lineas] == [2]


def test_los_totales_suman_lo_saldado_y_dejan_aparte_lo_fuera_de_programa() -> None:
    completo = plan(linea(actividad(1, programado={3: 2}, ejecutado={3: 3}), actividad(2, programado={3: 4})))

    total = armar(completo, HOY).total

    assert total.meses[2] == TotalMes(programado=6, saldado=2, fuera=1)
    assert total.meses[3] is None


def test_los_totales_son_de_lo_que_se_muestra() -> None:
    completo = plan(linea(actividad(1, "Uno", {3: 2}), actividad(2, "Dos", {3: 4})))

    filtrado = armar(completo, HOY, Filtro(texto="dos"))

    assert filtrado.total.meses[2] == TotalMes(4, 0, 0)
    assert filtrado.lineas[0].total.meses[2] == TotalMes(4, 0, 0)


def test_el_corte_por_omision_es_el_ultimo_mes_completo_y_el_elegido_no_sale_del_plan() -> None:
    completo = plan(linea(actividad(programado={3: 1})))

    assert armar(completo, HOY).corte == Mes(2026, 9)
    assert armar(completo, HOY, corte=Mes(2026, 3)).corte == Mes(2026, 3)
    assert armar(completo, HOY, corte=Mes(2030, 1)).corte == Mes(2026, 12)


def test_con_un_corte_pasado_las_celdas_se_miran_como_estaban_entonces() -> None:
    completo = plan(linea(actividad(programado={3: 1, 8: 1}, ejecutado={8: 2})))

    [hoy] = armar(completo, HOY).actividades
    [entonces] = armar(completo, HOY, corte=Mes(2026, 4)).actividades

    assert (hoy.celdas[2].estado, hoy.estado) == (EstadoCelda.EJECUTADA_CON_ATRASO, EstadoActividad.COMPLETA)
    assert (entonces.celdas[2].estado, entonces.estado) == (EstadoCelda.PENDIENTE, EstadoActividad.ATRASADA)


def test_un_plan_largo_se_abre_en_el_anio_en_curso_y_uno_de_doce_meses_entero() -> None:
    largo = plan(linea(actividad()), inicio=Mes(2025, 7), meses=24)

    assert anio_por_omision(largo, HOY) == 2026
    assert anio_por_omision(largo, date(2031, 1, 1)) == 2027
    assert anio_por_omision(plan(inicio=Mes(2025, 7)), HOY) is None


def test_con_un_anio_elegido_el_avance_toma_solo_sus_meses() -> None:
    antes = actividad(programado={1: 1}, ejecutado={1: 1}, anio=2025)
    ambos = replace(antes, meses={**antes.meses, **actividad(programado={1: 1, 11: 3}).meses})
    del_plan = plan(linea(ambos), inicio=Mes(2025, 1), meses=24)

    fila_2025 = armar(del_plan, HOY, anio=2025)
    fila_2026 = armar(del_plan, HOY, anio=2026)

    assert fila_2025.meses == tuple(Mes(2025, mes) for mes in range(1, 13))
    assert ejecutado(fila_2025.total.grupo.curva, fila_2025.corte) == 1
    assert ejecutado(fila_2026.total.grupo.curva, fila_2026.corte) == 0


def ejecutado(curva: Curva | SinAvance, corte: Mes) -> float:
    assert isinstance(curva, Curva)
    return float(curva.ejecutado_al(corte))


def test_lo_registrado_fuera_del_periodo_tambien_tiene_columna() -> None:
    corto = plan(linea(actividad(programado={12: 1})), meses=6)

    assert Mes(2026, 12) in armar(corto, HOY).meses


@pytest.mark.parametrize(
    ("objetivo", "codigo", "completo"),
    [
        ("a) Revisar la estrategia", "1", "a.1"),
        ("a) Revisar la estrategia", "1.", "a.1"),
        ("1. Eje", "1.4", "1.4"),
        ("Sin numeral", "3", "3"),
        ("a) Revisar", None, ""),
    ],
)
def test_el_codigo_lleva_el_numeral_del_objetivo(objetivo: str, codigo: str | None, completo: str) -> None:
    assert codigo_completo(objetivo, codigo) == completo


@pytest.mark.parametrize(
    ("nombre", "separado"),
    [
        ("II. Mantener el plan", ("II", "Mantener el plan")),
        ("1. EJE SOCIAL", ("1", "EJE SOCIAL")),
        ("Estrategia Ambiental", ("", "Estrategia Ambiental")),
        ("A mano", ("", "A mano")),
    ],
)
def test_el_numeral_propio_se_separa_solo_si_lo_hay(nombre: str, separado: tuple[str, str]) -> None:
    assert separar_numeral(nombre) == separado


@pytest.mark.parametrize(
    ("numero", "escrito"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (444, "CDXLIV"), (4000, "4000")],
)
def test_una_linea_sin_numeral_lleva_su_lugar_en_romano(numero: int, escrito: str) -> None:
    assert romano(numero) == escrito
