"""Lo que dos personas cambiaron a la vez de lo mismo: qué se junta solo y qué hay que elegir."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from modelos.errores import ConflictoDeVersion

Valor = str | int | float | date | tuple[str, ...] | tuple[int, ...] | None
Campos = Mapping[str, Valor]


class Choque(NamedTuple):
    """Un campo que dos personas dejaron distinto."""

    campo: str
    habia: Valor  # lo que decía cuando se comenzó a escribir
    ahora: Valor  # lo que guardó la otra persona
    mio: Valor


@dataclass(frozen=True, slots=True)
class Fusion:
    """Lo que se puede guardar sin preguntar, y lo que choca."""

    libres: Campos
    choques: tuple[Choque, ...]


class ConflictoDeCampos(ConflictoDeVersion):
    """Otra persona guardó antes en los mismos campos; lleva cada uno con sus tres valores."""

    def __init__(self, choques: Iterable[Choque], nombres: Mapping[str, str]) -> None:
        self.choques = tuple(choques)
        detalle = "; ".join(
            f"{nombres.get(choque.campo, choque.campo)}: ahora dice {_citado(choque.ahora)}, "
            f"lo suyo dejaba {_citado(choque.mio)}"
            for choque in self.choques
        )
        super().__init__(
            f"No se guardó: otra persona cambió esto mientras usted escribía ({detalle}). Lo suyo sigue aquí."
        )


def fundir(visto: Campos, escrito: Campos, ahora: Campos) -> Fusion:
    """Compara, campo por campo, lo que había al abrir, lo que se escribió y lo que hay guardado ahora.

    Lo que la persona no cambió, o ambas dejaron igual, no es cambio ni choque.
    """
    por_hacer = {
        campo: valor for campo, valor in escrito.items() if valor != visto[campo] and valor != ahora[campo]
    }
    libres = {campo: valor for campo, valor in por_hacer.items() if ahora[campo] == visto[campo]}
    choques = (
        Choque(campo, visto[campo], ahora[campo], valor)
        for campo, valor in por_hacer.items()
        if campo not in libres
    )
    return Fusion(libres, tuple(choques))


def por_guardar(visto: Campos, escrito: Campos, ahora: Campos, nombres: Mapping[str, str]) -> Campos:
    """Los campos que la persona cambió; ConflictoDeCampos si otra persona dejó alguno de otra manera."""
    fusion = fundir(visto, escrito, ahora)
    if fusion.choques:
        raise ConflictoDeCampos(fusion.choques, nombres)
    return fusion.libres


def resuelto(
    visto: Campos, escrito: Campos, choques: Iterable[Choque], mios: Collection[str]
) -> tuple[Campos, Campos]:
    """Lo visto y lo escrito una vez elegido: de lo que choca, lo propio en `mios` y en lo demás lo ajeno."""
    ahora = {choque.campo: choque.ahora for choque in choques}
    ajenos = {campo: valor for campo, valor in ahora.items() if campo not in mios}
    return {**visto, **ahora}, {**escrito, **ajenos}


def dicho(valor: Valor) -> str:
    """El valor como se lee; nada es una cadena vacía."""
    if isinstance(valor, tuple):
        return ", ".join(map(str, valor))
    return "" if valor is None else str(valor)


def _citado(valor: Valor) -> str:
    return str(valor) if isinstance(valor, int | float) else f"«{dicho(valor)}»"
