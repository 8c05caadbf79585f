"""Cualquiera puede cambiar un expediente; nadie puede hacerlo sin que se note."""

import io
import random
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datos.expediente import verificacion
from datos.expediente.bolsa import Pieza, escribir
from datos.expediente.verificacion import verificar
from modelos.expediente.veredicto import Clase, EstadoDelExpediente, Hallazgo, Veredicto
from tests.datos.expediente.test_bolsa import ARCHIVOS, CUANDO, INFO, RAIZ, extraer, un_expediente

INTACTO, ALTERADO, NO_ES = EstadoDelExpediente
ACTA = "data/GA-01/EV-0001 Acta.pdf"
Partes = dict[str, bytes]


@pytest.fixture
def entregado(tmp_path: Path) -> Path:
    """Un expediente recién hecho."""
    un_expediente(tmp_path / "entregado.zip")
    return tmp_path / "entregado.zip"


def rehacer(archivo: Path, cambiar: Callable[[Partes], object]) -> Path:
    """Otro ZIP con las mismas partes, por su ruta en la bolsa, después de ese cambio."""
    with zipfile.ZipFile(archivo) as paquete:
        partes = {nombre.partition("/")[2]: paquete.read(nombre) for nombre in paquete.namelist()}
    cambiar(partes)
    destino = archivo.with_name("cambiado.zip")
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in partes.items():
            paquete.writestr(f"{RAIZ}/{nombre}", contenido)
    return destino


def agregar(archivo: Path, nombre: str | zipfile.ZipInfo, contenido: bytes = b"x") -> Path:
    """El mismo ZIP con una entrada más, con ese nombre tal cual."""
    with zipfile.ZipFile(archivo, "a") as paquete:
        paquete.writestr(nombre, contenido)
    return archivo


def clases(veredicto: Veredicto) -> set[Clase]:
    return {hallazgo.clase for hallazgo in veredicto.hallazgos}


def un_bit_menos(partes: Partes, nombre: str) -> None:
    contenido = bytearray(partes[nombre])
    contenido[len(contenido) // 2] ^= 1
    partes[nombre] = bytes(contenido)


def renombrar(partes: Partes) -> None:
    partes["data/otro.pdf"] = partes.pop(ACTA)


def test_recien_hecho_esta_intacto(tmp_path: Path) -> None:
    hecho = un_expediente(tmp_path / "e.zip")

    veredicto = verificar(tmp_path / "e.zip")

    assert veredicto == Veredicto(INTACTO, (), hecho.sha256_del_zip, hecho.archivos, hecho.octetos)
    assert veredicto.frase == "Intacto: 5 archivos, 11 KB."


def test_tambien_se_verifica_lo_que_se_subio_y_aun_no_es_un_archivo(entregado: Path) -> None:
    assert verificar(io.BytesIO(entregado.read_bytes())) == verificar(entregado)


def test_vuelto_a_comprimir_sigue_intacto_aunque_el_zip_sea_otro(entregado: Path) -> None:
    rehecho = rehacer(entregado, lambda partes: partes.update({"data/GA-01/": b""}))

    veredicto = verificar(rehecho)

    assert veredicto.estado is INTACTO
    assert veredicto.sha256 != verificar(entregado).sha256


def test_escrito_de_corrido_sin_volver_atras_tambien_se_lee(entregado: Path) -> None:
    class DeCorrido(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    salida = DeCorrido()
    with zipfile.ZipFile(entregado) as paquete, zipfile.ZipFile(salida, "w") as otro:
        for entrada in paquete.infolist():
            otro.writestr(entrada.filename, paquete.read(entrada))

    assert verificar(io.BytesIO(salida.getvalue())).estado is INTACTO


def test_un_mac_que_cambia_la_forma_de_las_tildes_no_lo_altera(entregado: Path) -> None:
    def descomponer(partes: Partes) -> None:
        partes["data/i\u0301ndice.csv"] = partes.pop("data/índice.csv")

    assert verificar(rehacer(entregado, descomponer)).estado is INTACTO


@pytest.mark.parametrize(
    ("cambio", "esperados"),
    [
        (lambda partes: un_bit_menos(partes, ACTA), {Hallazgo(Clase.ALTERADO, ACTA)}),
        (
            lambda partes: partes.pop(ACTA),
            {Hallazgo(Clase.FALTA, ACTA), Hallazgo(Clase.OXUM_NO_COINCIDE, "bag-info.txt")},
        ),
        (
            lambda partes: partes.update({"data/x.txt": b""}),
            {Hallazgo(Clase.SOBRA, "data/x.txt"), Hallazgo(Clase.OXUM_NO_COINCIDE, "bag-info.txt")},
        ),
        (renombrar, {Hallazgo(Clase.FALTA, ACTA), Hallazgo(Clase.SOBRA, "data/otro.pdf")}),
        (
            lambda partes: un_bit_menos(partes, "bag-info.txt"),
            {Hallazgo(Clase.ALTERADO, "bag-info.txt")},
        ),
        (
            lambda partes: partes.update({"VERIFICAR.txt": b"Todo bien"}),
            {Hallazgo(Clase.ALTERADO, "VERIFICAR.txt")},
        ),
        (
            lambda partes: partes.pop("VERIFICAR.txt"),
            {Hallazgo(Clase.FALTA, "VERIFICAR.txt")},
        ),
        (
            lambda partes: partes.pop("manifest-sha256.txt"),
            {
                Hallazgo(Clase.FALTA_EL_MANIFIESTO, "manifest-sha256.txt"),
                Hallazgo(Clase.FALTA, "manifest-sha256.txt"),
            },
        ),
        (
            lambda partes: partes.update({"manifest-sha256.txt": partes["manifest-sha256.txt"] + b"\n\n"}),
            {
                Hallazgo(Clase.MANIFIESTO_ILEGIBLE, "manifest-sha256.txt"),
                Hallazgo(Clase.MANIFIESTO_ALTERADO, "manifest-sha256.txt"),
            },
        ),
    ],
    ids=[
        "un bit",
        "quitar",
        "agregar",
        "renombrar",
        "bag-info",
        "marca",
        "sin marca",
        "sin manifiesto",
        "ilegible",
    ],
)
def test_lo_que_el_verificador_publico_rechaza_aqui_se_dice_que_es(
    entregado: Path, cambio: Callable[[Partes], object], esperados: set[Hallazgo]
) -> None:
    cambiado = rehacer(entregado, cambio)

    veredicto = verificar(cambiado)

    assert veredicto.estado is ALTERADO
    assert set(veredicto.hallazgos) == esperados
    with pytest.raises(bagit.BagError):
        extraer(cambiado).validate()


@pytest.mark.parametrize(
    ("cambio", "esperado"),
    [
        (
            lambda partes: partes.update({"Resolución.pdf": b"x"}),
            Hallazgo(Clase.NO_DECLARADO_EN_LA_RAIZ, "Resolución.pdf"),
        ),
        (
            lambda partes: partes.update({"anexos/x.pdf": b"x"}),
            Hallazgo(Clase.NO_DECLARADO_EN_LA_RAIZ, "anexos/x.pdf"),
        ),
        (
            lambda partes: partes.pop("tagmanifest-sha256.txt"),
            Hallazgo(Clase.FALTA_EL_MANIFIESTO_DE_MARCAS, "tagmanifest-sha256.txt"),
        ),
    ],
    ids=["agregado en la raíz", "carpeta en la raíz", "sin manifiesto de marcas"],
)
def test_lo_que_el_verificador_publico_acepta_aqui_se_nota(
    entregado: Path, cambio: Callable[[Partes], object], esperado: Hallazgo
) -> None:
    cambiado = rehacer(entregado, cambio)

    assert extraer(cambiado).validate()
    assert verificar(cambiado).estado is ALTERADO
    assert verificar(cambiado).hallazgos == (esperado,)


def test_todo_bit_cambiado_del_zip_se_nota_o_no_cambia_ningun_archivo(entregado: Path) -> None:
    original, intacto = entregado.read_bytes(), verificar(entregado)
    azar = random.Random(7)

    for _ in range(150):
        alterado = bytearray(original)
        alterado[azar.randrange(len(original))] ^= 1 << azar.randrange(8)
        veredicto = verificar(io.BytesIO(alterado))

        assert veredicto.sha256 != intacto.sha256
        if veredicto.estado is INTACTO:
            with zipfile.ZipFile(io.BytesIO(alterado)) as paquete:
                assert {ruta: paquete.read(f"{RAIZ}/data/{ruta}") for ruta in ARCHIVOS} == ARCHIVOS


@pytest.mark.parametrize(
    ("nombre", "clase"),
    [
        ("../x.txt", Clase.RUTA_INSEGURA),
        (f"{RAIZ}/data/../../x.txt", Clase.RUTA_INSEGURA),
        ("/etc/x", Clase.RUTA_INSEGURA),
        ("C:/x", Clase.RUTA_INSEGURA),
        (f"{RAIZ}/data\\..\\x", Clase.RUTA_INSEGURA),
        ("otra/x.txt", Clase.FUERA_DE_LA_CARPETA),
        ("x.txt", Clase.FUERA_DE_LA_CARPETA),
        (f"{RAIZ}/DATA/datos.JSON", Clase.REPETIDO),
    ],
)
def test_una_entrada_que_no_cabe_en_la_carpeta_lo_altera(entregado: Path, nombre: str, clase: Clase) -> None:
    assert clases(verificar(agregar(entregado, nombre))) == {clase}


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")  # es lo que se prueba
@pytest.mark.parametrize("nombre", ["data/datos.json", "bagit.txt", "manifest-sha256.txt"])
def test_una_entrada_repetida_lo_altera_aunque_sea_la_misma(entregado: Path, nombre: str) -> None:
    with zipfile.ZipFile(entregado) as paquete:
        contenido = paquete.read(f"{RAIZ}/{nombre}")

    veredicto = verificar(agregar(entregado, f"{RAIZ}/{nombre}", contenido))

    assert veredicto.hallazgos == (Hallazgo(Clase.REPETIDO, nombre),)


def test_un_enlace_simbolico_lo_altera(entregado: Path) -> None:
    enlace = zipfile.ZipInfo(f"{RAIZ}/data/enlace")
    enlace.create_system, enlace.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert Clase.ENLACE in clases(verificar(agregar(entregado, enlace, b"/etc/passwd")))


def test_una_entrada_con_clave_lo_altera(entregado: Path) -> None:
    contenido = bytearray(entregado.read_bytes())
    contenido[contenido.rfind(b"PK\1\2") + 8] |= 1

    veredicto = verificar(io.BytesIO(contenido))

    assert veredicto.estado is ALTERADO
    assert Clase.CIFRADO in clases(veredicto)


def test_un_compresor_que_pide_memoria_no_se_abre(entregado: Path) -> None:
    entrada = zipfile.ZipInfo(f"{RAIZ}/data/x.bin")
    entrada.compress_type = zipfile.ZIP_LZMA
    agregar(entregado, entrada)

    assert Hallazgo(Clase.SOBRA, "data/x.bin") in verificar(entregado).hallazgos


@pytest.mark.parametrize(
    ("retocar", "clase"),
    [
        (lambda contenido: b"#!/bin/sh\n" + contenido, Clase.BYTES_ANTES),
        (lambda contenido: contenido + b"algo", Clase.BYTES_DESPUES),
        (lambda contenido: contenido[:-2] + b"\4\0algo", Clase.COMENTARIO),
    ],
    ids=["antepuesto", "agregado", "comentario"],
)
def test_lo_que_el_zip_lleva_fuera_de_sus_archivos_lo_altera(
    entregado: Path, retocar: Callable[[bytes], bytes], clase: Clase
) -> None:
    veredicto = verificar(io.BytesIO(retocar(entregado.read_bytes())))

    assert veredicto.estado is ALTERADO
    assert clases(veredicto) == {clase}


def test_lo_escondido_entre_dos_archivos_lo_altera(entregado: Path) -> None:
    contenido = entregado.read_bytes()
    with zipfile.ZipFile(entregado) as paquete:
        directorio = paquete.start_dir
    escondido = contenido[:directorio] + b"algo" + contenido[directorio:]
    lugar = len(escondido) - 6
    escondido = escondido[:lugar] + struct.pack("<L", directorio + 4) + escondido[lugar + 4 :]

    assert clases(verificar(io.BytesIO(escondido))) == {Clase.BYTES_ENTRE}


def un_zip(**partes: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in partes.items():
            paquete.writestr(nombre.replace("__", "/"), contenido)
    return salida.getvalue()


@pytest.mark.parametrize(
    ("contenido", "clase"),
    [
        (b"", Clase.NO_ES_ZIP),
        (b"%PDF-1.7 hola", Clase.NO_ES_ZIP),
        (b"PK\5\6", Clase.NO_ES_ZIP),
        (b"PK\5\6" + bytes(18), Clase.SIN_DECLARACION),
        (un_zip(foto=b"x"), Clase.SIN_DECLARACION),
        (un_zip(x__bagit=b"x"), Clase.SIN_DECLARACION),
        (un_zip(**{"x__bagit.txt": b"BagIt-Version: uno"}), Clase.SIN_DECLARACION),
        (un_zip(**{"..__bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}),
         Clase.SIN_DECLARACION),
        (un_zip(**{"x__bagit.txt": bytes(20_000_000)}), Clase.SE_HINCHA),
    ],
    ids=["vacío", "pdf", "cortado", "zip vacío", "otro", "parecido", "mal declarado", "afuera", "bomba"],
)  # fmt: skip
def test_lo_que_no_es_un_expediente_se_dice_y_por_que(contenido: bytes, clase: Clase) -> None:
    veredicto = verificar(io.BytesIO(contenido))

    assert veredicto.estado is NO_ES
    assert clases(veredicto) == {clase}
    assert veredicto.frase.startswith("No es un expediente. ")


def test_uno_cortado_no_es_un_expediente(entregado: Path) -> None:
    contenido = entregado.read_bytes()

    assert {verificar(io.BytesIO(contenido[:largo])).estado for largo in range(0, len(contenido), 500)} == {
        NO_ES
    }


def test_una_bomba_de_entradas_encimadas_no_se_abre() -> None:
    contenido = un_zip(x=random.Random(4).randbytes(1000))
    directorio = contenido[contenido.index(b"PK\1\2") : -22]
    final = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 500, 500, len(directorio) * 500, 0, 0)
    lugar = contenido.index(b"PK\1\2")
    final = final[:16] + struct.pack("<L", lugar) + final[20:]

    assert clases(verificar(io.BytesIO(contenido[:lugar] + directorio * 500 + final))) == {Clase.SE_HINCHA}


def test_demasiadas_entradas_no_se_leen(monkeypatch: pytest.MonkeyPatch, entregado: Path) -> None:
    monkeypatch.setattr(verificacion, "ENTRADAS_MAXIMAS", 9)

    assert clases(verificar(entregado)) == {Clase.DEMASIADOS_ARCHIVOS}


def test_lo_mas_grande_que_lo_permitido_no_se_revisa(entregado: Path) -> None:
    assert clases(verificar(entregado, octetos_maximos=1000)) == {Clase.DEMASIADO_GRANDE}


def test_un_archivo_que_no_esta_o_es_una_carpeta_tambien_tiene_veredicto(tmp_path: Path) -> None:
    for lugar in (tmp_path, tmp_path / "no está.zip"):
        assert verificar(lugar).estado is NO_ES
        assert clases(verificar(lugar)) == {Clase.NO_SE_PUEDE_LEER}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(datos=st.data())
def test_nada_de_lo_que_traiga_un_archivo_lo_hace_fallar(entregado: Path, datos: st.DataObject) -> None:
    contenido = bytearray(entregado.read_bytes())
    for lugar in datos.draw(st.lists(st.integers(1, 900), max_size=8)):
        contenido[-lugar] = datos.draw(st.sampled_from([0, 1, 2, 0x50, 0x7F, 0xFF]))

    assert isinstance(verificar(io.BytesIO(contenido)), Veredicto)


def test_la_frase_no_lleva_lo_que_engana_a_la_vista() -> None:
    frase = Hallazgo(Clase.SOBRA, "data/{x}\u202egpj.\r\nexe" + "x" * 500).frase

    assert frase.startswith("«data/{x}gpj. exexxx")
    assert frase.endswith("xxx…» fue agregado: el manifiesto no lo declara.")


def test_toda_frase_termina_en_punto_y_es_distinta() -> None:
    frases = [Hallazgo(clase, "x").frase for clase in Clase]

    assert all(frase.endswith(".") for frase in frases)
    assert len(set(frases)) == len(frases)


@pytest.fixture
def memoria() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def test_sesenta_megas_se_verifican_sin_tenerlos_en_memoria(tmp_path: Path, memoria: None) -> None:
    trozo = random.Random(3).randbytes(1 << 18)
    piezas = [Pieza(f"{numero}.mp4", lambda: iter([trozo] * 80)) for numero in range(3)]
    hecho = escribir(tmp_path / "e.zip", RAIZ, piezas, INFO, cuando=CUANDO)
    antes = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()

    veredicto = verificar(tmp_path / "e.zip")

    assert (veredicto.estado, veredicto.octetos) == (INTACTO, hecho.octetos)
    assert tracemalloc.get_traced_memory()[1] - antes < 6_000_000
