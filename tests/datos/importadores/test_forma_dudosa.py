"""Cuando la forma de la tabla es dudosa, lo leído de ella pide revisión y dice por qué; lo demás, no."""

import pytest

from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.interprete import interpretar
from datos.importadores.lectores import leer
from modelos.importacion.borrador import ActividadBorrador, Ajustes, Borrador

CONFIABLE = 0.8
ENCABEZADO = ["Línea", "Actividad", "Responsable", "Mes"]
PLANTAR = ["Bosque", "Plantar quillayes", "Ornato", "Junio"]
REGAR = ["Bosque", "Regar la plaza", "Aseo", "Enero"]


def leido(*filas: list[str], ajustes: Ajustes | None = None) -> Borrador:
    celdas = [[Celda(t, f, c, t or None) for c, t in enumerate(fila, 1)] for f, fila in enumerate(filas, 1)]
    return interpretar(Documento("plan.xlsx", "xlsx", [Tabla(1, celdas)]), ajustes)


def dudosos(actividad: ActividadBorrador) -> set[str]:
    return {campo for campo, confianza in actividad.confianzas.items() if confianza < CONFIABLE}


def dice(borrador: Borrador, texto: str) -> bool:
    razones = [aviso.mensaje for aviso in borrador.avisos]
    razones += [motivo for actividad in borrador.actividades for motivo in actividad.motivos]
    return any(texto in razon for razon in razones)


def test_una_tabla_clara_no_pide_revision() -> None:
    borrador = leido(["Plan 2026", "", "", ""], ENCABEZADO, PLANTAR, REGAR)

    assert [dudosos(actividad) for actividad in borrador.actividades] == [set(), set()]


def test_si_otra_columna_tambien_podria_ser_la_actividad_se_duda_solo_de_ella() -> None:
    borrador = leido(
        ["Proyecto", "Rubro del concepto", "Responsable", "Mes"],
        ["Bosque vivo", "Plantar quillayes en la plaza de armas nueva", "Ornato", "Junio"],
        ["Bosque vivo", "Regar los árboles nuevos de la avenida Prat", "Aseo", "Enero"],
    )

    assert dudosos(borrador.actividades[0]) == {"actividad"}
    assert dice(borrador, "«Rubro del concepto» también podría serlo")


@pytest.mark.parametrize(
    ("titulo", "valores", "campo"),
    [
        ("Rubro", ["Dirección de Obras", "Oficina de Aseo"], "responsables"),
        ("Rubro", ["Mayo", "Agosto"], "meses.06"),
    ],
)
def test_una_columna_que_no_se_entiende_y_dice_lo_mismo_que_otra_la_deja_en_duda(
    titulo: str, valores: list[str], campo: str
) -> None:
    borrador = leido([*ENCABEZADO, titulo], [*PLANTAR, valores[0]], [*REGAR, valores[1]])

    assert campo in dudosos(borrador.actividades[0])
    assert "actividad" not in dudosos(borrador.actividades[0])


def test_un_responsable_que_trae_meses_no_es_seguro() -> None:
    borrador = leido(ENCABEZADO, ["Bosque", "Plantar", "Junio", ""], ["Agua", "Regar", "Mayo", ""])

    assert "responsables" in dudosos(borrador.actividades[0])


def test_una_fila_corrida_pide_revision_y_las_demas_no() -> None:
    borrador = leido(ENCABEZADO, PLANTAR, ["Bosque", "Bosque", "Regar la plaza", "Enero"], REGAR)

    assert [bool(dudosos(actividad)) for actividad in borrador.actividades] == [False, True, False]
    assert dice(borrador, "parecen estar en otra columna")


def test_un_mes_que_titula_dos_columnas_deja_en_duda_los_meses() -> None:
    borrador = leido(
        ["Actividad", "Responsable", "Ene", "Feb", "Feb", "Abr"], ["Plantar", "Ornato", "X", "", "X", ""]
    )

    assert dudosos(borrador.actividades[0]) == {"meses.01", "meses.02"}
    assert dice(borrador, "Un mes titula más de una columna")


def test_un_encabezado_que_no_se_entendio_a_media_tabla_deja_en_duda_lo_que_sigue() -> None:
    borrador = leido(ENCABEZADO, PLANTAR, ["Rubro", "Objetivo", "Responsable", "Glosa"], REGAR)

    assert "actividad" in dudosos(borrador.actividades[-1])
    assert dice(borrador, "parece un encabezado que no se entendió")


def test_lo_que_la_persona_eligio_no_vuelve_a_quedar_en_duda() -> None:
    filas = [[*ENCABEZADO, "Rubro", "Glosa", "Dato"], [*PLANTAR, "1", "2", "3"], [*REGAR, "4", "5", "6"]]

    sin_elegir = leido(*filas).actividades[0]
    elegida = leido(*filas, ajustes=Ajustes(columnas={"1:2": "actividad"})).actividades[0]

    assert "actividad" in dudosos(sin_elegir)
    assert "actividad" not in dudosos(elegida)


def test_la_nota_al_pie_de_la_tabla_no_es_una_actividad_segura() -> None:
    tabla = "Actividad\tMes\tResponsable\nTaller\tmayo\tAseo\nFeria\tjunio\tOrnato\n"
    texto = f"{tabla}\n- Las fechas pueden cambiar.\n"

    borrador = interpretar(leer("plan.txt", texto.encode()))

    assert [a.actividad for a in borrador.actividades if not dudosos(a)] == ["Taller", "Feria"]


def test_entre_varios_anios_vale_el_del_plan_y_no_el_de_la_autoridad() -> None:
    borrador = leido(
        ["ADMINISTRACIÓN 2024-2027", "", "", ""], ["PLAN DE TRABAJO 2026", "", "", ""], ENCABEZADO, PLANTAR
    )

    assert borrador.plan.anio == 2026


def test_el_anio_que_solo_aparece_lejos_del_titulo_se_propone_con_duda() -> None:
    borrador = leido(ENCABEZADO, PLANTAR, ["Agua", "Regar según la guía de 2026", "Aseo", "Enero"])

    assert borrador.plan.anio == 2026
    assert "meses.2026-06" in dudosos(borrador.actividades[0])


def test_una_tarea_distinta_por_fila_es_la_actividad_y_no_la_que_las_agrupa() -> None:
    borrador = leido(
        ["Actividad", "Tarea", "Responsable"],
        ["Promotores", "Designar docentes", "Educación"],
        ["Promotores", "Capacitar docentes", "Educación"],
    )

    assert [a.actividad for a in borrador.actividades] == ["Designar docentes", "Capacitar docentes"]
    assert "actividad" in dudosos(borrador.actividades[0])


def test_una_ficha_de_dos_rotulos_por_fila_da_su_plazo_y_su_responsable() -> None:
    borrador = leido(
        ["Actividad", "Punto limpio", "", ""],
        ["Responsable", "Servicios Generales", "Plazo", "Junio"],
        ["Actividad", "Auditoría", "", ""],
        ["Responsable", "Oficina Ambiental", "Plazo", "Abril"],
    )

    assert [(a.actividad, a.responsables, a.meses[0].mes) for a in borrador.actividades] == [
        ("Punto limpio", ["Servicios Generales"], 6),
        ("Auditoría", ["Oficina Ambiental"], 4),
    ]


def test_un_cuadro_con_la_actividad_bajo_el_mes_da_una_por_celda() -> None:
    borrador = leido(
        ["Responsable", "Marzo", "Abril"],
        ["Aseo", "Retiro de escombros", "Limpieza de canales"],
        ["Ornato", "", "Siembra de césped"],
    )

    assert [(a.actividad, a.meses[0].mes, a.responsables) for a in borrador.actividades] == [
        ("Retiro de escombros", 3, ["Aseo"]),
        ("Limpieza de canales", 4, ["Aseo"]),
        ("Siembra de césped", 4, ["Ornato"]),
    ]


def test_el_seguimiento_por_trimestre_no_programa_si_la_tabla_trae_su_plazo() -> None:
    borrador = leido(
        ["Actividad", "Fecha inicio", "Fecha final", "Seguimiento", "Seguimiento"],
        ["", "", "", "Trim 1", "Trim 2"],
        ["Cambiar griferías", "1/02/2026", "30/03/2026", "30%", "70%"],
    )

    assert [mes.mes for mes in borrador.actividades[0].meses] == [2, 3]


def test_un_control_de_cambios_no_es_el_plan() -> None:
    cambios = [["Versión", "Fecha", "Descripción del cambio"], ["1.0", "10/12/2025", "Primera versión"]]
    plan = [["Actividad", "Mes", "Responsable"], ["Taller", "Mayo", "Aseo"]]
    tablas = [
        Tabla(n, [[Celda(t, f, c, t) for c, t in enumerate(fila, 1)] for f, fila in enumerate(filas, 1)])
        for n, filas in enumerate((cambios, plan), 1)
    ]

    borrador = interpretar(Documento("plan.docx", "docx", list(tablas)))

    assert [a.actividad for a in borrador.actividades] == ["Taller"]


@pytest.mark.parametrize(
    ("escrito", "responsables", "meses"),
    [
        ("- Medir el consumo (mayo a julio, Finanzas)", ["Finanzas"], [5, 6, 7]),
        ("- Medir el consumo. Encargado: Finanzas. Fecha límite: mayo.", ["Finanzas"], [5]),
    ],
)
def test_el_plazo_y_el_responsable_dentro_del_item(
    escrito: str, responsables: list[str], meses: list[int]
) -> None:
    borrador = interpretar(leer("plan.txt", f"Plan 2026\n\nActividades:\n{escrito}\n".encode()))

    actividad = borrador.actividades[0]
    assert (actividad.actividad, actividad.responsables) == ("Medir el consumo", responsables)
    assert [mes.mes for mes in actividad.meses] == meses
