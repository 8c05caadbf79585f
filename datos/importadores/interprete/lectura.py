"""El estado de una lectura en curso: padres vigentes, sección abierta y lo ya reconocido."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from datos.importadores.avance import CADA, AlAvanzar, Etapa
from datos.importadores.documento import Celda, Documento
from datos.importadores.interprete.corrimiento import Numeracion
from datos.importadores.interprete.normalizar import limpio
from datos.importadores.interprete.piezas import ActividadLeida, Contexto, Dato
from datos.importadores.interprete.responsables import Unidades, separar
from datos.importadores.interprete.titulares import Titular
from datos.importadores.rechazos import demasiados_encabezados
from modelos.importacion.borrador import (
    Ajustes,
    AporteBorrador,
    Aviso,
    Campo,
    ColumnaLeida,
    FirmaBorrador,
    ObjetivoPlanBorrador,
)
from modelos.importacion.origen import Origen

ENCABEZADOS_MAXIMOS = 2_000


@dataclass(frozen=True, slots=True)
class Linea:
    """Un texto suelto: un párrafo, o una fila de tabla con una sola celda."""

    texto: str
    origen: Origen
    nivel: int = 0
    vineta: bool = False
    de_tabla: bool = False
    abre: bool = False  # lo que sigue cuelga de ella: ítems, una tabla o una numeración más honda


@dataclass(slots=True)
class Seccion:
    """La parte del documento en que se está: qué son los ítems que vienen."""

    clase: str = ""  # observacion | aporte | acuerdo | objetivos | actividades | ""
    detalle: str = ""  # la clase de objetivo: «específico», «de la unidad»
    meses: Dato | None = None  # «Marzo», cuando la sección es la lista de las actividades de un mes


@dataclass(slots=True)
class Lectura:
    """Todo lo que se va reconociendo de un documento."""

    documento: Documento
    ajustes: Ajustes
    unidades: Sequence[str] = ()
    unidades_de: dict[str, Unidades] = field(default_factory=dict)  # las de cada celda ya separada
    leyenda: dict[str, Dato] = field(default_factory=dict)  # lo que significa cada código de plazo
    contexto: Contexto = field(default_factory=Contexto)
    seccion: Seccion = field(default_factory=Seccion)
    cabecera: list[Linea] = field(default_factory=list)
    secciones: list[Origen] = field(default_factory=list)
    en_cuerpo: bool = False
    tablas_tituladas: int = 0  # tablas con un título propio justo encima: si son varias, son las líneas
    hoja: str | None = None
    en_ficha: bool = False  # tras «Actividad: …», entre los rótulos que la describen
    en_resumen: bool = False  # tras «Resumen por fuente», hasta el próximo encabezado
    entre_tablas: bool = False  # en una hoja, dentro del texto que separa dos tablas
    actividades: list[ActividadLeida] = field(default_factory=list)
    aportes: list[AporteBorrador] = field(default_factory=list)
    objetivos: list[ObjetivoPlanBorrador] = field(default_factory=list)
    firmas: list[FirmaBorrador] = field(default_factory=list)
    avisos: list[Aviso] = field(default_factory=list)
    columnas: list[ColumnaLeida] = field(default_factory=list)
    etiquetas: dict[str, Dato] = field(default_factory=dict)
    estilos: dict[str, Campo] = field(default_factory=dict)
    rangos: dict[float, Campo] = field(default_factory=dict)
    arriba: Celda | None = None  # lo último escrito en la primera columna de la tabla
    titular: Titular | None = None
    numeracion: Numeracion = field(default_factory=Numeracion)  # la de la tabla que se lee
    perfil: dict[Campo, str] = field(default_factory=dict)
    jerarquia: dict[int, Campo] = field(default_factory=dict)  # por fila de la tabla, el padre que nombra
    franja_primera: bool = False  # la primera fila de la tabla trae una sola celda: la tabla usa títulos
    de_una_celda: int = 0  # filas de la tabla que traen una sola celda
    llenas: float = 0.0  # de las filas de la tabla, la parte que trae más de una celda
    niveles_dudosos: bool = False  # alguna tabla agrupa sus filas con una columna que no se entiende
    dudas: list[str] = field(default_factory=list)  # por qué dudar de la tabla que se lee
    descritas: float = 0.0  # de esas filas, la parte que dice cuándo o quién
    filas_leidas: int = 0
    encabezados: int = 0
    al_avanzar: AlAvanzar | None = None

    @property
    def hay_plan(self) -> bool:
        """Si ya se reconoció algo que importar."""
        return bool(self.actividades or self.aportes)

    def repite_la_cabecera(self, texto: str) -> bool:
        """Si la línea vuelve a decir el título del plan, como en cada hoja o página."""
        plano = limpio(texto)
        return self.en_cuerpo and any(limpio(linea.texto) == plano for linea in self.cabecera)

    def separar(self, texto: str) -> Unidades:
        """Las unidades que dice la celda; la misma celda en miles de filas se separa una sola vez."""
        if texto not in self.unidades_de:
            self.unidades_de[texto] = separar(texto, self.unidades)
        return self.unidades_de[texto]

    def contar_fila(self) -> None:
        """Una fila de tabla más; cada tantas, lo dice."""
        self.filas_leidas += 1
        if self.al_avanzar is not None and self.filas_leidas % CADA == 0:
            total = sum(len(tabla.filas) for tabla in self.documento.tablas)
            self.al_avanzar(Etapa.LEER, self.filas_leidas, total)

    def contar_encabezado(self) -> None:
        """Uno más; ErrorDeDominio cuando son tantos que el documento no puede ser un plan."""
        self.encabezados += 1
        if self.encabezados > ENCABEZADOS_MAXIMOS:
            raise demasiados_encabezados(ENCABEZADOS_MAXIMOS)

    def avisar(self, mensaje: str, origen: Origen | None = None, otros: Sequence[Origen] = ()) -> None:
        """Un aviso más, con su lugar si lo tiene; `otros` son las demás celdas que explica."""
        fila = origen.fila if origen else None
        self.avisos.append(Aviso(fila=fila, mensaje=mensaje, origen=origen, otros=list(otros)))

    def agregar(self, actividad: ActividadLeida) -> None:
        """Una actividad más, bajo los padres vigentes."""
        for nivel, dato in self.contexto.padres.items():
            actividad.datos.setdefault(nivel, dato)
        self.actividades.append(actividad)
        self.en_cuerpo = True
