"""Un proceso que importa un plan y muere de golpe donde se le diga."""

import os
from datetime import date
from itertools import count

from sqlalchemy import Engine, event

from datos import importacion
from modelos.importacion.plan_aceptado import aceptar
from tests.datos.borradores import un_borrador_completo, una_decision

MUERTO = 9


def importar(instancia: str, direccion: str, donde: str) -> None:
    """Muere en la orden de SQL con ese número, o al confirmar si `donde` es «commit»."""
    os.environ["PLANIFICADOR_INSTANCIA"] = instancia
    os.environ["DATABASE_URL"] = direccion
    ordenes = count(1)

    def contar(*_: object) -> None:
        if str(next(ordenes)) == donde:
            os._exit(MUERTO)

    def confirmar(*_: object) -> None:
        if donde == "commit":
            os._exit(MUERTO)

    event.listen(Engine, "before_cursor_execute", contar)
    event.listen(Engine, "commit", confirmar)
    archivo = importacion.ArchivoFuente("plan.txt", b"el plan")
    importacion.guardar(aceptar(un_borrador_completo(), una_decision()), archivo, date(2026, 10, 14))
