"""Exportar un plan y leer el archivo de nuevo, como lo haría la pantalla de importar."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from datos import reimportacion_del_plan
from datos.exportadores import catalogo
from datos.exportadores.pedido import Documento, Pedido
from datos.importacion import ArchivoFuente
from datos.lecturas import abrir, releer
from modelos.arbol import PlanCompleto
from modelos.importacion.borrador import Ajustes, Borrador
from modelos.importacion.decision import propuesta
from modelos.importacion.plan_aceptado import PlanAceptado, aceptar
from modelos.importacion.reimportacion import Diferencia, comparar
from modelos.importacion.reimportacion_del_plan import comparar_el_resto

HOY = date(2026, 11, 25)


def exportado(sesion: Session, plan: PlanCompleto, formato: str) -> ArchivoFuente:
    """El archivo que bajaría de la pantalla."""
    exportacion = catalogo.buscar(Documento.CRONOGRAMA, formato)
    pedido = Pedido(plan, HOY)
    return ArchivoFuente(exportacion.nombre_de_archivo(pedido), exportacion.generar(sesion, pedido))


def leido(archivo: ArchivoFuente) -> Borrador:
    """Su borrador."""
    return releer(abrir(archivo), Ajustes())


def aceptado(plan: PlanCompleto, borrador: Borrador) -> PlanAceptado:
    """Lo que quedaría, para compararlo con el plan."""
    decision = propuesta(borrador, HOY)
    return aceptar(borrador, replace(decision, nombre=plan.nombre, municipalidad=plan.municipalidad))


def diferencias(sesion: Session, plan: PlanCompleto, borrador: Borrador) -> list[Diferencia]:
    """Todas las que se mostrarían."""
    nuevo = aceptado(plan, borrador)
    comparacion = comparar(plan, nuevo)
    guardado = reimportacion_del_plan.leer(sesion, plan)
    resto = comparar_el_resto(plan, guardado, borrador.plan, nuevo, comparacion.parejas)
    return [*comparacion.diferencias, *resto]
