"""Qué columna es cada una cuando el título no basta: lo que contienen y dónde están."""

import re
from collections.abc import Sequence, Set

from datos.importadores.interprete import porcentajes
from datos.importadores.interprete.columna_de_la_actividad import elegir_actividad
from datos.importadores.interprete.columnas_aparte import apartar, elegir_codigo, explicar
from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.encabezados import es_ajeno, significado
from datos.importadores.interprete.forma_dudosa import dudar_de_la_forma
from datos.importadores.interprete.muestras import dice_meses, es_de_numeros, largo, parte
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.numeracion import es_solo_codigo
from datos.importadores.interprete.piezas import DUDOSA, INFERIDA, NIVELES, PROBABLE
from datos.importadores.interprete.raices import raices
from datos.importadores.interprete.responsables import parece_unidad
from datos.importadores.interprete.rotulos import dice_ejecutado, leer_ordinal
from datos.importadores.interprete.titulares import Fila, Titular
from datos.importadores.interprete.vocabulario_de_meses import LARGOS
from modelos.importacion.borrador import Campo

_LARGO_DE_UNIDAD = 14  # letras, en promedio
MUESTRA = 80  # filas que se miran para decidir
_LARGO_MINIMO = 4  # letras, en promedio, de lo que nombra un grupo
_ANIO = re.compile(r"(?:19|20)\d\d")
_ANIO_CORTO = re.compile(r"(?:(?:19|20)|['’]?)\d\d")
_MAYORIA = 0.6
_CASI_TODO = 0.75
_SEGUIMIENTO = re.compile(
    r"(?:seguimiento|avance|monitoreo|control|cumplimiento|reporte|presupuesto|costo|gasto)\b[^·]*·"
)
_COMO_LINEA = frozenset({"unidad", "area", "departamento", "direccion", "dependencia", "sector"})
_APORTES = (
    (r"aporte|propuesta", "aporte"), (r"acuerdo|compromiso", "acuerdo"),
    (r"observacion|sugerencia|demanda|pedido|inquietud|necesidad|solicitud", "observacion"),
)  # fmt: skip


def precisar(titular: Titular, filas: Sequence[Fila], ocupados: Set[Campo] = frozenset()) -> None:
    """Resuelve títulos ambiguos, repetidos o desconocidos mirando el contenido.

    `ocupados` son los niveles que ya dio un título sobre la tabla.
    """
    muestras = {c.indice: _muestra(c, filas) for c in titular.columnas}
    _reconocer_tipo_de_fila(titular, muestras)
    _apartar_seguimiento(titular)
    apartar(titular.columnas, muestras)
    _reconocer_aportes(titular)
    elegir_actividad(titular, muestras, ocupados)
    _resolver_ambiguas(titular, muestras)
    _tipo_como_linea(titular, muestras)
    _repartir_niveles(titular)
    _revisar_codigo(titular, muestras)
    elegir_codigo(titular.columnas, muestras)
    _reconocer_anio(titular, muestras)
    _reconocer_periodos(titular, muestras)
    _nivel_por_repeticion(titular, muestras, ocupados)
    _ubicar_desconocidas(titular, muestras)
    porcentajes.reconocer(titular.columnas, muestras)
    explicar(titular.columnas)
    dudar_de_la_forma(titular, muestras)


def _reconocer_tipo_de_fila(titular: Titular, muestras: dict[int, list[str]]) -> None:
    """Una columna que solo dice «Programado» y «Ejecutado» distingue las dos filas de cada actividad."""
    for columna in titular.columnas:
        textos = {llano(texto).strip(" .:") for texto in muestras[columna.indice]}
        if columna.campo is Campo.MES_EN_COLUMNA or len(textos) not in (1, 2):
            continue
        leidos = [dice_ejecutado(texto) for texto in textos]
        if titular.de_meses and None not in leidos and (len(leidos) == 2 or min(map(len, textos)) > 1):
            columna.tipo_de_fila, columna.campo = True, Campo.IGNORAR


def _apartar_seguimiento(titular: Titular) -> None:
    """«Seguimiento · Trim 1» o «Presupuesto · I», junto a un plazo, no dicen lo programado."""
    if any(titular.con(campo) for campo in (Campo.MES, Campo.INICIO, Campo.TERMINO)):
        for columna in titular.de_meses:
            if _SEGUIMIENTO.match(llano(columna.titulo)):
                columna.campo, columna.ajena, columna.confianza = Campo.OBSERVACIONES, True, PROBABLE


def _reconocer_aportes(titular: Titular) -> None:
    """«Sugerencia ciudadana», «Acuerdos»: lo que dijo la ciudadanía, junto a la actividad que responde."""
    for columna in titular.columnas:
        plano = llano(columna.titulo)
        if columna.campo in (None, Campo.OBSERVACIONES) and re.search(
            r"ciudadan|comunidad|vecin|sugerencia", plano
        ):
            tipo = next((tipo for forma, tipo in _APORTES if re.search(forma, plano)), None)
            columna.aporte = tipo
            columna.campo = Campo.IGNORAR if tipo else columna.campo


def _muestra(columna: Columna, filas: Sequence[Fila]) -> list[str]:
    return [
        limpio(fila[columna.indice].texto)
        for fila in filas[:MUESTRA]
        if columna.indice < len(fila) and not fila[columna.indice].vacia
    ]


def _resolver_ambiguas(titular: Titular, muestras: dict[int, list[str]]) -> None:
    actividad = titular.con(Campo.ACTIVIDAD)
    lugar = actividad.indice if actividad else len(titular.columnas)
    for columna in titular.columnas:
        if not columna.ambiguo:
            continue
        raiz, textos = raices(_titulo_propio(columna)), muestras[columna.indice]
        if raiz in _COMO_LINEA and _grupo(columna) is Campo.RESPONSABLE:
            columna.campo, columna.confianza = Campo.RESPONSABLE, PROBABLE
        elif raiz in _COMO_LINEA:
            columna.campo, columna.confianza = _unidad_o_linea(titular, columna, lugar, textos)
        elif raiz == "meta":
            suelta = titular.con(Campo.OBJETIVO) is None and columna.indice < lugar
            columna.campo = Campo.OBJETIVO if suelta and not es_de_numeros(textos) else Campo.META
            columna.confianza = (
                PROBABLE if titular.con(Campo.LINEA) or columna.campo is Campo.META else DUDOSA
            )


def _titulo_propio(columna: Columna) -> str:
    """«Unidad» de «Meta · Unidad»: el nivel más cercano a los datos."""
    return columna.titulo.rpartition("·")[2].strip()


def _grupo(columna: Columna) -> Campo | None:
    """El campo de «Encargados» en «Encargados · Unidad»."""
    sentido = significado(columna.titulo.rpartition("·")[0].strip())
    return sentido.campo if sentido else None


def _unidad_o_linea(titular: Titular, columna: Columna, lugar: int, textos: list[str]) -> tuple[Campo, float]:
    """«Unidad» puede ser quien responde, la línea del plan o la unidad de medida."""
    como_unidad = parte(textos, parece_unidad) >= 0.5
    if columna.indice < lugar and titular.con(Campo.LINEA) in (None, columna):
        return Campo.LINEA, PROBABLE if como_unidad or largo(textos) > 20 else DUDOSA
    se_cuenta = titular.con(Campo.META) is not None or bool(titular.de_meses)
    corta = not como_unidad and largo(textos) <= _LARGO_DE_UNIDAD + 1
    medida = raices(_titulo_propio(columna)) == "unidad" and corta and se_cuenta
    if medida and titular.con(Campo.UNIDAD) is None:
        return Campo.UNIDAD, DUDOSA
    if titular.con(Campo.RESPONSABLE) in (None, columna):
        return Campo.RESPONSABLE, PROBABLE if como_unidad else DUDOSA
    return Campo.OBSERVACIONES, DUDOSA


def _antes_de_la_actividad(titular: Titular) -> list[Columna]:
    actividad = titular.con(Campo.ACTIVIDAD)
    return titular.columnas[: actividad.indice] if actividad else []


def _tipo_como_linea(titular: Titular, muestras: dict[int, list[str]]) -> None:
    """«Tipo de medida» antes de la medida la clasifica; no dice en qué se cuenta."""
    for columna in _antes_de_la_actividad(titular):
        es_tipo = columna.campo is Campo.UNIDAD and llano(columna.titulo).startswith("tipo")
        if es_tipo and titular.con(Campo.LINEA) is None and not es_de_numeros(muestras[columna.indice]):
            columna.campo, columna.confianza = Campo.LINEA, DUDOSA


def _reconocer_anio(titular: Titular, muestras: dict[int, list[str]]) -> None:
    """Una columna que solo trae años dice el de los meses de cada fila."""
    for columna in titular.columnas:
        escritos = muestras[columna.indice]
        con_nombre = columna.titulo and columna.campo in (None, Campo.IGNORAR)
        formas = _ANIO_CORTO if raices(columna.titulo) == "ano" else _ANIO
        if con_nombre and parte(escritos, formas.fullmatch) >= _CASI_TODO:
            columna.de_anio, columna.campo = True, Campo.IGNORAR


def _reconocer_periodos(titular: Titular, muestras: dict[int, list[str]]) -> None:
    """Bajo «Trimestre», «II» y «3°» son los trimestres segundo y tercero."""
    for columna in titular.columnas:
        periodo = next((p for p in LARGOS if p in raices(columna.titulo).split()), None)
        libre = columna.campo in (None, Campo.MES) and titular.con(Campo.MES) in (None, columna)
        if periodo is None or not libre or titular.de_meses:
            continue
        leidos = [leer_ordinal(texto, periodo).meses for texto in muestras[columna.indice]]
        if leidos and sum(map(bool, leidos)) >= _MAYORIA * len(leidos):
            columna.campo, columna.de_periodos, columna.confianza = Campo.MES, periodo, PROBABLE


def _nivel_por_repeticion(titular: Titular, muestras: dict[int, list[str]], ocupados: Set[Campo]) -> None:
    """Antes de la actividad, un título desconocido cuyos textos se repiten agrupa: se propone como línea."""
    if titular.con(Campo.LINEA) is not None or Campo.LINEA in ocupados:
        return
    for columna in _antes_de_la_actividad(titular):
        textos = muestras[columna.indice]
        agrupa = len(textos) > 2 and len(set(textos)) < len(textos) and largo(textos) > _LARGO_MINIMO
        ajena = columna.campo is not None or not columna.titulo or es_ajeno(columna.titulo)
        if agrupa and not ajena and not es_de_numeros(textos) and parte(textos, dice_meses) < _MAYORIA:
            columna.campo, columna.confianza = Campo.LINEA, INFERIDA
            return


def _repartir_niveles(titular: Titular) -> None:
    """Dos columnas del mismo nivel: la primera sube al nivel libre de encima."""
    for nivel in reversed(NIVELES):
        columnas = [c for c in titular.columnas if c.campo is nivel]
        for columna in columnas[:-1]:
            if llano(columna.titulo) == llano(columnas[-1].titulo):
                columnas[-1].confianza = DUDOSA  # «Objetivo» dos veces: cuál es el nivel de abajo
            superiores = NIVELES[: NIVELES.index(nivel)][::-1]
            libre = next((n for n in superiores if titular.con(n) is None), Campo.OBSERVACIONES)
            columna.campo, columna.confianza = libre, DUDOSA
            columna.ajena = libre is Campo.OBSERVACIONES


def _revisar_codigo(titular: Titular, muestras: dict[int, list[str]]) -> None:
    """Un «Ítem» que trae frases no es un código."""
    for columna in titular.columnas:
        if columna.campo is not Campo.CODIGO:
            continue
        if parte(muestras[columna.indice], es_solo_codigo) < 0.5 and largo(muestras[columna.indice]) > 10:
            columna.campo = Campo.LINEA if titular.con(Campo.LINEA) is None else Campo.OBSERVACIONES
            columna.ajena, columna.confianza = columna.campo is Campo.OBSERVACIONES, INFERIDA


def _ubicar_desconocidas(titular: Titular, muestras: dict[int, list[str]]) -> None:
    """Un título que no se conoce se ubica por su contenido; si no, va a las observaciones con su título."""
    for columna in titular.columnas:
        if columna.campo is not None or not columna.titulo:
            continue
        columna.campo = _por_contenido(titular, columna.titulo, muestras[columna.indice])
        columna.ajena = columna.campo is Campo.OBSERVACIONES
        columna.confianza = PROBABLE if columna.ajena else INFERIDA


def _por_contenido(titular: Titular, titulo: str, textos: list[str]) -> Campo:
    if es_ajeno(titulo):
        return Campo.OBSERVACIONES
    if titular.con(Campo.RESPONSABLE) is None and parte(textos, parece_unidad) >= 0.6:
        return Campo.RESPONSABLE
    dice_plazo = any(titular.con(campo) for campo in (Campo.MES, Campo.INICIO, Campo.TERMINO))
    if not dice_plazo and not titular.de_meses and parte(textos, dice_meses) >= _MAYORIA:
        return Campo.MES
    return Campo.OBSERVACIONES
