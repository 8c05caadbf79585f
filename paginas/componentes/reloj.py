"""El día de hoy, que las páginas pasan a las reglas como dato."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from modelos.paises import Pais


def hoy(zona: str = Pais.CHILE.zona_horaria) -> date:
    """La fecha en la zona horaria del plan; PLANIFICADOR_HOY (AAAA-MM-DD) la fija para pruebas y ensayos."""
    fijada = os.environ.get("PLANIFICADOR_HOY")
    if fijada:
        return date.fromisoformat(fijada)
    return datetime.now(ZoneInfo(zona)).date()


def ahora() -> datetime:
    """El instante, en UTC: para sesiones y enlaces, que se cuentan por minutos."""
    return datetime.now(UTC)
