"""Lo que rodea a las actividades en los tres planes de referencia, guardados en otros formatos."""

import pytest

from datos.importadores.interprete import interpretar
from datos.importadores.lectores import leer
from modelos.importacion.borrador import Borrador
from tests.datos.importadores.corpus import variantes
from tests.datos.importadores.corpus.plan import leer_json
from tests.datos.importadores.exactitud import plano

VALLE, OPERATIVO = "valle-de-los-chillos-2024", "plan-operativo-2017"


def borradores(prefijo: str) -> dict[str, Borrador]:
    casos = [caso for caso in variantes.casos() if caso.nombre.startswith(prefijo)]
    return {caso.nombre: interpretar(leer(caso.archivo, caso.contenido())) for caso in casos}


@pytest.fixture(scope="module")
def prosa() -> dict[str, Borrador]:
    """El plan del valle como Word, Markdown y texto."""
    return borradores("valle/prosa")


def test_cada_aporte_ciudadano_queda_en_su_eje_y_con_su_clase(prosa: dict[str, Borrador]) -> None:
    esperados = [
        (p["linea"], p["tipo"], plano(p["texto"]))
        for p in leer_json("valle-de-los-chillos-2024")["participacion"]
    ]

    for nombre, borrador in prosa.items():
        assert [(p.linea, p.tipo, plano(p.texto)) for p in borrador.participacion] == esperados, nombre


def test_las_firmas_llevan_accion_nombre_y_cargo(prosa: dict[str, Borrador]) -> None:
    esperadas = [(f["accion"], f["nombre"], f["cargo"]) for f in leer_json(VALLE)["firmas"]]

    for nombre, borrador in prosa.items():
        assert [(f.accion, f.nombre, f.cargo) for f in borrador.firmas] == esperadas, nombre


def test_los_objetivos_del_plan_operativo_se_leen_con_su_clase() -> None:
    esperados = [
        (o["clase"], plano(o["texto"])) for o in leer_json("plan-operativo-2017")["plan"]["objetivos"]
    ]

    for nombre, borrador in borradores("poa/original").items():
        assert [(o.clase, plano(o.texto)) for o in borrador.plan.objetivos] == esperados, nombre


@pytest.mark.parametrize(
    ("prefijo", "documento"),
    [
        ("serena/sin-meses", "la-serena-cronograma"),
        ("valle/prosa", VALLE),
        ("poa/original", OPERATIVO),
    ],
)
def test_el_titulo_el_anio_y_el_tipo_son_los_del_documento(prefijo: str, documento: str) -> None:
    esperado = leer_json(documento)["plan"]

    for nombre, borrador in borradores(prefijo).items():
        plan = borrador.plan
        assert (plano(plan.titulo) or "").lower() == esperado["titulo"].lower(), nombre
        assert (plan.anio, plan.tipo) == (esperado["anio"], esperado["tipo"]), nombre
