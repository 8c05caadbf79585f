"""La ficha de un aporte: qué dice, de qué línea es y qué actividades le responden; y agregar otros."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from datos import aportes, copia, estructura, historial, papelera
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.contenido import renglones
from modelos.frases import contar
from modelos.fusion import Campos, ConflictoDeCampos, Valor, dicho
from modelos.nodos import Clase, Nodo, Paso
from modelos.paises import conocido
from modelos.participacion import Aporte, TipoAporte
from paginas.componentes import borrador, choque, ficha_en_curso, identidad
from paginas.componentes.acciones import accion
from paginas.componentes.contenido.seleccion import elegir
from paginas.componentes.ficha_abierta import vuelta
from paginas.componentes.ficha_en_curso import Ficha

PAGINA = "participacion"


@st.fragment
def agregar(plan: PlanCompleto) -> None:
    """Uno o varios a la vez, uno por renglón."""
    identidad.de_la_visita()
    st.header("Agregar")
    vacio: Campos = {
        "texto": "",
        "tipo": TipoAporte.OBSERVACION.value,
        "linea_id": plan.lineas[0].id if plan.lineas else None,
    }
    lugar = Lugar(Parte.APORTES, "nuevo")
    ficha = ficha_en_curso.abrir(plan.id, lugar, "los aportes por agregar", "texto", vacio)

    def al_cambiar() -> None:
        _dejar_por_agregar(ficha)

    _tipo(ficha.clave, TipoAporte(str(ficha.partida["tipo"])), al_cambiar)
    linea_id = ficha.partida["linea_id"]
    _linea(plan, ficha.clave, linea_id if isinstance(linea_id, int) else None, al_cambiar)
    st.text_area(
        "Qué se dijo",
        dicho(ficha.partida["texto"]),
        key=ficha.campo("texto"),
        placeholder="Uno por renglón; puede pegar una lista",
        height=140,
        on_change=al_cambiar,
    )
    escrito = _dejar_por_agregar(ficha)
    pulsado = st.button("Agregar", key="agregar_aporte", type="primary")
    borrador.decir_si_falla()
    if pulsado:
        nuevo = _de_campos(0, {**escrito, "actividades": ()})
        textos = renglones(nuevo.texto)
        with accion(
            f"Agregar {contar(len(textos), 'aporte')}",
            PAGINA,
            plan.id,
            luego=partial(ficha_en_curso.cerrar, ficha),
        ) as sesion:
            aportes.agregar(sesion, plan.id, nuevo.linea_id, nuevo.tipo, textos)


def _dejar_por_agregar(ficha: Ficha) -> Campos:
    """Mientras no se escriba qué se dijo, no hay nada que perder."""
    escrito = ficha_en_curso.leer(ficha, _a_valor)
    ficha_en_curso.dejar(ficha, escrito if escrito["texto"] else ficha.visto)
    return escrito


def mostrar(plan: PlanCompleto, guardado: Aporte, hoy: date) -> None:
    """La ficha del aporte elegido."""
    clave = f"{Nodo(Clase.APORTE, guardado.id)}_{vuelta()}"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(guardado.tipo.etiqueta, width="content")
        st.button(
            "Cerrar",
            key="cerrar_ficha",
            type="tertiary",
            icon=":material/close:",
            on_click=elegir,
            args=(None,),
        )
    _acciones(plan, guardado, clave, hoy)
    _editar(plan, guardado)


@st.fragment
def _editar(plan: PlanCompleto, guardado: Aporte) -> None:
    """Sus campos; cada uno que se deja queda como borrador."""
    identidad.de_la_visita()
    lugar = Lugar(Parte.FICHA, str(Nodo(Clase.APORTE, guardado.id)))
    ficha = ficha_en_curso.abrir(plan.id, lugar, nombrar(guardado), "texto", _a_campos(guardado))
    if ficha.choques:
        zona = conocido(plan.pais).zona_horaria
        elegido = choque.elegir(ficha, aportes.NOMBRES, zona, partial(_como_se_lee, plan))
    else:
        _campos(plan, ficha)
        elegido = ficha_en_curso.boton_de_guardar(ficha, ficha_en_curso.leer(ficha, _a_valor))
    if elegido is None:
        return
    visto, escrito = elegido
    with accion(
        f"Editar {nombrar(guardado)}",
        PAGINA,
        plan.id,
        luego=partial(ficha_en_curso.cerrar, ficha),
        al_chocar=partial(_chocar, plan.id, guardado.id, ficha, escrito),
    ) as sesion:
        aportes.editar(sesion, _de_campos(guardado.id, visto), _de_campos(guardado.id, escrito))


def _a_campos(aporte: Aporte) -> Campos:
    return {
        "texto": aporte.texto,
        "tipo": aporte.tipo.value,
        "linea_id": aporte.linea_id,
        "actividades": aporte.actividades,
    }


def _de_campos(aporte_id: int, campos: Campos) -> Aporte:
    linea_id, actividades = campos["linea_id"], campos["actividades"]
    return Aporte(
        aporte_id,
        linea_id if isinstance(linea_id, int) else None,
        TipoAporte(str(campos["tipo"])),
        dicho(campos["texto"]),
        _ids(actividades),
    )


def _ids(valor: Valor) -> tuple[int, ...]:
    return tuple(int(id_) for id_ in valor) if isinstance(valor, tuple) else ()


def _a_valor(campo: str, leido: object) -> Valor:
    if isinstance(leido, list):
        return tuple(leido)
    if campo == "linea_id":
        return leido if isinstance(leido, int) else None
    return leido.value if isinstance(leido, TipoAporte) else str(leido or "")


def _como_se_lee(plan: PlanCompleto, campo: str, valor: Valor) -> str:
    if campo == "tipo":
        return TipoAporte(str(valor)).etiqueta
    if campo == "linea_id":
        return next((linea.titulo for linea in plan.lineas if linea.id == valor), "")
    return dicho(valor)


def _chocar(
    plan_id: int, aporte_id: int, ficha: Ficha, escrito: Campos, conflicto: ConflictoDeCampos
) -> None:
    campos = [uno.campo for uno in conflicto.choques]
    with lectura() as sesion:
        tabla = estructura.tabla(Clase.APORTE).name
        autores = historial.autorias(sesion, plan_id, tabla, {"id": aporte_id}, campos)
    ficha_en_curso.chocar(ficha, escrito, conflicto.choques, autores)


def _acciones(plan: PlanCompleto, guardado: Aporte, clave: str, hoy: date) -> None:
    nodo, nombre = Nodo(Clase.APORTE, guardado.id), nombrar(guardado)
    with st.container(horizontal=True, key="movimientos", gap="xsmall"):
        for paso, icono in ((Paso.SUBIR, "arrow_upward"), (Paso.BAJAR, "arrow_downward")):
            if st.button(paso.capitalize(), key=paso.value, icon=f":material/{icono}:"):
                with accion(f"{paso.capitalize()} {nombre}", PAGINA, plan.id) as sesion:
                    estructura.correr(sesion, nodo, paso)
        if st.button("Duplicar", key="duplicar", icon=":material/content_copy:"):
            ids: list[int] = []
            with accion(
                f"Duplicar {nombre}", PAGINA, plan.id, luego=lambda: elegir(Nodo(Clase.APORTE, ids[0]))
            ) as sesion:
                ids.append(copia.duplicar(sesion, nodo))
        with st.popover("Borrar…", icon=":material/delete:", key="borrar"):
            st.markdown("Queda en la papelera, de donde vuelve con sus respuestas.")
            if st.button("Borrar", key=f"borrar_{clave}", type="primary"):
                with accion(f"Borrar {nombre}", PAGINA, plan.id, luego=lambda: elegir(None)) as sesion:
                    papelera.borrar(sesion, nodo, hoy)


def _al_cambiar(ficha: Ficha) -> Callable[[], None]:
    return lambda: ficha_en_curso.dejar(ficha, ficha_en_curso.leer(ficha, _a_valor))


def _campos(plan: PlanCompleto, ficha: Ficha) -> None:
    al_cambiar = _al_cambiar(ficha)
    partida = _de_campos(0, ficha.partida)
    _tipo(ficha.clave, partida.tipo, al_cambiar)
    _linea(plan, ficha.clave, partida.linea_id, al_cambiar)
    st.text_area("Qué se dijo", partida.texto, key=ficha.campo("texto"), height=140, on_change=al_cambiar)
    nombres = {
        actividad.id: f"{linea.numeral} · {actividad.nombre}"
        for linea in plan.lineas
        for actividad in linea.actividades
    }
    st.multiselect(
        "Actividades que le responden",
        list(nombres),
        default=[id_ for id_ in partida.actividades if id_ in nombres],
        format_func=lambda id_: nombres[id_],
        key=ficha.campo("actividades"),
        placeholder="Ninguna todavía",
        on_change=al_cambiar,
    )


def _tipo(clave: str, inicial: TipoAporte, al_cambiar: Callable[[], None]) -> None:
    st.segmented_control(
        "Qué es",
        list(TipoAporte),
        default=inicial,
        required=True,
        format_func=lambda tipo: tipo.etiqueta,
        key=f"tipo_{clave}",
        on_change=al_cambiar,
    )


def _linea(plan: PlanCompleto, clave: str, inicial: int | None, al_cambiar: Callable[[], None]) -> None:
    nombres = {linea.id: linea.titulo for linea in plan.lineas}
    ids = list(nombres)
    st.selectbox(
        plan.etiquetas.linea.capitalize(),
        ids,
        index=ids.index(inicial) if inicial in nombres else None,
        format_func=lambda id_: nombres[id_],
        key=f"linea_id_{clave}",
        placeholder=f"Sin {plan.etiquetas.linea}",
        on_change=al_cambiar,
    )


def nombrar(aporte: Aporte) -> str:
    """«la observación «Faltan basureros»», para decir qué se hizo con ella."""
    articulo = "la" if aporte.tipo is TipoAporte.OBSERVACION else "el"
    return f"{articulo} {aporte.tipo.etiqueta.lower()} «{aporte.texto}»"
