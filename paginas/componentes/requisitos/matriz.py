"""La tabla de los requisitos: trabajo y resultado aparte, evidencia, responsable y fecha."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from itertools import groupby

import streamlit as st

from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.cumplimiento import cumple
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.frases import fecha_corta
from paginas.componentes import enlaces, simbolos
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.plan_actual import CLAVE
from paginas.componentes.requisitos.eleccion import EN_LA_DIRECCION
from paginas.componentes.texto import Armado

_COLUMNAS = ("Código", "Requisito", "Trabajo", "Resultado", "Evidencia", "Responsable", "Fecha")
_CON_FICHA = _COLUMNAS[:5]
"""Con una ficha abierta al lado, el responsable y la fecha ya se ven en ella."""


def mostrar(
    plan: PlanCompleto,
    persigue: Persigue,
    elegido: RequisitoDelProceso | None,
    unidades: Mapping[int, str],
    hoy: date,
) -> None:
    """Los que se persiguen, por grupo; al final, los que no, con su razón."""
    certificacion = persigue.certificacion
    if not certificacion.requisitos:
        st.html(
            '<p class="aviso-vacio">El catálogo no trae requisitos para este nivel. Agregue los de sus bases '
            "o su manual.</p>"
        )
        return
    grupos = "".join(
        _grupo(plan, certificacion, ambito, list(suyos), elegido, unidades, hoy)
        for ambito, suyos in groupby(certificacion.activos, key=lambda uno: uno.ambito)
    )
    columnas = _CON_FICHA if elegido else _COLUMNAS
    encabezado = "".join(f'<th scope="col">{columna}</th>' for columna in columnas)
    inactivos = [uno for uno in certificacion.requisitos if uno.desactivado is not None]
    st.html(
        Armado(
            f'<div class="caja requisitos"><table><thead><tr>{encabezado}</tr></thead>{grupos}</table></div>'
            f"{_los_que_no(plan, inactivos)}{_nota(certificacion)}"
        )
    )


def _grupo(
    plan: PlanCompleto,
    certificacion: Certificacion,
    ambito: str,
    suyos: Iterable[RequisitoDelProceso],
    elegido: RequisitoDelProceso | None,
    unidades: Mapping[int, str],
    hoy: date,
) -> str:
    ancho = len(_CON_FICHA if elegido else _COLUMNAS)
    titulo = f'<tr class="grupo"><th colspan="{ancho}" scope="rowgroup">{escape(ambito)}</th></tr>'
    filas = "".join(_fila(plan, certificacion, uno, elegido, unidades, hoy) for uno in suyos)
    return f"<tbody>{titulo if ambito else ''}{filas}</tbody>"


def _fila(
    plan: PlanCompleto,
    certificacion: Certificacion,
    uno: RequisitoDelProceso,
    elegido: RequisitoDelProceso | None,
    unidades: Mapping[int, str],
    hoy: date,
) -> str:
    marca = ' class="elegido" aria-current="true"' if uno == elegido else ""
    evidencia = certificacion.evidencia_por_requisito.get(uno.id, ())
    aceptada = sum(una.prueba(hoy) for una in evidencia)
    al_lado = f"<td>{_responsable(uno, unidades)}</td><td class=fecha>{_fecha(uno, hoy)}</td>"
    cuantas = f"{aceptada} de {len(evidencia)}" if evidencia else "0"
    return (
        f"<tr{marca}><td class=codigo>{escape(uno.codigo)}</td>"
        f'<th scope="row"><a {enlace(plan.id, uno.id)}>{escape(uno.nombre)}</a>{_procedencia(uno)}</th>'
        f"<td>{simbolos.con_etiqueta(uno.trabajo)}</td><td>{simbolos.con_etiqueta(uno.resultado)}{_auditado(uno)}</td>"
        f'<td class="cuantas">{cuantas}</td>{"" if elegido else al_lado}</tr>'
    )


def _auditado(uno: RequisitoDelProceso) -> str:
    """Lo que dijo quien audita, que manda en la cuenta."""
    if uno.auditado is EstadoResultado.NO_EVALUADO:
        return ""
    return f"<small>auditoría: {uno.auditado.etiqueta.lower()}</small>"


def enlace(plan_id: int, requisito_id: int) -> str:
    """Los atributos del enlace que abre un requisito."""
    return enlaces.atributos("requisitos", **{CLAVE: plan_id, EN_LA_DIRECCION: requisito_id})


def _procedencia(uno: RequisitoDelProceso) -> str:
    if uno.propio:
        return "<small>agregado por la municipalidad</small>"
    partes = ["editado por la municipalidad"] if uno.editado else []
    if uno.certeza is not Certeza.CONFIRMADO:
        partes.append(uno.certeza.etiqueta.lower())
    return f"<small>{escape(' · '.join(partes))}</small>" if partes else ""


def _responsable(uno: RequisitoDelProceso, unidades: Mapping[int, str]) -> str:
    if uno.unidad_id is None:
        return '<span class="falta">sin asignar</span>'
    return escape(unidades.get(uno.unidad_id, ""))


def _fecha(uno: RequisitoDelProceso, hoy: date) -> str:
    if uno.comprometido is None:
        return '<span class="tenue">sin fecha</span>'
    pasada = uno.comprometido < hoy and not cumple(uno)
    dicha = fecha_corta(uno.comprometido)
    return f'<span class="falta">{dicha} pasada</span>' if pasada else dicha


def _los_que_no(plan: PlanCompleto, inactivos: Iterable[RequisitoDelProceso]) -> str:
    filas = "".join(
        f"<li><a {enlace(plan.id, uno.id)}>{escape(uno.codigo)} {escape(uno.nombre)}</a>: "
        f"{escape(uno.desactivado or '')}</li>"
        for uno in inactivos
    )
    return (
        f'<details class="inactivos"><summary>No se persiguen</summary><ul>{filas}</ul></details>'
        if filas
        else ""
    )


def _nota(certificacion: Certificacion) -> str:
    propios = sum(uno.propio for uno in certificacion.requisitos)
    origen = certificacion.proceso.catalogo_version
    suyos = f"; {propios} agregado{'s' if propios > 1 else ''} por la municipalidad" if propios else ""
    return (
        f'<p class="subtitulo">Catálogo, versión {escape(origen)}{suyos}. Trabajo y resultado van aparte: un '
        "requisito revisado puede no cumplir.</p>"
    )
