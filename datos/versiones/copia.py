"""Un plan congelado como texto JSON: todas las filas que dicen cómo es, y su vuelta a un plan."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session

from datos.versiones.momento import filas_de_hoy
from modelos.arbol import PlanCompleto
from modelos.tabla import Tabla
from modelos.versiones.reconstruccion import Filas, armar, por_clave


def escribir(sesion: Session, plan_id: int) -> str:
    """El plan como está en esta transacción; igual con iguales filas."""
    filas = filas_de_hoy(sesion, plan_id)
    return json.dumps(
        {tabla: list(map(_en_json, suyas.values())) for tabla, suyas in filas.items()},
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def _en_json(fila: Any) -> dict[str, Any]:
    return {c: valor.isoformat() if isinstance(valor, date) else valor for c, valor in fila.items()}


def leer(contenido: str, plan_id: int) -> PlanCompleto | None:
    """El plan que se escribió; None si no lo trae."""
    return armar(_filas(json.loads(contenido)), plan_id)


def _filas(contenido: dict[str, list[dict[str, Any]]]) -> Filas:
    tablas = Tabla.metadata.tables
    return {
        tabla: por_clave(tabla, (_de_json(tablas[tabla], fila) for fila in suyas))
        for tabla, suyas in contenido.items()
    }


def _de_json(tabla: Table, fila: dict[str, Any]) -> dict[str, Any]:
    fechas = {c.name for c in tabla.columns if c.type.python_type is date}
    return {c: date.fromisoformat(v) if c in fechas and v else v for c, v in fila.items()}
