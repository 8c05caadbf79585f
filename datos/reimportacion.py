"""Aplicar a un plan los cambios que la persona eligió de un documento leído de nuevo: todos o ninguno."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session

from datos import almacen, estructura, papelera, reimportacion_del_plan, unidades
from datos.conexion import escritura
from datos.importacion import (
    ArchivoFuente,
    Importado,
    anotar_fuente,
    crear,
    fila_de_actividad,
    poner_meses,
    poner_unidades,
)
from datos.lotes import cambiar_meses
from datos.reimportacion_del_plan import Aplicacion
from modelos.actividad import Actividad
from modelos.arbol import PlanCompleto
from modelos.calendario.programacion_en_lote import Calendario
from modelos.errores import ErrorDeDominio
from modelos.frases import contar
from modelos.importacion.cambios_leidos import Dicho
from modelos.importacion.plan_aceptado import ActividadAceptada, PlanAceptado
from modelos.importacion.reimportacion import Clase, De, Diferencia, bajas, dicho_en
from modelos.meses import Mes
from modelos.nodos import Clase as ClaseDeNodo
from modelos.nodos import Nodo
from modelos.parecido import normalizar
from modelos.plan import Plan
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon, comprobar_razon
from modelos.tabla import tabla_de

actividad = tabla_de(Actividad)
_NODOS = {De.LINEA: ClaseDeNodo.LINEA, De.OBJETIVO_DE_LINEA: ClaseDeNodo.OBJETIVO}


@dataclass(frozen=True, slots=True)
class _ComoElDocumento:
    """Los meses que dice el documento, en vez de los que hubiera."""

    dicho: Dicho
    leida: ActividadAceptada

    def aplicar(self, programado: Calendario, /, inicio: Mes, fin: Mes) -> Calendario:  # noqa: ARG002
        """El período ya se extendió a los meses del documento."""
        return self.dicho.meses(programado, self.leida)


def actualizar(
    plan: PlanCompleto,
    nuevo: PlanAceptado,
    elegidas: Sequence[Diferencia],
    archivo: ArchivoFuente,
    hoy: date,
    razon: Razon = SIN_RAZON,
) -> Importado:
    """Aplica los cambios elegidos; lo ejecutado y las notas de cada mes quedan como están.

    ConflictoDeVersion si alguien guardó después de comparar; ErrorDeDominio si falta el motivo.
    """
    if not elegidas:
        raise ErrorDeDominio("Elija al menos un cambio. No se guardó nada.")
    comprobar_razon(bajas(plan, nuevo, elegidas), razon)
    sha256 = almacen.guardar(archivo.contenido)
    frase = f"Importar de nuevo «{plan.nombre}»: {contar(len(elegidas), 'cambio')}"
    with escritura(frase, plan_id=plan.id, version=plan.version, razon=razon.del_cambio) as sesion:
        padres = _Padres(sesion, plan, nuevo)
        _extender(sesion, plan, nuevo, elegidas)
        for elegida in elegidas:
            padres.cambiar(elegida)
        de_actividades = [elegida for elegida in elegidas if elegida.de is De.ACTIVIDAD]
        creadas = _agregar(padres, [d for d in de_actividades if d.clase is Clase.AGREGADA])
        for elegida in de_actividades:
            _cambiar(padres, elegida, hoy, razon)
        en_curso = Aplicacion(sesion, plan, nuevo, hoy, padres.linea, creadas)
        reimportacion_del_plan.aplicar(en_curso, elegidas)
        anotar_fuente(sesion, plan.id, archivo, sha256, hoy)
        return Importado(plan.id, sesion.info["accion_id"])


class _Padres:
    """Las líneas y objetivos del plan por su nombre; los que faltan se crean al pedirlos."""

    def __init__(self, sesion: Session, plan: PlanCompleto, nuevo: PlanAceptado) -> None:
        self.sesion, self.plan, self.nuevo = sesion, plan, nuevo
        self._programas = {
            normalizar(linea.programa): linea.programa_id for linea in plan.lineas if linea.programa
        }
        self._lineas = {normalizar(linea.nombre): linea.id for linea in plan.lineas}
        self._objetivos = {
            (linea.id, normalizar(objetivo.nombre)): objetivo.id
            for linea in plan.lineas
            for objetivo in linea.objetivos
        }

    def linea(self, lugar: int) -> int:
        """El ID de la línea que el documento tiene en ese lugar."""
        leida = self.nuevo.lineas[lugar]
        clave = normalizar(leida.nombre)
        if clave not in self._lineas:
            nombre = "" if leida.programa is None else self.nuevo.programas[leida.programa]
            programa_id = self._programa(nombre)
            self._lineas[clave] = estructura.agregar_linea(
                self.sesion, self.plan.id, leida.nombre, programa_id
            )
        return self._lineas[clave]

    def _programa(self, nombre: str) -> int | None:
        if not nombre:
            return None
        if normalizar(nombre) not in self._programas:
            creado = estructura.agregar_programa(self.sesion, self.plan.id, nombre)
            self._programas[normalizar(nombre)] = creado
        return self._programas[normalizar(nombre)]

    def cambiar(self, elegida: Diferencia) -> None:
        """Antes que nada: por su nombre nuevo los llaman las actividades del documento."""
        if elegida.parte_id is None or elegida.de not in _NODOS:
            return
        nodo = Nodo(_NODOS[elegida.de], elegida.parte_id)
        if elegida.campo == "programa":
            estructura.mover(self.sesion, nodo, self._programa(elegida.valor))
            return
        estructura.renombrar(self.sesion, nodo, elegida.antes, elegida.valor)
        if elegida.de is De.LINEA:
            self._lineas[normalizar(elegida.valor)] = nodo.id
        else:
            lineas = {id_: linea_id for (linea_id, _), id_ in self._objetivos.items()}
            self._objetivos[lineas[nodo.id], normalizar(elegida.valor)] = nodo.id

    def objetivo(self, leida: ActividadAceptada) -> int:
        """El ID del objetivo en que va la actividad."""
        suyo = self.nuevo.objetivos[leida.objetivo]
        linea_id = self.linea(suyo.linea)
        clave = linea_id, normalizar(suyo.nombre)
        if clave not in self._objetivos:
            self._objetivos[clave] = estructura.agregar_objetivo(self.sesion, linea_id, suyo.nombre)
        return self._objetivos[clave]

    def actividad(self, elegida: Diferencia) -> ActividadAceptada:
        """La actividad del documento de que trata el cambio."""
        return self.nuevo.actividades[elegida.lugar or 0]


def _extender(
    sesion: Session, plan: PlanCompleto, nuevo: PlanAceptado, elegidas: Iterable[Diferencia]
) -> None:
    """El período crece hasta abarcar los meses que se van a escribir."""
    meses = {
        mes
        for elegida in elegidas
        if elegida.de is De.ACTIVIDAD
        and elegida.lugar is not None
        and (elegida.campo == "meses" or elegida.clase is Clase.AGREGADA)
        for mes in nuevo.actividades[elegida.lugar].meses
    }
    inicio, fin = min([plan.inicio, *meses]), max([plan.fin, *meses])
    if (inicio, fin) != (plan.inicio, plan.fin):
        guardado = sesion.get_one(Plan, plan.id)
        guardado.anio_inicio, guardado.mes_inicio = inicio
        guardado.cantidad_meses = fin.desde(inicio) + 1
        sesion.flush()


def _agregar(padres: _Padres, elegidas: Sequence[Diferencia]) -> dict[int, int]:
    """Las actividades nuevas, al final de su objetivo; retorna su ID por su lugar en el documento."""
    leidas = [padres.actividad(elegida) for elegida in elegidas]
    objetivos = [padres.objetivo(leida) for leida in leidas]
    consulta = (
        select(actividad.c.objetivo_id, func.max(actividad.c.orden))
        .where(actividad.c.objetivo_id.in_(objetivos))
        .group_by(actividad.c.objetivo_id)
    )
    ultimo = {fila[0]: fila[1] for fila in padres.sesion.execute(consulta)}
    filas = [
        fila_de_actividad(leida, objetivo_id) | {"orden": ultimo.get(objetivo_id, 0) + lugar}
        for lugar, (leida, objetivo_id) in enumerate(zip(leidas, objetivos, strict=True), start=1)
    ]
    creadas = list(zip(crear(padres.sesion, Actividad, filas, ["objetivo_id", "orden"]), leidas, strict=True))
    poner_meses(padres.sesion, creadas)
    poner_unidades(padres.sesion, padres.plan.municipalidad_id, creadas)
    return {d.lugar or 0: id_ for d, (id_, _) in zip(elegidas, creadas, strict=True)}


def _cambiar(padres: _Padres, elegida: Diferencia, hoy: date, razon: Razon) -> None:
    """Un cambio o una quita de una actividad que el plan ya tiene."""
    if elegida.actividad_id is None:
        return
    nodo = Nodo(ClaseDeNodo.ACTIVIDAD, elegida.actividad_id)
    if elegida.clase is Clase.QUITADA:
        papelera.borrar(padres.sesion, nodo, hoy, razon)
        return
    leida = padres.actividad(elegida)
    if elegida.campo == "meses":
        como_dice = _ComoElDocumento(dicho_en(padres.nuevo), leida)
        cambiar_meses(padres.sesion, padres.plan.id, [nodo.id], como_dice, hoy, razon)
    elif elegida.campo == "unidades":
        ids = unidades.asegurar(padres.sesion, padres.plan.municipalidad_id, leida.unidades)
        estructura.asignar_unidades(padres.sesion, [nodo.id], ids)
    elif elegida.campo == "lugar":
        setattr(estructura.buscar(padres.sesion, nodo), "objetivo_id", padres.objetivo(leida))  # noqa: B010
    else:
        setattr(estructura.buscar(padres.sesion, nodo), elegida.campo, getattr(leida, elegida.campo))
    padres.sesion.flush()
