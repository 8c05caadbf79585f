"""Las cuentas: personas, su rol en cada municipalidad, sus sesiones y los enlaces de un solo uso."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Index, UniqueConstraint
from sqlmodel import Field

from modelos.errores import ErrorDeDominio
from modelos.permisos import MATRIZ, Permiso, Rol, negativa
from modelos.tabla import Tabla, hacia, id_propio, una_de

SIN_USO = timedelta(minutes=60)
"""Cuánto dura una sesión que nadie usa."""
DURACION = timedelta(hours=10)
"""Cuánto dura una sesión, aunque se use."""
ENTRE_ANOTACIONES = timedelta(minutes=5)
"""Cada cuánto se anota, a lo más, que una sesión sigue en uso."""
VIGENCIA_DE_INVITACION = timedelta(days=7)
VIGENCIA_DE_CAMBIO = timedelta(hours=24)
LETRAS_DE_CLAVE = 12
MAXIMO_DE_CLAVE = 200
INTENTOS_LIBRES = 3
INTENTOS_LIBRES_POR_DIRECCION = 20
"""Toda una oficina suele salir por la misma: que una persona se equivoque no deja afuera a las demás."""
VENTANA_DE_INTENTOS = timedelta(hours=1)
MAYOR_ESPERA = timedelta(minutes=15)


def _instante(*, nulo: bool = False) -> Any:
    return Field(default=None, nullable=nulo, sa_type=DateTime(timezone=True))


class Persona(Tabla, table=True):
    """Quien entra; no se borra, se desactiva: la bitácora la sigue nombrando."""

    __tablename__ = "persona"
    __table_args__ = (UniqueConstraint("correo"),)

    id: int = id_propio()
    nombre: str
    correo: str  # en minúsculas
    instala: bool = False  # respalda y mantiene la instalación entera
    desactivada_el: date | None = None


class Pertenencia(Tabla, table=True):
    """El rol de una persona en una municipalidad; el de unidad dice cuál; el de auditoría, plan y fin."""

    __tablename__ = "pertenencia"
    __table_args__ = (UniqueConstraint("persona_id", "municipalidad_id"), una_de(Rol, "rol"))

    id: int = id_propio()
    persona_id: int = hacia("persona")
    municipalidad_id: int = hacia("municipalidad")
    rol: str
    unidad_id: int | None = hacia("unidad", nulo=True)
    plan_id: int | None = hacia("plan", nulo=True)
    vence_el: date | None = None


class Clave(Tabla, table=True):
    """La huella de la clave de una persona (argon2id); aparte, para que la bitácora no la copie."""

    __tablename__ = "clave"

    persona_id: int = Field(foreign_key="persona.id", primary_key=True)
    huella: str
    cambiada_el: datetime = _instante()


class Sesion(Tabla, table=True):
    """Una entrada: de quién, desde dónde, y la huella de su testigo, que no se guarda."""

    __tablename__ = "sesion"
    __table_args__ = (UniqueConstraint("huella"),)

    id: int = id_propio()
    huella: str
    persona_id: int = hacia("persona")
    municipalidad_id: int | None = hacia("municipalidad", nulo=True)
    abierta_el: datetime = _instante()
    direccion: str
    navegador: str
    cerrada_el: datetime | None = _instante(nulo=True)


class UsoDeSesion(Tabla, table=True):
    """Cuándo se usó por última vez: se escribe mientras se lee, y por eso va aparte."""

    __tablename__ = "uso_de_sesion"

    sesion_id: int = Field(foreign_key="sesion.id", primary_key=True)
    usada_el: datetime = _instante()


class ClaseDeEnlace(StrEnum):
    """Para qué es un enlace de un solo uso."""

    INVITACION = "invitacion"
    CAMBIO_DE_CLAVE = "cambio_de_clave"

    @property
    def vigencia(self) -> timedelta:
        """Cuánto sirve desde que se hace."""
        return VIGENCIA_DE_INVITACION if self is ClaseDeEnlace.INVITACION else VIGENCIA_DE_CAMBIO


class Enlace(Tabla, table=True):
    """Un enlace para poner la clave; sirve una vez y hasta una hora."""

    __tablename__ = "enlace"
    __table_args__ = (UniqueConstraint("huella"), una_de(ClaseDeEnlace, "clase"))

    id: int = id_propio()
    huella: str
    persona_id: int = hacia("persona")
    clase: str
    vence_el: datetime = _instante()
    usado_el: datetime | None = _instante(nulo=True)


class Intento(Tabla, table=True):
    """Una entrada fallida, por cuenta y por dirección: de ellas sale la espera."""

    __tablename__ = "intento"
    __table_args__ = (Index(None, "de", "cuando"),)

    id: int = id_propio()
    de: str = Field(sa_column_kwargs={"nullable": False})  # huella de la cuenta o de la dirección
    cuando: datetime = _instante()


@dataclass(frozen=True, slots=True)
class Identidad:
    """Quién pide: la persona de una sesión, con lo que es en la municipalidad que mira, o el modo local."""

    nombre: str
    persona_id: int | None = None
    sesion_id: int | None = None
    municipalidad_id: int | None = None
    rol: Rol | None = None
    unidad_id: int | None = None
    plan_id: int | None = None
    instala: bool = False

    @property
    def es_local(self) -> bool:
        """Sin cuentas, o una orden dada en el servidor mismo: puede todo."""
        return self.persona_id is None

    def puede(self, permiso: Permiso) -> bool:
        """Si su rol, o su cuenta, lo permite; en qué plan o actividad se mira aparte."""
        if self.es_local:
            return True
        if permiso is Permiso.INSTALAR:
            return self.instala
        return self.rol is not None and permiso in MATRIZ[self.rol]

    def exigir(self, permiso: Permiso) -> None:
        """SinPermiso, con a quién pedirlo, si no puede."""
        if not self.puede(permiso):
            raise negativa(permiso, self.rol)

    def ve_el_plan(self, plan_id: int, municipalidad_id: int) -> bool:
        """Si ese plan es de su municipalidad, y el de su invitación si audita."""
        if self.es_local:
            return True
        return municipalidad_id == self.municipalidad_id and self.plan_id in {None, plan_id}


LOCAL = "usuario local"
"""Quién firma las acciones mientras no hay cuentas."""


def sesion_vigente(abierta_el: datetime, usada_el: datetime, ahora: datetime) -> bool:
    """No pasó sin uso el tiempo que se permite, ni el que dura en total."""
    return ahora - usada_el <= SIN_USO and ahora - abierta_el <= DURACION


def espera(fallas: int, libres: int, ultima: datetime, ahora: datetime) -> timedelta:
    """Cuánto falta para volver a probar una clave: nada las `libres` primeras; después, el doble cada vez."""
    if fallas < libres:
        return timedelta()
    total = min(MAYOR_ESPERA, timedelta(seconds=5 * 2 ** min(fallas - libres, 10)))
    return max(timedelta(), total - max(timedelta(), ahora - ultima))


def correo_escrito(escrito: str) -> str:
    """El correo en minúsculas; ErrorDeDominio si no lo parece."""
    correo = escrito.strip().lower()
    cuenta, arroba, dominio = correo.rpartition("@")
    if not (arroba and cuenta and "." in dominio.strip(".")) or len(correo) > 200 or not correo.isprintable():
        raise ErrorDeDominio("Ese correo no está bien escrito: debe ser como nombre@municipalidad.cl.")
    if any(letra.isspace() for letra in correo):
        raise ErrorDeDominio("El correo no puede llevar espacios.")
    return correo


def comprobar_pertenencia(
    rol: Rol, unidad_id: int | None, plan_id: int | None, vence_el: date | None
) -> None:
    """Lo que cada rol necesita para tener sentido; ErrorDeDominio que dice qué falta."""
    if rol is Rol.UNIDAD and unidad_id is None:
        raise ErrorDeDominio("Diga de qué unidad es: solo registrará en las actividades de esa unidad.")
    if rol is Rol.AUDITORIA and (plan_id is None or vence_el is None):
        raise ErrorDeDominio("Diga qué plan audita y hasta qué fecha.")
