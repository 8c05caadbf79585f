"""Lo que dos personas cambiaron a la vez: qué se funde solo, qué choca y cómo queda lo elegido."""

from itertools import product

import pytest

from modelos.errores import ConflictoDeVersion
from modelos.fusion import Campos, Choque, ConflictoDeCampos, fundir, por_guardar, resuelto


def test_guardar_una_ficha_escribe_solo_lo_que_la_persona_cambio() -> None:
    visto = {"nombre": "Taller", "meta": None}

    cambios = por_guardar(visto, {"nombre": "Taller", "meta": "4"}, {"nombre": "Otro", "meta": None}, {})

    assert cambios == {"meta": "4"}


def test_dos_personas_que_escriben_lo_mismo_no_chocan_ni_hay_que_guardarlo_de_nuevo() -> None:
    assert por_guardar({"meta": None}, {"meta": "4"}, {"meta": "4"}, {}) == {}


def test_lo_que_choca_lleva_lo_que_habia_lo_ajeno_y_lo_propio() -> None:
    visto, escrito, ahora = {"nombre": "Taller"}, {"nombre": "Talleres"}, {"nombre": "Charla"}

    assert fundir(visto, escrito, ahora).choques == (Choque("nombre", "Taller", "Charla", "Talleres"),)


def test_el_conflicto_nombra_cada_campo_como_lo_lee_la_persona() -> None:
    visto: Campos = {"codigo": "1", "peso": 1.0, "u": ()}
    escrito: Campos = {"codigo": "2", "peso": 2.0, "u": ("Aseo", "Ornato")}

    with pytest.raises(ConflictoDeVersion) as conflicto:
        por_guardar(visto, escrito, {"codigo": None, "peso": 3.5, "u": ("DOM",)}, {"codigo": "numeración"})

    assert "numeración: ahora dice «», lo suyo dejaba «2»" in str(conflicto.value)
    assert "peso: ahora dice 3.5, lo suyo dejaba 2.0" in str(conflicto.value)
    assert "u: ahora dice «DOM», lo suyo dejaba «Aseo, Ornato»" in str(conflicto.value)
    assert isinstance(conflicto.value, ConflictoDeCampos)
    assert [choque.campo for choque in conflicto.value.choques] == ["codigo", "peso", "u"]


@pytest.mark.parametrize("mios", [(), ("a",), ("b",), ("a", "b")])
def test_una_vez_elegido_no_queda_ningun_choque_y_manda_lo_elegido(mios: tuple[str, ...]) -> None:
    """Todas las maneras en que dos campos pueden haber sido vistos, escritos y guardados por otra persona."""
    for a, b in product(product("123", repeat=3), repeat=2):
        visto, escrito, ahora = ({"a": a[lugar], "b": b[lugar]} for lugar in range(3))
        choques = fundir(visto, escrito, ahora).choques

        otra_vez = fundir(*resuelto(visto, escrito, choques, mios), ahora)

        quedan = {**ahora, **otra_vez.libres}
        chocan = {choque.campo for choque in choques}
        assert otra_vez.choques == ()
        for campo in ("a", "b"):
            suyo = escrito[campo] != visto[campo] and (campo not in chocan or campo in mios)
            assert quedan[campo] == (escrito[campo] if suyo else ahora[campo])
