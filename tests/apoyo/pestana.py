"""Una pestaña del navegador vista desde el servidor: pide dibujar la página y espera a que termine."""

from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.apoyo import pedidos

PROTOCOLO = Subprotocol("streamlit")
ESPERA = 60  # segundos


def direccion(puerto: int) -> str:
    """Por dónde conversan Streamlit y su página."""
    return f"ws://127.0.0.1:{puerto}/_stcore/stream"


class Estado:
    """Lo que el navegador recuerda entre un dibujo y el siguiente, y manda en cada pedido."""

    def __init__(self, pagina: str, consulta: str) -> None:
        self.botones: dict[str, str] = {}  # su id, por su clave
        self.textos: list[str] = []  # lo que se dibujó la última vez
        self.elementos: list[str] = []  # de qué clase es lo que trajo cada mensaje del último dibujo
        self._pedido = ClientState(page_name=pagina, query_string=consulta)
        self._guardados: set[str] = set()
        self._canal = ""  # el id del componente que lleva los pedidos

    def pedido(self, boton: str = "", en: str = "") -> bytes:
        """El mensaje que pide dibujar de nuevo, con un botón pulsado si se dice su clave.

        Los de `paginas.componentes.pedidos` se nombran por su acción y en qué fila.
        """
        pedido = ClientState()
        pedido.CopyFrom(self._pedido)
        pedido.cached_message_hashes.extend(self._guardados)
        self.textos.clear()
        self.elementos.clear()
        if en:
            pedido.widget_states.widgets.append(pedidos.pulsado(self._canal, (boton, en)))
        elif boton:
            pedido.widget_states.widgets.append(WidgetState(id=self.botones[boton], trigger_value=True))
        return bytes(BackMsg(rerun_script=pedido).SerializeToString())

    def recibir(self, recibido: bytes) -> bool:
        """Toma nota de un mensaje; cierto si fue el último del dibujo."""
        mensaje = ForwardMsg.FromString(recibido)
        if mensaje.metadata.cacheable and mensaje.hash:
            self._guardados.add(mensaje.hash)
        clase = mensaje.WhichOneof("type")
        if clase == "navigation":
            self._pedido.page_script_hash, self._pedido.page_name = mensaje.navigation.page_script_hash, ""
        elif clase == "delta":
            self._anotar(mensaje)
        elif clase == "ref_hash":
            self.elementos.append("ya enviado")
        terminado = mensaje.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return clase == "script_finished" and bool(terminado)

    def _anotar(self, mensaje: ForwardMsg) -> None:
        elemento = mensaje.delta.new_element
        bloque = mensaje.delta.add_block
        self.elementos.append(elemento.WhichOneof("type") or bloque.WhichOneof("type") or "bloque")
        assert elemento.WhichOneof("type") != "exception", elemento.exception.message
        if elemento.WhichOneof("type") == "html":
            self.textos.append(elemento.html.body)
        elif elemento.WhichOneof("type") == "button":
            self.textos.append(elemento.button.label)
            clave = elemento.button.id.rpartition("-")[2]
            self.botones[clave] = elemento.button.id
        elif elemento.WhichOneof("type") == "bidi_component":
            self._canal = elemento.bidi_component.id


class Pestana:
    """Una persona conectada a una página."""

    def __init__(self, conexion: ClientConnection, pagina: str, consulta: str) -> None:
        self._conexion = conexion
        self._estado = Estado(pagina, consulta)

    @property
    def textos(self) -> list[str]:
        """El HTML y los rótulos de los botones del último dibujo, salvo lo que el navegador ya tenía."""
        return self._estado.textos

    @property
    def elementos(self) -> list[str]:
        """Qué clase de elemento o de bloque trajo cada mensaje del último dibujo."""
        return self._estado.elementos

    def dibujar(self, boton: str = "", en: str = "") -> None:
        """Pide el dibujo y vuelve cuando el servidor lo terminó."""
        self._conexion.send(self._estado.pedido(boton, en))
        terminado = False
        while not terminado:
            recibido = self._conexion.recv(timeout=ESPERA)
            assert isinstance(recibido, bytes)
            terminado = self._estado.recibir(recibido)


@contextmanager
def pestana(puerto: int, pagina: str = "", consulta: str = "") -> Iterator[Pestana]:
    """Abre la página y la dibuja una vez."""
    with connect(direccion(puerto), subprotocols=[PROTOCOLO], max_size=None) as conexion:
        abierta = Pestana(conexion, pagina, consulta)
        abierta.dibujar()
        yield abierta
