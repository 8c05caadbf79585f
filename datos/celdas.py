"""Guardar de una vez muchas celdas del cronograma, con un número fijo de órdenes a la base."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Table, and_, bindparam, delete, insert, select, update
from sqlmodel import Session

from datos import reprogramaciones
from datos.conexion import escritura
from modelos.actividad import Actividad, MesActividad
from modelos.arbol import PlanCompleto
from modelos.calendario.edicion import CambioDeCelda, Campo, bajas_de
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.frases import contar
from modelos.plan import LineaEstrategica, Objetivo
from modelos.seguimiento.reprogramacion import SIN_RAZON, CambioProgramado, Razon, comprobar_razon
from modelos.tabla import tabla_de

Fila = dict[str, Any]
Clave = tuple[int, int, int]

CLAVE = ("actividad_id", "anio", "mes")
CANTIDADES = ("programado", "ejecutado", "ejecutado_el")

mes, actividad = tabla_de(MesActividad), tabla_de(Actividad)
objetivo, linea = tabla_de(Objetivo), tabla_de(LineaEstrategica)


def guardar(
    plan: PlanCompleto,
    cambios: Sequence[CambioDeCelda],
    hoy: date,
    *,
    razon: Razon = SIN_RAZON,
    descripcion: str | None = None,
) -> int:
    """Todas las celdas o ninguna; entrega la acción, para poder deshacerla.

    ConflictoDeVersion si alguien guardó después de que se leyó `plan`; ErrorDeDominio si baja lo
    programado de un plan vigente sin motivo.
    """
    if not cambios:
        raise ErrorDeDominio("No hay cambios que guardar.")
    bajas = bajas_de(plan, cambios)
    comprobar_razon(chain.from_iterable(bajas.values()), razon)
    frase = descripcion or f"Editar {contar(len(cambios), 'celda')} del cronograma"
    with escritura(frase, plan_id=plan.id, version=plan.version, razon=razon.del_cambio) as sesion:
        _escribir(sesion, _leer(sesion, plan.id, cambios), cambios, hoy)
        reprogramaciones.anotar(sesion, _lo_programado(cambios, bajas), razon, hoy)
        return int(sesion.info["accion_id"])


def _leer(sesion: Session, plan_id: int, cambios: Iterable[CambioDeCelda]) -> dict[Clave, Fila]:
    """Las filas de las actividades tocadas; se niega si alguna ya no está en el plan."""
    ids = {cambio.celda.actividad_id for cambio in cambios}
    consulta = (
        select(actividad.c.id.label("propia"), mes)
        .join_from(actividad, objetivo, actividad.c.objetivo_id == objetivo.c.id)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .outerjoin(mes, mes.c.actividad_id == actividad.c.id)
        .where(actividad.c.id.in_(ids), actividad.c.papelera_id.is_(None), linea.c.plan_id == plan_id)
    )
    encontradas = [dict(fila) for fila in sesion.execute(consulta).mappings()]
    if {fila["propia"] for fila in encontradas} != ids:
        raise ErrorDeDominio("No se guardó: una de las actividades ya no está en este plan.")
    return {_clave(fila): fila for fila in encontradas if fila["actividad_id"] is not None}


def _escribir(sesion: Session, filas: dict[Clave, Fila], cambios: Iterable[CambioDeCelda], hoy: date) -> None:
    previas = set(filas)
    tocadas: dict[Clave, Fila] = {}
    for celda, antes, despues in cambios:
        clave = (celda.actividad_id, *celda.mes)
        fila = tocadas.setdefault(clave, filas.get(clave) or _fila_vacia(clave))
        if fila[celda.campo] != antes:
            raise ConflictoDeVersion("No se guardó: otra persona cambió una de estas celdas.")
        fila[celda.campo] = despues
        if celda.campo == "ejecutado":
            fila["ejecutado_el"] = hoy if despues else None
    con_algo = {clave for clave, fila in tocadas.items() if _tiene_algo(fila)}
    _ejecutar(sesion, insert(mes), [_solo(tocadas[clave]) for clave in con_algo - previas])
    _ejecutar(sesion, _ORDEN_DE_CAMBIO, [_nuevo(tocadas[clave]) for clave in con_algo & previas])
    vacias = (tocadas.keys() & previas) - con_algo
    _ejecutar(sesion, _ORDEN_DE_BORRADO, [_donde(tocadas[clave]) for clave in vacias])


def _lo_programado(
    cambios: Iterable[CambioDeCelda], actividad_ids: Iterable[int]
) -> dict[int, list[CambioProgramado]]:
    """Todo lo que en esas actividades cambió de lo programado, no solo lo que baja."""
    suyos: dict[int, list[CambioProgramado]] = {id_: [] for id_ in actividad_ids}
    for celda, antes, despues in cambios:
        if celda.actividad_id in suyos and celda.campo is Campo.PROGRAMADO:
            suyos[celda.actividad_id].append(CambioProgramado(celda.mes, antes, despues))
    return suyos


def _ejecutar(sesion: Session, orden: Any, filas: Sequence[Fila]) -> None:
    if filas:
        sesion.connection().execute(orden, filas)


def _de_la_clave(tabla: Table) -> Any:
    return and_(*(tabla.c[nombre] == bindparam(f"clave_{nombre}") for nombre in CLAVE))


_ORDEN_DE_CAMBIO = (
    update(mes).where(_de_la_clave(mes)).values({n: bindparam(f"nuevo_{n}") for n in CANTIDADES})
)
_ORDEN_DE_BORRADO = delete(mes).where(_de_la_clave(mes))


def _clave(fila: Fila) -> Clave:
    return fila["actividad_id"], fila["anio"], fila["mes"]


def _fila_vacia(clave: Clave) -> Fila:
    vacia = {"programado": 0, "ejecutado": 0, "aprobado": 0, "ejecutado_el": None, "nota": None}
    return dict(zip(CLAVE, clave, strict=True)) | vacia


def _tiene_algo(fila: Fila) -> bool:
    return bool(fila["programado"] or fila["ejecutado"] or fila["aprobado"] or fila["nota"])


def _solo(fila: Fila) -> Fila:
    return {nombre: fila[nombre] for nombre in (*CLAVE, *CANTIDADES, "aprobado", "nota")}


def _donde(fila: Fila) -> Fila:
    return {f"clave_{nombre}": fila[nombre] for nombre in CLAVE}


def _nuevo(fila: Fila) -> Fila:
    return _donde(fila) | {f"nuevo_{nombre}": fila[nombre] for nombre in CANTIDADES}
