"""Aplicar a un plan los cambios elegidos de un documento leído de nuevo."""

from collections.abc import Iterable
from datetime import date

import pytest
from sqlalchemy import select

from datos import cierre, conexion, importacion, papelera, planes, reimportacion
from datos.deshacer import deshacer
from datos.importacion import ArchivoFuente, Importado
from modelos.actividad import MesActividad, Motivo
from modelos.arbol import PlanCompleto
from modelos.cierre import MesCerrado
from modelos.errores import ConflictoDeVersion, ErrorDeDominio
from modelos.importacion.borrador import ActividadBorrador
from modelos.importacion.plan_aceptado import PlanAceptado, aceptar
from modelos.importacion.reimportacion import Diferencia, comparar
from modelos.meses import Mes
from modelos.plan import EstadoPlan
from modelos.seguimiento.reprogramacion import SIN_RAZON, Razon
from modelos.tabla import Tabla, tabla_de
from tests.datos.borradores import un_borrador, un_mes, una_actividad, una_decision

HOY = date(2026, 10, 14)
ARCHIVO = ArchivoFuente("plan.txt", b"el plan")
OTRO_ARCHIVO = ArchivoFuente("plan corregido.txt", b"el plan corregido")


def importado(*actividades: ActividadBorrador) -> PlanCompleto:
    hecho = importacion.guardar(documento(*actividades), ARCHIVO, HOY)
    return cargado(hecho.plan_id)


def documento(*actividades: ActividadBorrador) -> PlanAceptado:
    return aceptar(un_borrador(*actividades), una_decision())


def cargado(plan_id: int) -> PlanCompleto:
    with conexion.lectura() as sesion:
        return planes.cargar(sesion, plan_id)


def aplicar(
    plan: PlanCompleto,
    nuevo: PlanAceptado,
    elegidas: Iterable[Diferencia] | None = None,
    razon: Razon = SIN_RAZON,
) -> Importado:
    todas = comparar(plan, nuevo).diferencias if elegidas is None else elegidas
    return reimportacion.actualizar(plan, nuevo, tuple(todas), OTRO_ARCHIVO, HOY, razon)


def escribir(plan: PlanCompleto, **valores: object) -> None:
    with conexion.escritura("Cambiar el plan", plan_id=plan.id) as sesion:
        sesion.execute(planes.plan.update().values(**valores))


def ejecutar(plan: PlanCompleto) -> PlanCompleto:
    with conexion.escritura("Ejecutar", plan_id=plan.id) as sesion:
        sesion.execute(tabla_de(MesActividad).update().values(ejecutado=1, nota="con lluvia"))
    return cargado(plan.id)


def test_al_aplicar_todo_el_plan_queda_como_el_documento(base: str) -> None:
    plan = importado(una_actividad(1, meses=[un_mes(3)]), una_actividad(2, actividad="Poda de árboles"))
    nuevo = documento(
        una_actividad(1, meses=[un_mes(4, 2)], responsables=["Aseo"], meta="10"),
        una_actividad(3, linea="Agua", objetivo="Ahorrar", programa="Clima", actividad="Feria ambiental"),
    )

    aplicar(plan, nuevo)

    quedo = cargado(plan.id)
    assert [(a.nombre, a.meta) for a in quedo.actividades] == [
        ("Taller de reciclaje 1", "10"),
        ("Feria ambiental", None),
    ]
    primera = next(quedo.actividades)
    assert {mes: celda.programado for mes, celda in primera.meses.items()} == {Mes(2026, 4): 2}
    assert [unidad.nombre for unidad in primera.unidades] == ["Aseo"]
    assert [(linea.nombre, linea.programa) for linea in quedo.lineas] == [
        ("Gestión de residuos", None),
        ("Agua", "Clima"),
    ]
    assert comparar(quedo, nuevo).diferencias == ()


def test_lo_ejecutado_y_las_notas_se_conservan(base: str) -> None:
    plan = ejecutar(importado(una_actividad(1, meses=[un_mes(3)])))

    aplicar(plan, documento(una_actividad(1, meses=[un_mes(5)])))

    meses = next(cargado(plan.id).actividades).meses
    assert (meses[Mes(2026, 3)].programado, meses[Mes(2026, 3)].ejecutado) == (0, 1)
    assert meses[Mes(2026, 3)].nota == "con lluvia"
    assert meses[Mes(2026, 5)].programado == 1


def test_lo_que_no_se_elige_no_cambia(base: str) -> None:
    plan = importado(una_actividad(1), una_actividad(2, actividad="Poda de árboles"))
    nuevo = documento(una_actividad(1, meta="10", indicador="talleres"))
    elegidas = [d for d in comparar(plan, nuevo).diferencias if d.campo == "meta"]

    aplicar(plan, nuevo, elegidas)

    quedo = list(cargado(plan.id).actividades)
    assert [(a.nombre, a.meta, a.indicador) for a in quedo] == [
        ("Taller de reciclaje 1", "10", None),
        ("Poda de árboles", None, None),
    ]


def test_la_actividad_quitada_va_a_la_papelera(base: str) -> None:
    plan = importado(una_actividad(1), una_actividad(2, actividad="Poda de árboles"))

    aplicar(plan, documento(una_actividad(1)))

    with conexion.lectura() as sesion:
        assert [borrado.nombre for borrado in papelera.listar(sesion)] == ["Poda de árboles"]


def test_deshacer_devuelve_el_plan_como_estaba(base: str) -> None:
    plan = importado(una_actividad(1, meses=[un_mes(3)]), una_actividad(2, actividad="Poda de árboles"))
    hecho = aplicar(plan, documento(una_actividad(1, meses=[un_mes(4)]), una_actividad(3, linea="Agua")))
    assert cargado(plan.id).lineas != plan.lineas

    deshacer(hecho.accion_id)

    assert cargado(plan.id).lineas == plan.lineas


def test_un_plan_vigente_exige_motivo_y_deja_la_reprogramacion(base: str) -> None:
    plan = importado(una_actividad(1, meses=[un_mes(3)]))
    escribir(plan, estado=EstadoPlan.VIGENTE.value)
    vigente, nuevo = cargado(plan.id), documento(una_actividad(1, meses=[un_mes(6)]))

    with pytest.raises(ErrorDeDominio, match="Elija un motivo"):
        aplicar(vigente, nuevo)
    assert cargado(plan.id) == vigente

    aplicar(vigente, nuevo, razon=Razon(Motivo.CLIMA, "temporal"))

    with conexion.lectura() as sesion:
        anotada = sesion.execute(select(Tabla.metadata.tables["reprogramacion"])).one()
    assert (anotada.motivo, anotada.explicacion) == ("clima", "temporal")


def test_si_alguien_guardo_despues_de_comparar_no_se_aplica(base: str) -> None:
    plan = importado(una_actividad(1))
    escribir(plan, nombre="Otro nombre")

    with pytest.raises(ConflictoDeVersion):
        aplicar(plan, documento(una_actividad(1, meta="10")))

    assert next(cargado(plan.id).actividades).meta is None


def test_los_meses_fuera_del_periodo_lo_extienden(base: str) -> None:
    plan = importado(una_actividad(1, meses=[un_mes(3)]))

    aplicar(plan, documento(una_actividad(1, meses=[un_mes(2, anio=2027)])))

    quedo = cargado(plan.id)
    assert (quedo.inicio, quedo.fin) == (Mes(2026, 1), Mes(2027, 2))


def test_los_dos_documentos_quedan_con_el_plan(base: str) -> None:
    plan = importado(una_actividad(1))

    aplicar(plan, documento(una_actividad(1, meta="10")))

    fuente = Tabla.metadata.tables["documento_fuente"]
    with conexion.lectura() as sesion:
        nombres = sesion.execute(select(fuente.c.nombre).order_by(fuente.c.id)).scalars().all()
    assert nombres == ["plan.txt", "plan corregido.txt"]


def test_sin_elegir_nada_no_se_guarda(base: str) -> None:
    plan = importado(una_actividad(1))

    with pytest.raises(ErrorDeDominio, match="al menos un cambio"):
        aplicar(plan, documento(una_actividad(1)), [])


def test_importar_de_nuevo_sobre_un_mes_cerrado_pide_la_razon(base: str) -> None:
    plan = importado(una_actividad(1, meses=[un_mes(3)]))
    escribir(plan, estado=EstadoPlan.VIGENTE)
    for paso in (cierre.completar, lambda p, m, u, h: cierre.aprobar(p, m, [u], h)):
        vigente = cargado(plan.id)
        responsables = next(vigente.actividades).unidades
        hoy = date(vigente.inicio.anio, 12, 1)
        paso(vigente, Mes(vigente.inicio.anio, 3), responsables[0].id if responsables else None, hoy)
    nuevo = documento(una_actividad(1, meses=[un_mes(4)]))
    vigente = cargado(plan.id)

    with pytest.raises(MesCerrado):
        aplicar(vigente, nuevo, razon=Razon(Motivo.CLIMA))
    assert cargado(plan.id) == vigente
    aplicar(vigente, nuevo, razon=Razon(Motivo.CLIMA, "El acta llegó tarde"))

    with conexion.lectura() as sesion:
        [contado] = cierre.leer(sesion, cargado(plan.id)).cambios
    assert contado.razon == "El acta llegó tarde"
