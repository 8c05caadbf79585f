"""Veinte personas con su cuenta escriben a la vez: ningún error, y un conflicto es una respuesta."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlmodel import func, select

from datos import borradores, celdas, ejecucion, estructura, identidad
from datos.conexion import escritura, escritura_de_paso, lectura
from datos.cuentas import sesiones
from modelos.actividad import Actividad
from modelos.arbol import ActividadDelPlan
from modelos.bitacora import Accion
from modelos.borradores import Borrador, Dejado, Lugar, Parte
from modelos.calendario.edicion import CambioDeCelda, Campo, Celda, cantidad_en
from modelos.contenido import CAMPOS_DE_ACTIVIDAD
from modelos.cuentas import Identidad, Persona, Pertenencia
from modelos.errores import ConflictoDeVersion
from modelos.meses import Mes
from modelos.permisos import Rol, SinPermiso
from modelos.plan import EstadoPlan, Plan
from tests.apoyo.planes import leer, un_plan

HOY = date(2026, 10, 14)
OCTUBRE = Mes(2026, 10)
PERSONAS, VECES = 20, 5
GUARDADO, CONFLICTO, NEGADO = "guardado", "conflicto", "negado"
FICHA = Lugar(Parte.FICHA, "actividad-1")
ROLES = (Rol.GESTION, Rol.GESTION, Rol.UNIDAD, Rol.CONCEJO)
_de_este_hilo = threading.local()


@pytest.fixture
def cada_quien_con_su_sesion() -> Iterator[None]:
    """Como en el servidor: quien pide se comprueba al comenzar, y otra vez en cada escritura."""

    def proveedor(*, de_nuevo: bool = False) -> Identidad:
        testigo: str = _de_este_hilo.testigo
        sabido: tuple[str, Identidad] | None = getattr(_de_este_hilo, "quien", None)
        if de_nuevo or sabido is None or sabido[0] != testigo:
            quien = sesiones.reconocer(testigo, datetime.now(UTC))
            assert quien is not None
            sabido = _de_este_hilo.quien = testigo, quien
        return sabido[1]

    identidad.usar(proveedor)
    yield
    identidad.usar()


def sus_sesiones(plan_id: int) -> list[tuple[Rol, str]]:
    """El rol y el testigo de cada persona; las de unidad, de la que responde por la primera actividad."""
    plan = leer(plan_id)
    unidad_id = next(plan.actividades).unidades[0].id
    abiertas = []
    for numero in range(PERSONAS):
        rol = ROLES[numero % len(ROLES)]
        with escritura(f"Crear a la persona {numero}") as sesion:
            persona = Persona(nombre=f"Persona {numero}", correo=f"persona{numero}@laserena.cl")
            sesion.add(persona)
            sesion.flush()
            sesion.add(
                Pertenencia(
                    persona_id=persona.id,
                    municipalidad_id=plan.municipalidad_id,
                    rol=rol,
                    unidad_id=unidad_id if rol is Rol.UNIDAD else None,
                )
            )
        with escritura_de_paso() as sesion:
            testigo = sesiones.abrir(sesion, persona.id, datetime.now(UTC), "10.0.0.1", "navegador")
        abiertas.append((rol, testigo))
    return abiertas


def una_vez(plan_id: int, numero: int, vez: int) -> list[tuple[str, str]]:
    """Lo que una persona intenta, y qué se le respondió: un borrador, una celda, una ficha y un registro."""
    return [
        ("borrador", _responder(lambda: _borrador(plan_id, numero, vez))),
        ("celda", _responder(lambda: _sumar_en_la_celda(plan_id))),
        ("ficha", _responder(lambda: _cambiar_la_meta(plan_id, f"De {numero}, vez {vez}"))),
        ("registro", _responder(lambda: _registrar(plan_id))),
    ]


def _responder(hacer: Callable[[], None]) -> str:
    try:
        hacer()
    except ConflictoDeVersion:
        return CONFLICTO
    except SinPermiso:
        return NEGADO
    return GUARDADO


def _primera(plan_id: int) -> ActividadDelPlan:
    return next(leer(plan_id).actividades)


def _borrador(plan_id: int, numero: int, vez: int) -> None:
    quien = identidad.en_curso()
    dejado = {"meta": Dejado(None, f"De {numero}, vez {vez}")}
    borradores.dejar(quien, plan_id, FICHA, "la actividad", dejado, ["meta"], datetime.now(UTC))


def _sumar_en_la_celda(plan_id: int) -> None:
    plan = leer(plan_id)
    celda = Celda(next(plan.actividades).id, OCTUBRE, Campo.PROGRAMADO)
    antes = cantidad_en(next(plan.actividades).meses, celda)
    celdas.guardar(plan, [CambioDeCelda(celda, antes, antes + 1)], HOY)


def _cambiar_la_meta(plan_id: int, meta: str) -> None:
    suya = _primera(plan_id)
    visto = {campo: getattr(suya, campo) for campo in CAMPOS_DE_ACTIVIDAD}
    with escritura("Editar la meta", plan_id=plan_id) as sesion:
        estructura.editar_actividad(sesion, suya.id, visto, {**visto, "meta": meta})


def _registrar(plan_id: int) -> None:
    ejecucion.registrar_parcial(leer(plan_id), _primera(plan_id), OCTUBRE, 1, HOY)


def test_veinte_personas_con_cuenta_escriben_a_la_vez_con_cero_errores(
    base: str, request: pytest.FixtureRequest
) -> None:
    plan_id = un_plan(actividades=1, unidades=1, programado={10: 1}, estado=EstadoPlan.BORRADOR)
    personas = sus_sesiones(plan_id)
    request.getfixturevalue("cada_quien_con_su_sesion")

    def persona(numero: int) -> list[tuple[Rol, str, str]]:
        rol, _de_este_hilo.testigo = personas[numero]
        identidad.en_curso(de_nuevo=True)  # como cada pantalla al comenzar su dibujo
        respuestas = [una for vez in range(VECES) for una in una_vez(plan_id, numero, vez)]
        return [(rol, que, respuesta) for que, respuesta in respuestas]

    with ThreadPoolExecutor(PERSONAS) as todas:
        respuestas = Counter(una for suyas in todas.map(persona, range(PERSONAS)) for una in suyas)

    identidad.usar()
    assert respuestas.total() == PERSONAS * VECES * 4  # a cada una se le respondió todo lo que pidió
    guardadas = Counter[str]()
    for (rol, que, respuesta), cuantas in respuestas.items():
        assert respuesta != (GUARDADO if _se_niega(rol, que) else NEGADO), (rol, que, respuesta)
        if respuesta == GUARDADO:
            guardadas[que] += cuantas
    celda = _primera(plan_id).meses[OCTUBRE]
    assert celda.programado == 1 + guardadas["celda"]
    assert celda.ejecutado == guardadas["registro"]
    assert guardadas["borrador"] == VECES * sum(rol is not Rol.CONCEJO for rol, _ in personas)
    with lectura() as sesion:
        borradores_distintos = sesion.exec(select(func.count()).select_from(Borrador)).one()
        del_plan = select(func.count()).select_from(Accion).where(Accion.plan_id == plan_id)
        anotadas = sesion.exec(del_plan).one()
        version = sesion.get_one(Plan, plan_id).version
        meta = sesion.get_one(Actividad, _primera(plan_id).id).meta
    assert borradores_distintos == sum(rol is not Rol.CONCEJO for rol, _ in personas)
    escritas = guardadas["celda"] + guardadas["ficha"] + guardadas["registro"]
    assert (anotadas, version) == (escritas, 1 + escritas)
    assert meta is not None
    assert min(guardadas[que] for que in ("celda", "ficha", "registro")) > 0


def _se_niega(rol: Rol, que: str) -> bool:
    """Al concejo, todo; a una unidad, lo que no es registrar ni su propio borrador."""
    if rol is Rol.CONCEJO:
        return True
    return rol is Rol.UNIDAD and que in {"celda", "ficha"}
