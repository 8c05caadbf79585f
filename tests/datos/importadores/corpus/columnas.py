"""Las columnas de una tabla y su encabezado, de una o dos filas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.datos.importadores.corpus.bloques import Casilla, Fila
from tests.datos.importadores.corpus.fechas_escritas import titulo_de_mes
from tests.datos.importadores.corpus.forma import PADRES, TITULOS, Forma
from tests.datos.importadores.corpus.plan import AnioMes, PlanDePrueba

TRAMOS = {
    "trimestres": ("I Trimestre", "II Trimestre", "III Trimestre", "IV Trimestre"),
    "semestres": ("1er semestre", "2do semestre"),
}


@dataclass(frozen=True, slots=True)
class Columna:
    """Una columna de la tabla; `mes` si es de un mes, `tramo` si es de un trimestre o semestre."""

    campo: str
    titulo: str
    mes: AnioMes | None = None
    tramo: tuple[int, ...] = ()


def columnas_de(plan: PlanDePrueba, forma: Forma) -> list[Columna]:
    columnas: list[Columna] = []
    for campo in forma.columnas:
        if campo == "meses":
            columnas += _columnas_de_tiempo(plan, forma)
        elif campo not in niveles_en_banda(forma):
            columnas.append(Columna(campo, titulo_de(forma, campo)))
    if forma.columna_oculta:
        columnas.insert(len(columnas) // 2, Columna("interna", titulo_de(forma, "interna")))
    return columnas


def titulo_de(forma: Forma, campo: str) -> str:
    return forma.titulos.get(campo, TITULOS[campo])


def niveles_en_banda(forma: Forma) -> list[str]:
    if forma.hojas_con_nombre:
        return ["linea"]
    presentes = [campo for campo in PADRES if campo in forma.columnas]
    return presentes[: {"bandas": 1, "bandas_dobles": 2}.get(forma.padres, 0)]


def _columnas_de_tiempo(plan: PlanDePrueba, forma: Forma) -> list[Columna]:
    if forma.meses_en in TRAMOS:
        tramos = TRAMOS[forma.meses_en]
        largo = 12 // len(tramos)
        return [
            Columna("tramo", titulo, tramo=tuple(range(n * largo + 1, n * largo + largo + 1)))
            for n, titulo in enumerate(tramos)
        ]
    if forma.meses_en in ("inicio_termino", "fechas"):
        return [Columna(campo, titulo_de(forma, campo)) for campo in ("inicio", "termino")]
    if forma.meses_en == "texto":
        return [Columna("meses", titulo_de(forma, "meses"))]
    papeles = ("programado", "ejecutado") if forma.meses_en == "pares" else ("mes",)
    return [
        Columna(
            papel,
            titulo_de_mes(mes, "con_anio" if forma.nombre_de_mes == "fecha" else forma.nombre_de_mes),
            mes=mes,
        )
        for mes in plan.periodo()
        for papel in papeles
    ]


def encabezado(plan: PlanDePrueba, forma: Forma, columnas: list[Columna]) -> list[Fila]:
    """Una fila, o dos si los meses van bajo un rótulo o sobre programado y ejecutado."""
    if forma.meses_en == "pares":
        grupos = [c.titulo if c.mes else None for c in columnas]
        abajo = [titulo_de(forma, c.campo) if c.mes else c.titulo for c in columnas]
        return _dos_niveles(grupos, [c.mes for c in columnas], abajo)
    if forma.grupo_de_meses:
        es_anio = forma.grupo_de_meses == "anio"
        grupos = [(str(c.mes[0]) if es_anio else forma.grupo_de_meses) if c.mes else None for c in columnas]
        return _dos_niveles(grupos, grupos, [c.titulo for c in columnas])
    if forma.nombre_de_mes == "fecha":
        return [[Casilla(c.titulo, valor=_primer_dia(c.mes)) for c in columnas]]
    return [[Casilla(c.titulo) for c in columnas]]


def _primer_dia(mes: AnioMes | None) -> date | None:
    """El mes de un encabezado escrito como fecha de Excel."""
    return date(mes[0], mes[1], 1) if mes and mes[0] else None


def _dos_niveles(grupos: list[str | None], claves: Sequence[object], abajo: list[str]) -> list[Fila]:
    """El rótulo de cada grupo se combina sobre las columnas seguidas de igual clave."""
    primera: Fila = []
    segunda: Fila = []
    for n, (grupo, titulo) in enumerate(zip(grupos, abajo, strict=True)):
        if grupo is None:
            primera.append(Casilla(titulo, alto=2))
            segunda.append(None)
            continue
        ancho = next((m for m in range(n, len(claves)) if claves[m] != claves[n]), len(claves)) - n
        primera.append(None if n and claves[n - 1] == claves[n] else Casilla(grupo, ancho=ancho))
        segunda.append(Casilla(titulo))
    return [primera, segunda]
