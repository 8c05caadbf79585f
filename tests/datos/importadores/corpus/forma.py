"""Las decisiones de quien escribió un documento: columnas, padres, meses y lo que rodea la tabla."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PADRES = ("programa", "linea", "objetivo")
TITULOS = {
    "programa": "Programa",
    "linea": "Línea estratégica",
    "objetivo": "Objetivo",
    "codigo": "N°",
    "actividad": "Actividad",
    "responsables": "Responsable",
    "medio_verificacion": "Medio de verificación",
    "meta": "Meta",
    "presupuesto": "Presupuesto",
    "peso": "Ponderación",
    "meses": "Mes",
    "inicio": "Inicio",
    "termino": "Término",
    "observaciones": "Observaciones",
    "avance": "% de avance",
    "indicador": "Indicador",
    "interna": "Comentario interno",
    "programado": "P",
    "ejecutado": "E",
}


@dataclass(frozen=True, slots=True)
class Forma:
    """Cada campo es una decisión de quien escribió el documento."""

    columnas: tuple[str, ...] = ("programa", "linea", "objetivo", "actividad", "meses", "responsables")
    titulos: Mapping[str, str] = field(default_factory=dict)
    padres: str = "combinados"  # combinados | repetidos | vacios | bandas | bandas_dobles
    codigo: str = "pegado"  # pegado | punto_y_guion | parentesis | guion
    meses_en: str = "columnas"  # columnas | pares | texto | inicio_termino | fechas | trimestres | semestres
    nombre_de_mes: str = "corto"
    marca: str = "X"  # un signo, «cantidad» o «color»
    grupo_de_meses: str | None = None  # rótulo sobre los meses; «anio» pone cada año sobre los suyos
    titulo: str = "parrafo"  # parrafo | en_tabla | ninguno
    filas_antes: int = 0
    separador: str = " / "
    estilo_de_texto: int = 0
    totales: bool = False
    notas: bool = False
    firmas: bool = False
    filas_en_blanco: bool = False
    columna_oculta: bool = False
    corte: str | None = None  # con_encabezado | sin_encabezado
    hojas: bool = False
    hojas_con_nombre: bool = False  # la línea es el nombre de la hoja y no tiene columna
    barras: bool = False  # los meses seguidos son una sola celda combinada y pintada
    margen: bool = False  # en Excel, la tabla empieza en la columna B
    encabezado_repetido: bool = False  # se repite a mitad de la tabla, como en cada página impresa
    actividades_juntas: bool = False  # todas las de un objetivo, numeradas, en una sola celda
    nota_en_la_primera: bool = False  # «1º jueves de cada mes» está solo en la celda de enero
    subtotales: bool = False  # una fila al terminar cada línea
