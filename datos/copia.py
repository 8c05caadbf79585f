"""Copiar partes de un plan: lo que cuelga de un nodo, con lo programado y sin lo ejecutado."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, insert, select
from sqlmodel import Session

from datos.estructura import abrir_lugar, buscar, tabla
from modelos.actividad import ActividadUnidad, MesActividad
from modelos.contenido import nombre_de_copia
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.participacion import ActividadAporte
from modelos.tabla import tabla_de

Equivalencias = Mapping[int, int]
"""De cada identificador copiado al de su copia."""

_DE_LO_YA_HECHO = dict.fromkeys(("gastado_centavos", "causa", "proximo_paso"))
mes, responsable, respuesta = tabla_de(MesActividad), tabla_de(ActividadUnidad), tabla_de(ActividadAporte)


def duplicar(sesion: Session, nodo: Nodo) -> int:
    """Una copia del nodo con todo lo que cuelga de él, justo después; retorna su identificador."""
    original = buscar(sesion, nodo)
    if nodo.clase is Clase.PROGRAMA:
        raise ErrorDeDominio("No se duplicó: se duplican líneas, objetivos, actividades y aportes.")
    campo = nodo.clase.campo_de_texto
    nombre = nombre_de_copia(str(getattr(original, campo)))
    copias = _copiar(sesion, nodo.clase, tabla(nodo.clase).c.id == nodo.id, {campo: nombre})
    copia_id = copias[nodo.id]
    abrir_lugar(sesion, nodo, copia_id)
    if nodo.clase is Clase.LINEA:
        copiar_bajo_lineas(sesion, copias)
    elif nodo.clase is Clase.OBJETIVO:
        _copiar_bajo_objetivos(sesion, copias)
    elif nodo.clase is Clase.ACTIVIDAD:
        _copiar_de_actividades(sesion, copias)
    elif nodo.clase is Clase.APORTE:
        _copiar_enlaces(sesion, respuesta, "aporte_id", copias)
    return copia_id


def copiar_programas(sesion: Session, plan_id: int, nuevo_plan_id: int) -> Equivalencias:
    """Los programas de un plan, en otro."""
    programas = tabla(Clase.PROGRAMA).c
    return _copiar(sesion, Clase.PROGRAMA, programas.plan_id == plan_id, {"plan_id": nuevo_plan_id})


def copiar_lineas(
    sesion: Session, plan_id: int, nuevo_plan_id: int, programas: Equivalencias
) -> Equivalencias:
    """Las líneas de un plan en otro, cada una en la copia de su programa."""
    condicion = tabla(Clase.LINEA).c.plan_id == plan_id
    return _copiar(sesion, Clase.LINEA, condicion, {"plan_id": nuevo_plan_id}, {"programa_id": programas})


def copiar_bajo_lineas(
    sesion: Session, lineas: Equivalencias, *, desplazar: int = 0, con_respuestas: bool = True
) -> None:
    """Copia los objetivos y actividades de unas líneas bajo otras, con los meses corridos `desplazar`."""
    objetivos = _copiar_hijos(sesion, Clase.OBJETIVO, "linea_id", lineas)
    _copiar_bajo_objetivos(sesion, objetivos, desplazar=desplazar, con_respuestas=con_respuestas)


def _copiar_bajo_objetivos(
    sesion: Session, objetivos: Equivalencias, *, desplazar: int = 0, con_respuestas: bool = True
) -> None:
    actividades = _copiar_hijos(sesion, Clase.ACTIVIDAD, "objetivo_id", objetivos, _DE_LO_YA_HECHO)
    _copiar_de_actividades(sesion, actividades, desplazar=desplazar, con_respuestas=con_respuestas)


def _copiar_de_actividades(
    sesion: Session, actividades: Equivalencias, *, desplazar: int = 0, con_respuestas: bool = True
) -> None:
    """Lo programado, los responsables y los aportes a que responde cada actividad."""
    _copiar_meses(sesion, actividades, desplazar)
    for enlaces in (responsable, respuesta) if con_respuestas else (responsable,):
        _copiar_enlaces(sesion, enlaces, "actividad_id", actividades)


def _copiar_enlaces(sesion: Session, enlaces: Table, columna: str, copias: Equivalencias) -> None:
    consulta = select(enlaces).where(enlaces.c[columna].in_(list(copias)))
    filas = [{**fila, columna: copias[fila[columna]]} for fila in sesion.execute(consulta).mappings()]
    if filas:
        sesion.execute(insert(enlaces), filas)


def _copiar_meses(sesion: Session, actividades: Equivalencias, desplazar: int) -> None:
    """Solo lo programado; la nota viene si es de la programación y no de algo ya ejecutado."""
    consulta = select(mes).where(mes.c.actividad_id.in_(list(actividades)), mes.c.programado > 0)
    filas = []
    for fila in sesion.execute(consulta):
        destino = Mes(fila.anio, fila.mes).mas(desplazar)
        filas.append(
            {
                "actividad_id": actividades[fila.actividad_id],
                "anio": destino.anio,
                "mes": destino.mes,
                "programado": fila.programado,
                "ejecutado": 0,
                "aprobado": 0,
                "nota": None if fila.ejecutado or fila.ejecutado_el else fila.nota,
            }
        )
    if filas:
        sesion.execute(insert(mes), filas)


def _copiar_hijos(
    sesion: Session,
    clase: Clase,
    columna: str,
    padres: Equivalencias,
    cambios: Mapping[str, Any] | None = None,
) -> Equivalencias:
    condicion = tabla(clase).c[columna].in_(list(padres))
    return _copiar(sesion, clase, condicion, cambios or {}, {columna: padres})


def _copiar(
    sesion: Session,
    clase: Clase,
    condicion: ColumnElement[bool],
    cambios: Mapping[str, Any],
    traducir: Mapping[str, Equivalencias] | None = None,
) -> Equivalencias:
    """Inserta una copia de cada fila viva, con esos cambios y las claves foráneas traducidas."""
    origen = tabla(clase)
    consulta = select(origen).where(condicion, origen.c.papelera_id.is_(None))
    viejas = sesion.execute(consulta.order_by(origen.c.orden, origen.c.id)).mappings().all()
    nuevas = []
    for vieja in viejas:
        nueva = {**vieja, **cambios}
        nueva.pop("id")
        for columna, equivalencias in (traducir or {}).items():
            nueva[columna] = equivalencias.get(nueva[columna])
        nuevas.append(nueva)
    return dict(zip((vieja["id"] for vieja in viejas), _insertar(sesion, clase, nuevas), strict=True))


def _insertar(sesion: Session, clase: Clase, filas: Sequence[Mapping[str, Any]]) -> list[int]:
    if not filas:
        return []
    destino = tabla(clase)
    orden = insert(destino).returning(destino.c.id, sort_by_parameter_order=True)
    return list(sesion.execute(orden, filas).scalars())
