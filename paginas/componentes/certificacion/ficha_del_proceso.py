"""El proceso para leer: lo convenido, las auditorías, lo que resolvió el ministerio y lo ya otorgado."""

from collections.abc import Mapping
from html import escape

from datos.certificacion.procesos import Otorgado
from modelos.certificacion.proceso import AuditoriaDelProceso, ProcesoDelPlan
from modelos.frases import contar, fecha_corta
from paginas.componentes.certificacion.lectura import Persigue
from paginas.componentes.evidencias.archivos import CAMINO_DE_RESOLUCION


def en_html(persigue: Persigue, otorgados: Mapping[str, Otorgado]) -> str:
    """Plegado, y solo con lo que alguien escribió; vacío si no hay nada."""
    suyo = persigue.certificacion.proceso
    datos = [*_convenio(suyo), *_resuelto(suyo), *_auditorias(persigue), *_otorgados(persigue, otorgados)]
    filas = "".join(f"<dt>{escape(nombre)}</dt><dd>{dicho}</dd>" for nombre, dicho in datos if dicho)
    if not filas:
        return ""
    return (
        f'<details class="inactivos"><summary>El proceso</summary><dl class="que-trae">{filas}</dl></details>'
    )


def _convenio(suyo: ProcesoDelPlan) -> list[tuple[str, str]]:
    cuando = fecha_corta(suyo.convenio_fecha) if suyo.convenio_fecha else ""
    return [
        ("Convenio", escape(" · ".join(filter(None, (suyo.convenio_numero, cuando))))),
        ("Modalidad", escape(suyo.modalidad.etiqueta if suyo.modalidad else "")),
        ("Contacto", escape(suyo.contacto or "")),
    ]


def _resuelto(suyo: ProcesoDelPlan) -> list[tuple[str, str]]:
    if suyo.resultado is None:
        return []
    partes = (
        suyo.resultado.etiqueta,
        fecha_corta(suyo.resultado_el) if suyo.resultado_el else "",
        f"{suyo.resultado_porcentaje} %" if suyo.resultado_porcentaje is not None else "",
        suyo.resultado_nota or "",
    )
    return [("Ministerio", escape(" · ".join(filter(None, partes))))]


def _auditorias(persigue: Persigue) -> list[tuple[str, str]]:
    observaciones = persigue.certificacion.observaciones

    def dicha(una: AuditoriaDelProceso) -> str:
        cuantas = sum(cual.auditoria_id == una.id for cual in observaciones)
        partes = (fecha_corta(una.fecha), una.nota or "", contar(cuantas, "observación").lower())
        return escape(" · ".join(filter(None, partes)))

    return [(f"Auditoría {una.numero}", dicha(una)) for una in persigue.certificacion.auditorias]


def _otorgados(persigue: Persigue, otorgados: Mapping[str, Otorgado]) -> list[tuple[str, str]]:
    nombres = {nivel.codigo: nivel.nombre for nivel in persigue.catalogo.niveles} if persigue.catalogo else {}
    return [
        (
            nombres.get(codigo, codigo),
            escape(f"otorgado el {fecha_corta(uno.otorgado_el)}, {uno.resolucion}")
            + (
                f' · <a href="{CAMINO_DE_RESOLUCION}/{uno.id}" download>{escape(uno.archivo)}</a>'
                if uno.archivo
                else ""
            ),
        )
        for codigo, uno in otorgados.items()
    ]
