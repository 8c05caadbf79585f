"""El cronograma en PDF: las filas que se ven en la pantalla, con encabezado y línea en cada página."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlmodel import Session

from datos import anexos_del_plan
from datos.anexos_del_plan import FirmaDelPlan
from datos.exportadores.pdf import Datos, componer, nombre_de_simbolo, portada
from datos.exportadores.pedido import Pedido
from modelos.arbol import PlanCompleto
from modelos.calendario.cronograma import Cronograma, FilaActividad, FilaLinea, FilaTotal, Filtro, armar
from modelos.calendario.cronograma_escrito import (
    COMO_SE_LEE,
    CON_SIMBOLO,
    EN_LA_LEYENDA,
    AvanceEscrito,
    avance_al_corte,
    describir_filtro,
    escribir_avance,
    escribir_avance_del_grupo,
    escribir_celda,
    escribir_total,
)
from modelos.calendario.jornadas import decir
from modelos.calendario.recurrencias import jornadas_de
from modelos.calendario.siglas import abreviar
from modelos.frases import contar
from modelos.meses import Mes

MESES_POR_TABLA = 18
"""Los que caben legibles en una hoja horizontal; un período más largo va en una tabla por año."""


def generar(sesion: Session, pedido: Pedido) -> bytes:
    """El cronograma como se lo está mirando, con las firmas del plan."""
    plan, hoy, filtro = pedido.plan, pedido.hoy, pedido.filtro
    cronograma = armar(plan, hoy, filtro, corte=pedido.corte, anio=pedido.anio)
    return escribir(plan, cronograma, hoy, filtro, anexos_del_plan.firmas(sesion, plan.id))


def escribir(
    plan: PlanCompleto, cronograma: Cronograma, hoy: date, filtro: Filtro, firmas: Iterable[FirmaDelPlan]
) -> bytes:
    """El PDF de lo que muestra `cronograma`, que se armó con ese filtro; las firmas van en la última hoja."""
    siglas = abreviar(unidad for actividad in plan.actividades for unidad in actividad.unidades)
    hoja = _Hoja(plan, cronograma, siglas)
    return componer("cronograma.typ", hoja.datos(hoy, filtro, firmas), hoy)


class _Nota(NamedTuple):
    """Lo escrito en un mes de una actividad; si se repite en otros, es la misma."""

    actividad: str
    texto: str

    def con_fechas(self, meses: Iterable[Mes]) -> str:
        """«Reunión: 1º jueves de cada mes (jueves 7 de marzo y jueves 4 de abril)»."""
        fechas = decir(jornada for mes in meses for jornada in jornadas_de(self.texto, mes))
        return f"{self.actividad}: {self.texto}{f' ({fechas})' if fechas else ''}"


class _Llamada(NamedTuple):
    """El número de una nota y los meses que la llevan."""

    numero: int
    meses: list[Mes]


@dataclass(frozen=True, slots=True)
class _Hoja:
    """Lo que comparten las filas mientras se escriben; junta las notas a medida que aparecen."""

    plan: PlanCompleto
    cronograma: Cronograma
    siglas: Mapping[int, str]
    notas: dict[_Nota, _Llamada] = field(default_factory=dict)

    def datos(self, hoy: date, filtro: Filtro, firmas: Iterable[FirmaDelPlan]) -> Datos:
        cronograma, etiquetas = self.cronograma, self.plan.etiquetas
        titulo, avance = f"Cronograma {cronograma.periodo}", avance_al_corte(cronograma, self.plan.inicio)
        return {
            **portada(self.plan, titulo, hoy, avance, leyenda=EN_LA_LEYENDA),
            "filtros": describir_filtro(self.plan, filtro),
            "columna": f"{etiquetas.linea.capitalize()}, {etiquetas.objetivo} y actividad",
            "periodos": [self._periodo(meses) for meses in _tablas(cronograma.meses)],
            "como_se_lee": COMO_SE_LEE,
            "responsables": self._responsables(),
            "notas": [nota.con_fechas(llamada.meses) for nota, llamada in self.notas.items()],
            "firmas": [{"nombre": f.nombre, "cargo": f.cargo or "", "accion": f.accion} for f in firmas],
        }

    def _periodo(self, meses: slice) -> Datos:
        mostrados = self.cronograma.meses[meses]
        varias = len(mostrados) < len(self.cronograma.meses)
        con_anio = mostrados[0].anio != mostrados[-1].anio
        de_que = "de lo que se muestra" if self.cronograma.filtrado else "del mes"
        return {
            "titulo": str(mostrados[0].anio) if varias else "",
            "meses": [
                {
                    "nombre": mes.abreviado,
                    "anio": f"{mes.anio % 100:02}" if con_anio else "",
                    "actual": mes == self.cronograma.mes_actual,
                }
                for mes in mostrados
            ],
            "lineas": [self._linea(linea, meses) for linea in self.cronograma.lineas],
            "rotulo_del_total": f"Total {de_que}: ejecutado/programado",
            "total": self._total(self.cronograma.total, meses),
        }

    def _linea(self, fila: FilaLinea, meses: slice) -> Datos:
        return {
            "numeral": fila.numeral,
            "nombre": fila.linea.nombre_sin_numeral,
            "cuenta": contar(len(list(fila.actividades)), "actividad"),
            "programa": fila.linea.programa,
            "total": self._total(fila.total, meses),
            "objetivos": [
                {
                    "nombre": _sin_punto(suyo.objetivo.nombre),
                    "actividades": [self._actividad(suya, meses) for suya in suyo.actividades],
                }
                for suyo in fila.objetivos
            ],
        }

    def _total(self, fila: FilaTotal, meses: slice) -> Datos:
        totales = zip(self.cronograma.meses[meses], fila.meses[meses], strict=True)
        escritos = [escribir_total(self.cronograma, mes, total)._asdict() for mes, total in totales]
        return {
            "meses": escritos,
            "avance": _avance(escribir_avance_del_grupo(fila.grupo, self.cronograma.corte)),
        }

    def _actividad(self, fila: FilaActividad, meses: slice) -> Datos:
        simbolo = nombre_de_simbolo(fila.estado) if fila.estado in CON_SIMBOLO else ""
        return {
            "codigo": fila.codigo,
            "nombre": _sin_punto(fila.actividad.nombre),
            "responsables": " ".join(self.siglas[unidad.id] for unidad in fila.actividad.unidades),
            "celdas": [
                {
                    "simbolo": nombre_de_simbolo(celda.estado),
                    "nota": self._nota(fila, mes),
                    **escribir_celda(celda)._asdict(),
                }
                for mes, celda in zip(self.cronograma.meses[meses], fila.celdas[meses], strict=True)
            ],
            "avance": _avance(escribir_avance(fila, self.cronograma.corte), simbolo),
        }

    def _nota(self, fila: FilaActividad, mes: Mes) -> int | None:
        """El número de la nota del mes, que se escribe una vez al final; None si no hay."""
        escrito = fila.actividad.meses.get(mes)
        if escrito is None or not escrito.nota:
            return None
        llamada = _Llamada(len(self.notas) + 1, [])
        llamada = self.notas.setdefault(_Nota(fila.titulo(), escrito.nota), llamada)
        llamada.meses.append(mes)
        return llamada.numero

    def _responsables(self) -> str:
        nombres = {u.id: u.nombre for fila in self.cronograma.actividades for u in fila.actividad.unidades}
        return " · ".join(f"{self.siglas[id_]} {nombre}" for id_, nombre in nombres.items())


def _avance(escrito: AvanceEscrito, simbolo: str = "") -> Datos:
    return {**escrito._asdict(), "simbolo": "" if escrito.tenue else simbolo}


def _tablas(meses: tuple[Mes, ...]) -> list[slice]:
    """Los meses de cada tabla: todos en una si caben; si no, los de cada año en la suya."""
    if len(meses) <= MESES_POR_TABLA:
        return [slice(0, len(meses))]
    anios = [list(lugares) for _, lugares in groupby(range(len(meses)), key=lambda lugar: meses[lugar].anio)]
    return [slice(lugares[0], lugares[-1] + 1) for lugares in anios]


def _sin_punto(nombre: str) -> str:
    return nombre.removesuffix(".")
