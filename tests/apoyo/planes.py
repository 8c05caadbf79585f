"""Planes de prueba en la base, y la cuenta de las consultas que hace una pantalla."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import event
from sqlmodel import Session

from datos import planes
from datos.conexion import escritura, lectura, motor
from modelos.actividad import Actividad, ActividadUnidad, MesActividad, Unidad
from modelos.arbol import PlanCompleto
from modelos.plan import EstadoPlan, LineaEstrategica, Municipalidad, Objetivo, Plan


def un_plan(
    lineas: int = 1,
    actividades: int = 1,
    unidades: int = 0,
    programado: Mapping[int, int] | None = None,
    estado: EstadoPlan = EstadoPlan.BORRADOR,
    anio: int = 2026,
    nombre: str = "Plan de prueba",
) -> int:
    """Crea un plan de un año con esas actividades repartidas en sus líneas; entrega su id."""
    with escritura("Crear un plan de prueba") as sesion:
        municipalidad = Municipalidad(nombre=f"Municipalidad de {nombre}")
        sesion.add(municipalidad)
        sesion.flush()
        plan = Plan(municipalidad_id=municipalidad.id, nombre=nombre, anio_inicio=anio, estado=estado)
        sesion.add(plan)
        sesion.flush()
        objetivos = [_linea(sesion, plan.id, numero) for numero in range(lineas)]
        creadas = [
            Actividad(objetivo_id=objetivos[n % lineas], orden=n, nombre=f"Actividad {n + 1}")
            for n in range(actividades)
        ]
        sesion.add_all(creadas)
        sesion.flush()
        _programar(sesion, creadas, programado or {}, anio)
        _responsables(sesion, municipalidad.id, creadas, unidades)
    return plan.id


def leer(plan_id: int) -> PlanCompleto:
    """El plan como está guardado."""
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def escribir_a_mano(plan_id: int) -> None:
    """Deja en la base un país y un nivel que la aplicación no conoce, y un gasto."""
    with escritura("Escribir a mano en la base", plan_id=plan_id) as sesion:
        plan = sesion.get_one(Plan, plan_id)
        plan.nivel = "platino"
        sesion.get_one(Municipalidad, plan.municipalidad_id).pais = "Perú"
        primera = next(planes.cargar(sesion, plan_id).actividades)
        sesion.get_one(Actividad, primera.id).gastado_centavos = 150_000


def _linea(sesion: Session, plan_id: int, numero: int) -> int:
    linea = LineaEstrategica(plan_id=plan_id, orden=numero, nombre=f"Línea {numero + 1}")
    sesion.add(linea)
    sesion.flush()
    objetivo = Objetivo(linea_id=linea.id, orden=0, nombre=f"Objetivo de la línea {numero + 1}")
    sesion.add(objetivo)
    sesion.flush()
    return objetivo.id


def _programar(sesion: Session, creadas: list[Actividad], programado: Mapping[int, int], anio: int) -> None:
    sesion.add_all(
        MesActividad(actividad_id=actividad.id, anio=anio, mes=mes, programado=cantidad)
        for actividad in creadas
        for mes, cantidad in programado.items()
    )


def _responsables(sesion: Session, municipalidad_id: int, creadas: list[Actividad], cantidad: int) -> None:
    unidades = [Unidad(municipalidad_id=municipalidad_id, nombre=f"Unidad {n + 1}") for n in range(cantidad)]
    sesion.add_all(unidades)
    sesion.flush()
    sesion.add_all(
        ActividadUnidad(actividad_id=creadas[n % len(creadas)].id, unidad_id=unidad.id)
        for n, unidad in enumerate(unidades)
    )


@contextmanager
def consultas() -> Iterator[list[str]]:
    """Las instrucciones SQL que se ejecutan dentro del bloque."""
    ejecutadas: list[str] = []

    def anotar(_conexion: object, _cursor: object, instruccion: str, *_resto: object) -> None:
        ejecutadas.append(instruccion)

    usado = motor()
    event.listen(usado, "before_cursor_execute", anotar)
    try:
        yield ejecutadas
    finally:
        event.remove(usado, "before_cursor_execute", anotar)
