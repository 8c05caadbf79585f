"""Un documento exportado que la oficina editó muestra exactamente lo que cambió, y se aplica."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from datos import estructura, importacion, planes_de_ejemplo, reimportacion
from datos.conexion import escritura, lectura
from datos.exportadores import libro
from datos.importacion import ArchivoFuente
from datos.planes import cargar
from modelos.arbol import PlanCompleto
from modelos.importacion.reimportacion import Clase, De, Diferencia
from modelos.meses import Mes
from modelos.nodos import Clase as ClaseDeNodo
from modelos.nodos import Nodo
from tests.apoyo import ensayo
from tests.apoyo.planes import un_plan
from tests.datos.exportadores.idas_y_vueltas import HOY, aceptado, diferencias, exportado, leido

Edicion = Callable[[Workbook], object]


def cargado(plan_id: int) -> PlanCompleto:
    with lectura() as sesion:
        return cargar(sesion, plan_id)


def bajado(plan: PlanCompleto, formato: str = "excel") -> ArchivoFuente:
    with lectura() as sesion:
        return exportado(sesion, plan, formato)


def lo_que_cambia(plan: PlanCompleto, archivo: ArchivoFuente) -> list[Diferencia]:
    with lectura() as sesion:
        return diferencias(sesion, plan, leido(archivo))


def editado(archivo: ArchivoFuente, editar: Edicion) -> ArchivoFuente:
    abierto = load_workbook(BytesIO(archivo.contenido))
    editar(abierto)
    salida = BytesIO()
    abierto.save(salida)
    return ArchivoFuente(archivo.nombre, salida.getvalue())


def columna(hoja: Worksheet, titulo: str) -> int:
    return next(int(celda.column) for celda in hoja[1] if celda.value == titulo)


def poner(titulo: str, fila: int, valor: object) -> Edicion:
    def editar(abierto: Workbook) -> None:
        hoja = abierto[libro.CRONOGRAMA]
        hoja.cell(fila, columna(hoja, titulo)).value = valor

    return editar


def dicho(cambios: list[Diferencia]) -> list[tuple[str, str, str]]:
    return [(cambio.campo, cambio.antes, cambio.despues) for cambio in cambios]


@pytest.mark.parametrize("formato", ["excel", "word", "csv"])
def test_los_planes_reales_vuelven_iguales(base: str, formato: str) -> None:
    ids = [hecho.plan_id for _, hecho in planes_de_ejemplo.cargar(HOY) if hecho is not None]
    ensayo.poner(ids[-1], date(2026, 10, 14))

    for plan in map(cargado, ids):
        assert lo_que_cambia(plan, bajado(plan, formato)) == []
        assert any(actividad.meses for actividad in plan.actividades)


@pytest.mark.parametrize(
    ("titulo", "valor", "cambio"),
    [
        ("Jun 2026", 4, ("meses", "2026: Mar", "2026: Mar, Jun ×4")),
        ("Mar 2026", None, ("meses", "2026: Mar", "sin programar")),
        ("Actividad", "Feria de la energía", ("nombre", "Actividad 1", "Feria de la energía")),
        ("Responsables", "Unidad 1; Aseo, ornato", ("unidades", "Unidad 1", "Unidad 1; Aseo, ornato")),
        ("Responsables", None, ("unidades", "Unidad 1", "")),
        ("N.º", "001", ("codigo", "", "001")),
        ("Medio de verificación", "Acta", ("medio_verificacion", "", "Acta")),
        ("Presupuesto", 1500.5, ("presupuesto_centavos", "", "1.500,50")),
        ("Peso", 2.5, ("peso", "1", "2.5")),
        ("Causa del atraso", "Llovió", ("causa", "", "Llovió")),
    ],
)  # fmt: skip
def test_una_celda_editada_es_un_solo_cambio(
    base_local: str, titulo: str, valor: object, cambio: tuple[str, str, str]
) -> None:
    plan = cargado(un_plan(1, 2, 1, programado={3: 1}))

    cambios = lo_que_cambia(plan, editado(bajado(plan), poner(titulo, 2, valor)))

    assert dicho(cambios) == [cambio]
    assert [c.actividad_id for c in cambios] == [next(plan.actividades).id]


def test_renombrar_una_linea_en_sus_filas_no_mueve_sus_actividades(base_local: str) -> None:
    plan = cargado(un_plan(2, 4))

    def renombrar(abierto: Workbook) -> None:
        for fila in (2, 3):
            poner("Línea", fila, "Agua y clima")(abierto)

    cambios = lo_que_cambia(plan, editado(bajado(plan), renombrar))

    assert [(c.de, *dicho([c])[0]) for c in cambios] == [(De.LINEA, "nombre", "Línea 1", "Agua y clima")]


def test_cambiar_el_programa_de_una_fila_cambia_el_de_su_linea(base: str) -> None:
    plan_id = un_plan(2, 4)
    with escritura("Poner el programa", plan_id=plan_id) as sesion:
        linea = Nodo(ClaseDeNodo.LINEA, cargar(sesion, plan_id).lineas[0].id)
        estructura.mover(sesion, linea, estructura.agregar_programa(sesion, plan_id, "Clima"))
    plan = cargado(plan_id)

    archivo = editado(bajado(plan), poner("Programa", 2, "Clima y agua"))
    cambios = lo_que_cambia(plan, archivo)
    reimportacion.actualizar(plan, aceptado(plan, leido(archivo)), cambios, archivo, HOY)

    assert [(c.de, *dicho([c])[0]) for c in cambios] == [(De.LINEA, "programa", "Clima", "Clima y agua")]
    assert [linea.programa for linea in cargado(plan_id).lineas] == ["Clima y agua", None]


def test_mover_una_actividad_a_otra_linea_es_un_cambio_de_lugar(base_local: str) -> None:
    plan = cargado(un_plan(2, 4))

    def mover(abierto: Workbook) -> None:
        poner("Línea", 2, "Línea 2")(abierto)
        poner("Objetivo", 2, "Objetivo de la línea 2")(abierto)

    [cambio] = lo_que_cambia(plan, editado(bajado(plan), mover))

    assert (cambio.campo, cambio.nombre) == ("lugar", "Actividad 1")
    assert cambio.despues == "Línea 2 › Objetivo de la línea 2"


def test_ordenar_las_filas_no_es_un_cambio(base_local: str) -> None:
    plan = cargado(un_plan(2, 6, programado={3: 1}))

    def invertir(abierto: Workbook) -> None:
        hoja = abierto[libro.CRONOGRAMA]
        filas = [[celda.value for celda in fila] for fila in hoja.iter_rows(min_row=2)]
        for numero, fila in enumerate(reversed(filas), start=2):
            for lugar, valor in enumerate(fila, start=1):
                hoja.cell(numero, lugar).value = valor

    assert lo_que_cambia(plan, editado(bajado(plan), invertir)) == []


def test_una_fila_nueva_una_copiada_y_una_quitada(base_local: str) -> None:
    plan = cargado(un_plan(1, 3))

    def editar(abierto: Workbook) -> None:
        hoja = abierto[libro.CRONOGRAMA]
        hoja.append([celda.value for celda in hoja[2]])
        poner("Actividad", 5, "Copiada de la primera")(abierto)
        poner("Actividad", 6, "Nueva, sin decir dónde")(abierto)
        hoja.delete_rows(4)

    cambios = lo_que_cambia(plan, editado(bajado(plan), editar))

    assert [(c.clase, c.nombre) for c in cambios] == [
        (Clase.AGREGADA, "Copiada de la primera"),
        (Clase.AGREGADA, "Nueva, sin decir dónde"),
        (Clase.QUITADA, "Actividad 3"),
    ]


def test_las_filas_nuevas_que_no_dicen_donde_van_siguen_a_la_de_arriba(base_local: str) -> None:
    plan = cargado(un_plan(2, 4))

    def agregar(abierto: Workbook) -> None:
        for fila in (6, 7):
            poner("Actividad", fila, f"Nueva {fila}")(abierto)
        poner("Línea", 8, "Agua")(abierto)
        poner("Actividad", 8, "De otra línea")(abierto)

    borrador = leido(editado(bajado(plan), agregar))

    assert [(a.linea, a.objetivo) for a in borrador.actividades[4:]] == [
        ("Línea 2", "Objetivo de la línea 2"),
        ("Línea 2", "Objetivo de la línea 2"),
        ("Agua", None),
    ]


def test_un_anio_imposible_en_un_titulo_es_una_columna_ajena(base_local: str) -> None:
    plan = cargado(un_plan(1, 2, programado={3: 1}))

    def retitular(abierto: Workbook) -> None:
        hoja = abierto[libro.CRONOGRAMA]
        hoja.cell(1, columna(hoja, "Dic 2026")).value = "Dic 9026"

    archivo = editado(bajado(plan), retitular)

    assert lo_que_cambia(plan, archivo) == []
    assert [aviso.mensaje for aviso in leido(archivo).avisos] == [
        "La columna «Dic 9026» se agregó: no se usa."
    ]


@pytest.mark.parametrize("antes", [True, False])
def test_una_copia_oculta_del_cronograma_no_contradice_al_que_esta_a_la_vista(
    base_local: str, antes: bool
) -> None:
    plan = cargado(un_plan(1, 2, programado={3: 1}))

    def copiar(abierto: Workbook) -> None:
        copia = abierto.copy_worksheet(abierto[libro.CRONOGRAMA])
        copia.title, copia.sheet_state = "Respaldo", "hidden"
        copia.cell(2, columna(copia, "Mar 2026")).value = 77
        copia.cell(3, columna(copia, "Actividad")).value = "Otra cosa"
        abierto.move_sheet(copia, -len(abierto.sheetnames) if antes else 0)

    archivo = editado(bajado(plan), copiar)

    assert lo_que_cambia(plan, archivo) == []
    assert [aviso.mensaje for aviso in leido(archivo).avisos] == [
        "La hoja «Respaldo» está oculta y no se leyó: vale la que está a la vista."
    ]


def test_un_mes_repetido_vale_por_el_primero_y_el_otro_se_avisa(base_local: str) -> None:
    plan = cargado(un_plan(1, 1, programado={3: 1}))

    def repetir(abierto: Workbook) -> None:
        hoja = abierto[libro.CRONOGRAMA]
        lugar = hoja.max_column + 1
        hoja.cell(1, lugar).value, hoja.cell(2, lugar).value = "Mar 2026", 9

    archivo = editado(bajado(plan), repetir)

    assert lo_que_cambia(plan, archivo) == []
    assert [aviso.mensaje for aviso in leido(archivo).avisos] == [
        "El mes ya estaba escrito para «Actividad 1»: «9» no se usa."
    ]


def test_una_columna_quitada_no_dice_nada_y_una_agregada_se_avisa(base_local: str) -> None:
    plan = cargado(un_plan(1, 2, 1, programado={3: 1}))

    def editar(abierto: Workbook) -> None:
        hoja = abierto[libro.CRONOGRAMA]
        hoja.delete_cols(columna(hoja, "Responsables"))
        hoja.delete_cols(columna(hoja, "Mar 2026"))
        hoja.cell(1, hoja.max_column + 1).value = "Notas de la jefa"

    archivo = editado(bajado(plan), editar)

    assert lo_que_cambia(plan, archivo) == []
    assert [aviso.mensaje for aviso in leido(archivo).avisos] == [
        "La columna «Notas de la jefa» se agregó: no se usa."
    ]


def test_lo_que_no_se_entiende_se_avisa_y_no_cambia_el_plan(base_local: str) -> None:
    plan = cargado(un_plan(1, 2, programado={3: 1}))

    archivo = editado(bajado(plan), poner("Mar 2026", 2, "por confirmar"))

    assert lo_que_cambia(plan, archivo) == []
    assert [(a.mensaje, a.fila) for a in leido(archivo).avisos] == [
        ("«por confirmar» no es una cantidad: no se usa.", 2)
    ]


def test_el_cambio_se_aplica_y_queda_como_el_documento(base: str) -> None:
    plan = cargado(un_plan(2, 4, 1, programado={3: 1}))

    def editar(abierto: Workbook) -> None:
        for fila in (2, 3):
            poner("Línea", fila, "Agua y clima")(abierto)
        poner("Actividad", 2, "Otra cosa del todo")(abierto)
        poner("Ago 2026", 2, 3)(abierto)
        poner("Responsables", 2, None)(abierto)
        poner("Gastado", 3, 12000)(abierto)

    archivo = editado(bajado(plan), editar)
    cambios = lo_que_cambia(plan, archivo)
    reimportacion.actualizar(plan, aceptado(plan, leido(archivo)), cambios, archivo, HOY)

    quedo = cargado(plan.id)
    primera, segunda = list(quedo.actividades)[:2]
    assert [linea.nombre for linea in quedo.lineas] == ["Agua y clima", "Línea 2"]
    assert (primera.nombre, primera.unidades, segunda.gastado_centavos) == (
        "Otra cosa del todo",
        (),
        1_200_000,
    )
    assert {mes: celda.programado for mes, celda in primera.meses.items()} == {
        Mes(2026, 3): 1,
        Mes(2026, 8): 3,
    }
    assert lo_que_cambia(quedo, archivo) == []


def test_en_otra_instalacion_una_clave_ajena_no_confunde_actividades(base_local: str) -> None:
    otro = cargado(un_plan(1, 2, nombre="De otra parte"))
    archivo = bajado(otro)
    plan = cargado(un_plan(1, 2, nombre="El de aquí"))

    cambios = lo_que_cambia(plan, archivo)

    assert [c.campo for c in cambios] == ["nombre", "municipalidad"]


def test_un_excel_lleva_el_plan_con_lo_ejecutado_a_otra_instalacion(base: str) -> None:
    ids = [hecho.plan_id for _, hecho in planes_de_ejemplo.cargar(HOY) if hecho is not None]
    ensayo.poner(ids[-1], date(2026, 10, 14))
    plan = cargado(ids[-1])
    archivo = bajado(plan)

    llevado = cargado(importacion.guardar(aceptado(plan, leido(archivo)), archivo, HOY).plan_id)

    def cantidades(de: PlanCompleto) -> list[dict[Mes, tuple[int, int]]]:
        return [{m: (c.programado, c.ejecutado) for m, c in a.meses.items()} for a in de.actividades]

    assert cantidades(llevado) == cantidades(plan)
    assert (llevado.inicio, llevado.cantidad_meses) == (plan.inicio, plan.cantidad_meses)
    assert [linea.programa for linea in llevado.lineas] == [linea.programa for linea in plan.lineas]


def test_un_word_corregido_muestra_la_correccion(base_local: str, tmp_path: Path) -> None:
    plan = cargado(un_plan(1, 2, 1, programado={3: 1}))
    ruta = tmp_path / "cronograma.docx"
    ruta.write_bytes(bajado(plan, "word").contenido)
    abierto = docx.Document(str(ruta))
    fila = next(fila for fila in abierto.tables[0].rows if "Actividad 1" in fila.cells[1].text)
    fila.cells[1].paragraphs[0].runs[0].text = "Feria de la energía"
    fila.cells[1 + 7].paragraphs[0].runs[0].text = "2"
    abierto.save(str(ruta))

    cambios = lo_que_cambia(plan, ArchivoFuente(ruta.name, ruta.read_bytes()))

    assert dicho(cambios) == [
        ("nombre", "Actividad 1", "Feria de la energía"),
        ("meses", "2026: Mar", "2026: Mar, Jul ×2"),
    ]


@pytest.mark.parametrize("formato", ["excel", "word", "csv"])
def test_todo_formato_dice_de_que_version_salio(base_local: str, formato: str) -> None:
    plan = cargado(un_plan())

    vuelto = leido(bajado(plan, formato)).exportado

    assert vuelto is not None
    assert vuelto.version == plan.version


def test_un_libro_sin_su_hoja_del_plan_tambien_dice_de_que_version_salio(base_local: str) -> None:
    plan = cargado(un_plan())

    vuelto = leido(editado(bajado(plan), lambda abierto: abierto.remove(abierto[libro.PLAN]))).exportado

    assert vuelto is not None
    assert vuelto.version == plan.version


def test_con_filas_de_dos_exportaciones_vale_la_version_mas_antigua(base_local: str) -> None:
    plan = cargado(un_plan())
    archivo = bajado(plan, "csv")
    titulos, primera, *resto = archivo.contenido.decode("utf-8-sig").splitlines()
    de_antes = primera.replace(f"-v{plan.version};", "-v0;", 1)
    assert de_antes != primera

    mezclado = leido(ArchivoFuente("plan.csv", "\n".join([titulos, de_antes, *resto]).encode())).exportado

    assert mezclado is not None
    assert mezclado.version == 0


def test_un_documento_exportado_antes_de_llevar_la_version_se_sigue_reconociendo(base_local: str) -> None:
    plan = cargado(un_plan())
    archivo = bajado(plan, "csv")
    sin_version = archivo.contenido.decode("utf-8-sig").replace(f"-v{plan.version};", ";").encode()

    vuelto = leido(ArchivoFuente("plan.csv", sin_version))

    assert vuelto.exportado is not None
    assert vuelto.exportado.version is None
    assert lo_que_cambia(plan, ArchivoFuente("plan.csv", sin_version)) == []
