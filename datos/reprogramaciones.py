"""La constancia de cada cambio de lo programado en un plan vigente, con su razón."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import insert
from sqlmodel import Session

from modelos.actividad import Reprogramacion
from modelos.reprogramacion import CambioProgramado, Razon
from modelos.tabla import tabla_de


def anotar(
    sesion: Session, cambios: Mapping[int, Iterable[CambioProgramado]], razon: Razon, hoy: date
) -> None:
    """Deja una reprogramación por actividad; la razón ya se comprobó con `comprobar_razon`."""
    filas = [
        {
            "actividad_id": actividad_id,
            "fecha": hoy,
            "motivo": razon.motivo,
            "explicacion": razon.explicacion.strip(),
            "cambios": json.dumps([_como_se_guarda(cambio) for cambio in suyos]),
        }
        for actividad_id, suyos in cambios.items()
    ]
    if filas:
        sesion.execute(insert(tabla_de(Reprogramacion)), filas)


def _como_se_guarda(cambio: CambioProgramado) -> dict[str, int]:
    return {**cambio.mes._asdict(), "antes": cambio.antes, "despues": cambio.despues}
