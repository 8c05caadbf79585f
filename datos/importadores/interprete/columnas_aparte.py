"""Las columnas que no dan un dato del plan y por qué: avance, años, sí o no, instrucciones, repetidas."""

import re
from collections.abc import Mapping, Sequence

from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.encabezados import es_ajeno
from datos.importadores.interprete.instrucciones import son_instrucciones
from datos.importadores.interprete.normalizar import llano
from datos.importadores.interprete.piezas import PROBABLE
from datos.importadores.interprete.raices import raices
from modelos.importacion.borrador import Campo

QUEDA = "queda en las observaciones con su título"
_NO_SE_ENTIENDE = f"su título no nombra un dato del plan: {QUEDA}"
_SI_O_NO = frozenset({"si", "no", "n/a", "na", "s", "n", "x", "-", "parcial", "no aplica", "en parte"})
_MARCAS = frozenset({"x", "xx", "✓", "✔", "•", "●", "*", "-", "si", "no"})
_OTRA_FECHA = re.compile(
    r"(?:fecha|mes|dia) (?:asignad|asignacion|acuerdo|acta|sesion|registro|ingreso|solicitud|aprobacion"
    r"|actualizacion|actualizad|reporte|corte|medicion|creacion|revision|informe|ultim|evaluacion|seguimiento)"
)
_AVANCE = re.compile(r"avance|ejecutad|cumplimiento|estado|porcentaje|logro|semaforo|%|situacion|valoracion")
_PLAZO = re.compile(r"(?:corto|mediano|medio|largo)(?: plazo)?")
_UNICOS = (
    Campo.CODIGO, Campo.MEDIO_VERIFICACION, Campo.INDICADOR, Campo.META, Campo.UNIDAD, Campo.PRESUPUESTO,
    Campo.PESO,
)  # fmt: skip


def apartar(columnas: Sequence[Columna], muestras: Mapping[int, list[str]]) -> None:
    """Quita el campo a las que por lo que contienen o por su fecha no son lo que su título parece."""
    for columna in columnas:
        textos = muestras[columna.indice]
        if columna.campo is Campo.MES_EN_COLUMNA or not textos or not columna.titulo:
            continue
        if son_instrucciones(textos):
            columna.campo = Campo.IGNORAR
            columna.aparte = "son instrucciones para llenar el formato: no se usa"
        elif columna.campo is Campo.CODIGO and all(llano(texto) in _MARCAS for texto in textos):
            _a_observaciones(columna, f"solo trae marcas y no un código: {QUEDA}")
        elif columna.campo is Campo.RESPONSABLE and not any(letra.isalpha() for letra in "".join(textos)):
            _a_observaciones(columna, f"solo trae cifras y no dice quién responde: {QUEDA}")
        elif _solo_si_o_no(textos):
            _a_observaciones(columna, f"solo dice sí o no: {QUEDA}")
        elif columna.campo is Campo.MES and _OTRA_FECHA.match(raices(columna.titulo)):
            _a_observaciones(columna, f"es la fecha del acuerdo o del registro, no el plazo: {QUEDA}")


def _solo_si_o_no(textos: Sequence[str]) -> bool:
    planos = {llano(texto).strip(" .") for texto in textos}
    return planos <= _SI_O_NO and bool(planos & {"si", "no"})


def _a_observaciones(columna: Columna, motivo: str) -> None:
    columna.campo, columna.ajena, columna.ambiguo = Campo.OBSERVACIONES, True, False
    columna.confianza, columna.aparte = PROBABLE, motivo


def elegir_codigo(columnas: Sequence[Columna], muestras: Mapping[int, list[str]]) -> None:
    """De «No.» y «Sub No.», el código es el que distingue a más actividades; el otro queda observado."""
    codigos = [c for c in columnas if c.campo is Campo.CODIGO]
    if len(codigos) < 2:
        return
    elegido = max(codigos, key=lambda c: (len(set(muestras[c.indice])), _largo(muestras[c.indice])))
    for columna in codigos:
        if columna is not elegido:
            _a_observaciones(columna, f"la actividad ya tiene código en «{elegido.titulo}»: {QUEDA}")


def _largo(textos: Sequence[str]) -> int:
    return sum(map(len, textos))


def es_desconocida(columna: Columna) -> bool:
    """Si quedó aparte solo porque su título no se entiende."""
    return columna.aparte == _NO_SE_ENTIENDE


def explicar(columnas: Sequence[Columna]) -> None:
    """Anota por qué quedó aparte cada columna que no da un dato propio del plan."""
    vistos: dict[Campo, str] = {}
    for columna in columnas:
        usada = columna.tipo_de_fila or columna.de_anio or columna.aporte
        if columna.titulo and not columna.aparte and not usada:
            columna.aparte = _por_que(columna, vistos)
        if columna.campo in _UNICOS:
            vistos.setdefault(columna.campo, columna.titulo)


def _por_que(columna: Columna, vistos: Mapping[Campo, str]) -> str:
    if columna.campo is Campo.IGNORAR or columna.campo is None:
        return "es un total o no trae nada que leer: no se usa"
    if columna.campo in vistos:
        return f"ese dato ya viene en «{vistos[columna.campo]}»: {QUEDA}"
    return _de_la_ajena(columna) if columna.ajena else ""


def _de_la_ajena(columna: Columna) -> str:
    titulo = llano(columna.titulo)
    if columna.anio is not None or re.fullmatch(r"ano \d", titulo):
        return f"es un año y no dice en qué mes: {QUEDA}"
    if _AVANCE.search(titulo):
        return f"dice cuánto se avanzó, no lo programado: {QUEDA}"
    if _PLAZO.search(titulo):
        return f"dice un plazo y no sus meses: {QUEDA}"
    if es_ajeno(columna.titulo):
        return f"el plan no lleva ese dato aparte: {QUEDA}"
    return _NO_SE_ENTIENDE
