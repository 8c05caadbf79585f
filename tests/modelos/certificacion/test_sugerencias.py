"""Las actividades que podrían servir a un requisito se sugieren por lo que dicen; las confirma alguien."""

from modelos.certificacion.sugerencias import sugerir
from tests.modelos import planes_completos as de_prueba
from tests.modelos.certificacion.certificaciones import un_requisito, una_certificacion

RECICLAJE = de_prueba.actividad(1, "Campaña de reciclaje en escuelas")
HUERTO = de_prueba.actividad(2, "Talleres de huerto escolar")
PLAN = de_prueba.plan(de_prueba.linea(RECICLAJE, HUERTO))


def test_se_sugiere_la_que_habla_de_lo_mismo() -> None:
    requisito = un_requisito(7, nombre="Campañas de reciclaje")

    assert sugerir(una_certificacion(requisito), PLAN) == {7: (1,)}


def test_tambien_por_lo_que_el_requisito_pide() -> None:
    requisito = un_requisito(7, nombre="Educación", que_se_pide="Talleres de huerto")

    assert sugerir(una_certificacion(requisito), PLAN) == {7: (2,)}


def test_no_se_sugiere_la_que_no_tiene_que_ver() -> None:
    requisito = un_requisito(7, nombre="Ordenanza de humedales urbanos")

    assert sugerir(una_certificacion(requisito), PLAN) == {}


def test_nunca_se_sugiere_una_ya_enlazada() -> None:
    requisito = un_requisito(7, nombre="Campañas de reciclaje", actividades=(1,))

    assert sugerir(una_certificacion(requisito), PLAN) == {}


def test_para_lo_que_no_se_persigue_no_se_sugiere_nada() -> None:
    requisito = un_requisito(7, nombre="Campañas de reciclaje", desactivado="Es de otro nivel")

    assert sugerir(una_certificacion(requisito), PLAN) == {}


def test_se_pueden_pedir_las_de_un_solo_requisito() -> None:
    certificacion = una_certificacion(
        un_requisito(7, nombre="Campañas de reciclaje"), un_requisito(8, nombre="Talleres de huerto")
    )

    assert sugerir(certificacion, PLAN) == {7: (1,), 8: (2,)}
    assert sugerir(certificacion, PLAN, solo=8) == {8: (2,)}


def test_cada_una_se_sugiere_una_sola_vez() -> None:
    requisito = un_requisito(
        7, nombre="Campañas de reciclaje", que_se_pide="Campaña de reciclaje en escuelas"
    )

    assert sugerir(una_certificacion(requisito), PLAN) == {7: (1,)}
