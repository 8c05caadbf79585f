"""El expediente lleva solo lo que prueba, cada cosa en su lugar, y dice todo lo que le falta."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.certificacion.cumplimiento import Afirmacion, afirmar, aplica, cumple, homologado
from modelos.certificacion.estados import EstadoEvidencia, EstadoResultado
from modelos.certificacion.proceso import Certificacion, EvidenciaDelPlan
from modelos.expediente.contenido import Contenido, reunir
from modelos.expediente.nombres import DENTRO, clave, es_limpia, es_segura
from tests.modelos.certificacion.certificaciones import (
    HOY,
    certificaciones,
    cumplidos,
    un_requisito,
    una_certificacion,
    una_evidencia,
    una_revision,
)

AYER = HOY - timedelta(days=1)
CUMPLE, HOMOLOGADO = EstadoResultado.CUMPLE, EstadoResultado.HOMOLOGADO
NO_APLICA, NO_EVALUADO = EstadoResultado.NO_APLICA, EstadoResultado.NO_EVALUADO
SIN_PRUEBA = "R-1 Política ambiental: cumple, y no tiene evidencia aceptada y vigente"


def rutas(contenido: Contenido) -> list[str]:
    return [entrada.ruta for entrada in contenido.entradas]


def con_revisiones(cuantas: int) -> EvidenciaDelPlan:
    revisiones = tuple(replace(una_revision(), id=n, numero=n) for n in range(1, cuantas + 1))
    return replace(una_evidencia(), revisiones=revisiones)


def test_cada_archivo_va_numerado_en_la_carpeta_de_su_requisito_y_en_su_orden() -> None:
    requisitos = un_requisito(2, nombre="Ordenanza"), un_requisito(1, nombre="Política")
    acta = replace(una_evidencia(1, requisitos=(1, 2), paginas="pp. 3–5"), titulo="Acta")
    informe = una_evidencia(2, requisitos=(1,))

    contenido = reunir(una_certificacion(*requisitos, evidencias=(acta, informe)), HOY)

    assert [(una.numero, una.ruta, una.paginas) for una in contenido.entradas] == [
        (1, "requisitos/R-2 Ordenanza/EV-0001 Acta.pdf", "pp. 3–5"),
        (2, "requisitos/R-1 Política/EV-0001 Acta.pdf", "pp. 3–5"),
        (3, "requisitos/R-1 Política/EV-0002 Informe.pdf", ""),
    ]
    assert [(una.requisito.id, una.evidencia.id) for una in contenido.entradas] == [(2, 1), (1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("evidencia", "va"),
    [
        (una_evidencia(), True),
        (una_evidencia(vence=HOY), True),
        (una_evidencia(vence=AYER), False),
        (una_evidencia(1, EstadoEvidencia.BORRADOR), False),
        (una_evidencia(1, EstadoEvidencia.CARGADA), False),
        (una_evidencia(1, EstadoEvidencia.OBSERVADA), False),
        (una_evidencia(1, EstadoEvidencia.RETIRADA), False),
        (una_evidencia(requisitos=()), False),
    ],
)
def test_va_solo_la_evidencia_aceptada_y_vigente(evidencia: EvidenciaDelPlan, va: bool) -> None:
    contenido = reunir(una_certificacion(un_requisito(1, CUMPLE), evidencias=(evidencia,)), HOY)

    assert [entrada.evidencia for entrada in contenido.entradas] == ([evidencia] if va else [])


def test_la_de_un_requisito_que_no_se_persigue_no_va() -> None:
    requisitos = un_requisito(1, CUMPLE, desactivado="Es de otro nivel"), un_requisito(2, HOMOLOGADO)

    contenido = reunir(una_certificacion(*requisitos, evidencias=(una_evidencia(),)), HOY)

    assert (contenido.entradas, contenido.faltas) == ((), ())


def test_va_la_ultima_revision_y_las_anteriores_solo_si_se_piden() -> None:
    certificacion = una_certificacion(un_requisito(1, CUMPLE), evidencias=(con_revisiones(3),))

    ultima, todas = reunir(certificacion, HOY), reunir(certificacion, HOY, todas_las_revisiones=True)

    carpeta = "requisitos/R-1 Política ambiental"
    assert [entrada.revision.numero for entrada in ultima.entradas] == [3]
    assert rutas(ultima) == [f"{carpeta}/EV-0001 Informe.pdf"]
    assert [entrada.revision.numero for entrada in todas.entradas] == [1, 2, 3]
    assert rutas(todas) == [
        f"{carpeta}/EV-0001 r1 Informe.pdf",
        f"{carpeta}/EV-0001 r2 Informe.pdf",
        f"{carpeta}/EV-0001 Informe.pdf",
    ]


def test_una_direccion_de_la_red_va_en_un_texto() -> None:
    revision = replace(una_revision(), sha256=None, tipo=None, direccion="https://www.laserena.cl/acta")
    evidencia = una_evidencia(revision=revision)

    contenido = reunir(una_certificacion(un_requisito(), evidencias=(evidencia,)), HOY)

    assert rutas(contenido) == ["requisitos/R-1 Política ambiental/EV-0001 Informe.txt"]


def test_lo_que_se_llama_igual_se_numera() -> None:
    requisitos = un_requisito(1), replace(un_requisito(2), codigo="r-1")
    evidencia = una_evidencia(requisitos=(1, 2))

    contenido = reunir(una_certificacion(*requisitos, evidencias=(evidencia,)), HOY)

    assert rutas(contenido) == [
        "requisitos/R-1 Política ambiental/EV-0001 Informe.pdf",
        "requisitos/r-1 Política ambiental/EV-0001 Informe (2).pdf",
    ]


def _limpias(rutas: Iterable[str]) -> bool:
    return all(
        len(una) <= DENTRO
        and es_limpia(una)
        and es_segura(una)
        and una.startswith("requisitos/")
        and una == unicodedata.normalize("NFC", una)
        and not set(una) & set('%\r\n<>:"\\|?*')
        for una in rutas
    )


DIFICILES = st.lists(
    st.sampled_from(["..", "/", "\\", "%0A", "\r\n", "e\u0301", "é", ":", "CON", ".", " ", "\u202e", "Acta"])
    | st.just("largo " * 60),
    max_size=5,
).map("".join)


@given(st.lists(DIFICILES, min_size=1, max_size=4), st.lists(DIFICILES, min_size=1, max_size=3))
def test_con_cualquier_nombre_las_rutas_son_limpias_cortas_y_distintas(
    nombres: list[str], titulos: list[str]
) -> None:
    requisitos = [un_requisito(id_, nombre=nombre) for id_, nombre in enumerate(nombres, start=1)]
    requisitos = [replace(uno, codigo="R") for uno in requisitos]
    todos = tuple(uno.id for uno in requisitos)
    evidencias = tuple(replace(una_evidencia(1, requisitos=todos), titulo=titulo) for titulo in titulos)

    puestas = rutas(reunir(una_certificacion(*requisitos, evidencias=evidencias), HOY))

    assert len(puestas) == len(nombres) * len(titulos) == len({clave(una) for una in puestas})
    assert _limpias(puestas)


def test_esta_completo_si_todo_cumple_y_tiene_con_que_probarlo() -> None:
    requisitos = un_requisito(1, CUMPLE), un_requisito(2, HOMOLOGADO), un_requisito(3, NO_APLICA)

    contenido = reunir(una_certificacion(*requisitos, evidencias=(una_evidencia(),)), HOY)

    assert contenido.completo
    assert contenido.faltas == ()


def test_de_lo_que_no_cumple_se_dice_por_que_esta_abierto() -> None:
    requisito = un_requisito(1, comprometido=AYER, unidad_id=None)

    contenido = reunir(una_certificacion(requisito), HOY)

    assert contenido.faltas == ("R-1 Política ambiental: fecha pasada, sin responsable y sin evidencia",)
    assert not contenido.completo


@pytest.mark.parametrize(
    ("evidencia", "faltas"),
    [
        (una_evidencia(requisitos=()), (SIN_PRUEBA,)),
        (una_evidencia(vence=AYER), (SIN_PRUEBA,)),
        (una_evidencia(1, EstadoEvidencia.RETIRADA), (SIN_PRUEBA,)),
        (
            una_evidencia(1, EstadoEvidencia.CARGADA),
            (SIN_PRUEBA, "R-1 Política ambiental: EV-0001 está cargada, sin aceptar"),
        ),
        (
            una_evidencia(1, EstadoEvidencia.OBSERVADA),
            (SIN_PRUEBA, "R-1 Política ambiental: EV-0001 está observada, sin aceptar"),
        ),
    ],
)
def test_decir_que_cumple_no_basta_sin_evidencia_que_lo_pruebe(
    evidencia: EvidenciaDelPlan, faltas: tuple[str, ...]
) -> None:
    contenido = reunir(una_certificacion(un_requisito(1, CUMPLE), evidencias=(evidencia,)), HOY)

    assert contenido.faltas == faltas


def test_lo_que_queda_por_aceptar_falta_aunque_otra_cosa_ya_lo_pruebe() -> None:
    evidencias = una_evidencia(1), una_evidencia(2, EstadoEvidencia.CARGADA)

    contenido = reunir(una_certificacion(un_requisito(1, CUMPLE), evidencias=evidencias), HOY)

    assert contenido.faltas == ("R-1 Política ambiental: EV-0002 está cargada, sin aceptar",)
    assert [entrada.evidencia.id for entrada in contenido.entradas] == [1]


@pytest.mark.parametrize(
    ("propio", "auditado"),
    [(HOMOLOGADO, NO_EVALUADO), (HOMOLOGADO, CUMPLE), (CUMPLE, HOMOLOGADO), (CUMPLE, NO_APLICA)],
)
def test_lo_homologado_y_lo_que_quien_audita_descarta_no_piden_evidencia(
    propio: EstadoResultado, auditado: EstadoResultado
) -> None:
    requisitos = un_requisito(1, propio, auditado), un_requisito(2, HOMOLOGADO)

    assert reunir(una_certificacion(*requisitos), HOY).completo


def test_lo_que_quien_audita_da_por_no_cumplido_falta_aunque_este_probado() -> None:
    requisito = un_requisito(1, CUMPLE, EstadoResultado.NO_CUMPLE)

    contenido = reunir(una_certificacion(requisito, evidencias=(una_evidencia(),)), HOY)

    assert contenido.faltas == ("R-1 Política ambiental: no cumple del todo",)


@pytest.mark.parametrize(
    "certificacion",
    [
        una_certificacion(),
        una_certificacion(un_requisito(1, NO_APLICA)),
        una_certificacion(un_requisito(1, CUMPLE, desactivado="Es de otro nivel")),
    ],
)
def test_si_nada_aplica_no_esta_completo(certificacion: Certificacion) -> None:
    contenido = reunir(certificacion, HOY)

    assert contenido.faltas == ("Requisitos: ninguno aplica todavía",)


@pytest.mark.parametrize(
    ("minimo", "faltas"),
    [
        (50, ()),
        (51, ("R-2 Política ambiental: no cumple del todo",)),
        (None, ("R-2 Política ambiental: no cumple del todo",)),  # sin confirmar, nada se puede dar por hecho
    ],
)
def test_lo_que_no_cumple_deja_de_faltar_solo_si_se_llega_al_minimo(
    minimo: int | None, faltas: tuple[str, ...]
) -> None:
    requisitos, evidencia = cumplidos(1, 2), una_evidencia(requisitos=(1, 2))

    contenido = reunir(una_certificacion(*requisitos, evidencias=(evidencia,), minimo=minimo), HOY)

    assert contenido.faltas == faltas


def test_llegar_al_minimo_no_exime_de_probar_lo_que_cumple() -> None:
    contenido = reunir(una_certificacion(*cumplidos(1, 2), minimo=50), HOY)

    assert contenido.faltas == (SIN_PRUEBA,)


@given(certificaciones())
def test_sin_evidencia_solo_esta_completo_lo_homologado(certificacion: Certificacion) -> None:
    contenido = reunir(certificacion, HOY)

    aplicables = [uno for uno in certificacion.requisitos if aplica(uno)]
    sin_referencia = [uno for uno in aplicables if cumple(uno) and not homologado(uno)]
    alcanza = afirmar(certificacion, "Básica").afirmacion is Afirmacion.EN_CONDICIONES
    llega = alcanza or all(map(cumple, aplicables))
    assert contenido.completo is (bool(aplicables) and llega and not sin_referencia)
