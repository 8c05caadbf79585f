"""El índice y los datos de un expediente dicen lo mismo, y lo que alguien escribió no corre en ninguno."""

import hashlib

import pytest

from datos.certificacion import evidencias, observaciones
from datos.certificacion.evidencias import Descrita
from datos.conexion import escritura
from datos.expediente import armado
from datos.expediente.indice import COLUMNAS
from modelos.certificacion.estados import ClaseEvidencia, Gravedad
from modelos.errores import ErrorDeDominio
from modelos.expediente import datos_json
from tests.apoyo.certificacion import HOY, leer
from tests.datos.expediente.expedientes import AHORA, en_pdf, en_tabla, entregado, evaluar, por_presentar
from tests.datos.exportadores.pdf_leido import texto


def test_el_indice_dice_lo_mismo_en_sus_tres_formas(base_local: str) -> None:
    plan_id = por_presentar()

    trae = entregado(armado.hacer(plan_id, AHORA))

    filas = en_tabla(trae["indice/indice.csv"])
    assert tuple(filas[0]) == COLUMNAS
    assert [fila["N.º"] for fila in filas] == ["1", "2", "3"]
    assert {(fila["Evidencia"], fila["Páginas"], fila["Revisión"]) for fila in filas} == {
        ("EV-0001", "pp. 3–5", "1")
    }
    for fila in filas:
        assert hashlib.sha256(trae[fila["Archivo"]]).hexdigest() == fila["SHA-256"]
        assert f'href="../{fila["Archivo"]}"' in trae["indice/indice.html"].decode()
        assert fila["Requisito"] in texto(en_pdf(trae["indice/indice.pdf"]))


def test_datos_json_recrea_la_certificacion(base: str) -> None:
    plan_id = por_presentar()
    requisito_id = leer(plan_id).requisitos[0].id
    with escritura("Auditar", plan_id=plan_id) as sesion:
        auditoria_id = observaciones.agregar_auditoria(sesion, plan_id, HOY, "Primera")
        observaciones.observar(
            sesion,
            plan_id,
            "Falta el «anexo» & la firma",
            Gravedad.BAJA,
            HOY,
            requisito_id=requisito_id,
            auditoria_id=auditoria_id,
        )
        evidencias.agregar(sesion, plan_id, Descrita("Sitio", ClaseEvidencia.DIFUSION), "https://laserena.cl")

    trae = entregado(armado.hacer(plan_id, AHORA))

    assert datos_json.de_json(trae["datos.json"]) == leer(plan_id)


@pytest.mark.parametrize("ajeno", [b"", b"{}", b"[1]", b'{"formato": "otro", "version": 1}', b"\xff\xfe"])
def test_un_json_que_no_es_de_un_expediente_se_dice(ajeno: bytes) -> None:
    with pytest.raises(ErrorDeDominio, match=r"no es de un expediente"):
        datos_json.de_json(ajeno)


def test_el_texto_de_una_persona_no_es_formula_ni_pagina(base_local: str) -> None:
    titulo = '=HYPERLINK("http://x")<script>alert(1)</script>&\''
    plan_id = por_presentar(titulo)
    evaluar(plan_id, 0, notas="@SUM(1)", nombre="<img src=x onerror=alert(1)>")

    trae = entregado(armado.hacer(plan_id, AHORA))

    pagina = trae["indice/indice.html"].decode()
    assert {fila["Título"] for fila in en_tabla(trae["indice/indice.csv"])} == {f"'{titulo}"}
    assert en_tabla(trae["matriz de requisitos.csv"])[0]["Notas"] == "'@SUM(1)"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#x27;" in pagina
    assert "&lt;img src=x onerror=alert(1)&gt;" in pagina
    assert "<script" not in pagina
    assert "<img" not in pagina
    assert "<script>alert(1)</script>" in texto(en_pdf(trae["indice/indice.pdf"]))
