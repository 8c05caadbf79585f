"""La bitácora se sella acción por acción, y cualquier cambio hecho por fuera se nota y se nombra."""

import threading
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, create_engine, text

from datos import disparadores, unidades
from datos.bitacora import __main__ as comando
from datos.bitacora import cadena, consulta
from datos.bitacora.cadena import Verificada
from datos.bitacora.consulta import Filtro
from datos.conexion import escritura, lectura, motor
from datos.respaldo import respaldar
from datos.respaldo.restauracion import restaurar
from modelos.cuentas import LOCAL, Identidad
from modelos.permisos import Rol
from modelos.plan import Plan
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import leer, un_plan


def verificar(pedida: str = "") -> Verificada:
    with motor().connect() as conexion:
        return cadena.verificar(conexion, pedida)


def renombrar(plan_id: int, nombre: str) -> int:
    with escritura(f"Renombrar a {nombre}", plan_id=plan_id) as sesion:
        plan = sesion.get(Plan, plan_id)
        assert plan is not None
        plan.nombre = nombre
        return int(sesion.info["accion_id"])


def por_fuera(orden: str, **valores: object) -> None:
    """Como quien tiene la clave de la base: sin los disparadores."""
    with motor().connect().execution_options(escribe=True) as conexion, conexion.begin():
        disparadores.quitar(conexion)
        _sin_claves_foraneas(conexion)
        conexion.execute(text(orden), valores)
        disparadores.instalar(conexion)


def _sin_claves_foraneas(conexion: Connection) -> None:
    if conexion.dialect.name == "postgresql":
        conexion.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        conexion.execute(text("PRAGMA defer_foreign_keys = ON"))


def test_toda_accion_queda_sellada_y_la_cadena_entera(base: str) -> None:
    plan_id = un_plan()
    renombrar(plan_id, "Uno")
    ultima = renombrar(plan_id, "Dos")

    hecho = verificar()

    with lectura() as sesion:
        selladas = sesion.execute(text("SELECT accion_id, plan_id FROM eslabon ORDER BY numero")).all()
        acciones = sesion.execute(text("SELECT count(*) FROM accion")).scalar_one()
        assert cadena.cabeza(sesion.connection()).huella == hecho.huella
        assert cadena.huella_del_plan(sesion, plan_id) == hecho.huella
    assert (hecho.rotura, hecho.acciones) == (None, acciones)
    assert selladas[-1] == (ultima, plan_id)
    assert all(de_plan == plan_id for _, de_plan in selladas)  # también la que lo creó, sin número aún


@pytest.mark.parametrize(
    ("orden", "que_pasa"),
    [
        ("UPDATE cambio SET despues = replace(despues, 'Uno', 'Otro') WHERE accion_id = :id", "no es lo que"),
        ("DELETE FROM cambio WHERE accion_id = :id", "no es lo que"),
        ("INSERT INTO cambio (accion_id, tabla) VALUES (:id, 'plan')", "no es lo que"),
        ("UPDATE accion SET quien = 'Nadie' WHERE id = :id", "no es lo que"),
        ("UPDATE eslabon SET municipalidad_id = 99 WHERE accion_id = :id", "no es lo que"),
        ("DELETE FROM eslabon WHERE accion_id = :id", "faltan los sellos"),
    ],
)
def test_lo_cambiado_por_fuera_se_nota_en_su_accion(base: str, orden: str, que_pasa: str) -> None:
    plan_id = un_plan()
    tocada = renombrar(plan_id, "Uno")
    siguiente = renombrar(plan_id, "Dos")

    por_fuera(orden, id=tocada)

    rotura = verificar().rotura
    assert rotura is not None
    assert que_pasa in rotura.que_pasa
    assert rotura.accion_id == (siguiente if orden.startswith("DELETE FROM eslabon") else tocada)


def test_lo_agregado_o_quitado_al_final_se_nota(base: str) -> None:
    plan_id = un_plan()
    ultima = renombrar(plan_id, "Uno")
    impresa = verificar().huella
    por_fuera("DELETE FROM eslabon WHERE accion_id = :id", id=ultima)

    rotura = verificar().rotura
    assert rotura is not None
    assert (rotura.accion_id, "sin pasar por el programa" in rotura.que_pasa) == (ultima, True)

    por_fuera("DELETE FROM cambio WHERE accion_id = :id", id=ultima)
    por_fuera("DELETE FROM accion WHERE id = :id", id=ultima)
    hecho = verificar(impresa[:16])
    assert hecho.rotura is None  # la cadena que queda está entera: solo la delata la huella impresa
    assert not hecho.tiene_la_pedida


def test_el_sello_no_se_cambia_ni_se_borra(base: str) -> None:
    plan_id = un_plan()

    for orden in ("UPDATE eslabon SET huella = ''", "DELETE FROM eslabon"):
        with pytest.raises(Exception, match="no se cambia ni se borra"), escritura("x", plan_id=plan_id) as s:
            s.execute(text(orden))


def test_veinte_a_la_vez_dejan_la_cadena_entera(base: str) -> None:
    plan_id = un_plan()
    fallas: list[BaseException] = []

    def agregar(numero: int) -> None:
        try:
            with escritura("Agregar una unidad", plan_id=plan_id) as sesion:
                unidades.crear(sesion, 1, f"Unidad {numero}")
        except BaseException as falla:  # noqa: BLE001
            fallas.append(falla)

    hilos = [threading.Thread(target=agregar, args=(n,)) for n in range(20)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    hecho = verificar()
    assert fallas == []
    assert hecho.rotura is None
    with lectura() as sesion:
        assert sesion.execute(text("SELECT count(*) FROM eslabon")).scalar_one() == hecho.acciones


def test_al_migrar_se_sella_lo_ya_anotado(base: str) -> None:
    plan_id = un_plan()
    renombrar(plan_id, "Uno")
    antes = verificar()
    por_fuera("DELETE FROM eslabon")

    with motor().connect().execution_options(escribe=True) as conexion, conexion.begin():
        cadena.sellar_lo_anterior(conexion)

    assert verificar() == antes


def test_un_respaldo_restaurado_trae_su_cadena(base_local: str, tmp_path: Path) -> None:
    plan_id = un_plan()
    renombrar(plan_id, "Uno")
    antes = verificar()
    archivo = respaldar.crear(tmp_path / "r.zip").archivo

    restaurar(archivo, tmp_path / "otra")

    with create_engine(f"sqlite:///{tmp_path}/otra/plan.db").connect() as conexion:
        assert cadena.verificar(conexion) == antes


def test_la_orden_nombra_la_accion_rota(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan_id = un_plan()
    tocada = renombrar(plan_id, "Uno")

    assert comando.principal(["verificar"]) == 0
    huella = verificar().huella
    assert f"La cadena está entera. Última huella: {huella}" in capsys.readouterr().out
    assert comando.principal(["verificar", f"{huella[:4]} {huella[4:8].upper()}"]) == 0
    assert "está en la cadena" in capsys.readouterr().out
    assert comando.principal(["verificar", "0123456789abcdef"]) == 1
    assert "no es de esta bitácora" in capsys.readouterr().err

    por_fuera("UPDATE accion SET quien = 'Nadie' WHERE id = :id", id=tocada)
    assert comando.principal(["verificar"]) == 1
    assert f"La cadena se rompe en la acción {tocada} («Renombrar a Uno», Nadie" in capsys.readouterr().err


def test_se_exporta_con_las_formulas_neutralizadas(base: str, tmp_path: Path) -> None:
    plan_id = un_plan()
    with como("=1+1"):
        renombrar(plan_id, "@Uno")
    archivo = tmp_path / "bitacora.csv"

    assert comando.principal(["exportar", str(archivo), "--plan", str(plan_id)]) == 0

    titulos, *filas = archivo.read_text("utf-8-sig").splitlines()
    assert titulos == "N.º;Fecha y hora;Quién;Qué hizo;Plan;Cambios;Huella"
    assert "'=1+1;Renombrar a @Uno;'@Uno;1;" in filas[-1]


def test_cada_filtro_filtra(base: str) -> None:
    plan_id = un_plan()
    with como("Beatriz"):
        renombrar(plan_id, "Ñandú")
    renombrar(plan_id, "Otro")

    def descripciones(filtro: Filtro) -> list[str]:
        with lectura() as sesion:
            return [una.descripcion for una in consulta.listar(sesion, filtro).acciones]

    assert descripciones(Filtro())[:2] == ["Renombrar a Otro", "Renombrar a Ñandú"]
    assert descripciones(Filtro(quien="Beatriz")) == ["Renombrar a Ñandú"]
    assert descripciones(Filtro(texto="nandu RENOMBRAR")) == ["Renombrar a Ñandú"]
    assert descripciones(Filtro(plan_id=plan_id + 1)) == []
    with lectura() as sesion:
        ultima = consulta.listar(sesion, Filtro()).acciones[0]
    for zona in ("UTC", "Pacific/Pago_Pago", "Pacific/Kiritimati"):
        cuando = ultima.cuando.astimezone(ZoneInfo(zona))
        assert descripciones(Filtro(desde=cuando))[0] == "Renombrar a Otro"
        assert "Renombrar a Otro" not in descripciones(Filtro(hasta=cuando))


def test_por_paginas_y_la_que_no_existe_es_la_ultima(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consulta, "POR_PAGINA", 2)
    plan_id = un_plan()
    for numero in range(4):
        renombrar(plan_id, f"Nombre {numero}")

    with lectura() as sesion:
        primera = consulta.listar(sesion, Filtro(texto="renombrar"))
        ultima = consulta.listar(sesion, Filtro(texto="renombrar"), 9)

    assert (primera.cuantas, primera.numero, primera.ultima) == (4, 1, 2)
    assert [una.descripcion for una in ultima.acciones] == ["Renombrar a Nombre 1", "Renombrar a Nombre 0"]


def test_el_detalle_dice_lo_escrito_y_los_nombres(base: str) -> None:
    plan_id = un_plan()
    accion_id = renombrar(plan_id, "Uno")

    with lectura() as sesion:
        entera = consulta.detallar(sesion, accion_id)
        assert consulta.detallar(sesion, accion_id + 1) is None

    assert entera is not None
    assert [(uno.tabla, uno.fila["nombre"]) for uno in entera.cambios] == [("plan", "Uno")]


def test_cada_uno_ve_lo_de_su_municipalidad_y_la_auditoria_lo_de_su_plan(base: str) -> None:
    ajeno = un_plan(nombre="Plan ajeno")
    propio = un_plan()
    ana = administradora(municipalidad=leer(propio).municipalidad)
    with como(ana):
        renombrar(propio, "Propio")
    renombrar(ajeno, "Ajeno")

    def visto(quien: Identidad) -> set[str]:
        with como(quien), lectura() as sesion:
            return {una.descripcion for una in consulta.listar(sesion, Filtro()).acciones}

    cuenta = "Crear la primera cuenta, de Ana Rojas"
    assert visto(ana) == {"Crear un plan de prueba", cuenta, "Renombrar a Propio"}
    assert visto(con(ana, Rol.AUDITORIA, plan_id=propio)) == {"Crear un plan de prueba", "Renombrar a Propio"}
    assert visto(con(ana, Rol.AUDITORIA, plan_id=ajeno)) == set()
    assert visto(con(ana, Rol.CONCEJO)) == set()
    with lectura() as sesion:
        de_ajeno = consulta.listar(sesion, Filtro(plan_id=ajeno)).acciones[0].accion_id
    with como(ana), lectura() as sesion:
        assert consulta.detallar(sesion, de_ajeno) is None
        assert consulta.personas(sesion) == ["Ana Rojas", LOCAL]
