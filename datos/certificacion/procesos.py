"""Comenzar y llevar la certificación de un plan: nivel, plazos, convenio y lo que resolvió el ministerio."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import insert, select
from sqlmodel import Session
from sqlmodel import select as elegir

from datos import catalogos
from datos.reserva import segun_quien
from modelos.certificacion.catalogo import Catalogo, Certeza, NivelDeCatalogo, RequisitoDeCatalogo
from modelos.certificacion.plazos import fin_del_plazo
from modelos.certificacion.tablas import NivelOtorgado, Proceso, Requisito
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.tabla import tabla_de

requisito = tabla_de(Requisito)

CERTEZA_DE_LA_MUNICIPALIDAD = Certeza.UNA_FUENTE
"""La del mínimo que la municipalidad escribe con la fuente que leyó."""


def comenzar(
    sesion: Session, plan_id: int, catalogo: Catalogo, nivel: NivelDeCatalogo, comienza: date
) -> None:
    """El plan persigue ese nivel, con la copia de sus requisitos que la municipalidad irá ajustando.

    ErrorDeDominio si ya perseguía uno.
    """
    if sesion.exec(elegir(Proceso.id).where(Proceso.plan_id == plan_id)).first() is not None:
        raise ErrorDeDominio(
            "No se hizo: este plan ya persigue un nivel. Para otro, deshaga lo hecho o use otro plan."
        )
    sesion.add(
        Proceso(
            plan_id=plan_id,
            catalogo=catalogo.clave,
            catalogo_version=catalogo.version,
            nivel=nivel.codigo,
            comienza=comienza,
            termina=fin_del_plazo(comienza, nivel.meses.valor),
            minimo=nivel.minimo.valor,
            minimo_certeza=nivel.minimo.certeza,
            minimo_fuente=nivel.minimo.fuente or None,
        )
    )
    sesion.flush()
    agregar_del_catalogo(sesion, plan_id, catalogo.requisitos_de(nivel.codigo), desde=1)


def agregar_del_catalogo(
    sesion: Session, plan_id: int, requisitos: Iterable[RequisitoDeCatalogo], *, desde: int
) -> None:
    """Copia esos requisitos a continuación de los que haya."""
    filas = [
        {"plan_id": plan_id, "orden": orden, **del_catalogo(uno)}
        for orden, uno in enumerate(requisitos, start=desde)
    ]
    if filas:
        sesion.execute(insert(requisito), [{**_COMO_NACE, **fila} for fila in filas])


_COMO_NACE: Mapping[str, Any] = {
    nombre: campo.default
    for nombre, campo in Requisito.model_fields.items()
    if nombre != "id" and not campo.is_required()
}


def del_catalogo(uno: RequisitoDeCatalogo) -> dict[str, Any]:
    """Lo que del catálogo se guarda en la copia."""
    return {
        "codigo": uno.codigo,
        "ambito": uno.ambito,
        "nombre": uno.nombre,
        "que_se_pide": uno.que_se_pide,
        "medios": uno.medios_escritos,
        "certeza": uno.certeza.value,
        "fuente": uno.fuente or None,
    }


def cambiar(sesion: Session, plan_id: int, valores: Mapping[str, Any]) -> None:
    """Deja esos campos del proceso; ErrorDeDominio si el plazo o el mínimo no se sostienen."""
    proceso = _tomar(sesion, plan_id)
    for campo, valor in valores.items():
        setattr(proceso, campo, valor)
    if proceso.termina <= proceso.comienza:
        raise ErrorDeDominio("No se guardó: el proceso termina antes de comenzar. Corrija las fechas.")
    if proceso.minimo is None:
        proceso.minimo_certeza, proceso.minimo_fuente = Certeza.SIN_FUENTE, None
    elif not (proceso.minimo_fuente or "").strip():
        raise ErrorDeDominio(
            "No se guardó: el porcentaje mínimo se escribe con su fuente (bases, manual, oficio)."
        )


def _tomar(sesion: Session, plan_id: int) -> Proceso:
    proceso = sesion.exec(elegir(Proceso).where(Proceso.plan_id == plan_id)).first()
    if proceso is None:
        raise ErrorDeDominio("No se guardó: este plan ya no persigue ningún nivel.")
    return proceso


def catalogo_de(proceso_catalogo: str) -> Catalogo | None:
    """El adoptado; None si este programa ya no lo trae."""
    return next((uno for uno in catalogos.listar() if uno.clave == proceso_catalogo), None)


class Otorgado(NamedTuple):
    """Un nivel que la municipalidad ya tiene, con la resolución y cómo se llamaba su archivo."""

    id: int
    otorgado_el: date
    resolucion: str
    archivo: str | None


def otorgados(sesion: Session, municipalidad_id: int) -> dict[str, Otorgado]:
    """Los que la municipalidad ya tiene, por el código del nivel."""
    filas = sesion.exec(elegir(NivelOtorgado).where(NivelOtorgado.municipalidad_id == municipalidad_id))
    return segun_quien(
        {
            fila.nivel: Otorgado(fila.id, fila.otorgado_el, fila.resolucion, fila.archivo_nombre)
            for fila in filas
        }
    )


def _otorgado(sesion: Session, municipalidad_id: int, nivel: str) -> NivelOtorgado | None:
    return sesion.exec(
        elegir(NivelOtorgado).where(
            NivelOtorgado.municipalidad_id == municipalidad_id, NivelOtorgado.nivel == nivel
        )
    ).first()


def anotar_otorgado(
    sesion: Session,
    municipalidad_id: int,
    nivel: str,
    otorgado_el: date | None,
    resolucion: str,
    archivo: tuple[str, str, int] | None = None,
) -> None:
    """Un nivel que el ministerio ya otorgó; `archivo` es huella, nombre y tamaño de la resolución.

    ErrorDeDominio si falta la fecha o la resolución.
    """
    if otorgado_el is None:
        raise ErrorDeDominio("No se guardó: diga en qué fecha se otorgó.")
    fila = _otorgado(sesion, municipalidad_id, nivel) or NivelOtorgado(
        municipalidad_id=municipalidad_id, nivel=nivel, otorgado_el=otorgado_el, resolucion=""
    )
    fila.otorgado_el = otorgado_el
    fila.resolucion = texto_exigido(resolucion, "el número de la resolución o del acto que lo otorgó")
    if archivo is not None:
        fila.archivo_sha256, fila.archivo_nombre, fila.archivo_tamano = archivo
    sesion.add(fila)


def quitar_otorgado(sesion: Session, municipalidad_id: int, nivel: str) -> None:
    """Se anotó por error."""
    fila = _otorgado(sesion, municipalidad_id, nivel)
    if fila is not None:
        sesion.delete(fila)


def siguiente_orden(sesion: Session, plan_id: int) -> int:
    """El lugar después del último requisito."""
    consulta = select(requisito.c.orden).where(requisito.c.plan_id == plan_id)
    return max(sesion.execute(consulta).scalars(), default=0) + 1
