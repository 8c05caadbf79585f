"""Un párrafo de Word o de LibreOffice: su texto, el número o la viñeta que se imprime y si es título."""

from collections.abc import Sequence
from dataclasses import dataclass

from datos.importadores.documento import Parrafo
from datos.importadores.numeracion_word import VINETA


@dataclass(frozen=True, slots=True)
class TextoNumerado:
    """Lo que se lee en un párrafo: su texto sin número, el número impreso y su papel."""

    texto: str
    marcador: str | None = None
    nivel: int = 0

    @property
    def impreso(self) -> str:
        """Con su número o viñeta delante."""
        return f"{self.marcador} {self.texto}" if self.marcador else self.texto

    @property
    def sin_vineta(self) -> str:
        """Con su número, pero sin la viñeta."""
        return self.texto if self.marcador == VINETA else self.impreso

    def como_parrafo(self, fila: int) -> Parrafo:
        """El párrafo fuera de tabla; lo numerado que no es título es parte de una lista."""
        lista = self.marcador is not None and not self.nivel
        return Parrafo(self.sin_vineta, fila, self.nivel, lista)


def en_lineas(leidos: Sequence[TextoNumerado]) -> str:
    """El texto de una celda; la viñeta separa asuntos en una de varias líneas, y en una sola no dice nada."""
    con_vineta = len(leidos) > 1
    return "\n".join(
        leido.sin_vineta if leido.marcador == VINETA and not con_vineta else leido.impreso for leido in leidos
    )
