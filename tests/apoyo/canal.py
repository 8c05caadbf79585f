"""El canal de Streamlit usado a mano: lo que el servidor contesta a un mensaje, sin navegador."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

from paginas.componentes.identidad import TESTIGO
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.pestana import ESPERA, PROTOCOLO, direccion


@contextmanager
def conectado(aplicacion: Aplicacion, testigo: str) -> Iterator[ClientConnection]:
    """Una pestaña con la sesión de ese testigo."""
    with connect(
        direccion(aplicacion.puerto),
        subprotocols=[PROTOCOLO],
        max_size=None,
        additional_headers={"cookie": f"{TESTIGO}={testigo}"},
    ) as abierta:
        yield abierta


def pedir(canal: ClientConnection, pantalla: str, consulta: str) -> bytes:
    """Todo lo que el servidor contesta a un pedido que nombra esa pantalla por su huella."""
    pedido = ClientState(page_script_hash=calc_hash(pantalla), query_string=consulta)
    canal.send(BackMsg(rerun_script=pedido).SerializeToString())
    recibido = b""
    while True:
        mensaje = canal.recv(ESPERA, decode=False)
        recibido += mensaje
        leido = ForwardMsg.FromString(mensaje)
        if leido.WhichOneof("type") == "script_finished":
            return recibido
