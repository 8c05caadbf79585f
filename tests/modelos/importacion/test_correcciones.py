"""Lo que una persona corrige en el borrador, celda por celda."""

from modelos.importacion.borrador import MesBorrador
from modelos.importacion.correcciones import aplicar, sin_lugar, sumar, trasladar
from modelos.meses import Mes
from tests.datos.borradores import un_borrador, un_mes, una_actividad

INICIO = Mes(2026, 1)


def test_lo_corregido_reemplaza_lo_leido_y_lo_demas_queda() -> None:
    borrador = un_borrador(una_actividad(1), una_actividad(2))

    corregido = aplicar(borrador, {"a1": {"actividad": " Otro nombre ", "linea": "Agua"}}, INICIO)

    primera, segunda = corregido.actividades
    assert (primera.actividad, primera.linea, primera.codigo) == ("Otro nombre", "Agua", "1")
    assert segunda == borrador.actividades[1]
    assert borrador.actividades[0].linea == "Gestión de residuos"


def test_los_responsables_se_separan_por_punto_y_coma() -> None:
    corregido = aplicar(un_borrador(), {"a1": {"responsables": "Aseo; Cultura y Deporte;"}}, INICIO)

    assert corregido.actividades[0].responsables == ["Aseo", "Cultura y Deporte"]


def test_corregir_un_mes_conserva_lo_ejecutado_y_la_nota() -> None:
    leido = MesBorrador(anio=None, mes=3, programado=1, ejecutado=1, nota="jueves")
    borrador = un_borrador(una_actividad(meses=[leido, un_mes(5)]))

    corregido = aplicar(borrador, {"a1": {"2026-03": 4, "2026-05": None, "2026-08": 2}}, INICIO)

    assert corregido.actividades[0].meses == [
        MesBorrador(anio=None, mes=3, programado=4, ejecutado=1, nota="jueves"),
        MesBorrador(anio=2026, mes=8, programado=2),
    ]


def test_lo_que_una_persona_corrigio_es_seguro() -> None:
    borrador = un_borrador(una_actividad(confianzas={"actividad": 0.5, "linea": 0.9}))

    corregido = aplicar(borrador, {"a1": {"actividad": "Taller"}}, INICIO)

    assert corregido.actividades[0].confianza == 0.9


def test_la_ultima_correccion_de_una_celda_manda() -> None:
    suma = sumar({"a1": {"linea": "Uno", "codigo": "1"}}, {"a1": {"linea": "Dos"}, "a2": {"meta": "10"}})

    assert suma == {"a1": {"linea": "Dos", "codigo": "1"}, "a2": {"meta": "10"}}


def test_se_sabe_que_correccion_quedo_sin_actividad() -> None:
    assert sin_lugar(un_borrador(), {"a1": {"meta": "1"}, "a9": {"meta": "1"}}) == 1


def test_los_meses_corregidos_siguen_al_anio_del_plan() -> None:
    trasladadas = trasladar({"a1": {"2026-03": 4, "linea": "Agua"}}, 1)

    assert trasladadas == {"a1": {"2027-03": 4, "linea": "Agua"}}
