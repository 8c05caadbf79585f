"""La pantalla Importar: del documento al plan, con lo que se corrige en el camino."""

from datetime import date
from pathlib import Path

import pytest
import typst
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from datos import almacen, planes
from datos.conexion import escritura, lectura
from datos.exportadores import catalogo
from datos.exportadores.pedido import Documento, Pedido
from modelos.actividad import Motivo
from modelos.arbol import PlanCompleto
from modelos.bitacora import SIN_REGISTRO
from modelos.importacion import parejas
from modelos.tabla import Tabla
from paginas.componentes.importacion.revision import CLAVE
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.pantalla import en_html
from tests.apoyo.planes import consultas

EJEMPLOS = RAIZ / "datos" / "ejemplos"
LA_SERENA = (EJEMPLOS / "la-serena-cronograma.txt").read_bytes()
TABLA = (
    "PLAN DE PRUEBA 2026\nMunicipalidad de Prueba\n\nLínea\tObjetivo\tActividad\tQuién\tMar\tAbr\n"
    "Agua\tAhorrar\tTaller uno\tAseo\tX\t\nSuelo\tCuidar\tTaller dos\tCultura\t\tX\n"
)


@pytest.fixture(autouse=True)
def octubre(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_HOY", "2026-10-14")


def pantalla() -> AppTest:
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=30)
    pagina.switch_page("paginas/importar.py").run()
    assert not pagina.exception
    return pagina


def subir(nombre: str, contenido: bytes) -> AppTest:
    pagina = pantalla()
    pagina.file_uploader(key="archivo_del_plan").upload(nombre, contenido, "text/plain").run()
    assert not pagina.exception
    return pagina


def completar(pagina: AppTest) -> AppTest:
    [municipalidad] = [campo for campo in pagina.text_input if campo.key == "municipalidad_del_plan"]
    return pagina if municipalidad.value else municipalidad.input("Prueba").run()


def importar(pagina: AppTest) -> PlanCompleto:
    pagina.button(key="importar").click().run()
    assert not pagina.exception
    assert not pagina.error
    with lectura() as sesion:
        guardados = planes.listar(sesion)
        return planes.cargar(sesion, max(plan.id for plan in guardados))


def filas() -> dict[str, int]:
    with lectura() as sesion:
        return {
            tabla.name: sesion.execute(select(func.count()).select_from(tabla)).scalar_one()
            for tabla in Tabla.metadata.sorted_tables
            if tabla.name not in SIN_REGISTRO
        }


def corregir(pagina: AppTest, editadas: dict[int, dict[str, object]]) -> AppTest:
    """Escribe en la tabla de correcciones como lo haría el navegador: por posición."""
    pagina.segmented_control(key="modo").set_value("Corregir celdas").run()
    tabla = pagina.session_state[CLAVE].tabla
    pagina.session_state[tabla.clave] = {"edited_rows": editadas, "added_rows": [], "deleted_rows": []}
    pagina.run()
    assert not pagina.exception
    return pagina


def textos(pagina: AppTest) -> str:
    return "".join(elemento.proto.body for elemento in pagina.get("html"))


def test_un_archivo_y_un_clic_dejan_el_plan_en_el_cronograma() -> None:
    pagina = subir("la-serena-cronograma.txt", LA_SERENA)
    assert pagina.title[0].value == "Revisar antes de importar"
    assert pagina.button(key="importar").label == "Importar 24 actividades"
    assert filas()["plan"] == 0

    plan = importar(pagina)

    assert len(list(plan.actividades)) == 24
    assert len(plan.lineas) == 4
    assert (plan.municipalidad, plan.inicio.anio) == ("La Serena", 2026)
    assert '<h1 class="titulo-de-pantalla">Cronograma 2026</h1>' in en_html(pagina)
    assert any("24 actividades importadas" in elemento.value for elemento in pagina.markdown)


def test_deshacer_desde_el_cronograma_no_deja_ninguna_fila() -> None:
    pagina = subir("la-serena-cronograma.txt", LA_SERENA)
    importar(pagina)

    pagina.switch_page("paginas/cronograma.py")
    pagina.button(key="deshacer").click().run()

    assert not pagina.exception
    assert not any(filas().values())


def test_el_texto_pegado_se_lee_igual() -> None:
    pagina = pantalla()

    pagina.text_area(key="texto_del_plan").input(LA_SERENA.decode()).run()
    pagina.button(key="leer_texto").click().run()

    assert pagina.button(key="importar").label == "Importar 24 actividades"


@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        ("vacio.txt", b"  "),
        ("programa.docx", b"MZ\x90\x00" + b"\0" * 100),
        ("carta.txt", b"Saludos cordiales a la comunidad."),
    ],
)
def test_lo_que_no_es_un_plan_se_dice_y_no_se_guarda(nombre: str, contenido: bytes, instancia: Path) -> None:
    pagina = subir(nombre, contenido)

    assert "No se guardó nada" in pagina.error[0].value
    assert pagina.title[0].value == "Importar un plan"
    assert not any(filas().values())
    assert not (instancia / "archivos").exists()


def test_si_no_se_entiende_ninguna_columna_la_persona_las_senala() -> None:
    texto = "PLAN 2026\nMunicipalidad de Prueba\n\nAlfa\tGamma\nAgua\tPlantar árboles\nSuelo\tLimpiar\n"
    pagina = subir("plan.txt", texto.encode())
    assert "No se reconoció ninguna actividad" in textos(pagina)
    assert pagina.button(key="importar").disabled

    pagina.selectbox(key="columna_1_1_ignorar").select("linea").run()
    pagina.selectbox(key="columna_1_2_ignorar").select("actividad").run()
    assert not pagina.exception
    assert "No se reconoció ninguna actividad" not in textos(pagina)

    plan = importar(completar(pagina))
    assert [(linea.nombre, [a.nombre for a in linea.actividades]) for linea in plan.lineas] == [
        ("Agua", ["Plantar árboles"]),
        ("Suelo", ["Limpiar"]),
    ]


def test_las_columnas_de_trimestres_se_revisan_y_se_pueden_cambiar() -> None:
    texto = (
        "PLAN 2026\nMunicipalidad de Prueba\n\n"
        "Línea\tActividad\tTrimestre I\tTrimestre II\nAgua\tPlantar\tX\t\nSuelo\tLimpiar\t\tX\n"
    )
    pagina = subir("plan.txt", texto.encode())
    assert not pagina.exception

    pagina.selectbox(key="columna_1_3_mes_en_columna").select("observaciones").run()

    assert not pagina.exception
    plan = importar(completar(pagina))
    assert [{mes.mes for mes in actividad.meses} for actividad in plan.actividades] == [set(), {4, 5, 6}]


def test_lo_que_falta_impide_importar_y_se_dice() -> None:
    pagina = subir("plan.txt", (EJEMPLOS / "plan-operativo-2017.txt").read_bytes())

    assert pagina.button(key="importar").disabled
    assert "Falta la municipalidad" in textos(pagina)

    pagina.text_input(key="municipalidad_del_plan").input("Alcaldía de Prueba").run()

    assert not pagina.button(key="importar").disabled


def test_el_anio_y_el_mes_de_inicio_cambian_el_plan_al_momento() -> None:
    pagina = subir("plan.txt", LA_SERENA)

    pagina.number_input(key="anio_del_plan").set_value(2027).run()
    pagina.selectbox(key="mes_de_inicio").select(4).run()

    plan = importar(pagina)
    assert plan.inicio == (2027, 4)


def test_cambiar_lo_que_significa_una_columna_cambia_lo_leido_y_se_recuerda() -> None:
    pagina = subir("plan.txt", TABLA.encode())
    pagina.selectbox(key="columna_1_4_responsables").select("medio_verificacion").run()
    assert not pagina.exception

    plan = importar(pagina)
    otra = subir("otro.txt", TABLA.replace("Taller", "Charla").encode())

    assert [a.medio_verificacion for a in plan.actividades] == ["Aseo", "Cultura"]
    assert [a.medio_verificacion for a in otra.session_state[CLAVE].leido.actividades] == ["Aseo", "Cultura"]

    otra.button(key="olvidar_columnas").click().run()

    assert [a.responsables for a in otra.session_state[CLAVE].leido.actividades] == [["Aseo"], ["Cultura"]]


def test_lo_corregido_y_lo_excluido_es_lo_que_se_importa() -> None:
    pagina = completar(subir("plan.txt", TABLA.encode()))

    corregir(pagina, {0: {"actividad": "Taller corregido", "2026-05": 3}, 1: {"importar": False}})

    assert pagina.button(key="importar").label == "Importar 1 actividad"
    plan = importar(pagina)
    [actividad] = plan.actividades
    assert actividad.nombre == "Taller corregido"
    assert {mes.mes: celda.programado for mes, celda in actividad.meses.items()} == {3: 1, 5: 3}


def test_las_correcciones_sobreviven_a_un_cambio_de_columna() -> None:
    pagina = completar(subir("plan.txt", TABLA.encode()))
    corregir(pagina, {0: {"actividad": "Taller corregido"}})

    pagina.selectbox(key="columna_1_4_responsables").select("ignorar").run()

    assert [a.nombre for a in importar(pagina).actividades] == ["Taller corregido", "Taller dos"]


def test_cambiar_el_anio_lleva_consigo_los_meses_corregidos() -> None:
    texto = TABLA.replace("PLAN DE PRUEBA 2026", "PLAN DE PRUEBA")
    pagina = completar(subir("plan.txt", texto.encode()))
    corregir(pagina, {0: {"2026-05": 3}})

    pagina.number_input(key="anio_del_plan").set_value(2028).run()

    meses = next(importar(pagina).actividades).meses
    assert {mes: celda.programado for mes, celda in meses.items()} == {(2028, 3): 1, (2028, 5): 3}


def test_descartar_no_guarda_nada_y_se_puede_retomar() -> None:
    pagina = subir("plan.txt", LA_SERENA)

    pagina.button(key="descartar").click().run()
    assert pagina.title[0].value == "Importar un plan"
    assert not any(filas().values())
    pagina.button(key="retomar").click().run()

    assert pagina.button(key="importar").label == "Importar 24 actividades"


def test_la_revision_dice_cuantos_aportes_quedaran_unidos_y_cuales_se_proponen() -> None:
    pagina = subir("valle.txt", (EJEMPLOS / "valle-de-los-chillos-2024.txt").read_bytes())

    [desplegable] = [uno for uno in pagina.expander if "aportes ciudadanos" in uno.label]

    assert (
        "32 aportes ciudadanos: 10 quedarán unidos a una actividad y 7 respuestas posibles"
        in desplegable.label
    )
    unidos, propuestos = textos(pagina).split("Se propondrán")
    assert unidos.split("Quedarán unidos")[1].count("<li>") == 10
    assert propuestos.split("</ul>")[0].count("<li>") == 7
    assert "Dice lo mismo en otro eje" in propuestos


def test_importar_de_nuevo_muestra_los_cambios_y_aplica_los_elegidos() -> None:
    importar(subir("plan.txt", TABLA.encode()))
    pagina = subir("plan.txt", TABLA.replace("Taller uno", "Talleres uno").encode())
    pagina.selectbox(key="destino").select("1").run()
    assert not pagina.exception
    assert pagina.button(key="importar").label == "Aplicar 1 cambio"

    plan = importar(pagina)

    assert [a.nombre for a in plan.actividades] == ["Talleres uno", "Taller dos"]
    assert filas()["plan"] == 1


def test_importar_de_nuevo_ofrece_quitar_lo_que_falta_y_agregar_los_objetivos_del_plan() -> None:
    importar(subir("plan.txt", TABLA.encode()))
    con_objetivo = TABLA.replace("\n\n", "\n\nObjetivo general: Educar a la comunidad\n\n", 1)
    pagina = subir("plan.txt", con_objetivo.encode())
    assert pagina.session_state[CLAVE].leido.plan.objetivos
    pagina.selectbox(key="destino").select("1").run()

    importar(pagina)

    assert filas()["objetivo_plan"] == 1


def test_en_un_plan_vigente_bajar_lo_programado_pide_el_motivo() -> None:
    plan = importar(subir("plan.txt", TABLA.encode()))
    with escritura("Poner en vigencia", plan_id=plan.id) as sesion:
        sesion.execute(planes.plan.update().values(estado="vigente"))
    pagina = subir("plan.txt", TABLA.replace("Aseo\tX\t", "Aseo\t\tX").encode())
    pagina.selectbox(key="destino").select("1").run()

    pagina.button(key="importar").click().run()
    assert "Elija un motivo" in pagina.error[0].value
    pagina.button_group(key="motivo_de_reimportacion").select(Motivo.CLIMA).run()

    movida = next(importar(pagina).actividades)
    assert {mes.mes for mes, celda in movida.meses.items() if celda.programado} == {4}
    assert filas()["reprogramacion"] == 1


def test_el_documento_queda_con_el_plan_y_se_puede_bajar() -> None:
    importar(subir("la-serena.txt", LA_SERENA))

    pagina = pantalla()

    assert almacen.huella(LA_SERENA) in textos(pagina)
    assert [boton.proto.label for boton in pagina.get("download_button")] == ["Descargar"]


def test_la_ficha_del_plan_muestra_todos_los_documentos_de_que_salio() -> None:
    importar(subir("plan.txt", TABLA.encode()))
    segundo = TABLA.replace("Taller uno", "Talleres uno").encode()
    pagina = subir("plan corregido.txt", segundo)
    pagina.selectbox(key="destino").select("1").run()
    importar(pagina)

    pagina.switch_page("paginas/planes.py").run()

    assert not pagina.exception
    assert [boton.proto.label for boton in pagina.get("download_button")] == ["Descargar", "Descargar"]
    for nombre, contenido in (("plan.txt", TABLA.encode()), ("plan corregido.txt", segundo)):
        assert f"<b>{nombre}</b>" in textos(pagina)
        assert almacen.huella(contenido) in textos(pagina)


def test_los_tres_ejemplos_se_cargan_con_un_clic() -> None:
    pagina = pantalla()

    pagina.button(key="cargar_ejemplos").click().run(timeout=60)

    assert not pagina.exception
    with lectura() as sesion:
        cargados = {plan.municipalidad for plan in planes.listar(sesion)}
    assert len(cargados) == 3
    assert "La Serena" in cargados


def test_revisar_no_escribe_y_hace_las_mismas_consultas_con_mas_filas() -> None:
    cuentas = []
    for cantidad in (10, 100):
        filas_de_tabla = "".join(f"Agua\tAhorrar\tTaller {n}\tAseo\tX\t\n" for n in range(cantidad))
        pagina = subir("plan.txt", (TABLA.split("Agua")[0] + filas_de_tabla).encode())
        with consultas() as ordenes:
            pagina.run()
        cuentas.append(len(ordenes))
        assert not any(orden.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) for orden in ordenes)

    assert cuentas[0] == cuentas[1]


def test_un_pdf_sin_lineas_ofrece_pegar_el_texto_y_no_guarda_nada() -> None:
    tabla = "#table(columns: 2, stroke: none, [Actividad], [Mes], [Charla], [Enero])"
    antes = filas()

    pagina = subir("plan.pdf", bytes(typst.compile(tabla.encode())))

    assert "péguelo en «Pegar el texto»" in pagina.error[0].value
    assert [expandible.label for expandible in pagina.expander] == ["Pegar el texto"]
    assert filas() == antes


def test_un_documento_largo_se_revisa_por_ventanas_y_se_importa_entero() -> None:
    filas = "".join(f"Agua;Ahorrar;Taller {n};Aseo;Marzo\n" for n in range(450))
    pagina = subir("plan.csv", f"Línea;Objetivo;Actividad;Responsable;Mes\n{filas}".encode())
    assert "Filas 1 a 200 de 450" in textos(pagina)
    assert "Taller 199" in textos(pagina)
    assert "Taller 200" not in textos(pagina)

    pagina.text_input(key="nombre_del_plan").input("Plan largo").run()
    completar(pagina)

    assert pagina.button(key="importar").label == "Importar 450 actividades"
    assert len(list(importar(pagina).actividades)) == 450


def test_corregir_una_celda_de_la_segunda_ventana_corrige_esa_actividad() -> None:
    filas = "".join(f"Agua;Ahorrar;Taller {n};Aseo;Marzo\n" for n in range(250))
    pagina = subir("plan.csv", f"Línea;Objetivo;Actividad;Responsable;Mes\n{filas}".encode())
    pagina.segmented_control(key="modo").set_value("Corregir celdas").run()
    pagina.session_state["pagina_actividades_2"] = 2
    pagina.run()

    corregir(pagina, {0: {"actividad": "Corregido"}})

    nombres = [a.actividad for a in pagina.session_state[CLAVE].borrador.actividades]
    assert nombres[199:202] == ["Taller 199", "Corregido", "Taller 201"]


def test_la_fila_de_los_titulos_se_elige_y_las_correcciones_siguen() -> None:
    texto = "Línea;Actividad\nEje;Lo que haremos\nAgua;Plantar árboles\nSuelo;Limpiar\n"
    pagina = subir("plan.csv", texto.encode())
    corregir(pagina, {0: {"actividad": "Plantar quillayes"}})

    pagina.selectbox(key="titulos_1_2").select(1).run()

    assert not pagina.exception
    borrador = pagina.session_state[CLAVE].borrador
    assert [columna.titulo for columna in borrador.columnas] == ["Línea", "Actividad"]
    assert [a.actividad for a in borrador.actividades] == ["Plantar quillayes", "Limpiar"]


def test_dos_columnas_senaladas_para_lo_mismo_se_explican() -> None:
    pagina = subir("plan.txt", TABLA.encode())

    pagina.selectbox(key="columna_1_4_responsables").select("actividad").run()

    assert "«Actividad» y «Quién» se leen como Actividad" in textos(pagina)


def test_las_columnas_que_no_dan_un_dato_se_nombran_con_su_razon_y_se_pueden_usar() -> None:
    texto = TABLA.replace("Quién", "Estado de avance")
    pagina = completar(subir("plan.txt", texto.encode()))
    assert "1 columna no da un dato del plan: Estado de avance" in textos(pagina)
    [lista] = [uno for uno in pagina.selectbox if str(uno.key).startswith("columna_1_4_")]

    lista.select("responsables").run()

    assert "no da un dato del plan" not in textos(pagina)
    assert [[u.nombre for u in a.unidades] for a in importar(pagina).actividades] == [["Aseo"], ["Cultura"]]


def exportado_en_csv(plan: PlanCompleto) -> str:
    exportacion = catalogo.buscar(Documento.CRONOGRAMA, "csv")
    with lectura() as sesion:
        return exportacion.generar(sesion, Pedido(plan, date(2026, 10, 14))).decode("utf-8-sig")


def test_un_csv_exportado_advierte_si_el_plan_cambio_despues() -> None:
    plan = importar(subir("plan.txt", TABLA.encode()))
    escrito = exportado_en_csv(plan)
    assert "cambió después" not in textos(subir("plan.csv", escrito.encode()))
    with escritura("Cambiar el plan", plan_id=plan.id):
        pass

    assert "El plan cambió después de exportar este documento" in textos(subir("plan.csv", escrito.encode()))


def test_un_exportado_que_no_dice_su_version_dice_que_no_se_puede_saber() -> None:
    plan = importar(subir("plan.txt", TABLA.encode()))
    escrito = exportado_en_csv(plan).replace(f"-v{plan.version};", ";")

    assert "no se puede saber si el plan cambió después" in textos(subir("plan.csv", escrito.encode()))


def test_si_hay_demasiados_nombres_que_comparar_la_pantalla_lo_dice(monkeypatch: pytest.MonkeyPatch) -> None:
    importar(subir("plan.txt", TABLA.encode()))
    monkeypatch.setattr(parejas, "PARES_MAXIMOS", 3)
    otros = TABLA.replace("Taller uno", "Talleres uno").replace("Taller dos", "Talleres dos")
    pagina = subir("plan.txt", otros.encode())
    pagina.selectbox(key="destino").select("1").run()
    assert "no se compararon todos los nombres" in textos(pagina)

    pagina.toggle(key="emparejar_parecidas").set_value(False).run()

    assert "no se compararon todos los nombres" not in textos(pagina)
