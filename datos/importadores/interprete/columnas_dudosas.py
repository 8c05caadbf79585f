"""Los avisos sobre columnas que se leyeron sin seguridad: qué se entendió y qué conviene mirar."""

from collections.abc import Sequence

from datos.importadores.interprete.columnas import MUESTRA
from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.piezas import DUDOSA
from datos.importadores.interprete.titulares import Fila, Titular
from modelos.importacion.borrador import Campo

_CONFIABLE = 0.8
_NOMBRES = {
    Campo.PROGRAMA: "el programa",
    Campo.LINEA: "la línea",
    Campo.OBJETIVO: "el objetivo",
    Campo.ACTIVIDAD: "la actividad",
    Campo.RESPONSABLE: "el responsable",
    Campo.MES: "el plazo",
    Campo.INICIO: "el inicio",
    Campo.TERMINO: "el término",
    Campo.META: "la meta",
    Campo.UNIDAD: "la unidad de medida",
}


def avisar_de_columnas(lectura: Lectura, titular: Titular, filas: Sequence[Fila]) -> None:
    """Un aviso por columna dudosa, oculta o de años."""
    for columna in titular.columnas:
        nombre = _NOMBRES.get(columna.campo) if columna.campo else None
        if nombre and columna.confianza < _CONFIABLE:
            titulo = f"«{columna.titulo}»" if columna.titulo else f"{columna.indice + 1}, sin título,"
            duda = f"{columna.duda}; compruébelo." if columna.duda else "compruebe que lo es."
            mensaje = f"La columna {titulo} se leyó como {nombre}: {duda}"
            lectura.avisar(mensaje, next(iter(columna.encabezados), None))
    if titular.duda_de_meses:
        lectura.avisar(titular.duda_de_meses)
    _avisar_de_ocultas(lectura, titular, filas)
    _avisar_de_anios(lectura, [c for c in titular.columnas if c.anio and c.campo is not Campo.MES_EN_COLUMNA])


def _avisar_de_ocultas(lectura: Lectura, titular: Titular, filas: Sequence[Fila]) -> None:
    """Lo que alguien ocultó en la hoja se lee, pero puede no estar al día; los meses ocultos valen."""
    for columna in titular.columnas:
        celdas = [fila[columna.indice] for fila in filas[:MUESTRA] if columna.indice < len(fila)]
        if not columna.titulo or not celdas or not all(celda.oculta for celda in celdas if not celda.vacia):
            continue
        if not any(celda.oculta for celda in celdas):
            continue
        if columna.campo is not Campo.MES_EN_COLUMNA and not columna.ajena:
            columna.confianza = min(columna.confianza, DUDOSA)
        mensaje = f"La columna «{columna.titulo}» está oculta y se leyó igual: compruebe que sigue vigente."
        lectura.avisar(mensaje, next(iter(columna.encabezados), None))


def _avisar_de_anios(lectura: Lectura, columnas: list[Columna]) -> None:
    """«2024 · 2025 · 2026» dicen el año y no el mes: lo marcado queda escrito, sin programar."""
    for columna in columnas:
        columna.confianza = min(columna.confianza, DUDOSA)
        mensaje = (
            f"La columna «{columna.titulo}» es un año y no dice en qué mes: lo marcado quedó en las "
            "observaciones, sin programar."
        )
        lectura.avisar(mensaje, next(iter(columna.encabezados), None))
