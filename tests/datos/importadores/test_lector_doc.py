"""Los .doc se leen con LibreOffice donde lo hay; donde no, se dice qué hacer.

Un programa de unas líneas hace de LibreOffice: recibe las mismas órdenes y deja, o no, el .docx pedido.
"""

import stat
import sys
import time
from pathlib import Path

import pytest

from datos.importadores import lector_doc
from datos.importadores.lectores import leer
from modelos.errores import ErrorDeDominio
from tests.datos.importadores.archivos_de_prueba import un_docx

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="el programa de prueba es un guion y se mira en /proc"
)


@pytest.fixture
def oficina(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Una carpeta que es todo lo que hay donde buscar programas."""
    carpeta = tmp_path / "programas"
    carpeta.mkdir()
    monkeypatch.setenv("PATH", str(carpeta))
    return carpeta


def instalar(carpeta: Path, guion: str) -> None:
    programa = carpeta / "soffice"
    programa.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{guion}\n")
    programa.chmod(stat.S_IRWXU)


def entrega(carpeta: Path, documento: bytes) -> None:
    """Instala un LibreOffice que convierte cualquier cosa en ese documento y anota cómo se lo llamó."""
    (carpeta / "convertido.docx").write_bytes(documento)
    instalar(
        carpeta,
        f'echo "$@" > {carpeta}/orden\n'
        f"cat perfil/user/registrymodifications.xcu > {carpeta}/ajustes\n"
        f"cp {carpeta}/convertido.docx plan.docx",
    )


def con_tabla(documento: object) -> None:
    tabla = documento.add_table(1, 2)  # type: ignore[attr-defined]
    tabla.cell(0, 0).text = "Charla"


def test_sin_libreoffice_se_pide_guardarlo_como_docx(oficina: Path) -> None:
    with pytest.raises(ErrorDeDominio, match=r"\(\.doc\)\. No se guardó nada\. .*\(\.docx\)"):
        leer("plan.doc", DOC)


def test_con_libreoffice_se_lee_lo_que_convierte(oficina: Path) -> None:
    entrega(oficina, un_docx(con_tabla))

    documento = leer("plan.doc", DOC)

    assert documento.formato == "doc"
    assert documento.tablas[0].filas[0][0].texto == "Charla"
    assert documento.avisos == []


def test_se_lo_llama_con_un_perfil_propio_sin_macros_ni_red_y_con_nombres_nuestros(oficina: Path) -> None:
    entrega(oficina, un_docx(con_tabla))

    leer("../../-o mal;rm.doc", DOC)

    orden = (oficina / "orden").read_text()
    assert "mal" not in orden
    assert "-env:UserInstallation=file:///" in orden
    ajustes = (oficina / "ajustes").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in ajustes
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true' in ajustes


def test_sin_ninguna_tabla_no_se_da_por_leido(oficina: Path) -> None:
    entrega(oficina, un_docx(lambda documento: documento.add_paragraph("solo texto")))

    with pytest.raises(ErrorDeDominio, match="no se encontró ninguna tabla"):
        leer("plan.doc", DOC)


def test_si_no_convierte_nada_el_archivo_esta_danado(oficina: Path) -> None:
    instalar(oficina, "exit 1")

    with pytest.raises(ErrorDeDominio, match="dañado"):
        leer("plan.doc", DOC)


def test_si_no_termina_se_lo_mata_con_todo_lo_que_abrio(
    oficina: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lector_doc, "SEGUNDOS", 0.5)
    instalar(oficina, f"sleep 60 &\necho $! > {oficina}/hijo\nwait")

    with pytest.raises(ErrorDeDominio, match="demasiado tiempo"):
        leer("plan.doc", DOC)

    hijo = int((oficina / "hijo").read_text())
    assert termino(hijo)


def termino(pid: int) -> bool:
    """Si el proceso deja de correr en cinco segundos: la señal no llega al instante."""
    limite = time.monotonic() + 5
    while not _ya_no_corre(pid) and time.monotonic() < limite:
        time.sleep(0.05)
    return _ya_no_corre(pid)


def _ya_no_corre(pid: int) -> bool:
    """También el que nadie ha recogido."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
