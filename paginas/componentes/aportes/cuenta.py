"""La cuenta de lo que pidió la ciudadanía, por clase: cada cifra lleva a los aportes que la forman."""

from dataclasses import replace

import streamlit as st

from modelos.frases import contar, plural
from modelos.rendicion import Rendicion, Situacion
from paginas.componentes.aportes.filtro import Filtro, cifra


def mostrar(rendicion: Rendicion, plan_id: int) -> None:
    """Una fila por clase y el total; «ya se hicieron» son los que tienen completas todas sus actividades."""
    todos = Filtro(plan_id)
    filas = [
        _fila(plural(tipo.etiqueta), rendicion.solo(tipo=tipo), replace(todos, tipo=tipo))
        for tipo in rendicion.tipos
    ]
    titulos = ["Recibidos", *(situacion.rotulo(cuantos=2).capitalize() for situacion in Situacion)]
    encabezado = "".join(f'<th scope="col">{titulo}</th>' for titulo in titulos)
    st.html(
        '<table class="cuenta-de-aportes"><caption class="solo-lectores">Aportes por clase</caption>'
        f"<thead><tr><td></td>{encabezado}</tr></thead><tbody>{''.join(filas)}</tbody>"
        f"<tfoot>{_fila('Total', rendicion, todos)}</tfoot></table>"
    )


def en_linea(suyos: Rendicion, pedido: Filtro) -> str:
    """HTML «6 aportes · 2 con actividad · 1 ya se hizo · 4 sin respuesta», cada cifra con su enlace."""
    partes = [contar(len(suyos.aportes), "aporte")]
    for situacion in Situacion:
        cantidad = len(suyos.solo(situacion=situacion).aportes)
        if cantidad:
            nombre = situacion.rotulo(cantidad)
            partes.append(f"{cifra(replace(pedido, situacion=situacion), cantidad, nombre)} {nombre}")
    return " · ".join(partes)


def _fila(nombre: str, suyos: Rendicion, filtro: Filtro) -> str:
    que = nombre.lower()
    celdas = [cifra(filtro, suyos.cuenta.total, que)]
    celdas += [
        cifra(
            replace(filtro, situacion=situacion),
            len(suyos.solo(situacion=situacion).aportes),
            f"{que}: {situacion.rotulo(cuantos=2)}",
        )
        for situacion in Situacion
    ]
    return f'<tr><th scope="row">{nombre}</th>{"".join(f"<td>{celda}</td>" for celda in celdas)}</tr>'
