"""Componer un PDF con typst: la plantilla es nuestra y lo que escribió una persona va siempre como dato."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from datos import logo
from modelos.arbol import PlanCompleto
from modelos.estados import Estado
from modelos.formas_de_estado import FORMAS, en_svg, pintada
from modelos.frases import fecha_larga
from modelos.paises import conocido, papel

PLANTILLAS = Path(__file__).parent / "plantillas"
ACCESIBLE = "ua-1"
"""PDF/UA-1 (ISO 14289-1): etiquetado, con idioma, título y alternativa de texto en cada dibujo."""

Datos = dict[str, Any]
"""Lo que recibe una plantilla, como irá en JSON."""


def portada(
    plan: PlanCompleto,
    titulo: str,
    hoy: date,
    *al_lado: str,
    leyenda: Iterable[Estado],
    horizontal: bool = True,
) -> Datos:
    """Lo que todo documento dice de sí: de quién es, de qué plan, cuándo se hizo y en qué papel va."""
    return {
        "papel": papel(plan.pais),
        "horizontal": horizontal,
        "pais": conocido(plan.pais),
        "municipalidad": plan.municipalidad,
        "logo": logo.en_svg(plan.logo),
        "titulo": titulo,
        "plan": plan.nombre,
        "al_lado": [f"Impreso el {fecha_larga(hoy)}", *(texto[0].upper() + texto[1:] for texto in al_lado)],
        "leyenda": [nombre_de_simbolo(estado) for estado in leyenda],
    }


def componer(plantilla: str, datos: Mapping[str, Any], hoy: date) -> bytes:
    """El PDF de una plantilla con sus datos; igual con iguales datos y fecha.

    Sale como PDF/UA-1. Un signo que ninguna tipografía tiene (un emoji) no cabe en esa norma: entonces
    sale etiquetado, sin declararla.
    """
    todo = {**datos, "simbolos": _simbolos()}
    try:
        return _compilar(plantilla, todo, hoy, ACCESIBLE)
    except typst.TypstError as falla:
        if "PDF/UA-1" not in falla.message:
            raise
        return _compilar(plantilla, todo, hoy)


def _compilar(plantilla: str, datos: Mapping[str, Any], hoy: date, *normas: Any) -> bytes:
    return typst.compile(
        PLANTILLAS / plantilla,
        root=PLANTILLAS,
        font_paths=_tipografias(),
        ignore_system_fonts=True,
        sys_inputs={"datos": json.dumps(datos, ensure_ascii=False)},
        pdf_standards=list(normas),
        timestamp=datetime.combine(hoy, time(), UTC),
    )


@cache
def _tipografias() -> typst.Fonts:
    """Source Sans y las que typst trae; las del equipo no, para que salga igual en todos."""
    carpeta = str(files("font_source_sans_pro") / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[carpeta])


@cache
def _simbolos() -> dict[str, dict[str, str]]:
    return {
        nombre_de_simbolo(estado): {"svg": en_svg(pintada(estado, estado.claro)), "nombre": estado.etiqueta}
        for estado in FORMAS
    }


def nombre_de_simbolo(estado: Estado) -> str:
    """Cómo lo llaman las plantillas: «EstadoCelda.parcial»; vacío si el estado no se dibuja."""
    return f"{type(estado).__name__}.{estado.value}" if estado in FORMAS else ""
