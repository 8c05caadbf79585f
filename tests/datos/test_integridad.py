"""Cada archivo guardado se vuelve a leer: el íntegro, el que falta o está dañado, y el que sobra."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from datos import almacen, integridad, salud
from datos.certificacion import procesos
from datos.conexion import carpeta_de_la_instancia, escritura
from datos.integridad import ESPERA_DE_HUERFANO, principal
from datos.respaldo import automatico
from datos.respaldo.guardian import Guardian
from modelos.integridad import CADA_CUANTO, Dano, Hallado
from modelos.plan import DocumentoFuente, Municipalidad, Nivel
from modelos.salud import EstadoSalud, Punto
from tests.apoyo.certificacion import una_evidencia, una_foto
from tests.apoyo.planes import leer, un_plan
from tests.datos.test_respaldo_automatico import esperar

AHORA = datetime.now(UTC)  # los archivos nacen con la hora de verdad
EN_DOS_DIAS = AHORA + timedelta(days=2)


def revisar(cuando: datetime = AHORA, *, limpiar: bool = False) -> integridad.Resultado:
    return integridad.revisar(lambda: cuando, limpiar=limpiar)


def ruta(sha256: str) -> Path:
    """Donde está en el disco."""
    return carpeta_de_la_instancia() / "archivos" / sha256[:2] / sha256


def cargar(*contenidos: bytes, plan: str = "Plan de prueba") -> list[str]:
    """La huella de cada archivo, cargado como evidencia de un plan nuevo."""
    plan_id = un_plan(nombre=plan)
    for contenido in contenidos:
        una_evidencia(plan_id, contenido)
    return [almacen.huella(contenido) for contenido in contenidos]


def envejecer(archivo: Path, tiempo: timedelta = ESPERA_DE_HUERFANO + timedelta(hours=1)) -> None:
    cuando = (datetime.now(UTC) - tiempo).timestamp()
    os.utime(archivo, (cuando, cuando))


def de_los_archivos(cuando: datetime = AHORA) -> Punto:
    """Lo que dice Salud."""
    return next(punto for punto in salud.revisar(cuando) if punto.nombre == "Archivos")


def test_lo_integro_se_cuenta_una_vez_por_archivo_y_queda_anotado(base: str) -> None:
    cargar(b"un acta", b"otra acta")
    cargar(b"un acta", plan="Otro plan")

    resultado = revisar()

    assert (resultado.archivos, resultado.integros, resultado.hallados) == (2, 2, ())
    assert integridad.ultima() == resultado
    assert de_los_archivos().estado is EstadoSalud.BIEN
    assert de_los_archivos().medido.startswith("2 de 2 archivos íntegros, revisados el ")


def test_tambien_se_leen_los_documentos_importados_el_logo_y_las_resoluciones(base: str) -> None:
    plan_id = un_plan()
    municipalidad_id = leer(plan_id).municipalidad_id
    plan, logo, resolucion = (almacen.guardar(contenido) for contenido in (b"plan", una_foto(), b"res. 12"))
    with escritura("Anotar", plan_id=plan_id) as sesion:
        sesion.add(
            DocumentoFuente(
                plan_id=plan_id, nombre="plan.docx", tamano=4, sha256=plan, importado_el=date(2026, 1, 5)
            )
        )
        sesion.get_one(Municipalidad, municipalidad_id).logo = logo
        archivo = (resolucion, "res.pdf", 7)
        procesos.anotar_otorgado(
            sesion, municipalidad_id, Nivel.BASICO, date(2011, 4, 20), "Res. 12", archivo
        )
    for sha256 in (plan, logo, resolucion):
        ruta(sha256).unlink()

    hallados = revisar(EN_DOS_DIAS, limpiar=True).hallados

    assert {(uno.dano, uno.sha256, uno.de_que) for uno in hallados} == {
        (Dano.FALTA, plan, "documento importado plan.docx"),
        (Dano.FALTA, logo, "logo de Municipalidad de Plan de prueba"),
        (Dano.FALTA, resolucion, "resolución Res. 12"),
    }


def test_el_que_falta_se_dice_con_lo_que_lo_nombra(base: str) -> None:
    queda, falta = cargar(b"queda", b"falta")
    ruta(falta).unlink()

    resultado = revisar()

    assert (resultado.archivos, resultado.integros) == (2, 1)
    assert resultado.hallados == (Hallado(Dano.FALTA, falta, "EV-0002 acta.txt"),)
    assert integridad.ultima() == resultado
    assert de_los_archivos().estado is EstadoSalud.MAL
    assert "EV-0002 acta.txt falta" in de_los_archivos().medido
    assert queda not in str(resultado.hallados)


def test_el_alterado_se_dice_aunque_pese_lo_mismo(base_local: str) -> None:
    [sha256] = cargar(b"un acta")
    ruta(sha256).write_bytes(b"un aCta")

    resultado = revisar()

    assert resultado.integros == 0
    assert resultado.hallados == (Hallado(Dano.ALTERADO, sha256, "EV-0001 acta.txt"),)


def test_el_que_no_se_puede_leer_se_dice(base_local: str) -> None:
    [sha256] = cargar(b"un acta")
    ruta(sha256).unlink()
    ruta(sha256).mkdir()

    resultado = revisar()

    assert resultado.integros == 0
    assert resultado.hallados == (Hallado(Dano.ILEGIBLE, sha256, "EV-0001 acta.txt"),)


def test_el_que_nada_nombra_hace_mas_de_un_dia_se_cuenta_y_limpiar_lo_quita(base: str) -> None:
    [nombrado] = cargar(b"un acta")
    suelto = almacen.guardar(b"lo que dejo un proceso muerto")
    a_medias = ruta(suelto).with_name("corte.parcial")
    a_medias.write_bytes(b"a med")

    contado = revisar(EN_DOS_DIAS)
    dicho = de_los_archivos(EN_DOS_DIAS)
    limpio = revisar(EN_DOS_DIAS, limpiar=True)

    assert (contado.integros, contado.hallados) == (1, (Hallado(Dano.HUERFANO, suelto, ""),))
    assert dicho.estado is EstadoSalud.ATENCION
    assert "Hay 1 archivo que nada nombra" in dicho.medido
    assert limpio.hallados == ()
    assert not ruta(suelto).exists()
    assert not a_medias.exists()
    assert ruta(nombrado).exists()


def test_uno_reciente_puede_estar_por_anotarse_y_no_se_toca(base_local: str) -> None:
    suelto = almacen.guardar(b"recien llegado")
    a_medias = ruta(suelto).with_name("en curso.parcial")
    a_medias.write_bytes(b"a med")

    resultado = revisar(AHORA + ESPERA_DE_HUERFANO / 2, limpiar=True)

    assert resultado.hallados == ()
    assert ruta(suelto).exists()
    assert a_medias.exists()


def test_uno_que_se_anota_mientras_se_revisa_no_se_limpia(base: str) -> None:
    plan_id = un_plan()
    suelto = almacen.guardar(b"un acta")

    def mientras_tanto() -> datetime:
        """Se llama cuando ya se leyó qué nombra la base."""
        una_evidencia(plan_id, b"un acta")
        return EN_DOS_DIAS

    integridad.revisar(mientras_tanto, limpiar=True)

    assert almacen.leer(suelto) == b"un acta"


def test_uno_abandonado_que_se_guarda_de_nuevo_ya_no_se_limpia(base_local: str) -> None:
    suelto = almacen.guardar(b"un acta")
    envejecer(ruta(suelto))
    almacen.guardar(b"un acta")

    assert revisar(limpiar=True).hallados == ()
    assert almacen.leer(suelto) == b"un acta"


def test_un_expediente_a_medias_de_un_proceso_muerto_se_limpia(base_local: str) -> None:
    a_medias = carpeta_de_la_instancia() / "expedientes" / "1" / "e.zip.parcial"
    a_medias.parent.mkdir(parents=True)
    a_medias.write_bytes(b"PK")
    envejecer(a_medias)

    revisar(limpiar=True)

    assert not a_medias.exists()


def test_queda_solo_la_ultima_y_a_los_siete_dias_vuelve_a_tocar(base: str) -> None:
    antes = integridad.pendiente(AHORA)
    nunca = de_los_archivos()

    revisar(AHORA - timedelta(days=1))
    revisar(AHORA)

    assert antes
    assert nunca.medido == "Todavía no se han revisado."
    assert not integridad.pendiente(AHORA + CADA_CUANTO - timedelta(seconds=1))
    assert integridad.pendiente(AHORA + CADA_CUANTO)
    assert timedelta(days=7) == CADA_CUANTO


def test_la_orden_dice_cuantos_estan_integros_y_termina_en_cero(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cargar(b"un acta", b"otra acta")

    codigo = principal([])

    assert (codigo, *capsys.readouterr()) == (0, "2 de 2 archivos íntegros.\n", "")


def test_la_orden_termina_en_uno_y_nombra_lo_que_no_esta_bien(
    base_local: str, capsys: pytest.CaptureFixture[str]
) -> None:
    falta, _ = cargar(b"un acta", b"otra acta")
    ruta(falta).unlink()

    codigo = principal([])

    dicho = capsys.readouterr()
    assert (codigo, dicho.out) == (1, "1 de 2 archivos íntegros.\n")
    assert dicho.err == f"falta: {falta} EV-0001 acta.txt\n"


def test_uno_que_sobra_se_dice_y_no_es_un_dano(base_local: str, capsys: pytest.CaptureFixture[str]) -> None:
    suelto = almacen.guardar(b"suelto")
    envejecer(ruta(suelto))

    antes, dicho = principal([]), capsys.readouterr()
    despues = principal(["--limpiar"])

    assert (antes, dicho.out, dicho.err) == (
        0,
        "0 de 0 archivos íntegros.\n",
        f"sin registro: {suelto}\n",
    )
    assert (despues, *capsys.readouterr()) == (0, "0 de 0 archivos íntegros.\n", "")
    assert not ruta(suelto).exists()


def test_un_almacen_que_no_se_entiende_se_dice_y_termina_en_uno(
    base_local: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(almacen.VARIABLE, "carpeta")

    codigo = principal([])

    assert codigo == 1
    assert "se espera s3://cubo/prefijo" in capsys.readouterr().err
    assert integridad.ultima() is None


def test_sin_base_se_dice_y_termina_en_uno(instancia: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codigo = principal([])

    assert codigo == 1
    assert capsys.readouterr().err.startswith("No se pudo: ")


def test_lo_vencido_se_hace_solo(base_local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(automatico.VARIABLE, "no")
    cargar(b"un acta")
    revisar(AHORA - CADA_CUANTO)
    guardian = Guardian()

    guardian.empezar()
    esperar(lambda: not integridad.pendiente(AHORA))
    guardian.detener()

    hecha = integridad.ultima()
    assert hecha is not None
    assert (hecha.archivos, hecha.integros) == (1, 1)
