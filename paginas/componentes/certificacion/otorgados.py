"""Los niveles que el ministerio ya otorgó, también de antes de usar el planificador."""

from collections.abc import Mapping

import streamlit as st

from datos.certificacion import procesos
from datos.certificacion.procesos import Otorgado
from datos.evidencias.ingreso import recibir
from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import Catalogo
from modelos.errores import ErrorDeDominio
from paginas.componentes import mensajes
from paginas.componentes.acciones import accion
from paginas.componentes.evidencias.carga import EXTENSIONES
from paginas.componentes.texto import sin_formato

PAGINA = "certificacion"


def preguntar(plan: PlanCompleto, catalogo: Catalogo, otorgados: Mapping[str, Otorgado]) -> None:
    """Anotar uno, corregirlo o quitarlo."""
    nivel = st.selectbox(
        catalogo.etiqueta_nivel.capitalize(),
        catalogo.niveles,
        format_func=lambda uno: uno.nombre,
        key="otorgado_nivel",
    )
    actual = otorgados.get(nivel.codigo)
    fecha = st.date_input(
        "Fecha en que se otorgó",
        actual.otorgado_el if actual else None,
        format="DD-MM-YYYY",
        key=f"otorgado_el_{nivel.codigo}",
    )
    resolucion = st.text_input(
        "Resolución",
        actual.resolucion if actual else "",
        key=f"otorgado_resolucion_{nivel.codigo}",
        placeholder="Número y año",
    )
    subido = st.file_uploader(
        "Resolución, en un archivo", EXTENSIONES, key=f"otorgado_archivo_{nivel.codigo}"
    )
    if actual and actual.archivo:
        st.caption(f"Guardado: {sin_formato(actual.archivo)}")
    with st.container(horizontal=True):
        if st.button("Guardar", key="otorgado_guardar", type="primary"):
            try:
                archivo = recibir(subido.name, subido, plan.municipalidad_id) if subido else None
            except ErrorDeDominio as error:
                mensajes.rechazar(str(error))
                return
            with accion(f"Anotar el nivel {nivel.nombre} como otorgado", PAGINA, plan.id) as sesion:
                procesos.anotar_otorgado(
                    sesion,
                    plan.municipalidad_id,
                    nivel.codigo,
                    fecha,
                    resolucion,
                    (archivo.sha256, archivo.nombre, archivo.tamano) if archivo else None,
                )
        if actual and st.button("Quitar", key="otorgado_quitar"):
            with accion(f"Quitar el nivel {nivel.nombre} de los otorgados", PAGINA, plan.id) as sesion:
                procesos.quitar_otorgado(sesion, plan.municipalidad_id, nivel.codigo)
