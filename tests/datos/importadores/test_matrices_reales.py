"""Las mañas de las matrices de verdad: lo que se entiende, lo que se pregunta y lo que se deja aparte."""

from dataclasses import replace

import pytest

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.interprete import interpretar
from datos.importadores.interprete.cobertura import sin_lugar
from datos.importadores.interprete.palabras_cortadas import unido
from modelos.importacion.borrador import ActividadBorrador, Ajustes, Borrador, Campo


def tabla(*filas: list[str], numero: int = 1, hoja: str | None = None, oculta: bool = False) -> Tabla:
    celdas = [[Celda(t, f, c, t or None) for c, t in enumerate(fila, 1)] for f, fila in enumerate(filas, 1)]
    return Tabla(numero, celdas, hoja, oculta)


def leido(*tablas: Tabla, ajustes: Ajustes | None = None) -> Borrador:
    documento = Documento("matriz.xlsx", "xlsx", list(tablas))
    borrador = interpretar(documento, ajustes)
    assert sin_lugar(documento, borrador) == []
    return borrador


def meses(actividad: ActividadBorrador) -> list[tuple[int | None, int, int | None]]:
    return [(m.anio, m.mes, m.programado) for m in actividad.meses]


def apartadas(borrador: Borrador) -> dict[str, str | None]:
    return {columna.titulo: columna.aparte for columna in borrador.columnas_aparte}


def nombres(borrador: Borrador) -> list[str]:
    return [actividad.actividad for actividad in borrador.actividades]


@pytest.mark.parametrize(
    ("cortado", "entero"),
    [
        ("Capaci-\ntación a fun-\ncionarios", "Capacitación a funcionarios"),
        ("activi\ndades", "actividades"),
        ("medios de\nverifi\ncación", "medios de\nverificación"),
        ("Septiem\nbre", "Septiembre"),
        ("Mesa público-\nprivada", "Mesa público-privada"),
        ("ene-\nfeb", "ene-\nfeb"),
        ("Dirección de\nObras", "Dirección de\nObras"),
        ("1. Taller\n2. Charla", "1. Taller\n2. Charla"),
    ],
)
def test_una_palabra_cortada_por_un_salto_de_linea_vuelve_a_ser_una(cortado: str, entero: str) -> None:
    assert unido(cortado) == entero


def test_un_corte_sin_guion_se_une_si_el_documento_escribe_la_palabra_entera() -> None:
    borrador = leido(
        tabla(["Línea", "Actividad"], ["Compostaje", "Taller de compos\ntaje"], ["Agua", "Charla de\nriego"])
    )

    assert nombres(borrador) == ["Taller de compostaje", "Charla de riego"]


def test_las_columnas_de_trimestre_y_anio_dicen_los_meses() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Trimestre", "Año"],
            ["Estudio de napas", "II", "2026"],
            ["Huertos de secano", "1°", "27"],
        )
    )

    assert [meses(a) for a in borrador.actividades] == [
        [(2026, 4, 1), (2026, 5, 1), (2026, 6, 1)],
        [(2027, 1, 1), (2027, 2, 1), (2027, 3, 1)],
    ]


def test_el_anio_27_de_una_columna_es_2027() -> None:
    borrador = leido(
        tabla(["Actividad", "Mes", "Año"], ["Mirador", "marzo", "27"], ["Bodega", "mayo", "sin fecha"])
    )

    assert meses(borrador.actividades[0]) != [(2026, 3, 1)]


def test_un_rango_de_anios_no_programa_meses_y_dice_por_que() -> None:
    borrador = leido(tabla(["Actividad", "Plazo"], ["Vivero", "2024 al 2027"], ["Museo", "2025"]))

    vivero, museo = borrador.actividades
    assert (vivero.meses, vivero.recurrencia) == ([], "2024 al 2027")
    assert "dice los años y no los meses" in vivero.motivos[0]
    assert museo.meses == []


def test_un_plazo_por_codigo_lleva_el_significado_que_da_el_documento() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Plazo"],
            ["Paneles en el liceo", "C"],
            ["C = corto plazo (1 año); L = largo plazo (4 años)", ""],
        )
    )

    paneles = borrador.actividades[0]
    assert (paneles.meses, paneles.recurrencia) == ([], "C: corto plazo (1 año)")
    assert paneles.motivos == ["«C» es «corto plazo (1 año)» según el documento, que no dice los meses."]


def test_un_codigo_que_el_documento_no_define_no_se_inventa() -> None:
    borrador = leido(tabla(["Actividad", "Plazo", "Encargado"], ["Paneles", "M", "Medio Ambiente"]))

    assert borrador.actividades[0].recurrencia == "M"
    assert borrador.actividades[0].motivos == ["No se entendió el plazo «M»: faltan los meses."]


def test_a_un_plazo_por_codigo_no_le_faltan_los_meses_que_dicen_los_trimestres() -> None:
    titulos = ["Actividad", "Plazo", "Trimestre I", "Trimestre II", "Trimestre III", "Trimestre IV"]
    borrador = leido(tabla(titulos, ["Paneles", "C", "X", "", "", ""], ["Vivero", "M", "", "", "", ""]))

    paneles, vivero = borrador.actividades
    assert ([mes.mes for mes in paneles.meses], paneles.recurrencia) == ([1, 2, 3], "C")
    assert (
        "No se entendió el plazo «C»: quedó escrito junto a los meses que dice otra parte." in paneles.motivos
    )
    assert vivero.motivos == ["No se entendió el plazo «M»: faltan los meses."]


def test_a_un_plazo_definido_no_le_faltan_los_meses_que_dice_su_inicio() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Plazo", "Inicio", "Término"],
            ["Paneles en el liceo", "C", "marzo", "mayo"],
            ["C = corto plazo (1 año); L = largo plazo (4 años)", "", "", ""],
        )
    )

    paneles = borrador.actividades[0]
    assert [mes.mes for mes in paneles.meses] == [3, 4, 5]
    assert paneles.motivos == [
        "«C» es «corto plazo (1 año)» según el documento, que dice los meses en otra parte."
    ]


def test_una_columna_de_instrucciones_da_un_solo_aviso_que_responde_por_cada_celda() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Responsable", "Tipo"],
            ["Vivero municipal", "Aseo", "Seleccione de la lista"],
            ["Punto limpio", "Aseo", "Diligenciar según el instructivo"],
            ["Poda de árboles", "Aseo", "Seleccione de la lista"],
        )
    )

    [aviso] = [aviso for aviso in borrador.avisos if "instrucciones" in aviso.mensaje]
    assert aviso.mensaje == (
        "Columna «Tipo»: son instrucciones para llenar el formato: no se usa "
        "(3 celdas, como «Seleccione de la lista»)."
    )
    assert [(lugar.fila, lugar.columna) for lugar in aviso.lugares] == [(2, 3), (3, 3), (4, 3)]
    assert not [aviso for aviso in borrador.avisos if aviso.mensaje.startswith("No se usó")]


def test_el_cuadro_de_la_leyenda_al_costado_no_es_parte_de_la_tabla() -> None:
    borrador = leido(
        tabla(
            ["Eje", "Medida", "Plazo", "", "Código", "Significado"],
            ["Aire", "Monitoreo", "C", "", "C", "Corto plazo: hasta 12 meses"],
            ["Suelo", "Remediar vertedero", "L", "", "L", "Largo plazo: más de 3 años"],
        )
    )

    assert [(a.actividad, a.codigo, a.recurrencia) for a in borrador.actividades] == [
        ("Monitoreo", None, "C: Corto plazo: hasta 12 meses"),
        ("Remediar vertedero", None, "L: Largo plazo: más de 3 años"),
    ]


def test_los_porcentajes_mezclados_de_los_meses_quedan_en_la_misma_escala_y_con_duda() -> None:
    borrador = leido(tabla(["Actividad", "Ene", "Feb", "Mar"], ["Inventario", "0,25", "25 %", "50%"]))

    inventario = borrador.actividades[0]
    assert ([m.programado for m in inventario.meses], inventario.unidad) == ([25, 25, 50], "%")
    assert inventario.confianzas["meses.01"] < 0.8 <= inventario.confianzas["meses.02"]
    assert "«0,25» se leyó como 25%." in inventario.motivos


def test_las_ponderaciones_mezcladas_quedan_en_la_misma_escala() -> None:
    borrador = leido(tabla(["Actividad", "Ponderación"], ["Ordenanza", "0,25"], ["Encuesta", "75 %"]))

    assert [a.peso for a in borrador.actividades] == [25, 75]
    assert borrador.actividades[0].confianzas["peso"] < 0.8


def test_las_ponderaciones_que_suman_uno_no_se_tocan_entre_si() -> None:
    borrador = leido(tabla(["Actividad", "Ponderación"], ["Ordenanza", "1"], ["Encuesta", "3"]))

    assert [a.peso for a in borrador.actividades] == [1, 3]


def test_el_porcentaje_bajo_un_trimestre_no_se_programa() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Responsable", "I trimestre", "", ""],
            ["", "", "Prog.", "Ejec.", "%"],
            ["Charlas escolares", "DAEM", "3", "2", "66%"],
        )
    )

    charlas = borrador.actividades[0]
    assert [(m.mes, m.programado, m.ejecutado) for m in charlas.meses] == [(3, 3, 2)]
    assert charlas.observaciones == "I trimestre · %: 66%"


def test_el_borrador_dice_que_columnas_dejo_aparte_y_por_que() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Mes", "Avance %", "Evidencia cargada", "Instrucciones", "Fecha asignada", "Total"],
            ["Feria", "mayo", "40%", "SÍ", "Complete todo", "05-03-2026", "4"],
            ["Taller", "junio", "0,1", "NO", "Indique la fuente", "06-03-2026", "2"],
        )
    )

    motivos = apartadas(borrador)
    assert list(motivos) == ["Avance %", "Evidencia cargada", "Instrucciones", "Fecha asignada", "Total"]
    assert motivos["Avance %"] == (
        "dice cuánto se avanzó, no lo programado: queda en las observaciones con su título"
    )
    assert str(motivos["Evidencia cargada"]).startswith("solo dice sí o no")
    assert str(motivos["Instrucciones"]).startswith("son instrucciones")
    assert str(motivos["Fecha asignada"]).startswith("es la fecha del acuerdo o del registro")
    assert meses(borrador.actividades[0]) == [(None, 5, 1)]
    assert borrador.actividades[0].observaciones == (
        "Avance %: 40%; Evidencia cargada: SÍ; Fecha asignada: 05-03-2026"
    )


def test_una_columna_que_se_usa_no_dice_estar_aparte() -> None:
    borrador = leido(
        tabla(["Línea", "Actividad", "Mes", "Año", "Responsable"], ["Agua", "Feria", "mayo", "26", "DAEM"])
    )

    assert borrador.columnas_aparte == []


def test_lo_que_la_persona_elige_para_una_columna_deja_de_estar_aparte() -> None:
    matriz = tabla(["Actividad", "Mes", "Cargó evidencia"], ["Feria", "mayo", "SÍ"])

    elegida = leido(matriz, ajustes=Ajustes(columnas={"1:3": Campo.MEDIO_VERIFICACION.value}))
    ignorada = leido(matriz, ajustes=Ajustes(columnas={"1:3": Campo.IGNORAR.value}))

    assert elegida.actividades[0].medio_verificacion == "SÍ"
    assert apartadas(elegida) == {}
    assert apartadas(ignorada) == {"Cargó evidencia": "no se usa, como usted eligió"}


def test_de_dos_columnas_de_codigo_vale_la_que_distingue_a_las_actividades() -> None:
    borrador = leido(
        tabla(
            ["Objetivo", "No.", "Sub No.", "Actividades", "Meta"],
            ["Proteger el lago", "1", "1.1", "Limpieza de riberas", "4"],
            ["", "", "1.2", "Vigilancia de pesca", "12"],
        )
    )

    assert [a.codigo for a in borrador.actividades] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    "fila",
    [
        ["(1)", "(2)", "(3)"],
        ["Seleccione de la lista", "Escriba la acción en infinitivo", "dd/mm/aaaa"],
        ["", "???", ""],
        ["", "Imprevistos (5 %)", ""],
        ["", "N° de actividades: 3", ""],
    ],
)
def test_lo_que_no_es_una_actividad_no_lo_parece(fila: list[str]) -> None:
    actividades = [["Agua", "Feria del agua", "mayo"], ["Agua", "Taller", "junio"]]

    borrador = leido(tabla(["Línea", "Actividad", "Mes"], fila, *actividades))

    assert nombres(borrador) == ["Feria del agua", "Taller"]


def test_el_cuadro_de_resumen_bajo_la_tabla_no_son_actividades() -> None:
    borrador = leido(
        tabla(
            ["Línea", "Actividad", "Mes", "Costo"],
            ["Agua", "Feria", "mayo", "100"],
            ["RESUMEN POR FUENTE", "", "", ""],
            ["Fuente", "Monto", "Porcentaje", ""],
            ["Municipal", "100", "100 %", ""],
        )
    )

    assert nombres(borrador) == ["Feria"]
    assert "Cuadro de resumen: no se usó «Municipal · 100 · 100 %»." in [
        aviso.mensaje for aviso in borrador.avisos
    ]


def test_las_hojas_ocultas_se_dejan_aparte_y_se_avisa() -> None:
    visible = tabla(["Actividad", "Mes"], ["Feria", "mayo"], hoja="Plan 2026")
    oculta = tabla(["Actividad", "Mes"], ["Taller viejo", "junio"], numero=2, hoja="Plan 2025", oculta=True)

    borrador = leido(visible, oculta)

    assert nombres(borrador) == ["Feria"]
    aviso = borrador.avisos[-1]
    assert aviso.mensaje.startswith("La hoja «Plan 2025» está oculta y no se leyó (4 celdas escritas).")
    assert len(aviso.lugares) == 4


def test_si_el_plan_entero_esta_en_una_hoja_oculta_se_lee() -> None:
    portada = tabla(["Municipalidad de Lota"], hoja="Portada")
    oculta = tabla(["Actividad", "Mes"], ["Feria", "mayo"], numero=2, hoja="Plan", oculta=True)

    assert nombres(leido(portada, oculta)) == ["Feria"]


def test_una_columna_oculta_se_lee_con_duda() -> None:
    matriz = tabla(["Actividad", "Mes", "Responsable"], ["Feria", "mayo", "DAEM"])
    filas = [[*fila[:2], replace(fila[2], oculta=True)] for fila in matriz.filas]

    borrador = leido(replace(matriz, filas=filas))

    assert borrador.actividades[0].responsables == ["DAEM"]
    assert borrador.actividades[0].confianzas["responsables"] < 0.8
    assert "La columna «Responsable» está oculta" in borrador.avisos[-1].mensaje


def test_el_nombre_de_la_hoja_da_el_anio_de_sus_meses() -> None:
    borrador = leido(
        tabla(["Actividad", "Mes"], ["Diagnóstico", "mayo"], hoja="2026"),
        tabla(["Actividad", "Mes"], ["Evaluación", "mayo"], numero=2, hoja="2027"),
    )

    assert [meses(a) for a in borrador.actividades] == [[(2026, 5, 1)], [(2027, 5, 1)]]
    assert borrador.plan.anio == 2026


def test_dos_tablas_lado_a_lado_con_columnas_distintas_se_leen_una_tras_otra() -> None:
    borrador = leido(
        tabla(
            ["COMITÉ MUNICIPAL", "", "", "COMITÉ COMUNAL", "", ""],
            ["Actividad", "Fecha", "", "Actividad", "Mes", "Encargado"],
            ["Revisar consumos", "31-03-2026", "", "Mateada ambiental", "abril", "Presidenta CAC"],
        )
    )

    assert [(a.linea, a.actividad, a.responsables) for a in borrador.actividades] == [
        ("COMITÉ MUNICIPAL", "Revisar consumos", []),
        ("COMITÉ COMUNAL", "Mateada ambiental", ["Presidenta CAC"]),
    ]


def test_en_un_plan_de_dos_anios_un_mes_sin_anio_queda_en_duda() -> None:
    filas = [["Actividad", "Mes"], ["Feria", "mayo"], ["Taller", "junio 2027"]]

    borrador = leido(tabla(["Plan ambiental 2026-2027", ""], *filas))

    feria, taller = borrador.actividades
    assert feria.confianzas["meses.2026-05"] < 0.8
    assert "El plan abarca varios años" in feria.motivos[0]
    assert taller.confianzas["meses.2027-06"] >= 0.8


def test_lo_que_el_documento_deja_pendiente_se_pregunta() -> None:
    borrador = leido(
        tabla(
            ["Actividad", "Mes", "Responsable"],
            ["Feria científica (REVISAR)", "¿Noviembre?", "por definir"],
            ["Malla curricular de la com…", "marzo", "DAEM"],
        )
    )

    feria, malla = borrador.actividades
    assert (meses(feria), feria.responsables) == ([(None, 11, 1)], [])
    assert len(feria.motivos) == 3
    assert malla.confianzas["actividad"] < 0.8
