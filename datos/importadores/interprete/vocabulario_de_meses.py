"""Las palabras con que se escriben los meses, los períodos y las frecuencias."""

import re

from rapidfuzz.distance import OSA

_ABREVIADOS = {
    1: "enero|ene|jan", 2: "febrero|feb|febr", 3: "marzo|mar|mzo", 4: "abril|abr|apr", 5: "mayo|may",
    6: "junio|jun", 7: "julio|jul", 8: "agosto|ago|agto|aug", 9: "septiembre|setiembre|sept|sep|set",
    10: "octubre|oct", 11: "noviembre|nov|novbre", 12: "diciembre|dic|dec|dicbre",
}  # fmt: skip
MES_POR_NOMBRE = {nombre: mes for mes, nombres in _ABREVIADOS.items() for nombre in nombres.split("|")}
_NOMBRES = "|".join(sorted(MES_POR_NOMBRE, key=len, reverse=True))
ORDINALES = {
    "primer": 1, "primero": 1, "primera": 1, "1er": 1, "1ero": 1, "segundo": 2, "segunda": 2, "2do": 2,
    "tercer": 3, "tercero": 3, "tercera": 3, "3er": 3, "3ero": 3, "cuarto": 4, "cuarta": 4, "4to": 4,
    "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
    "ultimo": -1, "ultima": -1,
}  # fmt: skip
LARGOS = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
ORDINAL = r"(?:\d\s?(?:°|º|o|er|ero|do|to|ra|da)?|" + "|".join(sorted(ORDINALES, key=len, reverse=True)) + ")"
_LARGO = r"(?P<largo>bimestre|trimestre|cuatrimestre|semestre|trim|sem|cuatrim|bim)(?:s|es)?\b\.?"
_ANIO = r"(?:19|20)\d{2}"
FRAGMENTO = re.compile(
    rf"(?P<fecha>\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_ANIO}|\d{{2}})\b)"
    rf"|(?P<iso>\b{_ANIO}[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?(?:[t ]\d{{2}}:\d{{2}}(?::\d{{2}})?)?\b)"
    rf"|(?P<mes_anio>\b\d{{1,2}}[-/]{_ANIO}\b)"
    rf"|(?P<corta>\b\d{{1,2}}/\d{{1,2}}\b(?!\s*/))"
    rf"|(?P<periodo>(?P<ords>{ORDINAL}(?:\s*(?:,|y|e|al?|-|–)\s*{ORDINAL})*)\s*{_LARGO})"
    rf"|(?P<inverso>\b{_LARGO.replace('largo', 'largo2')}\s*(?:n\s?[°º]\s*)?(?P<ords2>\d\b|iv\b"
    rf"|i{{1,3}}\b|v\b|vi\b))"
    rf"|(?P<letra>\b(?:[tqs][1-4]|[1-4][tq]|[12]s)\b)"
    rf"|(?P<mes>(?:\b(?P<dia>[0-3]?\d)\s*(?:°|º)?\s*(?:de|/|-|\s)\s*)?\b(?P<nombre>{_NOMBRES})\b\.?"
    rf"(?:\s*(?:-|–|/|'|’|de|del|,|\s)\s*(?P<anio>{_ANIO}\b|(?<=[-–/'’])\d{{2}}\b))?)"
    rf"|(?P<solo_anio>\b{_ANIO}\b)"
    r"|(?P<rango>\ba\b|\bal\b|\bhasta\b|\bentre\b|[-–—→])"
    r"|(?P<junta>,|;|/|\by\b|\be\b|\+|&|\n)"
    r"|(?P<otro>[^\s,;/+&–—→-]+)"
)
# «1° sem 26», «T2-27»: tras un período, las dos cifras son el año.
ANIO_DE_PERIODO = re.compile(
    r"\b((?:(?:sem|trim|cuatrim|bim)(?:estre)?\.?)|[1-4]t|t[1-4]|[12]s|s[12])\s*[-–/'’]?\s*(2\d|3\d)\b(?!\s*[-–/]\s*\d)"
)
# «Entre abril y junio» es un tramo; sin «entre», son dos meses.
ENTRE_DOS = re.compile(
    rf"\bentre (?:el |los meses de )?((?:{_NOMBRES})\b[^,;]*?) y (?=(?:el )?(?:{_NOMBRES})\b)"
)
ABIERTO = re.compile(
    rf"(?:(?:desde|a partir de)(?: el)?(?: mes de)? |(?:de|desde|a contar de) (?=.* adelante$))"
    rf"(?P<nombre>{_NOMBRES})(?: (?:de |del )?(?P<anio>{_ANIO}))?(?: en adelante)?"
)
# A una letra de un mes, pero palabras de verdad.
_NO_SON_ERRATAS = frozenset({"mayor", "marco", "junto", "juntos", "abrir", "abra", "marcha", "mayos"})
_LARGO_DE_ERRATA = 5
RELLENO = frozenset(
    [
        "de",
        "del",
        "desde",
        "el",
        "la",
        "los",
        "las",
        "en",
        "mes",
        "meses",
        "durante",
        "cada",
        "ano",
        "plazo",
        "periodo",
        "fecha",
        "inclusive",
        "ambos",
        "comprendido",
        "calendario",
        "dia",
        "primera",
        "segunda",
        "quincena",
        "fines",
        "mediados",
        "principios",
        "inicio",
        "comienzos",
        "(",
        ")",
        ".",
        ":",
    ]
)
TODO_EL_ANIO = re.compile(
    r"^(?:(?:en |durante |a lo largo de(?:l)? )?(?:todo el|el) (?:ano|periodo|plan)"
    r"|anualmente todo el ano|todo el ano"
    r"|(?:en )?todos los meses|cada mes|12 meses|los 12 meses|los doce meses|doce meses"
    r"|(?:de )?enero (?:a|-) diciembre|permanente(?:mente)?|continu[oa](?:mente)?"
    r"|de forma (?:permanente|continua)"
    r"|transversal|durante todo el (?:ano|plan|periodo)|ano completo|siempre)(?: calendario)?"
    rf"(?:\s*(?:de |del )?(?P<anio>{_ANIO}))?\.?$"
)
FRECUENCIAS = {
    "mensual": 1, "mensualmente": 1, "bimestral": 2, "bimensual": 2, "bimestralmente": 2, "trimestral": 3,
    "trimestralmente": 3, "cuatrimestral": 4, "semestral": 6, "semestralmente": 6, "anual": 12,
    "anualmente": 12,
    "semanal": 0, "semanalmente": 0, "quincenal": 0, "quincenalmente": 0, "diario": 0, "diaria": 0,
    "diariamente": 0,
}  # fmt: skip
CADA_MES = re.compile(
    r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|semana|dia|dias|vez|veces|reunion"
    r"|sesion)\b.{0,30}"
    r"(?:de cada mes|del mes|al mes|por mes|mensual)|^(?:todos|todas|cada)\b.{0,12}"
    r"(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|semanas?|dias?|meses|mes)\b"
)
SEMANA = re.compile(r"\bsemanas?\b")


def sin_erratas(plano: str) -> str:
    """Los meses a una letra de distancia, corregidos: «agosot», «novienbre», «febero»."""
    return re.sub(r"[a-z]+", lambda hallada: _corregida(hallada[0]), plano)


def _corregida(palabra: str) -> str:
    if len(palabra) < _LARGO_DE_ERRATA or palabra in MES_POR_NOMBRE or palabra in _NO_SON_ERRATAS:
        return palabra
    cercanos = [
        mes for mes in MES_POR_NOMBRE if len(mes) >= _LARGO_DE_ERRATA and OSA.distance(palabra, mes) == 1
    ]
    return cercanos[0] if len({MES_POR_NOMBRE[mes] for mes in cercanos}) == 1 else palabra
