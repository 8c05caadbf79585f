"""Qué cambiaría en los datos, objetivos, firmas y aportes de un plan con un documento leído de nuevo."""

from collections.abc import Mapping

from modelos.importacion.borrador import (
    AporteBorrador,
    Borrador,
    FirmaBorrador,
    ObjetivoPlanBorrador,
    PlanBorrador,
)
from modelos.importacion.plan_aceptado import aceptar
from modelos.importacion.reimportacion import Clase, Diferencia
from modelos.importacion.reimportacion_del_plan import (
    Guardado,
    comparar_el_resto,
    un_aporte,
    un_objetivo,
    una_firma,
)
from tests.datos.borradores import una_actividad, una_decision
from tests.modelos.importacion.test_reimportacion import un_plan

REDUCIR = ObjetivoPlanBorrador(clase="específico", texto="Reducir los residuos de la comuna")


def cambios(
    guardado: Guardado,
    parejas: Mapping[int, int] | None = None,
    plan: PlanBorrador | None = None,
    **documento: object,
) -> tuple[Diferencia, ...]:
    borrador = Borrador(plan=plan or PlanBorrador(), actividades=[una_actividad(1)])
    leido = borrador.model_copy(update=documento)
    return comparar_el_resto(un_plan(), guardado, leido.plan, aceptar(leido, una_decision()), parejas or {})


def resumen(diferencias: tuple[Diferencia, ...]) -> list[tuple[Clase, str, str, str]]:
    return [(d.clase, d.campo, d.antes, d.despues) for d in diferencias]


def test_lo_que_el_documento_no_dice_no_cambia_ni_quita_nada() -> None:
    guardado = Guardado(
        (un_objetivo("general", "Educar", 1),),
        (una_firma("Elaborado por", "La encargada", None, 1),),
        (un_aporte("acuerdo", "Más contenedores", None, (), 1),),
    )

    assert cambios(guardado) == ()


def test_los_objetivos_se_agregan_cambian_y_ofrecen_quitarse() -> None:
    guardado = Guardado(
        (un_objetivo("general", "Reducir los residuos", 1), un_objetivo("general", "Ahorrar", 2))
    )
    nuevo = ObjetivoPlanBorrador(clase="general", texto="Educar a los vecinos")

    diferencias = cambios(guardado, plan=PlanBorrador(objetivos=[REDUCIR, nuevo]))

    assert resumen(diferencias) == [
        (Clase.CAMBIADA, "clase", "general", "específico"),
        (Clase.CAMBIADA, "texto", "Reducir los residuos", "Reducir los residuos de la comuna"),
        (Clase.AGREGADA, "objetivo", "", "general"),
        (Clase.QUITADA, "objetivo", "", ""),
    ]
    assert [d.se_propone for d in diferencias] == [True, True, True, False]
    assert [d.parte_id for d in diferencias] == [1, 1, None, 2]


def test_la_misma_persona_con_otro_cargo_es_la_misma_firma() -> None:
    guardado = Guardado(firmas=(una_firma("Elaborado por", "La encargada", "Jefa", 7),))
    firma = FirmaBorrador(accion="Elaborado por", nombre="LA ENCARGADA", cargo="Directora")

    diferencias = cambios(guardado, firmas=[firma])

    assert resumen(diferencias) == [
        (Clase.CAMBIADA, "nombre", "La encargada", "LA ENCARGADA"),
        (Clase.CAMBIADA, "cargo", "Jefa", "Directora"),
    ]


def test_quien_firma_dos_veces_no_se_confunde() -> None:
    guardado = Guardado(
        firmas=(una_firma("Aprobado por", "La jefa", None, 1), una_firma("Elaborado por", "La jefa", None, 2))
    )
    leidas = [FirmaBorrador(accion=accion, nombre="La jefa") for accion in ("Elaborado por", "Aprobado por")]

    assert cambios(guardado, firmas=leidas) == ()


def test_el_aporte_que_cambia_de_linea_y_de_tipo_es_el_mismo() -> None:
    guardado = Guardado(aportes=(un_aporte("aporte", "Más contenedores", "Agua", (), 4),))
    leido = AporteBorrador(linea="Gestión de residuos", tipo="acuerdo", texto="Más contenedores")

    diferencias = cambios(guardado, participacion=[leido])

    assert resumen(diferencias) == [
        (Clase.CAMBIADA, "tipo", "Aporte", "Acuerdo"),
        (Clase.CAMBIADA, "linea", "Agua", "Gestión de residuos"),
    ]


def test_el_enlace_que_falta_se_agrega_y_el_puesto_a_mano_queda() -> None:
    leido = AporteBorrador(linea="Gestión de residuos", tipo="acuerdo", texto="Taller de reciclaje 1.")
    sin_enlace = un_aporte("acuerdo", "Taller de reciclaje 1.", "Gestión de residuos", (9,), 4)
    enlazado = un_aporte("acuerdo", "Taller de reciclaje 1.", "Gestión de residuos", (9, 30), 4)

    [falta] = cambios(Guardado(aportes=(sin_enlace,)), {0: 30}, participacion=[leido])

    assert (falta.campo, falta.despues, falta.enlaces) == ("actividades", "Taller de reciclaje 1", (30,))
    assert cambios(Guardado(aportes=(enlazado,)), {0: 30}, participacion=[leido]) == ()


def test_los_datos_del_plan_se_muestran_y_no_se_pisan_solos() -> None:
    leido = PlanBorrador(titulo="Otro plan", nivel="gobernanza", unidad="Dirección de Aseo")

    diferencias = cambios(Guardado(), plan=leido)

    assert [(d.campo, d.antes, d.despues, d.valor, d.se_propone) for d in diferencias] == [
        ("nombre", "Plan", "Otro plan", "Otro plan", False),
        ("unidad", "", "Dirección de Aseo", "Dirección de Aseo", True),
        ("nivel", "", "Gobernanza Ambiental Climática", "gobernanza_ambiental_climatica", True),
    ]


def test_el_tipo_que_solo_se_supuso_no_es_un_cambio() -> None:
    supuesto = PlanBorrador(tipo="poa", confianzas={"tipo": 0.5})
    dicho = PlanBorrador(tipo="poa", confianzas={"tipo": 0.85})

    assert cambios(Guardado(), plan=supuesto) == ()
    assert [(d.campo, d.valor) for d in cambios(Guardado(), plan=dicho)] == [("tipo", "poa")]
