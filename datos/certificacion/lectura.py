"""La certificación de un plan, leída entera con un número fijo de consultas."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, Table, select
from sqlmodel import Session, col
from sqlmodel import select as elegir

from datos import identidad
from datos.instantes import en_utc
from datos.reserva import segun_quien
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import (
    ClaseEvidencia,
    EstadoResultado,
    EstadoTrabajo,
    Gravedad,
    Modalidad,
    ResultadoDelProceso,
)
from modelos.certificacion.proceso import (
    AuditoriaDelProceso,
    Certificacion,
    EnActividad,
    EnRequisito,
    EvidenciaDelPlan,
    ObservacionDelProceso,
    ProcesoDelPlan,
    RequisitoDelProceso,
    RevisionDeEvidencia,
)
from modelos.certificacion.tablas import (
    Auditoria,
    Evidencia,
    EvidenciaActividad,
    EvidenciaRequisito,
    Observacion,
    Proceso,
    Requisito,
    RequisitoActividad,
    Revision,
)
from modelos.meses import Mes
from modelos.permisos import Permiso
from modelos.tabla import tabla_de

Clase = TypeVar("Clase")
Hijo = TypeVar("Hijo")

evidencia, revision = tabla_de(Evidencia), tabla_de(Revision)
de_requisito, de_actividad = tabla_de(EvidenciaRequisito), tabla_de(EvidenciaActividad)
requisito, requisito_actividad = tabla_de(Requisito), tabla_de(RequisitoActividad)

RESERVADA = "Evidencia reservada"
"""Lo que lee en vez del título quien no ve lo confidencial."""

_ENUMERACIONES: Mapping[str, type] = {
    "certeza": Certeza,
    "minimo_certeza": Certeza,
    "trabajo": EstadoTrabajo,
    "auditado": EstadoResultado,
    "gravedad": Gravedad,
    "modalidad": Modalidad,
}


def leer(sesion: Session, plan_id: int) -> Certificacion | None:
    """La del plan como la ve quien pide; None si no persigue ningún nivel. Siempre las mismas nueve."""
    proceso = sesion.exec(elegir(Proceso).where(Proceso.plan_id == plan_id)).first()
    if proceso is None:
        return None
    return segun_quien(
        Certificacion(
            proceso=_como(ProcesoDelPlan, proceso, resultado=_o_nada(ResultadoDelProceso, proceso.resultado)),
            requisitos=_requisitos(sesion, plan_id),
            evidencias=evidencias(sesion, plan_id),
            auditorias=_del_plan(sesion, Auditoria, AuditoriaDelProceso, plan_id),
            observaciones=_del_plan(sesion, Observacion, ObservacionDelProceso, plan_id),
        )
    )


def evidencias(sesion: Session, plan_id: int) -> tuple[EvidenciaDelPlan, ...]:
    """Toda la del plan, también la retirada, con o sin proceso; lo reservado, sin lo que dice."""
    filas = sesion.exec(
        elegir(Evidencia).where(Evidencia.plan_id == plan_id).order_by(col(Evidencia.numero))
    ).all()
    suyas = _hijos(
        sesion,
        _de_las_evidencias(revision, plan_id).order_by(revision.c.numero),
        lambda fila: RevisionDeEvidencia(
            **{nombre: fila[nombre] for nombre in _campos(RevisionDeEvidencia) if nombre != "cuando"},
            cuando=en_utc(fila["cuando"]),
        ),
    )
    requisitos = _hijos(
        sesion,
        _de_las_evidencias(de_requisito, plan_id),
        lambda fila: EnRequisito(fila["requisito_id"], fila["paginas"] or ""),
    )
    actividades = _hijos(
        sesion,
        _de_las_evidencias(de_actividad, plan_id).order_by(de_actividad.c.anio, de_actividad.c.mes),
        lambda fila: EnActividad(
            fila["actividad_id"], Mes(fila["anio"], fila["mes"]) if fila["mes"] else None
        ),
    )
    todas = tuple(
        _como(
            EvidenciaDelPlan,
            fila,
            clase=ClaseEvidencia(fila.clase),
            estado=fila.estado(len(suyas[fila.id])),
            revisiones=suyas[fila.id],
            requisitos=requisitos[fila.id],
            actividades=actividades[fila.id],
        )
        for fila in filas
    )
    return segun_quien(todas if ve_lo_reservado() else tuple(map(_reservar, todas)))


def ve_lo_reservado() -> bool:
    """Si quien pide abre la evidencia confidencial."""
    return identidad.en_curso().puede(Permiso.VER_RESERVADO)


def _reservar(una: EvidenciaDelPlan) -> EvidenciaDelPlan:
    if not una.confidencial:
        return una
    return EvidenciaDelPlan(
        una.id,
        una.numero,
        RESERVADA,
        una.clase,
        una.estado,
        una.fecha,
        una.vence,
        confidencial=True,
        requisitos=una.requisitos,
        actividades=una.actividades,
    )


def _requisitos(sesion: Session, plan_id: int) -> tuple[RequisitoDelProceso, ...]:
    filas = sesion.exec(
        elegir(Requisito)
        .where(Requisito.plan_id == plan_id)
        .order_by(col(Requisito.orden), col(Requisito.id))
    ).all()
    consulta = (
        select(requisito_actividad)
        .join(requisito, requisito_actividad.c.requisito_id == requisito.c.id)
        .where(requisito.c.plan_id == plan_id)
        .order_by(requisito_actividad.c.actividad_id)
    )
    actividades = _hijos(sesion, consulta, lambda fila: int(fila["actividad_id"]), "requisito_id")
    return tuple(
        _como(
            RequisitoDelProceso,
            fila,
            resultado=EstadoResultado(fila.resultado),
            actividades=actividades[fila.id],
        )
        for fila in filas
    )


def _del_plan(
    sesion: Session, tabla: type[Auditoria] | type[Observacion], clase: type[Clase], plan_id: int
) -> tuple[Clase, ...]:
    filas: Sequence[Any] = sesion.exec(
        elegir(tabla).where(tabla.plan_id == plan_id).order_by(col(tabla.id))
    ).all()
    return tuple(_como(clase, fila) for fila in filas)


def _de_las_evidencias(tabla: Table, plan_id: int) -> Select[Any]:
    unida = select(tabla).join(evidencia, tabla.c.evidencia_id == evidencia.c.id)
    return unida.where(evidencia.c.plan_id == plan_id)


def _hijos(
    sesion: Session, consulta: Select[Any], armar: Any, padre: str = "evidencia_id"
) -> defaultdict[int, tuple[Any, ...]]:
    grupos: defaultdict[int, list[Any]] = defaultdict(list)
    for fila in sesion.execute(consulta).mappings():
        grupos[fila[padre]].append(armar(fila))
    return defaultdict(tuple, {id_: tuple(suyos) for id_, suyos in grupos.items()})


def _campos(clase: type) -> Iterable[str]:
    return clase.__annotations__


def _como(que: type[Clase], fila: object, **dichos: object) -> Clase:
    """La fila como esa clase de datos: los mismos nombres, con sus enumeraciones."""
    valores = {
        nombre: _o_nada(_ENUMERACIONES[nombre], valor) if nombre in _ENUMERACIONES else valor
        for nombre in _campos(que)
        if nombre not in dichos and (valor := getattr(fila, nombre, None)) is not None
    }
    return que(**valores, **dichos)


def _o_nada(enumeracion: Any, valor: object) -> Any:
    return None if valor is None else enumeracion(valor)
