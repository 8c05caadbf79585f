"""Las celdas que cayeron en la columna vecina: se reconocen por su forma de numerar."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.numeracion import clase_de
from datos.importadores.interprete.piezas import NIVELES
from datos.importadores.interprete.titulares import Fila, FilaDeTabla, Titular, propias
from modelos.importacion.borrador import Campo

_DE_TEXTO = (*NIVELES, Campo.ACTIVIDAD)
_MINIMO = 2  # celdas numeradas igual para decir que una columna numera así
_MAYORIA = 0.6

Perfil = dict[Campo, str]


@dataclass(slots=True)
class Numeracion:
    """Cuántas celdas propias trae cada fila de una tabla y cómo se numeran.

    Se mira una vez, aunque el encabezado se repita mil veces y haya que contar otras tantas lo que sigue.
    """

    filas: Sequence[Fila] = ()
    cuentas: list[int] = field(init=False)
    por_columna: dict[tuple[int, bool], list[str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Cuenta las celdas propias de cada fila."""
        self.cuentas = [len(propias(fila)) for fila in self.filas]

    def contar(self, indice: int, solas_valen: bool, filas: slice) -> Counter[str | None]:
        """Las formas de numerar de la columna en esas filas; `solas_valen` si cuentan las de una celda."""
        clases = self.por_columna.get((indice, solas_valen))
        if clases is None:
            clases = self.por_columna[indice, solas_valen] = [
                _clase(fila, indice) if solas_valen or cuenta > 1 else None
                for fila, cuenta in zip(self.filas, self.cuentas, strict=True)
            ]
        return Counter(islice(clases, filas.start, filas.stop))


def perfil_de(titular: Titular, numeracion: Numeracion, filas: slice) -> Perfil:
    """La forma de numerar de cada columna de la jerarquía, en esas filas, cuando tiene una propia."""
    perfil: Perfil = {}
    for columna in titular.columnas:
        if columna.campo in _DE_TEXTO and columna.campo not in perfil:
            clase = _dominante(columna, numeracion, filas)
            if clase:
                perfil[columna.campo] = clase
    repetidas = {clase for clase, veces in Counter(perfil.values()).items() if veces > 1}
    return {campo: clase for campo, clase in perfil.items() if clase not in repetidas}


def _dominante(columna: Columna, numeracion: Numeracion, filas: slice) -> str | None:
    solas_valen = columna.campo is Campo.ACTIVIDAD  # en otra columna, una celda sola suele ser un título
    conteo = numeracion.contar(columna.indice, solas_valen, filas)
    del conteo[None]
    if not conteo:
        return None
    clase, veces = conteo.most_common(1)[0]
    return clase if veces >= _MINIMO and veces >= _MAYORIA * sum(conteo.values()) else None


def _clase(fila: Fila, indice: int) -> str | None:
    """Cómo se numera la celda; None si no se numera o no dice nada propio."""
    if not isinstance(fila, FilaDeTabla):
        return _clase_propia(fila, indice)
    if indice not in fila.clases:
        fila.clases[indice] = _clase_propia(fila, indice)
    return fila.clases[indice]


def _clase_propia(fila: Fila, indice: int) -> str | None:
    celda = fila[indice] if indice < len(fila) else None
    return None if celda is None or celda.vacia or celda.repetida else clase_de(celda.texto)


def campos_de(titular: Titular, fila: Fila, perfil: Perfil) -> tuple[dict[int, Campo], set[int]]:
    """El campo de cada celda de la fila, y cuáles se corrigieron por estar corridas."""
    campos = {c.indice: c.campo for c in titular.columnas if c.campo is not None and c.indice < len(fila)}
    corridas: set[int] = set()
    if len(perfil) < 1:
        return campos, corridas
    por_clase = {clase: campo for campo, clase in perfil.items()}
    for indice, celda in enumerate(fila):
        if celda.vacia or celda.repetida or (indice in campos and campos[indice] not in _DE_TEXTO):
            continue
        clase = _clase(fila, indice)
        debido = por_clase.get(clase or "")
        actual = campos.get(indice, Campo.IGNORAR)
        if debido is not None and actual is not debido and perfil.get(actual) != clase:
            campos[indice] = debido
            corridas.add(indice)
    return campos, _sin_choques(campos, corridas, fila)


def _sin_choques(campos: dict[int, Campo], corridas: set[int], fila: Fila) -> set[int]:
    """Si el campo ya tiene su celda propia en la fila, la corrida no era tal."""
    for indice in sorted(corridas):
        ocupado = any(
            otro != indice and campo is campos[indice] and otro not in corridas and not fila[otro].vacia
            for otro, campo in campos.items()
        )
        if ocupado:
            corridas.discard(indice)
            campos.pop(indice)
    return corridas
