"""Las auditorías del proceso y lo que se observa: agregarlo, responderlo y corregirlo."""

from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session

from datos.certificacion import requisitos
from modelos.certificacion.estados import Gravedad
from modelos.certificacion.tablas import Auditoria, Evidencia, Observacion
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.tabla import tabla_de

auditoria = tabla_de(Auditoria)


def agregar_auditoria(
    sesion: Session, plan_id: int, fecha: date, nota: str = "", informe_id: int | None = None
) -> int:
    """La que sigue en número; retorna su identificador."""
    ultima = sesion.execute(
        select(func.max(auditoria.c.numero)).where(auditoria.c.plan_id == plan_id)
    ).scalar()
    if informe_id is not None and not _es_del_plan(sesion.get(Evidencia, informe_id), plan_id):
        raise ErrorDeDominio("No se guardó: ese informe no es de este plan.")
    nueva = Auditoria(
        plan_id=plan_id,
        numero=(ultima or 0) + 1,
        fecha=fecha,
        nota=nota.strip() or None,
        informe_id=informe_id,
    )
    sesion.add(nueva)
    sesion.flush()
    return nueva.id


def observar(
    sesion: Session,
    plan_id: int,
    descripcion: str,
    gravedad: Gravedad,
    hoy: date,
    *,
    requisito_id: int | None = None,
    auditoria_id: int | None = None,
    responder_hasta: date | None = None,
) -> None:
    """Algo que corregir, con quien responde por el requisito; sin requisito, es de todo el proceso."""
    unidad_id = None
    if requisito_id is not None:
        unidad_id = requisitos.tomar(sesion, plan_id, requisito_id).unidad_id
    if auditoria_id is not None and not _es_del_plan(sesion.get(Auditoria, auditoria_id), plan_id):
        raise ErrorDeDominio("No se guardó: esa auditoría no es de este plan.")
    sesion.add(
        Observacion(
            plan_id=plan_id,
            auditoria_id=auditoria_id,
            requisito_id=requisito_id,
            descripcion=texto_exigido(descripcion, "qué se observó"),
            gravedad=gravedad.value,
            observado_el=hoy,
            responder_hasta=responder_hasta,
            unidad_id=unidad_id,
        )
    )


def responder(sesion: Session, plan_id: int, observacion_id: int, respuesta: str, hoy: date) -> None:
    """Lo que se hizo por ella; queda cerrada."""
    fila = _tomar(sesion, plan_id, observacion_id)
    fila.respuesta = texto_exigido(respuesta, "qué se hizo por esta observación")
    fila.respondida_el = hoy


def reabrir(sesion: Session, plan_id: int, observacion_id: int) -> None:
    """La respuesta no bastó; lo escrito se conserva."""
    _tomar(sesion, plan_id, observacion_id).respondida_el = None


def _es_del_plan(fila: Auditoria | Evidencia | None, plan_id: int) -> bool:
    """No si entre tanto se deshizo lo que la creó."""
    return fila is not None and fila.plan_id == plan_id


def _tomar(sesion: Session, plan_id: int, observacion_id: int) -> Observacion:
    fila = sesion.get(Observacion, observacion_id)
    if fila is None or fila.plan_id != plan_id:
        raise ErrorDeDominio("No se guardó: esta observación ya no está en el plan.")
    return fila
