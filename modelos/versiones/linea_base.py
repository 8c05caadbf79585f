"""La copia congelada de un plan al aprobarse."""

from dataclasses import dataclass
from datetime import date

from modelos.contenido import texto_exigido
from modelos.tabla import Tabla, hacia, id_propio


class LineaBase(Tabla, table=True):
    """El plan como se aprobó; la base no deja cambiarla, solo quitarla entera al deshacer la aprobación."""

    __tablename__ = "linea_base"

    id: int = id_propio()
    plan_id: int = hacia("plan")
    nombre: str
    aprobada_el: date
    aprobada_por: str
    sesion: str | None = None
    acuerdo: str | None = None
    contenido: str  # JSON: por tabla, sus filas
    huella: str  # SHA-256 del contenido


@dataclass(frozen=True, slots=True)
class Aprobacion:
    """Lo que se escribe al aprobar un plan; la sesión y el acuerdo pueden faltar."""

    nombre: str
    aprobada_el: date
    aprobada_por: str
    sesion: str = ""
    acuerdo: str = ""

    def comprobar(self) -> None:
        """ErrorDeDominio si falta el nombre o quién aprobó."""
        texto_exigido(self.nombre, "el nombre de la línea base")
        texto_exigido(self.aprobada_por, "quién aprobó el plan")
