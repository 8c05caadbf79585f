"""Los meses de una actividad vistos como campos, y su vuelta."""

import pytest

from modelos.arbol import CeldaMes
from modelos.meses import Mes
from modelos.seguimiento.celda_escrita import a_campos, campo_de, con_campos, en_la_celda, nombre_de_campo

MARZO, ABRIL = Mes(2026, 3), Mes(2026, 4)


def test_los_meses_van_a_campos_y_vuelven_sin_perder_lo_que_no_se_edita() -> None:
    celdas = {MARZO: CeldaMes(2, 1, aprobado=3, nota="Con la junta"), ABRIL: CeldaMes()}

    campos = a_campos(celdas)

    assert campos["2026-03/nota"] == "Con la junta"
    assert con_campos(celdas, campos) == celdas


def test_una_nota_en_blanco_es_que_no_hay() -> None:
    assert a_campos({MARZO: CeldaMes(nota="  ")})["2026-03/nota"] is None


def test_un_campo_cambia_su_celda_y_no_las_demas() -> None:
    celdas = {MARZO: CeldaMes(2, 1, aprobado=3), ABRIL: CeldaMes(5)}

    assert con_campos(celdas, {"2026-03/ejecutado": 2}) == {
        MARZO: CeldaMes(2, 2, aprobado=3),
        ABRIL: CeldaMes(5),
    }


def test_cada_campo_se_nombra_como_lo_lee_la_persona_y_otro_texto_no_es_un_campo() -> None:
    assert nombre_de_campo(campo_de(MARZO, "programado")) == "Programado en marzo de 2026"
    assert en_la_celda("2026-03/nota") == (MARZO, "nota")
    with pytest.raises(ValueError, match="aprobado"):
        en_la_celda("2026-03/aprobado")
