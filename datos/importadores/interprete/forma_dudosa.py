"""La forma de una tabla que obliga a dudar: títulos sin entender, columnas que pugnan, textos ajenos."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from datos.importadores.documento import Tabla
from datos.importadores.interprete.columnas_aparte import es_desconocida
from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.encabezados import es_titulo_exacto, significado
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.muestras import Muestras, dice_meses, largo, parte
from datos.importadores.interprete.normalizar import cita, llano
from datos.importadores.interprete.piezas import DUDOSA, NIVELES, Dato
from datos.importadores.interprete.responsables import parece_unidad
from datos.importadores.interprete.titulares import Fila, Titular, propias
from modelos.importacion.borrador import Campo

_MAYORIA = 0.5
_TITULOS_MINIMOS = 2
_LARGO_DE_ACCION = 12  # letras, en promedio, de lo que podría ser una actividad
_LARGO_DE_NIVEL = 4
_LARGO_DE_UNIDAD = 40
_PALABRAS_DE_UNIDAD = 5
_PARTE_SIN_ENTENDER = 0.4  # de los títulos de la tabla
_COMO_UN_DATO = (Campo.CODIGO, Campo.UNIDAD, Campo.RECURRENCIA, Campo.IGNORAR)
_DE_PLAZO = (Campo.MES, Campo.INICIO, Campo.TERMINO)
_UNIDADES = frozenset({"unidad", "area", "departamento", "direccion", "dependencia"})


def dudar_de_la_forma(titular: Titular, muestras: Muestras) -> None:
    """Baja las columnas que otra podría desplazar o que su contenido desmiente, y anota las de la tabla."""
    desconocidas = [c for c in titular.columnas if _sin_sentido(c) and muestras[c.indice]]
    _dudar_de_la_actividad(titular, desconocidas, muestras)
    _dudar_de_los_responsables(titular, desconocidas, muestras)
    _dudar_de_los_niveles(titular, desconocidas, muestras)
    _dudar_del_plazo(titular, desconocidas, muestras)
    _dudar_por_el_contenido(titular, muestras)
    _dudar_de_los_meses_que_vuelven(titular)
    _dudar_de_los_meses_sin_titulo(titular, desconocidas)
    titular.dudas = [duda for duda in (_sin_entender(titular), _dos_tablas(titular)) if duda]


def _sin_sentido(columna: Columna) -> bool:
    """Si su título no se entiende, o no lo tiene y nada dice qué es."""
    return es_desconocida(columna) or not (columna.titulo or columna.campo)


def _nombre(columna: Columna) -> str:
    return f"«{cita(columna.titulo)}»" if columna.titulo else f"la columna {columna.indice + 1}, sin título,"


def _dudar(columna: Columna, motivo: str) -> None:
    columna.confianza, columna.duda = min(columna.confianza, DUDOSA), columna.duda or motivo


def _dudar_de_la_actividad(titular: Titular, desconocidas: list[Columna], muestras: Muestras) -> None:
    """Un título que no se entiende trae textos tan propios de cada fila como los de la elegida."""
    elegida = titular.con(Campo.ACTIVIDAD)
    if elegida is None:
        return
    niveles = [c for c in titular.columnas if c.campo in NIVELES and c.indice > elegida.indice]
    for otra in [*desconocidas, *niveles]:
        textos = muestras[otra.indice]
        distintos = len(set(textos)), len(set(muestras[elegida.indice]))
        despues = otra.indice > elegida.indice and distintos[0] >= distintos[1]
        if _parecen_acciones(textos) and (despues or distintos[0] > distintos[1]):
            _dudar(elegida, f"{_nombre(otra)} también podría serlo")


def _dudar_de_los_niveles(titular: Titular, desconocidas: list[Columna], muestras: Muestras) -> None:
    """Antes de la actividad, una columna que no se entiende agrupa filas: el nivel de las otras es dudoso."""
    actividad = titular.con(Campo.ACTIVIDAD)
    for otra in desconocidas:
        textos = muestras[otra.indice]
        antes = actividad is not None and otra.indice < actividad.indice
        if antes and len(set(textos)) < len(textos) and largo(textos) > _LARGO_DE_NIVEL:
            titular.niveles_dudosos = True
            for columna in titular.columnas:
                if columna.campo in NIVELES:
                    _dudar(columna, f"{_nombre(otra)} también puede ser un nivel del plan")


def _parecen_acciones(textos: list[str]) -> bool:
    return (
        largo(textos) >= _LARGO_DE_ACCION
        and parte(textos, lambda t: " " in t and t[:1].isalpha()) > _MAYORIA
        and parte(textos, parece_unidad) < _MAYORIA
        and parte(textos, dice_meses) < _MAYORIA
    )


def _dudar_de_los_responsables(titular: Titular, desconocidas: list[Columna], muestras: Muestras) -> None:
    """Otra columna trae nombres de unidades o nombres cortos, o se llama «Unidad» y no es quien responde."""
    otras = [*desconocidas, *(c for c in titular.columnas if _es_unidad_aparte(c))]
    for otra in otras:
        textos = muestras[otra.indice]
        if _parecen_nombres(textos) or parte(textos, parece_unidad) >= _MAYORIA:
            for columna in titular.columnas:
                if columna.campo is Campo.RESPONSABLE:
                    _dudar(columna, f"{_nombre(otra)} también puede decir quién responde")


def _es_unidad_aparte(columna: Columna) -> bool:
    propio = llano(columna.titulo.rpartition("·")[2]).strip()
    return propio in _UNIDADES and columna.campo in (Campo.OBSERVACIONES, Campo.UNIDAD)


def _parecen_nombres(textos: list[str]) -> bool:
    return parte(textos, _parece_nombre) >= _MAYORIA


def _parece_nombre(texto: str) -> bool:
    corto = len(texto) <= _LARGO_DE_UNIDAD and len(texto.split()) <= _PALABRAS_DE_UNIDAD
    return corto and texto[:1].isupper() and not re.search(r"\d", texto) and not dice_meses(texto)


def _dudar_del_plazo(titular: Titular, desconocidas: list[Columna], muestras: Muestras) -> None:
    """Otra columna, de título que no se entiende, también trae meses o fechas."""
    for otra in desconocidas:
        if parte(muestras[otra.indice], dice_meses) >= _MAYORIA:
            for columna in titular.columnas:
                if columna.campo in _DE_PLAZO:
                    _dudar(columna, f"{_nombre(otra)} también dice meses")


def _dudar_por_el_contenido(titular: Titular, muestras: Muestras) -> None:
    """El título dice una cosa y las celdas, otra: meses bajo «Responsable», cifras bajo «Línea»."""
    for columna in titular.columnas:
        textos = muestras[columna.indice]
        if not textos or columna.campo is None:
            continue
        ajeno = next((n for n, p in _DESMIENTEN.get(columna.campo, ()) if parte(textos, p) > _MAYORIA), None)
        if ajeno:
            _dudar(columna, f"casi todo lo que trae {ajeno}")


def _sin_letras(texto: str) -> bool:
    return not any(letra.isalpha() for letra in texto)


def _en_minuscula(texto: str) -> bool:
    return texto[:1].islower() and " " not in texto


_NO_NOMBRAN = (
    ("son cifras", _sin_letras),
    ("son meses", dice_meses),
    ("son palabras sueltas", _en_minuscula),
)
_DESMIENTEN: Mapping[Campo, Sequence[tuple[str, Callable[[str], bool]]]] = {
    Campo.ACTIVIDAD: _NO_NOMBRAN,
    Campo.RESPONSABLE: (("son meses", dice_meses), ("trae cifras", lambda t: bool(re.search(r"\d{2}", t)))),
    **dict.fromkeys(NIVELES, _NO_NOMBRAN),
}


def _dudar_de_los_meses_que_vuelven(titular: Titular) -> None:
    """«Ene … Dic» dos veces, sin año: pueden ser dos años, o lo programado y lo ejecutado."""
    claves = [(c.mes, c.anio, c.vuelta, c.ejecutado, c.semana, c.periodo) for c in titular.de_meses]
    if len(claves) > len(set(claves)):
        _dudar_de_los_meses(
            titular, "Un mes titula más de una columna: se leyeron como el mismo mes; compruébelo."
        )
    vueltas: dict[bool, set[int]] = {}
    for columna in titular.de_meses:
        vueltas.setdefault(bool(columna.vuelta) and columna.anio is None, set()).add(columna.mes or 0)
    if vueltas.get(True) and vueltas[True] <= vueltas.get(False, set()):
        _dudar_de_los_meses(
            titular, "Los meses se repiten sin decir el año: se leyeron como dos años; compruébelo."
        )


def _dudar_de_los_meses_sin_titulo(titular: Titular, desconocidas: list[Columna]) -> None:
    """Entre las columnas de meses, una sin título trae marcas: puede ser otro mes, o estar corridos."""
    lugares = [c.indice for c in titular.de_meses]
    en_medio = [c for c in desconocidas if lugares and min(lugares) < c.indice < max(lugares)]
    if any(not c.titulo for c in en_medio):
        _dudar_de_los_meses(
            titular,
            "Hay datos en una columna sin título entre los meses: se leyeron los demás; compruébelos.",
        )


def _dudar_de_los_meses(titular: Titular, motivo: str) -> None:
    for columna in titular.de_meses:
        columna.confianza = min(columna.confianza, DUDOSA)
    titular.duda_de_meses = motivo


def _sin_entender(titular: Titular) -> str | None:
    """Si una buena parte de los títulos no se entendió, lo entendido tampoco es seguro."""
    titulados = [c for c in _las_contiguas(titular) if c.campo is not Campo.MES_EN_COLUMNA]
    ignorados = [c for c in titulados if es_desconocida(c)]
    if len(ignorados) < 2 or len(ignorados) < _PARTE_SIN_ENTENDER * len(titulados):
        return None
    return f"No se entendieron {len(ignorados)} de los {len(titulados)} títulos de la tabla: revísela entera."


def _las_contiguas(titular: Titular) -> list[Columna]:
    """Las columnas con título que ningún hueco separa de la actividad: más allá puede haber otro cuadro."""
    grupos: list[list[Columna]] = [[]]
    for columna in titular.columnas:
        if columna.titulo:
            grupos[-1].append(columna)
        else:
            grupos.append([])
    actividad = titular.con(Campo.ACTIVIDAD)
    return next((grupo for grupo in grupos if actividad in grupo), [])


def _dos_tablas(titular: Titular) -> str | None:
    """El título de la actividad repetido: son tablas lado a lado que no se separaron."""
    actividad = titular.con(Campo.ACTIVIDAD)
    iguales = [c for c in titular.columnas if actividad and llano(c.titulo) == llano(actividad.titulo)]
    if actividad is None or not actividad.titulo or len(iguales) < 2:
        return None
    return (
        f"«{cita(actividad.titulo)}» titula {len(iguales)} columnas: puede haber varias tablas lado a lado."
    )


def dudar_si_es_casi_un_encabezado(lectura: Lectura, titular: Titular | None, fila: Fila) -> None:
    """Una fila de títulos que no se entendió como encabezado deja en duda lo que se lee con el anterior."""
    if titular is not None and not titular.firmas and _es_casi_un_encabezado(fila):
        textos = " · ".join(celda.texto for celda in propias(fila))
        lectura.dudas.append(f"«{cita(textos)}» parece un encabezado que no se entendió: revise la tabla.")


def _es_casi_un_encabezado(fila: Fila) -> bool:
    """Si la fila, leída como datos, nombra dos o más campos: es un encabezado que no se entendió."""
    textos = [celda.texto for celda in propias(fila)]
    exactos = [texto for texto in textos if es_titulo_exacto(texto)]
    if len(exactos) < _TITULOS_MINIMOS or len(exactos) < _MAYORIA * len(textos):
        return False
    campos = {sentido.campo for texto in exactos if (sentido := significado(texto))}
    return len(campos - set(_COMO_UN_DATO)) >= _TITULOS_MINIMOS


def bajar_lo_leido(lectura: Lectura, tabla: Tabla, desde: int) -> None:
    """Todo lo que las actividades leídas desde esa tomaron de la tabla queda por revisar, con su razón."""
    corregida = any(clave.startswith(f"{tabla.numero}:") for clave in lectura.ajustes.columnas)
    if not lectura.dudas or corregida:
        return
    for actividad in lectura.actividades[desde:]:
        actividad.dudar(lectura.dudas[0])
        actividad.datos = {campo: _con_techo(dato, tabla) for campo, dato in actividad.datos.items()}
        for mes in actividad.meses:
            mes.confianza = min(mes.confianza, DUDOSA)


def _con_techo(dato: Dato, tabla: Tabla) -> Dato:
    suyo = dato.origen.tabla == tabla.numero
    return replace(dato, confianza=min(dato.confianza, DUDOSA)) if suyo else dato
