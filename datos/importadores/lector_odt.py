"""Lee un texto de LibreOffice: párrafos, listas y tablas en su orden, con las combinadas expandidas."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.importadores.estilos_odf import EstilosOdf, leer_estilos
from datos.importadores.numeracion_odf import NumeracionOdf
from datos.importadores.paquete import Partes
from datos.importadores.rechazos import archivo_danado, archivo_excesivo
from datos.importadores.rejilla import CELDAS_MAXIMAS
from datos.importadores.tabla_odf import leer_tabla
from datos.importadores.texto_numerado import TextoNumerado, en_lineas
from datos.importadores.texto_odf import PARRAFOS, cuadros_de_texto, texto_de
from datos.importadores.xml_oficina import Elemento, analizar, atributo, entero, etiqueta, hijo

PARRAFOS_MAXIMOS = 50_000
ENVOLTORIOS = frozenset({"section", "text-box", "custom-shape", "list-item", "list-header"})


def leer_odt(nombre: str, partes: Partes) -> Documento:
    """El documento con sus bloques; lanza ErrorDeDominio si el XML está dañado."""
    raiz = analizar(partes["content.xml"]) if "content.xml" in partes else None
    cuerpo = hijo(raiz, "body", "text")
    if raiz is None or cuerpo is None:
        raise archivo_danado()
    lectura = _Lectura(leer_estilos(partes, raiz))
    lectura.leer_bloques(cuerpo)
    return Documento(nombre, "odt", lectura.bloques, _avisos(cuerpo))


def _avisos(cuerpo: Elemento) -> list[str]:
    imagenes = sum(1 for e in cuerpo.iter() if etiqueta(e) == "image")
    if not imagenes:
        return []
    return [f"El documento tiene imágenes ({imagenes}); lo escrito dentro de ellas no se lee."]


@dataclass(frozen=True, slots=True)
class _Lista:
    """La lista en que está un párrafo: su estilo, cuán honda es y el número que el ítem se pone."""

    estilo: str | None
    nivel: int
    inicio: int | None = None


class _Lectura:
    """Recorre el cuerpo en orden, porque la numeración automática depende de él."""

    def __init__(self, estilos: EstilosOdf) -> None:
        self.estilos = estilos
        self.numeracion = NumeracionOdf(estilos)
        self.bloques: list[Parrafo | Tabla] = []
        self._parrafos = self._tablas = self._celdas = 0

    def leer_bloques(self, contenedor: Elemento) -> None:
        """Agrega los párrafos y tablas del contenedor; los cuadros de texto van tras su párrafo."""
        for elemento, lista in self._elementos(contenedor):
            if etiqueta(elemento) == "table":
                self._leer_tabla(elemento)
                continue
            self._parrafos += 1
            if self._parrafos > PARRAFOS_MAXIMOS:
                raise archivo_excesivo()
            leido = self._texto(elemento, lista)
            if leido.texto:
                self.bloques.append(leido.como_parrafo(self._parrafos))
            for cuadro in cuadros_de_texto(elemento):
                self.leer_bloques(cuadro)

    def _elementos(
        self, contenedor: Elemento, lista: _Lista | None = None, *, numera: bool = False
    ) -> Iterator[tuple[Elemento, _Lista | None]]:
        """Los párrafos y tablas; solo el primero de cada ítem va con su lista, porque lleva el número."""
        for elemento in contenedor:
            nombre = etiqueta(elemento)
            if nombre in PARRAFOS or nombre == "table":
                yield elemento, lista if numera else None
                numera = False
            elif nombre == "list":
                yield from self._items(elemento, lista)
            elif nombre in ENVOLTORIOS:
                yield from self._elementos(elemento, lista, numera=numera)

    def _items(self, elemento: Elemento, madre: _Lista | None) -> Iterator[tuple[Elemento, _Lista | None]]:
        estilo = atributo(elemento, "style-name") or (madre.estilo if madre else None)
        if madre is None and not _continua(elemento):
            self.numeracion.empezar(estilo)
        for item in elemento:
            inicio = atributo(item, "start-value")
            lista = _Lista(estilo, madre.nivel + 1 if madre else 0, entero(inicio) if inicio else None)
            yield from self._elementos(item, lista, numera=etiqueta(item) == "list-item")

    def _texto(self, elemento: Elemento, lista: _Lista | None) -> TextoNumerado:
        """El párrafo con su número; uno sin texto no gasta número."""
        estilo = atributo(elemento, "style-name")
        texto = texto_de(elemento, self.estilos, self.estilos.fuente("paragraph", estilo)).strip()
        if not texto:
            return TextoNumerado("")
        nivel = entero(atributo(elemento, "outline-level"), 1) if etiqueta(elemento) == "h" else 0
        marcador = None
        if lista is not None:
            nombre = lista.estilo or self.estilos.lista(estilo)
            marcador = self.numeracion.marcador(nombre, lista.nivel, lista.inicio)
        elif nivel:
            marcador = self.numeracion.de_titulo(nivel - 1)
        return TextoNumerado(texto, marcador, nivel or int(self.estilos.es_titulo(estilo)))

    def _leer_tabla(self, elemento: Elemento) -> None:
        """Una tabla que solo sirve para acomodar otras tablas no deja bloque propio."""
        interiores: list[Elemento] = []
        filas = leer_tabla(elemento, self.estilos, lambda e, celda: self._celda(e, celda, interiores))
        self._celdas += sum(map(len, filas))
        if self._celdas > CELDAS_MAXIMAS:
            raise archivo_excesivo()
        if filas:
            self._tablas += 1
            self.bloques.append(Tabla(self._tablas, filas))
        for interior in interiores:
            self._leer_tabla(interior)

    def _celda(self, elemento: Elemento, celda: Celda, interiores: list[Elemento]) -> Celda:
        leidos: list[TextoNumerado] = []
        for parte, lista in self._elementos(elemento):
            if etiqueta(parte) == "table":
                interiores.append(parte)
                continue
            leidos.append(self._texto(parte, lista))
            for cuadro in cuadros_de_texto(parte):
                leidos += [
                    self._texto(p, suya) for p, suya in self._elementos(cuadro) if etiqueta(p) != "table"
                ]
        return replace(celda, texto=en_lineas([leido for leido in leidos if leido.texto]))


def _continua(lista: Elemento) -> bool:
    """Si sigue la cuenta de una lista anterior, interrumpida por un párrafo o una tabla."""
    return atributo(lista, "continue-numbering") == "true" or atributo(lista, "continue-list") is not None
