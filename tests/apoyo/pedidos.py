"""Los botones que van dentro del HTML, pulsados sin navegador: lo que el componente manda al servidor."""

import json
from itertools import count

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

_numero = count(1)


def pulsado(canal: str, *pedidos: tuple[str, str]) -> WidgetState:
    """El estado del componente de ese id cuando se acaba de pulsar: cada pedido es su acción y en qué fila.

    Si son varios, van como los manda el navegador cuando el servidor recibe juntos dos clics seguidos.
    """
    hechos = [{"numero": next(_numero), "accion": accion, "en": en} for accion, en in pedidos]
    eventos = [{"event": "pedidos", "value": hechos[: hasta + 1]} for hasta in range(len(hechos))]
    return WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{canal}__events", json_trigger_value=json.dumps(eventos))


def pulsar(pagina: AppTest, *pedidos: tuple[str, str]) -> None:
    """Pulsa esos botones y dibuja de nuevo."""
    [canal] = pagina.get("bidi_component")
    _enviar(pagina, pulsado(canal.proto.id, *pedidos))


def mandar(pagina: AppTest, valor: object) -> None:
    """Manda por el canal lo que ningún botón mandaría, y dibuja de nuevo."""
    [canal] = pagina.get("bidi_component")
    eventos = json.dumps([{"event": "pedidos", "value": valor}])
    estado = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{canal.proto.id}__events", json_trigger_value=eventos)
    _enviar(pagina, estado)


def _enviar(pagina: AppTest, estado: WidgetState) -> None:
    estados = pagina._tree.get_widget_states()
    estados.widgets.append(estado)
    pagina._run(estados)
    assert not pagina.exception
