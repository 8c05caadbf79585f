"""Cuando otra persona guardó antes: campo por campo, lo que había, lo de ella y lo propio, y qué queda."""

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from datos import identidad
from datos.historial import Autoria
from modelos.frases import contar, cuando_fue
from modelos.fusion import Campos, Choque, Valor, dicho, resuelto
from paginas.componentes import ficha_en_curso
from paginas.componentes.ficha_en_curso import Ficha

MIO, SUYO = "mio", "suyo"
OTRA_PERSONA = "la otra persona"
ComoSeLee = Callable[[str, Valor], str]


def _tal_cual(_campo: str, valor: Valor) -> str:
    return dicho(valor)


def elegir(
    ficha: Ficha, nombres: Mapping[str, str], zona: str, como_se_lee: ComoSeLee = _tal_cual
) -> tuple[Campos, Campos] | None:
    """Pregunta qué queda de cada campo; cuando se eligió, entrega lo visto y lo escrito por guardar."""
    st.warning(_resumen(ficha), icon=":material/group:")
    claves = {choque.campo: ficha.campo(f"choque_{choque.campo}") for choque in ficha.choques}
    with st.container(horizontal=True, key=f"todo_de_una_vez_{ficha.lugar}"):
        for quien, rotulo in ((MIO, "Todo lo mío"), (SUYO, "Todo lo de la otra persona")):
            st.button(
                rotulo, key=f"todo_{quien}_{ficha.lugar}", on_click=_todo, args=(list(claves.values()), quien)
            )
    elegidos = {
        choque.campo: _preguntar(choque, nombres, claves[choque.campo], ficha.autores, zona, como_se_lee)
        for choque in ficha.choques
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        guardar = st.button(
            "Guardar lo elegido",
            key=f"lo_elegido_{ficha.lugar}",
            type="primary",
            disabled=None in elegidos.values(),
        )
        st.button(
            "Seguir escribiendo",
            key=f"seguir_escribiendo_{ficha.lugar}",
            type="tertiary",
            on_click=ficha_en_curso.seguir,
            args=(ficha,),
        )
    if not guardar:
        return None
    mios = [campo for campo, quien in elegidos.items() if quien == MIO]
    return resuelto(ficha.visto, ficha.partida, ficha.choques, mios)


def _resumen(ficha: Ficha) -> str:
    cambiados = sum(valor != ficha.visto[campo] for campo, valor in ficha.partida.items())
    libres = cambiados - len(ficha.choques)
    cuantos = contar(len(ficha.choques), "campo", dentro_de_frase=True)
    resto = f" Lo demás que usted cambió ({libres}) no choca y se guarda junto." if libres else ""
    return (
        "Otra persona guardó esto mientras usted escribía, y lo suyo sigue aquí. "
        f"{'Choca' if len(ficha.choques) == 1 else 'Chocan'} {cuantos}: elija qué queda.{resto}"
    )


def _todo(claves: list[str], quien: str) -> None:
    for clave in claves:
        st.session_state[clave] = quien


def _preguntar(
    choque: Choque,
    nombres: Mapping[str, str],
    clave: str,
    autores: Mapping[str, Autoria],
    zona: str,
    como_se_lee: ComoSeLee,
) -> str | None:
    nombre = nombres.get(choque.campo, choque.campo)
    autor = autores.get(choque.campo)
    with st.container(key=f"choque_de_{clave}", gap="xsmall"):
        st.html(_comparado(choque, nombre, autor, zona, como_se_lee))
        opciones = {MIO: "Guardar lo mío", SUYO: f"Quedarme con lo de {de_quien(autor)}"}
        return st.radio(
            f"Qué queda en {nombre}",
            list(opciones),
            index=None,
            format_func=opciones.__getitem__,
            key=clave,
            horizontal=True,
            label_visibility="collapsed",
        )


def de_quien(autor: Autoria | None) -> str:
    """Su nombre; sin cuentas, o si es la misma persona en otra ventana, no dice nada."""
    quien = identidad.en_curso()
    return OTRA_PERSONA if autor is None or quien.es_local else autor.quien


def _comparado(choque: Choque, nombre: str, autor: Autoria | None, zona: str, como_se_lee: ComoSeLee) -> str:
    cuando = f", {hace_cuanto(autor, zona)}" if autor else ""
    valores = {
        "Había": choque.habia,
        f"Guardó {de_quien(autor)}{cuando}": choque.ahora,
        "Escribió usted": choque.mio,
    }
    filas = "".join(
        f"<dt>{escape(rotulo)}</dt><dd>{escape(como_se_lee(choque.campo, valor)) or '<i>Nada</i>'}</dd>"
        for rotulo, valor in valores.items()
    )
    return f'<h3 class="choque">{escape(nombre[:1].upper() + nombre[1:])}</h3><dl class="choque">{filas}</dl>'


def hace_cuanto(autor: Autoria, zona: str) -> str:
    """«hoy a las 10:32», en la hora de la municipalidad."""
    local = ZoneInfo(zona)
    return cuando_fue(autor.cuando.astimezone(local), datetime.now(local).date())
