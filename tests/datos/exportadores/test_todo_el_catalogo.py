"""Todo lo que se exporta: sale con cualquier plan, con las mismas consultas y sin escribir nada."""

from datetime import date

import pytest

from datos import planes, planes_de_ejemplo
from datos.conexion import lectura
from datos.exportadores.catalogo import EXPORTACIONES
from datos.exportadores.pedido import Exportacion, Pedido
from tests.apoyo.planes import consultas, escribir_a_mano, un_plan

HOY = date(2026, 10, 14)
COMIENZOS = {
    "pdf": b"%PDF-", "ics": b"BEGIN:VCALENDAR\r\n", "xlsx": b"PK", "docx": b"PK", "csv": b"\xef\xbb\xbf",
}  # fmt: skip
cada_exportacion = pytest.mark.parametrize(
    "exportacion", EXPORTACIONES, ids=lambda una: f"{una.documento}-{una.clave}"
)


def contar_consultas(exportacion: Exportacion, plan_id: int) -> int:
    with lectura() as sesion:
        pedido = Pedido(planes.cargar(sesion, plan_id), HOY)
        with consultas() as hechas:
            contenido = exportacion.generar(sesion, pedido)
    assert contenido.startswith(COMIENZOS[exportacion.extension])
    return len(hechas)


@cada_exportacion
@pytest.mark.usefixtures("base_local")
def test_sale_de_los_planes_de_ejemplo_sin_cambiarlos(exportacion: Exportacion) -> None:
    list(planes_de_ejemplo.cargar(HOY))
    with lectura() as sesion:
        antes = planes.listar(sesion)

    for uno in antes:
        contar_consultas(exportacion, uno.id)

    with lectura() as sesion:
        assert planes.listar(sesion) == antes


@cada_exportacion
@pytest.mark.usefixtures("base_local")
def test_sale_de_un_pais_y_un_nivel_que_no_se_conocen(exportacion: Exportacion) -> None:
    plan_id = un_plan(actividades=2, programado={3: 1})
    escribir_a_mano(plan_id)

    contar_consultas(exportacion, plan_id)


@cada_exportacion
@pytest.mark.usefixtures("base_local")
def test_las_consultas_no_crecen_con_el_plan(exportacion: Exportacion) -> None:
    chico = un_plan(nombre="Chico")
    grande = un_plan(
        lineas=6, actividades=60, unidades=5, programado=dict.fromkeys(range(1, 13), 1), nombre="Grande"
    )

    assert contar_consultas(exportacion, chico) == contar_consultas(exportacion, grande)


@cada_exportacion
@pytest.mark.usefixtures("base_local")
def test_sale_de_un_plan_sin_nada(exportacion: Exportacion) -> None:
    assert contar_consultas(exportacion, un_plan(actividades=0)) >= 0
