"""Quien se acuerda del respaldo y de revisar los archivos: al partir y cada hora, en otro proceso."""

import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from datos import integridad
from datos.respaldo import automatico

CADA = 3600.0  # segundos; se cuentan con un reloj que no retrocede
RAIZ = Path(__file__).resolve().parents[2]
ORDEN = (sys.executable, "-m", "datos.respaldo", "automatico")
ORDEN_DE_INTEGRIDAD = (sys.executable, "-m", "datos.integridad")
registro = logging.getLogger("planificador")


class Guardian:
    """Un hilo que casi siempre duerme; el respaldo lo hace un proceso aparte, sin frenar a quien trabaja."""

    def __init__(self, cada: float = CADA) -> None:
        self._cada = cada
        self._fin = Event()
        self._proceso: subprocess.Popen[str] | None = None
        self._hilo = Thread(target=self._vigilar, name="guardian-del-respaldo", daemon=True)

    def empezar(self) -> None:
        """Hace lo vencido y se queda pendiente; ErrorDeDominio si la variable no se entiende."""
        if automatico.politica() is None:
            registro.warning("El respaldo automático está desactivado con %s=no.", automatico.VARIABLE)
        self._hilo.start()

    def detener(self) -> None:
        """Interrumpe el respaldo en curso, que no deja nada a medias; se hará la próxima vez."""
        self._fin.set()
        if self._proceso is not None:
            self._proceso.terminate()
        if self._hilo.is_alive():
            self._hilo.join(5)

    def _vigilar(self) -> None:
        while not self._fin.is_set():
            try:
                self._hacer_lo_vencido()
            except Exception:  # noqa: BLE001  (el hilo no puede morir: sería dejar de respaldar sin que nadie lo note)
                registro.exception("El respaldo automático falló; se reintenta en una hora")
            self._fin.wait(self._cada)

    def _hacer_lo_vencido(self) -> None:
        if automatico.politica() is not None and _pendiente():
            falla = "No se hizo el respaldo automático; se reintenta en una hora"
            self._correr(ORDEN, "Respaldo automático", falla)
        if not self._fin.is_set() and _toca_revisar():
            self._correr(ORDEN_DE_INTEGRIDAD, "Revisión de los archivos", "Hay archivos que no están bien")

    def _correr(self, orden: tuple[str, ...], que: str, si_falla: str) -> None:
        self._proceso = subprocess.Popen(
            orden,
            cwd=RAIZ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        dicho = self._proceso.communicate()[0].strip().splitlines()
        codigo, self._proceso = self._proceso.returncode, None
        if self._fin.is_set():
            return
        if codigo:
            ultima = dicho[-1] if dicho else f"terminó con {codigo}"
            registro.error("%s. %s", si_falla, ultima)
        else:
            registro.info("%s: %s", que, " ".join(dicho))


def _pendiente() -> bool:
    """Si la base no responde, igual se intenta: el proceso dirá por qué no pudo y lo dejará anotado."""
    try:
        return automatico.pendiente(datetime.now().astimezone())
    except SQLAlchemyError:
        return True


def _toca_revisar() -> bool:
    """Con la base caída, no: se verá en una hora."""
    try:
        return integridad.pendiente(datetime.now(UTC))
    except SQLAlchemyError:
        return False
