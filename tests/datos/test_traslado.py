"""De una base a PostgreSQL con una orden: todo llega igual, comprobado, o no queda nada en el destino."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, create_engine, inspect, text

from datos import conexion, migracion
from datos.conexion import escritura, instancia
from datos.respaldo import __main__ as comando
from datos.respaldo import contenedor, respaldar, restauracion, traslado, volcado
from datos.respaldo.traslado import Igualdad, huella_de_filas, trasladar
from modelos.bitacora import SIN_RESPALDO
from modelos.errores import ErrorDeDominio
from tests.apoyo.planes import un_plan
from tests.conftest import Postgres
from tests.datos.respaldos import contenido_de_la_base, una_instalacion

pytestmark = pytest.mark.postgresql


@pytest.fixture
def vacia(postgres: Postgres) -> Iterator[str]:
    nombre = f"traslado_{next(postgres.numeros)}"
    postgres.ordenar(f"CREATE DATABASE {nombre}")
    direccion = postgres.direccion(nombre)
    yield direccion.replace("+psycopg", "")
    conexion.cerrar()
    postgres.borrar(direccion)


def tablas_en(direccion: str) -> list[str]:
    motor = create_engine(conexion.con_nuestro_conector(direccion))
    tablas = inspect(motor).get_table_names()
    motor.dispose()
    return tablas


def archivos_de(carpeta: Path) -> dict[str, bytes]:
    return {
        ruta.relative_to(carpeta).as_posix(): ruta.read_bytes()
        for ruta in (carpeta / "archivos").rglob("*")
        if ruta.is_file()
    }


def test_todo_llega_igual_y_en_lo_nuevo_se_trabaja(
    base: str, vacia: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una_instalacion()
    antes, documentos, anterior = contenido_de_la_base(), archivos_de(instancia()), instancia()

    hecho = trasladar(vacia, tmp_path / "nueva")

    tablas = len(hecho.respaldo.manifiesto.tablas)
    assert hecho.igualdad == Igualdad(tablas, hecho.respaldo.manifiesto.filas, 1)
    assert hecho.acciones_posteriores == 0
    assert contenido_de_la_base() == antes
    assert contenedor.verificar(hecho.respaldo.archivo)
    conexion.cerrar()
    monkeypatch.setenv("PLANIFICADOR_INSTANCIA", str(tmp_path / "nueva"))
    monkeypatch.setenv("DATABASE_URL", vacia)
    assert migracion.estado().al_dia
    assert contenido_de_la_base() == antes
    assert archivos_de(tmp_path / "nueva") == documentos == archivos_de(anterior)
    assert un_plan(nombre="Otro") > 1


def test_la_orden_dice_cuantas_tablas_son_iguales(
    base_local: str, vacia: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    una_instalacion()

    codigo = comando.principal(["trasladar", vacia, str(tmp_path / "nueva")])

    dicho = capsys.readouterr().out
    tablas = len(tablas_en(vacia)) - len(SIN_RESPALDO | {"alembic_version"})
    assert codigo == 0
    assert f"{tablas} de {tablas} tablas iguales" in dicho
    assert "1 de 1 archivos iguales" in dicho
    assert f"PLANIFICADOR_INSTANCIA={tmp_path / 'nueva'}" in dicho


def test_una_fila_distinta_no_deja_nada_en_el_destino(
    base_local: str, vacia: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una_instalacion()
    cargar = volcado.cargar

    def cargar_mal(base: Connection, tabla: Table, origen: Any) -> int:
        cuantas = cargar(base, tabla, origen)
        if tabla.name == "actividad":
            base.execute(text("UPDATE actividad SET peso = peso + 1 WHERE id = 2"))
        return cuantas

    monkeypatch.setattr(volcado, "cargar", cargar_mal)
    with pytest.raises(ErrorDeDominio, match=r"No se trasladó nada: \d+ de \d+ tablas iguales; difiere a"):
        trasladar(vacia, tmp_path / "nueva")

    assert tablas_en(vacia) == []
    assert list((tmp_path / "nueva").iterdir()) == []


def test_un_archivo_distinto_no_deja_nada_en_el_destino(
    base_local: str, vacia: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una_instalacion()
    extraer = restauracion._extraer_archivos

    def extraer_mal(respaldo: contenedor.Contenedor, provisional: Path, avisar: contenedor.Avisar) -> None:
        extraer(respaldo, provisional, avisar)
        for archivo in archivos_de(provisional):
            (provisional / archivo).write_bytes(b"otra cosa")

    monkeypatch.setattr(restauracion, "_extraer_archivos", extraer_mal)
    with pytest.raises(ErrorDeDominio, match="0 de 1 archivos iguales; difiere archivos/"):
        trasladar(vacia, tmp_path / "nueva")

    assert tablas_en(vacia) == []
    assert list((tmp_path / "nueva").iterdir()) == []


def test_lo_guardado_mientras_se_copiaba_se_cuenta(base_local: str, vacia: str, tmp_path: Path) -> None:
    plan_id = una_instalacion()
    guardadas = 0

    def guardar_dos_veces(_hecho: float, texto: str) -> None:
        nonlocal guardadas
        if texto == "Comparando tablas y archivos":
            for _ in range(2):
                with escritura("Mientras se copia", plan_id=plan_id):
                    guardadas += 1

    hecho = trasladar(vacia, tmp_path / "nueva", guardar_dos_veces)

    assert (guardadas, hecho.acciones_posteriores) == (2, 2)


def test_una_base_con_algo_no_se_toca(base_local: str, postgres: Postgres, tmp_path: Path) -> None:
    una_instalacion()
    ocupada = postgres.clonar()
    antes = tablas_en(ocupada)

    with pytest.raises(ErrorDeDominio, match="La base de destino no está vacía"):
        trasladar(ocupada, tmp_path / "nueva")

    assert tablas_en(ocupada) == antes
    assert list((tmp_path / "nueva").iterdir()) == []
    postgres.borrar(ocupada)


@pytest.mark.parametrize("direccion", ["sqlite:///otra.db", "hola", "mysql://a/b", "postgresql://equipo", ""])
def test_el_destino_debe_ser_postgresql(base_local: str, tmp_path: Path, direccion: str) -> None:
    with pytest.raises(ErrorDeDominio, match="debe ser de PostgreSQL"):
        trasladar(direccion, tmp_path / "nueva")

    assert not (tmp_path / "nueva").exists()
    assert not (instancia() / "respaldos").exists()


def test_una_base_de_otra_version_pide_actualizarla_antes(
    base_local: str, vacia: str, tmp_path: Path
) -> None:
    with conexion.motor().begin() as abierta:
        abierta.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    with pytest.raises(ErrorDeDominio, match="Arranque una vez el programa"):
        trasladar(vacia, tmp_path / "nueva")


def test_una_base_que_no_responde_no_deja_nada(
    base_local: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    una_instalacion()
    nadie = "postgresql://plan:secreta@127.0.0.1:9/plan?connect_timeout=2"

    codigo = comando.principal(["trasladar", nadie, str(tmp_path / "nueva")])

    dicho = capsys.readouterr().err
    assert codigo == 1
    assert "la base de datos no responde" in dicho
    assert "secreta" not in dicho
    assert list((tmp_path / "nueva").iterdir()) == []


def test_la_huella_de_una_tabla_no_depende_del_orden_y_si_de_cada_valor() -> None:
    lineas = [b'{"id":1,"nombre":"a"}', b'{"id":2,"nombre":"b"}']

    assert huella_de_filas(lineas) == huella_de_filas([b'{"nombre":"b","id":2}', lineas[0]])
    assert huella_de_filas(lineas) != huella_de_filas([lineas[0], b'{"id":2,"nombre":"c"}'])
    assert huella_de_filas(lineas) != huella_de_filas([lineas[0], lineas[0]])
    assert huella_de_filas([lineas[0]] * 2) != huella_de_filas([lineas[1]] * 2)


def test_el_respaldo_intermedio_se_hace_antes_de_tocar_el_destino(
    base_local: str, vacia: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    una_instalacion()
    (tmp_path / "no es carpeta").write_text("x")
    monkeypatch.setattr(respaldar, "instancia", lambda: tmp_path / "no es carpeta")

    with pytest.raises(ErrorDeDominio, match="No se pudo hacer el respaldo"):
        traslado.trasladar(vacia, tmp_path / "nueva")

    assert tablas_en(vacia) == []
    assert not (tmp_path / "nueva").exists()
