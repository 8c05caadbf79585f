"""«Quedó sin guardar en el cronograma: 3 cambios, de hoy a las 10:32», con «Retomar» y «Descartar».

Es lo de otra ventana o de una sesión anterior de la misma persona: se cortó la conexión, venció su sesión o
cerró la página. Retomar lo devuelve a sus campos, listo para guardar, o para elegir si alguien guardó antes.
"""

from datetime import datetime
from html import escape
from textwrap import shorten
from zoneinfo import ZoneInfo

import streamlit as st

from datos import aportes, estructura, identidad, unidades
from datos.borradores import SinGuardar
from datos.certificacion import requisitos
from datos.conexion import lectura
from modelos.actividad import Motivo
from modelos.arbol import PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.calendario import cronograma
from modelos.calendario.edicion import Celda
from modelos.contenido import NOMBRES_EN_LA_FICHA
from modelos.dinero import en_moneda
from modelos.frases import contar, cuando_fue
from modelos.fusion import Valor, dicho
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.paises import conocido
from modelos.permisos import Permiso
from modelos.seguimiento.celda_escrita import nombre_de_campo
from paginas.componentes import borrador, dialogo_recordado, ficha_abierta, plan_actual, reloj
from paginas.componentes.actividad import edicion_de_meses
from paginas.componentes.actividad.eleccion import EN_LA_DIRECCION
from paginas.componentes.cronograma import edicion
from paginas.componentes.mensajes import anunciar, explicar_rechazo
from paginas.componentes.planes import datos_del_plan
from paginas.componentes.requisitos import campos as campos_de_requisito
from paginas.componentes.requisitos.eleccion import EN_LA_DIRECCION as REQUISITO_EN_LA_DIRECCION
from paginas.componentes.texto import sin_formato

A_LA_VISTA = 3
CAMPOS_A_LA_VISTA = 12
LETRAS_DEL_TITULO = 90
Destino = tuple[str, dict[str, str]]
_REGISTRAN = frozenset({Parte.ATRASO, Parte.PARCIAL, Parte.REQUISITO})
_DEL_PLAN = {
    Parte.CRONOGRAMA: "cronograma",
    Parte.APORTES: "participacion",
    Parte.OBJETIVOS: "estructura",
    Parte.DATOS: "planes",
    Parte.FIRMAS: "planes",
}
"""En qué pantalla se escribe lo que es de todo el plan."""
_NOMBRES_EN_EL_PLAN = {
    "clase": "clase de objetivo",
    "texto": "texto",
    "accion": "qué hizo quien firma",
    "cargo": "cargo",
    "tipo": "tipo de plan",
    "municipalidad": "municipalidad",
    "pais": "país",
    "mes_inicio": "primer mes",
    "anio_inicio": "año",
    "cantidad_meses": "meses",
    "nivel": "nivel que persigue",
    "unidad": "unidad a cargo",
    "explicacion": "explicación",
}


def ofrecer() -> None:
    """Los del plan elegido; la llama app.py. Su lugar se pide aunque quede vacío."""
    lugar = st.container(key="quedo_sin_guardar", gap="xsmall")
    plan_id = st.session_state.get(plan_actual.CLAVE)
    if plan_id is None or not identidad.en_curso().puede(Permiso.REGISTRAR):
        return
    encontrados = borrador.pendientes(int(plan_id))
    if not encontrados:
        return
    plan = plan_actual.leer(int(plan_id))
    for uno in encontrados[:A_LA_VISTA]:
        with lugar, st.container(horizontal=True, vertical_alignment="center", key=f"quedo_{uno.lugar}"):
            st.markdown(_frase(uno, conocido(plan.pais).zona_horaria))
            if st.button("Retomar", key=f"retomar_{uno.lugar}", icon=":material/edit_note:"):
                _retomar(plan, uno)
            with st.popover("Descartar…", key=f"ver_{uno.lugar}", type="tertiary"):
                _descartar(plan, uno)


def _frase(uno: SinGuardar, zona: str) -> str:
    local = ZoneInfo(zona)
    cuando = cuando_fue(uno.cuando.astimezone(local), datetime.now(local).date())
    cuantos = contar(len(uno.dejados), "cambio", dentro_de_frase=True)
    donde = sin_formato(shorten(uno.titulo, LETRAS_DEL_TITULO, placeholder="…"))
    return f"Quedó sin guardar en {donde}: {cuantos}, de {cuando}.".replace("de el ", "del ")


def _descartar(plan: PlanCompleto, uno: SinGuardar) -> None:
    """Muestra qué se perdería antes de quitarlo."""
    a_la_vista = list(uno.dejados.items())[:CAMPOS_A_LA_VISTA]
    dichos = (
        (_nombre(uno.lugar, campo), _escrito(plan, uno.lugar, campo, dejado.escrito))
        for campo, dejado in a_la_vista
    )
    filas = "".join(f"<dt>{escape(nombre)}</dt><dd>{escape(valor)}</dd>" for nombre, valor in dichos)
    resto = len(uno.dejados) - CAMPOS_A_LA_VISTA
    mas = f"<p>Y {resto} más.</p>" if resto > 0 else ""
    st.html(f'<dl class="choque">{filas}</dl>{mas}')
    if st.button("Descartar", key=f"descartar_{uno.lugar}", type="primary"):
        borrador.descartar(plan.id, uno)
        anunciar("Descartado.")
        st.rerun()


def _nombre(lugar: Lugar, campo: str) -> str:
    if lugar.parte is Parte.MESES:
        return nombre_de_campo(campo)
    if lugar.parte is Parte.CRONOGRAMA:
        celda = Celda.de_texto(campo)
        return f"{celda.campo.capitalize()} en {celda.mes}"
    if lugar.parte in {Parte.OBJETIVOS, Parte.FIRMAS, Parte.TRASLADO}:
        campo = campo.partition("_")[0]  # lo demás es de qué fila o de qué mes
    if lugar.parte is Parte.REQUISITO:
        return requisitos.NOMBRES.get(campo, campo).capitalize()
    nombres = {**aportes.NOMBRES, **NOMBRES_EN_LA_FICHA, **_NOMBRES_EN_EL_PLAN}
    return nombres.get(campo, campo).capitalize()


def _escrito(plan: PlanCompleto, lugar: Lugar, campo: str, valor: Valor) -> str:
    if campo.endswith("_centavos") and isinstance(valor, int):
        return en_moneda(valor, plan.pais)
    if lugar.parte is Parte.DATOS and campo in datos_del_plan.COMO_SE_LEEN and valor is not None:
        return datos_del_plan.COMO_SE_LEEN[campo](valor)
    if lugar.parte in {Parte.PARCIAL, Parte.TRASLADO}:
        return _en_el_dialogo(campo, valor)
    if lugar.parte is Parte.REQUISITO:
        with lectura() as sesion:
            conocidas = {una.id: una.nombre for una in unidades.listar(sesion, plan.municipalidad_id)}
        return campos_de_requisito.como_se_lee(conocidas, campo, valor) or "Nada"
    if campo == "linea_id":
        return next((linea.titulo for linea in plan.lineas if linea.id == valor), "Ninguna")
    return dicho(valor) or "Nada"


def _en_el_dialogo(campo: str, valor: Valor) -> str:
    if campo == "motivo":
        return Motivo(str(valor)).etiqueta
    return str(Mes(*map(int, str(valor).split("-")))) if campo in {"desde", "hacia", "mes"} else dicho(valor)


def _retomar(plan: PlanCompleto, uno: SinGuardar) -> None:
    with explicar_rechazo():
        identidad.en_curso().exigir(Permiso.REGISTRAR if uno.lugar.parte in _REGISTRAN else Permiso.EDITAR)
        nodo = _nodo(uno.lugar)
        if nodo is not None:
            with lectura() as sesion:
                estructura.buscar(sesion, nodo)
        if uno.lugar == edicion.LUGAR:
            retomado = edicion.retomar(plan, cronograma.armar(plan, reloj.hoy(plan.pais)), uno.dejados)
            if len(retomado) < len(uno.dejados):
                anunciar("Una parte es de actividades que ya no están en el plan, y no se pudo retomar.")
        else:
            retomado = uno.dejados
            ficha_abierta.refrescar()
        borrador.apropiarse(plan.id, uno.lugar, retomado)
        if uno.lugar.parte in {Parte.PARCIAL, Parte.TRASLADO}:
            dialogo_recordado.abrir_despues(uno.lugar)
        if uno.lugar.parte is Parte.MESES:
            edicion_de_meses.comenzar(int(uno.lugar.cual))
        pantalla, direccion = _adonde(uno.lugar, nodo)
        st.switch_page(f"paginas/{pantalla}.py", query_params={plan_actual.CLAVE: str(plan.id), **direccion})


def _nodo(lugar: Lugar) -> Nodo | None:
    """Aquello en que se escribía; None en lo que es de todo el plan."""
    if lugar.parte is Parte.FICHA:
        return Nodo.leer(lugar.cual)
    de_una = lugar.parte in {Parte.MESES, Parte.ATRASO, Parte.PARCIAL, Parte.TRASLADO}
    return Nodo(Clase.ACTIVIDAD, int(lugar.cual)) if de_una else None


def _adonde(lugar: Lugar, nodo: Nodo | None) -> Destino:
    if lugar.parte is Parte.REQUISITO:
        return "requisitos", {REQUISITO_EN_LA_DIRECCION: lugar.cual}
    if nodo is None:
        return _DEL_PLAN[lugar.parte], {}
    if lugar.parte is not Parte.FICHA:
        return "actividad", {EN_LA_DIRECCION: str(nodo.id)}
    return "participacion" if nodo.clase is Clase.APORTE else "estructura", {"nodo": str(nodo)}
