"""El plan que se mira: el de la dirección, y qué se dice cuando ya no está."""

from datetime import date

from datos import vida_del_plan
from datos.conexion import escritura
from tests.apoyo.pantalla import abrir
from tests.apoyo.planes import un_plan


def _borrar(plan_id: int) -> None:
    with escritura("Borrar el plan", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, date(2026, 10, 14))


def test_si_el_plan_pedido_ya_no_esta_se_muestra_otro_y_se_dice(base: str) -> None:
    queda, borrado = un_plan(nombre="Plan 2025"), un_plan(nombre="Plan 2026")
    pagina = abrir("cronograma", plan=str(borrado))
    assert not pagina.toast
    _borrar(borrado)

    pagina.run()

    assert pagina.query_params["plan"] in (str(queda), [str(queda)])
    [aviso] = pagina.toast
    assert "ya no está" in aviso.value
    assert "Plan 2025" in aviso.value
    assert not pagina.run().toast


def test_un_enlace_a_un_plan_que_no_existe_no_cambia_de_plan_en_silencio(base: str) -> None:
    un_plan(nombre="Plan 2026")

    [aviso] = abrir("cronograma", plan="999").toast

    assert "Plan 2026" in aviso.value


def test_sin_pedir_ninguno_no_hay_nada_que_avisar(base: str) -> None:
    un_plan(nombre="Plan 2026")

    assert not abrir("cronograma").toast
