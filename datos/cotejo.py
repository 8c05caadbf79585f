"""El documento y su borrador fila a fila: qué celda dio qué, cuáles son dudosas y cuáles no se usaron."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from datos.exportadores.libro import LISTAS
from datos.importadores.avance import AlAvanzar, Etapa, contadas
from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from modelos.borrador import ActividadBorrador, Aviso, Borrador, ColumnaLeida, Origen

CONFIANZA_SEGURA = 0.8
"""Bajo esta confianza la persona debe mirar el campo antes de aceptarlo."""

_LARGO_DE_MARCA = 5
_PADRES = ("programa", "linea", "objetivo")
Lugar = tuple[str | None, int | None, int, int | None]


@dataclass(frozen=True, slots=True)
class CeldaCotejada:
    """Una celda del documento."""

    texto: str
    dudosa: bool = False
    sin_usar: bool = False


_VACIA, _PINTADA = CeldaCotejada(""), CeldaCotejada("■")


@dataclass(frozen=True, slots=True)
class OtroLeido:
    """Lo que se leyó en una fila y no es una actividad: «Acuerdo», «Firma»."""

    clase: str
    texto: str
    dudoso: bool = False


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


@dataclass(slots=True)
class _Indice:
    """Lo leído, por su lugar en el documento."""

    usados: set[Lugar] = field(default_factory=set)
    dudosos: set[Lugar] = field(default_factory=set)
    encabezados: set[Lugar] = field(default_factory=set)
    actividades: defaultdict[Lugar, list[ActividadBorrador]] = field(
        default_factory=lambda: defaultdict(list)
    )
    aparte: defaultdict[Lugar, dict[OtroLeido, None]] = field(default_factory=lambda: defaultdict(dict))
    otros: defaultdict[Lugar, list[OtroLeido]] = field(default_factory=lambda: defaultdict(list))
    avisos: defaultdict[Lugar, list[Aviso]] = field(default_factory=lambda: defaultdict(list))


def cotejar(documento: Documento, borrador: Borrador, al_avanzar: AlAvanzar | None = None) -> list[Seccion]:
    """Las secciones del documento, con sus filas no vacías junto a lo que se leyó en ellas."""
    indice = _indexar(borrador)
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


def _indexar(borrador: Borrador) -> _Indice:
    indice = _Indice()
    for columna in borrador.columnas:
        indice.encabezados.update(_lugar(origen) for origen in columna.encabezados)
    indice.usados |= indice.encabezados
    _indexar_plan(borrador, indice)
    for actividad in borrador.actividades:
        _indexar_actividad(actividad, indice)
    for aporte in borrador.participacion:
        _indexar_otro(indice, aporte.origen, aporte.tipo, aporte.texto, aporte.confianza)
    for firma in borrador.firmas:
        texto = ", ".join(parte for parte in (firma.accion, firma.nombre, firma.cargo) if parte)
        _indexar_otro(indice, firma.origen, "firma", texto)
    for aviso in borrador.avisos:
        if aviso.origen:
            indice.avisos[_fila(aviso.origen)].append(aviso)
    return indice


def _indexar_plan(borrador: Borrador, indice: _Indice) -> None:
    plan = borrador.plan
    for campo, origen in plan.origen.items():
        clave = campo.split(".", 1)[0]
        _indexar_otro(indice, origen, clave, plan.dicho(clave), plan.confianzas.get(campo, 1.0))
    for objetivo in plan.objetivos:
        _indexar_otro(
            indice, objetivo.origen, f"objetivo {objetivo.clase}", objetivo.texto, objetivo.confianza
        )


def _indexar_actividad(actividad: ActividadBorrador, indice: _Indice) -> None:
    for campo, origen in actividad.origen.items():
        indice.usados.add(_lugar(origen))
        confianza = actividad.confianzas.get(campo, actividad.confianzas.get(campo.split(".", 1)[0], 1.0))
        if confianza < CONFIANZA_SEGURA:
            indice.dudosos.add(_lugar(origen))
    propio = actividad.origen.get("actividad") or next(iter(actividad.origen.values()), None)
    if propio is None:
        return
    indice.actividades[_fila(propio)].append(actividad)
    for campo, origen in actividad.origen.items():
        if origen.fila != propio.fila or _fila(origen) != _fila(propio):
            _indexar_aparte(indice, actividad, campo, origen)


def _indexar_aparte(indice: _Indice, actividad: ActividadBorrador, campo: str, origen: Origen) -> None:
    """Lo que la actividad toma de otra fila se muestra en esa fila, si de ella no nace ninguna actividad."""
    clase = campo.split(".", 1)[0]
    if clase in ("actividad", "codigo"):
        return
    texto = getattr(actividad, clase) if clase in _PADRES else f"de «{actividad.actividad}»"
    otro = OtroLeido(clase, texto or "", actividad.confianzas.get(campo, 1.0) < CONFIANZA_SEGURA)
    if texto:
        indice.aparte[_fila(origen)].setdefault(otro)


def _indexar_otro(
    indice: _Indice, origen: Origen | None, clase: str, texto: str, confianza: float = 1.0
) -> None:
    if origen is None:
        return
    dudoso = confianza < CONFIANZA_SEGURA
    indice.usados.add(_lugar(origen))
    if dudoso:
        indice.dudosos.add(_lugar(origen))
    repetido = any((otro.clase, otro.texto) == (clase, texto) for otro in indice.otros[_fila(origen)])
    if texto and not repetido:
        indice.otros[_fila(origen)].append(OtroLeido(clase, texto, dudoso))


def _lugar(origen: Origen) -> Lugar:
    return origen.hoja, origen.tabla, origen.fila, origen.columna


def _lugar_de(tabla: Tabla, celda: Celda) -> Lugar:
    """El de `Tabla.origen`."""
    return tabla.hoja, tabla.numero, *(celda.ancla or (celda.fila, celda.columna))


def _fila(origen: Origen) -> Lugar:
    return origen.hoja, origen.tabla, origen.fila, None


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


def _de_parrafos(parrafos: list[Parrafo], indice: _Indice) -> Seccion:
    renglones = [
        _renglon(parrafo.origen(), (_celda(parrafo.texto, _lugar(parrafo.origen()), indice),), indice)
        for parrafo in parrafos
        if parrafo.texto.strip()
    ]
    return Seccion("Texto", ("Documento original",), frozenset(), tuple(renglones))


def _de_tabla(tabla: Tabla, borrador: Borrador, indice: _Indice, al_avanzar: AlAvanzar | None) -> Seccion:
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
    tabla: Tabla, columnas: list[int], indice: _Indice, al_avanzar: AlAvanzar | None
) -> Iterator[Renglon]:
    for fila in contadas(tabla.filas, Etapa.COMPARAR, al_avanzar):
        propias = [celda for celda in fila if not celda.vacia and not celda.repetida]
        if not propias and not any(celda.marcada for celda in fila):
            continue
        if propias and all(_lugar_de(tabla, celda) in indice.encabezados for celda in propias):
            continue
        por_columna = {celda.columna: celda for celda in fila}
        celdas = tuple(_de_celda(tabla, por_columna.get(columna), indice) for columna in columnas)
        yield _renglon(Origen(hoja=tabla.hoja, tabla=tabla.numero, fila=fila[0].fila), celdas, indice)


def _de_celda(tabla: Tabla, celda: Celda | None, indice: _Indice) -> CeldaCotejada:
    if celda is None:
        return _VACIA
    if celda.vacia:
        return _PINTADA if celda.marcada else _VACIA
    return _celda("" if celda.repetida else celda.texto, _lugar_de(tabla, celda), indice)


def _celda(texto: str, lugar: Lugar, indice: _Indice) -> CeldaCotejada:
    return CeldaCotejada(
        texto,
        dudosa=bool(texto) and lugar in indice.dudosos,
        sin_usar=bool(texto.strip()) and lugar not in indice.usados,
    )


def _renglon(origen: Origen, celdas: tuple[CeldaCotejada, ...], indice: _Indice) -> Renglon:
    fila = _fila(origen)
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
