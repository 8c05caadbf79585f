"""La grilla de lectura del cronograma: una tabla HTML que se pliega, se imprime y se lee sin color."""

from collections.abc import Collection, Mapping
from functools import cache
from html import escape
from itertools import count
from math import ceil

from modelos.arbol import ActividadDelPlan, CeldaMes, PlanCompleto
from modelos.calendario.cronograma import Cronograma, FilaActividad, FilaLinea, FilaObjetivo, FilaTotal
from modelos.calendario.cronograma_escrito import (
    COMO_SE_LEE,
    CON_SIMBOLO,
    EN_LA_LEYENDA,
    CeldaEscrita,
    escribir_avance,
    escribir_avance_del_grupo,
    escribir_celda,
    escribir_total,
)
from modelos.calendario.jornadas import decir
from modelos.calendario.recurrencias import jornadas_de
from modelos.calendario.siglas import abreviar
from modelos.frases import contar, fecha_corta
from modelos.meses import Mes
from modelos.seguimiento.avance import Grupo
from modelos.seguimiento.liquidacion import Celda, TotalMes
from paginas.componentes import enlaces
from paginas.componentes.cronograma import ventana
from paginas.componentes.directo import en_comillas_simples
from paginas.componentes.simbolos import atributos, con_etiqueta, simbolo

ANCHO_FIJO = 470  # píxeles de la columna de nombres, la de unidades y la de avance, para planes largos
ANCHO_DE_MES = 44
ALTO_DE_LINEA, MARGEN, ALTO_DE_RENGLON = 31, 13, 18  # píxeles
FILAS_DE_ENTRADA = 12
"""Actividades que bastan para llenar la primera pantalla; las demás entran apenas se ve."""
LETRAS_DE_RENGLON, RENGLONES = 38, 3
"""De los nombres de las actividades, para reservarles su alto mientras no se dibujan."""


def dibujar(
    plan: PlanCompleto,
    cronograma: Cronograma,
    *,
    titulo: str,
    cierre: str,
    abiertas: Collection[int],
) -> str:
    """El HTML de la tabla, las siglas y las notas; `titulo` y `cierre`, también HTML, salen solo en papel.

    `abiertas` son las líneas desplegadas, por su id.
    """
    return _Grilla(plan, cronograma, abiertas).html(titulo, cierre)


def leyenda(botones: str) -> str:
    """Los símbolos que aparecen en la grilla, con su nombre, y a la derecha esos botones y «Imprimir»."""
    simbolos = "".join(con_etiqueta(estado) for estado in EN_LA_LEYENDA)
    return f'<div class="leyenda">{simbolos}<span class="botones">{botones}{enlaces.IMPRIMIR}</span></div>'


class _Grilla:
    """Lo que comparten las filas mientras se dibujan; junta las notas a medida que aparecen."""

    def __init__(self, plan: PlanCompleto, cronograma: Cronograma, abiertas: Collection[int]) -> None:
        self.plan = plan
        self.cronograma = cronograma
        self.abiertas = abiertas
        self.siglas = abreviar(u for a in plan.actividades for u in a.unidades)
        self.notas: list[str] = []
        self.numero = count(1)
        self.dibujadas = 0

    def html(self, titulo: str, cierre: str) -> str:
        meses = self.cronograma.meses
        cuerpo = "".join(self._linea(linea) for linea in self.cronograma.lineas)
        ancho = ANCHO_FIJO + ANCHO_DE_MES * len(meses)
        clase = "grilla larga" if len(meses) > 12 else "grilla"
        return (
            f'<div class="{clase}" data-ventana="{ventana.hoja(len(meses))}">'
            f'{ventana.botones(self.cronograma)}<div class="caja">'
            f'<table style="--ancho:{ancho}px;--meses:{len(meses)}">'
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
        cuantas = sum(1 for _ in fila.actividades)
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
            f"<span>{escape(fila.linea.nombre_sin_numeral)} <small>{contar(cuantas, 'actividad')}</small>"
            f"{programa}</span></label>"
        )
        celdas = self._celdas_de_total(fila.total)
        objetivos = "".join(self._objetivo(objetivo) for objetivo in fila.objetivos)
        encabezado = f'<tr class="linea"><th scope="rowgroup">{titulo}</th><td></td>{celdas}</tr>'
        alto = ALTO_DE_LINEA + (_alto(fila) if abierta else 0)
        cual = f'data-linea="{fila.linea.id}" style="--alto:{alto}px"'
        de_entrada = abierta and self.dibujadas < FILAS_DE_ENTRADA
        self.dibujadas += cuantas if abierta else 0
        if not de_entrada:
            return f"<tbody {cual} data-filas='{en_comillas_simples(objetivos)}'>{encabezado}</tbody>"
        return f"<tbody {cual}>{encabezado}{objetivos}</tbody>"

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
            return _de_corrido(len(meses) + 1)
        antes = meses.index(actual)
        previos = _de_corrido(antes) if antes else ""
        return f'{previos}<td class="hoy"></td>{_de_corrido(len(meses) - antes)}'

    def _actividad(self, fila: FilaActividad) -> str:
        actividad = fila.actividad
        celdas = "".join(
            self._celda(fila, mes, celda)
            for mes, celda in zip(self.cronograma.meses, fila.celdas, strict=True)
        )
        enlace = enlaces.atributos("actividad", plan=self.plan.id, actividad=actividad.id)
        return (
            f'<tr><th scope="row"><div class="nombre"><span class="numeral">{escape(fila.codigo)}</span>'
            f"<a {enlace}>{_sin_punto(actividad.nombre)}</a></div></th>"
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
        detalle = _detalle(fila.actividad, mes, escrito) if contenido else ""
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
        fechas = decir(jornadas_de(escrito.nota, mes))
        nota = escape(escrito.nota) + (f" ({fechas})" if fechas else "")
        self.notas.append(f"<li>{escape(fila.titulo())}, {mes}: {nota}</li>")
        return f'<sup aria-label="nota {numero}">{numero}</sup>'

    def _celdas_de_total(self, total: FilaTotal) -> str:
        meses = zip(self.cronograma.meses, total.meses, strict=True)
        celdas = "".join(f"<td{self._clase(mes)}>{self._total_de(mes, suma)}</td>" for mes, suma in meses)
        return f'{celdas}<td class="avance">{_avance_del_grupo(total.grupo, self.cronograma.corte)}</td>'

    def _total_de(self, mes: Mes, total: TotalMes | None) -> str:
        escrito = escribir_total(self.cronograma, mes, total)
        return escrito.cantidad + _fuera(escrito)

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
    dibujo, escrito = simbolo(celda.estado), escribir_celda(celda)
    otro = f'<span class="otro-mes">{escrito.en_otro_mes}</span>' if escrito.en_otro_mes else ""
    texto = " ".join(filter(None, (escrito.cantidad, _fuera(escrito), otro)))
    return f"{dibujo}<small>{texto}</small>" if texto else dibujo


def _fuera(escrito: CeldaEscrita) -> str:
    return f'<span class="celda-fuera-de-programa">{escrito.fuera}</span>' if escrito.fuera else ""


def _detalle(actividad: ActividadDelPlan, mes: Mes, escrito: CeldaMes | None) -> str:
    """Lo que se ve al pasar por encima: unidad de medida, en qué fechas, cuándo se registró y nota."""
    if escrito is None:
        return ""
    registrado = f"registrado el {fecha_corta(escrito.ejecutado_el)}" if escrito.ejecutado_el else None
    fechas = decir(actividad.jornadas(mes))
    partes = [parte for parte in (actividad.unidad_medida, fechas, registrado, escrito.nota) if parte]
    return f' title="{escape(" · ".join(partes))}"' if partes else ""


def _avance_de(fila: FilaActividad, corte: Mes) -> str:
    escrito = escribir_avance(fila, corte)
    if escrito.tenue:
        return f'<span class="tenue">{escrito.texto}</span>'
    dibujo = simbolo(fila.estado) + " " if fila.estado in CON_SIMBOLO else ""
    aclaracion = f"<small>{escrito.al_lado}</small>" if escrito.al_lado else ""
    return f"{dibujo}{escrito.texto}{aclaracion}"


def _avance_del_grupo(grupo: Grupo, corte: Mes) -> str:
    escrito = escribir_avance_del_grupo(grupo, corte)
    if escrito.tenue:
        return f'<span class="tenue">{escrito.texto}</span>'
    return f'{escrito.texto} <span class="tenue">{escrito.al_lado}</span>'


def _siglas_usadas(cronograma: Cronograma, siglas: Mapping[int, str]) -> str:
    nombres = {u.id: u.nombre for fila in cronograma.actividades for u in fila.actividad.unidades}
    usadas = " · ".join(f"{escape(siglas[id_])} {escape(nombre)}" for id_, nombre in nombres.items())
    return f"<p>{COMO_SE_LEE}{' Resp.: ' + usadas + '.' if usadas else ''}</p>"


@cache
def _columnas(meses: int) -> str:
    columnas = f'<col class="c-nombre"><col class="c-resp">{"<col>" * meses}<col class="c-avance">'
    return f"<colgroup>{columnas}</colgroup>"


def _de_corrido(columnas: int) -> str:
    """Una celda vacía de varias columnas, dichas también para la rejilla de la pantalla."""
    return f'<td colspan="{columnas}" style="--columnas:{columnas}"></td>'


def _alto(fila: FilaLinea) -> int:
    """Píxeles que ocuparán, más o menos, los objetivos y las actividades de una línea."""
    nombres = (una.actividad.nombre for una in fila.actividades)
    renglones = [min(ceil(len(nombre) / LETRAS_DE_RENGLON), RENGLONES) for nombre in nombres]
    filas = len(renglones) + len(fila.objetivos)
    return MARGEN * filas + ALTO_DE_RENGLON * (sum(renglones) + len(fila.objetivos))


def _sin_punto(nombre: str) -> str:
    """El nombre para mostrar: sin el punto final, y sin que nada de él se lea como HTML."""
    return escape(nombre.removesuffix("."))
