"""La orden `python -m datos.expediente`: hacer uno donde se pida, y decir si otro está intacto."""

from pathlib import Path

import pytest

from datos.expediente import armado
from datos.expediente.__main__ import principal
from modelos.certificacion.estados import EstadoResultado
from tests.apoyo.planes import un_plan
from tests.datos.expediente.expedientes import acciones, evaluar, por_presentar


def pedir(capsys: pytest.CaptureFixture[str], *argumentos: object) -> tuple[int, str, str]:
    """Con qué número termina, lo que dice y lo que reclama."""
    codigo = principal([str(argumento) for argumento in argumentos])
    return codigo, *capsys.readouterr()


def test_hace_uno_en_la_carpeta_pedida_y_lo_verifica(
    base_local: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_id, destino = por_presentar(), tmp_path / "para el acta"

    codigo, dicho, reclamo = pedir(capsys, "hacer", plan_id, destino)
    [archivo] = destino.glob("*.zip")
    verificado, veredicto, _ = pedir(capsys, "verificar", archivo)

    huella = dicho.split("SHA-256 ")[1].split("\n")[0]
    assert (codigo, reclamo, verificado) == (0, "", 0)
    assert dicho.startswith(f"Expediente completo en {archivo} (11 archivos, ")
    assert f"Recibo en {archivo.with_name(f'{archivo.stem} recibo.pdf')}" in dicho
    assert veredicto.startswith("Intacto: 11 archivos")
    assert f"SHA-256 {huella}\n" in veredicto
    assert huella in acciones(plan_id)[-1]
    assert armado.hechos(plan_id) == []


def test_incompleto_dice_todo_lo_que_falta_y_parcial_lo_hace(
    base_local: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_id = por_presentar()
    codigo_del_requisito = evaluar(plan_id, 0, resultado=EstadoResultado.NO_CUMPLE)

    negado, dicho, reclamo = pedir(capsys, "hacer", plan_id)
    hecho, de_parcial, _ = pedir(capsys, "hacer", plan_id, "--parcial", "--todas-las-revisiones")

    assert (negado, dicho, hecho) == (1, "", 0)
    assert f"\n  {codigo_del_requisito} " in reclamo
    assert de_parcial.startswith("Expediente PARCIAL en ")
    assert len(armado.hechos(plan_id)) == 1


def test_uno_alterado_y_algo_que_no_es_un_expediente_terminan_en_uno(
    base_local: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hecho = pedir(capsys, "hacer", por_presentar(), tmp_path)
    [archivo] = tmp_path.glob("*.zip")
    archivo.write_bytes(archivo.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    otro = tmp_path / "otro.zip"
    otro.write_bytes(b"no soy un zip")

    alterado = pedir(capsys, "verificar", archivo)
    ajeno = pedir(capsys, "verificar", otro)
    ninguno = pedir(capsys, "verificar", tmp_path / "no existe.zip")

    assert hecho[0] == 0
    assert alterado[0] == ajeno[0] == ninguno[0] == 1
    assert alterado[1].startswith("Alterado: ")
    assert ajeno[1].startswith("No es un expediente. No es un archivo ZIP")
    assert "No se pudo leer el archivo" in ninguno[1]


def test_lo_que_no_se_puede_se_dice_en_una_frase(
    base_local: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ocupada = tmp_path / "un archivo"
    ocupada.write_text("aquí no cabe una carpeta")

    sin_plan = pedir(capsys, "hacer", 99_999)
    sin_nivel = pedir(capsys, "hacer", un_plan(nombre="Sin nivel"))
    sin_lugar = pedir(capsys, "hacer", por_presentar(), ocupada)

    assert [pedido[:2] for pedido in (sin_plan, sin_nivel, sin_lugar)] == [(1, "")] * 3
    assert "plan" in sin_plan[2]
    assert "no persigue ningún nivel" in sin_nivel[2]
    assert "No se hizo el expediente" in sin_lugar[2]


def test_sin_base_se_dice(instancia: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codigo, _, reclamo = pedir(capsys, "hacer", 1)

    assert codigo == 1
    assert reclamo.startswith("No se pudo: ")
