"""Lee una planilla de LibreOffice: una tabla por hoja, con sus fechas, combinadas, colores y ocultos."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.estilos_odf import EstilosOdf, leer_estilos
from datos.importadores.formulas import FormulasSinCalcular
from datos.importadores.paquete import Partes
from datos.importadores.rechazos import archivo_danado, archivo_excesivo
from datos.importadores.rejilla import CELDAS_MAXIMAS
from datos.importadores.tabla_odf import leer_tabla
from datos.importadores.texto_odf import texto_de
from datos.importadores.valores import DePlanilla, escribir, guardable
from datos.importadores.xml_oficina import Elemento, analizar, atributo, etiqueta, hijo, hijos

HOJAS_MAXIMAS = 300
PREFIJO_DE_FORMULA = re.compile(r"^\w{1,10}:(?==)")
REFERENCIA_ODF = re.compile(r"\[([^\[\]]{1,200})\]")
NUMEROS = frozenset({"float", "currency", "percentage"})


def leer_ods(nombre: str, partes: Partes) -> Documento:
    """El documento con una tabla por hoja no vacía; lanza ErrorDeDominio si el XML está dañado."""
    raiz = analizar(partes["content.xml"]) if "content.xml" in partes else None
    cuerpo = hijo(raiz, "body", "spreadsheet")
    if raiz is None or cuerpo is None:
        raise archivo_danado()
    lectura = _Lectura(leer_estilos(partes, raiz))
    return Documento(
        nombre, "ods", list(lectura.tablas(cuerpo)), [*_de_imagenes(cuerpo), *lectura.formulas.avisos()]
    )


def _de_imagenes(cuerpo: Elemento) -> list[str]:
    imagenes = sum(1 for e in cuerpo.iter() if etiqueta(e) == "image")
    if not imagenes:
        return []
    return [f"La planilla tiene imágenes ({imagenes}); lo escrito dentro de ellas no se lee."]


@dataclass(slots=True)
class _Lectura:
    estilos: EstilosOdf
    formulas: FormulasSinCalcular = field(default_factory=FormulasSinCalcular)
    hoja: str = ""

    def tablas(self, cuerpo: Elemento) -> Iterator[Tabla]:
        """Las hojas con algo escrito, numeradas desde 1."""
        numero = celdas = 0
        hojas = hijos(cuerpo, "table")
        if len(hojas) > HOJAS_MAXIMAS:
            raise archivo_excesivo()
        for elemento in hojas:
            self.hoja = atributo(elemento, "name") or ""
            filas = leer_tabla(elemento, self.estilos, self._celda)
            celdas += sum(map(len, filas))
            if celdas > CELDAS_MAXIMAS:
                raise archivo_excesivo()
            if filas:
                numero += 1
                oculta = self.estilos.oculta_la_hoja(atributo(elemento, "style-name"))
                yield Tabla(numero, filas, hoja=self.hoja, oculta=oculta)

    def _celda(self, elemento: Elemento, celda: Celda) -> Celda:
        fuente = self.estilos.fuente("table-cell", atributo(elemento, "style-name"))
        visto = "\n".join(texto_de(p, self.estilos, fuente) for p in hijos(elemento, "p")).strip()
        valor = _valor(elemento)
        formula = atributo(elemento, "formula")
        if valor is None and not visto and formula:
            self.formulas.anotar(self.hoja, celda.fila, celda.columna)
            return replace(celda, texto=_como_se_escribe(formula))
        if valor is None:
            return replace(celda, texto=visto, valor=visto or None)
        porcentaje = atributo(elemento, "value-type") == "percentage"
        return replace(celda, texto=escribir(valor, porcentaje=porcentaje), valor=guardable(valor))


def _valor(elemento: Elemento) -> DePlanilla | None:
    """El valor guardado, si no es texto; None también si está mal escrito: entonces vale lo que se ve."""
    try:
        return _sin_revisar(elemento, atributo(elemento, "value-type") or "")
    except ValueError:
        return None


def _sin_revisar(elemento: Elemento, tipo: str) -> DePlanilla | None:
    if tipo in NUMEROS and (numero := atributo(elemento, "value")):
        return float(numero)
    if tipo == "date" and (fecha := atributo(elemento, "date-value")):
        return datetime.fromisoformat(fecha) if "T" in fecha else date.fromisoformat(fecha)
    if tipo == "boolean" and (logico := atributo(elemento, "boolean-value")):
        return logico == "true"
    return None


def _como_se_escribe(formula: str) -> str:
    """«=SUM(A1:A3)» de «of:=SUM([.A1:.A3])»."""
    return REFERENCIA_ODF.sub(
        lambda hallada: hallada[1].replace(":.", ":").removeprefix("."), PREFIJO_DE_FORMULA.sub("", formula)
    )
