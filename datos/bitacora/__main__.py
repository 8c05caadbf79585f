"""El comando `python -m datos.bitacora`: verificar la cadena, o sacar la bitácora a un archivo."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from datos.bitacora import cadena, consulta, en_csv
from datos.bitacora.consulta import Filtro
from datos.conexion import lectura
from datos.orden import Orden
from datos.respaldo import rescate, volcado
from modelos.bitacora import Accion
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.paises import conocido
from modelos.tabla import tabla_de


def principal(argumentos: Sequence[str] | None = None) -> int:
    """0 si salió bien, 1 con una frase si la cadena está rota o no se pudo, 2 si se pidió mal."""
    pedido = _analizador().parse_args(sys.argv[1:] if argumentos is None else argumentos)
    try:
        return _exportar(pedido) if pedido.orden == "exportar" else _verificar(pedido.huella)
    except ErrorDeDominio as error:
        print(error, file=sys.stderr)
    except SQLAlchemyError as error:
        print(f"No se pudo: {rescate.motivo(error) or str(error).splitlines()[0]}", file=sys.stderr)
    except OSError as error:
        print(f"No se pudo escribir {error.filename or ''}: {error.strerror}.", file=sys.stderr)
    return 1


def _analizador() -> Orden:
    analizador = Orden(prog="python -m datos.bitacora", description="Verifica y exporta la bitácora.")
    ordenes = analizador.add_subparsers(dest="orden", title="órdenes", required=True)
    orden = ordenes.add_parser("verificar", help="recorrer la cadena y nombrar la primera acción alterada")
    orden.add_argument("huella", nargs="?", default="", help="una huella impresa: dice si está en la cadena")
    orden = ordenes.add_parser("exportar", help="escribir la bitácora en un CSV")
    orden.add_argument("archivo", type=Path)
    orden.add_argument("--plan", type=int, help="número del plan; sin él, todos")
    orden.add_argument("--pais", default="CL", help="en qué hora se escribe (CL, EC, SV…)")
    return analizador


def _verificar(huella: str) -> int:
    pedida = "".join(huella.split()).lower()
    with volcado.foto() as conexion:
        hecho = cadena.verificar(conexion, pedida)
        rota = hecho.rotura
        quien = _presentar(conexion, rota.accion_id) if rota else ""
    print(f"{contar(hecho.acciones, 'acción')} con su sello bien puesto.")
    if rota:
        print(f"La cadena se rompe en {quien}: {rota.que_pasa}.", file=sys.stderr)
        return 1
    print(f"La cadena está entera. Última huella: {hecho.huella}")
    if not hecho.tiene_la_pedida:
        print(f"Ninguna huella comienza con {pedida}: lo impreso no es de esta bitácora.", file=sys.stderr)
        return 1
    if pedida:
        print("La huella pedida está en la cadena.")
    return 0


def _presentar(conexion: Connection, accion_id: int) -> str:
    accion = tabla_de(Accion)
    hecha = conexion.execute(select(accion).where(accion.c.id == accion_id)).first()
    if hecha is None:
        return f"la acción {accion_id}, que ya no está"
    return f"la acción {accion_id} («{hecha.descripcion}», {hecha.quien}, {hecha.cuando:%Y-%m-%d %H:%M} UTC)"


def _exportar(pedido: argparse.Namespace) -> int:
    zona = ZoneInfo(conocido(pedido.pais).zona_horaria)
    with lectura() as sesion:
        anotadas = consulta.todas(sesion, Filtro(plan_id=pedido.plan))
        pedido.archivo.write_bytes(en_csv.generar(anotadas, zona))
    print(f"Bitácora en {pedido.archivo.resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(principal())
