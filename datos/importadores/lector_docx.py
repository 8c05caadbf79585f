"""Lee un documento de Word: párrafos y tablas en su orden, con las celdas combinadas expandidas."""

from collections.abc import Iterator
from dataclasses import replace

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.importadores.numeracion_word import Numeracion
from datos.importadores.paquete import Partes
from datos.importadores.parrafo_word import Estilos, leer_parrafo
from datos.importadores.rechazos import archivo_danado, archivo_excesivo
from datos.importadores.rejilla import CELDAS_MAXIMAS, completar
from datos.importadores.texto_numerado import TextoNumerado, en_lineas
from datos.importadores.xml_oficina import (
    Elemento,
    analizar,
    atributo,
    entero,
    etiqueta,
    hijo,
    parte_principal,
)

COLUMNAS_MAXIMAS = 100  # Word admite 63
PARRAFOS_MAXIMOS = 50_000
ENVOLTORIOS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def leer_docx(nombre: str, partes: Partes) -> Documento:
    """El documento con sus bloques; lanza ErrorDeDominio si el XML está dañado."""
    principal = parte_principal(partes)
    cuerpo = None if principal is None else hijo(analizar(partes[principal]), "body")
    if principal is None or cuerpo is None:
        raise archivo_danado()
    carpeta = principal.rpartition("/")[0]
    lectura = _Lectura(
        Estilos(_raiz(partes, f"{carpeta}/styles.xml")), Numeracion(_raiz(partes, f"{carpeta}/numbering.xml"))
    )
    lectura.leer_bloques(cuerpo)
    return Documento(nombre, "docx", lectura.bloques, _avisos(cuerpo))


def _raiz(partes: Partes, nombre: str) -> Elemento | None:
    return analizar(partes[nombre]) if nombre in partes else None


def _avisos(cuerpo: Elemento) -> list[str]:
    imagenes = sum(1 for e in cuerpo.iter() if etiqueta(e) in ("blip", "imagedata"))
    if not imagenes:
        return []
    return [f"El documento tiene imágenes ({imagenes}); lo escrito dentro de ellas no se lee."]


class _Lectura:
    """Recorre el cuerpo en orden, porque la numeración automática depende de él."""

    def __init__(self, estilos: Estilos, numeracion: Numeracion) -> None:
        self.estilos = estilos
        self.numeracion = numeracion
        self.bloques: list[Parrafo | Tabla] = []
        self._parrafos = 0
        self._tablas = 0
        self._celdas = 0

    def leer_bloques(self, contenedor: Elemento) -> None:
        """Agrega los párrafos y tablas del contenedor; los cuadros de texto van tras su párrafo."""
        for elemento in _dentro_de(contenedor, {"p", "tbl"}):
            if etiqueta(elemento) == "tbl":
                self._leer_tabla(elemento)
            else:
                self._leer_parrafo(elemento)

    def _leer_parrafo(self, elemento: Elemento) -> None:
        leido = self._texto(elemento)
        self._parrafos += 1
        if self._parrafos > PARRAFOS_MAXIMOS:
            raise archivo_excesivo()
        if leido.texto:
            self.bloques.append(leido.como_parrafo(self._parrafos))
        for cuadro in _cuadros_de_texto(elemento):
            self.leer_bloques(cuadro)

    def _texto(self, elemento: Elemento) -> TextoNumerado:
        return leer_parrafo(elemento, self.estilos, self.numeracion)

    def _leer_tabla(self, tabla: Elemento) -> None:
        """Una tabla que solo sirve para acomodar otras tablas no deja bloque propio."""
        lugar = len(self.bloques)
        self._tablas += 1
        numero = self._tablas
        filas: list[list[Celda]] = []
        interiores: list[Elemento] = []
        for fila in _dentro_de(tabla, {"tr"}):
            if hijo(fila, "trPr", "del") is None:
                filas.append(self._leer_fila(fila, filas, interiores))
        if any(not celda.vacia for fila in filas for celda in fila):
            self.bloques.insert(lugar, Tabla(numero, completar(filas)))
        else:
            self._tablas -= 1
        for interior in interiores:
            self._leer_tabla(interior)

    def _leer_fila(
        self, fila: Elemento, previas: list[list[Celda]], interiores: list[Elemento]
    ) -> list[Celda]:
        numero = len(previas) + 1
        celdas = _huecos(numero, entero(atributo(hijo(fila, "trPr", "gridBefore"))))
        for elemento in _dentro_de(fila, {"tc"}):
            propiedades = hijo(elemento, "tcPr")
            celda = self._leer_celda(elemento, numero, len(celdas) + 1, interiores)
            if _sigue_hacia_abajo(propiedades) and previas:
                celda = _heredada(celda, previas[-1])
            celdas.extend(_a_lo_ancho(celda, entero(atributo(hijo(propiedades, "gridSpan")), 1)))
        self._celdas += len(celdas)
        if len(celdas) > COLUMNAS_MAXIMAS or self._celdas > CELDAS_MAXIMAS:
            raise archivo_excesivo()
        return celdas

    def _leer_celda(self, elemento: Elemento, fila: int, columna: int, interiores: list[Elemento]) -> Celda:
        leidos = [leido for p in _parrafos_de_celda(elemento) if (leido := self._texto(p)).texto]
        interiores.extend(_dentro_de(elemento, {"tbl"}))
        texto = en_lineas(leidos)
        return Celda(texto, fila, columna, marcada=_sombreada(hijo(elemento, "tcPr", "shd")))


def _dentro_de(contenedor: Elemento, buscados: set[str]) -> Iterator[Elemento]:
    """Los hijos buscados, también si vienen envueltos en un control de contenido o una inserción."""
    for elemento in contenedor:
        nombre = etiqueta(elemento)
        if nombre in buscados:
            yield elemento
        elif nombre in ENVOLTORIOS:
            yield from _dentro_de(elemento, buscados)


def _parrafos_de_celda(celda: Elemento) -> Iterator[Elemento]:
    for parrafo in _dentro_de(celda, {"p"}):
        yield parrafo
        for cuadro in _cuadros_de_texto(parrafo):
            yield from _dentro_de(cuadro, {"p"})


def _cuadros_de_texto(elemento: Elemento) -> Iterator[Elemento]:
    """Word guarda cada cuadro dos veces; la segunda, en Fallback, es para versiones antiguas."""
    for parte in elemento:
        nombre = etiqueta(parte)
        if nombre == "txbxContent":
            yield parte
        elif nombre != "Fallback":
            yield from _cuadros_de_texto(parte)


def _huecos(fila: int, cantidad: int) -> list[Celda]:
    """Las columnas que la fila salta antes de su primera celda."""
    return [Celda("", fila, columna) for columna in range(1, min(cantidad, COLUMNAS_MAXIMAS) + 1)]


def _sigue_hacia_abajo(propiedades: Elemento | None) -> bool:
    union = hijo(propiedades, "vMerge")
    return union is not None and atributo(union) != "restart"


def _heredada(celda: Celda, fila_de_arriba: list[Celda]) -> Celda:
    """La continuación de una celda combinada: el texto es el de arriba, salvo que traiga uno propio."""
    if celda.columna > len(fila_de_arriba) or not celda.vacia:
        return celda
    arriba = fila_de_arriba[celda.columna - 1]
    origen = arriba.ancla or (arriba.fila, arriba.columna)
    return replace(celda, texto=arriba.texto, repetida=True, ancla=origen)


def _a_lo_ancho(celda: Celda, columnas: int) -> list[Celda]:
    ancla = celda.ancla or (celda.fila, celda.columna)
    copias = [
        replace(celda, columna=celda.columna + n, repetida=True, ancla=ancla)
        for n in range(1, min(columnas, COLUMNAS_MAXIMAS))
    ]
    return [celda, *copias]


def _sombreada(sombra: Elemento | None) -> bool:
    """Un color de fondo que no sea blanco, o una trama."""
    fondo = (atributo(sombra, "fill") or "auto").lower()
    trama = atributo(sombra) or "clear"
    return fondo not in ("auto", "ffffff") or trama.startswith(("pct", "solid", "diag", "horz", "vert"))
