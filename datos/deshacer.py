"""Deshacer una acción entera a partir de lo que anotó la bitácora."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from datos.conexion import escritura, lectura
from datos.instantes import en_utc
from modelos.bitacora import COLUMNAS_SIN_REGISTRO, Accion, Cambio
from modelos.cierre import MesCerrado
from modelos.errores import ErrorDeDominio
from modelos.frases import enumerar
from modelos.tabla import Tabla, tabla_de

Fila = dict[str, Any]

SE_QUEDAN = frozenset({"cambio_tras_cierre"})
"""Lo que deshacer no borra: deshacer un cambio hecho con el mes cerrado es otro, y se cuentan los dos."""

COMPARTIDAS = frozenset({"municipalidad", "unidad"})
"""Nacen con un plan y sirven a los demás: al deshacer se quedan si otro las usa o alguien las corrigió."""

accion, cambio = tabla_de(Accion), tabla_de(Cambio)


def deshacer(accion_id: int) -> str:
    """Devuelve todo lo que cambió la acción a como estaba antes; retorna lo que se deshizo.

    ErrorDeDominio, sin tocar nada, si algo de lo suyo cambió después.
    """
    with lectura() as sesion:
        hecha = sesion.execute(select(accion).where(accion.c.id == accion_id)).one()
        consulta = select(cambio).where(cambio.c.accion_id == accion_id).order_by(cambio.c.id.desc())
        anotados = sesion.execute(consulta).all()
    frase = f"Deshacer: {hecha.descripcion}"
    razon = frase if any(anotado.tabla in SE_QUEDAN for anotado in anotados) else ""
    try:
        with escritura(frase, plan_id=hecha.plan_id, restaura=True, razon=razon) as sesion:
            for anotado in anotados:
                if anotado.tabla in SE_QUEDAN:
                    continue
                _revertir(sesion, Tabla.metadata.tables[anotado.tabla], anotado.antes, anotado.despues)
    except MesCerrado as cerrado:
        cuales = enumerar(list(map(str, cerrado.meses)))
        raise ErrorDeDominio(
            f"No se deshizo nada: {cuales} ya se aprobó. Corríjalo en la actividad, con su razón."
        ) from cerrado
    except IntegrityError as error:
        raise _cambio_despues() from error
    return str(hecha.descripcion)


def _cambio_despues() -> ErrorDeDominio:
    return ErrorDeDominio("No se deshizo nada: lo mismo se cambió después. Corríjalo a mano en la actividad.")


def _revertir(sesion: Session, tabla: Table, antes: str | None, despues: str | None) -> None:
    previa, hecha = fila_anotada(tabla, antes), fila_anotada(tabla, despues)
    if hecha is None:
        sesion.execute(insert(tabla).values(previa or {}))
        return
    if tabla.name in COMPARTIDAS and previa is None:
        _quitar_si_nadie_la_usa(sesion, tabla, hecha)
        return
    if not _sigue_igual(sesion, tabla, hecha):
        raise _cambio_despues()
    if previa is None:
        sesion.execute(delete(tabla).where(_clave(tabla, hecha)))
    else:
        cambiadas = {nombre: valor for nombre, valor in previa.items() if valor != hecha[nombre]}
        sesion.execute(update(tabla).where(_clave(tabla, hecha)).values(cambiadas))


def _quitar_si_nadie_la_usa(sesion: Session, tabla: Table, hecha: Fila) -> None:
    if not _sigue_igual(sesion, tabla, hecha):
        return
    try:
        with sesion.begin_nested():
            sesion.execute(delete(tabla).where(_clave(tabla, hecha)))
    except IntegrityError:
        return  # otro plan la usa: se queda


def _sigue_igual(sesion: Session, tabla: Table, esperada: Fila) -> bool:
    encontrada = sesion.execute(select(tabla).where(_clave(tabla, esperada))).mappings().first()
    exentas = COLUMNAS_SIN_REGISTRO.get(tabla.name, frozenset())
    return encontrada is not None and all(
        _leida(encontrada[nombre]) == valor for nombre, valor in esperada.items() if nombre not in exentas
    )


def _leida(valor: Any) -> Any:
    """SQLite entrega los instantes sin su zona."""
    return en_utc(valor) if isinstance(valor, datetime) else valor


def _clave(tabla: Table, fila: Fila) -> ColumnElement[bool]:
    return and_(*(columna == fila[columna.name] for columna in tabla.primary_key.columns))


def fila_anotada(tabla: Table, anotada: str | None) -> Fila | None:
    """La fila anotada, solo con las columnas que la tabla tiene hoy y en sus tipos."""
    if anotada is None:
        return None
    valores: Fila = json.loads(anotada)
    return {
        columna.name: _valor(columna.type.python_type, valores[columna.name])
        for columna in tabla.columns
        if columna.name in valores
    }


def _valor(tipo: type[Any], valor: Any) -> Any:
    if valor is None:
        return None
    if tipo is datetime:
        return en_utc(datetime.fromisoformat(valor))
    return date.fromisoformat(valor) if tipo is date else valor
