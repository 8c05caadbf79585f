"""Las sesiones: abrirlas con una clave, reconocerlas por su testigo, y cerrarlas."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, insert, or_, select, update
from sqlmodel import Session

from datos.conexion import escritura_de_paso, lectura
from datos.cuentas import claves
from datos.instantes import en_utc
from modelos.borradores import GRACIA
from modelos.cuentas import (
    DURACION,
    ENTRE_ANOTACIONES,
    Identidad,
    Persona,
    Pertenencia,
    Sesion,
    UsoDeSesion,
    sesion_vigente,
)
from modelos.errores import ErrorDeDominio
from modelos.permisos import Rol
from modelos.tabla import tabla_de

persona, pertenencia = tabla_de(Persona), tabla_de(Pertenencia)
abierta, uso = tabla_de(Sesion), tabla_de(UsoDeSesion)

LETRAS_DE_NAVEGADOR = 200
_NO_COINCIDE = "El correo o la clave no son correctos."


@dataclass(frozen=True, slots=True)
class SesionAbierta:
    """Una sesión de la persona, para que la reconozca."""

    id: int
    abierta_el: datetime
    usada_el: datetime
    direccion: str
    navegador: str


def hay_cuentas(sesion: Session) -> bool:
    """Si ya existe alguna cuenta: entonces nadie entra sin la suya."""
    return bool(sesion.execute(select(exists().where(persona.c.id.is_not(None)))).scalar())


def entrar(correo: str, clave: str, ahora: datetime, direccion: str, navegador: str) -> str:
    """El testigo de una sesión nueva; ErrorDeDominio, igual para toda causa, si no corresponde."""
    cuenta = correo.strip().lower()
    contados = claves.contar_intento(ahora, cuenta, direccion)
    with lectura() as sesion:
        encontrada = sesion.execute(
            select(persona.c.id).where(persona.c.correo == cuenta, persona.c.desactivada_el.is_(None))
        ).scalar()
        bien = claves.coincide(sesion, encontrada, clave)
    if not bien or encontrada is None:
        raise ErrorDeDominio(_NO_COINCIDE)
    with escritura_de_paso() as sesion:
        claves.perdonar(sesion, cuenta, contados)
        return abrir(sesion, encontrada, ahora, direccion, navegador)


def abrir(sesion: Session, persona_id: int, ahora: datetime, direccion: str, navegador: str) -> str:
    """Una sesión nueva, en la primera municipalidad en que la persona tiene un rol; entrega su testigo."""
    testigo = secrets.token_urlsafe(32)
    suya = _roles_vigentes(persona_id, ahora.date()).order_by(pertenencia.c.id).limit(1)
    fila = {
        "huella": huella(testigo),
        "persona_id": persona_id,
        "municipalidad_id": sesion.execute(suya).scalar(),
        "abierta_el": ahora,
        "direccion": direccion,
        "navegador": navegador[:LETRAS_DE_NAVEGADOR],
    }
    nueva = sesion.execute(insert(abierta).values(fila).returning(abierta.c.id)).scalar_one()
    sesion.execute(insert(uso).values(sesion_id=nueva, usada_el=ahora))
    return testigo


def _roles_vigentes(persona_id: int, hoy: date) -> Select[tuple[int]]:
    return select(pertenencia.c.municipalidad_id).where(
        pertenencia.c.persona_id == persona_id, _no_vencida(hoy)
    )


def _no_vencida(hoy: date) -> ColumnElement[bool]:
    return or_(pertenencia.c.vence_el.is_(None), pertenencia.c.vence_el >= hoy)


def reconocer(testigo: str, ahora: datetime) -> Identidad | None:
    """De quién es el testigo; None si su sesión terminó o no existe. Anota cada varios minutos que se usó."""
    fila = _no_cerrada(testigo, ahora)
    if fila is None or not sesion_vigente(en_utc(fila.abierta_el), en_utc(fila.usada_el), ahora):
        return None
    if ahora - en_utc(fila.usada_el) >= ENTRE_ANOTACIONES:
        with escritura_de_paso() as sesion:
            sesion.execute(update(uso).where(uso.c.sesion_id == fila.id).values(usada_el=ahora))
    return _identidad(fila)


def autor_de_borrador(testigo: str, ahora: datetime) -> Identidad | None:
    """Quién puede dejar un borrador con ese testigo, aunque su sesión haya vencido sola hace poco.

    Nunca con una que alguien cerró, ni de quien fue desactivado. No alarga la sesión ni sirve para nada más.
    """
    fila = _no_cerrada(testigo, ahora)
    if fila is None or ahora - en_utc(fila.usada_el) > GRACIA:
        return None
    return _identidad(fila)


def _no_cerrada(testigo: str, ahora: datetime) -> Row[Any] | None:
    del_rol = and_(
        pertenencia.c.persona_id == abierta.c.persona_id,
        pertenencia.c.municipalidad_id == abierta.c.municipalidad_id,
        _no_vencida(ahora.date()),
    )
    consulta = (
        select(
            *abierta.c["id", "abierta_el", "municipalidad_id", "persona_id"],
            uso.c.usada_el,
            *persona.c["nombre", "instala"],
            *pertenencia.c["rol", "unidad_id", "plan_id"],
        )
        .join(uso, uso.c.sesion_id == abierta.c.id)
        .join(persona, persona.c.id == abierta.c.persona_id)
        .outerjoin(pertenencia, del_rol)
        .where(abierta.c.huella == huella(testigo), abierta.c.cerrada_el.is_(None))
        .where(persona.c.desactivada_el.is_(None))
    )
    with lectura() as sesion:
        return sesion.execute(consulta).first()


def _identidad(fila: Row[Any]) -> Identidad:
    return Identidad(
        nombre=fila.nombre,
        persona_id=fila.persona_id,
        sesion_id=fila.id,
        municipalidad_id=fila.municipalidad_id,
        rol=Rol(fila.rol) if fila.rol else None,
        unidad_id=fila.unidad_id,
        plan_id=fila.plan_id,
        instala=fila.instala,
    )


def de_la_persona(sesion: Session, persona_id: int, ahora: datetime) -> list[SesionAbierta]:
    """Las que siguen vigentes, de la más nueva a la más vieja."""
    consulta = (
        select(*abierta.c["id", "abierta_el", "direccion", "navegador"], uso.c.usada_el)
        .join(uso, uso.c.sesion_id == abierta.c.id)
        .where(abierta.c.persona_id == persona_id, abierta.c.cerrada_el.is_(None))
        .where(abierta.c.abierta_el >= ahora - DURACION)
        .order_by(abierta.c.id.desc())
    )
    return [
        SesionAbierta(id_, en_utc(cuando), en_utc(usada), direccion, navegador)
        for id_, cuando, direccion, navegador, usada in sesion.execute(consulta)
        if sesion_vigente(en_utc(cuando), en_utc(usada), ahora)
    ]


def cerrar(
    persona_id: int, ahora: datetime, *, sesion_id: int | None = None, menos: int | None = None
) -> int:
    """Cierra una sesión de la persona, o todas (menos una); rige en el siguiente pedido. Entrega cuántas."""
    orden = update(abierta).where(abierta.c.persona_id == persona_id, abierta.c.cerrada_el.is_(None))
    if sesion_id is not None:
        orden = orden.where(abierta.c.id == sesion_id)
    if menos is not None:
        orden = orden.where(abierta.c.id != menos)
    with escritura_de_paso() as sesion:
        return len(sesion.execute(orden.values(cerrada_el=ahora).returning(abierta.c.id)).all())


def cambiar_de_municipalidad(quien: Identidad, municipalidad_id: int, hoy: date) -> None:
    """La sesión pasa a otra municipalidad en que la persona tiene un rol; ErrorDeDominio si no lo tiene."""
    with escritura_de_paso() as sesion:
        if (
            municipalidad_id
            not in sesion.execute(_roles_vigentes(quien.persona_id or 0, hoy)).scalars().all()
        ):
            raise ErrorDeDominio("En esa municipalidad usted no tiene un rol. Pídalo a su administración.")
        sesion.execute(
            update(abierta).where(abierta.c.id == quien.sesion_id).values(municipalidad_id=municipalidad_id)
        )


def huella(testigo: str) -> str:
    """Lo que se guarda de un testigo: con la base a la vista no se puede entrar."""
    return sha256(testigo.encode()).hexdigest()
