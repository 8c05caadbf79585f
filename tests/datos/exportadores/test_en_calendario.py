"""El calendario exportado, leído de vuelta por otras bibliotecas."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # no trae sus tipos
from icalendar import Calendar, Event
from sqlmodel import Session

from datos import planes, planes_de_ejemplo
from datos.conexion import lectura
from datos.exportadores import en_calendario
from datos.exportadores.pedido import Pedido
from modelos.arbol import ActividadDelPlan, PlanCompleto, UnidadResponsable
from modelos.calendario.cronograma import Filtro
from modelos.calendario.recurrencias import leer
from modelos.meses import Mes
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 3, 14)
SIN_BASE = Session()
"""Todo lo del calendario está en el plan: no se consulta nada más."""
EDUCACION = UnidadResponsable(7, "Dirección de Educación", None)


def escribir(completo: PlanCompleto, unidad_id: int | None = None) -> bytes:
    pedido = Pedido(completo, HOY, filtro=Filtro(unidad_id=unidad_id))
    return en_calendario.generar(SIN_BASE, pedido)


def exportar(completo: PlanCompleto, unidad_id: int | None = None) -> Calendar:
    return Calendar.from_ical(escribir(completo, unidad_id))


def eventos(*actividades: ActividadDelPlan) -> list[Event]:
    return exportar(plan(linea(*actividades))).events


def fechas(calendario: Calendar, desde: date, hasta: date) -> list[date]:
    hallados = recurring_ical_events.of(calendario).between(desde, hasta)
    return sorted(hallado.start for hallado in hallados)


def test_el_evento_dice_la_actividad_y_donde_esta_en_el_plan() -> None:
    una = replace(
        actividad(nombre="Talleres.", programado={2: 3}, ejecutado={2: 2}, unidades=(EDUCACION,)),
        unidad_medida="taller",
        medio_verificacion="Lista de asistencia; fotos",
    )

    [evento] = eventos(una)

    assert evento["summary"] == "Talleres (3 talleres)"
    assert str(evento["description"]).splitlines() == [
        "Línea: I. Línea",
        "Objetivo: a) Meta",
        "Febrero de 2026: 3 talleres, parcial (2 de 3)",
        "Responsable: Dirección de Educación",
        "Medio de verificación: Lista de asistencia; fotos",
        "El plan no dice el día: va al cierre del mes.",
    ]
    assert evento.categories == ["I. Línea", "Vencida"]
    assert (evento.start, evento.end) == (date(2026, 2, 27), date(2026, 2, 28))


@pytest.mark.parametrize(
    "texto",
    [
        "1º jueves de cada mes", "último viernes", "2º y 4º martes", "todos los martes", "lunes a viernes",
        "3ª semana", "5ª semana", "2ª y 4ª semana", "semanal", "quincenal", "día 31", "del 18 al 22",
        "último día del mes",
    ],
)  # fmt: skip
def test_las_repeticiones_caen_en_los_mismos_dias_que_muestra_el_plan(texto: str) -> None:
    meses = [Mes(2026, numero) for numero in (1, 2, 5, 10, 11)]
    una = replace(actividad(programado={mes.mes: 1 for mes in meses}), recurrencia=texto)
    recurrencia = leer(texto)
    assert recurrencia is not None
    dichos = [jornada.desde for mes in meses for jornada in recurrencia.en(mes)]
    sin_dia = [cierre for mes, cierre in zip(meses, CIERRES, strict=True) if not recurrencia.en(mes)]

    leidas = fechas(exportar(plan(linea(una))), date(2025, 12, 1), date(2027, 3, 1))

    assert leidas == sorted(dichos + sin_dia)


CIERRES = [date(2026, 1, 30), date(2026, 2, 27), date(2026, 5, 29), date(2026, 10, 30), date(2026, 11, 30)]


def test_una_semana_dura_de_lunes_a_viernes_cada_vez() -> None:
    una = replace(actividad(programado={3: 1, 4: 1}), recurrencia="3ª semana")

    semanas = recurring_ical_events.of(exportar(plan(linea(una)))).between(date(2026, 1, 1), date(2027, 1, 1))

    assert [(semana.start, semana.end) for semana in semanas] == [
        (date(2026, 3, 16), date(2026, 3, 21)),
        (date(2026, 4, 20), date(2026, 4, 25)),
    ]


def test_una_hora_dicha_es_la_del_pais_tambien_cuando_cambia() -> None:
    una = replace(actividad(programado={3: 1, 4: 1, 5: 1}), recurrencia="1º jueves, a las 15:30 hrs")
    calendario = exportar(plan(linea(una)))

    leidas = fechas(calendario, date(2026, 1, 1), date(2027, 1, 1))

    dichas = (date(2026, 3, 5), date(2026, 4, 2), date(2026, 5, 7))
    assert leidas == [datetime.combine(dia, time(15, 30), ZoneInfo("America/Santiago")) for dia in dichas]
    horas_de_diferencia = [fecha.utcoffset() for fecha in leidas if isinstance(fecha, datetime)]
    assert horas_de_diferencia == [timedelta(hours=-3), timedelta(hours=-3), timedelta(hours=-4)]
    assert [zona.tz_name for zona in calendario.timezones] == ["America/Santiago"]


def test_la_zona_es_la_de_la_municipalidad_del_plan() -> None:
    galapagos = replace(
        plan(linea(actividad(programado={3: 1}))), pais="EC", zona_horaria="Pacific/Galapagos"
    )

    assert exportar(galapagos)["x-wr-timezone"] == "Pacific/Galapagos"


def test_exportar_de_nuevo_actualiza_los_mismos_eventos() -> None:
    antes = plan(linea(actividad(programado={3: 1, 4: 1})))
    cambiada = actividad(nombre="Otro nombre", programado={3: 1, 4: 1}, ejecutado={3: 1})
    despues = replace(plan(linea(cambiada)), version=2)

    primeros, segundos = exportar(antes).events, exportar(despues).events

    assert [evento["uid"] for evento in primeros] == [evento["uid"] for evento in segundos]
    assert [evento["sequence"] for evento in (primeros[0], segundos[0])] == [1, 2]
    assert escribir(antes) == escribir(antes)


def test_los_identificadores_no_chocan_entre_actividades_ni_municipalidades() -> None:
    una = plan(linea(actividad(1, programado={3: 1, 4: 1}), actividad(2, programado={3: 1, 4: 1})))
    otra = replace(una, municipalidad="Coquimbo")

    identidades = [evento["uid"] for completo in (una, otra) for evento in exportar(completo).events]

    assert len(identidades) == len(set(identidades)) == 8


def test_se_puede_exportar_solo_lo_de_una_unidad() -> None:
    feria = actividad(2, "Feria", {3: 1}, unidades=(EDUCACION,))

    calendario = exportar(plan(linea(actividad(1, programado={3: 1}), feria)), unidad_id=EDUCACION.id)

    assert [evento["summary"] for evento in calendario.events] == ["Feria"]
    assert calendario["name"] == "Plan · Dirección de Educación"


def test_lleva_todos_los_anios_del_plan_aunque_se_este_mirando_uno() -> None:
    de_dos_anios = plan(
        linea(actividad(1, "Feria", {3: 1}), actividad(2, "Taller", {3: 1}, anio=2027)), meses=24
    )

    calendario = Calendar.from_ical(en_calendario.generar(SIN_BASE, Pedido(de_dos_anios, HOY, anio=2026)))

    assert [(evento["summary"], evento.start.year) for evento in calendario.events] == [
        ("Feria", 2026),
        ("Taller", 2027),
    ]


def test_los_textos_con_signos_y_largos_vuelven_iguales_en_lineas_de_75_octetos() -> None:
    nombre = "Ñandúes, «comillas»; y \\barras\\: " + "educación ambiental " * 20 + "fin\nBEGIN:VEVENT"
    completo = plan(linea(actividad(nombre=nombre, programado={3: 1})))

    escrito = escribir(completo)

    lineas = escrito.split(b"\r\n")
    assert max(map(len, lineas)) <= 75
    assert all(b"\n" not in una for una in lineas)
    [evento] = Calendar.from_ical(escrito).events
    assert evento["summary"] == nombre.replace("\n", " ")


@pytest.mark.parametrize("salto", ["\n", "\r", "\r\n", "\x0b\r\n", "\0\n"])
def test_ningun_texto_con_saltos_impide_exportar_ni_agrega_lineas(salto: str) -> None:
    texto = f"Agua; tres, y más{salto}END:VEVENT{salto}ATTACH:http://ajeno"
    educacion = replace(EDUCACION, nombre=texto)
    una = replace(
        actividad(nombre=texto, programado={3: 2}, unidades=(educacion,)),
        unidad_medida=texto,
        medio_verificacion=texto,
    )
    completo = replace(plan(replace(linea(una), nombre=texto)), nombre=texto, municipalidad=texto)

    escrito = escribir(completo)

    assert b"ATTACH:http://ajeno" not in escrito.splitlines()
    assert not set(b"\0\x0b") & set(escrito)
    assert b"\r" not in escrito.replace(b"\r\n", b"")
    leido = Calendar.from_ical(escrito)
    [evento] = leido.events
    assert str(evento["summary"]).startswith("Agua; tres, y más END:VEVENT ATTACH:http://ajeno")
    assert "X-WR-CALNAME:Agua\\; tres\\, y más END:VEVENT" in escrito.decode()


def test_un_plan_sin_meses_es_un_calendario_vacio_y_valido() -> None:
    assert exportar(plan(linea(actividad()))).events == []


@pytest.mark.usefixtures("base_local")
def test_el_plan_operativo_de_2017_queda_en_los_dias_que_dice() -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with lectura() as sesion:
        operativo = next(uno for uno in planes.listar(sesion) if uno.anio_inicio == 2017)
        completo = planes.cargar(sesion, operativo.id)

    calendario = exportar(completo)

    assert calendario["x-wr-timezone"] == "America/El_Salvador"
    assert fechas(calendario, date(2017, 4, 1), date(2017, 5, 1)) == [date(2017, 4, 6), date(2017, 4, 17)]
    assert len(fechas(calendario, date(2017, 1, 1), date(2018, 1, 1))) == 13
