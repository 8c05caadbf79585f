"""Aplicar los cambios elegidos que no son de actividades: objetivos del plan, firmas, aportes y sus datos."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, insert, select
from sqlmodel import Session

from datos import anexos_del_plan, aportes, estructura, papelera, respuestas, vida_del_plan
from modelos.arbol import PlanCompleto
from modelos.importacion.plan_aceptado import PlanAceptado
from modelos.importacion.reimportacion import Clase, De, Diferencia
from modelos.importacion.reimportacion_del_plan import Guardado, un_aporte, un_objetivo, una_firma
from modelos.nodos import Clase as ClaseDeNodo
from modelos.nodos import Nodo
from modelos.participacion import TipoAporte
from modelos.plan import Firma, ObjetivoPlan, TipoPlan
from modelos.tabla import tabla_de


@dataclass(frozen=True, slots=True)
class Aplicacion:
    """Un documento que se está aplicando a un plan, dentro de una transacción."""

    sesion: Session
    plan: PlanCompleto
    nuevo: PlanAceptado
    hoy: date
    linea: Callable[[int], int]  # el ID de la línea que el documento tiene en ese lugar
    creadas: Mapping[int, int]  # el ID de cada actividad recién creada, por su lugar en el documento


def leer(sesion: Session, plan: PlanCompleto) -> Guardado:
    """Lo que el plan tiene fuera de sus líneas; siempre las mismas consultas."""
    anexos = anexos_del_plan.leer(sesion, plan.id)
    lineas = {linea.id: linea.nombre for linea in plan.lineas}
    descartadas: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for pareja in respuestas.descartadas(sesion, plan.id):
        descartadas[pareja.aporte] += (pareja.actividad,)
    return Guardado(
        tuple(un_objetivo(o.clase, o.texto, o.id or 0) for o in anexos.objetivos),
        tuple(una_firma(f.accion, f.nombre, f.cargo, f.id or 0) for f in anexos.firmas),
        tuple(
            un_aporte(
                a.tipo.value, a.texto, lineas.get(a.linea_id or 0), a.actividades, a.id, descartadas[a.id]
            )
            for a in aportes.listar(sesion, plan.id)
        ),
    )


def aplicar(en: Aplicacion, elegidas: Iterable[Diferencia]) -> None:
    """Los datos del plan van al final: cambiar de municipalidad lleva consigo a las unidades nuevas."""
    elegidas = list(elegidas)
    for elegida in elegidas:
        if elegida.de is De.OBJETIVO:
            _objetivo(en, elegida)
        elif elegida.de is De.FIRMA:
            _firma(en, elegida)
        elif elegida.de is De.APORTE:
            _aporte(en, elegida)
    _datos(en, {elegida.campo: elegida.valor for elegida in elegidas if elegida.de is De.PLAN})


def _objetivo(en: Aplicacion, elegida: Diferencia) -> None:
    if elegida.clase is Clase.AGREGADA:
        clase, texto = en.nuevo.objetivos_plan[elegida.lugar or 0]
        _agregar(en, ObjetivoPlan, {"clase": clase, "texto": texto})
    else:
        _cambiar(en, ObjetivoPlan, elegida)


def _firma(en: Aplicacion, elegida: Diferencia) -> None:
    if elegida.clase is Clase.AGREGADA:
        accion, nombre, cargo = en.nuevo.firmas[elegida.lugar or 0]
        _agregar(en, Firma, {"accion": accion, "nombre": nombre, "cargo": cargo})
    else:
        _cambiar(en, Firma, elegida)


def _agregar(
    en: Aplicacion, clase: type[ObjetivoPlan] | type[Firma], valores: Mapping[str, str | None]
) -> None:
    """Al final de los del plan."""
    tabla = tabla_de(clase)
    ultimo = en.sesion.execute(select(func.max(tabla.c.orden)).where(tabla.c.plan_id == en.plan.id)).scalar()
    en.sesion.execute(insert(tabla).values(plan_id=en.plan.id, orden=(ultimo or 0) + 1, **valores))


def _cambiar(en: Aplicacion, clase: type[ObjetivoPlan] | type[Firma], elegida: Diferencia) -> None:
    guardado = en.sesion.get_one(clase, elegida.parte_id)
    if elegida.clase is Clase.QUITADA:
        en.sesion.delete(guardado)
    else:
        setattr(guardado, elegida.campo, elegida.valor)
    en.sesion.flush()


def _aporte(en: Aplicacion, elegida: Diferencia) -> None:
    if elegida.clase is Clase.QUITADA:
        papelera.borrar(en.sesion, _nodo(elegida), en.hoy)
        return
    leido = en.nuevo.aportes[elegida.lugar or 0]
    linea_id = None if leido.linea is None else en.linea(leido.linea)
    if elegida.clase is Clase.AGREGADA:
        [aporte_id] = aportes.agregar(en.sesion, en.plan.id, linea_id, TipoAporte(leido.tipo), [leido.texto])
        _enlazar(en, elegida, aporte_id)
    elif elegida.campo == "actividades":
        _enlazar(en, elegida, elegida.parte_id or 0)
    else:
        columna, valor = (
            ("linea_id", linea_id) if elegida.campo == "linea" else (elegida.campo, elegida.valor)
        )
        setattr(estructura.buscar(en.sesion, _nodo(elegida)), columna, valor)
        en.sesion.flush()


def _nodo(elegida: Diferencia) -> Nodo:
    return Nodo(ClaseDeNodo.APORTE, elegida.parte_id or 0)


def _enlazar(en: Aplicacion, elegida: Diferencia, aporte_id: int) -> None:
    """Las actividades que dicen lo mismo: las que el plan ya tenía y las recién creadas."""
    lugares = en.nuevo.aportes[elegida.lugar or 0].actividades
    ids = [*elegida.enlaces, *(en.creadas[lugar] for lugar in lugares if lugar in en.creadas)]
    respuestas.enlazar(en.sesion, aporte_id, ids)


def _datos(en: Aplicacion, valores: Mapping[str, str]) -> None:
    if not valores:
        return
    visto = vida_del_plan.leer_datos(en.sesion, en.plan.id)
    escrito = replace(
        visto,
        nombre=valores.get("nombre", visto.nombre),
        municipalidad=valores.get("municipalidad", visto.municipalidad),
        tipo=TipoPlan(valores.get("tipo", visto.tipo)),
        nivel=valores.get("nivel", visto.nivel),
        unidad=valores.get("unidad", visto.unidad),
    )
    vida_del_plan.editar(en.sesion, en.plan.id, visto, escrito)
