"""La matriz que la municipalidad ya tiene: se reconocen sus columnas y no se pierde nada en silencio."""

import pytest

from modelos.certificacion.matriz import (
    Columna,
    QueSeHara,
    juntar,
    leer_tabla,
    que_se_haria,
    reconocer,
    titulos,
)
from modelos.certificacion.proceso import RequisitoDelProceso


@pytest.mark.parametrize(
    ("titulos", "esperadas"),
    [
        (
            ["N°", "Requisito", "Medios de Verificación"],
            {Columna.CODIGO: 0, Columna.NOMBRE: 1, Columna.MEDIOS: 2},
        ),
        (
            ["COMPONENTE", "EXIGENCIA", "VERIFICADOR"],
            {Columna.AMBITO: 0, Columna.NOMBRE: 1, Columna.MEDIOS: 2},
        ),
        (["Mes", "Monto"], {}),
    ],
)
def test_las_columnas_se_reconocen_por_como_suelen_llamarse(
    titulos: list[str], esperadas: dict[Columna, int]
) -> None:
    assert reconocer(titulos) == esperadas


def test_el_encabezado_puede_venir_despues_de_un_titulo_y_el_grupo_se_repite_hacia_abajo() -> None:
    leida = leer_tabla(
        [
            ["MATRIZ SCAM 2026", "", ""],
            ["Área", "Código", "Requisito"],
            ["Residuos", "R1", "Plan de reciclaje"],
            ["", "R2", "Punto limpio"],
            ["Agua", "", "Ahorro hídrico"],
        ]
    )

    assert [(fila.codigo, fila.ambito, fila.nombre) for fila in leida.filas] == [
        ("R1", "Residuos", "Plan de reciclaje"),
        ("R2", "Residuos", "Punto limpio"),
        ("", "Agua", "Ahorro hídrico"),
    ]
    assert [fila.fila for fila in leida.filas] == [3, 4, 5]


def test_lo_que_no_se_trae_se_dice_con_su_fila() -> None:
    leida = leer_tabla([["Código", "Requisito"], ["R1", "Uno"], ["", ""], ["Total", ""], ["R1", "Otra vez"]])

    assert [fila.codigo for fila in leida.filas] == ["R1"]
    assert leida.avisos == (
        "La fila 4 no nombra un requisito: «Total».",
        "La fila 5 repite el código R1: no se trajo.",
    )


def test_sin_una_columna_que_los_nombre_no_se_trae_nada_y_se_dice() -> None:
    leida = leer_tabla([["Mes", "Monto"], ["Enero", "12"]])

    assert leida.filas == ()
    assert "que nombre requisitos" in leida.avisos[0]


OTROS_TITULOS = [
    ["MATRIZ 2026", "", ""],
    ["Glosa", "Cómo se acredita", "Código"],
    ["Punto limpio", "Acta", "R1"],
]


def test_los_titulos_que_no_se_reconocen_tambien_se_ofrecen() -> None:
    assert titulos([OTROS_TITULOS, [["glosa", "Plazo"], ["x", "y"]]]) == (
        "Glosa",
        "Cómo se acredita",
        "Código",
        "Plazo",
    )


def test_la_columna_que_alguien_elige_manda_y_la_que_quita_no_se_trae() -> None:
    elegidas = {Columna.NOMBRE: "Glosa", Columna.MEDIOS: "Cómo se acredita", Columna.CODIGO: ""}

    [fila] = leer_tabla(OTROS_TITULOS, elegidas).filas

    assert (fila.nombre, fila.medios, fila.codigo, fila.fila) == ("Punto limpio", "Acta", "", 3)


def test_lo_elegido_le_quita_la_columna_a_quien_la_tenia_por_su_nombre() -> None:
    assert reconocer(
        ["Actividad", "Detalle"], {Columna.QUE_SE_PIDE: "Actividad", Columna.NOMBRE: "Detalle"}
    ) == {
        Columna.NOMBRE: 1,
        Columna.QUE_SE_PIDE: 0,
    }


def test_lo_que_el_documento_deja_en_blanco_no_cambia_nada() -> None:
    [fila] = leer_tabla([["Código", "Requisito"], ["R1", "Plan de reciclaje"]]).filas
    suyo = RequisitoDelProceso(1, "R1", "Plan de reciclaje", que_se_pide="Tenerlo", fuente="Bases")

    assert que_se_haria(fila, [suyo]) is QueSeHara.IGUAL
    assert que_se_haria(fila, []) is QueSeHara.NUEVO
    assert que_se_haria(fila, [RequisitoDelProceso(1, "R1", "Plan")]) is QueSeHara.CAMBIA


def test_lo_que_no_trae_codigo_recibe_uno_libre_aunque_venga_en_varias_tablas() -> None:
    tablas = [
        leer_tabla([["Requisito"], ["Uno"], ["Dos"]]),
        leer_tabla([["Código", "Requisito"], ["R-03", "Tres"], ["", "Cuatro"]]),
    ]

    leida = juntar(tablas, ["R-02"])

    assert [(fila.codigo, fila.nombre) for fila in leida.filas] == [
        ("R-01", "Uno"),
        ("R-04", "Dos"),
        ("R-03", "Tres"),
        ("R-05", "Cuatro"),
    ]


def test_un_codigo_repetido_entre_tablas_y_una_tabla_ajena_se_dicen() -> None:
    tablas = [leer_tabla([["Código", "Requisito"], ["R1", "Uno"]])] * 2 + [leer_tabla([["Mes"], ["Enero"]])]

    leida = juntar(tablas, [])

    assert len(leida.filas) == 1
    assert leida.avisos == (
        "Otra tabla repite el código R1: «Uno» no se trajo.",
        "Una tabla no tiene una columna que nombre requisitos: no se trajo nada de ella.",
    )
