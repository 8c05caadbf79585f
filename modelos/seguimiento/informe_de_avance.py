"""Lo que el concejo lee de un plan: cómo va al corte, por qué, y las filas de donde sale cada cifra."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from modelos.actividad import Motivo
from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.calendario.cronograma import (
    Cronograma,
    FilaActividad,
    FilaLinea,
    Filtro,
    armar,
)
from modelos.estados import EstadoActividad
from modelos.frases import es_femenino, meses, porcentaje
from modelos.meses import Mes
from modelos.seguimiento.avance import (
    ACTIVIDADES_QUE_EXPLICAN,
    Atraso,
    Curva,
    Explicacion,
    Grupo,
    Medida,
    SinAvance,
    explicar,
    medir,
    promediar,
)
from modelos.seguimiento.frase_de_avance import Causante, Frase, comparar_con_lo_aprobado, redactar
from modelos.seguimiento.presupuesto import Presupuesto, sumar
from modelos.seguimiento.programacion import Horizonte, Referencia, corte_por_omision
from modelos.seguimiento.reprogramacion import Traslado, contar_por_motivo

MAS_ATRASADAS = 10
SIN_PROGRAMAR_A_LA_VISTA = 6
SIN_CAUSA = "sin causa informada"
SIN_PROXIMO_PASO = "sin próximo paso"
SIN_RESPONSABLE = "sin responsable"


@dataclass(frozen=True, slots=True)
class AvanceDeLinea:
    """Una línea con sus meses y su avance contra lo de hoy; `aprobado`, solo en un plan vigente."""

    fila: FilaLinea
    aprobado: Grupo | None
    presupuesto: Presupuesto

    @property
    def grupo(self) -> Grupo:
        """Su avance contra lo programado hoy."""
        return self.fila.total.grupo

    @property
    def nombre(self) -> str:
        """Sin su numeral."""
        return self.fila.linea.nombre_sin_numeral

    @property
    def titulo(self) -> str:
        """«III. Educación ambiental»."""
        return self.fila.linea.titulo


@dataclass(frozen=True, slots=True)
class Atrasada:
    """Una actividad a la que al corte le falta algo; `puntos`, los que resta al avance del conjunto."""

    fila: FilaActividad
    linea: FilaLinea
    curva: Curva
    atraso: Atraso
    puntos: Fraction

    @property
    def codigo(self) -> str:
        """«III a.1»: el numeral de su línea y el suyo."""
        return f"{self.linea.numeral} {self.fila.codigo}".strip()

    @property
    def cuanto(self) -> str:
        """«4,0 meses»; con el período terminado ya no se mide en meses, y es «quedó en 50 %»."""
        if self.atraso.meses is not None:
            return meses(self.atraso.meses)
        return f"quedó en {porcentaje(self.curva.ejecutado_al(self.curva.fin))}"

    @property
    def responsable(self) -> str:
        """La unidad principal."""
        unidades = self.fila.actividad.unidades
        return unidades[0].nombre if unidades else SIN_RESPONSABLE

    @property
    def causa(self) -> str:
        """Por qué va atrasada, como se informó."""
        return self.fila.actividad.causa or SIN_CAUSA

    @property
    def proximo_paso(self) -> str:
        """Qué se hará."""
        return self.fila.actividad.proximo_paso or SIN_PROXIMO_PASO


@dataclass(frozen=True, slots=True)
class InformeDeAvance:
    """Todo a un mismo corte; `cronograma` tiene las filas, los meses y los totales de donde sale.

    `frase_aprobado` va vacía si lo programado hoy es lo mismo que se aprobó.
    """

    plan: PlanCompleto
    horizonte: Horizonte
    linea: LineaDelPlan | None
    cronograma: Cronograma
    frase: Frase
    frase_aprobado: Frase
    aprobado: Grupo | None
    lineas: tuple[AvanceDeLinea, ...]
    atrasadas: tuple[Atrasada, ...]
    sin_programar: tuple[tuple[FilaLinea, FilaActividad], ...]
    traslados: tuple[Traslado, ...]
    presupuesto: Presupuesto

    @property
    def corte(self) -> Mes:
        """El mes a cuyo cierre se mide; el anterior al inicio si aún no vence nada."""
        return self.cronograma.corte

    @property
    def grupo(self) -> Grupo:
        """El avance del conjunto contra lo programado hoy."""
        return self.cronograma.total.grupo

    @property
    def curva(self) -> Curva | SinAvance:
        """La del conjunto contra lo programado hoy."""
        return self.grupo.curva

    @property
    def curva_aprobada(self) -> Curva | None:
        """La del conjunto contra lo aprobado, solo si difiere de lo programado hoy."""
        curva = self.aprobado.curva if self.aprobado else None
        return curva if self.frase_aprobado and isinstance(curva, Curva) else None

    def aprobada_de(self, linea: AvanceDeLinea) -> Curva | None:
        """La de una línea contra lo aprobado, solo si en el plan algo difiere de lo programado hoy."""
        curva = linea.aprobado.curva if linea.aprobado else None
        return curva if self.curva_aprobada and isinstance(curva, Curva) else None

    @property
    def mas_atrasadas(self) -> tuple[Atrasada, ...]:
        """Las diez primeras."""
        return self.atrasadas[:MAS_ATRASADAS]

    @property
    def por_motivo(self) -> list[tuple[Motivo, int]]:
        """Cuántas reprogramaciones lleva cada motivo, del más frecuente al menos."""
        return contar_por_motivo(self.traslados)

    @property
    def dicho_sin_programar(self) -> str:
        """«Sin programar: 3»; si se mira un año lo dice, porque en otro pueden tener meses."""
        en_el_anio = f" en {self.horizonte.anio}" if self.horizonte.anio else ""
        return f"{EstadoActividad.SIN_PROGRAMAR.etiqueta}{en_el_anio}: {len(self.sin_programar)}"

    def atrasadas_en(self, estado: EstadoActividad) -> int:
        """Cuántas de las atrasadas están en ese estado."""
        return sum(atrasada.fila.estado is estado for atrasada in self.atrasadas)


def informar(
    plan: PlanCompleto,
    hoy: date,
    traslados: Iterable[Traslado] = (),
    *,
    corte: Mes | None = None,
    anio: int | None = None,
    linea_id: int | None = None,
) -> InformeDeAvance:
    """El informe del plan entero, o de un año o una línea suyos; sin corte, al último mes completo."""
    entero = Horizonte(plan.inicio, plan.fin)
    horizonte = entero if anio is None else entero.del_anio(anio)
    cronograma = armar(plan, hoy, Filtro(linea_id=linea_id), corte=corte, anio=anio)
    linea = next((linea for linea in plan.lineas if linea.id == linea_id), None)
    aprobadas = _medir_lo_aprobado(cronograma, horizonte) if plan.vigente else None
    aprobado = promediar(aprobadas.values()) if aprobadas is not None else None
    sujeto = nombrar(plan, linea, anio)
    restas = explicar((fila.medida for fila in cronograma.actividades), cronograma.corte, cuantas=None)
    return InformeDeAvance(
        plan=plan,
        horizonte=horizonte,
        linea=linea,
        cronograma=cronograma,
        frase=redactar(cronograma.total.grupo, cronograma.corte, sujeto, _causantes(cronograma, restas)),
        frase_aprobado=_frente_a_lo_aprobado(cronograma, aprobado, horizonte),
        aprobado=aprobado,
        lineas=tuple(_linea(fila, aprobadas) for fila in cronograma.lineas),
        atrasadas=tuple(_atrasadas(cronograma, restas)),
        sin_programar=tuple(_sin_programar(cronograma)),
        traslados=tuple(_traslados(traslados, cronograma, horizonte)),
        presupuesto=sumar(fila.actividad for fila in cronograma.actividades),
    )


def nombrar(plan: PlanCompleto, linea: LineaDelPlan | None, anio: int | None) -> str:
    """De qué se habla: «el plan», «la línea III», «el año 2026 del plan»."""
    sujeto = "el plan"
    if linea is not None:
        articulo = "la" if es_femenino(plan.etiquetas.linea) else "el"
        sujeto = f"{articulo} {plan.etiquetas.linea} {linea.numeral}"
    if anio is None:
        return sujeto
    del_sujeto = f"d{sujeto}" if sujeto.startswith("el ") else f"de {sujeto}"
    return f"el año {anio} {del_sujeto}"


def ultimo_corte(plan: PlanCompleto, hoy: date) -> Mes:
    """El último mes completo del plan: más allá nada se puede medir todavía."""
    return corte_por_omision(hoy, plan.inicio, plan.fin)


def _medir_lo_aprobado(cronograma: Cronograma, horizonte: Horizonte) -> dict[int, Medida]:
    programaciones = (fila.actividad.programacion for fila in cronograma.actividades)
    return {medida.actividad_id: medida for medida in medir(programaciones, horizonte, Referencia.APROBADO)}


def _frente_a_lo_aprobado(cronograma: Cronograma, aprobado: Grupo | None, horizonte: Horizonte) -> Frase:
    """Vacía si no hay nada aprobado, o si es lo mismo que se programa hoy."""
    celdas = (
        celda
        for fila in cronograma.actividades
        for mes, celda in fila.actividad.meses.items()
        if horizonte.abarca(mes)
    )
    if aprobado is None or all(celda.programado == celda.aprobado for celda in celdas):
        return ()
    return comparar_con_lo_aprobado(aprobado, cronograma.corte)


def _causantes(cronograma: Cronograma, restas: Sequence[Explicacion]) -> list[Causante]:
    """Las que más restan, por su nombre."""
    nombres = {fila.actividad.id: fila.actividad.nombre for fila in cronograma.actividades}
    return [
        Causante(resta.actividad_id, nombres[resta.actividad_id].removesuffix("."))
        for resta in restas[:ACTIVIDADES_QUE_EXPLICAN]
    ]


def _linea(fila: FilaLinea, aprobadas: Mapping[int, Medida] | None) -> AvanceDeLinea:
    ids = [actividad.actividad.id for actividad in fila.actividades]
    aprobado = promediar(aprobadas[id_] for id_ in ids) if aprobadas is not None else None
    return AvanceDeLinea(fila, aprobado, sumar(actividad.actividad for actividad in fila.actividades))


def _atrasadas(cronograma: Cronograma, restas: Iterable[Explicacion]) -> list[Atrasada]:
    """De la que lleva más meses a la que menos; a igual atraso, primero la que más resta."""
    corte = cronograma.corte
    puntos = {resta.actividad_id: resta.puntos for resta in restas}
    halladas = [
        Atrasada(fila, linea, curva, curva.atraso_al(corte), puntos.get(fila.actividad.id, Fraction(0)))
        for linea in cronograma.lineas
        for fila in linea.actividades
        if fila.estado.pide_atencion
        and isinstance(curva := fila.medida.curva, Curva)
        and curva.falta_al(corte)
    ]
    return sorted(halladas, key=lambda una: (una.atraso.meses or 0, una.puntos), reverse=True)


def _sin_programar(cronograma: Cronograma) -> Iterator[tuple[FilaLinea, FilaActividad]]:
    for linea in cronograma.lineas:
        for fila in linea.actividades:
            if isinstance(fila.medida.curva, SinAvance):
                yield linea, fila


def _traslados(
    traslados: Iterable[Traslado], cronograma: Cronograma, horizonte: Horizonte
) -> Iterator[Traslado]:
    """Los de las actividades que se muestran y, si se mira un año, los que cambian meses de ese año."""
    ids = {fila.actividad.id for fila in cronograma.actividades}
    for traslado in traslados:
        alcanza = any(horizonte.abarca(cambio.mes) for cambio in traslado.cambios)
        if traslado.actividad_id in ids and alcanza:
            yield traslado
