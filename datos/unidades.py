"""Las unidades de la municipalidad: cuánto responde cada una, cambiarles el nombre y unir las repetidas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import case, delete, func, insert, select, update
from sqlmodel import Session

from datos import cierre
from datos.certificacion import requisitos
from modelos.actividad import Actividad, ActividadUnidad, Unidad
from modelos.contenido import texto_exigido
from modelos.cuentas import Pertenencia
from modelos.errores import ErrorDeDominio
from modelos.parecido import normalizar
from modelos.plan import LineaEstrategica, Objetivo, Plan
from modelos.tabla import tabla_de
from modelos.unidades import NombreDeUnidad, comprobar_borrado

unidad, responsable = tabla_de(Unidad), tabla_de(ActividadUnidad)
pertenencia = tabla_de(Pertenencia)
actividad, objetivo = tabla_de(Actividad), tabla_de(Objetivo)
linea, plan = tabla_de(LineaEstrategica), tabla_de(Plan)


@dataclass(frozen=True, slots=True)
class UnidadEnLista:
    """Una unidad con las actividades vivas por las que responde, en todos los planes."""

    id: int
    nombre: str
    sigla: str | None
    principal: int
    acompana: int

    @property
    def actividades(self) -> int:
        """Todas."""
        return self.principal + self.acompana

    @property
    def como_nombre(self) -> NombreDeUnidad:
        """Como la mira la regla de parecidos."""
        return NombreDeUnidad(self.id, self.nombre, self.sigla)


def listar(sesion: Session, municipalidad_id: int) -> list[UnidadEnLista]:
    """Las unidades por nombre; siempre las mismas dos consultas."""
    cuentas = _cuentas(sesion)
    consulta = select(*unidad.c["id", "nombre", "sigla"]).where(unidad.c.municipalidad_id == municipalidad_id)
    filas = sesion.execute(consulta).all()
    return [
        UnidadEnLista(id_, nombre, sigla, *cuentas.get(id_, (0, 0)))
        for id_, nombre, sigla in sorted(filas, key=lambda fila: normalizar(fila.nombre))
    ]


def crear(sesion: Session, municipalidad_id: int, nombre: str, sigla: str | None = None) -> int:
    """Una unidad nueva; ErrorDeDominio si ya hay una con ese nombre."""
    nueva = Unidad(municipalidad_id=municipalidad_id, nombre=texto_exigido(nombre, "el nombre de la unidad"))
    nueva.sigla = (sigla or "").strip() or None
    _comprobar_nombre(sesion, nueva)
    sesion.add(nueva)
    sesion.flush()
    return nueva.id


def asegurar(sesion: Session, municipalidad_id: int, nombres: Sequence[str]) -> list[int]:
    """El identificador de cada nombre, en su orden y sin repetir; crea las unidades que no existían."""
    conocidas = asegurar_por_nombre(sesion, municipalidad_id, nombres)
    return list(dict.fromkeys(conocidas[normalizar(nombre)] for nombre in nombres))


def asegurar_por_nombre(sesion: Session, municipalidad_id: int, nombres: Iterable[str]) -> dict[str, int]:
    """El identificador de todas las de la municipalidad, por su nombre normalizado; crea las que falten.

    Siempre las mismas dos órdenes, sean cuantas sean; entre dos formas de un nombre queda la primera.
    """
    consulta = select(unidad.c.nombre, unidad.c.id).where(unidad.c.municipalidad_id == municipalidad_id)
    conocidas = {normalizar(nombre): int(id_) for nombre, id_ in sesion.execute(consulta)}
    nuevas: dict[str, str] = {}
    for nombre in nombres:
        if normalizar(nombre) not in conocidas:
            nuevas.setdefault(normalizar(nombre), texto_exigido(nombre, "el nombre de la unidad"))
    filas = [{"municipalidad_id": municipalidad_id, "nombre": nombre} for nombre in nuevas.values()]
    if filas:
        orden = insert(unidad).returning(unidad.c.nombre, unidad.c.id)
        conocidas |= {normalizar(nombre): int(id_) for nombre, id_ in sesion.execute(orden, filas)}
    return conocidas


def renombrar(sesion: Session, unidad_id: int, nombre: str, sigla: str | None) -> None:
    """Cambia el nombre y la sigla; ErrorDeDominio si otra ya se llama así."""
    suya = _leer(sesion, unidad_id)
    with sesion.no_autoflush:
        suya.nombre = texto_exigido(nombre, "el nombre de la unidad")
        suya.sigla = (sigla or "").strip() or None
        _comprobar_nombre(sesion, suya)


def unir(sesion: Session, queda_id: int, sobran: Iterable[int]) -> None:
    """Todo lo que respondían las que sobran pasa a la que queda, y ellas desaparecen.

    La que queda es principal donde cualquiera de ellas lo era; si no tenía sigla, toma la de una que sí.
    """
    queda = _leer(sesion, queda_id)
    ids = [id_ for id_ in sobran if id_ != queda_id]
    otras = [_leer(sesion, id_) for id_ in ids]
    if any(otra.municipalidad_id != queda.municipalidad_id for otra in otras):
        raise ErrorDeDominio("No se unieron: son de municipalidades distintas.")
    _pasar_actividades(sesion, queda_id, ids)
    sesion.execute(update(pertenencia).where(pertenencia.c.unidad_id.in_(ids)).values(unidad_id=queda_id))
    cierre.unir_unidades(sesion, queda_id, ids)
    requisitos.unir_unidades(sesion, queda_id, ids)
    sesion.execute(delete(unidad).where(unidad.c.id.in_(ids)))
    queda.sigla = queda.sigla or next((otra.sigla for otra in otras if otra.sigla), None)


def borrar(sesion: Session, unidad_id: int) -> None:
    """Borra una unidad que no responde por nada, ni siquiera en la papelera, y en que nadie tiene su rol."""
    suya = _leer(sesion, unidad_id)
    consulta = select(func.count()).where(responsable.c.unidad_id == unidad_id)
    personas = select(func.count()).where(pertenencia.c.unidad_id == unidad_id)
    comprobar_borrado(
        suya.nombre, sesion.execute(consulta).scalar_one(), sesion.execute(personas).scalar_one()
    )
    if cierre.tiene_cierres(sesion, unidad_id):
        raise ErrorDeDominio(
            f"No se borró: «{suya.nombre}» tiene meses cerrados. Únala con la que hoy hace su trabajo."
        )
    if requisitos.responde_por_alguno(sesion, unidad_id):
        raise ErrorDeDominio(
            f"No se borró: «{suya.nombre}» responde por requisitos de la certificación. "
            "Únala con la que hoy hace su trabajo."
        )
    sesion.delete(suya)


def _pasar_actividades(sesion: Session, queda_id: int, ids: list[int]) -> None:
    todas = select(*responsable.c["actividad_id", "unidad_id", "orden"])
    consulta = todas.where(responsable.c.unidad_id.in_([queda_id, *ids]))
    ordenes: dict[int, int] = {}
    ya_estaba: set[int] = set()
    for actividad_id, unidad_id, orden in sesion.execute(consulta):
        ordenes[actividad_id] = min(orden, ordenes.get(actividad_id, orden))
        if unidad_id == queda_id:
            ya_estaba.add(actividad_id)
    sesion.execute(delete(responsable).where(responsable.c.unidad_id.in_(ids)))
    for actividad_id, orden in ordenes.items():
        if actividad_id in ya_estaba:
            sesion.execute(
                update(responsable)
                .where(responsable.c.actividad_id == actividad_id, responsable.c.unidad_id == queda_id)
                .values(orden=orden)
            )
        else:
            sesion.add(ActividadUnidad(actividad_id=actividad_id, unidad_id=queda_id, orden=orden))
    sesion.flush()


def _cuentas(sesion: Session) -> dict[int, tuple[int, int]]:
    principal = func.sum(case((responsable.c.orden == 0, 1), else_=0))
    consulta = (
        select(responsable.c.unidad_id, func.count(), principal)
        .join(actividad, responsable.c.actividad_id == actividad.c.id)
        .join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .join(plan, linea.c.plan_id == plan.c.id)
        .where(actividad.c.papelera_id.is_(None), plan.c.borrado_el.is_(None))
        .group_by(responsable.c.unidad_id)
    )
    return {id_: (int(primera), total - int(primera)) for id_, total, primera in sesion.execute(consulta)}


def _comprobar_nombre(sesion: Session, suya: Unidad) -> None:
    consulta = select(*unidad.c["id", "nombre"]).where(unidad.c.municipalidad_id == suya.municipalidad_id)
    for id_, nombre in sesion.execute(consulta):
        if id_ != suya.id and normalizar(nombre) == normalizar(suya.nombre):
            raise ErrorDeDominio(
                f"No se guardó: ya existe «{nombre}». Si son la misma unidad, únalas en vez de repetirla."
            )


def _leer(sesion: Session, unidad_id: int) -> Unidad:
    encontrada = sesion.get(Unidad, unidad_id)
    if encontrada is None:
        raise ErrorDeDominio("Esta unidad ya no está: otra persona la unió con otra o la borró.")
    return encontrada
