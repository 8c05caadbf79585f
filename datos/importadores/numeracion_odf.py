"""Los números y viñetas que LibreOffice imprime delante de un párrafo de lista o de un título."""

from collections import defaultdict

from datos.importadores.estilos_odf import EstilosOdf
from datos.importadores.numeracion_word import VINETA, Nivel, contar
from datos.importadores.xml_oficina import Elemento, atributo, entero, etiqueta

NIVELES_MAXIMOS = 10
FORMATOS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class NumeracionOdf:
    """Por qué número va cada lista; se consulta en el orden del texto."""

    def __init__(self, estilos: EstilosOdf) -> None:
        self._estilos = estilos
        self._niveles: dict[str | None, dict[int, Nivel]] = {}
        self._cuenta: defaultdict[str | None, dict[int, int]] = defaultdict(dict)
        self._esquema = _niveles(estilos.esquema)
        self._cuenta_de_titulos: dict[int, int] = {}

    def empezar(self, lista: str | None) -> None:
        """Una lista que no dice que continúa otra vuelve a contar desde el principio."""
        self._cuenta[lista].clear()

    def marcador(self, lista: str | None, nivel: int, inicio: int | None = None) -> str | None:
        """«1.», «a)», «II.» o «•»; `nivel` desde 0 e `inicio` si el párrafo dice su propio número."""
        if lista not in self._estilos.listas:
            return VINETA
        if lista not in self._niveles:
            self._niveles[lista] = _niveles(self._estilos.listas[lista])
        if inicio is not None:
            self._cuenta[lista][nivel] = inicio - 1
        return contar(self._cuenta[lista], self._niveles[lista], nivel)

    def de_titulo(self, nivel: int) -> str | None:
        """El número de un título, si el documento numera sus títulos."""
        if nivel not in self._esquema:
            return None
        return contar(self._cuenta_de_titulos, self._esquema, nivel)


def _niveles(lista: Elemento | None) -> dict[int, Nivel]:
    elementos = [] if lista is None else list(lista)
    niveles = {entero(atributo(e, "level"), 1) - 1: _nivel(e) for e in elementos}
    return {n: nivel for n, nivel in niveles.items() if 0 <= n < NIVELES_MAXIMOS and nivel.texto}


def _nivel(elemento: Elemento) -> Nivel:
    """El nivel con la plantilla de Word: «%1.%2.»; sin formato de número no imprime nada."""
    if "bullet" in etiqueta(elemento) or etiqueta(elemento).endswith("-image"):
        return Nivel("bullet", VINETA)
    formato = FORMATOS.get(atributo(elemento, "num-format") or "")
    if formato is None:
        return Nivel("none", "")
    nivel = entero(atributo(elemento, "level"), 1)
    a_la_vista = min(max(entero(atributo(elemento, "display-levels"), 1), 1), NIVELES_MAXIMOS)
    cuerpo = ".".join(f"%{n}" for n in range(max(nivel - a_la_vista + 1, 1), nivel + 1))
    texto = f"{atributo(elemento, 'num-prefix') or ''}{cuerpo}{atributo(elemento, 'num-suffix') or ''}"
    return Nivel(formato, texto, entero(atributo(elemento, "start-value"), 1))
