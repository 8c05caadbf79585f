"""El cierre de cada mes: la unidad lo da por completo, gestión lo aprueba o lo devuelve, y queda cerrado."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto, UnidadResponsable
from modelos.cuentas import Identidad
from modelos.errores import ErrorDeDominio
from modelos.frases import en_orden, enumerar
from modelos.meses import Mes
from modelos.permisos import Permiso, Rol, SinPermiso
from modelos.tabla import Tabla, hacia, id_propio, no_negativo

SIN_RESPONSABLE = "Sin responsable"


class CierreDeMes(Tabla, table=True):
    """Cómo va el cierre de un mes de una unidad en un plan; sin fila, el mes sigue abierto.

    Sin unidad es el de las actividades que no tienen responsable, y lo lleva gestión. El estado sale de las
    columnas que solo escribe quien puede: así el permiso se mira por columna, como en todo lo demás.
    """

    __tablename__ = "cierre_de_mes"
    __table_args__ = (
        UniqueConstraint("plan_id", "unidad_id", "anio", "mes"),
        Index(
            "uq_cierre_de_mes_sin_unidad",
            "plan_id",
            "anio",
            "mes",
            unique=True,
            sqlite_where=text("unidad_id IS NULL"),
            postgresql_where=text("unidad_id IS NULL"),
        ),
        CheckConstraint("mes BETWEEN 1 AND 12", name="mes_valido"),
        *no_negativo("entregas", "devoluciones"),
    )

    id: int = id_propio()
    plan_id: int = hacia("plan")
    unidad_id: int | None = hacia("unidad", nulo=True)
    anio: int
    mes: int
    entregas: int = 0  # veces que se dio por completo
    completo_por: str | None = None
    completo_el: date | None = None
    devoluciones: int = 0  # la entrega que se devolvió la última vez
    devuelto_por: str | None = None
    devuelto_el: date | None = None
    comentario: str | None = None  # por qué se devolvió
    aprobado_por: str | None = None
    aprobado_el: date | None = None

    @property
    def estado(self) -> "EstadoDeCierre":
        """En qué va."""
        if self.aprobado_el is not None:
            return EstadoDeCierre.APROBADO
        if not self.entregas:
            return EstadoDeCierre.ABIERTO
        return EstadoDeCierre.COMPLETO if self.entregas > self.devoluciones else EstadoDeCierre.DEVUELTO


class CambioTrasCierre(Tabla, table=True):
    """Un mes de una actividad que se cambió con el mes ya aprobado, y por qué."""

    __tablename__ = "cambio_tras_cierre"

    id: int = id_propio()
    accion_id: int = hacia("accion")
    plan_id: int = hacia("plan")
    anio: int
    mes: int
    actividad_id: int = hacia("actividad")
    razon: str


class EstadoDeCierre(StrEnum):
    """En qué va el cierre de un mes de una unidad."""

    ABIERTO = "abierto"
    COMPLETO = "completo"
    DEVUELTO = "devuelto"
    APROBADO = "aprobado"

    @property
    def etiqueta(self) -> str:
        """Lo que se lee."""
        return self.value.capitalize()


class Paso(StrEnum):
    """Lo que se hace con el cierre de un mes."""

    COMPLETAR = "completar"
    APROBAR = "aprobar"
    DEVOLVER = "devolver"

    @property
    def permiso(self) -> Permiso:
        """El que pide."""
        return Permiso.REGISTRAR if self is Paso.COMPLETAR else Permiso.EDITAR


_YA_APROBADO = "ese mes ya está aprobado. Lo que haya que corregir se cambia con su razón"
_SIN_COMPLETAR = "la unidad aún no da ese mes por completo"
_TRANSICIONES: Mapping[tuple[EstadoDeCierre, Paso], EstadoDeCierre | str] = MappingProxyType(
    {
        (EstadoDeCierre.ABIERTO, Paso.COMPLETAR): EstadoDeCierre.COMPLETO,
        (EstadoDeCierre.ABIERTO, Paso.APROBAR): _SIN_COMPLETAR,
        (EstadoDeCierre.ABIERTO, Paso.DEVOLVER): _SIN_COMPLETAR,
        (EstadoDeCierre.COMPLETO, Paso.COMPLETAR): "ese mes ya está completo y espera que gestión lo apruebe",
        (EstadoDeCierre.COMPLETO, Paso.APROBAR): EstadoDeCierre.APROBADO,
        (EstadoDeCierre.COMPLETO, Paso.DEVOLVER): EstadoDeCierre.DEVUELTO,
        (EstadoDeCierre.DEVUELTO, Paso.COMPLETAR): EstadoDeCierre.COMPLETO,
        (EstadoDeCierre.DEVUELTO, Paso.APROBAR): f"se devolvió y {_SIN_COMPLETAR} otra vez",
        (EstadoDeCierre.DEVUELTO, Paso.DEVOLVER): "ese mes ya se devolvió y está abierto para la unidad",
        (EstadoDeCierre.APROBADO, Paso.COMPLETAR): _YA_APROBADO,
        (EstadoDeCierre.APROBADO, Paso.APROBAR): _YA_APROBADO,
        (EstadoDeCierre.APROBADO, Paso.DEVOLVER): _YA_APROBADO,
    }
)
"""Cada estado con cada paso: a dónde lleva, o por qué no se puede."""


def comprobar_quien(paso: Paso, quien: Identidad, unidad_id: int | None) -> None:
    """SinPermiso si su rol no da ese paso, o si es de otra unidad; lo sin responsable es de gestión."""
    quien.exigir(paso.permiso)
    if quien.rol is Rol.UNIDAD and quien.unidad_id != unidad_id:
        raise SinPermiso("No se hizo: ese mes es de otra unidad. Pídalo a ella o a gestión ambiental.")


def siguiente(estado: EstadoDeCierre, paso: Paso, quien: Identidad, unidad_id: int | None) -> EstadoDeCierre:
    """El estado a que lleva el paso; SinPermiso o ErrorDeDominio si no se puede."""
    comprobar_quien(paso, quien, unidad_id)
    llega = _TRANSICIONES[estado, paso]
    if not isinstance(llega, EstadoDeCierre):
        raise ErrorDeDominio(f"No se hizo: {llega}.")
    return llega


def puede_dar(estado: EstadoDeCierre, paso: Paso, quien: Identidad, unidad_id: int | None) -> bool:
    """Si el paso se le ofrece."""
    try:
        siguiente(estado, paso, quien, unidad_id)
    except ErrorDeDominio:
        return False
    return True


def comprobar_mes(plan: PlanCompleto, mes: Mes, hoy: date) -> None:
    """ErrorDeDominio si el plan no rige o el mes no es suyo o no ha comenzado."""
    if not plan.vigente:
        raise ErrorDeDominio(
            "No se hizo: el plan está en borrador. Los meses se cierran con el plan vigente."
        )
    if not plan.inicio <= mes <= plan.fin:
        raise ErrorDeDominio(f"No se hizo: {mes} queda fuera del plan.")
    if mes > Mes.de(hoy):
        raise ErrorDeDominio(f"No se hizo: {mes} aún no comienza.")


def comentario_exigido(escrito: str) -> str:
    """Lo escrito al devolver; ErrorDeDominio si no dice nada."""
    if not escrito.strip():
        raise ErrorDeDominio(
            "No se devolvió: escriba qué falta o qué hay que corregir, para que la unidad lo vea."
        )
    return escrito.strip()


class MesCerrado(ErrorDeDominio):
    """Se quiso cambiar, sin decir por qué, lo de un mes ya aprobado."""

    def __init__(self, meses: Iterable[Mes]) -> None:
        self.meses = tuple(sorted(set(meses)))
        esta = "está aprobado y cerrado" if len(self.meses) == 1 else "están aprobados y cerrados"
        super().__init__(
            f"No se guardó: {enumerar(list(map(str, self.meses)))} {esta}. Lo escrito no se perdió: "
            "diga la razón del cambio y vuelva a guardar."
        )


class Cierre(NamedTuple):
    """El cierre de un mes de una unidad, como se lee."""

    unidad_id: int | None
    mes: Mes
    estado: EstadoDeCierre
    quien: str
    cuando: date | None
    comentario: str


class CambioContado(NamedTuple):
    """Un cambio después del cierre, con quién lo hizo y por qué; `cuando` es su día en la municipalidad."""

    mes: Mes
    actividad_id: int
    actividad: str
    quien: str
    cuando: date
    razon: str


class Cierres(NamedTuple):
    """Todo lo que se sabe del cierre de los meses de un plan."""

    cierres: tuple[Cierre, ...] = ()
    cambios: tuple[CambioContado, ...] = ()

    def de(self, mes: Mes) -> dict[int | None, Cierre]:
        """Los de ese mes, por unidad."""
        return {uno.unidad_id: uno for uno in self.cierres if uno.mes == mes}

    @property
    def hay_aprobados(self) -> bool:
        """Si algún mes está cerrado."""
        return any(uno.estado is EstadoDeCierre.APROBADO for uno in self.cierres)


class UnidadEnElMes(NamedTuple):
    """Lo que una unidad tiene en un mes, lo que le falta registrar y en qué va su cierre."""

    unidad: UnidadResponsable | None
    actividades: int
    faltan: tuple[ActividadDelPlan, ...]
    estado: EstadoDeCierre
    cierre: Cierre | None

    @property
    def nombre(self) -> str:
        """El de la unidad."""
        return self.unidad.nombre if self.unidad else SIN_RESPONSABLE

    @property
    def unidad_id(self) -> int | None:
        """El número de la unidad; ninguno en lo que no tiene responsable."""
        return self.unidad.id if self.unidad else None


def por_unidad(
    plan: PlanCompleto, mes: Mes, cierres: Mapping[int | None, Cierre], primera: int | None = None
) -> list[UnidadEnElMes]:
    """Las unidades con algo en el mes, por nombre, desde la `primera`; al final, lo sin responsable."""
    unidades: dict[int | None, UnidadResponsable | None] = {}
    suyas: dict[int | None, list[ActividadDelPlan]] = {}
    for actividad in plan.actividades:
        celda = actividad.meses.get(mes, CeldaMes())
        if celda.programado or celda.ejecutado:
            for unidad in actividad.unidades or (None,):
                clave = unidad.id if unidad else None
                unidades[clave] = unidad
                suyas.setdefault(clave, []).append(actividad)
    filas = [_de_la_unidad(unidades[clave], suyas[clave], mes, cierres.get(clave)) for clave in suyas]
    return sorted(
        filas, key=lambda fila: (fila.unidad is None, fila.unidad_id != primera, en_orden(fila.nombre))
    )


def _de_la_unidad(
    unidad: UnidadResponsable | None, suyas: list[ActividadDelPlan], mes: Mes, cierre: Cierre | None
) -> UnidadEnElMes:
    faltan = tuple(una for una in suyas if una.meses[mes].programado > una.meses[mes].ejecutado)
    estado = cierre.estado if cierre else EstadoDeCierre.ABIERTO
    return UnidadEnElMes(unidad, len(suyas), faltan, estado, cierre)


def mes_por_cerrar(
    plan: PlanCompleto, cierres: Cierres, hoy: date, unidad_id: int | None = None
) -> Mes | None:
    """El mes anterior mientras le quede algo sin aprobar; si no, el en curso. Ninguno en un borrador.

    A quien es de una unidad se le propone antes el primero que le devolvieron.
    """
    en_curso = min(Mes.de(hoy), plan.fin)
    if not plan.vigente or en_curso < plan.inicio:
        return None
    devueltos = [
        uno.mes
        for uno in cierres.cierres
        if uno.estado is EstadoDeCierre.DEVUELTO and unidad_id is not None and uno.unidad_id == unidad_id
    ]
    if devueltos:
        return min(devueltos)
    anterior = en_curso.mas(-1)
    if en_curso != Mes.de(hoy) or anterior < plan.inicio:
        return en_curso
    filas = por_unidad(plan, anterior, cierres.de(anterior))
    return anterior if any(fila.estado is not EstadoDeCierre.APROBADO for fila in filas) else en_curso
