"""Las órdenes de la terminal hablan castellano."""

import pytest

from datos.orden import Orden


@pytest.fixture
def orden() -> Orden:
    creada = Orden(prog="python -m datos.importar", description="Lee un plan.")
    creada.add_argument("archivo", help="el documento")
    creada.add_argument("--anio", type=int, help="el año")
    creada.add_argument("--mes", type=int, choices=(1, 2))
    return creada


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        ([], "Falta archivo."),
        (["plan.docx", "otro.docx"], "No se entiende: otro.docx."),
        (["plan.docx", "--anio"], "Falta el valor de --anio."),
        (["plan.docx", "--anio", "x"], "--anio lleva un número entero, no «x»."),
        (["plan.docx", "--mes", "7"], "--mes no admite «7»; elija entre 1, 2."),
    ],
)
def test_una_orden_mal_pedida_se_explica_en_una_linea(
    orden: Orden, argumentos: list[str], frase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as salida:
        orden.parse_args(argumentos)

    assert salida.value.code == 2
    assert capsys.readouterr().err == f"{frase} Cómo se usa: python -m datos.importar --ayuda\n"


def test_la_ayuda_no_tiene_palabras_en_ingles(orden: Orden, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        orden.parse_args(["--ayuda"])

    ayuda = capsys.readouterr().out
    assert ayuda.startswith("uso: python -m datos.importar")
    assert not any(ingles in ayuda for ingles in ("usage", "options:", "positional", "show this help"))
