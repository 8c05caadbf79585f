"""La municipalidad, su plan y los niveles que lo ordenan: programa, línea, objetivo."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from modelos.meses import Mes, periodo
from modelos.tabla import Tabla, en_papelera, hacia, id_propio, indice_de_papelera, no_negativo, texto, una_de

MESES_MAXIMOS = 120
SIN_MUNICIPALIDAD = "Municipalidad no indicada"
"""Lo que lleva un plan de ejemplo cuyo documento no la dice."""


class Etiquetas(NamedTuple):
    """Cómo se llama cada nivel en un tipo de plan, en singular y plural."""

    linea: str
    lineas: str
    objetivo: str
    objetivos: str


class TipoPlan(StrEnum):
    """Los cuatro documentos que el producto conoce; cambian las etiquetas, no la jerarquía."""

    SCAM = "scam"
    RENDICION = "rendicion"
    POA = "poa"
    PROYECTO = "proyecto"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return _NOMBRES_DE_TIPO[self]

    @property
    def etiquetas(self) -> Etiquetas:
        """Nombre de sus niveles."""
        return _ETIQUETAS[self]


_NOMBRES_DE_TIPO = {
    TipoPlan.SCAM: "Certificación ambiental (SCAM)",
    TipoPlan.RENDICION: "Rendición de cuentas",
    TipoPlan.POA: "Plan operativo anual",
    TipoPlan.PROYECTO: "Proyecto",
}
_ETIQUETAS = {
    TipoPlan.SCAM: Etiquetas("línea", "líneas", "objetivo", "objetivos"),
    TipoPlan.RENDICION: Etiquetas("eje", "ejes", "propósito", "propósitos"),
    TipoPlan.POA: Etiquetas("unidad", "unidades", "meta", "metas"),
    TipoPlan.PROYECTO: Etiquetas("línea", "líneas", "objetivo", "objetivos"),
}


class EstadoPlan(StrEnum):
    """Un plan se prepara en borrador y rige desde que se pone en vigencia."""

    BORRADOR = "borrador"
    VIGENTE = "vigente"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return self.value.capitalize()


class Nivel(StrEnum):
    """Niveles del SCAM, en su orden (ChileAtiende, ficha 76487)."""

    BASICO = "basico"
    INTERMEDIO = "intermedio"
    EXCELENCIA = "excelencia"
    EXCELENCIA_SOBRESALIENTE = "excelencia_sobresaliente"
    GOBERNANZA = "gobernanza_ambiental_climatica"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return _NOMBRES_DE_NIVEL[self]


_NOMBRES_DE_NIVEL = {
    Nivel.BASICO: "Básico",
    Nivel.INTERMEDIO: "Intermedio",
    Nivel.EXCELENCIA: "Excelencia",
    Nivel.EXCELENCIA_SOBRESALIENTE: "Excelencia Sobresaliente",
    Nivel.GOBERNANZA: "Gobernanza Ambiental Climática",
}


def nombre_de_nivel(nivel: str | None) -> str:
    """El que lee la persona; tal cual si no es del SCAM."""
    return Nivel(nivel).etiqueta if nivel in set(Nivel) else nivel or ""


class Municipalidad(Tabla, table=True):
    """La institución dueña de los planes; también una administración zonal o una alcaldía."""

    __tablename__ = "municipalidad"
    __table_args__ = (UniqueConstraint("nombre"),)

    id: int = id_propio()
    nombre: str
    pais: str = "CL"
    region: str | None = None
    comuna: str | None = None
    zona_horaria: str = "America/Santiago"
    logo: str | None = None  # SHA-256 de su PNG en el almacén


class Papelera(Tabla, table=True):
    """Un borrado que se puede deshacer: de ella vuelve lo borrado con todo lo que colgaba."""

    __tablename__ = "papelera"

    id: int = id_propio()
    plan_id: int = hacia("plan")
    clase: str
    nombre: str
    borrado_el: date


class Plan(Tabla, table=True):
    """Un plan con su período en meses; `version` sube con cada escritura."""

    __tablename__ = "plan"
    __table_args__ = (
        una_de(TipoPlan, "tipo"),
        una_de(EstadoPlan, "estado"),
        CheckConstraint("mes_inicio BETWEEN 1 AND 12", name="mes_inicio_valido"),
        CheckConstraint("anio_inicio BETWEEN 1990 AND 2100", name="anio_inicio_valido"),
        CheckConstraint(f"cantidad_meses BETWEEN 1 AND {MESES_MAXIMOS}", name="cantidad_meses_valida"),
    )

    id: int = id_propio()
    municipalidad_id: int = hacia("municipalidad")
    nombre: str
    tipo: str = texto(TipoPlan.SCAM)
    estado: str = texto(EstadoPlan.BORRADOR)
    anio_inicio: int
    mes_inicio: int = 1
    cantidad_meses: int = 12
    nivel: str | None = None
    unidad: str | None = None
    vigente_desde: date | None = None
    sesion_concejo: date | None = None  # la última en que el concejo vio el plan
    borrado_el: date | None = None
    version: int = 1

    @property
    def inicio(self) -> Mes:
        """Su primer mes."""
        return Mes(self.anio_inicio, self.mes_inicio)

    @property
    def fin(self) -> Mes:
        """Su último mes."""
        return self.inicio.mas(self.cantidad_meses - 1)

    @property
    def meses(self) -> list[Mes]:
        """Todos sus meses."""
        return periodo(self.inicio, self.cantidad_meses)

    @property
    def etiquetas(self) -> Etiquetas:
        """Cómo llama este plan a sus niveles."""
        return TipoPlan(self.tipo).etiquetas


class ObjetivoPlan(Tabla, table=True):
    """Un objetivo enunciado para todo el plan, con su clase («específico», «de la unidad»)."""

    __tablename__ = "objetivo_plan"

    id: int = id_propio()
    plan_id: int = hacia("plan")
    orden: int
    clase: str
    texto: str


class Firma(Tabla, table=True):
    """Quién elaboró, revisó o aprobó el plan."""

    __tablename__ = "firma"

    id: int = id_propio()
    plan_id: int = hacia("plan")
    orden: int
    accion: str
    nombre: str
    cargo: str | None = None


class DocumentoFuente(Tabla, table=True):
    """El archivo del que se importó el plan; su contenido está en el almacén, por su SHA-256."""

    __tablename__ = "documento_fuente"
    __table_args__ = no_negativo("tamano")

    id: int = id_propio()
    plan_id: int = hacia("plan")
    nombre: str
    tamano: int
    sha256: str
    importado_el: date


class LecturaRecordada(Tabla, table=True):
    """Cómo corrigió la persona las columnas de un documento, para el próximo de igual forma."""

    __tablename__ = "lectura_recordada"

    huella: str = Field(primary_key=True)
    columnas: str  # JSON de `Ajustes.columnas`


class Programa(Tabla, table=True):
    """Nivel opcional por encima de las líneas."""

    __tablename__ = "programa"
    __table_args__ = (indice_de_papelera(),)

    id: int = id_propio()
    plan_id: int = hacia("plan")
    orden: int
    nombre: str
    papelera_id: int | None = en_papelera()


class LineaEstrategica(Tabla, table=True):
    """Línea, eje o unidad: el primer nivel del plan."""

    __tablename__ = "linea_estrategica"
    __table_args__ = (indice_de_papelera(),)

    id: int = id_propio()
    plan_id: int = hacia("plan")
    programa_id: int | None = hacia("programa", nulo=True)
    orden: int
    nombre: str
    papelera_id: int | None = en_papelera()


class Objetivo(Tabla, table=True):
    """Objetivo, propósito o meta dentro de una línea."""

    __tablename__ = "objetivo"
    __table_args__ = (indice_de_papelera(),)

    id: int = id_propio()
    linea_id: int = hacia("linea_estrategica")
    orden: int
    nombre: str
    papelera_id: int | None = en_papelera()
