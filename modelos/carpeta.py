"""Qué carpetas son peligrosas para una base que se escribe a cada momento."""

import re
from collections.abc import Sequence

SINCRONIZADORES = (
    (r"onedrive( - .+)?", "OneDrive"),
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"google ?drive( - .+)?|googledrive-.+|my drive|mi unidad|drivefs", "Google Drive"),
    (r"icloud ?drive|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"onedrive-.+", "OneDrive"),
    (r"box sync|box-box", "Box"),
    (r"nextcloud|owncloud", "Nextcloud"),
    (r"mega(sync)?", "MEGA"),
    (r"pclouddrive|pcloud drive|pcloud sync", "pCloud"),
)
"""Nombres que los sincronizadores ponen a su carpeta, sin mirar mayúsculas."""

DE_RED = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "webdav", "davfs", "9p"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.glusterfs", "glusterfs"}
    | {"ceph", "afs", "lustre", "vboxsf", "fuse.vmhgfs-fuse", "remoto"}
)
"""Sistemas de archivos cuyo disco está en otro equipo; «remoto» es una unidad de red de Windows."""


def riesgo(carpetas: Sequence[str], sistema_de_archivos: str | None, compartida: bool = False) -> str | None:
    """Por qué la base no está segura ahí; None si lo está.

    `carpetas` son los nombres de la ruta desde la raíz; `compartida`, que esta empieza por un servidor.
    """
    sincronizador = _sincronizador(carpetas)
    if sincronizador:
        return (
            f"La carpeta de datos está dentro de {sincronizador}, que copia la base mientras se escribe y "
            "puede dañarla o volverla atrás. Detenga el planificador y muévala a una carpeta de este equipo "
            "que no se sincronice."
        )
    if compartida or sistema_de_archivos in DE_RED:
        return (
            "La carpeta de datos está en una unidad de red, donde la base puede dañarse. Detenga el "
            "planificador y muévala a un disco de este equipo, o use PostgreSQL."
        )
    return None


def _sincronizador(carpetas: Sequence[str]) -> str | None:
    for forma, nombre in SINCRONIZADORES:
        if any(re.fullmatch(forma, carpeta, re.IGNORECASE) for carpeta in carpetas):
            return nombre
    return None
