"""Los datos del plan entero: se proponen como los dice el documento y la persona los confirma."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

import streamlit as st

from modelos.importacion.correcciones import trasladar
from modelos.importacion.decision import Decision
from modelos.meses import NOMBRES
from modelos.paises import Pais, nombre_de_pais
from modelos.plan import MESES_MAXIMOS, Nivel, TipoPlan, nombre_de_nivel
from paginas.componentes.importacion import revision
from paginas.componentes.opciones import con_la_guardada

_TIPOS: list[TipoPlan] = list(TipoPlan)
_ANCHOS = (4.4, 2.4, 1.7, 1.7, 1.4, 1.9)


def mostrar(abierta: revision.Revision) -> revision.Revision:
    """Los campos; cambiar tipo, año o mes de inicio vuelve a leer el documento."""
    antes = abierta.decision
    _poner_clases(abierta)
    lugares = st.columns(_ANCHOS, gap="xsmall", vertical_alignment="bottom")
    nombre = lugares[0].text_input("Nombre del plan", antes.nombre, key="nombre_del_plan")
    municipalidad = lugares[1].text_input("Municipalidad", antes.municipalidad, key="municipalidad_del_plan")
    anio = int(lugares[2].number_input("Año", 1990, 2100, antes.anio, key="anio_del_plan"))
    mes = lugares[3].selectbox(
        "Mes de inicio",
        range(1, 13),
        antes.mes_inicio - 1,
        key="mes_de_inicio",
        format_func=lambda n: NOMBRES[n - 1].capitalize(),
    )
    cantidad = int(
        lugares[4].number_input("Meses", 1, MESES_MAXIMOS, antes.cantidad_meses, key="cantidad_de_meses")
    )
    with lugares[5], st.popover("Tipo y país", key="mas_del_plan", width="stretch"):
        tipo, pais = _tipo_y_pais(antes)
        nivel, unidad = _nivel_o_unidad(antes, tipo)
    despues = replace(
        antes,
        nombre=nombre,
        municipalidad=municipalidad,
        pais=pais,
        tipo=tipo,
        nivel=nivel,
        unidad=unidad,
        anio=anio,
        mes_inicio=mes,
        cantidad_meses=cantidad,
    )
    _explicar(abierta, despues)
    return _aplicar(abierta, despues)


def _tipo_y_pais(antes: Decision) -> tuple[TipoPlan, str]:
    tipo = st.selectbox(
        "Tipo de plan", _TIPOS, index=_TIPOS.index(antes.tipo), key="tipo_del_plan", format_func=_etiqueta
    )
    paises = con_la_guardada(Pais, antes.pais)
    pais = st.selectbox(
        "País", paises, paises.index(antes.pais), key="pais_del_plan", format_func=nombre_de_pais
    )
    return tipo, pais


def _etiqueta(opcion: TipoPlan) -> str:
    return opcion.etiqueta


def _nivel_o_unidad(antes: Decision, tipo: TipoPlan) -> tuple[str | None, str | None]:
    """El nivel se pide al SCAM; la unidad que lo presenta, a los demás."""
    if tipo is TipoPlan.SCAM:
        niveles = [None, *con_la_guardada((nivel.value for nivel in Nivel), antes.nivel or None)]
        elegido = st.selectbox(
            "Nivel",
            niveles,
            niveles.index(antes.nivel or None),
            key="nivel_del_plan",
            format_func=lambda valor: nombre_de_nivel(valor) or "Sin nivel",
        )
        return elegido, antes.unidad
    unidad = st.text_input("Unidad que lo presenta", antes.unidad or "", key="unidad_del_plan")
    return antes.nivel, unidad.strip() or None


def _aplicar(abierta: revision.Revision, despues: Decision) -> revision.Revision:
    antes = abierta.decision
    if despues == antes:
        return abierta
    correcciones = trasladar(abierta.correcciones, despues.anio - antes.anio)
    nueva = revision.cambiar(decision=despues, correcciones=correcciones)
    cambios: dict[str, object] = {
        campo: getattr(despues, campo)
        for campo in ("tipo", "anio", "mes_inicio")
        if getattr(despues, campo) != getattr(antes, campo)
    }
    if cambios:
        nueva = revision.releer(nueva.ajustes.model_copy(update=cambios))
    return nueva


def _explicar(abierta: revision.Revision, decision: Decision) -> None:
    """Lo que se propuso porque el documento no lo dice, o lo que todavía falta."""
    frases = []
    if "anio" in abierta.propuestos and abierta.ajustes.anio is None:
        frases.append(f"El documento no dice el año: se propone {decision.anio}.")
    if not decision.municipalidad.strip():
        frases.append("El documento no dice la municipalidad: escríbala.")
    elif "municipalidad" in abierta.propuestos and decision.municipalidad == abierta.propuesta:
        frases.append(f"El documento no dice la municipalidad: se propone {decision.municipalidad}.")
    if not decision.nombre.strip():
        frases.append("El documento no trae título: escriba el nombre del plan.")
    if frases:
        st.html(f'<p class="por-confirmar">{escape(" ".join(frases))}</p>')


def _poner_clases(abierta: revision.Revision) -> None:
    """Marca con borde ocre los campos que el documento no dice."""
    claves = {"anio": "anio_del_plan", "municipalidad": "municipalidad_del_plan", "titulo": "nombre_del_plan"}
    dudosas = {claves[campo] for campo in abierta.propuestos} | _inseguros(abierta, claves)
    if abierta.ajustes.anio is not None:
        dudosas.discard("anio_del_plan")
    if dudosas:
        st.html(f"<style>{''.join(_reglas(dudosas))}</style>")


def _inseguros(abierta: revision.Revision, claves: dict[str, str]) -> set[str]:
    confianzas = abierta.leido.plan.confianzas
    return {clave for campo, clave in claves.items() if confianzas.get(campo, 1.0) < 0.8}


def _reglas(claves: Iterable[str]) -> Iterable[str]:
    for clave in claves:
        caja = f'.st-key-{clave} :is([data-testid$="Container"], [data-testid$="RootElement"])'
        yield f"{caja} {{ border-color: var(--duda) !important }}"
