"""Qué se tapa, qué no, y que taparlo no tarda más que leerlo."""

import time
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import pytest

from modelos.datos_personales import tapar, tapar_en
from modelos.permisos import Rol
from modelos.reservado import ocultar


@pytest.mark.parametrize(
    "dato",
    [
        "12.345.678-5", "12345678-5", "7.654.321-K", "123456785", "12.345.678 – 5",
        "1710034065", "171003406-5", "01234567-8",
        "ana.rojas+cac@correo.muni.cl",
        "+56 9 8765 4321", "(56) 51 2206600", "9 8765 4321", "987654321", "(51) 220 6600", "51-2206600",
        "09 9876 5432", "0998765432", "+593 2 234 5678", "2257-7777", "7890-1234", "+503 2257 7777",
        "teléfono 220660", "Fono: 2206600", "cel. 8765 4321", "WhatsApp 8-765-4321",
    ],
)  # fmt: skip
def test_se_tapa(dato: str) -> None:
    dicho = tapar(f"Pide que la llamen: {dato}, por la tarde.")

    assert "reservado]" in dicho
    assert sum(map(str.isdigit, dicho)) == 0
    assert "@" not in dicho
    assert dicho.startswith("Pide que la llamen: ")
    assert dicho.endswith(", por la tarde.")


@pytest.mark.parametrize(
    "texto",
    [
        "2023-2024", "2015 a 2019", "artículo 9 2024 2025", "$ 912345678", "$ 9.123.456", "12.500.000",
        "Decreto 1234-2023", "Ley 20.417 de 2010", "Meta 9000 kg en 2024", "del 9 al 12 de 2024",
        "700 1200 1500 kilos", "1.2.3 Talleres", "1234567890", "cada 15 días", "100 %", "Anexo 4. 50 puntos",
    ],
)  # fmt: skip
def test_lo_que_no_es_de_nadie_se_lee(texto: str) -> None:
    assert tapar(texto) == texto


class Fila(NamedTuple):
    nombre: str
    rol: Rol
    cantidad: int


@dataclass(frozen=True)
class Ficha:
    texto: str
    filas: tuple[Fila, ...]
    por_clave: MappingProxyType[int, list[str]]


def test_se_tapa_en_toda_la_estructura_y_lo_demas_es_el_mismo_objeto() -> None:
    limpia = Fila("Poda", Rol.CONCEJO, 912345678)
    ficha = Ficha(
        "a@b.cl", (limpia, Fila("9 8765 4321", Rol.UNIDAD, 3)), MappingProxyType({1: ["12.345.678-5"]})
    )

    tapada = tapar_en(ficha)

    assert tapada.texto == "[correo reservado]"
    assert tapada.filas[0] is limpia
    assert tapada.filas[1] == Fila("[teléfono reservado]", Rol.UNIDAD, 3)
    assert tapada.por_clave == {1: ["[documento reservado]"]}
    assert tapar_en(limpia) is limpia


@pytest.mark.parametrize(
    "trozo",
    [
        "x",
        "x-",
        "1",
        "a.b+",
        "+1 ",
        "clave: ",
        "://",
        "x@",
        "1-",
        "'",
        "aB1",
        "tel 1 2 3 ",
        "(1)",
        "9 ",
        "09",
    ],
)
def test_un_texto_enorme_no_enreda_a_ningun_patron(trozo: str) -> None:
    texto = (trozo * 20_000)[:20_000] + "@"

    antes = time.process_time()

    tapar(texto)
    ocultar(texto)

    assert time.process_time() - antes < 1
