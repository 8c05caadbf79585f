"""La ficha del nodo elegido: sus campos, y guardar solo lo que la persona cambió."""

from collections.abc import Mapping, Sequence

import streamlit as st

from datos import estructura, unidades
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.calendario.nombre_corto import LARGO_MAXIMO, proponer
from modelos.contenido import CAMPOS_DE_ACTIVIDAD
from modelos.dinero import a_centavos, de_centavos, decimales
from modelos.fusion import Valor
from modelos.nodos import Clase, Nodo
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.esquema import PAGINA
from paginas.componentes.ficha_abierta import dar_por_visto, lo_visto, vuelta

Vistos = dict[str, Valor]
_TEXTOS_LARGOS = ("nombre", "medio_verificacion", "observaciones", "causa", "proximo_paso")
_AYUDAS = {
    "unidad_medida": "Lo que se cuenta cada mes: talleres, informes, toneladas.",
    "recurrencia": "Como está escrita: «1º jueves de cada mes».",
    "nombre_corto": "Con que se lee en la reunión. El nombre de la actividad no cambia.",
}


def de_nombre(plan: PlanCompleto, nodo: Nodo, nombre: str) -> None:
    """La ficha de un programa, una línea o un objetivo: solo su nombre."""
    clave = f"{nodo}_{vuelta()}"
    visto: Vistos = lo_visto(clave, f"nombre_{clave}", {"nombre": nombre})
    que = nodo.clase.nombre(plan.etiquetas)
    with st.form(f"ficha_{clave}", border=False):
        escrito = st.text_area("Nombre", str(visto["nombre"]), key=f"nombre_{clave}", height="content")
        guardar = st.form_submit_button("Guardar", key=f"guardar_{clave}", type="primary")
    if guardar:
        with accion(f"Cambiar el nombre de «{nombre}» ({que})", PAGINA, plan.id) as sesion:
            estructura.renombrar(sesion, nodo, str(visto["nombre"]), escrito or "")
        _insistir(clave, {"nombre": escrito}, {"nombre": visto["nombre"]}, {"nombre": nombre})


def de_actividad(plan: PlanCompleto, actividad: ActividadDelPlan, conocidas: Mapping[str, int]) -> None:
    """La ficha de una actividad: todos sus campos y sus unidades responsables."""
    clave = f"{Nodo(Clase.ACTIVIDAD, actividad.id)}_{vuelta()}"
    guardado: Vistos = {campo: getattr(actividad, campo) for campo in CAMPOS_DE_ACTIVIDAD}
    visto = lo_visto(clave, f"nombre_{clave}", guardado)
    with st.form(f"ficha_{clave}", border=False):
        escrito, responsables = _campos(plan, visto, actividad, list(conocidas), clave)
        guardar = st.form_submit_button("Guardar", key=f"guardar_{clave}", type="primary")
    if guardar:
        antes = [unidad.nombre for unidad in actividad.unidades]
        with accion(f"Editar la actividad «{actividad.nombre}»", PAGINA, plan.id) as sesion:
            estructura.editar_actividad(sesion, actividad.id, visto, escrito)
            if responsables != antes:
                ids = unidades.asegurar(sesion, plan.municipalidad_id, responsables)
                estructura.asignar_unidades(sesion, [actividad.id], ids)
        _insistir(clave, escrito, visto, guardado)


def _campos(
    plan: PlanCompleto, visto: Vistos, actividad: ActividadDelPlan, conocidas: Sequence[str], clave: str
) -> tuple[Vistos, list[str]]:
    numeral, nombre = st.columns([1, 4])
    with numeral:
        escrito = _textos(visto, clave, codigo="Número")
    with nombre:
        escrito |= _textos(visto, clave, nombre="Actividad")
        escrito |= _nombre_corto(visto, clave, _propuesto(plan, actividad))
    responsables = st.multiselect(
        "Unidades responsables",
        conocidas,
        default=[unidad.nombre for unidad in actividad.unidades],
        key=f"unidades_{clave}",
        accept_new_options=True,
        placeholder="Elija o escriba una nueva",
        help="La primera es la principal.",
    )
    escrito |= _textos(visto, clave, medio_verificacion="Medio de verificación")
    izquierda, derecha = st.columns(2)
    with izquierda:
        escrito |= _textos(visto, clave, unidad_medida="Unidad de medida", indicador="Indicador")
        escrito |= _dinero(visto, clave, plan.pais, "presupuesto_centavos", "Presupuesto")
        escrito["peso"] = _peso(visto, clave)
    with derecha:
        escrito |= _textos(visto, clave, meta="Meta", recurrencia="Frecuencia")
        escrito |= _dinero(visto, clave, plan.pais, "gastado_centavos", "Gastado")
    escrito |= _textos(visto, clave, observaciones="Observaciones")
    with st.expander("Si va atrasada", expanded=bool(visto["causa"] or visto["proximo_paso"])):
        escrito |= _textos(visto, clave, causa="Causa", proximo_paso="Próximo paso")
    return escrito, [str(nombre) for nombre in responsables]


def _textos(visto: Vistos, clave: str, **etiquetas: str) -> Vistos:
    """Un campo de texto por etiqueta; lo que queda en blanco es que no hay dato."""
    escrito: Vistos = {}
    for campo, etiqueta in etiquetas.items():
        valor, ayuda = str(visto[campo] or ""), _AYUDAS.get(campo)
        if campo in _TEXTOS_LARGOS:
            nuevo = st.text_area(etiqueta, valor, key=f"{campo}_{clave}", height="content", help=ayuda)
        else:
            nuevo = st.text_input(etiqueta, valor, key=f"{campo}_{clave}", help=ayuda)
        escrito[campo] = (nuevo or "").strip() or None
    return escrito


def _propuesto(plan: PlanCompleto, actividad: ActividadDelPlan) -> str:
    """El nombre corto con que se leerá si nadie escribe otro."""
    return proponer(actividad.nombre) if actividad.nombre_corto else plan.nombres_breves()[actividad.id]


def _nombre_corto(visto: Vistos, clave: str, propuesto: str) -> Vistos:
    nuevo = st.text_input(
        "Nombre corto",
        str(visto["nombre_corto"] or ""),
        max_chars=LARGO_MAXIMO,
        key=f"nombre_corto_{clave}",
        placeholder=propuesto,
        help=_AYUDAS["nombre_corto"],
    )
    return {"nombre_corto": (nuevo or "").strip() or None}


def _dinero(visto: Vistos, clave: str, pais: str, campo: str, etiqueta: str) -> Vistos:
    centavos = visto[campo]
    nuevo = st.number_input(
        etiqueta,
        0.0,
        value=de_centavos(centavos if isinstance(centavos, int) else None),
        step=1.0 if decimales(pais) == 0 else 0.01,
        format=f"%.{decimales(pais)}f",
        key=f"{campo}_{clave}",
        placeholder="Sin dato",
    )
    return {campo: a_centavos(nuevo)}


def _peso(visto: Vistos, clave: str) -> float:
    peso = visto["peso"]
    return st.number_input(
        "Peso",
        0.0,
        value=float(peso) if isinstance(peso, int | float) else 1.0,
        step=0.5,
        key=f"peso_{clave}",
        help="Cuánto pesa en el avance frente a las demás; 1 si todas pesan igual.",
    )


def _insistir(clave: str, escrito: Vistos, visto: Vistos, guardado: Vistos) -> None:
    dar_por_visto(clave, {c: guardado[c] if escrito[c] != visto[c] else visto[c] for c in visto})
