"""El borrador de un plan: lo leído de un documento, con origen y confianza, antes de aceptarlo."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from modelos.importacion.exportado import Exportado
from modelos.importacion.origen import Origen
from modelos.meses import NOMBRES
from modelos.plan import Nivel, TipoPlan

Confianza = Annotated[float, Field(ge=0, le=1)]
CONFIANZA_SEGURA = 0.8
"""Bajo esta confianza la persona debe mirar el campo antes de aceptarlo."""


class Severidad(StrEnum):
    """Cuánto pesa un aviso: el error impide usar lo que señala; el aviso pide mirarlo."""

    AVISO = "aviso"
    ERROR = "error"


class Campo(StrEnum):
    """Lo que puede significar una columna del documento; el valor es también la clave de `origen`."""

    PROGRAMA = "programa"
    LINEA = "linea"
    OBJETIVO = "objetivo"
    CODIGO = "codigo"
    ACTIVIDAD = "actividad"
    MES = "mes"  # el mes o los meses, escritos en la celda: «Diciembre», «marzo a junio», «mensual»
    MES_EN_COLUMNA = "mes_en_columna"  # la columna es un mes; el borrador dice cuál
    INICIO = "inicio"
    TERMINO = "termino"
    RESPONSABLE = "responsables"
    MEDIO_VERIFICACION = "medio_verificacion"
    INDICADOR = "indicador"
    META = "meta"
    UNIDAD = "unidad"
    PESO = "peso"
    PRESUPUESTO = "presupuesto"
    RECURRENCIA = "recurrencia"
    OBSERVACIONES = "observaciones"
    IGNORAR = "ignorar"


@dataclass(slots=True, kw_only=True)
class MesBorrador:
    """Lo programado y ejecutado en un mes, en la unidad de la actividad; sin año si no se sabe.

    Un documento puede traer cientos de miles: por eso no lleva dentro lo que pydantic agrega a cada uno.
    """

    anio: int | None
    mes: Annotated[int, Field(ge=1, le=12)]
    programado: int | None = None
    ejecutado: int | None = None
    nota: str | None = None


class ActividadBorrador(BaseModel):
    """Una actividad leída, con sus padres por nombre.

    `origen` y `confianzas` van por campo (claves de `Campo`); los meses llevan «meses.2024-03»
    (o «meses.03» sin año). `motivos` dice en castellano por qué hay que revisarla.
    """

    id: str
    programa: str | None = None
    linea: str | None = None
    objetivo: str | None = None
    codigo: str | None = None
    actividad: str
    meses: list[MesBorrador] = Field(default_factory=list)
    responsables: list[str] = Field(default_factory=list)
    medio_verificacion: str | None = None
    indicador: str | None = None
    meta: str | None = None
    unidad: str | None = None
    peso: float | None = None
    presupuesto: float | None = None  # en la moneda del país
    recurrencia: str | None = None
    observaciones: str | None = None
    gastado: float | None = None
    causa: str | None = None
    proximo_paso: str | None = None
    clave: str | None = None  # la de una actividad exportada de un plan, para reconocerla
    sin_leer: list[str] = Field(
        default_factory=list
    )  # los campos escritos que no se entendieron: no dicen nada
    origen: dict[str, Origen] = Field(default_factory=dict)
    confianzas: dict[str, Confianza] = Field(default_factory=dict)
    motivos: list[str] = Field(default_factory=list)

    @property
    def confianza(self) -> float:
        """La menor de las confianzas de sus campos."""
        return min(self.confianzas.values(), default=1.0)


class ObjetivoPlanBorrador(BaseModel):
    """Un objetivo enunciado para todo el plan o la unidad."""

    clase: str
    texto: str
    origen: Origen | None = None
    confianza: Confianza = 1.0


class AporteBorrador(BaseModel):
    """Lo que pidió o aportó la ciudadanía, o lo que se acordó, en una línea."""

    linea: str | None
    tipo: str  # observacion | aporte | acuerdo
    texto: str
    clave: str | None = None  # la de un aporte exportado de un plan, para reconocerlo
    origen: Origen | None = None
    confianza: Confianza = 1.0


class FirmaBorrador(BaseModel):
    """Quién elaboró, revisó o aprobó el documento."""

    accion: str
    nombre: str
    cargo: str | None = None
    origen: Origen | None = None


class Aviso(BaseModel):
    """Algo que la persona debe saber antes de aceptar; con el lugar del documento si lo tiene."""

    fila: int | None
    severidad: Severidad = Severidad.AVISO
    mensaje: str
    origen: Origen | None = None
    otros: list[Origen] = []  # las demás celdas de que habla: el resto de la fila o de la hoja

    @property
    def lugares(self) -> list[Origen]:
        """Todo lo del documento que el aviso explica."""
        return [self.origen, *self.otros] if self.origen else []


class ColumnaLeida(BaseModel):
    """Cómo se leyó una columna de una tabla: su título en el documento y su significado.

    `aparte` dice, como final de oración, por qué no da un dato del plan y dónde quedó lo que trae: «solo dice
    sí o no: queda en las observaciones con su título». None si la columna se usa.
    """

    hoja: str | None
    tabla: int
    columna: int
    titulo: str
    campo: Campo
    mes: int | None = None
    anio: int | None = None
    confianza: Confianza = 1.0
    aparte: str | None = None
    encabezados: list[Origen] = []  # las celdas de encabezado que la nombran


class PlanBorrador(BaseModel):
    """Los datos del plan entero; `confianzas` y `origen` por campo."""

    titulo: str | None = None
    tipo: str = "scam"  # scam | rendicion | poa | proyecto
    anio: int | None = None
    mes_inicio: Annotated[int, Field(ge=1, le=12)] = 1
    municipalidad: str | None = None
    nivel: str | None = None
    unidad: str | None = None
    objetivos: list[ObjetivoPlanBorrador] = []
    origen: dict[str, Origen] = {}
    confianzas: dict[str, Confianza] = {}

    def dicho(self, campo: str) -> str:
        """Uno de sus datos como lo lee la persona: «Excelencia», «marzo»; vacío si no es uno solo."""
        valor = getattr(self, campo, None)
        if campo == "mes_inicio":
            return NOMBRES[self.mes_inicio - 1]
        if campo == "tipo" and valor in set(TipoPlan):
            return TipoPlan(self.tipo).etiqueta
        if campo == "nivel" and valor in set(Nivel):
            return Nivel(valor).etiqueta
        return str(valor) if isinstance(valor, str | int) else ""


class Borrador(BaseModel):
    """Todo lo leído de un documento; nada de esto está guardado."""

    plan: PlanBorrador
    actividades: list[ActividadBorrador] = []
    participacion: list[AporteBorrador] = []
    firmas: list[FirmaBorrador] = []
    avisos: list[Aviso] = []
    columnas: list[ColumnaLeida] = []
    exportado: Exportado | None = None  # si salió de este planificador

    @property
    def columnas_aparte(self) -> list[ColumnaLeida]:
        """Las que no dan un dato del plan; cada una dice por qué."""
        return [columna for columna in self.columnas if columna.aparte]


class Ajustes(BaseModel):
    """Lo que la persona corrigió de la lectura; lo que es None lo decide el intérprete.

    `columnas` va por (tabla, columna) como «tabla:columna», contando desde 1; MES_EN_COLUMNA
    se escribe «mes_en_columna:3» para marzo. `encabezados` dice, por tabla, la fila de los títulos.
    """

    tipo: str | None = None
    anio: int | None = None
    mes_inicio: Annotated[int, Field(ge=1, le=12)] | None = None
    columnas: dict[str, str] = {}
    encabezados: dict[int, int] = {}
