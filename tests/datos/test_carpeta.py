"""Se sabe en qué disco cae la carpeta de datos."""

import sys
from pathlib import Path, PurePosixPath

import pytest

from datos import carpeta

MOUNTINFO = """\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
30 22 0:26 / /mnt/comun rw,relatime shared:5 - cifs //servidor/comun rw,vers=3.0
31 22 0:27 / /mnt/con\\040espacio rw shared:6 master:1 - nfs4 servidor:/e rw
32 30 0:28 / /mnt/comun/local rw - tmpfs tmpfs rw
"""
MOUNT = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ana@servidor/comun on /Volumes/comun (x) (smbfs, nodev, nosuid, mounted by ana)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(
    ("ruta", "sistema"),
    [
        ("/srv/plan", "ext4"),
        ("/mnt/comunal/plan", "ext4"),
        ("/mnt/comun/plan/instancia", "cifs"),
        ("/mnt/con espacio/plan", "nfs4"),
        ("/mnt/comun/local/plan", "tmpfs"),
    ],
)
def test_linux_dice_en_que_disco_cae_una_carpeta(ruta: str, sistema: str) -> None:
    assert carpeta.sistema_en(PurePosixPath(ruta), carpeta.de_linux(MOUNTINFO)) == sistema


@pytest.mark.parametrize(
    ("ruta", "sistema"),
    [("/Users/ana", "apfs"), ("/Volumes/comun (x)/plan", "smbfs"), ("/Volumes/comun", "apfs")],
)
def test_macos_dice_en_que_disco_cae_una_carpeta(ruta: str, sistema: str) -> None:
    assert carpeta.sistema_en(PurePosixPath(ruta), carpeta.de_macos(MOUNT)) == sistema


@pytest.mark.parametrize("ruta", [r"\\servidor\comun\plan", r"\\?\UNC\servidor\comun\plan"])
def test_windows_dice_que_la_ruta_es_de_otro_equipo(ruta: str) -> None:
    assert carpeta.es_compartida(ruta)


@pytest.mark.parametrize("ruta", [r"C:\plan", r"\\?\C:\plan", r"\\.\C:\plan", "/srv/plan"])
def test_windows_dice_que_la_ruta_es_de_este_equipo(ruta: str) -> None:
    assert not carpeta.es_compartida(ruta)


@pytest.mark.skipif(sys.platform != "linux", reason="lee los montajes de Linux")
def test_un_enlace_hacia_una_carpeta_sincronizada_no_engana(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Dropbox" / "instancia").mkdir(parents=True)
    enlace = tmp_path / "instancia_enlazada"
    enlace.symlink_to(tmp_path / "Dropbox" / "instancia")
    montajes = tmp_path / "mountinfo"
    montajes.write_text("22 1 259:2 / / rw - ext4 /dev/sda1 rw\n")
    monkeypatch.setattr(carpeta, "MONTAJES", montajes)

    assert "Dropbox" in (carpeta.riesgo(enlace) or "")
    assert carpeta.riesgo(tmp_path) is None
    montajes.write_text("22 1 259:2 / / rw - nfs4 servidor:/e rw\n")
    assert "unidad de red" in (carpeta.riesgo(tmp_path) or "")
