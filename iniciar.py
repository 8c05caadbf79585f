"""Prepara y arranca el planificador recién clonado; solo biblioteca estándar.

python3 iniciar.py [--puerto N] [--sin-navegador] [--ejemplos]
python3 iniciar.py pruebas [opciones de pytest]
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (se ejecuta también con el Python viejo de quien recién llega)
    sys.exit(
        "El planificador necesita Python 3.11 o posterior y este es el "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Instale uno más nuevo y repita la orden con él; "
        "por ejemplo: python3.12 iniciar.py"
    )

from datos.orden import Orden

RAIZ = Path(__file__).resolve().parent
ENTORNO = RAIZ / ".venv"
PYTHON = ENTORNO / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PUERTO = 8501
PUERTOS_QUE_PRUEBA = 20
ESPERA = 120  # segundos hasta que /salud responda; la primera vez el antivirus revisa cada biblioteca
DE_RED = (
    "connection",
    "timed out",
    "timeout",
    "resolve",
    "getaddrinfo",
    "network",
    "dns",
    "proxy",
    "versions: none",
)


class NoSePuede(Exception):
    """Algo que la persona puede remediar; el mensaje dice qué pasó y qué hacer."""


def principal(argumentos: list[str]) -> int:
    """Prepara el entorno y hace lo pedido; 1 con una explicación cuando no se puede."""
    try:
        if argumentos[:1] == ["pruebas"]:
            preparar("requirements-dev.txt")
            return correr_pruebas(argumentos[1:])
        opciones = leer_opciones(argumentos)
        preparar("requirements.txt")
        return arrancar(opciones)
    except NoSePuede as falla:
        print(f"\n{falla}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrumpido. La próxima vez sigue donde quedó.", file=sys.stderr)
        return 130


def leer_opciones(argumentos: list[str]) -> argparse.Namespace:
    """Opciones de la orden que arranca la aplicación."""
    analizador = Orden(
        prog="iniciar.py",
        description="Prepara y arranca el planificador. «iniciar.py pruebas» corre todas las pruebas.",
    )
    analizador.add_argument(
        "--puerto", type=int, help=f"puerto en este equipo (si no, {PUERTO} o el siguiente)"
    )
    analizador.add_argument("--sin-navegador", action="store_true", help="no abrir el navegador")
    analizador.add_argument("--ejemplos", action="store_true", help="cargar los tres planes de ejemplo")
    return analizador.parse_args(argumentos)


def preparar(requisitos: str) -> None:
    """Deja `.venv` con lo que pide ese archivo; no hace nada si ya está y el archivo no cambió."""
    huella = _huella(requisitos)
    marca = ENTORNO / f"instalado-{requisitos}"
    if _entorno_sirve() and marca.is_file() and marca.read_text() == huella:
        return
    if not _entorno_sirve():
        _crear_entorno()
    marca.unlink(missing_ok=True)
    _instalar(requisitos)
    marca.write_text(huella)


def _huella(requisitos: str) -> str:
    """Cambia cuando cambia el archivo, uno que él incluye, o la versión de Python."""
    texto = (RAIZ / requisitos).read_text(encoding="utf-8")
    partes = [sys.version, texto]
    partes += [_huella(linea[3:].strip()) for linea in texto.splitlines() if linea.startswith("-r ")]
    return hashlib.sha256("\n".join(partes).encode()).hexdigest()


def _entorno_sirve() -> bool:
    try:
        return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0
    except OSError:
        return False


def _crear_entorno() -> None:
    print("Creando el entorno .venv…", flush=True)
    creado = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", ENTORNO], capture_output=True, text=True
    )
    if creado.returncode == 0:
        return
    if "ensurepip" in creado.stdout + creado.stderr:
        mensaje = (
            "Este Python no puede crear entornos: le falta el módulo venv. En Debian o Ubuntu:\n"
            f"    sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv\n"
            "(o python3-venv). Después repita la orden."
        )
    else:
        mensaje = f"No se pudo crear el entorno en {ENTORNO}:\n{_final(creado.stdout + creado.stderr)}"
    raise NoSePuede(mensaje)


def _instalar(requisitos: str) -> None:
    print(
        f"Instalando lo que pide {requisitos} (solo la primera vez; puede tardar unos minutos)…", flush=True
    )
    ordenes: list[list[str]] = []
    uv = shutil.which("uv")
    if uv:
        ordenes.append([uv, "pip", "install", "-q", "--python", str(PYTHON), "-r", requisitos])
    ordenes.append(
        [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requisitos]
    )
    salida = ""
    for orden in ordenes:
        instalado = subprocess.run(orden, cwd=RAIZ, stderr=subprocess.PIPE, text=True, errors="replace")
        if instalado.returncode == 0:
            return
        salida = instalado.stderr
    raise NoSePuede(_por_que_no_se_instalo(requisitos, salida))


def _por_que_no_se_instalo(requisitos: str, salida: str) -> str:
    if any(palabra in salida.lower() for palabra in DE_RED):
        causa = "parece que no hay conexión a Internet, o que este equipo la tiene filtrada"
    else:
        causa = "vea abajo lo que dijo el instalador"
    return (
        f"No se pudo instalar lo que pide {requisitos}: {causa}.\n"
        f"Nada se perdió; repita la orden y sigue desde aquí.\n\n{_final(salida)}"
    )


def _final(salida: str) -> str:
    return "\n".join(f"    {linea}" for linea in salida.strip().splitlines()[-6:])


def arrancar(opciones: argparse.Namespace) -> int:
    """Arranca servidor.py en este equipo, anuncia la dirección y espera hasta que termine."""
    puerto = elegir_puerto(opciones.puerto)
    direccion = f"http://127.0.0.1:{puerto}"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    orden = [str(PYTHON), str(RAIZ / "servidor.py"), "--puerto", str(puerto)]
    if opciones.ejemplos:
        orden.append("--ejemplos")
    servidor = subprocess.Popen(orden, cwd=RAIZ, env=_ambiente())
    try:
        _esperar_salud(servidor, direccion)
        print(f"\nEl planificador está en {direccion}\nPara detenerlo: Ctrl+C en esta ventana.", flush=True)
        if not opciones.sin_navegador and _hay_escritorio():
            webbrowser.open(direccion)
        return servidor.wait()
    except KeyboardInterrupt:
        print("\nDeteniendo…", flush=True)
        return 0
    finally:
        _detener(servidor)


def elegir_puerto(pedido: int | None) -> int:
    """El puerto pedido si está libre; sin pedido, el primero libre desde 8501."""
    if pedido is not None:
        if _libre(pedido):
            return pedido
        mensaje = f"El puerto {pedido} está ocupado por otro programa. Elija otro con --puerto."
        raise NoSePuede(mensaje)
    for puerto in range(PUERTO, PUERTO + PUERTOS_QUE_PRUEBA):
        if _libre(puerto):
            return puerto
        print(f"El puerto {puerto} está ocupado; se prueba el siguiente.")
    mensaje = (
        f"Los puertos {PUERTO} a {PUERTO + PUERTOS_QUE_PRUEBA - 1} están ocupados. Elija otro con --puerto."
    )
    raise NoSePuede(mensaje)


def _libre(puerto: int) -> bool:
    with socket.socket() as enchufe:
        if os.name != "nt":  # en Windows esta opción deja tomar un puerto que otro ya usa
            enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            enchufe.bind(("127.0.0.1", puerto))
        except (OSError, OverflowError):
            return False
    return True


def _esperar_salud(servidor: "subprocess.Popen[bytes]", direccion: str) -> None:
    limite = time.monotonic() + ESPERA
    while time.monotonic() < limite and servidor.poll() is None:
        if _responde_bien(f"{direccion}/salud"):
            return
        time.sleep(0.2)
    if servidor.poll() is None:
        mensaje = f"El servidor no quedó listo en {ESPERA} segundos; arriba está lo que alcanzó a decir."
    else:
        mensaje = "El servidor no pudo partir; arriba está el motivo."
    raise NoSePuede(mensaje)


def _responde_bien(direccion: str) -> bool:
    directo = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with directo.open(direccion, timeout=5) as respuesta:
            return bool(json.load(respuesta)["estado"] == "bien")
    except (OSError, ValueError):
        return False


def _detener(servidor: "subprocess.Popen[bytes]") -> None:
    """Espera a que termine; con Ctrl+C ya recibió la señal, si no, se le pide."""
    if servidor.poll() is None:
        servidor.terminate()
    try:
        servidor.wait(10)
    except subprocess.TimeoutExpired:
        servidor.kill()
        servidor.wait()


def _hay_escritorio() -> bool:
    """En Linux sin pantalla, webbrowser abriría un navegador de texto dentro de esta ventana."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _ambiente() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def correr_pruebas(argumentos: list[str]) -> int:
    """Corre todas las revisiones; con opciones de pytest, solo pytest con ellas."""
    return subprocess.run([PYTHON, "-m", "tests", *argumentos], cwd=RAIZ, env=_ambiente()).returncode


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
