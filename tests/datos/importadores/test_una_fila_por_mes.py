"""Las tablas que repiten la actividad en una fila por mes, como las exportan otros sistemas."""

from datos.importadores.interprete import interpretar
from datos.importadores.interprete.cobertura import sin_lugar
from datos.importadores.lectores import leer
from modelos.importacion.borrador import Borrador

TITULOS = "Línea;Objetivo;Actividad;Responsable;Mes;Cantidad;Presupuesto"
TRES_MESES = ("Enero;1;1.000", "Febrero;2;2.000", "Marzo;4;3.000")


def leido(*filas: str, titulos: str = TITULOS) -> Borrador:
    documento = leer("plan.csv", "\n".join([titulos, *filas]).encode())
    borrador = interpretar(documento)
    assert sin_lugar(documento, borrador) == []
    return borrador


def programado(borrador: Borrador) -> list[tuple[str, dict[int, int | None]]]:
    return [(a.actividad, {mes.mes: mes.programado for mes in a.meses}) for a in borrador.actividades]


def test_las_filas_que_solo_difieren_en_el_mes_son_una_actividad() -> None:
    filas = [f"Agua;Ahorrar;Taller {n};Aseo;{mes}" for n in (1, 2) for mes in TRES_MESES]

    borrador = leido(*filas)

    assert programado(borrador) == [("Taller 1", {1: 1, 2: 2, 3: 4}), ("Taller 2", {1: 1, 2: 2, 3: 4})]
    assert [a.presupuesto for a in borrador.actividades] == [6_000, 6_000]
    assert "sus 6 filas se juntaron en 2 actividades" in "".join(aviso.mensaje for aviso in borrador.avisos)


def test_se_juntan_aunque_la_tabla_vaya_mes_a_mes() -> None:
    filas = [f"Agua;Ahorrar;Taller {n};Aseo;{mes}" for mes in TRES_MESES for n in (1, 2)]

    assert [nombre for nombre, _ in programado(leido(*filas))] == ["Taller 1", "Taller 2"]


def test_cada_mes_conserva_la_celda_de_que_salio() -> None:
    [actividad] = leido(*(f"Agua;Ahorrar;Taller;Aseo;{mes}" for mes in TRES_MESES)).actividades

    assert [actividad.origen[f"meses.{mes:02d}"].fila for mes in (1, 2, 3)] == [2, 3, 4]


def test_el_presupuesto_que_se_repite_no_se_suma_y_se_pide_mirarlo() -> None:
    filas = [f"Agua;Ahorrar;Taller;Aseo;{mes};1;9.000" for mes in ("Enero", "Febrero", "Marzo")]

    [actividad] = leido(*filas).actividades

    assert actividad.presupuesto == 9_000
    assert actividad.confianzas["presupuesto"] < 0.8
    assert "se repite en la fila de cada mes" in actividad.motivos[0]


def test_dos_talleres_que_se_llaman_igual_entre_otros_siguen_siendo_dos() -> None:
    filas = [f"Agua;Ahorrar;{nombre};Aseo;Marzo;1;10" for nombre in ("Charla", "Feria", "Taller")]

    borrador = leido(*filas, "Agua;Ahorrar;Taller;Aseo;Junio;1;10")

    assert len(borrador.actividades) == 4


def test_dos_filas_del_mismo_mes_no_se_juntan() -> None:
    titulos = "Línea;Objetivo;Actividad;Responsable;Mes;Comuna"
    filas = [f"Agua;Ahorrar;Taller;Aseo;Marzo;{comuna}" for comuna in ("Vicuña", "Ovalle", "Illapel")]

    assert len(leido(*filas, titulos=titulos).actividades) == 3
