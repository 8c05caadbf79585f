"""Lo que cambiaría en el plan existente, para elegir qué se aplica."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import pandas as pd
import streamlit as st

from datos import reimportacion_del_plan
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.frases import contar
from modelos.importacion.borrador import PlanBorrador
from modelos.importacion.plan_aceptado import PlanAceptado
from modelos.importacion.reimportacion import (
    Clase,
    Comparacion,
    De,
    Diferencia,
    bajas,
    comparar,
    ejecutado_distinto,
)
from modelos.importacion.reimportacion_del_plan import comparar_el_resto
from modelos.plan import Etiquetas
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon
from paginas.componentes import cierres
from paginas.componentes.razon_del_cambio import preguntar

_QUE_PASA = {Clase.AGREGADA: "Se agrega", Clase.CAMBIADA: "Cambia", Clase.QUITADA: "Va a la papelera"}
_SIN_PAPELERA = (De.OBJETIVO, De.FIRMA)
_PARTES = {
    De.PLAN: "Plan", De.ACTIVIDAD: "Actividad", De.OBJETIVO: "Objetivo del plan", De.FIRMA: "Firma",
    De.APORTE: "Aporte",
}  # fmt: skip
_CAMPOS = {
    "nombre": "Nombre", "lugar": "Lugar", "codigo": "Número", "unidad_medida": "Unidad de medida",
    "meta": "Meta", "indicador": "Indicador", "medio_verificacion": "Medio de verificación",
    "recurrencia": "Frecuencia", "observaciones": "Observaciones", "peso": "Peso",
    "presupuesto_centavos": "Presupuesto", "gastado_centavos": "Gastado", "causa": "Causa del atraso",
    "proximo_paso": "Próximo paso", "programa": "Programa", "unidades": "Responsables",
    "meses": "Meses programados",
    "municipalidad": "Municipalidad", "unidad": "Unidad", "nivel": "Nivel", "tipo": "Tipo", "clase": "Clase",
    "texto": "Texto", "accion": "Qué hizo", "cargo": "Cargo", "linea": "Línea",
    "actividades": "Actividades que le responden",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Eleccion:
    """Los cambios que la persona aceptó y, si el plan rige y algo baja, por qué."""

    elegidas: tuple[Diferencia, ...]
    razon: Razon


def mostrar(plan: PlanCompleto, nuevo: PlanAceptado, leido: PlanBorrador) -> Eleccion:
    """La frase, la tabla con una fila por cambio y, si hace falta, el motivo."""
    parecidas = st.toggle("Las de nombre parecido son la misma", value=True, key="emparejar_parecidas")
    comparacion = comparar(plan, nuevo, parecidas)
    with lectura() as sesion:
        guardado = reimportacion_del_plan.leer(sesion, plan)
    resto = comparar_el_resto(plan, guardado, leido, nuevo, comparacion.parejas)
    todas = (*comparacion.diferencias, *resto)
    st.markdown(f"**{_frase(comparacion)}{_ademas(todas)}** {_de_lo_ejecutado(plan, nuevo, comparacion)}")
    _por_confirmar(_de_los_nombres(comparacion), _de_la_version(plan, nuevo))
    if not todas:
        return Eleccion((), SIN_RAZON)
    elegidas = _elegir(todas, plan.etiquetas)
    return Eleccion(elegidas, _pedir_razon(plan, nuevo, elegidas))


def _ademas(todas: Sequence[Diferencia]) -> str:
    aparte = sum(diferencia.de is not De.ACTIVIDAD for diferencia in todas)
    donde = "en los datos, líneas, objetivos, firmas o aportes del plan"
    return f" Además, {contar(aparte, 'cambio')} {donde}." if aparte else ""


def _de_lo_ejecutado(plan: PlanCompleto, nuevo: PlanAceptado, comparacion: Comparacion) -> str:
    distinto = ejecutado_distinto(plan, nuevo, comparacion.parejas) if nuevo.exportado else 0
    if not distinto:
        return "Lo ejecutado y las notas de cada mes no cambian."
    meses = contar(distinto, "mes", dentro_de_frase=True)
    return (
        f"El documento dice otra cosa de lo ejecutado en {meses}: eso no se importa, "
        "se registra en la ficha de la actividad."
    )


def _por_confirmar(*frases: str) -> None:
    for frase in filter(None, frases):
        st.html(f'<p class="por-confirmar">{frase}</p>')


def _de_los_nombres(comparacion: Comparacion) -> str:
    """Por qué una actividad que solo cambió de nombre puede estar dos veces en la lista."""
    if not comparacion.sin_comparar:
        return ""
    return (
        "Son demasiadas actividades distintas y no se compararon todos los nombres: una que cambió el suyo "
        "puede estar dos veces, como agregada y como quitada."
    )


def _de_la_version(plan: PlanCompleto, nuevo: PlanAceptado) -> str:
    if nuevo.exportado is None or nuevo.exportado.version == plan.version:
        return ""
    if nuevo.exportado.version is None:
        return (
            "El documento no dice de qué versión del plan salió: no se puede saber si el plan cambió "
            "después. Compare antes de aplicar."
        )
    return (
        "El plan cambió después de exportar este documento: aplicar un cambio puede devolver a como estaba "
        "lo que otra persona corrigió. Compare antes de aplicar."
    )


def _frase(comparacion: Comparacion) -> str:
    ids: Counter[Clase] = Counter()
    de_actividades = (d for d in comparacion.diferencias if d.de is De.ACTIVIDAD)
    for clase, _ in {(d.clase, d.actividad_id or d.clave) for d in de_actividades}:
        ids[clase] += 1
    partes = [
        f"{contar(ids[Clase.AGREGADA], 'actividad')} por agregar",
        f"{contar(ids[Clase.CAMBIADA], 'actividad', dentro_de_frase=True)} con cambios",
        f"{contar(ids[Clase.QUITADA], 'actividad', dentro_de_frase=True)} que el documento ya no trae",
    ]
    return (
        f"{', '.join(partes)}; {contar(comparacion.iguales, 'actividad', dentro_de_frase=True)} sin cambios."
    )


def _elegir(todas: Sequence[Diferencia], etiquetas: Etiquetas) -> tuple[Diferencia, ...]:
    partes = _PARTES | {
        De.LINEA: etiquetas.linea.capitalize(),
        De.OBJETIVO_DE_LINEA: etiquetas.objetivo.capitalize(),
    }
    tabla = pd.DataFrame(
        {
            "aplicar": [d.se_propone for d in todas],
            "pasa": [_que_pasa(d) for d in todas],
            "parte": [partes[d.de] for d in todas],
            "nombre": [d.nombre for d in todas],
            "campo": [_campo(d) for d in todas],
            "antes": [d.antes for d in todas],
            "despues": [d.despues for d in todas],
        }
    )
    forma = sha256("|".join(d.clave for d in todas).encode()).hexdigest()[:12]
    editada = st.data_editor(
        tabla,
        key=f"diferencias_{forma}",
        hide_index=True,
        num_rows="fixed",
        disabled=["pasa", "parte", "nombre", "campo", "antes", "despues"],
        height=min(35 * len(tabla) + 38, 460),
        column_config={
            "aplicar": st.column_config.CheckboxColumn("Aplicar", width=84),
            "pasa": st.column_config.TextColumn("Qué pasa", width=118),
            "parte": st.column_config.TextColumn("De qué", width=92),
            "nombre": st.column_config.TextColumn("Nombre o texto", width=240),
            "campo": st.column_config.TextColumn("Qué cambia", width=122),
            "antes": st.column_config.TextColumn("En el plan", width=170),
            "despues": st.column_config.TextColumn("En el documento", width=200),
        },
    )
    return tuple(d for d, aplicar in zip(todas, editada["aplicar"], strict=True) if aplicar)


def _que_pasa(diferencia: Diferencia) -> str:
    if diferencia.clase is Clase.QUITADA and diferencia.de in _SIN_PAPELERA:
        return "Se quita"
    return _QUE_PASA[diferencia.clase]


def _campo(diferencia: Diferencia) -> str:
    if diferencia.clase is not Clase.CAMBIADA:
        return ""
    if diferencia.parecido:
        return "Nombre (parecido)"
    return _CAMPOS.get(diferencia.campo, diferencia.campo)


def _por_lo_cerrado(plan: PlanCompleto) -> Razon:
    """Si el plan tiene meses aprobados, el lugar para decir por qué se cambia uno."""
    if not cierres.leer(plan).hay_aprobados:
        return SIN_RAZON
    razon = st.text_input("Razón, si cambia un mes ya cerrado", key="razon_de_reimportacion")
    return Razon(tras_cierre=razon or "")


def _pedir_razon(plan: PlanCompleto, nuevo: PlanAceptado, elegidas: Sequence[Diferencia]) -> Razon:
    """En un plan vigente, bajar lo programado exige decir por qué."""
    cuantas = bajas(plan, nuevo, elegidas)
    if not cuantas:
        return _por_lo_cerrado(plan)
    meses = contar(len(cuantas), "mes", dentro_de_frase=True)
    return preguntar(
        "de_reimportacion", f"El plan está vigente y baja lo programado en {meses}: diga por qué."
    )
