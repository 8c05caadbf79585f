"""La marca con que una actividad exportada se reconoce al volver, aunque le hayan cambiado el nombre."""

import re
from hashlib import sha256
from typing import NamedTuple, Self

from modelos.parecido import normalizar

_FORMA = re.compile(r"p(\d{1,9})-a(\d{1,9})-([0-9a-f]{4})")


class ClaveExportada(NamedTuple):
    """«p3-a120-7f3c»: el plan, la actividad y una comprobación de cómo se llamaba al exportarla."""

    plan_id: int
    actividad_id: int
    comprobacion: str

    @classmethod
    def de(cls, plan_id: int, actividad_id: int, nombre: str) -> Self:
        """La de una actividad con ese nombre."""
        return cls(plan_id, actividad_id, _comprobacion(nombre))

    @classmethod
    def leer(cls, texto: str) -> Self | None:
        """La que está escrita; None si el texto es otra cosa."""
        hallada = _FORMA.fullmatch(texto.strip())
        return cls(int(hallada[1]), int(hallada[2]), hallada[3]) if hallada else None

    def es_de(self, actividad_id: int, nombre: str) -> bool:
        """Si es de esa actividad: en otra instalación el mismo número puede ser de otra cosa."""
        return self.actividad_id == actividad_id and self.comprobacion == _comprobacion(nombre)

    def __str__(self) -> str:
        return f"p{self.plan_id}-a{self.actividad_id}-{self.comprobacion}"


def _comprobacion(nombre: str) -> str:
    return sha256(normalizar(nombre).encode()).hexdigest()[:4]
