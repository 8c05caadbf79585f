"""La única excepción cuyo mensaje lee la persona."""


class ErrorDeDominio(Exception):
    """Una regla se negó: el mensaje dice qué pasó, qué no se perdió y qué hacer."""


class ConflictoDeVersion(ErrorDeDominio):
    """Otra persona guardó antes: la versión del plan ya no es la que se tenía a la vista."""
