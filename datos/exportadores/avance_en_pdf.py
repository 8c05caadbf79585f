"""La página del concejo en PDF: cómo va el plan, por qué y con qué cifras, en una sola hoja."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from datos import reprogramaciones
from datos.bitacora import cadena
from datos.exportadores.graficos_de_avance import barra, calor, curva
from datos.exportadores.pdf import Datos, componer, nombre_de_simbolo, portada
from datos.exportadores.pedido import Pedido
from datos.versiones import desde_la_sesion
from datos.versiones.desde_la_sesion import DesdeLaSesion
from modelos.cadena import corta
from modelos.dinero import en_moneda
from modelos.errores import ErrorDeDominio
from modelos.frases import contar, fecha_larga, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import Curva, SinAvance
from modelos.seguimiento.frase_de_avance import Cifra, Frase
from modelos.seguimiento.informe_de_avance import (
    SIN_PROGRAMAR_A_LA_VISTA,
    Atrasada,
    InformeDeAvance,
    informar,
)
from modelos.seguimiento.presupuesto import SIN_ANOTAR
from modelos.seguimiento.programacion import nombrar_corte


def generar(sesion: Session, pedido: Pedido) -> bytes:
    """El informe al corte, del año y la línea que se estén mirando; ErrorDeDominio si es de una unidad."""
    if pedido.unidad:
        raise ErrorDeDominio("El avance se mide del plan o de una línea, no de una unidad responsable.")
    plan = pedido.plan
    traslados = reprogramaciones.del_plan(sesion, plan.id)
    informe = informar(
        plan,
        pedido.hoy,
        traslados,
        corte=pedido.corte,
        anio=pedido.anio,
        linea_id=pedido.filtro.linea_id,
    )
    huella = cadena.huella_del_plan(sesion, plan.id)
    return escribir(informe, pedido.hoy, huella, desde_la_sesion.comparar_con_hoy(sesion, plan, pedido.hoy))


def escribir(
    informe: InformeDeAvance, hoy: date, huella: str | None = None, desde: DesdeLaSesion | None = None
) -> bytes:
    """El PDF de un informe, con la huella de su bitácora y lo que cambió desde la última sesión del concejo.

    Lo que no cabe en la hoja se achica, y solo si quedaría ilegible pasa a otra.
    """
    return componer("avance.typ", {**_datos(informe, hoy, huella), "desde_la_sesion": _desde(desde)}, hoy)


def _desde(desde: DesdeLaSesion | None) -> str:
    if desde is None:
        return ""
    frase = desde.cambios.frase
    return f"Desde la sesión del concejo del {fecha_larga(desde.dia)}: {frase[:1].lower()}{frase[1:]}"


def _datos(informe: InformeDeAvance, hoy: date, huella: str | None) -> Datos:
    plan = informe.plan
    con_avance = isinstance(informe.curva, Curva)
    al_lado = [*_alcance(informe), *([f"Bitácora {corta(huella)}"] if huella else [])]
    estados = sorted({una.fila.estado for una in informe.mas_atrasadas})
    return {
        **portada(plan, "Avance del plan", hoy, *al_lado, leyenda=estados),
        "frase": _frase(informe.frase, falta=_falta(informe.curva, informe.corte)),
        "frase_aprobado": _frase(informe.frase_aprobado, falta=False),
        "curva": curva(informe),
        "rotulo_de_lineas": f"Por {plan.etiquetas.linea}",
        "lineas": [barra(linea, informe) for linea in informe.lineas] if con_avance else [],
        "calor": calor(informe) if con_avance else None,
        "atrasadas": [_atrasada(una) for una in informe.mas_atrasadas],
        "reprogramado": _reprogramado(informe),
        "sin_programar": _sin_programar(informe),
        "presupuesto": _presupuesto(informe),
    }


def _alcance(informe: InformeDeAvance) -> Iterator[str]:
    """Si es un borrador; la línea y el año, si se eligieron; y el corte."""
    if not informe.plan.vigente:
        yield informe.plan.estado.etiqueta.lower()
    if informe.linea:
        yield f"solo {informe.linea.titulo}"
    if informe.horizonte.anio:
        yield f"solo el año {informe.horizonte.anio}"
    yield nombrar_corte(informe.corte, informe.horizonte.inicio)


def _falta(medida: Curva | SinAvance, corte: Mes) -> bool:
    return isinstance(medida, Curva) and medida.desviacion_al(corte) < 0


def _frase(frase: Frase, *, falta: bool) -> list[Datos]:
    """Los tramos con su énfasis; lo que explica el atraso, que puede ser largo, va en letra menor."""
    nombradas = [lugar for lugar, tramo in enumerate(frase) if tramo.cifra is Cifra.ACTIVIDAD]
    desde = nombradas[0] - 1 if nombradas else len(frase)
    return [
        {"texto": tramo.texto, "atraso": falta and tramo.cifra is Cifra.ATRASO, "menor": lugar >= desde}
        for lugar, tramo in enumerate(frase)
    ]


def _atrasada(una: Atrasada) -> Datos:
    return {
        "codigo": una.codigo,
        "nombre": una.fila.actividad.nombre.removesuffix("."),
        "responsable": una.responsable,
        "causa": una.causa,
        "proximo_paso": una.proximo_paso,
        "estado": nombre_de_simbolo(una.fila.estado),
        "dice_estado": una.fila.estado.etiqueta,
        "atraso": una.cuanto,
    }


def _reprogramado(informe: InformeDeAvance) -> Datos | None:
    """Cuánto se movió por cada motivo; None si el plan aún no rige."""
    if not informe.plan.vigente:
        return None
    return {
        "titulo": contar(len(informe.traslados), "reprogramación"),
        "motivos": [f"{cuantas} {motivo.etiqueta}" for motivo, cuantas in informe.por_motivo],
    }


def _sin_programar(informe: InformeDeAvance) -> Datos | None:
    fuera = informe.sin_programar
    if not fuera:
        return None
    demas = len(fuera) - SIN_PROGRAMAR_A_LA_VISTA
    return {
        "titulo": informe.dicho_sin_programar,
        "nombres": [fila.titulo(linea.numeral) for linea, fila in fuera[:SIN_PROGRAMAR_A_LA_VISTA]],
        "demas": f"y {demas} más" if demas > 0 else "",
    }


def _presupuesto(informe: InformeDeAvance) -> list[Datos]:
    suma, pais = informe.presupuesto, informe.plan.pais
    if not suma.hay:
        return []
    return [
        _monto("Planificado", en_moneda(suma.planificado, pais), suma.con_planificado),
        _monto("Gastado", en_moneda(suma.gastado, pais), suma.con_gasto, suma.parte_gastada),
    ]


def _monto(nombre: str, monto: str, actividades: int, parte: Fraction | None = None) -> Datos:
    if not actividades:
        return {"nombre": nombre, "monto": SIN_ANOTAR, "de_que": ""}
    return {
        "nombre": nombre,
        "monto": f"{monto} ({porcentaje(parte)})" if parte is not None else monto,
        "de_que": f"en {contar(actividades, 'actividad')}",
    }
