"""Aplicar a un plan los objetivos, firmas, aportes y datos de un documento leído de nuevo."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from datos import anexos_del_plan, aportes, conexion, importacion, papelera, planes, reimportacion
from datos import reimportacion_del_plan as resto
from datos.anexos_del_plan import Anexos
from datos.deshacer import deshacer
from datos.importacion import ArchivoFuente, Importado
from modelos.arbol import PlanCompleto
from modelos.importacion.borrador import (
    AporteBorrador,
    Borrador,
    FirmaBorrador,
    ObjetivoPlanBorrador,
    PlanBorrador,
)
from modelos.importacion.plan_aceptado import aceptar
from modelos.importacion.reimportacion import Diferencia, comparar
from modelos.importacion.reimportacion_del_plan import comparar_el_resto
from tests.datos.borradores import una_actividad, una_decision

HOY = date(2026, 10, 14)
ARCHIVO = ArchivoFuente("plan.txt", b"el plan")
LINEA = "Gestión de residuos"


def un_documento(
    *actividades: str,
    aportes: Iterable[str] = (),
    objetivos: Iterable[str] = (),
    firma: str = "",
    **plan: object,
) -> Borrador:
    """Un plan con esas actividades; cada aporte es un acuerdo en la misma línea."""
    enunciados = [ObjetivoPlanBorrador(clase="general", texto=texto) for texto in objetivos]
    return Borrador(
        plan=PlanBorrador.model_validate({"objetivos": enunciados, **plan}),
        actividades=[una_actividad(n, actividad=nombre) for n, nombre in enumerate(actividades, start=1)],
        participacion=[AporteBorrador(linea=LINEA, tipo="acuerdo", texto=texto) for texto in aportes],
        firmas=[FirmaBorrador(accion="Elaborado por", nombre=firma)] if firma else [],
    )


def importado(borrador: Borrador) -> PlanCompleto:
    return cargado(importacion.guardar(aceptar(borrador, una_decision()), ARCHIVO, HOY).plan_id)


def cargado(plan_id: int) -> PlanCompleto:
    with conexion.lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def diferencias(plan: PlanCompleto, borrador: Borrador) -> list[Diferencia]:
    nuevo = aceptar(borrador, una_decision())
    comparacion = comparar(plan, nuevo)
    with conexion.lectura() as sesion:
        guardado = resto.leer(sesion, plan)
    otras = comparar_el_resto(plan, guardado, borrador.plan, nuevo, comparacion.parejas)
    return [*comparacion.diferencias, *otras]


def aplicar(plan: PlanCompleto, borrador: Borrador, elegidas: list[Diferencia] | None = None) -> Importado:
    elegidas = diferencias(plan, borrador) if elegidas is None else elegidas
    return reimportacion.actualizar(plan, aceptar(borrador, una_decision()), elegidas, ARCHIVO, HOY)


def anexos(plan: PlanCompleto) -> Anexos:
    with conexion.lectura() as sesion:
        return anexos_del_plan.leer(sesion, plan.id)


def respuestas(plan: PlanCompleto) -> dict[str, list[str]]:
    """De cada aporte, los nombres de las actividades que le responden."""
    nombres = {a.id: a.nombre for a in cargado(plan.id).actividades}
    with conexion.lectura() as sesion:
        return {a.texto: [nombres[n] for n in a.actividades] for a in aportes.listar(sesion, plan.id)}


def test_al_aplicar_todo_queda_como_el_documento(base: str) -> None:
    antes = un_documento(
        "Taller", aportes=["Más agua"], objetivos=["Educar", "Ahorrar"], firma="La encargada"
    )
    plan = importado(antes)
    nuevo = un_documento(
        "Taller", aportes=["Taller"], objetivos=["Educar", "Reciclar"], firma="El jefe", nivel="intermedio"
    )

    aplicar(plan, nuevo)

    quedo = anexos(plan)
    assert [o.texto for o in quedo.objetivos] == ["Educar", "Reciclar"]
    assert [f.nombre for f in quedo.firmas] == ["El jefe"]
    assert cargado(plan.id).nivel == "intermedio"
    assert respuestas(plan) == {"Taller": ["Taller"]}
    assert diferencias(cargado(plan.id), nuevo) == []


def test_lo_que_no_se_elige_no_cambia(base: str) -> None:
    plan = importado(un_documento("Taller", objetivos=["Educar"], aportes=["Más agua"]))
    nuevo = un_documento("Taller", objetivos=["Reciclar"], aportes=["Menos ruido"], titulo="Otro nombre")
    elegidas = [d for d in diferencias(plan, nuevo) if d.clave == "objetivo:nueva:0"]

    aplicar(plan, nuevo, elegidas)

    assert [o.texto for o in anexos(plan).objetivos] == ["Educar", "Reciclar"]
    assert list(respuestas(plan)) == ["Más agua"]
    assert cargado(plan.id).nombre == "Plan de prueba"


def test_el_aporte_nuevo_queda_unido_a_la_actividad_que_ya_estaba_y_a_la_recien_creada(base: str) -> None:
    plan = importado(un_documento("Taller"))

    aplicar(plan, un_documento("Taller", "Feria", aportes=["TALLER.", "Feria"]))

    assert respuestas(plan) == {"TALLER.": ["Taller"], "Feria": ["Feria"]}


def test_el_aporte_que_ya_estaba_se_une_a_la_actividad_nueva_que_dice_lo_mismo(base: str) -> None:
    plan = importado(un_documento("Taller", aportes=["Feria"]))

    aplicar(plan, un_documento("Taller", "Feria", aportes=["Feria"]))

    assert respuestas(plan) == {"Feria": ["Feria"]}


def test_si_la_actividad_nueva_no_se_elige_el_aporte_queda_sin_ella(base: str) -> None:
    plan = importado(un_documento("Taller"))
    nuevo = un_documento("Taller", "Feria", aportes=["Feria"])
    elegidas = [d for d in diferencias(plan, nuevo) if d.de == "aporte"]

    aplicar(plan, nuevo, elegidas)

    assert respuestas(plan) == {"Feria": []}


def test_el_aporte_quitado_va_a_la_papelera(base: str) -> None:
    plan = importado(un_documento("Taller", aportes=["Más agua", "Menos ruido"]))

    aplicar(plan, un_documento("Taller", aportes=["Más agua"]))

    with conexion.lectura() as sesion:
        assert [borrado.nombre for borrado in papelera.listar(sesion)] == ["Menos ruido"]


def test_deshacer_devuelve_tambien_los_objetivos_las_firmas_y_los_aportes(base: str) -> None:
    antes = un_documento("Taller", aportes=["Taller", "Más agua"], objetivos=["Educar"], firma="La encargada")
    plan = importado(antes)
    previo = anexos(plan), respuestas(plan), cargado(plan.id).lineas
    nuevo = un_documento("Feria", aportes=["Feria"], objetivos=["Reciclar"], firma="El jefe", titulo="Otro")
    hecho = aplicar(plan, nuevo)
    assert anexos(plan) != previo[0]

    deshacer(hecho.accion_id)

    assert (anexos(plan), respuestas(plan), cargado(plan.id).lineas) == previo
    assert cargado(plan.id).nombre == "Plan de prueba"


def test_la_municipalidad_del_documento_se_lleva_las_unidades(base: str) -> None:
    plan = importado(un_documento("Taller"))
    nuevo = un_documento("Taller", "Feria", municipalidad="Coquimbo")
    nuevo.actividades[1].responsables = ["Aseo"]

    aplicar(plan, nuevo)

    quedo = cargado(plan.id)
    assert quedo.municipalidad == "Coquimbo"
    assert [[u.nombre for u in a.unidades] for a in quedo.actividades] == [[], ["Aseo"]]


def desenlazar(plan: PlanCompleto) -> None:
    with conexion.escritura("Desenlazar", plan_id=plan.id) as sesion:
        (aporte,) = aportes.listar(sesion, plan.id)
        aportes.editar(sesion, aporte, replace(aporte, actividades=()))


def test_lo_que_una_persona_desenlazo_no_vuelve_con_el_documento(base: str) -> None:
    documento = un_documento("Taller", aportes=["TALLER."])
    plan = importado(documento)
    desenlazar(plan)

    assert diferencias(cargado(plan.id), documento) == []


def test_lo_que_una_persona_enlazo_queda_al_importar_de_nuevo(base: str) -> None:
    plan = importado(un_documento("Taller", "Feria", aportes=["TALLER."]))
    with conexion.escritura("Enlazar", plan_id=plan.id) as sesion:
        (aporte,) = aportes.listar(sesion, plan.id)
        aportes.editar(sesion, aporte, replace(aporte, actividades=tuple(a.id for a in plan.actividades)))

    aplicar(cargado(plan.id), un_documento("Taller", "Feria", "Charla", aportes=["TALLER."]))

    assert respuestas(plan) == {"TALLER.": ["Taller", "Feria"]}


def test_el_aporte_nuevo_dice_si_quedara_con_su_actividad(base: str) -> None:
    plan = importado(un_documento("Taller"))

    nuevas = diferencias(plan, un_documento("Taller", aportes=["TALLER.", "Más agua"]))

    assert [d.despues for d in nuevas] == [f"Acuerdo · {LINEA} · con su actividad", f"Acuerdo · {LINEA}"]
