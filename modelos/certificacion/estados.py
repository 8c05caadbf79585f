"""Los estados de la certificación: en qué va el trabajo, qué resultado tiene un requisito y su evidencia."""

from enum import StrEnum

from modelos.estados import A_MEDIAS, ALERTA, APARTE, LOGRADO, NEUTRO, Estado


class EstadoTrabajo(Estado):
    """En qué va lo que la municipalidad hace por un requisito; es aparte de si cumple."""

    POR_HACER = ("por_hacer", "Por hacer", "○", NEUTRO, "Nadie ha comenzado.")
    EN_TRABAJO = ("en_trabajo", "En trabajo", "◐", A_MEDIAS, "Se está preparando.")
    PARA_REVISION = ("para_revision", "Para revisión", "◇", APARTE, "Está listo para que alguien lo revise.")
    REVISADO = ("revisado", "Revisado", "○✓", LOGRADO, "Se revisó; si cumple o no lo dice el resultado.")


class EstadoResultado(Estado):
    """Si un requisito se cumple, según la municipalidad o según quien audita."""

    NO_EVALUADO = ("no_evaluado", "No evaluado", "◌", NEUTRO, "Aún no se dice si cumple.")
    CUMPLE = ("cumple", "Cumple", "●✓", LOGRADO, "Se cumple todo lo que se pide.")
    PARCIAL = ("cumple_en_parte", "Parcial", "◐", A_MEDIAS, "Se cumple una parte: para el umbral no cuenta.")
    NO_CUMPLE = ("no_cumple", "No cumple", "■×", ALERTA, "No se cumple lo que se pide.")
    NO_APLICA = ("no_aplica", "No aplica", "—", NEUTRO, "No corresponde en esta comuna, con su razón.")
    HOMOLOGADO = ("homologado", "Homologado", "●=", LOGRADO, "Se logró en un proceso anterior y se reconoce.")

    @property
    def cumple(self) -> bool:
        """Si cuenta para el umbral."""
        return self in (EstadoResultado.CUMPLE, EstadoResultado.HOMOLOGADO)

    @property
    def pide_razon(self) -> bool:
        """Si no vale sin decir por qué o con qué referencia."""
        return self in (EstadoResultado.NO_APLICA, EstadoResultado.HOMOLOGADO)


class EstadoEvidencia(Estado):
    """En qué va una evidencia desde que se carga."""

    BORRADOR = ("borrador_de_evidencia", "Borrador", "◌", NEUTRO, "Falta su archivo o su dirección.")
    CARGADA = ("cargada", "Cargada", "◐", A_MEDIAS, "Espera que gestión la acepte.")
    OBSERVADA = ("observada", "Observada", "△!", ALERTA, "Hay que corregirla o cambiarla.")
    ACEPTADA = ("aceptada", "Aceptada", "●✓", LOGRADO, "Sirve de prueba y va al expediente.")
    RETIRADA = ("retirada", "Retirada", "✕", NEUTRO, "Ya no se usa, con su razón; no se borra.")


class Dictamen(StrEnum):
    """Lo que gestión dice de una evidencia; se guarda como el estado a que la lleva."""

    ACEPTADA = "aceptada"
    OBSERVADA = "observada"
    RETIRADA = "retirada"

    @property
    def pide_razon(self) -> bool:
        """Si no vale sin decir por qué."""
        return self is not Dictamen.ACEPTADA


class Gravedad(Estado):
    """Cuánto pesa una observación; la escala es de la municipalidad, no del ministerio."""

    ALTA = ("alta", "Alta", "■!", ALERTA, "Sin corregirla el requisito no se cumple.")
    MEDIA = ("media", "Media", "△", A_MEDIAS, "Hay que corregirla antes de presentar.")
    BAJA = ("baja", "Baja", "○", NEUTRO, "Conviene corregirla.")


class ClaseEvidencia(StrEnum):
    """Qué clase de prueba es."""

    ACTA = "acta"
    LISTA_DE_ASISTENCIA = "lista_de_asistencia"
    DECRETO = "decreto"
    ORDENANZA = "ordenanza"
    INFORME = "informe"
    FOTOGRAFIA = "fotografia"
    DIFUSION = "difusion"
    REGISTRO_DE_CONSUMO = "registro_de_consumo"
    CONVENIO = "convenio"
    OTRO = "otro"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return _CLASES.get(self, self.value.replace("_", " ").capitalize())


_CLASES = {ClaseEvidencia.FOTOGRAFIA: "Fotografía", ClaseEvidencia.DIFUSION: "Difusión"}


class Modalidad(StrEnum):
    """Con qué dinero se hace el proceso."""

    FINANCIADA = "financiada"
    AUTOFINANCIADA = "autofinanciada"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return {"financiada": "Con financiamiento del ministerio", "autofinanciada": "Autofinanciada"}[
            self.value
        ]


class ResultadoDelProceso(StrEnum):
    """Lo que resolvió el ministerio; otorgar es suyo, no de la municipalidad ni del planificador."""

    OTORGADO = "otorgado"
    NO_OTORGADO = "no_otorgado"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return {"otorgado": "Nivel otorgado", "no_otorgado": "Nivel no otorgado"}[self.value]
