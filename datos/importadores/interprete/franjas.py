"""Las filas de título dentro de una tabla: una línea, un objetivo o un programa que abarca lo que sigue."""

import re

from datos.importadores.interprete import notacion
from datos.importadores.interprete.lectura import Lectura, Linea, Seccion
from datos.importadores.interprete.normalizar import en_mayusculas, limpio, llano
from datos.importadores.interprete.numeracion import clase_de, numeral
from datos.importadores.interprete.piezas import DUDOSA, HEREDADA, NIVELES, PROBABLE, SEGURA, Dato
from datos.importadores.interprete.titulares import Fila, Titular, propias
from datos.importadores.interprete.titulos import Clase, clasificar
from modelos.importacion.borrador import Campo
from modelos.importacion.origen import Origen

LLENAS = 0.5  # si casi todas las filas traen más que el nombre, la que trae uno solo es un título
_DE_ACTIVIDAD = re.compile(
    r"\w{2,}[aei]r\b|(?:taller|charla|reunion|campana|feria|capacitacion|curso|jornada|operativo|visita|informe|limpieza"
    r"|difusion|elaboracion|instalacion|construccion|celebracion|seminario|actualizacion|mantencion|retiro)(?:es|s)?\b"
)
_LARGO_DE_MES = 25
_LARGO_DE_TITULO = 160
# Una celda sola en estas columnas sigue lo que traía la fila de arriba; no titula nada.
_PROPIOS_DE_LA_ACTIVIDAD = frozenset(
    {Campo.RESPONSABLE, Campo.MEDIO_VERIFICACION, Campo.INDICADOR, Campo.MES, Campo.OBSERVACIONES}
)
_NIVEL_DE_CLASE = {Clase.PROGRAMA: Campo.PROGRAMA, Clase.LINEA: Campo.LINEA, Clase.OBJETIVO: Campo.OBJETIVO}


def es_franja(lectura: Lectura, titular: Titular, fila: Fila, siguiente: Fila | None) -> bool:
    """Si la única celda de la fila titula lo que sigue en vez de ser un dato de su columna."""
    celda = propias(fila)[0]
    if any(otra.repetida and not otra.vacia and otra.ancla != (celda.fila, celda.columna) for otra in fila):
        return False
    clase = clasificar(Linea(celda.texto, _lugar())).clase
    ancho = sum(not otra.vacia for otra in fila)
    if ancho > 1 and ancho >= len(fila) / 2:
        return True
    if clase not in _NIVEL_DE_CLASE and _sigue_la_cuenta(lectura, celda.texto):
        return False
    indice = fila.index(celda)
    campo = titular.columnas[indice].campo if indice < len(titular.columnas) else None
    if clase in _NIVEL_DE_CLASE:
        return campo is not _NIVEL_DE_CLASE[clase]
    if campo in NIVELES:
        return siguiente is not None and _tiene_propio(siguiente, indice)
    if campo is Campo.ACTIVIDAD:
        return _destaca(lectura, titular, celda.texto, siguiente)
    if indice and campo in _PROPIOS_DE_LA_ACTIVIDAD and lectura.actividades:
        return False
    return indice == 0 or all(c.vacia for c in fila[:indice])


def _lugar() -> Origen:
    return Origen(fila=0)


def _tiene_propio(siguiente: Fila, indice: int) -> bool:
    """Si la fila que sigue trae su propio padre, este no es el suyo: está un nivel más arriba."""
    return indice < len(siguiente) and not siguiente[indice].vacia and len(propias(siguiente)) > 1


def _sigue_la_cuenta(lectura: Lectura, texto: str) -> bool:
    """Si su número es el que toca tras la última actividad: es una actividad caída en otra columna."""
    numerado = numeral(texto)
    if numerado is None or numerado.clase != lectura.perfil.get(Campo.ACTIVIDAD):
        return False
    if not lectura.actividades:
        return False
    codigo = lectura.actividades[-1].datos.get(Campo.CODIGO)
    if codigo is None or not (numerado.codigo.isdigit() and codigo.texto.isdigit()):
        return True
    return int(numerado.codigo) == int(codigo.texto) + 1


def _destaca(lectura: Lectura, titular: Titular, texto: str, siguiente: Fila | None) -> bool:
    """En la columna de actividades de una tabla sin líneas, un título: distinto de las actividades."""
    if titular.con(Campo.LINEA) is not None or siguiente is None or len(texto) > _LARGO_DE_TITULO:
        return False
    if en_mayusculas(texto):
        return True
    propia = lectura.perfil.get(Campo.ACTIVIDAD)
    distinta = propia is not None and clase_de(texto) != propia
    if lectura.llenas < LLENAS or texto.endswith(".") or _DE_ACTIVIDAD.match(llano(texto)):
        return False
    return distinta or lectura.franja_primera


def poner_franja(lectura: Lectura, titular: Titular, linea: Linea) -> None:
    """El título pasa a ser el padre de las filas que siguen; «MARZO», el mes de todas ellas."""
    leidos = notacion.leer(linea.texto.strip(" :*")) if len(linea.texto) <= _LARGO_DE_MES else notacion.NADA
    if leidos.meses and leidos.confianza >= HEREDADA and not titular.de_meses:
        lectura.seccion = Seccion("actividades", meses=Dato(limpio(linea.texto), linea.origen, PROBABLE))
        lectura.secciones.append(linea.origen)
        return
    titulo = clasificar(linea)
    nivel = _NIVEL_DE_CLASE.get(titulo.clase)
    confianza = SEGURA if nivel else PROBABLE
    texto = titulo.texto if nivel else limpio(linea.texto)
    motivo = None
    if nivel is Campo.LINEA and titular.con(nivel) and not titular.con(Campo.PROGRAMA):
        nivel, confianza = Campo.PROGRAMA, DUDOSA
        motivo = f"«{texto}» abarca varias líneas de la tabla: se leyó como programa."
    elif nivel is None or titular.con(nivel) is not None:
        nivel, confianza = _por_estilo(lectura, titular, texto), DUDOSA if nivel else PROBABLE
    if nivel is not None:
        if lectura.de_una_celda == 1 and confianza == PROBABLE and not en_mayusculas(texto):
            confianza, motivo = (
                DUDOSA,
                f"«{texto}» se leyó como título de lo que sigue; puede ser una actividad.",
            )
        lectura.contexto.poner(nivel, Dato(texto, linea.origen, confianza, motivo), titulo=True)
        lectura.seccion = Seccion()
        lectura.en_cuerpo = True


def _por_estilo(lectura: Lectura, titular: Titular, texto: str) -> Campo | None:
    """El primer estilo de título es la línea; otro distinto, el objetivo."""
    libres = [nivel for nivel in (Campo.LINEA, Campo.OBJETIVO, Campo.PROGRAMA) if titular.con(nivel) is None]
    estilo = f"{clase_de(texto)}/{en_mayusculas(texto)}"
    if estilo not in lectura.estilos:
        usados = set(lectura.estilos.values())
        nuevo = next((nivel for nivel in libres if nivel not in usados), None)
        if nuevo is None:
            return libres[0] if libres else None
        lectura.estilos[estilo] = nuevo
    return lectura.estilos[estilo]
