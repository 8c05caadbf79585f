"""El texto como documento: tablas por tabulaciones o por barras (Markdown), y párrafos, en su orden."""

import re
from dataclasses import dataclass, field

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla

_TITULO = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_VINETA = re.compile(r"^\s*(?:[-–—*+](?=\s)|[•·●▪■◦‣∙➢➤►])\s*(.*)$")
_BORDE = re.compile(r"[\s|:+\-–—=_]+")
_BARRA = re.compile(r"(?<!\\)\|")
_ENFASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.:,;)])[*_](?!\w)")
_SALTO = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TRAMO = re.compile(r"\S+(?: \S+)*")
_TRAMO_DE_TITULO = re.compile(r"\S+(?: {1,2}\S+)*")
_COLUMNAS_MINIMAS = 3  # con dos, un párrafo con espacios de más parecería una tabla
MAXIMO_DE_COLUMNAS = 512


@dataclass(slots=True)
class _Pila:
    """Las filas de la tabla que se está leyendo y los bloques ya cerrados."""

    bloques: list[Parrafo | Tabla] = field(default_factory=list)
    filas: list[tuple[int, list[str]]] = field(default_factory=list)
    forma: str = ""
    blancas: int = 0
    numero: int = 0

    def cerrar(self) -> None:
        """Da por terminada la tabla abierta, si la hay."""
        if self.filas:
            self.numero += 1
            self.bloques.append(Tabla(numero=self.numero, filas=_igualadas(self.filas)))
        self.filas, self.forma, self.blancas = [], "", 0

    def agregar(self, forma: str, fila: int, celdas: list[str]) -> None:
        """Una fila más; cambiar de forma o dos líneas en blanco abren otra tabla."""
        if self.forma != forma or self.blancas > 1:
            self.cerrar()
        self.forma, self.blancas = forma, 0
        self.filas.append((fila, celdas))


def leer_texto(nombre: str, texto: str) -> Documento:
    """El documento de un .txt, un .md o un texto pegado; `fila` es el número de línea."""
    pila = _Pila()
    markdown = False
    for fila, linea in _con_columnas_alineadas(_lineas(texto)):
        forma = _forma(linea)
        markdown = markdown or forma == "barras"
        if forma == "blanca":
            pila.blancas += 1
        elif forma == "borde":
            pila.blancas = 0
        elif forma in ("tabs", "barras"):
            pila.agregar(forma, fila, _celdas(linea, forma))
        else:
            pila.cerrar()
            pila.bloques.append(_parrafo(linea, fila))
    pila.cerrar()
    return Documento(nombre=nombre, formato="markdown" if markdown else "texto", bloques=pila.bloques)


def _lineas(texto: str) -> list[tuple[int, str]]:
    """Las líneas con su número; una celda entre comillas que sigue en otra línea se junta."""
    lineas = texto.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").split("\n")
    juntas: list[tuple[int, str]] = []
    abierta = False
    for numero, linea in enumerate(lineas, start=1):
        if abierta:
            juntas[-1] = (juntas[-1][0], f"{juntas[-1][1]}\v{linea}")
        else:
            juntas.append((numero, linea))
        abierta = _queda_abierta(juntas[-1][1]) if abierta or '\t"' in linea or linea[:1] == '"' else False
    return juntas if not abierta else list(enumerate(lineas, start=1))


def _queda_abierta(linea: str) -> bool:
    """Excel pone entre comillas la celda con saltos de línea; solo vale entre tabulaciones."""
    if "\t" not in linea:
        return False
    ultima = linea.rsplit("\t", 1)[-1]
    return ultima.startswith('"') and ultima.count('"') % 2 == 1


def _con_columnas_alineadas(lineas: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Las columnas hechas con espacios, como tabulaciones; solo si el texto no trae otras."""
    if any("\t" in linea for _, linea in lineas):
        return lineas
    resultado: list[tuple[int, str]] = []
    comienzos: list[int] = []
    for numero, linea in lineas:
        forma = _TRAMO if comienzos else _TRAMO_DE_TITULO
        tramos = [(hallado.start(), hallado[0]) for hallado in forma.finditer(linea)]
        if len(tramos) >= _COLUMNAS_MINIMAS and not comienzos:
            comienzos = [inicio for inicio, _ in tramos]
        elif len(tramos) < 2:
            comienzos = []
        resultado.append((numero, _tabulada(tramos, comienzos) if comienzos else linea))
    return resultado


def _tabulada(tramos: list[tuple[int, str]], comienzos: list[int]) -> str:
    """Cada tramo, en la columna cuyo comienzo le queda más cerca."""
    celdas = [""] * len(comienzos)
    for inicio, texto in tramos:
        columna = min(range(len(comienzos)), key=lambda n: abs(comienzos[n] - inicio))
        celdas[columna] = f"{celdas[columna]} {texto}".strip()
    return "\t".join(celdas)


def _forma(linea: str) -> str:
    if not linea.strip() and "\t" not in linea:
        return "blanca"
    if linea.strip() and _BORDE.fullmatch(linea) and re.search(r"[-–—=_|+]", linea):
        return "borde"
    if "\t" in linea:
        return "tabs"
    return "barras" if _es_de_barras(linea) and not _VINETA.match(linea) else "parrafo"


def _es_de_barras(linea: str) -> bool:
    barras = len(_BARRA.findall(linea))
    return barras >= 2 or (barras == 1 and (linea.strip()[0] == "|" or " | " in linea))


def _celdas(linea: str, forma: str) -> list[str]:
    if forma == "tabs":
        return [_sin_comillas(celda) for celda in linea.split("\t")[:MAXIMO_DE_COLUMNAS]]
    interior = linea.strip().removeprefix("|")
    if interior.endswith("|") and not interior.endswith("\\|"):
        interior = interior[:-1]
    celdas = _BARRA.split(interior)[:MAXIMO_DE_COLUMNAS]
    return [_SALTO.sub("\n", celda.replace("\\|", "|")) for celda in celdas]


def _sin_comillas(celda: str) -> str:
    if len(celda) > 1 and celda[0] == celda[-1] == '"':
        celda = celda[1:-1].replace('""', '"')
    return celda.replace("\v", "\n")


def _igualadas(filas: list[tuple[int, list[str]]]) -> list[list[Celda]]:
    ancho = max(len(celdas) for _, celdas in filas)
    return [
        [
            Celda(texto=_plano(texto), fila=fila, columna=columna, valor=_plano(texto) or None)
            for columna, texto in enumerate([*celdas, *[""] * (ancho - len(celdas))], start=1)
        ]
        for fila, celdas in filas
    ]


def _plano(texto: str) -> str:
    """El texto sin las marcas de énfasis de Markdown."""
    return _ENFASIS.sub("", texto).strip()


def _parrafo(linea: str, fila: int) -> Parrafo:
    titulo = _TITULO.match(linea.strip())
    if titulo:
        return Parrafo(texto=_plano(titulo[2]), fila=fila, nivel=len(titulo[1]))
    vineta = _VINETA.match(linea) if not linea.strip().startswith("**") else None
    texto = vineta[1] if vineta else linea
    return Parrafo(texto=_plano(texto), fila=fila, vineta=vineta is not None)
