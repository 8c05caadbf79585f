"""Lo que falta para el nivel: qué requisitos están abiertos y por qué, y el ritmo que eso pide."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from modelos.certificacion.cumplimiento import NADA_APLICA, aplica, contar, cumple, resultado_que_cuenta
from modelos.certificacion.estados import EstadoEvidencia, EstadoResultado
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.estados import A_MEDIAS, ALERTA, NEUTRO, Estado
from modelos.frases import contar as contar_con_nombre
from modelos.frases import un_decimal
from modelos.meses import Mes


class Causa(Estado):
    """Por qué un requisito está abierto; manda la primera que corresponda, en este orden."""

    FECHA_PASADA = ("falta_fecha_pasada", "Fecha pasada", "■×", ALERTA, "Su fecha comprometida ya pasó.")
    SIN_RESPONSABLE = (
        "falta_responsable",
        "Sin responsable",
        "□!",
        ALERTA,
        "Ninguna unidad responde por él.",
    )
    OBSERVADA = (
        "falta_responder",
        "Observación sin responder",
        "□!",
        ALERTA,
        "Hay algo observado sin corregir.",
    )
    EVIDENCIA_VENCIDA = (
        "falta_vigente",
        "Evidencia vencida",
        "■×",
        ALERTA,
        "La validez de su evidencia terminó.",
    )
    SIN_ACEPTAR = (
        "falta_aceptar",
        "Evidencia sin aceptar",
        "◐",
        A_MEDIAS,
        "Hay evidencia que nadie ha mirado.",
    )
    SIN_EVIDENCIA = ("falta_evidencia", "Sin evidencia", "◌", NEUTRO, "No tiene con qué probarse.")
    NO_CUMPLE = (
        "falta_cumplir",
        "No cumple del todo",
        "◐",
        A_MEDIAS,
        "Se evaluó, y no cumple o cumple en parte.",
    )
    SIN_EVALUAR = (
        "falta_evaluar",
        "Sin evaluar",
        "◌",
        NEUTRO,
        "Tiene evidencia aceptada y nadie dice si cumple.",
    )


@dataclass(frozen=True, slots=True)
class Abierto:
    """Un requisito que no cumple todavía, y por qué; la primera causa es la que manda."""

    requisito: RequisitoDelProceso
    causas: tuple[Causa, ...]

    @property
    def principal(self) -> Causa:
        """La más apremiante."""
        return self.causas[0]


@dataclass(frozen=True, slots=True)
class Ritmo:
    """Cuántos requisitos faltan y cuántos por mes hay que lograr; sin meses por delante, None."""

    faltan: int
    meses: int
    por_mes: Fraction | None
    frase: str


def abiertos(certificacion: Certificacion, hoy: date) -> tuple[Abierto, ...]:
    """Los que aplican y no cumplen, lo más apremiante primero y después por su fecha."""
    hallados = [
        Abierto(uno, _causas(certificacion, uno, hoy))
        for uno in certificacion.activos
        if aplica(uno) and not cumple(uno)
    ]
    return tuple(
        sorted(hallados, key=lambda uno: (uno.principal.orden, uno.requisito.comprometido or date.max))
    )


def _causas(certificacion: Certificacion, uno: RequisitoDelProceso, hoy: date) -> tuple[Causa, ...]:
    evidencia = certificacion.evidencia_por_requisito.get(uno.id, ())
    estados = {una.estado for una in evidencia}
    prueba = any(una.prueba(hoy) for una in evidencia)
    evaluado = resultado_que_cuenta(uno)
    corresponde = {
        Causa.FECHA_PASADA: uno.comprometido is not None and uno.comprometido < hoy,
        Causa.SIN_RESPONSABLE: uno.unidad_id is None,
        Causa.OBSERVADA: uno.id in certificacion.abiertas_por_requisito
        or EstadoEvidencia.OBSERVADA in estados,
        Causa.EVIDENCIA_VENCIDA: not prueba
        and any(una.estado is EstadoEvidencia.ACEPTADA and una.vencida(hoy) for una in evidencia),
        Causa.SIN_ACEPTAR: EstadoEvidencia.CARGADA in estados,
        Causa.SIN_EVIDENCIA: estados <= {EstadoEvidencia.BORRADOR},
        Causa.NO_CUMPLE: evaluado in (EstadoResultado.PARCIAL, EstadoResultado.NO_CUMPLE),
        Causa.SIN_EVALUAR: prueba and evaluado is EstadoResultado.NO_EVALUADO,
    }
    return tuple(causa for causa in Causa if corresponde[causa]) or (Causa.SIN_EVALUAR,)


def ritmo_necesario(certificacion: Certificacion, hoy: date) -> Ritmo:
    """Los requisitos por mes que hay que lograr desde este hasta el término.

    Para llegar al mínimo; si no está confirmado, a todos, y la frase lo dice.
    """
    proceso, cuenta = certificacion.proceso, contar(certificacion.requisitos)
    minimo = 100 if proceso.minimo is None else proceso.minimo
    meta = ceil(Fraction(cuenta.aplicables * minimo, 100))
    faltan = max(0, meta - cuenta.logrados)
    meses = max(0, Mes.de(proceso.termina).desde(Mes.de(hoy)) + 1) if hoy <= proceso.termina else 0
    por_mes = Fraction(faltan, meses) if meses else None
    frase = _frase_de_ritmo(certificacion, faltan, meses, por_mes) if cuenta.aplicables else NADA_APLICA
    return Ritmo(faltan, meses, por_mes, frase)


def _frase_de_ritmo(certificacion: Certificacion, faltan: int, meses: int, por_mes: Fraction | None) -> str:
    sin_minimo = certificacion.proceso.minimo is None
    hasta = "cumplirlos todos, porque el mínimo no está confirmado" if sin_minimo else "llegar al mínimo"
    if not faltan:
        return "No falta ninguno." if sin_minimo else "Ya se llega al mínimo."
    cuantos = contar_con_nombre(faltan, "requisito")
    verbo = "Falta" if faltan == 1 else "Faltan"
    if por_mes is None:
        return f"{verbo} {cuantos} para {hasta}, y el plazo ya terminó."
    quedan = "el mes que queda" if meses == 1 else f"los {meses} meses que quedan"
    return f"{verbo} {cuantos} para {hasta}: {un_decimal(por_mes)} por mes en {quedan}."
