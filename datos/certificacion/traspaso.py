"""Pasar a otra versión del catálogo: qué cambiaría, y hacerlo sin perder nada de lo trabajado."""

from collections.abc import Sequence

from sqlmodel import Session
from sqlmodel import select as elegir

from datos import catalogos
from datos.certificacion import lectura
from datos.certificacion.procesos import agregar_del_catalogo, del_catalogo, siguiente_orden
from modelos.certificacion.cambio_de_catalogo import Accion, RequisitoPropio, Traspaso, al_pasar
from modelos.certificacion.catalogo import Catalogo
from modelos.certificacion.estados import EstadoResultado, EstadoTrabajo
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.certificacion.tablas import Proceso, Requisito
from modelos.errores import ErrorDeDominio


def otras_versiones(catalogo: Catalogo, nivel: str) -> tuple[Catalogo, ...]:
    """Las del mismo marco que tienen ese nivel."""
    return tuple(
        otro
        for otro in catalogos.listar()
        if otro.marco == catalogo.marco and otro != catalogo and any(n.codigo == nivel for n in otro.niveles)
    )


def que_cambiaria(certificacion: Certificacion, antes: Catalogo, despues: Catalogo) -> Traspaso:
    """Lo que se haría con cada requisito, sin hacerlo."""
    propios = [_propio(certificacion, uno) for uno in certificacion.requisitos]
    return al_pasar(antes, despues, certificacion.proceso.nivel, propios)


def _propio(certificacion: Certificacion, uno: RequisitoDelProceso) -> RequisitoPropio:
    trabajado = (
        uno.trabajo is not EstadoTrabajo.POR_HACER
        or uno.resultado is not EstadoResultado.NO_EVALUADO
        or uno.auditado is not EstadoResultado.NO_EVALUADO
        or any((uno.unidad_id, uno.comprometido, uno.notas, uno.actividades))
        or bool(certificacion.evidencia_por_requisito.get(uno.id))
    )
    return RequisitoPropio(
        uno.codigo,
        uno.nombre,
        uno.que_se_pide,
        uno.medios,
        editado=uno.editado or uno.propio,
        con_trabajo=trabajado,
        desactivado=uno.desactivado is not None,
    )


def pasar(sesion: Session, plan_id: int, antes: Catalogo, despues: Catalogo) -> None:
    """Hace lo que dice `que_cambiaria` con lo que hay ahora.

    El mínimo de la versión nueva entra si la municipalidad no había escrito otro.
    """
    certificacion = lectura.leer(sesion, plan_id)
    if certificacion is None:
        raise ErrorDeDominio("No se hizo: este plan ya no persigue ningún nivel.")
    traspaso = que_cambiaria(certificacion, antes, despues)
    proceso = sesion.exec(elegir(Proceso).where(Proceso.plan_id == plan_id)).one()
    suyos = {uno.codigo: uno for uno in sesion.exec(elegir(Requisito).where(Requisito.plan_id == plan_id))}
    nuevos = [paso.despues for paso in traspaso.de(Accion.AGREGAR) if paso.despues is not None]
    agregar_del_catalogo(sesion, plan_id, nuevos, desde=siguiente_orden(sesion, plan_id))
    for paso in traspaso.de(Accion.ACTUALIZAR):
        for campo, valor in del_catalogo(paso.despues).items() if paso.despues else ():
            setattr(suyos[paso.codigo], campo, valor)
    for accion in (Accion.DESACTIVAR, Accion.CONSERVAR_FUERA):
        _apartar(suyos, traspaso, accion)
    previo, nuevo = antes.nivel(proceso.nivel).minimo, despues.nivel(proceso.nivel).minimo
    if (proceso.minimo, proceso.minimo_fuente or "") == (previo.valor, previo.fuente):
        proceso.minimo, proceso.minimo_certeza = nuevo.valor, nuevo.certeza
        proceso.minimo_fuente = nuevo.fuente or None
    proceso.catalogo, proceso.catalogo_version = despues.clave, despues.version


def _apartar(suyos: dict[str, Requisito], traspaso: Traspaso, accion: Accion) -> None:
    """Lo que no tiene trabajo deja de perseguirse; lo que tiene sigue, y dice en sus notas lo que pasó."""
    for paso in traspaso.de(accion):
        suyo = suyos[paso.codigo]
        if accion is Accion.DESACTIVAR:
            suyo.desactivado = paso.razon.capitalize()
        else:
            suyo.notas = "\n".join(filter(None, (suyo.notas, paso.razon.capitalize())))


def resumen(traspaso: Traspaso) -> Sequence[tuple[str, str]]:
    """Cada cambio, con qué se haría y qué dice distinto."""
    return [
        (
            f"{paso.codigo} {paso.nombre}",
            "; ".join(
                filter(
                    None, (paso.accion.etiqueta, paso.razon, ", ".join(campo.campo for campo in paso.campos))
                )
            ),
        )
        for paso in traspaso.pasos
        if paso.accion is not Accion.DEJAR
    ]
