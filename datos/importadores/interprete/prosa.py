"""Lo escrito fuera de las tablas: títulos de línea y objetivo, secciones, listas y actividades en prosa."""

import re

from datos.importadores.interprete import notacion
from datos.importadores.interprete.encabezados import significado
from datos.importadores.interprete.firmas import leer_firma
from datos.importadores.interprete.lectura import Lectura, Linea, Seccion
from datos.importadores.interprete.normalizar import en_mayusculas, limpio, llano
from datos.importadores.interprete.numeracion import numeral
from datos.importadores.interprete.piezas import (
    DUDOSA,
    INFERIDA,
    NIVELES,
    PROBABLE,
    SEGURA,
    ActividadLeida,
    Dato,
    MesLeido,
)
from datos.importadores.interprete.responsables import separar
from datos.importadores.interprete.titulos import Clase, Titulo, clasificar
from modelos.borrador import AporteBorrador, Campo, ObjetivoPlanBorrador

_PARTICIPACION = ("observacion", "aporte", "acuerdo")
_NIVEL_DE_CLASE = {Clase.PROGRAMA: Campo.PROGRAMA, Clase.LINEA: Campo.LINEA, Clase.OBJETIVO: Campo.OBJETIVO}
_ROTULOS = (
    r"responsables?|encargad[oa]s?|unidad(?:es)? responsables?|plazos?|fechas?|mes(?:es)?|per[ií]odo|cu[aá]ndo"
    r"|medios? de verificaci[oó]n|verificador(?:es)?|indicador(?:es)?|metas?|presupuesto|costo|inicio|t[eé]rmino"
    r"|observaci[oó]n(?:es)?|frecuencia|producto|unidad de medida"
)
_CORTE = re.compile(rf"(?:^|[\s.;,(–—-]+)(?P<rotulo>{_ROTULOS})\s*:\s*", re.IGNORECASE)
_PARENTESIS = re.compile(r"\s*[\[(]([^()\[\]]{3,60})[)\]]\s*\.?$")
_COLA = re.compile(r"\s*(?:[:,;–—]|\s-)\s*([^:;,–—]{3,60}(?:,[^:;–—]{3,30})*)\.?$")
_EN_FRASE = re.compile(
    r"\b(?:en|durante|de|desde|entre|hasta)\s+((?:el |los |la )?[^,.;:()]{3,40})\.?$", re.IGNORECASE
)


def leer_linea(lectura: Lectura, linea: Linea) -> None:
    """Pone la línea en el lugar que le toca."""
    titulo = clasificar(linea)
    if titulo.clase in _NIVEL_DE_CLASE:
        _poner_nivel(lectura, linea, titulo)
    elif titulo.clase is Clase.PARTICIPACION:
        lectura.seccion = Seccion(titulo.detalle)
        lectura.secciones.append(linea.origen)
    elif titulo.clase is Clase.OBJETIVOS:
        lectura.seccion = Seccion("objetivos", titulo.detalle)
        lectura.secciones.append(linea.origen)
    elif titulo.clase is Clase.ACTIVIDADES:
        lectura.seccion = Seccion("actividades")
        lectura.secciones.append(linea.origen)
    elif titulo.clase is Clase.FIRMA:
        leer_firma(lectura, linea)
    else:
        _leer_contenido(lectura, linea, titulo)


def _poner_nivel(lectura: Lectura, linea: Linea, titulo: Titulo) -> None:
    nivel = _NIVEL_DE_CLASE[titulo.clase]
    if nivel is Campo.OBJETIVO and not lectura.contexto.tiene(Campo.LINEA) and "general" in titulo.detalle:
        lectura.objetivos.append(
            ObjetivoPlanBorrador(clase="general", texto=titulo.texto, origen=linea.origen)
        )
        return
    lectura.contexto.poner(nivel, Dato(titulo.texto, linea.origen, HEREDABLE))
    lectura.seccion = Seccion()
    lectura.en_cuerpo = True


HEREDABLE = 0.9  # un título que lo dice con su palabra


def _leer_contenido(lectura: Lectura, linea: Linea, titulo: Titulo) -> None:
    seccion = lectura.seccion.clase
    if titulo.clase is Clase.ETIQUETA and _es_de_actividad(lectura, linea, titulo):
        return
    if seccion in _PARTICIPACION and titulo.clase is not Clase.TITULO:
        _agregar_aporte(lectura, linea)
    elif seccion == "objetivos" and titulo.clase is not Clase.TITULO:
        _agregar_objetivo(lectura, linea)
    elif _es_objetivo_de_la_linea(lectura, linea, titulo):
        lectura.contexto.poner(Campo.OBJETIVO, Dato(limpio(linea.texto), linea.origen, PROBABLE))
    elif titulo.clase is Clase.ITEM and (lectura.en_cuerpo or seccion == "actividades"):
        agregar_de_prosa(lectura, linea)
    elif titulo.clase is Clase.ETIQUETA and not lectura.en_cuerpo:
        lectura.etiquetas.setdefault(titulo.detalle, Dato(titulo.texto, linea.origen, SEGURA))
        lectura.cabecera.append(linea)
    elif not lectura.en_cuerpo:
        lectura.cabecera.append(linea)


def _es_objetivo_de_la_linea(lectura: Lectura, linea: Linea, titulo: Titulo) -> bool:
    """El párrafo que sigue al título de la línea enuncia su objetivo."""
    return (
        titulo.clase is Clase.TEXTO
        and lectura.contexto.tiene(Campo.LINEA)
        and not lectura.contexto.tiene(Campo.OBJETIVO)
        and not lectura.seccion.clase
        and len(linea.texto) > 40
    )


def _agregar_aporte(lectura: Lectura, linea: Linea) -> None:
    propia = lectura.contexto.padres.get(Campo.LINEA)
    lectura.aportes.append(
        AporteBorrador(
            linea=propia.texto if propia else None,
            tipo=lectura.seccion.clase,
            texto=limpio(linea.texto),
            origen=linea.origen,
            confianza=SEGURA if linea.vineta else DUDOSA,
        )
    )
    lectura.en_cuerpo = True


def _agregar_objetivo(lectura: Lectura, linea: Linea) -> None:
    lectura.objetivos.append(
        ObjetivoPlanBorrador(
            clase=lectura.seccion.detalle,
            texto=limpio(linea.texto),
            origen=linea.origen,
            confianza=SEGURA if linea.vineta else PROBABLE,
        )
    )


def _es_de_actividad(lectura: Lectura, linea: Linea, titulo: Titulo) -> bool:
    """«Responsable: DIMAO» bajo una actividad la completa."""
    sentido = significado(titulo.detalle)
    if not lectura.actividades or sentido is None or sentido.campo in (*NIVELES, Campo.ACTIVIDAD):
        return False
    if lectura.actividades[-1].datos[Campo.ACTIVIDAD].origen.tabla is not None:
        return False
    _poner_rotulado(
        lectura, lectura.actividades[-1], sentido.campo, Dato(titulo.texto, linea.origen, PROBABLE)
    )
    return True


def agregar_de_prosa(lectura: Lectura, linea: Linea) -> None:
    """Una actividad escrita como ítem, con sus meses y responsables si los dice."""
    texto, rotulados = _separar_rotulos(limpio(linea.texto))
    actividad = ActividadLeida()
    texto = _sacar_meses(actividad, linea, texto)
    codigo = numeral(texto)
    nombre = codigo.resto if codigo else texto
    actividad.datos[Campo.ACTIVIDAD] = Dato(nombre, linea.origen, PROBABLE)
    if codigo:
        actividad.datos[Campo.CODIGO] = Dato(codigo.codigo, linea.origen, PROBABLE)
    for campo, valor in rotulados:
        _poner_rotulado(lectura, actividad, campo, Dato(valor, linea.origen, PROBABLE))
    lectura.agregar(actividad)


def _separar_rotulos(texto: str) -> tuple[str, list[tuple[Campo, str]]]:
    """«Feria. Plazo: mayo. Responsable: DIMAO» en el nombre y sus rótulos."""
    cortes = list(_CORTE.finditer(texto))
    if not cortes:
        return texto, []
    finales = [*(c.start() for c in cortes[1:]), len(texto)]
    rotulados = []
    for corte, final in zip(cortes, finales, strict=True):
        sentido = significado(corte["rotulo"])
        rotulados.append(
            (sentido.campo if sentido else Campo.OBSERVACIONES, texto[corte.end() : final].strip(" .;,)"))
        )
    return texto[: cortes[0].start()].strip(" ;,(–—-"), rotulados


def _sacar_meses(actividad: ActividadLeida, linea: Linea, texto: str) -> str:
    """Los meses entre paréntesis o al final, tras un signo; en la frase quedan como propuesta."""
    for forma, confianza in ((_PARENTESIS, PROBABLE), (_COLA, PROBABLE)):
        hallado = forma.search(texto)
        lectura = notacion.leer(hallado[1]) if hallado else notacion.NADA
        if hallado and lectura.meses and lectura.confianza >= DUDOSA and hallado.start() > 5:
            _poner_meses(actividad, lectura, Dato(hallado[1], linea.origen, confianza))
            return texto[: hallado.start()].strip()
    hallado = _EN_FRASE.search(texto)
    lectura = notacion.leer(hallado[1]) if hallado else notacion.NADA
    if hallado and lectura.meses and lectura.confianza >= PROBABLE:
        _poner_meses(actividad, lectura, Dato(hallado[1], linea.origen, DUDOSA))
        actividad.dudar(f"Los meses se tomaron de la frase: «{limpio(hallado[0])}».")
    return texto


def _poner_meses(actividad: ActividadLeida, lectura: notacion.Lectura, dato: Dato) -> None:
    confianza = min(dato.confianza, lectura.confianza)
    for escrito in lectura.meses:
        actividad.meses.append(
            MesLeido(escrito.mes, escrito.anio, escrito.vuelta or None, 1, nota=lectura.nota,
                     origen=dato.origen, confianza=confianza)
        )  # fmt: skip
    if lectura.motivo:
        actividad.dudar(lectura.motivo)
    if lectura.recurrencia:
        actividad.datos[Campo.RECURRENCIA] = Dato(lectura.recurrencia, dato.origen, confianza)


def _poner_rotulado(lectura: Lectura, actividad: ActividadLeida, campo: Campo, dato: Dato) -> None:
    if campo is Campo.RESPONSABLE:
        unidades = separar(dato.texto, lectura.unidades)
        actividad.responsables += unidades.nombres
        dato.confianza = min(dato.confianza, unidades.confianza)
    elif campo in (Campo.MES, Campo.RECURRENCIA, Campo.INICIO):
        leidos = notacion.leer(dato.texto, con_numeros=campo is Campo.MES)
        if leidos.meses and not actividad.meses:
            _poner_meses(actividad, leidos, dato)
        elif not leidos.meses:
            actividad.dudar(f"No se entendió el plazo «{dato.texto}»: faltan los meses.")
            campo = Campo.RECURRENCIA
    actividad.datos.setdefault(campo, dato)
