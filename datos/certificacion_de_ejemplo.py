"""El proceso del plan de ejemplo: sus actividades enlazadas y unos archivos que dicen que son de ejemplo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session
from sqlmodel import select as elegir

from datos import catalogos, planes
from datos.certificacion import evidencias, procesos, requisitos
from datos.certificacion.evidencias import ArchivoGuardado, Descrita
from datos.evidencias.ingreso import revisar_y_guardar
from modelos.arbol import PlanCompleto
from modelos.certificacion.estados import ClaseEvidencia
from modelos.certificacion.proceso import EnActividad
from modelos.certificacion.tablas import Requisito
from modelos.plan import Nivel

_CARPETA = Path(__file__).parent / "ejemplos" / "evidencia"
CON_EVIDENCIA, RENDICION = "la-serena-cronograma.txt", "valle-de-los-chillos-2024.txt"
CATALOGO, CATALOGO_DE_RENDICION = "scam/cinco-niveles", "rendicion_de_cuentas/cuatro-fases"

_HUELLA = (
    "Confeccionar informe con los datos obtenidos para determinar las acciones a tomar para lograr una "
    "disminución de la Huella de Carbono."
)
ENLACES = {
    "SCAM-451": (
        "Trabajar con el CAC y CAM en la revisión y/o actualización.",
        "Difusión de la Estrategia y sus líneas a la comunidad.",
        "Presentación, para su aprobación, al Concejo de la Política Ambiental y Estrategia.",
    ),
    "SCAM-452": (
        "Trabajar con el CAC y CAM en la Política Ambiental.",
        "Presentación, para su aprobación, al Concejo de la Política Ambiental y Estrategia.",
    ),
    "SCAM-457": (_HUELLA,),
}
"""Donde lo que el requisito pide y lo que la actividad hace es lo mismo; lo demás queda por enlazar."""


class Ejemplo(NamedTuple):
    """Un archivo hecho para el ejemplo, y la actividad que acompaña."""

    archivo: str
    titulo: str
    clase: ClaseEvidencia
    actividad: str


EJEMPLOS = (
    Ejemplo(
        "ejemplo-acta-cac-y-cam.pdf",
        "Ejemplo: acta de una sesión del CAC y el CAM",
        ClaseEvidencia.ACTA,
        "Trabajar con el CAC y CAM en la revisión y/o actualización.",
    ),
    Ejemplo(
        "ejemplo-lista-de-asistencia-cac-y-cam.csv",
        "Ejemplo: lista de asistencia del CAC y el CAM",
        ClaseEvidencia.LISTA_DE_ASISTENCIA,
        "Trabajar con el CAC y CAM en la revisión y/o actualización.",
    ),
    Ejemplo(
        "ejemplo-taller-con-la-comunidad.jpg",
        "Ejemplo: taller con la comunidad",
        ClaseEvidencia.FOTOGRAFIA,
        "Realizar talleres con la comunidad.",
    ),
)


def preparar(documento: str, hoy: date) -> Callable[[Session, int], object] | None:
    """Guarda los archivos y entrega lo que se escribe junto con ese plan; None si no lleva nada más."""
    if documento == RENDICION:
        return lambda sesion, plan_id: _comenzar(sesion, plan_id, CATALOGO_DE_RENDICION, None)
    if documento != CON_EVIDENCIA:
        return None
    guardados = [(ejemplo, _guardar(ejemplo)) for ejemplo in EJEMPLOS]
    return lambda sesion, plan_id: _escribir(sesion, plan_id, guardados, hoy)


def _comenzar(sesion: Session, plan_id: int, cual: str, nivel: Nivel | None) -> PlanCompleto:
    """El proceso parte con el plan: no hay otra fecha que poner."""
    plan, catalogo = planes.cargar(sesion, plan_id), catalogos.leer(cual)
    suyo = catalogo.nivel(nivel.value) if nivel else catalogo.niveles[0]
    procesos.comenzar(sesion, plan_id, catalogo, suyo, date(plan.inicio.anio, plan.inicio.mes, 1))
    return plan


def _guardar(ejemplo: Ejemplo) -> ArchivoGuardado:
    with (_CARPETA / ejemplo.archivo).open("rb") as archivo:
        return revisar_y_guardar(ejemplo.archivo, archivo)


def _escribir(
    sesion: Session, plan_id: int, guardados: list[tuple[Ejemplo, ArchivoGuardado]], hoy: date
) -> None:
    plan = _comenzar(sesion, plan_id, CATALOGO, Nivel.EXCELENCIA_SOBRESALIENTE)
    por_nombre = {una.nombre: una.id for una in plan.actividades}
    suyos = sesion.exec(elegir(Requisito).where(Requisito.plan_id == plan_id)).all()
    por_codigo = {uno.codigo: uno.id for uno in suyos}
    for codigo, nombres in ENLACES.items():
        requisitos.enlazar(sesion, plan_id, por_codigo[codigo], [por_nombre[nombre] for nombre in nombres])
    for ejemplo, archivo in guardados:
        evidencias.agregar(
            sesion,
            plan_id,
            Descrita(ejemplo.titulo, ejemplo.clase, hoy),
            archivo,
            actividades=[EnActividad(por_nombre[ejemplo.actividad], None)],
            nota="Archivo de ejemplo",
        )
