"""Las formas menos comunes de un plan: años, dinero en miles, tablas acostadas, meses en franjas."""

from datos.importadores.interprete import interpretar
from datos.importadores.interprete.normalizar import en_frase
from datos.importadores.lectores import leer
from modelos.importacion.borrador import Borrador


def leido(texto: str) -> Borrador:
    return interpretar(leer("plan.txt", texto.encode()))


def test_cada_mes_en_un_plan_de_dos_anios_vale_en_ambos_y_se_duda() -> None:
    borrador = leido("Plan 2024-2025\nActividad\tFrecuencia\nReunión\tMensual\n")

    actividad = borrador.actividades[0]
    assert [(m.anio, m.mes) for m in actividad.meses] == [(a, m) for a in (2024, 2025) for m in range(1, 13)]
    assert actividad.confianza < 0.8
    assert any("2024 a 2025" in motivo for motivo in actividad.motivos)


def test_un_plan_con_los_dos_anios_escritos_con_sus_meses_tambien_se_repite() -> None:
    borrador = leido(
        "Plan de enero 2025 a diciembre 2026\nActividad\tPlazo\nSesionar\tcada mes\nVotar\tMarzo\n"
    )

    assert [len(a.meses) for a in borrador.actividades] == [24, 1]


def test_el_presupuesto_en_miles_se_lee_en_pesos_y_se_duda() -> None:
    borrador = leido("Plan 2025\nActividad\tMes\tCosto (M$)\nComprar un camión\tMayo\t45.500\n")

    assert borrador.actividades[0].presupuesto == 45_500_000
    assert borrador.actividades[0].confianzas["presupuesto"] < 0.8
    assert any("M$" in motivo for motivo in borrador.actividades[0].motivos)


def test_las_columnas_de_anios_no_programan_meses_y_lo_dicen() -> None:
    borrador = leido("Plan\nEje\tAcción\t2024\t2025\nAgua\tCosecha de lluvia\tX\t\nAgua\tMesa\t\tX\n")

    assert all(not actividad.meses for actividad in borrador.actividades)
    assert all(actividad.confianza < 0.8 for actividad in borrador.actividades)
    assert sum("es un año y no dice en qué mes" in aviso.mensaje for aviso in borrador.avisos) == 2


def test_el_avance_y_el_estado_van_a_las_observaciones() -> None:
    borrador = leido("Plan 2025\nActividad\tMes\tAvance %\tEstado\nFeria\tMayo\t40%\tEn ejecución\n")

    assert [m.mes for m in borrador.actividades[0].meses] == [5]
    assert borrador.actividades[0].observaciones == "Avance %: 40%; Estado: En ejecución"


def test_una_tabla_con_los_titulos_a_la_izquierda_da_una_actividad_por_columna() -> None:
    borrador = leido("Plan 2025\nActividad\tFeria\tTaller\nMes\tMayo\tJunio\nResponsable\tCultura\tDAEM\n")

    assert [(a.actividad, a.meses[0].mes, a.responsables) for a in borrador.actividades] == [
        ("Feria", 5, ["Cultura"]),
        ("Taller", 6, ["DAEM"]),
    ]


def test_de_dos_tablas_lado_a_lado_la_segunda_dice_sus_columnas_en_la_hoja() -> None:
    borrador = leido("Plan 2025\nActividad\tMes\tActividad\tMes\nFeria\tMayo\tTaller\tJunio\n")

    assert {a.actividad: a.meses[0].mes for a in borrador.actividades} == {"Feria": 5, "Taller": 6}
    assert [(c.columna, c.titulo) for c in borrador.columnas] == [
        (1, "Actividad"),
        (2, "Mes"),
        (3, "Actividad"),
        (4, "Mes"),
    ]


def test_bajo_una_franja_con_el_mes_la_fecha_es_el_dia() -> None:
    borrador = leido(
        "Plan 2025\nFecha\tActividad\tResponsable\nMARZO\t\t\n8\tCaminata\tDAEM\n"
        "ABRIL\t\t\n22\tDía de la Tierra\tDAEM\n"
    )

    assert [(a.actividad, a.linea, [(m.mes, m.nota) for m in a.meses]) for a in borrador.actividades] == [
        ("Caminata", None, [(3, "día 8")]),
        ("Día de la Tierra", None, [(4, "día 22")]),
    ]


def test_un_item_de_tres_partes_dice_quien_y_cuando() -> None:
    borrador = leido("Plan 2025\nActividades:\n- Plantar en la plaza / Ornato / julio\n")

    (actividad,) = borrador.actividades
    assert (actividad.actividad, actividad.responsables) == ("Plantar en la plaza", ["Ornato"])
    assert [m.mes for m in actividad.meses] == [7]
    assert actividad.confianzas["responsables"] < 0.8


def test_el_programa_escrito_bajo_la_linea_no_la_borra() -> None:
    borrador = leido(
        "# Estrategia 2025\n## Línea 1: Agua\n### Programa 1.1: Riego\n"
        "| Actividad | Mes |\n| --- | --- |\n| Medir | Mayo |\n"
    )

    assert borrador.actividades[0].linea == "Línea 1: Agua"
    assert borrador.actividades[0].programa == "Programa 1.1: Riego"


def test_un_si_o_un_no_en_una_fila_no_la_vuelve_encabezado() -> None:
    borrador = leido(
        "Plan 2025\nActividad\tResponsable\tMes\t¿Se cumplió?\tRazón\n"
        "Compra de equipos\tAdquisiciones\tMarzo\tNO\tSin presupuesto\nFeria\tDAEM\tMayo\tSÍ\t\n"
    )

    assert [a.actividad for a in borrador.actividades] == ["Compra de equipos", "Feria"]


def test_los_subtitulos_de_responsables_dan_dos_responsables() -> None:
    texto = (
        "Plan 2025;;;\nActividad;Mes;Responsables;\n;;Principal;Apoyo\nFeria;Mayo;DAEM;DIDECO\n"
        "Taller;Junio;DAEM;Cultura\n"
    )

    borrador = interpretar(leer("plan.csv", texto.encode()))

    assert [a.responsables for a in borrador.actividades] == [["DAEM", "DIDECO"], ["DAEM", "Cultura"]]


def test_la_unica_fila_de_una_celda_se_lee_como_titulo_pero_con_duda() -> None:
    borrador = leido(
        "Plan 2025\nActividad\tMes\tResponsable\nGestión del agua\t\t\nMedir pozos\tMayo\tDAEM\n"
        "Cercar pozos\tJunio\tDAEM\n"
    )

    assert {a.linea for a in borrador.actividades} == {"Gestión del agua"}
    assert all(a.confianzas["linea"] < 0.8 for a in borrador.actividades)
    assert any("puede ser una actividad" in motivo for motivo in borrador.actividades[0].motivos)


def test_el_titulo_en_mayusculas_conserva_sus_siglas() -> None:
    assert en_frase("PLAN DEL PACCC Y DEL CAC (COMGES)") == "Plan del PACCC y del CAC (COMGES)"


def test_la_oracion_que_sigue_al_titulo_no_es_parte_de_el() -> None:
    borrador = leido(
        "PLAN AMBIENTAL 2025\nMunicipalidad de Negrete, 2025\nA continuación se presenta el plan.\n"
        "Actividad\tMes\nFeria\tMayo\n"
    )

    assert borrador.plan.titulo == "Plan Ambiental 2025"
    assert borrador.plan.municipalidad == "Negrete"
