"""Las actividades detrás de las cifras, en HTML: atrasadas, reprogramadas, sin programar, y el dinero."""

from html import escape

from modelos.calendario.cronograma import FilaActividad, FilaLinea
from modelos.dinero import en_moneda
from modelos.estados import EstadoActividad
from modelos.frases import contar, fecha_corta, porcentaje
from modelos.seguimiento.informe_de_avance import (
    SIN_CAUSA,
    SIN_PROGRAMAR_A_LA_VISTA,
    SIN_PROXIMO_PASO,
    SIN_RESPONSABLE,
    Atrasada,
    InformeDeAvance,
)
from modelos.seguimiento.presupuesto import SIN_ANOTAR, Presupuesto
from modelos.seguimiento.reprogramacion import Traslado
from paginas.componentes.avance.eleccion import Eleccion
from paginas.componentes.avance.portada import LAS_MAS_ATRASADAS
from paginas.componentes.simbolos import con_etiqueta
from paginas.componentes.tablas import con_titulos, tabla, ver_tabla

_NO_INFORMADO = frozenset({SIN_CAUSA, SIN_PROXIMO_PASO, SIN_RESPONSABLE})


def atrasadas(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """Las diez más atrasadas, con su causa, qué se hará y quién responde."""
    if not informe.atrasadas:
        return (
            f'<section class="tarjeta" id="{LAS_MAS_ATRASADAS}"><h2>Las más atrasadas</h2>'
            '<p class="tenue">Ninguna actividad está atrasada ni vencida.</p></section>'
        )
    filas = "".join(_atrasada(una, eleccion) for una in informe.mas_atrasadas)
    columnas = ("Actividad", "Responsable", "Causa", "Próximo paso", "Estado", "Atraso")
    return (
        f'<section class="tarjeta atrasadas" id="{LAS_MAS_ATRASADAS}"><h2>Las más atrasadas</h2>'
        f'<p class="accion">{_ver_todas(informe, eleccion)}</p>'
        f'<div class="caja">{con_titulos(columnas, filas)}</div></section>'
    )


def _ver_todas(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """«Ver 5 atrasadas · 3 vencidas», cada cuenta con el enlace a sus filas."""
    cuentas = {
        estado: informe.atrasadas_en(estado) for estado in (EstadoActividad.ATRASADA, EstadoActividad.VENCIDA)
    }
    enlaces = [
        f"<a {eleccion.al_estado(estado)}>{contar(cuantas, estado.etiqueta.lower())}</a>"
        for estado, cuantas in cuentas.items()
        if cuantas
    ]
    return "Ver " + " · ".join(enlaces)


def _atrasada(una: Atrasada, eleccion: Eleccion) -> str:
    actividad = una.fila.actividad
    nombre = (
        f'<span class="numeral">{escape(una.codigo)}</span>'
        f"<a {eleccion.a_la_actividad(actividad.id)}>{escape(actividad.nombre.removesuffix('.'))}</a>"
    )
    return (
        f'<tr><th scope="row"><div>{nombre}</div></th>{_dicho("Responsable", una.responsable)}'
        f"{_dicho('Causa', una.causa)}{_dicho('Próximo paso', una.proximo_paso)}"
        f'<td>{con_etiqueta(una.fila.estado)}</td><td class="cuanto">{una.cuanto}</td></tr>'
    )


def _dicho(columna: str, texto: str) -> str:
    tenue = ' class="tenue"' if texto in _NO_INFORMADO else ""
    return f'<td data-nombre="{columna}"><span{tenue}>{escape(texto)}</span></td>'


def reprogramado(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """Lo que se movió o bajó desde que el plan rige, por motivo y una por una; vacío si es borrador."""
    if not informe.plan.vigente:
        return ""
    cuerpo = '<p class="tenue">Nada se ha reprogramado desde que el plan está vigente.</p>'
    if informe.traslados:
        motivos = "".join(
            f"<li><b>{cuantas}</b> {motivo.etiqueta}</li>" for motivo, cuantas in informe.por_motivo
        )
        cuerpo = f'<ul class="motivos">{motivos}</ul>{_cada_traslado(informe, eleccion)}'
    total = contar(len(informe.traslados), "reprogramación")
    return f'<section class="tarjeta reprogramado"><h2>{total}</h2>{cuerpo}</section>'


def _cada_traslado(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    nombres = {fila.actividad.id: fila.titulo() for fila in informe.cronograma.actividades}
    filas = "".join(_traslado(uno, nombres[uno.actividad_id], eleccion) for uno in informe.traslados)
    titulos = ("Actividad", "Fecha", "Motivo", "Cambio", "Explicación")
    return ver_tabla(con_titulos(titulos, filas), "reprogramaciones")


def _traslado(uno: Traslado, nombre: str, eleccion: Eleccion) -> str:
    cambios = "; ".join(cambio.frase for cambio in uno.cambios)
    celdas = (fecha_corta(uno.fecha), uno.motivo.etiqueta, cambios, uno.explicacion)
    return (
        f'<tr><th scope="row"><a {eleccion.a_la_actividad(uno.actividad_id)}>{escape(nombre)}</a></th>'
        f"{''.join(f'<td>{escape(celda)}</td>' for celda in celdas)}</tr>"
    )


def sin_programar(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """Las que ningún porcentaje cuenta, por su nombre; vacío si no hay."""
    fuera = informe.sin_programar
    if not fuera:
        return ""
    nombres = [_nombrada(linea, fila, eleccion) for linea, fila in fuera]
    vistas, demas = nombres[:SIN_PROGRAMAR_A_LA_VISTA], nombres[SIN_PROGRAMAR_A_LA_VISTA:]
    resto = (
        f"<details><summary>Ver {len(demas)} más</summary><ul>{''.join(demas)}</ul></details>"
        if demas
        else ""
    )
    estado = EstadoActividad.SIN_PROGRAMAR
    en_papel = f'<p class="solo-impreso">y {len(demas)} más</p>' if demas else ""
    return (
        f'<section class="tarjeta sin-programar"><h2>{con_etiqueta(estado, informe.dicho_sin_programar)}</h2>'
        f'<a class="accion" {eleccion.al_estado(estado)}>'
        'Programarlas</a><p class="tenue">No entran en el porcentaje.</p>'
        f"<ul>{''.join(vistas)}</ul>{resto}{en_papel}</section>"
    )


def _nombrada(linea: FilaLinea, fila: FilaActividad, eleccion: Eleccion) -> str:
    titulo = escape(fila.titulo(linea.numeral))
    return f"<li><a {eleccion.a_la_actividad(fila.actividad.id)}>{titulo}</a></li>"


def presupuesto(informe: InformeDeAvance) -> str:
    """Lo planificado y lo gastado, y de cuántas actividades sale; vacío si ninguna lo dice."""
    suma, pais = informe.presupuesto, informe.plan.pais
    if not suma.hay:
        return ""
    planificado, gastado = _montos(suma, pais)
    parte = f" ({porcentaje(suma.parte_gastada)})" if suma.parte_gastada is not None else ""
    filas = [[linea.titulo, *_montos(linea.presupuesto, pais)] for linea in informe.lineas]
    encabezados = (informe.plan.etiquetas.linea.capitalize(), "Planificado", "Gastado")
    return (
        '<section class="tarjeta presupuesto"><h2>Presupuesto</h2>'
        f"{ver_tabla(tabla(encabezados, filas), 'presupuesto')}<dl>"
        f"<dt>Planificado</dt><dd><b>{escape(planificado)}</b>{_de_cuantas(suma.con_planificado)}</dd>"
        f"<dt>Gastado</dt><dd><b>{escape(gastado)}</b>{parte}{_de_cuantas(suma.con_gasto)}</dd>"
        "</dl></section>"
    )


def _de_cuantas(actividades: int) -> str:
    return f"<small>en {contar(actividades, 'actividad')}</small>" if actividades else ""


def _montos(suma: Presupuesto, pais: str) -> tuple[str, str]:
    return (
        en_moneda(suma.planificado, pais) if suma.con_planificado else SIN_ANOTAR,
        en_moneda(suma.gastado, pais) if suma.con_gasto else SIN_ANOTAR,
    )
