"""El comando `python -m datos.cuentas enlace CORREO`: para quien administra y perdió su clave."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from datos import migracion
from datos.cuentas import personas
from datos.orden import Orden
from modelos.errores import ErrorDeDominio


def principal(argumentos: Sequence[str] | None = None) -> int:
    """0 si se hizo el enlace, 1 con una frase si no se pudo, 2 si se pidió mal."""
    analizador = Orden(prog="python -m datos.cuentas", description="Hace un enlace para poner otra clave.")
    ordenes = analizador.add_subparsers(dest="orden", required=True, title="órdenes")
    enlace = ordenes.add_parser("enlace", help="enlace de un solo uso para la cuenta de ese correo")
    enlace.add_argument("correo")
    pedido = analizador.parse_args(sys.argv[1:] if argumentos is None else argumentos)
    try:
        migracion.migrar()
        testigo = personas.enlace_por_correo(pedido.correo, datetime.now(UTC))
    except ErrorDeDominio as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Abra en el navegador la dirección del planificador seguida de:\n/clave/{testigo}")
    return 0


if __name__ == "__main__":
    sys.exit(principal())
