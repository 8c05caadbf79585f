"""La orden `python -m datos.importar`: JSON y 0, o una línea y 2."""

import json
from pathlib import Path

import pytest

from datos import importar
from tests.datos.importadores.corpus.bloques import Casilla, Fila, Rejilla
from tests.datos.importadores.corpus.escritores import ESCRITORES

EJEMPLOS = Path(__file__).parents[3] / "datos" / "ejemplos"
CAMPOS_DE_ACTIVIDAD = {
    "id", "programa", "linea", "objetivo", "codigo", "actividad", "meses", "responsables",
    "medio_verificacion", "indicador", "meta", "unidad", "peso", "presupuesto", "recurrencia",
    "observaciones", "origen", "confianza",
}  # fmt: skip


def test_imprime_el_borrador_como_json(capsys: pytest.CaptureFixture[str]) -> None:
    codigo = importar.principal([str(EJEMPLOS / "valle-de-los-chillos-2024.txt")])

    leido = json.loads(capsys.readouterr().out)
    assert codigo == 0
    assert set(leido) >= {"plan", "actividades", "participacion", "firmas", "avisos"}
    assert set(leido["actividades"][0]) >= CAMPOS_DE_ACTIVIDAD
    assert leido["actividades"][0]["meses"][0] | {"ejecutado": None} == {
        "anio": 2024, "mes": 12, "programado": 1, "ejecutado": None, "nota": None,
    }  # fmt: skip
    assert leido["actividades"][0]["origen"]["actividad"] == {
        "hoja": None,
        "pagina": None,
        "tabla": 1,
        "fila": 30,
        "columna": 1,
    }
    assert 0 <= leido["actividades"][0]["confianza"] <= 1


@pytest.mark.parametrize("formato", ["ods", "xls", "odt", "pdf"])
def test_lee_los_formatos_de_oficina(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, formato: str
) -> None:
    filas: list[Fila] = [
        [Casilla(t) for t in fila] for fila in (("Actividad", "Mes"), ("Charla", "abril"), ("Feria", "mayo"))
    ]
    archivo = tmp_path / f"plan.{formato}"
    archivo.write_bytes(ESCRITORES[formato]([Rejilla(filas)]))

    codigo = importar.principal([str(archivo), "--anio", "2026"])

    actividades = json.loads(capsys.readouterr().out)["actividades"]
    assert (codigo, [a["actividad"] for a in actividades]) == (0, ["Charla", "Feria"])
    assert actividades[0]["origen"]["actividad"].get("pagina") == (1 if formato == "pdf" else None)


def test_el_anio_se_puede_decir_en_la_orden(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    archivo = tmp_path / "plan.txt"
    archivo.write_text("Actividad\tMes\nFeria\tmayo\n", encoding="utf-8")

    importar.principal([str(archivo), "--anio", "2027"])

    assert json.loads(capsys.readouterr().out)["actividades"][0]["meses"][0]["anio"] == 2027


@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        ("vacio.txt", b""),
        ("carta.txt", b"Estimados vecinos: les saludo.\n"),
        ("plan.docx", b"MZ\x90\x00 esto es un ejecutable"),
        ("plan.xlsx", b"PK\x03\x04 cortado"),
    ],
)
def test_lo_que_no_es_un_plan_sale_con_dos_y_una_linea(
    nombre: str, contenido: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / nombre).write_bytes(contenido)

    codigo = importar.principal([str(tmp_path / nombre)])

    salida = capsys.readouterr()
    assert codigo == 2
    assert salida.out == ""
    assert len(salida.err.strip().splitlines()) == 1
    assert salida.err.strip().endswith(".")


def test_un_archivo_que_no_existe_se_explica(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    codigo = importar.principal([str(tmp_path / "no-esta.docx")])

    assert codigo == 2
    assert (
        capsys.readouterr().err == f"No se leyó {tmp_path / 'no-esta.docx'}: no existe. No se guardó nada.\n"
    )


@pytest.mark.parametrize("anio", ["1989", "2101", "-5"])
def test_un_anio_imposible_sale_con_dos_y_una_linea(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, anio: str
) -> None:
    codigo = importar.principal([str(tmp_path / "plan.txt"), f"--anio={anio}"])

    assert codigo == 2
    assert capsys.readouterr().err == "El año va de 1990 a 2100. No se guardó nada.\n"
