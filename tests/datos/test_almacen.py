"""El almacén de archivos: por contenido, sin repetir y sin dejar nada a medias."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from datos import almacen
from modelos.archivos import ArchivoAlterado, ArchivoIlegible
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

    assert [ruta.stat().st_ino for ruta in archivos(instancia)] == [guardado.st_ino]


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


def test_un_archivo_grande_se_guarda_y_se_lee_por_partes(instancia: Path) -> None:
    contenido = bytes(range(256)) * 10_000
    archivo = BytesIO(contenido)
    archivo.seek(99)

    guardado = almacen.guardar_flujo(archivo)

    assert guardado == (almacen.huella(contenido), len(contenido))
    partes = list(almacen.leer_por_partes(guardado.sha256, 1_000_000))
    assert [len(parte) for parte in partes] == [1_000_000, 1_000_000, 560_000]
    assert b"".join(partes) == contenido


def test_lo_que_ya_estaba_pero_alterado_no_se_da_por_guardado(instancia: Path) -> None:
    almacen.guardar(b"un plan")
    archivos(instancia)[0].write_bytes(b"mal plan")

    with pytest.raises(ArchivoAlterado, match="respaldo"):
        almacen.guardar(b"un plan")

    assert archivos(instancia)[0].read_bytes() == b"mal plan"


def test_lo_que_cambia_mientras_se_guarda_no_queda(instancia: Path) -> None:
    medido = almacen.medir(BytesIO(b"un plan"))

    with pytest.raises(ArchivoAlterado, match="no quedó igual"):
        almacen.guardar_flujo(BytesIO(b"mal plan"), medido)

    assert archivos(instancia) == []


@pytest.mark.parametrize("con_enlaces", [True, False])
def test_quien_llega_segundo_no_pisa_al_primero(
    instancia: Path, monkeypatch: pytest.MonkeyPatch, con_enlaces: bool
) -> None:
    def negarse(*_: object) -> None:
        raise PermissionError

    if not con_enlaces:
        monkeypatch.setattr(os, "link", negarse)
    guardado = almacen.guardar_flujo(BytesIO(b"un plan"))
    lugar = almacen.EnDisco(instancia / "archivos")

    with suppress(FileExistsError):
        lugar.poner(guardado, BytesIO(b"un plan"))

    assert [ruta.name for ruta in archivos(instancia)] == [guardado.sha256]
    assert almacen.leer(guardado.sha256) == b"un plan"


def test_se_lista_lo_guardado_y_se_borra_lo_que_nadie_nombra(instancia: Path) -> None:
    queda, sobra = almacen.guardar(b"queda"), almacen.guardar(b"sobra")
    (instancia / "archivos" / "ab" / "ajeno.txt").parent.mkdir(exist_ok=True)
    (instancia / "archivos" / "ab" / "ajeno.txt").write_bytes(b"no es nuestro")

    almacen.borrar(sobra)
    almacen.borrar(sobra)

    [ficha] = almacen.listar()
    assert (ficha.sha256, ficha.tamano) == (queda, 5)
    assert ficha.modificado.tzinfo is UTC
    assert (almacen.tamano(queda), almacen.tamano(sobra)) == (5, None)


def test_lo_que_un_proceso_muerto_dejo_a_medias_se_barre(instancia: Path) -> None:
    almacen.guardar(b"un plan")
    resto = archivos(instancia)[0].with_name("tmpabc.parcial")
    resto.write_bytes(b"un pl")
    despues = datetime.now(UTC) + timedelta(hours=1)

    assert almacen.borrar_parciales(despues - timedelta(hours=2)) == 0
    assert almacen.borrar_parciales(despues) == 1

    assert [ruta.suffix for ruta in archivos(instancia)] == [""]


def test_un_archivo_que_el_disco_no_deja_leer_se_dice(instancia: Path) -> None:
    sha256 = almacen.guardar(b"un plan")
    archivos(instancia)[0].unlink()
    (instancia / "archivos" / sha256[:2] / sha256).mkdir()

    with pytest.raises(ArchivoIlegible, match="respaldo"):
        almacen.leer(sha256)


def test_un_almacen_que_no_se_entiende_se_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(almacen.VARIABLE, "https://cubo")

    with pytest.raises(ErrorDeDominio, match="se espera s3://cubo/prefijo"):
        almacen.guardar(b"un plan")
