"""La orden `python -m datos.expediente`: hacer el expediente de un plan, o verificar uno."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from datos.expediente import armado
from datos.expediente.armado import Incompleto
from datos.expediente.verificacion import verificar
from datos.orden import Orden, por_que
from datos.respaldo import rescate
from modelos.errores import ErrorDeDominio
from modelos.expediente.veredicto import EstadoDelExpediente
from modelos.frases import contar, tamano


def principal(argumentos: Sequence[str] | None = None) -> int:
    """0 si salió bien o está intacto, 1 con lo que pasa si no, 2 si se pidió mal."""
    pedido = _analizador().parse_args(sys.argv[1:] if argumentos is None else argumentos)
    try:
        return _verificar(pedido.archivo) if pedido.orden == "verificar" else _hacer(pedido)
    except Incompleto as error:
        print(error, file=sys.stderr)
        for falta in error.faltas:
            print(f"  {falta}", file=sys.stderr)
    except ErrorDeDominio as error:
        print(error, file=sys.stderr)
    except SQLAlchemyError as error:
        print(f"No se pudo: {rescate.motivo(error) or str(error).splitlines()[0]}", file=sys.stderr)
    except OSError as error:
        print(f"No se pudo leer o escribir {error.filename or ''}: {por_que(error)}.", file=sys.stderr)
    return 1


def _analizador() -> Orden:
    analizador = Orden(prog="python -m datos.expediente", description="Hace y verifica expedientes.")
    ordenes = analizador.add_subparsers(dest="orden", title="órdenes", required=True)
    orden = ordenes.add_parser("hacer", help="escribir el expediente de un plan")
    orden.add_argument("plan", type=int, help="número del plan")
    orden.add_argument("destino", nargs="?", type=Path, help="carpeta; sin ella, la de la instalación")
    orden.add_argument("--parcial", action="store_true", help="hacerlo aunque le falte algo, y decir qué")
    orden.add_argument("--todas-las-revisiones", action="store_true", help="y no solo la última de cada una")
    orden = ordenes.add_parser("verificar", help="decir si un expediente está intacto")
    orden.add_argument("archivo", type=Path)
    return analizador


def _hacer(pedido: argparse.Namespace) -> int:
    hecho = armado.hacer(
        pedido.plan,
        datetime.now(UTC),
        parcial=pedido.parcial,
        todas_las_revisiones=pedido.todas_las_revisiones,
        destino=pedido.destino,
    )
    como = "completo" if hecho.completo else "PARCIAL"
    cuantos = f"{contar(hecho.hecho.archivos, 'archivo')}, {tamano(hecho.hecho.tamano)}"
    print(f"Expediente {como} en {hecho.archivo.resolve()} ({cuantos}).")
    print(f"SHA-256 {hecho.hecho.sha256_del_zip}")
    print(f"Recibo en {hecho.recibo.resolve()}")
    return 0


def _verificar(archivo: Path) -> int:
    veredicto = verificar(archivo)
    print(veredicto.frase)
    print(f"SHA-256 {veredicto.sha256}")
    for hallazgo in veredicto.hallazgos:
        print(hallazgo.frase, file=sys.stderr)
    return 0 if veredicto.estado is EstadoDelExpediente.INTACTO else 1


if __name__ == "__main__":
    sys.exit(principal())
