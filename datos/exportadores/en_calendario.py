"""El plan como calendario (.ics, RFC 5545): volver a importarlo pone al día las citas y no las repite."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur, vText
from sqlmodel import Session

from datos.exportadores.pedido import Pedido
from modelos.arbol import PlanCompleto
from modelos.calendario.agenda import Cita, MesProgramado, citas
from modelos.calendario.cronograma import Cronograma, armar
from modelos.calendario.jornadas import UN_DIA
from modelos.frases import enumerar
from modelos.importacion.exportado import como_se_escribe
from modelos.meses import Mes
from modelos.parecido import normalizar
from modelos.seguimiento.ejecucion import en_su_unidad
from modelos.seguimiento.liquidacion import Celda

DURACION_SUPUESTA = timedelta(hours=1)
"""De una cita con hora: el plan dice cuándo comienza, nunca cuándo termina."""


def generar(_sesion: Session, pedido: Pedido) -> bytes:
    """Las citas de todos los años del plan, o de las actividades que pasan el filtro: las de una unidad."""
    cronograma = armar(pedido.plan, pedido.hoy, pedido.filtro, corte=pedido.corte)
    return escribir(pedido.plan, cronograma, pedido.hoy, de_quien=pedido.unidad)


def escribir(plan: PlanCompleto, cronograma: Cronograma, hoy: date, *, de_quien: str | None = None) -> bytes:
    """El calendario de lo que muestra `cronograma`; igual con igual plan y fecha.

    `de_quien` es la unidad responsable si solo va lo suyo; sin decirlo, la municipalidad.
    """
    nombre = vText(_en_un_renglon(f"{plan.nombre} · {de_quien or plan.municipalidad}"))
    calendario = Calendar()
    calendario.add("prodid", "-//Planificador ambiental municipal//ES")
    calendario.add("version", "2.0")
    calendario.add("name", nombre)
    calendario.add("x-wr-calname", nombre)
    calendario.add("x-wr-timezone", _zona(plan).key)
    for cita in citas(cronograma):
        calendario.add_component(_evento(plan, cita, hoy))
    calendario.add_missing_timezones()
    return bytes(calendario.to_ical())


def _zona(plan: PlanCompleto) -> ZoneInfo:
    return ZoneInfo(plan.zona_horaria)


def _evento(plan: PlanCompleto, cita: Cita, hoy: date) -> Event:
    evento = Event()
    evento.add("uid", _identidad(plan, cita))
    evento.add("dtstamp", datetime.combine(hoy, time(), UTC))
    evento.add("sequence", plan.version)
    evento.add("summary", _en_un_renglon(_titulo(cita)))
    evento.add("description", como_se_escribe("\n".join(_detalle(plan, cita))))
    evento.add("categories", [_en_un_renglon(cita.linea.linea.titulo), cita.fila.estado.etiqueta])
    _poner_fechas(evento, cita, _zona(plan))
    return evento


def _en_un_renglon(texto: str) -> str:
    """El texto sin saltos ni signos invisibles, que el formato no admite en un nombre."""
    return " ".join(como_se_escribe(texto).split())


def _identidad(plan: PlanCompleto, cita: Cita) -> str:
    """El mismo UID para la misma cita del mismo plan, y otro en otra municipalidad."""
    partes = (normalizar(plan.municipalidad), plan.id, cita.fila.actividad.id, cita.clave)
    return str(uuid5(NAMESPACE_URL, "planificador:" + ":".join(map(str, partes))))


def _titulo(cita: Cita) -> str:
    """«Talleres con la comunidad (2 talleres)»; una unidad no hace falta decirla."""
    nombre = cita.fila.actividad.nombre.removesuffix(".")
    cantidades = {programado.celda.programado for programado in cita.meses}
    cantidad = cantidades.pop()
    if cantidades or cantidad == 1:
        return nombre
    return f"{nombre} ({en_su_unidad(cantidad, cita.fila.actividad.unidad_medida)})"


def _poner_fechas(evento: Event, cita: Cita, zona: ZoneInfo) -> None:
    """Con hora, en la del país; sin ella, días enteros, que terminan al comenzar el día que sigue."""
    ultimo: date | None = cita.ultima
    if cita.hora is None:
        evento.add("dtstart", cita.jornada.desde)
        evento.add("dtend", cita.jornada.hasta + UN_DIA)
        evento.add("transp", "TRANSPARENT")
    else:
        evento.add("dtstart", datetime.combine(cita.jornada.desde, cita.hora, zona))
        evento.add("duration", DURACION_SUPUESTA)
        if ultimo:
            ultimo = datetime.combine(ultimo, cita.hora, zona).astimezone(UTC)
    if cita.regla:
        regla = vRecur.from_ical(cita.regla)
        regla["UNTIL"] = [ultimo]
        evento.add("rrule", regla)


def _detalle(plan: PlanCompleto, cita: Cita) -> Iterable[str]:
    """Dónde está en el plan, qué se programó y en qué va, mes a mes."""
    actividad, etiquetas = cita.fila.actividad, plan.etiquetas
    yield f"{etiquetas.linea.capitalize()}: {cita.linea.linea.titulo}"
    yield f"{etiquetas.objetivo.capitalize()}: {cita.objetivo.objetivo.nombre}"
    yield from _mes_a_mes(cita.meses, actividad.unidad_medida)
    if actividad.unidades:
        yield f"Responsable: {enumerar([unidad.nombre for unidad in actividad.unidades])}"
    if actividad.medio_verificacion:
        yield f"Medio de verificación: {actividad.medio_verificacion}"
    if cita.segun:
        yield f"Cuándo, según el plan: {cita.segun}"
    else:
        yield "El plan no dice el día: va al cierre del mes."


def _mes_a_mes(meses: Iterable[MesProgramado], unidad: str | None) -> Iterable[str]:
    """«Marzo y junio de 2026: 2 talleres, pendiente»: juntos los meses de los que se dice lo mismo."""
    por_texto: dict[str, list[Mes]] = {}
    for programado in meses:
        por_texto.setdefault(_en_que_va(programado.celda, unidad), []).append(programado.mes)
    for texto, suyos in por_texto.items():
        nombres = enumerar([mes.nombre for mes in suyos])
        yield f"{nombres.capitalize()} de {suyos[0].anio}: {texto}"


def _en_que_va(celda: Celda, unidad: str | None) -> str:
    """«2 talleres, parcial (1 de 2)»; una sola vez y sin unidad, solo el estado."""
    hecho = f" ({celda.saldado} de {celda.programado})" if 0 < celda.saldado < celda.programado else ""
    cuanto = f"{en_su_unidad(celda.programado, unidad)}, " if unidad or celda.programado > 1 else ""
    return f"{cuanto}{celda.estado.etiqueta}{hecho}"
