"""Las tablas de la certificación: el proceso, sus requisitos, su evidencia y lo que observa quien audita.

Un proceso es de un plan: con él comparte permisos, versión, bitácora y alcance de quien audita.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, UniqueConstraint
from sqlmodel import Field

from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import (
    ClaseEvidencia,
    Dictamen,
    EstadoEvidencia,
    EstadoResultado,
    EstadoTrabajo,
    Gravedad,
    Modalidad,
    ResultadoDelProceso,
)
from modelos.tabla import Tabla, hacia, id_propio, no_negativo, texto, una_de


class NivelOtorgado(Tabla, table=True):
    """Un nivel que el ministerio ya otorgó a la municipalidad, también de antes de usar el planificador."""

    __tablename__ = "nivel_otorgado"
    __table_args__ = (UniqueConstraint("municipalidad_id", "nivel"), *no_negativo("archivo_tamano"))

    id: int = id_propio()
    municipalidad_id: int = hacia("municipalidad")
    nivel: str  # código del catálogo
    otorgado_el: date
    resolucion: str
    archivo_sha256: str | None = None
    archivo_nombre: str | None = None
    archivo_tamano: int | None = None


class Proceso(Tabla, table=True):
    """La certificación que un plan persigue: el nivel, sus plazos y lo convenido."""

    __tablename__ = "proceso"
    __table_args__ = (
        UniqueConstraint("plan_id"),
        una_de(Modalidad, "modalidad"),
        una_de(ResultadoDelProceso, "resultado"),
        una_de(Certeza, "minimo_certeza"),
        CheckConstraint("minimo BETWEEN 1 AND 100", name="minimo_valido"),
        CheckConstraint("termina > comienza", name="plazo_valido"),
        CheckConstraint("resultado_porcentaje BETWEEN 0 AND 100", name="resultado_porcentaje_valido"),
    )

    id: int = id_propio()
    plan_id: int = hacia("plan")
    catalogo: str  # clave del catálogo adoptado, «scam/cinco-niveles»
    catalogo_version: str
    nivel: str  # código en el catálogo
    subnivel: str | None = None
    comienza: date
    termina: date
    minimo: int | None = None  # porcentaje de cumplimiento exigido; nulo es «sin confirmar»
    minimo_certeza: str = texto(Certeza.SIN_FUENTE)
    minimo_fuente: str | None = None
    modalidad: str | None = None
    convenio_numero: str | None = None
    convenio_fecha: date | None = None
    convenio_id: int | None = hacia("evidencia", nulo=True)
    contacto: str | None = None  # de la SEREMI o de quien acompaña
    resultado: str | None = None
    resultado_el: date | None = None
    resultado_porcentaje: int | None = None
    resultado_nota: str | None = None


class Requisito(Tabla, table=True):
    """Lo que se pide para el nivel, en la copia de la municipalidad, y cómo va."""

    __tablename__ = "requisito"
    __table_args__ = (
        UniqueConstraint("plan_id", "codigo"),
        una_de(Certeza, "certeza"),
        una_de(EstadoTrabajo, "trabajo"),
        una_de(EstadoResultado, "resultado"),
        una_de(EstadoResultado, "auditado"),
        *no_negativo("peso"),
    )

    id: int = id_propio()
    plan_id: int = hacia("plan")
    orden: int
    codigo: str
    ambito: str = ""
    nombre: str
    que_se_pide: str = ""
    medios: str = ""  # medios de verificación esperados, uno por renglón
    certeza: str = texto(Certeza.SIN_FUENTE)
    fuente: str | None = None
    propio: bool = False  # lo agregó la municipalidad
    editado: bool = False  # viene del catálogo y la municipalidad lo cambió
    desactivado: str | None = None  # por qué no se persigue
    peso: float = 1.0  # solo para el indicador interno
    trabajo: str = texto(EstadoTrabajo.POR_HACER)
    resultado: str = texto(EstadoResultado.NO_EVALUADO)
    resultado_razon: str | None = None  # por qué no aplica, o de dónde se homologa
    resultado_el: date | None = None  # desde cuándo cumple
    auditado: str = texto(EstadoResultado.NO_EVALUADO)
    auditado_nota: str | None = None
    unidad_id: int | None = hacia("unidad", nulo=True)
    comprometido: date | None = None
    notas: str | None = None


class RequisitoActividad(Tabla, table=True):
    """Una actividad del plan que trabaja por un requisito, confirmado por una persona."""

    __tablename__ = "requisito_actividad"

    requisito_id: int = Field(foreign_key="requisito.id", primary_key=True)
    actividad_id: int = Field(foreign_key="actividad.id", primary_key=True, index=True)


class Evidencia(Tabla, table=True):
    """Una prueba: lo que se sabe de ella; sus archivos son las revisiones, que no cambian.

    En qué va se deduce: lo que dijo gestión vale para la revisión que miró, y una posterior vuelve a estar
    cargada. Así la unidad carga y solo gestión escribe en las columnas que aceptan.
    """

    __tablename__ = "evidencia"
    __table_args__ = (
        UniqueConstraint("plan_id", "numero"),
        una_de(ClaseEvidencia, "clase"),
        una_de(Dictamen, "dictamen"),
        *no_negativo("dictamen_de"),
    )

    id: int = id_propio()
    plan_id: int = hacia("plan")
    numero: int  # con él se arma su código, EV-0001
    titulo: str
    clase: str = texto(ClaseEvidencia.OTRO)
    fecha: date | None = None  # la del hecho que prueba
    vence: date | None = None
    confidencial: bool = False
    dictamen: str | None = None
    dictamen_de: int | None = None  # el número de la revisión que se miró
    dictamen_por: str | None = None
    dictamen_el: date | None = None
    razon: str | None = None  # por qué se observó o se retiró

    def estado(self, revisiones: int) -> EstadoEvidencia:
        """En qué va, con tantas revisiones."""
        if self.dictamen == Dictamen.RETIRADA:
            return EstadoEvidencia.RETIRADA
        if not revisiones:
            return EstadoEvidencia.BORRADOR
        if self.dictamen is None or (self.dictamen_de or 0) < revisiones:
            return EstadoEvidencia.CARGADA
        return EstadoEvidencia(self.dictamen)


class Revision(Tabla, table=True):
    """Un archivo o una dirección de una evidencia: se agrega otra, nunca se cambia."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("evidencia_id", "numero"),
        CheckConstraint("(sha256 IS NULL) <> (direccion IS NULL)", name="archivo_o_direccion"),
        *no_negativo("tamano", "paginas"),
    )

    id: int = id_propio()
    evidencia_id: int = hacia("evidencia")
    numero: int
    sha256: str | None = Field(default=None, index=True)
    tamano: int | None = Field(default=None, sa_type=BigInteger)
    tipo: str | None = None  # el de `modelos.archivos.TipoDeArchivo`
    nombre: str | None = None  # como se llamaba al subirlo
    direccion: str | None = None  # de una página de la red
    quien: str
    cuando: datetime = Field(sa_type=DateTime(timezone=True))
    nota: str | None = None
    tomada_el: date | None = None  # lo que dice la fotografía
    con_ubicacion: bool = False  # la fotografía dice dónde se tomó
    paginas: int | None = None  # de un PDF que se pudo leer
    ilegible: bool = False  # un PDF en blanco, o que no se pudo leer


class EvidenciaRequisito(Tabla, table=True):
    """Un requisito que la evidencia prueba, y en qué páginas."""

    __tablename__ = "evidencia_requisito"

    evidencia_id: int = Field(foreign_key="evidencia.id", primary_key=True)
    requisito_id: int = Field(foreign_key="requisito.id", primary_key=True, index=True)
    paginas: str | None = None  # «pp. 3–5»


class EvidenciaActividad(Tabla, table=True):
    """Una actividad, y quizás un mes suyo, que la evidencia prueba."""

    __tablename__ = "evidencia_actividad"
    __table_args__ = (
        UniqueConstraint("evidencia_id", "actividad_id", "anio", "mes"),
        CheckConstraint("mes BETWEEN 0 AND 12", name="mes_valido"),
    )

    id: int = id_propio()
    evidencia_id: int = hacia("evidencia")
    actividad_id: int = hacia("actividad")
    anio: int = 0  # 0 y 0, la actividad entera
    mes: int = 0


class Auditoria(Tabla, table=True):
    """Una auditoría del proceso, con el informe que llegó."""

    __tablename__ = "auditoria"
    __table_args__ = (UniqueConstraint("plan_id", "numero"),)

    id: int = id_propio()
    plan_id: int = hacia("plan")
    numero: int
    fecha: date
    nota: str | None = None
    informe_id: int | None = hacia("evidencia", nulo=True)


class Observacion(Tabla, table=True):
    """Algo que corregir, de una auditoría o de la revisión propia; se responde, no se borra."""

    __tablename__ = "observacion"
    __table_args__ = (una_de(Gravedad, "gravedad"),)

    id: int = id_propio()
    plan_id: int = hacia("plan")
    auditoria_id: int | None = hacia("auditoria", nulo=True)
    requisito_id: int | None = hacia("requisito", nulo=True)
    descripcion: str
    gravedad: str = texto(Gravedad.MEDIA)
    observado_el: date
    responder_hasta: date | None = None
    unidad_id: int | None = hacia("unidad", nulo=True)
    respuesta: str | None = None
    respondida_el: date | None = None
