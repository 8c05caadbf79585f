"""Lee un libro de Excel: una tabla por hoja, con sus fechas, celdas combinadas, colores y ocultos."""

import re
from collections import Counter
from collections.abc import Iterable
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.formato_xlsx import FormatoDeHoja, leer_formatos
from datos.importadores.formulas import FormulasSinCalcular
from datos.importadores.paquete import Partes, empaquetar
from datos.importadores.rechazos import archivo_danado, archivo_excesivo
from datos.importadores.rejilla import CELDAS_MAXIMAS, expandir
from datos.importadores.simbolos import descifrar, es_de_simbolos, sin_uso_privado
from datos.importadores.valores import DePlanilla, escribir, guardable
from datos.importadores.xml_oficina import analizar

LETRAS_MAXIMAS = 30_000_000
CUENTA_DECLARADA = re.compile(rb"\s(?:uniqueCount|count)\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def leer_xlsx(nombre: str, partes: Partes) -> Documento:
    """El documento con una tabla por hoja no vacía; lanza ErrorDeDominio si el libro está dañado."""
    formatos = leer_formatos(partes)
    for formato in formatos.values():
        # Calamine reserva el rectángulo entero: una sola celda en XFD1048576 agotaría la memoria.
        if formato.extension[0] * formato.extension[1] > CELDAS_MAXIMAS:
            raise archivo_excesivo()
    _exigir_textos_razonables(partes, formatos.values())
    contenido = empaquetar({parte: _sin_cuentas(parte, datos) for parte, datos in partes.items()})
    try:
        tablas = _tablas(CalamineWorkbook.from_filelike(BytesIO(contenido)), formatos)
    except (CalamineError, ValueError, OSError) as error:
        raise archivo_danado() from error
    return Documento(nombre, "xlsx", list(tablas), [*_de_imagenes(partes), *_de_formulas(tablas, formatos)])


def _exigir_textos_razonables(partes: Partes, formatos: Iterable[FormatoDeHoja]) -> None:
    """Un texto largo que usan miles de celdas cabe en pocos bytes, pero calamine lo copia en cada una."""
    usos = sum((formato.compartidos for formato in formatos), Counter[int]())
    for textos in [datos for parte, datos in partes.items() if "sharedstrings" in parte.lower()]:
        largos = [len("".join(texto.itertext())) for texto in analizar(textos)]
        letras = sum(largos[lugar] * veces for lugar, veces in usos.items() if 0 <= lugar < len(largos))
        if letras > LETRAS_MAXIMAS:
            raise archivo_excesivo()


def _de_imagenes(partes: Partes) -> list[str]:
    imagenes = sum(1 for parte in partes if parte.startswith("xl/media/"))
    if not imagenes:
        return []
    return [f"El libro tiene imágenes ({imagenes}); lo escrito dentro de ellas no se lee."]


def _de_formulas(tablas: Iterable[Tabla], formatos: dict[str, FormatoDeHoja]) -> list[str]:
    """El aviso de las que quedaron escritas porque el libro no traía su resultado."""
    sin_calcular = FormulasSinCalcular()
    for tabla in tablas:
        for fila, columna in sorted(formatos[tabla.hoja or ""].formulas):
            sin_calcular.anotar(tabla.hoja or "", fila, columna)
    return sin_calcular.avisos()


def _sin_cuentas(parte: str, datos: bytes) -> bytes:
    """Calamine reserva memoria según la cuenta declarada, y una falsa termina el proceso entero."""
    return CUENTA_DECLARADA.sub(b"", datos) if parte.endswith(".xml") else datos


def _tablas(libro: CalamineWorkbook, formatos: dict[str, FormatoDeHoja]) -> list[Tabla]:
    tablas: list[Tabla] = []
    for datos in libro.sheets_metadata:
        if datos.typ != SheetTypeEnum.WorkSheet or datos.name not in formatos:
            continue
        filas = _filas(libro.get_sheet_by_name(datos.name), formatos[datos.name])
        if filas:
            oculta = datos.visible != SheetVisibleEnum.Visible
            tablas.append(Tabla(len(tablas) + 1, filas, hoja=datos.name, oculta=oculta))
    return tablas


def _filas(hoja: CalamineSheet, formato: FormatoDeHoja) -> list[list[Celda]]:
    filas = [
        [_celda(valor, fila, columna, formato) for columna, valor in enumerate(valores, start=1)]
        for fila, valores in enumerate(_valores(hoja, formato), start=1)
    ]
    rangos = hoja.merged_cell_ranges or []
    expandir(filas, (((f1 + 1, c1 + 1), (f2 + 1, c2 + 1)) for (f1, c1), (f2, c2) in rangos))
    return filas


def _valores(hoja: CalamineSheet, formato: FormatoDeHoja) -> list[list[DePlanilla]]:
    """Hasta la última celda escrita, contando las fórmulas sin resultado, que calamine da por vacías."""
    valores: list[list[DePlanilla]] = hoja.to_python(skip_empty_area=False)
    alto = max([len(valores), *(fila for fila, _ in formato.formulas)])
    ancho = max([len(valores[0]) if valores else 0, *(columna for _, columna in formato.formulas)])
    vacias: list[list[DePlanilla]] = [[] for _ in range(alto - len(valores))]
    return [[*fila, *[""] * (ancho - len(fila))] for fila in valores + vacias]


def _celda(valor: DePlanilla, fila: int, columna: int, formato: FormatoDeHoja) -> Celda:
    lugar = (fila, columna)
    if isinstance(valor, str):
        valor = _signos(valor, formato.simbolos.get(lugar))
    texto = escribir(valor, porcentaje=lugar in formato.porcentajes)
    return Celda(
        texto=formato.errores.get(lugar) or texto or formato.formulas.get(lugar, ""),
        fila=fila,
        columna=columna,
        valor=guardable(valor),
        marcada=lugar in formato.marcadas,
        oculta=fila in formato.filas_ocultas or columna in formato.columnas_ocultas,
    )


def _signos(texto: str, fuente: str | None) -> str:
    return descifrar(texto, fuente) if es_de_simbolos(fuente) else sin_uso_privado(texto)
