"""Las partes de la página de respaldo."""

import os
import sys
from html import escape
from pathlib import Path

import streamlit as st

from datos.instalacion import Instalacion
from datos.respaldo import guardados
from datos.respaldo.guardados import Guardado
from datos.respaldo.respaldar import Respaldo, crear
from modelos.frases import contar, fecha_corta, tamano
from paginas.componentes.mensajes import explicar_rechazo

HECHO = "respaldo_hecho"
CUANTOS = 10  # los más nuevos que se muestran
TAMANO_DESCARGABLE = 500_000_000
"""Bytes que el servidor puede tener en memoria por una descarga; lo mayor se copia desde la carpeta."""

PROYECTO = Path(__file__).resolve().parents[3]
BAJAR_SOLO = """<script>
(function pulsar(intentos) {
  const boton = document.querySelector(".st-key-bajar_hecho button");
  if (boton) setTimeout(() => boton.click(), 200);
  else if (intentos) setTimeout(pulsar, 100, intentos - 1);
})(100);
</script>"""
"""Baja lo recién hecho sin otro clic; el botón tarda en aparecer, porque su código se carga al usarlo.

La política de contenido lo admite por su huella (`puerta.py`)."""


def preparar() -> None:
    """El botón que hace el respaldo mostrando el progreso, y la descarga del que se acaba de hacer."""
    if st.button("Descargar respaldo", key="hacer_respaldo", type="primary", icon=":material/download:"):
        st.session_state.pop(HECHO, None)
        avance = st.progress(0.0, "Empezando")
        with explicar_rechazo():
            hecho = crear(avisar=lambda hecho, texto: _mostrar(avance, hecho / 2, texto))
            guardados.verificar(hecho.archivo, lambda leido, texto: _mostrar(avance, 0.5 + leido / 2, texto))
            st.session_state[HECHO] = hecho
        avance.empty()
        _mostrar_hecho(recien=True)
    else:
        _mostrar_hecho(recien=False)


def _mostrar(avance: st.delta_generator.DeltaGenerator, hecho: float, texto: str) -> None:
    avance.progress(min(hecho, 1.0), texto)


def _mostrar_hecho(*, recien: bool) -> None:
    hecho: Respaldo | None = st.session_state.get(HECHO)
    if hecho is None or not hecho.archivo.exists():
        return
    hoja = hecho.manifiesto
    planes = contar(hoja.tablas["plan"].filas, "plan")
    with st.container(key="recien_respaldado", border=True):
        st.markdown(
            f"**Respaldo completo:** {planes}, {contar(hoja.archivos, 'documento', dentro_de_frase=True)}, "
            f"{tamano(hecho.archivo.stat().st_size)}."
        )
        for advertencia in hoja.advertencias:
            st.warning(advertencia, icon=":material/warning:")
        if _descarga(hecho.archivo, "bajar_hecho", "Descargar el archivo") and recien:
            _nota("El navegador lo descarga solo; si no lo hizo, use el botón.")
            st.html(BAJAR_SOLO, unsafe_allow_javascript=True)


def _descarga(archivo: Path, clave: str, etiqueta: str) -> bool:
    """Botón que lee el archivo al pulsarlo; falso, con su lugar a la vista, si es demasiado grande."""
    if archivo.stat().st_size > TAMANO_DESCARGABLE:
        _nota(f"Es muy grande para descargarlo desde aquí. Cópielo de {archivo.parent}.")
        return False
    st.download_button(
        etiqueta,
        archivo.read_bytes,
        file_name=archivo.name,
        mime="application/zip" if archivo.suffix == ".zip" else "application/octet-stream",
        key=clave,
        icon=":material/download:",
        on_click="ignore",
    )
    return True


def _nota(texto: str) -> None:
    st.html(f'<p class="nota-respaldo">{escape(texto)}</p>')


def anteriores(presentes: list[Guardado]) -> None:
    """Los respaldos que hay en la carpeta, cada uno con su descarga."""
    st.header("Respaldos en este equipo")
    if not presentes:
        st.html(
            '<p class="aviso-vacio">Aún no hay ninguno. Haga el primero antes de seguir cargando planes.</p>'
        )
        return
    with st.container(key="respaldos_guardados", gap=None):
        for numero, guardado in enumerate(presentes[:CUANTOS]):
            _fila(numero, guardado)
    if len(presentes) > CUANTOS:
        _nota(f"Se muestran los {CUANTOS} más nuevos de {len(presentes)}.")


def _fila(numero: int, guardado: Guardado) -> None:
    cuando = guardado.cuando.astimezone()
    detalle = f"{_que_es(guardado)} · {_sin_corte(tamano(guardado.tamano))}"
    with st.container(key=f"respaldo_{numero}", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="respaldo"><strong>{fecha_corta(cuando)}, {cuando:%H:%M}</strong> · {detalle}<br>'
            f"<span>{escape(guardado.archivo.name)}</span></div>",
            width="stretch",
        )
        _descarga(guardado.archivo, f"bajar_{numero}", "Descargar")


def _sin_corte(texto: str) -> str:
    return texto.replace(" ", "\N{NO-BREAK SPACE}")


def _que_es(guardado: Guardado) -> str:
    if guardado.es_de_migracion:
        return "Apartado antes de cambiar de versión"
    tipo = "Automático" if guardado.es_automatico else "Hecho a mano"
    return f"{tipo}, {'verificado' if guardado.verificado else 'sin verificar'}"


def donde_estan(actual: Instalacion) -> None:
    """Dónde están los datos y cuánto ocupan."""
    st.header("Dónde están los datos")
    datos = {
        "Carpeta de datos": str(actual.carpeta),
        "Base de datos": f"{actual.motor}, {actual.base} ({tamano(actual.bytes_de_la_base)})",
        "Documentos": (
            f"{contar(actual.archivos, 'archivo')} ({tamano(actual.bytes_de_los_archivos)})"
            if actual.archivos
            else "Ningún archivo"
        ),
        "Esquema de la base": actual.esquema or "Ninguno",
    }
    filas = "".join(f"<dt>{escape(nombre)}</dt><dd>{escape(valor)}</dd>" for nombre, valor in datos.items())
    st.html(f'<dl class="datos-instalacion">{filas}</dl>')


def como_se_restaura(carpeta: Path, presentes: list[Guardado]) -> None:
    """Las órdenes exactas para este equipo y el último respaldo; lo que está en uso no se toca."""
    completos = [guardado.archivo for guardado in presentes if not guardado.es_de_migracion]
    archivo = str(completos[0].resolve()) if completos else "RESPALDO.zip"
    st.header("Cómo se restaura")
    nueva = carpeta.with_name(f"{carpeta.name}-restaurada")
    st.markdown(
        "Se restaura en una carpeta nueva: lo que está en uso no cambia. Sirve también para mudarse a otro "
        "equipo, o de SQLite a PostgreSQL. En una terminal:"
    )
    st.code("\n".join(ordenes(archivo, nueva)), language=None, wrap_lines=True)
    st.markdown(
        "Con `verificar` en lugar de `restaurar`, y sin la carpeta, se comprueba que un respaldo esté "
        "entero. Para restaurar en PostgreSQL, ponga antes en `DATABASE_URL` la dirección de una base vacía."
    )


def ordenes(archivo: str, nueva: Path, sistema: str = os.name) -> list[str]:
    """Restaurar un respaldo y arrancar con él, como se escribe en ese sistema."""
    python = f'"{sys.executable}"'
    restaurar = f'{python} -m datos.respaldo restaurar "{archivo}" "{nueva}"'
    if sistema == "nt":
        return [
            f'cd "{PROYECTO}"',
            f"& {restaurar}",
            f'$env:PLANIFICADOR_INSTANCIA = "{nueva}"',
            "py iniciar.py",
        ]
    return [f'cd "{PROYECTO}"', restaurar, f'PLANIFICADOR_INSTANCIA="{nueva}" python3 iniciar.py']
