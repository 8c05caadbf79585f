"""Lo que se hace con un plan entero: sus datos, sus firmas, ponerlo en vigencia, copiarlo y borrarlo."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from datos import anexos_del_plan, vida_del_plan
from datos.anexos_del_plan import FirmaDelPlan
from datos.vida_del_plan import ResumenDePlan
from modelos.borradores import Lugar, Parte
from modelos.frases import contar, fecha_larga
from modelos.fusion import dicho
from modelos.plan import EstadoPlan
from modelos.vigencia import DatosDelPlan, meses_hasta_el_siguiente, nombre_del_siguiente
from paginas.componentes import ficha_en_curso, identidad, plan_actual
from paginas.componentes.acciones import accion
from paginas.componentes.ficha_en_curso import Ficha
from paginas.componentes.importacion import fuentes
from paginas.componentes.lista_en_ficha import Lista
from paginas.componentes.plan_actual import abrir
from paginas.componentes.planes import aprobaciones, datos_del_plan, publicar
from paginas.componentes.texto import sin_formato

PAGINA = "planes"
_LISTA_DE_FIRMAS = Lista(("accion", "nombre", "cargo"))


def mostrar(
    plan: ResumenDePlan,
    datos: DatosDelPlan,
    firmas: tuple[FirmaDelPlan, ...],
    municipalidades: Sequence[str],
    hoy: date,
) -> None:
    """La ficha del plan elegido."""
    st.header(sin_formato(plan.nombre))
    st.markdown(f":gray[{sin_formato(situacion(plan))}]")
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="acciones_del_plan"):
        st.page_link("paginas/estructura.py", label="Ver su contenido", icon=":material/account_tree:")
        if plan.estado is EstadoPlan.BORRADOR:
            _poner_en_vigencia(plan, hoy)
        else:
            _aprobar_de_nuevo(plan, hoy)
        publicar.ofrecer(plan, hoy)
        _copiar(plan, datos)
        _borrar(plan, hoy)
    con_datos, con_firmas, con_documentos = st.tabs(["Datos", "Firmas", "Documentos"])
    with con_datos:
        _datos(plan, datos, municipalidades)
    with con_firmas:
        _firmas(plan, firmas)
    with con_documentos:
        fuentes.mostrar_en_ficha(plan.id)


def situacion(plan: ResumenDePlan) -> str:
    """«Borrador · enero de 2026 a diciembre de 2026 · 3 sin programar»."""
    estado = plan.estado.etiqueta
    if plan.vigente_desde is not None:
        estado = f"Vigente desde el {fecha_larga(plan.vigente_desde)}"
    partes = [estado, f"{plan.inicio} a {plan.fin}"]
    if plan.actividades > plan.programadas:
        partes.append(f"{contar(plan.actividades - plan.programadas, 'actividad')} sin programar")
    return " · ".join(partes)


def _poner_en_vigencia(plan: ResumenDePlan, hoy: date) -> None:
    with st.popover("Poner en vigencia…", icon=":material/gavel:", key="vigencia", type="primary"):
        st.markdown(
            f"Lo programado de {contar(plan.programadas, 'actividad')} queda aprobado tal como está hoy. "
            "Desde entonces, mover o bajar lo programado pide un motivo."
            if plan.programadas
            else "Ninguna actividad tiene meses programados: nada quedaría aprobado. Antes, póngalos en el "
            "Cronograma."
        )
        if plan.actividades > plan.programadas:
            st.markdown(f"Sin programar: {contar(plan.actividades - plan.programadas, 'actividad')}.")
        aprobacion = aprobaciones.pedir(plan.id, "Puesta en vigencia", hoy)
        if st.button("Poner en vigencia", key="poner_en_vigencia", type="primary"):
            with accion(f"Poner en vigencia «{plan.nombre}»", PAGINA, plan.id) as sesion:
                vida_del_plan.poner_en_vigencia(sesion, plan.id, hoy, aprobacion)


def _aprobar_de_nuevo(plan: ResumenDePlan, hoy: date) -> None:
    with st.popover("Aprobar de nuevo…", icon=":material/gavel:", key="aprobar_de_nuevo"):
        st.markdown(
            "Lo programado hoy pasa a ser lo aprobado, y el plan queda congelado como está: con eso se "
            "compara en Cambios. Las aprobaciones anteriores se conservan."
        )
        aprobacion = aprobaciones.pedir(plan.id, "Modificación", hoy)
        if st.button("Aprobar", key="aprobar_el_plan", type="primary"):
            with accion(f"Aprobar de nuevo «{plan.nombre}»", PAGINA, plan.id) as sesion:
                vida_del_plan.aprobar_de_nuevo(sesion, plan.id, aprobacion)


def _copiar(plan: ResumenDePlan, datos: DatosDelPlan) -> None:
    siguiente = datos.inicio.mas(meses_hasta_el_siguiente(datos.cantidad_meses))
    nombre = nombre_del_siguiente(plan.nombre, datos.anio_inicio, siguiente.anio)
    with st.popover(
        f"Copiar para {siguiente.anio}…", icon=":material/content_copy:", key=f"copiar_{plan.id}"
    ):
        st.markdown(
            f"Se crea el borrador **{sin_formato(nombre)}**, desde {siguiente}, con las mismas líneas, "
            "objetivos, actividades y meses programados, sin lo ejecutado, las firmas ni los aportes."
        )
        if st.button("Crear el borrador", key="copiar_plan", type="primary"):
            ids: list[int] = []
            with accion(
                f"Copiar «{plan.nombre}» para {siguiente.anio}",
                PAGINA,
                None,
                luego=lambda: abrir(ids[0]),
            ) as sesion:
                ids.append(vida_del_plan.copiar_al_siguiente(sesion, plan.id))


def _borrar(plan: ResumenDePlan, hoy: date) -> None:
    with st.popover("Borrar…", icon=":material/delete:", key=f"borrar_el_plan_{plan.id}"):
        st.markdown(
            f"«{sin_formato(plan.nombre)}» sale de todas las pantallas con sus "
            f"{contar(plan.actividades, 'actividad')} y su historia. "
            "Queda en la papelera, de donde vuelve entero."
        )
        if st.button("Borrar el plan", key="borrar_plan", type="primary"):
            with accion(
                f"Borrar el plan «{plan.nombre}»", PAGINA, plan.id, luego=plan_actual.olvidar
            ) as sesion:
                vida_del_plan.borrar(sesion, plan.id, hoy)


@st.fragment
def _datos(plan: ResumenDePlan, guardados: DatosDelPlan, municipalidades: Sequence[str]) -> None:
    identidad.de_la_visita()
    guardado = datos_del_plan.a_campos(guardados)
    lugar = Lugar(Parte.DATOS, f"datos-{plan.id}")
    ficha = ficha_en_curso.abrir(plan.id, lugar, "los datos del plan", "nombre", guardado)
    borrador = plan.estado is EstadoPlan.BORRADOR
    elegido = datos_del_plan.corregir(ficha, municipalidades, corregible=borrador)
    if elegido is None:
        return
    vistos, escritos, con_los_meses = elegido
    cerrar = partial(ficha_en_curso.cerrar, ficha)
    with accion(f"Editar los datos de «{plan.nombre}»", PAGINA, plan.id, luego=cerrar) as sesion:
        vida_del_plan.editar(sesion, plan.id, vistos, escritos, con_los_meses=con_los_meses)
    iguales = {c for c, valor in ficha.visto.items() if datos_del_plan.a_campos(escritos)[c] == valor}
    ficha_en_curso.dar_por_visto(ficha, {**guardado, **{c: ficha.visto[c] for c in iguales}})


@st.fragment
def _firmas(plan: ResumenDePlan, guardadas: tuple[FirmaDelPlan, ...]) -> None:
    identidad.de_la_visita()
    lugar = Lugar(Parte.FIRMAS, f"firmas-{plan.id}")
    ficha = _LISTA_DE_FIRMAS.abrir(plan.id, lugar, "las firmas del plan", guardadas)
    for cual in _LISTA_DE_FIRMAS.cuales(ficha.partida):
        _firma(ficha, cual)
    st.markdown(":gray[:small[Una firma sin nombre se quita al guardar.]]")
    elegido = _LISTA_DE_FIRMAS.boton_de_guardar(ficha, "Guardar firmas")
    if elegido is None:
        return
    vistas, escritas = (_LISTA_DE_FIRMAS.leer(campos, FirmaDelPlan) for campos in elegido)
    cerrar = partial(ficha_en_curso.cerrar, ficha)
    with accion(f"Editar las firmas de «{plan.nombre}»", PAGINA, plan.id, luego=cerrar) as sesion:
        anexos_del_plan.guardar_firmas(sesion, plan.id, vistas[:-1], escritas)
    ficha_en_curso.dar_por_visto(ficha, _LISTA_DE_FIRMAS.guardado(guardadas))


def _firma(ficha: Ficha, cual: str) -> None:
    que, quien = st.columns(2)
    for lugar, campo, rotulo, ejemplo in (
        (que, "accion", "Qué hizo", "Elaborado por"),
        (quien, "nombre", "Nombre", None),
        (st, "cargo", "Cargo", None),
    ):
        lugar.text_input(
            rotulo,
            dicho(ficha.partida[f"{campo}_{cual}"]),
            key=ficha.campo(f"{campo}_{cual}"),
            placeholder=ejemplo,
            on_change=partial(_LISTA_DE_FIRMAS.al_cambiar, ficha),
        )
