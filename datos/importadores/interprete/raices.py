"""Las palabras con sentido de un título de columna, enteras y en singular, para compararlas."""

import re
from functools import lru_cache

from datos.importadores.interprete.normalizar import llano

VACIAS = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "lo",
        "a",
        "en",
        "y",
        "o",
        "u",
        "e",
        "para",
        "por",
        "con",
        "su",
        "sus",
        "que",
        "se",
        "un",
        "una",
        "al",
        "s",
        "es",
        "as",
        "os",
    ]
)
# Como se abrevian los títulos para que quepan en una columna angosta.
_ABREVIADAS = {
    "resp": "responsable", "respon": "responsable", "ppto": "presupuesto", "presup": "presupuesto",
    "ppt": "presupuesto", "obj": "objetivo", "obs": "observacion", "observ": "observacion",
    "verif": "verificacion", "verific": "verificacion", "ind": "indicador", "indic": "indicador",
    "depto": "departamento", "dpto": "departamento", "dir": "direccion", "cant": "cantidad",
    "estrat": "estrategico", "esp": "especifico", "ejec": "ejecucion", "lin": "linea", "f": "fecha",
    "fec": "fecha", "fech": "fecha", "term": "termino", "ter": "termino", "ini": "inicio", "med": "medio",
    "desc": "descripcion", "descrip": "descripcion", "activ": "actividad", "frec": "frecuencia",
    "pond": "ponderacion", "func": "funcionario", "encarg": "encargado", "prog": "programa",
}  # fmt: skip


@lru_cache(maxsize=4096)
def raices(texto: str) -> str:
    """Las palabras con sentido, en singular: «Líneas de Estratégicas» → «linea estrategica»."""
    palabras = re.findall(r"[\w#°º]+", re.sub(r"[/_\-.]", " ", llano(texto)))
    enteras = (_ABREVIADAS.get(p, p) for p in palabras if p not in VACIAS)
    return " ".join(_singular(p) for p in enteras)


def _singular(palabra: str) -> str:
    if palabra.endswith(("ciones", "siones", "dores", "ores", "ades", "iles", "ales", "entes", "eses")):
        return palabra[:-2]
    if palabra.endswith("s") and len(palabra) > 3 and not palabra.endswith("mes"):
        return palabra[:-1]
    return {"meses": "mes"}.get(palabra, palabra)
