"""La ficha de la municipalidad: se corrige cuando haga falta, y se completa al crear la primera cuenta."""

from dataclasses import replace
from html import escape

import streamlit as st

from datos import logo, municipalidades
from datos.conexion import escritura
from datos.municipalidades import Ficha
from modelos.paises import Pais, conocido, nombre_de_pais
from paginas.componentes import mensajes
from paginas.componentes.opciones import con_la_guardada

_ROTULO_DE_REGION = {Pais.CHILE: "Región", Pais.ECUADOR: "Provincia", Pais.EL_SALVADOR: "Departamento"}
_ROTULO_DE_COMUNA = {Pais.CHILE: "Comuna", Pais.ECUADOR: "Cantón", Pais.EL_SALVADOR: "Distrito"}


def presentar(*, recien_creada: bool) -> None:
    """Qué es esto; al comenzar, que es el segundo y último paso."""
    if recien_creada:
        frase = "Paso 2 de 2. Revise la hora y ponga el logo; todo se puede cambiar después."
    else:
        frase = "Lo que se muestra en las pantallas y sale en lo que se imprime."
    st.html(f'<p class="subtitulo">{frase}</p>')


def editar(municipalidad_id: int, ficha: Ficha, *, recien_creada: bool) -> None:
    """El formulario; guarda todo en una acción, o dice por qué no y conserva lo escrito."""
    escrita, subido, quitar = _pedir(ficha)
    if escrita is None:
        return
    with mensajes.explicar_rechazo():
        nuevo = logo.guardar(subido) if subido else None if quitar else ficha.logo
        with escritura("Corregir los datos de la municipalidad") as sesion:
            municipalidades.guardar_ficha(sesion, municipalidad_id, replace(escrita, logo=nuevo))
        mensajes.anunciar("Guardado: los datos de la municipalidad.")
        if recien_creada:
            st.switch_page("paginas/inicio.py")
        st.rerun()


def _pedir(ficha: Ficha) -> tuple[Ficha | None, bytes | None, bool]:
    """Lo escrito cuando se guarda, el archivo del logo y si se quita el que hay."""
    pais = _elegir_pais(ficha)
    zonas = conocido(pais).zonas_horarias
    with st.form("ficha_de_municipalidad", border=False):
        nombre = st.text_input("Nombre", ficha.nombre, key="nombre_de_municipalidad")
        region = st.text_input(_ROTULO_DE_REGION[conocido(pais)], ficha.region or "", key="region")
        comuna = st.text_input(_ROTULO_DE_COMUNA[conocido(pais)], ficha.comuna or "", key="comuna")
        zona = st.selectbox(
            "Hora",
            list(zonas),
            list(zonas).index(ficha.zona_horaria) if ficha.zona_horaria in zonas else 0,
            format_func=lambda clave: zonas.get(clave, clave),
            key="zona_horaria",
            help="Con ella se decide qué día es hoy: qué vence, qué está atrasado.",
        )
        _mostrar_logo(ficha)
        subido = st.file_uploader("Logo (PNG o JPEG)", ["png", "jpg", "jpeg"], key="logo", max_upload_size=5)
        quitar = bool(ficha.logo) and st.checkbox("Quitar el logo", key="quitar_logo")
        guardar = st.form_submit_button("Guardar", type="primary", key="guardar_municipalidad")
    escrita = Ficha(nombre, pais, region, comuna, zona, None) if guardar else None
    return escrita, subido.getvalue() if subido else None, quitar


def _elegir_pais(ficha: Ficha) -> str:
    """Fuera del formulario: de él dependen los rótulos y las horas que se ofrecen."""
    paises = con_la_guardada(Pais, ficha.pais)
    lugar = paises.index(ficha.pais)
    return st.selectbox("País", paises, lugar, format_func=nombre_de_pais, key="pais_de_municipalidad")


def _mostrar_logo(ficha: Ficha) -> None:
    direccion = logo.en_direccion(ficha.logo)
    if direccion:
        st.html(f'<img class="logo" src="{direccion}" alt="Logo de {escape(ficha.nombre)}">')
