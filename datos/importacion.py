"""Guardar un plan importado: todo en una transacción, con un número fijo de órdenes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from datos import almacen, municipalidades, planes, unidades
from datos.conexion import escritura
from datos.limites import limite
from modelos.actividad import Actividad, ActividadUnidad, MesActividad, Unidad
from modelos.errores import ErrorDeDominio
from modelos.importacion.decision import Decision
from modelos.importacion.plan_aceptado import ActividadAceptada, MesAceptado, PlanAceptado
from modelos.meses import Mes
from modelos.parecido import normalizar
from modelos.participacion import ActividadAporte, AporteCiudadano
from modelos.plan import (
    DocumentoFuente,
    Firma,
    LineaEstrategica,
    Municipalidad,
    Objetivo,
    ObjetivoPlan,
    Plan,
    Programa,
)
from modelos.tabla import Tabla, tabla_de

Fila = dict[str, Any]
AlGuardar = Callable[[int], None]
"""Recibe cuántas filas acaban de quedar escritas, aún sin confirmar."""

FILAS_POR_LOTE = 5_000

municipalidad, plan, unidad = tabla_de(Municipalidad), tabla_de(Plan), tabla_de(Unidad)

_CAMPOS_DE_ACTIVIDAD = (
    "codigo", "nombre", "peso", "unidad_medida", "meta", "indicador", "medio_verificacion",
    "presupuesto_centavos", "recurrencia", "observaciones", "gastado_centavos", "causa", "proximo_paso",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArchivoFuente:
    """El archivo (o el texto pegado) del que se leyó el plan."""

    nombre: str
    contenido: bytes


@dataclass(frozen=True, slots=True)
class Importado:
    """Lo que quedó: el plan, y la acción con que se deshace."""

    plan_id: int
    accion_id: int


def _sin_decirlo(_: int) -> None:
    return


class PlanRepetido(ErrorDeDominio):
    """Ya hay planes de ese nombre y ese año; `ids`, cuáles."""

    def __init__(self, decision: Decision, ids: frozenset[int]) -> None:
        super().__init__(
            f"No se importó: ya hay un plan «{decision.nombre}», de {decision.anio}. Si es el mismo, elíjalo "
            "en «Guardar como» para ver qué cambiaría; si quiere tener los dos, pulse Importar otra vez."
        )
        self.ids = ids


def guardar(
    aceptado: PlanAceptado,
    archivo: ArchivoFuente,
    hoy: date,
    al_guardar: AlGuardar = _sin_decirlo,
    *,
    avisados: frozenset[int] | None = None,
    ademas: Callable[[Session, int], object] | None = None,
) -> Importado:
    """Crea el plan con todo lo suyo y conserva el archivo: queda entero o no queda nada.

    El archivo va primero: si el proceso muere después, sobra un archivo sin dueño, nunca falta uno.
    `al_guardar` corre dentro de la transacción: lo que lance la deshace. Con `avisados`, PlanRepetido si hay
    otro de igual nombre y año que esos, de los que la persona ya sabe. `ademas` escribe, del plan recién
    creado y en la misma transacción, lo que el documento no trae.
    """
    sha256 = almacen.guardar(archivo.contenido)
    limite("importar.archivo_guardado")
    with escritura(f"Importar el plan «{aceptado.decision.nombre}»") as sesion:
        decision = aceptado.decision
        if avisados is not None:
            _que_no_este(sesion, decision, avisados)
        municipalidad_id = municipalidades.asegurar(sesion, decision.municipalidad, decision.pais)
        plan_id = _plan(sesion, aceptado, municipalidad_id)
        lineas = _lineas(sesion, aceptado, plan_id)
        actividades = _actividades(sesion, aceptado, lineas, al_guardar)
        leidas = list(zip(actividades, aceptado.actividades, strict=True))
        poner_meses(sesion, leidas, al_guardar)
        limite("importar.plan_a_medias")
        poner_unidades(sesion, municipalidad_id, leidas, al_guardar)
        _participacion(sesion, aceptado, plan_id, lineas, actividades)
        _anexos(sesion, aceptado, plan_id)
        anotar_fuente(sesion, plan_id, archivo, sha256, hoy)
        if ademas is not None:
            ademas(sesion, plan_id)
        return Importado(plan_id, sesion.info["accion_id"])


def _que_no_este(sesion: Session, decision: Decision, avisados: frozenset[int]) -> None:
    iguales = frozenset(p.id for p in planes.listar(sesion) if decision.es_como(p.nombre, p.anio_inicio))
    if iguales - avisados:
        raise PlanRepetido(decision, iguales)


def filas_por_guardar(aceptado: PlanAceptado) -> int:
    """Las de actividades, meses y responsables, que son casi todo lo que se escribe."""
    return sum(1 + len(_con_algo(leida)) + len(leida.unidades) for leida in aceptado.actividades)


def agregar(
    sesion: Session, clase: type[Tabla], filas: Iterable[Fila], al_guardar: AlGuardar = _sin_decirlo
) -> None:
    """Inserta las filas, una orden por lote; ninguna si no hay."""
    for lote in _lotes(filas):
        sesion.execute(insert(tabla_de(clase)), lote)
        al_guardar(len(lote))


def crear(
    sesion: Session,
    clase: type[Tabla],
    filas: Iterable[Fila],
    clave: Sequence[str] = ("orden",),
    al_guardar: AlGuardar = _sin_decirlo,
) -> list[int]:
    """Inserta las filas, una orden por lote, y retorna sus ID en el mismo orden.

    `clave` son columnas que distinguen a las filas entre sí: la base no promete entregarlas ordenadas.
    """
    columnas = tabla_de(clase).c
    orden = insert(tabla_de(clase)).returning(columnas.id, *(columnas[nombre] for nombre in clave))
    creadas: list[int] = []
    for lote in _lotes(filas):
        ids = {tuple(valores): int(id_) for id_, *valores in sesion.execute(orden, lote)}
        creadas += [ids[tuple(fila[nombre] for nombre in clave)] for fila in lote]
        al_guardar(len(lote))
    return creadas


def _lotes(filas: Iterable[Fila]) -> Iterator[list[Fila]]:
    """Las filas se arman a medida que se escriben: nunca están todas en la memoria."""
    pendientes = iter(filas)
    while lote := list(islice(pendientes, FILAS_POR_LOTE)):
        yield lote


def _plan(sesion: Session, aceptado: PlanAceptado, municipalidad_id: int) -> int:
    decision = aceptado.decision
    fila = {
        "municipalidad_id": municipalidad_id,
        "nombre": decision.nombre.strip(),
        "tipo": decision.tipo.value,
        "anio_inicio": aceptado.inicio.anio,
        "mes_inicio": aceptado.inicio.mes,
        "cantidad_meses": aceptado.cantidad_meses,
        "nivel": decision.nivel,
        "unidad": decision.unidad,
    }
    return crear(sesion, Plan, [fila], ["nombre"])[0]


def _lineas(sesion: Session, aceptado: PlanAceptado, plan_id: int) -> list[int]:
    programas = crear(
        sesion, Programa, _en_orden({"plan_id": plan_id, "nombre": n} for n in aceptado.programas)
    )
    return crear(
        sesion,
        LineaEstrategica,
        _en_orden(
            {
                "plan_id": plan_id,
                "programa_id": None if linea.programa is None else programas[linea.programa],
                "nombre": linea.nombre,
            }
            for linea in aceptado.lineas
        ),
    )


def _actividades(
    sesion: Session, aceptado: PlanAceptado, lineas: list[int], al_guardar: AlGuardar
) -> list[int]:
    objetivos = crear(
        sesion,
        Objetivo,
        _en_orden({"linea_id": lineas[o.linea], "nombre": o.nombre} for o in aceptado.objetivos),
    )
    filas = (fila_de_actividad(leida, objetivos[leida.objetivo]) for leida in aceptado.actividades)
    return crear(sesion, Actividad, _en_orden(filas), al_guardar=al_guardar)


def fila_de_actividad(leida: ActividadAceptada, objetivo_id: int) -> Fila:
    """Las columnas propias de la actividad, sin su orden."""
    return {"objetivo_id": objetivo_id} | {campo: getattr(leida, campo) for campo in _CAMPOS_DE_ACTIVIDAD}


def _en_orden(filas: Iterable[Fila]) -> Iterator[Fila]:
    return (fila | {"orden": orden} for orden, fila in enumerate(filas, start=1))


def poner_meses(
    sesion: Session,
    actividades: Iterable[tuple[int, ActividadAceptada]],
    al_guardar: AlGuardar = _sin_decirlo,
) -> None:
    """Los meses de las actividades nuevas."""
    filas = (
        {
            "actividad_id": actividad_id,
            "anio": mes.anio,
            "mes": mes.mes,
            "programado": celda.programado,
            "ejecutado": celda.ejecutado,
            "nota": celda.nota,
        }
        for actividad_id, leida in actividades
        for mes, celda in _con_algo(leida)
    )
    agregar(sesion, MesActividad, filas, al_guardar)


def _con_algo(leida: ActividadAceptada) -> list[tuple[Mes, MesAceptado]]:
    return [par for par in leida.meses.items() if par[1].programado or par[1].ejecutado or par[1].nota]


def poner_unidades(
    sesion: Session,
    municipalidad_id: int,
    actividades: Iterable[tuple[int, ActividadAceptada]],
    al_guardar: AlGuardar = _sin_decirlo,
) -> None:
    """Las unidades responsables, la primera como principal; crea las que la municipalidad no tiene."""
    leidas = list(actividades)
    nombres = [nombre for _, leida in leidas for nombre in leida.unidades]
    ids = unidades.asegurar_por_nombre(sesion, municipalidad_id, nombres)
    filas = (
        {"actividad_id": actividad_id, "unidad_id": ids[normalizar(nombre)], "orden": orden}
        for actividad_id, leida in leidas
        for orden, nombre in enumerate(leida.unidades)
    )
    agregar(sesion, ActividadUnidad, filas, al_guardar)


def _participacion(
    sesion: Session, aceptado: PlanAceptado, plan_id: int, lineas: list[int], actividades: list[int]
) -> None:
    filas = _en_orden(
        {
            "plan_id": plan_id,
            "linea_id": None if aporte.linea is None else lineas[aporte.linea],
            "tipo": aporte.tipo,
            "texto": aporte.texto,
        }
        for aporte in aceptado.aportes
    )
    aportes = crear(sesion, AporteCiudadano, filas)
    enlaces = [
        {"actividad_id": actividades[lugar], "aporte_id": aporte_id}
        for aporte_id, aporte in zip(aportes, aceptado.aportes, strict=True)
        for lugar in aporte.actividades
    ]
    agregar(sesion, ActividadAporte, enlaces)


def _anexos(sesion: Session, aceptado: PlanAceptado, plan_id: int) -> None:
    objetivos = (
        {"plan_id": plan_id, "clase": clase, "texto": texto} for clase, texto in aceptado.objetivos_plan
    )
    agregar(sesion, ObjetivoPlan, _en_orden(objetivos))
    firmas = (
        {"plan_id": plan_id, "accion": accion, "nombre": nombre, "cargo": cargo}
        for accion, nombre, cargo in aceptado.firmas
    )
    agregar(sesion, Firma, _en_orden(firmas))


def anotar_fuente(sesion: Session, plan_id: int, archivo: ArchivoFuente, sha256: str, hoy: date) -> None:
    """Deja con el plan el documento del que salió."""
    fuente = {
        "plan_id": plan_id,
        "nombre": archivo.nombre,
        "tamano": len(archivo.contenido),
        "sha256": sha256,
        "importado_el": hoy,
    }
    agregar(sesion, DocumentoFuente, [fuente])
