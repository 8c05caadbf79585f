"""La certificación de un plan leída de una vez: el proceso, sus requisitos, su evidencia y lo observado."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import (
    ClaseEvidencia,
    EstadoEvidencia,
    EstadoResultado,
    EstadoTrabajo,
    Gravedad,
    Modalidad,
    ResultadoDelProceso,
)
from modelos.meses import Mes


class EnRequisito(NamedTuple):
    """Un requisito que la evidencia prueba, y en qué páginas."""

    requisito_id: int
    paginas: str


class EnActividad(NamedTuple):
    """Una actividad que la evidencia prueba; sin mes, entera."""

    actividad_id: int
    mes: Mes | None


@dataclass(frozen=True, slots=True)
class RevisionDeEvidencia:
    """Un archivo de la evidencia, o una dirección de la red; no cambia nunca."""

    id: int
    numero: int
    sha256: str | None
    tamano: int | None  # en bytes
    tipo: str | None
    nombre: str | None
    direccion: str | None
    quien: str
    cuando: datetime
    nota: str | None = None
    tomada_el: date | None = None
    con_ubicacion: bool = False
    paginas: int | None = None
    ilegible: bool = False


@dataclass(frozen=True, slots=True)
class EvidenciaDelPlan:
    """Una prueba con sus revisiones, la última al final, y lo que prueba."""

    id: int
    numero: int
    titulo: str
    clase: ClaseEvidencia
    estado: EstadoEvidencia
    fecha: date | None = None
    vence: date | None = None
    confidencial: bool = False
    razon: str | None = None
    revisiones: tuple[RevisionDeEvidencia, ...] = ()
    requisitos: tuple[EnRequisito, ...] = ()
    actividades: tuple[EnActividad, ...] = ()

    @property
    def codigo(self) -> str:
        """«EV-0001»."""
        return f"EV-{self.numero:04d}"

    @property
    def actual(self) -> RevisionDeEvidencia | None:
        """La última revisión; None si aún no tiene."""
        return self.revisiones[-1] if self.revisiones else None

    def vencida(self, hoy: date) -> bool:
        """Si su validez terminó antes de hoy."""
        return self.vence is not None and self.vence < hoy

    def prueba(self, hoy: date) -> bool:
        """Si hoy sirve de prueba: aceptada y sin vencer."""
        return self.estado is EstadoEvidencia.ACEPTADA and not self.vencida(hoy)


@dataclass(frozen=True, slots=True)
class ObservacionDelProceso:
    """Algo que corregir; sin respuesta, sigue abierta."""

    id: int
    descripcion: str
    gravedad: Gravedad
    observado_el: date
    auditoria_id: int | None = None
    requisito_id: int | None = None
    responder_hasta: date | None = None
    unidad_id: int | None = None
    respuesta: str | None = None
    respondida_el: date | None = None

    @property
    def abierta(self) -> bool:
        """Si nadie la ha respondido."""
        return self.respondida_el is None


@dataclass(frozen=True, slots=True)
class AuditoriaDelProceso:
    """Una auditoría numerada, con el informe que llegó si se cargó."""

    id: int
    numero: int
    fecha: date
    nota: str | None = None
    informe_id: int | None = None


@dataclass(frozen=True, slots=True)
class RequisitoDelProceso:
    """Un requisito en la copia de la municipalidad y cómo va."""

    id: int
    codigo: str
    nombre: str
    ambito: str = ""
    que_se_pide: str = ""
    medios: str = ""  # uno por renglón
    certeza: Certeza = Certeza.SIN_FUENTE
    fuente: str | None = None
    propio: bool = False
    editado: bool = False
    desactivado: str | None = None
    peso: float = 1.0
    trabajo: EstadoTrabajo = EstadoTrabajo.POR_HACER
    resultado: EstadoResultado = EstadoResultado.NO_EVALUADO
    resultado_razon: str | None = None
    resultado_el: date | None = None
    auditado: EstadoResultado = EstadoResultado.NO_EVALUADO
    auditado_nota: str | None = None
    unidad_id: int | None = None
    comprometido: date | None = None
    notas: str | None = None
    actividades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcesoDelPlan:
    """El nivel que el plan persigue, sus plazos y lo convenido."""

    id: int
    catalogo: str
    catalogo_version: str
    nivel: str  # código en el catálogo
    comienza: date
    termina: date
    subnivel: str | None = None
    minimo: int | None = None
    minimo_certeza: Certeza = Certeza.SIN_FUENTE
    minimo_fuente: str | None = None
    modalidad: Modalidad | None = None
    convenio_numero: str | None = None
    convenio_fecha: date | None = None
    convenio_id: int | None = None
    contacto: str | None = None
    resultado: ResultadoDelProceso | None = None
    resultado_el: date | None = None
    resultado_porcentaje: int | None = None
    resultado_nota: str | None = None


@dataclass(frozen=True)
class Certificacion:
    """Todo lo anterior de un plan; los requisitos en su orden, la evidencia por su número."""

    proceso: ProcesoDelPlan
    requisitos: tuple[RequisitoDelProceso, ...] = ()
    evidencias: tuple[EvidenciaDelPlan, ...] = ()
    auditorias: tuple[AuditoriaDelProceso, ...] = ()
    observaciones: tuple[ObservacionDelProceso, ...] = ()

    @property
    def activos(self) -> tuple[RequisitoDelProceso, ...]:
        """Los que se persiguen."""
        return tuple(uno for uno in self.requisitos if uno.desactivado is None)

    @cached_property
    def evidencia_por_requisito(self) -> Mapping[int, tuple[EvidenciaDelPlan, ...]]:
        """La de cada requisito, por su id; sin la retirada."""
        juntas: dict[int, list[EvidenciaDelPlan]] = {uno.id: [] for uno in self.requisitos}
        for evidencia in self.evidencias:
            if evidencia.estado is not EstadoEvidencia.RETIRADA:
                for enlace in evidencia.requisitos:
                    juntas.setdefault(enlace.requisito_id, []).append(evidencia)
        return {id_: tuple(suyas) for id_, suyas in juntas.items()}

    @cached_property
    def abiertas_por_requisito(self) -> Mapping[int, tuple[ObservacionDelProceso, ...]]:
        """Las observaciones sin responder de cada requisito, por su id."""
        juntas: dict[int, list[ObservacionDelProceso]] = {}
        for una in self.observaciones:
            if una.abierta and una.requisito_id is not None:
                juntas.setdefault(una.requisito_id, []).append(una)
        return {id_: tuple(suyas) for id_, suyas in juntas.items()}


def del_mes(evidencias: Iterable[EvidenciaDelPlan], mes: Mes) -> dict[int, list[EvidenciaDelPlan]]:
    """La que prueba ese mes de una actividad, por el id de ella; sin la retirada."""
    suyas: dict[int, list[EvidenciaDelPlan]] = {}
    for evidencia in evidencias:
        if evidencia.estado is not EstadoEvidencia.RETIRADA:
            for enlace in evidencia.actividades:
                if enlace.mes == mes:
                    suyas.setdefault(enlace.actividad_id, []).append(evidencia)
    return suyas
