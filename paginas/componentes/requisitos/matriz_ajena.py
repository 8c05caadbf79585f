"""Traer la matriz de un documento, revisándola antes, y bajarla en Excel para volver a traerla."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from datos.certificacion import matriz
from modelos.arbol import PlanCompleto
from modelos.certificacion.matriz import Columna, FilaDeMatriz, MatrizLeida, QueSeHara, que_se_haria
from modelos.certificacion.proceso import Certificacion
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from paginas.componentes import mensajes
from paginas.componentes.acciones import accion
from paginas.componentes.texto import sin_formato

PAGINA = "requisitos"
TRAER, QUE_SE_HARA = "Traer", "Qué se hará"
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
        "Una tabla de Excel, Word, LibreOffice, PDF o texto, con una columna «Requisito». Se reconocen "
        "también código, grupo, descripción, medios de verificación y fuente."
    )
    subido = st.file_uploader(
        "Documento", EXTENSIONES, key="documento_de_matriz", label_visibility="collapsed"
    )
    if subido is None:
        return
    try:
        leida = matriz.leer(subido.name, subido.getvalue(), [uno.codigo for uno in certificacion.requisitos])
    except ErrorDeDominio as error:
        mensajes.rechazar(str(error))
        return
    elegidas = _revisar(leida, certificacion)
    for aviso in leida.avisos:
        st.caption(sin_formato(aviso))
    cuantos = contar(len(elegidas), "requisito")
    if st.button(f"Traer {cuantos.lower()}", key="traer_elegidos", type="primary", disabled=not elegidas):
        with accion(f"Traer {cuantos.lower()} de {subido.name}", PAGINA, plan.id) as sesion:
            matriz.traer(sesion, plan.id, elegidas)


def _revisar(leida: MatrizLeida, certificacion: Certificacion) -> list[FilaDeMatriz]:
    """Lo leído, fila por fila; se corrige y se marca lo que se trae."""
    filas = pd.DataFrame(
        [
            {
                TRAER: que_se_haria(fila, certificacion.requisitos) is not QueSeHara.IGUAL,
                QUE_SE_HARA: que_se_haria(fila, certificacion.requisitos).etiqueta,
                **{columna.etiqueta: getattr(fila, columna.value) for columna in Columna},
            }
            for fila in leida.filas
        ]
    )
    editadas = st.data_editor(
        filas, key="revision_de_matriz", hide_index=True, disabled=[QUE_SE_HARA], num_rows="fixed"
    )
    return [
        FilaDeMatriz(
            original.fila,
            **{columna.value: str(fila[columna.etiqueta] or "").strip() for columna in Columna},
        )
        for original, (_, fila) in zip(leida.filas, editadas.iterrows(), strict=True)
        if fila[TRAER] and str(fila[Columna.NOMBRE.etiqueta] or "").strip()
    ]
