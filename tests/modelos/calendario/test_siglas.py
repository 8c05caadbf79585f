"""Las siglas de las unidades responsables."""

import pytest

from modelos.arbol import UnidadResponsable
from modelos.calendario.siglas import abreviar, iniciales


@pytest.mark.parametrize(
    ("nombre", "sigla"),
    [
        ("Dirección de Medio Ambiente", "DMA"),
        ("Comunicaciones", "COM"),
        ("Unidad de Gestión de Riesgos y Emergencias de la Comuna Norte", "UGREC"),
        ("de la", ""),
    ],
)
def test_las_iniciales_saltan_las_palabras_de_enlace(nombre: str, sigla: str) -> None:
    assert iniciales(nombre) == sigla


def test_dos_unidades_con_las_mismas_iniciales_reciben_siglas_distintas() -> None:
    siglas = abreviar(
        [
            UnidadResponsable(1, "Dirección de Medio Ambiente", None),
            UnidadResponsable(2, "Departamento de Mercados y Abastos", None),
        ]
    )

    assert siglas == {2: "DMA", 1: "DMA2"}


def test_la_sigla_que_la_unidad_ya_tiene_gana() -> None:
    siglas = abreviar(
        [UnidadResponsable(1, "Dirección de Medio Ambiente", None), UnidadResponsable(2, "Otra", "DMA")]
    )

    assert siglas == {2: "DMA", 1: "DMA2"}
