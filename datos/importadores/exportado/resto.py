"""Lo que un libro exportado trae además de sus actividades: el plan, sus objetivos, firmas y aportes."""

import re
from collections.abc import Callable, Sequence

from datos.exportadores import libro
from datos.exportadores.columnas import LINEA, por_titulo
from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from modelos.importacion.borrador import AporteBorrador, Aviso, Borrador, FirmaBorrador, ObjetivoPlanBorrador
from modelos.importacion.origen import Origen
from modelos.participacion import TipoAporte
from modelos.plan import Nivel, TipoPlan

_CAMPOS = {dato.titulo: dato.campo for dato in libro.DATOS}
_TIPOS_DE_APORTE = {tipo.etiqueta: tipo.value for tipo in TipoAporte}
_VERSION = re.compile(r"Exportado el .+, versión (\d+)\.$")
_GUARDADOS = {
    "tipo": {tipo.etiqueta: tipo.value for tipo in TipoPlan},
    "nivel": {nivel.etiqueta: nivel.value for nivel in Nivel},
}
"""De lo que lee la persona a lo que se guarda."""
_CIFRAS = 10  # tantas no tiene ninguna versión


def leer_resto(documento: Documento, borrador: Borrador) -> None:
    """Suma al borrador lo que el documento trae; el tipo de plan que no dice no se supone."""
    borrador.plan.confianzas["tipo"] = 0.0
    for bloque in documento.bloques:
        if isinstance(bloque, Parrafo):
            _leer_parrafo(bloque, borrador)
    for tabla in documento.tablas:
        if documento.formato == "docx":
            _leer_tabla_de_firmas(tabla, borrador)
        elif tabla.hoja in _LECTORES:
            _dar_por_usadas(tabla, borrador)
            titulos, leer = _LECTORES[tabla.hoja]
            for fila in tabla.filas[1:]:
                leer(borrador, _textos(tabla.filas[0], fila, titulos), _origen(tabla, fila))


def _leer_tabla_de_firmas(tabla: Tabla, borrador: Borrador) -> None:
    """La última de un Word: un cuadro por persona, con qué hizo, su nombre y su cargo en renglones."""
    primera = tabla.filas[0]
    if primera[0].texto.strip() != libro.FIRMAS or not all(celda.repetida for celda in primera[1:]):
        return
    _dar_por_usadas(tabla, borrador)
    for fila in tabla.filas[1:]:
        for celda in fila:
            renglones = celda.texto.split("\n")
            if len(renglones) in (2, 3):
                _firma(borrador, [*renglones, ""][:3], tabla.origen(celda))


def _leer_parrafo(parrafo: Parrafo, borrador: Borrador) -> None:
    """El título y la nota de un Word; la nota dice de qué versión del plan salió."""
    borrador.plan.origen[f"parrafo.{parrafo.fila}"] = parrafo.origen()
    dicha = _VERSION.search(parrafo.texto)
    if dicha:
        _dato(borrador, [libro.VERSION, dicha[1]], parrafo.origen())


def _dar_por_usadas(tabla: Tabla, borrador: Borrador) -> None:
    for fila in tabla.filas:
        for celda in fila:
            if not celda.vacia:
                clave = f"{tabla.hoja}.{celda.fila}.{celda.columna}"
                borrador.plan.origen[clave] = tabla.origen(celda)


def _textos(titulares: list[Celda], fila: list[Celda], titulos: Sequence[str]) -> list[str]:
    """Lo que la fila dice bajo cada título, estén en el orden que estén; vacío bajo el que falta."""
    lugares = {_nivel(titular.texto.strip()): lugar for lugar, titular in enumerate(titulares)}
    return [fila[lugares[titulo]].texto.strip() if titulo in lugares else "" for titulo in titulos]


def _nivel(titulo: str) -> str:
    """«linea» para «Línea», «Eje» o «Unidad», según el tipo de plan."""
    columna = por_titulo(titulo)
    return LINEA if columna is not None and columna.campo == LINEA else titulo


def _origen(tabla: Tabla, fila: list[Celda]) -> Origen:
    """El de la primera celda escrita."""
    return tabla.origen(next((celda for celda in fila if not celda.vacia), fila[0]))


def _dato(borrador: Borrador, textos: list[str], origen: Origen) -> None:
    rotulo, valor = textos
    sin_version = borrador.exportado is not None and borrador.exportado.version is None
    es_version = rotulo == libro.VERSION and valor.isdecimal() and len(valor) < _CIFRAS
    if es_version and borrador.exportado and sin_version:
        borrador.exportado = borrador.exportado.model_copy(update={"version": int(valor)})
    campo = _CAMPOS.get(rotulo)
    if campo and valor:
        guardado = _GUARDADOS[campo].get(valor) if campo in _GUARDADOS else valor
        setattr(borrador.plan, campo, guardado or getattr(borrador.plan, campo))
        borrador.plan.origen[campo] = origen
        borrador.plan.confianzas[campo] = 1.0 if guardado else 0.0


def _objetivo(borrador: Borrador, textos: list[str], origen: Origen) -> None:
    clase, texto = textos
    if texto:
        borrador.plan.objetivos.append(ObjetivoPlanBorrador(clase=clase, texto=texto, origen=origen))


def _firma(borrador: Borrador, textos: list[str], origen: Origen) -> None:
    accion, nombre, cargo = textos
    if nombre:
        borrador.firmas.append(
            FirmaBorrador(accion=accion, nombre=nombre, cargo=cargo or None, origen=origen)
        )


def _aporte(borrador: Borrador, textos: list[str], origen: Origen) -> None:
    clave, tipo, linea, texto = textos
    if texto:
        guardado = _TIPOS_DE_APORTE.get(tipo, TipoAporte.OBSERVACION.value)
        if tipo not in _TIPOS_DE_APORTE:
            frase = f"«{tipo}» no es un tipo de aporte: queda como observación."
            borrador.avisos.append(Aviso(fila=origen.fila, mensaje=frase, origen=origen))
        borrador.participacion.append(
            AporteBorrador(
                linea=linea or None, tipo=guardado, texto=texto, clave=clave or None, origen=origen
            )
        )


_LECTORES: dict[str | None, tuple[Sequence[str], Callable[[Borrador, list[str], Origen], None]]] = {
    libro.PLAN: (libro.TITULOS_DE_DATO, _dato),
    libro.OBJETIVOS: (libro.TITULOS_DE_OBJETIVO, _objetivo),
    libro.FIRMAS: (libro.TITULOS_DE_FIRMA, _firma),
    libro.PARTICIPACION: (("Clave", "Tipo", LINEA, "Texto"), _aporte),
    libro.LISTAS: ((), lambda *_: None),
}
