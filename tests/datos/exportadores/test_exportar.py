"""La orden `python -m datos.exportar`: el archivo y 0, o una línea que dice por qué no."""

from pathlib import Path

import pytest

from datos import exportar
from tests.apoyo.planes import un_plan


def test_lista_los_planes_con_su_numero(base: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    plan_id = un_plan(nombre="Plan de Ñuñoa")

    assert exportar.principal(["--lista"]) == 0

    renglon = capsysbinary.readouterr().out.decode()
    assert renglon == f"{plan_id}\tPlan de Ñuñoa\t2026\tMunicipalidad de Plan de Ñuñoa\n"


@pytest.mark.parametrize("formato", ["excel", "word", "csv"])
def test_escribe_el_archivo_con_su_nombre_en_la_carpeta_pedida(
    base: str, tmp_path: Path, formato: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    un_plan(nombre="Plan de Ñuñoa")

    argumentos = ["plan de nunoa", "--formato", formato, "--salida", str(tmp_path), "--fecha", "2026-11-25"]
    assert exportar.principal(argumentos) == 0

    escrito = Path(capsysbinary.readouterr().out.decode().strip())
    assert escrito.parent == tmp_path
    assert escrito.stem == "cronograma-plan-de-nunoa-2026-11-25"
    assert escrito.stat().st_size > 0


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        (["Otro"], "No hay un plan «Otro». Véalos con --lista y elija uno por su número."),
        (["Plan"], "Hay más de un plan «Plan». Véalos con --lista y elija uno por su número."),
        (["1", "--unidad", "Aseo"], "Ninguna actividad de «Plan» tiene por responsable a «Aseo»."),
        (["1", "--documento", "avance", "--formato", "excel"], "«avance» no se exporta como excel."),
        (["1", "--formato", "word", "--anio", "2031"], "El plan no tiene meses en 2031."),
        (["1", "--salida", "no/hay/a.xlsx"], f"No se pudo escribir {Path('no/hay/a.xlsx')}: no existe."),
    ],
)
def test_lo_que_no_se_puede_se_explica_en_una_linea(
    base_local: str, argumentos: list[str], frase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    un_plan(nombre="Plan")
    un_plan(nombre="plan", anio=2027)

    assert exportar.principal(argumentos) == 1

    assert capsys.readouterr().err.startswith(frase)


def test_no_pisa_un_archivo_de_otra_clase_y_si_el_que_ya_se_exporto(
    base_local: str, instancia: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    un_plan()
    datos, libro = instancia / "plan.db", instancia / "plan.xlsx"
    libro.write_bytes(b"el anterior")

    assert exportar.principal(["1", "--salida", str(datos)]) == 1
    assert exportar.principal(["1", "--salida", str(libro)]) == 0

    assert capsys.readouterr().err == f"No se exportó: ya existe {datos}, y no es un archivo .xlsx.\n"
    assert datos.read_bytes().startswith(b"SQLite format 3")
    assert libro.read_bytes().startswith(b"PK")


def test_un_formato_que_lleva_el_plan_completo_no_admite_una_unidad(
    base_local: str, capsys: pytest.CaptureFixture[str]
) -> None:
    un_plan(1, 1, 1)

    assert exportar.principal(["Plan de prueba", "--formato", "csv", "--unidad", "unidad 1"]) == 1

    assert capsys.readouterr().err == "Como csv se exporta el plan completo, sin --unidad.\n"


@pytest.mark.parametrize(
    ("argumentos", "formato"),
    [(["--formato", "calendario"], "calendario"), (["--documento", "participacion"], "pdf")],
)
def test_un_formato_que_lleva_todos_los_anios_no_admite_uno(
    base_local: str, capsys: pytest.CaptureFixture[str], argumentos: list[str], formato: str
) -> None:
    un_plan()

    assert exportar.principal(["1", *argumentos, "--anio", "2026"]) == 1

    dicho = capsys.readouterr().err
    assert dicho == f"Como {formato} se exportan todos los años del plan, sin --anio.\n"


def test_la_ayuda_dice_que_formatos_son_de_un_anio_o_de_una_unidad(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        exportar.principal(["--ayuda"])

    ayuda = " ".join(capsys.readouterr().out.split())
    assert "solo ese año del plan: cronograma en word y pdf; avance en pdf" in ayuda
    assert "solo esa unidad responsable: cronograma en pdf y calendario" in ayuda


def test_sin_base_dice_que_hacer(capsys: pytest.CaptureFixture[str]) -> None:
    assert exportar.principal(["--lista"]) == 1

    assert "Arranque el planificador una vez." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        ([], "Falta PLAN."),
        (["1", "--corte", "septiembre"], "--corte lleva un mes como 2026-09, no «septiembre»."),
        (["1", "--fecha", "ayer"], "--fecha lleva una fecha como 2026-09-30, no «ayer»."),
    ],
)
def test_una_orden_mal_pedida_se_explica(
    argumentos: list[str], frase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as salida:
        exportar.principal(argumentos)

    assert salida.value.code == 2
    assert capsys.readouterr().err.startswith(frase)
