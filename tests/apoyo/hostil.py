"""Un plan y unas cuentas con código en cada texto que alguien pudo escribir, para ver que nadie lo ejecuta."""

import importlib
import pkgutil

from sqlalchemy import Table, func, select, update
from sqlmodel import Session

import modelos
from datos import papelera
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, Reprogramacion
from modelos.cuentas import Identidad
from modelos.nodos import Clase, Nodo
from modelos.plan import DocumentoFuente, EstadoPlan, Firma, ObjetivoPlan, Plan, Programa
from modelos.tabla import Tabla
from tests.apoyo.cuentas import administradora, como
from tests.apoyo.planes import leer, un_plan

MALO = (
    '<img src=x onerror="window.atacado=1"><script>window.atacado=1</script>'
    "'\"><svg onload=window.atacado=1> [x](javascript:window.atacado=1) :red[y] ${7*7} {{7*7}} '; DROP TABLE plan;--"
)
QUE_NO_SE_ESCRIBE = {
    "accion.quien": "es el nombre de la persona",
    "accion.descripcion": "es la frase de la acción, que ya se escribe con él",
    "aporte_ciudadano.tipo": "uno de tres", "cambio.tabla": "lo pone la base",
    "cambio.antes": "lo pone la base", "cambio.despues": "lo pone la base",
    "clave.huella": "es una huella", "documento_fuente.sha256": "es una huella",
    "enlace.huella": "es una huella", "enlace.clase": "una de dos", "eslabon.huella": "es una huella",
    "firma.accion": "una de las de firmar", "intento.de": "es una huella",
    "lectura_recordada.huella": "es una huella", "lectura_recordada.columnas": "JSON de columnas elegidas",
    "objetivo_plan.clase": "general o específico", "papelera.clase": "una de tres",
    "pertenencia.rol": "uno de seis", "plan.tipo": "uno de cuatro", "plan.estado": "uno de dos",
    "municipalidad.zona_horaria": "sale del país", "reprogramacion.motivo": "uno de seis",
    "reprogramacion.cambios": "JSON de los meses", "sesion.huella": "es una huella",
    "turno.tarea": "la pone el servidor", "turno.dueno": "la pone el servidor",
}  # fmt: skip
"""Las columnas de texto que nadie escribe a mano, por su nombre y con su razón; toda otra se llena."""


def columnas_de_texto() -> list[str]:
    """Todas las de la base, como «tabla.columna»."""
    for modulo in pkgutil.walk_packages(modelos.__path__, "modelos."):
        importlib.import_module(modulo.name)
    return [
        f"{tabla.name}.{columna.name}"
        for tabla in Tabla.metadata.sorted_tables
        for columna in tabla.columns
        if "String" in type(columna.type).__name__
    ]


def que_se_escriben() -> list[str]:
    """Las que llevan lo que alguien escribió."""
    return [columna for columna in columnas_de_texto() if columna not in QUE_NO_SE_ESCRIBE]


def un_plan_hostil() -> tuple[int, Identidad]:
    """Un plan vigente con todo lo que puede tener, y quien lo administra; cada texto trae código."""
    quien = administradora()
    plan_id = un_plan(2, 6, 2, {3: 1, 9: 1}, EstadoPlan.VIGENTE, nombre=MALO)
    with como(MALO), escritura(f"Editó {MALO}", plan_id=plan_id) as sesion:
        _completar(sesion, plan_id, quien)
    with como(MALO), escritura(f"Borró {MALO}", plan_id=plan_id) as sesion:
        ultima = list(leer(plan_id).actividades)[-1]
        papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, ultima.id), _hoy())
    with como(MALO), escritura(f"Ensució {MALO}", plan_id=plan_id) as sesion:
        for columna in que_se_escriben():
            _ensuciar(sesion, columna)
    return plan_id, quien
