"""En qué difiere una actividad del plan de lo que un documento dice de ella, campo por campo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isclose

from modelos.arbol import ActividadDelPlan, EnElPlan
from modelos.dinero import escrito
from modelos.importacion.exportado import Exportado, como_se_escribe
from modelos.importacion.plan_aceptado import ActividadAceptada
from modelos.meses import Mes
from modelos.parecido import normalizar

Cambio = tuple[str, str, str]
"""El campo, lo que el plan tiene y lo que el documento dice."""

CAMPOS_SIMPLES = {
    "codigo": "codigo",
    "unidad_medida": "unidad",
    "meta": "meta",
    "indicador": "indicador",
    "medio_verificacion": "medio_verificacion",
    "recurrencia": "recurrencia",
    "observaciones": "observaciones",
    "causa": "causa",
    "proximo_paso": "proximo_paso",
}
"""Los textos de una actividad del plan, y el nombre que tienen en el documento."""

_IGUAL = 1e-9
"""Un peso que pasa por una planilla vuelve con quince cifras."""

DINERO = {"presupuesto_centavos": "presupuesto", "gastado_centavos": "gastado"}


@dataclass(frozen=True, slots=True)
class EnElDocumento:
    """Una actividad del documento con los nombres de sus padres."""

    programa: str | None
    linea: str
    objetivo: str
    actividad: ActividadAceptada


@dataclass(frozen=True, slots=True)
class Dicho:
    """Qué dice el documento: el que no salió de aquí calla lo que deja vacío; el exportado lo borra."""

    con_meses: bool
    exportado: Exportado | None = None

    def borra(self, campo: str) -> bool:
        """Si dejarlo vacío es borrarlo."""
        return self.exportado is not None and campo in self.exportado.campos

    def meses(self, antes: Mapping[Mes, int], leida: ActividadAceptada) -> dict[Mes, int]:
        """Lo que quedará programado: lo que el documento no trae, o no se entendió, sigue igual."""
        if self.exportado is None:
            return programado(leida)
        ajenos = {
            mes: cantidad
            for mes, cantidad in antes.items()
            if mes not in self.exportado.meses or clave_de_mes(mes) in leida.sin_leer
        }
        return ajenos | programado(leida)


def programado(leida: ActividadAceptada) -> dict[Mes, int]:
    """Lo que el documento programa, mes a mes."""
    return {mes: celda.programado for mes, celda in leida.meses.items() if celda.programado}


def programado_hoy(actividad: ActividadDelPlan) -> dict[Mes, int]:
    """Lo que el plan programa, mes a mes."""
    return {mes: celda.programado for mes, celda in actividad.meses.items() if celda.programado}


def clave_de_mes(mes: Mes) -> str:
    """«meses.2026-03», como lo nombra el borrador."""
    return f"meses.{mes.clave}"


def mismo_nombre(uno: str, otro: str) -> bool:
    """Si dos líneas, objetivos o unidades se llaman igual, sin mirar mayúsculas, tildes ni signos."""
    return normalizar(como_se_escribe(uno)) == normalizar(como_se_escribe(otro))


def cambios(previa: EnElPlan, leida: EnElDocumento, dicho: Dicho) -> Iterable[Cambio]:
    """Lo que cambia, en el orden en que se muestra; «lugar» lo compara quien sabe de las demás."""
    antes, despues = previa.actividad, leida.actividad
    if _de_corrido(antes.nombre) != _de_corrido(despues.nombre):
        yield "nombre", antes.nombre, despues.nombre
    for campo, suyo in CAMPOS_SIMPLES.items():
        previo, nuevo = como_se_escribe(getattr(antes, campo)), como_se_escribe(getattr(despues, campo))
        if previo != nuevo and (nuevo or dicho.borra(suyo)):
            yield campo, previo, nuevo
    yield from _numeros(antes, despues, dicho)
    yield from _unidades(antes, despues, dicho)
    if dicho.con_meses:
        yield from _meses(antes, despues, dicho)


def _de_corrido(nombre: str) -> str:
    return " ".join(como_se_escribe(nombre).split())


def _numeros(antes: ActividadDelPlan, despues: ActividadAceptada, dicho: Dicho) -> Iterable[Cambio]:
    callado = not dicho.borra("peso") and despues.peso == 1.0
    if (
        not isclose(antes.peso, despues.peso, rel_tol=_IGUAL, abs_tol=_IGUAL)
        and not callado
        and "peso" not in despues.sin_leer
    ):
        yield "peso", f"{antes.peso:g}", f"{despues.peso:g}"
    for campo, suyo in DINERO.items():
        previo, nuevo = getattr(antes, campo), getattr(despues, campo)
        dice = nuevo is not None or dicho.borra(suyo)
        if previo != nuevo and dice and suyo not in despues.sin_leer:
            yield campo, escrito(previo), escrito(nuevo)


def _unidades(antes: ActividadDelPlan, despues: ActividadAceptada, dicho: Dicho) -> Iterable[Cambio]:
    unidades = [unidad.nombre for unidad in antes.unidades]
    iguales = len(unidades) == len(despues.unidades) and all(map(mismo_nombre, unidades, despues.unidades))
    if not iguales and (despues.unidades or dicho.borra("responsables")):
        yield "unidades", "; ".join(unidades), "; ".join(despues.unidades)


def _meses(antes: ActividadDelPlan, despues: ActividadAceptada, dicho: Dicho) -> Iterable[Cambio]:
    previo = programado_hoy(antes)
    nuevo = dicho.meses(previo, despues)
    if previo != nuevo:
        yield "meses", en_palabras(previo), en_palabras(nuevo)


def en_palabras(meses: Mapping[Mes, int]) -> str:
    """«2026: Mar, Jun ×4», en orden; «sin programar» si no hay nada."""
    por_anio: dict[int, list[str]] = {}
    for mes, cantidad in sorted(meses.items()):
        texto = mes.abreviado + (f" ×{cantidad}" if cantidad > 1 else "")
        por_anio.setdefault(mes.anio, []).append(texto)
    return "; ".join(f"{anio}: {', '.join(suyos)}" for anio, suyos in por_anio.items()) or "sin programar"
