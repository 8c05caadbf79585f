"""El HTML que viaja en un atributo: llega igual, y lo repetido va una sola vez."""

from hypothesis import given
from hypothesis import strategies as st

from paginas.componentes.directo import directo
from tests.apoyo.pantalla import abierto

CELDA = '<td class="celda-ejecutada" title="taller de la Junta N° 3 &amp; vecinos"></td>'


@given(
    st.lists(
        st.sampled_from([CELDA, "<tr>", "</tr>", "d'Elqui &lt;b&gt;", "\n", "\ue001", "<td\nclass='x'>"])
    )
)
def test_lo_que_llega_es_lo_que_se_mando(partes: list[str]) -> None:
    html = "".join(partes) * 30

    assert abierto(directo(html)) == html


def test_las_celdas_iguales_viajan_una_vez() -> None:
    assert len(directo(CELDA * 3600)) < 3600 + 300


def test_un_texto_con_un_caracter_de_codigo_no_se_confunde_con_una_etiqueta() -> None:
    html = "<td>\ue000</td>" * 100

    assert abierto(directo(html)) == html
    assert "<td>" in directo(html)
