"""El título y la clase de una evidencia se proponen por su archivo, y siempre hay algo que leer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelos.certificacion.estados import ClaseEvidencia
from modelos.certificacion.titulos import LARGO_DE_TITULO, clase_segun, titulo_segun


@pytest.mark.parametrize(
    ("nombre", "titulo"),
    [
        ("Acta_CAC-marzo.pdf", "Acta CAC marzo"),
        ("acta 3.docx", "Acta 3"),
        ("2026-03-05 lista de asistencia.PDF", "2026-03-05 lista de asistencia"),
        ("Informe v1.2.pdf", "Informe v1.2"),
        ("línea  con\tsaltos\r\n.pdf", "Línea con saltos"),
        ("foto\u202egpj.png", "Fotogpj"),
        ("___.pdf", "Evidencia"),
        (".pdf", "Evidencia"),
        ("", "Evidencia"),
    ],
)
def test_el_titulo_sale_del_nombre_del_archivo(nombre: str, titulo: str) -> None:
    assert titulo_segun(nombre) == titulo


@pytest.mark.parametrize(
    ("direccion", "titulo"),
    [
        ("https://www.laserena.cl/actas/Acta_CAC-marzo.pdf?v=2#p3", "Acta CAC marzo"),
        ("https://www.laserena.cl/actas/Acta%20sesi%C3%B3n%202.pdf", "Acta sesión 2"),
        ("https://www.laserena.cl/noticias/reciclaje/", "Reciclaje"),
        ("https://www.laserena.cl/a%00%0Ab", "A b"),
        ("https://www.laserena.cl/", "www.laserena.cl"),
        ("https://www.laserena.cl", "www.laserena.cl"),
        ("https://[laserena", "Evidencia"),
    ],
)
def test_el_de_una_direccion_es_su_ultima_parte_o_su_sitio(direccion: str, titulo: str) -> None:
    assert titulo_segun(direccion) == titulo


@given(st.text(max_size=300), st.sampled_from(["", "https://", "https://laserena.cl/"]))
def test_de_cualquier_nombre_sale_un_titulo_de_una_linea_y_a_la_medida(nombre: str, antes: str) -> None:
    titulo = titulo_segun(antes + nombre)

    assert 0 < len(titulo) <= LARGO_DE_TITULO
    assert titulo.splitlines() == [titulo]
    assert "\x00" not in titulo


@pytest.mark.parametrize(
    ("nombre", "clase"),
    [
        ("Acta_CAC.pdf", ClaseEvidencia.ACTA),
        ("ACTAS-2026.pdf", ClaseEvidencia.ACTA),
        ("Lista-de-asistencia acta 3.pdf", ClaseEvidencia.LISTA_DE_ASISTENCIA),
        ("inscritos.xlsx", ClaseEvidencia.LISTA_DE_ASISTENCIA),
        ("Decreto 1.234.pdf", ClaseEvidencia.DECRETO),
        ("ordenanza_humedales.pdf", ClaseEvidencia.ORDENANZA),
        ("Convenio SEREMI.pdf", ClaseEvidencia.CONVENIO),
        ("Diagnóstico ambiental.docx", ClaseEvidencia.INFORME),
        ("boleta_luz-marzo.pdf", ClaseEvidencia.REGISTRO_DE_CONSUMO),
        ("Publicación.pdf", ClaseEvidencia.DIFUSION),
        ("https://www.laserena.cl/noticias/reciclaje", ClaseEvidencia.DIFUSION),
        ("contacto.pdf", ClaseEvidencia.OTRO),  # termina en «acto», y no empieza por «acta»
        ("exacta.pdf", ClaseEvidencia.OTRO),
        ("IMG_2031.pdf", ClaseEvidencia.OTRO),
    ],
)
def test_la_clase_es_la_que_dice_su_nombre(nombre: str, clase: ClaseEvidencia) -> None:
    assert clase_segun(nombre, es_imagen=False) is clase


@pytest.mark.parametrize(
    ("nombre", "clase"),
    [
        ("IMG_2031.jpg", ClaseEvidencia.FOTOGRAFIA),
        ("lista_asistencia.jpg", ClaseEvidencia.LISTA_DE_ASISTENCIA),
    ],
)
def test_una_imagen_es_fotografia_si_no_dice_otra_cosa(nombre: str, clase: ClaseEvidencia) -> None:
    assert clase_segun(nombre, es_imagen=True) is clase
