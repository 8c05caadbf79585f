"""Guardar una celda con permiso y bitácora, y verificar la cadena, contra lo mismo con el driver solo."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import insert

from datos import ejecucion
from datos.bitacora import cadena
from datos.conexion import instancia, motor
from modelos.bitacora import Accion, Cambio
from modelos.cuentas import Identidad
from modelos.permisos import Rol
from modelos.plan import Plan
from modelos.tabla import tabla_de
from tests.apoyo.cuentas import como
from tests.rendimiento import medida
from tests.rendimiento.base_de_datos import leer, sin_disparadores
from tests.rendimiento.plan import HOY

ACCIONES, CAMBIOS_POR_ACCION = 10_000, 10
FILA = (
    '{"id": %d, "actividad_id": 7, "anio": 2026, "mes": 3, "programado": 1, "ejecutado": 1, "nota": "Hecho"}'
)


def guardar_una_celda(plan_id: int) -> float:
    """Registrar una ejecución como gestión ambiental ÷ una transacción que escribe las mismas filas."""
    plan = leer(plan_id)
    actividad = next(plan.actividades)
    mes = min(actividad.meses)
    with motor().connect() as conexion:
        duena = conexion.execute(tabla_de(Plan).select().where(tabla_de(Plan).c.id == plan_id)).one()
    quien = Identidad("Ana", persona_id=1, municipalidad_id=duena.municipalidad_id, rol=Rol.GESTION)

    def guardar() -> None:
        nonlocal actividad
        ejecucion.registrar_parcial(plan, actividad, mes, 1, HOY)
        celda = actividad.meses[mes]
        guardada = celda._replace(ejecutado=celda.ejecutado + 1)
        actividad = replace(actividad, meses={**actividad.meses, mes: guardada})

    with como(quien), closing(sin_disparadores()) as copia:
        numeros = count(1_000_000)

        def piso() -> None:
            _escribir(copia, plan_id, actividad.id, next(numeros))

        return medida.razon(guardar, piso)


def _escribir(copia: sqlite3.Connection, plan_id: int, actividad_id: int, numero: int) -> None:
    copia.execute("BEGIN IMMEDIATE")
    copia.execute("UPDATE plan SET version = version + 1 WHERE id = ?", [plan_id])
    copia.execute(
        "INSERT INTO accion (id, cuando, quien, descripcion, plan_id) VALUES (?, ?, 'Ana', 'Registrar', ?)",
        [numero, datetime.now(UTC).isoformat(" "), plan_id],
    )
    copia.execute("UPDATE mes_actividad SET ejecutado = ? WHERE actividad_id = ?", [numero, actividad_id])
    copia.execute(
        "INSERT INTO cambio (accion_id, tabla, antes, despues) VALUES (?, 'mes_actividad', ?, ?)",
        [numero, FILA % numero, FILA % numero],
    )
    copia.execute("INSERT INTO eslabon VALUES (?, ?, ?, 1, ?)", [numero, numero, plan_id, "0" * 64])
    copia.execute("COMMIT")


def verificar() -> float:
    """Verificar una bitácora de 100.000 filas ÷ leerlas y calcular una huella con ellas."""
    _sembrar()
    with closing(sqlite3.connect(instancia() / "plan.db")) as propia, motor().connect() as conexion:

        def recorrer() -> None:
            assert cadena.verificar(conexion).rotura is None

        return medida.razon(recorrer, lambda: _leer_y_resumir(propia), veces=5)


def _sembrar() -> None:
    ahora = datetime.now(UTC)
    acciones = [
        {"id": n, "cuando": ahora, "quien": "Ana", "descripcion": f"Registrar {n}", "plan_id": 1}
        for n in range(1, ACCIONES + 1)
    ]
    cambios = [
        {"accion_id": una["id"], "tabla": "mes_actividad", "antes": FILA % n, "despues": FILA % (n + 1)}
        for una in acciones
        for n in range(CAMBIOS_POR_ACCION)
    ]
    with motor().connect().execution_options(escribe=True) as conexion, conexion.begin():
        conexion.execute(insert(tabla_de(Accion)), acciones)
        conexion.execute(insert(tabla_de(Cambio)), cambios)
        cadena.sellar_lo_anterior(conexion)


def _leer_y_resumir(propia: sqlite3.Connection) -> str:
    resumen = hashlib.sha256()
    for tabla in ("accion", "cambio"):
        for fila in propia.execute(f"SELECT * FROM {tabla} ORDER BY id"):
            resumen.update("".join(map(str, fila)).encode())
    return resumen.hexdigest()
