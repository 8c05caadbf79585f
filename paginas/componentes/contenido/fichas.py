"""La ficha del nodo elegido: sus campos, y guardar solo lo que la persona cambió.

Cada campo que se deja queda como borrador; por eso no es un formulario, que no avisa hasta «Guardar».
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from datos import estructura, historial, unidades
from datos.conexion import lectura
from datos.historial import Autoria
from modelos.arbol import ActividadDelPlan, PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.calendario.nombre_corto import LARGO_MAXIMO, proponer
from modelos.contenido import CAMPOS_DE_ACTIVIDAD, NOMBRES_EN_LA_FICHA, UNIDADES
from modelos.dinero import a_centavos, de_centavos, decimales, en_moneda
from modelos.fusion import Campos, ConflictoDeCampos, Valor, dicho
from modelos.nodos import Clase, Nodo
from modelos.paises import conocido
from paginas.componentes import choque, ficha_en_curso, identidad
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.esquema import PAGINA
from paginas.componentes.ficha_en_curso import Ficha
from paginas.componentes.tras_cierre import RazonTrasCierre

_TEXTOS_LARGOS = ("nombre", "medio_verificacion", "observaciones", "causa", "proximo_paso")
_DINERO = ("presupuesto_centavos", "gastado_centavos")
_AYUDAS = {
    "unidad_medida": "Lo que se cuenta cada mes: talleres, informes, toneladas.",
    "recurrencia": "Como está escrita: «1º jueves de cada mes».",
    "nombre_corto": "Con que se lee en la reunión. El nombre de la actividad no cambia.",
}


@st.fragment
def de_nombre(plan: PlanCompleto, nodo: Nodo, nombre: str) -> None:
    """La ficha de un programa, una línea o un objetivo: solo su nombre."""
    identidad.de_la_visita()
    que = nodo.clase.nombre(plan.etiquetas)
    lugar = Lugar(Parte.FICHA, str(nodo))
    ficha = ficha_en_curso.abrir(plan.id, lugar, f"{que} «{nombre}»", "nombre", {"nombre": nombre})
    if ficha.choques:
        elegido = choque.elegir(ficha, {}, conocido(plan.pais).zona_horaria)
    else:
        _area(ficha, "nombre", "Nombre")
        elegido = ficha_en_curso.boton_de_guardar(ficha, ficha_en_curso.leer(ficha, _a_valor))
    if elegido is None:
        return
    visto, escrito = elegido
    with accion(
        f"Cambiar el nombre de «{nombre}» ({que})",
        PAGINA,
        plan.id,
        luego=partial(ficha_en_curso.cerrar, ficha),
        al_chocar=partial(_chocar, plan.id, ficha, escrito),
    ) as sesion:
        estructura.renombrar(sesion, nodo, str(visto["nombre"]), dicho(escrito["nombre"]))


@st.fragment
def de_actividad(plan: PlanCompleto, actividad: ActividadDelPlan, conocidas: Mapping[str, int]) -> None:
    """La ficha de una actividad: todos sus campos y sus unidades responsables."""
    identidad.de_la_visita()
    lugar = Lugar(Parte.FICHA, str(Nodo(Clase.ACTIVIDAD, actividad.id)))
    titulo = f"la actividad «{actividad.nombre}»"
    ficha = ficha_en_curso.abrir(plan.id, lugar, titulo, "nombre", _guardado(actividad))
    if not ficha.choques:
        _campos(plan, ficha, actividad, list(conocidas))
    cerrado = RazonTrasCierre(f"ficha_{actividad.id}")
    elegido = _elegido(plan, ficha)
    if elegido is None:
        return
    visto, escrito = elegido
    with accion(
        f"Editar la actividad «{actividad.nombre}»",
        PAGINA,
        plan.id,
        luego=partial(ficha_en_curso.cerrar, ficha),
        al_chocar=partial(_chocar, plan.id, ficha, escrito),
        cerrado=cerrado,
    ) as sesion:
        cambios = estructura.editar_actividad(sesion, actividad.id, visto, escrito)
        if UNIDADES in cambios:
            ids = unidades.asegurar(sesion, plan.municipalidad_id, _nombres(cambios[UNIDADES]))
            estructura.asignar_unidades(sesion, [actividad.id], ids)


def _elegido(plan: PlanCompleto, ficha: Ficha) -> tuple[Campos, Campos] | None:
    if not ficha.choques:
        return ficha_en_curso.boton_de_guardar(ficha, ficha_en_curso.leer(ficha, _a_valor))
    zona = conocido(plan.pais).zona_horaria
    return choque.elegir(ficha, NOMBRES_EN_LA_FICHA, zona, partial(_como_se_lee, plan.pais))


def _guardado(actividad: ActividadDelPlan) -> Campos:
    campos: dict[str, Valor] = {campo: getattr(actividad, campo) for campo in CAMPOS_DE_ACTIVIDAD}
    return {**campos, UNIDADES: tuple(unidad.nombre for unidad in actividad.unidades)}


def _nombres(valor: Valor) -> list[str]:
    return [str(nombre) for nombre in valor] if isinstance(valor, tuple) else []


def _como_se_lee(pais: str, campo: str, valor: Valor) -> str:
    if campo in _DINERO:
        return en_moneda(valor if isinstance(valor, int) else None, pais)
    return f"{valor:g}" if isinstance(valor, float) else dicho(valor)


def _chocar(plan_id: int, ficha: Ficha, escrito: Campos, conflicto: ConflictoDeCampos) -> None:
    nodo = Nodo.leer(ficha.lugar.cual)
    if nodo is None:
        return
    campos = [uno.campo for uno in conflicto.choques]
    with lectura() as sesion:
        tabla = estructura.tabla(nodo.clase).name
        autores = historial.autorias(sesion, plan_id, tabla, {"id": nodo.id}, campos)
        if UNIDADES in campos:
            autores |= _autor_de_unidades(
                historial.autorias(
                    sesion, plan_id, "actividad_unidad", {"actividad_id": nodo.id}, ["unidad_id", "orden"]
                )
            )
    ficha_en_curso.chocar(ficha, escrito, conflicto.choques, autores)


def _autor_de_unidades(por_columna: Mapping[str, Autoria]) -> dict[str, Autoria]:
    return {UNIDADES: max(por_columna.values(), key=lambda una: una.cuando)} if por_columna else {}


def _a_valor(campo: str, leido: Any) -> Valor:
    """Lo que queda en blanco es que no hay dato."""
    if campo in _DINERO:
        return a_centavos(leido)
    if campo == UNIDADES:
        return tuple(str(nombre) for nombre in leido)
    return (leido.strip() or None) if isinstance(leido, str) else float(leido or 0)


def _al_cambiar(ficha: Ficha) -> Callable[[], None]:
    return lambda: ficha_en_curso.dejar(ficha, ficha_en_curso.leer(ficha, _a_valor))


def _campos(plan: PlanCompleto, ficha: Ficha, actividad: ActividadDelPlan, conocidas: Sequence[str]) -> None:
    numeral, nombre = st.columns([1, 4])
    with numeral:
        _textos(ficha, codigo="Número")
    with nombre:
        _textos(ficha, nombre="Actividad")
        _nombre_corto(ficha, _propuesto(plan, actividad))
    puestas = _nombres(ficha.partida[UNIDADES])
    st.multiselect(
        "Unidades responsables",
        list(dict.fromkeys([*conocidas, *puestas])),
        default=puestas,
        key=ficha.campo(UNIDADES),
        accept_new_options=True,
        placeholder="Elija o escriba una nueva",
        help="La primera es la principal.",
        on_change=_al_cambiar(ficha),
    )
    _textos(ficha, medio_verificacion="Medio de verificación")
    izquierda, derecha = st.columns(2)
    with izquierda:
        _textos(ficha, unidad_medida="Unidad de medida", indicador="Indicador")
        _dinero(ficha, plan.pais, "presupuesto_centavos", "Presupuesto")
        _peso(ficha)
    with derecha:
        _textos(ficha, meta="Meta", recurrencia="Frecuencia")
        _dinero(ficha, plan.pais, "gastado_centavos", "Gastado")
    _textos(ficha, observaciones="Observaciones")
    explicada = bool(ficha.partida["causa"] or ficha.partida["proximo_paso"])
    with st.expander("Si va atrasada", expanded=explicada):
        _textos(ficha, causa="Causa", proximo_paso="Próximo paso")


def _textos(ficha: Ficha, **etiquetas: str) -> None:
    """Un campo de texto por etiqueta."""
    for campo, etiqueta in etiquetas.items():
        if campo in _TEXTOS_LARGOS:
            _area(ficha, campo, etiqueta)
        else:
            st.text_input(
                etiqueta,
                dicho(ficha.partida[campo]),
                key=ficha.campo(campo),
                help=_AYUDAS.get(campo),
                on_change=_al_cambiar(ficha),
            )


def _area(ficha: Ficha, campo: str, etiqueta: str) -> None:
    st.text_area(
        etiqueta,
        dicho(ficha.partida[campo]),
        key=ficha.campo(campo),
        height="content",
        help=_AYUDAS.get(campo),
        on_change=_al_cambiar(ficha),
    )


def _propuesto(plan: PlanCompleto, actividad: ActividadDelPlan) -> str:
    """El nombre corto con que se leerá si nadie escribe otro."""
    return proponer(actividad.nombre) if actividad.nombre_corto else plan.nombres_breves()[actividad.id]


def _nombre_corto(ficha: Ficha, propuesto: str) -> None:
    st.text_input(
        "Nombre corto",
        dicho(ficha.partida["nombre_corto"]),
        max_chars=LARGO_MAXIMO,
        key=ficha.campo("nombre_corto"),
        placeholder=propuesto,
        help=_AYUDAS["nombre_corto"],
        on_change=_al_cambiar(ficha),
    )


def _dinero(ficha: Ficha, pais: str, campo: str, etiqueta: str) -> None:
    centavos = ficha.partida[campo]
    st.number_input(
        etiqueta,
        0.0,
        value=de_centavos(centavos if isinstance(centavos, int) else None),
        step=1.0 if decimales(pais) == 0 else 0.01,
        format=f"%.{decimales(pais)}f",
        key=ficha.campo(campo),
        placeholder="Sin dato",
        on_change=_al_cambiar(ficha),
    )


def _peso(ficha: Ficha) -> None:
    peso = ficha.partida["peso"]
    st.number_input(
        "Peso",
        0.0,
        value=float(peso) if isinstance(peso, int | float) else 1.0,
        step=0.5,
        key=ficha.campo("peso"),
        help="Cuánto pesa en el avance frente a las demás; 1 si todas pesan igual.",
        on_change=_al_cambiar(ficha),
    )
