"""Certificaciones en memoria: se nombra solo lo que importa; el proceso va de enero a diciembre de 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import ClaseEvidencia, EstadoEvidencia, EstadoResultado, Gravedad
from modelos.certificacion.proceso import (
    Certificacion,
    EnActividad,
    EnRequisito,
    EvidenciaDelPlan,
    ObservacionDelProceso,
    ProcesoDelPlan,
    RequisitoDelProceso,
    RevisionDeEvidencia,
)

COMIENZA = date(2026, 1, 5)
TERMINA = date(2026, 12, 31)
HOY = date(2026, 6, 15)


def un_requisito(
    id_: int = 1,
    resultado: EstadoResultado = EstadoResultado.NO_EVALUADO,
    auditado: EstadoResultado = EstadoResultado.NO_EVALUADO,
    *,
    nombre: str = "Política ambiental",
    que_se_pide: str = "",
    peso: float = 1,
    desactivado: str | None = None,
    resultado_el: date | None = None,
    unidad_id: int | None = 1,
    comprometido: date | None = TERMINA,
    actividades: tuple[int, ...] = (),
) -> RequisitoDelProceso:
    """Con responsable y fecha, para que solo esté abierto por lo que se nombra."""
    return RequisitoDelProceso(
        id_,
        f"R-{id_}",
        nombre,
        que_se_pide=que_se_pide,
        peso=peso,
        desactivado=desactivado,
        resultado=resultado,
        resultado_el=resultado_el,
        auditado=auditado,
        unidad_id=unidad_id,
        comprometido=comprometido,
        actividades=actividades,
    )


def una_revision(
    sha256: str = "a" * 64, *, paginas: int | None = None, ilegible: bool = False
) -> RevisionDeEvidencia:
    return RevisionDeEvidencia(
        id=1,
        numero=1,
        sha256=sha256,
        tamano=10,
        tipo="pdf",
        nombre="acta.pdf",
        direccion=None,
        quien="Gestión",
        cuando=datetime(2026, 3, 2, tzinfo=UTC),
        paginas=paginas,
        ilegible=ilegible,
    )


REVISION = una_revision()


def una_evidencia(
    id_: int = 1,
    estado: EstadoEvidencia = EstadoEvidencia.ACEPTADA,
    clase: ClaseEvidencia = ClaseEvidencia.INFORME,
    *,
    requisitos: tuple[int, ...] = (1,),
    paginas: str = "",
    actividades: tuple[EnActividad, ...] = (),
    fecha: date | None = None,
    vence: date | None = None,
    revision: RevisionDeEvidencia = REVISION,
) -> EvidenciaDelPlan:
    return EvidenciaDelPlan(
        id_,
        id_,
        "Informe",
        clase,
        estado,
        fecha,
        vence,
        revisiones=(revision,),
        requisitos=tuple(EnRequisito(cual, paginas) for cual in requisitos),
        actividades=actividades,
    )


def una_observacion(
    requisito_id: int | None = 1,
    gravedad: Gravedad = Gravedad.MEDIA,
    respondida_el: date | None = None,
) -> ObservacionDelProceso:
    return ObservacionDelProceso(
        1,
        "Falta la firma",
        gravedad,
        date(2026, 5, 4),
        requisito_id=requisito_id,
        respondida_el=respondida_el,
    )


def una_certificacion(
    *requisitos: RequisitoDelProceso,
    evidencias: tuple[EvidenciaDelPlan, ...] = (),
    observaciones: tuple[ObservacionDelProceso, ...] = (),
    minimo: int | None = 90,
    certeza: Certeza = Certeza.CONFIRMADO,
    comienza: date = COMIENZA,
    termina: date = TERMINA,
) -> Certificacion:
    proceso = ProcesoDelPlan(
        1, "scam/cinco-niveles", "1", "basica", comienza, termina, minimo=minimo, minimo_certeza=certeza
    )
    return Certificacion(proceso, requisitos, evidencias, observaciones=observaciones)


def cumplidos(cuantos: int, de: int) -> tuple[RequisitoDelProceso, ...]:
    """Tantos requisitos, de los cuales cumplen los primeros."""
    return tuple(
        un_requisito(n, EstadoResultado.CUMPLE if n <= cuantos else EstadoResultado.NO_CUMPLE)
        for n in range(1, de + 1)
    )


_sueltos = st.builds(
    un_requisito,
    resultado=st.sampled_from(EstadoResultado),
    auditado=st.sampled_from(EstadoResultado),
    peso=st.integers(0, 5),
    desactivado=st.none() | st.just("No corresponde"),
    comprometido=st.none() | st.dates(COMIENZA, TERMINA),
    resultado_el=st.none() | st.dates(COMIENZA, HOY),
)


@st.composite
def certificaciones(dibujar: st.DrawFn) -> Certificacion:
    """Con hasta seis requisitos en cualquier estado, de id 1 en adelante."""
    sueltos = dibujar(st.lists(_sueltos, max_size=6))
    minimo = dibujar(st.none() | st.integers(1, 100))
    return una_certificacion(
        *(replace(uno, id=id_) for id_, uno in enumerate(sueltos, start=1)),
        minimo=minimo,
    )
