"""Cuándo dos nombres son la misma unidad municipal."""

import pytest

from modelos.errores import ErrorDeDominio
from modelos.unidades import NombreDeUnidad, clave, comprobar_borrado, es_sigla_de, proponer


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("Dir. Medio Ambiente", "Dirección de Medio Ambiente"),
        ("DIRECCION DEL MEDIO AMBIENTE", "Dirección de Medioambiente"),
        ("Depto. de Aseo y Ornato", "Departamento Aseo y Ornato"),
        ("Of. de la Mujer", "Oficina de la Mujer"),
        ("Jef. Parques", "Jefatura de Parques"),
    ],
)
def test_la_abreviatura_las_tildes_y_los_articulos_no_hacen_otra_unidad(uno: str, otro: str) -> None:
    assert clave(uno) == clave(otro)
    assert [
        propuesta.segura for propuesta in proponer([NombreDeUnidad(1, uno), NombreDeUnidad(2, otro)])
    ] == [True]


@pytest.mark.parametrize(
    ("sigla", "nombre"),
    [
        ("DMA", "Dirección de Medio Ambiente"),
        ("DIDECO", "Dirección de Desarrollo Comunitario"),
        ("SECPLAN", "Secretaría Comunal de Planificación"),
    ],
)
def test_una_sigla_es_solo_una_propuesta(sigla: str, nombre: str) -> None:
    (propuesta,) = proponer([NombreDeUnidad(1, sigla), NombreDeUnidad(2, nombre)])

    assert es_sigla_de(sigla, nombre)
    assert not propuesta.segura
    assert propuesta.queda.nombre == nombre


def test_la_sigla_que_la_unidad_declara_es_segura() -> None:
    unidades = [NombreDeUnidad(1, "Dirección de Obras", "DOM"), NombreDeUnidad(2, "DOM")]

    (propuesta,) = proponer(unidades)

    assert propuesta.segura
    assert propuesta.sobra.id == 2


@pytest.mark.parametrize(
    ("uno", "otro"),
    [
        ("Dirección de Educación", "Departamento de Educación"),
        ("Dirección de Obras", "Dirección de Aseo"),
        ("DOM", "Dirección de Medio Ambiente"),
        ("Salud", "Salud Municipal y Cementerio"),
    ],
)
def test_dos_unidades_distintas_no_se_proponen(uno: str, otro: str) -> None:
    assert proponer([NombreDeUnidad(1, uno), NombreDeUnidad(2, otro)]) == []


def test_un_nombre_sin_su_tipo_se_propone_pero_no_es_seguro() -> None:
    (propuesta,) = proponer(
        [NombreDeUnidad(1, "Medio Ambiente"), NombreDeUnidad(2, "Dir. de Medio Ambiente")]
    )

    assert not propuesta.segura
    assert propuesta.queda.id == 2


def test_las_seguras_van_primero() -> None:
    unidades = [
        NombreDeUnidad(1, "Aseo"),
        NombreDeUnidad(2, "Dirección de Aseo"),
        NombreDeUnidad(3, "Oficina de Turismo"),
        NombreDeUnidad(4, "Of. Turismo"),
    ]

    assert [propuesta.segura for propuesta in proponer(unidades)] == [True, False]


def test_no_se_borra_una_unidad_que_responde_por_algo() -> None:
    with pytest.raises(ErrorDeDominio, match="responde por actividades"):
        comprobar_borrado("Aseo", 1, 0)
