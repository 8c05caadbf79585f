"""Qué cambiaría en un plan si se le aplica un documento leído de nuevo: agregado, cambiado y quitado."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from modelos.arbol import ActividadDelPlan, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.meses import Mes
from modelos.parecido import PARECIDO_SUFICIENTE, normalizar, semejanza
from modelos.plan_aceptado import ActividadAceptada, PlanAceptado
from modelos.reprogramacion import CambioProgramado, exigen_motivo


class De(StrEnum):
    """A qué parte del plan toca un cambio."""

    PLAN = "plan"
    ACTIVIDAD = "actividad"
    OBJETIVO = "objetivo"
    FIRMA = "firma"
    APORTE = "aporte"


class Clase(StrEnum):
    """Qué le pasa a una parte del plan al aplicar el documento."""

    AGREGADA = "agregada"
    CAMBIADA = "cambiada"
    QUITADA = "quitada"


@dataclass(frozen=True, slots=True)
class EnElPlan:
    """Una actividad del plan con sus padres."""

    linea: LineaDelPlan
    objetivo: ObjetivoDelPlan
    actividad: ActividadDelPlan


@dataclass(frozen=True, slots=True)
class EnElDocumento:
    """Una actividad del documento con los nombres de sus padres."""

    linea: str
    objetivo: str
    actividad: ActividadAceptada


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Un cambio que la persona acepta o no; `clave` lo identifica."""

    clave: str
    clase: Clase
    nombre: str
    campo: str
    antes: str = ""
    despues: str = ""
    actividad_id: int | None = None
    lugar: int | None = None  # en la lista de `PlanAceptado` que le toca
    parecido: bool = False  # el nombre cambió y se propone que es la misma
    de: De = De.ACTIVIDAD
    parte_id: int | None = None  # del objetivo del plan, la firma o el aporte guardado
    valor: str = ""  # lo que se guarda, si no es lo que se muestra
    enlaces: tuple[int, ...] = ()  # las actividades del plan que responden al aporte

    @property
    def se_propone(self) -> bool:
        """Si viene marcada: no lo que quita, ni lo que pisa un dato del plan que ya estaba puesto."""
        return self.clase is not Clase.QUITADA and not (self.de is De.PLAN and self.antes)


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Las diferencias en el orden del documento, y cuántas actividades quedan igual."""

    diferencias: tuple[Diferencia, ...]
    iguales: int
    parejas: Mapping[int, int]  # del lugar en el documento al ID de la actividad del plan


def comparar(plan: PlanCompleto, nuevo: PlanAceptado, con_parecidas: bool = True) -> Comparacion:
    """Compara por línea, objetivo y nombre; las de nombre parecido se proponen como la misma.

    Lo que el documento no dice no borra lo que el plan tiene; lo ejecutado y las notas nunca cambian.
    """
    parejas = _emparejar(plan, nuevo, con_parecidas)
    compara_meses = any(actividad.meses for actividad in nuevo.actividades)
    documento = _del_documento(nuevo)
    diferencias: list[Diferencia] = []
    iguales = 0
    for lugar, leida in enumerate(documento):
        pareja = parejas.get(lugar)
        if pareja is None:
            diferencias.append(_agregada(lugar, leida))
            continue
        cambios = list(_cambios(lugar, pareja, leida, compara_meses))
        diferencias.extend(cambios)
        iguales += not cambios
    quedan = {pareja.actividad.id for pareja in parejas.values()}
    diferencias.extend(_quitada(previa) for previa in del_plan(plan) if previa.actividad.id not in quedan)
    ids = {lugar: pareja.actividad.id for lugar, pareja in parejas.items()}
    return Comparacion(tuple(diferencias), iguales, ids)


def programado(leida: ActividadAceptada) -> dict[Mes, int]:
    """Lo que el documento programa, mes a mes."""
    return {mes: celda.programado for mes, celda in leida.meses.items() if celda.programado}


def del_plan(plan: PlanCompleto) -> list[EnElPlan]:
    """Sus actividades, cada una con sus padres, en su orden."""
    return [
        EnElPlan(linea, objetivo, actividad)
        for linea in plan.lineas
        for objetivo in linea.objetivos
        for actividad in objetivo.actividades
    ]


def _del_documento(nuevo: PlanAceptado) -> list[EnElDocumento]:
    return [
        EnElDocumento(nuevo.linea_de(leida).nombre, nuevo.objetivos[leida.objetivo].nombre, leida)
        for leida in nuevo.actividades
    ]


def _emparejar(plan: PlanCompleto, nuevo: PlanAceptado, con_parecidas: bool) -> dict[int, EnElPlan]:
    """A qué actividad del plan corresponde cada una del documento, de la seguridad mayor a la menor."""
    libres = {previa.actividad.id: previa for previa in del_plan(plan)}
    pendientes = dict(enumerate(_del_documento(nuevo)))
    parejas: dict[int, EnElPlan] = {}
    for iguala in (_mismo_lugar_y_nombre, _mismo_nombre):
        _tomar_iguales(iguala, libres, pendientes, parejas)
    if con_parecidas:
        _tomar_parecidas(libres, pendientes, parejas)
    return parejas


def _mismo_lugar_y_nombre(linea: str, objetivo: str, nombre: str) -> tuple[str, ...]:
    return normalizar(linea), normalizar(objetivo), normalizar(nombre)


def _mismo_nombre(linea: str, objetivo: str, nombre: str) -> tuple[str, ...]:  # noqa: ARG001
    return (normalizar(nombre),)


def _tomar_iguales(
    clave: Callable[[str, str, str], tuple[str, ...]],
    libres: dict[int, EnElPlan],
    pendientes: dict[int, EnElDocumento],
    parejas: dict[int, EnElPlan],
) -> None:
    por_clave: dict[tuple[str, ...], list[EnElPlan]] = {}
    for previa in libres.values():
        suya = clave(previa.linea.nombre, previa.objetivo.nombre, previa.actividad.nombre)
        por_clave.setdefault(suya, []).append(previa)
    for lugar, leida in list(pendientes.items()):
        iguales = por_clave.get(clave(leida.linea, leida.objetivo, leida.actividad.nombre))
        if iguales:
            parejas[lugar] = iguales.pop(0)
            del libres[parejas[lugar].actividad.id], pendientes[lugar]


def _tomar_parecidas(
    libres: dict[int, EnElPlan], pendientes: dict[int, EnElDocumento], parejas: dict[int, EnElPlan]
) -> None:
    """Dentro de la misma línea, las de nombre más parecido primero."""
    candidatas = [
        (semejanza(previa.actividad.nombre, leida.actividad.nombre), lugar, previa.actividad.id)
        for lugar, leida in pendientes.items()
        for previa in libres.values()
        if normalizar(previa.linea.nombre) == normalizar(leida.linea)
    ]
    for parecido, lugar, id_ in sorted(candidatas, key=lambda terna: (-terna[0], terna[1:])):
        if parecido >= PARECIDO_SUFICIENTE and lugar in pendientes and id_ in libres:
            parejas[lugar] = libres.pop(id_)
            del pendientes[lugar]


def _agregada(lugar: int, leida: EnElDocumento) -> Diferencia:
    nombre = leida.actividad.nombre
    return Diferencia(f"nueva:{lugar}", Clase.AGREGADA, nombre, "Actividad", despues=leida.linea, lugar=lugar)


def _quitada(previa: EnElPlan) -> Diferencia:
    actividad = previa.actividad
    ejecutado = sum(celda.ejecutado for celda in actividad.meses.values())
    antes = f"{previa.linea.nombre}" + (f" (tiene {ejecutado} ejecutado)" if ejecutado else "")
    return Diferencia(
        f"quitada:{actividad.id}",
        Clase.QUITADA,
        actividad.nombre,
        "Actividad",
        antes,
        actividad_id=actividad.id,
    )


def _cambios(lugar: int, previa: EnElPlan, leida: EnElDocumento, compara_meses: bool) -> Iterable[Diferencia]:
    for campo, antes, despues in _campos(previa, leida, compara_meses):
        yield Diferencia(
            clave=f"cambio:{previa.actividad.id}:{campo}",
            clase=Clase.CAMBIADA,
            nombre=previa.actividad.nombre,
            campo=campo,
            antes=antes,
            despues=despues,
            actividad_id=previa.actividad.id,
            lugar=lugar,
            parecido=campo == "nombre" and normalizar(antes) != normalizar(despues),
        )


CAMPOS_SIMPLES = (
    "codigo", "unidad_medida", "meta", "indicador", "medio_verificacion", "recurrencia", "observaciones",
)  # fmt: skip


def _campos(previa: EnElPlan, leida: EnElDocumento, compara_meses: bool) -> Iterable[tuple[str, str, str]]:
    antes, despues = previa.actividad, leida.actividad
    if " ".join(antes.nombre.split()) != " ".join(despues.nombre.split()):
        yield "nombre", antes.nombre, despues.nombre
    if normalizar(previa.linea.nombre) != normalizar(leida.linea) or (
        normalizar(previa.objetivo.nombre) != normalizar(leida.objetivo)
    ):
        yield "lugar", _ruta(previa.linea.nombre, previa.objetivo.nombre), _ruta(leida.linea, leida.objetivo)
    for campo in CAMPOS_SIMPLES:
        previo, nuevo = getattr(antes, campo), getattr(despues, campo)
        if nuevo and nuevo != previo:
            yield campo, previo or "", nuevo
    yield from _numeros(antes, despues)
    unidades = [unidad.nombre for unidad in antes.unidades]
    if despues.unidades and [normalizar(u) for u in unidades] != [normalizar(u) for u in despues.unidades]:
        yield "unidades", "; ".join(unidades), "; ".join(despues.unidades)
    if compara_meses:
        yield from _meses(antes, despues)


def _ruta(linea: str, objetivo: str) -> str:
    return f"{linea} › {objetivo}"


def _numeros(antes: ActividadDelPlan, despues: ActividadAceptada) -> Iterable[tuple[str, str, str]]:
    if despues.peso not in (1.0, antes.peso):
        yield "peso", f"{antes.peso:g}", f"{despues.peso:g}"
    if despues.presupuesto_centavos not in (None, antes.presupuesto_centavos):
        yield (
            "presupuesto_centavos",
            _dinero(antes.presupuesto_centavos),
            _dinero(despues.presupuesto_centavos),
        )


def _dinero(centavos: int | None) -> str:
    return "" if centavos is None else f"{centavos / 100:,.0f}".replace(",", ".")


def _meses(antes: ActividadDelPlan, despues: ActividadAceptada) -> Iterable[tuple[str, str, str]]:
    previo = {mes: celda.programado for mes, celda in antes.meses.items() if celda.programado}
    if previo != programado(despues):
        yield "meses", en_palabras(previo), en_palabras(programado(despues))


def en_palabras(meses: Mapping[Mes, int]) -> str:
    """«2026: Mar, Jun ×4», en orden; «sin programar» si no hay nada."""
    por_anio: dict[int, list[str]] = {}
    for mes, cantidad in sorted(meses.items()):
        texto = mes.abreviado + (f" ×{cantidad}" if cantidad > 1 else "")
        por_anio.setdefault(mes.anio, []).append(texto)
    return "; ".join(f"{anio}: {', '.join(suyos)}" for anio, suyos in por_anio.items()) or "sin programar"


def bajas(
    plan: PlanCompleto, nuevo: PlanAceptado, elegidas: Iterable[Diferencia]
) -> tuple[CambioProgramado, ...]:
    """En un plan vigente, los meses en que los cambios elegidos bajan lo programado: exigen un motivo."""
    actividades = {actividad.id: actividad for actividad in plan.actividades}
    todas: list[CambioProgramado] = []
    for elegida in elegidas:
        despues = _programado_despues(elegida, nuevo)
        if elegida.actividad_id is not None and despues is not None:
            meses = actividades[elegida.actividad_id].meses
            antes = {mes: celda.programado for mes, celda in meses.items()}
            todas.extend(exigen_motivo(plan.estado, antes, despues))
    return tuple(todas)


def _programado_despues(elegida: Diferencia, nuevo: PlanAceptado) -> Mapping[Mes, int] | None:
    if elegida.clase is Clase.QUITADA:
        return {}
    if elegida.campo == "meses" and elegida.lugar is not None:
        return programado(nuevo.actividades[elegida.lugar])
    return None
