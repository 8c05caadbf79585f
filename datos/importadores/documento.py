"""El documento tal como viene: párrafos y tablas en su orden, con el lugar de cada celda."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from modelos.importacion.origen import Origen

Valor = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Celda:
    """Una celda ya expandida. Si `repetida`, su texto viene de la celda combinada que nace en `ancla`."""

    texto: str
    fila: int
    columna: int
    valor: Valor = None
    marcada: bool = False  # sombreada o coloreada por la persona, con o sin texto
    repetida: bool = False
    ancla: tuple[int, int] | None = None
    oculta: bool = False

    @property
    def vacia(self) -> bool:
        """Sin texto propio ni heredado; una celda solo coloreada está vacía y marcada."""
        return not self.texto.strip()


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Un párrafo fuera de tabla. `nivel` > 0 si el documento lo declara título; `vineta` si es lista."""

    texto: str
    fila: int
    nivel: int = 0
    vineta: bool = False
    hoja: str | None = None
    pagina: int | None = None
    celda: Origen | None = None  # de qué celda se tomó, si lo que está sobre una tabla se lee como texto

    def origen(self) -> Origen:
        """Dónde está, para mostrarlo junto al original."""
        if self.celda is not None:
            return self.celda
        return Origen(hoja=self.hoja, pagina=self.pagina, fila=self.fila)


@dataclass(frozen=True, slots=True)
class Tabla:
    """Filas de igual largo; `numero` cuenta las tablas del documento desde 1."""

    numero: int
    filas: list[list[Celda]]
    hoja: str | None = None
    oculta: bool = False
    corrida: int = 0  # columnas que tiene a su izquierda, si es una parte de otra tabla
    pagina: int | None = None

    def origen(self, celda: Celda) -> Origen:
        """Dónde está la celda (o la combinada de la que viene)."""
        fila, columna = celda.ancla or (celda.fila, celda.columna)
        return Origen(hoja=self.hoja, pagina=self.pagina, tabla=self.numero, fila=fila, columna=columna)


Formato = Literal["texto", "markdown", "docx", "odt", "doc", "xlsx", "ods", "xls", "csv", "pdf"]


@dataclass(frozen=True, slots=True)
class Documento:
    """Lo leído de un archivo o de un texto pegado, sin interpretar."""

    nombre: str
    formato: Formato
    bloques: list[Parrafo | Tabla]
    avisos: list[str] = field(default_factory=list)

    @property
    def tablas(self) -> list[Tabla]:
        """Solo las tablas, en su orden."""
        return [bloque for bloque in self.bloques if isinstance(bloque, Tabla)]
