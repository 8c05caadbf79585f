"""Una base SQLite no se guarda en una carpeta sincronizada ni de red."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from modelos.carpeta import riesgo


@pytest.mark.parametrize(
    ("ruta", "nombre"),
    [
        (PureWindowsPath(r"C:\Users\ana\OneDrive\planificador\instancia"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ana\OneDrive - Municipalidad de La Serena\Documentos"), "OneDrive"),
        (PureWindowsPath(r"D:\Dropbox (Personal)\plan"), "Dropbox"),
        (PureWindowsPath(r"G:\Mi unidad\plan"), "Google Drive"),
        (
            PurePosixPath("/Users/ana/Library/CloudStorage/GoogleDrive-ana@muni.cl/My Drive/plan"),
            "Google Drive",
        ),
        (PurePosixPath("/Users/ana/Library/CloudStorage/OneDrive-Municipalidad/plan"), "OneDrive"),
        (PurePosixPath("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/plan"), "iCloud"),
        (PureWindowsPath(r"C:\Users\ana\iCloudDrive\plan"), "iCloud"),
        (PurePosixPath("/home/oficina/dropbox/plan"), "Dropbox"),
        (PurePosixPath("/home/oficina/Nextcloud/plan"), "Nextcloud"),
    ],
)
def test_una_carpeta_sincronizada_se_nombra(ruta: PureWindowsPath | PurePosixPath, nombre: str) -> None:
    frase = riesgo(ruta.parts, "ext4")

    assert frase is not None
    assert f"dentro de {nombre}," in frase


@pytest.mark.parametrize("sistema", ["nfs4", "cifs", "smbfs", "9p", "fuse.sshfs", "remoto"])
def test_un_disco_de_otro_equipo_se_advierte(sistema: str) -> None:
    frase = riesgo(("/", "mnt", "comun"), sistema)

    assert frase is not None
    assert "unidad de red" in frase


def test_una_ruta_que_empieza_por_un_servidor_se_advierte() -> None:
    assert riesgo(("\\\\servidor\\comun\\", "plan"), None, compartida=True) is not None


@pytest.mark.parametrize(
    "ruta", ["/srv/planificador", "/home/oficina/mega proyecto/plan", "/home/onedriver/plan"]
)
@pytest.mark.parametrize("sistema", [None, "ext4", "apfs", "overlay", "tmpfs", "fuseblk"])
def test_un_disco_propio_no_tiene_riesgo(ruta: str, sistema: str | None) -> None:
    assert riesgo(PurePosixPath(ruta).parts, sistema) is None
