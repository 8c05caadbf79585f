"""La clave de cada persona: cuándo se acepta una nueva, cómo se guarda y cómo se comprueba."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import delete, func, insert, or_, select, text
from sqlmodel import Session
from zxcvbn import zxcvbn

from datos.conexion import escritura_de_paso
from datos.instantes import en_utc
from modelos.cuentas import (
    INTENTOS_LIBRES,
    INTENTOS_LIBRES_POR_DIRECCION,
    LETRAS_DE_CLAVE,
    MAXIMO_DE_CLAVE,
    VENTANA_DE_INTENTOS,
    Clave,
    Intento,
    espera,
)
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.parecido import normalizar
from modelos.tabla import tabla_de

clave, intento = tabla_de(Clave), tabla_de(Intento)

CERROJO = 7_204_513  # número arbitrario y fijo con que en PostgreSQL los intentos se cuentan de a uno
FACIL = 2  # de 0 a 4 en zxcvbn: hasta aquí la adivina en minutos quien pruebe listas conocidas
LETRAS_AJENAS = 8  # que deben quedar al quitar las palabras de la persona y de su oficina
LARGO_EXAMINADO = 72  # letras que zxcvbn mira; más allá, la clave ya es larga
_PROCESO = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_DE_NADIE = _PROCESO.hash("una clave que nadie tiene")
"""Se comprueba cuando la cuenta no existe, para que tarde lo mismo que una que sí."""


def comprobar_nueva(escrita: str, propias: Iterable[str]) -> None:
    """ErrorDeDominio si es corta o fácil de adivinar; `propias` son palabras de la persona y su oficina."""
    if len(escrita) < LETRAS_DE_CLAVE:
        raise ErrorDeDominio(
            f"La clave necesita al menos {LETRAS_DE_CLAVE} letras. Una frase de cuatro palabras sirve."
        )
    if len(escrita) > MAXIMO_DE_CLAVE:
        raise ErrorDeDominio(f"La clave puede tener hasta {MAXIMO_DE_CLAVE} letras.")
    suyas = [palabra for frase in propias for palabra in (frase, *re.findall(r"\w+", frase))]
    facil = zxcvbn(escrita[:LARGO_EXAMINADO], user_inputs=suyas)["score"] <= FACIL
    if facil or len(_sin(suyas, escrita)) < LETRAS_AJENAS:
        raise ErrorDeDominio(
            "Esa clave se adivina pronto: es de las más usadas, repite algo o lleva su nombre. "
            "Pruebe con cuatro palabras que no tengan que ver entre sí."
        )


def _sin(palabras: Iterable[str], escrita: str) -> str:
    """Lo que queda de la clave al quitarle esas palabras, sin espacios ni signos."""
    queda = normalizar(escrita)
    for palabra in sorted(map(normalizar, palabras), key=len, reverse=True):
        queda = queda.replace(palabra, "") if len(palabra) > 2 else queda
    return "".join(re.findall(r"\w", queda))


def poner(sesion: Session, persona_id: int, escrita: str, ahora: datetime) -> None:
    """Guarda la huella de la clave en lugar de la que hubiera."""
    sesion.execute(delete(clave).where(clave.c.persona_id == persona_id))
    fila = {"persona_id": persona_id, "huella": _PROCESO.hash(escrita), "cambiada_el": ahora}
    sesion.execute(insert(clave).values(fila))


def coincide(sesion: Session, persona_id: int | None, escrita: str) -> bool:
    """Si es la clave de la persona; None, o quien no tiene clave, tarda lo mismo y es falso."""
    guardada = sesion.execute(select(clave.c.huella).where(clave.c.persona_id == persona_id)).scalar()
    try:
        return _PROCESO.verify(guardada or _DE_NADIE, escrita[: MAXIMO_DE_CLAVE + 1]) and guardada is not None
    except (VerificationError, InvalidHashError):
        return False


def contar_intento(ahora: datetime, cuenta: str, direccion: str = "") -> list[int]:
    """Cuenta el intento antes de mirar la clave y retorna sus filas, que `perdonar` quita si era la buena.

    ErrorDeDominio que dice cuánto falta, si de esa cuenta o dirección se falló hace poco. Muchos intentos a
    la vez se cuentan de a uno: ninguno se prueba antes de haberse contado.
    """
    with escritura_de_paso() as sesion:
        if sesion.connection().dialect.name == "postgresql":
            sesion.execute(text("SELECT pg_advisory_xact_lock(:cerrojo)"), {"cerrojo": CERROJO})
        _comprobar_espera(sesion, ahora, cuenta, direccion)
        sesion.execute(delete(intento).where(intento.c.cuando <= ahora - VENTANA_DE_INTENTOS))
        filas = [{"de": _anonimo(uno), "cuando": ahora} for uno in filter(None, (cuenta, direccion))]
        return list(sesion.execute(insert(intento).returning(intento.c.id), filas).scalars())


def _comprobar_espera(sesion: Session, ahora: datetime, cuenta: str, direccion: str) -> None:
    libres = {_anonimo(direccion): INTENTOS_LIBRES_POR_DIRECCION, _anonimo(cuenta): INTENTOS_LIBRES}
    consulta = (
        select(intento.c.de, func.count(), func.max(intento.c.cuando))
        .where(intento.c.de.in_(libres), intento.c.cuando > ahora - VENTANA_DE_INTENTOS)
        .group_by(intento.c.de)
    )
    esperas = [
        espera(fallas, libres[de], en_utc(ultima), ahora) for de, fallas, ultima in sesion.execute(consulta)
    ]
    falta = max(esperas, default=None)
    if falta:
        segundos = int(falta.total_seconds()) + 1
        cuanto = contar(segundos, "segundo") if segundos < 90 else contar(-(-segundos // 60), "minuto")
        raise ErrorDeDominio(f"Hubo varias claves equivocadas. Espere {cuanto} y vuelva a probar.")


def perdonar(sesion: Session, cuenta: str, contados: Sequence[int] = ()) -> None:
    """Quien entró bien: se olvidan este intento y las fallas de su cuenta; las de la dirección siguen."""
    sesion.execute(delete(intento).where(or_(intento.c.de == _anonimo(cuenta), intento.c.id.in_(contados))))


def _anonimo(de: str) -> str:
    """Ni correos ni direcciones quedan escritos en la tabla de intentos."""
    return sha256(de.encode()).hexdigest()
