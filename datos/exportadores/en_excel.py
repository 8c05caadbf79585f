"""El cronograma como libro de Excel: se edita, se imprime y se vuelve a importar."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from sqlmodel import Session
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from datos import anexos_del_plan, aportes
from datos.anexos_del_plan import Anexos
from datos.exportadores import libro
from datos.exportadores.columnas import (
    ACTIVIDAD,
    CLAVE,
    LINEA,
    OBJETIVO,
    RESPONSABLES,
    Clase,
    Columna,
    columnas,
    seguimiento,
)
from datos.exportadores.libro_de_excel import LibroDeExcel
from datos.exportadores.pedido import Pedido
from modelos.arbol import PlanCompleto
from modelos.importacion.exportado import como_se_escribe
from modelos.participacion import Aporte, TipoAporte

_FILAS_PARA_AGREGAR = 200
"""Bajo la última, las filas nuevas también tienen sus listas y sus límites."""


def generar(sesion: Session, pedido: Pedido) -> bytes:
    """El libro entero; lo escrito por las personas va siempre como texto, nunca como fórmula."""
    plan, salida = pedido.plan, BytesIO()
    with Workbook(salida, {"in_memory": True}) as creado:
        creado.set_properties({"title": como_se_escribe(plan.nombre)})
        excel = LibroDeExcel(creado, pedido)
        _cronograma(excel, plan)
        _lo_ejecutado(excel, plan)
        _participacion(excel, plan, aportes.listar(sesion, plan.id))
        _anexos(excel, pedido, anexos_del_plan.leer(sesion, plan.id))
        _listas(excel, plan)
    return salida.getvalue()


def _cronograma(excel: LibroDeExcel, plan: PlanCompleto) -> None:
    todas = columnas(plan)
    lugares = {columna.campo: lugar for lugar, columna in enumerate(todas)}
    hoja = excel.hoja(libro.CRONOGRAMA, _titulos(todas), fijas=lugares[ACTIVIDAD] + 1)
    cuantas = _una_fila_por_actividad(excel, hoja, todas, plan)
    hoja.autofilter(0, 0, cuantas, len(todas) - 1)
    hoja.print_area(0, 0, cuantas, lugares[RESPONSABLES])  # lo demás no cabe legible en una hoja
    for lugar, columna in enumerate(todas):
        if columna.clase in _LIMITES:
            hoja.data_validation(1, lugar, cuantas + _FILAS_PARA_AGREGAR, lugar, _LIMITES[columna.clase])
    for lugar, (campo, _, nombres) in enumerate(_opciones(plan)):
        _ofrecer(hoja, lugares[campo], cuantas, _rango(lugar, len(nombres)))


def _lo_ejecutado(excel: LibroDeExcel, plan: PlanCompleto) -> None:
    """Protegida, sin contraseña: lo ejecutado se registra con su fecha en el planificador."""
    todas = seguimiento(plan)
    fijas = [columna.campo for columna in todas].index(ACTIVIDAD) + 1
    hoja = excel.hoja(libro.LO_EJECUTADO, _titulos(todas), fijas)
    _una_fila_por_actividad(excel, hoja, todas, plan)
    hoja.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _una_fila_por_actividad(
    excel: LibroDeExcel, hoja: Worksheet, todas: Sequence[Columna], plan: PlanCompleto
) -> int:
    _ocultar(hoja, [columna.campo for columna in todas].index(CLAVE))
    filas = ([columna.valor(ubicada) for columna in todas] for ubicada in plan.ubicadas)
    return excel.tabla(hoja, [columna.clase for columna in todas], filas)


def _ocultar(hoja: Worksheet, lugar: int) -> None:
    hoja.set_column(lugar, lugar, None, None, {"hidden": True})


def _participacion(excel: LibroDeExcel, plan: PlanCompleto, todos: Sequence[Aporte]) -> None:
    if not todos:
        return
    propias = libro.columnas_de_aportes(plan)
    filas = [[columna.valor(plan, aporte) for columna in propias] for aporte in todos]
    hoja = _de_textos(excel, libro.PARTICIPACION, [(c.titulo, c.ancho) for c in propias], filas)
    lugares = {columna.campo: lugar for lugar, columna in enumerate(propias)}
    _ocultar(hoja, lugares[CLAVE])
    _ofrecer(hoja, lugares["tipo"], len(filas), [tipo.etiqueta for tipo in TipoAporte])
    _ofrecer(hoja, lugares[LINEA], len(filas), _rango(0, len(plan.lineas)))


def _anexos(excel: LibroDeExcel, pedido: Pedido, anexos: Anexos) -> None:
    """Los objetivos enunciados, las firmas y la ficha del plan, que dice cómo se vuelve a importar."""
    if anexos.objetivos:
        filas = [(objetivo.clase, objetivo.texto) for objetivo in anexos.objetivos]
        _de_textos(excel, libro.OBJETIVOS, _con_ancho(libro.TITULOS_DE_OBJETIVO, 20, 110), filas)
    if anexos.firmas:
        firmas = [(firma.accion, firma.nombre, firma.cargo or "") for firma in anexos.firmas]
        _de_textos(excel, libro.FIRMAS, _con_ancho(libro.TITULOS_DE_FIRMA, 30, 45, 55), firmas)
    ficha = [(dato.titulo, dato.valor(pedido)) for dato in libro.DATOS]
    _de_textos(excel, libro.PLAN, _con_ancho(libro.TITULOS_DE_DATO, 26, 100), [*ficha, *libro.COMO_VOLVER])


def _listas(excel: LibroDeExcel, plan: PlanCompleto) -> None:
    """Lo que se ofrece al editar una celda del cronograma."""
    opciones = _opciones(plan)
    filas = zip_longest(*(nombres for _, _, nombres in opciones), fillvalue="")
    _de_textos(excel, libro.LISTAS, [(titulo, 50) for _, titulo, _ in opciones], filas).hide()


def _de_textos(
    excel: LibroDeExcel, nombre: str, titulos: Sequence[tuple[str, int]], filas: Iterable[Sequence[str]]
) -> Worksheet:
    hoja = excel.hoja(nombre, titulos)
    excel.tabla(hoja, [Clase.TEXTO] * len(titulos), filas)
    return hoja


def _con_ancho(titulos: Sequence[str], *anchos: int) -> list[tuple[str, int]]:
    return list(zip(titulos, anchos, strict=True))


def _titulos(todas: Iterable[Columna]) -> list[tuple[str, int]]:
    return [(columna.titulo, columna.ancho) for columna in todas]


def _opciones(plan: PlanCompleto) -> list[tuple[str, str, list[str]]]:
    """El campo, su título y los nombres que ya se usan en él."""
    etiquetas = plan.etiquetas
    objetivos = (objetivo.nombre for linea in plan.lineas for objetivo in linea.objetivos)
    unidades = sorted({unidad.nombre for actividad in plan.actividades for unidad in actividad.unidades})
    return [
        (LINEA, etiquetas.lineas.capitalize(), list(dict.fromkeys(linea.nombre for linea in plan.lineas))),
        (OBJETIVO, etiquetas.objetivos.capitalize(), list(dict.fromkeys(objetivos))),
        (RESPONSABLES, "Responsables", unidades),
    ]


def _rango(lugar: int, cuantos: int) -> str | None:
    """Las celdas de esa columna de la hoja «Listas»; None si está vacía."""
    columna = xl_col_to_name(lugar, True)
    return f"={libro.LISTAS}!{columna}$2:{columna}${cuantos + 1}" if cuantos else None


def _ofrecer(hoja: Worksheet, lugar: int, filas: int, opciones: str | list[str] | None) -> None:
    """Una lista para elegir, que también deja escribir otra cosa."""
    if opciones:
        lista = {"validate": "list", "source": opciones, "show_error": False}
        hoja.data_validation(1, lugar, filas + _FILAS_PARA_AGREGAR, lugar, lista)


def _limite(que: str, titulo: str, mensaje: str) -> dict[str, Any]:
    return {
        "validate": que,
        "criteria": ">=",
        "value": 0,
        "error_title": titulo,
        "error_message": mensaje,
    }


_LIMITES = {
    Clase.CANTIDAD: _limite("integer", "Cantidad del mes", "Escriba un número entero, cero o más."),
    Clase.DECIMAL: _limite("decimal", "Peso", "Escriba un número, cero o más."),
    Clase.DINERO: _limite("decimal", "Dinero", "Escriba un número sin signo de pesos, cero o más."),
}
