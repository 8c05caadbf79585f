"""El avance de cada línea en barras, y mes a mes en una grilla de calor; todo es HTML."""

from fractions import Fraction
from html import escape

from modelos.frases import porcentaje, puntos
from modelos.meses import Mes
from modelos.seguimiento.avance import SinAvance
from modelos.seguimiento.calor import Calor, CeldaDeCalor, pintar, por_trimestre, sumar
from modelos.seguimiento.informe_de_avance import AvanceDeLinea, InformeDeAvance
from paginas.componentes.avance.eleccion import Eleccion
from paginas.componentes.tablas import tabla, ver_tabla

BARRAS_EN_UNA_COLUMNA = 6
"""Con más líneas, en papel van en dos columnas."""
LINEAS_HOLGADAS = 8
"""Con más, en papel las barras llevan solo su numeral, en tres columnas, y la grilla de calor va en dos."""
_PASOS = '<span class="no-imprimir">Mes a mes</span><span class="solo-impreso">Trimestre a trimestre</span>'
MESES_HOLGADOS = 24
"""Con más, en papel la grilla de calor va por trimestres."""
_FRENTE = '<span class="frente"> · {} frente a lo aprobado</span>'


def barras(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """Una barra por línea: lo ejecutado, con una marca en lo programado y otra en lo aprobado si difiere."""
    etiqueta = informe.plan.etiquetas.linea
    filas = "".join(_barra(linea, informe, eleccion) for linea in informe.lineas)
    aprobado = '<span><i class="marca aprobado"></i>aprobado</span>' if informe.curva_aprobada else ""
    clases = " en-dos" if len(informe.lineas) > BARRAS_EN_UNA_COLUMNA else ""
    apretada = len(informe.lineas) > LINEAS_HOLGADAS
    clases += " apretada" if apretada else ""
    sin_nombre = '<span class="solo-impreso">los nombres, abajo</span>' if apretada else ""
    return (
        f'<section class="tarjeta barras{clases}"><h2>Por {etiqueta}</h2>'
        f"{_tabla_de_lineas(informe)}<ul>{filas}</ul>"
        '<p class="claves"><span><i class="muestra"></i>ejecutado</span>'
        f'<span><i class="marca"></i>programado</span>{aprobado}'
        f"<span>pp: puntos porcentuales</span>{sin_nombre}</p></section>"
    )


def _barra(linea: AvanceDeLinea, informe: InformeDeAvance, eleccion: Eleccion) -> str:
    enlace = _enlace(linea, eleccion)
    curva = linea.grupo.curva
    if isinstance(curva, SinAvance):
        return f'<li><div class="de-la-linea">{enlace}<b class="tenue">{curva.etiqueta}</b></div></li>'
    corte = informe.corte
    ejecutado, programado = curva.ejecutado_al(corte), curva.programado_al(corte)
    desviacion = curva.desviacion_al(corte)
    clase = ' class="falta"' if desviacion < 0 else ""
    return (
        f'<li><div class="de-la-linea">{enlace}<b{clase}>{puntos(desviacion)}</b></div>'
        f'<div class="riel" aria-hidden="true"><span style="width:{_ancho(ejecutado)}"></span>'
        f'<i class="marca" style="left:{_ancho(programado)}"></i>{_marca_aprobada(linea, informe)}</div>'
        f"<small><b>{porcentaje(ejecutado)}</b> de {porcentaje(programado)}"
        f"{_frente_a_lo_aprobado(linea, informe)}</small></li>"
    )


def _marca_aprobada(linea: AvanceDeLinea, informe: InformeDeAvance) -> str:
    curva = informe.aprobada_de(linea)
    if curva is None:
        return ""
    return f'<i class="marca aprobado" style="left:{_ancho(curva.programado_al(informe.corte))}"></i>'


def _frente_a_lo_aprobado(linea: AvanceDeLinea, informe: InformeDeAvance) -> str:
    curva = informe.aprobada_de(linea)
    return "" if curva is None else _FRENTE.format(puntos(curva.desviacion_al(informe.corte)))


def _ancho(parte: Fraction) -> str:
    return f"{float(parte):.1%}"


def _tabla_de_lineas(informe: InformeDeAvance) -> str:
    encabezados = [
        informe.plan.etiquetas.linea.capitalize(),
        "Ejecutado",
        "Programado",
        "Desviación",
        "Atraso",
    ]
    if informe.curva_aprobada:
        encabezados.append("Frente a lo aprobado")
    encabezados += ["Actividades", "Sin programar"]
    filas = [[linea.titulo, *_medidas(linea, informe)] for linea in informe.lineas]
    return ver_tabla(tabla(encabezados, filas), f"avance por {informe.plan.etiquetas.linea}")


def _medidas(linea: AvanceDeLinea, informe: InformeDeAvance) -> list[str]:
    grupo, corte = linea.grupo, informe.corte
    cuentas = [str(grupo.programadas + len(grupo.sin_programar)), str(len(grupo.sin_programar))]
    curva, aprobada = grupo.curva, informe.aprobada_de(linea)
    frente = [puntos(aprobada.desviacion_al(corte)) if aprobada else ""] if informe.curva_aprobada else []
    if isinstance(curva, SinAvance):
        return [curva.etiqueta, "", "", "", *frente, *cuentas]
    return [
        porcentaje(curva.ejecutado_al(corte)),
        porcentaje(curva.programado_al(corte)),
        puntos(curva.desviacion_al(corte)),
        curva.atraso_al(corte).frase,
        *frente,
        *cuentas,
    ]


def calor(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """Una fila por línea y una columna por mes, con lo ejecutado de lo programado escrito en cada celda."""
    meses = informe.cronograma.meses
    columnas = "".join(_mes(mes, informe) for mes in meses)
    filas = "".join(_fila(linea, informe, eleccion) for linea in informe.lineas)
    muchos = len(meses) > MESES_HOLGADOS
    titulo = _PASOS if muchos else "Mes a mes"
    tablas = _grilla(informe, columnas, filas, "no-imprimir" if muchos else "")
    tablas += _por_trimestre(informe, eleccion) if muchos else ""
    claves = "".join(f'<span><i class="calor-{uno}"></i>{uno.etiqueta}</span>' for uno in Calor)
    clases = " largo" if len(meses) > 12 else ""
    clases += " apretada" if len(informe.lineas) > LINEAS_HOLGADAS else ""
    return (
        f'<section class="tarjeta calor{clases}"><h2>{titulo}: ejecutado de lo programado</h2>'
        f'<a class="accion" {eleccion.al_cronograma()}>Abrir en el cronograma</a>'
        f'<div class="caja">{tablas}</div><p class="claves">{claves}'
        '<span><b class="celda-fuera-de-programa">+1</b>'
        "fuera de programa</span></p></section>"
    )


def _grilla(informe: InformeDeAvance, columnas: str, filas: str, clase: str = "") -> str:
    etiqueta = informe.plan.etiquetas.linea.capitalize()
    return (
        f'<table class="{clase}"><thead><tr><th scope="col">{etiqueta}</th>{columnas}</tr></thead>'
        f"<tbody>{filas}</tbody></table>"
    )


def _por_trimestre(informe: InformeDeAvance, eleccion: Eleccion) -> str:
    """Solo en papel: la misma grilla con los meses de a tres, que así se leen."""
    meses = informe.cronograma.meses
    trimestres = por_trimestre(meses)
    ultimos = [meses[lugares[-1]] for lugares in trimestres]
    columnas = "".join(
        f'<th scope="col">{(mes.mes + 2) // 3}.º<small>{mes.anio % 100:02}</small></th>' for mes in ultimos
    )
    filas = ""
    for linea in informe.lineas:
        totales = linea.fila.total.meses
        celdas = "".join(
            _celda(pintar(sumar(totales, lugares), cerrado=hasta <= informe.corte), "")
            for lugares, hasta in zip(trimestres, ultimos, strict=True)
        )
        filas += f'<tr><th scope="row">{_enlace(linea, eleccion)}</th>{celdas}</tr>'
    return _grilla(informe, columnas, filas, "solo-impreso")


def _mes(mes: Mes, informe: InformeDeAvance) -> str:
    varios = informe.cronograma.meses[0].anio != informe.cronograma.meses[-1].anio
    anio = f"<small>{mes.anio % 100:02}</small>" if varios else ""
    clase = ' class="del-corte" aria-current="date"' if mes == informe.corte else ""
    return f'<th scope="col"{clase}><abbr title="{mes}">{mes.abreviado}</abbr>{anio}</th>'


def _fila(linea: AvanceDeLinea, informe: InformeDeAvance, eleccion: Eleccion) -> str:
    linea_id = linea.fila.linea.id
    celdas = "".join(
        _celda(
            pintar(total, cerrado=mes <= informe.corte), eleccion.al_cronograma(linea=linea_id, mes=mes.clave)
        )
        for mes, total in zip(informe.cronograma.meses, linea.fila.total.meses, strict=True)
    )
    return f'<tr><th scope="row">{_enlace(linea, eleccion)}</th>{celdas}</tr>'


def _celda(celda: CeldaDeCalor, enlace: str) -> str:
    fuera = f'<b class="celda-fuera-de-programa">{celda.fuera}</b>' if celda.fuera else ""
    if celda.calor is None:
        return f"<td>{fuera}</td>"
    return f'<td><a class="calor-{celda.calor}" {enlace}>{celda.fraccion}</a>{fuera}</td>'


def _enlace(linea: AvanceDeLinea, eleccion: Eleccion) -> str:
    """El numeral y el nombre, que llevan a sus actividades."""
    numeral = f'<span class="numeral">{escape(linea.fila.numeral)}</span>'
    nombre = f"<span>{escape(linea.nombre)}</span>"
    return f'<a class="con-numeral" {eleccion.al_cronograma(linea=linea.fila.linea.id)}>{numeral}{nombre}</a>'
