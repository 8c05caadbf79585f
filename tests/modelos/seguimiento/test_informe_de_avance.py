"""El informe que lee el concejo: todo al mismo corte, y cada cifra con sus filas."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from modelos.actividad import Motivo
from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto, UnidadResponsable
from modelos.estados import EstadoActividad
from modelos.meses import Mes
from modelos.plan import EstadoPlan, TipoPlan
from modelos.seguimiento.avance import Curva, SinAvance
from modelos.seguimiento.frase_de_avance import texto
from modelos.seguimiento.informe_de_avance import MAS_ATRASADAS, informar
from modelos.seguimiento.presupuesto import Presupuesto
from modelos.seguimiento.reprogramacion import CambioProgramado, Traslado
from tests.modelos.planes_completos import actividad, linea, plan

HOY = date(2026, 10, 14)
SEPTIEMBRE = Mes(2026, 9)
DIDECO = UnidadResponsable(7, "Desarrollo Comunitario", "DIDECO")


def aprobada(
    id_: int,
    programado: Mapping[int, int],
    aprobado: Mapping[int, int],
    ejecutado: Mapping[int, int] | None = None,
) -> ActividadDelPlan:
    suya = actividad(id_, programado={**dict.fromkeys(aprobado, 0), **programado}, ejecutado=ejecutado)
    meses = {mes: celda._replace(aprobado=aprobado.get(mes.mes, 0)) for mes, celda in suya.meses.items()}
    return replace(suya, meses=meses)


def un_traslado(actividad_id: int = 1, motivo: Motivo = Motivo.CLIMA, anio: int = 2026) -> Traslado:
    cambio = CambioProgramado(Mes(anio, 3), 1, 0)
    return Traslado(actividad_id, HOY, motivo, "", (cambio,))


def test_la_frase_dice_el_corte_lo_que_lleva_y_por_que_actividades() -> None:
    informe = informar(
        plan(
            linea(
                actividad(1, "Talleres de reciclaje.", {3: 1, 9: 1, 12: 2}, {3: 1}),
                actividad(2, "Feria", {6: 1, 12: 1}, {6: 1}),
            )
        ),
        HOY,
    )

    assert texto(informe.frase) == (
        "Al cierre de septiembre de 2026 el plan lleva 38\u202f% ejecutado de 50\u202f% programado: "
        "1,0 meses de atraso, sobre todo por «Talleres de reciclaje»."
    )


def test_el_informe_de_una_linea_habla_de_ella_y_trae_solo_lo_suyo() -> None:
    dos = plan(
        linea(actividad(1, programado={3: 1}), id_=1, nombre="Agua"),
        linea(actividad(2, programado={3: 1}, ejecutado={3: 1}), actividad(3), id_=2, nombre="Residuos"),
    )

    informe = informar(dos, HOY, [un_traslado(1), un_traslado(2)], linea_id=2)

    assert texto(informe.frase).startswith("Al cierre de septiembre de 2026 la línea II lleva 100")
    assert [una.titulo for una in informe.lineas] == ["II. Residuos"]
    assert [fila.actividad.id for _, fila in informe.sin_programar] == [3]
    assert [traslado.actividad_id for traslado in informe.traslados] == [2]
    assert informe.atrasadas == ()


@pytest.mark.parametrize(
    ("tipo", "sujeto"),
    [(TipoPlan.SCAM, "la línea I"), (TipoPlan.RENDICION, "el eje I"), (TipoPlan.POA, "la unidad I")],
)
def test_la_linea_se_llama_como_la_llama_su_tipo_de_plan(tipo: TipoPlan, sujeto: str) -> None:
    suyo = replace(plan(linea(actividad(programado={3: 1}))), tipo=tipo)

    assert f" {sujeto} lleva " in texto(informar(suyo, HOY, linea_id=1).frase)


def test_un_anio_toma_solo_sus_meses_y_lo_dice() -> None:
    dos_anios = plan(
        linea(actividad(1, programado={3: 1}, anio=2025), actividad(2, programado={3: 1}, ejecutado={3: 1})),
        inicio=Mes(2025, 1),
        meses=24,
    )

    del_2026 = informar(dos_anios, HOY, [un_traslado(1, anio=2025), un_traslado(2)], anio=2026)

    assert texto(del_2026.frase).startswith("Al cierre de septiembre de 2026 el año 2026 del plan lleva 100")
    assert [fila.actividad.id for _, fila in del_2026.sin_programar] == [1]
    assert del_2026.dicho_sin_programar == "Sin programar en 2026: 1"
    assert del_2026.atrasadas == ()
    assert [traslado.actividad_id for traslado in del_2026.traslados] == [2]
    assert informar(dos_anios, HOY).sin_programar == ()


def test_un_anio_ya_terminado_dice_como_termino_aunque_el_plan_siga() -> None:
    dos_anios = plan(
        linea(actividad(1, programado={3: 2}, ejecutado={5: 1}, anio=2025)), inicio=Mes(2025, 1), meses=24
    )

    de_2025, entero = informar(dos_anios, HOY, anio=2025), informar(dos_anios, HOY)

    assert texto(de_2025.frase).startswith("El año 2025 del plan terminó en diciembre de 2025 con 50\u202f%")
    assert [una.cuanto for una in de_2025.atrasadas] == ["quedó en 50\u202f%"]
    assert [una.cuanto for una in entero.atrasadas] == ["18,5 meses"]


def test_un_anio_que_no_comienza_no_tiene_nada_vencido() -> None:
    dos_anios = plan(linea(actividad(1, programado={3: 1}, anio=2027)), meses=24)

    assert texto(informar(dos_anios, HOY, anio=2027).frase) == (
        "Aún no vence nada: el primer mes es enero de 2027."
    )


def test_lo_hecho_en_otro_anio_no_cuenta_en_el_que_se_mira_y_la_completa_no_se_lista_atrasada() -> None:
    de_2025 = actividad(1, programado={11: 1}, anio=2025)
    tarde = replace(de_2025, meses={**de_2025.meses, Mes(2026, 1): CeldaMes(ejecutado=1)})
    dos_anios = plan(linea(tarde), inicio=Mes(2025, 1), meses=24)

    informe = informar(dos_anios, HOY, anio=2025)

    assert isinstance(informe.curva, Curva)
    assert informe.curva.ejecutado_al(informe.corte) == 0
    assert informe.atrasadas == ()


def test_con_todos_los_pesos_en_cero_se_listan_las_atrasadas_sin_decir_que_explican() -> None:
    sin_peso = replace(actividad(1, programado={3: 1}), peso=0)

    informe = informar(plan(linea(sin_peso)), HOY)

    assert informe.curva is SinAvance.SIN_PONDERACION
    assert texto(informe.frase) == "Sin ponderación: no se puede calcular el avance."
    assert [una.puntos for una in informe.atrasadas] == [0]


def test_una_actividad_agregada_despues_no_cambia_lo_aprobado() -> None:
    aprobada_y_hecha = aprobada(1, programado={3: 2}, aprobado={3: 2}, ejecutado={3: 2})
    agregada = actividad(2, programado={6: 1})

    informe = informar(plan(linea(aprobada_y_hecha, agregada), estado=EstadoPlan.VIGENTE), HOY)

    assert isinstance(informe.curva, Curva)
    assert informe.curva_aprobada is not None
    assert informe.curva.desviacion_al(SEPTIEMBRE) == -50
    assert informe.curva_aprobada.desviacion_al(SEPTIEMBRE) == 0


def test_lo_quitado_del_programa_sigue_faltando_frente_a_lo_aprobado() -> None:
    quitada = aprobada(1, programado={}, aprobado={3: 2})
    hecha = aprobada(2, programado={3: 1}, aprobado={3: 1}, ejecutado={3: 1})

    informe = informar(plan(linea(quitada, hecha), estado=EstadoPlan.VIGENTE), HOY)

    assert isinstance(informe.curva, Curva)
    assert informe.curva_aprobada is not None
    assert informe.curva.desviacion_al(SEPTIEMBRE) == 0
    assert informe.curva_aprobada.desviacion_al(SEPTIEMBRE) == -50
    assert [fila.actividad.id for _, fila in informe.sin_programar] == [1]


def test_con_un_corte_elegido_todo_se_mira_a_ese_corte() -> None:
    suyo = plan(linea(actividad(programado={3: 1, 12: 1}, ejecutado={5: 1})))

    en_abril = informar(suyo, HOY, corte=Mes(2026, 4))

    assert en_abril.corte == Mes(2026, 4)
    [atrasada] = en_abril.atrasadas
    assert (atrasada.fila.estado, atrasada.atraso.frase) == (
        EstadoActividad.ATRASADA,
        "2,0 meses de atraso",
    )
    assert informar(suyo, HOY).atrasadas == ()


def test_las_mas_atrasadas_van_por_meses_y_a_igual_atraso_por_lo_que_restan() -> None:
    informe = informar(
        plan(
            linea(
                actividad(1, programado={8: 1, 12: 1}),
                actividad(2, programado={5: 1, 12: 3}),
                actividad(3, programado={5: 1}),
                actividad(4, programado={5: 1}, ejecutado={5: 1}),
            )
        ),
        HOY,
    )

    assert [una.fila.actividad.id for una in informe.atrasadas] == [3, 2, 1]
    assert [una.fila.estado for una in informe.atrasadas] == [
        EstadoActividad.VENCIDA,
        EstadoActividad.ATRASADA,
        EstadoActividad.ATRASADA,
    ]
    assert [una.cuanto for una in informe.atrasadas] == ["5,0 meses", "5,0 meses", "2,0 meses"]
    assert informe.atrasadas_en(EstadoActividad.ATRASADA) == 2


def test_se_destacan_diez_y_se_cuentan_todas() -> None:
    muchas = informar(plan(linea(*(actividad(n, programado={3: 1}) for n in range(1, 14)))), HOY)

    assert len(muchas.mas_atrasadas) == MAS_ATRASADAS == 10
    assert len(muchas.atrasadas) == 13


def test_una_atrasada_sin_causa_responsable_ni_paso_lo_dice() -> None:
    sin_nada = actividad(1, programado={3: 1}, codigo="3")
    con_todo = replace(
        actividad(2, programado={3: 1}, unidades=(DIDECO,)), causa="Personal", proximo_paso="Contratar"
    )

    primera, segunda = informar(plan(linea(sin_nada, con_todo, nombre="II. Agua")), HOY).atrasadas

    assert primera.codigo == "II a.3"
    assert (primera.responsable, primera.causa, primera.proximo_paso) == (
        "sin responsable",
        "sin causa informada",
        "sin próximo paso",
    )
    assert (segunda.responsable, segunda.causa, segunda.proximo_paso) == (
        "Desarrollo Comunitario",
        "Personal",
        "Contratar",
    )


def test_lo_terminado_con_falta_se_ordena_por_lo_que_resta() -> None:
    terminado = informar(
        plan(linea(actividad(1, programado={3: 2}, ejecutado={3: 1}), actividad(2, programado={3: 1}))),
        date(2027, 2, 1),
    )

    assert [una.fila.actividad.id for una in terminado.atrasadas] == [2, 1]
    assert [una.cuanto for una in terminado.atrasadas] == ["quedó en 0\u202f%", "quedó en 50\u202f%"]


def test_reprogramar_no_esconde_el_atraso_frente_a_lo_aprobado() -> None:
    corrida = aprobada(1, programado={12: 2}, aprobado={3: 2})

    informe = informar(plan(linea(corrida), estado=EstadoPlan.VIGENTE), HOY)

    assert "al día" in texto(informe.frase) or "por iniciar" in texto(informe.frase)
    assert texto(informe.frase_aprobado).endswith("0\u202f% de 100\u202f%: 7,0 meses de atraso.")
    assert informe.curva_aprobada is not None
    assert informe.curva_aprobada.desviacion_al(SEPTIEMBRE) == -100


def test_sin_reprogramar_no_se_repite_la_curva_aprobada() -> None:
    igual = aprobada(1, programado={3: 2}, aprobado={3: 2})

    informe = informar(plan(linea(igual), estado=EstadoPlan.VIGENTE), HOY)

    assert informe.frase_aprobado == ()
    assert informe.curva_aprobada is None


def test_un_borrador_no_tiene_nada_aprobado() -> None:
    informe = informar(plan(linea(actividad(programado={3: 1}))), HOY)

    assert informe.aprobado is None
    assert informe.lineas[0].aprobado is None


def test_las_reprogramaciones_se_cuentan_por_motivo() -> None:
    suyo = plan(linea(actividad(1, programado={3: 1}), actividad(2, programado={3: 1})))
    traslados = [un_traslado(1), un_traslado(2, Motivo.PERSONAL), un_traslado(2), un_traslado(99)]

    informe = informar(suyo, HOY, traslados)

    assert informe.por_motivo == [(Motivo.CLIMA, 2), (Motivo.PERSONAL, 1)]


def test_el_presupuesto_suma_lo_anotado_y_dice_de_cuantas_sale() -> None:
    suyo = plan(
        linea(
            replace(actividad(1), presupuesto_centavos=1000, gastado_centavos=250),
            replace(actividad(2), presupuesto_centavos=500),
            actividad(3),
        )
    )

    informe = informar(suyo, HOY)

    assert informe.presupuesto == Presupuesto(1500, 250, 2, 1)
    assert informe.lineas[0].presupuesto == informe.presupuesto


def vacios() -> list[PlanCompleto]:
    return [plan(), plan(linea()), plan(linea(actividad()))]


@pytest.mark.parametrize("vacio", vacios())
def test_un_plan_sin_nada_programado_no_tiene_porcentaje(vacio: PlanCompleto) -> None:
    informe = informar(vacio, HOY)

    assert informe.curva is SinAvance.SIN_PROGRAMAR
    assert texto(informe.frase) == "Sin programar: no se puede calcular el avance."
    assert (informe.atrasadas, informe.por_motivo, informe.presupuesto.hay) == ((), [], False)


def test_antes_de_comenzar_no_vence_nada() -> None:
    informe = informar(plan(linea(actividad(programado={3: 1}))), date(2025, 11, 3))

    assert texto(informe.frase) == "Aún no vence nada: el primer mes es enero de 2026."
    assert informe.atrasadas == ()
