"""La oración que abre una pantalla: qué dice en cada situación, y qué tramos se pueden seguir."""

import pytest

from modelos.meses import Mes
from modelos.seguimiento.avance import medir, promediar
from modelos.seguimiento.frase_de_avance import Causante, Cifra, comparar_con_lo_aprobado, redactar, texto
from modelos.seguimiento.programacion import Programacion, Referencia
from tests.modelos.actividades import ANIO_2026, SEPTIEMBRE, mes_2026, una_actividad

ATRASADA = una_actividad(programado={3: 1, 8: 1, 9: 1, 12: 1}, ejecutado={3: 1})
TALLERES, FERIA, INVENTARIO = Causante(1, "Talleres"), Causante(2, "Feria"), Causante(3, "Inventario")


def frase(actividad: Programacion, corte: Mes = SEPTIEMBRE, *causantes: Causante) -> str:
    return texto(redactar(promediar(medir([actividad], ANIO_2026)), corte, "el plan", causantes))


@pytest.mark.parametrize(
    ("actividad", "corte", "dicho"),
    [
        (
            ATRASADA,
            SEPTIEMBRE,
            (
                "Al cierre de septiembre de 2026 el plan lleva 25\u202f% ejecutado"
                " de 75\u202f% programado: 2,0 meses de atraso."
            ),
        ),
        (
            una_actividad(programado={3: 1, 9: 1}, ejecutado={3: 1, 9: 1}),
            mes_2026(8),
            "Al cierre de agosto de 2026 el plan lleva 50\u202f% ejecutado de 50\u202f% programado: al día.",
        ),
        (
            una_actividad(programado={3: 1, 11: 1}, ejecutado={3: 2}),
            SEPTIEMBRE,
            (
                "Al cierre de septiembre de 2026 el plan lleva 100\u202f% ejecutado"
                " de 50\u202f% programado: 2,0 meses de adelanto."
            ),
        ),
        (
            una_actividad(programado={3: 1}, ejecutado={3: 1}),
            SEPTIEMBRE,
            (
                "Al cierre de septiembre de 2026 el plan lleva 100\u202f% ejecutado"
                " de 100\u202f% programado: completo."
            ),
        ),
        (
            una_actividad(programado={3: 2}, ejecutado={3: 1}),
            mes_2026(12),
            "El plan terminó en diciembre de 2026 con 50\u202f%.",
        ),
        (
            una_actividad(programado={3: 1}),
            Mes(2025, 12),
            "Aún no vence nada: el primer mes es enero de 2026.",
        ),
        (una_actividad(), SEPTIEMBRE, "Sin programar: no se puede calcular el avance."),
        (
            una_actividad(programado={3: 1}, peso=0),
            SEPTIEMBRE,
            "Sin ponderación: no se puede calcular el avance.",
        ),
    ],
)
def test_el_avance_se_dice_en_una_oracion(actividad: Programacion, corte: Mes, dicho: str) -> None:
    assert frase(actividad, corte) == dicho


@pytest.mark.parametrize(
    ("causantes", "final"),
    [
        ([TALLERES], "de atraso, sobre todo por «Talleres»."),
        ([TALLERES, FERIA], "de atraso, sobre todo por «Talleres» y «Feria»."),
        ([TALLERES, FERIA, INVENTARIO], "de atraso, sobre todo por «Talleres», «Feria» e «Inventario»."),
    ],
)
def test_la_oracion_nombra_a_las_actividades_que_explican_el_atraso(
    causantes: list[Causante], final: str
) -> None:
    assert frase(ATRASADA, SEPTIEMBRE, *causantes).endswith(final)


def test_un_plan_al_dia_no_culpa_a_nadie() -> None:
    al_dia = una_actividad(programado={3: 1, 12: 1}, ejecutado={3: 1})

    assert "sobre todo" not in frase(al_dia, SEPTIEMBRE, TALLERES)


def test_cada_cifra_de_la_oracion_se_puede_seguir() -> None:
    tramos = redactar(promediar(medir([ATRASADA], ANIO_2026)), SEPTIEMBRE, "el plan", [TALLERES])

    seguibles = {tramo.cifra: tramo.texto for tramo in tramos if tramo.cifra}
    assert seguibles == {
        Cifra.CORTE: "septiembre de 2026",
        Cifra.EJECUTADO: "25\u202f% ejecutado",
        Cifra.PROGRAMADO: "75\u202f% programado",
        Cifra.ATRASO: "2,0 meses de atraso",
        Cifra.ACTIVIDAD: "«Talleres»",
    }
    assert [tramo.actividad_id for tramo in tramos if tramo.cifra is Cifra.ACTIVIDAD] == [1]


def test_lo_reprogramado_se_compara_con_lo_que_se_aprobo() -> None:
    corrida = una_actividad(programado={12: 2}, aprobado={3: 2}, ejecutado={4: 1})
    grupo = promediar(medir([corrida], ANIO_2026, Referencia.APROBADO))

    assert texto(comparar_con_lo_aprobado(grupo, SEPTIEMBRE)) == (
        "Frente a lo que se aprobó lleva 50\u202f% de 100\u202f%: 6,5 meses de atraso."
    )
    assert texto(comparar_con_lo_aprobado(grupo, mes_2026(12))) == (
        "Frente a lo que se aprobó lleva 50\u202f% de 100\u202f%."
    )
    assert comparar_con_lo_aprobado(grupo, Mes(2025, 12)) == ()
