"""Un marco de certificación como dato: niveles, requisitos y medios, cada cosa con su certeza y su fuente."""

from dataclasses import dataclass
from enum import StrEnum

from modelos.errores import ErrorDeDominio
from modelos.frases import enumerar

ENTRE_MEDIOS = "\n"
"""Lo que separa un medio de verificación de otro en un solo texto: cada uno va en su renglón."""


class Certeza(StrEnum):
    """Cuánto respaldo tiene un dato del catálogo, del mayor al menor."""

    CONFIRMADO = "confirmado"  # fuente oficial, o varias que coinciden
    UNA_FUENTE = "una fuente"  # una sola, o secundaria
    PROPUESTO = "propuesto"  # nuestro, para partir
    SIN_FUENTE = "sin fuente"  # se buscó y no se encontró

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return self.value.capitalize()

    @property
    def exige_fuente(self) -> bool:
        """Si no vale sin decir de dónde salió."""
        return self in {Certeza.CONFIRMADO, Certeza.UNA_FUENTE}


@dataclass(frozen=True, slots=True)
class Sustentado:
    """Una cifra y qué la respalda; sin valor está sin confirmar, y nada se afirma con ella."""

    valor: int | None
    certeza: Certeza
    fuente: str = ""

    @property
    def consta(self) -> bool:
        """Si hay una cifra con que comparar."""
        return self.valor is not None


@dataclass(frozen=True, slots=True)
class Subnivel:
    """Una etapa dentro de un nivel, y cuántos meses dura."""

    codigo: str
    nombre: str
    meses: Sustentado
    certeza: Certeza
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class NivelDeCatalogo:
    """Un escalón: `meses` que dura y `minimo` de cumplimiento para obtenerlo, de 0 a 100."""

    codigo: str
    nombre: str
    orden: int  # desde 1
    meses: Sustentado
    minimo: Sustentado
    subniveles: tuple[Subnivel, ...]
    certeza: Certeza
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class Medio:
    """Un medio de verificación que se espera."""

    texto: str
    certeza: Certeza
    fuente: str = ""


@dataclass(frozen=True, slots=True)
class RequisitoDeCatalogo:
    """Lo que se pide; sin `niveles` no consta en cuál, y solo se ofrece para agregarlo.

    `codigo` no se reutiliza con otro sentido entre versiones; `ambito` lo agrupa en pantalla, y puede faltar.
    """

    codigo: str
    nombre: str
    que_se_pide: str
    ambito: str
    niveles: tuple[str, ...]
    medios: tuple[Medio, ...]
    certeza: Certeza
    fuente: str = ""

    @property
    def medios_escritos(self) -> str:
        """Sus medios en un solo texto, como quedan en la copia de la municipalidad."""
        return ENTRE_MEDIOS.join(medio.texto for medio in self.medios)


@dataclass(frozen=True, slots=True)
class Catalogo:
    """Una versión de un marco; `etiqueta_nivel` es cómo llama a sus escalones: nivel, fase, proceso."""

    marco: str
    version: str
    nombre: str
    descripcion: str
    pais: str
    etiqueta_nivel: str
    nota: str
    niveles: tuple[NivelDeCatalogo, ...]
    requisitos: tuple[RequisitoDeCatalogo, ...]

    @property
    def clave(self) -> str:
        """«scam/cinco-niveles»."""
        return f"{self.marco}/{self.version}"

    def nivel(self, codigo: str) -> NivelDeCatalogo:
        """El de ese código; ErrorDeDominio si esta versión no lo tiene."""
        for nivel in self.niveles:
            if nivel.codigo == codigo:
                return nivel
        nombres = enumerar([f"«{nivel.nombre}»" for nivel in self.niveles])
        raise ErrorDeDominio(
            f"«{self.nombre}» no tiene «{codigo}» entre sus niveles. Nada cambió: elija entre {nombres}."
        )

    def requisitos_de(self, nivel_codigo: str) -> tuple[RequisitoDeCatalogo, ...]:
        """Los que pide ese nivel, en su orden; ninguno si esta versión no lo tiene."""
        return tuple(requisito for requisito in self.requisitos if nivel_codigo in requisito.niveles)

    @property
    def sin_nivel(self) -> tuple[RequisitoDeCatalogo, ...]:
        """Los que no consta en qué nivel se piden: no entran solos, se ofrecen para agregar."""
        return tuple(requisito for requisito in self.requisitos if not requisito.niveles)
