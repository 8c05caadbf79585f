"""Lo que se escribe y se pega en un plan."""

import pytest

from modelos.contenido import (
    Pegada,
    actividades_pegadas,
    comprobar_actividad,
    renglones,
    resumen_de_meses,
)
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo, Paso, corrido, ubicado
from modelos.plan import TipoPlan


@pytest.mark.parametrize(
    ("renglon", "codigo", "nombre"),
    [
        ("1. Realizar talleres", "1", "Realizar talleres"),
        ("2) Difundir", "2", "Difundir"),
        ("1.4 Medir el consumo", "1.4", "Medir el consumo"),
        ("3.Presentar al Concejo", "3", "Presentar al Concejo"),
        ("• Reuniones del CAC", None, "Reuniones del CAC"),
        ("3R en las escuelas", None, "3R en las escuelas"),
        ("Talleres 2026", None, "Talleres 2026"),
    ],
)
def test_de_cada_renglon_pegado_sale_una_actividad_con_su_numeral(
    renglon: str, codigo: str | None, nombre: str
) -> None:
    assert actividades_pegadas(renglon) == [Pegada(codigo, nombre)]


def test_los_renglones_vacios_no_son_actividades() -> None:
    assert renglones("- Uno\n\n   \n– Dos\n") == ["Uno", "Dos"]


def test_pegar_nada_se_niega() -> None:
    with pytest.raises(ErrorDeDominio, match="escriba el nombre"):
        actividades_pegadas("  \n ")


@pytest.mark.parametrize(
    ("campos", "frase"),
    [
        ({"nombre": "  "}, "nombre de la actividad"),
        ({"peso": -1.0}, "peso no puede ser menor que cero"),
        ({"presupuesto_centavos": -5}, "presupuesto no puede"),
    ],
)
def test_una_actividad_sin_nombre_o_con_negativos_se_niega(campos: dict[str, float], frase: str) -> None:
    with pytest.raises(ErrorDeDominio, match=frase):
        comprobar_actividad(campos)


@pytest.mark.parametrize(
    ("meses", "frase"),
    [
        ([], "Sin programar: todavía no tiene meses."),
        ([Mes(2024, 12)], "Programada en diciembre de 2024."),
        ([Mes(2026, 8), Mes(2026, 3)], "2 meses programados, de marzo a agosto de 2026."),
        ([Mes(2026, 11), Mes(2027, 2)], "2 meses programados, de noviembre de 2026 a febrero de 2027."),
    ],
)
def test_los_meses_de_una_actividad_se_dicen_en_una_frase(meses: list[Mes], frase: str) -> None:
    assert resumen_de_meses(meses) == frase


def test_subir_cambia_el_lugar_con_el_hermano_anterior() -> None:
    assert corrido([1, 2, 3], 3, Paso.SUBIR) == [1, 3, 2]
    assert corrido([1, 2, 3], 1, Paso.BAJAR) == [2, 1, 3]


def test_el_primero_no_sube_y_el_ultimo_no_baja() -> None:
    assert corrido([1, 2], 1, Paso.SUBIR) == [1, 2]
    assert corrido([1, 2], 2, Paso.BAJAR) == [1, 2]


def test_al_mover_se_elige_el_lugar_y_sin_lugar_va_al_final() -> None:
    assert ubicado([1, 2, 3], 3, 0) == [3, 1, 2]
    assert ubicado([1, 2, 3], 1, None) == [2, 3, 1]


@pytest.mark.parametrize(
    "texto", [None, "", "linea", "linea-x", "persona-3", "linea-²", "linea--3", "linea-" + "9" * 5000]
)
def test_una_direccion_que_no_nombra_un_nodo_no_elige_nada(texto: str | None) -> None:
    assert Nodo.leer(texto) is None


def test_un_nodo_se_escribe_y_se_lee_igual() -> None:
    assert Nodo.leer(str(Nodo(Clase.LINEA, 3))) == Nodo(Clase.LINEA, 3)


def test_el_tipo_de_plan_cambia_el_nombre_de_los_niveles() -> None:
    nombres = [
        Clase.LINEA.nombre(tipo.etiquetas) for tipo in (TipoPlan.SCAM, TipoPlan.RENDICION, TipoPlan.POA)
    ]

    assert nombres == ["línea", "eje", "unidad"]
    assert Clase.OBJETIVO.nombre(TipoPlan.POA.etiquetas) == "meta"
    assert Clase.ACTIVIDAD.nombre(TipoPlan.POA.etiquetas) == "actividad"


@pytest.mark.parametrize("campo", ["peso", "presupuesto_centavos", "gastado_centavos"])
@pytest.mark.parametrize("valor", [1e30, float("inf"), float("nan")])
def test_una_cifra_que_no_cabe_se_rechaza(campo: str, valor: float) -> None:
    with pytest.raises(ErrorDeDominio, match="es más de lo que cabe"):
        comprobar_actividad({campo: valor})
