"""Cómo se cuenta lo que la bitácora anotó."""

from modelos.historia import Anotado, contar_lo_hecho

OCTUBRE = {"actividad_id": 1, "anio": 2026, "mes": 10, "programado": 2, "ejecutado": 0, "nota": None}
ACTIVIDAD = {"id": 1, "objetivo_id": 1, "nombre": "Talleres", "peso": 1.0, "papelera_id": None, "causa": None}
UNIDADES = {7: "Medio Ambiente"}


def contado(*cambios: Anotado) -> list[str]:
    return contar_lo_hecho(cambios, UNIDADES)


def test_una_cantidad_dice_lo_de_antes_y_lo_de_despues() -> None:
    cambio = Anotado("mes_actividad", OCTUBRE, OCTUBRE | {"ejecutado": 2, "ejecutado_el": "2026-10-14"})

    assert contado(cambio) == ["Ejecutado en octubre de 2026: de 0 a 2"]


def test_un_mes_que_se_creo_o_se_borro_parte_o_termina_en_cero() -> None:
    assert contado(Anotado("mes_actividad", None, OCTUBRE)) == ["Programado en octubre de 2026: de 0 a 2"]
    assert contado(Anotado("mes_actividad", OCTUBRE, None)) == ["Programado en octubre de 2026: de 2 a 0"]


def test_una_nota_se_dice_entre_comillas() -> None:
    cambio = Anotado("mes_actividad", OCTUBRE, OCTUBRE | {"nota": "Se corre"})

    assert contado(cambio) == ["Nota en octubre de 2026: de nada a «Se corre»"]


def test_los_campos_de_la_actividad_se_llaman_por_su_nombre() -> None:
    cambio = Anotado(
        "actividad", ACTIVIDAD, ACTIVIDAD | {"nombre": "Charlas", "causa": "Lluvia", "peso": 2.5}
    )

    assert contado(cambio) == [
        "Nombre: de «Talleres» a «Charlas»",
        "Peso: de 1 a 2,5",
        "Causa del atraso: de nada a «Lluvia»",
    ]


def test_el_dinero_se_dice_en_la_moneda_y_no_en_centavos() -> None:
    cambio = Anotado("actividad", ACTIVIDAD, ACTIVIDAD | {"presupuesto_centavos": 120000050})

    assert contado(cambio) == ["Presupuesto: de nada a 1.200.000,50"]


def test_si_la_actividad_nacio_en_la_accion_basta_con_decirlo() -> None:
    nacida = (Anotado("actividad", None, ACTIVIDAD), Anotado("mes_actividad", None, OCTUBRE))

    assert contado(*nacida) == ["Se creó la actividad"]


def test_la_papelera_el_cambio_de_lugar_y_los_responsables_se_cuentan() -> None:
    a_la_papelera = Anotado("actividad", ACTIVIDAD, ACTIVIDAD | {"papelera_id": 3})
    de_vuelta = Anotado("actividad", ACTIVIDAD | {"papelera_id": 3}, ACTIVIDAD)
    movida = Anotado("actividad", ACTIVIDAD, ACTIVIDAD | {"objetivo_id": 2})
    responsable = {"actividad_id": 1, "unidad_id": 7}

    assert contado(a_la_papelera) == ["Fue a la papelera"]
    assert contado(de_vuelta) == ["Volvió de la papelera"]
    assert contado(movida) == ["Cambió de lugar en el plan"]
    assert contado(Anotado("actividad_unidad", None, responsable)) == [
        "Responsable: se agregó Medio Ambiente"
    ]
    assert contado(Anotado("actividad_unidad", responsable, None)) == ["Responsable: se quitó Medio Ambiente"]


def test_el_motivo_de_una_reprogramacion_lleva_su_explicacion() -> None:
    fila = {"motivo": "clima", "explicacion": "Llovió dos semanas"}

    assert contado(Anotado("reprogramacion", None, fila)) == ["Motivo: Clima. Llovió dos semanas"]


def test_lo_que_no_cuenta_nada_a_quien_lee_se_calla() -> None:
    assert contado(Anotado("actividad", ACTIVIDAD, ACTIVIDAD | {"orden": 4})) == []
