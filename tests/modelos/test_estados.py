"""El catálogo de estados se lee sin color y en un orden fijo."""

import re

import pytest

from modelos.estados import Estado, EstadoActividad, EstadoAporte, EstadoCelda

FONDOS_CLAROS = ("#FDFCF9", "#FFFFFF", "#F3F1EA")
FONDOS_OSCUROS = ("#141A17", "#19201C", "#1E2622")
MINIMO_AA = 4.5  # WCAG 2.1, criterio 1.4.3
TODOS: list[Estado] = [*EstadoCelda, *EstadoActividad, *EstadoAporte]
VISIBLES: list[Estado] = [e for e in TODOS if e is not EstadoCelda.VACIA]


def luminancia(color: str) -> float:
    canales = (int(par, 16) / 255 for par in re.findall("..", color.removeprefix("#")))
    rojo, verde, azul = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales)
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul


def contraste(uno: str, otro: str) -> float:
    menor, mayor = sorted((luminancia(uno), luminancia(otro)))
    return (mayor + 0.05) / (menor + 0.05)


@pytest.mark.parametrize("catalogo", [EstadoCelda, EstadoActividad, EstadoAporte])
def test_cada_estado_se_distingue_sin_color(catalogo: type[Estado]) -> None:
    assert len({estado.simbolo for estado in catalogo}) == len(catalogo)
    assert len({estado.etiqueta for estado in catalogo}) == len(catalogo)


def test_ningun_estado_se_confunde_con_uno_de_otro_catalogo() -> None:
    valores = [estado.value for estado in TODOS]

    assert len(set(valores)) == len(valores)


@pytest.mark.parametrize("estado", VISIBLES)
def test_cada_estado_se_lee_sobre_los_fondos_de_ambos_temas(estado: Estado) -> None:
    assert all(contraste(estado.claro, fondo) >= MINIMO_AA for fondo in FONDOS_CLAROS)
    assert all(contraste(estado.oscuro, fondo) >= MINIMO_AA for fondo in FONDOS_OSCUROS)


@pytest.mark.parametrize("estado", TODOS)
def test_cada_estado_se_explica_en_una_frase(estado: Estado) -> None:
    assert re.fullmatch(r"[A-ZÁÉÍÓÚ][^.]+\.", estado.significado)


def test_el_orden_de_los_estados_de_actividad_es_el_de_su_definicion() -> None:
    assert [estado.value for estado in sorted(EstadoActividad, key=lambda estado: estado.orden)] == [
        "sin_programar",
        "completa",
        "vencida",
        "atrasada",
        "por_iniciar",
        "al_dia",
    ]


def test_un_estado_vuelve_de_su_valor_guardado() -> None:
    assert EstadoCelda("ejecutada_con_atraso") is EstadoCelda.EJECUTADA_CON_ATRASO
    assert EstadoCelda.EJECUTADA_CON_ATRASO.simbolo == "◉"


def test_piden_atencion_solo_las_atrasadas_y_las_vencidas() -> None:
    assert {estado for estado in EstadoActividad if estado.pide_atencion} == {
        EstadoActividad.ATRASADA,
        EstadoActividad.VENCIDA,
    }
