"""El encabezado de una tabla que no lo trae claro: el de la anterior, uno entendido en parte o adivinado."""

from collections.abc import Sequence
from dataclasses import replace

from datos.importadores.documento import Tabla
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.sin_encabezado import titular_por_contenido
from datos.importadores.interprete.titulares import Fila, Titular, fila_de_titulos, leer_titular

ENTENDIDO_EN_PARTE = "El encabezado de una tabla se entendió solo en parte: revísela entera."
_DE_OTRA_HOJA = "Una hoja no tiene encabezado: se leyó con el de la anterior."
_ADIVINADO = "Una tabla no tiene encabezado: sus columnas se adivinaron por lo que contienen."
_FILAS_ANTES = 8  # de título sobre el encabezado de una tabla


def dudar_de_la_tabla(lectura: Lectura, motivo: str) -> None:
    """Todo lo que se lea de la tabla quedará por revisar, y se avisa."""
    lectura.dudas.append(motivo)
    lectura.avisar(motivo)


def heredado(lectura: Lectura, tabla: Tabla, filas: Sequence[Fila]) -> Titular | None:
    """El encabezado de la tabla anterior, si esta tiene sus mismas columnas y no trae el suyo."""
    anterior = lectura.titular
    if anterior is None or anterior.firmas or not filas or len(filas[0]) != len(anterior.columnas):
        return None
    propio = any(leer_titular(tabla, filas, n) for n in range(min(_FILAS_ANTES, len(filas))))
    if propio:
        return None
    de_otra_hoja = any(o.hoja != tabla.hoja for c in anterior.columnas for o in c.encabezados)
    return replace(anterior, dudas=[*anterior.dudas, _DE_OTRA_HOJA]) if de_otra_hoja else anterior


def sin_uno_claro(lectura: Lectura, tabla: Tabla, filas: Sequence[Fila]) -> tuple[int | None, Titular | None]:
    """Si ninguna fila es un encabezado claro, la que podría serlo o, si no, las columnas adivinadas."""
    if any(leer_titular(tabla, filas, numero) for numero in range(len(filas))):
        return None, None
    en_parte = fila_de_titulos(filas)
    titular = titular_por_contenido(filas) if en_parte is None else None
    if titular is not None:
        titular.dudas.append(_ADIVINADO)
        lectura.avisar(_ADIVINADO)
    return en_parte, titular
