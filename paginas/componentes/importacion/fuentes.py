"""Los documentos de los que salió el plan elegido, para bajarlos y comprobar que son los mismos."""

from collections.abc import Iterable
from functools import partial
from html import escape

import streamlit as st

from datos import almacen, documentos_fuente
from datos.conexion import lectura
from datos.documentos_fuente import Fuente
from modelos.frases import fecha_larga, tamano


def mostrar(plan_id: int) -> None:
    """Bajo su título, en la pantalla Importar; nada si el plan se hizo a mano."""
    fuentes = _leer(plan_id)
    if fuentes:
        st.header("De dónde salió este plan")
        _lista(fuentes)


def mostrar_en_ficha(plan_id: int) -> None:
    """Lo mismo en la ficha del plan, donde también se dice que no hay ninguno."""
    fuentes = _leer(plan_id)
    if fuentes:
        _lista(fuentes)
    else:
        st.text("Este plan no salió de ningún documento.")


def _leer(plan_id: int) -> list[Fuente]:
    with lectura() as sesion:
        return documentos_fuente.del_plan(sesion, plan_id)


def _lista(fuentes: Iterable[Fuente]) -> None:
    """Un documento por fila, con su fecha, su SHA-256 y «Descargar»."""
    for documento in fuentes:
        with st.container(horizontal=True, vertical_alignment="center", key=f"fuente_{documento.id}"):
            st.html(_descripcion(documento))
            st.download_button(
                "Descargar",
                data=partial(almacen.leer, documento.sha256),
                file_name=documento.nombre,
                mime="application/octet-stream",
                key=f"descargar_fuente_{documento.id}",
                icon=":material/download:",
                on_click="ignore",
            )


def _descripcion(documento: Fuente) -> str:
    detalle = f"Importado el {fecha_larga(documento.importado_el)} · {tamano(documento.tamano)}"
    return (
        f'<p class="fuente"><b>{escape(documento.nombre)}</b><br><span class="tenue">{detalle} · '
        f"SHA-256 {documento.sha256}</span></p>"
    )
