"""Una tabla de LibreOffice, de planilla o de texto: filas y columnas repetidas, combinadas y ocultas."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from datos.importadores.documento import Celda
from datos.importadores.estilos_odf import EstilosOdf
from datos.importadores.rechazos import archivo_excesivo
from datos.importadores.rejilla import CELDAS_MAXIMAS, Lugar, Rango, expandir, senalar_ocultas
from datos.importadores.xml_oficina import Elemento, atributo, entero, etiqueta

GRUPOS_DE_FILAS = frozenset({"table-rows", "table-header-rows", "table-row-group"})
GRUPOS_DE_COLUMNAS = frozenset({"table-columns", "table-header-columns", "table-column-group"})
CELDAS = ("table-cell", "covered-table-cell")
FILAS_MAXIMAS = 100_000
OCULTAS = ("collapse", "filter")

LectorDeCelda = Callable[[Elemento, Celda], Celda]


@dataclass(frozen=True, slots=True)
class _Tramo:
    """Una celda y cuántas veces seguidas se repite hacia abajo y hacia la derecha."""

    celda: Celda
    alto: int
    ancho: int
    rango: Lugar  # cuántas filas y columnas combina

    @property
    def ultima(self) -> Lugar:
        return self.celda.fila + self.alto - 1, self.celda.columna + self.ancho - 1


@dataclass(slots=True)
class _Tabla:
    """Lo que dice la tabla antes de desplegarla: de una repetición de mil millones hay un solo tramo."""

    tramos: list[_Tramo] = field(default_factory=list)
    filas_ocultas: list[range] = field(default_factory=list)
    columnas_ocultas: list[range] = field(default_factory=list)

    def extension(self) -> Lugar:
        """La última fila y la última columna con texto."""
        escritos = [tramo.ultima for tramo in self.tramos if not tramo.celda.vacia]
        return max((f for f, _ in escritos), default=0), max((c for _, c in escritos), default=0)


@dataclass(slots=True)
class _EstilosDeColumna:
    """Desde qué columna vale cada estilo."""

    desde: list[int] = field(default_factory=list)
    nombres: list[str | None] = field(default_factory=list)

    def de(self, columna: int) -> str | None:
        lugar = bisect_right(self.desde, columna)
        return self.nombres[lugar - 1] if lugar else None


def leer_tabla(tabla: Elemento, estilos: EstilosOdf, leer_celda: LectorDeCelda) -> list[list[Celda]]:
    """Las filas hasta la última celda escrita; ninguna si no hay nada escrito.

    `leer_celda` recibe el elemento y la celda con su lugar, y la entrega con su texto; se llama en orden.
    Lanza ErrorDeDominio si, desplegada, tiene más celdas que cualquier plan.
    """
    leida = _Tabla()
    estilos_de_columna = _columnas(tabla, leida)
    for numero, veces, fila in _numeradas(
        _dentro(tabla, "table-row", GRUPOS_DE_FILAS), "number-rows-repeated"
    ):
        if atributo(fila, "visibility") in OCULTAS:
            leida.filas_ocultas.append(range(numero, numero + veces))
        for tramo in _tramos(fila, numero, veces, estilos, estilos_de_columna, leer_celda):
            leida.tramos.append(tramo)
    return _desplegar(leida)


def _columnas(tabla: Elemento, leida: _Tabla) -> _EstilosDeColumna:
    """Anota las ocultas y entrega el estilo con que nacen las celdas de cada columna."""
    estilos = _EstilosDeColumna()
    elementos = _dentro(tabla, "table-column", GRUPOS_DE_COLUMNAS)
    for numero, veces, columna in _numeradas(elementos, "number-columns-repeated"):
        if atributo(columna, "visibility") in OCULTAS:
            leida.columnas_ocultas.append(range(numero, numero + veces))
        estilos.desde.append(numero)
        estilos.nombres.append(atributo(columna, "default-cell-style-name"))
    return estilos


def _dentro(contenedor: Elemento, buscado: str, grupos: frozenset[str]) -> Iterator[Elemento]:
    for elemento in contenedor:
        nombre = etiqueta(elemento)
        if nombre == buscado:
            yield elemento
        elif nombre in grupos:
            yield from _dentro(elemento, buscado, grupos)


def _numeradas(elementos: Iterator[Elemento], repeticion: str) -> Iterator[tuple[int, int, Elemento]]:
    """Cada elemento con su número, desde 1, y cuántas veces seguidas vale."""
    numero = 1
    for elemento in elementos:
        veces = max(entero(atributo(elemento, repeticion), 1), 1)
        yield numero, veces, elemento
        numero += veces


def _tramos(
    fila: Elemento,
    numero: int,
    alto: int,
    estilos: EstilosOdf,
    por_columna: _EstilosDeColumna,
    leer_celda: LectorDeCelda,
) -> Iterator[_Tramo]:
    """Las celdas de la fila que dicen algo: escritas, pintadas o combinadas."""
    celdas = (elemento for elemento in fila if etiqueta(elemento) in CELDAS)
    for columna, ancho, elemento in _numeradas(celdas, "number-columns-repeated"):
        estilo = atributo(elemento, "style-name") or atributo(fila, "default-cell-style-name")
        vacia = Celda("", numero, columna, marcada=estilos.pinta(estilo or por_columna.de(columna)))
        celda = leer_celda(elemento, vacia) if len(elemento) or elemento.attrib else vacia
        rango = (
            entero(atributo(elemento, "number-rows-spanned"), 1),
            entero(atributo(elemento, "number-columns-spanned"), 1),
        )
        if not celda.vacia or celda.marcada or rango > (1, 1):
            yield _Tramo(celda, alto, ancho, rango)


def _desplegar(leida: _Tabla) -> list[list[Celda]]:
    alto, ancho = leida.extension()
    if alto > FILAS_MAXIMAS or alto * ancho > CELDAS_MAXIMAS:
        raise archivo_excesivo()
    dichas: list[dict[int, Celda]] = [{} for _ in range(alto)]
    rangos: list[Rango] = []
    for tramo in leida.tramos:
        for fila in range(tramo.celda.fila, min(tramo.ultima[0], alto) + 1):
            dichas[fila - 1] |= _copias(tramo, fila, ancho)
            rangos += _combinada(tramo, fila)
    filas = [
        [dicha.get(columna) or Celda("", fila, columna) for columna in range(1, ancho + 1)]
        for fila, dicha in enumerate(dichas, start=1)
    ]
    expandir(filas, rangos)
    filas_ocultas = _numeros(leida.filas_ocultas, alto)
    return senalar_ocultas(filas, filas_ocultas, _numeros(leida.columnas_ocultas, ancho))


def _copias(tramo: _Tramo, fila: int, ancho: int) -> dict[int, Celda]:
    """La celda en cada columna en que se repite."""
    celda, ultima = tramo.celda, min(tramo.ultima[1], ancho)
    return {
        columna: Celda(celda.texto, fila, columna, celda.valor, celda.marcada)
        for columna in range(celda.columna, ultima + 1)
    }


def _combinada(tramo: _Tramo, fila: int) -> list[Rango]:
    if tramo.rango <= (1, 1):
        return []
    columna = tramo.celda.columna
    return [((fila, columna), (fila + tramo.rango[0] - 1, columna + tramo.rango[1] - 1))]


def _numeros(lugares: list[range], ultimo: int) -> set[int]:
    return {numero for lugar in lugares for numero in range(lugar.start, min(lugar.stop, ultimo + 1))}
