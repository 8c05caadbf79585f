"""Lo que encabeza y cierra Este mes: las cuentas que llevan a sus filas, y el avance de cada línea."""

from datetime import date
from html import escape

from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.estados import EstadoActividad
from modelos.frases import contar, entero, fecha_con_dia, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import Curva, Grupo, SinAvance, medir, promediar
from modelos.seguimiento.pendientes import Pendientes
from modelos.seguimiento.programacion import Horizonte, corte_por_omision, nombrar_corte
from paginas.componentes.enlaces import atributos
from paginas.componentes.plan_actual import CLAVE

_PLAZO = {
    EstadoActividad.ATRASADA: "con meses por delante",
    EstadoActividad.VENCIDA: "con el plazo cumplido",
}


def encabezado(plan: PlanCompleto, pendientes: Pendientes, hoy: date) -> str:
    """La fecha, el mes y a qué corte está el avance."""
    corte = corte_por_omision(hoy, plan.inicio, plan.fin)
    partes = (plan.municipalidad, plan.nombre, f"avance {nombrar_corte(corte, plan.inicio)}")
    return (
        f'<p class="fecha">Hoy es {fecha_con_dia(hoy)}</p>'
        f'<h1 class="titulo-de-pantalla">Este mes: {pendientes.mes.nombre}</h1>'
        f'<p class="subtitulo">{escape(" · ".join(partes))}</p>'
    )


def cuentas(plan: PlanCompleto, pendientes: Pendientes) -> str:
    """Cuatro números, cada uno con un enlace a sus filas en el cronograma; el cero va sin enlace."""
    por_estado, proximo = pendientes.por_estado, pendientes.proximo
    del_mes = _cuenta(
        len(pendientes.este_mes),
        ("vence este mes", "vencen este mes"),
        _ya_ejecutadas(pendientes.ejecutadas),
        _al_cronograma(plan, mes=pendientes.mes.clave),
    )
    en_falta = [
        _cuenta(
            por_estado[estado],
            (estado.etiqueta.lower(), f"{estado.etiqueta.lower()}s"),
            plazo if por_estado[estado] else "",
            _al_cronograma(plan, estado=estado),
            "en-falta",
        )
        for estado, plazo in _PLAZO.items()
    ]
    del_proximo = _cuenta(
        pendientes.del_proximo,
        (f"vence en {proximo.nombre}", f"vencen en {proximo.nombre}"),
        str(proximo.anio) if pendientes.no_comienza else "el próximo mes",
        _al_cronograma(plan, mes=proximo.clave),
    )
    return f'<div class="cuentas">{"".join((del_mes, *en_falta, del_proximo))}</div>'


def _cuenta(cantidad: int, nombre: tuple[str, str], detalle: str, enlace: str, clase: str = "") -> str:
    texto = escape(nombre[cantidad != 1])
    que = f"<a {enlace}>{texto}</a>" if cantidad else texto
    debajo = f'<p class="detalle">{escape(detalle)}</p>' if detalle else ""
    return (
        f'<div class="{clase if cantidad else ""}"><p class="cantidad">{entero(cantidad)}</p>'
        f'<div><p class="de-que">{que}</p>{debajo}</div></div>'
    )


def _al_cronograma(plan: PlanCompleto, **filtro: str) -> str:
    return atributos("cronograma", **{CLAVE: plan.id}, **filtro)


def _ya_ejecutadas(cantidad: int) -> str:
    return f"{entero(cantidad)} ya ejecutada{'' if cantidad == 1 else 's'}"


def avance_por_linea(plan: PlanCompleto, hoy: date) -> str:
    """Una tabla con lo ejecutado y lo programado de cada línea, y debajo lo que queda fuera."""
    corte = corte_por_omision(hoy, plan.inicio, plan.fin)
    horizonte = Horizonte(plan.inicio, plan.fin)
    medidas = {m.actividad_id: m for m in medir((a.programacion for a in plan.actividades), horizonte)}
    filas = "".join(
        _fila(linea, promediar(medidas[a.id] for a in linea.actividades), corte) for linea in plan.lineas
    )
    sin_programar = sum(isinstance(medida.curva, SinAvance) for medida in medidas.values())
    return (
        '<section class="avance-lineas">'
        f"<h2>Avance por {plan.etiquetas.linea} {nombrar_corte(corte, plan.inicio)}</h2><table><thead><tr>"
        f'<th scope="col" colspan="2">{plan.etiquetas.linea.capitalize()}</th><th scope="col">Ejecutado</th>'
        '<th scope="col">Programado</th><th scope="col">Atraso</th><th scope="col">Sin programar</th>'
        f"</tr></thead><tbody>{filas}</tbody></table>{_fuera(plan, sin_programar)}</section>"
    )


def _fuera(plan: PlanCompleto, sin_programar: int) -> str:
    """Lo que ningún porcentaje cuenta, con el enlace a sus filas."""
    if not sin_programar:
        return ""
    queda = "queda" if sin_programar == 1 else "quedan"
    enlace = _al_cronograma(plan, estado=EstadoActividad.SIN_PROGRAMAR)
    return (
        f'<p class="subtitulo">{contar(sin_programar, "actividad")} sin programar {queda} fuera '
        f'del porcentaje. <a class="no-imprimir" {enlace}>Ver</a></p>'
    )


def _fila(linea: LineaDelPlan, grupo: Grupo, corte: Mes) -> str:
    fuera = entero(len(grupo.sin_programar)) if grupo.sin_programar else ""
    return (
        f'<tr><td class="numeral">{escape(linea.numeral)}</td>'
        f'<th scope="row">{escape(linea.nombre_sin_numeral)}</th>{_avance(grupo.curva, corte)}'
        f'<td data-nombre="Sin programar">{fuera}</td></tr>'
    )


def _avance(curva: Curva | SinAvance, corte: Mes) -> str:
    if isinstance(curva, SinAvance):
        return f'<td colspan="3" class="tenue">{curva.etiqueta}</td>'
    ejecutado, programado = curva.ejecutado_al(corte), curva.programado_al(corte)
    barra = f'<span class="pista"><span style="width:{float(ejecutado):.1%}"></span></span>'
    return (
        f'<td data-nombre="Ejecutado">{barra}'
        f'{porcentaje(ejecutado)}</td><td data-nombre="Programado">{porcentaje(programado)}</td>'
        f'<td data-nombre="Atraso">{curva.atraso_al(corte).frase}</td>'
    )
