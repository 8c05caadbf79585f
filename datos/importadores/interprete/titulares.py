"""Las filas de encabezado de una tabla, de uno o más niveles, y las columnas que nombran."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.columnas_leidas import Columna, columnas_de
from datos.importadores.interprete.encabezados import es_ajeno, es_titulo_exacto, significado
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.piezas import PROBABLE, SEGURA
from datos.importadores.interprete.rotulos import Rotulo, meses_de_letras, ordinales_de_periodo, rotulo
from modelos.importacion.borrador import Campo

Fila = Sequence[Celda]


class FilaDeTabla(list[Celda]):
    """Una fila que recuerda lo que se le pregunta una y otra vez mientras se lee su tabla."""

    __slots__ = ("clases", "propias", "titula")

    def __init__(self, celdas: Fila) -> None:
        super().__init__(celdas)
        self.propias = propias(celdas)
        self.titula: bool | None = None  # si nombra columnas; None si nadie lo ha preguntado
        self.clases: dict[int, str | None] = {}  # cómo se numera cada celda, si se ha preguntado


_NIVELES_MAXIMOS = 4
_CAMPOS_FIRMES = 2
_DOCE = 12
_FILAS_ANTES = 6  # de título sobre un encabezado que solo se entiende en parte
_TITULOS_MINIMOS = 3
_CASI_TODO = 0.8
# «NO», «unidades», «abr-26» también se escriben en las celdas: no bastan para decir que hay otro encabezado.
_COMO_UN_DATO = (Campo.CODIGO, Campo.UNIDAD, Campo.MES_EN_COLUMNA)
_TOTAL = re.compile(r"(?:sub\s?)?total(?:es)?\b")
_ROTULOS_DEL_PLAN = frozenset(
    {
        "municipalidad",
        "comuna",
        "municipio",
        "alcaldia",
        "ano",
        "periodo",
        "nivel",
        "alcalde",
        "alcaldesa",
        "region",
    }
)
_PARECE = re.compile(
    r"activ|accion|proyec|inicia|objet|linea|eje|respons|medida|tarea|nombre|cargo|que |ene|feb|mar|abr"
    r"|may|jun|jul"
    r"|ago|se[pt]|oct|nov|dic|trim|sem|^[efmasond]$|mes|^\d{1,2}$|program|indicador|meta|plazo|fecha"
    r"|gestion|hito"
    r"|compromiso|labor|resp|act|ambito|area|componente"
)


@dataclass(slots=True)
class Titular:
    """El encabezado de una tabla: cuántas filas ocupa y qué columnas nombra."""

    filas: int
    columnas: list[Columna]
    firmas: bool = False
    dudas: list[str] = field(default_factory=list)  # por qué dudar de todo lo que nombra
    duda_de_meses: str = ""
    niveles_dudosos: bool = False  # una columna que no se entiende agrupa las filas

    def con(self, campo: Campo) -> Columna | None:
        """La primera columna de ese campo."""
        return next((columna for columna in self.columnas if columna.campo is campo), None)

    @property
    def de_meses(self) -> list[Columna]:
        """Las columnas que son un mes o un período."""
        return [columna for columna in self.columnas if columna.campo is Campo.MES_EN_COLUMNA]


def leer_titular(tabla: Tabla, filas: Sequence[Fila], desde: int) -> Titular | None:
    """El encabezado que empieza en esa fila, o None si la fila no lo es."""
    saltos = range(min(3, len(filas) - desde))
    salto = next((salto for salto in saltos if es_titular(filas[desde + salto])), None)
    if salto is None or not all(_es_grupo(fila) for fila in filas[desde : desde + salto]):
        return None
    if salto and not _es_grupo_sobre(filas[desde], filas[desde + salto]):
        return None
    cantidad = salto + 1
    while cantidad < _NIVELES_MAXIMOS and desde + cantidad < len(filas) and _sigue(filas, desde, cantidad):
        cantidad += 1
    return _armar(tabla, [list(fila) for fila in filas[desde : desde + cantidad]])


def fila_de_titulos(filas: Sequence[Fila]) -> int | None:
    """Si ninguna fila es un encabezado claro, la primera que podría serlo: solo palabras, y algún campo."""
    ancho = max((len(propias(fila)) for fila in filas), default=0)
    for numero, fila in enumerate(filas[:_FILAS_ANTES]):
        celdas = propias(fila)
        if len(celdas) < max(_TITULOS_MINIMOS, _CASI_TODO * ancho):
            continue
        leidos = [rotulo(celda) for celda in celdas]
        campos = {leido.campo.campo for leido in leidos if leido.campo}
        de_palabras = not any(
            re.search(r"\d", celda.texto) or (celda.valor is not None and not isinstance(celda.valor, str))
            for celda in celdas
        )
        conocidos = len(campos) + sum(es_ajeno(celda.texto) for celda in celdas)
        return numero if de_palabras and conocidos > 1 and Campo.ACTIVIDAD in campos else None
    return None


def titular_en_parte(tabla: Tabla, fila: Fila) -> Titular:
    """El encabezado de una sola fila que se dio por tal."""
    return _armar(tabla, [list(fila)])


def es_firme(titular: Titular) -> bool:
    """Si basta para cambiar de columnas en medio de una tabla: «NO · Sin presupuesto» es un dato."""
    con_titulo = [c for c in titular.columnas if c.titulo and c.campo not in (None, *_COMO_UN_DATO)]
    if titular.firmas or any(c.campo is Campo.ACTIVIDAD for c in con_titulo):
        return True
    return len({c.campo for c in con_titulo if c.confianza >= SEGURA}) > _CAMPOS_FIRMES


def podria_ser_firme(desde: int, con_titulo: int) -> bool:
    """Si vale la pena buscar otro encabezado en esa fila: puede venir bajo hasta dos que agrupan columnas."""
    return con_titulo - desde < _NIVELES_MAXIMOS - 1


def proxima_con_titulo(filas: Sequence[Fila], desde: int, vigente: Titular) -> int:
    """La primera fila, de ahí en adelante, que trae un título exacto o repite uno del vigente."""
    titulos = {columna.titulo for columna in vigente.columnas if columna.titulo}
    for numero in range(desde, len(filas)):
        textos = (celda.texto for celda in filas[numero] if not celda.vacia)
        if any(texto in titulos or es_titulo_exacto(texto) for texto in textos):
            return numero
    return len(filas) + _NIVELES_MAXIMOS


def propias(fila: Fila) -> list[Celda]:
    """Las celdas con texto, sin contar las que repiten una combinada."""
    if isinstance(fila, FilaDeTabla):
        return fila.propias
    return [celda for celda in fila if not celda.vacia and not celda.repetida]


def es_rotulo_con_valor(fila: Fila) -> bool:
    """«Objetivo: · Mantener las playas limpias»: dos celdas, y la primera es un rótulo."""
    celdas = propias(fila)
    if len(celdas) != 2:
        return False
    juntas = celdas[1].columna == celdas[0].columna + 1 and not any(c.repetida and not c.vacia for c in fila)
    return celdas[0].texto.strip().endswith(":") or (juntas and _es_rotulo(celdas[0].texto))


def _es_rotulo(texto: str) -> bool:
    """«Unidad», «Año», «Responsable»: lo que titula su valor aunque no lleve dos puntos."""
    sentido = significado(texto)
    return llano(texto) in _ROTULOS_DEL_PLAN or (sentido is not None and sentido.confianza >= SEGURA)


def es_titular(fila: Fila) -> bool:
    """Si la fila nombra columnas: campos distintos, o la actividad con sus meses."""
    if not isinstance(fila, FilaDeTabla):
        return _nombra_columnas(fila)
    if fila.titula is None:
        fila.titula = _nombra_columnas(fila)
    return fila.titula


def _nombra_columnas(fila: Fila) -> bool:
    celdas = [celda for celda in fila if not celda.vacia and not _repite_hacia_el_lado(celda)]
    if not celdas or any(len(celda.texto) > 90 for celda in celdas):
        return False
    if _TOTAL.match(llano(celdas[0].texto)):
        return False
    if not any(_PARECE.search(llano(celda.texto)) or isinstance(celda.valor, date) for celda in celdas):
        return False
    rotulos = [rotulo(celda) for celda in celdas]
    if es_de_firmas(fila):
        return True
    campos = {r.campo.campo for r in rotulos if r.campo and r.campo.confianza >= PROBABLE}
    tiempo = _columnas_de_tiempo(rotulos)
    conocidos = sum(r.conocido for r in rotulos) + _meses_en_numeros(rotulos)
    claros = {r.campo.campo for r in rotulos if r.campo and r.campo.confianza >= SEGURA}
    if Campo.ACTIVIDAD in claros and len(claros) > 1 and conocidos >= len(rotulos) / 3:
        return True
    nombra_la_actividad = any(r.campo and r.campo.campo is Campo.ACTIVIDAD for r in rotulos)
    if nombra_la_actividad and len(claros) > 1 and conocidos >= len(rotulos) / 2:
        return True
    if conocidos < len(rotulos) / 2 or (tiempo < 3 and conocidos < min(2, len(rotulos))):
        return False
    if Campo.ACTIVIDAD in campos:
        return len(campos) + (tiempo > 1) >= 2
    if len(campos) >= 3 or (len(campos) >= 2 and tiempo >= 1):
        return True
    return tiempo >= 3 and (tiempo >= 6 or len(celdas) >= 4)


def _meses_en_numeros(rotulos: list[Rotulo]) -> int:
    """«1 2 … 12» son los meses del año."""
    numeros = [r.numero for r in rotulos if r.numero is not None]
    return _DOCE if numeros == list(range(1, _DOCE + 1)) else 0


def _repite_hacia_el_lado(celda: Celda) -> bool:
    """La celda que continúa, en la misma fila, una combinada a su izquierda."""
    return celda.repetida and (celda.ancla is None or celda.ancla[1] != celda.columna)


def _columnas_de_tiempo(rotulos: list[Rotulo]) -> int:
    con_mes = len({(r.mes, r.anio) for r in rotulos if r.mes}) + len(
        {r.periodo for r in rotulos if r.periodo}
    )
    letras = sum(mes is not None for mes in meses_de_letras([r.letra for r in rotulos]))
    relativos = len({r.relativo for r in rotulos if r.relativo})
    return con_mes + letras + (relativos if relativos > 2 else 0)


def es_de_firmas(fila: Fila) -> bool:
    """«Acción · Nombre · Cargo · Firma»: la tabla de quienes elaboraron y aprobaron."""
    textos = {llano(celda.texto).strip(" .:") for celda in propias(fila)}
    return len(textos & {"nombre", "cargo", "firma"}) >= 2 and len(textos) <= 6


def _es_grupo(fila: Fila) -> bool:
    """Una fila sobre el encabezado que agrupa columnas: «2024», «Cronograma», «Identificación»."""
    celdas = propias(fila)
    if not celdas or any(len(celda.texto) > 60 for celda in celdas) or es_rotulo_con_valor(fila):
        return False
    leidos = [rotulo(celda) for celda in celdas]
    conocidos = sum(r.conocido and r.ejecutado is None and r.letra is None for r in leidos)
    return conocidos >= 1 and conocidos >= len(celdas) / 2


def _es_grupo_sobre(grupo: Fila, titular: Fila) -> bool:
    """El grupo nace a la derecha del comienzo de la tabla o agrupa varias partes de ella."""
    columnas = [celda.columna for celda in propias(grupo)]
    primera = min((celda.columna for celda in titular if not celda.vacia), default=1)
    return len(columnas) > 1 or columnas[0] > primera


def _sigue(filas: Sequence[Fila], desde: int, cantidad: int) -> bool:
    """Si la fila que viene es otro nivel del encabezado y no el primer dato."""
    celdas = propias(filas[desde + cantidad])
    if not celdas or any(len(celda.texto) > 40 for celda in celdas):
        return False
    rotulos = [rotulo(celda) for celda in celdas]
    arriba = filas[desde + cantidad - 1]
    if _de_numeros(rotulos) and _todas_bajo_grupo(celdas, arriba):
        return True
    letras = meses_de_letras([r.letra for r in rotulos])
    utiles = sum(
        r.de_tiempo or mes is not None or _letra_pareja(r) for r, mes in zip(rotulos, letras, strict=True)
    )
    campos = sum(r.campo is not None for r in rotulos)
    encima = " ".join(celda.texto for celda in arriba)
    if len(celdas) > 1 and (
        _todas_bajo_titulo_partido(celdas, arriba) or ordinales_de_periodo(celdas, encima)
    ):
        return True
    if utiles + campos < len(rotulos):
        return False
    return utiles >= 2 or (campos >= 2 and _todas_bajo_grupo(celdas, arriba))


def _todas_bajo_titulo_partido(celdas: list[Celda], arriba: Fila) -> bool:
    """«Principal» y «Apoyo» bajo «Responsables»: un título a lo ancho, y nada bajo los demás.

    En una planilla sin celdas combinadas, el título ancho es el que tiene columnas sin título a su derecha.
    """
    titulo_de: dict[int, tuple[int, int]] = {}
    vigente: tuple[int, int] | None = None
    for sobre in arriba:
        vigente = vigente if sobre.vacia else sobre.ancla or (sobre.fila, sobre.columna)
        if vigente is not None:
            titulo_de[sobre.columna] = vigente
    titulos = [titulo_de.get(celda.columna) for celda in celdas]
    return None not in titulos and all(titulos.count(titulo) > 1 for titulo in titulos)


def _letra_pareja(leido: Rotulo) -> bool:
    """«P» y «E» bajo un mes son programado y ejecutado, aunque «E» sea también enero."""
    return leido.letra == "e" or leido.ejecutado is not None


def _de_numeros(rotulos: list[Rotulo]) -> bool:
    numeros = [r.numero for r in rotulos]
    return len(numeros) >= 4 and all(n is not None and 1 <= n <= 31 for n in numeros)


def _todas_bajo_grupo(celdas: list[Celda], arriba: Fila) -> bool:
    """Si sobre cada celda hay un grupo combinado o un hueco, no un campo con nombre propio."""
    for celda in celdas:
        sobre = next((otra for otra in arriba if otra.columna == celda.columna), None)
        if sobre is None or sobre.vacia or sobre.repetida:
            continue
        leido = rotulo(sobre)
        if not (leido.de_tiempo or leido.grupo):
            return False
    return True


def _armar(tabla: Tabla, niveles: list[list[Celda]]) -> Titular:
    firmas = any(es_de_firmas(nivel) for nivel in niveles)
    return Titular(filas=len(niveles), columnas=columnas_de(tabla, niveles), firmas=firmas)
