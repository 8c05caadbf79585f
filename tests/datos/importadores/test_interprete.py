"""Las reglas con que un documento se vuelve borrador: jerarquía, meses, prosa, avisos."""

import time

import pytest

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.interprete import interpretar
from datos.importadores.interprete.cobertura import sin_lugar
from datos.importadores.lector_texto import leer_texto
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import ActividadBorrador, Ajustes, Borrador

DOCE = "Ene\tFeb\tMar\tAbr\tMay\tJun\tJul\tAgo\tSep\tOct\tNov\tDic"


def leido(texto: str, ajustes: Ajustes | None = None) -> Borrador:
    documento = leer_texto("plan.txt", texto)
    borrador = interpretar(documento, ajustes)
    assert sin_lugar(documento, borrador) == []
    return borrador


def nombres(borrador: Borrador) -> list[str]:
    return [actividad.actividad for actividad in borrador.actividades]


def meses(actividad: ActividadBorrador) -> list[tuple[int | None, int, int | None, int | None]]:
    return [(m.anio, m.mes, m.programado, m.ejecutado) for m in actividad.meses]


def test_lo_vacio_repite_al_padre_de_arriba() -> None:
    borrador = leido("Línea\tObjetivo\tActividad\nResiduos\tReducir\tFeria\n\t\tTaller\n\tReusar\tTrueque\n")

    assert [(a.linea, a.objetivo, a.actividad) for a in borrador.actividades] == [
        ("Residuos", "Reducir", "Feria"),
        ("Residuos", "Reducir", "Taller"),
        ("Residuos", "Reusar", "Trueque"),
    ]
    assert borrador.actividades[1].origen["linea"].fila == 2


def test_una_linea_nueva_olvida_el_objetivo_anterior() -> None:
    borrador = leido("Línea\tObjetivo\tActividad\nResiduos\tReducir\tFeria\nAgua\t\tTaller\n")

    assert borrador.actividades[1].objetivo is None


def test_las_columnas_pueden_venir_en_cualquier_orden() -> None:
    borrador = leido("Responsable\tActividad\tLínea\nDIMAO\tFeria\tResiduos\nDAEM\tTaller\tAgua\n")

    assert [(a.actividad, a.linea, a.responsables) for a in borrador.actividades] == [
        ("Feria", "Residuos", ["DIMAO"]),
        ("Taller", "Agua", ["DAEM"]),
    ]


def test_la_celda_corrida_vuelve_a_su_columna_con_dudas() -> None:
    borrador = leido(
        "Línea\tObjetivo\tActividad\t\n"
        "I. Agua\ta) Ahorrar\t1. Taller\t\n"
        "\tb) Medir\t1. Informe\t\n"
        "II. Aire\t\tc) Respirar\t1. Charla\n"
    )

    corrida = borrador.actividades[2]
    assert (corrida.linea, corrida.objetivo, corrida.codigo, corrida.actividad) == (
        "II. Aire",
        "c) Respirar",
        "1",
        "Charla",
    )
    assert corrida.confianza < 0.8
    assert corrida.motivos


def test_dos_actividades_en_una_celda_son_dos_con_el_mismo_lugar() -> None:
    borrador = leido("Línea\tActividad\tMes\nAgua\t1. Taller de agua. 2. Charla de riego.\tmayo\n")

    uno, dos = borrador.actividades
    assert (uno.codigo, uno.actividad, dos.codigo, dos.actividad) == (
        "1",
        "Taller de agua.",
        "2",
        "Charla de riego.",
    )
    assert uno.origen["actividad"] == dos.origen["actividad"]
    assert uno.confianza < 0.8


def test_una_franja_es_la_linea_de_las_filas_que_siguen() -> None:
    borrador = leido(
        "Actividad\tResponsable\tMes\nEJE 1: AGUA\t\t\nTaller\tDIMAO\tmayo\n"
        "EJE 2: AIRE\t\t\nCharla\tDAEM\tjunio\n"
    )

    assert [(a.linea, a.actividad) for a in borrador.actividades] == [
        ("EJE 1: AGUA", "Taller"),
        ("EJE 2: AIRE", "Charla"),
    ]


def test_la_fila_de_totales_no_es_una_actividad() -> None:
    borrador = leido(f"Plan 2024\nActividad\t{DOCE}\nFeria\t2\t3\nTotal\t2\t3\n")

    assert nombres(borrador) == ["Feria"]
    assert any(aviso.origen and aviso.fila == 4 for aviso in borrador.avisos)


def test_la_tabla_que_continua_sin_encabezado_usa_el_anterior() -> None:
    borrador = leido("Línea\tActividad\tMes\nAgua\tTaller\tmayo\n\n\n\tCharla\tjunio\n")

    assert [(a.linea, a.actividad) for a in borrador.actividades] == [("Agua", "Taller"), ("Agua", "Charla")]


def test_el_encabezado_repetido_no_es_una_actividad() -> None:
    borrador = leido("Línea\tActividad\tMes\nAgua\tTaller\tmayo\nLínea\tActividad\tMes\n\tCharla\tjunio\n")

    assert nombres(borrador) == ["Taller", "Charla"]


def test_los_meses_perdidos_del_encabezado_se_completan_por_su_lugar() -> None:
    borrador = leido("Plan 2024\nActividad\tEnero\tFebrero\tMarzo\t\t\tJunio\nFeria\t\t\t\tX\t\t\n")

    assert meses(borrador.actividades[0]) == [(2024, 4, 1, None)]


def test_las_iniciales_de_los_meses_son_columnas() -> None:
    borrador = leido("Plan 2024\nActividad\tE\tF\tM\tA\tM\tJ\tJ\tA\tS\tO\tN\tD\nFeria\t\tX\t\t\t\t\tX\n")

    assert meses(borrador.actividades[0]) == [(2024, 2, 1, None), (2024, 7, 1, None)]


def test_programado_y_ejecutado_pueden_ir_en_pares_de_columnas() -> None:
    borrador = leido("Plan 2025\nActividad\tEne\t\tFeb\t\n\tP\tE\tP\tE\nPoda\t2\t1\t\t3\n")

    assert meses(borrador.actividades[0]) == [(2025, 1, 2, 1), (2025, 2, None, 3)]


def test_programado_y_ejecutado_pueden_ir_en_dos_filas() -> None:
    borrador = leido(
        f"Plan 2024\nActividad\tTipo\t{DOCE}\nPoda\tProgramado\t1\t\t2\n\tEjecutado\t1\t\t1\n"
        "Riego\tProgramado\t\t4\n\tEjecutado\t\t\n"
    )

    assert [meses(a) for a in borrador.actividades] == [
        [(2024, 1, 1, 1), (2024, 3, 2, 1)],
        [(2024, 2, 4, None)],
    ]


def test_los_meses_que_pasan_de_diciembre_son_del_anio_siguiente() -> None:
    borrador = leido("Plan 2024-2025\nActividad\tOct\tNov\tDic\tEne\tFeb\nPoda\tX\t\t\tX\t\n")

    assert borrador.plan.mes_inicio == 10
    assert meses(borrador.actividades[0]) == [(2024, 10, 1, None), (2025, 1, 1, None)]


def test_inicio_y_termino_dan_todos_los_meses_del_tramo() -> None:
    borrador = leido("Actividad\tInicio\tTérmino\nPoda\tnov-24\tene-25\n")

    assert meses(borrador.actividades[0]) == [(2024, 11, 1, None), (2024, 12, 1, None), (2025, 1, 1, None)]


def test_sin_anio_los_meses_quedan_sin_anio_y_se_avisa() -> None:
    borrador = leido("Actividad\tMes\nFeria\tmayo\n")

    assert meses(borrador.actividades[0]) == [(None, 5, 1, None)]
    assert "meses.05" in borrador.actividades[0].origen
    assert any("año" in aviso.mensaje for aviso in borrador.avisos)


def test_los_ajustes_ponen_el_anio_y_el_mes_de_inicio() -> None:
    borrador = leido("Actividad\tMes\nFeria\tmayo\nCierre\tfebrero\n", Ajustes(anio=2026, mes_inicio=4))

    assert [meses(a)[0][:2] for a in borrador.actividades] == [(2026, 5), (2027, 2)]
    assert "meses.2026-05" in borrador.actividades[0].origen


def test_los_ajustes_cambian_el_significado_de_una_columna() -> None:
    texto = "Tema\tActividad\tNota\nAgua\tFeria\tcomentario\n"

    borrador = leido(texto, Ajustes(columnas={"1:1": "objetivo", "1:3": "mes_en_columna:3"}))

    (actividad,) = borrador.actividades
    assert (actividad.linea, actividad.objetivo) == (None, "Agua")
    assert [mes.mes for mes in actividad.meses] == [3]


def test_mensual_dentro_del_nombre_es_una_propuesta_y_no_un_dato() -> None:
    borrador = leido(f"Plan 2024\nActividad\t{DOCE}\nReunión mensual del CAM\t\nFeria\tX\n")

    assert borrador.actividades[0].meses == []
    assert borrador.actividades[0].motivos
    assert any("mensual" in aviso.mensaje for aviso in borrador.avisos)


def test_mensual_como_frecuencia_programa_cada_mes() -> None:
    borrador = leido("Plan 2024\nActividad\tFrecuencia\nReunión\tMensual\n")

    assert [mes.mes for mes in borrador.actividades[0].meses] == list(range(1, 13))


def test_un_plazo_que_no_se_entiende_se_conserva_y_se_duda() -> None:
    borrador = leido("Plan 2024\nActividad\tPlazo\tResponsable\nPoda\tsegún clima\tDIMAO\n")

    (actividad,) = borrador.actividades
    assert (actividad.meses, actividad.recurrencia) == ([], "según clima")
    assert actividad.confianza < 0.8


def test_las_celdas_combinadas_hacia_abajo_son_una_sola_actividad() -> None:
    def fila(numero: int, textos: list[str], repetida: bool) -> list[Celda]:
        return [
            Celda(
                t, numero, c, t, repetida=repetida and c == 1, ancla=(2, 1) if repetida and c == 1 else None
            )
            for c, t in enumerate(textos, start=1)
        ]

    filas = [
        fila(1, ["Actividad", "Mes", "Responsable"], repetida=False),
        fila(2, ["Feria", "mayo", "DIMAO"], repetida=False),
        fila(3, ["Feria", "junio", "DAEM"], repetida=True),
    ]

    borrador = interpretar(Documento("plan.docx", "docx", [Tabla(1, filas)]))

    (actividad,) = borrador.actividades
    assert [mes.mes for mes in actividad.meses] == [5, 6]
    assert actividad.responsables == ["DIMAO", "DAEM"]


def test_un_plan_en_prosa_da_lineas_objetivos_y_actividades() -> None:
    borrador = leido(
        "Plan de trabajo 2024\nMunicipalidad de Curacaví\n\nLínea 1: Residuos\nObjetivo: Reducir la basura.\n"
        "Actividades:\n- Puntos limpios (marzo a mayo). Responsable: DIMAO\n"
        "- Retiro de voluminosos. Plazo: todo el año\n"
    )

    primera, segunda = borrador.actividades
    assert borrador.plan.municipalidad == "Curacaví"
    assert (primera.linea, primera.objetivo) == ("Línea 1: Residuos", "Reducir la basura.")
    assert (primera.actividad, primera.responsables) == ("Puntos limpios", ["DIMAO"])
    assert [mes.mes for mes in primera.meses] == [3, 4, 5]
    assert len(segunda.meses) == 12


def test_los_titulos_de_markdown_dan_la_jerarquia() -> None:
    borrador = leido(
        "# Plan 2026\n\n## Agua\n\n### Ahorrar\n\n- Taller (abril)\n\n## Aire\n\n- Charla (mayo)\n"
    )

    assert [(a.linea, a.objetivo, a.actividad) for a in borrador.actividades] == [
        ("Agua", "Ahorrar", "Taller"),
        ("Aire", None, "Charla"),
    ]


def test_lo_que_pidio_la_ciudadania_se_lee_aparte() -> None:
    borrador = leido(
        "1. EJE SOCIAL\n\n1.1 OBSERVACIONES CIUDADANAS\n\n- Más luz\n\n"
        "1.2 ACUERDOS GENERADOS\n\n- Poner luz\n\n"
        "Actividad\tMes\nPoner luz\tmayo 2024\n"
    )

    assert [(a.linea, a.tipo, a.texto) for a in borrador.participacion] == [
        ("1. EJE SOCIAL", "observacion", "Más luz"),
        ("1. EJE SOCIAL", "acuerdo", "Poner luz"),
    ]
    assert borrador.actividades[0].linea == "1. EJE SOCIAL"


def test_una_columna_sin_lugar_en_el_plan_queda_en_las_observaciones() -> None:
    borrador = leido("Actividad\tMes\tBeneficiarios\nFeria\tmayo\t200 vecinos\n")

    assert borrador.actividades[0].observaciones == "Beneficiarios: 200 vecinos"


def test_la_fila_oculta_se_lee_con_dudas() -> None:
    def fila(numero: int, textos: list[str], oculta: bool) -> list[Celda]:
        return [Celda(t, numero, c, t, oculta=oculta) for c, t in enumerate(textos, start=1)]

    filas = [
        fila(1, ["Actividad", "Mes"], oculta=False),
        fila(2, ["Feria", "mayo"], oculta=False),
        fila(3, ["Taller", "junio"], oculta=True),
    ]

    borrador = interpretar(Documento("plan.xlsx", "xlsx", [Tabla(1, filas, hoja="Hoja1")]))

    assert nombres(borrador) == ["Feria", "Taller"]
    assert borrador.actividades[0].confianza >= 0.8 > borrador.actividades[1].confianza


def test_la_unidad_que_sigue_a_la_municipalidad_no_es_parte_de_su_nombre() -> None:
    borrador = leido(
        "Municipalidad de Paillaco — Dirección de Medio Ambiente\nPlan 2024\n\nActividad\tMes\nFeria\tmayo\n"
    )

    assert (borrador.plan.municipalidad, borrador.plan.unidad) == ("Paillaco", "Dirección de Medio Ambiente")


def test_una_tabla_sin_encabezado_se_adivina_con_poca_confianza() -> None:
    borrador = leido(
        "Plan 2024\n\nResiduos\tRealizar operativos de limpieza\tMarzo\tDirección de Aseo\n"
        "Agua\tCampaña de ahorro en colegios\tAgosto\tDAEM\n"
    )

    assert [(a.linea, a.actividad) for a in borrador.actividades] == [
        ("Residuos", "Realizar operativos de limpieza"),
        ("Agua", "Campaña de ahorro en colegios"),
    ]
    assert max(actividad.confianza for actividad in borrador.actividades) < 0.8
    assert any("encabezado" in aviso.mensaje for aviso in borrador.avisos)


def test_los_pesos_y_presupuestos_son_cifras() -> None:
    borrador = leido("Actividad\tMes\tPonderación\tPresupuesto\nFeria\tmayo\t20%\t$1.200.000\n")

    (actividad,) = borrador.actividades
    assert (actividad.peso, actividad.presupuesto) == (20.0, 1_200_000)


@pytest.mark.parametrize(
    "texto", ["", "Hola\n", "Estimados vecinos:\nLes escribo.\n", "a\tb\nc\td\n", f"Actividad\t{DOCE}\n"]
)
def test_un_documento_sin_plan_se_rechaza_con_una_frase(texto: str) -> None:
    with pytest.raises(ErrorDeDominio, match="No se encontró un plan"):
        interpretar(leer_texto("carta.txt", texto))


def test_trescientas_filas_se_leen_en_un_instante() -> None:
    filas = "".join(
        f"\t{n}. Realizar la actividad {n}\tDirección de Aseo {n}{chr(9) * 3}X\n" for n in range(300)
    )
    documento = leer_texto("plan.txt", f"Plan 2024\nLínea\tActividad\tResponsable\t{DOCE}\n{filas}")

    comienzo = time.process_time()
    borrador = interpretar(documento)

    assert len(borrador.actividades) == 300
    assert time.process_time() - comienzo < 1.0
