"""Qué significa el título de una columna: por sinónimos, aunque cambien tildes, plurales y adornos."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.raices import raices
from modelos.importacion.borrador import Campo

UMBRAL = 84  # de 100; bajo eso el título no se da por entendido
LARGO_MAXIMO = 70  # un título de columna no es una frase

_SINONIMOS: dict[Campo, str] = {
    Campo.PROGRAMA: "programa|programa ambiental|programa municipal|plan|programa de accion|politica",
    Campo.LINEA: "linea|linea estrategica|linea de accion|linea de trabajo|linea tematica|eje"
    "|eje estrategico|eje tematico|eje de accion|eje de trabajo|eje de desarrollo|lineamiento"
    "|lineamiento estrategico|ambito|ambito de accion|ambito de gestion|area|area tematica|area de trabajo"
    "|area de gestion|area de desarrollo|componente|componente ambiental|dimension|pilar|tema|tematica"
    "|factor|unidad organizativa|unidad administrativa|area estrategica|desafio|lineas de estrategicas"
    "|etapa|fase|bloque|capitulo|subprograma|frente de trabajo|linea de gestion|eje de gestion",
    Campo.OBJETIVO: "objetivo|objetivo especifico|objetivo estrategico|objetivo operativo|objetivo general"
    "|objetivo de gestion|proposito|objetivo ambiental|objetivo del plan|objetivo de la linea|estrategia"
    "|objetivo institucional|finalidad|subcomponente|sublinea|subeje|subarea",
    Campo.ACTIVIDAD: "actividad|accion|act|proyecto|iniciativa|tarea|medida|actividad planificada"
    "|actividad programada|accion a realizar|actividad a realizar|accion estrategica|accion propuesta"
    "|actividad principal|actividad especifica|accion especifica|accion o actividad|actividad accion"
    "|proyecto o actividad|hito|que se hara|compromiso|gestion a realizar|actividad y tarea|actividad clave"
    "|accion comprometida|intervencion|medida propuesta|proyecto propuesto|medida priorizada"
    "|iniciativa de inversion|proyecto iniciativa|accion concreta|que haremos|que vamos a hacer|labor"
    "|gestion|subactividad|subtarea|subaccion|titulo|acuerdo adoptado|producto o servicio|bien o servicio"
    "|trabajo a realizar|labor a realizar",
    Campo.CODIGO: "n|no|nro|num|numero|codigo|cod|item|id|correlativo|ref|#|nº|n°|numeral|sub n|sub no"
    "|sub numero|subnumero|id accion|id actividad|n actividad|no actividad|numero actividad"
    "|codigo actividad|cod actividad",
    Campo.MES: "mes|plazo|fecha|periodo|fecha de ejecucion|fecha de cumplimiento|plazo de ejecucion"
    "|calendarizacion|temporalidad|cuando|tiempo|mes de ejecucion|tiempo de ejecucion|fecha programada"
    "|periodo de ejecucion|fecha estimada|mes programado|plazo estimado|fecha de realizacion"
    "|mes de cumplimiento|fecha tentativa|cronograma|plazo de cumplimiento|mes planificado|programacion"
    "|calendario|fecha limite|dia|fecha hora|dia mes|fecha propuesta|mes comprometido|mes estimado"
    "|mes de compra|mes estimado de compra|mes de entrega|mes propuesto|mes limite|fecha comprometida"
    "|trimestre|semestre|bimestre|cuatrimestre|trimestre de ejecucion|semestre de ejecucion|horizonte"
    "|fecha de entrega|mes de realizacion|epoca|tiempo estimado",
    Campo.INICIO: "inicio|fecha de inicio|fecha inicio|mes de inicio|mes inicio|desde|inicia|comienzo"
    "|fecha desde|fecha inicial|f inicio|inicio programado|fecha de comienzo|inicio estimado"
    "|inicio planificado",
    Campo.TERMINO: "termino|fin|final|fecha de termino|fecha termino|mes de termino|mes termino|fecha fin"
    "|hasta|finaliza|finalizacion|fecha final|fecha hasta|fecha de finalizacion|fecha de fin|f termino"
    "|cierre|mes final|termino programado|fecha de cierre|mes fin|termino estimado|termino planificado"
    "|fecha de conclusion|vencimiento|fecha de vencimiento",
    Campo.RESPONSABLE: "responsable|unidad responsable|area responsable|direccion responsable|encargado"
    "|ejecutor|unidad ejecutora|departamento responsable|quien|actor responsable|dependencia"
    "|dependencia responsable|departamento|direccion|responsable de ejecucion|cargo responsable"
    "|entidad responsable|responsable directo|responsable principal|unidad encargada|quien lo hace"
    "|responsable ejecucion|equipo responsable|ejecuta|institucion responsable|responsable de la actividad"
    "|unidad municipal|unidad municipal responsable|a cargo de|responsable del cumplimiento"
    "|funcionario responsable|direccion municipal|responsable municipal|lider|organismo responsable"
    "|persona responsable|resp|unidad a cargo|responsable institucional|organiza|institucion a cargo"
    "|entidad a cargo|area a cargo|unidad organica|organo responsable|organo encargado|area usuaria"
    "|gerencia responsable|gerencia|inspector tecnico|profesional responsable|profesional a cargo"
    "|unidad requirente|unidad que responde|unidad municipal que responde|quien responde|asignado a"
    "|institucion lider|entidad lider|institucion de apoyo|entidad de apoyo|apoyo|unidad de apoyo"
    "|area de apoyo|responsable de apoyo|coejecutor|unidad tecnica|unidad coordinadora|coordina"
    "|ejecutado por|quien ejecuta",
    Campo.MEDIO_VERIFICACION: "medio de verificacion|verificador|medio de prueba|evidencia"
    "|fuente de verificacion|medio de verificacion esperado|mdv|respaldo|documento de respaldo"
    "|medio verificador|verificacion|medio verificacion|fuente de informacion|documento verificador"
    "|comprobante|medio de comprobacion|evidencia esperada|medio verificable",
    Campo.INDICADOR: "indicador|indicador de gestion|indicador de cumplimiento|formula|indicador de logro"
    "|indicador de resultado|indicador de desempeno|formula de calculo|formula del indicador"
    "|nombre del indicador|indicador de proceso|indicador de exito|indicador de medicion"
    "|indicador verificable",
    Campo.META: "meta|meta anual|meta comprometida|resultado esperado|producto esperado|producto|cantidad"
    "|meta fisica|meta cuantitativa|meta programada|resultado|meta del ano|meta propuesta"
    "|cantidad programada|meta del indicador|entregable|meta esperada|valor esperado"
    "|producto o resultado esperado",
    Campo.UNIDAD: "unidad de medida|um|unidad medida|tipo de medida|unidad de la meta",
    Campo.PESO: "peso|ponderacion|ponderador|peso relativo|ponderado|porcentaje de ponderacion"
    "|importancia relativa|peso ponderado|factor de ponderacion|incidencia",
    Campo.PRESUPUESTO: "presupuesto|costo|monto|inversion|presupuesto estimado|costo estimado"
    "|presupuesto asignado|monto estimado|costo total|presupuesto anual|presupuesto referencial"
    "|costo aproximado|recurso financiero|presupuesto municipal|valor estimado|monto asignado"
    "|monto en pesos|presupuesto en pesos|costo en pesos|presupuesto total|presupuesto programado"
    "|inversion estimada|costo anual|recurso economico",
    Campo.RECURRENCIA: "frecuencia|periodicidad|recurrencia|frecuencia de ejecucion|frecuencia de medicion",
    Campo.OBSERVACIONES: "observacion|comentario|nota|observaciones y comentarios|observacion o comentario"
    "|detalle|descripcion|obs|aclaracion|anotacion|observacion general",
    Campo.IGNORAR: "total|subtotal|total anual|total general|suma|firma|total programado|total ejecutado"
    "|total ano",
}
_PRIMERA_PALABRA = {
    "actividad": Campo.ACTIVIDAD, "accion": Campo.ACTIVIDAD, "responsable": Campo.RESPONSABLE,
    "indicador": Campo.INDICADOR, "presupuesto": Campo.PRESUPUESTO, "costo": Campo.PRESUPUESTO,
    "objetivo": Campo.OBJETIVO, "meta": Campo.META, "linea": Campo.LINEA, "eje": Campo.LINEA,
    "lineamiento": Campo.LINEA, "observacion": Campo.OBSERVACIONES, "programa": Campo.PROGRAMA,
    "verificador": Campo.MEDIO_VERIFICACION, "ponderacion": Campo.PESO, "componente": Campo.LINEA,
    "ambito": Campo.LINEA, "proposito": Campo.OBJETIVO, "iniciativa": Campo.ACTIVIDAD,
    "plazo": Campo.MES, "tema": Campo.LINEA, "medida": Campo.ACTIVIDAD, "proyecto": Campo.ACTIVIDAD,
    "tarea": Campo.ACTIVIDAD, "compromiso": Campo.ACTIVIDAD,
    "frecuencia": Campo.RECURRENCIA, "medio": Campo.MEDIO_VERIFICACION,
}  # fmt: skip
_PALABRA_CLAVE = (
    (r"responsable|encargad[oa]", Campo.RESPONSABLE),
    (r"verificacion|verificador", Campo.MEDIO_VERIFICACION),
    (r"indicador", Campo.INDICADOR),
    (r"presupuest|costo|inversion", Campo.PRESUPUESTO),
    (r"ponderacion|ponderador", Campo.PESO),
    (r"frecuencia|periodicidad", Campo.RECURRENCIA),
    (r"inicio", Campo.INICIO),
    (r"termino", Campo.TERMINO),
    (r"plazo|fecha|periodo de ejecucion", Campo.MES),
    (r"observacion|comentario", Campo.OBSERVACIONES),
    (r"actividad|accion", Campo.ACTIVIDAD),
    (r"objetivo", Campo.OBJETIVO),
    (r"linea|lineamiento|eje", Campo.LINEA),
    (r"meta", Campo.META),
)
_CLARAS = frozenset(
    {
        Campo.RESPONSABLE,
        Campo.MEDIO_VERIFICACION,
        Campo.INDICADOR,
        Campo.OBSERVACIONES,
        Campo.ACTIVIDAD,
        Campo.OBJETIVO,
    }
)
_AJENAS = re.compile(
    r"linea base|(?:poblacion|grupo|publico) objetivo|estado(?: de avance)?|(?:porcentaje de )?avance"
    r"|fuente(?: .*financ.*)?"
    r"|financiamiento|area de influencia|unidad vecinal|beneficiario|lugar|ubicacion|prioridad|riesgo"
    r"|supuesto"
    r"|recurso (?:humano|material)|cumplimiento|porcentaje .*|avance .*|sector|territorio|cobertura"
    r"|participante|(?:problema|brecha|diagnostico|causa|necesidad|situacion)(?: .*)?"
)
_AMBIGUAS = frozenset(
    [
        "unidad",
        "medida",
        "meta",
        "area",
        "departamento",
        "direccion",
        "dependencia",
        "plan",
        "detalle",
        "descripcion",
        "tema",
        "gestion",
        "proyecto",
        "iniciativa",
        "resultado",
        "producto",
        "estrategia",
        "compromiso",
        "componente",
        "factor",
        "n",
        "valor",
    ]
)
_SEGUN_LO_QUE_SIGUE = frozenset({"acuerdo", "tema", "ano", "punto"})  # «Acuerdo / tarea», «Año / mes»
_NUMERO_DE_ALGO = re.compile(
    r"(?:acuerdo|actividad|accion|proyecto|compromiso|medida|meta) (?:n[°º]?|no|nro|numero)"
)
_UNIDAD_DE_MEDIDA = re.compile(r"u\.?\s*(?:de\s+)?m(?:edida)?\.?")
# Se parecen a «act» o a otro título, pero son lo que se escribe en las celdas.
_FALSAS = frozenset({"acta", "actor"})
_ES_UNA_UNIDAD = "medio ambiente"  # no es un medio de verificación
_ADORNO = re.compile(
    r"^(?:nombre|descripcion|detalle|titulo|denominacion|listado)\s+(?:y \w+ )?de(?:l)?\s+(?:la "
    r"|las |los )?"
)
_DE_SISTEMA = re.compile(r"^(?:nombre|nom|desc|descripcion|txt)_")
_ANIO_FINAL = re.compile(r"\s+(?:al? )?(?:ano )?(?:19|20)\d\d(?:\s*[-/]\s*(?:19|20)?\d\d)?$")
_RAIZ_MAXIMA = 45
_MARCO = re.compile(r"\([^)]*\)|[:.*\"“”¿?]+$|^\W+(?=\w)")


@dataclass(frozen=True, slots=True)
class Significado:
    """Lo que dice un título de columna, con cuánta seguridad; `resto` es lo que agrega («Meta 1»)."""

    campo: Campo
    confianza: float
    ambiguo: bool = False
    resto: str = ""


_POR_RAIZ: dict[str, Campo] = {
    raices(sinonimo): campo for campo, lista in _SINONIMOS.items() for sinonimo in lista.split("|")
}
_POR_RAIZ["unidad"] = Campo.LINEA
_POR_RAIZ["medida"] = Campo.ACTIVIDAD  # la unidad de medida se reconoce por su contenido
PALABRAS_DE_TITULO = frozenset(palabra for raiz in _POR_RAIZ for palabra in raiz.split())
_PRIMERAS = frozenset(raiz.split()[0] for raiz in _POR_RAIZ if raiz) - {"n", "no"}


def es_ajeno(titulo: str) -> bool:
    """Si nombra algo que el plan no guarda aparte: avance, lugar, beneficiarios, financiamiento…"""
    plano = _MARCO.sub(" ", llano(titulo)).strip()
    return _AJENAS.fullmatch(raices(plano.replace("%", " "))) is not None


@lru_cache(maxsize=4096)
def es_titulo_exacto(texto: str) -> bool:
    """Si el texto es, tal cual, un título que se conoce; sin buscar parecidos, que es lo que tarda."""
    if len(texto) > LARGO_MAXIMO:
        return False
    primera = raices(llano(texto).partition(" ")[0])
    return primera in _PRIMERAS and (
        raices(texto) in _POR_RAIZ or _con_resto(raices(texto), texto) is not None
    )


@lru_cache(maxsize=4096)
def significado(titulo: str) -> Significado | None:
    """El campo que nombra el título, o None si no se reconoce."""
    if not titulo.strip() or len(titulo) > LARGO_MAXIMO:
        return None
    plano = _MARCO.sub(" ", llano(titulo)).strip() or llano(titulo)
    plano = _DE_SISTEMA.sub("", plano).replace("_", " ")
    plano = _ANIO_FINAL.sub("", _ADORNO.sub("", plano)) or plano
    raiz = raices(plano)
    if not raiz:
        return Significado(Campo.CODIGO, 0.9) if re.search(r"[°º#]", titulo) else None
    if _UNIDAD_DE_MEDIDA.fullmatch(plano):
        return Significado(Campo.UNIDAD, 0.95)
    if raiz in _POR_RAIZ:
        return Significado(_POR_RAIZ[raiz], 0.95, ambiguo=raiz in _AMBIGUAS)
    if _AJENAS.fullmatch(raiz):
        return None
    if _NUMERO_DE_ALGO.fullmatch(raiz):
        return Significado(Campo.CODIGO, 0.85, ambiguo=True)
    return _con_resto(raiz, titulo) or _por_partes(titulo) or _parecido(raiz) or _por_primera(raiz)


def _por_partes(titulo: str) -> Significado | None:
    """«Compromiso / Actividad» nombra una sola cosa de dos maneras; si son dos, vale la primera."""
    raices_de_las_partes = [raices(parte) for parte in titulo.split("/")]
    campos = [_POR_RAIZ.get(raiz) for raiz in raices_de_las_partes]
    primero, iguales = campos[0], len(set(campos)) == 1
    if len(campos) == 2 and raices_de_las_partes[0] in _SEGUN_LO_QUE_SIGUE:
        primero = campos[0] = campos[1]
    if len(campos) < 2 or primero is None or None in campos:
        return None
    if not iguales and _AMBIGUAS & set(raices_de_las_partes):
        return None
    return Significado(primero, 0.95 if iguales else 0.85)


def _con_resto(raiz: str, titulo: str) -> Significado | None:
    """«Actividades Meta 1» nombra la actividad y además la meta a que pertenece."""
    hallado = re.match(
        r"\s*(actividades|acciones|tareas)\b[\s:–-]*(.*\d.*)$", titulo, re.IGNORECASE | re.DOTALL
    )
    if not hallado or not raiz.startswith(("actividad", "accion", "tarea")):
        return None
    return Significado(Campo.ACTIVIDAD, 0.9, resto=" ".join(hallado[2].split()))


def _parecido(raiz: str) -> Significado | None:
    con_cifra = raiz[0].isdigit() or raiz[-1].isdigit()
    if not 4 <= len(raiz) <= _RAIZ_MAXIMA or con_cifra or raiz in _FALSAS:
        return None
    hallado = process.extractOne(raiz, _POR_RAIZ.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=UMBRAL)
    if hallado is None or abs(len(hallado[0]) - len(raiz)) > 6:
        return None
    if _PRIMERA_PALABRA.get(raiz.split()[0]) not in (None, _POR_RAIZ[hallado[0]]):
        return None  # «medida propuesta» se parece a «meta propuesta», pero es una medida
    return Significado(_POR_RAIZ[hallado[0]], 0.85, ambiguo=hallado[0] in _AMBIGUAS)


def _por_primera(raiz: str) -> Significado | None:
    palabras = raiz.split()
    if len(palabras) > 5 or palabras[-1].isdigit() or raiz.startswith(_ES_UNA_UNIDAD):
        return None
    campo = _PRIMERA_PALABRA.get(palabras[0])
    if campo is not None:
        return Significado(campo, 0.8 if campo in _CLARAS else 0.75, ambiguo=True)
    halladas = (c for forma, c in _PALABRA_CLAVE if re.search(rf"\b(?:{forma})\b", raiz))
    campo = next(halladas, None) if len(palabras) <= 4 else None
    if campo is None:
        return None
    return Significado(campo, 0.8 if campo in _CLARAS else 0.75, ambiguo=True)
