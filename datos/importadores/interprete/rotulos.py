"""Los rótulos de las columnas de tiempo: meses, letras, años, períodos, semanas, programado y ejecutado."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from datos.importadores.documento import Celda
from datos.importadores.interprete.encabezados import Significado, significado
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.notacion import Lectura as LecturaDeMeses
from datos.importadores.interprete.notacion import leer
from datos.importadores.interprete.vocabulario_de_meses import LARGOS, ORDINAL

LETRAS = "efmamjjasond"
LARGO_DE_ROTULO = 70
_PROGRAMADO = re.compile(
    r"\b(?:p|prog|program|programad[oa]s?|planificad[oa]s?|plan|planeado|previsto|proyectado|pp)\b\.?"
)
_EJECUTADO = re.compile(
    r"\b(?:e|ej|ejec|ejecut|ejecutad[oa]s?|realizad[oa]s?|real|r|cumplid[oa]s?|logrado|efectuado)\b\.?"
)
_ANIO = re.compile(r"(?:anos?\s*)?((?:19|20)\d\d)(?:\s*[-–/]\s*(?:(?:19|20)\d\d|1[3-9]|[2-9]\d))?")
_SEMANA = re.compile(r"(?:s|sem|semana)\.?\s*(?:n[°º]?\s*)?([1-5])|([1-5])\s*[°ºªa]?\s*(?:sem|semana)\.?")
_QUINCENA = re.compile(r"(?:(?P<n>[12])\s?[°ºªa]?|(?P<p>primera|segunda))\s*(?:quincena|quinc|q)\.?")
_MES_RELATIVO = re.compile(r"(?:mes|m)\s*\.?\s*(?:n[°º]?\s*)?(\d{1,2})")
_PERIODO = re.compile(r"\b(bimestr|trimestr|cuatrimestr|semestr)(?:e|al)(?:e?s)?\b")
_SOLO_ORDINALES = re.compile(rf"{ORDINAL}(?:\s*(?:,|y|e|al?|-|–)\s*{ORDINAL})*")
_ROMANOS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_GRUPO = re.compile(
    r"\b(?:cronograma|meses|mes|calendario|programacion|ejecucion|gantt|planificacion|periodo"
    r"|temporalizacion"
    r"|identificacion|datos|antecedentes|trimestres?|plazos?|calendarizacion|semanas?|avance"
    r"|seguimiento|programa de trabajo)\b"
)


@dataclass(frozen=True, slots=True)
class Rotulo:
    """Lo que dice una celda de encabezado sobre el tiempo o sobre su campo."""

    mes: int | None = None
    anio: int | None = None
    ejecutado: bool | None = None
    periodo: tuple[int, ...] = ()
    semana: int | None = None
    relativo: int | None = None
    letra: str | None = None
    numero: int | None = None
    grupo: bool = False
    campo: Significado | None = None

    @property
    def de_tiempo(self) -> bool:
        """Si nombra una columna de tiempo."""
        return (
            self.mes is not None or bool(self.periodo) or self.ejecutado is not None or self.anio is not None
            or self.semana is not None or self.relativo is not None
        )  # fmt: skip

    @property
    def conocido(self) -> bool:
        """Si se entendió algo."""
        return self.de_tiempo or self.campo is not None or self.grupo or self.letra is not None


NADA = Rotulo()


def rotulo(celda: Celda) -> Rotulo:
    """Lo que dice la celda, leída como encabezado."""
    if isinstance(celda.valor, date):
        return Rotulo(mes=celda.valor.month, anio=celda.valor.year)
    if len(celda.texto) > LARGO_DE_ROTULO or not celda.texto.strip():
        return NADA
    return rotulo_de(celda.texto)


@lru_cache(maxsize=4096)
def rotulo_de(texto: str) -> Rotulo:
    """Lo que dice un texto corto, leído como encabezado."""
    plano = llano(texto).strip(" .:")
    if len(plano) == 1 and plano in LETRAS:
        return Rotulo(letra=plano)
    ejecutado = _pareja(plano)
    if ejecutado is not None and not _sin_pareja(plano):
        return Rotulo(ejecutado=ejecutado)
    tiempo = _de_tiempo(_sin_pareja(plano) if ejecutado is not None else plano, ejecutado)
    if tiempo is not None:
        return tiempo
    if plano.isdigit() and len(plano) <= 2:
        return Rotulo(numero=int(plano))
    grupo = _GRUPO.search(plano) is not None
    return Rotulo(campo=significado(texto), grupo=grupo, anio=_anio_del_grupo(plano) if grupo else None)


def dice_ejecutado(texto: str) -> bool | None:
    """Lo que dice la celda que distingue las filas: True «Ejecutado» o «E», False «Programado» o «P»."""
    leido = rotulo_de(texto)
    return True if leido.letra == "e" else leido.ejecutado


def _anio_del_grupo(plano: str) -> int | None:
    """El de «carta gantt año 2026», si nombra uno solo."""
    anios = set(re.findall(r"\b(?:19|20)\d\d\b", plano))
    return int(anios.pop()) if len(anios) == 1 else None


def _pareja(plano: str) -> bool | None:
    """Si dice programado (False), ejecutado (True) o ninguno de los dos."""
    if re.search(r"\bmes\b|\bpresupuest|\bcosto|\bmeta\b", plano):
        return None
    programado, ejecutado = _PROGRAMADO.search(plano), _EJECUTADO.search(plano)
    if bool(programado) == bool(ejecutado):
        return None
    return ejecutado is not None


def _sin_pareja(plano: str) -> str:
    return _EJECUTADO.sub("", _PROGRAMADO.sub("", plano)).strip(" .:()-–/_")


def _de_tiempo(plano: str, ejecutado: bool | None) -> Rotulo | None:
    semana = _SEMANA.fullmatch(plano)
    if semana:
        return Rotulo(semana=int(semana[1] or semana[2]), ejecutado=ejecutado)
    quincena = _QUINCENA.fullmatch(plano)
    if quincena:
        return Rotulo(semana=int(quincena["n"] or 1 + (quincena["p"] == "segunda")), ejecutado=ejecutado)
    anio = _ANIO.fullmatch(plano)
    if anio:
        return Rotulo(anio=int(anio[1]), ejecutado=ejecutado)
    relativo = _MES_RELATIVO.fullmatch(plano)
    if relativo and 1 <= int(relativo[1]) <= 60:
        return Rotulo(relativo=int(relativo[1]), ejecutado=ejecutado)
    return _mes_o_periodo(plano, ejecutado)


def _mes_o_periodo(plano: str, ejecutado: bool | None) -> Rotulo | None:
    plano = plano.replace("_", " ")
    lectura = leer(plano) if len(plano) <= 40 else None
    if lectura is None or lectura.confianza < 0.9 or lectura.recurrencia or lectura.nota:
        return None
    anio = lectura.meses[0].anio
    if len(lectura.meses) == 1:
        return Rotulo(mes=lectura.meses[0].mes, anio=anio, ejecutado=ejecutado)
    if len(lectura.meses) == 12:
        return None
    return Rotulo(periodo=tuple(mes.mes for mes in lectura.meses), anio=anio, ejecutado=ejecutado)


def meses_de_letras(letras: list[str | None]) -> list[int | None]:
    """Los meses de una fila «E F M A M J…»: cada tramo de letras seguidas que calza con el año."""
    meses: list[int | None] = [None] * len(letras)
    inicio = 0
    while inicio < len(letras):
        fin = inicio
        while fin < len(letras) and letras[fin] is not None:
            fin += 1
        primero = _comienzo("".join(letra or "" for letra in letras[inicio:fin]))
        if primero is not None:
            meses[inicio:fin] = [(primero + n) % 12 + 1 for n in range(fin - inicio)]
        inicio = fin + 1
    return meses


def _comienzo(tramo: str) -> int | None:
    """En qué mes (0 enero) empieza el tramo; None si es corto o calza en más de un lugar."""
    if len(tramo) < 3:
        return None
    rueda = LETRAS * (len(tramo) // 12 + 2)
    lugares = [n for n in range(12) if rueda.startswith(tramo, n)]
    return lugares[0] if len(lugares) == 1 else None


def leer_ordinal(texto: str, periodo: str) -> LecturaDeMeses:
    """«II», «3°» o «1 y 2» en una columna de trimestres; también lo que ya se explica solo."""
    if _SOLO_ORDINALES.fullmatch(llano(texto)):
        return leer(f"{texto} {periodo}")
    return leer(texto)


def ordinales_de_periodo(celdas: Sequence[Celda], encima: str) -> list[tuple[Celda, tuple[int, ...]]]:
    """Los períodos de «1 2 3 4» o «I II III IV» si lo de encima dice cuánto dura cada uno."""
    hallado = _PERIODO.search(llano(encima))
    propias = [celda for celda in celdas if not celda.repetida]
    if hallado is None:
        return []
    largo = LARGOS[hallado[1] + "e"]
    textos = [_ROMANOS.get(texto, texto) for texto in (llano(c.texto).strip(" .°º") for c in propias)]
    ordinales = [c for c, texto in zip(propias, textos, strict=True) if texto.isdigit()]
    numeros = [texto for texto in textos if texto.isdigit()]
    if len(numeros) != len(propias) or numeros != [str(n) for n in range(1, 12 // largo + 1)]:
        return []
    return [(c, tuple(range(n * largo + 1, n * largo + largo + 1))) for n, c in enumerate(ordinales)]
