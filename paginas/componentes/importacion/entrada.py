"""Por dónde entra un plan: un archivo, un texto pegado o los ejemplos."""

import streamlit as st

from datos.importacion import ArchivoFuente
from datos.importadores.avance import Etapa
from datos.importadores.documento import Documento
from datos.importadores.lectores import FORMATOS_QUE_SE_LEEN, nombre_llano
from datos.lecturas import TEXTO_PEGADO
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from paginas.componentes import plan_actual
from paginas.componentes.importacion import avance, ejemplos, fuentes, revision

AYUDA_DEL_ARCHIVO = (
    f"Se leen {FORMATOS_QUE_SE_LEEN}. De un PDF, las tablas que tengan líneas: uno escaneado o sin líneas no "
    "se puede leer, pero su texto se puede pegar."
)


def mostrar() -> None:
    """Pide el archivo o el texto, y abre la revisión cuando se pudo leer."""
    st.title("Importar un plan")
    st.html(
        '<p class="subtitulo">Traiga el plan como lo tiene: Word, Excel, LibreOffice, PDF, CSV o texto. '
        "Primero se revisa lo leído: nada se guarda hasta pulsar Importar.</p>"
    )
    _ofrecer_descartada()
    subido = st.file_uploader("Archivo con el plan", key="archivo_del_plan", help=AYUDA_DEL_ARCHIVO)
    with st.expander("Pegar el texto", icon=":material/content_paste:"):
        texto = st.text_area(
            "Texto del plan",
            key="texto_del_plan",
            height=220,
            placeholder="Copie la tabla desde Word, Excel o una página y péguela aquí.",
        )
        leer_texto = st.button("Leer el texto", key="leer_texto", disabled=not texto.strip())
    if leer_texto:
        _abrir(ArchivoFuente(TEXTO_PEGADO, texto.encode()))
    elif subido is not None:
        _abrir(ArchivoFuente(nombre_llano(subido.name), subido.getvalue()))
    st.header("Planes de ejemplo")
    ejemplos.ofrecer("Tres documentos reales, de Chile, Ecuador y El Salvador, para conocer el producto.")
    elegido = st.session_state.get(plan_actual.CLAVE)
    if elegido is not None:
        fuentes.mostrar(int(elegido))


def _abrir(archivo: ArchivoFuente) -> None:
    """Dice en qué va mientras lee; si no hay un plan, el motivo queda donde estaba el avance."""
    lugar = st.empty()

    def al_abrirlo(documento: Documento) -> None:
        estado.update(label=f"Buscando el plan en {_contenido(documento)}")

    def al_avanzar(etapa: Etapa, hechas: int, total: int) -> None:
        estado.update(label=avance.frase(etapa, hechas, total))

    try:
        with lugar, st.status(f"Abriendo {archivo.nombre}") as estado:
            revision.comenzar(archivo, al_abrirlo, al_avanzar)
    except ErrorDeDominio as error:
        lugar.error(str(error), icon=":material/error:")
        return
    st.rerun()


def _contenido(documento: Documento) -> str:
    """«2 tablas y 14 párrafos»."""
    tablas = documento.tablas
    filas = sum(len(tabla.filas) for tabla in tablas)
    parrafos = len(documento.bloques) - len(tablas)
    partes = [f"{contar(len(tablas), 'tabla')} con {contar(filas, 'fila')}"] if tablas else []
    partes += [contar(parrafos, "párrafo")] if parrafos else []
    return " y ".join(partes)


def _ofrecer_descartada() -> None:
    descartada = st.session_state.get(revision.DESCARTADA)
    if descartada is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="lectura_descartada"):
        st.text(f"Se descartó la lectura de {descartada.archivo.nombre}. No se guardó nada.", width="content")
        st.button("Retomarla", key="retomar", type="tertiary", on_click=revision.retomar)
