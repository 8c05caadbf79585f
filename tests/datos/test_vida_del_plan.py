"""Un plan nace, se corrige, rige, se copia al año siguiente, se borra y vuelve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from datos import anexos_del_plan, aportes, municipalidades, papelera, planes, vida_del_plan
from datos.anexos_del_plan import FirmaDelPlan, ObjetivoEnunciado
from datos.conexion import escritura, lectura
from datos.deshacer import deshacer
from modelos.actividad import MesActividad
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.meses import Mes
from modelos.nodos import Clase, Nodo
from modelos.participacion import TipoAporte
from modelos.plan import EstadoPlan, Nivel, TipoPlan
from modelos.vigencia import DatosDelPlan
from tests.apoyo.planes import consultas, leer, un_plan

HOY = date(2026, 1, 15)
DATOS = DatosDelPlan("Cronograma 2026", "La Serena", anio_inicio=2026)


def datos_de(plan_id: int) -> DatosDelPlan:
    with lectura() as sesion:
        return vida_del_plan.leer_datos(sesion, plan_id)


def editar(plan_id: int, *, con_los_meses: bool = False, **cambios: object) -> None:
    vistos = datos_de(plan_id)
    escritos = replace(vistos, **cambios)  # type: ignore[arg-type]
    with escritura("Editar", plan_id=plan_id) as sesion:
        vida_del_plan.editar(sesion, plan_id, vistos, escritos, con_los_meses=con_los_meses)


def test_un_plan_nuevo_guarda_todos_sus_datos_y_es_borrador(base: str) -> None:
    datos = replace(DATOS, tipo=TipoPlan.POA, pais="SV", mes_inicio=3, nivel=Nivel.BASICO, unidad="Ambiente")

    with escritura("Crear") as sesion:
        plan_id = vida_del_plan.crear(sesion, datos)

    assert datos_de(plan_id) == datos
    assert leer(plan_id).estado is EstadoPlan.BORRADOR


def test_la_misma_municipalidad_escrita_con_otras_mayusculas_no_se_repite(base: str) -> None:
    with escritura("Crear") as sesion:
        vida_del_plan.crear(sesion, DATOS)
        vida_del_plan.crear(sesion, replace(DATOS, municipalidad="LA SERENA "))

    with lectura() as sesion:
        assert municipalidades.nombres(sesion) == ["La Serena"]


def test_el_periodo_no_deja_fuera_lo_programado(base: str) -> None:
    plan_id = un_plan(programado={11: 1})

    with pytest.raises(ErrorDeDominio, match="noviembre de 2026"):
        editar(plan_id, cantidad_meses=6)

    assert leer(plan_id).cantidad_meses == 12


def test_el_periodo_tampoco_deja_fuera_lo_que_esta_en_la_papelera(base: str) -> None:
    plan_id = un_plan(programado={11: 1})
    with escritura("Borrar", plan_id=plan_id) as sesion:
        papelera.borrar(sesion, Nodo(Clase.LINEA, leer(plan_id).lineas[0].id), HOY)

    with pytest.raises(ErrorDeDominio, match="noviembre de 2026"):
        editar(plan_id, cantidad_meses=6)


def test_al_corregir_el_ano_lo_programado_se_corre_si_se_pide(base: str) -> None:
    plan_id = un_plan(programado={3: 4, 12: 1})

    editar(plan_id, con_los_meses=True, anio_inicio=2027)

    meses = next(leer(plan_id).actividades).meses
    assert {mes: celda.programado for mes, celda in meses.items()} == {Mes(2027, 3): 4, Mes(2027, 12): 1}


def test_al_adelantar_un_mes_los_meses_vecinos_no_chocan(base: str) -> None:
    plan_id = un_plan(programado={3: 3, 4: 4})

    editar(plan_id, con_los_meses=True, anio_inicio=2025, mes_inicio=12)

    meses = next(leer(plan_id).actividades).meses
    assert {mes.mes: celda.programado for mes, celda in meses.items()} == {2: 3, 3: 4}


def test_lo_ejecutado_no_cambia_de_fecha_al_corregir_el_ano(base: str) -> None:
    plan_id = un_plan(programado={3: 4})
    with escritura("Ejecutar", plan_id=plan_id) as sesion:
        mes = sesion.get(MesActividad, (next(leer(plan_id).actividades).id, 2026, 3))
        assert mes is not None
        mes.ejecutado = 1

    with pytest.raises(ErrorDeDominio, match="lo hecho no cambia de fecha"):
        editar(plan_id, con_los_meses=True, anio_inicio=2027)

    assert leer(plan_id).inicio == Mes(2026, 1)


def test_corregir_los_datos_respeta_lo_que_otro_cambio_en_otro_campo(base: str) -> None:
    plan_id = un_plan()
    vistos = datos_de(plan_id)
    editar(plan_id, unidad="Medio Ambiente")

    with escritura("Editar", plan_id=plan_id) as sesion:
        vida_del_plan.editar(sesion, plan_id, vistos, replace(vistos, nombre="Otro nombre"))

    assert (leer(plan_id).nombre, leer(plan_id).unidad) == ("Otro nombre", "Medio Ambiente")


def test_al_cambiar_de_municipalidad_las_unidades_van_con_el_plan(base: str) -> None:
    plan_id, otro = un_plan(nombre="Uno", unidades=1), un_plan(nombre="Otro", unidades=1)

    editar(plan_id, municipalidad="Municipalidad de Otro")

    de_uno, de_otro = (next(leer(id_).actividades).unidades[0] for id_ in (plan_id, otro))
    assert de_uno == de_otro
    assert leer(plan_id).municipalidad_id == leer(otro).municipalidad_id


def test_corregir_el_pais_corrige_el_de_la_municipalidad(base: str) -> None:
    plan_id = un_plan()

    editar(plan_id, pais="EC")

    assert leer(plan_id).pais == "EC"


def test_un_plan_nuevo_no_cambia_el_pais_de_su_municipalidad(base: str) -> None:
    with escritura("Crear") as sesion:
        vida_del_plan.crear(sesion, replace(DATOS, pais="EC"))

    with escritura("Crear otro") as sesion:
        plan_id = vida_del_plan.crear(sesion, DATOS)

    assert leer(plan_id).pais == "EC"


def test_poner_en_vigencia_aprueba_lo_programado_en_cada_mes(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 4, 5: 1})

    with escritura("Vigencia", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY)

    plan = leer(plan_id)
    assert (plan.vigente, plan.vigente_desde) == (True, HOY)
    for actividad in plan.actividades:
        assert {mes.mes: celda.aprobado for mes, celda in actividad.meses.items()} == {3: 4, 5: 1}


def test_lo_que_esta_en_la_papelera_no_queda_aprobado(base: str) -> None:
    plan_id = un_plan(actividades=2, programado={3: 4})
    with escritura("Borrar", plan_id=plan_id) as sesion:
        borrada = next(leer(plan_id).actividades).id
        papelera_id = papelera.borrar(sesion, Nodo(Clase.ACTIVIDAD, borrada), HOY)
    with escritura("Vigencia", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY)

    with escritura("Restaurar", plan_id=plan_id, restaura=True) as sesion:
        papelera.restaurar(sesion, papelera_id)

    aprobados = [actividad.meses[Mes(2026, 3)].aprobado for actividad in leer(plan_id).actividades]
    assert aprobados == [0, 4]


def test_la_puesta_en_vigencia_se_deshace_entera(base: str) -> None:
    plan_id = un_plan(programado={3: 4})
    with escritura("Vigencia", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY)
        accion_id = sesion.info["accion_id"]

    deshacer(accion_id)

    plan = leer(plan_id)
    assert (plan.vigente, plan.vigente_desde) == (False, None)
    assert next(plan.actividades).meses[Mes(2026, 3)].aprobado == 0


def test_un_plan_sin_meses_no_entra_en_vigencia(base: str) -> None:
    plan_id = un_plan()

    with pytest.raises(ErrorDeDominio, match="ninguna actividad tiene meses"), escritura("V") as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, HOY)


def test_el_plan_del_ano_siguiente_trae_la_programacion_y_nada_de_lo_ejecutado(base: str) -> None:
    plan_id = un_plan(
        lineas=2, actividades=2, unidades=1, programado={3: 4}, estado=EstadoPlan.VIGENTE, nombre="Plan 2026"
    )
    with escritura("Ejecutar", plan_id=plan_id) as sesion:
        mes = sesion.get(MesActividad, (next(leer(plan_id).actividades).id, 2026, 3))
        assert mes is not None
        mes.ejecutado, mes.nota = 2, "Faltó el bus"
        aportes.agregar(sesion, plan_id, None, TipoAporte.APORTE, ["Más árboles"])
        anexos_del_plan.guardar_objetivos(
            sesion, plan_id, (), [ObjetivoEnunciado(None, "general", "Mejorar")]
        )
        anexos_del_plan.guardar_firmas(
            sesion, plan_id, (), [FirmaDelPlan(None, "Aprobado por", "Concejo", None)]
        )

    with escritura("Copiar") as sesion:
        nuevo_id = vida_del_plan.copiar_al_siguiente(sesion, plan_id)

    nuevo = leer(nuevo_id)
    assert (nuevo.nombre, nuevo.inicio, nuevo.vigente) == ("Plan 2027", Mes(2027, 1), False)
    assert [linea.nombre for linea in nuevo.lineas] == ["Línea 1", "Línea 2"]
    primera = next(nuevo.actividades)
    assert {mes: (c.programado, c.ejecutado, c.aprobado, c.nota) for mes, c in primera.meses.items()} == {
        Mes(2027, 3): (4, 0, 0, None)
    }
    assert [unidad.nombre for unidad in primera.unidades] == ["Unidad 1"]
    with lectura() as sesion:
        anexos = anexos_del_plan.leer(sesion, nuevo_id)
        assert [objetivo.texto for objetivo in anexos.objetivos] == ["Mejorar"]
        assert anexos.firmas == ()
        assert aportes.listar(sesion, nuevo_id) == []


def test_la_nota_de_lo_programado_si_viene(base: str) -> None:
    plan_id = un_plan(programado={4: 1})
    with escritura("Anotar", plan_id=plan_id) as sesion:
        mes = sesion.get(MesActividad, (next(leer(plan_id).actividades).id, 2026, 4))
        assert mes is not None
        mes.nota = "3º semana"

    with escritura("Copiar") as sesion:
        nuevo_id = vida_del_plan.copiar_al_siguiente(sesion, plan_id)

    assert next(leer(nuevo_id).actividades).meses[Mes(2027, 4)].nota == "3º semana"


def test_un_plan_borrado_sale_de_la_lista_y_vuelve_entero(base: str) -> None:
    plan_id = un_plan(actividades=3, programado={3: 1})
    antes = leer(plan_id).lineas
    with escritura("Borrar", plan_id=plan_id) as sesion:
        vida_del_plan.borrar(sesion, plan_id, HOY)
    with lectura() as sesion:
        assert planes.listar(sesion) == []

    with escritura("Restaurar", plan_id=plan_id, restaura=True) as sesion:
        vida_del_plan.restaurar(sesion, plan_id)

    assert leer(plan_id).lineas == antes


def test_las_firmas_se_agregan_corrigen_y_quitan(base: str) -> None:
    plan_id = un_plan()
    primeras = [
        FirmaDelPlan(None, "Elaborado por", "A. Rojas", "Encargada"),
        FirmaDelPlan(None, "", "", None),
    ]
    with escritura("Firmas", plan_id=plan_id) as sesion:
        anexos_del_plan.guardar_firmas(sesion, plan_id, (), primeras)
        vistas = anexos_del_plan.firmas(sesion, plan_id)

    with escritura("Firmas", plan_id=plan_id) as sesion:
        nueva = FirmaDelPlan(None, "Aprobado por", "B. Soto", None)
        anexos_del_plan.guardar_firmas(
            sesion, plan_id, vistas, [nueva, vistas[0]._replace(cargo="Directora")]
        )

    with lectura() as sesion:
        firmas = anexos_del_plan.firmas(sesion, plan_id)
    assert [(f.nombre, f.cargo) for f in firmas] == [("B. Soto", None), ("A. Rojas", "Directora")]
    assert firmas[1].id == vistas[0].id


def test_una_lista_de_objetivos_que_otro_cambio_no_se_pisa(base: str) -> None:
    plan_id = un_plan()
    with escritura("Otra persona", plan_id=plan_id) as sesion:
        anexos_del_plan.guardar_objetivos(sesion, plan_id, (), [ObjetivoEnunciado(None, "", "Suyo")])

    with pytest.raises(ConflictoDeVersion), escritura("Yo", plan_id=plan_id) as sesion:
        anexos_del_plan.guardar_objetivos(sesion, plan_id, (), [ObjetivoEnunciado(None, "", "Mío")])


@pytest.mark.parametrize(
    "leer_todo",
    [lambda sesion, _: vida_del_plan.resumir(sesion), anexos_del_plan.leer, aportes.listar],
    ids=["planes", "anexos", "aportes"],
)
def test_las_consultas_son_las_mismas_con_1_y_20_planes(base: str, leer_todo: Callable[..., object]) -> None:
    cuentas = []
    for hasta in (1, 20):
        ids = [un_plan(nombre=f"Plan {hasta}.{n}", lineas=2, actividades=2) for n in range(hasta)]
        with lectura() as sesion, consultas() as hechas:
            leer_todo(sesion, ids[0])
        cuentas.append(len([una for una in hechas if una.startswith("SELECT")]))

    assert cuentas[0] == cuentas[1]
    assert cuentas[0] > 0
