"""La evidencia de un plan: agregarla, agregarle revisiones, decir qué prueba y dictaminarla."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, union
from sqlmodel import Session
from sqlmodel import select as elegir

from datos import identidad
from datos.certificacion import requisitos
from datos.fila_de_mes import comprobar_que_sigue
from modelos.certificacion.direcciones import comprobar_direccion
from modelos.certificacion.estados import ClaseEvidencia, Dictamen
from modelos.certificacion.proceso import EnActividad, EnRequisito
from modelos.certificacion.tablas import (
    Evidencia,
    EvidenciaActividad,
    EvidenciaRequisito,
    NivelOtorgado,
    Revision,
)
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.permisos import Permiso
from modelos.plan import Plan
from modelos.tabla import tabla_de

evidencia, revision = tabla_de(Evidencia), tabla_de(Revision)
de_requisito, de_actividad = tabla_de(EvidenciaRequisito), tabla_de(EvidenciaActividad)
plan, otorgado = tabla_de(Plan), tabla_de(NivelOtorgado)


@dataclass(frozen=True, slots=True)
class ArchivoGuardado:
    """Un archivo que ya está, entero y comprobado, en el almacén."""

    sha256: str
    tamano: int
    tipo: str
    nombre: str
    tomada_el: date | None = None
    con_ubicacion: bool = False
    paginas: int | None = None
    ilegible: bool = False


@dataclass(frozen=True, slots=True)
class Descrita:
    """Lo que la persona dice de una evidencia."""

    titulo: str
    clase: ClaseEvidencia
    fecha: date | None = None
    vence: date | None = None
    confidencial: bool = False


def agregar(
    sesion: Session,
    plan_id: int,
    descrita: Descrita,
    origen: ArchivoGuardado | str | None,
    *,
    requisitos_que_prueba: Iterable[EnRequisito] = (),
    actividades: Sequence[EnActividad] = (),
    nota: str = "",
) -> int:
    """La evidencia con su primera revisión —un archivo o una dirección—, o anotada sin ella; su número.

    Lo que prueba de una actividad lo prueba también de los requisitos por los que ella trabaja. El mismo
    archivo dos veces es la misma evidencia: solo se agrega lo que prueba, y pasa a reservada si se pide.
    """
    ya = None if origen is None else con_el_mismo_archivo(sesion, plan_id, origen)
    evidencia_id = ya if ya is not None else _crear(sesion, plan_id, descrita)
    if ya is None and origen is not None:
        _agregar_revision(sesion, evidencia_id, origen, nota)
    elif descrita.confidencial and identidad.en_curso().puede(Permiso.EDITAR):
        tomar(sesion, plan_id, evidencia_id).confidencial = True
    enlazar_actividades(sesion, plan_id, evidencia_id, actividades)
    por_actividad = requisitos.de_las_actividades(sesion, plan_id, {una.actividad_id for una in actividades})
    enlazar_requisitos(
        sesion,
        plan_id,
        evidencia_id,
        [*requisitos_que_prueba, *(EnRequisito(id_, "") for id_ in por_actividad)],
    )
    return evidencia_id


def con_el_mismo_archivo(sesion: Session, plan_id: int, origen: ArchivoGuardado | str) -> int | None:
    """La evidencia en uso del plan cuya última revisión es ese archivo o esa dirección."""
    suya = revision.c.direccion == origen if isinstance(origen, str) else revision.c.sha256 == origen.sha256
    ultimas = (
        select(revision.c.evidencia_id, func.max(revision.c.numero).label("ultima"))
        .group_by(revision.c.evidencia_id)
        .subquery()
    )
    consulta = (
        select(evidencia.c.id)
        .join(revision, revision.c.evidencia_id == evidencia.c.id)
        .join(
            ultimas,
            (ultimas.c.evidencia_id == evidencia.c.id) & (ultimas.c.ultima == revision.c.numero),
        )
        .where(
            evidencia.c.plan_id == plan_id,
            suya,
            evidencia.c.dictamen.is_distinct_from(Dictamen.RETIRADA.value),
        )
        .order_by(evidencia.c.id)
    )
    hallada: int | None = sesion.execute(consulta).scalar()
    return hallada


def _crear(sesion: Session, plan_id: int, descrita: Descrita) -> int:
    ultimo = sesion.execute(
        select(func.max(evidencia.c.numero)).where(evidencia.c.plan_id == plan_id)
    ).scalar()
    nueva = Evidencia(
        plan_id=plan_id,
        numero=(ultimo or 0) + 1,
        titulo=texto_exigido(descrita.titulo, "el título de la evidencia"),
        clase=descrita.clase.value,
        fecha=descrita.fecha,
        vence=descrita.vence,
        confidencial=descrita.confidencial,
    )
    sesion.add(nueva)
    sesion.flush()
    return nueva.id


def agregar_revision(
    sesion: Session, plan_id: int, evidencia_id: int, origen: ArchivoGuardado | str, nota: str = ""
) -> None:
    """Otra versión del documento; la anterior se conserva y lo dicho de ella ya no vale para esta."""
    tomar(sesion, plan_id, evidencia_id)
    _agregar_revision(sesion, evidencia_id, origen, nota)


def _agregar_revision(sesion: Session, evidencia_id: int, origen: ArchivoGuardado | str, nota: str) -> None:
    ultimo = sesion.execute(
        select(func.max(revision.c.numero)).where(revision.c.evidencia_id == evidencia_id)
    ).scalar()
    nueva = Revision(
        evidencia_id=evidencia_id,
        numero=(ultimo or 0) + 1,
        quien=identidad.en_curso().nombre,
        cuando=datetime.now(UTC),
        nota=nota.strip() or None,
    )
    if isinstance(origen, str):
        nueva.direccion = comprobar_direccion(origen)
    else:
        for campo in ArchivoGuardado.__slots__:
            setattr(nueva, campo, getattr(origen, campo))
    sesion.add(nueva)
    sesion.flush()


def describir(sesion: Session, plan_id: int, evidencia_id: int, descrita: Descrita) -> None:
    """Corrige lo que se dice de ella; sus archivos no cambian."""
    fila = tomar(sesion, plan_id, evidencia_id)
    fila.titulo = texto_exigido(descrita.titulo, "el título de la evidencia")
    fila.clase = descrita.clase.value
    fila.fecha, fila.vence, fila.confidencial = descrita.fecha, descrita.vence, descrita.confidencial


def dictaminar(
    sesion: Session,
    plan_id: int,
    evidencia_id: int,
    dictamen: Dictamen,
    vista: int,
    hoy: date,
    razon: str = "",
) -> None:
    """Acepta, observa o retira la revisión número `vista`, que es la que se miró.

    ErrorDeDominio si entre tanto llegó otra, si no tiene archivo, o si falta la razón.
    """
    fila = tomar(sesion, plan_id, evidencia_id)
    ultima = sesion.execute(
        select(func.max(revision.c.numero)).where(revision.c.evidencia_id == evidencia_id)
    ).scalar()
    if dictamen is not Dictamen.RETIRADA and not ultima:
        raise ErrorDeDominio("No se hizo: esta evidencia todavía no tiene archivo ni dirección.")
    if dictamen is not Dictamen.RETIRADA and ultima != vista:
        raise ErrorDeDominio(
            "No se hizo: mientras la miraba llegó otra revisión de esta evidencia. Mírela y vuelva a decidir."
        )
    fila.razon = texto_exigido(razon, _POR_QUE[dictamen]) if dictamen.pide_razon else None
    fila.dictamen, fila.dictamen_de = dictamen.value, ultima or 0
    fila.dictamen_por, fila.dictamen_el = identidad.en_curso().nombre, hoy


_POR_QUE = {
    Dictamen.OBSERVADA: "qué hay que corregir en la evidencia",
    Dictamen.RETIRADA: "por qué se retira la evidencia",
}


def quitar_dictamen(sesion: Session, plan_id: int, evidencia_id: int) -> None:
    """Vuelve a esperar que alguien la mire."""
    fila = tomar(sesion, plan_id, evidencia_id)
    fila.dictamen = fila.dictamen_de = fila.dictamen_por = fila.dictamen_el = fila.razon = None


def enlazar_requisitos(
    sesion: Session, plan_id: int, evidencia_id: int, pedidos: Iterable[EnRequisito]
) -> None:
    """Agrega esos requisitos a los que prueba; uno que ya estaba sin páginas toma las dichas."""
    tomar(sesion, plan_id, evidencia_id)
    estaban = {
        fila.requisito_id: fila
        for fila in sesion.exec(
            elegir(EvidenciaRequisito).where(EvidenciaRequisito.evidencia_id == evidencia_id)
        )
    }
    for pedido in pedidos:
        requisitos.tomar(sesion, plan_id, pedido.requisito_id)
        fila = estaban.get(pedido.requisito_id)
        if fila is None:
            fila = EvidenciaRequisito(evidencia_id=evidencia_id, requisito_id=pedido.requisito_id)
            estaban[pedido.requisito_id] = fila
            sesion.add(fila)
        if pedido.paginas.strip():
            fila.paginas = pedido.paginas.strip()
    sesion.flush()


def dejar_requisitos(
    sesion: Session, plan_id: int, evidencia_id: int, pedidos: Sequence[EnRequisito]
) -> None:
    """Deja esos requisitos, y ningún otro, con esas páginas."""
    tomar(sesion, plan_id, evidencia_id)
    quedan = {pedido.requisito_id for pedido in pedidos}
    sesion.execute(
        delete(de_requisito).where(
            de_requisito.c.evidencia_id == evidencia_id, de_requisito.c.requisito_id.not_in(quedan)
        )
    )
    enlazar_requisitos(sesion, plan_id, evidencia_id, pedidos)


def enlazar_actividades(
    sesion: Session, plan_id: int, evidencia_id: int, pedidas: Iterable[EnActividad]
) -> None:
    """Agrega esas actividades y meses a lo que prueba."""
    tomar(sesion, plan_id, evidencia_id)
    consulta = select(*de_actividad.c["actividad_id", "anio", "mes"]).where(
        de_actividad.c.evidencia_id == evidencia_id
    )
    estaban = {tuple(fila) for fila in sesion.execute(consulta)}
    for pedida in pedidas:
        anio, mes = pedida.mes or (0, 0)
        clave = (pedida.actividad_id, anio, mes)
        if clave in estaban:
            continue
        comprobar_que_sigue(sesion, plan_id, pedida.actividad_id)
        estaban.add(clave)
        sesion.execute(
            insert(de_actividad).values(
                evidencia_id=evidencia_id, actividad_id=pedida.actividad_id, anio=anio, mes=mes
            )
        )


def soltar_actividad(sesion: Session, plan_id: int, evidencia_id: int, pedida: EnActividad) -> None:
    """La evidencia deja de probar esa actividad, o ese mes suyo."""
    tomar(sesion, plan_id, evidencia_id)
    anio, mes = pedida.mes or (0, 0)
    sesion.execute(
        delete(de_actividad).where(
            de_actividad.c.evidencia_id == evidencia_id,
            de_actividad.c.actividad_id == pedida.actividad_id,
            de_actividad.c.anio == anio,
            de_actividad.c.mes == mes,
        )
    )


def tomar(sesion: Session, plan_id: int, evidencia_id: int) -> Evidencia:
    """La evidencia, si es de ese plan; ErrorDeDominio si ya no está."""
    fila = sesion.get(Evidencia, evidencia_id)
    if fila is None or fila.plan_id != plan_id:
        raise ErrorDeDominio("No se guardó: esta evidencia ya no está en el plan.")
    return fila


def ocupado(sesion: Session, municipalidad_id: int) -> int:
    """Los octetos de los archivos distintos de la municipalidad: su evidencia y sus resoluciones."""
    de_evidencia = _archivos_de(municipalidad_id).with_only_columns(revision.c.sha256, revision.c.tamano)
    de_resolucion = select(otorgado.c.archivo_sha256, otorgado.c.archivo_tamano).where(
        otorgado.c.municipalidad_id == municipalidad_id, otorgado.c.archivo_sha256.is_not(None)
    )
    distintos = union(de_evidencia, de_resolucion).subquery()
    return int(sesion.execute(select(func.coalesce(func.sum(distintos.c.tamano), 0))).scalar_one())


def la_tiene(sesion: Session, municipalidad_id: int, sha256: str) -> bool:
    """Si ese archivo ya es evidencia suya: guardarlo otra vez no ocupa."""
    consulta = _archivos_de(municipalidad_id).where(revision.c.sha256 == sha256).limit(1)
    return sesion.execute(consulta).first() is not None


def _archivos_de(municipalidad_id: int) -> Select[Any]:
    return (
        select(revision.c.id)
        .join(evidencia, revision.c.evidencia_id == evidencia.c.id)
        .join(plan, evidencia.c.plan_id == plan.c.id)
        .where(plan.c.municipalidad_id == municipalidad_id, revision.c.sha256.is_not(None))
    )
