"""Lee un documento antiguo de Word (.doc) con el LibreOffice que haya en la máquina."""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from datos.importadores.documento import Documento
from datos.importadores.lector_docx import leer_docx
from datos.importadores.paquete import abrir_paquete
from datos.importadores.rechazos import GUARDAR_COMO_WORD, archivo_danado, archivo_lento, rechazo

SEGUNDOS = 19  # partir por primera vez le toma varios
PROGRAMAS = ("soffice", "libreoffice")
# Ni macros ni nada de fuera: lo que el documento enlace no se trae, y el proxy no lleva a ninguna parte.
AJUSTES = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def leer_doc(nombre: str, contenido: bytes) -> Documento:
    """El documento convertido a .docx; ErrorDeDominio si no hay LibreOffice o no quedó ninguna tabla.

    Al convertir, LibreOffice pierde a veces las tablas: sin ninguna no se da el documento por leído.
    """
    programa = next(filter(None, map(shutil.which, PROGRAMAS)), None)
    if programa is None:
        raise rechazo("El archivo es de una versión antigua de Word (.doc).", GUARDAR_COMO_WORD)
    with TemporaryDirectory(prefix="plan-doc-", ignore_cleanup_errors=True) as carpeta:
        documento = leer_docx(nombre, abrir_paquete(_convertir(programa, Path(carpeta), contenido)))
    if not documento.tablas:
        sin_tablas = "En este documento antiguo de Word (.doc) no se encontró ninguna tabla."
        raise rechazo(sin_tablas, GUARDAR_COMO_WORD)
    return replace(documento, formato="doc")


def _convertir(programa: str, carpeta: Path, contenido: bytes) -> bytes:
    """Los bytes del .docx. Los nombres son nuestros: el que trae el archivo no llega a la orden."""
    perfil, entrada, salida = carpeta / "perfil", carpeta / "plan.doc", carpeta / "plan.docx"
    entrada.write_bytes(contenido)
    _escribir_ajustes(perfil)
    orden = [programa, f"-env:UserInstallation={perfil.as_uri()}", "--headless", "--norestore"]
    orden += ["--convert-to", "docx", "--outdir", str(carpeta), str(entrada)]
    proceso = subprocess.Popen(
        orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=carpeta, start_new_session=True
    )
    try:
        proceso.wait(SEGUNDOS)
    except subprocess.TimeoutExpired as error:
        _terminar(proceso)
        raise archivo_lento() from error
    if not salida.is_file():
        raise archivo_danado()
    return salida.read_bytes()


def _terminar(proceso: subprocess.Popen[bytes]) -> None:
    """También a los procesos que LibreOffice haya abierto, que son los que trabajan."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(proceso.pid)], capture_output=True, check=False)
    else:
        os.killpg(proceso.pid, signal.SIGKILL)
    proceso.wait()


def _escribir_ajustes(perfil: Path) -> None:
    lineas = [
        f'<item oor:path="/org.openoffice.{grupo}"><prop oor:name="{nombre}" oor:op="fuse">'
        f"<value>{valor}</value></prop></item>"
        for grupo, nombre, valor in AJUSTES
    ]
    usuario = perfil / "user"
    usuario.mkdir(parents=True)
    (usuario / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{''.join(lineas)}</oor:items>",
        encoding="utf-8",
    )
