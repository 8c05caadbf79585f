"""El plan entero como lo leen las pantallas: líneas, objetivos, actividades y meses, sin base de datos."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from modelos.calendario.jornadas import Jornada
from modelos.calendario.nombre_corto import Nombrada, distinguir
from modelos.calendario.recurrencias import jornadas_de
from modelos.meses import Mes, periodo
from modelos.numeral import romano, separar_numeral
from modelos.plan import EstadoPlan, Etiquetas, TipoPlan
from modelos.seguimiento.programacion import Cantidades, Programacion, peso_exacto


class CeldaMes(NamedTuple):
    """Un mes de una actividad, en su unidad de medida; tupla porque un plan tiene miles."""

    programado: int = 0
    ejecutado: int = 0
    aprobado: int = 0
    nota: str | None = None
    ejecutado_el: date | None = None

    @property
    def cantidades(self) -> Cantidades:
        """Solo las cantidades, como las reciben las reglas."""
        return Cantidades(self.programado, self.ejecutado, self.aprobado)


@dataclass(frozen=True, slots=True)
class UnidadResponsable:
    """Unidad que responde por una actividad."""

    id: int
    nombre: str
    sigla: str | None


@dataclass(frozen=True, slots=True)
class ActividadDelPlan:
    """Una actividad con sus meses; el dinero en centavos de la moneda del país."""

    id: int
    objetivo_id: int
    codigo: str | None
    nombre: str
    peso: float
    unidad_medida: str | None
    meta: str | None
    indicador: str | None
    medio_verificacion: str | None
    presupuesto_centavos: int | None
    gastado_centavos: int | None
    recurrencia: str | None
    observaciones: str | None
    causa: str | None
    proximo_paso: str | None
    nombre_corto: str | None = None
    unidades: tuple[UnidadResponsable, ...] = ()
    meses: Mapping[Mes, CeldaMes] = field(default_factory=dict)

    @property
    def programacion(self) -> Programacion:
        """Sus meses y su peso, como los reciben las reglas de avance."""
        meses = {mes: celda.cantidades for mes, celda in self.meses.items()}
        return Programacion(self.id, meses, peso_exacto(self.peso))

    def jornadas(self, mes: Mes) -> tuple[Jornada, ...]:
        """Los días de ese mes en que ocurre: los de su nota, si los dice, o los de su recurrencia.

        Ninguno si no se entienden o si en el mes no hay nada programado.
        """
        celda = self.meses.get(mes, CeldaMes())
        if not celda.programado:
            return ()
        return jornadas_de(celda.nota, mes) or jornadas_de(self.recurrencia, mes)


@dataclass(frozen=True, slots=True)
class ObjetivoDelPlan:
    """Un objetivo con sus actividades, en su orden."""

    id: int
    linea_id: int
    nombre: str
    actividades: tuple[ActividadDelPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class LineaDelPlan:
    """Una línea con sus objetivos; `programa` es el nombre del suyo, si el plan los usa."""

    id: int
    numero: int  # su lugar en el plan, desde 1
    nombre: str
    programa_id: int | None = None
    programa: str | None = None
    objetivos: tuple[ObjetivoDelPlan, ...] = ()

    @property
    def actividades(self) -> Iterator[ActividadDelPlan]:
        """Todas sus actividades, en su orden."""
        return (actividad for objetivo in self.objetivos for actividad in objetivo.actividades)

    @property
    def numeral(self) -> str:
        """«III»: el que trae su nombre o su lugar en el plan."""
        return separar_numeral(self.nombre)[0] or romano(self.numero)

    @property
    def nombre_sin_numeral(self) -> str:
        """«Educación ambiental», también sin el punto final."""
        return separar_numeral(self.nombre)[1].removesuffix(".")

    @property
    def titulo(self) -> str:
        """«III. Educación ambiental»."""
        return f"{self.numeral}. {self.nombre_sin_numeral}"


class EnElPlan(NamedTuple):
    """Una actividad del plan con sus padres."""

    linea: LineaDelPlan
    objetivo: ObjetivoDelPlan
    actividad: ActividadDelPlan


@dataclass(frozen=True, slots=True)
class PlanCompleto:
    """Un plan leído de una vez; (`id`, `version`) lo identifican y sirven de clave de caché."""

    id: int
    version: int
    nombre: str
    tipo: TipoPlan
    estado: EstadoPlan
    inicio: Mes
    cantidad_meses: int
    nivel: str | None
    unidad: str | None
    vigente_desde: date | None
    municipalidad_id: int
    municipalidad: str
    pais: str
    lineas: tuple[LineaDelPlan, ...] = ()
    zona_horaria: str = "America/Santiago"
    logo: str | None = None

    @property
    def fin(self) -> Mes:
        """Su último mes."""
        return self.inicio.mas(self.cantidad_meses - 1)

    @property
    def meses(self) -> list[Mes]:
        """Los meses de su período."""
        return periodo(self.inicio, self.cantidad_meses)

    @property
    def etiquetas(self) -> Etiquetas:
        """Cómo llama a sus niveles."""
        return self.tipo.etiquetas

    @property
    def vigente(self) -> bool:
        """Si rige: desde entonces lo programado se cambia con una razón."""
        return self.estado is EstadoPlan.VIGENTE

    @property
    def actividades(self) -> Iterator[ActividadDelPlan]:
        """Todas las actividades, en el orden del plan."""
        return (actividad for linea in self.lineas for actividad in linea.actividades)

    def nombres_breves(self) -> dict[int, str]:
        """Con que se lee de lejos cada actividad, por su id: el que escribió una persona, o el propuesto."""
        return distinguir(Nombrada(una.id, una.nombre, una.nombre_corto) for una in self.actividades)

    @property
    def ubicadas(self) -> Iterator[EnElPlan]:
        """Todas las actividades con su línea y su objetivo, en el orden del plan."""
        for linea in self.lineas:
            for objetivo in linea.objetivos:
                for actividad in objetivo.actividades:
                    yield EnElPlan(linea, objetivo, actividad)

    def ubicar(self, actividad_id: int) -> EnElPlan | None:
        """La actividad con su línea y su objetivo; None si no está en el plan (o está en la papelera)."""
        return next((fila for fila in self.ubicadas if fila.actividad.id == actividad_id), None)
