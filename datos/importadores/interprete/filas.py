"""De una fila de datos a sus actividades: padres, código, nombre, meses, responsables y lo demás."""

from datos.importadores.documento import Celda, Tabla
from datos.importadores.interprete import corrimiento
from datos.importadores.interprete.corrimiento import Perfil
from datos.importadores.interprete.dinero import escala_de
from datos.importadores.interprete.dudas_de_la_fila import dudar
from datos.importadores.interprete.fila_leida import FilaLeida
from datos.importadores.interprete.filas_aparte import avisar_de_la_fila, es_pie, es_total
from datos.importadores.interprete.lectura import Lectura
from datos.importadores.interprete.normalizar import cita, limpio, llano
from datos.importadores.interprete.numeracion import Numeral, enumerados, numeral, sin_vineta
from datos.importadores.interprete.pendientes import es_pendiente
from datos.importadores.interprete.piezas import DUDOSA, HEREDADA, NIVELES, PROBABLE, ActividadLeida, Dato
from datos.importadores.interprete.porcentajes import a_la_misma_escala
from datos.importadores.interprete.programacion import leer_programacion
from datos.importadores.interprete.titulares import Fila, Titular
from modelos.importacion.borrador import AporteBorrador, Campo

_IDEM = frozenset(
    {"idem", "id", "id.", "ibid", "ibidem", '"', "''", "”", "〃", "idem anterior", "mismo", "=", "“"}
)
_SIMPLES = (
    Campo.MEDIO_VERIFICACION,
    Campo.INDICADOR,
    Campo.META,
    Campo.UNIDAD,
    Campo.PRESUPUESTO,
    Campo.PESO,
)


def leer_fila(lectura: Lectura, tabla: Tabla, titular: Titular, fila: Fila, perfil: Perfil) -> None:
    """Agrega a la lectura lo que dice la fila."""
    campos, corridas = corrimiento.campos_de(titular, fila, perfil)
    leida = FilaLeida(tabla, titular, fila, campos, corridas, perfil, lectura.leyenda, lectura.arriba)
    if es_pie(leida):
        return  # cada celda recibe su aviso al final, como todo lo que no se usa
    if es_total(leida):
        avisar_de_la_fila(lectura, tabla, fila, "Fila de totales")
        return
    _poner_padres(lectura, leida)
    _poner_aportes(lectura, leida)
    celda = leida.celda(Campo.ACTIVIDAD)
    if celda is None or llano(celda[1].texto) in _IDEM:
        _continuar(lectura, leida)
    elif not any(letra.isalpha() for letra in celda[1].texto):
        avisar_de_la_fila(lectura, tabla, fila, "Fila sin nombre de actividad")
    elif celda[1].repetida and _es_la_misma(lectura, leida, celda[1]):
        _completar(lectura, leida, lectura.actividades[-1])
    else:
        _agregar_actividades(lectura, leida, celda[0])


def _es_la_misma(lectura: Lectura, leida: FilaLeida, celda: Celda) -> bool:
    origen = leida.tabla.origen(celda)
    return bool(lectura.actividades) and lectura.actividades[-1].datos[Campo.ACTIVIDAD].origen == origen


def _poner_padres(lectura: Lectura, leida: FilaLeida) -> None:
    for nivel in lectura.contexto.orden:
        hallada = leida.celda(nivel)
        if hallada is not None and llano(hallada[1].texto) not in _IDEM:
            lectura.contexto.poner(nivel, leida.dato(hallada[0]))


def _poner_aportes(lectura: Lectura, leida: FilaLeida) -> None:
    for columna in leida.titular.columnas:
        celda = leida.fila[columna.indice] if columna.aporte else None
        if celda is None or celda.vacia or celda.repetida or columna.aporte is None:
            continue
        linea = lectura.contexto.padres.get(Campo.LINEA)
        lectura.aportes.append(
            AporteBorrador(
                linea=linea.texto if linea else None,
                tipo=columna.aporte,
                texto=limpio(celda.texto),
                origen=leida.tabla.origen(celda),
                confianza=PROBABLE,
            )
        )


def _continuar(lectura: Lectura, leida: FilaLeida) -> None:
    """Sin actividad en la fila: lo demás completa la anterior, si no hay padres nuevos."""
    con_padre = any(leida.celda(nivel) and not leida.celda(nivel)[1].repetida for nivel in NIVELES)  # type: ignore[index]
    otros = [n for n, campo in leida.campos.items() if campo not in NIVELES and not leida.fila[n].vacia]
    if not otros or con_padre or not lectura.actividades:
        return
    anterior = lectura.actividades[-1]
    _completar(lectura, leida, anterior)
    if any(columna.tipo_de_fila for columna in leida.titular.columnas):
        return
    anterior.dudar("Una fila sin nombre de actividad se leyó como continuación de esta.")
    for campo in (Campo.ACTIVIDAD, *leida.escritas):
        if campo in anterior.datos:
            anterior.datos[campo].confianza = min(anterior.datos[campo].confianza, DUDOSA)


def _agregar_actividades(lectura: Lectura, leida: FilaLeida, indice: int) -> None:
    partes = enumerados(leida.fila[indice].texto)
    for parte in partes:
        actividad = ActividadLeida()
        codigo, nombre = _codigo_y_nombre(leida, parte, len(partes) > 1)
        actividad.datos[Campo.ACTIVIDAD] = leida.dato(indice, nombre)
        _poner_codigo(leida, actividad, codigo)
        _completar(lectura, leida, actividad)
        if len(partes) > 1:
            _dudar_de_compartidos(actividad)
        dudar(lectura, leida, actividad)
        _heredar(lectura, leida, actividad)
        lectura.agregar(actividad)


def _codigo_y_nombre(leida: FilaLeida, texto: str, varias: bool) -> tuple[Numeral | None, str]:
    texto = limpio(texto)
    hallado = numeral(texto)
    if hallado is None or (
        hallado.clase == "sigla" and leida.perfil.get(Campo.ACTIVIDAD) != "sigla" and not varias
    ):
        return None, sin_vineta(texto) or texto
    return hallado, hallado.resto


def _poner_codigo(leida: FilaLeida, actividad: ActividadLeida, codigo: Numeral | None) -> None:
    celda = leida.celda(Campo.CODIGO)
    if celda is not None:
        actividad.datos[Campo.CODIGO] = leida.dato(celda[0], limpio(celda[1].texto).rstrip(".)"))
    elif codigo is not None:
        propio = actividad.datos[Campo.ACTIVIDAD]
        actividad.datos[Campo.CODIGO] = Dato(codigo.codigo, propio.origen, propio.confianza)


def _dudar_de_compartidos(actividad: ActividadLeida) -> None:
    """Dos actividades en una celda comparten lo demás de la fila; quizás no todo sea de ambas."""
    if actividad.meses or actividad.responsables:
        actividad.dudar(
            "La celda traía varias actividades: compruebe que los meses y responsables son de cada una."
        )
        for mes in actividad.meses:
            mes.confianza = min(mes.confianza, DUDOSA)


def _heredar(lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida) -> None:
    """El padre que viene de una fila anterior se da por heredado."""
    propia = actividad.datos[Campo.ACTIVIDAD].origen
    for nivel, dato in lectura.contexto.padres.items():
        heredado = Dato(dato.texto, dato.origen, dato.confianza, dato.motivo)
        if dato.origen.fila != propia.fila:
            heredado.confianza = min(dato.confianza, HEREDADA)
        if _viene_de_otra_tabla(lectura, leida, nivel, dato):
            heredado.confianza = min(dato.confianza, DUDOSA)
            heredado.motivo = f"«{cita(dato.texto)}» viene de la tabla anterior: esta no lo dice."
        actividad.datos[nivel] = heredado


def _viene_de_otra_tabla(lectura: Lectura, leida: FilaLeida, nivel: Campo, dato: Dato) -> bool:
    """Lo que decía una columna de la tabla anterior que esta no tiene."""
    de_otra = dato.origen.tabla is not None and dato.origen.tabla != leida.tabla.numero
    return de_otra and nivel not in lectura.contexto.titulos and leida.titular.con(nivel) is None


def _completar(lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida) -> None:
    leer_programacion(leida, actividad, lectura.seccion.meses)
    for indice, celda in leida.celdas(Campo.RESPONSABLE):
        _poner_responsables(lectura, leida, actividad, indice, celda)
    for campo in _SIMPLES:
        for indice, celda in leida.celdas(campo):
            _poner_simple(lectura, leida, actividad, campo, indice, celda)
    for indice, celda in leida.celdas(Campo.OBSERVACIONES):
        _observar(leida, actividad, indice, celda)


def _poner_responsables(
    lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida, indice: int, celda: Celda
) -> None:
    if llano(celda.texto) in _IDEM and lectura.actividades:
        actividad.responsables = list(lectura.actividades[-1].responsables)
        actividad.datos[Campo.RESPONSABLE] = leida.dato(indice)
        return
    if es_pendiente(celda.texto):
        actividad.dudar(f"El responsable está por definir: el documento dice «{cita(celda.texto)}».")
        actividad.anotar_origen("responsables", leida.tabla.origen(celda))
        return
    unidades = lectura.separar(celda.texto)
    actividad.responsables += [u for u in unidades.nombres if u not in actividad.responsables]
    dato = leida.dato(indice)
    dato.confianza, dato.motivo = min(dato.confianza, unidades.confianza), unidades.motivo or dato.motivo
    if Campo.RESPONSABLE in actividad.datos:
        actividad.anotar_origen("responsables.2", dato.origen)
    else:
        actividad.datos[Campo.RESPONSABLE] = dato


def _poner_simple(
    lectura: Lectura, leida: FilaLeida, actividad: ActividadLeida, campo: Campo, indice: int, celda: Celda
) -> None:
    previa = lectura.actividades[-1].datos.get(campo) if lectura.actividades else None
    dato = leida.dato(indice)
    if campo is Campo.PRESUPUESTO:
        _poner_escala(dato, leida.titular.columnas[indice].titulo)
    if llano(celda.texto) in _IDEM and previa is not None:
        dato.texto = previa.texto
    if leida.titular.columnas[indice].en_porcentaje:
        a_la_misma_escala(dato)
    existente = actividad.datos.get(campo)
    if existente is None:
        actividad.datos[campo] = dato
    elif existente.origen != dato.origen:
        _observar(leida, actividad, indice, celda)


def _poner_escala(dato: Dato, titulo: str) -> None:
    """Bajo «M$» o «miles de pesos» la cifra se agranda, y la persona debe confirmarlo."""
    escala = escala_de(titulo)
    if escala and dato.texto[-1:].isdigit():
        dato.texto = f"{dato.texto} {escala}"
        dato.confianza = min(dato.confianza, DUDOSA)
        dato.motivo = f"El presupuesto está en «{limpio(titulo)}»: se leyó «{dato.texto}» en pesos."


def _observar(leida: FilaLeida, actividad: ActividadLeida, indice: int, celda: Celda) -> None:
    """Junta lo observado; lo que viene de una columna con otro título lo lleva delante."""
    columna = leida.titular.columnas[indice]
    propio = columna.campo is Campo.OBSERVACIONES and not columna.ajena and "·" not in columna.titulo
    texto = limpio(celda.texto) if propio else f"{columna.titulo}: {limpio(celda.texto)}"
    dato = leida.dato(indice, texto)
    previo = actividad.datos.get(Campo.OBSERVACIONES)
    if previo is None:
        actividad.datos[Campo.OBSERVACIONES] = dato
    elif texto not in previo.texto:
        previo.texto = f"{previo.texto}; {texto}"
        actividad.anotar_origen("observaciones.2", dato.origen)
