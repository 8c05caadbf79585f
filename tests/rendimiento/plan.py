"""La rapidez de leer un plan y calcular sus estados, contra traer las mismas filas sin más."""

import statistics
import time
from collections.abc import Callable
from datetime import date

from datos import planes
from datos.conexion import lectura, motor
from modelos.arbol import PlanCompleto
from modelos.liquidacion import Momento, liquidar
from tests.apoyo.planes import un_plan

VECES = 20
HOY = date(2026, 10, 14)


def sembrar(actividades: int = 300) -> int:
    """Un plan con los doce meses de cada actividad programados."""
    return un_plan(20, actividades, 10, programado=dict.fromkeys(range(1, 13), 1))


def cargar(plan_id: int) -> float:
    """Cargar el plan entero ÷ traer sus filas con el driver."""
    return _mediana(lambda: _cargar(plan_id)) / _mediana(_traer_filas)


def liquidar_todo(plan_id: int) -> float:
    """Estados de todas las celdas del plan ÷ traer sus filas con el driver."""
    plan = _cargar(plan_id)
    momento = Momento.hoy(HOY)

    def calcular() -> None:
        for actividad in plan.actividades:
            liquidar(actividad.programacion, momento)

    return _mediana(calcular) / _mediana(_traer_filas)


def _cargar(plan_id: int) -> PlanCompleto:
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def _traer_filas() -> None:
    with motor().connect() as conexion:
        propia = conexion.connection.cursor()
        for tabla in ("actividad", "mes_actividad", "objetivo", "linea_estrategica", "actividad_unidad"):
            propia.execute(f"SELECT * FROM {tabla}")
            propia.fetchall()


def _mediana(accion: Callable[[], object]) -> float:
    """Segundos de la mitad de las veces."""
    tiempos = []
    for _ in range(VECES):
        inicio = time.perf_counter()
        accion()
        tiempos.append(time.perf_counter() - inicio)
    return statistics.median(tiempos)
