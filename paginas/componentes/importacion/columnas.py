"""Cómo se leyó cada columna del documento, y la manera de corregirlo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from datos.cotejo import CONFIANZA_SEGURA
from modelos.borrador import Campo, ColumnaLeida
from modelos.meses import NOMBRES
from modelos.parecido import normalizar
from modelos.plan import Etiquetas
from paginas.componentes.importacion import revision
from paginas.componentes.texto import sin_formato

_NOMBRES = {
    Campo.PROGRAMA: "Programa",
    Campo.CODIGO: "Número",
    Campo.ACTIVIDAD: "Actividad",
    Campo.MES: "Mes o plazo",
    Campo.INICIO: "Inicio",
    Campo.TERMINO: "Término",
    Campo.RESPONSABLE: "Responsable",
    Campo.MEDIO_VERIFICACION: "Medio de verificación",
    Campo.INDICADOR: "Indicador",
    Campo.META: "Meta",
    Campo.UNIDAD: "Unidad de medida",
    Campo.PESO: "Peso",
    Campo.PRESUPUESTO: "Presupuesto",
    Campo.RECURRENCIA: "Frecuencia",
    Campo.OBSERVACIONES: "Observaciones",
    Campo.IGNORAR: "No se usa",
}


@dataclass(frozen=True, slots=True)
class Ficha:
    """Una columna, igual en todas las tablas donde se repite con el mismo título."""

    leida: ColumnaLeida
    lugares: tuple[str, ...]

    @property
    def clave(self) -> str:
        """Nombre de su control en la página."""
        return f"columna_{self.lugares[0].replace(':', '_')}"

    @property
    def titulo(self) -> str:
        """Su título en el documento."""
        return " ".join(self.leida.titulo.split()) or f"{self.leida.columna}ª, sin título"

    @property
    def valor(self) -> str:
        """Su significado, como lo escriben los ajustes."""
        return f"{self.leida.campo}:{self.leida.mes}" if _es_mes(self.leida) else self.leida.campo.value


def mostrar(abierta: revision.Revision) -> None:
    """Una pastilla por columna; cambiar su significado vuelve a leer el documento."""
    leidas = _del_plan(abierta)
    if not leidas:
        return
    if abierta.leido.exportado is not None:
        st.html(
            '<p class="subtitulo">Se exportó de este planificador: cada columna se lee por su título.</p>'
        )
        return
    etiquetas = abierta.decision.tipo.etiquetas
    elegidos: dict[str, str] = {}
    if not abierta.leido.actividades:
        st.html(
            '<p class="por-confirmar">No se reconoció ninguna actividad. Señale qué columna las trae y, si '
            "las hay, cuáles traen las líneas, los objetivos, los responsables y los meses.</p>"
        )
    with st.container(key="columnas_leidas", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html('<p class="rotulo">Cómo se lee cada columna</p>', width="content")
        for grupo in _agrupadas(_fichas(leidas)):
            elegidos |= _pastilla(grupo, etiquetas)
    _aplicar(abierta, elegidos)


def _del_plan(abierta: revision.Revision) -> list[ColumnaLeida]:
    """Las de las tablas con actividades; todas si ninguna las tiene."""
    tablas = {origen.tabla for leida in abierta.leido.actividades for origen in leida.origen.values()}
    columnas = abierta.leido.columnas
    return [columna for columna in columnas if columna.tabla in tablas] or columnas


def _aplicar(abierta: revision.Revision, elegidos: dict[str, str]) -> None:
    """Lee de nuevo y redibuja, para que también las pastillas digan lo elegido."""
    columnas = {**abierta.ajustes.columnas, **elegidos}
    if columnas != abierta.ajustes.columnas:
        revision.releer(abierta.ajustes.model_copy(update={"columnas": columnas}))
        st.rerun()


def _fichas(columnas: Iterable[ColumnaLeida]) -> list[Ficha]:
    por_titulo: dict[tuple[int, str, str], list[ColumnaLeida]] = {}
    for leida in columnas:
        por_titulo.setdefault((leida.columna, normalizar(leida.titulo), leida.campo), []).append(leida)
    return [
        Ficha(leidas[0], tuple(f"{leida.tabla}:{leida.columna}" for leida in leidas))
        for leidas in por_titulo.values()
    ]


def _agrupadas(fichas: list[Ficha]) -> list[list[Ficha]]:
    """Los meses seguidos van juntos en una pastilla; las demás, una cada una."""
    grupos: list[list[Ficha]] = []
    for es_mes, iguales in groupby(fichas, key=lambda ficha: _es_mes(ficha.leida)):
        seguidas = list(iguales)
        grupos.extend([seguidas] if es_mes else [[ficha] for ficha in seguidas])
    return grupos


def _pastilla(grupo: Sequence[Ficha], etiquetas: Etiquetas) -> dict[str, str]:
    """Dibuja la pastilla y retorna lo que la persona cambió en ella."""
    primera = grupo[0]
    dudosa = any(ficha.leida.confianza < CONFIANZA_SEGURA for ficha in grupo)
    clave = ("duda_" if dudosa else "segura_") + primera.clave
    cambios: dict[str, str] = {}
    with st.popover(_rotulo(grupo, etiquetas), key=f"pastilla_{clave}"):
        for ficha in grupo:
            elegido = _selector(ficha, etiquetas)
            if elegido != ficha.valor:
                cambios |= dict.fromkeys(ficha.lugares, elegido)
    return cambios


def _rotulo(grupo: Sequence[Ficha], etiquetas: Etiquetas) -> str:
    primera, ultima = grupo[0], grupo[-1]
    if len(grupo) == 1:
        return f"{sin_formato(_corto(primera.titulo))} → **{_nombre(primera.valor, etiquetas)}**"
    titulos = f"{sin_formato(_corto(primera.titulo))} … {sin_formato(_corto(ultima.titulo))}"
    return f"{titulos} → **{len(grupo)} meses**"


def _selector(ficha: Ficha, etiquetas: Etiquetas) -> str:
    opciones = _opciones()
    return st.selectbox(
        f"«{sin_formato(ficha.titulo)}» se lee como",
        opciones,
        opciones.index(ficha.valor),
        key=f"{ficha.clave}_{ficha.valor}",
        format_func=lambda valor: _nombre(valor, etiquetas),
    )


def _opciones() -> list[str]:
    simples = [campo.value for campo in Campo if campo is not Campo.MES_EN_COLUMNA]
    return [*simples, *(f"{Campo.MES_EN_COLUMNA}:{numero}" for numero in range(1, 13))]


def _nombre(valor: str, etiquetas: Etiquetas) -> str:
    campo, _, mes = valor.partition(":")
    if mes:
        return f"Mes: {NOMBRES[int(mes) - 1]}"
    niveles = {Campo.LINEA: etiquetas.linea.capitalize(), Campo.OBJETIVO: etiquetas.objetivo.capitalize()}
    return {**_NOMBRES, **niveles}[Campo(campo)]


def _es_mes(leida: ColumnaLeida) -> bool:
    return leida.campo is Campo.MES_EN_COLUMNA and leida.mes is not None


def _corto(titulo: str) -> str:
    return titulo if len(titulo) <= 28 else titulo[:27].rstrip() + "…"
