"""Del documento leído al borrador del plan. Las piezas, en el orden en que se usan:

Palabras (no saben de tablas): `normalizar` compara textos; `numeracion`, «1.», «a)», varias en una celda;
`dinero`, las cifras de dinero;
`notacion`, los meses escritos (sus palabras, en `vocabulario_de_meses`); `marcas`, la celda bajo un mes;
`responsables`, una unidad o varias.

Antes de leer: `palabras_cortadas` une lo que partió un salto de línea, `hojas` aparta las ocultas y
`leyendas` busca qué significan los códigos de plazo.

Tablas: `tabla_vertical` endereza las de una celda por línea, `tabla_transpuesta` las acostadas,
`tabla_de_fichas` las fichas, `tabla_de_cuadro` las que traen la actividad bajo el mes y
`lado_a_lado` separa las que comparten hoja; `raices` y `encabezados` dan sentido a un título y `rotulos` a
los de tiempo; `titulares` halla las filas de encabezado y `columnas_leidas` sus columnas; `columnas` decide
por el contenido (`porcentajes`, su escala; `columnas_aparte`, las que no dan un dato y por qué),
`columna_de_la_actividad` elige esa y `muestras` cuenta lo que traen; `sin_encabezado` y
`titular_de_la_tabla`, cuando el encabezado no es claro; `correccion`, lo que dijo la persona;
`forma_dudosa` baja lo que la forma de la tabla pone en duda y `columnas_dudosas` avisa; `jerarquia` y
`corrimiento`, por la numeración; `franjas`, las filas que son títulos; `instrucciones`
y `filas_aparte`, las que no son parte del plan; `fila_leida`, `filas` y `programacion` sacan las actividades;
`pendientes` y `dudas_de_la_fila` dicen qué mirar en ellas; `tablas` recorre todo eso en orden
y `una_fila_por_mes` junta las que se repiten en cada mes.

Texto: `sucesion` mira qué cuelga de qué; `titulos` dice qué es cada línea; `prosa` la pone en su lugar;
`items`, las actividades en listas; `firmas`, quién elaboró y aprobó.

Conjunto: `piezas` y `lectura` guardan lo reconocido; `plan` lee título, año y municipalidad; `armado` hace el
borrador; `cobertura` cuenta que nada se perdió. Lo dudoso baja de 0,8 de confianza y lleva su motivo.
"""

from collections.abc import Sequence
from itertools import zip_longest

from datos.importadores.avance import AlAvanzar
from datos.importadores.documento import Documento, Parrafo, Tabla
from datos.importadores.interprete.armado import armar
from datos.importadores.interprete.hojas import anotar_ocultas, sin_ocultas
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.leyendas import leyenda_de_plazos
from datos.importadores.interprete.normalizar import es_separador
from datos.importadores.interprete.numeracion import sin_vineta, tiene_vineta
from datos.importadores.interprete.palabras_cortadas import sin_cortes
from datos.importadores.interprete.prosa import leer_linea
from datos.importadores.interprete.sucesion import abre_lo_que_sigue, tablas_tituladas
from datos.importadores.interprete.tablas import leer_tabla
from datos.importadores.interprete.una_fila_por_mes import juntar_meses
from datos.importadores.rechazos import archivo_excesivo
from modelos.importacion.borrador import Ajustes, Borrador

ACTIVIDADES_MAXIMAS = 60_000  # cincuenta mil ocupan 600 MB mientras se revisan


def interpretar(
    documento: Documento,
    ajustes: Ajustes | None = None,
    unidades_conocidas: Sequence[str] = (),
    al_avanzar: AlAvanzar | None = None,
) -> Borrador:
    """El borrador del plan que trae el documento; ErrorDeDominio si no trae ninguno."""
    documento = sin_cortes(documento)
    ajustes = ajustes or Ajustes()
    lectura = _leer(Lectura(sin_ocultas(documento), ajustes, unidades_conocidas, al_avanzar=al_avanzar))
    if lectura.hay_plan:
        anotar_ocultas(lectura, documento)
    elif any(tabla.oculta for tabla in documento.tablas):  # el plan entero puede estar en una
        lectura = _leer(Lectura(documento, ajustes, unidades_conocidas, al_avanzar=al_avanzar))
    if len(lectura.actividades) > ACTIVIDADES_MAXIMAS:
        raise archivo_excesivo()
    juntar_meses(lectura)
    return armar(lectura)


def _leer(lectura: Lectura) -> Lectura:
    documento = lectura.documento
    lectura.leyenda = leyenda_de_plazos(documento)
    lectura.secciones += [definido.origen for definido in lectura.leyenda.values()]
    lectura.tablas_tituladas = tablas_tituladas(documento.bloques)
    bloques = [bloque for bloque in documento.bloques if not _esta_vacio(bloque)]
    for bloque, siguiente in zip_longest(bloques, bloques[1:]):
        if isinstance(bloque, Tabla):
            leer_tabla(lectura, bloque)
        else:
            leer_linea(lectura, _linea(bloque, siguiente))
    return lectura


def _esta_vacio(bloque: Parrafo | Tabla) -> bool:
    return isinstance(bloque, Parrafo) and (not bloque.texto.strip() or es_separador(bloque.texto))


def _linea(parrafo: Parrafo, siguiente: Parrafo | Tabla | None) -> Linea:
    texto = sin_vineta(parrafo.texto) if tiene_vineta(parrafo.texto) else parrafo.texto
    vineta = parrafo.vineta or tiene_vineta(parrafo.texto)
    abre = siguiente is not None and abre_lo_que_sigue(texto, vineta, siguiente)
    return Linea(texto, parrafo.origen(), parrafo.nivel, vineta, abre=abre)
