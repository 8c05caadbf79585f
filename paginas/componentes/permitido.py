"""Lo que a quien mira se le ofrece: nada que después se le vaya a negar."""

import streamlit as st

from datos import identidad
from modelos.arbol import ActividadDelPlan
from modelos.permisos import PANTALLAS, Permiso, Rol


def edita() -> bool:
    """Si puede cambiar los planes."""
    return identidad.en_curso().puede(Permiso.EDITAR)


def registra_en(actividad: ActividadDelPlan) -> bool:
    """Si puede registrar en ella; quien es de una unidad, solo en las suyas."""
    quien = identidad.en_curso()
    if not quien.puede(Permiso.REGISTRAR):
        return False
    return quien.rol is not Rol.UNIDAD or quien.unidad_id in {unidad.id for unidad in actividad.unidades}


def abre(pantalla: str) -> bool:
    """Si su rol abre esa pantalla."""
    return identidad.en_curso().puede(PANTALLAS[pantalla])


def para_la_clave() -> tuple[Rol | None, int | None]:
    """Lo que distingue lo que ven dos personas: va en la clave de lo que se recuerda dibujado."""
    quien = identidad.en_curso()
    return quien.rol, quien.unidad_id


def enlace(pantalla: str, etiqueta: str, icono: str, **direccion: str) -> None:
    """Un enlace a esa pantalla; nada si su rol no la abre."""
    if abre(pantalla):
        st.page_link(
            f"paginas/{pantalla}.py",
            label=etiqueta,
            icon=f":material/{icono}:",
            query_params=direccion or None,
        )
