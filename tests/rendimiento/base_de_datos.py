"""Leer y guardar el plan, contra traer y escribir las mismas filas con el driver y sin nada más."""

import sqlite3
from contextlib import closing
from itertools import count

from datos import importacion, planes, reprogramaciones
from datos.conexion import instancia, lectura, motor
from datos.importacion import ArchivoFuente
from modelos.arbol import PlanCompleto
from modelos.seguimiento.liquidacion import Momento, liquidar
from modelos.tabla import Tabla
from tests.rendimiento import medida
from tests.rendimiento.plan import HOY, aceptado

DEL_PLAN = ("actividad", "mes_actividad", "objetivo", "linea_estrategica", "actividad_unidad")


def cargar(plan_id: int) -> float:
    """Cargar el plan entero, sin caché ÷ traer sus filas."""
    return medida.razon(lambda: leer(plan_id), lambda: traer_filas(DEL_PLAN))


def avance(plan_id: int) -> float:
    """Todo lo que Avance lee de la base, sin caché ÷ traer sus filas."""
    return medida.razon(lambda: leer_avance(plan_id), lambda: traer_filas((*DEL_PLAN, "reprogramacion")))


def crecer(chico_id: int, grande_id: int) -> float:
    """Lo que Avance lee de un plan grande ÷ lo que lee de uno chico."""
    return medida.razon(lambda: leer_avance(grande_id), lambda: leer_avance(chico_id))


def leer_avance(plan_id: int) -> None:
    """El plan y lo reprogramado en él."""
    with lectura() as sesion:
        planes.cargar(sesion, plan_id)
        reprogramaciones.del_plan(sesion, plan_id)


def liquidar_todo(plan_id: int) -> float:
    """Los estados de todas sus celdas ÷ traer sus filas."""
    plan, momento = leer(plan_id), Momento.hoy(HOY)

    def calcular() -> None:
        for actividad in plan.actividades:
            liquidar(actividad.programacion, momento)

    return medida.razon(calcular, lambda: traer_filas(DEL_PLAN))


def guardar() -> float:
    """Guardar el plan con su bitácora ÷ insertar las mismas filas con `executemany`, en otra base igual.

    La base en uso está vacía: así las filas que quedan son solo las del plan.
    """
    plan, numero = aceptado(), count(1)

    def guardar_uno() -> None:
        importacion.guardar(plan, ArchivoFuente("plan.txt", f"Copia {next(numero)}".encode()), HOY)

    guardar_uno()
    with closing(sin_disparadores()) as copia:
        acciones = {"medida": medida.cronometrar(guardar_uno), "piso": _insertar_en(copia)}
        medianas = medida.por_turnos(acciones)
    return medianas["medida"] / medianas["piso"]


def leer(plan_id: int) -> PlanCompleto:
    """El plan, de la base."""
    with lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def traer_filas(tablas: tuple[str, ...]) -> None:
    """Las filas de esas tablas, que son solo las del plan, sin convertir nada."""
    with motor().connect() as conexion:
        propia = conexion.connection.cursor()
        for tabla in tablas:
            propia.execute(f"SELECT * FROM {tabla}")
            propia.fetchall()


def sin_disparadores() -> sqlite3.Connection:
    """Una base igual a la que está en uso, con los mismos ajustes, que no anota nada por sí sola."""
    copia = sqlite3.connect(instancia() / "piso.db", isolation_level=None)
    with closing(sqlite3.connect(instancia() / "plan.db")) as original:
        original.backup(copia)
    for (disparador,) in copia.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        copia.execute(f"DROP TRIGGER {disparador}")
    for ajuste in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        copia.execute(f"PRAGMA {ajuste}")
    return copia


def _insertar_en(copia: sqlite3.Connection) -> medida.Cronometrada:
    """Escribe en una transacción las filas que la copia tenía; vaciarla después no se cuenta."""
    tablas = [tabla.name for tabla in Tabla.metadata.sorted_tables]
    filas = {tabla: copia.execute(f"SELECT * FROM {tabla}").fetchall() for tabla in tablas}

    def vaciar() -> None:
        for tabla in reversed(tablas):
            copia.execute(f"DELETE FROM {tabla}")

    def insertar() -> None:
        copia.execute("BEGIN IMMEDIATE")
        for tabla, suyas in filas.items():
            if suyas:
                copia.executemany(f"INSERT INTO {tabla} VALUES ({', '.join('?' * len(suyas[0]))})", suyas)
        copia.execute("COMMIT")

    def insertar_en_vacia() -> float:
        vaciar()
        return medida.cronometrar(insertar)()

    return insertar_en_vacia
