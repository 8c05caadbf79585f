"""Crear, editar, ordenar y mover programas, líneas, objetivos y actividades de un plan."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from sqlalchemy import Table, delete, func, insert, select, update
from sqlmodel import Session

from modelos.actividad import Actividad, ActividadUnidad, Unidad
from modelos.contenido import (
    NOMBRES_EN_LA_FICHA,
    UNIDADES,
    Pegada,
    campos_de,
    comprobar_actividad,
    texto_exigido,
)
from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, por_guardar
from modelos.nodos import Clase, Nodo, Paso, comprobar_destino, corrido, ubicado
from modelos.participacion import AporteCiudadano
from modelos.plan import LineaEstrategica, Objetivo, Programa
from modelos.tabla import tabla_de

Entidad = Programa | LineaEstrategica | Objetivo | Actividad | AporteCiudadano

ENTIDADES: dict[Clase, type[Entidad]] = {
    Clase.PROGRAMA: Programa,
    Clase.LINEA: LineaEstrategica,
    Clase.OBJETIVO: Objetivo,
    Clase.ACTIVIDAD: Actividad,
    Clase.APORTE: AporteCiudadano,
}
_PADRE = {
    Clase.PROGRAMA: "plan_id",
    Clase.LINEA: "plan_id",
    Clase.OBJETIVO: "linea_id",
    Clase.ACTIVIDAD: "objetivo_id",
    Clase.APORTE: "plan_id",
}
_DESTINO = {Clase.LINEA: Clase.PROGRAMA, Clase.OBJETIVO: Clase.LINEA, Clase.ACTIVIDAD: Clase.OBJETIVO}
responsable, unidad = tabla_de(ActividadUnidad), tabla_de(Unidad)


class Ubicacion(NamedTuple):
    """De qué plan es un nodo y si está en la papelera."""

    plan_id: int
    en_papelera: bool


def tabla(clase: Clase) -> Table:
    """La tabla de la clase."""
    return tabla_de(ENTIDADES[clase])


def buscar(sesion: Session, nodo: Nodo) -> Entidad:
    """El nodo guardado; ErrorDeDominio si ya no está o está en la papelera."""
    encontrado = _leer(sesion, nodo)
    if encontrado is None or encontrado.papelera_id is not None:
        raise ErrorDeDominio("Esto ya no está en el plan: otra persona lo borró. Puede estar en la papelera.")
    return encontrado


def agregar_programa(sesion: Session, plan_id: int, nombre: str) -> int:
    """Un programa al final de los del plan."""
    orden = _siguiente(sesion, Clase.PROGRAMA, plan_id)
    return _guardar(sesion, Programa(plan_id=plan_id, orden=orden, nombre=texto_exigido(nombre, "el nombre")))


def agregar_linea(sesion: Session, plan_id: int, nombre: str, programa_id: int | None = None) -> int:
    """Una línea al final del plan, en el programa que se diga."""
    _comprobar_programa(sesion, plan_id, programa_id)
    orden = _siguiente(sesion, Clase.LINEA, plan_id)
    nombre = texto_exigido(nombre, "el nombre")
    return _guardar(
        sesion, LineaEstrategica(plan_id=plan_id, programa_id=programa_id, orden=orden, nombre=nombre)
    )


def agregar_objetivo(sesion: Session, linea_id: int, nombre: str) -> int:
    """Un objetivo al final de los de su línea."""
    buscar(sesion, Nodo(Clase.LINEA, linea_id))
    orden = _siguiente(sesion, Clase.OBJETIVO, linea_id)
    return _guardar(
        sesion, Objetivo(linea_id=linea_id, orden=orden, nombre=texto_exigido(nombre, "el nombre"))
    )


def agregar_actividades(sesion: Session, objetivo_id: int, pegadas: Sequence[Pegada]) -> list[int]:
    """Las actividades al final de su objetivo, en el orden en que se escribieron."""
    buscar(sesion, Nodo(Clase.OBJETIVO, objetivo_id))
    primera = _siguiente(sesion, Clase.ACTIVIDAD, objetivo_id)
    nuevas = [
        Actividad(objetivo_id=objetivo_id, orden=primera + lugar, codigo=pegada.codigo, nombre=pegada.nombre)
        for lugar, pegada in enumerate(pegadas)
    ]
    sesion.add_all(nuevas)
    sesion.flush()
    return [nueva.id for nueva in nuevas]


def renombrar(sesion: Session, nodo: Nodo, visto: str, escrito: str) -> None:
    """Cambia el nombre de un programa, una línea o un objetivo."""
    campo = nodo.clase.campo_de_texto
    encontrado = buscar(sesion, nodo)
    nuevo = texto_exigido(escrito, "el nombre")
    actual = {campo: getattr(encontrado, campo)}
    if por_guardar({campo: visto}, {campo: nuevo}, actual, {campo: "nombre"}):
        setattr(encontrado, campo, nuevo)


def editar_actividad(sesion: Session, actividad_id: int, visto: Campos, escrito: Campos) -> Campos:
    """Guarda los campos que cambiaron en la ficha de una actividad, y entrega cuáles fueron.

    Las unidades, si vienen, se comparan con los demás campos; asignarlas es `asignar_unidades`.
    """
    encontrada = buscar(sesion, Nodo(Clase.ACTIVIDAD, actividad_id))
    assert isinstance(encontrada, Actividad)  # noqa: S101  (buscar entrega la clase del nodo)
    comprobar_actividad(escrito)
    ahora = campos_de(encontrada) | {UNIDADES: _nombres_de_unidades(sesion, actividad_id)}
    cambios = por_guardar(visto, escrito, ahora, NOMBRES_EN_LA_FICHA)
    for campo, valor in cambios.items():
        if campo != UNIDADES:
            setattr(encontrada, campo, valor)
    return cambios


def _nombres_de_unidades(sesion: Session, actividad_id: int) -> tuple[str, ...]:
    """Las responsables, la principal primero."""
    consulta = (
        select(unidad.c.nombre)
        .join(responsable, responsable.c.unidad_id == unidad.c.id)
        .where(responsable.c.actividad_id == actividad_id)
        .order_by(responsable.c.orden, unidad.c.nombre)
    )
    return tuple(sesion.execute(consulta).scalars())


def asignar_unidades(sesion: Session, actividad_ids: Iterable[int], unidad_ids: Sequence[int]) -> None:
    """Deja como responsables a esas unidades, en ese orden: la primera es la principal."""
    ids = list(actividad_ids)
    consulta = select(*responsable.c["actividad_id", "unidad_id", "orden"])
    filas = sesion.execute(consulta.where(responsable.c.actividad_id.in_(ids))).all()
    previas: dict[int, list[int]] = {id_: [] for id_ in ids}
    for actividad_id, unidad_id, _ in sorted(filas, key=lambda fila: fila.orden):
        previas[actividad_id].append(unidad_id)
    cambian = [id_ for id_ in ids if previas[id_] != list(unidad_ids)]
    sesion.execute(delete(responsable).where(responsable.c.actividad_id.in_(cambian)))
    nuevas = [
        {"actividad_id": id_, "unidad_id": unidad_id, "orden": orden}
        for id_ in cambian
        for orden, unidad_id in enumerate(unidad_ids)
    ]
    if nuevas:
        sesion.execute(insert(responsable), nuevas)


def correr(sesion: Session, nodo: Nodo, paso: Paso) -> None:
    """Sube o baja el nodo un lugar entre sus hermanos."""
    hermanos = _hermanos(sesion, buscar(sesion, nodo), nodo.clase)
    _ordenar(sesion, nodo.clase, corrido(hermanos, nodo.id, paso))


def mover(sesion: Session, nodo: Nodo, destino_id: int | None, posicion: int | None = None) -> None:
    """Cuelga el nodo de otro padre (una línea, de otro programa o de ninguno), en esa posición o al final.

    La posición de una línea es entre todas las del plan, contando desde 0.
    """
    encontrado = buscar(sesion, nodo)
    _comprobar_destino(sesion, nodo, destino_id)
    if isinstance(encontrado, LineaEstrategica):
        encontrado.programa_id = destino_id
    elif destino_id is None:
        raise ErrorDeDominio("No se movió: elija a dónde.")
    else:
        setattr(encontrado, _PADRE[nodo.clase], destino_id)
    sesion.flush()
    if posicion is not None or nodo.clase is not Clase.LINEA:
        hermanos = _hermanos(sesion, encontrado, nodo.clase)
        _ordenar(sesion, nodo.clase, ubicado(hermanos, nodo.id, posicion))


def abrir_lugar(sesion: Session, nodo: Nodo, nuevo_id: int) -> None:
    """Pone al recién creado justo después de su hermano."""
    hermanos = _hermanos(sesion, buscar(sesion, nodo), nodo.clase)
    resto = [hermano for hermano in hermanos if hermano != nuevo_id]
    _ordenar(sesion, nodo.clase, ubicado(resto, nuevo_id, resto.index(nodo.id) + 1))


def ubicar(sesion: Session, nodo: Nodo) -> Ubicacion | None:
    """El plan del nodo y si él está en la papelera; None si no existe."""
    encontrado = _leer(sesion, nodo)
    if encontrado is None:
        return None
    if isinstance(encontrado, Actividad):
        padre = ubicar(sesion, Nodo(Clase.OBJETIVO, encontrado.objetivo_id))
    elif isinstance(encontrado, Objetivo):
        padre = ubicar(sesion, Nodo(Clase.LINEA, encontrado.linea_id))
    else:
        padre = Ubicacion(encontrado.plan_id, en_papelera=False)
    return padre and Ubicacion(padre.plan_id, encontrado.papelera_id is not None)


def _comprobar_destino(sesion: Session, nodo: Nodo, destino_id: int | None) -> None:
    if destino_id is None:
        return
    destino = Nodo(_DESTINO.get(nodo.clase, nodo.clase), destino_id)
    propia, ajena = ubicar(sesion, nodo), ubicar(sesion, destino)
    if ajena is None:
        raise ErrorDeDominio("No se movió: el lugar elegido ya no existe.")
    comprobar_destino(
        str(getattr(_leer(sesion, destino), "nombre", "")),
        mismo_plan=propia is not None and propia.plan_id == ajena.plan_id,
        en_papelera=ajena.en_papelera,
    )


def _comprobar_programa(sesion: Session, plan_id: int, programa_id: int | None) -> None:
    if programa_id is None:
        return
    if ubicar(sesion, Nodo(Clase.PROGRAMA, programa_id)) != Ubicacion(plan_id, en_papelera=False):
        raise ErrorDeDominio("No se agregó: el programa elegido ya no está en este plan.")


def _siguiente(sesion: Session, clase: Clase, padre_id: int) -> int:
    columnas = tabla(clase).c
    consulta = select(func.max(columnas.orden)).where(columnas[_PADRE[clase]] == padre_id)
    ultimo: int | None = sesion.execute(consulta).scalar()
    return 0 if ultimo is None else ultimo + 1


def _hermanos(sesion: Session, nodo: Entidad, clase: Clase) -> list[int]:
    """Los que cuelgan de lo mismo, con él, en su orden; los aportes, solo los de su línea y su tipo."""
    columnas = tabla(clase).c
    comunes = [_PADRE[clase], *(("linea_id", "tipo") if clase is Clase.APORTE else ())]
    iguales = [columnas[columna].is_not_distinct_from(getattr(nodo, columna)) for columna in comunes]
    consulta = select(columnas.id).where(*iguales, columnas.papelera_id.is_(None))
    return list(sesion.execute(consulta.order_by(columnas.orden, columnas.id)).scalars())


def _ordenar(sesion: Session, clase: Clase, ids: Sequence[int]) -> None:
    """Numera a los hermanos por su lugar; los que ya lo tenían no se escriben."""
    destino = tabla(clase)
    consulta = select(destino.c.id, destino.c.orden).where(destino.c.id.in_(ids))
    ordenes: dict[int, int] = {fila.id: fila.orden for fila in sesion.execute(consulta)}
    for orden, id_ in enumerate(ids):
        if ordenes[id_] != orden:
            sesion.execute(update(destino).where(destino.c.id == id_).values(orden=orden))


def _leer(sesion: Session, nodo: Nodo) -> Entidad | None:
    return cast("Entidad | None", sesion.get(ENTIDADES[nodo.clase], nodo.id))


def _guardar(sesion: Session, nuevo: Entidad) -> int:
    sesion.add(nuevo)
    sesion.flush()
    return nuevo.id
