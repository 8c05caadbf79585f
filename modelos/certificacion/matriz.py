"""La matriz de requisitos que la municipalidad ya tiene en una planilla: qué columna es qué, y qué trae."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from modelos.certificacion.proceso import RequisitoDelProceso
from modelos.parecido import normalizar

FILAS_DE_ENCABEZADO = 8
"""Entre cuántas del comienzo se busca la que nombra las columnas."""

TablaDeTexto = Sequence[Sequence[str]]


class Columna(StrEnum):
    """Lo que se trae de una matriz."""

    CODIGO = "codigo"
    AMBITO = "ambito"
    NOMBRE = "nombre"
    QUE_SE_PIDE = "que_se_pide"
    MEDIOS = "medios"
    FUENTE = "fuente"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona, y con que se escribe al exportar."""
        return _ETIQUETAS[self]


_ETIQUETAS = {
    Columna.CODIGO: "Código",
    Columna.AMBITO: "Grupo",
    Columna.NOMBRE: "Requisito",
    Columna.QUE_SE_PIDE: "Qué se pide",
    Columna.MEDIOS: "Medios de verificación",
    Columna.FUENTE: "Fuente",
}
_SINONIMOS: Mapping[Columna, tuple[str, ...]] = {
    Columna.CODIGO: ("codigo", "cod", "n", "nº", "no", "numero", "item"),
    Columna.AMBITO: ("grupo", "ambito", "area", "componente", "eje", "linea", "fase", "dimension"),
    Columna.NOMBRE: ("requisito", "requisitos", "exigencia", "criterio", "actividad", "paso", "nombre"),
    Columna.QUE_SE_PIDE: ("que se pide", "descripcion", "detalle", "descripcion del requisito"),
    Columna.MEDIOS: (
        "medios de verificacion", "medio de verificacion", "verificadores", "verificador", "evidencia",
        "evidencias", "medio de prueba", "medios de prueba",
    ),
    Columna.FUENTE: ("fuente", "referencia", "documento", "base legal"),
}  # fmt: skip


_NINGUNA: Mapping[Columna, str] = {}


@dataclass(frozen=True, slots=True)
class FilaDeMatriz:
    """Un requisito leído; `fila` es su lugar en la tabla, desde 1. Sin código si el documento no lo trae."""

    fila: int
    codigo: str
    nombre: str
    ambito: str = ""
    que_se_pide: str = ""
    medios: str = ""
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class DocumentoConTablas:
    """Todas las tablas de un documento, con el texto de cada celda, y lo que de él no se leyó."""

    tablas: tuple[TablaDeTexto, ...]
    avisos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrizLeida:
    """Los requisitos de un documento, y lo que no se trajo, con su porqué."""

    filas: tuple[FilaDeMatriz, ...]
    avisos: tuple[str, ...]


def reconocer(titulos: Sequence[str], elegidas: Mapping[Columna, str] = _NINGUNA) -> dict[Columna, int]:
    """La columna de cada dato: la elegida por su título (vacío si ninguna), o la primera que lo nombra."""
    llanos = [normalizar(titulo) for titulo in titulos]
    halladas: dict[Columna, int] = {}
    for columna in sorted(Columna, key=lambda una: una not in elegidas):
        nombres = (normalizar(elegidas[columna]),) if columna in elegidas else _SINONIMOS[columna]
        lugar = next((n for n, llano in enumerate(llanos) if llano and llano in nombres), None)
        if lugar is not None and lugar not in halladas.values():
            halladas[columna] = lugar
    return halladas


def titulos(tablas: Iterable[TablaDeTexto]) -> tuple[str, ...]:
    """Los títulos de columna de todas las tablas, sin repetir."""
    vistos: dict[str, str] = {}
    for tabla in tablas:
        for titulo in _encabezado(tabla):
            vistos.setdefault(normalizar(titulo), titulo.strip())
    return tuple(titulo for llano, titulo in vistos.items() if llano)


def _encabezado(tabla: TablaDeTexto) -> Sequence[str]:
    """La fila que nombra más columnas conocidas; si ninguna, la primera con más de un texto."""
    comienzo = tabla[:FILAS_DE_ENCABEZADO]
    conocida = max(comienzo, key=lambda fila: len(reconocer(fila)), default=())
    if reconocer(conocida):
        return conocida
    return next((fila for fila in comienzo if sum(map(bool, fila)) > 1), ())


def leer_tabla(tabla: TablaDeTexto, elegidas: Mapping[Columna, str] = _NINGUNA) -> MatrizLeida:
    """Los requisitos de una tabla; ninguno, con el aviso, si no hay una columna que los nombre."""
    for lugar, fila in enumerate(tabla[:FILAS_DE_ENCABEZADO]):
        columnas = reconocer(fila, elegidas)
        if Columna.NOMBRE in columnas:
            return _leer_filas(tabla[lugar + 1 :], columnas, primera=lugar + 2)
    return MatrizLeida(
        (), ("Una tabla no tiene una columna que nombre requisitos: no se trajo nada de ella.",)
    )


def _leer_filas(filas: Sequence[Sequence[str]], columnas: Mapping[Columna, int], primera: int) -> MatrizLeida:
    leidas: list[FilaDeMatriz] = []
    avisos: list[str] = []
    ambito = ""
    usados: set[str] = set()
    for numero, fila in enumerate(filas, start=primera):
        dicho = {columna: fila[lugar].strip() for columna, lugar in columnas.items() if lugar < len(fila)}
        ambito = dicho.get(Columna.AMBITO) or ambito
        if not any(texto.strip() for texto in fila):
            continue
        if not dicho.get(Columna.NOMBRE):
            avisos.append(f"La fila {numero} no nombra un requisito: «{' '.join(fila).strip()[:80]}».")
            continue
        codigo = dicho.get(Columna.CODIGO, "")
        if codigo and codigo in usados:
            avisos.append(f"La fila {numero} repite el código {codigo}: no se trajo.")
            continue
        usados.add(codigo)
        otros = {
            columna.value: dicho.get(columna, "")
            for columna in (Columna.QUE_SE_PIDE, Columna.MEDIOS, Columna.FUENTE)
        }
        leidas.append(FilaDeMatriz(numero, codigo, dicho[Columna.NOMBRE], ambito, **otros))
    return MatrizLeida(tuple(leidas), tuple(avisos))


def juntar(tablas: Iterable[MatrizLeida], ocupados: Iterable[str]) -> MatrizLeida:
    """Los requisitos de todas las tablas, cada uno con un código que no es de otro ni de los ocupados."""
    filas: dict[str, FilaDeMatriz] = {}
    avisos: list[str] = []
    tablas = tuple(tablas)
    tomados = {*ocupados, *(fila.codigo for tabla in tablas for fila in tabla.filas)}
    siguiente = count(1)
    for tabla in tablas:
        avisos += tabla.avisos
        for fila in tabla.filas:
            codigo = fila.codigo or next(
                c for n in siguiente if (c := f"R-{n:02d}") not in tomados | filas.keys()
            )
            if codigo in filas:
                avisos.append(f"Otra tabla repite el código {codigo}: «{fila.nombre[:80]}» no se trajo.")
            else:
                filas[codigo] = replace(fila, codigo=codigo)
    return MatrizLeida(tuple(filas.values()), tuple(avisos))


class QueSeHara(StrEnum):
    """Lo que pasaría con un requisito leído."""

    NUEVO = "nuevo"
    CAMBIA = "cambia"
    IGUAL = "igual"

    @property
    def etiqueta(self) -> str:
        """Lo que se lee al revisar."""
        return {"nuevo": "Se agrega", "cambia": "Cambia su texto", "igual": "Igual: no se toca"}[self.value]


def que_se_haria(fila: FilaDeMatriz, requisitos: Iterable[RequisitoDelProceso]) -> QueSeHara:
    """Por su código; lo que el documento deja en blanco no borra lo que ya había."""
    suyo = next((uno for uno in requisitos if uno.codigo == fila.codigo), None)
    if suyo is None:
        return QueSeHara.NUEVO
    return QueSeHara.CAMBIA if cambios(fila, suyo) else QueSeHara.IGUAL


def cambios(fila: FilaDeMatriz, suyo: RequisitoDelProceso) -> dict[str, str]:
    """Los campos que el documento dice de otra manera."""
    dichos = {
        columna.value: getattr(fila, columna.value) for columna in Columna if columna is not Columna.CODIGO
    }
    return {
        campo: texto for campo, texto in dichos.items() if texto and texto != (getattr(suyo, campo) or "")
    }
