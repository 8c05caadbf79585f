"""Las auditorías del proceso y lo que se observa: agregarlo, responderlo y corregirlo."""

from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session
from sqlmodel import select as elegir

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
    _exigir_informe(sesion, plan_id, informe_id)
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


def corregir_auditoria(
    sesion: Session, plan_id: int, auditoria_id: int, fecha: date, nota: str, informe_id: int | None
) -> None:
    """Su fecha, su nota y su informe; el número y lo observado no cambian."""
    fila = _tomar_auditoria(sesion, plan_id, auditoria_id)
    _exigir_informe(sesion, plan_id, informe_id)
    fila.fecha, fila.nota, fila.informe_id = fecha, nota.strip() or None, informe_id


def quitar_auditoria(sesion: Session, plan_id: int, auditoria_id: int) -> None:
    """ErrorDeDominio si algo se observó en ella."""
    fila = _tomar_auditoria(sesion, plan_id, auditoria_id)
    if sesion.exec(elegir(Observacion).where(Observacion.auditoria_id == auditoria_id)).first():
        raise ErrorDeDominio(
            f"No se quitó la auditoría {fila.numero}: tiene observaciones. Quítelas antes, una por una."
        )
    sesion.delete(fila)


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


def corregir(
    sesion: Session,
    plan_id: int,
    observacion_id: int,
    descripcion: str,
    gravedad: Gravedad,
    responder_hasta: date | None,
    unidad_id: int | None,
) -> None:
    """Lo que se observó, su gravedad, su plazo y quién responde; la respuesta no cambia."""
    fila = _tomar(sesion, plan_id, observacion_id)
    fila.descripcion = texto_exigido(descripcion, "qué se observó")
    fila.gravedad, fila.responder_hasta, fila.unidad_id = gravedad.value, responder_hasta, unidad_id


def quitar(sesion: Session, plan_id: int, observacion_id: int) -> None:
    """La que se anotó por error; queda en la bitácora."""
    sesion.delete(_tomar(sesion, plan_id, observacion_id))


def _exigir_informe(sesion: Session, plan_id: int, informe_id: int | None) -> None:
    if informe_id is not None and not _es_del_plan(sesion.get(Evidencia, informe_id), plan_id):
        raise ErrorDeDominio("No se guardó: ese informe no es de este plan.")


def _tomar_auditoria(sesion: Session, plan_id: int, auditoria_id: int) -> Auditoria:
    fila = sesion.get(Auditoria, auditoria_id)
    if fila is None or fila.plan_id != plan_id:
        raise ErrorDeDominio("No se guardó: esta auditoría ya no está en el plan.")
    return fila


def _es_del_plan(fila: Auditoria | Evidencia | None, plan_id: int) -> bool:
    """No si entre tanto se deshizo lo que la creó."""
    return fila is not None and fila.plan_id == plan_id


def _tomar(sesion: Session, plan_id: int, observacion_id: int) -> Observacion:
    fila = sesion.get(Observacion, observacion_id)
    if fila is None or fila.plan_id != plan_id:
        raise ErrorDeDominio("No se guardó: esta observación ya no está en el plan.")
    return fila
