"""Guardar un plan importado: entero, una sola vez, y con vuelta atrás."""

from datetime import date
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

import pytest
from sqlalchemy import func, select

from datos import almacen, conexion, importacion, planes
from datos.deshacer import deshacer
from datos.importacion import ArchivoFuente, Importado, PlanRepetido
from modelos.arbol import PlanCompleto
from modelos.bitacora import SIN_REGISTRO
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Borrador
from modelos.importacion.plan_aceptado import aceptar
from modelos.meses import Mes
from modelos.paises import Pais
from modelos.tabla import Tabla
from tests.apoyo.planes import consultas
from tests.datos.borradores import (
    un_borrador,
    un_borrador_completo,
    un_mes,
    una_actividad,
    una_decision,
)
from tests.datos.proceso_que_muere import MUERTO, importar

HOY = date(2026, 10, 14)
ARCHIVO = ArchivoFuente("plan.txt", b"el plan")


def guardar(borrador: Borrador, **decision: object) -> Importado:
    return importacion.guardar(aceptar(borrador, una_decision(**decision)), ARCHIVO, HOY)


def cargado(importado: Importado) -> PlanCompleto:
    with conexion.lectura() as sesion:
        return planes.cargar(sesion, importado.plan_id)


def filas_por_tabla() -> dict[str, int]:
    with conexion.lectura() as sesion:
        return {
            tabla.name: sesion.execute(select(func.count()).select_from(tabla)).scalar_one()
            for tabla in Tabla.metadata.sorted_tables
            if tabla.name not in SIN_REGISTRO
        }


def test_lo_importado_es_lo_que_se_lee(base: str) -> None:
    primera = una_actividad(1, programa="Programa", meses=[un_mes(5, 4)], responsables=["Aseo", "Cultura"])
    segunda = una_actividad(2, linea="Agua", objetivo="b) Ahorrar", presupuesto=1500.5)

    plan = cargado(guardar(un_borrador(primera, segunda)))

    assert [linea.nombre for linea in plan.lineas] == ["Gestión de residuos", "Agua"]
    assert [linea.programa for linea in plan.lineas] == ["Programa", None]
    una, otra = plan.actividades
    assert (una.codigo, una.nombre) == ("1", "Taller de reciclaje 1")
    assert {mes: celda.programado for mes, celda in una.meses.items()} == {Mes(2026, 5): 4}
    assert [unidad.nombre for unidad in una.unidades] == ["Aseo", "Cultura"]
    assert otra.presupuesto_centavos == 150050


def test_un_presupuesto_de_miles_de_millones_se_guarda_entero(base: str) -> None:
    plan = cargado(guardar(un_borrador(una_actividad(presupuesto=3_500_000_000))))

    assert next(plan.actividades).presupuesto_centavos == 350_000_000_000


def test_deshacer_la_importacion_no_deja_ninguna_fila(base: str) -> None:
    importado = guardar(un_borrador_completo())
    assert all(filas_por_tabla()[tabla] for tabla in ("plan", "mes_actividad", "firma", "actividad_aporte"))

    deshacer(importado.accion_id)

    assert not any(filas_por_tabla().values())


def test_un_plan_ya_trabajado_no_se_deshace(base: str) -> None:
    importado = guardar(un_borrador_completo())
    with conexion.escritura("Cambiar el nombre", plan_id=importado.plan_id) as sesion:
        sesion.execute(planes.plan.update().values(nombre="Otro nombre"))

    with pytest.raises(ErrorDeDominio, match="No se deshizo nada"):
        deshacer(importado.accion_id)

    assert cargado(importado).nombre == "Otro nombre"


def test_el_archivo_queda_con_el_plan(base: str) -> None:
    guardar(un_borrador())

    with conexion.lectura() as sesion:
        fuente = sesion.execute(select(Tabla.metadata.tables["documento_fuente"])).one()
    assert (fuente.nombre, fuente.tamano, fuente.importado_el) == ("plan.txt", 7, HOY)
    assert almacen.leer(fuente.sha256) == b"el plan"


def test_la_misma_municipalidad_y_la_misma_unidad_no_se_repiten(base: str) -> None:
    guardar(un_borrador(una_actividad(responsables=["Dirección de Aseo"])), municipalidad="La Serena")

    guardar(un_borrador(una_actividad(responsables=["DIRECCION DE ASEO."])), municipalidad="LA SERENA")

    assert filas_por_tabla()["municipalidad"] == 1
    assert filas_por_tabla()["unidad"] == 1


def test_el_pais_decide_la_zona_horaria(base: str) -> None:
    guardar(un_borrador(), pais=Pais.ECUADOR)

    with conexion.lectura() as sesion:
        fila = sesion.execute(select(Tabla.metadata.tables["municipalidad"])).one()
    assert (fila.pais, fila.zona_horaria) == ("EC", "America/Guayaquil")


def test_el_aporte_que_dice_lo_mismo_queda_unido_a_su_actividad(base: str) -> None:
    guardar(un_borrador_completo())

    assert filas_por_tabla()["actividad_aporte"] == 1


def test_el_numero_de_ordenes_no_depende_del_tamano(base: str) -> None:
    cuentas = []
    for cantidad in (10, 300):
        with consultas() as ordenes:
            guardar(un_borrador_completo(cantidad), municipalidad=f"Municipalidad {cantidad}")
        cuentas.append(len(ordenes))

    assert cuentas[0] == cuentas[1]
    assert cuentas[0] <= 25


def test_lo_que_no_se_puede_guardar_no_deja_nada(base: str, instancia: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="Falta la municipalidad"):
        guardar(un_borrador(), municipalidad=" ")

    assert not any(filas_por_tabla().values())
    assert not (instancia / "archivos").exists()


def test_matar_el_proceso_en_cualquier_orden_deja_el_plan_entero_o_nada(base: str) -> None:
    paso = 1 if base.startswith("sqlite") else 4  # en PostgreSQL cada muerte tarda más
    orden = 1
    while _importar_y_morir(orden) == MUERTO:
        assert not any(filas_por_tabla().values()), f"al morir en la orden {orden} quedó algo a medias"
        orden += paso

    assert orden > 12
    assert filas_por_tabla()["plan"] == 1


def test_matar_el_proceso_al_confirmar_no_deja_nada(base: str) -> None:
    salida = _importar_y_morir("commit")

    assert salida == MUERTO
    assert not any(filas_por_tabla().values())


def _importar_y_morir(donde: int | str) -> int | None:
    """Importa en otro proceso que muere de golpe en la orden de ese número; 0 si alcanzó a terminar."""
    hay_forkserver = "forkserver" in get_all_start_methods()
    contexto = get_context("forkserver") if hay_forkserver else get_context("spawn")
    contexto.set_forkserver_preload([importar.__module__])
    donde_guarda = str(conexion.instancia()), conexion.direccion()
    proceso = contexto.Process(target=importar, args=(*donde_guarda, str(donde)))
    proceso.start()
    proceso.join(60)
    assert proceso.exitcode in (0, MUERTO)
    return proceso.exitcode


def test_un_plan_grande_se_guarda_por_lotes_y_dice_cuanto_va(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importacion, "FILAS_POR_LOTE", 4)
    aceptado = aceptar(un_borrador_completo(10), una_decision())
    avances: list[int] = []

    importado = importacion.guardar(aceptado, ARCHIVO, HOY, avances.append)

    assert sum(avances) == importacion.filas_por_guardar(aceptado) == 10 + 20 + 20
    assert max(avances) == 4
    plan = cargado(importado)
    assert [a.nombre for a in plan.actividades if a.codigo == "7"] == ["Taller de reciclaje 7"]
    assert len(list(plan.actividades)) == 10


def test_si_algo_falla_entre_un_lote_y_otro_no_queda_nada(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importacion, "FILAS_POR_LOTE", 4)

    def fallar(_: int) -> None:
        raise ErrorDeDominio("No alcanzó.")

    with pytest.raises(ErrorDeDominio, match="No alcanzó"):
        importacion.guardar(aceptar(un_borrador_completo(10), una_decision()), ARCHIVO, HOY, fallar)

    assert not any(filas_por_tabla().values())


def test_un_plan_de_igual_nombre_del_que_nadie_aviso_no_se_guarda_dos_veces(base: str) -> None:
    primero = guardar(un_borrador(una_actividad(1)))
    antes, nuevo = filas_por_tabla(), aceptar(un_borrador(una_actividad(1)), una_decision())

    with pytest.raises(PlanRepetido) as negativa:
        importacion.guardar(nuevo, ARCHIVO, HOY, avisados=frozenset())

    assert negativa.value.ids == {primero.plan_id}
    assert filas_por_tabla() == antes
    segundo = importacion.guardar(nuevo, ARCHIVO, HOY, avisados=negativa.value.ids)
    assert segundo.plan_id != primero.plan_id
