"""Lo que se escribe en un plan: textos admisibles, listas pegadas y los cambios de una ficha."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from modelos.actividad import Actividad
from modelos.calendario.nombre_corto import LARGO_MAXIMO
from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, Valor
from modelos.meses import Mes

CAMPOS_DE_ACTIVIDAD = {
    "codigo": "numeración",
    "nombre": "nombre",
    "nombre_corto": "nombre corto",
    "peso": "peso",
    "unidad_medida": "unidad de medida",
    "meta": "meta",
    "indicador": "indicador",
    "medio_verificacion": "medio de verificación",
    "presupuesto_centavos": "presupuesto",
    "gastado_centavos": "gastado",
    "recurrencia": "frecuencia",
    "observaciones": "observaciones",
    "causa": "causa del atraso",
    "proximo_paso": "próximo paso",
}
"""Los campos de una actividad que se editan en su ficha, con el nombre que lee la persona."""

UNIDADES = "unidades"
NOMBRES_EN_LA_FICHA = {**CAMPOS_DE_ACTIVIDAD, UNIDADES: "unidades responsables"}
"""Los mismos y sus unidades, que son otra tabla."""

_MAXIMOS = {"peso": 1_000_000, "presupuesto_centavos": 10**17, "gastado_centavos": 10**17}
"""Más que cualquier plan; el dinero en centavos cabe en la base."""

_NUMERAL = re.compile(r"^(?P<codigo>\d+(?:\.\d+)*)[.)\-°º]*(?:\s+|(?<=[.)])(?=\D))(?P<nombre>\S.*)$")
_VINETA = re.compile(r"^[\-–—•·*▪◦●○]\s*")


class Pegada(NamedTuple):
    """Una actividad escrita en un renglón, con su numeral si lo traía."""

    codigo: str | None
    nombre: str


def texto_exigido(texto: str | None, que: str) -> str:
    """El texto sin espacios alrededor; se niega si no dice nada."""
    limpio = (texto or "").strip()
    if not limpio:
        raise ErrorDeDominio(f"No se guardó: escriba {que}.")
    return limpio


def renglones(texto: str) -> list[str]:
    """Los renglones que dicen algo, sin viñeta: de lo pegado sale uno por cada uno."""
    limpios = (_VINETA.sub("", renglon.strip()).strip() for renglon in texto.splitlines())
    return [renglon for renglon in limpios if renglon]


def actividades_pegadas(texto: str) -> list[Pegada]:
    """Una actividad por renglón; «2. Charlas» trae su numeral y «3R en escuelas» no."""
    pegadas = []
    for renglon in renglones(texto):
        leido = _NUMERAL.match(renglon)
        pegadas.append(Pegada(leido["codigo"], leido["nombre"]) if leido else Pegada(None, renglon))
    if not pegadas:
        raise ErrorDeDominio("No se agregó nada: escriba el nombre de la actividad.")
    return pegadas


def comprobar_actividad(campos: Campos) -> None:
    """Se niega a una actividad sin nombre, con un nombre corto largo, o con peso o dinero negativos."""
    if "nombre" in campos:
        texto_exigido(str(campos["nombre"] or ""), "el nombre de la actividad")
    if len(str(campos.get("nombre_corto") or "")) > LARGO_MAXIMO:
        raise ErrorDeDominio(f"No se guardó: el nombre corto tiene a lo más {LARGO_MAXIMO} letras.")
    for campo in ("peso", "presupuesto_centavos", "gastado_centavos"):
        valor = campos.get(campo)
        if isinstance(valor, int | float) and valor < 0:
            raise ErrorDeDominio(f"No se guardó: {CAMPOS_DE_ACTIVIDAD[campo]} no puede ser menor que cero.")
        if isinstance(valor, int | float) and not valor <= _MAXIMOS[campo]:  # tampoco lo que no es un número
            raise ErrorDeDominio(f"No se guardó: {CAMPOS_DE_ACTIVIDAD[campo]} es más de lo que cabe.")


def campos_de(actividad: Actividad) -> dict[str, Valor]:
    """Los campos de la ficha como están guardados."""
    return {campo: getattr(actividad, campo) for campo in CAMPOS_DE_ACTIVIDAD}


def resumen_de_meses(programados: Sequence[Mes]) -> str:
    """«Programada en diciembre de 2024.», «6 meses programados, de marzo a agosto de 2026.»."""
    if not programados:
        return "Sin programar: todavía no tiene meses."
    primero, ultimo = min(programados), max(programados)
    if primero == ultimo:
        return f"Programada en {primero}."
    desde = primero.nombre if primero.anio == ultimo.anio else primero
    return f"{len(programados)} meses programados, de {desde} a {ultimo}."


def nombre_de_copia(nombre: str) -> str:
    """«Talleres (copia)»."""
    return f"{nombre} (copia)"
