"""El HTML de un plan publicado: cómo va y su cronograma, sin notas, causas ni personas."""

from datetime import date
from html import escape

from datos import logo
from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import FilaActividad, FilaLinea
from modelos.calendario.cronograma_escrito import (
    COMO_SE_LEE,
    EN_LA_LEYENDA,
    escribir_avance,
    escribir_avance_del_grupo,
    escribir_celda,
)
from modelos.frases import fecha_larga
from modelos.seguimiento.frase_de_avance import texto
from modelos.seguimiento.informe_de_avance import InformeDeAvance, informar
from modelos.seguimiento.liquidacion import Celda
from paginas.componentes.simbolos import con_etiqueta, simbolo


def dibujar(plan: PlanCompleto, publicado_el: date, hojas: str) -> str:
    """La página entera, al corte del día en que se publicó."""
    informe = informar(plan, publicado_el)
    titulo = escape(f"{plan.nombre} · {plan.municipalidad}")
    return (
        '<!doctype html><html lang="es"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{titulo}</title>{hojas}</head>'
        f'<body class="publico"><main>{_encabezado(plan, publicado_el)}'
        f'<p class="frase-publica">{escape(texto(informe.frase))}</p>'
        f"{_lineas(informe)}{_cronograma(informe)}{_pie(publicado_el)}</main></body></html>"
    )


def _encabezado(plan: PlanCompleto, publicado_el: date) -> str:
    imagen = logo.en_direccion(plan.logo)
    emblema = f'<img src="{imagen}" alt="Logo de {escape(plan.municipalidad)}">' if imagen else ""
    return (
        f"<header>{emblema}<div><p>{escape(plan.municipalidad)}</p><h1>{escape(plan.nombre)}</h1>"
        f"<p>Publicado el {fecha_larga(publicado_el)}; los datos son de ese día.</p></div></header>"
    )


def _lineas(informe: InformeDeAvance) -> str:
    filas = "".join(_linea(una.fila, informe) for una in informe.lineas)
    return (
        '<h2>Cómo va cada parte</h2><div class="ancha"><table class="partes"><thead><tr>'
        f'<th scope="col">{escape(informe.plan.etiquetas.linea.capitalize())}</th>'
        '<th scope="col">Ejecutado</th><th scope="col">Programado</th></tr></thead>'
        f"<tbody>{filas}</tbody></table></div>"
    )


def _linea(linea: FilaLinea, informe: InformeDeAvance) -> str:
    escrito = escribir_avance_del_grupo(linea.total.grupo, informe.corte)
    al_lado = escrito.al_lado.removeprefix("de ") or "—"
    return (
        f'<tr><th scope="row">{escape(linea.linea.titulo)}</th><td>{escape(escrito.texto)}</td>'
        f"<td>{escape(al_lado)}</td></tr>"
    )


def _cronograma(informe: InformeDeAvance) -> str:
    meses = informe.cronograma.meses
    titulos = "".join(f'<th scope="col">{mes.abreviado}<br>{mes.anio % 100:02}</th>' for mes in meses)
    cuerpos = "".join(_grupo(linea, informe) for linea in informe.cronograma.lineas)
    leyenda = " ".join(con_etiqueta(estado) for estado in EN_LA_LEYENDA)
    return (
        f'<h2>Cronograma</h2><p class="leyenda-publica">{leyenda}</p>'
        '<div class="ancha"><table class="meses"><thead><tr><th scope="col">Actividad</th>'
        f'{titulos}<th scope="col">Avance</th></tr></thead>{cuerpos}</table></div>'
        f'<p class="tenue">{escape(COMO_SE_LEE)}</p>'
    )


def _grupo(linea: FilaLinea, informe: InformeDeAvance) -> str:
    columnas = len(informe.cronograma.meses) + 2
    filas = "".join(_actividad(una, informe) for una in linea.actividades)
    titulo = f'<th scope="rowgroup" colspan="{columnas}">{escape(linea.linea.titulo)}</th>'
    return f'<tbody><tr class="linea">{titulo}</tr>{filas}</tbody>'


def _actividad(fila: FilaActividad, informe: InformeDeAvance) -> str:
    celdas = "".join(f"<td>{_celda(celda)}</td>" for celda in fila.celdas)
    avance = escribir_avance(fila, informe.corte)
    return (
        f'<tr><th scope="row">{escape(fila.actividad.nombre)}</th>{celdas}'
        f"<td>{escape(avance.texto)}</td></tr>"
    )


def _celda(celda: Celda) -> str:
    forma = simbolo(celda.estado)
    return f"{forma} {escape(' '.join(filter(None, escribir_celda(celda))))}".strip() if forma else ""


def _pie(publicado_el: date) -> str:
    return (
        f"<footer>Lo que cambie después del {fecha_larga(publicado_el)} no se ve aquí hasta que la "
        "municipalidad publique de nuevo.</footer>"
    )
