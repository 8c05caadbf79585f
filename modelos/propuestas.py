"""Qué actividades podrían responder a un aporte, para que una persona las acepte o las descarte."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from modelos.arbol import PlanCompleto
from modelos.frases import es_femenino
from modelos.importacion.plan_aceptado import PlanAceptado
from modelos.parecido import PARECIDO_SUFICIENTE, normalizar
from modelos.participacion import Aporte

PALABRAS_EN_COMUN = 2 / 3
"""Desde esta parte de las palabras del texto más corto se propone que hablan de lo mismo."""

MINIMO_EN_COMUN = 2
"""Una sola palabra repetida no basta: «Mejorar las plazas» no responde a «Mejorar el agua»."""

PROPUESTAS_POR_APORTE = 3
LARGO_DE_RAIZ = 6
"""Letras en que «implementación» e «implementando», o «técnico» y «técnicos», se escriben igual."""

_SIN_CONTENIDO = frozenset(
    {
        "cada", "como", "desde", "entre", "esta", "estas", "este", "estos", "hasta", "misma", "mismo", "para",
        "sobre", "toda", "todas", "todo", "todos",
    }
)  # fmt: skip


class Pareja(NamedTuple):
    """Un aporte y una actividad, por su identificador o, en un documento, por su lugar."""

    aporte: int
    actividad: int


class Dicho(NamedTuple):
    """Lo que dice un aporte o el nombre de una actividad, con la línea en que está."""

    clave: int
    linea: int | None
    texto: str


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Una actividad que podría responder a un aporte: dice lo mismo en otra línea, o algo parecido."""

    pareja: Pareja
    parecido: float  # de 0 a 1
    dice_lo_mismo: bool
    misma_linea: bool

    def razon(self, linea: str) -> str:
        """Por qué se propone, para quien decide; `linea` es cómo el plan llama a las suyas."""
        dice = "Dice lo mismo" if self.dice_lo_mismo else "Dice algo parecido"
        return dice if self.misma_linea else f"{dice} en {'otra' if es_femenino(linea) else 'otro'} {linea}"


def del_plan(
    plan: PlanCompleto, aportes: Iterable[Aporte], descartadas: Iterable[Pareja]
) -> tuple[Propuesta, ...]:
    """Las que faltan por decidir en un plan: ni enlazadas ni descartadas; a lo más tres por aporte."""
    aportes = list(aportes)
    actividades = [Dicho(a.id, linea.id, a.nombre) for linea in plan.lineas for a in linea.actividades]
    enlazadas = {Pareja(aporte.id, id_) for aporte in aportes for id_ in aporte.actividades}
    dichos = [Dicho(aporte.id, aporte.linea_id, aporte.texto) for aporte in aportes]
    return proponer(dichos, actividades, enlazadas.union(descartadas))


def del_documento(aceptado: PlanAceptado) -> tuple[Propuesta, ...]:
    """Las que quedarán por decidir al importarlo; las parejas van por su lugar en el documento."""
    lineas = [objetivo.linea for objetivo in aceptado.objetivos]
    actividades = [
        Dicho(lugar, lineas[leida.objetivo], leida.nombre) for lugar, leida in enumerate(aceptado.actividades)
    ]
    dichos = [Dicho(lugar, leido.linea, leido.texto) for lugar, leido in enumerate(aceptado.aportes)]
    enlazadas = {
        Pareja(lugar, actividad)
        for lugar, leido in enumerate(aceptado.aportes)
        for actividad in leido.actividades
    }
    return proponer(dichos, actividades, enlazadas)


def proponer(
    aportes: Iterable[Dicho], actividades: Sequence[Dicho], resueltas: Container[Pareja]
) -> tuple[Propuesta, ...]:
    """En el orden de los aportes; de cada uno, primero las que dicen lo mismo y las de su línea."""
    indice = _Indice(actividades)
    propuestas: list[Propuesta] = []
    for aporte in aportes:
        suyas = [propuesta for propuesta in indice.parecidas_a(aporte) if propuesta.pareja not in resueltas]
        propuestas += sorted(suyas, key=_orden)[:PROPUESTAS_POR_APORTE]
    return tuple(propuestas)


def _orden(propuesta: Propuesta) -> tuple[bool, bool, float, int]:
    return (
        not propuesta.dice_lo_mismo,
        not propuesta.misma_linea,
        -propuesta.parecido,
        propuesta.pareja.actividad,
    )


class _Indice:
    """Las actividades por las raíces de sus palabras: comparar un aporte no recorre las que no comparten."""

    def __init__(self, actividades: Sequence[Dicho]) -> None:
        self._actividades = actividades
        self._textos = [normalizar(actividad.texto) for actividad in actividades]
        self._raices = [_raices(texto) for texto in self._textos]
        self._por_raiz: defaultdict[str, list[int]] = defaultdict(list)
        for lugar, raices in enumerate(self._raices):
            for raiz in raices:
                self._por_raiz[raiz].append(lugar)

    def parecidas_a(self, aporte: Dicho) -> list[Propuesta]:
        """Las que comparten sus palabras o se escriben casi igual."""
        texto = normalizar(aporte.texto)
        parecidos = self._por_escritura(texto) | self._por_palabras(_raices(texto))
        return [
            Propuesta(
                Pareja(aporte.clave, self._actividades[lugar].clave),
                parecido,
                dice_lo_mismo=self._textos[lugar] == texto,
                misma_linea=self._actividades[lugar].linea == aporte.linea,
            )
            for lugar, parecido in parecidos.items()
        ]

    def _por_palabras(self, raices: frozenset[str]) -> dict[int, float]:
        en_comun = Counter(lugar for raiz in raices for lugar in self._por_raiz.get(raiz, ()))
        partes = {
            lugar: cuantas / min(len(raices), len(self._raices[lugar]))
            for lugar, cuantas in en_comun.items()
            if cuantas >= MINIMO_EN_COMUN
        }
        return {lugar: parte for lugar, parte in partes.items() if parte >= PALABRAS_EN_COMUN}

    def _por_escritura(self, texto: str) -> dict[int, float]:
        minimo = 100 * PARECIDO_SUFICIENTE
        casi = process.extract(texto, self._textos, scorer=fuzz.ratio, score_cutoff=minimo, limit=None)
        return {lugar: puntaje / 100 for _, puntaje, lugar in casi}


def _raices(texto: str) -> frozenset[str]:
    """El comienzo de cada palabra con contenido de un texto normalizado, y sus números."""
    return frozenset(
        palabra[:LARGO_DE_RAIZ]
        for palabra in texto.split()
        if palabra.isdecimal() or (len(palabra) > 3 and palabra not in _SIN_CONTENIDO)
    )
