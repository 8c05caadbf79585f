"""Un respaldo cortado, alterado o tramposo se rechaza con una frase y sin usar nada de él."""

import random
import shutil
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from datos import almacen
from datos.respaldo import contenedor, respaldar
from datos.respaldo.restauracion import restaurar
from modelos.errores import ErrorDeDominio
from tests.apoyo.esquema import ESQUEMA
from tests.datos.respaldos import Hoja, falsificar, leer_partes, partes_de, rehacer, una_instalacion


@pytest.fixture
def archivo(base_local: str) -> Path:
    una_instalacion()
    return respaldar.crear().archivo


def motivo(archivo: Path, tmp_path: Path) -> str:
    """Por qué se rechaza, igual al verificar y al restaurar, que no deja nada."""
    with pytest.raises(ErrorDeDominio) as al_verificar:
        contenedor.verificar(archivo)
    with pytest.raises(ErrorDeDominio) as al_restaurar:
        restaurar(archivo, tmp_path / "nueva")
    assert str(al_verificar.value) == str(al_restaurar.value)
    assert not (tmp_path / "nueva").exists() or not list((tmp_path / "nueva").iterdir())
    return str(al_verificar.value)


def test_un_respaldo_bueno_se_verifica(archivo: Path) -> None:
    assert contenedor.verificar(archivo).tablas["plan"].filas == 1


@pytest.mark.parametrize("comienzo", ["tablas/plan", "archivos/"])
def test_la_parte_alterada_se_nombra(archivo: Path, tmp_path: Path, comienzo: str) -> None:
    [nombre] = [parte for parte in partes_de(archivo) if parte.startswith(comienzo)]
    previo = leer_partes(archivo)[nombre]

    otro = rehacer(archivo, {nombre: previo.replace(b"a", b"b", 1)})

    assert motivo(otro, tmp_path) == (
        f"El respaldo está alterado: {nombre} no es lo que se guardó. No se usó nada de él."
    )


def test_un_byte_cambiado_en_el_disco_se_descubre(archivo: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archivo) as paquete:
        entrada = paquete.getinfo("tablas/cambio.jsonl")
    contenido = bytearray(archivo.read_bytes())
    contenido[entrada.header_offset + 200] ^= 0xFF
    archivo.write_bytes(contenido)

    assert "tablas/cambio.jsonl" in motivo(archivo, tmp_path)


@pytest.mark.parametrize("queda", [0, 1, 100, 0.5, 0.99])
def test_un_respaldo_cortado_se_rechaza(archivo: Path, tmp_path: Path, queda: float) -> None:
    contenido = archivo.read_bytes()
    archivo.write_bytes(contenido[: int(queda if queda in (0, 1, 100) else queda * len(contenido))])

    assert "cortado o dañado" in motivo(archivo, tmp_path)


def test_otro_archivo_no_es_un_respaldo(archivo: Path, tmp_path: Path) -> None:
    documento = tmp_path / "documento.zip"
    with zipfile.ZipFile(documento, "w") as paquete:
        paquete.writestr("word/document.xml", "<w/>")

    assert "le falta el manifiesto" in motivo(documento, tmp_path)
    assert "No existe" in motivo(tmp_path / "ninguno.zip", tmp_path)
    assert "es una carpeta" in motivo(tmp_path, tmp_path)


@pytest.mark.parametrize("texto", [b"", b"{", b"[]", b'{"formato": 1}', b'{"producto": "otro"}', b"\xff\xfe"])
def test_un_manifiesto_que_no_se_entiende(archivo: Path, tmp_path: Path, texto: bytes) -> None:
    assert "no se entiende" in motivo(rehacer(archivo, {"manifiesto.json": texto}), tmp_path)


def test_un_formato_mas_nuevo_pide_el_programa_nuevo(archivo: Path, tmp_path: Path) -> None:
    del_futuro = rehacer(archivo, hoja=lambda hoja: hoja.update(formato=2, partes="de otro modo"))

    assert "Instale la versión nueva" in motivo(del_futuro, tmp_path)


def test_lo_que_falta_y_lo_que_sobra_se_nombra(archivo: Path, tmp_path: Path) -> None:
    def olvidar(hoja: Hoja) -> None:
        del hoja["partes"]["tablas/plan.jsonl"]

    assert "le falta tablas/plan.jsonl" in motivo(rehacer(archivo, sin="tablas/plan.jsonl"), tmp_path)
    assert "'tablas/extra.jsonl' no figura" in motivo(rehacer(archivo, {"tablas/extra.jsonl": b""}), tmp_path)
    sin_anotar = rehacer(archivo, sin="tablas/plan.jsonl", hoja=olvidar)
    assert "le falta tablas/plan.jsonl" in motivo(sin_anotar, tmp_path)


def test_una_tabla_olvidada_del_todo_se_descubre_al_restaurar(archivo: Path, tmp_path: Path) -> None:
    def olvidar(hoja: Hoja) -> None:
        del hoja["partes"]["tablas/firma.jsonl"], hoja["tablas"]["firma"]

    with pytest.raises(ErrorDeDominio, match=f"no trae las tablas del esquema {ESQUEMA}"):
        restaurar(rehacer(archivo, sin="tablas/firma.jsonl", hoja=olvidar), tmp_path / "nueva")


@pytest.mark.parametrize(
    "nombre",
    [
        "../fuera",
        "archivos/../../fuera",
        "archivos/..",
        "/etc/cron.d/algo",
        "archivos//fuera",
        "archivos/C:/fuera",
        "archivos\\..\\fuera",
        "archivos/final.",
        "archivos/nul\x01",
        "tablas/../plan.db",
        "plan.db",
    ],
)
def test_un_nombre_que_sale_de_la_carpeta_se_rechaza(archivo: Path, tmp_path: Path, nombre: str) -> None:
    assert "un nombre que no se acepta" in motivo(falsificar(archivo, nombre, b"x"), tmp_path)
    assert not (tmp_path / "fuera").exists()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("nombre", ["tablas/plan.jsonl", "manifiesto.json", "archivos/A"])
def test_dos_partes_con_el_mismo_nombre_se_rechazan(archivo: Path, tmp_path: Path, nombre: str) -> None:
    doble = falsificar(archivo, "archivos/a", b"x")
    with zipfile.ZipFile(doble, "a") as paquete:
        paquete.writestr(nombre, b"x")

    assert "dos partes con el mismo nombre" in motivo(doble, tmp_path)


def test_una_bomba_no_se_abre(archivo: Path, tmp_path: Path) -> None:
    assert "se hincha" in motivo(falsificar(archivo, "archivos/bomba", bytes(60_000_000)), tmp_path)


def test_un_manifiesto_gigante_no_se_lee(
    archivo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contenedor, "MANIFIESTO_MAXIMO", 100)

    assert "demasiado grande" in motivo(archivo, tmp_path)


def test_un_tamano_falso_en_el_zip_se_descubre(archivo: Path, tmp_path: Path) -> None:
    def mentir(hoja: Hoja) -> None:
        hoja["partes"]["tablas/plan.jsonl"]["tamano"] += 1

    assert "tablas/plan.jsonl no es lo que se guardó" in motivo(rehacer(archivo, hoja=mentir), tmp_path)


def _marcar(archivo: Path, desplazamiento: int, valor: int) -> None:
    """Cambia un campo de dos bytes en todas las cabeceras del directorio del ZIP."""
    contenido = bytearray(archivo.read_bytes())
    lugar = contenido.find(b"PK\x01\x02")
    while lugar >= 0:
        struct.pack_into("<H", contenido, lugar + desplazamiento, valor)
        lugar = contenido.find(b"PK\x01\x02", lugar + 4)
    archivo.write_bytes(contenido)


@pytest.mark.parametrize(("desplazamiento", "valor"), [(8, 1), (10, 99)])
def test_una_contrasena_o_una_compresion_desconocida_se_explica(
    archivo: Path, tmp_path: Path, desplazamiento: int, valor: int
) -> None:
    _marcar(archivo, desplazamiento, valor)

    assert motivo(archivo, tmp_path).startswith("El respaldo está dañado: no se puede leer")


def test_un_respaldo_que_no_cabe_se_dice_antes(
    archivo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))

    with pytest.raises(ErrorDeDominio, match="No cabe"):
        restaurar(archivo, tmp_path / "nueva")

    assert list((tmp_path / "nueva").iterdir()) == []


def test_lo_que_ya_viene_comprimido_se_guarda_tal_cual_y_lo_demas_se_comprime(
    base_local: str, tmp_path: Path
) -> None:
    foto, texto = random.Random(1).randbytes(300_000), b"lo mismo otra vez; " * 20_000
    for contenido in (foto, texto):
        almacen.guardar(contenido)

    archivo = respaldar.crear(tmp_path / "lunes.zip").archivo

    with zipfile.ZipFile(archivo) as paquete:
        entradas = {entrada.filename: entrada for entrada in paquete.infolist()}
    de_la_foto = next(entradas[nombre] for nombre in entradas if nombre.endswith(almacen.huella(foto)))
    del_texto = next(entradas[nombre] for nombre in entradas if nombre.endswith(almacen.huella(texto)))
    assert de_la_foto.compress_size == len(foto)
    assert del_texto.compress_size < len(texto) / 50
    assert entradas["tablas/accion.jsonl"].compress_type == zipfile.ZIP_DEFLATED
    assert contenedor.verificar(archivo).archivos == 2
