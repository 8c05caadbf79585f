"""La matriz va a Excel, vuelve por el lector de los planes, y lo trabajado no se toca."""

from io import BytesIO

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest

from datos.certificacion import matriz, requisitos
from datos.conexion import escritura
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.matriz import MatrizLeida, QueSeHara, juntar, leer_tabla, que_se_haria
from modelos.errores import ErrorDeDominio
from tests.apoyo.certificacion import HOY, leer, un_proceso
from tests.apoyo.planes import un_plan


def una_matriz(*filas: tuple[str, ...]) -> bytes:
    documento = docx.Document()
    tabla = documento.add_table(rows=0, cols=len(filas[0]))
    for fila in filas:
        for celda, texto in zip(tabla.add_row().cells, fila, strict=True):
            celda.text = texto
    salida = BytesIO()
    documento.save(salida)
    return salida.getvalue()


def leer_filas(nombre: str, contenido: bytes) -> MatrizLeida:
    """Los requisitos del documento."""
    documento = matriz.leer(nombre, contenido)
    leida = juntar([leer_tabla(tabla) for tabla in documento.tablas], ())
    return MatrizLeida(leida.filas, (*documento.avisos, *leida.avisos))


def test_lo_que_baja_a_excel_vuelve_igual(base_local: str) -> None:
    plan_id = un_plan()
    certificacion = un_proceso(plan_id)

    leida = leer_filas("requisitos.xlsx", matriz.en_excel(certificacion, {}))

    assert [fila.codigo for fila in leida.filas] == [uno.codigo for uno in certificacion.activos]
    assert {que_se_haria(fila, certificacion.requisitos) for fila in leida.filas} == {QueSeHara.IGUAL}
    assert leida.avisos == ()


def test_una_matriz_de_word_agrega_y_cambia_textos_sin_tocar_lo_trabajado(base: str) -> None:
    plan_id = un_plan()
    primero = un_proceso(plan_id).requisitos[0]
    visto = requisitos.a_campos(primero)
    with escritura("Evaluar", plan_id=plan_id) as sesion:
        cumple = {**visto, "resultado": EstadoResultado.CUMPLE.value}
        requisitos.guardar(sesion, plan_id, primero.id, visto, cumple, HOY)
    contenido = una_matriz(
        ("Código", "Requisito", "Descripción", "Fuente"),
        (primero.codigo, primero.nombre, "Según las bases de 2026", "Bases 2026, p. 3"),
        ("LS-01", "Punto limpio comunal", "", ""),
    )

    with escritura("Traer", plan_id=plan_id) as sesion:
        matriz.traer(sesion, plan_id, leer_filas("matriz.docx", contenido).filas)

    cambiado, *_, nuevo = leer(plan_id).requisitos
    assert (cambiado.que_se_pide, cambiado.editado) == ("Según las bases de 2026", True)
    assert cambiado.resultado is EstadoResultado.CUMPLE
    assert (nuevo.codigo, nuevo.nombre, nuevo.propio) == ("LS-01", "Punto limpio comunal", True)


def test_un_documento_sin_tablas_se_rechaza_con_que_hacer(base_local: str) -> None:
    with pytest.raises(ErrorDeDominio, match="Ponga los requisitos en una"):
        matriz.leer("acta.txt", "Acta de la sesión de octubre.".encode())


def test_en_excel_lo_que_parece_formula_es_texto(base_local: str) -> None:
    plan_id = un_plan()
    un_proceso(plan_id)
    with escritura("Agregar", plan_id=plan_id) as sesion:
        requisitos.agregar(sesion, plan_id, "R-1", "=1+1", "", "")

    libro = openpyxl.load_workbook(BytesIO(matriz.en_excel(leer(plan_id), {})))

    celda = libro.worksheets[0].cell(row=len(leer(plan_id).activos) + 1, column=3)
    assert (celda.value, celda.data_type) == ("=1+1", "s")
