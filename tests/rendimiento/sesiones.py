"""Cien personas en el cronograma a la vez, una acción cada cinco segundos, contra una sola."""

import asyncio
import random
import statistics
import time
from typing import NamedTuple

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from tests.apoyo.pestana import ESPERA, PROTOCOLO, Estado, direccion

SESIONES = 100
CADA = 5.0  # segundos entre una acción y la siguiente de la misma persona
ACCIONES = 6  # de cada persona, sin contar la primera vez que abre la página
A_SOLAS = 24  # acciones de quien está solo, antes y otras tantas después


class Carga(NamedTuple):
    """Cuántas veces tardan más cien que una, y cuántas acciones fallaron."""

    mediana: float
    percentil_95: float
    errores: int


class Registro(NamedTuple):
    """Los segundos que tardó cada acción, y cuántas no llegaron a terminar."""

    tiempos: list[float]
    fallas: list[Exception]


def medir(puerto: int, consulta: str) -> Carga:
    """Una persona, cien y de nuevo una, sobre la página del cronograma."""
    return asyncio.run(_medir(puerto, consulta))


async def _medir(puerto: int, consulta: str) -> Carga:
    una, cien = Registro([], []), Registro([], [])
    await _persona(puerto, consulta, una, A_SOLAS, cada=CADA / SESIONES * 4, demora=0)
    await asyncio.gather(
        *(
            _persona(puerto, consulta, cien, ACCIONES, cada=CADA, demora=CADA * numero / SESIONES)
            for numero in range(SESIONES)
        )
    )
    await _persona(puerto, consulta, una, A_SOLAS, cada=CADA / SESIONES * 4, demora=0)
    return Carga(
        statistics.median(cien.tiempos) / statistics.median(una.tiempos),
        _percentil_95(cien.tiempos) / _percentil_95(una.tiempos),
        len(una.fallas) + len(cien.fallas),
    )


async def _persona(
    puerto: int, consulta: str, registro: Registro, acciones: int, *, cada: float, demora: float
) -> None:
    """Abre la página y la vuelve a pedir cada cierto tiempo, que varía un quinto por lado."""
    estado = Estado("cronograma", consulta)
    await asyncio.sleep(demora)
    try:
        async with connect(direccion(puerto), subprotocols=[PROTOCOLO], max_size=None) as conexion:
            for numero in range(acciones + 1):
                inicio = time.perf_counter()
                await conexion.send(estado.pedido())
                while not estado.recibir(await asyncio.wait_for(conexion.recv(decode=False), ESPERA)):
                    pass
                if numero:
                    registro.tiempos.append(time.perf_counter() - inicio)
                await asyncio.sleep(cada * random.uniform(0.8, 1.2))
    except (OSError, TimeoutError, WebSocketException, AssertionError) as falla:
        registro.fallas.append(falla)


def _percentil_95(tiempos: list[float]) -> float:
    return statistics.quantiles(tiempos, n=20)[-1]
