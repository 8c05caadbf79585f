"""Los países en que se usa el producto y qué propone cada tipo de plan."""

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
        return _ZONAS[self]


_NOMBRES = {Pais.CHILE: "Chile", Pais.ECUADOR: "Ecuador", Pais.EL_SALVADOR: "El Salvador"}
_ZONAS = {
    Pais.CHILE: "America/Santiago",
    Pais.ECUADOR: "America/Guayaquil",
    Pais.EL_SALVADOR: "America/El_Salvador",
}


def pais_propuesto(tipo: TipoPlan) -> Pais:
    """El país donde ese documento es lo habitual; es una propuesta que la persona cambia."""
    return {TipoPlan.RENDICION: Pais.ECUADOR, TipoPlan.POA: Pais.EL_SALVADOR}.get(tipo, Pais.CHILE)


def papel(pais: str) -> str:
    """En qué hoja imprimen sus oficinas: A4 en Ecuador (INEN), carta en Chile y El Salvador."""
    return "a4" if pais == Pais.ECUADOR else "us-letter"
