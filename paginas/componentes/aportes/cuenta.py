"""La cuenta de lo que pidió la ciudadanía, por clase: cada cifra lleva a los aportes que la forman."""

from dataclasses import replace

import streamlit as st

from modelos.frases import contar, plural
from modelos.rendicion import Rendicion, Situacion
from paginas.componentes.aportes.filtro import Filtro, cifra

_TITULOS = {
    Situacion.CON_ACTIVIDAD: "Con actividad",
    Situacion.REALIZADO: "Ya se hicieron",
    Situacion.SIN_RESPUESTA: "Sin respuesta",
}


def mostrar(rendicion: Rendicion, plan_id: int) -> None:
    """Una fila por clase y el total; «ya se hicieron» son los que tienen completas todas sus actividades."""
    todos = Filtro(plan_id)
    filas = [
        _fila(plural(tipo.etiqueta), rendicion.solo(tipo=tipo), replace(todos, tipo=tipo))
        for tipo in rendicion.tipos
    ]
    titulos = "".join(f'<th scope="col">{titulo}</th>' for titulo in ("Recibidos", *_TITULOS.values()))
    st.html(
        '<table class="cuenta-de-aportes"><caption class="solo-lectores">Aportes por clase</caption>'
        f"<thead><tr><td></td>{titulos}</tr></thead><tbody>{''.join(filas)}</tbody>"
        f"<tfoot>{_fila('Total', rendicion, todos)}</tfoot></table>"
    )


def en_linea(suyos: Rendicion, pedido: Filtro) -> str:
    """HTML «6 aportes · 2 con actividad · 1 ya se hizo · 4 sin respuesta», cada cifra con su enlace."""
    partes = [contar(len(suyos.aportes), "aporte")]
    for situacion, titulo in _TITULOS.items():
        cantidad = len(suyos.solo(situacion=situacion).aportes)
        if cantidad:
            nombre = (situacion.etiqueta if cantidad == 1 else titulo).lower()
            partes.append(f"{cifra(replace(pedido, situacion=situacion), cantidad, nombre)} {nombre}")
    return " · ".join(partes)


def _fila(nombre: str, suyos: Rendicion, filtro: Filtro) -> str:
    que = nombre.lower()
    celdas = [cifra(filtro, suyos.cuenta.total, que)]
    celdas += [
        cifra(
            replace(filtro, situacion=situacion),
            len(suyos.solo(situacion=situacion).aportes),
            f"{que}: {titulo.lower()}",
        )
        for situacion, titulo in _TITULOS.items()
    ]
    return f'<tr><th scope="row">{nombre}</th>{"".join(f"<td>{celda}</td>" for celda in celdas)}</tr>'
