"""Cargar evidencia: uno o varios archivos a la vez, o la dirección de una página."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import streamlit as st
from sqlmodel import Session
from streamlit.runtime.uploaded_file_manager import UploadedFile

from datos.certificacion import evidencias
from datos.certificacion.evidencias import ArchivoGuardado, Descrita
from datos.evidencias.ingreso import recibir
from modelos.arbol import PlanCompleto
from modelos.archivos import TipoDeArchivo
from modelos.certificacion.estados import ClaseEvidencia
from modelos.certificacion.proceso import EnActividad, EnRequisito
from modelos.certificacion.titulos import clase_segun, titulo_segun
from modelos.errores import ErrorDeDominio
from modelos.frases import contar, enumerar
from paginas.componentes import mensajes
from paginas.componentes.acciones import accion

EXTENSIONES = [f".{extension}" for tipo in TipoDeArchivo for extension in tipo.extensiones]
_SEGUN_EL_NOMBRE = "Según cada archivo"
Origen = ArchivoGuardado | str
"""Un archivo ya en el almacén, o la dirección de una página."""


class Dicho(NamedTuple):
    """Lo que la persona dice de todo lo que carga de una vez."""

    clase: ClaseEvidencia | None  # sin ella, según cada archivo
    fecha: date | None
    confidencial: bool


SIN_DECIR = Dicho(None, None, confidencial=False)


@st.dialog("Cargar evidencia")
def preguntar(
    plan: PlanCompleto,
    pagina: str,
    *,
    requisito_id: int | None = None,
    actividad: EnActividad | None = None,
) -> None:
    """Archivos o una dirección; lo que se cargue prueba ese requisito o esa actividad, si se dicen."""
    subidos = elegir_archivos("cargar")
    direccion = st.text_input(
        "O la dirección de una página",
        key="cargar_direccion",
        placeholder="https://www.municipalidad.cl/acta",
    ).strip()
    pendiente = st.text_input(
        "O anótela sin archivo todavía",
        key="cargar_titulo",
        placeholder="Acta del CAC de octubre: queda en borrador hasta que llegue",
    ).strip()
    dicho = _preguntar_que_es()
    requisitos: list[EnRequisito] = []
    if requisito_id is not None:
        paginas = st.text_input("Páginas que lo prueban", key="cargar_paginas", placeholder="pp. 3–5")
        requisitos.append(EnRequisito(requisito_id, paginas))
    algo = bool(subidos or direccion or pendiente)
    if st.button("Guardar", key="cargar_guardar", type="primary", disabled=not algo):
        recibidos = _recibir(plan, subidos)
        if recibidos is not None:
            origenes: list[Origen] = [*recibidos, *filter(None, [direccion])]
            cargados: list[tuple[Descrita, Origen | None]] = [
                (describir(uno, dicho), uno) for uno in origenes
            ]
            if pendiente:
                clase = dicho.clase or clase_segun(pendiente, es_imagen=False)
                cargados.append((Descrita(pendiente, clase, dicho.fecha, None, dicho.confidencial), None))
            _guardar(plan, pagina, cargados, requisitos, [actividad] if actividad else [])


def _preguntar_que_es() -> Dicho:
    izquierda, derecha = st.columns(2)
    clase = izquierda.selectbox(
        "Qué es",
        [None, *ClaseEvidencia],
        format_func=lambda una: una.etiqueta if una else _SEGUN_EL_NOMBRE,
        key="cargar_clase",
    )
    fecha = derecha.date_input("Fecha del hecho", None, format="DD-MM-YYYY", key="cargar_fecha")
    confidencial = st.checkbox("Reservada: el concejo y los comités no la abren", key="cargar_confidencial")
    return Dicho(clase, fecha, confidencial)


def _guardar(
    plan: PlanCompleto,
    pagina: str,
    cargados: Sequence[tuple[Descrita, Origen | None]],
    requisitos: Sequence[EnRequisito],
    actividades: Sequence[EnActividad],
) -> None:
    ya_estaban: list[str] = []
    descripcion = f"Cargar {contar(len(cargados), 'evidencia')}"
    with accion(descripcion, pagina, plan.id, luego=partial(_decir_repetidas, ya_estaban)) as sesion:
        for descrita, origen in cargados:
            if origen and evidencias.con_el_mismo_archivo(sesion, plan.id, origen) is not None:
                ya_estaban.append(origen if isinstance(origen, str) else origen.nombre)
            evidencias.agregar(
                sesion,
                plan.id,
                descrita,
                origen,
                requisitos_que_prueba=requisitos,
                actividades=actividades,
            )


def _decir_repetidas(ya_estaban: Sequence[str]) -> None:
    """El mismo archivo no se copia: se enlaza el que ya estaba."""
    if ya_estaban:
        mensajes.anunciar(f"Ya estaba y no se copió, solo se enlazó: {enumerar(ya_estaban)}.")


def agregar(
    sesion: Session, plan: PlanCompleto, archivos: Sequence[ArchivoGuardado], actividad: EnActividad
) -> None:
    """Los archivos como evidencia de ese mes de la actividad, con el título y la clase que su nombre dice."""
    for archivo in archivos:
        evidencias.agregar(sesion, plan.id, describir(archivo), archivo, actividades=[actividad])


def elegir_archivos(clave: str) -> list[UploadedFile]:
    """Varios a la vez; en un teléfono, el mismo botón ofrece la cámara."""
    return list(
        st.file_uploader(
            "Archivos",
            EXTENSIONES,
            accept_multiple_files=True,
            key=f"{clave}_archivos",
            help="PDF, Word, Excel, PowerPoint, LibreOffice, imágenes, texto, correo (.eml) o video (.mp4).",
            label_visibility="collapsed",
        )
    )


def _recibir(plan: PlanCompleto, subidos: Sequence[UploadedFile]) -> list[ArchivoGuardado] | None:
    """Los archivos ya guardados; None, con la razón de cada uno, si alguno no se acepta."""
    recibidos, negados = recibir_todos(plan, subidos)
    for frase in negados:
        mensajes.rechazar(frase)
    if negados:
        if recibidos:
            st.caption("Quite los que no se aceptan y vuelva a guardar: los demás están bien.")
        return None
    return recibidos


def recibir_todos(
    plan: PlanCompleto, subidos: Sequence[UploadedFile]
) -> tuple[list[ArchivoGuardado], list[str]]:
    """Los que se aceptan, ya en el almacén, y por qué no los demás."""
    recibidos: list[ArchivoGuardado] = []
    negados: list[str] = []
    avance = st.progress(0.0, "Revisando y guardando…") if len(subidos) > 1 else None
    for lugar, subido in enumerate(subidos, start=1):
        try:
            por_anotar = sum(uno.tamano for uno in recibidos)
            recibidos.append(recibir(subido.name, subido, plan.municipalidad_id, por_anotar=por_anotar))
        except ErrorDeDominio as error:
            negados.append(str(error))
        if avance:
            avance.progress(lugar / len(subidos), f"{lugar} de {len(subidos)} archivos")
    if avance:
        avance.empty()
    return recibidos, negados


def describir(origen: Origen, dicho: Dicho = SIN_DECIR) -> Descrita:
    """Lo que se dice de una evidencia recién cargada: lo elegido, o lo que su nombre y su imagen dicen."""
    nombre = origen if isinstance(origen, str) else origen.nombre
    es_imagen = not isinstance(origen, str) and origen.tipo in {
        TipoDeArchivo.JPG.value,
        TipoDeArchivo.PNG.value,
    }
    tomada_el = None if isinstance(origen, str) else origen.tomada_el
    clase = dicho.clase or clase_segun(nombre, es_imagen=es_imagen)
    return Descrita(titulo_segun(nombre), clase, dicho.fecha or tomada_el, None, dicho.confidencial)
