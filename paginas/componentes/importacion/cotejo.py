"""El documento original junto a lo que quedará, fila a fila, para leerlo y juzgarlo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import streamlit as st

from datos.cotejo import CeldaCotejada, Renglon, Seccion
from datos.lugares_leidos import OtroLeido
from modelos.frases import entero
from modelos.importacion.borrador import CONFIANZA_SEGURA, ActividadBorrador
from modelos.importacion.plan_aceptado import con_anio
from modelos.meses import Mes
from modelos.plan import Etiquetas
from paginas.componentes.importacion.revision import Revision
from paginas.componentes.importacion.ventana import POR_PAGINA

_LARGO_A_LA_VISTA = 140
_PARTE_DEL_ORIGINAL = 52  # por ciento del ancho
_PESO_ANGOSTA, _PESO_NORMAL = 2, 4
_ANCHO_POR_PESO = 24  # en una columna normal cabe entera una palabra de catorce letras
_ANCHO_DEL_RESTO = 576  # la fila, cómo quedará (queda a la vista al recorrerla de lado) y la lectura
_ANCHO_A_LA_VISTA = 1026  # de la pantalla de una oficina, junto al menú

_CLASES = {
    "titulo": "Título del plan", "anio": "Año", "municipalidad": "Municipalidad", "nivel": "Nivel",
    "unidad": "Unidad", "tipo": "Tipo de plan", "mes_inicio": "Mes de inicio", "firma": "Firma",
    "programa": "Programa", "meses": "Mes", "mes": "Mes", "recurrencia": "Frecuencia",
    "responsables": "Responsable", "medio_verificacion": "Medio de verificación",
    "observacion": "Observación", "aporte": "Aporte", "acuerdo": "Acuerdo",
}  # fmt: skip


@dataclass(slots=True)
class _Pintor:
    """Lo que hace falta saber para dibujar cada actividad; recuerda los padres ya escritos."""

    abierta: Revision
    etiquetas: Etiquetas
    corregidas: frozenset[str]
    padres: tuple[str | None, ...] = ()


def mostrar(secciones: Sequence[Seccion], abierta: Revision) -> None:
    """Una tabla por sección del documento."""
    pintor = _Pintor(abierta, abierta.decision.tipo.etiquetas, frozenset(abierta.correcciones))
    tablas = "".join(_seccion(seccion, pintor, len(secciones) > 1) for seccion in secciones)
    st.html(f'<div class="cotejo">{tablas}</div>' if tablas else "<p>Ninguna fila por revisar.</p>")


def _seccion(seccion: Seccion, pintor: _Pintor, con_titulo: bool) -> str:
    grupos = _grupos(seccion)
    filas = "".join(_renglon(renglon, seccion, grupos, pintor) for renglon in seccion.renglones)
    titulo = f"<caption>{escape(seccion.titulo)}</caption>" if con_titulo else ""
    ancho = _ANCHO_POR_PESO * sum(_pesos(seccion, grupos)) + _ANCHO_DEL_RESTO
    return (
        f'<div class="caja" tabindex="0" role="region" aria-label="{escape(seccion.titulo)}">'
        f'<table style="--ancho:{ancho}px">{titulo}{_columnas(seccion, grupos)}'
        f"{_encabezado(seccion, grupos)}<tbody>{filas}</tbody></table></div>"
    )


Grupos = list[list[int]]


def _grupos(seccion: Seccion) -> Grupos:
    """Las columnas seguidas de marcas van en una: un mes al lado del otro ocuparía toda la pantalla."""
    grupos: Grupos = []
    lugares = range(len(seccion.columnas))
    for angosta, iguales in groupby(lugares, key=lambda lugar: lugar in seccion.angostas):
        seguidas = list(iguales)
        grupos.extend([seguidas] if angosta and len(seguidas) > 2 else [[lugar] for lugar in seguidas])
    return grupos


def _columnas(seccion: Seccion, grupos: Grupos) -> str:
    pesos = _pesos(seccion, grupos)
    if _ANCHO_POR_PESO * sum(pesos) + _ANCHO_DEL_RESTO > _ANCHO_A_LA_VISTA:
        anchos = [f'<col style="width:{_ANCHO_POR_PESO * peso}px">' for peso in pesos]
    else:
        anchos = [f'<col style="width:{_PARTE_DEL_ORIGINAL * peso / sum(pesos):.2f}%">' for peso in pesos]
    return f'<colgroup><col class="c-fila">{"".join(anchos)}<col><col class="c-lectura"></colgroup>'


def _pesos(seccion: Seccion, grupos: Grupos) -> list[int]:
    return [_PESO_ANGOSTA if _es_angosta(seccion, grupo) else _PESO_NORMAL for grupo in grupos]


def _es_angosta(seccion: Seccion, grupo: list[int]) -> bool:
    return len(grupo) == 1 and grupo[0] in seccion.angostas


def _encabezado(seccion: Seccion, grupos: Grupos) -> str:
    titulos = "".join(_titulo(seccion, grupo) for grupo in grupos)
    return (
        f'<thead><tr><th scope="col">Fila</th>{titulos}'
        '<th scope="col" class="quedara">Cómo quedará</th><th scope="col">Lectura</th></tr></thead>'
    )


def _titulo(seccion: Seccion, grupo: list[int]) -> str:
    titulos = [seccion.columnas[lugar] for lugar in grupo]
    if len(grupo) > 1:
        return f'<th scope="col" class="original">{escape(titulos[0])} … {escape(titulos[-1])}</th>'
    if _es_angosta(seccion, grupo):
        corto = escape(_corto(titulos[0]))
        return f'<th scope="col" class="original angosta" title="{escape(titulos[0])}">{corto}</th>'
    return f'<th scope="col" class="original">{escape(titulos[0])}</th>'


def _corto(titulo: str) -> str:
    return titulo.split(",")[0].split()[0][:3] if titulo.split() else ""


def _renglon(renglon: Renglon, seccion: Seccion, grupos: Grupos, pintor: _Pintor) -> str:
    celdas = "".join(_grupo(renglon, seccion, grupo) for grupo in grupos)
    leido, lecturas = _resultado(renglon, pintor)
    original = " · ".join(escape(celda.texto) for celda in renglon.celdas if celda.texto)
    return (
        f'<tr id="{renglon.ancla}"><th scope="row">{renglon.fila}</th>{celdas}'
        f'<td class="quedara">{leido}<details class="en-telefono"><summary>Original, fila {renglon.fila}'
        f"</summary>{original}</details></td><td class='lectura'>{lecturas}</td></tr>"
    )


def _grupo(renglon: Renglon, seccion: Seccion, grupo: list[int]) -> str:
    """Una celda; o las marcas de varias columnas seguidas, cada una con el título de la suya."""
    celdas = [renglon.celdas[lugar] for lugar in grupo]
    if len(grupo) == 1:
        return _celda(celdas[0])
    marcas = " · ".join(
        f"{_corto(seccion.columnas[lugar])} {celda.texto}"
        for lugar, celda in zip(grupo, celdas, strict=True)
        if celda.texto
    )
    dudosa, sin_usar = any(celda.dudosa for celda in celdas), any(celda.sin_usar for celda in celdas)
    return _celda(CeldaCotejada(marcas, dudosa, sin_usar))


def _celda(celda: CeldaCotejada) -> str:
    clases = ["original"]
    clases += ["dudosa"] if celda.dudosa else []
    clases += ["sin-usar"] if celda.sin_usar else []
    clases += ["vacia"] if not celda.texto else []
    if len(celda.texto) <= _LARGO_A_LA_VISTA:
        return f'<td class="{" ".join(clases)}">{_con_saltos(celda.texto)}</td>'
    return (
        f'<td class="{" ".join(clases)}"><div class="largo" tabindex="0" title="{escape(celda.texto)}">'
        f"{_con_saltos(celda.texto)}</div></td>"
    )


def _con_saltos(texto: str) -> str:
    return escape(texto.strip()).replace("\n", "<br>")


def _resultado(renglon: Renglon, pintor: _Pintor) -> tuple[str, str]:
    """Lo que quedará de la fila, y cómo se leyó."""
    bloques = [_actividad(actividad, pintor) for actividad in renglon.actividades]
    bloques += [_otro(otro, pintor.etiquetas) for otro in renglon.otros]
    avisos = "".join(f'<p class="motivo">{escape(aviso.mensaje)}</p>' for aviso in renglon.avisos)
    if not bloques:
        sin_uso = any(celda.sin_usar for celda in renglon.celdas)
        return f'<p class="tenue">{"No se usa." if sin_uso else "Rótulo del documento."}</p>', avisos
    lecturas = "".join(lectura for _, lectura in bloques)
    return "".join(leido for leido, _ in bloques), lecturas + avisos


def _actividad(leida: ActividadBorrador, pintor: _Pintor) -> tuple[str, str]:
    excluida = leida.id in pintor.abierta.excluidas
    corregida = leida.id in pintor.corregidas
    dudosa = leida.confianza < CONFIANZA_SEGURA and not corregida and not excluida
    clase = "excluida" if excluida else "dudosa" if dudosa else "segura"
    codigo = f'<span class="codigo">{escape(leida.codigo)}</span>' if leida.codigo else ""
    cuerpo = (
        f'<div class="actividad {clase}">{_padres(leida, pintor)}<p class="nombre">{codigo}'
        f"{escape(leida.actividad)}</p>{''.join(_detalles(leida, pintor))}</div>"
    )
    return cuerpo, _lectura(leida, excluida, corregida, dudosa)


def _lectura(leida: ActividadBorrador, excluida: bool, corregida: bool, dudosa: bool) -> str:
    if excluida:
        return '<p class="tenue">no se importa</p>'
    if corregida:
        return '<p class="corregida">corregida</p>'
    if not dudosa:
        return '<p class="tenue">segura</p>'
    motivos = "".join(f'<p class="motivo">{escape(motivo)}</p>' for motivo in leida.motivos)
    return f'<p class="revisar">revisar</p>{motivos}'


def _padres(leida: ActividadBorrador, pintor: _Pintor) -> str:
    """El programa, la línea y el objetivo, solo donde cambian respecto de la actividad anterior."""
    padres = (leida.programa, leida.linea, leida.objetivo)
    antes, pintor.padres = pintor.padres or (None, None, None), padres
    nombres = ("Programa", pintor.etiquetas.linea.capitalize(), pintor.etiquetas.objetivo.capitalize())
    clases = ("programa", "linea", "objetivo")
    distinto = next((n for n in range(3) if padres[n] != antes[n]), 3)
    return "".join(
        f'<p class="{clases[n]}"><span class="rotulo">{nombres[n]}</span> {escape(padres[n] or "")}</p>'
        for n in range(distinto, 3)
        if padres[n]
    )


def _detalles(leida: ActividadBorrador, pintor: _Pintor) -> Iterator[str]:
    pares = (
        ("Meses", _meses(leida, pintor.abierta.decision.inicio)),
        ("Responsable", "; ".join(leida.responsables)),
        ("Verificación", leida.medio_verificacion),
        ("Indicador", leida.indicador),
        ("Meta", leida.meta),
        ("Unidad", leida.unidad),
        ("Peso", None if leida.peso is None else f"{leida.peso:g}"),
        ("Presupuesto", None if leida.presupuesto is None else f"{leida.presupuesto:,.0f}".replace(",", ".")),
        ("Frecuencia", leida.recurrencia),
        ("Observaciones", leida.observaciones),
    )
    for nombre, valor in pares:
        if valor:
            yield f'<p class="detalle"><span class="rotulo">{nombre}</span> {escape(valor)}</p>'


def _meses(leida: ActividadBorrador, inicio: Mes) -> str:
    """«2026: Mar, Jun ×4», en orden."""
    por_anio: dict[int, list[str]] = {}
    con_cantidad = sorted(
        (con_anio(m.mes, m.anio, inicio), m.programado or 0, m.ejecutado or 0) for m in leida.meses
    )
    for mes, programado, ejecutado in con_cantidad:
        cantidad = f" ×{programado}" if programado > 1 else ""
        hecho = f" ({ejecutado} ejecutado)" if ejecutado else ""
        por_anio.setdefault(mes.anio, []).append(f"{mes.abreviado}{cantidad}{hecho}")
    return "; ".join(f"{anio}: {', '.join(meses)}" for anio, meses in por_anio.items())


def _otro(otro: OtroLeido, etiquetas: Etiquetas) -> tuple[str, str]:
    clase = "dudosa" if otro.dudoso else "segura"
    niveles = {"linea": etiquetas.linea.capitalize(), "objetivo": etiquetas.objetivo.capitalize()}
    nombre = {**_CLASES, **niveles}.get(otro.clase, otro.clase.capitalize())
    cuerpo = (
        f'<div class="otro {clase}"><span class="rotulo">{escape(nombre)}</span> {escape(otro.texto)}</div>'
    )
    return cuerpo, '<p class="revisar">revisar</p>' if otro.dudoso else '<p class="tenue">segura</p>'


def sin_usar(celdas: Sequence[tuple[Renglon, str]]) -> None:
    """La lista de celdas que no quedaron en ninguna parte del plan; si son muchísimas, las primeras."""
    filas = "".join(
        f'<li><span class="lugar">Fila {renglon.fila}</span><span>{escape(texto)}</span>'
        f'<a href="#{renglon.ancla}">Ver</a></li>'
        for renglon, texto in celdas[:POR_PAGINA]
    )
    resto = len(celdas) - POR_PAGINA
    otras = f"<p>Y otras {entero(resto)}, en sus filas.</p>" if resto > 0 else ""
    st.html(f'<section class="avisos"><ul>{filas}</ul>{otras}</section>')
