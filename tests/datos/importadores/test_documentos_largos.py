"""Un documento de decenas de miles de filas dice en qué va, y nada suyo se mira de nuevo en cada fila."""

from collections import Counter
from collections.abc import Callable, Sequence, Set

import pytest

from datos.cotejo import cotejar
from datos.importadores.avance import CADA, Etapa
from datos.importadores.documento import Documento
from datos.importadores.interprete import columnas, corrimiento, interpretar, lectura, tablas, titulares
from datos.importadores.interprete.encabezados_de_la_tabla import ENCABEZADOS_LIBRES
from datos.importadores.interprete.titulares import Fila, Titular
from datos.importadores.lector_csv import leer_csv
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Campo
from modelos.meses import NOMBRES

FILAS = 2 * CADA
MESES = [nombre.capitalize() for nombre in NOMBRES]
TITULOS = "Línea;Objetivo;Actividad;Responsable;Marzo"


def un_csv(*filas: str) -> Documento:
    return leer_csv("plan.csv", "\n".join(filas))


def con_titulos() -> Documento:
    return un_csv(TITULOS, *(f"Agua;Ahorrar;Taller {n} del barrio;Aseo / Obras;X" for n in range(FILAS)))


def contar_llamadas(monkeypatch: pytest.MonkeyPatch, modulo: object, nombre: str) -> Callable[[], int]:
    llamadas: Counter[str] = Counter()
    original = getattr(modulo, nombre)

    def contada(*argumentos: object) -> object:
        llamadas[nombre] += 1
        return original(*argumentos)

    monkeypatch.setattr(modulo, nombre, contada)
    return lambda: llamadas[nombre]


def test_dice_cuanto_va_al_leer_al_armar_y_al_comparar() -> None:
    documento, dicho = con_titulos(), list[tuple[Etapa, int, int]]()

    borrador = interpretar(documento, al_avanzar=lambda *avance: dicho.append(avance))
    cotejar(documento, borrador, lambda *avance: dicho.append(avance))

    assert dicho == [
        (Etapa.LEER, CADA, FILAS + 1),
        (Etapa.LEER, FILAS, FILAS + 1),
        (Etapa.ARMAR, CADA, FILAS),
        (Etapa.ARMAR, FILAS, FILAS),
        (Etapa.COMPARAR, CADA, FILAS + 1),
        (Etapa.COMPARAR, FILAS, FILAS + 1),
    ]


def test_cada_fila_se_mira_una_vez_para_saber_si_es_un_encabezado(monkeypatch: pytest.MonkeyPatch) -> None:
    miradas = contar_llamadas(monkeypatch, titulares, "_nombra_columnas")
    sin_titulos = un_csv(*(f"Agua;Taller número {n} del barrio;Dirección de Obras;marzo" for n in range(200)))

    interpretar(sin_titulos)

    assert miradas() == 200


def test_una_celda_que_se_repite_se_separa_en_unidades_una_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    separadas = contar_llamadas(monkeypatch, lectura, "separar")

    leido = interpretar(con_titulos())

    assert separadas() == 1
    assert {tuple(actividad.responsables) for actividad in leido.actividades} == {("Aseo", "Obras")}


def test_un_encabezado_que_se_repite_no_vuelve_a_mirar_como_se_numera_lo_que_sigue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    miradas = contar_llamadas(monkeypatch, corrimiento, "clase_de")
    pagina = [TITULOS, *(f"Agua;Ahorrar;Taller {n} del barrio;Aseo;X" for n in range(20))]

    interpretar(un_csv(*pagina * 10))

    assert miradas() <= 10 * 20 * TITULOS.count(";") + 10 * len(pagina)


def con_encabezados(cuantos: int, *, distintos: bool) -> Documento:
    """Un encabezado y una actividad, tantas veces; distintos por los meses que nombran y su último título."""
    filas = []
    for n in range(cuantos):
        corrido = MESES[n % 12 :] + MESES[: n % 12] if distintos else MESES
        filas.append(
            ";".join(["Actividad", "Responsable", *corrido, f"Observaciones {n if distintos else ''}"])
        )
        filas.append(";".join([f"Taller {n} del barrio", "Aseo", *["X"] * 12, ""]))
    return un_csv(*filas)


def filas_miradas(monkeypatch: pytest.MonkeyPatch, documento: Documento) -> int:
    miradas = 0
    original = columnas.precisar

    def contada(titular: Titular, filas: Sequence[Fila], *resto: Set[Campo]) -> None:
        nonlocal miradas
        miradas += len(filas)
        original(titular, filas, *resto)

    monkeypatch.setattr(tablas, "precisar", contada)
    interpretar(documento)
    monkeypatch.undo()
    return miradas


def test_con_el_doble_de_encabezados_distintos_se_mira_a_lo_mas_el_doble(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("datos.importadores.interprete.encabezados_de_la_tabla.FILAS_LIBRES", 0)

    uno = filas_miradas(monkeypatch, con_encabezados(150, distintos=True))
    monkeypatch.setattr("datos.importadores.interprete.encabezados_de_la_tabla.FILAS_LIBRES", 0)
    doble = filas_miradas(monkeypatch, con_encabezados(300, distintos=True))

    assert uno < doble <= 2.1 * uno


def test_el_mismo_encabezado_muchas_veces_se_mide_unas_pocas(monkeypatch: pytest.MonkeyPatch) -> None:
    medidos = contar_llamadas(monkeypatch, tablas, "precisar")

    leido = interpretar(con_encabezados(300, distintos=False))

    assert medidos() == ENCABEZADOS_LIBRES + 1
    assert [una.actividad for una in leido.actividades] == [f"Taller {n} del barrio" for n in range(300)]
    assert all(len(una.meses) == 12 for una in leido.actividades)


def test_con_miles_de_encabezados_distintos_se_rechaza_en_una_linea(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lectura, "ENCABEZADOS_MAXIMOS", 50)

    assert len(interpretar(con_encabezados(50, distintos=True)).actividades) == 50
    with pytest.raises(ErrorDeDominio, match=r"más de 50 encabezados de tabla distintos.* No se guardó nada"):
        interpretar(con_encabezados(51, distintos=True))


def test_cincuenta_mil_filas_de_dieciseis_columnas_con_sus_titulos_se_leen() -> None:
    ancha = ";".join("x" * 16)

    leido = un_csv(*[ancha] * 50_001)

    assert len(leido.tablas[0].filas) == 50_001
