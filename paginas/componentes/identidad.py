"""Quién mira esta pantalla: el testigo de su sesión, comprobado en cada dibujo y en cada escritura."""

from contextvars import ContextVar
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from datos import identidad
from datos.conexion import lectura
from datos.cuentas import sesiones
from modelos.cuentas import LOCAL, Identidad
from modelos.errores import ErrorDeDominio
from modelos.permisos import Permiso
from paginas.componentes import estilos

TESTIGO = "planificador_sesion"
"""La galleta con el testigo de la sesión; lo que viaja en TLS lleva además SOLO_CON_TLS."""
SOLO_CON_TLS = "__Host-"
"""Con este prefijo el navegador la acepta solo cifrada, de este nombre exacto y para todos los caminos."""

_en_este_dibujo: ContextVar[tuple[str, Identidad] | None] = ContextVar("identidad", default=None)
"""De qué visita es y quién. No va en `st.session_state`: leerlo al ir a escribir puede cortar el guardado."""

_TERMINO = "Su sesión terminó. Lo que ya estaba guardado no se perdió; vuelva a entrar."


class SinSesion(ErrorDeDominio):
    """La sesión terminó, o se cerró desde otra parte."""


def de_la_visita() -> Identidad:
    """Quién es; sin una sesión que siga abierta, lo dice y termina el dibujo. Va al comienzo de cada uno."""
    identidad.usar(_en_curso)
    try:
        quien = _en_curso(de_nuevo=True)
    except SinSesion:
        _decir("Vuelva a entrar", _TERMINO, "Entrar", f"/entrar?volver={quote(_aqui())}")
    if not (quien.es_local or quien.puede(Permiso.VER)):
        frase = (
            "Su cuenta no tiene un rol vigente. Pídalo a quien administra las cuentas de su municipalidad."
        )
        _decir("Sin rol", frase, "Salir", "/salir")
    return quien


def autor_de_borrador() -> Identidad:
    """Quién puede dejar lo que escribió: el de la visita, o el de una sesión que acaba de vencer sola.

    SinSesion si nadie. Solo para `datos.borradores.dejar`: con la sesión vencida no se lee ni se guarda nada.
    """
    try:
        return _en_curso(de_nuevo=True)
    except SinSesion:
        testigo = _testigo()
        quien = sesiones.autor_de_borrador(testigo, datetime.now(UTC)) if testigo else None
        if quien is None:
            raise
        return quien


def _en_curso(*, de_nuevo: bool = False) -> Identidad:
    """Fuera de una pantalla (lo que el servidor hace solo) es el servidor mismo."""
    visita = get_script_run_ctx(suppress_warning=True)
    if visita is None:
        return Identidad(LOCAL)
    guardada = _en_este_dibujo.get()
    if guardada is None or guardada[0] != visita.session_id or de_nuevo:
        guardada = visita.session_id, _comprobar()
        _en_este_dibujo.set(guardada)
    return guardada[1]


def _comprobar() -> Identidad:
    with lectura() as sesion:
        if not sesiones.hay_cuentas(sesion):
            return Identidad(LOCAL)
    if not estilos.EN_LA_PAGINA.is_set():
        raise SinSesion("Con cuentas no se usa «streamlit run»: arranque con python3 iniciar.py.")
    testigo = _testigo()
    quien = sesiones.reconocer(testigo, datetime.now(UTC)) if testigo else None
    if quien is None:
        raise SinSesion(_TERMINO)
    return quien


def _testigo() -> str | None:
    """Al abrir el canal, la puerta ya exigió la que corresponde; si vienen las dos, manda la del prefijo."""
    galletas = st.context.cookies
    return galletas.get(nombre_de_galleta(TESTIGO, con_tls=True)) or galletas.get(TESTIGO)


def nombre_de_galleta(nombre: str, *, con_tls: bool) -> str:
    """Con TLS vale solo la del prefijo: la otra la pudo poner un nombre vecino, o quien está en medio."""
    return f"{SOLO_CON_TLS}{nombre}" if con_tls else nombre


def _aqui() -> str:
    partes = urlsplit(st.context.url or "/")
    return partes.path + (f"?{partes.query}" if partes.query else "")


def _decir(titulo: str, frase: str, enlace: str, adonde: str) -> None:
    if not estilos.EN_LA_PAGINA.is_set():
        frase, enlace = "Con cuentas no se usa «streamlit run»: arranque con python3 iniciar.py.", ""
    boton = (
        f'<p><a class="boton-de-entrada" href="{adonde}" target="_self">{enlace}</a></p>' if enlace else ""
    )
    st.html(f'<h1 class="titulo-de-pantalla">{titulo}</h1><p class="subtitulo">{frase}</p>{boton}')
    st.stop()
