"""Lee un libro de Excel: una tabla por hoja, con sus fechas, celdas combinadas, colores y ocultos."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from datos.importadores.documento import Celda, Documento, Tabla, Valor
from datos.importadores.formato_xlsx import FormatoDeHoja, leer_formatos
from datos.importadores.paquete import Partes, empaquetar
from datos.importadores.rechazos import archivo_danado, archivo_excesivo

CELDAS_MAXIMAS = 400_000
BYTES_MAXIMOS_CON_COLOR = 40 * 1024 * 1024  # más allá, leer los colores tardaría más que el plan
CELDA_CON_CONTENIDO = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>\s*<(?!/)"
)
CELDA = re.compile(rb"<(?:\w+:)?c[\s/>]")
CUENTA_DECLARADA = re.compile(rb"\s(?:uniqueCount|count)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
SIN_COLORES = (
    "No se pudieron leer los colores ni las filas ocultas del libro; revise los meses marcados con color."
)

DeCalamine = int | float | str | bool | time | date | datetime | timedelta


def leer_xlsx(nombre: str, partes: Partes) -> Documento:
    """El documento con una tabla por hoja no vacía; lanza ErrorDeDominio si el libro está dañado."""
    for parte, xml in partes.items():
        if parte.startswith("xl/worksheets/") and parte.endswith(".xml"):
            _exigir_extension_razonable(xml)
    contenido = empaquetar({parte: _sin_cuentas(parte, datos) for parte, datos in partes.items()})
    formatos = leer_formatos(contenido) if len(contenido) <= BYTES_MAXIMOS_CON_COLOR else None
    try:
        tablas = _tablas(CalamineWorkbook.from_filelike(BytesIO(contenido)), formatos or {})
    except (CalamineError, ValueError, OSError) as error:
        raise archivo_danado() from error
    return Documento(nombre, "xlsx", list(tablas), [SIN_COLORES] if formatos is None else [])


def _sin_cuentas(parte: str, datos: bytes) -> bytes:
    """Calamine reserva memoria según la cuenta declarada, y una falsa termina el proceso entero."""
    return CUENTA_DECLARADA.sub(b"", datos) if parte.endswith(".xml") else datos


def _exigir_extension_razonable(xml: bytes) -> None:
    """Calamine reserva el rectángulo entero: una sola celda en XFD1048576 agotaría la memoria."""
    ultima_fila = ultima_columna = referidas = 0
    for celda in CELDA_CON_CONTENIDO.finditer(xml):
        ultima_fila = max(ultima_fila, int(celda[2]))
        ultima_columna = max(ultima_columna, _numero_de_columna(celda[1]))
    referidas = len(re.findall(rb"\br=[\"'][A-Z]{1,3}\d", xml))
    sin_referencia = max(0, len(CELDA.findall(xml)) - referidas)
    if ultima_fila * ultima_columna > CELDAS_MAXIMAS or sin_referencia > CELDAS_MAXIMAS:
        raise archivo_excesivo()


def _numero_de_columna(letras: bytes) -> int:
    numero = 0
    for letra in letras:
        numero = numero * 26 + letra - ord("A") + 1
    return numero


def _tablas(libro: CalamineWorkbook, formatos: dict[str, FormatoDeHoja]) -> list[Tabla]:
    tablas: list[Tabla] = []
    for datos in libro.sheets_metadata:
        if datos.typ != SheetTypeEnum.WorkSheet:
            continue
        formato = formatos.get(datos.name, FormatoDeHoja())
        filas = _filas(libro.get_sheet_by_name(datos.name), formato)
        if filas:
            oculta = datos.visible != SheetVisibleEnum.Visible
            tablas.append(Tabla(len(tablas) + 1, filas, hoja=datos.name, oculta=oculta))
    return tablas


def _filas(hoja: CalamineSheet, formato: FormatoDeHoja) -> list[list[Celda]]:
    filas = [
        [_celda(valor, fila, columna, formato) for columna, valor in enumerate(valores, start=1)]
        for fila, valores in enumerate(hoja.to_python(skip_empty_area=False), start=1)
    ]
    for inicio, fin in hoja.merged_cell_ranges or []:
        _expandir(filas, inicio, fin)
    return filas


def _celda(valor: DeCalamine, fila: int, columna: int, formato: FormatoDeHoja) -> Celda:
    lugar = (fila, columna)
    return Celda(
        texto=formato.errores.get(lugar) or escribir(valor, porcentaje=lugar in formato.porcentajes),
        fila=fila,
        columna=columna,
        valor=_valor(valor),
        marcada=lugar in formato.marcadas,
        oculta=fila in formato.filas_ocultas or columna in formato.columnas_ocultas,
    )


def _expandir(filas: list[list[Celda]], inicio: tuple[int, int], fin: tuple[int, int]) -> None:
    """Copia la primera celda al resto del rango combinado, hasta donde llega la hoja."""
    if inicio[0] >= len(filas) or inicio[1] >= len(filas[0]):
        return
    ancla = filas[inicio[0]][inicio[1]]
    for fila in filas[inicio[0] : fin[0] + 1]:
        for celda in fila[inicio[1] : fin[1] + 1]:
            if celda is not ancla and celda.vacia:
                fila[celda.columna - 1] = replace(
                    celda,
                    texto=ancla.texto,
                    valor=ancla.valor,
                    marcada=ancla.marcada,
                    repetida=True,
                    ancla=(ancla.fila, ancla.columna),
                )


def escribir(valor: DeCalamine, *, porcentaje: bool = False) -> str:
    """El valor como se lee en la celda: enteros sin decimales, coma decimal, fechas dd-mm-aaaa."""
    if isinstance(valor, bool):
        return "VERDADERO" if valor else "FALSO"
    if isinstance(valor, int | float):
        return f"{_numero(valor * 100)}%" if porcentaje else _numero(valor)
    if isinstance(valor, datetime) and valor.time() != time():
        return f"{valor:%d-%m-%Y %H:%M}"
    if isinstance(valor, date):
        return f"{valor:%d-%m-%Y}"
    return str(valor).strip()


def _numero(valor: float) -> str:
    redondo = round(valor, 10)
    return str(int(redondo)) if redondo == int(redondo) else f"{redondo:.10f}".rstrip("0").replace(".", ",")


def _valor(valor: DeCalamine) -> Valor:
    if isinstance(valor, datetime):
        return valor.date()
    if isinstance(valor, float) and valor == int(valor):
        return int(valor)
    if isinstance(valor, int | float | date):
        return valor
    return str(valor).strip() or None
