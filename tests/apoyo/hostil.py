"""Un plan y su cuenta con código en cada texto que alguien pudo escribir."""

import importlib
import pkgutil
from datetime import UTC, date, datetime

from sqlalchemy import String, cast, literal, update
from sqlmodel import Session, select

import modelos
from datos import papelera, publicaciones
from datos.conexion import escritura
from datos.cuentas import personas
from datos.versiones import lineas_base
from modelos.actividad import Actividad, Motivo, Reprogramacion, Unidad
from modelos.borradores import Borrador, Dejado, a_texto
from modelos.cierre import CambioTrasCierre, CierreDeMes
from modelos.cuentas import Pertenencia
from modelos.nodos import Clase, Nodo
from modelos.participacion import ActividadAporte, AporteCiudadano
from modelos.plan import (
    DocumentoFuente,
    EstadoPlan,
    Firma,
    LineaEstrategica,
    ObjetivoPlan,
    Plan,
    Programa,
)
from modelos.seguimiento.reprogramacion import Razon
from modelos.tabla import Tabla
from modelos.versiones.linea_base import Aprobacion
from tests.apoyo.certificacion import con_todo, un_archivo
from tests.apoyo.cuentas import CLAVE, como
from tests.apoyo.planes import leer, un_plan

HOY = date(2026, 10, 14)
MALO = (
    '<img src=x onerror="window.atacado=1"><script>window.atacado=1</script>'
    "'\"><svg onload=window.atacado=1> [x](javascript:window.atacado=1) :red[y] ${7*7} {{7*7}} "
    "'; DROP TABLE plan;--"
)
QUE_NO_SE_ESCRIBE = {
    "accion.quien": "es el nombre de la persona",
    "accion.descripcion": "es la frase de la acción, que ya se escribe con él",
    "nivel_otorgado.nivel": "uno del catálogo", "nivel_otorgado.archivo_sha256": "es una huella",
    "proceso.catalogo": "uno de los que trae el programa", "proceso.catalogo_version": "la del catálogo",
    "proceso.nivel": "uno del catálogo", "proceso.subnivel": "uno del catálogo",
    "proceso.minimo_certeza": "una de cuatro", "proceso.modalidad": "una de dos",
    "proceso.resultado": "uno de dos", "requisito.certeza": "una de cuatro",
    "requisito.desactivado": "así no se abriría su ficha", "requisito.trabajo": "uno de cuatro",
    "requisito.resultado": "uno de seis", "requisito.auditado": "uno de seis",
    "evidencia.clase": "una de diez", "evidencia.dictamen": "uno de tres",
    "revision.sha256": "es una huella", "revision.tipo": "uno de los que se aceptan",
    "revision.nombre": "no se cambia, y nace con el código", "revision.nota": "nace con el código",
    "revision.quien": "es el nombre de la persona", "revision.direccion": "se comprueba al agregarla",
    "observacion.gravedad": "una de tres", "revision_de_archivos.hallazgos": "JSON de nombres de archivos",
    "aporte_ciudadano.tipo": "uno de tres", "borrador.lugar": "uno de los de `Parte`",
    "borrador.contenido": "JSON, que ya trae el código", "cambio.tabla": "lo pone la base",
    "cambio.antes": "lo pone la base", "cambio.despues": "lo pone la base",
    "clave.huella": "es una huella", "documento_fuente.sha256": "es una huella",
    "enlace.huella": "es una huella", "enlace.clase": "una de dos", "eslabon.huella": "es una huella",
    "firma.accion": "una de las de firmar", "intento.de": "es una huella",
    "linea_base.nombre": "lo aprobado no se cambia, y nace con el código",
    "linea_base.aprobada_por": "nace con el código", "linea_base.sesion": "nace con el código",
    "linea_base.acuerdo": "nace con el código", "linea_base.contenido": "es todo lo demás, en JSON",
    "linea_base.huella": "es una huella", "publicacion.codigo": "es al azar",
    "publicacion.contenido": "es todo lo demás, en JSON",
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


def un_plan_hostil() -> tuple[int, str]:
    """Un plan vigente con todo lo que puede tener, y el testigo de quien lo administra."""
    desde = ("127.0.0.1", MALO)
    testigo = personas.comenzar("Ana", "ana@x.cl", CLAVE, ("La Serena", "CL"), datetime.now(UTC), desde)
    plan_id = un_plan(2, 6, 2, {3: 1, 10: 1, 11: 1}, EstadoPlan.VIGENTE)
    with como(MALO), escritura(f"Editó {MALO}", plan_id=plan_id) as sesion:
        _completar(sesion, plan_id)
    with como(MALO), escritura(f"Borró {MALO}", plan_id=plan_id) as sesion:
        ultima = Nodo(Clase.ACTIVIDAD, list(leer(plan_id).actividades)[-1].id)
        papelera.borrar(sesion, ultima, HOY, razon=Razon(Motivo.OTRO, MALO))
    with como(MALO), escritura(f"Ensució {MALO}", plan_id=plan_id) as sesion:
        for columna in que_se_escriben():
            _ensuciar(sesion, columna)
        lineas_base.congelar(sesion, plan_id, Aprobacion(MALO, HOY, MALO, MALO, MALO))
        publicaciones.publicar(sesion, plan_id, HOY)
    return plan_id, testigo


def _completar(sesion: Session, plan_id: int) -> None:
    """Lo que `un_plan` no trae, y todo en la municipalidad de la cuenta."""
    plan = sesion.get_one(Plan, plan_id)
    [cuenta] = sesion.exec(select(Pertenencia)).all()
    for unidad in sesion.exec(select(Unidad)).all():
        unidad.municipalidad_id = cuenta.municipalidad_id
    plan.municipalidad_id = cuenta.municipalidad_id
    primera, *_ = sesion.exec(select(Actividad)).all()
    [linea, *_] = sesion.exec(select(LineaEstrategica)).all()
    aporte = AporteCiudadano(plan_id=plan_id, linea_id=linea.id, orden=0, tipo="acuerdo", texto="x")
    sesion.add_all(
        [
            Programa(plan_id=plan_id, orden=0, nombre="x"),
            ObjetivoPlan(plan_id=plan_id, orden=0, clase="general", texto="x"),
            Firma(plan_id=plan_id, orden=0, accion="Elaborado por", nombre="x"),
            DocumentoFuente(plan_id=plan_id, nombre="x", tamano=1, sha256="0" * 64, importado_el=HOY),
            Reprogramacion(actividad_id=primera.id, fecha=HOY, motivo="clima", explicacion="x", cambios="[]"),
            Borrador(
                persona_id=cuenta.persona_id,
                plan_id=plan_id,
                lugar=f"ficha/actividad-{primera.id}",
                titulo="x",
                contenido=a_texto({"nombre": Dejado(primera.nombre, MALO)}),
                actualizado_el=datetime.now(UTC),
            ),
            CierreDeMes(
                plan_id=plan_id,
                unidad_id=sesion.exec(select(Unidad.id)).first(),
                anio=HOY.year,
                mes=HOY.month - 1,
                entregas=1,
                devoluciones=1,
                devuelto_el=HOY,
            ),
            CambioTrasCierre(
                accion_id=sesion.info["accion_id"],
                plan_id=plan_id,
                anio=HOY.year,
                mes=HOY.month - 1,
                actividad_id=primera.id,
                razon="x",
            ),
            aporte,
        ]
    )
    con_todo(sesion, plan_id, un_archivo(nombre=f"{MALO}.txt"))
    sesion.flush()
    sesion.add(ActividadAporte(actividad_id=primera.id, aporte_id=aporte.id))


def _ensuciar(sesion: Session, cual: str) -> None:
    """Pone el código en esa columna de todas las filas; cada una con su número, que algunas no se repiten."""
    nombre, _, columna = cual.partition(".")
    tabla = Tabla.metadata.tables[nombre]
    valor = MALO + cast(tabla.c.id, String) if "id" in tabla.c else literal(MALO)
    hechas = sesion.connection().execute(update(tabla).values({columna: valor})).rowcount
    assert hechas, f"«{cual}» no tiene ninguna fila que llenar"
