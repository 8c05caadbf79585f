"""La página del concejo en PDF: la oración, las cifras y lo que las explica, en una hoja."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from datos import planes, planes_de_ejemplo, vida_del_plan
from datos.conexion import escritura, lectura
from datos.exportadores import avance_en_pdf
from datos.exportadores.pedido import Pedido
from datos.versiones import desde_la_sesion
from modelos.actividad import Motivo
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto, UnidadResponsable
from modelos.calendario.cronograma import Filtro
from modelos.errores import ErrorDeDominio
from modelos.frases import fecha_larga
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.seguimiento.informe_de_avance import informar
from modelos.seguimiento.reprogramacion import CambioProgramado, Traslado
from tests.apoyo.planes import leer, un_plan
from tests.datos.exportadores.pdf_leido import accesible, alternativas, medidas, texto
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 10, 14)
DIDECO = UnidadResponsable(7, "Desarrollo Comunitario", "DIDECO")
ATRASADA = replace(
    actividad(2, "Limpieza del río.", {3: 2, 8: 2, 12: 1}, {3: 1}, (DIDECO,), "1"),
    causa="Crecida del río",
    proximo_paso="Retomar en noviembre",
    presupuesto_centavos=12_000_000_00,
    gastado_centavos=3_000_000_00,
)
PLAN = plan(
    linea(actividad(1, "Talleres", {3: 1, 6: 1, 11: 2}, {3: 1, 6: 1}), nombre="I. Educación"),
    linea(ATRASADA, actividad(3, "Feria verde"), id_=2, nombre="II. Agua"),
    estado=EstadoPlan.VIGENTE,
)


def escribir(
    completo: PlanCompleto, traslados: Sequence[Traslado] = (), anio: int | None = None
) -> PdfReader:
    informe = informar(completo, HOY, traslados, anio=anio)
    return PdfReader(BytesIO(avance_en_pdf.escribir(informe, HOY)))


def llena(id_: int) -> ActividadDelPlan:
    return actividad(id_, f"Actividad {id_} de nombre más bien largo", dict.fromkeys(range(1, 13), 2), {1: 1})


def test_dice_como_va_y_que_lo_explica() -> None:
    pdf = escribir(PLAN)

    leido = texto(pdf)
    for esperado in (
        "Avance del plan", "La Serena", "Impreso el 14 de octubre de 2026", "Al cierre de septiembre de 2026",
        "el plan lleva 35 % ejecutado de 65 % programado", "sobre todo por «Limpieza del río»",
        "I. Educación", "50 % de 50 %", "II. Agua", "20 % de 80 %", "−60 pp",
        "II a.1", "Desarrollo Comunitario", "Crecida del río", "Retomar en noviembre", "Atrasada",
        "Sin programar: 1", "II Feria verde", "No entran en el porcentaje.",
        "Planificado: $12.000.000 en 1 actividad", "Gastado: $3.000.000 (25 %) en 1 actividad",
        "Nada se ha reprogramado desde que el plan está vigente.",
    ):  # fmt: skip
        assert esperado in leido, esperado


def test_dice_que_cambio_desde_la_ultima_sesion_del_concejo(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 1}, estado=EstadoPlan.VIGENTE)
    hoy = datetime.now(ZoneInfo("America/Santiago")).date()  # la bitácora lleva la hora de verdad
    ayer = hoy - timedelta(days=1)
    with lectura() as sesion:
        sin_sesion = texto(PdfReader(BytesIO(avance_en_pdf.generar(sesion, Pedido(leer(plan_id), hoy)))))
    assert "sesión del concejo" not in sin_sesion
    with escritura("Anotar la sesión", plan_id=plan_id) as sesion:
        vida_del_plan.anotar_sesion_del_concejo(sesion, plan_id, hoy, hoy)

    with lectura() as sesion:
        dicho = texto(PdfReader(BytesIO(avance_en_pdf.generar(sesion, Pedido(leer(plan_id), hoy)))))

    assert f"Desde la sesión del concejo del {fecha_larga(hoy)}: no cambió nada." in " ".join(dicho.split())
    with escritura("Anotar una de antes de que el plan existiera", plan_id=plan_id) as sesion:
        vida_del_plan.anotar_sesion_del_concejo(sesion, plan_id, ayer, hoy)
    with lectura() as sesion:
        assert desde_la_sesion.comparar_con_hoy(sesion, leer(plan_id), hoy) is None


def test_el_grafico_tambien_se_lee_sin_verlo() -> None:
    pdf = escribir(PLAN)

    assert accesible(pdf)
    assert (
        "Curva de enero de 2026 a diciembre de 2026, al cierre de septiembre de 2026: 65 % programado y "
        "35 % ejecutado."
    ) in [alternativa.replace("\u202f", " ") for alternativa in alternativas(pdf)]


def test_los_graficos_son_vectoriales() -> None:
    assert not any(pagina.images for pagina in escribir(PLAN).pages)


def test_lo_reprogramado_se_cuenta_por_motivo() -> None:
    cambio = CambioProgramado(Mes(2026, 8), 3, 2)
    traslados = [
        Traslado(2, HOY, motivo, "", (cambio,)) for motivo in (Motivo.CLIMA, Motivo.CLIMA, Motivo.OTRO)
    ]

    leido = texto(escribir(PLAN, traslados))

    assert "3 reprogramaciones 2 Clima 1 Otro" in leido


def reprogramada(id_: int) -> ActividadDelPlan:
    """Lo de agosto se pasó a diciembre después de aprobarlo."""
    una = actividad(id_, f"Actividad {id_}", {3: 1, 12: 1}, {3: 1})
    meses = {
        Mes(2026, 3): CeldaMes(1, 1, 1),
        Mes(2026, 8): CeldaMes(0, 0, 1),
        Mes(2026, 12): CeldaMes(1, 0, 0),
    }
    return replace(una, meses=meses)


@pytest.mark.parametrize(
    ("lineas", "dicho"), [(1, "−50 pp frente a lo aprobado"), (6, "I 50 % de 50 % 0 pp −50 pp")]
)
def test_cada_linea_se_compara_tambien_con_lo_aprobado(lineas: int, dicho: str) -> None:
    numerales = ("I", "II", "III", "IV", "V", "VI")[:lineas]
    completo = plan(
        *(linea(reprogramada(n), id_=n, nombre=f"{numeral}. Agua") for n, numeral in enumerate(numerales, 1)),
        estado=EstadoPlan.VIGENTE,
    )

    pdf = escribir(completo)

    leido = texto(pdf)
    assert dicho in leido
    assert "Marca: programado; cortada, aprobado." in leido
    assert len(pdf.pages) == 1
    assert accesible(pdf)


def test_sin_reprogramar_no_se_compara_con_lo_aprobado() -> None:
    aprobada = replace(actividad(1, "Talleres"), meses={Mes(2026, 3): CeldaMes(1, 1, 1)})

    leido = texto(escribir(plan(linea(aprobada), estado=EstadoPlan.VIGENTE)))

    assert "frente a lo aprobado" not in leido
    assert "cortada" not in leido


def test_mes_a_mes_dice_la_fraccion_de_cada_linea() -> None:
    leido = texto(escribir(PLAN))

    assert "II. Agua 1/2 0/2 1" in leido
    assert "Total 2/3 1/1 0/2 2 1" in leido


@pytest.mark.parametrize(("lineas", "meses"), [(1, 12), (12, 12), (16, 18), (4, 120)])
def test_cabe_siempre_en_una_hoja(lineas: int, meses: int) -> None:
    muchas = [
        linea(
            *(llena(100 * n + m) for m in range(8)), id_=n, nombre=f"Línea {n} de gestión integral del agua"
        )
        for n in range(1, lineas + 1)
    ]

    pdf = escribir(plan(*muchas, meses=meses, estado=EstadoPlan.VIGENTE))

    assert len(pdf.pages) == 1
    assert medidas(pdf) == {(792, 612)}
    assert accesible(pdf)


def test_un_plan_de_varios_anios_se_mira_anio_a_anio() -> None:
    leido = texto(escribir(plan(linea(llena(1)), meses=36)))

    assert "Año a año: ejecutado de lo programado 2026 2027 2028" in leido


def test_sin_meses_programados_no_se_inventa_un_porcentaje() -> None:
    leido = texto(escribir(plan(linea(actividad(1, "Feria verde")))))

    assert "Sin programar: no se puede calcular el avance." in leido
    assert "I Feria verde" in leido
    assert "Mes a mes" not in leido


def test_antes_de_comenzar_tambien_sale() -> None:
    futuro = plan(linea(actividad(programado={3: 1}, anio=2027)), inicio=Mes(2027, 1))

    assert "Aún no vence nada: el primer mes es enero de 2027." in texto(escribir(futuro))


def test_lo_que_escribio_una_persona_sale_literal() -> None:
    hostil = '#read("/etc/passwd") $x$ \\ @cita *b*'
    una = replace(ATRASADA, nombre=hostil, causa=hostil, proximo_paso=hostil)

    leido = texto(escribir(plan(linea(una, nombre=hostil)))).replace(" ", "")

    assert leido.count(hostil.replace(" ", "")) >= 5


def test_se_genera_con_lo_que_se_pide(base: str) -> None:
    plan_id = un_plan(lineas=2, actividades=4, programado={3: 1, 8: 2}, estado=EstadoPlan.VIGENTE)
    with lectura() as sesion:
        completo = planes.cargar(sesion, plan_id)
        pedido = Pedido(completo, HOY, Mes(2026, 5), 2026, Filtro(linea_id=completo.lineas[1].id))
        leido = texto(PdfReader(BytesIO(avance_en_pdf.generar(sesion, pedido))))

    assert "Solo II. Línea 2" in leido
    assert "Solo el año 2026" in leido
    assert "Al cierre de mayo de 2026" in leido
    assert "Línea 1" not in leido


def test_de_una_unidad_no_se_da_un_avance_que_nadie_definio() -> None:
    pedido = Pedido(PLAN, HOY, filtro=Filtro(unidad_id=DIDECO.id))

    with pytest.raises(ErrorDeDominio, match="no de una unidad responsable"):
        avance_en_pdf.generar(Session(), pedido)


@pytest.mark.usefixtures("base_local")
def test_los_planes_de_ejemplo_salen_en_una_hoja() -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with lectura() as sesion:
        for uno in planes.listar(sesion):
            pedido = Pedido(planes.cargar(sesion, uno.id), HOY)
            pdf = PdfReader(BytesIO(avance_en_pdf.generar(sesion, pedido)))
            assert len(pdf.pages) == 1
            assert accesible(pdf)
