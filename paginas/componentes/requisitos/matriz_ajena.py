"""Traer la matriz de un documento, revisándola antes, y bajarla en Excel para volver a traerla."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from datos.certificacion import matriz
from modelos.arbol import PlanCompleto
from modelos.certificacion.matriz import (
    Columna,
    DocumentoConTablas,
    FilaDeMatriz,
    MatrizLeida,
    QueSeHara,
    juntar,
    leer_tabla,
    que_se_haria,
    reconocer,
    titulos,
)
from modelos.certificacion.proceso import Certificacion
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from paginas.componentes import mensajes
from paginas.componentes.acciones import accion
from paginas.componentes.texto import sin_formato

PAGINA = "requisitos"
FILA, TRAER, QUE_SE_HARA, NO_VIENE = "Fila", "Traer", "Qué se hará", "No viene"
EXTENSIONES = [".xlsx", ".xls", ".ods", ".docx", ".odt", ".csv", ".pdf", ".txt", ".md"]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ofrecer(plan: PlanCompleto, certificacion: Certificacion, unidades: Mapping[int, str], hoy: date) -> None:
    """Los dos botones."""
    st.download_button(
        "Bajar en Excel",
        lambda: matriz.en_excel(certificacion, unidades),
        f"requisitos-{hoy.isoformat()}.xlsx",
        EXCEL,
        key="bajar_matriz",
        icon=":material/download:",
        on_click="ignore",
    )
    if st.button("Traer de un documento…", key="traer_matriz", icon=":material/upload_file:"):
        _preguntar(plan, certificacion)


@st.dialog("Traer requisitos de un documento", width="large")
def _preguntar(plan: PlanCompleto, certificacion: Certificacion) -> None:
    st.caption(
        "Una tabla de Excel, Word, LibreOffice, PDF o texto, con un requisito en cada fila. Si una columna "
        "no se reconoce por su título, se dice cuál es."
    )
    subido = st.file_uploader(
        "Documento", EXTENSIONES, key="documento_de_matriz", label_visibility="collapsed"
    )
    if subido is None:
        return
    try:
        documento = _leer(subido.name, subido.getvalue())
    except ErrorDeDominio as error:
        mensajes.rechazar(str(error))
        return
    columnas = _elegir_columnas(documento, subido.file_id)
    leida = juntar(
        [leer_tabla(tabla, columnas) for tabla in documento.tablas],
        [uno.codigo for uno in certificacion.requisitos],
    )
    if not leida.filas:
        st.caption("Nada que traer todavía: diga arriba en qué columna está el nombre de cada requisito.")
        return
    elegidas = _revisar(leida, certificacion, "_".join((subido.file_id, *columnas.values())))
    for aviso in (*documento.avisos, *leida.avisos):
        st.caption(sin_formato(aviso))
    cuantos = contar(len(elegidas), "requisito")
    if st.button(f"Traer {cuantos.lower()}", key="traer_elegidos", type="primary", disabled=not elegidas):
        with accion(f"Traer {cuantos.lower()} de {subido.name}", PAGINA, plan.id) as sesion:
            matriz.traer(sesion, plan.id, elegidas)


@st.cache_data(max_entries=4, show_spinner="Leyendo el documento…")
def _leer(nombre: str, contenido: bytes) -> DocumentoConTablas:
    """Una vez por documento: cada casilla que se marca vuelve a correr el diálogo."""
    return matriz.leer(nombre, contenido)


def _elegir_columnas(documento: DocumentoConTablas, cual: str) -> dict[Columna, str]:
    """El título de la columna de cada dato; vacío si el documento no lo trae. `cual` lo distingue de otro."""
    halladas = titulos(documento.tablas)
    sabidas = {columna: halladas[lugar] for columna, lugar in reconocer(halladas).items()}
    with st.expander("De qué columna sale cada dato", expanded=Columna.NOMBRE not in sabidas):
        lugares = st.columns(2)
        return {
            columna: lugares[n % 2].selectbox(
                columna.etiqueta,
                ["", *halladas],
                ["", *halladas].index(sabidas.get(columna, "")),
                format_func=lambda titulo: titulo or NO_VIENE,
                key=f"columna_{columna.value}_{cual}",
            )
            for n, columna in enumerate(Columna)
        }


def _revisar(leida: MatrizLeida, certificacion: Certificacion, cual: str) -> list[FilaDeMatriz]:
    """Lo leído, fila por fila; se corrige y se marca lo que se trae."""
    filas = pd.DataFrame(
        [
            {
                FILA: fila.fila,
                TRAER: que_hara is not QueSeHara.IGUAL,
                QUE_SE_HARA: que_hara.etiqueta,
                **{columna.etiqueta: getattr(fila, columna.value) for columna in Columna},
            }
            for fila in leida.filas
            for que_hara in [que_se_haria(fila, certificacion.requisitos)]
        ]
    )
    editadas = st.data_editor(
        filas,
        key=f"revision_de_matriz_{cual}",
        hide_index=True,
        disabled=[FILA, QUE_SE_HARA],
        num_rows="fixed",
    )
    return [
        FilaDeMatriz(
            original.fila,
            **{columna.value: str(fila[columna.etiqueta] or "").strip() for columna in Columna},
        )
        for original, (_, fila) in zip(leida.filas, editadas.iterrows(), strict=True)
        if fila[TRAER] and str(fila[Columna.NOMBRE.etiqueta] or "").strip()
    ]
