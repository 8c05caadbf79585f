"""Revisar la instalación sin escribir nada: la base, los respaldos, el disco y el lugar de los datos."""

import shutil
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from datos import fallas_de_la_base, instalacion, integridad, migracion
from datos.bitacora import cadena
from datos.conexion import instancia
from datos.respaldo import automatico, guardados, volcado
from datos.respaldo.guardados import Guardado
from modelos import salud
from modelos.errores import ErrorDeDominio
from modelos.integridad import Dano
from modelos.salud import Punto


def revisar(ahora: datetime) -> list[Punto]:
    """Cada parte con su estado; una que no se puede revisar se dice, y las demás se revisan igual."""
    presentes = guardados.listar()
    return [
        *_de_la_base(guardados.ultimo_bueno()),
        *de_los_respaldos(presentes, ahora),
        *_de_los_archivos(ahora),
        salud.del_disco(shutil.disk_usage(instancia()).free, _lo_que_pesa_uno(presentes)),
        salud.del_lugar(instalacion.riesgo()),
    ]


def _de_la_base(bueno: Guardado | None) -> list[Punto]:
    nombre = bueno.archivo.name if bueno else None
    try:
        with volcado.foto() as conexion:
            volcado.rechazar_si_esta_danada(conexion)
            esquema = migracion.estado()
            puntos = [salud.de_la_base(None, nombre), salud.del_esquema(*esquema)]
            return [*puntos, _de_la_cadena(conexion)] if esquema.al_dia else puntos
    except ErrorDeDominio as error:
        return [salud.de_la_base(str(error), nombre)]
    except SQLAlchemyError as error:
        motivo = fallas_de_la_base.motivo(error) or "la base de datos no responde como se esperaba."
        return [salud.de_la_base(motivo[0].upper() + motivo[1:], nombre)]


def _de_la_cadena(conexion: Connection) -> Punto:
    hecho = cadena.verificar(conexion)
    rota = hecho.rotura
    donde = f"en la acción {rota.accion_id}, {rota.que_pasa}" if rota else None
    return salud.de_la_cadena(hecho.acciones, donde)


def _de_los_archivos(ahora: datetime) -> list[Punto]:
    """Lo hallado la última vez; con la base caída no hay qué decir."""
    try:
        hecha = integridad.ultima()
    except SQLAlchemyError:
        return []
    if hecha is None:
        return [salud.de_los_archivos(0, 0, 0, (), None, ahora)]
    sueltos = [uno for uno in hecha.hallados if uno.dano is Dano.HUERFANO]
    danados = [f"{uno.de_que} {uno.dano.etiqueta}" for uno in hecha.hallados if uno.dano is not Dano.HUERFANO]
    return [
        salud.de_los_archivos(
            hecha.archivos, hecha.integros, len(sueltos), danados, hecha.terminada_el, ahora
        )
    ]


def de_los_respaldos(presentes: Sequence[Guardado], ahora: datetime) -> list[Punto]:
    """El último bueno y la última vez que se leyó uno entero."""
    verificados = [guardado for guardado in presentes if guardado.verificado]
    leidos = [guardado.verificado for guardado in verificados if guardado.verificado]
    sin_verificar = sum(
        guardado.archivo.suffix == ".zip" and not guardado.verificado for guardado in presentes
    )
    falla = guardados.ultima_falla()
    return [
        salud.del_respaldo(
            verificados[0].cuando if verificados else None,
            falla.motivo if falla else None,
            ahora,
            automatico=automatico.politica() is not None,
        ),
        salud.de_la_verificacion(max(leidos, default=None), sin_verificar, ahora),
    ]


def _lo_que_pesa_uno(presentes: Sequence[Guardado]) -> int:
    """El último; si aún no hay ninguno, todo lo que se copiaría."""
    completos = [guardado.tamano for guardado in presentes if guardado.archivo.suffix == ".zip"]
    if completos:
        return completos[0]
    return sum(ruta.stat().st_size for ruta in (instancia() / "archivos").rglob("*") if ruta.is_file())
