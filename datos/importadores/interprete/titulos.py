"""Qué es una línea suelta: título de línea u objetivo, sección, rótulo con su valor, ítem o texto."""

import re
from dataclasses import dataclass
from enum import StrEnum

from datos.importadores.interprete.firmas import es_firma
from datos.importadores.interprete.lectura import Linea
from datos.importadores.interprete.normalizar import en_mayusculas, limpio, llano
from datos.importadores.interprete.numeracion import numeral
from datos.importadores.interprete.responsables import parece_unidad

PALABRAS_DE_TITULO = 14


class Clase(StrEnum):
    """Las clases de línea suelta."""

    PROGRAMA = "programa"
    LINEA = "linea"
    OBJETIVO = "objetivo"
    OBJETIVOS = "objetivos"
    PARTICIPACION = "participacion"
    ACTIVIDADES = "actividades"
    NEUTRA = "neutra"
    FIRMA = "firma"
    ETIQUETA = "etiqueta"
    TITULO = "titulo"
    ITEM = "item"
    TEXTO = "texto"


@dataclass(frozen=True, slots=True)
class Titulo:
    """La clase de la línea; `texto` es lo que se guarda y `detalle` lo que la precisa."""

    clase: Clase
    texto: str
    detalle: str = ""


_CIUDADANAS = (
    r"(?:\s+(?:ciudadan[ao]s?|de (?:la |los )?(?:ciudadania|comunidad|vecin[oa]s|ciudadanos)|generad[ao]s"
    r"|recibid[ao]s|recogid[ao]s|asumid[ao]s|alcanzad[ao]s|adoptad[ao]s|vecinales|comunitari[ao]s"
    r"|del (?:cac|cam)))*"
)
_PARTICIPACION = (
    ("observacion", re.compile(
        rf"(?:observaciones|sugerencias|demandas|inquietudes|peticiones|solicitudes"
        rf"|preguntas){_CIUDADANAS}")),
    ("aporte", re.compile(rf"(?:aportes|aportaciones|contribuciones|propuestas){_CIUDADANAS}")),
    ("acuerdo", re.compile(rf"(?:acuerdos|compromisos){_CIUDADANAS}")),
)  # fmt: skip
_ACTIVIDADES = re.compile(
    r"(?:(?:principales )?(?:actividades|acciones|tareas|iniciativas|medidas|proyectos)"
    r"(?: (?:planificadas|programadas|a realizar|a desarrollar|a ejecutar|principales|propuestas"
    r"|comprometidas"
    r"|especificas|asociadas|del plan|estrategicas|y plazos|concretas))*"
    r"|(?:cronograma|calendario|programacion|planificacion|carta gantt|plan de accion)"
    r"(?: de(?: las)? (?:cumplimiento|actividades|trabajo|ejecucion|acciones))?)"
)
_ADJETIVO = (
    r"(?:especificos?|generales|general|estrategicos?|operativos?|institucional(?:es)?|ambiental(?:es)?"
    r"|principal(?:es)?)"
)
_OBJETIVOS = re.compile(
    rf"objetivos?\s*(?P<detalle>{_ADJETIVO}?(?:\s*de(?:l)? (?:la |las |los )?[a-z]+(?: [a-z]+){{0,3}})?)"
)
_OBJETIVO = re.compile(
    rf"(?:objetivo|proposito|meta)\s*(?P<adjetivo>{_ADJETIVO})?\s*"
    r"(?P<numero>(?:n\s?[°ºo.]*\s*)?(?:\d+(?:\.\d+)*|[ivx]+\b"
    r"|[a-z]\b(?=\s*[:.)-])))?\s*(?P<corte>[:.)–-]+)?\s*(?P<resto>.*)"
)
_LINEA = re.compile(
    r"(?:lineas?|ejes?|lineamientos?|ambitos?|areas?|componentes?|dimension(?:es)?|pilar(?:es)?)\b"
    r"(?:\s+(?:estrategic[oa]s?|tematic[oa]s?|de (?:accion|trabajo|gestion|desarrollo|intervencion)"
    r"|programatic[oa]s?))*"
    r"\s*(?P<numero>(?:n\s?[°ºo.]*\s*)?(?:\d+(?:\.\d+)*|[ivx]+\b"
    r"|[a-z]\b(?=\s*[:.)-])))?\s*(?P<corte>[:.)–-]+)?\s*(?P<resto>.*)"
)
_PROGRAMA = re.compile(
    r"programas?\b\s*(?P<numero>(?:n\s?[°ºo.]*\s*)?(?:\d+(?:\.\d+)*|[ivx]+\b"
    r"|[a-z]\b(?=\s*[:.)-])))?\s*(?P<corte>[:.)–-]+)?\s*(?P<resto>.*)"
)
_NEUTRA = re.compile(
    r"(?:tabla|orden del dia|temas? tratados?|puntos tratados|asistentes|asistencia|varios"
    r"|antecedentes?|introduccion|presentacion|diagnostico|justificacion|marco \w+|fundamentacion"
    r"|metodologia"
    r"|alcances?|conclusion(?:es)?|vision|mision|anexos?|bibliografia|glosario|equipo de trabajo"
    r"|resumen|contexto"
    r"|indice|contenidos?|seguimiento(?: y evaluacion)?|evaluacion|descripcion(?: general)?"
    r"|situacion actual"
    r"|recursos(?: \w+)?|presupuesto(?: general)?|(?:lineas|ejes|lineamientos|ambitos|areas|componentes)"
    r"(?: (?:estrategic[oa]s|tematic[oa]s|de (?:accion|trabajo|gestion)))?|desarrollo del plan"
    r"|plan de trabajo)"
    r"(?: (?:general|del plan|y \w+|municipal|comunal|ambiental))*"
)
# «Programa de trabajo» y «Programa … 2025» titulan el plan; no son un programa dentro de él.
_PLAN = re.compile(
    r"programa (?:de (?:trabajo|actividades|accion(?:es)?)|anual|operativo|municipal)\b"
    r"|programa\b.*\b(?:19|20)\d\d\b"
)
_ETIQUETA = re.compile(r"^(?P<rotulo>[^:.;,()\d]{3,45}?)\s*:\s*(?P<valor>\S.*)$", re.DOTALL)
_DETALLES = {"especifico": "específico", "estrategico": "estratégico", "operativo": "operativo"}


def clasificar(linea: Linea) -> Titulo:
    """Lo que es la línea."""
    texto = limpio(linea.texto)
    numerado = numeral(texto)
    cuerpo = llano(numerado.resto if numerado else texto).strip(" .:-–·*")
    return (
        _seccion(linea, cuerpo, texto)
        or _nivel(linea, cuerpo, texto, numerado is not None)
        or (Titulo(Clase.FIRMA, texto) if es_firma(texto) else None)
        or _etiqueta(texto)
        or _suelta(linea, texto, numerado is not None)
    )


def _seccion(linea: Linea, cuerpo: str, texto: str) -> Titulo | None:
    """Un título corto que anuncia qué son los ítems que siguen."""
    if len(cuerpo) > 70 or (linea.vineta and not texto.endswith(":")):
        return None
    for tipo, forma in _PARTICIPACION:
        if forma.fullmatch(cuerpo):
            return Titulo(Clase.PARTICIPACION, texto, tipo)
    if _ACTIVIDADES.fullmatch(cuerpo):
        return Titulo(Clase.ACTIVIDADES, texto)
    if _NEUTRA.fullmatch(cuerpo):
        return Titulo(Clase.NEUTRA, texto)
    hallado = _OBJETIVOS.fullmatch(cuerpo)
    return Titulo(Clase.OBJETIVOS, texto, _detalle(hallado["detalle"])) if hallado else None


def _detalle(texto: str) -> str:
    """«Especificos» → «específico»; «de la unidad» queda igual."""
    palabras = texto.split()
    if not palabras:
        return "general"
    primera = re.sub(r"(?<=[oae])s$|es$", "", palabras[0]) if palabras[0] != "de" else "de"
    return " ".join([_DETALLES.get(primera, primera), *palabras[1:]])


def _nivel(linea: Linea, cuerpo: str, texto: str, numerado: bool) -> Titulo | None:
    """Un título que nombra programa, línea u objetivo con su palabra."""
    if len(texto) > 300 or (linea.vineta and ":" not in texto):
        return None
    for clase, forma in ((Clase.LINEA, _LINEA), (Clase.OBJETIVO, _OBJETIVO), (Clase.PROGRAMA, _PROGRAMA)):
        hallado = forma.fullmatch(cuerpo)
        if not hallado or (clase is Clase.PROGRAMA and _PLAN.match(cuerpo)):
            continue
        rotulado = bool(hallado["numero"] or hallado["corte"])
        if rotulado and not hallado["numero"] and ":" in texto and not numerado:
            return _con_valor(clase, texto) if not _es_la_unidad(texto) else None
        destacado = numerado or en_mayusculas(texto) or linea.nivel > 0
        if (
            rotulado
            or (destacado and clase is not Clase.PROGRAMA)
            or (clase is Clase.PROGRAMA and linea.nivel)
        ):
            return Titulo(clase, texto)
    return None


def _es_la_unidad(texto: str) -> bool:
    """«Área: Dirección de Ecología» dice de quién es el plan, no una línea suya."""
    rotulo, _, valor = texto.partition(":")
    return llano(rotulo).strip() == "area" and parece_unidad(valor)


def _con_valor(clase: Clase, texto: str) -> Titulo | None:
    """«Línea estratégica: Residuos» es la línea «Residuos»."""
    valor = texto.split(":", 1)[1].strip()
    return Titulo(clase, valor, llano(texto.split(":", 1)[0])) if valor else None


def _etiqueta(texto: str) -> Titulo | None:
    hallado = _ETIQUETA.match(texto)
    if not hallado or len(hallado["rotulo"].split()) > 5:
        return None
    return Titulo(Clase.ETIQUETA, limpio(hallado["valor"]), llano(hallado["rotulo"]).strip(" *-·"))


def _suelta(linea: Linea, texto: str, numerado: bool) -> Titulo:
    corto = len(texto.split()) <= PALABRAS_DE_TITULO and not texto.endswith((".", ";", ","))
    if (
        linea.nivel > 0
        or (linea.abre and corto and not linea.vineta and not numerado)
        or (not linea.vineta and corto and (en_mayusculas(texto) or texto.endswith(":")))
    ):
        return Titulo(Clase.TITULO, texto)
    if linea.vineta or numerado:
        return Titulo(Clase.ITEM, texto)
    return Titulo(Clase.TEXTO, texto)
