"""Dos servidores sobre una misma base: lo que uno guarda lo muestra el otro, que ya tenía el plan leído."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datos.conexion import escritura
from modelos.actividad import Actividad
from tests.apoyo.aplicacion import levantar
from tests.apoyo.pestana import Pestana, pestana
from tests.apoyo.planes import un_plan

HOY = {"PLANIFICADOR_HOY": "2026-10-14"}
DESHACER = 'data-accion="deshacer"'


@contextmanager
def dos_servidores(carpeta: Path) -> Iterator[tuple[Pestana, Pestana]]:
    """La misma base abierta en «Este mes» por dos procesos distintos."""
    with (
        levantar(carpeta, carpeta / "uno", HOY) as uno,
        levantar(carpeta, carpeta / "otro", HOY) as otro,
        pestana(uno.puerto, consulta="plan=1") as la_de_uno,
        pestana(otro.puerto, consulta="plan=1") as la_de_otro,
    ):
        yield la_de_uno, la_de_otro


def test_lo_que_guarda_un_servidor_u_otro_programa_lo_muestran_los_dos(base: str, instancia: Path) -> None:
    plan_id = un_plan(programado={10: 1})
    with dos_servidores(instancia) as (uno, otro):
        assert not any(DESHACER in texto for texto in otro.textos)

        uno.dibujar("ejecutada", en="mes_1")
        otro.dibujar()

        assert any(DESHACER in texto for texto in otro.textos)
        with escritura("Cambiar el nombre", plan_id=plan_id) as sesion:
            sesion.get_one(Actividad, 1).nombre = "Otro nombre"
        for persona in (uno, otro):
            persona.dibujar()
            assert any("Otro nombre" in texto for texto in persona.textos)
