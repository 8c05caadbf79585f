"""Comenzar, invitar, entrar y salir: quién queda dentro, cuándo, y con qué."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from datos.conexion import escritura, escritura_de_paso, lectura, motor
from datos.cuentas import __main__ as orden
from datos.cuentas import claves, enlaces, personas, sesiones
from datos.cuentas.personas import Puesto
from datos.respaldo import respaldar
from modelos.bitacora import SIN_RESPALDO, Cambio
from modelos.borradores import GRACIA
from modelos.cuentas import (
    DURACION,
    INTENTOS_LIBRES,
    INTENTOS_LIBRES_POR_DIRECCION,
    SIN_USO,
    VIGENCIA_DE_INVITACION,
    Persona,
)
from modelos.errores import ErrorDeDominio
from modelos.permisos import Rol, SinPermiso
from modelos.tabla import tabla_de
from tests.apoyo.cuentas import CLAVE, DESDE, administradora, como, con_rol, reconocida

CORREO = "ana@laserena.cl"
AHORA = datetime.now(UTC)
MINUTO = timedelta(minutes=1)


def entrar(
    clave: str = CLAVE, cuando: datetime = AHORA, correo: str = CORREO, desde: str = "10.0.0.1"
) -> str:
    return sesiones.entrar(correo, clave, cuando, desde, "navegador")


def test_la_primera_cuenta_administra_y_no_hay_segunda_primera(base: str) -> None:
    ana = administradora()

    assert (ana.nombre, ana.rol, ana.instala) == ("Ana Rojas", Rol.ADMINISTRACION, True)
    with pytest.raises(ErrorDeDominio, match="pida una invitación"):
        administradora("Otra Mujer", correo="otra@laserena.cl")


def test_se_entra_con_la_clave_sin_mirar_mayusculas_del_correo(base: str) -> None:
    administradora()

    assert reconocida(entrar(correo=" ANA@LaSerena.cl ")).nombre == "Ana Rojas"


@pytest.mark.parametrize(("correo", "clave"), [(CORREO, "otra clave larga"), ("nadie@laserena.cl", CLAVE)])
def test_lo_que_no_coincide_se_niega_con_la_misma_frase(base: str, correo: str, clave: str) -> None:
    administradora()

    with pytest.raises(ErrorDeDominio, match=r"^El correo o la clave no son correctos"):
        entrar(clave, correo=correo)


def test_tras_varias_fallas_hay_que_esperar_cada_vez_mas_aun_con_la_clave_buena(base: str) -> None:
    administradora()
    for _ in range(3):
        with pytest.raises(ErrorDeDominio, match="no son correctos"):
            entrar("equivocada larga", AHORA)

    with pytest.raises(ErrorDeDominio, match="Espere 6 segundos"):
        entrar(cuando=AHORA)
    with pytest.raises(ErrorDeDominio, match="no son correctos"):
        entrar("equivocada larga", AHORA + 6 * timedelta(seconds=1))
    with pytest.raises(ErrorDeDominio, match="Espere 5 segundos"):
        entrar(cuando=AHORA + 12 * timedelta(seconds=1))
    assert entrar(cuando=AHORA + MINUTO)


def test_muchos_intentos_a_la_vez_se_cuentan_antes_de_mirar_la_clave(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    administradora()
    miradas: list[str] = []

    def mirar(_sesion: object, _persona: object, escrita: str) -> bool:
        miradas.append(escrita)
        return False

    monkeypatch.setattr(claves, "coincide", mirar)
    with ThreadPoolExecutor(12) as grupo:
        pruebas = [grupo.submit(entrar, f"equivocada larga {numero}", AHORA) for numero in range(12)]

    assert all(isinstance(prueba.exception(), ErrorDeDominio) for prueba in pruebas)
    assert len(miradas) == INTENTOS_LIBRES


def test_entrar_bien_no_deja_intentos_contados(base: str) -> None:
    administradora()
    with pytest.raises(ErrorDeDominio):
        entrar("equivocada larga")

    entrar()

    with lectura() as sesion:
        assert sesion.execute(text("SELECT count(*) FROM intento")).scalar_one() == 1  # la de la dirección


def test_las_fallas_de_una_direccion_cuentan_para_todas_las_cuentas(base: str) -> None:
    administradora()
    for numero in range(INTENTOS_LIBRES_POR_DIRECCION):
        with pytest.raises(ErrorDeDominio, match="no son correctos"):
            entrar("equivocada larga", correo=f"persona{numero}@laserena.cl")
        if numero == INTENTOS_LIBRES:
            assert entrar()  # que otras personas se equivoquen no la deja afuera enseguida

    with pytest.raises(ErrorDeDominio, match="Espere"):
        entrar()
    assert entrar(desde="10.0.0.2")


def test_la_sesion_termina_sin_uso_y_a_las_diez_horas(base: str) -> None:
    administradora()
    testigo = entrar()

    assert sesiones.reconocer(testigo, AHORA + SIN_USO) is not None  # y anota que se usó
    assert sesiones.reconocer(testigo, AHORA + 2 * SIN_USO) is not None
    assert sesiones.reconocer(testigo, AHORA + 3 * SIN_USO + MINUTO) is None
    usada = entrar(cuando=AHORA + MINUTO)
    for hora in range(1, 10):
        assert sesiones.reconocer(usada, AHORA + hora * SIN_USO) is not None
    assert sesiones.reconocer(usada, AHORA + DURACION + 2 * MINUTO) is None


def test_el_uso_se_anota_a_lo_mas_cada_cinco_minutos(base: str) -> None:
    administradora()
    testigo = entrar()

    def usada() -> object:
        with motor().connect() as conexion:
            return conexion.execute(text("SELECT max(usada_el) FROM uso_de_sesion")).scalar()

    antes = usada()
    sesiones.reconocer(testigo, AHORA + 4 * MINUTO)
    assert usada() == antes
    sesiones.reconocer(testigo, AHORA + 5 * MINUTO)
    assert usada() != antes


def test_cerrar_una_sesion_o_todas_menos_una(base: str) -> None:
    ana = administradora()
    otra, tercera = entrar(), entrar()
    assert len(_abiertas(ana.persona_id)) == 3

    sesiones.cerrar(ana.persona_id or 0, AHORA, sesion_id=reconocida(otra).sesion_id)
    assert sesiones.reconocer(otra, AHORA) is None
    sesiones.cerrar(ana.persona_id or 0, AHORA, menos=reconocida(tercera).sesion_id)

    assert [una.id for una in _abiertas(ana.persona_id)] == [reconocida(tercera).sesion_id]


def _abiertas(persona_id: int | None) -> list[sesiones.SesionAbierta]:
    with lectura() as sesion:
        return sesiones.de_la_persona(sesion, persona_id or 0, datetime.now(UTC))


def test_un_enlace_sirve_una_vez_y_vence(base: str) -> None:
    with como(administradora()):
        enlace = personas.invitar("Luis Pérez", "luis@laserena.cl", Puesto(Rol.CONCEJO), AHORA)
        otro = personas.invitar("Eva Soto", "eva@laserena.cl", Puesto(Rol.CONCEJO), AHORA)

    assert reconocida(enlaces.usar(enlace, CLAVE, AHORA, *DESDE)).rol is Rol.CONCEJO
    for testigo, cuando in ((enlace, AHORA), (otro, AHORA + VIGENCIA_DE_INVITACION), ("inventado", AHORA)):
        with pytest.raises(ErrorDeDominio, match="ya se usó o venció"):
            enlaces.usar(testigo, CLAVE, cuando, *DESDE)


def test_el_enlace_nuevo_deja_sin_uso_al_anterior_y_cierra_las_sesiones(base: str) -> None:
    ana = administradora()
    luis = con_rol(Puesto(Rol.GESTION), ana)
    persona_id = reconocida(luis).persona_id or 0
    with como(ana):
        viejo = personas.enlace_para_la_clave(persona_id, AHORA)
        nuevo = personas.enlace_para_la_clave(persona_id, AHORA)

    with pytest.raises(ErrorDeDominio, match="ya se usó"):
        enlaces.mirar(viejo, AHORA)
    enlaces.usar(nuevo, "otra frase de cuatro palabras", AHORA, *DESDE)
    assert sesiones.reconocer(luis, AHORA) is None


@pytest.mark.parametrize("mala", ["corta", "a" * 201, "password1234", "Ana Rojas Serena", "123456789012"])
def test_la_clave_corta_larga_o_facil_se_rechaza(mala: str) -> None:
    with pytest.raises(ErrorDeDominio, match=r"al menos 12|hasta 200|se adivina"):
        claves.comprobar_nueva(mala, ("Ana Rojas", "ana@laserena.cl", "Serena"))


def test_desactivada_no_entra_ni_sigue_y_reactivada_si(base: str) -> None:
    ana = administradora()
    luis = con_rol(Puesto(Rol.GESTION), ana)
    persona_id = reconocida(luis).persona_id or 0

    with como(ana):
        personas.desactivar(persona_id, AHORA.date(), AHORA)
    assert sesiones.reconocer(luis, AHORA) is None
    with pytest.raises(ErrorDeDominio, match="no son correctos"):
        entrar(correo="otra@laserena.cl")
    with como(ana):
        personas.reactivar(persona_id)
    assert entrar(correo="otra@laserena.cl", cuando=AHORA + MINUTO)


def test_la_municipalidad_no_queda_sin_administracion(base: str) -> None:
    ana = administradora()
    with como(ana):
        with pytest.raises(ErrorDeDominio, match="sin quien administre"):
            personas.desactivar(ana.persona_id or 0, AHORA.date(), AHORA)
        with pytest.raises(ErrorDeDominio, match="sin quien administre"):
            personas.cambiar_puesto(ana.persona_id or 0, Puesto(Rol.GESTION))


def test_solo_administracion_administra_las_cuentas(base: str) -> None:
    ana = administradora()
    gestion = reconocida(con_rol(Puesto(Rol.GESTION), ana))

    with como(gestion), pytest.raises(SinPermiso, match="Pídalo a Administración"):
        personas.invitar("Eva Soto", "eva@laserena.cl", Puesto(Rol.CONCEJO), AHORA)


def test_cambiar_la_propia_clave_pide_la_actual_y_cierra_las_demas(base: str) -> None:
    ana = administradora()
    otra = entrar()

    with pytest.raises(ErrorDeDominio, match="no es esa"):
        personas.cambiar_clave_propia(ana, "no es esta clave", "una frase distinta y larga", AHORA)
    personas.cambiar_clave_propia(ana, CLAVE, "una frase distinta y larga", AHORA)

    assert sesiones.reconocer(otra, AHORA) is None
    assert entrar("una frase distinta y larga")


def test_la_bitacora_nombra_a_quien_lo_hizo_y_no_guarda_claves_ni_testigos(base: str) -> None:
    ana = administradora()
    con_rol(Puesto(Rol.CONCEJO), ana)

    cambio = tabla_de(Cambio)
    with lectura() as sesion:
        quienes = set(
            sesion.execute(text("SELECT quien FROM accion WHERE descripcion LIKE 'Invitar%'")).scalars()
        )
        tablas = set(sesion.execute(select(cambio.c.tabla)).scalars())
    assert quienes == {"Ana Rojas"}
    assert tablas == {"municipalidad", "persona", "pertenencia"}


def test_lo_de_paso_se_escribe_sin_accion_y_nada_mas(base: str) -> None:
    with escritura("Crear") as sesion:
        sesion.execute(text("INSERT INTO municipalidad (nombre, pais, zona_horaria) VALUES ('a', 'CL', 'b')"))

    with pytest.raises(Exception, match="Escritura sin acción"), escritura_de_paso() as sesion:
        sesion.execute(text("UPDATE municipalidad SET nombre = 'c'"))


def test_quien_tiene_rol_en_dos_municipalidades_se_cambia(base: str) -> None:
    ana = administradora()
    luis = con_rol(Puesto(Rol.GESTION), ana)
    with escritura("Otra municipalidad") as sesion:
        fila = "(nombre, pais, zona_horaria) VALUES ('Ovalle', 'CL', 'x')"
        otra = sesion.execute(text(f"INSERT INTO municipalidad {fila} RETURNING id")).scalar_one()
        sesion.execute(
            text("INSERT INTO pertenencia (persona_id, municipalidad_id, rol) VALUES (:p, :m, 'concejo')"),
            {"p": reconocida(luis).persona_id, "m": otra},
        )

    sesiones.cambiar_de_municipalidad(reconocida(luis), otra, AHORA.date())

    assert (reconocida(luis).municipalidad_id, reconocida(luis).rol) == (otra, Rol.CONCEJO)
    with pytest.raises(ErrorDeDominio, match="no tiene un rol"):
        sesiones.cambiar_de_municipalidad(ana, otra, AHORA.date())


def test_quien_administra_y_perdio_su_clave_la_recupera_en_el_servidor(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    administradora()

    assert orden.principal(["enlace", "Ana@LaSerena.cl"]) == 0

    testigo = capsys.readouterr().out.strip().rpartition("/clave/")[2]
    nueva = enlaces.usar(testigo, "una frase distinta y larga", datetime.now(UTC), *DESDE)
    assert reconocida(nueva).rol is Rol.ADMINISTRACION
    assert orden.principal(["enlace", "nadie@laserena.cl"]) == 1
    assert "No hay ninguna cuenta" in capsys.readouterr().err


def test_un_respaldo_lleva_las_cuentas_y_ninguna_sesion(base: str, tmp_path: Path) -> None:
    administradora()

    with zipfile.ZipFile(respaldar.crear(tmp_path / "respaldo.zip").archivo) as zip_:
        tablas = {Path(nombre).stem for nombre in zip_.namelist() if nombre.startswith("tablas/")}

    assert {"persona", "pertenencia", "clave"} <= tablas
    assert tablas.isdisjoint(SIN_RESPALDO)


def test_con_una_sesion_que_vencio_sola_solo_se_puede_dejar_un_borrador_y_no_se_alarga(base: str) -> None:
    ana = administradora()
    testigo = entrar()

    despues = AHORA + SIN_USO + MINUTO

    autora = sesiones.autor_de_borrador(testigo, despues)
    assert autora is not None
    assert (autora.persona_id, autora.rol) == (ana.persona_id, Rol.ADMINISTRACION)
    assert sesiones.reconocer(testigo, despues) is None
    assert sesiones.autor_de_borrador(testigo, AHORA + GRACIA) is not None
    assert sesiones.autor_de_borrador(testigo, AHORA + GRACIA + MINUTO) is None


def test_con_una_sesion_cerrada_un_testigo_ajeno_o_una_cuenta_desactivada_ni_un_borrador(base: str) -> None:
    ana = administradora()
    cerrada, abierta = entrar(), entrar()
    assert ana.persona_id is not None
    sesiones.cerrar(ana.persona_id, AHORA, menos=reconocida(abierta).sesion_id)

    assert sesiones.autor_de_borrador(cerrada, AHORA) is None
    assert sesiones.autor_de_borrador("otro testigo", AHORA) is None
    assert sesiones.autor_de_borrador(abierta, AHORA) is not None
    with escritura("Desactivar") as sesion:
        sesion.get_one(Persona, ana.persona_id).desactivada_el = AHORA.date()
    assert sesiones.autor_de_borrador(abierta, AHORA) is None


def test_quien_perdio_su_rol_deja_de_tenerlo_tambien_para_sus_borradores(base: str) -> None:
    ana = administradora()
    testigo = con_rol(Puesto(Rol.GESTION), ana)
    with como(ana), lectura() as sesion:
        [suya] = [
            p
            for p in personas.de_la_municipalidad(sesion, ana.municipalidad_id or 0)
            if p.id != ana.persona_id
        ]
    with como(ana):
        personas.cambiar_puesto(suya.id, Puesto(Rol.CONCEJO))

    autora = sesiones.autor_de_borrador(testigo, AHORA + SIN_USO + MINUTO)

    assert autora is not None
    assert autora.rol is Rol.CONCEJO
