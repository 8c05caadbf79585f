"""Qué evidencia lleva un expediente, y cuándo un requisito que cumple no basta."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from datos.certificacion import evidencias
from datos.certificacion.evidencias import Descrita
from datos.conexion import escritura
from datos.expediente import armado
from modelos.certificacion.estados import ClaseEvidencia, Dictamen, EstadoResultado
from modelos.certificacion.proceso import EnRequisito
from tests.apoyo.certificacion import HOY, leer, un_archivo
from tests.datos.expediente.expedientes import (
    ACTA,
    AHORA,
    entregado,
    evaluar,
    por_presentar,
    quitar_evidencia,
)


def test_lo_que_cumple_con_evidencia_vencida_o_sin_aceptar_no_esta_completo(base_local: str) -> None:
    plan_id = por_presentar()
    [cual] = leer(plan_id).evidencias
    descrita = Descrita(cual.titulo, cual.clase, cual.fecha, vence=date(2026, 10, 13))
    with escritura("Vencer", plan_id=plan_id) as sesion:
        evidencias.describir(sesion, plan_id, cual.id, descrita)
    vencida = armado.que_lleva(plan_id, AHORA)
    with escritura("Otra", plan_id=plan_id) as sesion:
        evidencias.describir(sesion, plan_id, cual.id, replace(descrita, vence=None))
        evidencias.agregar_revision(sesion, plan_id, cual.id, un_archivo(b"otra"))
    cargada = armado.que_lleva(plan_id, AHORA)

    assert (vencida.entradas, cargada.entradas) == ((), ())
    assert len(vencida.faltas) == 3
    assert any("EV-0001 está cargada, sin aceptar" in falta for falta in cargada.faltas)


def test_lo_que_no_aplica_o_se_homologa_no_necesita_evidencia(base_local: str) -> None:
    plan_id = por_presentar()
    quitar_evidencia(plan_id)
    evaluar(plan_id, 0, resultado=EstadoResultado.NO_APLICA, resultado_razon="No hay humedales")
    evaluar(plan_id, 1, resultado=EstadoResultado.HOMOLOGADO, resultado_razon="Res. 12 de 2024")
    evaluar(plan_id, 2, auditado=EstadoResultado.NO_APLICA)  # lo dijo quien audita

    assert armado.que_lleva(plan_id, AHORA).completo


def test_una_razon_que_quedo_de_antes_no_reemplaza_a_la_evidencia(base_local: str) -> None:
    plan_id = por_presentar()
    quitar_evidencia(plan_id)
    codigo = evaluar(plan_id, 0, resultado=EstadoResultado.HOMOLOGADO, resultado_razon="Res. 12 de 2024")

    evaluar(plan_id, 0, resultado=EstadoResultado.CUMPLE)

    assert any(falta.startswith(codigo) for falta in armado.que_lleva(plan_id, AHORA).faltas)


def test_todas_las_revisiones_van_solo_si_se_piden(base_local: str) -> None:
    plan_id = por_presentar()
    [cual] = leer(plan_id).evidencias
    with escritura("Otra", plan_id=plan_id) as sesion:
        evidencias.agregar_revision(sesion, plan_id, cual.id, un_archivo(b"con firmas", "firmada.txt"))
        evidencias.dictaminar(sesion, plan_id, cual.id, Dictamen.ACEPTADA, 2, HOY)

    actual = entregado(armado.hacer(plan_id, AHORA))
    todas = entregado(armado.hacer(plan_id, AHORA, todas_las_revisiones=True))

    assert {trae for ruta, trae in actual.items() if ruta.startswith("requisitos/")} == {b"con firmas"}
    assert {Path(ruta).name: trae for ruta, trae in todas.items() if ruta.startswith("requisitos/")} == {
        "EV-0001 r1 Acta del CAC.txt": ACTA,
        "EV-0001 Acta del CAC.txt": b"con firmas",
    }


def test_una_direccion_de_la_red_va_escrita_en_un_texto(base_local: str) -> None:
    plan_id = por_presentar()
    requisito_id, direccion = leer(plan_id).requisitos[0].id, "https://www.laserena.cl/ordenanza?n=7&m=8"
    with escritura("Cargar", plan_id=plan_id) as sesion:
        nueva = evidencias.agregar(
            sesion,
            plan_id,
            Descrita("Ordenanza", ClaseEvidencia.ORDENANZA),
            direccion,
            requisitos_que_prueba=[EnRequisito(requisito_id, "")],
        )
        evidencias.dictaminar(sesion, plan_id, nueva, Dictamen.ACEPTADA, 1, HOY)

    trae = entregado(armado.hacer(plan_id, AHORA))

    [escrita] = [trae[ruta] for ruta in trae if ruta.endswith("EV-0002 Ordenanza.txt")]
    assert escrita.decode() == f"{direccion}\n"
