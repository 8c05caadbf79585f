"""Los meses de una actividad: de las columnas de meses, del plazo, o del inicio y el término."""

import re
from dataclasses import replace

from datos.importadores.documento import Celda
from datos.importadores.interprete import notacion
from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.fila_leida import FilaLeida
from datos.importadores.interprete.leyendas import plazo_sin_meses
from datos.importadores.interprete.marcas import Marca, leer_marca
from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.notacion import Lectura as LecturaDeMeses
from datos.importadores.interprete.notacion import MesEscrito
from datos.importadores.interprete.notacion import leer as leer_palabras
from datos.importadores.interprete.piezas import DUDOSA, INFERIDA, PROBABLE, ActividadLeida, Dato, MesLeido
from datos.importadores.interprete.rotulos import dice_ejecutado, leer_ordinal
from modelos.importacion.borrador import Campo
from modelos.importacion.origen import Origen

_ANIO = re.compile(r"['’]?((?:20)?\d\d)")
_DIA = re.compile(r"\b(?:[1-9]|[12]\d|3[01])\b")


def leer_programacion(leida: FilaLeida, actividad: ActividadLeida, de_la_franja: Dato | None = None) -> None:
    """Pone en la actividad los meses que dice la fila, o los de la franja que la encabeza."""
    if de_la_franja is not None and _solo_dice_el_dia(leida):
        _del_dia(leida, actividad, de_la_franja)
        return
    _de_columnas(leida, actividad)
    _de_plazo(leida, actividad)
    _de_inicio_y_termino(leida, actividad)
    _de_recurrencia(leida, actividad)
    _con_el_anio_de_la_fila(leida, actividad)


def _solo_dice_el_dia(leida: FilaLeida) -> bool:
    """Bajo «MARZO», la fecha «22» es el día y no febrero ni diciembre."""
    fechas = [limpio(celda.texto) for _, celda in leida.celdas(Campo.MES)]
    return not leida.titular.de_meses and all(_DIA.search(t) and not leer_palabras(t).meses for t in fechas)


def _del_dia(leida: FilaLeida, actividad: ActividadLeida, de_la_franja: Dato) -> None:
    _aplicar(actividad, notacion.leer(de_la_franja.texto), replace(de_la_franja), Campo.MES)
    for _, celda in leida.celdas(Campo.MES):
        actividad.anotar_origen("meses.dia", leida.tabla.origen(celda))
        for mes in actividad.meses:
            mes.nota = mes.nota or f"día {limpio(celda.texto)}"


def _con_el_anio_de_la_fila(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """La columna «Año» completa los meses que no dicen el suyo."""
    for columna in leida.titular.columnas:
        celda = leida.fila[columna.indice] if columna.de_anio else None
        if celda is None or celda.vacia:
            continue
        actividad.anotar_origen("anio", leida.tabla.origen(celda))
        anio = anio_escrito(celda.texto)
        for mes in actividad.meses:
            mes.anio = mes.anio or (anio + (mes.vuelta or 0) if anio else None)


def anio_escrito(texto: str) -> int | None:
    """«2027», «27» y «'27» son 2027."""
    hallado = _ANIO.fullmatch(limpio(texto))
    return 2000 + int(hallado[1][-2:]) if hallado else None


def _de_columnas(leida: FilaLeida, actividad: ActividadLeida) -> None:
    ejecutado = _es_fila_de_lo_ejecutado(leida, actividad)
    for columna in leida.titular.de_meses:
        celda = leida.fila[columna.indice]
        if not celda.vacia or celda.marcada:
            marca = leer_marca(celda, columna.ejecutado or ejecutado, columna.en_porcentaje)
            _de_celda(actividad, columna, celda, leida.tabla.origen(celda), marca)


def _es_fila_de_lo_ejecutado(leida: FilaLeida, actividad: ActividadLeida) -> bool:
    """Si la columna que distingue las filas dice «Ejecutado» en esta."""
    for columna in leida.titular.columnas:
        celda = leida.fila[columna.indice] if columna.tipo_de_fila else None
        if celda is not None and not celda.vacia:
            actividad.anotar_origen("tipo_de_fila", leida.tabla.origen(celda))
            return bool(dice_ejecutado(celda.texto))
    return False


def _de_celda(
    actividad: ActividadLeida, columna: Columna, celda: Celda, origen: Origen, marca: Marca
) -> None:
    confianza = min(marca.confianza, columna.confianza)
    motivo = marca.motivo or (_motivo_de(columna, marca) if not marca.meses else None)
    if motivo:
        actividad.dudar(motivo)
    if marca.recurrencia and Campo.RECURRENCIA not in actividad.datos:
        actividad.datos[Campo.RECURRENCIA] = Dato(marca.recurrencia, origen, confianza)
    if marca.unidad and Campo.UNIDAD not in actividad.datos:
        actividad.datos[Campo.UNIDAD] = Dato(marca.unidad, origen, confianza)
    for mes in _meses_de_celda(columna, marca):
        mes.origen, mes.confianza = origen, confianza
        _sumar(actividad, mes)
    if marca.programado is None and marca.ejecutado is None and not celda.vacia:
        actividad.anotar_origen(f"meses.{columna.mes or 0:02d}.vacio", origen)


def _motivo_de(columna: Columna, marca: Marca) -> str | None:
    """Por qué hay que mirar los meses de una columna que no es un mes con nombre."""
    cantidad = max(marca.programado or 0, marca.ejecutado or 0)
    if columna.relativo and cantidad:
        return "Los meses van numerados: «Mes 1» se leyó como el primero del año."
    if not columna.periodo or not cantidad:
        return None
    if cantidad == 1:
        return "Lo marcado bajo un trimestre, bimestre o semestre se puso en cada uno de sus meses."
    return "La cantidad bajo un trimestre, bimestre o semestre se puso en su último mes."


def _meses_de_celda(columna: Columna, marca: Marca) -> list[MesLeido]:
    if marca.programado is None and marca.ejecutado is None:
        return []
    if marca.meses:
        return [_leido(escrito, marca.nota) for escrito in marca.meses]
    if columna.periodo:
        return _del_periodo(columna, marca)
    nota = marca.nota
    if columna.semana:
        por_quincena = "quincena" in llano(columna.titulo)
        nota = f"{columna.semana}ª quincena" if por_quincena else f"semana {columna.semana}"
    return [
        MesLeido(columna.mes or 1, columna.anio, columna.vuelta, marca.programado, marca.ejecutado, nota)
    ]  # fmt: skip


def _del_periodo(columna: Columna, marca: Marca) -> list[MesLeido]:
    """La marca bajo un trimestre vale en cada mes; una cantidad, en el último."""
    cantidad = max(marca.programado or 0, marca.ejecutado or 0)
    meses = columna.periodo if cantidad == 1 else columna.periodo[-1:]
    return [MesLeido(m, columna.anio, None, marca.programado, marca.ejecutado, marca.nota) for m in meses]


def _leido(escrito: MesEscrito, nota: str | None) -> MesLeido:
    return MesLeido(escrito.mes, escrito.anio, escrito.vuelta or None, programado=1, nota=nota)


def _sumar(actividad: ActividadLeida, nuevo: MesLeido) -> None:
    """Un mes por actividad: lo programado y lo ejecutado se juntan; las semanas se anotan."""
    previo = next((m for m in actividad.meses if _mismo(m, nuevo)), None)
    if previo is None:
        actividad.meses.append(nuevo)
        return
    if nuevo.origen is not None and nuevo.origen != previo.origen:
        actividad.anotar_origen(f"meses.{nuevo.mes:02d}.2", nuevo.origen)
    previo.programado = _mayor(previo.programado, nuevo.programado)
    previo.ejecutado = _mayor(previo.ejecutado, nuevo.ejecutado)
    if nuevo.nota and nuevo.nota not in (previo.nota or ""):
        previo.nota = f"{previo.nota}, {nuevo.nota}" if previo.nota else nuevo.nota
    previo.confianza = min(previo.confianza, nuevo.confianza)


def _mismo(uno: MesLeido, otro: MesLeido) -> bool:
    if uno.mes != otro.mes:
        return False
    if uno.anio is not None and otro.anio is not None:
        return uno.anio == otro.anio
    return (uno.vuelta or 0) == (otro.vuelta or 0) and uno.anio == otro.anio


def _mayor(uno: int | None, otro: int | None) -> int | None:
    valores = [valor for valor in (uno, otro) if valor is not None]
    return max(valores, default=None)


def _de_plazo(leida: FilaLeida, actividad: ActividadLeida) -> None:
    for indice, celda in leida.celdas(Campo.MES):
        periodo = leida.titular.columnas[indice].de_periodos
        lectura = leer_ordinal(celda.texto, periodo) if periodo else leer_celda(celda)
        if lectura.meses:
            _aplicar(actividad, lectura, leida.dato(indice), Campo.MES)
        else:
            _sin_entender(leida, actividad, leida.dato(indice))
    if not actividad.meses and not leida.celdas(Campo.MES):
        _del_mes_que_agrupa(leida, actividad)


def _del_mes_que_agrupa(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """En un calendario por mes, la primera columna dice el mes una vez y vale hasta el siguiente."""
    columna, arriba = leida.titular.con(Campo.MES), leida.arriba
    if columna is None or columna.indice != 0 or leida.celda(Campo.ACTIVIDAD) is None or arriba is None:
        return
    lectura = leer_celda(arriba)
    if lectura.meses:
        _aplicar(
            actividad, lectura, Dato(limpio(arriba.texto), leida.tabla.origen(arriba), PROBABLE), Campo.MES
        )


def leer_celda(celda: Celda) -> LecturaDeMeses:
    """Los meses que dice una celda de plazo o de fecha."""
    fecha = fecha_de(celda)
    if fecha is not None:
        return LecturaDeMeses((fecha,), 0.95)
    return notacion.leer(limpio(celda.texto), con_numeros=True)


def fecha_de(celda: Celda) -> MesEscrito | None:
    """El mes de una celda que es una fecha de planilla."""
    valor = celda.valor
    if valor is None or isinstance(valor, (str, int, float)):
        return None
    return MesEscrito(valor.month, valor.year)


def _aplicar(actividad: ActividadLeida, lectura: LecturaDeMeses, dato: Dato, campo: Campo) -> None:
    if lectura.motivo:
        actividad.dudar(lectura.motivo)
    dato.confianza = min(dato.confianza, lectura.confianza)
    for escrito in lectura.meses:
        mes = _leido(escrito, lectura.nota)
        mes.origen, mes.confianza = dato.origen, dato.confianza
        _sumar(actividad, mes)
    actividad.datos.setdefault(campo, dato)
    if lectura.recurrencia and Campo.RECURRENCIA not in actividad.datos:
        actividad.datos[Campo.RECURRENCIA] = Dato(lectura.recurrencia, dato.origen, dato.confianza)


def _sin_entender(leida: FilaLeida, actividad: ActividadLeida, dato: Dato) -> None:
    """El plazo que no dice meses queda escrito tal cual, y se avisa."""
    dato.texto, motivo = plazo_sin_meses(dato.texto, leida.leyenda, _tiene_meses(leida, actividad))
    actividad.dudar(motivo)
    dato.confianza = INFERIDA
    if Campo.RECURRENCIA in actividad.datos:
        actividad.anotar_origen("recurrencia.2", dato.origen)
    else:
        actividad.datos[Campo.RECURRENCIA] = dato


def _tiene_meses(leida: FilaLeida, actividad: ActividadLeida) -> bool:
    """Si ya se le leyeron, o los dirán su inicio o su término, que se leen después."""
    extremos = (*leida.celdas(Campo.INICIO), *leida.celdas(Campo.TERMINO))
    return bool(actividad.meses) or any(leer_celda(celda).meses for _, celda in extremos)


def _de_inicio_y_termino(leida: FilaLeida, actividad: ActividadLeida) -> None:
    inicio, termino = leida.celda(Campo.INICIO), leida.celda(Campo.TERMINO)
    extremos = [par for par in (inicio, termino) if par is not None]
    if not extremos:
        return
    lecturas = [leer_celda(celda) for _, celda in extremos]
    datos = [leida.dato(indice) for indice, _ in extremos]
    for lectura, dato, campo in zip(lecturas, datos, _campos(inicio, termino), strict=True):
        if lectura.meses:
            actividad.datos.setdefault(campo, dato)
        else:
            _sin_entender(leida, actividad, dato)
    legibles = [lectura for lectura in lecturas if lectura.meses]
    if legibles:
        _poner_tramo(actividad, legibles, datos[0], completo=len(legibles) == 2)


def _campos(inicio: object, termino: object) -> list[Campo]:
    return [campo for campo, par in ((Campo.INICIO, inicio), (Campo.TERMINO, termino)) if par is not None]


def _poner_tramo(
    actividad: ActividadLeida, lecturas: list[LecturaDeMeses], dato: Dato, completo: bool
) -> None:
    confianza = min([dato.confianza, *(lectura.confianza for lectura in lecturas)])
    meses = list(lecturas[0].meses)
    if completo:
        meses = notacion.tramo(lecturas[0].meses[0], lecturas[1].meses[-1])
    else:
        confianza = min(confianza, DUDOSA)
        actividad.dudar("Solo se lee el inicio o el término, no el tramo completo.")
    for escrito in meses:
        mes = _leido(escrito, None)
        mes.origen, mes.confianza = dato.origen, confianza
        _sumar(actividad, mes)


def _de_recurrencia(leida: FilaLeida, actividad: ActividadLeida) -> None:
    """La frecuencia da los meses solo si nada más los dice."""
    for indice, _ in leida.celdas(Campo.RECURRENCIA):
        dato = leida.dato(indice)
        actividad.datos[Campo.RECURRENCIA] = dato
        if actividad.meses:
            continue
        lectura = notacion.leer(dato.texto)
        if lectura.meses:
            _aplicar(actividad, lectura, Dato(dato.texto, dato.origen, dato.confianza), Campo.MES)
