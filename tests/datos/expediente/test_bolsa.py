"""El expediente se escribe de a poco, entero o nada, y lo reconoce el verificador público de BagIt."""

import hashlib
import random
import tracemalloc
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import bagit
import pytest

from datos.expediente import bolsa
from datos.expediente.bolsa import Avance, Hecho, Pieza, escribir
from modelos.errores import ErrorDeDominio
from modelos.expediente.nombres import RUTA_MAXIMA, ruta

RAIZ = "Expediente La Serena 2026"
CUANDO = datetime(2026, 3, 31, 12, 30, tzinfo=UTC)
LARGO = "Municipalidad de La Serena, " * 8
INFO = {"Bagging-Date": "2026-03-31", "Source-Organization": LARGO, "Contact-Name": ""}
ARCHIVOS = {
    "índice.csv": b"codigo;archivo\r\n" * 200,
    "GA-01/EV-0001 Acta.pdf": b"%PDF-1.7 " + random.Random(1).randbytes(5000),
    "GA-01/EV-0002 Fotografía ñandú 🌱.jpg": random.Random(2).randbytes(3000),
    "datos.json": b"{}",
    "vacío.txt": b"",
}


def una_pieza(ruta: str, contenido: bytes, sha256: str | None = None) -> Pieza:
    """Un archivo que llega en trozos de mil bytes."""

    def partes() -> Iterator[bytes]:
        yield from (contenido[lugar : lugar + 1000] for lugar in range(0, len(contenido), 1000))

    return Pieza(ruta, partes, sha256)


def un_expediente(
    destino: Path, archivos: Mapping[str, bytes] = ARCHIVOS, avance: Avance | None = None
) -> Hecho:
    """Escribe un expediente con esos archivos, cada uno con su huella, y su VERIFICAR.txt."""
    piezas = [
        una_pieza(ruta, contenido, hashlib.sha256(contenido).hexdigest())
        for ruta, contenido in archivos.items()
    ]
    marca = {"VERIFICAR.txt": "Cómo se verifica".encode()}
    return escribir(destino, RAIZ, piezas, INFO, avance, cuando=CUANDO, en_la_raiz=marca)


def extraer(archivo: Path) -> bagit.Bag:
    """La bolsa como la abre el verificador público."""
    carpeta = archivo.with_suffix("")
    with zipfile.ZipFile(archivo) as paquete:
        paquete.extractall(carpeta)
    return bagit.Bag(str(carpeta / RAIZ))


def test_el_verificador_publico_lo_da_por_valido(tmp_path: Path) -> None:
    un_expediente(tmp_path / "e.zip")

    abierta = extraer(tmp_path / "e.zip")

    assert abierta.validate()
    assert abierta.version_info == (1, 0)
    assert {ruta.removeprefix("data/") for ruta in abierta.payload_entries()} == ARCHIVOS.keys()
    assert abierta.tagfile_entries().keys() == {
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "VERIFICAR.txt",
    }


def test_los_archivos_salen_como_entraron(tmp_path: Path) -> None:
    un_expediente(tmp_path / "e.zip")

    with zipfile.ZipFile(tmp_path / "e.zip") as paquete:
        assert {ruta: paquete.read(f"{RAIZ}/data/{ruta}") for ruta in ARCHIVOS} == ARCHIVOS


def test_lo_hecho_dice_lo_que_hay_en_el_disco(tmp_path: Path) -> None:
    hecho = un_expediente(tmp_path / "e.zip")

    escrito = (tmp_path / "e.zip").read_bytes()
    octetos = sum(map(len, ARCHIVOS.values()))
    assert hecho == Hecho(len(escrito), hashlib.sha256(escrito).hexdigest(), octetos, len(ARCHIVOS))
    assert extraer(tmp_path / "e.zip").info["Payload-Oxum"] == f"{octetos}.{len(ARCHIVOS)}"


def test_lo_mismo_da_siempre_el_mismo_zip(tmp_path: Path) -> None:
    assert un_expediente(tmp_path / "uno.zip") == un_expediente(tmp_path / "otro.zip")


def test_solo_se_comprime_lo_que_no_viene_comprimido(tmp_path: Path) -> None:
    un_expediente(tmp_path / "e.zip")

    with zipfile.ZipFile(tmp_path / "e.zip") as paquete:
        guardados = {
            Path(entrada.filename).suffix
            for entrada in paquete.infolist()
            if entrada.compress_type == zipfile.ZIP_STORED
        }
    assert guardados == {".pdf", ".jpg"}


def test_un_valor_largo_se_pliega_y_uno_con_saltos_va_en_una_linea() -> None:
    escrito = bolsa.informacion(
        {"External-Description": LARGO, "Contact-Name": "Ana\r\nPayload-Oxum: 0.0\u2028fin\x00", "Vacio": " "}
    ).decode()

    assert all(len(linea) <= 79 for linea in escrito.split("\n"))
    assert " ".join(escrito.split("Contact-Name")[0].split()) == f"External-Description: {LARGO.strip()}"
    assert escrito.split("Contact-Name")[1] == ": Ana Payload-Oxum: 0.0 fin\n"


def test_una_palabra_mas_larga_que_la_linea_no_se_parte_ni_baja() -> None:
    direccion = "https://" + "x" * 100

    assert bolsa.informacion({"Enlace": direccion}).decode() == f"Enlace: {direccion}\n"


@pytest.mark.parametrize("etiqueta", ["", "Con espacio", "Dos:puntos", "Salto\n", "Ñ"])
def test_una_etiqueta_que_romperia_el_archivo_se_rechaza(etiqueta: str) -> None:
    with pytest.raises(ErrorDeDominio, match="etiqueta"):
        bolsa.informacion({etiqueta: "x"})


def test_un_archivo_que_ya_no_es_el_guardado_detiene_todo(tmp_path: Path) -> None:
    piezas = [una_pieza("a.txt", b"a"), una_pieza("GA-01/acta.pdf", b"otra", "0" * 64)]

    with pytest.raises(ErrorDeDominio, match=r"«GA-01/acta\.pdf» ya no es el archivo que se guardó"):
        escribir(tmp_path / "e.zip", RAIZ, piezas, INFO, cuando=CUANDO)

    assert list(tmp_path.glob("*.*")) == []


def test_cancelar_no_deja_nada(tmp_path: Path) -> None:
    avisos: list[int] = []

    def a_los_dos_mil(octetos: int) -> bool:
        avisos.append(octetos)
        return octetos >= 2000

    with pytest.raises(ErrorDeDominio, match="Se canceló"):
        un_expediente(tmp_path / "e.zip", avance=a_los_dos_mil)

    assert avisos == [1000, 2000]
    assert list(tmp_path.glob("*.*")) == []


def test_el_avance_llega_al_total(tmp_path: Path) -> None:
    avisos: list[int] = []

    def anotar(octetos: int) -> bool:
        avisos.append(octetos)
        return False

    hecho = un_expediente(tmp_path / "e.zip", avance=anotar)

    assert avisos == sorted(avisos)
    assert avisos[-1] == hecho.octetos


def test_lo_que_falla_al_leer_se_dice_y_no_deja_nada(tmp_path: Path) -> None:
    def partes() -> Iterator[bytes]:
        yield b"x"
        raise OSError(28, "No queda espacio")

    with pytest.raises(ErrorDeDominio, match=r"\(No queda espacio\)"):
        escribir(tmp_path / "e.zip", RAIZ, [Pieza("a.txt", partes)], INFO, cuando=CUANDO)

    assert list(tmp_path.glob("*.*")) == []


@pytest.mark.parametrize(
    "mala", ["../x.txt", "/x.txt", "a%0Ab.txt", "CON", "a:b", "pen\u0303a", "x" * RUTA_MAXIMA, "a//b", ""]
)
def test_un_nombre_que_algun_sistema_no_acepta_se_rechaza(tmp_path: Path, mala: str) -> None:
    with pytest.raises(ErrorDeDominio, match="no es un nombre"):
        un_expediente(tmp_path / "e.zip", {mala: b"x"})


@pytest.mark.parametrize("marca", ["bagit.txt", "MANIFEST-sha256.txt", "data", "otra/VERIFICAR.txt"])
def test_una_marca_no_ocupa_el_lugar_de_las_de_bagit(tmp_path: Path, marca: str) -> None:
    with pytest.raises(ErrorDeDominio, match="no es un nombre"):
        escribir(
            tmp_path / "e.zip",
            RAIZ,
            [una_pieza("a", b"")],
            INFO,
            cuando=CUANDO,
            en_la_raiz={marca: b""},
        )


@pytest.mark.parametrize("choque", [("a.txt", "A.TXT"), ("a", "A/b"), ("a/b", "a")])
def test_dos_archivos_que_un_disco_confunde_se_rechazan(tmp_path: Path, choque: tuple[str, str]) -> None:
    with pytest.raises(ErrorDeDominio, match="dos de sus archivos"):
        un_expediente(tmp_path / "e.zip", dict.fromkeys(choque, b"x"))


def test_un_expediente_sin_archivos_no_se_hace(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="no tiene ningún archivo"):
        un_expediente(tmp_path / "e.zip", {})


def test_la_ruta_mas_larga_que_se_propone_cabe(tmp_path: Path) -> None:
    un_expediente(tmp_path / "e.zip", {ruta("GA-01 " * 40, "Acta " * 100 + ".pdf"): b"x"})

    assert extraer(tmp_path / "e.zip").validate()


@pytest.fixture
def memoria() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_sesenta_megas_no_pasan_enteros_por_la_memoria(tmp_path: Path, memoria: None) -> None:
    trozo = random.Random(3).randbytes(1 << 18)
    piezas = [Pieza(f"{numero}.mp4", lambda: iter([trozo] * 80)) for numero in range(3)]
    antes = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()

    hecho = escribir(tmp_path / "e.zip", RAIZ, piezas, INFO, cuando=CUANDO)

    assert hecho.octetos == 3 * 80 * (1 << 18) > 60_000_000
    assert tracemalloc.get_traced_memory()[1] - antes < 4_000_000
