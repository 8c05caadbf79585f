"""Una lista corta que se escribe entera en una ficha: cada fila con sus campos, y una vacía para agregar."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from modelos.borradores import Lugar
from modelos.fusion import Campos, Valor, dicho
from paginas.componentes import ficha_en_curso
from paginas.componentes.ficha_en_curso import Ficha

NUEVA = "nueva"


class Fila(Protocol):
    """Una fila guardada, con su número; lo demás son sus campos, todos de texto."""

    @property
    def id(self) -> int | None: ...
    def _asdict(self) -> dict[str, object]: ...


Una = TypeVar("Una", bound=Fila)


class Lista(NamedTuple):
    """De qué son sus filas y con qué nombre va cada campo."""

    campos: tuple[str, ...]

    def abrir(self, plan_id: int, lugar: Lugar, titulo: str, filas: Sequence[Fila]) -> Ficha:
        """Su ficha; lo que otra persona agregue mientras se escribe no aparece hasta guardar."""
        return ficha_en_curso.abrir(plan_id, lugar, titulo, f"{self.campos[0]}_{NUEVA}", self.guardado(filas))

    def guardado(self, filas: Sequence[Fila]) -> Campos:
        """Los campos de todas las filas y los de la vacía."""
        campos: dict[str, Valor] = {
            f"{campo}_{fila.id}": str(fila._asdict()[campo] or "") for fila in filas for campo in self.campos
        }
        return campos | {f"{campo}_{NUEVA}": "" for campo in self.campos}

    def cuales(self, campos: Campos) -> list[str]:
        """Con qué termina el nombre de los campos de cada fila, en orden; la vacía al final."""
        return list(dict.fromkeys(campo.rpartition("_")[2] for campo in campos))

    def boton_de_guardar(self, ficha: Ficha, rotulo: str) -> tuple[Campos, Campos] | None:
        """Lo visto y lo escrito, si se pulsó."""
        return ficha_en_curso.boton_de_guardar(ficha, _escrito(ficha), rotulo)

    def al_cambiar(self, ficha: Ficha) -> None:
        """Va en el `on_change` de cada campo."""
        ficha_en_curso.dejar(ficha, _escrito(ficha))

    def leer(self, campos: Campos, armar: Callable[..., Una]) -> list[Una]:
        """Las filas que dicen esos campos, también la vacía, con número None."""
        return [
            armar(
                None if cual == NUEVA else int(cual),
                *(dicho(campos.get(f"{campo}_{cual}")) for campo in self.campos),
            )
            for cual in self.cuales(campos)
        ]


def _escrito(ficha: Ficha) -> Campos:
    return ficha_en_curso.leer(ficha, lambda _campo, leido: str(leido or ""))
