"""El cronograma como documento de Word: apaisado, con estilos con nombre, para que la oficina lo corrija."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from sqlmodel import Session

from datos import anexos_del_plan
from datos.anexos_del_plan import FirmaDelPlan
from datos.exportadores import estilos_de_word as estilos
from datos.exportadores import libro
from datos.exportadores.columnas import (
    ACTIVIDAD,
    CLAVE,
    CODIGO,
    RESPONSABLES,
    Clase,
    Columna,
    programado,
    propias_de,
)
from datos.exportadores.estilos_de_word import Casilla, fila_de_tabla, tabla
from datos.exportadores.pedido import Pedido
from modelos.arbol import EnElPlan, PlanCompleto
from modelos.frases import fecha_larga
from modelos.importacion.exportado import como_se_escribe
from modelos.paises import conocido

NOTA = "Cada mes lleva la cantidad programada; X es una. Exportado el {fecha}, versión {version}."
_MEDIO = "medio_verificacion"
_ANCHO, _ALTO, _MARGEN = Cm(27.94), Cm(21.59), Cm(1.3)  # hoja carta
_ANCHOS = {CODIGO: 700, RESPONSABLES: 2000, _MEDIO: 2180}  # en vigésimos de punto, como los cuenta Word
_ANCHO_DE_MES, _ANCHO_DE_TABLA = 455, 14340
_FIRMAS_POR_FILA = 3
_LARGO_DE_PROPIEDAD = 255  # letras, lo que Word admite


def generar(sesion: Session, pedido: Pedido) -> bytes:
    """El documento: una tabla por año, y las firmas en la última hoja."""
    plan = pedido.plan
    documento = _apaisado(plan)
    por_anio = groupby(_meses(pedido), key=lambda columna: columna.mes.anio if columna.mes else 0)
    for lugar, (anio, meses) in enumerate(por_anio):
        titulo = documento.add_paragraph(
            f"Cronograma {anio} · {como_se_escribe(plan.nombre)}", estilos.TITULO
        )
        titulo.paragraph_format.page_break_before = lugar > 0
        _cronograma(documento, plan, list(meses))
    _firmas(documento, anexos_del_plan.firmas(sesion, plan.id))
    nota = NOTA.format(fecha=fecha_larga(pedido.hoy), version=plan.version)
    documento.add_paragraph(nota, estilos.NOTA)
    salida = BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _apaisado(plan: PlanCompleto) -> Document:
    documento = docx.Document()
    documento.core_properties.title = como_se_escribe(plan.nombre)[:_LARGO_DE_PROPIEDAD]
    documento.core_properties.author = como_se_escribe(plan.municipalidad)[:_LARGO_DE_PROPIEDAD]
    estilos.definir(documento, f"es-{conocido(plan.pais)}")
    hoja = documento.sections[0]
    hoja.orientation, hoja.page_width, hoja.page_height = WD_ORIENT.LANDSCAPE, _ANCHO, _ALTO
    hoja.left_margin = hoja.right_margin = hoja.top_margin = hoja.bottom_margin = _MARGEN
    hoja.header.paragraphs[0].text = como_se_escribe(plan.municipalidad)
    hoja.header.paragraphs[0].style = estilos.NOTA
    estilos.numerar(hoja.footer.paragraphs[0], plan.nombre)
    return documento


def _meses(pedido: Pedido) -> list[Columna]:
    return [c for c in programado(pedido.plan) if c.mes and pedido.anio in (None, c.mes.anio)]


def _cronograma(documento: Document, plan: PlanCompleto, meses: Sequence[Columna]) -> None:
    propias = {columna.campo: columna for columna in propias_de(plan.etiquetas, (plan.id, plan.version))}
    todas = [propias[CODIGO], propias[ACTIVIDAD], *meses, propias[RESPONSABLES], propias[_MEDIO]]
    anchos = [_ANCHOS.get(c.campo, _ANCHO_DE_MES if c.mes else 0) for c in todas]
    anchos[1] = _ANCHO_DE_TABLA - sum(anchos)
    titulos = [Casilla(columna.titulo_corto, estilos.ENCABEZADO) for columna in todas]
    filas = [fila_de_tabla(titulos, anchos, repetida=True)]
    filas += [fila_de_tabla(casillas, anchos) for casillas in _filas(plan, todas, propias[CLAVE])]
    tabla(documento, anchos, filas)


def _filas(plan: PlanCompleto, todas: Sequence[Columna], clave: Columna) -> Iterator[list[Casilla]]:
    etiquetas, programa = plan.etiquetas, None
    for linea in plan.lineas:
        if linea.programa != programa:
            programa = linea.programa
            yield [_franja("Programa", programa or libro.NINGUNO, estilos.LINEA, len(todas))]
        yield [_franja(etiquetas.linea.capitalize(), linea.nombre, estilos.LINEA, len(todas))]
        for objetivo in linea.objetivos:
            yield [_franja(etiquetas.objetivo.capitalize(), objetivo.nombre, estilos.OBJETIVO, len(todas))]
            for actividad in objetivo.actividades:
                ubicada = EnElPlan(linea, objetivo, actividad)
                yield [_casilla(columna, ubicada, clave) for columna in todas]


def _franja(rotulo: str, nombre: str, estilo: str, columnas: int) -> Casilla:
    """La fila que nombra a las que siguen, a todo lo ancho."""
    return Casilla(f"{rotulo}: {nombre}", estilo, columnas)


def _casilla(columna: Columna, ubicada: EnElPlan, clave: Columna) -> Casilla:
    valor = columna.valor(ubicada)
    if columna.campo == CODIGO:
        return Casilla(str(valor or ""), estilos.CELDA, oculto=str(clave.valor(ubicada)))
    if columna.clase is Clase.CANTIDAD:
        es_marca = valor == 1 and not ubicada.actividad.unidad_medida
        return Casilla("X" if es_marca else str(valor or ""), estilos.MES)
    return Casilla(str(valor or ""), estilos.CELDA)


def _firmas(documento: Document, firmas: Sequence[FirmaDelPlan]) -> None:
    """Un cuadro por persona, con lugar para firmar."""
    if not firmas:
        return
    ancho = _ANCHO_DE_TABLA // _FIRMAS_POR_FILA
    filas = [
        fila_de_tabla(
            [Casilla(libro.FIRMAS, estilos.ENCABEZADO, _FIRMAS_POR_FILA)], [ancho] * _FIRMAS_POR_FILA
        )
    ]
    for desde in range(0, len(firmas), _FIRMAS_POR_FILA):
        suyas = [_cuadro(firma) for firma in firmas[desde : desde + _FIRMAS_POR_FILA]]
        vacias = [Casilla("", estilos.FIRMA)] * (_FIRMAS_POR_FILA - len(suyas))
        filas.append(fila_de_tabla([*suyas, *vacias], [ancho] * _FIRMAS_POR_FILA))
    tabla(documento, [ancho] * _FIRMAS_POR_FILA, filas)


def _cuadro(firma: FirmaDelPlan) -> Casilla:
    return Casilla("\n".join(filter(None, (firma.accion, firma.nombre, firma.cargo))), estilos.FIRMA)
