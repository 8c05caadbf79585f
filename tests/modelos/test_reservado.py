"""Lo que parece un secreto o un dato de alguien no llega al registro, y lo demás se sigue leyendo."""

import pytest

from modelos.reservado import ocultar, ocultar_lo_citado


@pytest.mark.parametrize(
    "secreto",
    [
        "ana.perez@muni.cl",
        "12.345.678-9",
        "12345678-k",
        "+56 9 8765 4321",
        "987654321",
        "3f786850e387550fdab836ed7e6dc881de23001b",
        "Zk3vQ9-x_Lw81mAbCdEfGhIjKlMnOpQrStUvWxYz0",
    ],
)
def test_lo_reservado_no_queda(secreto: str) -> None:
    dicho = ocultar(f"No se pudo con {secreto}, por algo.")

    assert secreto not in dicho
    assert dicho.startswith("No se pudo con ")
    assert dicho.endswith(", por algo.")


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("postgresql://plan:muy-secreta@servidor/plan caído", "postgresql://…@servidor/plan caído"),
        ("clave=abc123 y sigue", "clave=… y sigue"),
        ("Authorization: Bearer abc.def", "Authorization: …"),
        ("dos\nlíneas", "dos líneas"),
    ],
)
def test_se_ve_que_habia_algo(texto: str, esperado: str) -> None:
    assert ocultar(texto) == esperado


@pytest.mark.parametrize(
    "texto",
    [
        "Planificador en http://127.0.0.1:8501",
        "Quedó automatico-20261126T120000Z.zip, verificado.",
        "respaldo-municipalidad-de-nunoa-y-macul-2026-11-26-1638.zip",
        "Falla 3f9c21 en una pantalla",
        "No queda espacio: 1.234.567 bytes a las 2026-11-26 12:00",
        "datos/seguimiento/informe_de_avance.py",
    ],
)
def test_lo_que_sirve_para_encontrar_la_causa_se_lee(texto: str) -> None:
    assert ocultar(texto) == texto


def test_de_un_error_no_queda_lo_citado_ni_las_lineas_que_siguen() -> None:
    dicho = ocultar_lo_citado(
        'duplicate key value violates unique constraint "uq_unidad"\nDETAIL: Key (nombre)=(Juana Soto)'
    )

    assert dicho == "duplicate key value violates unique constraint «…»"
    assert ocultar_lo_citado("'Juana Soto'") == "«…»"
    assert ocultar_lo_citado("") == ""
