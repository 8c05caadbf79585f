"""Los tres planes de ejemplo: documentos reales, cargados con el importador de todos."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock

from sqlalchemy import select

from datos import almacen, certificacion_de_ejemplo, importacion, lecturas
from datos.conexion import lectura
from datos.importacion import ArchivoFuente, Importado
from modelos.importacion.decision import propuesta
from modelos.importacion.plan_aceptado import aceptar
from modelos.plan import SIN_MUNICIPALIDAD, DocumentoFuente, Plan
from modelos.tabla import tabla_de

_CARPETA = Path(__file__).parent / "ejemplos"
DOCUMENTOS = ("la-serena-cronograma.txt", "valle-de-los-chillos-2024.txt", "plan-operativo-2017.txt")
_uno_a_la_vez = Lock()


def cargar(hoy: date) -> Iterator[tuple[str, Importado | None]]:
    """Importa uno por uno los que falten y entrega su nombre y lo guardado; None si ya estaba.

    La Serena queda para el final: es el que se muestra al terminar.
    """
    for documento in reversed(DOCUMENTOS):
        archivo = ArchivoFuente(documento, (_CARPETA / documento).read_bytes())
        with _uno_a_la_vez:  # quien lo pide dos veces a la vez espera, y lo encuentra ya importado
            importado = None if _ya_importado(archivo.contenido) else _importar(archivo, hoy)
        yield documento, importado


def _importar(archivo: ArchivoFuente, hoy: date) -> Importado:
    borrador, _ = lecturas.primera_lectura(lecturas.abrir(archivo))
    decision = propuesta(borrador, hoy)
    if not decision.municipalidad:
        decision = replace(decision, municipalidad=SIN_MUNICIPALIDAD)
    ademas = certificacion_de_ejemplo.preparar(archivo.nombre, hoy)
    return importacion.guardar(aceptar(borrador, decision), archivo, hoy, ademas=ademas)


def _ya_importado(contenido: bytes) -> bool:
    fuente, plan = tabla_de(DocumentoFuente), tabla_de(Plan)
    consulta = (
        select(fuente.c.id)
        .join(plan, fuente.c.plan_id == plan.c.id)
        .where(fuente.c.sha256 == almacen.huella(contenido), plan.c.borrado_el.is_(None))
    )
    with lectura() as sesion:
        return sesion.execute(consulta).first() is not None
