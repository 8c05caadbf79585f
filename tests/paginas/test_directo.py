"""El HTML que viaja en un atributo: llega igual, y lo repetido va una sola vez."""

from hypothesis import given
from hypothesis import strategies as st

from paginas.componentes.directo import directo
from tests.apoyo.pantalla import abierto

CELDA = '<td class="celda-ejecutada" title="taller de la Junta N° 3 &amp; vecinos"></td>'


@given(
    st.lists(
        st.sampled_from(
            [
                CELDA,
                "<tr>",
                "</tr>",
                "d'Elqui &lt;b&gt;",
                "\n",
                "\ue001",
                "<td\nclass='x'>",
                "<td title='a\r b'>",
                "\r\n",
            ]
        )
    )
)
def test_lo_que_llega_es_lo_que_se_mando(partes: list[str]) -> None:
    html = "".join(partes) * 30

    assert abierto(directo(html)) == html.replace("\r\n", "\n").replace("\r", "\n")


def test_un_retorno_en_un_texto_no_parte_las_etiquetas() -> None:
    """El navegador lo lee como un salto de línea, que es lo que separa una etiqueta de otra."""
    celda = '<td title="medida\r onclick=alert(1) \r "></td>'

    assert "\r" not in directo(celda * 100)
    assert abierto(directo(celda * 100)) == celda.replace("\r", "\n") * 100


def test_las_celdas_iguales_viajan_una_vez() -> None:
    assert len(directo(CELDA * 3600)) < 3600 + 300


def test_un_texto_con_un_caracter_de_codigo_no_se_confunde_con_una_etiqueta() -> None:
    html = "<td>\ue000</td>" * 100

    assert abierto(directo(html)) == html
    assert "<td>" in directo(html)
