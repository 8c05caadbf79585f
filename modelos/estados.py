"""Los estados de celdas, actividades y aportes: nombre, símbolo, colores y significado, en un solo lugar."""

from enum import StrEnum

NEUTRO = ("#5B6A63", "#A3B0A8")
LOGRADO = ("#1C6B4C", "#6CC79C")
A_MEDIAS = ("#8A5800", "#E5B454")
ALERTA = ("#B0331C", "#FF9478")
APARTE = ("#2F5FA8", "#8FB8F2")
NINGUNO = ("", "")


class Estado(StrEnum):
    """Un estado que se lee sin color: `simbolo` en texto; `claro` y `oscuro`, los colores por tema."""

    etiqueta: str
    simbolo: str
    claro: str
    oscuro: str
    significado: str

    def __new__(
        cls,
        valor: str,
        etiqueta: str = "",  # los valores por omisión son para buscar un miembro: EstadoCelda("parcial")
        simbolo: str = "",
        colores: tuple[str, str] = NINGUNO,
        significado: str = "",
    ) -> "Estado":
        """Un miembro que se guarda como su `valor` y lleva consigo lo demás."""
        miembro = str.__new__(cls, valor)
        miembro._value_ = valor
        miembro.etiqueta = etiqueta
        miembro.simbolo = simbolo
        miembro.claro, miembro.oscuro = colores
        miembro.significado = significado
        return miembro

    @property
    def orden(self) -> int:
        """Su lugar en las leyendas y al ordenar, desde 0."""
        return list(type(self)).index(self)


class EstadoCelda(Estado):
    """Cómo está lo programado de una actividad en un mes."""

    VACIA = ("vacia", "vacía", "", NINGUNO, "No hay nada programado en el mes.")
    PROGRAMADA = ("programada", "programada", "○", NEUTRO, "Está programada y su mes aún no termina.")
    EJECUTADA = ("ejecutada", "ejecutada", "●", LOGRADO, "Se ejecutó todo lo programado en el mes.")
    EJECUTADA_CON_ATRASO = (
        "ejecutada_con_atraso",
        "ejecutada con atraso",
        "◉",
        LOGRADO,
        "Se ejecutó todo lo programado en el mes, al menos una parte después de terminado el mes.",
    )
    PARCIAL = ("parcial", "parcial", "◐", A_MEDIAS, "Se ejecutó solo una parte de lo programado en el mes.")
    PENDIENTE = (
        "pendiente",
        "pendiente",
        "□!",
        ALERTA,
        "El mes terminó y no se ejecutó nada de él.",
    )
    FUERA_DE_PROGRAMA = (
        "fuera_de_programa",
        "fuera de programa",
        "＋",
        APARTE,
        "Se ejecutó más que todo lo programado para la actividad.",
    )


class EstadoActividad(Estado):
    """Cómo está una actividad; al derivarlo vale el primero que corresponda, en este orden."""

    SIN_PROGRAMAR = ("sin_programar", "Sin programar", "◌", NEUTRO, "No tiene ningún mes programado.")
    COMPLETA = ("completa", "Completa", "●✓", LOGRADO, "Se ejecutó todo lo programado.")
    VENCIDA = (
        "vencida",
        "Vencida",
        "■×",
        ALERTA,
        "Su último mes programado terminó y falta una parte.",
    )
    ATRASADA = ("atrasada", "Atrasada", "△!", ALERTA, "Se ha ejecutado menos de lo programado a la fecha.")
    POR_INICIAR = ("por_iniciar", "Por iniciar", "○", NEUTRO, "Aún no vence nada y no se ha ejecutado nada.")
    AL_DIA = ("al_dia", "Al día", "○✓", LOGRADO, "Se ha ejecutado lo programado a la fecha.")

    @property
    def pide_atencion(self) -> bool:
        """Si hay algo que debió ejecutarse y falta: atrasada o vencida."""
        return self in (EstadoActividad.VENCIDA, EstadoActividad.ATRASADA)


class EstadoAporte(Estado):
    """En qué va lo que la ciudadanía pidió o acordó; vale el primero que corresponda, en este orden."""

    SIN_RESPUESTA = (
        "sin_respuesta",
        "Sin respuesta",
        "◇?",
        A_MEDIAS,
        "Ninguna actividad del plan le responde todavía.",
    )
    HECHO = ("hecho", "Ya se hizo", "●✓", LOGRADO, "Todas las actividades que le responden están completas.")
    CON_ATRASO = (
        "con_atraso",
        "Con atraso",
        "△!",
        ALERTA,
        "Alguna de las actividades que le responden va atrasada o venció sin completarse.",
    )
    EN_MARCHA = ("en_marcha", "En marcha", "◐", LOGRADO, "Se ha hecho una parte, sin atraso.")
    POR_COMENZAR = ("por_comenzar", "Por comenzar", "○", NEUTRO, "Está programado y su fecha aún no llega.")
    SIN_FECHA = ("sin_fecha", "Sin fecha", "◌", NEUTRO, "Le responden actividades que aún no tienen meses.")
