"""La cuenta de que nada se perdió: cada celda escrita tiene su lugar en el borrador o su aviso."""

from collections.abc import Iterator, Sequence

from datos.importadores.documento import Celda, Documento, Parrafo
from datos.importadores.interprete.normalizar import cita
from modelos.frases import contar
from modelos.importacion.borrador import Aviso, Borrador, Campo, ColumnaLeida
from modelos.importacion.origen import Origen

LARGO_DE_CITA = 90


def lugares_usados(borrador: Borrador) -> set[Origen]:
    """Todos los lugares del documento que el borrador menciona, sin contar los avisos."""
    plan = borrador.plan
    usados = set(plan.origen.values())
    usados |= {objetivo.origen for objetivo in plan.objetivos if objetivo.origen}
    usados |= {origen for actividad in borrador.actividades for origen in actividad.origen.values()}
    usados |= {aporte.origen for aporte in borrador.participacion if aporte.origen}
    usados |= {origen for firma in borrador.firmas for origen in [firma.origen] if origen}
    usados |= {origen for columna in borrador.columnas for origen in columna.encabezados}
    return usados


def lugares_escritos(documento: Documento) -> Iterator[tuple[Origen, str]]:
    """Cada párrafo y cada celda propia con texto, con su lugar."""
    for bloque in documento.bloques:
        if isinstance(bloque, Parrafo):
            if bloque.texto.strip():
                yield bloque.origen(), bloque.texto
            continue
        for celda in (celda for fila in bloque.filas for celda in fila):
            if _tiene_texto_propio(celda):
                yield bloque.origen(celda), celda.texto


def _tiene_texto_propio(celda: Celda) -> bool:
    return not celda.vacia and not celda.repetida


def sin_lugar(documento: Documento, borrador: Borrador) -> list[tuple[Origen, str]]:
    """Lo escrito que no está en el borrador ni tiene aviso propio."""
    avisados = {lugar for aviso in borrador.avisos for lugar in aviso.lugares}
    conocidos = lugares_usados(borrador) | avisados
    return [(origen, texto) for origen, texto in lugares_escritos(documento) if origen not in conocidos]


def avisar_de_lo_suelto(documento: Documento, borrador: Borrador) -> None:
    """Un aviso con su lugar por cada texto que no encontró sitio, y uno solo por columna que no se usa."""
    sin_uso = {(c.tabla, c.columna): c for c in borrador.columnas_aparte if c.campo is Campo.IGNORAR}
    por_columna: dict[tuple[int, int], list[tuple[Origen, str]]] = {}
    for origen, texto in sin_lugar(documento, borrador):
        columna = sin_uso.get((origen.tabla or 0, origen.columna or 0))
        if columna is not None:
            por_columna.setdefault((columna.tabla, columna.columna), []).append((origen, texto))
            continue
        mensaje = f"No se usó: «{cita(texto, LARGO_DE_CITA)}»."
        borrador.avisos.append(Aviso(fila=origen.fila, mensaje=mensaje, origen=origen))
    borrador.avisos += [_de_la_columna(sin_uso[cual], celdas) for cual, celdas in por_columna.items()]


def _de_la_columna(columna: ColumnaLeida, celdas: Sequence[tuple[Origen, str]]) -> Aviso:
    """Responde por todas sus celdas: cuántas son y qué dice la primera."""
    origen, texto = celdas[0]
    cuantas = contar(len(celdas), "celda", dentro_de_frase=True)
    ejemplo = cita(texto, LARGO_DE_CITA)
    mensaje = f"Columna «{cita(columna.titulo)}»: {columna.aparte} ({cuantas}, como «{ejemplo}»)."
    return Aviso(fila=origen.fila, mensaje=mensaje, origen=origen, otros=[lugar for lugar, _ in celdas[1:]])
