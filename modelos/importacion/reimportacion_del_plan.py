"""Qué cambiaría, además de las actividades, con un documento leído de nuevo: datos, firmas, aportes…"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from modelos.arbol import PlanCompleto
from modelos.importacion.borrador import PlanBorrador
from modelos.importacion.decision import nivel_leido
from modelos.importacion.exportado import como_se_escribe
from modelos.importacion.plan_aceptado import AporteAceptado, PlanAceptado
from modelos.importacion.reimportacion import Clase, De, Diferencia
from modelos.parecido import PARECIDO_SUFICIENTE, normalizar, semejanza
from modelos.participacion import TipoAporte
from modelos.plan import TipoPlan, nombre_de_nivel

_CONFIANZA_DE_TIPO = 0.8  # con menos, el documento no lo dice: se supuso


@dataclass(frozen=True, slots=True)
class Parte:
    """Un objetivo del plan, una firma o un aporte; `campos` lleva todo lo que dice, por columna."""

    campos: Mapping[str, str]
    principal: str  # el campo que la nombra
    id: int = 0  # 0 si todavía no está guardada
    actividades: tuple[int, ...] = ()  # las del plan que le responden
    descartadas: tuple[int, ...] = ()  # las que una persona dijo que no

    @property
    def nombre(self) -> str:
        """Lo que la nombra."""
        return self.campos[self.principal]


@dataclass(frozen=True, slots=True)
class Guardado:
    """Lo que el plan tiene, fuera de sus líneas."""

    objetivos: tuple[Parte, ...] = ()
    firmas: tuple[Parte, ...] = ()
    aportes: tuple[Parte, ...] = ()


def un_objetivo(clase: str, texto: str, id_: int = 0) -> Parte:
    """Un objetivo enunciado para todo el plan."""
    return Parte({"clase": clase, "texto": texto}, "texto", id_)


def una_firma(accion: str, nombre: str, cargo: str | None, id_: int = 0) -> Parte:
    """Quién elaboró, revisó o aprobó."""
    return Parte({"accion": accion, "nombre": nombre, "cargo": cargo or ""}, "nombre", id_)


def un_aporte(
    tipo: str,
    texto: str,
    linea: str | None,
    actividades: tuple[int, ...] = (),
    id_: int = 0,
    descartadas: tuple[int, ...] = (),
) -> Parte:
    """Lo que pidió o aportó la ciudadanía, o lo acordado."""
    campos = {"tipo": tipo, "texto": texto, "linea": linea or ""}
    return Parte(campos, "texto", id_, actividades, descartadas)


def comparar_el_resto(
    plan: PlanCompleto,
    guardado: Guardado,
    leido: PlanBorrador,
    nuevo: PlanAceptado,
    parejas: Mapping[int, int],
) -> tuple[Diferencia, ...]:
    """Los cambios en los datos del plan, sus objetivos, firmas y aportes, en ese orden.

    Lo que el documento no dice no cambia nada; de lo que sí dice, lo que falta se ofrece quitar.
    """
    objetivos = [un_objetivo(clase, texto) for clase, texto in nuevo.objetivos_plan]
    firmas = [una_firma(*firma) for firma in nuevo.firmas]
    aportes = [_del_documento(aporte, nuevo, parejas) for aporte in nuevo.aportes]
    return (
        *_datos(plan, leido),
        *_partes(De.OBJETIVO, guardado.objetivos, objetivos),
        *_partes(De.FIRMA, guardado.firmas, firmas),
        *_aportes(guardado.aportes, _reconocidos(aportes, nuevo, guardado), nuevo, parejas),
    )


def _reconocidos(aportes: Sequence[Parte], nuevo: PlanAceptado, guardado: Guardado) -> list[Parte]:
    """Los del documento, con el ID del que la clave dice que son."""
    textos = {aporte.id: aporte.nombre for aporte in guardado.aportes}
    claves = (aceptado.exportado for aceptado in nuevo.aportes)
    return [
        replace(aporte, id=clave.parte_id)
        if clave and clave.es_de(clave.parte_id, textos.get(clave.parte_id, ""))
        else aporte
        for aporte, clave in zip(aportes, claves, strict=True)
    ]


def _datos(plan: PlanCompleto, leido: PlanBorrador) -> Iterable[Diferencia]:
    for campo, previo, nuevo, dicho in _pares_de_datos(plan, leido):
        if nuevo and normalizar(nuevo) != normalizar(previo):
            yield Diferencia(
                f"plan:{campo}", Clase.CAMBIADA, plan.nombre, campo, previo, nuevo, de=De.PLAN, valor=dicho
            )


def _pares_de_datos(plan: PlanCompleto, leido: PlanBorrador) -> Iterable[tuple[str, str, str, str]]:
    """De cada dato: su campo, lo que el plan tiene, lo que el documento dice y lo que se guardaría."""
    for campo, previo, nuevo in (
        ("nombre", plan.nombre, leido.titulo),
        ("municipalidad", plan.municipalidad, leido.municipalidad),
        ("unidad", plan.unidad, leido.unidad),
    ):
        yield campo, previo or "", nuevo or "", nuevo or ""
    nivel = nivel_leido(leido.nivel) or ""
    yield "nivel", nombre_de_nivel(plan.nivel), nombre_de_nivel(nivel), nivel
    if leido.confianzas.get("tipo", 1.0) >= _CONFIANZA_DE_TIPO:
        tipo = TipoPlan(leido.tipo)
        yield "tipo", plan.tipo.etiqueta, tipo.etiqueta, tipo.value


def _del_documento(aporte: AporteAceptado, nuevo: PlanAceptado, parejas: Mapping[int, int]) -> Parte:
    linea = None if aporte.linea is None else nuevo.lineas[aporte.linea].nombre
    responden = tuple(parejas[lugar] for lugar in aporte.actividades if lugar in parejas)
    return un_aporte(aporte.tipo, aporte.texto, linea, responden)


def _partes(de: De, guardadas: Sequence[Parte], leidas: Sequence[Parte]) -> Iterable[Diferencia]:
    parejas = _emparejar(guardadas, leidas)
    for lugar, leida in enumerate(leidas):
        if lugar not in parejas:
            yield _agregada(de, lugar, leida)
        else:
            yield from _cambios(de, lugar, parejas[lugar], leida)
    conservadas = {parte.id for parte in parejas.values()}
    if leidas:
        yield from (_quitada(de, parte) for parte in guardadas if parte.id not in conservadas)


def _aportes(
    guardados: Sequence[Parte], leidos: Sequence[Parte], nuevo: PlanAceptado, parejas: Mapping[int, int]
) -> Iterable[Diferencia]:
    """Los cambios de los aportes, y las actividades que dicen lo mismo que un aporte ya guardado.

    Lo que una persona enlazó se queda, y lo que desenlazó o descartó no vuelve.
    """
    if nuevo.exportado is not None:  # el plan ya decidió cuáles responden
        yield from _partes(De.APORTE, guardados, leidos)
        return
    for diferencia in _partes(De.APORTE, guardados, leidos):
        nueva = diferencia.clase is Clase.AGREGADA
        responden = nuevo.aportes[diferencia.lugar or 0].actividades if nueva else ()
        yield (
            replace(diferencia, despues=f"{diferencia.despues} · con su actividad")
            if responden
            else diferencia
        )
    for lugar, guardado in _emparejar(guardados, leidos).items():
        resueltas = {*guardado.actividades, *guardado.descartadas}
        faltan = [n for n in nuevo.aportes[lugar].actividades if parejas.get(n) not in resueltas]
        if faltan:
            yield Diferencia(
                clave=f"aporte:{guardado.id}:actividades",
                clase=Clase.CAMBIADA,
                nombre=guardado.nombre,
                campo="actividades",
                antes=str(len(guardado.actividades)) if guardado.actividades else "",
                despues="; ".join(nuevo.actividades[n].nombre for n in faltan),
                lugar=lugar,
                de=De.APORTE,
                parte_id=guardado.id,
                enlaces=tuple(parejas[n] for n in faltan if n in parejas),
            )


def _emparejar(guardadas: Sequence[Parte], leidas: Sequence[Parte]) -> dict[int, Parte]:
    """A qué parte guardada corresponde cada una del documento, de la seguridad mayor a la menor."""
    libres = list(guardadas)
    parejas: dict[int, Parte] = {}
    for es_la_misma in (_misma_clave, _iguales, _mismo_nombre, _parecidas):
        for lugar, leida in enumerate(leidas):
            hallada = None if lugar in parejas else _la_primera(libres, leida, es_la_misma)
            if hallada is not None:
                parejas[lugar] = hallada
                libres.remove(hallada)
    return parejas


def _la_primera(
    libres: Iterable[Parte], leida: Parte, es_la_misma: Callable[[Parte, Parte], bool]
) -> Parte | None:
    return next((parte for parte in libres if es_la_misma(parte, leida)), None)


def _misma_clave(guardada: Parte, leida: Parte) -> bool:
    return leida.id != 0 and leida.id == guardada.id


def _iguales(guardada: Parte, leida: Parte) -> bool:
    return all(
        normalizar(guardada.campos[campo]) == normalizar(leida.campos[campo]) for campo in leida.campos
    )


def _mismo_nombre(guardada: Parte, leida: Parte) -> bool:
    return normalizar(guardada.nombre) == normalizar(leida.nombre)


def _parecidas(guardada: Parte, leida: Parte) -> bool:
    return semejanza(guardada.nombre, leida.nombre) >= PARECIDO_SUFICIENTE


def _agregada(de: De, lugar: int, leida: Parte) -> Diferencia:
    otros = [_dicho(campo, texto) for campo, texto in leida.campos.items() if campo != leida.principal]
    return Diferencia(
        clave=f"{de}:nueva:{lugar}",
        clase=Clase.AGREGADA,
        nombre=leida.nombre,
        campo=de.value,
        despues=" · ".join(texto for texto in otros if texto),
        lugar=lugar,
        de=de,
        enlaces=leida.actividades,
    )


def _cambios(de: De, lugar: int, guardada: Parte, leida: Parte) -> Iterable[Diferencia]:
    for campo, despues in leida.campos.items():
        antes = guardada.campos[campo]
        if not despues or _sin_espacios(antes) == _sin_espacios(despues):
            continue
        if campo == "linea" and normalizar(antes) == normalizar(despues):
            continue
        yield Diferencia(
            clave=f"{de}:{guardada.id}:{campo}",
            clase=Clase.CAMBIADA,
            nombre=guardada.nombre,
            campo=campo,
            antes=_dicho(campo, antes),
            despues=_dicho(campo, despues),
            lugar=lugar,
            parecido=campo == leida.principal
            and not (_misma_clave(guardada, leida) or _mismo_nombre(guardada, leida)),
            de=de,
            parte_id=guardada.id,
            valor=despues,
        )


def _quitada(de: De, guardada: Parte) -> Diferencia:
    return Diferencia(
        clave=f"{de}:quitada:{guardada.id}",
        clase=Clase.QUITADA,
        nombre=guardada.nombre,
        campo=de.value,
        de=de,
        parte_id=guardada.id,
    )


def _sin_espacios(texto: str) -> str:
    return " ".join(como_se_escribe(texto).split())


def _dicho(campo: str, texto: str) -> str:
    """El texto como lo lee la persona."""
    return TipoAporte(texto).etiqueta if campo == "tipo" and texto else texto
