"""El almacén de archivos: por contenido, sin repetir y sin dejar nada a medias."""

import os
from pathlib import Path

import pytest

from datos import almacen
from modelos.errores import ErrorDeDominio


def archivos(instancia: Path) -> list[Path]:
    return [ruta for ruta in (instancia / "archivos").rglob("*") if ruta.is_file()]


def test_lo_guardado_se_lee_por_su_huella(instancia: Path) -> None:
    sha256 = almacen.guardar(b"un plan")

    assert sha256 == almacen.huella(b"un plan")
    assert almacen.leer(sha256) == b"un plan"


def test_el_mismo_contenido_se_guarda_una_vez(instancia: Path) -> None:
    almacen.guardar(b"un plan")
    guardado = archivos(instancia)[0].stat()

    almacen.guardar(b"un plan")

    assert [ruta.stat().st_mtime_ns for ruta in archivos(instancia)] == [guardado.st_mtime_ns]


def test_un_archivo_alterado_no_se_entrega(instancia: Path) -> None:
    sha256 = almacen.guardar(b"un plan")
    archivos(instancia)[0].write_bytes(b"otro plan")

    with pytest.raises(ErrorDeDominio, match="alterado"):
        almacen.leer(sha256)


def test_el_archivo_que_falta_se_dice(instancia: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="respaldo"):
        almacen.leer(almacen.huella(b"nada"))


@pytest.mark.parametrize("huella", ["", "../../etc/passwd", "A" * 64, "a" * 63 + "/"])
def test_solo_una_huella_lleva_a_un_archivo(instancia: Path, huella: str) -> None:
    with pytest.raises(ErrorDeDominio, match="huella"):
        almacen.leer(huella)


def test_si_el_disco_falla_no_queda_un_archivo_a_medias(
    instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallar(_descriptor: int) -> None:
        raise OSError(28, "disco lleno")

    monkeypatch.setattr(os, "fsync", fallar)

    with pytest.raises(ErrorDeDominio, match="no se pudo escribir en la carpeta de datos"):
        almacen.guardar(b"un plan")

    assert archivos(instancia) == []


def test_una_carpeta_donde_no_se_puede_escribir_se_explica(instancia: Path) -> None:
    (instancia / "archivos").write_text("estorba", encoding="utf-8")

    with pytest.raises(ErrorDeDominio, match="no se pudo escribir en la carpeta de datos"):
        almacen.guardar(b"plan")
