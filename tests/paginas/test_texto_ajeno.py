"""El texto de las personas se muestra como está escrito, nunca como formato."""

import pytest
from streamlit.testing.v1 import AppTest

from paginas.componentes.texto import sin_formato


@pytest.mark.parametrize(
    "escrito",
    [
        "Taller: compostaje en casa. Segunda parte",
        "Dirección de Medio Ambiente, Aseo y Ornato (DIMAO)",
        "«No se guardó: ya existe otra»",
        "3R en escuelas - 25 % de avance",
    ],
)
def test_un_texto_corriente_no_se_altera(escrito: str) -> None:
    assert sin_formato(escrito) == escrito


@pytest.mark.parametrize(
    ("escrito", "mostrado"),
    [
        ("**urgente**", r"\*\*urgente\*\*"),
        ("<b>urgente</b>", r"\<b\>urgente\</b\>"),
        ("[premio](javascript:alert(1))", r"\[premio\](javascript\:alert(1))"),
        (":red[rojo]", r"\:red\[rojo\]"),
        (":material/bomb:", "\\:\u2060material/bomb:"),
        (":smile:", "\\:\u2060smile:"),
        ("$x^2$", r"\$x^2\$"),
        ("1. Talleres", r"1\. Talleres"),
        ("- Talleres", r"\- Talleres"),
        ("antes -> después", "antes -\u2060\\> después"),
        ("Talleres\n\n# Título", r"Talleres \# Título"),
    ],
)
def test_lo_que_parece_formato_deja_de_serlo(escrito: str, mostrado: str) -> None:
    assert sin_formato(escrito) == mostrado


def test_una_frase_de_rechazo_cita_el_nombre_tal_cual() -> None:
    def guion() -> None:
        from modelos.errores import ErrorDeDominio
        from paginas.componentes.mensajes import explicar_rechazo

        with explicar_rechazo():
            raise ErrorDeDominio("Ya existe «**Aseo** :red[x]».")

    pagina = AppTest.from_function(guion).run()

    assert pagina.error[0].value == r"Ya existe «\*\*Aseo\*\* \:red\[x\]»."
