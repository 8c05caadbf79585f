"""El cronograma en PDF, leído de vuelta: qué dice, cómo se corta y si un lector de pantalla lo entiende."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from datos import anexos_del_plan, planes, planes_de_ejemplo
from datos.anexos_del_plan import FirmaDelPlan
from datos.conexion import lectura
from datos.exportadores import cronograma_en_pdf
from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Filtro, armar
from modelos.estados import EstadoActividad
from tests.datos.exportadores.pdf_leido import accesible, alternativas, medidas, texto, textos
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 10, 14)
HOSTIL = '#read("/etc/passwd") $x^2$ \\ @cita <etiqueta> _a_ *b* `c` // d = e #import "a.typ"'


def escribir(
    completo: PlanCompleto, *, filtro: Filtro | None = None, firmas: Sequence[FirmaDelPlan] = ()
) -> PdfReader:
    pedido = filtro or Filtro()
    archivo = cronograma_en_pdf.escribir(completo, armar(completo, HOY, pedido), HOY, pedido, firmas)
    return PdfReader(BytesIO(archivo))


def un_anio_largo(lineas: int = 12, actividades: int = 25, meses: int = 12) -> PlanCompleto:
    todos = dict.fromkeys(range(1, 13), 1)
    return plan(
        *(
            linea(
                *(actividad(100 * n + m, f"Actividad {n}-{m}", todos) for m in range(actividades)),
                id_=n,
                nombre=f"Línea número {n}",
                objetivo=f"a) Objetivo de la {n}",
            )
            for n in range(1, lineas + 1)
        ),
        meses=meses,
    )


def test_dice_el_plan_el_corte_lo_de_cada_mes_y_el_avance() -> None:
    una = actividad(nombre="Talleres.", programado={3: 4, 11: 2}, ejecutado={3: 2}, codigo="1")

    pdf = escribir(plan(linea(una)))

    leido = texto(pdf)
    for esperado in (
        "La Serena", "Cronograma 2026", "Impreso el 14 de octubre de 2026", "Página 1 de 1",
        "Avance al cierre de septiembre de 2026: 33 % de 67 %", "Línea, objetivo y actividad",
        "a.1", "Talleres", "2/4", "Total del mes: ejecutado/programado",
    ):  # fmt: skip
        assert esperado in leido, esperado
    assert "Talleres." not in leido


def test_se_entiende_sin_verlo() -> None:
    pdf = escribir(plan(linea(actividad(programado={3: 1, 11: 1}, ejecutado={3: 1}))))

    assert accesible(pdf)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Cronograma 2026 · Plan"
    assert {"ejecutada", "programada"} <= set(alternativas(pdf))


def test_el_encabezado_la_linea_y_el_objetivo_se_repiten_en_cada_pagina() -> None:
    pdf = escribir(un_anio_largo(lineas=1, actividades=80))

    paginas = textos(pdf)
    assert len(paginas) > 2
    for numero, pagina in enumerate(paginas[:-1], start=1):
        for repetido in ("Ene", "Avance", "Línea número 1", "a) Objetivo de la 1", "programada"):
            assert repetido in pagina
        assert f"Página {numero} de {len(paginas)}" in pagina
        assert "Cronograma 2026" in pagina


def test_trescientas_actividades_salen_todas() -> None:
    pdf = escribir(un_anio_largo())

    leido = texto(pdf)
    assert all(f"Actividad {n}-{m}" in leido for n in range(1, 13) for m in range(25))


def test_un_plan_de_tres_anios_va_en_una_tabla_por_anio() -> None:
    pdf = escribir(un_anio_largo(lineas=1, actividades=2, meses=36))

    paginas = textos(pdf)
    assert len(paginas) == 3
    assert all(anio in pagina for anio, pagina in zip(("2026", "2027", "2028"), paginas, strict=True))
    assert "12/12" not in paginas[1]


def test_las_firmas_van_juntas_en_la_ultima_pagina() -> None:
    firmas = [
        FirmaDelPlan(None, "Elaboró", "Quien elabora", "Medio Ambiente"),
        FirmaDelPlan(None, "Aprobó", "Quien aprueba", None),
    ]

    paginas = textos(escribir(un_anio_largo(lineas=2), firmas=firmas))

    assert all(
        dicho in paginas[-1]
        for dicho in ("Quien elabora", "Medio Ambiente", "Elaboró", "Quien aprueba", "Aprobó")
    )
    assert "Quien elabora" not in "".join(paginas[:-1])


def test_una_nota_repetida_se_escribe_una_vez_con_sus_fechas() -> None:
    mensual = actividad(nombre="Reunión", programado={3: 1, 4: 1}, nota={3: "1º jueves", 4: "1º jueves"})

    leido = texto(escribir(plan(linea(mensual))))

    assert "1. Reunión: 1º jueves (jueves 5 de marzo y jueves 2 de abril)" in leido
    assert leido.count("Reunión: 1º jueves") == 1


def test_dice_con_que_filtro_se_hizo() -> None:
    completo = plan(linea(actividad(1, "Taller", {3: 1}), actividad(2, "Feria", {12: 1})))

    leido = texto(escribir(completo, filtro=Filtro(linea_id=1, estado=EstadoActividad.VENCIDA)))

    assert "Solo I. Línea y estado Vencida" in leido
    assert "Feria" not in leido
    assert "Total de lo que se muestra" in leido


@pytest.mark.parametrize(("pais", "medida"), [("CL", (792, 612)), ("SV", (792, 612)), ("EC", (842, 595))])
def test_el_papel_es_el_del_pais(pais: str, medida: tuple[int, int]) -> None:
    completo = replace(plan(linea(actividad())), pais=pais)

    assert medidas(escribir(completo)) == {medida}


def test_lo_que_escribio_una_persona_sale_literal() -> None:
    hostil = linea(
        actividad(nombre=HOSTIL, programado={3: 1}, nota={3: HOSTIL}), nombre=HOSTIL, objetivo=HOSTIL
    )
    completo = replace(plan(hostil), nombre=HOSTIL, municipalidad=HOSTIL)

    pdf = escribir(completo, firmas=[FirmaDelPlan(None, HOSTIL, HOSTIL, HOSTIL)])

    leido = texto(pdf)
    assert leido.replace(" ", "").count(HOSTIL.replace(" ", "")) >= 8
    assert "root:" not in leido
    assert accesible(pdf)


def test_un_emoji_no_impide_exportar() -> None:
    pdf = escribir(plan(linea(actividad(nombre="Feria 🌳 verde", programado={3: 1}))))

    assert "verde" in texto(pdf)
    assert "/StructTreeRoot" in pdf.root_object


def test_un_nombre_mas_largo_que_la_pagina_no_se_pierde() -> None:
    eterno = " ".join(f"palabra{n}" for n in range(1500))

    leido = texto(escribir(plan(linea(actividad(nombre=eterno), nombre=eterno, objetivo=eterno))))

    assert leido.count("palabra1499") == 3


def test_un_plan_vacio_tambien_sale() -> None:
    assert "Cronograma 2026" in texto(escribir(plan()))


def test_el_mismo_dia_sale_igual() -> None:
    completo = plan(linea(actividad(programado={3: 1})))
    cronograma = armar(completo, HOY)

    una, otra = (cronograma_en_pdf.escribir(completo, cronograma, HOY, Filtro(), ()) for _ in range(2))

    assert una == otra


def test_los_planes_de_ejemplo_salen_accesibles(base: str) -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with lectura() as sesion:
        completos = [planes.cargar(sesion, uno.id) for uno in planes.listar(sesion)]
        firmas = {completo.id: anexos_del_plan.firmas(sesion, completo.id) for completo in completos}

    assert len(completos) == 3
    for completo in completos:
        pdf = escribir(completo, firmas=firmas[completo.id])
        assert accesible(pdf)
        assert completo.nombre in texto(pdf)
