"""El recorrido de una tabla: encabezados, filas de datos y filas que son títulos o prosa."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from datos.importadores.documento import Tabla
from datos.importadores.interprete.columnas import precisar
from datos.importadores.interprete.columnas_dudosas import avisar_de_columnas
from datos.importadores.interprete.correccion import corregir_columnas
from datos.importadores.interprete.corrimiento import Numeracion, perfil_de
from datos.importadores.interprete.dudas_de_la_fila import dice_cuando_o_quien
from datos.importadores.interprete.encabezados import significado
from datos.importadores.interprete.encabezados_de_la_tabla import Encabezados
from datos.importadores.interprete.filas import leer_fila
from datos.importadores.interprete.filas_aparte import avisar_de_la_fila, es_control_de_cambios
from datos.importadores.interprete.firmas import es_firma, leer_fila_de_firma, leer_firma_en_celdas
from datos.importadores.interprete.forma_dudosa import bajar_lo_leido, dudar_si_es_casi_un_encabezado
from datos.importadores.interprete.franjas import es_franja, poner_franja
from datos.importadores.interprete.hojas import fechar_por_la_hoja, poner_linea_de_la_hoja
from datos.importadores.interprete.instrucciones import (
    abre_un_resumen,
    es_de_instrucciones,
    numera_las_columnas,
)
from datos.importadores.interprete.jerarquia import padres_por_codigo, poner_padre
from datos.importadores.interprete.lado_a_lado import apartar_leyenda, con_su_linea, separadas
from datos.importadores.interprete.lectura import Lectura, Linea, Seccion
from datos.importadores.interprete.notacion import meses_nombrados
from datos.importadores.interprete.numeracion import sin_vineta, tiene_vineta
from datos.importadores.interprete.piezas import (
    CON_PROGRAMA_DENTRO,
    DUDOSA,
    NIVELES,
    Contexto,
)
from datos.importadores.interprete.prosa import leer_linea
from datos.importadores.interprete.tabla_de_cuadro import extendida
from datos.importadores.interprete.tabla_de_fichas import en_fichas
from datos.importadores.interprete.tabla_transpuesta import girada
from datos.importadores.interprete.tabla_vertical import enderezada
from datos.importadores.interprete.titular_de_la_tabla import (
    ENTENDIDO_EN_PARTE,
    dudar_de_la_tabla,
    heredado,
    sin_uno_claro,
)
from datos.importadores.interprete.titulares import (
    Fila,
    FilaDeTabla,
    Titular,
    es_firme,
    es_rotulo_con_valor,
    leer_titular,
    podria_ser_firme,
    propias,
    proxima_con_titulo,
    titular_en_parte,
)
from datos.importadores.interprete.titulos import Clase, clasificar
from modelos.importacion.borrador import Campo, ColumnaLeida

_FILAS_ANTES = 8  # de título sobre el encabezado de una tabla
_SEMANAS_MINIMAS = 3
_MUESTRA = 500  # filas llenas que bastan para saber qué suelen decir
_PROSA_MAXIMA = 80  # filas de texto entre una tabla y la siguiente de la misma hoja
_ANUNCIAN = (Clase.LINEA, Clase.PROGRAMA, Clase.PARTICIPACION, Clase.OBJETIVOS, Clase.ACTIVIDADES)


def leer_tabla(lectura: Lectura, tabla: Tabla) -> None:
    """Lee la tabla entera, o las varias que trae una al lado de otra."""
    if tabla.hoja != lectura.hoja:
        lectura.hoja, lectura.contexto, lectura.seccion = tabla.hoja, Contexto(), Seccion()
    if es_control_de_cambios(tabla):
        for fila in tabla.filas:
            avisar_de_la_fila(lectura, tabla, fila, "Control de cambios")
        return
    leidas = len(lectura.actividades)
    principal, leyenda = apartar_leyenda(tabla)
    principal = replace(principal, filas=[FilaDeTabla(fila) for fila in principal.filas])
    lectura.secciones += [tabla.origen(celda) for celda in leyenda]
    fichas = [girada(ficha) or ficha for ficha in en_fichas(principal)]
    partes = fichas or separadas(
        enderezada(principal) or girada(principal) or extendida(principal) or principal
    )
    for parte in partes:
        _leer_parte(lectura, con_su_linea(lectura, parte) if len(partes) > 1 and not fichas else parte)
    fechar_por_la_hoja(lectura, tabla, leidas)


def _leer_parte(lectura: Lectura, tabla: Tabla) -> None:
    """La que continúa otra sin repetir el encabezado usa el de la anterior."""
    filas = [
        fila if isinstance(fila, FilaDeTabla) else FilaDeTabla(fila)
        for fila in tabla.filas
        if any(not c.vacia or c.marcada for c in fila)
    ]
    en_parte, titular = None, heredado(lectura, tabla, filas)
    if titular is None:
        en_parte, titular = sin_uno_claro(lectura, tabla, filas)
    lectura.jerarquia = padres_por_codigo(titular, filas) if titular is not None else {}
    numero = hallados = con_titulo = 0
    dicho = tabla.numero in lectura.ajustes.encabezados  # la persona dijo cuál es: no hay otro más abajo
    lectura.arriba, lectura.numeracion, vistos = None, Numeracion(filas), Encabezados(filas)
    lectura.en_resumen = False
    lectura.dudas = list(titular.dudas) if titular is not None else []
    leidas = len(lectura.actividades)
    while numero < len(filas):
        if titular is not None and con_titulo < numero:
            con_titulo = proxima_con_titulo(filas, numero, titular)
        if vistos.es_el_mismo_de_siempre(numero):
            lectura.secciones += [tabla.origen(celda) for celda in propias(filas[numero])]
            numero += 1
            continue
        buscar = not hallados or titular is None or (not dicho and podria_ser_firme(numero, con_titulo))
        nuevo = leer_titular(tabla, filas, numero) if buscar else None
        if numero == en_parte:
            nuevo = titular_en_parte(tabla, filas[numero])
        if nuevo is not None and (not hallados or es_firme(nuevo)):
            hallados += 1
            titular, lectura.en_resumen = nuevo, False
            _abrir(lectura, tabla, titular, vistos.abrir(numero, titular.filas))
            lectura.contar_encabezado()
            if numero == en_parte:
                dudar_de_la_tabla(lectura, ENTENDIDO_EN_PARTE)
            numero += titular.filas
            numero += _saltar_los_numeros(lectura, tabla, filas[numero : numero + 1])
            con_titulo = proxima_con_titulo(filas, numero, titular)
            continue
        dudar_si_es_casi_un_encabezado(lectura, titular, filas[numero])
        _leer_una(lectura, tabla, titular, filas, numero)
        lectura.contar_fila()
        lectura.arriba = lectura.arriba if filas[numero][0].vacia else filas[numero][0]
        numero += 1
    bajar_lo_leido(lectura, tabla, leidas)
    lectura.titular = titular


def _saltar_los_numeros(lectura: Lectura, tabla: Tabla, siguiente: Sequence[Fila]) -> int:
    """1 si bajo los títulos viene «(1) · (2) · (3)», que solo numera las columnas."""
    numeradas = [fila for fila in siguiente if numera_las_columnas(fila)]
    lectura.secciones += [tabla.origen(celda) for fila in numeradas for celda in propias(fila)]
    return len(numeradas)


def _abrir(lectura: Lectura, tabla: Tabla, titular: Titular, medidas: slice) -> None:
    """Deja listas las columnas, según dicen las filas que se miden, y las anota en la lectura."""
    if not titular.firmas:
        filas = lectura.numeracion.filas[medidas]
        precisar(titular, filas, lectura.contexto.titulos)
        corregir_columnas(lectura.ajustes, tabla, titular)
        _semanas_de_un_mes(lectura, titular)
        lectura.perfil = perfil_de(titular, lectura.numeracion, medidas)
        lectura.jerarquia = padres_por_codigo(titular, filas)
        _medir(lectura, titular, medidas)
        _ordenar_niveles(lectura, titular)
        poner_linea_de_la_hoja(lectura, tabla, titular)
        avisar_de_columnas(lectura, titular, filas)
        lectura.dudas += titular.dudas
        lectura.niveles_dudosos = lectura.niveles_dudosos or titular.niveles_dudosos
        for duda in titular.dudas:
            lectura.avisar(duda)
        actividad = titular.con(Campo.ACTIVIDAD)
        if actividad is not None and actividad.resto is not None:
            lectura.contexto.poner(Campo.OBJETIVO, actividad.resto, titulo=True)
    lectura.columnas += [
        ColumnaLeida(
            hoja=tabla.hoja,
            tabla=tabla.numero,
            columna=tabla.corrida + columna.indice + 1,
            titulo=columna.titulo,
            campo=columna.campo or Campo.IGNORAR,
            mes=columna.mes,
            anio=columna.anio,
            confianza=columna.confianza,
            aparte=columna.aparte or None,
            encabezados=columna.encabezados,
        )
        for columna in titular.columnas
        if columna.titulo or columna.campo
    ]


def _semanas_de_un_mes(lectura: Lectura, titular: Titular) -> None:
    """«Semana 1 … Semana 4» sin mes encima son las del único mes que nombra el título."""
    semanas = [c for c in titular.columnas if c.semana and c.campo in (None, Campo.OBSERVACIONES)]
    nombrados = [mes for linea in lectura.cabecera for mes in meses_nombrados(linea.texto)]
    if titular.de_meses or len(semanas) < _SEMANAS_MINIMAS or len(nombrados) != 1:
        return
    lectura.avisar("Las semanas de la tabla se leyeron como las del mes que nombra el título.")
    for columna in semanas:
        columna.campo, columna.ajena, columna.confianza = Campo.MES_EN_COLUMNA, False, DUDOSA
        columna.aparte = ""
        columna.mes, columna.anio = nombrados[0].mes, nombrados[0].anio


def _medir(lectura: Lectura, titular: Titular, filas: slice) -> None:
    """Si las filas de la tabla suelen traer más de una celda, y si empieza con un título."""
    cuentas = lectura.numeracion.cuentas[filas]
    pares = zip(lectura.numeracion.filas[filas], cuentas, strict=True)
    muestra = list(islice((fila for fila, cuenta in pares if cuenta > 1), _MUESTRA))
    descritas = sum(dice_cuando_o_quien(titular, fila) for fila in muestra)
    lectura.descritas = descritas / len(muestra) if muestra else 0.0
    lectura.de_una_celda = cuentas.count(1)
    llenas = len(cuentas) - cuentas.count(0) - lectura.de_una_celda
    lectura.llenas = llenas / len(cuentas) if cuentas else 0.0
    lectura.franja_primera = bool(cuentas) and cuentas[0] == 1


def _ordenar_niveles(lectura: Lectura, titular: Titular) -> None:
    """«Línea · Programa · Proyecto»: el programa está dentro de la línea, y uno nuevo no la olvida."""
    linea, programa = titular.con(Campo.LINEA), titular.con(Campo.PROGRAMA)
    if linea is not None and programa is not None and linea.indice < programa.indice:
        lectura.contexto.orden = CON_PROGRAMA_DENTRO


def _leer_una(
    lectura: Lectura, tabla: Tabla, titular: Titular | None, filas: Sequence[Fila], numero: int
) -> None:
    fila = filas[numero]
    celdas = propias(fila)
    lectura.en_resumen = lectura.en_resumen or (titular is not None and abre_un_resumen(fila))
    if lectura.en_resumen:
        avisar_de_la_fila(lectura, tabla, fila, "Cuadro de resumen")
    elif titular is not None and es_de_instrucciones(fila):
        avisar_de_la_fila(lectura, tabla, fila, "Instrucciones de llenado")
    elif len(celdas) == 1 and lectura.repite_la_cabecera(celdas[0].texto):
        lectura.secciones.append(tabla.origen(celdas[0]))
    elif titular is not None and titular.firmas:
        leer_fila_de_firma(lectura, tabla, titular, fila)
    elif (
        titular is None
        or _titula_lo_adivinado(lectura, titular, fila)
        or _nombra_un_padre(fila)
        or _es_prosa(lectura, tabla, titular, filas, numero)
    ):
        _como_prosa(lectura, tabla, fila)
    elif fila[0].fila in lectura.jerarquia:
        poner_padre(lectura, tabla, fila)
    elif es_firma(celdas[0].texto if celdas else ""):
        leer_firma_en_celdas(lectura, tabla, fila)
    elif len(celdas) == 1 and es_franja(lectura, titular, fila, _siguiente(filas, numero)):
        poner_franja(lectura, titular, _linea(tabla, fila))
    else:
        leer_fila(lectura, tabla, titular, fila, lectura.perfil)


def _titula_lo_adivinado(lectura: Lectura, titular: Titular, fila: Fila) -> bool:
    """Sobre una tabla sin encabezado, la celda sola del comienzo titula el plan y no una línea."""
    return titular.filas == 0 and not lectura.en_cuerpo and len(propias(fila)) == 1


def _nombra_un_padre(fila: Fila) -> bool:
    """«Objetivo: · Educar a los turistas», antes del encabezado que se repite para ese objetivo."""
    if not es_rotulo_con_valor(fila):
        return False
    sentido = significado(propias(fila)[0].texto)
    return sentido is not None and sentido.campo in NIVELES


def _siguiente(filas: Sequence[Fila], numero: int) -> Fila | None:
    return filas[numero + 1] if numero + 1 < len(filas) else None


def _es_prosa(lectura: Lectura, tabla: Tabla, titular: Titular, filas: Sequence[Fila], numero: int) -> bool:
    """Entre un encabezado y el siguiente, las filas de una celda desde que una anuncia una sección."""
    fila = filas[numero]
    if not _de_una_celda(fila) or len(titular.columnas) < 2:
        lectura.entre_tablas = False
    elif not lectura.entre_tablas:
        anuncia = clasificar(_linea(tabla, fila)).clase in _ANUNCIAN
        lectura.entre_tablas = anuncia and _viene_otro_titular(tabla, filas, numero)
    return lectura.entre_tablas


def _viene_otro_titular(tabla: Tabla, filas: Sequence[Fila], numero: int) -> bool:
    for siguiente in range(numero + 1, min(numero + _PROSA_MAXIMA, len(filas))):
        if not _de_una_celda(filas[siguiente]):
            return leer_titular(tabla, filas, siguiente) is not None
    return True


def _de_una_celda(fila: Fila) -> bool:
    return len(propias(fila)) == 1 and all(
        c.vacia or not c.repetida or c.ancla in _anclas(fila) for c in fila
    )


def _anclas(fila: Fila) -> set[tuple[int, int]]:
    return {(c.fila, c.columna) for c in propias(fila)}


def _linea(tabla: Tabla, fila: Fila) -> Linea:
    celda = propias(fila)[0]
    return Linea(celda.texto, tabla.origen(celda), de_tabla=True)


def _como_prosa(lectura: Lectura, tabla: Tabla, fila: Fila) -> None:
    """Las celdas sueltas, como párrafos; «Unidad:» y su valor, juntos."""
    celdas = propias(fila)
    if es_rotulo_con_valor(fila):
        texto = f"{celdas[0].texto.strip().rstrip(':')}: {celdas[1].texto.strip()}"
        lectura.secciones.append(tabla.origen(celdas[0]))
        leer_linea(lectura, Linea(texto, tabla.origen(celdas[1]), de_tabla=True))
        return
    for celda in celdas:
        vineta = tiene_vineta(celda.texto)
        texto = sin_vineta(celda.texto) if vineta else celda.texto
        leer_linea(lectura, Linea(texto, tabla.origen(celda), vineta=vineta, de_tabla=True))
