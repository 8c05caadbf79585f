"""Publicar un plan para quien no tiene cuenta, dejar de hacerlo, y leer lo publicado."""

import secrets
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlmodel import Session

from datos.versiones import copia
from modelos.arbol import PlanCompleto
from modelos.datos_personales import tapar_en
from modelos.plan import Plan
from modelos.publicacion import Publicacion
from modelos.tabla import tabla_de

publicacion, plan = tabla_de(Publicacion), tabla_de(Plan)


class Publicado(NamedTuple):
    """Cuándo se publicó y con qué código va en su dirección."""

    codigo: str
    publicada_el: date


def mirar(sesion: Session, plan_id: int) -> Publicado | None:
    """Si el plan está publicado."""
    consulta = select(*publicacion.c["codigo", "publicada_el"]).where(publicacion.c.plan_id == plan_id)
    fila = sesion.execute(consulta).first()
    return Publicado(*fila) if fila else None


def publicar(sesion: Session, plan_id: int, hoy: date) -> None:
    """Congela el plan como está; el código, de 128 bits, es el que tenía si ya estaba publicado."""
    anterior = sesion.get(Publicacion, plan_id)
    contenido = copia.escribir(sesion, plan_id)
    if anterior is None:
        codigo = secrets.token_urlsafe(16)
        sesion.add(Publicacion(plan_id=plan_id, codigo=codigo, publicada_el=hoy, contenido=contenido))
    else:
        anterior.publicada_el, anterior.contenido = hoy, contenido


def retirar(sesion: Session, plan_id: int) -> None:
    """Deja de estar publicado; su dirección ya no muestra nada."""
    sesion.execute(delete(publicacion).where(publicacion.c.plan_id == plan_id))


def leer(sesion: Session, codigo: str) -> tuple[PlanCompleto, date] | None:
    """El plan publicado con ese código y su fecha; None si no hay o está en la papelera.

    No mira quién pide: es para cualquiera, y va con los datos de personas tapados.
    """
    consulta = select(publicacion).join(plan, plan.c.id == publicacion.c.plan_id)
    fila = sesion.execute(consulta.where(publicacion.c.codigo == codigo, plan.c.borrado_el.is_(None))).first()
    publicado = copia.leer(fila.contenido, fila.plan_id) if fila else None
    return (tapar_en(publicado), fila.publicada_el) if fila and publicado else None
