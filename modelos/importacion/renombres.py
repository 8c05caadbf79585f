"""Las líneas y objetivos que un documento exportado llama de otro modo, o pone en otro programa."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from modelos.arbol import EnElPlan, PlanCompleto
from modelos.importacion.cambios_leidos import EnElDocumento, mismo_nombre
from modelos.importacion.exportado import como_se_escribe
from modelos.parecido import normalizar

Pareja = tuple[EnElPlan, EnElDocumento]


@dataclass(frozen=True, slots=True)
class Renombres:
    """El nombre nuevo de cada línea y objetivo que lo cambió, y el programa de cada línea, por su ID."""

    lineas: Mapping[int, str] = field(default_factory=dict)
    objetivos: Mapping[int, str] = field(default_factory=dict)
    programas: Mapping[int, str] = field(default_factory=dict)  # vacío: en ninguno

    def lugar(self, previa: EnElPlan) -> tuple[str, str]:
        """La línea y el objetivo de una actividad, como se llamarán."""
        return (
            self.lineas.get(previa.linea.id, previa.linea.nombre),
            self.objetivos.get(previa.objetivo.id, previa.objetivo.nombre),
        )


def hallar(plan: PlanCompleto, parejas: Sequence[Pareja], *, con_programas: bool) -> Renombres:
    """Se renombró lo que todas sus actividades llaman igual, si ese nombre no era ya el de un hermano."""
    lineas = _renombrados(
        {(linea.id, None): linea.nombre for linea in plan.lineas},
        ((previa.linea.id, None, leida.linea) for previa, leida in parejas),
    )
    en_su_linea = [
        (previa, leida)
        for previa, leida in parejas
        if mismo_nombre(lineas.get(previa.linea.id, previa.linea.nombre), leida.linea)
    ]
    objetivos = _renombrados(
        {(objetivo.id, linea.id): objetivo.nombre for linea in plan.lineas for objetivo in linea.objetivos},
        ((previa.objetivo.id, previa.linea.id, leida.objetivo) for previa, leida in en_su_linea),
    )
    return Renombres(lineas, objetivos, _programas(en_su_linea) if con_programas else {})


def _programas(parejas: Iterable[Pareja]) -> dict[int, str]:
    """El programa es de la línea: basta que una de sus actividades diga otro."""
    return {
        previa.linea.id: leida.programa or ""
        for previa, leida in parejas
        if not mismo_nombre(previa.linea.programa or "", leida.programa or "")
    }


def _renombrados(
    nombres: Mapping[tuple[int, Hashable], str], leidos: Iterable[tuple[int, Hashable, str]]
) -> dict[int, str]:
    """`nombres` va por (ID, padre); los hermanos son los del mismo padre."""
    dichos: defaultdict[tuple[int, Hashable], set[str]] = defaultdict(set)
    for id_, padre, nombre in leidos:
        dichos[id_, padre].add(como_se_escribe(nombre))
    finales = {clave: min(dichos[clave]) if len(dichos[clave]) == 1 else nombres[clave] for clave in nombres}
    usados = Counter((padre, normalizar(nombre)) for (_, padre), nombre in nombres.items())
    usados += Counter(
        (padre, normalizar(nombre))
        for (id_, padre), nombre in finales.items()
        if normalizar(nombre) != normalizar(nombres[id_, padre])
    )
    return {
        id_: nombre
        for (id_, padre), nombre in finales.items()
        if nombre != como_se_escribe(nombres[id_, padre]) and usados[padre, normalizar(nombre)] == 1
    }
