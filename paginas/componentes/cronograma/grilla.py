"""La grilla de lectura del cronograma: una tabla HTML que se pliega, se imprime y se lee sin color."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from html import escape
from itertools import count
from urllib.parse import urlencode

from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.avance import Grupo, SinAvance
from modelos.cronograma import Cronograma, FilaActividad, FilaLinea, FilaObjetivo, FilaTotal
from modelos.estados import Estado, EstadoActividad, EstadoCelda
from modelos.frases import contar, fecha_corta, porcentaje
from modelos.liquidacion import Celda, TotalMes
from modelos.meses import Mes
from modelos.siglas import abreviar
from paginas.componentes.cronograma import ventana
from paginas.componentes.simbolos import atributos, con_etiqueta, simbolo

CON_SIMBOLO = (EstadoActividad.ATRASADA, EstadoActividad.VENCIDA, EstadoActividad.COMPLETA)
"""Estados que se dibujan junto al avance; los demás se leen del porcentaje."""

ANCHO_FIJO = 470  # píxeles de la columna de nombres, la de unidades y la de avance, para planes largos
ANCHO_DE_MES = 44
FILAS_INMEDIATAS = 20
"""Actividades que van como tabla desde el comienzo, más que las que caben en una pantalla."""


def dibujar(
    plan: PlanCompleto,
    cronograma: Cronograma,
    *,
    titulo: str,
    cierre: str,
    abiertas: Collection[int],
    elegido: str,
) -> str:
    """El HTML de la tabla, las siglas y las notas; `titulo` y `cierre`, también HTML, salen solo en papel.

    `abiertas` son las líneas desplegadas, por su id, y `elegido` el plan como va en la dirección.
    """
    return _Grilla(plan, cronograma, abiertas, elegido).html(titulo, cierre)


def leyenda() -> str:
    """Los símbolos que aparecen en la grilla, con su nombre."""
    celdas = [estado for estado in EstadoCelda if estado is not EstadoCelda.VACIA]
    dibujados: Iterable[Estado] = [*celdas, *CON_SIMBOLO]
    return f'<p class="leyenda">{"".join(con_etiqueta(estado) for estado in dibujados)}</p>'


class _Grilla:
    """Lo que comparten las filas mientras se dibujan; junta las notas a medida que aparecen."""

    def __init__(
        self, plan: PlanCompleto, cronograma: Cronograma, abiertas: Collection[int], elegido: str
    ) -> None:
        self.plan = plan
        self.cronograma = cronograma
        self.abiertas = abiertas
        self.elegido = elegido
        self.siglas = abreviar(u for a in plan.actividades for u in a.unidades)
        self.notas: list[str] = []
        self.numero = count(1)
        self.filas = 0

    def html(self, titulo: str, cierre: str) -> str:
        meses = self.cronograma.meses
        cuerpo = "".join(self._linea(linea) for linea in self.cronograma.lineas)
        ancho = ANCHO_FIJO + ANCHO_DE_MES * len(meses)
        clase = "grilla larga" if len(meses) > 12 else "grilla"
        return (
            f'<div class="{clase}">{ventana.botones(self.cronograma)}<div class="caja">'
            f'<table style="--ancho:{ancho}px">'
            f"{_columnas(len(meses))}{self._encabezado(titulo)}{cuerpo}{self._total()}</table></div>"
            f"{self._pie()}{cierre}</div>"
        )

    def _encabezado(self, titulo: str) -> str:
        columnas = "".join(self._mes(mes) for mes in self.cronograma.meses)
        etiqueta = f"{self.plan.etiquetas.linea.capitalize()}, {self.plan.etiquetas.objetivo} y actividad"
        impreso = f'<tr class="impreso"><th colspan="{len(self.cronograma.meses) + 3}">{titulo}</th></tr>'
        return (
            f'<thead>{impreso}<tr><th scope="col">{etiqueta}</th><th scope="col" class="resp">'
            f'<abbr title="Unidad responsable">Resp.</abbr></th>{columnas}'
            '<th scope="col" class="avance">Avance</th></tr></thead>'
        )

    def _mes(self, mes: Mes) -> str:
        clase = ' class="hoy"' if mes == self.cronograma.mes_actual else ""
        varios = len({mes.anio for mes in self.cronograma.meses}) > 1
        anio = f"<small>{mes.anio % 100:02}</small>" if varios else ""
        return f'<th scope="col"{clase}><abbr title="{mes}">{mes.abreviado}</abbr>{anio}</th>'

    def _linea(self, fila: FilaLinea) -> str:
        actividades = list(fila.actividades)
        abierta = fila.linea.id in self.abiertas
        marcado = " checked" if abierta else ""
        numeral = escape(fila.numeral)
        programa = (
            f'<small class="programa">{escape(fila.linea.programa)}</small>' if fila.linea.programa else ""
        )
        plegar = (
            f'<input type="checkbox"{marcado} aria-label="Desplegar {self.plan.etiquetas.linea} {numeral}">'
        )
        titulo = (
            f'<label class="nombre">{plegar}<span class="numeral">{numeral}</span>'
            f"<span>{_sin_punto(fila.nombre)} <small>{contar(len(actividades), 'actividad')}</small>"
            f"{programa}</span></label>"
        )
        celdas = self._celdas_de_total(fila.total)
        objetivos = "".join(self._objetivo(objetivo) for objetivo in fila.objetivos)
        encabezado = f'<tr class="linea"><th scope="rowgroup">{titulo}</th><td></td>{celdas}</tr>'
        self.filas += len(actividades)
        if abierta and self.filas <= FILAS_INMEDIATAS:
            return f"<tbody>{encabezado}{objetivos}</tbody>"
        return f"<tbody data-filas='{_en_comillas_simples(objetivos)}'>{encabezado}</tbody>"

    def _objetivo(self, fila: FilaObjetivo) -> str:
        nombre = _sin_punto(fila.objetivo.nombre)
        encabezado = (
            f'<tr class="objetivo"><th scope="row" colspan="2">{nombre}</th>{self._sin_celdas()}</tr>'
        )
        return encabezado + "".join(self._actividad(actividad) for actividad in fila.actividades)

    def _sin_celdas(self) -> str:
        """Los meses y el avance de una fila que no los tiene, con el mes en curso marcado."""
        meses, actual = self.cronograma.meses, self.cronograma.mes_actual
        if actual is None:
            return f'<td colspan="{len(meses) + 1}"></td>'
        antes = meses.index(actual)
        previos = f'<td colspan="{antes}"></td>' if antes else ""
        return f'{previos}<td class="hoy"></td><td colspan="{len(meses) - antes}"></td>'

    def _actividad(self, fila: FilaActividad) -> str:
        actividad = fila.actividad
        celdas = "".join(
            self._celda(fila, mes, celda)
            for mes, celda in zip(self.cronograma.meses, fila.celdas, strict=True)
        )
        consulta = escape(urlencode({"plan": self.elegido, "actividad": actividad.id}))
        return (
            f'<tr><th scope="row"><div class="nombre"><span class="numeral">{escape(fila.codigo)}</span>'
            f'<a href="actividad?{consulta}" data-abrir>{_sin_punto(actividad.nombre)}</a></div></th>'
            f'<td class="resp">{self._responsables(actividad)}</td>{celdas}'
            f'<td class="avance">{_avance_de(fila, self.cronograma.corte)}</td></tr>'
        )

    def _responsables(self, actividad: ActividadDelPlan) -> str:
        return " ".join(
            f'<abbr title="{escape(unidad.nombre)}">{escape(self.siglas[unidad.id])}</abbr>'
            for unidad in actividad.unidades
        )

    def _celda(self, fila: FilaActividad, mes: Mes, celda: Celda) -> str:
        escrito = fila.actividad.meses.get(mes)
        marca = self._nota(fila, mes, escrito)
        contenido = contenido_de_celda(celda)
        detalle = _detalle(fila.actividad, escrito) if contenido else ""
        clases = ["hoy"] if mes == self.cronograma.mes_actual else []
        if marca:
            clases.append("con-nota")
        if contenido and contenido == simbolo(celda.estado):
            return f"<td {atributos(celda.estado, *clases)}{detalle}>{marca}</td>"
        clase = f' class="{" ".join(clases)}"' if clases else ""
        return f"<td{clase}{detalle}>{contenido}{marca}</td>"

    def _nota(self, fila: FilaActividad, mes: Mes, escrito: CeldaMes | None) -> str:
        if escrito is None or not escrito.nota:
            return ""
        numero = next(self.numero)
        self.notas.append(f"<li>{escape(fila.titulo())}, {mes}: {escape(escrito.nota)}</li>")
        return f'<sup aria-label="nota {numero}">{numero}</sup>'

    def _celdas_de_total(self, total: FilaTotal) -> str:
        meses = zip(self.cronograma.meses, total.meses, strict=True)
        celdas = "".join(f"<td{self._clase(mes)}>{self._total_de(mes, suma)}</td>" for mes, suma in meses)
        return f'{celdas}<td class="avance">{_avance_del_grupo(total.grupo, self.cronograma.corte)}</td>'

    def _total_de(self, mes: Mes, total: TotalMes | None) -> str:
        if total is None:
            return ""
        transcurrido = self.cronograma.mes_actual is None or mes < self.cronograma.mes_actual
        fraccion = total.saldado or (transcurrido and mes <= self.cronograma.corte)
        dentro = f"{total.saldado}/{total.programado}" if fraccion else f"{total.programado}"
        fuera = f'<span class="celda-fuera-de-programa">+{total.fuera}</span>' if total.fuera else ""
        return (dentro if total.programado else "") + fuera

    def _total(self) -> str:
        celdas = self._celdas_de_total(self.cronograma.total)
        nombre = "Total de lo que se muestra" if self.cronograma.filtrado else "Total del mes"
        return (
            f'<tbody><tr class="linea total"><th scope="row">{nombre}: ejecutado/programado</th>'
            f"<td></td>{celdas}</tr></tbody>"
        )

    def _clase(self, mes: Mes) -> str:
        return ' class="hoy"' if mes == self.cronograma.mes_actual else ""

    def _pie(self) -> str:
        notas = f'<h2>Notas</h2><ol class="notas">{"".join(self.notas)}</ol>' if self.notas else ""
        return f'<div class="pie">{_siglas_usadas(self.cronograma, self.siglas)}{notas}</div>'


def contenido_de_celda(celda: Celda) -> str:
    """Símbolo y cantidad; «2/4» si falta, «+1» lo fuera de programa, «→1» lo que salda otro mes."""
    dibujo = simbolo(celda.estado)
    partes = [_cantidad(celda)]
    if celda.fuera and celda.programado:
        partes.append(f'<span class="celda-fuera-de-programa">+{celda.fuera}</span>')
    en_otro_mes = celda.ejecutado - min(celda.programado, celda.ejecutado) - celda.fuera
    if en_otro_mes > 0:
        partes.append(f'<span class="otro-mes">→{en_otro_mes}</span>')
    texto = " ".join(filter(None, partes))
    return f"{dibujo}<small>{texto}</small>" if texto else dibujo


def _cantidad(celda: Celda) -> str:
    if not celda.programado:
        return str(celda.fuera) if celda.fuera > 1 else ""
    if celda.estado in (EstadoCelda.PARCIAL, EstadoCelda.PENDIENTE) and celda.programado > 1:
        return f"{celda.saldado}/{celda.programado}"
    return str(celda.programado) if celda.programado > 1 else ""


def _detalle(actividad: ActividadDelPlan, escrito: CeldaMes | None) -> str:
    """Lo que se ve al pasar por encima: unidad de medida, cuándo se registró y nota."""
    if escrito is None:
        return ""
    registrado = f"registrado el {fecha_corta(escrito.ejecutado_el)}" if escrito.ejecutado_el else None
    partes = [parte for parte in (actividad.unidad_medida, registrado, escrito.nota) if parte]
    return f' title="{escape(" · ".join(partes))}"' if partes else ""


def _avance_de(fila: FilaActividad, corte: Mes) -> str:
    curva = fila.medida.curva
    if isinstance(curva, SinAvance):
        return f'<span class="tenue">{curva.etiqueta}</span>'
    ejecutado = curva.ejecutado_al(corte)
    dibujo = simbolo(fila.estado) + " " if fila.estado in CON_SIMBOLO else ""
    despues_del_corte = fila.estado is EstadoActividad.COMPLETA and ejecutado < 1
    aclaracion = "<small>completa a hoy</small>" if despues_del_corte else ""
    return f"{dibujo}{porcentaje(ejecutado)}{aclaracion}"


def _avance_del_grupo(grupo: Grupo, corte: Mes) -> str:
    if isinstance(grupo.curva, SinAvance):
        return f'<span class="tenue">{grupo.curva.etiqueta}</span>'
    ejecutado, programado = grupo.curva.ejecutado_al(corte), grupo.curva.programado_al(corte)
    return f'{porcentaje(ejecutado)} <span class="tenue">de {porcentaje(programado)}</span>'


def _siglas_usadas(cronograma: Cronograma, siglas: Mapping[int, str]) -> str:
    nombres = {u.id: u.nombre for fila in cronograma.actividades for u in fila.actividad.unidades}
    explicacion = (
        "2/4: ejecutado 2 de 4. En cada línea y en el total, ejecutado/programado del mes. +1: ejecutado "
        "fuera de programa, no cuenta en el avance. →1: ejecutado en ese mes, salda lo programado en otro."
    )
    usadas = " · ".join(f"{escape(siglas[id_])} {escape(nombre)}" for id_, nombre in nombres.items())
    return f"<p>{explicacion}{' Resp.: ' + usadas + '.' if usadas else ''}</p>"


@cache
def _columnas(meses: int) -> str:
    columnas = f'<col class="c-nombre"><col class="c-resp">{"<col>" * meses}<col class="c-avance">'
    return f"<colgroup>{columnas}</colgroup>"


def _en_comillas_simples(html: str) -> str:
    """El HTML como valor de un atributo entre comillas simples, que así apenas crece."""
    return html.replace("&", "&amp;").replace("'", "&#39;")


def _sin_punto(nombre: str) -> str:
    """El nombre para mostrar: sin el punto final, y sin que nada de él se lea como HTML."""
    return escape(nombre.removesuffix("."))
