"""Leer un documento hasta su borrador, con lo que se recuerda de otros: unidades y columnas corregidas."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from sqlalchemy import delete, insert, select

from datos import columnas_a_mano
from datos.alcance import municipalidades_a_la_vista
from datos.conexion import escritura, lectura
from datos.importacion import ArchivoFuente
from datos.importadores import exportado
from datos.importadores.avance import AlAvanzar
from datos.importadores.documento import Documento
from datos.importadores.lector_texto import leer_texto
from datos.importadores.lectores import leer
from datos.importadores.rechazos import rechazo
from modelos.actividad import Unidad
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Ajustes, Borrador, Campo, ColumnaLeida
from modelos.parecido import normalizar
from modelos.plan import LecturaRecordada, Municipalidad
from modelos.tabla import tabla_de

TEXTO_PEGADO = "Texto pegado.txt"
recordada, unidad = tabla_de(LecturaRecordada), tabla_de(Unidad)
municipalidad = tabla_de(Municipalidad)

_UNIDADES = (
    select(unidad.c.nombre)
    .join(municipalidad, unidad.c.municipalidad_id == municipalidad.c.id)
    .order_by(unidad.c.nombre)
)


def abrir(archivo: ArchivoFuente) -> Documento:
    """El documento que hay en el archivo; ErrorDeDominio con una frase si no se puede leer."""
    if archivo.nombre == TEXTO_PEGADO:
        return leer_texto(archivo.nombre, archivo.contenido.decode("utf-8"))
    return leer(archivo.nombre, archivo.contenido)


def primera_lectura(documento: Documento, al_avanzar: AlAvanzar | None = None) -> tuple[Borrador, Ajustes]:
    """El borrador con las columnas que se recuerdan; sin actividades si hay que señalar las columnas.

    ErrorDeDominio si el documento no trae un plan ni una tabla en que pudiera estar.
    """
    borrador = releer(documento, Ajustes(), al_avanzar)
    ajustes = Ajustes(columnas=columnas_recordadas(borrador))
    if ajustes.columnas:
        borrador = releer(documento, ajustes, al_avanzar)
    if not borrador.actividades and not borrador.columnas:
        raise sin_plan()
    return borrador, ajustes


def sin_plan() -> ErrorDeDominio:
    """Se leyó el documento, pero no hay en él ninguna actividad ni columnas que señalar."""
    return rechazo(
        "No se encontró un plan en este documento.",
        "Revise que sea el archivo del plan, o copie su tabla y péguela como texto.",
    )


def releer(documento: Documento, ajustes: Ajustes, al_avanzar: AlAvanzar | None = None) -> Borrador:
    """El mismo documento leído con lo que la persona corrigió; el exportado de aquí se lee de una manera."""
    if (exacto := exportado.leer(documento)) is not None:
        return _identificadas(exacto)
    with lectura() as sesion:
        conocidas = list(sesion.execute(_UNIDADES.where(municipalidades_a_la_vista())).scalars())
    return _identificadas(columnas_a_mano.leer(documento, ajustes, conocidas, al_avanzar))


def _identificadas(borrador: Borrador) -> Borrador:
    """Cada actividad con un ID que sale de su celda: leer de nuevo con otras columnas no lo cambia."""
    cuenta: Counter[str] = Counter()
    for actividad in borrador.actividades:
        origen = actividad.origen.get("actividad")
        celda = (
            f"{origen.hoja or ''}:{origen.tabla or 0}:{origen.fila}:{origen.columna or 0}" if origen else ""
        )
        cuenta[celda] += 1
        actividad.id = f"{celda}#{cuenta[celda]}"
    return borrador


def unica_municipalidad() -> str | None:
    """La municipalidad de quien pide o, sin cuentas, la de esta instalación si no hay más que una."""
    with lectura() as sesion:
        nombres = (
            sesion.execute(select(municipalidad.c.nombre).where(municipalidades_a_la_vista()).limit(2))
            .scalars()
            .all()
        )
    return nombres[0] if len(nombres) == 1 else None


def columnas_recordadas(borrador: Borrador) -> dict[str, str]:
    """Para cada tabla con encabezados ya vistos, lo que la persona corrigió la otra vez y aún se conoce."""
    huellas = _huellas(borrador)
    if not huellas:
        return {}
    with lectura() as sesion:
        filas = sesion.execute(select(recordada).where(recordada.c.huella.in_(set(huellas.values()))))
        por_huella = {fila.huella: json.loads(fila.columnas) for fila in filas}
    return {
        f"{tabla}:{columna}": campo
        for tabla, huella in huellas.items()
        for columna, campo in por_huella.get(huella, {}).items()
        if campo.partition(":")[0] in set(Campo)
    }


def recordar(borrador: Borrador, columnas: Mapping[str, str]) -> None:
    """Guarda las columnas corregidas («tabla:columna») para otro documento de iguales encabezados."""
    huellas = _huellas(borrador)
    por_tabla: dict[str, dict[str, str]] = {}
    for lugar, campo in columnas.items():
        tabla, columna = lugar.split(":", 1)
        if int(tabla) in huellas:
            por_tabla.setdefault(huellas[int(tabla)], {})[columna] = campo
    if not por_tabla:
        return
    filas = [{"huella": h, "columnas": json.dumps(c, sort_keys=True)} for h, c in por_tabla.items()]
    with escritura("Recordar cómo se leen las columnas") as sesion:
        sesion.execute(delete(recordada).where(recordada.c.huella.in_(por_tabla)))
        sesion.execute(insert(recordada), filas)


def olvidar(borrador: Borrador) -> None:
    """Olvida lo recordado para los encabezados de este documento."""
    with escritura("Olvidar cómo se leían las columnas") as sesion:
        sesion.execute(delete(recordada).where(recordada.c.huella.in_(list(_huellas(borrador).values()))))


def _huellas(borrador: Borrador) -> dict[int, str]:
    """La huella de los encabezados de cada tabla que tiene al menos dos títulos."""
    en_orden = sorted(borrador.columnas, key=lambda leida: (leida.tabla, leida.columna))
    tablas = {tabla: list(leidas) for tabla, leidas in groupby(en_orden, key=lambda leida: leida.tabla)}
    return {tabla: _huella(leidas) for tabla, leidas in tablas.items() if _con_titulo(leidas) >= 2}


def _con_titulo(leidas: list[ColumnaLeida]) -> int:
    return sum(bool(normalizar(leida.titulo)) for leida in leidas)


def _huella(leidas: list[ColumnaLeida]) -> str:
    titulos = [[leida.columna, normalizar(leida.titulo)] for leida in leidas]
    return hashlib.sha256(json.dumps(titulos).encode()).hexdigest()
