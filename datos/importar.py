"""La orden `python -m datos.importar ARCHIVO`: imprime como JSON el borrador leído, sin guardar nada."""

import argparse
import json
import sys
from pathlib import Path

from datos.importadores import exportado
from datos.importadores.esquema import a_json
from datos.importadores.interprete import interpretar
from datos.importadores.lectores import FORMATOS_QUE_SE_LEEN, leer
from datos.orden import Orden, por_que
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Ajustes
from modelos.vigencia import ANIOS_ADMITIDOS

SIN_USO = 2


def principal(argumentos: list[str] | None = None) -> int:
    """0 si se leyó un plan; 2, con una línea que lo explica, si no."""
    opciones = _opciones(argumentos)
    if opciones.anio is not None and opciones.anio not in ANIOS_ADMITIDOS:
        return _rechazar(f"El año va de {ANIOS_ADMITIDOS[0]} a {ANIOS_ADMITIDOS[-1]}. No se guardó nada.")
    try:
        documento = leer(opciones.archivo.name, opciones.archivo.read_bytes())
        ajustes = Ajustes(anio=opciones.anio, mes_inicio=opciones.mes_inicio)
        borrador = exportado.leer(documento) or interpretar(documento, ajustes)
    except OSError as error:
        return _rechazar(f"No se leyó {opciones.archivo}: {por_que(error)}. No se guardó nada.")
    except ErrorDeDominio as error:
        return _rechazar(str(error))
    salida = json.dumps(a_json(borrador), ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(f"{salida}\n".encode())
    return 0


def _rechazar(explicacion: str) -> int:
    print(" ".join(explicacion.split()), file=sys.stderr)
    return SIN_USO


def _opciones(argumentos: list[str] | None) -> argparse.Namespace:
    orden = Orden(
        prog="python -m datos.importar", description="Lee un plan y lo imprime como JSON; no guarda nada."
    )
    orden.add_argument("archivo", type=Path, help=f"el documento: {FORMATOS_QUE_SE_LEEN}")
    orden.add_argument("--anio", type=int, help="el año del plan, si el documento no lo dice")
    orden.add_argument("--mes-inicio", type=int, choices=range(1, 13), metavar="1-12", help="su primer mes")
    return orden.parse_args(argumentos)


if __name__ == "__main__":
    sys.exit(principal())
