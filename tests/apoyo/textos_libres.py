"""Los textos que alguien escribe en un plan, para llenarlos todos con lo mismo."""

from collections.abc import Callable

from sqlalchemy import update
from sqlmodel import Session

from modelos.actividad import Actividad, MesActividad, Reprogramacion
from modelos.certificacion.tablas import (
    Auditoria,
    Evidencia,
    EvidenciaRequisito,
    NivelOtorgado,
    Observacion,
    Proceso,
    Requisito,
)
from modelos.cierre import CierreDeMes
from modelos.plan import LineaEstrategica, Objetivo, Plan
from modelos.tabla import Tabla, tabla_de

TEXTOS: dict[type[Tabla], tuple[str, ...]] = {
    Plan: ("unidad",),
    LineaEstrategica: ("nombre",),
    Objetivo: ("nombre",),
    Actividad: (
        "nombre", "nombre_corto", "unidad_medida", "meta", "indicador", "medio_verificacion", "recurrencia",
        "observaciones", "causa", "proximo_paso",
    ),
    MesActividad: ("nota",),
    Reprogramacion: ("explicacion",),
    CierreDeMes: ("comentario",),
    Proceso: ("minimo_fuente", "convenio_numero", "contacto", "resultado_nota"),
    Requisito: (
        "ambito", "nombre", "que_se_pide", "medios", "fuente", "resultado_razon", "auditado_nota", "notas",
    ),
    Evidencia: ("titulo", "razon"),
    EvidenciaRequisito: ("paginas",),
    Auditoria: ("nota",),
    Observacion: ("descripcion", "respuesta"),
    NivelOtorgado: ("resolucion", "archivo_nombre"),
}  # fmt: skip
"""Por tabla; lo que trae además un aporte, un objetivo enunciado o una firma se agrega aparte."""


def llenar_textos(sesion: Session, que_dice: Callable[[str], str]) -> None:
    """En todas las filas; `que_dice` recibe el nombre de la columna."""
    for clase, columnas in TEXTOS.items():
        valores = {columna: que_dice(columna) for columna in columnas}
        sesion.execute(update(tabla_de(clase)).values(valores))
