"""La vida de un plan: crearlo, corregirlo, ponerlo en vigencia, copiarlo, borrarlo y traerlo de vuelta."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Select, delete, func, insert, select, update
from sqlmodel import Session

from datos import copia, municipalidades
from datos.alcance import planes_a_la_vista
from datos.versiones import lineas_base
from modelos.actividad import Actividad, ActividadUnidad, MesActividad, Unidad
from modelos.errores import ErrorDeDominio
from modelos.fusion import por_guardar
from modelos.meses import Mes
from modelos.paises import zona_conocida
from modelos.plan import (
    EstadoPlan,
    LineaEstrategica,
    Municipalidad,
    Objetivo,
    ObjetivoPlan,
    Plan,
    TipoPlan,
)
from modelos.tabla import tabla_de
from modelos.versiones.linea_base import Aprobacion
from modelos.vigencia import (
    DatosDelPlan,
    MesOcupado,
    Preparacion,
    comprobar_periodo,
    comprobar_puesta_en_vigencia,
    comprobar_traslado_de_todo,
    meses_hasta_el_siguiente,
    nombre_del_siguiente,
)

plan, municipalidad, linea = tabla_de(Plan), tabla_de(Municipalidad), tabla_de(LineaEstrategica)
objetivo, actividad, mes = tabla_de(Objetivo), tabla_de(Actividad), tabla_de(MesActividad)
responsable, unidad = tabla_de(ActividadUnidad), tabla_de(Unidad)
objetivo_plan = tabla_de(ObjetivoPlan)
_SIN_COPIAR = {"id", "version", "estado", "vigente_desde", "sesion_concejo", "nombre", "anio_inicio"}


@dataclass(frozen=True, slots=True)
class ResumenDePlan:
    """Un plan en la lista de planes, con sus cifras."""

    id: int
    nombre: str
    municipalidad: str
    tipo: TipoPlan
    estado: EstadoPlan
    inicio: Mes
    fin: Mes
    vigente_desde: date | None
    borrado_el: date | None
    lineas: int
    actividades: int
    programadas: int


def resumir(sesion: Session) -> list[ResumenDePlan]:
    """Los planes a la vista, también los borrados; siempre las mismas tres consultas."""
    vivas = select(linea.c.plan_id, func.count().label("cuantas")).where(linea.c.papelera_id.is_(None))
    lineas = {fila.plan_id: fila.cuantas for fila in sesion.execute(vivas.group_by(linea.c.plan_id))}
    actividades = {plan_id: (total, con) for plan_id, total, con in sesion.execute(_actividades_por_plan())}
    consulta = (
        select(plan, municipalidad.c.nombre.label("municipalidad"))
        .join(municipalidad, plan.c.municipalidad_id == municipalidad.c.id)
        .where(planes_a_la_vista())
        .order_by(plan.c.estado.desc(), plan.c.anio_inicio.desc(), plan.c.id)
    )
    return [
        ResumenDePlan(
            fila.id,
            fila.nombre,
            fila.municipalidad,
            TipoPlan(fila.tipo),
            EstadoPlan(fila.estado),
            Mes(fila.anio_inicio, fila.mes_inicio),
            Mes(fila.anio_inicio, fila.mes_inicio).mas(fila.cantidad_meses - 1),
            fila.vigente_desde,
            fila.borrado_el,
            lineas.get(fila.id, 0),
            *actividades.get(fila.id, (0, 0)),
        )
        for fila in sesion.execute(consulta)
    ]


def crear(sesion: Session, datos: DatosDelPlan) -> int:
    """Un plan vacío, en borrador; su municipalidad se crea si es la primera vez que se nombra."""
    datos.comprobar()
    nuevo = Plan(
        municipalidad_id=municipalidades.asegurar(sesion, datos.municipalidad, datos.pais),
        nombre=datos.nombre.strip(),
        anio_inicio=0,
    )
    _escribir(nuevo, datos)
    sesion.add(nuevo)
    sesion.flush()
    return nuevo.id


def leer_datos(sesion: Session, plan_id: int) -> DatosDelPlan:
    """Los datos del plan como están guardados."""
    suyo = _plan(sesion, plan_id)
    duena = sesion.get_one(Municipalidad, suyo.municipalidad_id)
    return DatosDelPlan(
        suyo.nombre,
        duena.nombre,
        duena.pais,
        TipoPlan(suyo.tipo),
        suyo.anio_inicio,
        suyo.mes_inicio,
        suyo.cantidad_meses,
        suyo.nivel,
        suyo.unidad,
    )


def editar(
    sesion: Session,
    plan_id: int,
    visto: DatosDelPlan,
    escrito: DatosDelPlan,
    *,
    con_los_meses: bool = False,
) -> None:
    """Guarda los datos que cambiaron; se niega si algo programado o ejecutado quedaría fuera del período.

    `con_los_meses`: lo programado se corre junto con el primer mes (el año estaba mal, por ejemplo).
    """
    actual = leer_datos(sesion, plan_id)
    cambios = por_guardar(asdict(visto), asdict(escrito), asdict(actual), {})
    datos = DatosDelPlan(**{**asdict(actual), **cambios})
    datos.comprobar()
    if con_los_meses:
        _correr_meses(sesion, plan_id, datos.inicio.desde(actual.inicio))
    comprobar_periodo(datos.inicio, datos.fin, _meses_ocupados(sesion, plan_id))
    suyo = _plan(sesion, plan_id)
    nueva_id = municipalidades.asegurar(sesion, datos.municipalidad, datos.pais)
    if nueva_id != suyo.municipalidad_id:
        municipalidades.llevar_unidades(sesion, plan_id, _actividades_de(plan_id), nueva_id)
        suyo.municipalidad_id = nueva_id
    if "pais" in cambios:
        duena = sesion.get_one(Municipalidad, nueva_id)
        duena.pais, duena.zona_horaria = datos.pais, zona_conocida(duena.zona_horaria, datos.pais)
    _escribir(suyo, datos)


def preparacion(sesion: Session, plan_id: int) -> Preparacion:
    """Con qué llegaría el plan a su puesta en vigencia."""
    fila = sesion.execute(_actividades_por_plan().where(linea.c.plan_id == plan_id)).first()
    return Preparacion(_plan(sesion, plan_id).estado, fila[1] if fila else 0, fila[2] if fila else 0)


def poner_en_vigencia(sesion: Session, plan_id: int, hoy: date, aprobacion: Aprobacion | None = None) -> None:
    """El plan rige desde hoy y lo programado queda aprobado en cada mes; lo que está en la papelera no.

    Queda congelado en una línea base, con la aprobación si se sabe.
    """
    comprobar_puesta_en_vigencia(preparacion(sesion, plan_id))
    sesion.execute(
        update(plan).where(plan.c.id == plan_id).values(estado=EstadoPlan.VIGENTE, vigente_desde=hoy)
    )
    _aprobar(sesion, plan_id, aprobacion or Aprobacion("Puesta en vigencia", hoy, "sin informar"))


def aprobar_de_nuevo(sesion: Session, plan_id: int, aprobacion: Aprobacion) -> None:
    """Lo programado en un plan vigente pasa a ser lo aprobado, y queda en otra línea base."""
    if _plan(sesion, plan_id).estado != EstadoPlan.VIGENTE:
        raise ErrorDeDominio("No se aprobó: el plan es un borrador. Póngalo en vigencia.")
    _aprobar(sesion, plan_id, aprobacion)


def _aprobar(sesion: Session, plan_id: int, aprobacion: Aprobacion) -> None:
    vivas = _actividades_de(plan_id).where(actividad.c.papelera_id.is_(None))
    sesion.execute(update(mes).where(mes.c.actividad_id.in_(vivas)).values(aprobado=mes.c.programado))
    lineas_base.congelar(sesion, plan_id, aprobacion)


def anotar_sesion_del_concejo(sesion: Session, plan_id: int, dia: date | None, hoy: date) -> None:
    """La última en que el concejo vio el plan; ErrorDeDominio si es después de hoy."""
    if dia is not None and dia > hoy:
        raise ErrorDeDominio("No se guardó: la última sesión del concejo no puede ser después de hoy.")
    _plan(sesion, plan_id).sesion_concejo = dia


def copiar_al_siguiente(sesion: Session, plan_id: int) -> int:
    """El borrador del período siguiente: la misma estructura y programación, sin nada de lo ejecutado.

    No vienen las firmas, los aportes de la ciudadanía ni lo que está en la papelera.
    """
    original = _plan(sesion, plan_id)
    desplazar = meses_hasta_el_siguiente(original.cantidad_meses)
    anio = original.inicio.mas(desplazar).anio
    nuevo = Plan(
        **original.model_dump(exclude=_SIN_COPIAR),
        nombre=nombre_del_siguiente(original.nombre, original.anio_inicio, anio),
        anio_inicio=anio,
    )
    sesion.add(nuevo)
    sesion.flush()
    programas = copia.copiar_programas(sesion, plan_id, nuevo.id)
    lineas = copia.copiar_lineas(sesion, plan_id, nuevo.id, programas)
    copia.copiar_bajo_lineas(sesion, lineas, desplazar=desplazar, con_respuestas=False)
    enunciados = select(*objetivo_plan.c["orden", "clase", "texto"]).where(objetivo_plan.c.plan_id == plan_id)
    filas = [{**fila, "plan_id": nuevo.id} for fila in sesion.execute(enunciados).mappings()]
    if filas:
        sesion.execute(insert(objetivo_plan), filas)
    return nuevo.id


def borrar(sesion: Session, plan_id: int, hoy: date) -> None:
    """Saca el plan de todas las pantallas; se restaura entero desde la papelera."""
    _plan(sesion, plan_id).borrado_el = hoy


def restaurar(sesion: Session, plan_id: int) -> None:
    """Devuelve un plan borrado, con todo lo suyo."""
    sesion.get_one(Plan, plan_id).borrado_el = None


def _plan(sesion: Session, plan_id: int) -> Plan:
    encontrado = sesion.get(Plan, plan_id, populate_existing=True)
    if encontrado is None or encontrado.borrado_el is not None:
        raise ErrorDeDominio("Este plan ya no está. Puede haberlo borrado otra persona; elija otro plan.")
    return encontrado


def _escribir(destino: Plan, datos: DatosDelPlan) -> None:
    destino.nombre, destino.tipo = datos.nombre.strip(), datos.tipo
    destino.anio_inicio, destino.mes_inicio = datos.anio_inicio, datos.mes_inicio
    destino.cantidad_meses = datos.cantidad_meses
    destino.nivel, destino.unidad = datos.nivel or None, (datos.unidad or "").strip() or None


def _actividades_de(plan_id: int) -> Select[tuple[int]]:
    """Los identificadores de todas, también los de la papelera."""
    return (
        select(actividad.c.id)
        .join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .where(linea.c.plan_id == plan_id)
    )


def _actividades_por_plan() -> Select[tuple[int, int, int]]:
    """De cada plan: cuántas actividades tiene y cuántas de ellas tienen algo programado."""
    con_algo = select(mes.c.actividad_id).where(mes.c.programado > 0).distinct().subquery()
    return (
        select(linea.c.plan_id, func.count(actividad.c.id), func.count(con_algo.c.actividad_id))
        .select_from(actividad)
        .join(objetivo, actividad.c.objetivo_id == objetivo.c.id)
        .join(linea, objetivo.c.linea_id == linea.c.id)
        .outerjoin(con_algo, con_algo.c.actividad_id == actividad.c.id)
        .where(actividad.c.papelera_id.is_(None))
        .group_by(linea.c.plan_id)
    )


def _correr_meses(sesion: Session, plan_id: int, cuantos: int) -> None:
    """Todos los meses del plan, con sus notas, tantos meses después (o antes, si es negativo)."""
    if cuantos == 0:
        return
    filas = (
        sesion.execute(select(mes).where(mes.c.actividad_id.in_(_actividades_de(plan_id)))).mappings().all()
    )
    hecho = any(fila["ejecutado"] for fila in filas)
    comprobar_traslado_de_todo(_plan(sesion, plan_id).estado, algo_ejecutado=hecho)
    sesion.execute(delete(mes).where(mes.c.actividad_id.in_(_actividades_de(plan_id))))
    corridas = [{**fila, **Mes(fila["anio"], fila["mes"]).mas(cuantos)._asdict()} for fila in filas]
    if corridas:
        sesion.execute(insert(mes), corridas)


def _meses_ocupados(sesion: Session, plan_id: int) -> list[MesOcupado]:
    """También los de actividades en la papelera: al volver tienen que caber en el plan."""
    consulta = (
        select(actividad.c.nombre, mes.c.anio, mes.c.mes)
        .join(actividad, mes.c.actividad_id == actividad.c.id)
        .where(actividad.c.id.in_(_actividades_de(plan_id)))
        .where(mes.c.programado + mes.c.ejecutado + mes.c.aprobado > 0)
    )
    return [MesOcupado(nombre, Mes(anio, numero)) for nombre, anio, numero in sesion.execute(consulta)]
