"""El expediente de un plan: completo o negado con lo que falta, parcial si se pide, y siempre anotado."""

import hashlib
import zipfile
from pathlib import Path

import bagit
import pytest
from pypdf import PdfReader

from datos import almacen, vida_del_plan
from datos.conexion import escritura
from datos.expediente import armado
from datos.expediente.armado import Incompleto
from datos.expediente.verificacion import verificar
from modelos.certificacion.estados import EstadoResultado
from modelos.errores import ErrorDeDominio
from modelos.expediente.veredicto import EstadoDelExpediente
from modelos.permisos import Rol, SinPermiso
from tests.apoyo.certificacion import HOY, leer
from tests.apoyo.cuentas import administradora, como, con
from tests.apoyo.planes import leer as leer_plan
from tests.apoyo.planes import un_plan
from tests.datos.expediente.expedientes import (
    ACTA,
    AHORA,
    acciones,
    en_pdf,
    entregado,
    evaluar,
    por_presentar,
    quitar_evidencia,
)
from tests.datos.exportadores.pdf_leido import texto, textos

ADJUNTOS = {
    *("indice/indice.pdf", "indice/indice.html", "indice/indice.csv", "matriz de requisitos.csv"),
    *("plan.xlsx", "participacion.pdf", "bitacora.csv", "datos.json"),
}


def test_completo_lo_da_por_valido_el_verificador_publico_y_el_nuestro(base: str, tmp_path: Path) -> None:
    plan_id = por_presentar()

    hecho = armado.hacer(plan_id, AHORA)

    with zipfile.ZipFile(hecho.archivo) as paquete:
        paquete.extractall(tmp_path / "extraido")
    [raiz] = (tmp_path / "extraido").iterdir()
    bolsa = bagit.Bag(str(raiz))
    assert bolsa.validate()
    assert raiz.name == hecho.archivo.stem
    assert bolsa.info["Bagging-Date"] == "2026-10-14"
    assert bolsa.info["Source-Organization"] == "Municipalidad de Plan de prueba"
    assert bolsa.info["Internal-Sender-Description"] == "Completo"
    veredicto = verificar(hecho.archivo)
    assert (veredicto.estado, veredicto.sha256) == (
        EstadoDelExpediente.INTACTO,
        hecho.hecho.sha256_del_zip,
    )
    assert hecho.completo
    assert armado.hechos(plan_id) == [hecho.archivo]


def test_lleva_lo_suyo_y_la_evidencia_en_la_carpeta_de_cada_requisito(base_local: str) -> None:
    plan_id = por_presentar("Acta «CAC»: árbol/ñandú")

    trae = entregado(armado.hacer(plan_id, AHORA))

    de_requisitos = {ruta for ruta in trae if ruta.startswith("requisitos/")}
    assert {ruta.split("/")[1].split()[0] for ruta in de_requisitos} == {
        uno.codigo for uno in leer(plan_id).requisitos
    }
    assert {ruta.split("/")[2] for ruta in de_requisitos} == {"EV-0001 Acta «CAC»- árbol-ñandú.txt"}
    assert {trae[ruta] for ruta in de_requisitos} == {ACTA}
    assert {*trae} - de_requisitos == {
        *ADJUNTOS,
        *("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "VERIFICAR.txt"),
    }
    assert b"PARCIAL" not in trae["VERIFICAR.txt"] + trae["indice/indice.html"]


def test_incompleto_se_niega_con_todo_lo_que_falta(base: str) -> None:
    plan_id = por_presentar()
    sin_evaluar = evaluar(plan_id, 1, resultado=EstadoResultado.NO_EVALUADO)
    quitar_evidencia(plan_id)

    with pytest.raises(Incompleto, match="le faltan 3 cosas") as negado:
        armado.hacer(plan_id, AHORA)

    assert len(negado.value.faltas) == 3
    assert next(falta for falta in negado.value.faltas if sin_evaluar in falta).endswith("sin evidencia")
    assert sum("no tiene evidencia aceptada y vigente" in falta for falta in negado.value.faltas) == 2
    assert all(falta in str(negado.value) for falta in negado.value.faltas)
    assert not armado.carpeta(plan_id).exists()
    assert [una for una in acciones(plan_id) if "expediente" in una] == []


def test_parcial_lo_dice_en_todas_partes_con_cada_cosa_que_falta(base_local: str) -> None:
    plan_id = por_presentar()
    evaluar(plan_id, 1, resultado=EstadoResultado.NO_CUMPLE)

    hecho = armado.hacer(plan_id, AHORA, parcial=True)

    trae = entregado(hecho)
    [falta] = armado.que_lleva(plan_id, AHORA).faltas
    portada = textos(en_pdf(trae["indice/indice.pdf"]))[0]
    assert not hecho.completo
    assert "PARCIAL" in portada
    assert falta in portada
    assert "PARCIAL. Le falta:" in trae["indice/indice.html"].decode()
    assert falta in trae["indice/indice.html"].decode()
    assert "Es PARCIAL" in trae["VERIFICAR.txt"].decode()
    assert "Internal-Sender-Description: PARCIAL, con 1 falta" in trae["bag-info.txt"].decode()
    assert "PARCIAL" in texto(PdfReader(hecho.recibo))
    assert verificar(hecho.archivo).estado is EstadoDelExpediente.INTACTO
    assert "expediente parcial" in acciones(plan_id)[-1]


@pytest.mark.parametrize("dano", ["alterado", "falta"])
def test_un_archivo_que_ya_no_es_el_guardado_lo_detiene_y_no_queda_nada(
    base_local: str, instancia: Path, dano: str
) -> None:
    plan_id = por_presentar()
    sha256 = almacen.huella(ACTA)
    guardado = instancia / "archivos" / sha256[:2] / sha256
    if dano == "alterado":
        guardado.write_bytes(ACTA.swapcase())
    else:
        guardado.unlink()

    with pytest.raises(ErrorDeDominio, match=r"No se hizo el expediente.* EV-0001 «Acta del CAC».* respaldo"):
        armado.hacer(plan_id, AHORA, parcial=True)

    assert list(armado.carpeta(plan_id).iterdir()) == []
    assert [una for una in acciones(plan_id) if "expediente" in una] == []


def test_cancelarlo_no_deja_nada(base_local: str) -> None:
    plan_id = por_presentar()

    with pytest.raises(ErrorDeDominio, match="Se canceló el expediente"):
        armado.hacer(plan_id, AHORA, avance=lambda octetos: octetos > 20_000)

    assert list(armado.carpeta(plan_id).iterdir()) == []


def test_lleva_reservada_y_quien_no_la_abre_no_lo_hace(base_local: str) -> None:
    plan_id = por_presentar(confidencial=True)
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, Rol.CONCEJO)):
        for pedir in (armado.que_lleva, armado.hacer):
            with pytest.raises(ErrorDeDominio, match="lleva evidencia reservada que su rol no abre"):
                pedir(plan_id, AHORA)
    with como(con(ana, Rol.GESTION)):
        hecho = armado.hacer(plan_id, AHORA)

    assert ACTA in entregado(hecho).values()


@pytest.mark.parametrize("rol", [Rol.CONCEJO, Rol.AUDITORIA])
def test_quien_solo_mira_no_lo_hace_ni_deja_uno_sin_anotar(base_local: str, rol: Rol) -> None:
    plan_id = por_presentar()
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, rol, plan_id=plan_id)), pytest.raises(SinPermiso):
        armado.hacer(plan_id, AHORA)

    assert armado.hechos(plan_id) == []
    assert [una for una in acciones(plan_id) if "expediente" in una] == []


def test_de_otra_municipalidad_no_se_hace(base_local: str) -> None:
    plan_id = por_presentar()
    ajena = administradora(municipalidad="Coquimbo")

    with como(ajena), pytest.raises(ErrorDeDominio, match="plan"):
        armado.hacer(plan_id, AHORA)


def test_un_plan_sin_nivel_no_tiene_expediente(base_local: str) -> None:
    with pytest.raises(ErrorDeDominio, match="no persigue ningún nivel"):
        armado.hacer(un_plan(), AHORA)


def test_un_plan_que_se_borra_mientras_se_escribe_no_deja_uno_sin_anotar(base_local: str) -> None:
    plan_id = por_presentar()
    veces: list[int] = []

    def borrar(octetos: int) -> bool:
        if not veces:
            with escritura("Borrar el plan", plan_id=plan_id, restaura=True) as sesion:
                vida_del_plan.borrar(sesion, plan_id, HOY)
        veces.append(octetos)
        return False

    with pytest.raises(ErrorDeDominio, match="fue borrado"):
        armado.hacer(plan_id, AHORA, avance=borrar)

    assert list(armado.carpeta(plan_id).iterdir()) == []


def test_queda_anotado_con_su_huella_y_el_recibo_la_lleva(base: str) -> None:
    plan_id = por_presentar()

    hecho = armado.hacer(plan_id, AHORA)

    huella = hashlib.sha256(hecho.archivo.read_bytes()).hexdigest()
    recibo = PdfReader(hecho.recibo)
    assert huella == hecho.hecho.sha256_del_zip
    assert acciones(plan_id)[-1] == f"Hacer el expediente completo «{hecho.archivo.name}», SHA-256 {huella}"
    assert len(recibo.pages) == 1
    assert huella in texto(recibo).replace(" ", "")
    assert hecho.archivo.name.replace(" ", "") in texto(recibo).replace(" ", "")
    assert "PARCIAL" not in texto(recibo)


def test_se_halla_por_su_nombre_exacto_y_nada_de_fuera(base_local: str) -> None:
    plan_id, otro = por_presentar(), un_plan(nombre="Otro plan")
    hecho = armado.hacer(plan_id, AHORA)
    (armado.carpeta(plan_id) / "notas.txt").write_text("no es un expediente")
    armado.carpeta(otro).mkdir()

    assert armado.por_nombre(plan_id, hecho.archivo.name) == hecho.archivo
    assert armado.por_nombre(plan_id, hecho.recibo.name) == hecho.recibo
    for nombre in (
        f"../{plan_id}/{hecho.archivo.name}",
        f"..\\{plan_id}\\{hecho.archivo.name}",
        str(hecho.archivo),
        f"./{hecho.archivo.name}",
        "notas.txt",
        "..",
        "",
    ):
        assert armado.por_nombre(plan_id, nombre) is None
    assert armado.por_nombre(otro, hecho.archivo.name) is None


def test_borrarlo_quita_el_zip_y_su_recibo_y_lo_anotado_queda(base_local: str) -> None:
    plan_id = por_presentar()
    hecho = armado.hacer(plan_id, AHORA)

    armado.borrar(plan_id, hecho.archivo.name)

    assert armado.hechos(plan_id) == []
    assert not hecho.recibo.exists()
    assert any(hecho.hecho.sha256_del_zip in dicha for dicha in acciones(plan_id))
    with pytest.raises(ErrorDeDominio, match="ya no está"):
        armado.borrar(plan_id, hecho.archivo.name)


def test_la_unidad_no_borra_expedientes(base_local: str) -> None:
    plan_id = por_presentar()
    hecho = armado.hacer(plan_id, AHORA)
    ana = administradora(municipalidad=leer_plan(plan_id).municipalidad)

    with como(con(ana, Rol.UNIDAD, unidad_id=1)), pytest.raises(SinPermiso):
        armado.borrar(plan_id, hecho.archivo.name)

    assert hecho.archivo.exists()
