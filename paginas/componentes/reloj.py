"""El día de hoy, que las páginas pasan a las reglas como dato."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONA_POR_PAIS = {"CL": "America/Santiago", "EC": "America/Guayaquil", "SV": "America/El_Salvador"}


def hoy(pais: str = "CL") -> date:
    """La fecha en el país del plan; PLANIFICADOR_HOY (AAAA-MM-DD) la fija para pruebas y ensayos."""
    fijada = os.environ.get("PLANIFICADOR_HOY")
    if fijada:
        return date.fromisoformat(fijada)
    return datetime.now(ZoneInfo(ZONA_POR_PAIS.get(pais, "America/Santiago"))).date()
