"""La orden `python -m datos.exportar PLAN --formato excel`: el mismo archivo que baja de la pantalla."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from datos import migracion, planes
from datos.conexion import lectura
from datos.exportadores import catalogo
from datos.exportadores.pedido import Documento, Exportacion, Pedido
from datos.orden import Orden, por_que
from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Filtro
from modelos.errores import ErrorDeDominio
from modelos.frases import enumerar
from modelos.meses import Mes
from modelos.parecido import normalizar
from modelos.seguimiento.programacion import Horizonte

SIN_EXPORTAR = 1
_MES = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def principal(argumentos: Sequence[str] | None = None) -> int:
    """0 si salió bien, 1 con una frase si no se pudo, 2 si se pidió mal."""
    orden = _orden()
    pedido = orden.parse_args(argumentos)
    if not pedido.lista and not pedido.plan:
        orden.error("the following arguments are required: PLAN")
    try:
        if not migracion.estado().al_dia:
            return _rechazar("Esta instalación no tiene la base al día. Arranque el planificador una vez.")
        with lectura() as sesion:
            _decir(_lista(sesion) if pedido.lista else _exportar(sesion, pedido))
    except ErrorDeDominio as error:
        return _rechazar(str(error))
    except SQLAlchemyError as error:
        return _rechazar(f"La base de datos no responde: {str(error).splitlines()[0]}")
    except OSError as error:
        return _rechazar(f"No se pudo escribir {error.filename or 'el archivo'}: {por_que(error)}.")
    return 0


def _decir(texto: str) -> None:
    """En UTF-8 también en la consola de Windows, como lo que imprime `datos.importar`."""
    sys.stdout.buffer.write(f"{texto}\n".encode())


def _rechazar(explicacion: str) -> int:
    sys.stderr.write(f"{explicacion}\n")
    return SIN_EXPORTAR


def _orden() -> Orden:
    claves = list(dict.fromkeys(exportacion.clave for exportacion in catalogo.EXPORTACIONES))
    orden = Orden(
        prog="python -m datos.exportar",
        description="Exporta un plan a un archivo, con todos sus años y actividades si no se pide otra cosa.",
    )
    orden.add_argument("plan", nargs="?", metavar="PLAN", help="su número o su nombre, como los da --lista")
    orden.add_argument("--lista", action="store_true", help="dice qué planes hay, y no exporta nada")
    orden.add_argument("--documento", choices=list(Documento), default=Documento.CRONOGRAMA)
    orden.add_argument("--formato", choices=claves, help="por omisión, el primero del documento")
    orden.add_argument("--salida", type=Path, metavar="RUTA", help="el archivo, o la carpeta en que va")
    orden.add_argument("--corte", type=_mes, metavar="AAAA-MM", help="el mes hasta el que se mide")
    orden.add_argument("--anio", type=int, help=f"solo ese año del plan: {_los(lambda e: e.por_anio)}")
    orden.add_argument("--unidad", help=f"solo esa unidad responsable: {_los(_de_una_unidad)}")
    orden.add_argument("--fecha", type=_fecha, metavar="AAAA-MM-DD", help="hoy, si es otro día")
    return orden


def _los(cumple: Callable[[Exportacion], bool]) -> str:
    """«cronograma en word y pdf; avance en pdf»: los que lo admiten."""
    claves = {documento: [e.clave for e in catalogo.de(documento) if cumple(e)] for documento in Documento}
    return "; ".join(f"{documento} en {enumerar(suyas)}" for documento, suyas in claves.items() if suyas)


def _de_una_unidad(exportacion: Exportacion) -> bool:
    return exportacion.filtrable and exportacion.documento is Documento.CRONOGRAMA


def _mes(texto: str) -> Mes:
    leido = _MES.fullmatch(texto)
    if leido is None:
        raise argparse.ArgumentTypeError(f"lleva un mes como 2026-09, no «{texto}».")
    return Mes(int(leido[1]), int(leido[2]))


def _fecha(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise argparse.ArgumentTypeError(f"lleva una fecha como 2026-09-30, no «{texto}».") from None


def _lista(sesion: Session) -> str:
    """Un renglón por plan, con el número que lo nombra."""
    renglones = [f"{p.id}\t{p.nombre}\t{p.anio_inicio}\t{p.municipalidad}" for p in planes.listar(sesion)]
    return "\n".join(renglones) or "No hay ningún plan."


def _exportar(sesion: Session, escrito: argparse.Namespace) -> str:
    """Escribe el archivo y dice dónde quedó."""
    exportacion = catalogo.buscar(Documento(escrito.documento), escrito.formato)
    plan = planes.cargar(sesion, _plan_id(sesion, escrito.plan))
    pedido = Pedido(
        plan=plan,
        hoy=escrito.fecha or datetime.now(ZoneInfo(plan.zona_horaria)).date(),
        corte=escrito.corte,
        anio=escrito.anio,
        filtro=Filtro(unidad_id=_unidad_id(plan, escrito.unidad)),
    )
    _revisar(pedido, exportacion)
    archivo = _destino(escrito.salida, exportacion.nombre_de_archivo(pedido))
    archivo.write_bytes(exportacion.generar(sesion, pedido))
    return str(archivo)


def _revisar(pedido: Pedido, exportacion: Exportacion) -> None:
    """Se niega a lo que ese formato no hace, y a un año que no es del plan."""
    if pedido.unidad and not exportacion.filtrable:
        raise ErrorDeDominio(f"Como {exportacion.clave} se exporta el plan completo, sin --unidad.")
    if pedido.anio is None:
        return
    if not exportacion.por_anio:
        raise ErrorDeDominio(f"Como {exportacion.clave} se exportan todos los años del plan, sin --anio.")
    Horizonte(pedido.plan.inicio, pedido.plan.fin).del_anio(pedido.anio)


def _destino(salida: Path | None, nombre: str) -> Path:
    """El archivo que se escribe; se niega a pisar uno que no es de ese formato, como la base de datos."""
    if salida is None:
        return Path(nombre)
    destino = salida / nombre if salida.is_dir() else salida
    if destino.exists() and destino.suffix.lower() != Path(nombre).suffix:
        raise ErrorDeDominio(f"No se exportó: ya existe {destino}, y no es un archivo {Path(nombre).suffix}.")
    return destino


def _plan_id(sesion: Session, escrito: str) -> int:
    """El plan de ese número, o el único que se llama así."""
    hay = planes.listar(sesion)
    elegidos = [plan.id for plan in hay if str(plan.id) == escrito]
    elegidos = elegidos or [plan.id for plan in hay if normalizar(plan.nombre) == normalizar(escrito)]
    if len(elegidos) != 1:
        cuantos = "No hay un plan" if not elegidos else "Hay más de un plan"
        raise ErrorDeDominio(f"{cuantos} «{escrito}». Véalos con --lista y elija uno por su número.")
    return elegidos[0]


def _unidad_id(plan: PlanCompleto, escrita: str | None) -> int | None:
    if escrita is None:
        return None
    unidades = (unidad for actividad in plan.actividades for unidad in actividad.unidades)
    ids = {normalizar(unidad.nombre): unidad.id for unidad in unidades}
    if normalizar(escrita) not in ids:
        raise ErrorDeDominio(f"Ninguna actividad de «{plan.nombre}» tiene por responsable a «{escrita}».")
    return ids[normalizar(escrita)]


if __name__ == "__main__":
    sys.exit(principal())
