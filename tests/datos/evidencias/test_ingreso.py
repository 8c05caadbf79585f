"""Lo que se recibe queda en el almacén con lo que dice de sí, y lo que no se acepta no deja nada."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfWriter

from datos import almacen
from datos.certificacion import procesos
from datos.certificacion.evidencias import ArchivoGuardado
from datos.conexion import escritura
from datos.evidencias import antivirus, ingreso
from modelos.archivos import MB, ArchivoRechazado
from tests.apoyo.certificacion import un_archivo, un_proceso, una_evidencia
from tests.apoyo.planes import leer, un_plan
from tests.datos.evidencias.test_antivirus import clamd, de_verdad
from tests.datos.evidencias.test_imagenes import una_foto


def un_pdf(*paginas: str) -> bytes:
    """Uno de verdad, con ese texto en cada página."""
    fuente = "#pagebreak()\n".join(f"#[{texto}]\n" for texto in paginas)
    compuesto = typst.compile(fuente.encode(), format="pdf")
    assert isinstance(compuesto, bytes)
    return compuesto


def un_pdf_protegido() -> bytes:
    escritor = PdfWriter()
    escritor.add_blank_page(200, 200)
    escritor.encrypt("clave")
    salida = BytesIO()
    escritor.write(salida)
    return salida.getvalue()


def recibir(contenido: bytes, nombre: str = "acta.pdf", municipalidad_id: int = 1) -> ArchivoGuardado:
    return ingreso.recibir(nombre, BytesIO(contenido), municipalidad_id)


def guardados(instancia: Path) -> list[Path]:
    return [ruta for ruta in (instancia / "archivos").rglob("*") if ruta.is_file()]


def test_un_pdf_queda_guardado_con_sus_paginas(base_local: str) -> None:
    acta = un_pdf("Acta de la sesión", "Firmas")

    recibido = recibir(acta, "C:\\Actas\\Acta  de\tmarzo.PDF")

    assert recibido == ArchivoGuardado(
        almacen.huella(acta), len(acta), "pdf", "Acta de marzo.PDF", paginas=2, ilegible=False
    )
    assert almacen.leer(recibido.sha256) == acta


def test_un_pdf_en_blanco_se_guarda_y_queda_dicho_que_no_se_lee(base_local: str) -> None:
    recibido = recibir(un_pdf("", "", ""))

    assert (recibido.paginas, recibido.ilegible) == (3, True)


@pytest.mark.parametrize(
    "contenido",
    [b"%PDF-1.7\nlo que el lector no entiende\n%%EOF\n", un_pdf_protegido()],
    ids=["roto por dentro", "con clave"],
)
def test_un_pdf_que_el_lector_no_abre_se_guarda_y_queda_dicho(base_local: str, contenido: bytes) -> None:
    recibido = recibir(contenido)

    assert (recibido.paginas, recibido.ilegible) == (None, True)
    assert almacen.leer(recibido.sha256) == contenido


def test_un_plano_escaneado_no_esta_en_blanco_aunque_no_tenga_texto(base_local: str) -> None:
    assert not recibir(un_pdf("", "#line(length: 50pt)")).ilegible


def test_una_foto_queda_con_su_dia_y_con_la_advertencia_de_su_lugar(base_local: str) -> None:
    foto = una_foto("2026:11:05 10:30:00", lugar=True)

    recibida = recibir(foto, "operativo.JPG")

    assert (recibida.tipo, recibida.tomada_el, recibida.con_ubicacion) == ("jpg", date(2026, 11, 5), True)
    assert almacen.leer(recibida.sha256) == foto  # el original no se toca


def test_lo_que_no_es_lo_que_dice_no_deja_nada(base_local: str, instancia: Path) -> None:
    with pytest.raises(ArchivoRechazado, match=r"«acta\.pdf».* por dentro es una imagen JPEG"):
        recibir(una_foto())

    assert guardados(instancia) == []


def test_sin_cuota_se_niega_y_no_guarda_nada(
    base: str, instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANIFICADOR_CUOTA_MB", "1")
    plan_id = un_plan()
    un_proceso(plan_id)
    una_evidencia(plan_id, b"a" * (MB - 8))
    antes = guardados(instancia)

    with pytest.raises(ArchivoRechazado, match=r"«nota\.txt»\. La municipalidad ya ocupa .* de sus 1 MB"):
        recibir(b"otra nota", "nota.txt", leer(plan_id).municipalidad_id)  # son nueve bytes

    assert guardados(instancia) == antes


def test_la_cuota_de_una_municipalidad_no_es_la_de_otra(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANIFICADOR_CUOTA_MB", "1")
    llena, otra = un_plan(), un_plan(nombre="Otro plan")
    un_proceso(llena)
    una_evidencia(llena, b"a" * MB)

    assert recibir(b"otra nota", "nota.txt", leer(otra).municipalidad_id).tamano == 9


def test_la_cuota_cuenta_las_resoluciones_y_lo_que_llega_junto(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANIFICADOR_CUOTA_MB", "1")
    plan_id = un_plan()
    municipalidad_id = leer(plan_id).municipalidad_id
    with escritura("Anotar", plan_id=plan_id) as sesion:
        archivo = (almacen.guardar(b"res"), "res.pdf", MB - 20)
        procesos.anotar_otorgado(sesion, municipalidad_id, "basico", date(2011, 4, 20), "Res. 12", archivo)

    assert recibir(b"otra nota", "nota.txt", municipalidad_id).tamano == 9
    with pytest.raises(ArchivoRechazado, match=r"«nota\.txt»\. La municipalidad ya ocupa"):
        ingreso.recibir("nota.txt", BytesIO(b"otra nota"), municipalidad_id, por_anotar=12)


def test_el_mismo_archivo_no_ocupa_otra_vez(
    base: str, instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANIFICADOR_CUOTA_MB", "1")
    plan_id = un_plan()
    un_proceso(plan_id)
    una_evidencia(plan_id, b"a" * MB)
    antes = guardados(instancia)

    recibido = recibir(b"a" * MB, "con otro nombre.txt", leer(plan_id).municipalidad_id)

    assert recibido.sha256 == un_archivo(b"a" * MB).sha256
    assert guardados(instancia) == antes


def test_lo_que_el_antivirus_reconoce_no_se_guarda(
    base_local: str, instancia: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clamd(de_verdad) as direccion:
        monkeypatch.setenv(antivirus.VARIABLE, direccion)
        with pytest.raises(ArchivoRechazado, match="Eicar-Signature"):
            recibir(b"un EICAR", "nota.txt")

    assert guardados(instancia) == []
