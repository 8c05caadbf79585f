"""Lo que el cronograma dice en cada celda, igual en la pantalla y en lo que se exporta."""

from typing import NamedTuple

from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Cronograma, FilaActividad, Filtro
from modelos.estados import Estado, EstadoActividad, EstadoCelda
from modelos.frases import enumerar, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import Grupo, SinAvance
from modelos.seguimiento.liquidacion import Celda, TotalMes
from modelos.seguimiento.programacion import nombrar_corte

CON_SIMBOLO = (EstadoActividad.ATRASADA, EstadoActividad.VENCIDA, EstadoActividad.COMPLETA)
"""Estados que se dibujan junto al avance; los demás se leen del porcentaje."""

EN_LA_LEYENDA: tuple[Estado, ...] = (
    *(estado for estado in EstadoCelda if estado is not EstadoCelda.VACIA),
    *CON_SIMBOLO,
)

COMO_SE_LEE = (
    "2/4: ejecutado 2 de 4. En cada línea y en el total, ejecutado/programado del mes. +1: ejecutado "
    "fuera de programa, no cuenta en el avance. →1: ejecutado en ese mes, salda lo programado en otro."
)


class CeldaEscrita(NamedTuple):
    """Lo que acompaña al símbolo: «2/4» o «3», «+1» y «→1»; vacío lo que no hace falta decir."""

    cantidad: str
    fuera: str
    en_otro_mes: str


class AvanceEscrito(NamedTuple):
    """«52 %» y, al lado, lo que falta decir; `tenue` si no hay porcentaje."""

    texto: str
    al_lado: str = ""
    tenue: bool = False


def escribir_celda(celda: Celda) -> CeldaEscrita:
    """Una unidad no se escribe: la dice el símbolo."""
    en_otro_mes = celda.ejecutado - min(celda.programado, celda.ejecutado) - celda.fuera
    return CeldaEscrita(
        _cantidad(celda),
        f"+{celda.fuera}" if celda.fuera and celda.programado else "",
        f"→{en_otro_mes}" if en_otro_mes > 0 else "",
    )


def _cantidad(celda: Celda) -> str:
    if not celda.programado:
        return str(celda.fuera) if celda.fuera > 1 else ""
    if celda.estado in (EstadoCelda.PARCIAL, EstadoCelda.PENDIENTE) and celda.programado > 1:
        return f"{celda.saldado}/{celda.programado}"
    return str(celda.programado) if celda.programado > 1 else ""


def escribir_total(cronograma: Cronograma, mes: Mes, total: TotalMes | None) -> CeldaEscrita:
    """Ejecutado/programado de los meses pasados; de los que vienen, solo lo programado."""
    if total is None:
        return CeldaEscrita("", "", "")
    transcurrido = cronograma.mes_actual is None or mes < cronograma.mes_actual
    fraccion = total.saldado or (transcurrido and mes <= cronograma.corte)
    cantidad = f"{total.saldado}/{total.programado}" if fraccion else f"{total.programado}"
    return CeldaEscrita(cantidad if total.programado else "", f"+{total.fuera}" if total.fuera else "", "")


def escribir_avance(fila: FilaActividad, corte: Mes) -> AvanceEscrito:
    """El avance de una actividad al corte; lo completado después de él se aclara."""
    curva = fila.medida.curva
    if isinstance(curva, SinAvance):
        return AvanceEscrito(curva.etiqueta, tenue=True)
    ejecutado = curva.ejecutado_al(corte)
    despues_del_corte = fila.estado is EstadoActividad.COMPLETA and ejecutado < 1
    return AvanceEscrito(porcentaje(ejecutado), "completa a hoy" if despues_del_corte else "")


def escribir_avance_del_grupo(grupo: Grupo, corte: Mes) -> AvanceEscrito:
    """«52 %», «de 61 %»: lo ejecutado y lo programado al corte."""
    if isinstance(grupo.curva, SinAvance):
        return AvanceEscrito(grupo.curva.etiqueta, tenue=True)
    programado = porcentaje(grupo.curva.programado_al(corte))
    return AvanceEscrito(porcentaje(grupo.curva.ejecutado_al(corte)), f"de {programado}")


def avance_al_corte(cronograma: Cronograma, inicio: Mes) -> str:
    """«avance al cierre de septiembre de 2026: 52 % de 61 %», para el encabezado del papel."""
    escrito = escribir_avance_del_grupo(cronograma.total.grupo, cronograma.corte)
    cuanto = " ".join(filter(None, (escrito.texto, escrito.al_lado)))
    return f"avance {nombrar_corte(cronograma.corte, inicio)}: {cuanto}"


def describir_filtro(plan: PlanCompleto, filtro: Filtro) -> str:
    """«III. Educación y estado Atrasada», para decir en papel qué se filtró; vacío si no hay filtro."""
    lineas = (linea.titulo for linea in plan.lineas if linea.id == filtro.linea_id)
    unidades = {
        u.nombre for actividad in plan.actividades for u in actividad.unidades if u.id == filtro.unidad_id
    }
    partes = [*lineas, *unidades]
    if filtro.estado:
        partes.append(f"estado {filtro.estado.etiqueta}")
    if filtro.mes:
        partes.append(f"programadas en {filtro.mes}")
    if filtro.texto:
        partes.append(f"con «{filtro.texto}»")
    return enumerar(partes)
