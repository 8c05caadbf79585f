"""Certificaciones de prueba en la base: el proceso, su evidencia y archivos pequeños de verdad."""

from datetime import date
from io import BytesIO

from PIL import Image
from sqlmodel import Session, select

from datos import almacen, catalogos
from datos.certificacion import evidencias, lectura, observaciones, procesos
from datos.certificacion.evidencias import ArchivoGuardado, Descrita
from datos.conexion import escritura
from datos.conexion import lectura as leer_base
from modelos.certificacion.estados import ClaseEvidencia, Dictamen, Gravedad
from modelos.certificacion.proceso import Certificacion, EnActividad, EnRequisito
from modelos.certificacion.tablas import Requisito
from modelos.plan import Nivel, Plan

CATALOGO = "scam/cinco-niveles"
COMIENZA = date(2026, 1, 5)
HOY = date(2026, 10, 14)


def un_proceso(plan_id: int, nivel: Nivel = Nivel.EXCELENCIA_SOBRESALIENTE) -> Certificacion:
    """El plan persigue ese nivel desde enero de 2026."""
    catalogo = catalogos.leer(CATALOGO)
    with escritura("Perseguir un nivel", plan_id=plan_id) as sesion:
        procesos.comenzar(sesion, plan_id, catalogo, catalogo.nivel(nivel.value), COMIENZA)
    return leer(plan_id)


def leer(plan_id: int) -> Certificacion:
    """La certificación como está guardada."""
    with leer_base() as sesion:
        leida = lectura.leer(sesion, plan_id)
    assert leida is not None
    return leida


def un_archivo(contenido: bytes = b"un acta", nombre: str = "acta.txt") -> ArchivoGuardado:
    """El contenido, ya en el almacén."""
    return ArchivoGuardado(almacen.guardar(contenido), len(contenido), nombre.rpartition(".")[2], nombre)


def una_evidencia(
    plan_id: int,
    contenido: bytes = b"un acta",
    *,
    requisitos: tuple[EnRequisito, ...] = (),
    actividades: tuple[EnActividad, ...] = (),
    aceptada: bool = False,
    confidencial: bool = False,
    fecha: date | None = HOY,
    titulo: str = "Acta del CAC",
) -> int:
    """La evidencia cargada, y aceptada si se pide; su número en la base."""
    descrita = Descrita(titulo, ClaseEvidencia.ACTA, fecha, confidencial=confidencial)
    archivo = un_archivo(contenido)
    with escritura("Cargar", plan_id=plan_id) as sesion:
        nueva = evidencias.agregar(
            sesion,
            plan_id,
            descrita,
            archivo,
            requisitos_que_prueba=requisitos,
            actividades=actividades,
        )
        if aceptada:
            aceptar(sesion, plan_id, nueva)
    return nueva


def con_todo(sesion: Session, plan_id: int, archivo: ArchivoGuardado) -> None:
    """Un proceso con una de cada cosa que puede tener: evidencia, auditoría, observación y nivel otorgado."""
    catalogo = catalogos.leer(CATALOGO)
    nivel = catalogo.nivel(Nivel.EXCELENCIA_SOBRESALIENTE.value)
    procesos.comenzar(sesion, plan_id, catalogo, nivel, COMIENZA)
    primero = sesion.exec(select(Requisito.id).where(Requisito.plan_id == plan_id)).first()
    assert primero is not None
    cargada = evidencias.agregar(
        sesion,
        plan_id,
        Descrita("Acta", ClaseEvidencia.ACTA, HOY),
        archivo,
        requisitos_que_prueba=[EnRequisito(primero, "p. 1")],
        nota=archivo.nombre,
    )
    auditoria = observaciones.agregar_auditoria(sesion, plan_id, HOY, "Oficio", cargada)
    for requisito_id in (primero, None):
        observaciones.observar(
            sesion, plan_id, "Falta", Gravedad.ALTA, HOY, requisito_id=requisito_id, auditoria_id=auditoria
        )
    municipalidad = sesion.get_one(Plan, plan_id).municipalidad_id
    procesos.anotar_otorgado(sesion, municipalidad, Nivel.BASICO, HOY, "Res. 1", (archivo.sha256, "r.pdf", 1))


def aceptar(sesion: Session, plan_id: int, evidencia_id: int, vista: int = 1) -> None:
    """La revisión que se miró queda aceptada."""
    evidencias.dictaminar(sesion, plan_id, evidencia_id, Dictamen.ACEPTADA, vista, HOY)


def una_foto(color: str = "green", lado: int = 40) -> bytes:
    """Un JPEG de verdad."""
    salida = BytesIO()
    Image.new("RGB", (lado, lado), color).save(salida, "JPEG")
    return salida.getvalue()
