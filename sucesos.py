"""El registro de sucesos: una línea JSON por suceso, en UTC y sin datos de nadie (PLANIFICADOR_REGISTRO)."""

import json
import logging
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from streamlit import logger as de_streamlit

from datos.conexion import carpeta_de_la_instancia
from modelos.reservado import ocultar, ocultar_lo_citado

VARIABLE = "PLANIFICADOR_REGISTRO"
SALIDA = "-"
"""En vez de una carpeta: a la salida estándar, para quien ya junta registros (systemd, contenedores)."""

DIAS = 30  # archivos que se conservan, uno por día en que pasó algo
TOPE = 50_000_000  # bytes de un archivo: una falla que se repite mil veces no llena el disco
CAUSAS = 4  # hasta dónde se sigue el «a causa de»
RAIZ = Path(__file__).resolve().parent


def preparar() -> None:
    """Todo lo que se registre en este proceso, también lo de Streamlit y uvicorn, va a donde se indicó."""
    indicado = os.environ.get(VARIABLE, "")
    canales = [_a_la_salida()] if indicado == SALIDA else _al_archivo_y_a_la_ventana(indicado)
    logging.basicConfig(level=logging.INFO, handlers=canales, force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    setattr(de_streamlit, "setup_formatter", _sin_canal_propio)  # noqa: B010  (para los que pida en adelante)
    for suyo in list(de_streamlit._loggers.values()):
        _sin_canal_propio(suyo)


def _a_la_salida() -> logging.Handler:
    canal = logging.StreamHandler(sys.stdout)
    canal.setFormatter(EnJson())
    return canal


def _al_archivo_y_a_la_ventana(indicado: str) -> list[logging.Handler]:
    archivo = ArchivoDelDia(Path(indicado) if indicado else carpeta_de_la_instancia() / "registros")
    archivo.setFormatter(EnJson())
    ventana = logging.StreamHandler()
    ventana.setFormatter(ParaLaVentana("%(asctime)s %(levelname)s %(message)s"))
    return [archivo, ventana]


def _sin_canal_propio(suyo: logging.Logger) -> None:
    """Streamlit pone a cada uno su canal, con la traza a la vista; los nuestros ya lo reciben."""
    propio = getattr(suyo, "streamlit_console_handler", None)
    if propio is not None:
        suyo.removeHandler(propio)
    suyo.propagate = True


class EnJson(logging.Formatter):
    """Un suceso en una línea."""

    def format(self, record: logging.LogRecord) -> str:
        """Los campos vacíos no se escriben."""
        suceso: dict[str, Any] = {
            "momento": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "nivel": record.levelname,
            "origen": record.name,
            "proceso": record.process,
            "suceso": ocultar(record.getMessage()),
        }
        if record.exc_info and record.exc_info[1]:
            suceso["falla"] = _falla(record.exc_info[1])
        return json.dumps(suceso, ensure_ascii=False)


def _falla(error: BaseException, hasta: int = CAUSAS) -> dict[str, Any]:
    """Qué fue y por dónde pasó: sin los valores de las variables ni lo que el mensaje cita."""
    descrita: dict[str, Any] = {
        "tipo": type(error).__qualname__,
        "mensaje": ocultar_lo_citado(str(error)),
        "traza": [_lugar(paso) for paso in traceback.extract_tb(error.__traceback__)],
    }
    causa = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if causa is not None and hasta > 1:
        descrita["causa"] = _falla(causa, hasta - 1)
    return descrita


def _lugar(paso: traceback.FrameSummary) -> str:
    """«datos/planes.py:61 cargar»; de una biblioteca, desde su nombre: la ruta dice de quién es el equipo."""
    archivo = Path(paso.filename)
    if archivo.is_relative_to(RAIZ) and "site-packages" not in archivo.parts:
        corto = archivo.relative_to(RAIZ).as_posix()
    else:
        corto = "/".join(archivo.parts[-2:])
    return f"{corto}:{paso.lineno} {paso.name}"


class ParaLaVentana(logging.Formatter):
    """Para quien arrancó el programa: una frase. La traza está en el archivo."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  (es de logging)
        """El tipo y el mensaje."""
        return f"  {type(ei[1]).__name__}: {ocultar_lo_citado(str(ei[1]))}"


class ArchivoDelDia(logging.Handler):
    """Un archivo por día UTC. Varios procesos agregan al mismo, y ninguno le cambia el nombre al otro."""

    def __init__(self, carpeta: Path) -> None:
        super().__init__()
        self._carpeta = carpeta
        self._nombre = ""
        self._descriptor = -1

    def emit(self, record: logging.LogRecord) -> None:
        """De una vez, para que las líneas de dos procesos no se mezclen; sin disco no se detiene nada."""
        try:
            self._abrir(f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%d}.jsonl")
            if os.fstat(self._descriptor).st_size < TOPE:
                os.write(self._descriptor, (self.format(record) + "\n").encode(errors="backslashreplace"))
        except Exception:  # noqa: BLE001  (registrar una falla no puede ser otra falla)
            self._cerrar()

    def close(self) -> None:
        """Al apagar."""
        self._cerrar()
        super().close()

    def _abrir(self, nombre: str) -> None:
        if nombre == self._nombre:
            return
        self._cerrar()
        self._carpeta.mkdir(parents=True, exist_ok=True)
        modo = os.O_APPEND | os.O_CREAT | os.O_WRONLY
        self._descriptor = os.open(self._carpeta / nombre, modo, 0o640)
        self._nombre = nombre
        for viejo in sorted(self._carpeta.glob("????-??-??.jsonl"))[:-DIAS]:
            viejo.unlink(missing_ok=True)

    def _cerrar(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._nombre = -1, ""
