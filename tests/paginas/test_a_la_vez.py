"""Dos personas en lo mismo, y lo escrito que no se alcanzó a guardar: se ve, se elige y se retoma."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NoReturn

import pytest
from sqlmodel import func, select
from streamlit.testing.v1 import AppTest

from datos import anexos_del_plan, aportes, borradores, celdas, estructura, papelera, respuestas, unidades
from datos.conexion import escritura, lectura
from modelos.actividad import Actividad, Motivo
from modelos.arbol import ActividadDelPlan
from modelos.borradores import Borrador
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda
from modelos.cuentas import LOCAL, Identidad
from modelos.errores import ErrorDeDominio
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.participacion import AporteCiudadano, TipoAporte
from modelos.permisos import Rol
from modelos.plan import EstadoPlan
from paginas.componentes import identidad
from paginas.componentes.choque import MIO, SUYO
from tests.apoyo.cuentas import administradora, con
from tests.apoyo.pantalla import abrir, en_html
from tests.apoyo.planes import consultas, leer, un_plan
from tests.paginas.test_cronograma import editar, programado
from tests.paginas.test_inicio import dialogo

MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)
HOY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def octubre(monkeypatch: pytest.MonkeyPatch, base_local: str) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


def primera(plan_id: int) -> ActividadDelPlan:
    return next(leer(plan_id).actividades)


def cambiar(plan_id: int, **campos: str) -> None:
    """Otra persona cambia esos campos de la primera actividad."""
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        for campo, valor in campos.items():
            setattr(sesion.get_one(Actividad, primera(plan_id).id), campo, valor)


def guardados() -> int:
    with lectura() as sesion:
        return sesion.exec(select(func.count()).select_from(Borrador)).one()


def ofrecido(pagina: AppTest) -> list[str]:
    return [uno.value for uno in pagina.markdown if uno.value.startswith("Quedó sin guardar")]


def ficha(plan_id: int) -> tuple[AppTest, str]:
    """La ficha de la primera actividad en una visita nueva, y con qué terminan las claves de sus campos."""
    nodo = str(Nodo(Clase.ACTIVIDAD, primera(plan_id).id))
    return abrir("estructura", nodo=nodo), f"{nodo}_0"


def pulsar(pagina: AppTest, cual: str) -> AppTest:
    """El botón cuya clave comienza así, que es uno solo."""
    [boton] = [uno for uno in pagina.button if str(uno.key).startswith(cual)]
    return boton.click().run()


def en_choque() -> tuple[int, AppTest, str]:
    """Se escribió nombre, meta e indicador; otra persona ya guardó nombre y meta."""
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_area(key=f"nombre_{clave}").set_value("Mi nombre").run()
    pagina.text_input(key=f"meta_{clave}").set_value("Mi meta").run()
    pagina.text_input(key=f"indicador_{clave}").set_value("Mi indicador").run()
    cambiar(plan_id, nombre="Su nombre", meta="Su meta", observaciones="Su observación")
    pagina.button(key=f"guardar_{clave}").click().run()
    assert not pagina.exception
    return plan_id, pagina, clave


def test_quien_guarda_segundo_ve_lo_que_habia_lo_ajeno_y_lo_suyo_y_nada_se_guarda_solo() -> None:
    plan_id, pagina, _ = en_choque()

    dicho = en_html(pagina)
    for valor in ("Actividad 1", "Su nombre", "Mi nombre", "Su meta", "Mi meta"):
        assert f"<dd>{valor}</dd>" in dicho
    assert "Guardó la otra persona, hoy a las" in dicho
    assert "<dd><i>Nada</i></dd>" in dicho  # la meta que había
    assert "2 campos" in pagina.warning[0].value
    assert "(1) no choca" in pagina.warning[0].value
    assert next(b for b in pagina.button if b.label == "Guardar lo elegido").disabled
    assert (primera(plan_id).nombre, primera(plan_id).indicador) == ("Su nombre", None)


def test_de_cada_campo_queda_lo_elegido_y_lo_que_no_choca_se_funde() -> None:
    plan_id, pagina, clave = en_choque()

    pagina.radio(key=f"choque_nombre_{clave}").set_value(SUYO).run()
    pagina.radio(key=f"choque_meta_{clave}").set_value(MIO).run()
    pulsar(pagina, "lo_elegido")

    assert not pagina.exception
    queda = primera(plan_id)
    assert (queda.nombre, queda.meta, queda.indicador) == ("Su nombre", "Mi meta", "Mi indicador")
    assert queda.observaciones == "Su observación"
    assert guardados() == 0


@pytest.mark.parametrize(("boton", "meta"), [("todo_mio", "Mi meta"), ("todo_suyo", "Su meta")])
def test_se_puede_elegir_todo_de_una_vez(boton: str, meta: str) -> None:
    plan_id, pagina, _ = en_choque()

    pulsar(pagina, boton)
    pulsar(pagina, "lo_elegido")

    assert (primera(plan_id).meta, primera(plan_id).indicador) == (meta, "Mi indicador")


def test_si_mientras_elige_alguien_guarda_de_nuevo_se_le_vuelve_a_preguntar() -> None:
    plan_id, pagina, _ = en_choque()
    pulsar(pagina, "todo_mio")
    cambiar(plan_id, meta="Una tercera")

    pulsar(pagina, "lo_elegido")

    assert "<dd>Una tercera</dd>" in en_html(pagina)
    assert primera(plan_id).meta == "Una tercera"


def test_las_unidades_que_puso_otra_persona_no_se_pisan_en_silencio() -> None:
    plan_id = un_plan(unidades=1)
    pagina, clave = ficha(plan_id)
    pagina.multiselect(key=f"unidades_{clave}").set_value(["Unidad 1", "Ornato"]).run()
    plan = leer(plan_id)
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        ids = unidades.asegurar(sesion, plan.municipalidad_id, ["Aseo"])
        estructura.asignar_unidades(sesion, [primera(plan_id).id], ids)

    pagina.button(key=f"guardar_{clave}").click().run()

    assert "<dd>Aseo</dd>" in en_html(pagina)
    assert "<dd>Unidad 1, Ornato</dd>" in en_html(pagina)
    assert [unidad.nombre for unidad in primera(plan_id).unidades] == ["Aseo"]
    pulsar(pagina, "todo_mio")
    pulsar(pagina, "lo_elegido")
    assert [unidad.nombre for unidad in primera(plan_id).unidades] == ["Unidad 1", "Ornato"]


def test_en_un_aporte_tambien_se_elige_y_las_respuestas_de_ambos_se_juntan() -> None:
    plan_id = un_plan(actividades=2)
    una, otra = (actividad.id for actividad in leer(plan_id).actividades)
    with escritura("Agregar", plan_id=plan_id) as sesion:
        linea_id = leer(plan_id).lineas[0].id
        [aporte_id] = aportes.agregar(sesion, plan_id, linea_id, TipoAporte.OBSERVACION, ["Más árboles"])
    nodo = Nodo(Clase.APORTE, aporte_id)
    pagina = abrir("participacion", nodo=str(nodo))
    pagina.text_area(key=f"texto_{nodo}_0").set_value("Lo mío").run()
    pagina.multiselect(key=f"actividades_{nodo}_0").set_value([una]).run()
    with lectura() as sesion:
        [visto] = aportes.listar(sesion, plan_id)
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        sesion.get_one(AporteCiudadano, aporte_id).texto = "Lo ajeno"
        respuestas.enlazar(sesion, aporte_id, [otra])

    pagina.button(key=f"guardar_{nodo}_0").click().run()
    assert "<dd>Lo ajeno</dd>" in en_html(pagina)
    pagina.radio(key=f"choque_texto_{nodo}_0").set_value(MIO).run()
    pulsar(pagina, "lo_elegido")

    assert not pagina.exception
    with lectura() as sesion:
        [queda] = aportes.listar(sesion, plan_id)
    assert (visto.texto, queda.texto, set(queda.actividades)) == ("Más árboles", "Lo mío", {una, otra})


def test_lo_escrito_y_dejado_en_un_campo_se_ofrece_en_la_visita_siguiente_y_se_guarda() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("Cuatro talleres").run()
    pagina.number_input(key=f"presupuesto_centavos_{clave}").set_value(1500.0).run()
    assert ofrecido(pagina) == []  # está a la vista, en sus campos

    nueva, _ = ficha(plan_id)
    [frase] = ofrecido(nueva)
    assert frase.startswith("Quedó sin guardar en la actividad «Actividad 1»: 2 cambios, de hoy a las ")
    nueva.button(key=f"retomar_ficha/{clave[:-2]}").click().run()

    assert not nueva.exception
    assert ofrecido(nueva) == []
    nodo = clave[:-2]
    assert nueva.text_input(key=f"meta_{nodo}_1").value == "Cuatro talleres"
    assert nueva.number_input(key=f"presupuesto_centavos_{nodo}_1").value == 1500.0
    nueva.button(key=f"guardar_{nodo}_1").click().run()
    assert (primera(plan_id).meta, primera(plan_id).presupuesto_centavos) == ("Cuatro talleres", 150_000)
    assert guardados() == 0


def test_si_alguien_guardo_en_medio_lo_retomado_no_lo_pisa() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()
    cambiar(plan_id, meta="La ajena", indicador="Ajeno")
    nodo = clave[:-2]

    nueva, _ = ficha(plan_id)
    nueva.button(key=f"retomar_ficha/{nodo}").click().run()
    assert nueva.text_input(key=f"meta_{nodo}_1").value == "La mía"
    assert nueva.text_input(key=f"indicador_{nodo}_1").value == "Ajeno"
    nueva.button(key=f"guardar_{nodo}_1").click().run()

    assert "<dd>La ajena</dd>" in en_html(nueva)
    assert primera(plan_id).meta == "La ajena"


def test_lo_dejado_al_ir_a_otra_pantalla_sigue_en_sus_campos_al_volver() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()

    pagina.switch_page("paginas/avance.py").run()
    pagina.switch_page("paginas/estructura.py").run()

    assert pagina.text_input(key=f"meta_{clave}").value == "La mía"


def test_descartar_lo_ofrecido_lo_quita_y_no_toca_el_plan() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()
    antes = leer(plan_id).version

    nueva = abrir("inicio")
    assert "<dt>Meta</dt><dd>La mía</dd>" in en_html(nueva)  # se ve qué se va a perder
    nueva.button(key=f"descartar_ficha/{clave[:-2]}").click().run()

    assert ofrecido(nueva) == []
    assert guardados() == 0
    assert leer(plan_id).version == antes


def test_dejar_el_campo_como_estaba_quita_el_borrador() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()
    assert guardados() == 1

    pagina.text_input(key=f"meta_{clave}").set_value("").run()

    assert guardados() == 0


def test_dibujar_de_nuevo_sin_haber_cambiado_nada_no_escribe() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()

    with consultas() as ordenes:
        pagina.run()
        abrir("inicio")
        abrir("cronograma")

    assert [orden for orden in ordenes if orden.split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []


def test_lo_que_ya_no_esta_en_el_plan_se_dice_y_el_borrador_sigue() -> None:
    plan_id = un_plan(actividades=2)
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, primera(plan_id).id), HOY)

    nueva = abrir("inicio")
    nueva.button(key=f"retomar_ficha/{clave[:-2]}").click().run()

    assert "ya no está en el plan" in nueva.error[0].value
    assert len(ofrecido(nueva)) == 1


def test_las_celdas_del_cronograma_se_retoman_y_lo_que_choca_se_elige() -> None:
    plan_id = un_plan(programado={3: 1})
    editar(abrir("cronograma"), plan_id, {0: {str(MARZO): "3", str(ABRIL): "5"}})
    celda = Celda(primera(plan_id).id, MARZO, Campo.PROGRAMADO)
    celdas.guardar(leer(plan_id), [CambioDeCelda(celda, 1, 2)], HOY)

    nueva = abrir("cronograma")
    assert "Quedó sin guardar en el cronograma: 2 cambios" in ofrecido(nueva)[0]
    nueva.button(key="retomar_cronograma").click().run()
    assert ofrecido(nueva) == []
    nueva.button(key="guardar_cronograma").click().run()

    assert "había 1, usted puso 3, la otra persona puso 2" in nueva.radio[0].label
    nueva.radio[0].set_value("mio").run()
    pulsar(nueva, "guardar_lo_elegido")
    assert programado(plan_id) == {3: 3, 4: 5}
    assert guardados() == 0


def test_los_meses_y_la_causa_de_una_actividad_tambien_se_retoman() -> None:
    plan_id = un_plan(programado={3: 1}, estado=EstadoPlan.VIGENTE)
    suya = primera(plan_id)
    pagina = abrir("actividad", actividad=str(suya.id))
    pagina.button(key="editar_meses").click().run()
    filas = {"edited_rows": {3: {"Programado": "7"}}, "added_rows": [], "deleted_rows": []}
    pagina.session_state[f"meses_{suya.id}_0"] = filas
    pagina.run()
    pagina.text_area(key=f"causa_{suya.id}_0").set_value("Sin movilización").run()

    nueva = abrir("actividad", actividad=str(suya.id))
    assert len(ofrecido(nueva)) == 2
    nueva.button(key=f"retomar_meses/{suya.id}").click().run()
    nueva.button(key="guardar_meses").click().run()
    nueva.button(key=f"retomar_atraso/{suya.id}").click().run()
    [causa] = [area for area in nueva.text_area if str(area.key).startswith("causa_")]
    assert causa.value == "Sin movilización"
    pulsar(nueva, f"guardar_{suya.id}_")

    assert not nueva.exception
    assert (primera(plan_id).meses[ABRIL].programado, primera(plan_id).causa) == (7, "Sin movilización")
    assert guardados() == 0


def test_la_lista_del_acta_pegada_y_no_agregada_tambien_se_retoma() -> None:
    plan_id = un_plan()
    pagina = abrir("participacion")
    pagina.segmented_control(key="tipo_nuevo_0").set_value(TipoAporte.ACUERDO).run()
    assert guardados() == 0  # sin texto todavía no hay nada que perder
    pagina.text_area(key="texto_nuevo_0").set_value("Más luz\nMás árboles").run()

    nueva = abrir("participacion")
    nueva.button(key="retomar_aportes/nuevo").click().run()
    assert nueva.text_area(key="texto_nuevo_1").value == "Más luz\nMás árboles"
    nueva.button(key="agregar_aporte").click().run()

    assert not nueva.exception
    with lectura() as sesion:
        agregados = aportes.listar(sesion, plan_id)
    assert [(uno.tipo, uno.texto) for uno in agregados] == [
        (TipoAporte.ACUERDO, "Más luz"),
        (TipoAporte.ACUERDO, "Más árboles"),
    ]
    assert guardados() == 0
    assert nueva.text_area(key="texto_nuevo_2").value == ""


def test_los_datos_las_firmas_y_los_objetivos_del_plan_tambien_se_retoman() -> None:
    plan_id = un_plan()
    datos, firmas, objetivos = (f"{cual}-{plan_id}_0" for cual in ("datos", "firmas", "objetivos"))
    pagina = abrir("planes")
    pagina.text_input(key=f"nombre_{datos}").set_value("Otro nombre").run()
    pagina.selectbox(key=f"mes_inicio_{datos}").set_value(3).run()
    pagina.text_input(key=f"nombre_nueva_{firmas}").set_value("Concejo Municipal").run()
    pagina = abrir("estructura")
    pagina.text_area(key=f"texto_nueva_{objetivos}").set_value("Educar").run()

    for cual in ("datos", "firmas", "objetivos"):
        nueva = abrir("inicio")
        assert any("del plan: " in uno for uno in ofrecido(nueva))
        nueva.button(key=f"retomar_{cual}/{cual}-{plan_id}").click().run()
        assert not nueva.exception
        if cual == "datos":
            nueva.switch_page("paginas/planes.py").run()
            [nombre] = [uno for uno in nueva.text_input if str(uno.key).startswith("nombre_datos-")]
            assert nombre.value == "Otro nombre"
            pulsar(nueva, f"guardar_datos-{plan_id}")
        elif cual == "firmas":
            nueva.switch_page("paginas/planes.py").run()
            [que] = [uno for uno in nueva.text_input if str(uno.key).startswith("accion_nueva_firmas")]
            que.set_value("Aprobó").run()
            pulsar(nueva, f"guardar_firmas-{plan_id}")
        else:
            nueva.switch_page("paginas/estructura.py").run()
            pulsar(nueva, f"guardar_objetivos-{plan_id}")
        assert not nueva.exception

    with lectura() as sesion:
        anexos = anexos_del_plan.leer(sesion, plan_id)
    assert (leer(plan_id).nombre, leer(plan_id).inicio) == ("Otro nombre", MARZO)
    assert [(firma.accion, firma.nombre) for firma in anexos.firmas] == [("Aprobó", "Concejo Municipal")]
    assert [uno.texto for uno in anexos.objetivos] == ["Educar"]
    assert guardados() == 0


@pytest.fixture
def con_octubre() -> int:
    """Un plan vigente con 5 por ejecutar en octubre en su única actividad."""
    return un_plan(programado={10: 5}, estado=EstadoPlan.VIGENTE)


def test_lo_elegido_en_parcial_se_retoma_con_el_dialogo_abierto(con_octubre: int) -> None:
    pagina = dialogo("parcial", con_octubre)
    pagina.number_input(key="parcial_cantidad_1").set_value(3).run()

    nueva = abrir("inicio")
    assert ofrecido(nueva)[0].startswith(
        "Quedó sin guardar en lo ejecutado de «Actividad 1»: 2 cambios, de hoy"
    )
    assert "<dt>Mes</dt><dd>octubre de 2026</dd>" in en_html(nueva)
    nueva.button(key="retomar_parcial/1").click().run()

    assert not nueva.exception
    assert nueva.number_input(key="parcial_cantidad_1").value == 3


def test_lo_elegido_al_reprogramar_se_retoma_y_guardarlo_lo_quita(con_octubre: int) -> None:
    pagina = dialogo("reprogramar", con_octubre)
    pagina.selectbox(key="reprogramar_hacia").select(Mes(2026, 12)).run()
    pagina.number_input(key="reprogramar_cantidad_2026-10").set_value(2).run()
    pagina.button_group(key="motivo_reprogramar").select(Motivo.CLIMA).run()
    pagina.text_input(key="explicacion_reprogramar").set_value("Llovió").run()

    nueva = abrir("inicio")
    dicho = en_html(nueva)
    for dato in (
        "Hacia</dt><dd>diciembre de 2026",
        "Cantidad</dt><dd>2",
        f"Motivo</dt><dd>{Motivo.CLIMA.etiqueta}",
    ):
        assert dato in dicho
    nueva.button(key="retomar_traslado/1").click().run()
    assert nueva.selectbox(key="reprogramar_hacia").value == Mes(2026, 12)
    assert nueva.number_input(key="reprogramar_cantidad_2026-10").value == 2
    assert nueva.text_input(key="explicacion_reprogramar").value == "Llovió"
    assert guardados() == 1

    pagina.button(key="reprogramar_guardar").click().run()

    assert programado(con_octubre) == {10: 3, 12: 2}
    assert guardados() == 0


def test_guardar_unos_campos_no_pierde_lo_que_quedo_de_antes_sin_retomar() -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("De antes").run()

    nueva, _ = ficha(plan_id)
    nueva.text_input(key=f"indicador_{clave}").set_value("De ahora").run()
    nueva.button(key=f"guardar_{clave}").click().run()

    assert (primera(plan_id).meta, primera(plan_id).indicador) == (None, "De ahora")
    assert len(ofrecido(nueva)) == 1
    [quedo] = borradores.listar(Identidad(LOCAL), plan_id, datetime.now(UTC))
    assert quedo.dejados["meta"].escrito == "De antes"


@pytest.mark.parametrize("rol_que_pierde", [True, False])
def test_a_otra_persona_no_se_le_ofrece_y_sin_su_rol_tampoco_a_ella(
    monkeypatch: pytest.MonkeyPatch, rol_que_pierde: bool
) -> None:
    plan_id = un_plan()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    quien: list[Identidad] = [ana]
    monkeypatch.setattr(identidad, "_comprobar", lambda: quien[0])
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La de Ana").run()
    assert guardados() == 1

    sin_rol = con(ana, Rol.CONCEJO)
    quien[0] = sin_rol if rol_que_pierde else replace(ana, nombre="Luis Pérez", persona_id=99)
    ajena = abrir("inicio")

    assert ofrecido(ajena) == []
    quien[0] = ana
    assert len(ofrecido(abrir("inicio"))) == 1


def test_a_quien_ya_no_puede_editar_se_le_dice_por_que_no_puede_retomar_y_no_se_pierde(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan_id = un_plan(unidades=1)
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    quien: list[Identidad] = [ana]
    monkeypatch.setattr(identidad, "_comprobar", lambda: quien[0])
    pagina, clave = ficha(plan_id)
    pagina.text_input(key=f"meta_{clave}").set_value("La de Ana").run()

    quien[0] = con(ana, Rol.UNIDAD, unidad_id=primera(plan_id).unidades[0].id)
    nueva = abrir("inicio")
    nueva.button(key=f"retomar_ficha/{clave[:-2]}").click().run()

    assert "su rol es Unidad y no permite editar los planes" in nueva.error[0].value
    assert "<dd>La de Ana</dd>" in en_html(nueva)
    assert guardados() == 1


def test_si_el_borrador_no_se_puede_dejar_se_dice_y_se_puede_seguir(monkeypatch: pytest.MonkeyPatch) -> None:
    plan_id = un_plan()
    pagina, clave = ficha(plan_id)

    def sin_lugar(_dejados: object) -> NoReturn:
        raise ErrorDeDominio("el disco está lleno.")

    monkeypatch.setattr(borradores, "a_texto", sin_lugar)

    pagina.text_input(key=f"meta_{clave}").set_value("La mía").run()

    assert "no está quedando en el servidor" in pagina.warning[0].value
    pagina.button(key=f"guardar_{clave}").click().run()
    assert primera(plan_id).meta == "La mía"
