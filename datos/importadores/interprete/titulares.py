"""Las filas de encabezado de una tabla, de uno o más niveles, y las columnas que nombran."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete.encabezados import Significado, significado
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.piezas import DUDOSA, INFERIDA, PROBABLE, SEGURA, Dato
from datos.importadores.interprete.rotulos import Rotulo, meses_de_letras, rotulo
from modelos.borrador import Campo, Origen

Fila = Sequence[Celda]
_NIVELES_MAXIMOS = 4
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
    aporte: str | None = None  # observacion | aporte | acuerdo
    resto: Dato | None = None
    encabezados: list[Origen] = field(default_factory=list)


@dataclass(slots=True)
class Titular:
    """El encabezado de una tabla: cuántas filas ocupa y qué columnas nombra."""

    filas: int
    columnas: list[Columna]
    firmas: bool = False

    def con(self, campo: Campo) -> Columna | None:
        """La primera columna de ese campo."""
        return next((columna for columna in self.columnas if columna.campo is campo), None)

    @property
    def de_meses(self) -> list[Columna]:
        """Las columnas que son un mes o un período."""
        return [columna for columna in self.columnas if columna.campo is Campo.MES_EN_COLUMNA]


def leer_titular(tabla: Tabla, filas: Sequence[Fila], desde: int) -> Titular | None:
    """El encabezado que empieza en esa fila, o None si la fila no lo es."""
    for salto in range(min(3, len(filas) - desde)):
        if es_titular(filas[desde + salto]):
            break
        if not _es_grupo(filas[desde + salto]):
            return None
    else:
        return None
    if salto and not _es_grupo_sobre(filas[desde], filas[desde + salto]):
        return None
    cantidad = salto + 1
    while cantidad < _NIVELES_MAXIMOS and desde + cantidad < len(filas) and _sigue(filas, desde, cantidad):
        cantidad += 1
    return _armar(tabla, [list(fila) for fila in filas[desde : desde + cantidad]])


def propias(fila: Fila) -> list[Celda]:
    """Las celdas con texto, sin contar las que repiten una combinada."""
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
    celdas = [celda for celda in fila if not celda.vacia and not _repite_hacia_el_lado(celda)]
    if not celdas or any(len(celda.texto) > 90 for celda in celdas):
        return False
    if not any(_PARECE.search(llano(celda.texto)) or isinstance(celda.valor, date) for celda in celdas):
        return False
    rotulos = [rotulo(celda) for celda in celdas]
    if es_de_firmas(fila):
        return True
    campos = {r.campo.campo for r in rotulos if r.campo and r.campo.confianza >= PROBABLE}
    tiempo = _columnas_de_tiempo(rotulos)
    conocidos = sum(r.conocido for r in rotulos)
    if conocidos < len(rotulos) / 2 or (tiempo < 3 and conocidos < min(2, len(rotulos))):
        return False
    if Campo.ACTIVIDAD in campos:
        return len(campos) + (tiempo > 1) >= 2
    if len(campos) >= 3 or (len(campos) >= 2 and tiempo >= 1):
        return True
    return tiempo >= 3 and (tiempo >= 6 or len(celdas) >= 4)


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
    if utiles + campos < len(rotulos):
        return False
    return utiles >= 2 or (campos >= 2 and _todas_bajo_grupo(celdas, arriba))


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
    leidos = [_rotulos_del_nivel(niveles, n) for n in range(len(niveles))]
    columnas = [
        _columna(tabla, indice, [nivel[indice] for nivel in niveles], [fila[indice] for fila in leidos])
        for indice in range(len(niveles[0]))
    ]
    _completar_meses(columnas)
    _numerar_vueltas(columnas)
    firmas = any(es_de_firmas(nivel) for nivel in niveles)
    return Titular(filas=len(niveles), columnas=columnas, firmas=firmas)


def _rotulos_del_nivel(niveles: list[list[Celda]], numero: int) -> list[Rotulo]:
    """Los rótulos de una fila; en las de arriba, el grupo alcanza a las columnas sin título propio."""
    rotulos = [rotulo(celda) for celda in niveles[numero]]
    _poner_letras(rotulos, niveles[numero])
    _poner_numeros(rotulos)
    ultimo = numero == len(niveles) - 1
    llevado = Rotulo()
    for indice, (celda, leido) in enumerate(zip(niveles[numero], rotulos, strict=True)):
        if not celda.vacia:
            llevado = leido if leido.de_tiempo or leido.grupo else Rotulo()
        elif not ultimo and any(not nivel[indice].vacia for nivel in niveles[numero + 1 :]):
            rotulos[indice] = llevado
    return rotulos


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
        return _de_tiempo(columna, rotulos)
    if any(r.anio and not r.campo for r in rotulos) and not any(r.campo for r in rotulos):
        columna.anio = next(r.anio for r in rotulos if r.anio)
        return columna
    leidos = [(celda, r.campo) for celda, r in zip(celdas, rotulos, strict=True) if not celda.vacia]
    return _de_campo(tabla, columna, [(celda, campo) for celda, campo in leidos if campo])


def _lugares(tabla: Tabla, celdas: list[Celda]) -> list[Origen]:
    return list(dict.fromkeys(tabla.origen(celda) for celda in celdas))


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
