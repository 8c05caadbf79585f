"""La bitácora como CSV: una fila por acción, con su sello."""

import csv
from collections.abc import Iterable
from io import StringIO
from zoneinfo import ZoneInfo

from datos.bitacora.consulta import Anotacion
from datos.exportadores.neutro import neutralizar
from modelos.importacion.exportado import como_se_escribe

TITULOS = ("N.º", "Fecha y hora", "Quién", "Qué hizo", "Plan", "Cambios", "Huella")


def generar(anotadas: Iterable[Anotacion], zona: ZoneInfo) -> bytes:
    """El archivo, con punto y coma y en UTF-8 con la marca que Excel necesita para leer las tildes."""
    salida = StringIO(newline="")
    escritor = csv.writer(salida, delimiter=";")
    escritor.writerow(TITULOS)
    for una in anotadas:
        hora = una.cuando.astimezone(zona)
        textos = (
            neutralizar(como_se_escribe(texto)) for texto in (una.quien, una.descripcion, una.plan or "")
        )
        escritor.writerow((una.numero, f"{hora:%Y-%m-%d %H:%M:%S}", *textos, una.cambios, una.huella))
    return salida.getvalue().encode("utf-8-sig")
