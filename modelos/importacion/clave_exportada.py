"""La marca con que una actividad o un aporte exportado se reconoce al volver, aunque diga otra cosa."""

import re
from hashlib import sha256
from typing import NamedTuple, Self

from modelos.parecido import normalizar

_FORMA = re.compile(r"p(\d{1,9})-a(\d{1,9})-([0-9a-f]{4})(?:-v(\d{1,9}))?")


class ClaveExportada(NamedTuple):
    """«p3-a120-7f3c-v17»: el plan, la actividad (o el aporte), una comprobación de lo que decía y la versión.

    La versión es la del plan al exportarlo: así va también en un formato sin lugar para los datos del plan.
    """

    plan_id: int
    parte_id: int
    comprobacion: str
    version: int | None = None

    @classmethod
    def de(cls, plan_id: int, parte_id: int, nombre: str, version: int | None = None) -> Self:
        """La de una actividad con ese nombre, o un aporte con ese texto."""
        return cls(plan_id, parte_id, _comprobacion(nombre), version)

    @classmethod
    def leer(cls, texto: str) -> Self | None:
        """La que está escrita; None si el texto es otra cosa."""
        hallada = _FORMA.fullmatch(texto.strip())
        if hallada is None:
            return None
        version = int(hallada[4]) if hallada[4] else None
        return cls(int(hallada[1]), int(hallada[2]), hallada[3], version)

    def es_de(self, parte_id: int, nombre: str) -> bool:
        """Si es de ella y se llama igual: en otra instalación el mismo número puede ser de otra cosa."""
        return self.parte_id == parte_id and self.comprobacion == _comprobacion(nombre)

    @property
    def identidad(self) -> str:
        """Lo que no cambia de una exportación a otra: «p3-a120-7f3c»."""
        return f"p{self.plan_id}-a{self.parte_id}-{self.comprobacion}"

    def __str__(self) -> str:
        return self.identidad if self.version is None else f"{self.identidad}-v{self.version}"


def _comprobacion(nombre: str) -> str:
    return sha256(normalizar(nombre).encode()).hexdigest()[:4]
