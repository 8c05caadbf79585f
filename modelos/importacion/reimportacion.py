"""Qué cambiaría en un plan si se le aplica un documento leído de nuevo: agregado, cambiado y quitado."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from modelos.arbol import CeldaMes, EnElPlan, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.importacion.borrador import ActividadBorrador
from modelos.importacion.cambios_leidos import Dicho, EnElDocumento, cambios, mismo_nombre, programado_hoy
from modelos.importacion.clave_exportada import ClaveExportada
from modelos.importacion.parejas import emparejar, es_la_exportada
from modelos.importacion.plan_aceptado import PlanAceptado
from modelos.importacion.renombres import Pareja, Renombres, hallar
from modelos.meses import Mes
from modelos.seguimiento.reprogramacion import CambioProgramado, exigen_motivo


class De(StrEnum):
    """A qué parte del plan toca un cambio."""

    PLAN = "plan"
    ACTIVIDAD = "actividad"
    LINEA = "linea"
    OBJETIVO_DE_LINEA = "objetivo_de_linea"
    OBJETIVO = "objetivo"  # el enunciado para todo el plan
    FIRMA = "firma"
    APORTE = "aporte"


class Clase(StrEnum):
    """Qué le pasa a una parte del plan al aplicar el documento."""

    AGREGADA = "agregada"
    CAMBIADA = "cambiada"
    QUITADA = "quitada"


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
    sin_comparar: bool = False  # si por ser demasiadas no se buscaron las de nombre parecido


def comparar(plan: PlanCompleto, nuevo: PlanAceptado, con_parecidas: bool = True) -> Comparacion:
    """Compara por clave si se exportó de aquí, y si no por línea, objetivo y nombre, también los parecidos.

    Lo que el documento no dice no borra lo que el plan tiene; lo ejecutado y las notas nunca cambian.
    """
    documento = _del_documento(nuevo)
    parejas, sin_comparar = emparejar(plan, documento, con_parecidas)
    renombres = _renombres(plan, nuevo, [(previa, documento[lugar]) for lugar, previa in parejas.items()])
    diferencias: list[Diferencia] = list(_de_los_padres(plan, renombres))
    iguales = 0
    for lugar, leida in enumerate(documento):
        pareja = parejas.get(lugar)
        if pareja is None:
            diferencias.append(_agregada(lugar, leida))
            continue
        suyos = list(_cambios(lugar, (pareja, leida), renombres, dicho_en(nuevo)))
        diferencias.extend(suyos)
        iguales += not suyos
    quedan = {pareja.actividad.id for pareja in parejas.values()}
    diferencias.extend(_quitada(previa) for previa in plan.ubicadas if previa.actividad.id not in quedan)
    ids = {lugar: pareja.actividad.id for lugar, pareja in parejas.items()}
    return Comparacion(tuple(diferencias), iguales, ids, sin_comparar)


def salio_de(plan: PlanCompleto, leidas: Iterable[ActividadBorrador]) -> bool:
    """Si alguna actividad lleva la clave de una del plan: en otra instalación los números son de otras."""
    nombres = {actividad.id: actividad.nombre for actividad in plan.actividades}
    claves = (ClaveExportada.leer(leida.clave or "") for leida in leidas)
    return any(clave and clave.es_de(clave.parte_id, nombres.get(clave.parte_id, "")) for clave in claves)


def ejecutado_distinto(plan: PlanCompleto, nuevo: PlanAceptado, parejas: Mapping[int, int]) -> int:
    """En cuántos meses lo ejecutado que el documento dice no es lo registrado; nunca se aplica."""
    meses = {actividad.id: actividad.meses for actividad in plan.actividades}
    return sum(
        celda.ejecutado != meses[id_].get(mes, CeldaMes()).ejecutado
        for lugar, id_ in parejas.items()
        for mes, celda in nuevo.actividades[lugar].meses.items()
        if celda.ejecutado
    )


def dicho_en(nuevo: PlanAceptado) -> Dicho:
    """Qué dice el documento de los meses y de lo que deja vacío."""
    exportado = nuevo.exportado
    con_meses = exportado is not None or any(actividad.meses for actividad in nuevo.actividades)
    return Dicho(con_meses, exportado)


def _renombres(plan: PlanCompleto, nuevo: PlanAceptado, parejas: Sequence[Pareja]) -> Renombres:
    """Solo un documento exportado los dice: en otro, un título distinto es de otra línea."""
    if nuevo.exportado is None or not _dice_el_lugar(dicho_en(nuevo)):
        return Renombres()
    return hallar(plan, parejas, con_programas="programa" in nuevo.exportado.campos)


def _dice_el_lugar(dicho: Dicho) -> bool:
    return dicho.exportado is None or {"linea", "objetivo"} <= dicho.exportado.campos


def _de_los_padres(plan: PlanCompleto, renombres: Renombres) -> Iterable[Diferencia]:
    for linea in plan.lineas:
        if linea.id in renombres.lineas:
            yield _del_padre(De.LINEA, linea, "nombre", linea.nombre, renombres.lineas[linea.id])
        if linea.id in renombres.programas:
            yield _del_padre(De.LINEA, linea, "programa", linea.programa or "", renombres.programas[linea.id])
        for objetivo in linea.objetivos:
            if objetivo.id in renombres.objetivos:
                nuevo = renombres.objetivos[objetivo.id]
                yield _del_padre(De.OBJETIVO_DE_LINEA, objetivo, "nombre", objetivo.nombre, nuevo)


def _del_padre(
    de: De, previo: LineaDelPlan | ObjetivoDelPlan, campo: str, antes: str, despues: str
) -> Diferencia:
    return Diferencia(
        clave=f"{de}:{previo.id}:{campo}",
        clase=Clase.CAMBIADA,
        nombre=previo.nombre,
        campo=campo,
        antes=antes,
        despues=despues,
        de=de,
        parte_id=previo.id,
        valor=despues,
    )


def _del_documento(nuevo: PlanAceptado) -> list[EnElDocumento]:
    return [
        EnElDocumento(
            nuevo.programa_de(leida),
            nuevo.linea_de(leida).nombre,
            nuevo.objetivos[leida.objetivo].nombre,
            leida,
        )
        for leida in nuevo.actividades
    ]


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


def _cambios(lugar: int, pareja: Pareja, renombres: Renombres, dicho: Dicho) -> Iterable[Diferencia]:
    previa, leida = pareja
    for campo, antes, despues in (*_lugar(pareja, renombres, dicho), *cambios(previa, leida, dicho)):
        yield Diferencia(
            clave=f"cambio:{previa.actividad.id}:{campo}",
            clase=Clase.CAMBIADA,
            nombre=previa.actividad.nombre,
            campo=campo,
            antes=antes,
            despues=despues,
            actividad_id=previa.actividad.id,
            lugar=lugar,
            parecido=campo == "nombre" and not es_la_exportada(*pareja) and not mismo_nombre(antes, despues),
        )


def _lugar(pareja: Pareja, renombres: Renombres, dicho: Dicho) -> Iterable[tuple[str, str, str]]:
    previa, leida = pareja
    linea, objetivo = renombres.lugar(previa)
    mismo = mismo_nombre(linea, leida.linea) and mismo_nombre(objetivo, leida.objetivo)
    if not mismo and _dice_el_lugar(dicho) and "lugar" not in leida.actividad.sin_leer:
        yield "lugar", f"{linea} › {objetivo}", f"{leida.linea} › {leida.objetivo}"


def bajas(
    plan: PlanCompleto, nuevo: PlanAceptado, elegidas: Iterable[Diferencia]
) -> tuple[CambioProgramado, ...]:
    """En un plan vigente, los meses en que los cambios elegidos bajan lo programado: exigen un motivo."""
    actividades = {actividad.id: actividad for actividad in plan.actividades}
    todas: list[CambioProgramado] = []
    for elegida in elegidas:
        if elegida.actividad_id is not None:
            antes = programado_hoy(actividades[elegida.actividad_id])
            despues = _programado_despues(elegida, antes, nuevo)
            todas.extend(exigen_motivo(plan.estado, antes, despues))
    return tuple(todas)


def _programado_despues(
    elegida: Diferencia, antes: Mapping[Mes, int], nuevo: PlanAceptado
) -> Mapping[Mes, int]:
    if elegida.clase is Clase.QUITADA:
        return {}
    if elegida.campo == "meses" and elegida.lugar is not None:
        return dicho_en(nuevo).meses(antes, nuevo.actividades[elegida.lugar])
    return antes
