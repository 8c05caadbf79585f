"""Los estilos de LibreOffice: de cada uno, si pinta la celda, si la oculta y con qué fuente escribe."""

from collections.abc import Iterator

from datos.importadores.paquete import Partes
from datos.importadores.xml_oficina import Elemento, analizar, atributo, etiqueta, hijo

HERENCIA_MAXIMA = 20
SIN_COLOR = frozenset({"transparent", "#ffffff"})
LUGARES_DE_ESTILOS = ("styles", "automatic-styles")


class EstilosOdf:
    """Los estilos con nombre del documento, los comunes y los que LibreOffice hace para cada celda."""

    def __init__(self, raices: list[Elemento]) -> None:
        self._por_nombre: dict[tuple[str, str], Elemento] = {}
        self._fuentes: dict[str, str] = {}
        self.listas: dict[str, Elemento] = {}
        self.esquema: Elemento | None = None
        self._sabido: dict[tuple[str, str | None, str, str], str | None] = {}
        for raiz in raices:
            for elemento in hijo(raiz, "font-face-decls") or ():
                nombre = (atributo(elemento, "name") or "").lower()
                self._fuentes[nombre] = atributo(elemento, "font-family") or ""
            for lugar in LUGARES_DE_ESTILOS:
                for elemento in hijo(raiz, lugar) or ():
                    self._anotar(elemento)

    def _anotar(self, elemento: Elemento) -> None:
        nombre, clase = atributo(elemento, "name") or "", etiqueta(elemento)
        if clase == "style":
            self._por_nombre[atributo(elemento, "family") or "", nombre] = elemento
        elif clase == "list-style":
            self.listas[nombre] = elemento
        elif clase == "outline-style":
            self.esquema = elemento

    def cadena(self, familia: str, nombre: str | None) -> Iterator[Elemento]:
        """El estilo y aquellos de los que hereda, del más propio al más general."""
        for _ in range(HERENCIA_MAXIMA):
            estilo = self._por_nombre.get((familia, nombre or ""))
            if estilo is None:
                return
            yield estilo
            nombre = atributo(estilo, "parent-style-name")

    def pinta(self, nombre: str | None) -> bool:
        """Si el estilo de celda da un fondo que no sea blanco."""
        fondo = self._propiedad("table-cell", nombre, "table-cell-properties", "background-color")
        return fondo is not None and fondo not in SIN_COLOR

    def oculta_la_hoja(self, nombre: str | None) -> bool:
        """Si el estilo de hoja dice que no se muestra."""
        return self._propiedad("table", nombre, "table-properties", "display") == "false"

    def fuente(self, familia: str, nombre: str | None) -> str | None:
        """La fuente con que escribe el estilo, si la dice."""
        declarada = self._propiedad(familia, nombre, "text-properties", "font-name")
        propia = self._propiedad(familia, nombre, "text-properties", "font-family")
        return self._fuentes.get(declarada or "", propia or declarada or "").strip("'") or None

    def lista(self, nombre: str | None) -> str | None:
        """La lista a que pertenece el estilo de párrafo."""
        nombres = (atributo(estilo, "list-style-name") for estilo in self.cadena("paragraph", nombre))
        return next((lista for lista in nombres if lista), None)

    def es_titulo(self, nombre: str | None) -> bool:
        """Si el estilo de párrafo es el del título del documento o hereda de él."""
        return any(atributo(estilo, "name") == "Title" for estilo in self.cadena("paragraph", nombre))

    def _propiedad(self, familia: str, nombre: str | None, grupo: str, clave: str) -> str | None:
        """El valor propio o heredado; se recuerda, porque un estilo lo comparten miles de celdas."""
        pregunta = (familia, nombre, grupo, clave)
        if pregunta not in self._sabido:
            valores = (atributo(hijo(estilo, grupo), clave) for estilo in self.cadena(familia, nombre))
            self._sabido[pregunta] = next((valor.lower() for valor in valores if valor is not None), None)
        return self._sabido[pregunta]


def leer_estilos(partes: Partes, contenido: Elemento) -> EstilosOdf:
    """Los de `styles.xml` y, encima, los propios del contenido."""
    comunes = [analizar(partes["styles.xml"])] if "styles.xml" in partes else []
    return EstilosOdf([*comunes, contenido])
