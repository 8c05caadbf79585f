"""Las columnas que nombran las filas de un encabezado: campo, mes, año, programado o ejecutado."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.encabezados import Significado
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.piezas import DUDOSA, INFERIDA, PROBABLE, SEGURA, Dato
from datos.importadores.interprete.rotulos import Rotulo, meses_de_letras, ordinales_de_periodo, rotulo
from modelos.importacion.borrador import Campo
from modelos.importacion.origen import Origen

_DE_AVANCE = re.compile(
    r"%|(?:%|porcentaje)(?: de)? (?:avance|cumplimiento|ejecucion|logro)"
    r"|(?:avance|cumplimiento)(?: %| \(%\))?"
    r"|estado|semaforo|observacion(?:es)?|evidencias?|obs\.?"
)


@dataclass(slots=True)
class Columna:
    """Una columna de la tabla: su título, su campo y, si es de tiempo, cuál."""

    indice: int
    titulo: str = ""
    campo: Campo | None = None
    confianza: float = SEGURA
    ambiguo: bool = False
    mes: int | None = None
    anio: int | None = None
    vuelta: int | None = None
    ejecutado: bool = False
    semana: int | None = None
    periodo: tuple[int, ...] = ()
    relativo: bool = False
    ajena: bool = False  # sin campo propio en el plan: va a las observaciones con su título
    tipo_de_fila: bool = False  # dice si la fila es de lo programado o de lo ejecutado
    de_anio: bool = False  # dice el año de los meses de la fila
    aparte: str = ""  # por qué no da un dato del plan; vacío si lo da
    duda: str = ""  # por qué podría no ser lo que se entendió
    en_porcentaje: bool = False  # 0,25 quiere decir 25 %
    de_periodos: str = ""  # «trimestre», si la celda dice solo cuál: «II»
    aporte: str | None = None  # observacion | aporte | acuerdo
    resto: Dato | None = None
    encabezados: list[Origen] = field(default_factory=list)


def columnas_de(tabla: Tabla, niveles: list[list[Celda]]) -> list[Columna]:
    """Una columna por celda del encabezado, con lo que dicen todos sus niveles."""
    leidos = [_rotulos_del_nivel(niveles, n) for n in range(len(niveles))]
    columnas = [
        _columna(tabla, indice, _que_titulan(niveles, leidos, indice), [fila[indice] for fila in leidos])
        for indice in range(len(niveles[0]))
    ]
    _completar_meses(columnas)
    _numerar_vueltas(columnas)
    return columnas


def _que_titulan(niveles: list[list[Celda]], leidos: list[list[Rotulo]], indice: int) -> list[Celda]:
    """La celda de cada nivel o, si está vacía y un grupo la alcanza, la que nombra al grupo."""
    celdas = []
    for nivel, rotulos in zip(niveles, leidos, strict=True):
        propia = nivel[indice]
        previas = (otra for otra in reversed(nivel[:indice]) if not otra.vacia)
        alcanza = propia.vacia and rotulos[indice].de_tiempo
        celdas.append(next(previas, propia) if alcanza else propia)
    return celdas


def _rotulos_del_nivel(niveles: list[list[Celda]], numero: int) -> list[Rotulo]:
    """Los rótulos de una fila; en las de arriba, el grupo alcanza a las columnas sin título propio."""
    rotulos = [rotulo(celda) for celda in niveles[numero]]
    _poner_letras(rotulos, niveles[numero])
    if not _poner_ordinales(rotulos, niveles, numero):
        _poner_numeros(rotulos)
    ultimo = numero == len(niveles) - 1
    llevado = Rotulo()
    for indice, (celda, leido) in enumerate(zip(niveles[numero], rotulos, strict=True)):
        if not celda.vacia:
            llevado = leido if leido.de_tiempo or leido.grupo else _como_grupo(leido)
        elif not ultimo and any(not nivel[indice].vacia for nivel in niveles[numero + 1 :]):
            rotulos[indice] = llevado
    return rotulos


def _como_grupo(leido: Rotulo) -> Rotulo:
    """«Responsables» sobre «Principal» y «Apoyo» da su campo a las dos."""
    return Rotulo(campo=replace(leido.campo, confianza=PROBABLE)) if leido.campo else Rotulo()


def _poner_letras(rotulos: list[Rotulo], celdas: list[Celda]) -> None:
    """«E F M A…» son meses; la letra de una combinada cuenta una sola vez."""
    lugares = [n for n, celda in enumerate(celdas) if rotulos[n].letra and not celda.repetida]
    meses = meses_de_letras([rotulos[n].letra for n in lugares])
    por_ancla = {}
    for lugar, mes in zip(lugares, meses, strict=True):
        if mes is not None:
            por_ancla[(celdas[lugar].fila, celdas[lugar].columna)] = mes
    for n, celda in enumerate(celdas):
        mes = por_ancla.get(celda.ancla or (celda.fila, celda.columna))
        if mes is not None:
            rotulos[n] = Rotulo(mes=mes)
        elif rotulos[n].letra == "e":
            rotulos[n] = Rotulo(ejecutado=True)


def _poner_ordinales(rotulos: list[Rotulo], niveles: list[list[Celda]], numero: int) -> bool:
    """«I II III IV» bajo «Cronograma trimestral» son los trimestres."""
    escritas = [n for n, celda in enumerate(niveles[numero]) if not celda.vacia and celda.texto.strip()]
    encima = " ".join(celda.texto for celda in niveles[numero - 1]) if numero else ""
    periodos = ordinales_de_periodo([niveles[numero][n] for n in escritas], encima)
    por_ancla = {(c.fila, c.columna): periodo for c, periodo in periodos}
    for n in escritas:
        celda = niveles[numero][n]
        periodo = por_ancla.get(celda.ancla or (celda.fila, celda.columna))
        if periodo:
            rotulos[n] = Rotulo(periodo=periodo)
    return bool(periodos)


def _poner_numeros(rotulos: list[Rotulo]) -> None:
    """«1 2 … 12» son los meses; «1 2 3 4» repetidos, las semanas."""
    lugares = [n for n, leido in enumerate(rotulos) if leido.numero is not None]
    numeros = [rotulos[n].numero for n in lugares]
    if numeros[:12] == list(range(1, 13)) and len(numeros) % 12 == 0:
        for n in lugares:
            rotulos[n] = Rotulo(mes=rotulos[n].numero)
    elif len(numeros) >= 4 and max(n or 0 for n in numeros) <= 5:
        for n in lugares:
            rotulos[n] = Rotulo(semana=rotulos[n].numero)


def _columna(tabla: Tabla, indice: int, celdas: list[Celda], rotulos: list[Rotulo]) -> Columna:
    visibles = [celda for celda in celdas if not celda.vacia]
    titulos = list(dict.fromkeys(limpio(celda.texto) for celda in visibles))
    columna = Columna(indice, titulo=" · ".join(titulos), encabezados=_lugares(tabla, visibles))
    if any(r.mes or r.periodo or r.relativo for r in rotulos):
        if _mide_el_avance(visibles):
            return _de_avance(columna)
        columna = _de_tiempo(columna, rotulos)
        if len(visibles) > 1 and not _se_entiende(visibles[-1]):
            columna.confianza = min(columna.confianza, DUDOSA)
        return columna
    columna.semana = next((r.semana for r in rotulos if r.semana), None)
    if any(r.anio and not r.campo for r in rotulos) and not any(r.campo for r in rotulos):
        columna.anio = next(r.anio for r in rotulos if r.anio)
        return columna
    leidos = [(celda, r.campo) for celda, r in zip(celdas, rotulos, strict=True)]
    return _de_campo(tabla, columna, [(celda, campo) for celda, campo in leidos if campo])


def _se_entiende(celda: Celda) -> bool:
    """Si el título más cercano a los datos, bajo un mes, dice algo que se conoce."""
    propio = rotulo(celda)
    return propio.conocido or propio.numero is not None


def _lugares(tabla: Tabla, celdas: list[Celda]) -> list[Origen]:
    return list(dict.fromkeys(tabla.origen(celda) for celda in celdas))


def _mide_el_avance(celdas: list[Celda]) -> bool:
    """«%» o «Estado», bajo un mes, junto a lo programado y lo ejecutado."""
    return bool(celdas) and _DE_AVANCE.fullmatch(llano(celdas[-1].texto)) is not None


def _de_avance(columna: Columna) -> Columna:
    columna.campo, columna.ajena, columna.confianza = Campo.OBSERVACIONES, True, PROBABLE
    return columna


def _de_tiempo(columna: Columna, rotulos: list[Rotulo]) -> Columna:
    columna.campo = Campo.MES_EN_COLUMNA
    columna.mes = next((r.mes for r in reversed(rotulos) if r.mes), None)
    relativo = next((r.relativo for r in reversed(rotulos) if r.relativo), None)
    if columna.mes is None and relativo is not None:
        columna.mes, columna.relativo, columna.confianza = (relativo - 1) % 12 + 1, True, DUDOSA
    if columna.mes is None:
        columna.periodo = next(r.periodo for r in reversed(rotulos) if r.periodo)
        columna.confianza = DUDOSA
    columna.anio = next((r.anio for r in reversed(rotulos) if r.anio), None)
    columna.ejecutado = any(r.ejecutado for r in rotulos)
    columna.semana = next((r.semana for r in reversed(rotulos) if r.semana), None)
    return columna


def _de_campo(tabla: Tabla, columna: Columna, leidos: list[tuple[Celda, Significado]]) -> Columna:
    """El campo del nivel más cercano a los datos que lo diga con más seguridad."""
    if not leidos:
        columna.confianza = INFERIDA
        return columna
    celda, mejor = max(reversed(leidos), key=lambda par: par[1].confianza)
    columna.campo, columna.confianza, columna.ambiguo = mejor.campo, mejor.confianza, mejor.ambiguo
    if mejor.resto:
        columna.resto = Dato(mejor.resto, tabla.origen(celda), PROBABLE)
    return columna


def _completar_meses(columnas: list[Columna]) -> None:
    """Entre «marzo» y «noviembre», siete columnas sin título son los siete meses de en medio."""
    con_mes = [columna for columna in columnas if columna.mes and not columna.relativo]
    for antes, despues in pairwise(con_mes):
        hueco = columnas[antes.indice + 1 : despues.indice]
        faltan = ((despues.mes or 0) - (antes.mes or 0)) % 12 - 1
        if hueco and len(hueco) == faltan and not any(c.titulo for c in hueco):
            _rellenar(hueco, antes)


def _rellenar(hueco: list[Columna], antes: Columna) -> None:
    for n, columna in enumerate(hueco, start=antes.mes or 0):
        columna.campo, columna.mes, columna.anio = Campo.MES_EN_COLUMNA, n % 12 + 1, antes.anio
        columna.confianza = PROBABLE


def _numerar_vueltas(columnas: list[Columna]) -> None:
    """Sin año, de diciembre se pasa a enero del siguiente; lo ejecutado lleva su propia cuenta."""
    for ejecutado in (False, True):
        vuelta, previo = 0, 0
        for columna in columnas:
            if (
                columna.campo is not Campo.MES_EN_COLUMNA
                or columna.ejecutado is not ejecutado
                or not columna.mes
            ):
                continue
            vuelta += columna.mes < previo
            previo = columna.mes
            columna.vuelta = vuelta
