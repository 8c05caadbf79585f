"""La hoja de participación: qué se pidió, quién responde y qué falta, para quien no conoce el plan."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from datos import planes, planes_de_ejemplo
from datos.conexion import lectura
from datos.exportadores import participacion_en_pdf
from datos.exportadores.pedido import Pedido
from modelos.arbol import PlanCompleto
from modelos.participacion import Aporte, TipoAporte
from modelos.rendicion import rendir
from modelos.seguimiento.liquidacion import Momento
from tests.datos.exportadores.pdf_leido import accesible, alternativas, medidas, texto, textos
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 10, 14)
COMPLETO = plan(
    linea(actividad(1, "Taller de compostaje.", {3: 1}, {3: 1}), nombre="I. Residuos"),
    linea(actividad(2, "Limpieza del río", {8: 1}), id_=2, nombre="II. Agua"),
)
PEDIDO = Aporte(1, 1, TipoAporte.OBSERVACION, "Que haya más talleres", (1,))
ACORDADO = Aporte(2, 1, TipoAporte.ACUERDO, "Limpiar el río", (2,))
REPETIDO = Aporte(4, 2, TipoAporte.ACUERDO, "LIMPIEZA DEL RÍO", (2,))
SIN_RESPUESTA = Aporte(3, None, TipoAporte.OBSERVACION, "Más basureros")


def escribir(*aportes: Aporte, completo: PlanCompleto = COMPLETO) -> PdfReader:
    rendicion = rendir(completo, aportes, Momento.hoy(HOY))
    return PdfReader(BytesIO(participacion_en_pdf.escribir(completo, rendicion, HOY)))


def test_dice_que_se_pidio_que_se_hace_y_en_que_va() -> None:
    pdf = escribir(PEDIDO, ACORDADO, SIN_RESPUESTA)

    leido = texto(pdf)
    for esperado in (
        "De 3 observaciones y acuerdos, 2 tienen una actividad que les responde, 1 se ha hecho y 1 está sin",
        "Que haya más talleres", "Taller de compostaje: se terminó en marzo de 2026.", "Ya se hizo",
        "Limpieza del río: debía terminar en agosto de 2026 y no se ha hecho.", "Está en II. Agua.",
        "Más basureros", "Ninguna actividad del plan le responde todavía.", "Sin línea",
        "Observaciones 2 1 1 1", "I. Residuos 2 2 1 0", "Total 3 2 1 1",
    ):  # fmt: skip
        assert esperado in leido, esperado
    assert accesible(pdf)
    assert {"Ya se hizo", "Con atraso", "Sin respuesta"} <= set(alternativas(pdf))
    assert medidas(pdf) == {(612, 792)}


def test_una_respuesta_con_el_nombre_de_lo_pedido_no_lo_repite() -> None:
    leido = texto(escribir(REPETIDO))

    assert "LIMPIEZA DEL RÍO Debía terminar en agosto de 2026 y no se ha hecho." in leido


def test_la_linea_se_repite_donde_se_corta() -> None:
    muchos = [Aporte(n, 1, TipoAporte.APORTE, f"Aporte número {n}", (1,)) for n in range(80)]

    paginas = textos(escribir(*muchos))

    assert len(paginas) > 1
    assert all("I. Residuos" in pagina and "En qué va" in pagina for pagina in paginas)
    assert all(f"Aporte número {n} " in " ".join(paginas) for n in range(80))


def test_sin_aportes_lo_dice() -> None:
    assert "Este plan no tiene aportes de la ciudadanía." in texto(escribir())


def test_lo_que_escribio_una_persona_sale_literal() -> None:
    hostil = '#read("/etc/passwd") $x$ \\ @cita *b*'

    assert hostil in texto(escribir(Aporte(1, 1, TipoAporte.APORTE, hostil)))


@pytest.mark.usefixtures("base")
def test_el_valle_de_los_chillos_rinde_sus_32_aportes() -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with lectura() as sesion:
        valle = next(uno for uno in planes.listar(sesion) if uno.anio_inicio == 2024)
        pedido = Pedido(planes.cargar(sesion, valle.id), HOY)
        pdf = PdfReader(BytesIO(participacion_en_pdf.generar(sesion, pedido)))

    leido = texto(pdf)
    assert "De 32 observaciones, aportes y acuerdos, 10 tienen una actividad que les responde" in leido
    assert leido.count("Ninguna actividad del plan le responde todavía.") == 22
    assert accesible(pdf)
