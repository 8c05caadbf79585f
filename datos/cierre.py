"""El cierre de los meses de un plan: leerlo, y dar cada paso en su transacción."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlmodel import Session, col
from sqlmodel import select as elegir

from datos import identidad
from datos.conexion import escritura
from datos.instantes import en_utc
from datos.reserva import segun_quien
from modelos.actividad import Actividad, Unidad
from modelos.arbol import PlanCompleto
from modelos.bitacora import Accion
from modelos.cierre import (
    CambioContado,
    CambioTrasCierre,
    Cierre,
    CierreDeMes,
    Cierres,
    EstadoDeCierre,
    Paso,
    comentario_exigido,
    comprobar_mes,
    siguiente,
)
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.tabla import tabla_de

cierre, tras_cierre = tabla_de(CierreDeMes), tabla_de(CambioTrasCierre)
accion, actividad = tabla_de(Accion), tabla_de(Actividad)

_DE_MAS_A_MENOS = (EstadoDeCierre.APROBADO, EstadoDeCierre.COMPLETO, EstadoDeCierre.DEVUELTO)


def leer(sesion: Session, plan: PlanCompleto) -> Cierres:
    """Todo lo del plan; siempre las mismas dos consultas."""
    filas = sesion.exec(elegir(CierreDeMes).where(CierreDeMes.plan_id == plan.id)).all()
    return segun_quien(Cierres(tuple(map(_cierre, filas)), tuple(_cambios(sesion, plan))))


def _cierre(fila: CierreDeMes) -> Cierre:
    quien, cuando = {
        EstadoDeCierre.APROBADO: (fila.aprobado_por, fila.aprobado_el),
        EstadoDeCierre.DEVUELTO: (fila.devuelto_por, fila.devuelto_el),
    }.get(fila.estado, (fila.completo_por, fila.completo_el))
    mes = Mes(fila.anio, fila.mes)
    return Cierre(fila.unidad_id, mes, fila.estado, quien or "", cuando, fila.comentario or "")


def _cambios(sesion: Session, plan: PlanCompleto) -> Iterable[CambioContado]:
    consulta = (
        select(tras_cierre, actividad.c.nombre, *accion.c["quien", "cuando"])
        .join(accion, tras_cierre.c.accion_id == accion.c.id)
        .join(actividad, tras_cierre.c.actividad_id == actividad.c.id)
        .where(tras_cierre.c.plan_id == plan.id)
        .order_by(tras_cierre.c.id.desc())
    )
    zona = ZoneInfo(plan.zona_horaria)
    for fila in sesion.execute(consulta):
        dia = en_utc(fila.cuando).astimezone(zona).date()
        mes = Mes(fila.anio, fila.mes)
        yield CambioContado(mes, fila.actividad_id, fila.nombre, fila.quien, dia, fila.razon)


def completar(plan: PlanCompleto, mes: Mes, unidad_id: int | None, hoy: date) -> int:
    """La unidad dice que terminó de registrar el mes; retorna la acción, para deshacerla."""
    comprobar_mes(plan, mes, hoy)
    with escritura(f"Dar por completo {mes}", plan_id=plan.id) as sesion:
        fila = _tomar(sesion, plan, mes, unidad_id)
        _avanzar(fila, Paso.COMPLETAR, hoy)
        return int(sesion.info["accion_id"])


def aprobar(plan: PlanCompleto, mes: Mes, unidades: Iterable[int | None], hoy: date) -> int:
    """Gestión aprueba todas o ninguna; ConflictoDeVersion si el plan ya no es el que se veía."""
    comprobar_mes(plan, mes, hoy)
    with escritura(f"Aprobar {mes}", plan_id=plan.id, version=plan.version) as sesion:
        for unidad_id in unidades:
            _avanzar(_tomar(sesion, plan, mes, unidad_id), Paso.APROBAR, hoy)
        return int(sesion.info["accion_id"])


def devolver(plan: PlanCompleto, mes: Mes, unidad_id: int | None, comentario: str, hoy: date) -> int:
    """Gestión lo devuelve a la unidad con lo que falta corregir, y vuelve a estar abierto."""
    comprobar_mes(plan, mes, hoy)
    dicho = comentario_exigido(comentario)
    with escritura(f"Devolver {mes}", plan_id=plan.id) as sesion:
        fila = _tomar(sesion, plan, mes, unidad_id)
        _avanzar(fila, Paso.DEVOLVER, hoy)
        fila.comentario = dicho
        return int(sesion.info["accion_id"])


def _tomar(sesion: Session, plan: PlanCompleto, mes: Mes, unidad_id: int | None) -> CierreDeMes:
    """La fila guardada, o una nueva en blanco, que es un mes abierto."""
    suya = elegir(CierreDeMes).where(
        CierreDeMes.plan_id == plan.id,
        CierreDeMes.anio == mes.anio,
        CierreDeMes.mes == mes.mes,
        col(CierreDeMes.unidad_id).is_(None) if unidad_id is None else CierreDeMes.unidad_id == unidad_id,
    )
    guardada = sesion.exec(suya).first()
    if guardada is not None:
        return guardada
    if unidad_id is not None:
        unidad = sesion.get(Unidad, unidad_id)
        if unidad is None or unidad.municipalidad_id != plan.municipalidad_id:
            raise ErrorDeDominio(
                "No se hizo: esa unidad ya no está. Puede haberla unido otra persona con otra."
            )
    nueva = CierreDeMes(plan_id=plan.id, unidad_id=unidad_id, anio=mes.anio, mes=mes.mes)
    sesion.add(nueva)
    return nueva


def _avanzar(fila: CierreDeMes, paso: Paso, hoy: date) -> None:
    quien = identidad.en_curso()
    siguiente(fila.estado, paso, quien, fila.unidad_id)
    if paso is Paso.COMPLETAR:
        fila.entregas = fila.devoluciones + 1
        fila.completo_por, fila.completo_el = quien.nombre, hoy
    elif paso is Paso.APROBAR:
        fila.aprobado_por, fila.aprobado_el = quien.nombre, hoy
    else:
        fila.devoluciones = fila.entregas
        fila.devuelto_por, fila.devuelto_el = quien.nombre, hoy


def unir_unidades(sesion: Session, queda_id: int, sobran: Iterable[int]) -> None:
    """Los cierres de las que sobran pasan a la que queda; de cada mes, el que más avanzó."""
    ids = [queda_id, *sobran]
    filas = sesion.exec(elegir(CierreDeMes).where(col(CierreDeMes.unidad_id).in_(ids))).all()
    mejores: dict[tuple[int, int, int], CierreDeMes] = {}
    for fila in sorted(filas, key=lambda fila: _DE_MAS_A_MENOS.index(fila.estado)):
        mejores.setdefault((fila.plan_id, fila.anio, fila.mes), fila)
    quedan = [fila.id for fila in mejores.values()]
    sobrantes = [fila.id for fila in filas if fila.id not in quedan]
    sesion.execute(delete(cierre).where(cierre.c.id.in_(sobrantes)))
    sesion.execute(update(cierre).where(cierre.c.id.in_(quedan)).values(unidad_id=queda_id))


def tiene_cierres(sesion: Session, unidad_id: int) -> bool:
    """Si la unidad cerró, o quiso cerrar, algún mes."""
    return (
        sesion.execute(select(cierre.c.id).where(cierre.c.unidad_id == unidad_id).limit(1)).first()
        is not None
    )
