"""Lo que el intérprete va juntando antes de armar el borrador: datos con su origen y su confianza."""

from dataclasses import dataclass, field

from modelos.importacion.borrador import Campo
from modelos.importacion.origen import Origen

SEGURA = 0.95  # encabezado claro y celda propia
HEREDADA = 0.9  # viene de la celda de arriba
PROBABLE = 0.85
DUDOSA = 0.7  # bajo 0,8 la persona debe mirarla
INFERIDA = 0.6

NIVELES = (Campo.PROGRAMA, Campo.LINEA, Campo.OBJETIVO)
CON_PROGRAMA_DENTRO = (Campo.LINEA, Campo.PROGRAMA, Campo.OBJETIVO)


@dataclass(slots=True)
class Dato:
    """Un texto leído, de dónde y con cuánta seguridad; `motivo` dice por qué hay que mirarlo."""

    texto: str
    origen: Origen
    confianza: float = SEGURA
    motivo: str | None = None


@dataclass(slots=True)
class MesLeido:
    """Lo leído para un mes; `vuelta` son los años desde el primero del plan, si no se sabe cuál."""

    mes: int
    anio: int | None = None
    vuelta: int | None = None
    programado: int | None = None
    ejecutado: int | None = None
    nota: str | None = None
    origen: Origen | None = None
    confianza: float = SEGURA


@dataclass(slots=True)
class ActividadLeida:
    """Una actividad en construcción: un dato por campo y sus meses."""

    datos: dict[Campo, Dato] = field(default_factory=dict)
    meses: list[MesLeido] = field(default_factory=list)
    responsables: list[str] = field(default_factory=list)
    motivos: list[str] = field(default_factory=list)
    otros: dict[str, Origen] = field(default_factory=dict)

    @property
    def nombre(self) -> str:
        """El texto de la actividad."""
        return self.datos[Campo.ACTIVIDAD].texto

    def dudar(self, motivo: str) -> None:
        """Anota una sola vez por qué hay que revisarla."""
        if motivo not in self.motivos:
            self.motivos.append(motivo)

    def anotar_origen(self, clave: str, origen: Origen) -> None:
        """Deja constancia de otra celda del mismo campo: «responsables», «responsables.2»…"""
        if origen in self.otros.values() or any(dato.origen == origen for dato in self.datos.values()):
            return
        numero, libre = 2, clave
        while libre in self.otros:
            libre, numero = f"{clave}.{numero}", numero + 1
        self.otros[libre] = origen


@dataclass(slots=True)
class Contexto:
    """Los padres vigentes; cambiar uno olvida los que dependen de él."""

    padres: dict[Campo, Dato] = field(default_factory=dict)
    titulos: set[Campo] = field(default_factory=set)
    orden: tuple[Campo, ...] = NIVELES

    def poner(self, nivel: Campo, dato: Dato, titulo: bool = False, dentro: bool = False) -> None:
        """Un nuevo padre; repetir el mismo texto no olvida nada.

        Un `titulo` manda sobre la tabla que tiene debajo: ella no lo borra, y él olvida lo de la anterior.
        """
        if dentro:
            self.orden = CON_PROGRAMA_DENTRO
        previo = self.padres.get(nivel)
        if previo is not None and previo.texto == dato.texto:
            self.padres[nivel] = dato  # la repetición tiene su propio lugar
            return
        for otro in list(self.padres):
            inferior = self.orden.index(otro) > self.orden.index(nivel)
            de_titulo = otro in self.titulos
            if (inferior and (titulo or not de_titulo)) or (titulo and not de_titulo):
                del self.padres[otro]
                self.titulos.discard(otro)
        self.padres[nivel] = dato
        if titulo:
            self.titulos.add(nivel)

    def tiene(self, nivel: Campo) -> bool:
        """Si ese nivel ya se conoce."""
        return nivel in self.padres
