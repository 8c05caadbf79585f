"""Planes con que se hace un expediente, y lo que se mira de él."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from pypdf import PdfReader

from datos.bitacora import consulta
from datos.bitacora.consulta import Filtro
from datos.certificacion import evidencias, requisitos
from datos.conexion import escritura
from datos.conexion import lectura as leer_base
from datos.expediente.armado import Expediente
from modelos.certificacion.estados import Dictamen, EstadoResultado
from modelos.certificacion.proceso import EnActividad, EnRequisito
from modelos.meses import Mes
from modelos.plan import Nivel
from tests.apoyo.certificacion import HOY, leer, un_proceso, una_evidencia
from tests.apoyo.planes import leer as leer_plan
from tests.apoyo.planes import un_plan

AHORA = datetime(2026, 10, 14, 15, 30, tzinfo=UTC)
ACTA = b"el acta de la sesi\xc3\xb3n"


def por_presentar(titulo: str = "Acta del CAC", *, confidencial: bool = False) -> int:
    """Un plan en que los tres requisitos de su nivel cumplen, y un acta aceptada los prueba."""
    plan_id = un_plan(actividades=1)
    pedidos = un_proceso(plan_id, Nivel.EXCELENCIA).requisitos
    [actividad] = leer_plan(plan_id).actividades
    una_evidencia(
        plan_id,
        ACTA,
        requisitos=tuple(EnRequisito(uno.id, "pp. 3–5") for uno in pedidos),
        actividades=(EnActividad(actividad.id, Mes(2026, 3)),),
        aceptada=True,
        confidencial=confidencial,
        titulo=titulo,
    )
    for lugar in range(len(pedidos)):
        evaluar(plan_id, lugar, resultado=EstadoResultado.CUMPLE)
    return plan_id


def evaluar(plan_id: int, lugar: int, **valores: object) -> str:
    """Deja eso dicho de un requisito; su código."""
    with escritura("Evaluar", plan_id=plan_id) as sesion:
        fila = requisitos.tomar(sesion, plan_id, leer(plan_id).requisitos[lugar].id)
        for campo, valor in valores.items():
            setattr(fila, campo, valor)
        return fila.codigo


def quitar_evidencia(plan_id: int) -> None:
    [cual] = leer(plan_id).evidencias
    with escritura("Retirar", plan_id=plan_id) as sesion:
        evidencias.dictaminar(sesion, plan_id, cual.id, Dictamen.RETIRADA, 1, HOY, "No corresponde")


def entregado(hecho: Expediente) -> Mapping[str, bytes]:
    """Lo que trae, por su ruta dentro de data/; y lo de la raíz, con su nombre."""
    with zipfile.ZipFile(hecho.archivo) as paquete:
        return {
            nombre.partition("/")[2].removeprefix("data/"): paquete.read(nombre)
            for nombre in paquete.namelist()
        }


def en_pdf(contenido: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(contenido))


def en_tabla(contenido: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(contenido.decode("utf-8-sig")), delimiter=";"))


def acciones(plan_id: int) -> list[str]:
    """Lo que la bitácora dice que se hizo en el plan, en su orden."""
    with leer_base() as sesion:
        return [una.descripcion for una in consulta.todas(sesion, Filtro(plan_id=plan_id))]
