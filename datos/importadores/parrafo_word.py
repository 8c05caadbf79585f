"""El texto de un párrafo de Word tal como se imprime, y si es título o parte de una lista."""

from datos.importadores.numeracion_word import Numeracion
from datos.importadores.simbolos import descifrar, es_de_simbolos, sin_uso_privado
from datos.importadores.texto_numerado import TextoNumerado
from datos.importadores.xml_oficina import Elemento, atributo, entero, etiqueta, hijo

BORRADO = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "rPr", "pPr", "drawing", "pict"})
SIGNOS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
SIN_NIVEL = 9  # Word llama 9 al nivel de esquema del texto corriente
HERENCIA_MAXIMA = 20


class Estilos:
    """Los estilos de párrafo: de cada uno, su nivel de título y su lista, propios o heredados."""

    def __init__(self, raiz: Elemento | None) -> None:
        hijos = [] if raiz is None else list(raiz)
        self._por_id = {atributo(e, "styleId"): e for e in hijos if etiqueta(e) == "style"}

    def cadena(self, identificador: str | None) -> list[Elemento]:
        """El estilo y aquellos de los que hereda, del más propio al más general."""
        estilos: list[Elemento] = []
        while identificador in self._por_id and len(estilos) < HERENCIA_MAXIMA:
            estilos.append(self._por_id[identificador])
            identificador = atributo(hijo(estilos[-1], "basedOn"))
        return estilos


def leer_parrafo(parrafo: Elemento, estilos: Estilos, numeracion: Numeracion) -> TextoNumerado:
    """El párrafo con su número; un párrafo sin texto no gasta número."""
    texto = texto_de(parrafo).strip()
    if not texto:
        return TextoNumerado("")
    propiedades = hijo(parrafo, "pPr")
    cadena = estilos.cadena(atributo(hijo(propiedades, "pStyle")))
    fuentes = [propiedades, *(hijo(estilo, "pPr") for estilo in cadena)]
    return TextoNumerado(texto, _marcador(fuentes, numeracion), _nivel_de_titulo(fuentes, cadena))


def texto_de(elemento: Elemento, fuente: str | None = None) -> str:
    """El texto con sus saltos; lo insertado en una revisión cuenta y lo borrado no."""
    trozos: list[str] = []
    for parte in elemento:
        nombre = etiqueta(parte)
        if nombre == "t":
            trozos.append(_letras(parte.text or "", fuente))
        elif nombre == "sym":
            codigo = entero(atributo(parte, "char"), base=16)
            trozos.append(descifrar(chr(codigo & 0xFF), atributo(parte, "font")))
        elif nombre in SIGNOS:
            trozos.append("" if atributo(parte, "type") == "page" else SIGNOS[nombre])
        elif nombre not in BORRADO:
            trozos.append(texto_de(parte, _fuente(parte)))
    return "".join(trozos)


def _fuente(corrida: Elemento) -> str | None:
    """La fuente escrita en el trozo de texto, que es como Word guarda una «ü» que se ve ✓."""
    return atributo(hijo(corrida, "rPr", "rFonts"), "ascii")


def _letras(texto: str, fuente: str | None) -> str:
    return descifrar(texto, fuente) if es_de_simbolos(fuente) else sin_uso_privado(texto)


def _marcador(fuentes: list[Elemento | None], numeracion: Numeracion) -> str | None:
    """La lista más propia manda; la número 0 es la manera de Word de quitar la heredada."""
    for fuente in fuentes:
        lista = atributo(hijo(fuente, "numPr", "numId"))
        if lista is not None:
            return numeracion.marcador(lista, entero(atributo(hijo(fuente, "numPr", "ilvl"))))
    return None


def _nivel_de_titulo(fuentes: list[Elemento | None], cadena: list[Elemento]) -> int:
    for fuente in fuentes:
        esquema = atributo(hijo(fuente, "outlineLvl"))
        if esquema is not None:
            return (entero(esquema, SIN_NIVEL) + 1) % (SIN_NIVEL + 1)
    for estilo in cadena:
        nombre = (atributo(hijo(estilo, "name")) or "").lower()
        base, _, numero = nombre.rpartition(" ")
        if base in ("heading", "título", "titulo") and numero.isdigit():
            return int(numero)
        if nombre in ("title", "título", "titulo"):
            return 1
    return 0
