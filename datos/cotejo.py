"""El documento y su borrador fila a fila: qué celda dio qué, cuáles son dudosas y cuáles no se usaron."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datos.exportadores.libro import LISTAS
from datos.importadores.avance import AlAvanzar, Etapa, contadas
from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.lugares_leidos import Indice, Lugar, OtroLeido, fila_de, indexar, lugar_de
from modelos.importacion.borrador import CONFIANZA_SEGURA, ActividadBorrador, Aviso, Borrador, ColumnaLeida
from modelos.importacion.origen import Origen

_LARGO_DE_MARCA = 5


@dataclass(frozen=True, slots=True)
class CeldaCotejada:
    """Una celda del documento."""

    texto: str
    dudosa: bool = False
    sin_usar: bool = False


_VACIA, _PINTADA = CeldaCotejada(""), CeldaCotejada("■")


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una fila del documento con lo que salió de ella."""

    ancla: str
    fila: int
    celdas: tuple[CeldaCotejada, ...]
    actividades: tuple[ActividadBorrador, ...] = ()
    otros: tuple[OtroLeido, ...] = ()
    avisos: tuple[Aviso, ...] = ()

    @property
    def por_revisar(self) -> bool:
        """Si algo de la fila pide que la persona lo mire."""
        return (
            bool(self.avisos)
            or any(actividad.confianza < CONFIANZA_SEGURA for actividad in self.actividades)
            or any(otro.dudoso for otro in self.otros)
            or any(celda.sin_usar for celda in self.celdas)
        )


@dataclass(frozen=True, slots=True)
class Seccion:
    """Una tabla del documento, o un tramo de párrafos; `angostas` son sus columnas de marcas."""

    titulo: str
    columnas: tuple[str, ...]
    angostas: frozenset[int]
    renglones: tuple[Renglon, ...]


def cotejar(documento: Documento, borrador: Borrador, al_avanzar: AlAvanzar | None = None) -> list[Seccion]:
    """Las secciones del documento, con sus filas no vacías junto a lo que se leyó en ellas."""
    indice = indexar(borrador)
    secciones = []
    for bloques in _tramos(documento):
        if borrador.exportado and isinstance(bloques, Tabla) and bloques.hoja == LISTAS:
            continue
        seccion = (
            _de_parrafos(bloques, indice)
            if isinstance(bloques, list)
            else _de_tabla(bloques, borrador, indice, al_avanzar)
        )
        if seccion.renglones:
            secciones.append(seccion)
    return secciones


def ancla_de(origen: Origen) -> str:
    """El nombre con que la página salta a la fila."""
    hoja = "".join(letra for letra in (origen.hoja or "") if letra.isalnum())
    return f"fila-{hoja}-{origen.tabla or 0}-{origen.fila}"


def _tramos(documento: Documento) -> Iterator[Tabla | list[Parrafo]]:
    """Las tablas, y los párrafos seguidos juntos."""
    seguidos: list[Parrafo] = []
    for bloque in documento.bloques:
        if isinstance(bloque, Parrafo):
            seguidos.append(bloque)
            continue
        if seguidos:
            yield seguidos
            seguidos = []
        yield bloque
    if seguidos:
        yield seguidos


def _de_parrafos(parrafos: list[Parrafo], indice: Indice) -> Seccion:
    renglones = [
        _renglon(parrafo.origen(), (_celda(parrafo.texto, lugar_de(parrafo.origen()), indice),), indice)
        for parrafo in parrafos
        if parrafo.texto.strip()
    ]
    return Seccion("Texto", ("Documento original",), frozenset(), tuple(renglones))


def _de_tabla(tabla: Tabla, borrador: Borrador, indice: Indice, al_avanzar: AlAvanzar | None) -> Seccion:
    leidas = {columna.columna: columna for columna in borrador.columnas if columna.tabla == tabla.numero}
    usadas = sorted(
        {celda.columna for fila in tabla.filas for celda in fila if not celda.vacia} | leidas.keys()
    )
    renglones = tuple(_renglones_de_tabla(tabla, usadas, indice, al_avanzar))
    return Seccion(
        titulo=_nombre(tabla),
        columnas=tuple(_titulo(leidas.get(columna), columna) for columna in usadas),
        angostas=frozenset(n for n in range(len(usadas)) if _es_angosta(renglones, n)),
        renglones=renglones,
    )


def _nombre(tabla: Tabla) -> str:
    """«Hoja «Agua»», «Tabla 2», «Tabla 2 · página 3»."""
    if tabla.hoja is not None:
        return f"Hoja «{tabla.hoja}»"
    return f"Tabla {tabla.numero}" + (f" · página {tabla.pagina}" if tabla.pagina else "")


def _titulo(leida: ColumnaLeida | None, columna: int) -> str:
    return leida.titulo if leida and leida.titulo.strip() else f"{columna}ª, sin título"


def _es_angosta(renglones: Iterable[Renglon], lugar: int) -> bool:
    """Si en esa columna solo hay marcas o números cortos."""
    return all(_es_marca(renglon.celdas[lugar].texto) for renglon in renglones)


def _es_marca(texto: str) -> bool:
    """«X», «3», «1/2», «sí»; no «Agua»."""
    return len(texto) <= _LARGO_DE_MARCA and not (len(texto) > 2 and texto.isalpha())


def _renglones_de_tabla(
    tabla: Tabla, columnas: list[int], indice: Indice, al_avanzar: AlAvanzar | None
) -> Iterator[Renglon]:
    for fila in contadas(tabla.filas, Etapa.COMPARAR, al_avanzar):
        propias = [celda for celda in fila if not celda.vacia and not celda.repetida]
        if not propias and not any(celda.marcada for celda in fila):
            continue
        if propias and all(_lugar_en(tabla, celda) in indice.encabezados for celda in propias):
            continue
        por_columna = {celda.columna: celda for celda in fila}
        celdas = tuple(_de_celda(tabla, por_columna.get(columna), indice) for columna in columnas)
        yield _renglon(Origen(hoja=tabla.hoja, tabla=tabla.numero, fila=fila[0].fila), celdas, indice)


def _de_celda(tabla: Tabla, celda: Celda | None, indice: Indice) -> CeldaCotejada:
    if celda is None:
        return _VACIA
    if celda.vacia:
        return _PINTADA if celda.marcada else _VACIA
    return _celda("" if celda.repetida else celda.texto, _lugar_en(tabla, celda), indice)


def _lugar_en(tabla: Tabla, celda: Celda) -> Lugar:
    """El de `Tabla.origen`."""
    return tabla.hoja, tabla.numero, *(celda.ancla or (celda.fila, celda.columna))


def _celda(texto: str, lugar: Lugar, indice: Indice) -> CeldaCotejada:
    return CeldaCotejada(
        texto,
        dudosa=bool(texto) and lugar in indice.dudosos,
        sin_usar=bool(texto.strip()) and lugar not in indice.usados,
    )


def _renglon(origen: Origen, celdas: tuple[CeldaCotejada, ...], indice: Indice) -> Renglon:
    fila = fila_de(origen)
    actividades = tuple(indice.actividades.get(fila, ()))
    otros = [*indice.otros.get(fila, ()), *(() if actividades else indice.aparte.get(fila, ()))]
    return Renglon(
        ancla=ancla_de(origen),
        fila=origen.fila,
        celdas=celdas,
        actividades=actividades,
        otros=tuple(otros),
        avisos=tuple(indice.avisos.get(fila, ())),
    )
