"""Los borradores: lo escrito sin guardar es de su persona, se junta, caduca, y se va con su plan."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from datos import borradores, vida_del_plan
from datos.conexion import escritura, lectura
from datos.cuentas.personas import Puesto
from datos.deshacer import deshacer
from modelos.bitacora import Accion, Cambio
from modelos.borradores import CADUCA, MAXIMO, Borrador, Dejado, Lugar, Parte
from modelos.cuentas import LOCAL, Identidad, Persona
from modelos.errores import ErrorDeDominio
from modelos.permisos import Rol, SinPermiso
from modelos.vigencia import DatosDelPlan
from tests.apoyo.cuentas import administradora, como, con, con_rol, reconocida
from tests.apoyo.planes import leer, un_plan

AHORA = datetime(2026, 10, 14, 13, 32, tzinfo=UTC)
FICHA = Lugar(Parte.FICHA, "actividad-1")
NADIE = Identidad(LOCAL)
META = {"meta": Dejado(None, "4")}


def dejar(
    quien: Identidad,
    plan_id: int,
    cambiado: dict[str, Dejado],
    propias: tuple[str, ...] = (),
    ahora: datetime = AHORA,
) -> None:
    borradores.dejar(quien, plan_id, FICHA, "la actividad", cambiado, propias, ahora)


def dejado(quien: Identidad, plan_id: int, ahora: datetime = AHORA) -> dict[str, Dejado]:
    suyo = borradores.leer(quien, plan_id, FICHA, ahora)
    return {} if suyo is None else dict(suyo.dejados)


def guardados() -> int:
    with lectura() as sesion:
        return sesion.exec(select(func.count()).select_from(Borrador)).one()


def test_lo_dejado_se_lee_igual_con_su_hora_y_sin_tocar_la_bitacora(base: str) -> None:
    plan_id = un_plan()
    with lectura() as sesion:
        antes = [sesion.exec(select(func.count()).select_from(tabla)).one() for tabla in (Accion, Cambio)]
    escrito = {
        "meta": Dejado(None, "4 talleres «de» \U0001f333"),
        "peso": Dejado(1.0, 2.5),
        "presupuesto_centavos": Dejado(150_000, None),
        "unidades": Dejado(("Aseo",), ("Aseo", "Ornato")),
    }

    dejar(NADIE, plan_id, escrito)

    [suyo] = borradores.listar(NADIE, plan_id, AHORA)
    assert (suyo.lugar, suyo.titulo, suyo.dejados, suyo.cuando) == (FICHA, "la actividad", escrito, AHORA)
    with lectura() as sesion:
        despues = [sesion.exec(select(func.count()).select_from(tabla)).one() for tabla in (Accion, Cambio)]
    assert antes == despues
    assert leer(plan_id).version == 1


def test_lo_que_se_deshace_en_el_campo_sale_y_lo_de_otra_ventana_queda(base: str) -> None:
    plan_id = un_plan()
    dejar(NADIE, plan_id, META)  # una ventana
    dejar(NADIE, plan_id, {"peso": Dejado(1.0, 2.0)})  # otra

    dejar(NADIE, plan_id, {}, propias=("meta",))

    assert dejado(NADIE, plan_id) == {"peso": Dejado(1.0, 2.0)}


def test_lo_guardado_se_quita_y_un_borrador_vacio_no_queda(base: str) -> None:
    plan_id = un_plan()
    dejar(NADIE, plan_id, {**META, "peso": Dejado(1.0, 2.0)})

    borradores.quitar(NADIE, plan_id, FICHA, ["meta"])
    assert dejado(NADIE, plan_id) == {"peso": Dejado(1.0, 2.0)}
    borradores.quitar(NADIE, plan_id, FICHA, ["peso"])

    assert guardados() == 0
    borradores.quitar(NADIE, plan_id, FICHA, ["peso"])  # quitar lo que no está no es una falla


def test_nadie_ve_ni_toca_el_borrador_de_otra_persona(base: str) -> None:
    plan_id = un_plan()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    luis = reconocida(con_rol(Puesto(Rol.GESTION), ana))
    dejar(ana, plan_id, META)

    dejar(luis, plan_id, {"meta": Dejado(None, "9")})
    borradores.quitar(luis, plan_id, FICHA, ["meta"])

    assert borradores.listar(luis, plan_id, AHORA) == []
    assert borradores.listar(NADIE, plan_id, AHORA) == []
    assert dejado(ana, plan_id) == META


@pytest.mark.parametrize("rol", [Rol.CONCEJO, Rol.COMITE, Rol.AUDITORIA])
def test_quien_ya_no_puede_escribir_no_deja_borradores(base: str, rol: Rol) -> None:
    plan_id = un_plan()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)

    with pytest.raises(SinPermiso):
        dejar(con(ana, rol), plan_id, META)

    assert guardados() == 0


def test_en_el_plan_de_otra_municipalidad_no_se_deja_nada(base: str) -> None:
    ajeno = un_plan(nombre="Ajeno")
    ana = administradora()

    with pytest.raises(SinPermiso):
        dejar(ana, ajeno, META)

    assert guardados() == 0


def test_un_borrador_caduca_a_los_treinta_dias_y_el_siguiente_que_escribe_lo_borra(base: str) -> None:
    plan_id, otro = un_plan(), un_plan(nombre="Otro")
    dejar(NADIE, plan_id, META)

    assert dejado(NADIE, plan_id, AHORA + CADUCA) == META
    despues = AHORA + CADUCA + timedelta(seconds=1)
    assert dejado(NADIE, plan_id, despues) == {}
    dejar(NADIE, otro, META, ahora=despues)

    assert guardados() == 1


def test_mas_de_lo_que_cabe_se_niega_y_lo_de_antes_sigue(base: str) -> None:
    plan_id = un_plan()
    dejar(NADIE, plan_id, META)

    with pytest.raises(ErrorDeDominio, match="Guarde los que tiene"):
        dejar(NADIE, plan_id, {"meta": Dejado(None, "x" * MAXIMO)})

    assert dejado(NADIE, plan_id) == META


def test_se_va_con_su_plan_cuando_se_deshace_su_creacion(base: str) -> None:
    with escritura("Crear el plan") as sesion:
        plan_id = vida_del_plan.crear(sesion, DatosDelPlan("Plan", "La Serena", "CL", anio_inicio=2026))
        accion_id = int(sesion.info["accion_id"])
    dejar(NADIE, plan_id, META)

    deshacer(accion_id)

    assert guardados() == 0


def test_se_va_con_su_persona_y_no_pasa_a_quien_tome_su_numero(base: str) -> None:
    plan_id = un_plan()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    with como(ana), escritura("Crear a Luis") as sesion:
        luis = Persona(nombre="Luis Pérez", correo="luis@laserena.cl")
        sesion.add(luis)
        sesion.flush()
        accion_id = int(sesion.info["accion_id"])
    dejar(replace(ana, persona_id=luis.id), plan_id, META)

    with como(ana):
        deshacer(accion_id)

    assert guardados() == 0


def test_dos_ventanas_de_la_misma_persona_a_la_vez_no_se_pisan(base: str) -> None:
    plan_id = un_plan()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)

    def ventana(numero: int) -> None:
        dejar(ana, plan_id, {f"campo {numero}": Dejado(None, numero)})

    with ThreadPoolExecutor(12) as ventanas:
        list(ventanas.map(ventana, range(12)))

    assert len(dejado(ana, plan_id)) == 12
    assert guardados() == 1


def test_un_lugar_se_escribe_y_se_lee_igual() -> None:
    for lugar in (Lugar(Parte.CRONOGRAMA), FICHA, Lugar(Parte.MESES, "3")):
        assert Lugar.leer(str(lugar)) == lugar
    with pytest.raises(ValueError, match="otra"):
        Lugar.leer("otra/3")
