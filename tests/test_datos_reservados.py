"""Los datos de personas no salen para quien no los necesita: en pantallas, en archivos ni al buscar."""

import io
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from datos import busqueda, identidad, planes, publicaciones
from datos.anexos_del_plan import FirmaDelPlan, ObjetivoEnunciado, guardar_firmas, guardar_objetivos
from datos.conexion import escritura, lectura
from datos.cuentas.personas import Puesto
from datos.exportadores.catalogo import EXPORTACIONES
from datos.exportadores.pedido import Exportacion, Pedido
from datos.versiones import lineas_base
from modelos.actividad import Actividad, Motivo, Reprogramacion
from modelos.cierre import CierreDeMes
from modelos.cuentas import Identidad
from modelos.participacion import AporteCiudadano, TipoAporte
from modelos.permisos import MATRIZ, PANTALLAS, Permiso, Rol
from modelos.plan import EstadoPlan
from modelos.tabla import tabla_de
from modelos.versiones.linea_base import Aprobacion
from tests.apoyo.aplicacion import Aplicacion
from tests.apoyo.canal import conectado, pedir
from tests.apoyo.certificacion import con_todo, un_archivo
from tests.apoyo.cuentas import administradora, como, con_rol, reconocida
from tests.apoyo.planes import leer, un_plan
from tests.apoyo.textos_libres import llenar_textos
from tests.datos.exportadores.pdf_leido import texto as texto_del_pdf

RESERVADO = ("12.345.678-5", "ana.vecina@correo.cl", "9 8765 4321")
FIRMA = "Juana Firmante Reservada"
ESCRITO = " · ".join(RESERVADO)
SIN_NECESIDAD = [rol for rol in Rol if Permiso.VER_PERSONAS not in MATRIZ[rol]]
HOY = date(2026, 10, 14)


def plan_con_datos_de_personas() -> int:
    """Todo texto libre de un plan, también su historia y su línea base, trae los de una vecina."""
    plan_id = un_plan(unidades=1, programado={9: 1, 10: 1}, estado=EstadoPlan.VIGENTE)
    [actividad] = leer(plan_id).actividades
    archivo = un_archivo(nombre=f"{ESCRITO}.txt")
    with escritura("Escribir datos de personas", plan_id=plan_id) as sesion:
        con_todo(sesion, plan_id, archivo)
        sesion.add(
            AporteCiudadano(
                plan_id=plan_id, orden=1, tipo=TipoAporte.APORTE, texto=f"Pide una poda {ESCRITO}"
            )
        )
        sesion.add(
            Reprogramacion(
                actividad_id=actividad.id, fecha=HOY, motivo=Motivo.CLIMA, explicacion="Llovió", cambios="[]"
            )
        )
        sesion.add(
            CierreDeMes(plan_id=plan_id, unidad_id=actividad.unidades[0].id, anio=2026, mes=9, entregas=1)
        )
        sesion.flush()
        llenar_textos(sesion, lambda columna: f"{columna} {ESCRITO}")
        guardar_objetivos(sesion, plan_id, (), [ObjetivoEnunciado(None, "general", f"Educar {ESCRITO}")])
        guardar_firmas(sesion, plan_id, (), [FirmaDelPlan(None, "Elaboró", FIRMA, "Encargada")])
        lineas_base.congelar(sesion, plan_id, Aprobacion("Inicial", HOY, "Alcaldía"))
    return plan_id


@pytest.fixture
def plan_id(base: str) -> int:
    return plan_con_datos_de_personas()


def con_puesto(rol: Rol, plan_id: int, de: Identidad) -> str:
    puesto = {
        Rol.UNIDAD: Puesto(rol, unidad_id=1),
        Rol.AUDITORIA: Puesto(rol, plan_id=plan_id, vence_el=date(2100, 1, 1)),
    }.get(rol, Puesto(rol))
    return con_rol(puesto, de, nombre=f"Persona de {rol.etiqueta}", correo=f"{rol}@laserena.cl")


def lo_que_sale(recibido: str) -> set[str]:
    return {dato for dato in (*RESERVADO, FIRMA) if dato in recibido}


def test_ninguna_pantalla_los_manda_a_quien_no_los_necesita(aplicacion: Aplicacion) -> None:
    plan_id = plan_con_datos_de_personas()
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    actividad = next(leer(plan_id).actividades).id
    consulta = (
        f"plan={plan_id}&actividad={actividad}&antes=base-1&accion=2&mes=2026-09&requisito=1&evidencia=1"
    )

    salen = {}
    for rol in (Rol.GESTION, *SIN_NECESIDAD):
        with conectado(aplicacion, con_puesto(rol, plan_id, ana)) as canal:
            recibido = b"".join(pedir(canal, pantalla, consulta) for pantalla in PANTALLAS)
        salen[rol] = lo_que_sale(recibido.decode(errors="replace"))

    assert salen == {Rol.GESTION: {*RESERVADO, FIRMA}, **{rol: set() for rol in SIN_NECESIDAD}}


@pytest.mark.parametrize("rol", [Rol.GESTION, *SIN_NECESIDAD])
def test_ningun_archivo_los_lleva(plan_id: int, rol: Rol) -> None:
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    quien = reconocida(con_puesto(rol, plan_id, ana))

    with como(quien), lectura() as sesion:
        pedido = Pedido(planes.cargar(sesion, plan_id), HOY)
        salen = {e.etiqueta: lo_que_sale(dicho(e, e.generar(sesion, pedido))) for e in EXPORTACIONES}

    if rol is Rol.GESTION:
        assert all(salen.values())
        assert FIRMA in salen["PDF, para imprimir"]
    else:
        assert not any(salen.values())


def dicho(exportacion: Exportacion, archivo: bytes) -> str:
    if exportacion.extension == "pdf":
        return " ".join(texto_del_pdf(PdfReader(io.BytesIO(archivo))).split())
    if exportacion.extension in {"xlsx", "docx"}:
        with zipfile.ZipFile(io.BytesIO(archivo)) as paquete:
            return "".join(paquete.read(parte).decode(errors="replace") for parte in paquete.namelist())
    return archivo.decode(errors="replace").replace("\r\n ", "")


@pytest.mark.parametrize("buscado", RESERVADO)
def test_buscar_un_dato_tapado_no_dice_que_esta(plan_id: int, buscado: str) -> None:
    ana = administradora(municipalidad=leer(plan_id).municipalidad)
    concejal = reconocida(con_puesto(Rol.CONCEJO, plan_id, ana))

    with lectura() as sesion:
        assert len(busqueda.buscar(sesion, buscado)) >= 5
        with como(concejal):
            assert busqueda.buscar(sesion, buscado) == []
            hallados = busqueda.buscar(sesion, "poda")
    assert [hallado.texto.count("reservado") for hallado in hallados] == [3]


def test_lo_publicado_va_tapado_lo_lea_quien_lo_lea(plan_id: int) -> None:
    with escritura("Publicar", plan_id=plan_id) as sesion:
        publicaciones.publicar(sesion, plan_id, HOY)
        publicado = publicaciones.mirar(sesion, plan_id)
    assert publicado is not None
    assert identidad.en_curso().es_local
    with lectura() as sesion:
        leido = publicaciones.leer(sesion, publicado.codigo)
        guardado = sesion.execute(select(tabla_de(Actividad).c.causa)).scalar_one()

    assert lo_que_sale(str(leido)) == set()
    assert lo_que_sale(guardado) == set(RESERVADO)
