"""El cronograma como se lee: líneas, objetivos y actividades con sus meses, filtrados y totalizados."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from modelos.arbol import ActividadDelPlan, CeldaMes, LineaDelPlan, ObjetivoDelPlan, PlanCompleto
from modelos.estados import EstadoActividad
from modelos.meses import Mes
from modelos.numeral import codigo_completo
from modelos.parecido import normalizar
from modelos.seguimiento.avance import Grupo, Medida, medir, promediar
from modelos.seguimiento.liquidacion import Celda, Liquidacion, Momento, TotalMes, liquidar, totales_por_mes
from modelos.seguimiento.programacion import Horizonte, acotar, corte_por_omision

MESES_DE_UNA_VEZ = 12
"""Un plan más largo se lee un año a la vez, salvo que se pida entero."""


@dataclass(frozen=True, slots=True)
class Filtro:
    """Qué actividades se muestran: las que cumplen todo lo que se pide."""

    linea_id: int | None = None
    unidad_id: int | None = None
    estado: EstadoActividad | None = None
    mes: Mes | None = None
    texto: str = ""

    @property
    def vacio(self) -> bool:
        """Si deja pasar todas."""
        return self == Filtro()

    def admite(self, objetivo: ObjetivoDelPlan, actividad: ActividadDelPlan, estado: EstadoActividad) -> bool:
        """`mes` pide que haya algo programado en él; `texto`, que estén todas sus palabras."""
        return (
            self.linea_id in (None, objetivo.linea_id)
            and (self.unidad_id is None or any(unidad.id == self.unidad_id for unidad in actividad.unidades))
            and self.estado in (None, estado)
            and (self.mes is None or actividad.meses.get(self.mes, CeldaMes()).programado > 0)
            and self._esta_el_texto(objetivo, actividad)
        )

    def _esta_el_texto(self, objetivo: ObjetivoDelPlan, actividad: ActividadDelPlan) -> bool:
        palabras = normalizar(self.texto).split()
        if not palabras:
            return True
        unidades = (unidad.nombre for unidad in actividad.unidades)
        donde = normalizar(" ".join((actividad.nombre, objetivo.nombre, *unidades)))
        return all(palabra in donde for palabra in palabras)


@dataclass(frozen=True, slots=True)
class FilaActividad:
    """Una actividad con una celda por mes mostrado."""

    actividad: ActividadDelPlan
    codigo: str
    estado: EstadoActividad
    celdas: tuple[Celda, ...]
    medida: Medida

    def titulo(self, linea: str = "") -> str:
        """«III a.1 Talleres de manejo»: dónde está y cómo se llama, sin el punto final."""
        return " ".join(filter(None, (linea, self.codigo, self.actividad.nombre.removesuffix("."))))


@dataclass(frozen=True, slots=True)
class FilaObjetivo:
    """Un objetivo con las actividades que pasan el filtro."""

    objetivo: ObjetivoDelPlan
    actividades: tuple[FilaActividad, ...]


@dataclass(frozen=True, slots=True)
class FilaTotal:
    """Lo saldado y programado en cada mes mostrado (None si no hay nada), y el avance del conjunto."""

    meses: tuple[TotalMes | None, ...]
    grupo: Grupo


@dataclass(frozen=True, slots=True)
class FilaLinea:
    """Una línea con sus objetivos, y el total de las actividades que se muestran de ella."""

    linea: LineaDelPlan
    objetivos: tuple[FilaObjetivo, ...]
    total: FilaTotal

    @property
    def numeral(self) -> str:
        """El de su línea."""
        return self.linea.numeral

    @property
    def actividades(self) -> Iterator[FilaActividad]:
        """Las de todos sus objetivos."""
        return (fila for objetivo in self.objetivos for fila in objetivo.actividades)


@dataclass(frozen=True, slots=True)
class Cronograma:
    """Las filas que se muestran; los totales son de ellas, y no de lo que el filtro dejó fuera."""

    meses: tuple[Mes, ...]
    corte: Mes
    mes_actual: Mes | None
    lineas: tuple[FilaLinea, ...]
    total: FilaTotal
    filtrado: bool = False

    @property
    def periodo(self) -> str:
        """«2026», o «2025–2027» si sus meses son de varios años."""
        primero, ultimo = self.meses[0].anio, self.meses[-1].anio
        return str(primero) if primero == ultimo else f"{primero}–{ultimo}"

    @property
    def actividades(self) -> list[FilaActividad]:
        """Todas las que se muestran, en el orden del plan."""
        return [fila for linea in self.lineas for fila in linea.actividades]


def armar(
    plan: PlanCompleto,
    hoy: date,
    filtro: Filtro = Filtro(),
    *,
    corte: Mes | None = None,
    anio: int | None = None,
) -> Cronograma:
    """Las filas del plan entero o de un año; los estados miran siempre el plan entero."""
    entero = Horizonte(plan.inicio, plan.fin)
    horizonte = entero if anio is None else entero.del_anio(anio)
    momento = Momento.hoy(hoy) if corte is None else Momento.elegido(hoy, corte, entero)
    meses = meses_mostrados(plan, anio)
    programaciones = [actividad.programacion for actividad in plan.actividades]
    medidas = {medida.actividad_id: medida for medida in medir(programaciones, horizonte)}
    liquidaciones = {p.actividad_id: liquidar(p, momento) for p in programaciones}
    armador = _Armador(filtro, meses, medidas, liquidaciones)
    lineas = tuple(fila for linea in plan.lineas if (fila := armador.linea(linea)) is not None)
    actual = Mes.de(hoy)
    return Cronograma(
        meses=meses,
        corte=_corte(hoy, corte, horizonte),
        mes_actual=actual if actual in meses else None,
        lineas=lineas,
        total=armador.total(fila for linea in lineas for fila in linea.actividades),
        filtrado=not filtro.vacio,
    )


def meses_mostrados(plan: PlanCompleto, anio: int | None) -> tuple[Mes, ...]:
    """Los del plan y los que, fuera de su período, tienen algo registrado: nada queda oculto."""
    con_algo = {mes for actividad in plan.actividades for mes in actividad.meses}
    todos = sorted(con_algo.union(plan.meses))
    return tuple(mes for mes in todos if anio is None or mes.anio == anio)


def anio_por_omision(plan: PlanCompleto, hoy: date) -> int | None:
    """El año en curso, llevado al período, si el plan es largo; None lo muestra entero."""
    if plan.cantidad_meses <= MESES_DE_UNA_VEZ:
        return None
    return min(max(hoy.year, plan.inicio.anio), plan.fin.anio)


def _corte(hoy: date, elegido: Mes | None, horizonte: Horizonte) -> Mes:
    if elegido is None:
        return corte_por_omision(hoy, horizonte.inicio, horizonte.fin)
    return acotar(elegido, horizonte.inicio, horizonte.fin)


@dataclass(frozen=True, slots=True)
class _Armador:
    filtro: Filtro
    meses: tuple[Mes, ...]
    medidas: dict[int, Medida]
    liquidaciones: dict[int, Liquidacion]

    def linea(self, linea: LineaDelPlan) -> FilaLinea | None:
        objetivos = [self._objetivo(objetivo) for objetivo in linea.objetivos]
        if not self.filtro.vacio:
            objetivos = [objetivo for objetivo in objetivos if objetivo.actividades]
            if not objetivos:
                return None
        total = self.total(fila for objetivo in objetivos for fila in objetivo.actividades)
        return FilaLinea(linea, tuple(objetivos), total)

    def _objetivo(self, objetivo: ObjetivoDelPlan) -> FilaObjetivo:
        admitidas = (
            actividad
            for actividad in objetivo.actividades
            if self.filtro.admite(objetivo, actividad, self.liquidaciones[actividad.id].estado)
        )
        return FilaObjetivo(objetivo, tuple(self._actividad(objetivo, actividad) for actividad in admitidas))

    def _actividad(self, objetivo: ObjetivoDelPlan, actividad: ActividadDelPlan) -> FilaActividad:
        liquidacion = self.liquidaciones[actividad.id]
        celdas = tuple(liquidacion.celda(mes) for mes in self.meses)
        codigo = codigo_completo(objetivo.nombre, actividad.codigo)
        return FilaActividad(actividad, codigo, liquidacion.estado, celdas, self.medidas[actividad.id])

    def total(self, filas: Iterable[FilaActividad]) -> FilaTotal:
        ids = [fila.actividad.id for fila in filas]
        por_mes = totales_por_mes(self.liquidaciones[id_] for id_ in ids)
        grupo = promediar(self.medidas[id_] for id_ in ids)
        return FilaTotal(tuple(por_mes.get(mes) for mes in self.meses), grupo)
