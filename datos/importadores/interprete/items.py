"""Una actividad escrita como ítem de lista, con los meses y responsables que diga."""

import re
from collections.abc import Iterator

from datos.importadores.interprete import notacion
from datos.importadores.interprete.encabezados import significado
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.leyendas import no_se_entiende
from datos.importadores.interprete.normalizar import limpio
from datos.importadores.interprete.numeracion import numeral
from datos.importadores.interprete.piezas import DUDOSA, PROBABLE, ActividadLeida, Dato, MesLeido
from datos.importadores.interprete.responsables import parece_unidad
from modelos.importacion.borrador import Campo

_ROTULOS = (
    r"responsables?|encargad[oa]s?|unidad(?:es)? responsables?|plazos?"
    r"|fechas?(?: (?:l[ií]mite|tope|de \w+))?|mes(?:es)?|per[ií]odo"
    r"|cu[aá]ndo"
    r"|medios? de verificaci[oó]n|verificador(?:es)?|indicador(?:es)?|metas?|presupuesto|costo|inicio"
    r"|t[eé]rmino"
    r"|observaci[oó]n(?:es)?|frecuencia|producto|unidad de medida"
)
_CORTE = re.compile(rf"(?:^|[\s.;,(–—-]{{1,20}}+)(?P<rotulo>{_ROTULOS})\s*:\s*", re.IGNORECASE)
_PARENTESIS = re.compile(r"\s*[\[(]([^()\[\]]{2,80})[)\]]\s*\.?$")
_SEPARADOR = re.compile(r"\s*(?:[|;:–—\t]|\s[-/]\s)\s*")
_ENTRE_ESPACIOS = re.compile(r"\s+[-–—/]\s+|\s*[|;\t]\s*")
_OTRAS_PARTES = 2
_LARGO_DE_COLA = 80
_COMA = re.compile(r",\s*((?:de |en |entre |desde )?[^,;:|]{3,40}(?:,[^,;:|]{3,20}){0,4})\.?$")
_EN_FRASE = re.compile(
    r"\b(?:en|durante|de|desde|entre|hasta)\s+((?:el |los |la )?[^,.;:()]{3,40})\.?$", re.IGNORECASE
)
_COLAS_MAXIMAS = 4
_UNIDAD_MINIMA = 3  # letras
_INICIO_MINIMO = 5  # letras del nombre de la actividad antes de una cola
_CLARA = 0.9
_PALABRA = re.compile(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,20}")


def actividad_de_item(lectura: Lectura, linea: Linea) -> ActividadLeida:
    """La actividad que dice el ítem."""
    texto, rotulados = separar_rotulos(limpio(linea.texto))
    actividad = ActividadLeida()
    codigo = numeral(texto)
    texto = codigo.resto if codigo else texto
    texto = _por_segmentos(lectura, actividad, linea, texto) or _sin_colas(lectura, actividad, linea, texto)
    confianza = PROBABLE if linea.vineta or codigo else DUDOSA
    actividad.datos[Campo.ACTIVIDAD] = Dato(texto, linea.origen, confianza)
    if codigo:
        actividad.datos[Campo.CODIGO] = Dato(codigo.codigo, linea.origen, PROBABLE)
    for campo, valor in rotulados:
        poner_rotulado(lectura, actividad, campo, Dato(valor, linea.origen, PROBABLE))
    _meses_de_la_frase(actividad, linea, texto)
    _meses_de_la_seccion(lectura, actividad)
    return actividad


def separar_rotulos(texto: str) -> tuple[str, list[tuple[Campo, str]]]:
    """«Feria. Plazo: mayo. Responsable: DIMAO» en el nombre y sus rótulos."""
    cortes = list(_CORTE.finditer(texto))
    if not cortes or not texto[: cortes[0].start()].strip():
        return texto, []
    finales = [*(c.start() for c in cortes[1:]), len(texto)]
    rotulados = []
    for corte, final in zip(cortes, finales, strict=True):
        sentido = significado(corte["rotulo"])
        campo = sentido.campo if sentido else Campo.OBSERVACIONES
        rotulados.append((campo, texto[corte.end() : final].strip(" .;,)")))
    return texto[: cortes[0].start()].strip(" ;,(–—-"), rotulados


def _por_segmentos(lectura: Lectura, actividad: ActividadLeida, linea: Linea, texto: str) -> str | None:
    """«Plantación en la plaza / Ornato / julio»: tres partes, y una de ellas es solo meses."""
    nombre, *otras = _ENTRE_ESPACIOS.split(texto)
    de_meses = [parte for parte in otras if notacion.leer(parte).confianza >= _CLARA]
    if len(otras) != _OTRAS_PARTES or len(de_meses) != 1 or len(nombre) < _INICIO_MINIMO:
        return None
    unidad = next(parte for parte in otras if parte not in de_meses).strip(" .")
    if len(unidad) > _LARGO_DE_COLA or not unidad[:1].isupper():
        return None
    poner_meses(actividad, notacion.leer(de_meses[0]), Dato(de_meses[0], linea.origen, PROBABLE))
    confianza = PROBABLE if parece_unidad(unidad) else DUDOSA
    if confianza == DUDOSA:
        actividad.dudar(f"«{unidad}» se leyó como responsable por el lugar en que está.")
    poner_rotulado(lectura, actividad, Campo.RESPONSABLE, Dato(unidad, linea.origen, confianza))
    return nombre.strip()


def _sin_colas(lectura: Lectura, actividad: ActividadLeida, linea: Linea, texto: str) -> str:
    """Saca del final los meses y las unidades que van entre paréntesis o tras un signo."""
    for _ in range(_COLAS_MAXIMAS):
        corto = _sin_una_cola(lectura, actividad, linea, texto)
        if corto == texto:
            break
        texto = corto
    return texto


def _sin_una_cola(lectura: Lectura, actividad: ActividadLeida, linea: Linea, texto: str) -> str:
    for inicio, cola, solo_meses in _colas(texto):
        dato = Dato(cola.strip(" ."), linea.origen, PROBABLE)
        if inicio >= _INICIO_MINIMO and _poner_cola(lectura, actividad, dato, solo_meses):
            return texto[:inicio].strip()
    return texto


def _colas(texto: str) -> Iterator[tuple[int, str, bool]]:
    """Lo que puede ir al final: entre paréntesis, tras un signo (primero lo que son meses), tras una coma."""
    parentesis, coma = _PARENTESIS.search(texto), _COMA.search(texto)
    if parentesis:
        yield parentesis.start(), parentesis[1], False
    cortes = [(c.start(), texto[c.end() :]) for c in _SEPARADOR.finditer(texto)]
    cortes = [(inicio, cola) for inicio, cola in cortes if 1 < len(cola) <= _LARGO_DE_COLA]
    yield from ((inicio, cola, True) for inicio, cola in cortes if notacion.leer(cola).confianza >= _CLARA)
    if cortes:
        yield (*cortes[-1], False)
    if coma:
        yield coma.start(), coma[1], True


def _poner_cola(lectura: Lectura, actividad: ActividadLeida, dato: Dato, solo_meses: bool) -> bool:
    leidos = notacion.leer(dato.texto)
    if not actividad.meses and not actividad.responsables and _poner_plazo_y_unidad(lectura, actividad, dato):
        return True
    if leidos.meses and leidos.confianza >= DUDOSA and not actividad.meses:
        poner_meses(actividad, leidos, dato)
        return True
    if (
        solo_meses
        or actividad.responsables
        or not _puede_responder(dato.texto, bool(actividad.meses))
        or len(dato.texto) < _UNIDAD_MINIMA
    ):
        return False
    dato.confianza = DUDOSA
    actividad.dudar(f"«{dato.texto}» se leyó como responsable por el lugar en que está.")
    poner_rotulado(lectura, actividad, Campo.RESPONSABLE, dato)
    return True


def _puede_responder(texto: str, con_plazo: bool) -> bool:
    """Una unidad, o una sola palabra con mayúscula: «(Deportes)»; con el plazo aparte, hasta tres."""
    palabras = texto.split()
    con_mayuscula = all(_PALABRA.fullmatch(palabra) for palabra in palabras)
    return parece_unidad(texto) or (con_mayuscula and len(palabras) <= (3 if con_plazo else 1))


def _poner_plazo_y_unidad(lectura: Lectura, actividad: ActividadLeida, dato: Dato) -> bool:
    """«abril, Obras»: a un lado de la coma, solo meses; al otro, algo que empieza con mayúscula."""
    partes = [parte.strip(" .") for parte in dato.texto.split(",")]
    claras = [bool(parte) and notacion.leer(parte).confianza >= _CLARA for parte in partes]
    if not any(claras) or sorted(claras) not in (claras, claras[::-1]) or all(claras):
        return False
    meses = ", ".join(parte for parte, clara in zip(partes, claras, strict=True) if clara)
    unidad = ", ".join(parte for parte, clara in zip(partes, claras, strict=True) if not clara)
    if not unidad[:1].isupper() or any(letra.isdigit() for letra in unidad):
        return False
    poner_meses(actividad, notacion.leer(meses), Dato(meses, dato.origen, dato.confianza))
    actividad.dudar(f"«{unidad}» se leyó como responsable por el lugar en que está.")
    poner_rotulado(lectura, actividad, Campo.RESPONSABLE, Dato(unidad, dato.origen, DUDOSA))
    return True


def _meses_de_la_frase(actividad: ActividadLeida, linea: Linea, texto: str) -> None:
    """«… en junio» al final del nombre: se propone el mes y el nombre queda entero."""
    hallado = _EN_FRASE.search(texto) if not actividad.meses else None
    leidos = notacion.leer(hallado[1]) if hallado else notacion.NADA
    if hallado and leidos.meses and leidos.confianza >= PROBABLE:
        poner_meses(actividad, leidos, Dato(hallado[1], linea.origen, DUDOSA))
        actividad.dudar(f"Los meses se tomaron de la frase: «{limpio(hallado[0])}».")


def _meses_de_la_seccion(lectura: Lectura, actividad: ActividadLeida) -> None:
    dato = lectura.seccion.meses
    if dato is not None and not actividad.meses:
        poner_meses(actividad, notacion.leer(dato.texto), dato)


def poner_meses(actividad: ActividadLeida, leidos: notacion.Lectura, dato: Dato) -> None:
    """Los meses leídos de un texto, con su origen."""
    confianza = min(dato.confianza, leidos.confianza)
    for escrito in leidos.meses:
        mes = MesLeido(escrito.mes, escrito.anio, escrito.vuelta or None, programado=1, nota=leidos.nota)
        mes.origen, mes.confianza = dato.origen, confianza
        actividad.meses.append(mes)
    if leidos.motivo:
        actividad.dudar(leidos.motivo)
    if leidos.recurrencia:
        actividad.datos[Campo.RECURRENCIA] = Dato(leidos.recurrencia, dato.origen, confianza)


def poner_rotulado(lectura: Lectura, actividad: ActividadLeida, campo: Campo, dato: Dato) -> None:
    """El valor que sigue a «Responsable:», «Plazo:»…"""
    if campo is Campo.RESPONSABLE:
        unidades = lectura.separar(dato.texto)
        actividad.responsables += [u for u in unidades.nombres if u not in actividad.responsables]
        dato.confianza = min(dato.confianza, unidades.confianza)
    elif campo in (Campo.MES, Campo.RECURRENCIA, Campo.INICIO):
        leidos = notacion.leer(dato.texto, con_numeros=campo is Campo.MES)
        if leidos.meses and not actividad.meses:
            poner_meses(actividad, leidos, dato)
        elif not leidos.meses:
            actividad.dudar(no_se_entiende(dato.texto, con_meses=bool(actividad.meses)))
            campo = Campo.RECURRENCIA
    if campo in actividad.datos:
        actividad.anotar_origen(f"{campo.value}.2", dato.origen)
    else:
        actividad.datos[campo] = dato
