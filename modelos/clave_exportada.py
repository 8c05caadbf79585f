"""La marca con que una actividad o un aporte exportado se reconoce al volver, aunque diga otra cosa."""

import re
from hashlib import sha256
from typing import NamedTuple, Self

from modelos.parecido import normalizar

_FORMA = re.compile(r"p(\d{1,9})-a(\d{1,9})-([0-9a-f]{4})")


class ClaveExportada(NamedTuple):
    """«p3-a120-7f3c»: el plan, la actividad (o el aporte) y una comprobación de lo que decía."""

    plan_id: int
    parte_id: int
    comprobacion: str

    @classmethod
    def de(cls, plan_id: int, parte_id: int, nombre: str) -> Self:
        """La de una actividad con ese nombre, o un aporte con ese texto."""
        return cls(plan_id, parte_id, _comprobacion(nombre))

    @classmethod
    def leer(cls, texto: str) -> Self | None:
        """La que está escrita; None si el texto es otra cosa."""
        hallada = _FORMA.fullmatch(texto.strip())
        return cls(int(hallada[1]), int(hallada[2]), hallada[3]) if hallada else None

    def es_de(self, parte_id: int, nombre: str) -> bool:
        """Si es de ella y se llama igual: en otra instalación el mismo número puede ser de otra cosa."""
        return self.parte_id == parte_id and self.comprobacion == _comprobacion(nombre)

    def __str__(self) -> str:
        return f"p{self.plan_id}-a{self.parte_id}-{self.comprobacion}"


def _comprobacion(nombre: str) -> str:
    return sha256(normalizar(nombre).encode()).hexdigest()[:4]
