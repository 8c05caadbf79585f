"""El cierre en las pantallas: darlo por completo, aprobarlo, devolverlo, y la razón de cambiar lo cerrado."""

import pytest
from streamlit.testing.v1 import AppTest

from datos import cierre
from modelos.cierre import Cierres, EstadoDeCierre, por_unidad
from modelos.meses import Mes
from modelos.permisos import Rol
from modelos.plan import EstadoPlan
from paginas.componentes.inicio import cierre as pantalla_de_cierre
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

    pulsar(pagina, ("cierre_completar", en(plan_id)))
    assert de_marzo(plan_id) == [EstadoDeCierre.COMPLETO]
    pulsar(pagina, ("cierre_aprobar", en(plan_id)))

    assert de_marzo(plan_id) == [EstadoDeCierre.APROBADO]
    assert "Aprobado" in en_html(pagina)


def test_se_aprueban_de_una_vez_todas_las_completas_y_se_deshace(base_local: str) -> None:
    plan_id = un_plan_vigente()
    for actividad in leer(plan_id).actividades:
        cierre.completar(leer(plan_id), MARZO, actividad.unidades[0].id, HOY)
    pagina = abrir("inicio")

    pulsar(pagina, ("cierre_aprobar_todo", ""))
    assert de_marzo(plan_id) == [EstadoDeCierre.APROBADO] * 2
    pagina.button("deshacer").click().run()

    assert not pagina.exception
    assert de_marzo(plan_id) == [EstadoDeCierre.COMPLETO] * 2


def dialogo_de_devolver(plan_id: int) -> AppTest:
    """Lo de dentro del diálogo, que sin navegador no queda abierto."""

    def contenido(plan_id: int) -> None:
        from datetime import date

        from datos.cierre import leer as leer_cierres
        from datos.conexion import lectura
        from modelos.cierre import por_unidad
        from modelos.meses import Mes
        from paginas.componentes.inicio import cierre
        from tests.apoyo.planes import leer

        plan, marzo = leer(plan_id), Mes(2026, 3)
        with lectura() as sesion:
            suya = por_unidad(plan, marzo, leer_cierres(sesion, plan).de(marzo))[0]
        cierre._devolver(plan, marzo, suya, date(2026, 4, 10))

    return AppTest.from_function(contenido, args=(plan_id,), default_timeout=30).run()


def test_devolver_pide_un_comentario_que_la_unidad_ve(base_local: str) -> None:
    plan_id = un_plan_vigente()
    cierre.completar(leer(plan_id), MARZO, unidad_de(plan_id), HOY)
    pagina = abrir("inicio")
    pulsar(pagina, ("cierre_devolver", en(plan_id)))
    assert pagina.text_area("comentario_al_devolver")

    dialogo = dialogo_de_devolver(plan_id)
    dialogo.button("devolver_mes").click().run()
    assert "escriba qué falta" in dialogo.error[0].value
    dialogo.text_area("comentario_al_devolver").set_value("Falta el <acta>")
    dialogo.button("devolver_mes").click().run()

    assert de_marzo(plan_id) == [EstadoDeCierre.DEVUELTO]
    assert "devuelto: Falta el &lt;acta&gt;" in en_html(abrir("inicio"))


def con_abril_cerrado() -> tuple[int, int]:
    plan_id = un_plan(unidades=1, programado={4: 2}, estado=EstadoPlan.VIGENTE)
    cierre.completar(leer(plan_id), ABRIL, unidad_de(plan_id), HOY)
    cierre.aprobar(leer(plan_id), ABRIL, [unidad_de(plan_id)], HOY)
    return plan_id, next(leer(plan_id).actividades).id


@pytest.mark.parametrize("pantalla", ["inicio", "actividad"])
def test_registrar_con_un_clic_en_un_mes_cerrado_pregunta_la_razon(base_local: str, pantalla: str) -> None:
    plan_id, actividad_id = con_abril_cerrado()
    pagina = abrir(pantalla, **({"actividad": str(actividad_id)} if pantalla == "actividad" else {}))

    if pantalla == "inicio":
        pulsar(pagina, ("ejecutada", f"mes_{actividad_id}"))
    else:
        pagina.button(f"ejecutada_ficha_{actividad_id}").click().run()

    assert not pagina.exception
    assert pagina.text_input("razon_tras_cierre")
    assert any("abril de 2026 está aprobado" in uno.value for uno in pagina.markdown)
    assert not next(leer(plan_id).actividades).meses[ABRIL].ejecutado


def dialogo_de_la_razon(plan_id: int) -> AppTest:
    def contenido(plan_id: int) -> None:
        from datetime import date

        import streamlit as st

        from modelos.meses import Mes
        from paginas.componentes import registro, tras_cierre
        from tests.apoyo.planes import leer

        if "pendiente" not in st.session_state:
            plan = leer(plan_id)
            registro.registrar(plan, next(plan.actividades), Mes(2026, 4), 2, date(2026, 4, 10))
            st.session_state["pendiente"] = st.session_state.pop(tras_cierre._PENDIENTE)
        tras_cierre._preguntar(st.session_state["pendiente"])

    return AppTest.from_function(contenido, args=(plan_id,), default_timeout=30).run()


def test_con_la_razon_se_guarda_lo_mismo_que_se_quiso_registrar_y_se_cuenta(base_local: str) -> None:
    plan_id, _ = con_abril_cerrado()
    dialogo = dialogo_de_la_razon(plan_id)
    dialogo.button("guardar_tras_cierre").click().run()
    assert "Escriba la razón" in dialogo.error[0].value

    dialogo.text_input("razon_tras_cierre").set_value("Llegó el acta")
    dialogo.button("guardar_tras_cierre").click().run()

    assert not dialogo.exception
    assert next(leer(plan_id).actividades).meses[ABRIL].ejecutado == 2
    for pantalla in ("avance", "inicio"):
        dicho = en_html(abrir(pantalla))
        assert "1 cambio tras el cierre" in dicho
        assert "usuario local" in dicho
        assert "Llegó el acta" in dicho


@pytest.mark.parametrize("rol", Rol)
def test_a_cada_quien_se_le_ofrece_solo_lo_suyo(base_local: str, rol: Rol) -> None:
    plan_id = un_plan_vigente()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    una, otra = (actividad.unidades[0].id for actividad in leer(plan_id).actividades)
    cierre.completar(leer(plan_id), MARZO, otra, HOY)
    filas = por_unidad(leer(plan_id), MARZO, cierres(plan_id).de(MARZO))

    with como(con(ana, rol, una if rol is Rol.UNIDAD else None, plan_id)):
        html = "".join(map(pantalla_de_cierre._fila, filas))

    edita = rol in {Rol.GESTION, Rol.ADMINISTRACION}
    assert (f'data-accion="cierre_completar" data-en="{una}"' in html) == (edita or rol is Rol.UNIDAD)
    assert (f'data-accion="cierre_aprobar" data-en="{otra}"' in html) == edita
    assert (f'data-accion="cierre_devolver" data-en="{otra}"' in html) == edita


def test_en_un_borrador_no_hay_cierre(base_local: str) -> None:
    un_plan(unidades=1, programado={3: 1})

    assert "Cierre de" not in en_html(abrir("inicio"))


def test_el_editor_de_meses_ofrece_la_razon_y_conserva_lo_escrito(base_local: str) -> None:
    plan_id, actividad_id = con_abril_cerrado()
    pagina = abrir("actividad", actividad=str(actividad_id))
    pagina.button("editar_meses").click().run()

    def guardar() -> None:
        escrito = {"edited_rows": {3: {"Ejecutado": "1"}}, "added_rows": [], "deleted_rows": []}
        pagina.session_state[f"meses_{actividad_id}_0"] = escrito
        pagina.run()
        pagina.session_state[f"meses_{actividad_id}_0"] = escrito
        pagina.button("guardar_meses").click().run()
        assert not pagina.exception

    guardar()
    assert "abril de 2026 está aprobado" in pagina.warning[0].value
    assert not next(leer(plan_id).actividades).meses[ABRIL].ejecutado
    pagina.text_input(f"razon_meses_{actividad_id}").set_value("Llegó el acta")
    guardar()

    assert next(leer(plan_id).actividades).meses[ABRIL].ejecutado == 1
    assert [uno.razon for uno in cierres(plan_id).cambios] == ["Llegó el acta"]


def test_el_cronograma_ofrece_la_razon_y_conserva_lo_escrito(base_local: str) -> None:
    plan_id, _ = con_abril_cerrado()
    pagina = abrir("cronograma")
    pagina.button("editar_cronograma").click().run()

    def guardar() -> None:
        escrito = {"edited_rows": {0: {str(ABRIL): "1"}}, "added_rows": [], "deleted_rows": []}
        pagina.session_state[f"editar_ejecutado_{plan_id}_0"] = escrito
        pagina.run()
        pagina.session_state[f"editar_ejecutado_{plan_id}_0"] = escrito
        pagina.button("guardar_cronograma").click().run()
        assert not pagina.exception

    guardar()
    assert "abril de 2026 está aprobado" in pagina.warning[0].value
    pagina.text_input(f"razon_celdas_{plan_id}").set_value("Llegó el acta")
    guardar()

    assert next(leer(plan_id).actividades).meses[ABRIL].ejecutado == 1
    assert [uno.razon for uno in cierres(plan_id).cambios] == ["Llegó el acta"]


def test_la_ficha_de_la_actividad_ofrece_la_razon_y_conserva_lo_escrito(base_local: str) -> None:
    plan_id, actividad_id = con_abril_cerrado()
    pagina = abrir("estructura", nodo=f"actividad-{actividad_id}")
    clave = f"actividad-{actividad_id}_0"
    pagina.text_input(key=f"meta_{clave}").set_value("Dos talleres").run()
    pagina.multiselect(key=f"unidades_{clave}").set_value([]).run()

    pagina.button(key=f"guardar_{clave}").click().run()
    assert not pagina.exception
    assert "abril de 2026 está aprobado" in pagina.warning[0].value
    assert next(leer(plan_id).actividades).unidades
    pagina.text_input(f"razon_ficha_{actividad_id}").set_value("Cambió de oficina").run()
    pagina.button(key=f"guardar_{clave}").click().run()

    assert not pagina.exception
    guardada = next(leer(plan_id).actividades)
    assert (guardada.meta, guardada.unidades) == ("Dos talleres", ())
    assert [uno.razon for uno in cierres(plan_id).cambios] == ["Cambió de oficina"]
