"""La orden `python -m datos.integridad`: lee todos los archivos guardados y dice cuáles no están bien."""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from datos import almacen
from datos.conexion import escritura_de_paso, motor
from datos.instantes import en_utc
from datos.orden import Orden
from datos.respaldo import rescate
from modelos.archivos import ArchivoAlterado, ArchivoFaltante, ArchivoIlegible
from modelos.certificacion.tablas import Evidencia, NivelOtorgado, Revision
from modelos.errores import ErrorDeDominio
from modelos.integridad import CADA_CUANTO, Dano, Hallado, RevisionDeArchivos
from modelos.plan import DocumentoFuente, Municipalidad
from modelos.tabla import tabla_de

ESPERA_DE_HUERFANO = timedelta(days=1)
"""Un archivo se guarda antes de anotarse: el que no tiene registro puede estar por tenerlo."""

revisada = tabla_de(RevisionDeArchivos)
revision, evidencia = tabla_de(Revision), tabla_de(Evidencia)
fuente, municipalidad, otorgado = tabla_de(DocumentoFuente), tabla_de(Municipalidad), tabla_de(NivelOtorgado)

_DANOS = {ArchivoFaltante: Dano.FALTA, ArchivoAlterado: Dano.ALTERADO, ArchivoIlegible: Dano.ILEGIBLE}


class Resultado(NamedTuple):
    """Una revisión terminada; `archivos` son los que alguna fila nombra."""

    terminada_el: datetime
    archivos: int
    integros: int
    hallados: tuple[Hallado, ...]


def revisar(ahora: Callable[[], datetime], *, limpiar: bool = False) -> Resultado:
    """Lee cada archivo y compara su huella; con `limpiar` quita los que nada nombra hace más de un día.

    El resultado queda anotado. ErrorDeDominio si el almacén no responde.
    """
    with motor().connect() as conexion:
        nombrados = _nombrados(conexion)
    hallados = [
        Hallado(dano, sha256, "; ".join(de_que))
        for sha256, de_que in nombrados.items()
        if (dano := _dano(sha256))
    ]
    integros = len(nombrados) - len(hallados)
    hallados += _huerfanos(ahora(), limpiar=limpiar)
    resultado = Resultado(ahora(), len(nombrados), integros, tuple(hallados))
    _anotar(resultado)
    return resultado


def ultima() -> Resultado | None:
    """La última revisión anotada; None si nunca se ha hecho."""
    with motor().connect() as conexion:
        fila = conexion.execute(select(revisada).order_by(revisada.c.id.desc()).limit(1)).first()
    if fila is None:
        return None
    hallados = tuple(
        Hallado(Dano(dano), sha256, de_que) for dano, sha256, de_que in json.loads(fila.hallazgos)
    )
    return Resultado(en_utc(fila.terminada_el), fila.archivos, fila.integros, hallados)


def pendiente(ahora: datetime) -> bool:
    """Si toca hacerla: nunca se ha hecho, o pasaron los días."""
    hecha = ultima()
    return hecha is None or ahora - hecha.terminada_el >= CADA_CUANTO


def _nombrados(conexion: Connection) -> Mapping[str, Sequence[str]]:
    """Cada huella que alguna fila nombra, y cómo se llama lo que la nombra."""
    de_que: defaultdict[str, list[str]] = defaultdict(list)
    de_evidencia = select(revision.c.sha256, evidencia.c.numero, revision.c.nombre).join(
        evidencia, revision.c.evidencia_id == evidencia.c.id
    )
    for sha256, numero, nombre in conexion.execute(de_evidencia.where(revision.c.sha256.is_not(None))):
        de_que[sha256].append(f"EV-{numero:04d} {nombre}")
    for sha256, nombre in conexion.execute(select(fuente.c.sha256, fuente.c.nombre)):
        de_que[sha256].append(f"documento importado {nombre}")
    con_logo = select(municipalidad.c.logo, municipalidad.c.nombre).where(municipalidad.c.logo.is_not(None))
    for sha256, nombre in conexion.execute(con_logo):
        de_que[sha256].append(f"logo de {nombre}")
    con_archivo = select(otorgado.c.archivo_sha256, otorgado.c.resolucion).where(
        otorgado.c.archivo_sha256.is_not(None)
    )
    for sha256, resolucion in conexion.execute(con_archivo):
        de_que[sha256].append(f"resolución {resolucion}")
    return de_que


def _dano(sha256: str) -> Dano | None:
    try:
        for _ in almacen.leer_por_partes(sha256):
            pass
    except (ArchivoFaltante, ArchivoAlterado, ArchivoIlegible) as error:
        return _DANOS[type(error)]
    return None


def _huerfanos(ahora: datetime, *, limpiar: bool) -> list[Hallado]:
    """Los que nada nombra; los que se limpian ya no se cuentan.

    Se pregunta de nuevo qué se nombra: mientras se leían todos, alguien pudo anotar uno que ya estaba.
    """
    antiguos = _antiguos(ahora)
    with motor().connect() as conexion:
        conocidos = _nombrados(conexion)
    viejos = antiguos - conocidos.keys()
    if not limpiar:
        return [Hallado(Dano.HUERFANO, sha256, "") for sha256 in sorted(viejos)]
    for sha256 in viejos & _antiguos(ahora):  # el que alguien guardó de nuevo entretanto ya no lo es
        almacen.borrar(sha256)
    almacen.borrar_parciales(ahora - ESPERA_DE_HUERFANO)
    return []


def _antiguos(ahora: datetime) -> set[str]:
    return {ficha.sha256 for ficha in almacen.listar() if ahora - ficha.modificado > ESPERA_DE_HUERFANO}


def _anotar(resultado: Resultado) -> None:
    with escritura_de_paso() as sesion:
        sesion.connection().execute(delete(revisada))
        sesion.connection().execute(
            insert(revisada).values(
                terminada_el=resultado.terminada_el,
                archivos=resultado.archivos,
                integros=resultado.integros,
                hallazgos=json.dumps(resultado.hallados, ensure_ascii=False),
            )
        )


def principal(argumentos: Sequence[str] | None = None) -> int:
    """0 si todos están íntegros, 1 si alguno no o si no se pudo, 2 si se pidió mal."""
    orden = Orden(
        prog="python -m datos.integridad", description="Revisa los archivos guardados, uno por uno."
    )
    orden.add_argument("--limpiar", action="store_true", help="quitar los que nada nombra hace más de un día")
    pedido = orden.parse_args(sys.argv[1:] if argumentos is None else argumentos)
    try:
        resultado = revisar(lambda: datetime.now(UTC), limpiar=pedido.limpiar)
    except ErrorDeDominio as error:
        print(error, file=sys.stderr)
        return 1
    except SQLAlchemyError as error:
        print(f"No se pudo: {rescate.motivo(error) or str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    print(f"{resultado.integros} de {resultado.archivos} archivos íntegros.")
    for hallado in resultado.hallados:
        print(f"{hallado.dano.etiqueta}: {hallado.sha256} {hallado.de_que}".strip(), file=sys.stderr)
    return 1 if resultado.integros < resultado.archivos else 0


if __name__ == "__main__":
    sys.exit(principal())
