"""El cronograma como CSV: una fila por actividad, con punto y coma y coma decimal, como lo espera Excel."""

import csv
from io import StringIO

from sqlmodel import Session

from datos.exportadores.columnas import Valor, columnas, ejecutado
from datos.exportadores.neutro import neutralizar
from datos.exportadores.pedido import Pedido
from modelos.importacion.exportado import como_se_escribe


def generar(_sesion: Session, pedido: Pedido) -> bytes:
    """El archivo, en UTF-8 con la marca que Excel necesita para leer las tildes."""
    todas = [*columnas(pedido.plan), *ejecutado(pedido.plan)]
    salida = StringIO(newline="")
    escritor = csv.writer(salida, delimiter=";")
    escritor.writerow(columna.titulo for columna in todas)
    for fila in pedido.plan.ubicadas:
        escritor.writerow(_escrito(columna.valor(fila)) for columna in todas)
    return salida.getvalue().encode("utf-8-sig")


def _escrito(valor: Valor) -> str:
    if isinstance(valor, float):
        return _decimal(valor)
    if isinstance(valor, str):
        return neutralizar(como_se_escribe(valor))
    return "" if valor is None else str(valor)


def _decimal(valor: float) -> str:
    """Con coma y sin ceros de más: «1», «0,5», «12345,67»."""
    return f"{valor:.10f}".rstrip("0").rstrip(".").replace(".", ",")
