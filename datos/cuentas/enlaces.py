"""Los enlaces de un solo uso con que una persona pone su clave: el de su invitación y el de cambiarla."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from datos.conexion import escritura_de_paso, lectura
from datos.cuentas import claves, sesiones
from datos.cuentas.sesiones import huella
from datos.instantes import en_utc
from modelos.cuentas import ClaseDeEnlace, Enlace, Persona, Sesion
from modelos.errores import ErrorDeDominio
from modelos.tabla import tabla_de

enlace, persona, abierta = tabla_de(Enlace), tabla_de(Persona), tabla_de(Sesion)


@dataclass(frozen=True, slots=True)
class Enlazada:
    """De quién es un enlace que sirve, y para qué."""

    persona_id: int
    nombre: str
    correo: str
    clase: ClaseDeEnlace


def hacer(sesion: Session, persona_id: int, clase: ClaseDeEnlace, ahora: datetime) -> str:
    """El testigo de un enlace nuevo; los anteriores de esa persona dejan de servir."""
    sin_usar = update(enlace).where(enlace.c.persona_id == persona_id, enlace.c.usado_el.is_(None))
    sesion.execute(sin_usar.values(usado_el=ahora))
    testigo = secrets.token_urlsafe(32)
    fila = {
        "huella": huella(testigo),
        "persona_id": persona_id,
        "clase": clase,
        "vence_el": ahora + clase.vigencia,
    }
    sesion.execute(insert(enlace).values(fila))
    return testigo


def mirar(testigo: str, ahora: datetime) -> Enlazada:
    """De quién es; ErrorDeDominio si venció, ya se usó o no existe. Mirarlo no lo gasta."""
    with lectura() as sesion:
        fila = _vigente(sesion, testigo, ahora)
    return Enlazada(fila.persona_id, fila.nombre, fila.correo, ClaseDeEnlace(fila.clase))


def usar(testigo: str, clave: str, ahora: datetime, direccion: str, navegador: str) -> str:
    """Pone la clave, gasta el enlace y cambia las sesiones de la persona por una; entrega su testigo."""
    with escritura_de_paso() as sesion:
        fila = _vigente(sesion, testigo, ahora)
        claves.comprobar_nueva(clave, (fila.nombre, fila.correo, "planificador ambiental municipalidad"))
        gastado = (
            update(enlace)
            .where(enlace.c.id == fila.id, enlace.c.usado_el.is_(None))
            .values(usado_el=ahora)
            .returning(enlace.c.id)
        )
        if sesion.execute(gastado).first() is None:
            raise _no_sirve()
        claves.poner(sesion, fila.persona_id, clave, ahora)
        claves.perdonar(sesion, fila.correo)
        suyas = update(abierta).where(abierta.c.persona_id == fila.persona_id, abierta.c.cerrada_el.is_(None))
        sesion.execute(suyas.values(cerrada_el=ahora))
        return sesiones.abrir(sesion, fila.persona_id, ahora, direccion, navegador)


def _vigente(sesion: Session, testigo: str, ahora: datetime) -> Row[tuple[int, int, str, datetime, str, str]]:
    consulta = (
        select(*enlace.c["id", "persona_id", "clase", "vence_el"], *persona.c["nombre", "correo"])
        .join(persona, persona.c.id == enlace.c.persona_id)
        .where(enlace.c.huella == huella(testigo), enlace.c.usado_el.is_(None))
        .where(persona.c.desactivada_el.is_(None))
    )
    fila = sesion.execute(consulta).first()
    if fila is None or en_utc(fila.vence_el) <= ahora:
        raise _no_sirve()
    return fila


def _no_sirve() -> ErrorDeDominio:
    return ErrorDeDominio(
        "Este enlace ya se usó o venció. Pida otro a quien administra las cuentas de su municipalidad."
    )
