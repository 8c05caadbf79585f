"""Una fila de datos con sus celdas por campo."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.corrimiento import Perfil
from datos.importadores.interprete.normalizar import cita, limpio
from datos.importadores.interprete.piezas import DUDOSA, Dato
from datos.importadores.interprete.titulares import Fila, Titular
from modelos.importacion.borrador import Campo


@dataclass(slots=True)
class FilaLeida:
    """Las celdas con texto de una fila, por campo."""

    tabla: Tabla
    titular: Titular
    fila: Fila
    campos: dict[int, Campo]
    corridas: set[int]
    perfil: Perfil
    leyenda: Mapping[str, Dato]
    arriba: Celda | None = None  # lo último escrito en la primera columna de la tabla
    escritas: dict[Campo, list[tuple[int, Celda]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Agrupa las celdas escritas por campo."""
        for n, campo in sorted(self.campos.items()):
            if not self.fila[n].vacia:
                self.escritas.setdefault(campo, []).append((n, self.fila[n]))

    def celdas(self, campo: Campo) -> list[tuple[int, Celda]]:
        """Las celdas de ese campo que dicen algo."""
        return self.escritas.get(campo, [])

    def celda(self, campo: Campo) -> tuple[int, Celda] | None:
        """La primera celda de ese campo."""
        return next(iter(self.celdas(campo)), None)

    def dato(self, indice: int, texto: str | None = None) -> Dato:
        """El texto de la celda con su origen y la confianza de su columna."""
        celda = self.fila[indice]
        columna = self.titular.columnas[indice] if indice < len(self.titular.columnas) else None
        confianza = columna.confianza if columna and indice not in self.corridas else DUDOSA
        motivo = f"«{cita(celda.texto)}» estaba en otra columna." if indice in self.corridas else None
        return Dato(
            texto if texto is not None else limpio(celda.texto), self.tabla.origen(celda), confianza, motivo
        )
