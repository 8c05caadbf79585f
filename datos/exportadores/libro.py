"""Las hojas de un Excel exportado además de las actividades: cómo se llaman y qué lleva cada una."""

from collections.abc import Callable
from dataclasses import dataclass

from datos.exportadores.pedido import Pedido
from modelos.arbol import PlanCompleto
from modelos.frases import fecha_corta
from modelos.importacion.clave_exportada import ClaveExportada
from modelos.participacion import Aporte
from modelos.plan import nombre_de_nivel

CRONOGRAMA, LO_EJECUTADO, PARTICIPACION, PLAN, LISTAS = (
    "Cronograma", "Ejecutado", "Participación", "Plan", "Listas",
)  # fmt: skip
NINGUNO = "—"
"""El programa de las líneas que no tienen, donde otras sí."""

OBJETIVOS, FIRMAS = "Objetivos del plan", "Firmas"
VERSION = "Versión"
TITULOS_DE_DATO = ("Dato", "Valor")
TITULOS_DE_OBJETIVO = ("Clase", "Objetivo")
TITULOS_DE_FIRMA = ("Qué hizo", "Nombre", "Cargo")
VOLVER = "Volver a importarlo"
COMO_VOLVER = (
    (VOLVER, "Este libro se edita y se vuelve a importar: cada cambio se muestra antes de aplicarlo."),
    (VOLVER, "La columna «Clave», oculta, reconoce a cada actividad aunque cambie de nombre."),
    (VOLVER, "Lo ejecutado no cambia al importar: se registra en el planificador."),
)


@dataclass(frozen=True, slots=True)
class Dato:
    """Un dato del plan entero; `campo` es el de `PlanBorrador` al que vuelve, si vuelve."""

    titulo: str
    campo: str
    valor: Callable[[Pedido], str]


@dataclass(frozen=True, slots=True)
class ColumnaDeAporte:
    """Una columna de los aportes; `campo` es el de `AporteBorrador` al que vuelve, si vuelve."""

    titulo: str
    campo: str
    ancho: int  # letras
    valor: Callable[[PlanCompleto, Aporte], str]


DATOS = (
    Dato("Plan", "titulo", lambda pedido: pedido.plan.nombre),
    Dato("Municipalidad", "municipalidad", lambda pedido: pedido.plan.municipalidad),
    Dato("Tipo", "tipo", lambda pedido: pedido.plan.tipo.etiqueta),
    Dato("Nivel", "nivel", lambda pedido: nombre_de_nivel(pedido.plan.nivel)),
    Dato("Unidad", "unidad", lambda pedido: pedido.plan.unidad or ""),
    Dato("Estado", "", lambda pedido: pedido.plan.estado.etiqueta),
    Dato("Primer mes", "", lambda pedido: str(pedido.plan.inicio)),
    Dato("Último mes", "", lambda pedido: str(pedido.plan.fin)),
    Dato("Exportado el", "", lambda pedido: fecha_corta(pedido.hoy)),
    Dato(VERSION, "", lambda pedido: str(pedido.plan.version)),
)


def columnas_de_aportes(plan: PlanCompleto) -> tuple[ColumnaDeAporte, ...]:
    """Las de lo que pidió la ciudadanía."""
    return (
        ColumnaDeAporte("Clave", "clave", 16, _clave),
        ColumnaDeAporte("Tipo", "tipo", 14, lambda _, aporte: aporte.tipo.etiqueta),
        ColumnaDeAporte(plan.etiquetas.linea.capitalize(), "linea", 34, _linea),
        ColumnaDeAporte("Texto", "texto", 70, lambda _, aporte: aporte.texto),
        ColumnaDeAporte("Actividades que le responden", "", 60, _actividades),
    )


def _clave(plan: PlanCompleto, aporte: Aporte) -> str:
    return str(ClaveExportada.de(plan.id, aporte.id, aporte.texto, plan.version))


def _linea(plan: PlanCompleto, aporte: Aporte) -> str:
    return next((linea.nombre for linea in plan.lineas if linea.id == aporte.linea_id), "")


def _actividades(plan: PlanCompleto, aporte: Aporte) -> str:
    return "\n".join(actividad.nombre for actividad in plan.actividades if actividad.id in aporte.actividades)
