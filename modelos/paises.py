"""Los países en que se usa el producto y qué propone cada tipo de plan."""

from collections.abc import Mapping
from enum import StrEnum

from modelos.plan import TipoPlan


class Pais(StrEnum):
    """Código ISO del país, con su nombre y su zona horaria."""

    CHILE = "CL"
    ECUADOR = "EC"
    EL_SALVADOR = "SV"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return _NOMBRES[self]

    @property
    def zona_horaria(self) -> str:
        """La de su capital."""
        return next(iter(_ZONAS[self]))

    @property
    def zonas_horarias(self) -> Mapping[str, str]:
        """Las que se usan en él, de la base de datos de zonas (IANA), con el nombre de su territorio."""
        return _ZONAS[self]


_NOMBRES = {Pais.CHILE: "Chile", Pais.ECUADOR: "Ecuador", Pais.EL_SALVADOR: "El Salvador"}
_ZONAS = {
    Pais.CHILE: {
        "America/Santiago": "Chile continental",
        "America/Punta_Arenas": "Magallanes",
        "Pacific/Easter": "Isla de Pascua",
    },
    Pais.ECUADOR: {"America/Guayaquil": "Ecuador continental", "Pacific/Galapagos": "Galápagos"},
    Pais.EL_SALVADOR: {"America/El_Salvador": "El Salvador"},
}


def conocido(pais: str) -> Pais:
    """El país guardado; Chile si en la base hay otro, para lo que necesita uno: la hora, los separadores."""
    return Pais(pais) if pais in set(Pais) else Pais.CHILE


def zona_conocida(zona: str, pais: str) -> str:
    """La guardada; la de la capital del país si no es de las suyas."""
    suyo = conocido(pais)
    return zona if zona in suyo.zonas_horarias else suyo.zona_horaria


def nombre_de_pais(pais: str) -> str:
    """El que lee la persona; tal cual si no es uno de los conocidos."""
    return Pais(pais).etiqueta if pais in set(Pais) else pais


def pais_propuesto(tipo: TipoPlan) -> Pais:
    """El país donde ese documento es lo habitual; es una propuesta que la persona cambia."""
    return {TipoPlan.RENDICION: Pais.ECUADOR, TipoPlan.POA: Pais.EL_SALVADOR}.get(tipo, Pais.CHILE)


def papel(pais: str) -> str:
    """En qué hoja imprimen sus oficinas: A4 en Ecuador (INEN), carta en Chile y El Salvador."""
    return "a4" if pais == Pais.ECUADOR else "us-letter"
