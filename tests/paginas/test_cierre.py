"""El cierre en las pantallas: darlo por completo, aprobarlo, devolverlo, y la razón de cambiar lo cerrado."""

import pytest
from streamlit.testing.v1 import AppTest

from datos import cierre
from modelos.cierre import Cierres, EstadoDeCierre
from modelos.meses import Mes
from modelos.permisos import Rol
from modelos.plan import EstadoPlan
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.pantalla import abrir, en_html
from tests.apoyo.pedidos import pulsar
from tests.apoyo.planes import leer, un_plan
from tests.datos.test_cierre import HOY, MARZO, cierres, unidad_de

ABRIL = Mes(2026, 4)


@pytest.fixture(autouse=True)
def abril(monkeypatch: pytest.MonkeyPatch, base_local: str) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", HOY.isoformat())


def un_plan_vigente() -> int:
    return un_plan(actividades=2, unidades=2, programado={3: 2, 4: 2}, estado=EstadoPlan.VIGENTE)


def de_marzo(plan_id: int) -> list[EstadoDeCierre]:
    leidos: Cierres = cierres(plan_id)
    return [uno.estado for uno in leidos.cierres if uno.mes == MARZO]


def en(plan_id: int) -> str:
    return str(unidad_de(plan_id))


def test_sin_cuentas_la_misma_persona_completa_y_aprueba(base_local: str) -> None:
    plan_id = un_plan_vigente()
    pagina = abrir("inicio")
    assert "Cierre de marzo de 2026" in en_html(pagina)
    assert "falta registrar: Actividad 1" in en_html(pagina)

    pulsar(pagina, "cierre_completar", en(plan_id))
    assert de_marzo(plan_id) == [EstadoDeCierre.COMPLETO]
    pulsar(pagina, "cierre_aprobar", en(plan_id))

    assert de_marzo(plan_id) == [EstadoDeCierre.APROBADO]
    assert "Aprobado" in en_html(pagina)


def test_se_aprueban_de_una_vez_todas_las_completas_y_se_deshace(base_local: str) -> None:
    plan_id = un_plan_vigente()
    for actividad in leer(plan_id).actividades:
        cierre.completar(leer(plan_id), MARZO, actividad.unidades[0].id, HOY)
    pagina = abrir("inicio")

    pulsar(pagina, "cierre_aprobar_todo", "")
    assert de_marzo(plan_id) == [EstadoDeCierre.APROBADO] * 2
    pagina.button("deshacer").click().run()

    assert not pagina.exception
    assert de_marzo(plan_id) == [EstadoDeCierre.COMPLETO] * 2


def test_devolver_pide_un_comentario_que_la_unidad_ve(base_local: str) -> None:
    plan_id = un_plan_vigente()
    cierre.completar(leer(plan_id), MARZO, unidad_de(plan_id), HOY)
    pagina = abrir("inicio")

    pulsar(pagina, "cierre_devolver", en(plan_id))
    pagina.button("devolver_mes").click().run()
    assert "escriba qué falta" in pagina.error[0].value
    pagina.text_area("comentario_al_devolver").set_value("Falta el <acta>")
    pagina.button("devolver_mes").click().run()

    assert de_marzo(plan_id) == [EstadoDeCierre.DEVUELTO]
    assert "devuelto: Falta el &lt;acta&gt;" in en_html(pagina)


def test_registrar_en_un_mes_cerrado_pide_la_razon_y_conserva_lo_que_se_hacia(base_local: str) -> None:
    plan_id = un_plan(unidades=1, programado={4: 2}, estado=EstadoPlan.VIGENTE)
    cierre.completar(leer(plan_id), ABRIL, unidad_de(plan_id), HOY)
    cierre.aprobar(leer(plan_id), ABRIL, [unidad_de(plan_id)], HOY)
    actividad_id = next(leer(plan_id).actividades).id
    pagina = abrir("inicio")

    pulsar(pagina, "ejecutada", f"mes_{actividad_id}")
    assert not next(leer(plan_id).actividades).meses[ABRIL].ejecutado
    pagina.button("guardar_tras_cierre").click().run()
    assert "Escriba la razón" in pagina.error[0].value
    pagina.text_input("razon_tras_cierre").set_value("Llegó el acta")
    pagina.button("guardar_tras_cierre").click().run()

    assert not pagina.exception
    assert next(leer(plan_id).actividades).meses[ABRIL].ejecutado == 2
    assert [uno.razon for uno in cierres(plan_id).cambios] == ["Llegó el acta"]
    assert "1 cambio tras el cierre" in en_html(abrir("avance"))


def test_los_botones_de_la_actividad_tambien_la_piden(base_local: str) -> None:
    plan_id = un_plan(unidades=1, programado={4: 2}, estado=EstadoPlan.VIGENTE)
    cierre.completar(leer(plan_id), ABRIL, unidad_de(plan_id), HOY)
    cierre.aprobar(leer(plan_id), ABRIL, [unidad_de(plan_id)], HOY)
    actividad_id = next(leer(plan_id).actividades).id
    pagina = abrir("actividad", actividad=str(actividad_id))

    pagina.button(f"ejecutada_ficha_{actividad_id}").click().run()
    pagina.text_input("razon_tras_cierre").set_value("Llegó el acta")
    pagina.button("guardar_tras_cierre").click().run()

    assert not pagina.exception
    assert next(leer(plan_id).actividades).meses[ABRIL].ejecutado == 2


def editar_marzo(pagina: AppTest, actividad_id: int) -> None:
    """Lo que el editor de meses manda al escribir un 1 en lo ejecutado de marzo."""
    pagina.session_state[f"meses_{actividad_id}_0"] = {
        "edited_rows": {2: {"Ejecutado": "1"}},
        "added_rows": [],
        "deleted_rows": [],
    }


@pytest.mark.parametrize("rol", Rol)
def test_a_cada_quien_se_le_ofrece_solo_lo_suyo(base_local: str, rol: Rol) -> None:
    plan_id = un_plan_vigente()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    otra = list(leer(plan_id).actividades)[1].unidades[0].id
    cierre.completar(leer(plan_id), MARZO, otra, HOY)

    with como(con(ana, rol, unidad_de(plan_id) if rol is Rol.UNIDAD else None, plan_id)):
        pagina = abrir("inicio")

    html = en_html(pagina)
    edita = rol in {Rol.GESTION, Rol.ADMINISTRACION}
    assert ("cierre_completar" in html) == (edita or rol is Rol.UNIDAD)
    assert ("cierre_aprobar" in html) == edita
    assert ("cierre_devolver" in html) == edita


def test_en_un_borrador_no_hay_cierre(base_local: str) -> None:
    un_plan(unidades=1, programado={3: 1})

    assert "Cierre de" not in en_html(abrir("inicio"))
