"""Cuándo una celda nombra una unidad y cuándo varias."""

import pytest

from datos.importadores.interprete.responsables import separar


@pytest.mark.parametrize(
    ("texto", "unidades"),
    [
        ("Jefatura de Comunicación / Oficina de Turismo", ["Jefatura de Comunicación", "Oficina de Turismo"]),
        ("DIMAO; DAEM", ["DIMAO", "DAEM"]),
        ("DIMAO + DAEM", ["DIMAO", "DAEM"]),
        ("DIMAO\nDAEM", ["DIMAO", "DAEM"]),
        ("DIMAO y DIDECO", ["DIMAO", "DIDECO"]),
        ("DIMAO y/o DIDECO", ["DIMAO", "DIDECO"]),
        ("CAC, CAM y DIMAO", ["CAC", "CAM", "DIMAO"]),
        ("Dirección de Salud y Dirección de Aseo", ["Dirección de Salud", "Dirección de Aseo"]),
    ],
)
def test_varias_unidades_se_separan(texto: str, unidades: list[str]) -> None:
    assert separar(texto).nombres == unidades


@pytest.mark.parametrize(
    "texto",
    [
        "Dirección Zonal de Hábitat y Obra Pública",
        "Dirección de Aseo, Ornato y Medio Ambiente",
        "Dirección de Administración y Finanzas",
        "Jefe Departamento Aseo",
        "Depto. de Aseo y Ornato",
        "Talento humano",
        "Encargada de la Unidad de Medio Ambiente",
    ],
)
def test_una_unidad_con_y_en_el_nombre_es_una_sola(texto: str) -> None:
    assert separar(texto).nombres == [texto]


def test_unidades_pegadas_se_separan_con_dudas() -> None:
    leidas = separar("Dirección de Obra Pública Dirección Administrativa. Dirección de Asesoría Jurídica.")

    assert leidas.nombres == [
        "Dirección de Obra Pública",
        "Dirección Administrativa",
        "Dirección de Asesoría Jurídica",
    ]
    assert leidas.confianza < 0.8


def test_una_unidad_conocida_no_se_parte_y_las_conocidas_se_reconocen() -> None:
    conocidas = ["Aseo y Ornato", "Parques y Jardines"]

    assert separar("Aseo y Ornato", conocidas).nombres == ["Aseo y Ornato"]
    assert separar("Aseo y Ornato y Parques y Jardines", conocidas).nombres == [
        "Aseo y Ornato",
        "Parques y Jardines",
    ]
