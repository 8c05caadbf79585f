"""Lo escrito fuera de las tablas: títulos de línea y objetivo, secciones y listas."""

import re
from dataclasses import replace

from datos.importadores.interprete import notacion
from datos.importadores.interprete.encabezados import significado
from datos.importadores.interprete.firmas import leer_firma
from datos.importadores.interprete.items import (
    actividad_de_item,
    poner_meses,
    poner_rotulado,
    separar_rotulos,
)
from datos.importadores.interprete.lectura import Lectura, Linea, Seccion
from datos.importadores.interprete.normalizar import cita, en_mayusculas, limpio, llano
from datos.importadores.interprete.numeracion import numeral
from datos.importadores.interprete.piezas import DUDOSA, HEREDADA, NIVELES, PROBABLE, SEGURA, Dato
from datos.importadores.interprete.piezas import ActividadLeida as Actividad
from datos.importadores.interprete.titulos import Clase, Titulo, clasificar
from modelos.importacion.borrador import AporteBorrador, Campo, ObjetivoPlanBorrador

_PARTICIPACION = ("observacion", "aporte", "acuerdo")
_SECCIONES = (Clase.PARTICIPACION, Clase.OBJETIVOS, Clase.ACTIVIDADES, Clase.NEUTRA)
_NIVEL_DE_CLASE = {Clase.PROGRAMA: Campo.PROGRAMA, Clase.LINEA: Campo.LINEA, Clase.OBJETIVO: Campo.OBJETIVO}
_DE_CABECERA = re.compile(
    r"\b(?:plan|cronograma|programa de trabajo|planificacion|poa|municipalidad|alcaldia|gad|estrategia"
    r"|matriz|calendario|carta gantt|pladeco|agenda|periodo)\b|\b20\d\d\b"
)
_PIE_DE_PAGINA = re.compile(r"(?:pag(?:ina)?s?\.?|hoja)?\s*n?[°º]?\s*\d{1,3}\s*(?:(?:de|/)\s*\d{1,3})?")
_TRAE_MAS = re.compile(r"[:;|]|\s[-–—/]\s|[)\]]\.?$")
_ENTIDADES = ("municipalidad", "alcaldia", "gad")  # solas no dicen que la línea titule el plan
_LARGO_DE_OBJETIVO = 40  # un párrafo, no un rótulo suelto


def leer_linea(lectura: Lectura, linea: Linea) -> None:
    """Pone la línea en el lugar que le toca."""
    if lectura.repite_la_cabecera(linea.texto) or _PIE_DE_PAGINA.fullmatch(llano(linea.texto)):
        lectura.secciones.append(linea.origen)
        return
    titulo = clasificar(linea)
    lectura.en_ficha = lectura.en_ficha and bool(titulo.detalle)
    if titulo.clase in _NIVEL_DE_CLASE:
        _poner_nivel(lectura, linea, titulo)
    elif titulo.clase in _SECCIONES:
        _abrir_seccion(lectura, linea, titulo)
    elif titulo.clase is Clase.FIRMA:
        leer_firma(lectura, linea)
    elif _actividad_del_mes(lectura, linea, titulo):
        return
    elif titulo.clase is not Clase.ETIQUETA or not _poner_etiqueta(lectura, linea, titulo):
        _leer_contenido(lectura, linea, titulo)


def _poner_nivel(lectura: Lectura, linea: Linea, titulo: Titulo) -> None:
    nivel = _NIVEL_DE_CLASE[titulo.clase]
    if nivel is Campo.OBJETIVO and not lectura.contexto.tiene(Campo.LINEA) and "general" in titulo.detalle:
        objetivo = ObjetivoPlanBorrador(clase="general", texto=titulo.texto, origen=linea.origen)
        lectura.objetivos.append(objetivo)
        return
    if titulo.detalle and lectura.en_ficha and not lectura.contexto.tiene(nivel):
        lectura.actividades[-1].datos[nivel] = Dato(titulo.texto, linea.origen, PROBABLE)
        return
    dentro = nivel is Campo.PROGRAMA and _cuelga_de_una_linea(lectura, linea)
    dato = Dato(titulo.texto, linea.origen, HEREDADA)
    if not (lectura.cabecera or lectura.en_cuerpo or numeral(linea.texto) or titulo.detalle):
        dato.confianza, dato.motivo = DUDOSA, f"«{cita(titulo.texto)}» puede ser el título del plan."
    lectura.contexto.poner(nivel, dato, titulo=True, dentro=dentro)
    lectura.rangos.setdefault(_rango(linea), nivel)
    lectura.seccion = Seccion()
    lectura.en_cuerpo = True


def _cuelga_de_una_linea(lectura: Lectura, linea: Linea) -> bool:
    """«Línea 1 → Programa 1.1»: el programa está dentro de la línea, y ninguno borra al otro."""
    de_lineas = [rango for rango, nivel in lectura.rangos.items() if nivel is Campo.LINEA]
    return lectura.contexto.tiene(Campo.LINEA) and bool(de_lineas) and _rango(linea) > min(de_lineas)


def _abrir_seccion(lectura: Lectura, linea: Linea, titulo: Titulo) -> None:
    if titulo.clase is Clase.PARTICIPACION:
        lectura.seccion = Seccion(titulo.detalle)
    elif titulo.clase is Clase.OBJETIVOS:
        lectura.seccion = Seccion("objetivos", titulo.detalle)
    else:
        lectura.seccion = Seccion("actividades" if titulo.clase is Clase.ACTIVIDADES else "otra")
    lectura.secciones.append(linea.origen)


def _poner_etiqueta(lectura: Lectura, linea: Linea, titulo: Titulo) -> bool:
    """«Responsable: DIMAO» completa la última actividad en prosa; antes del cuerpo, describe el plan."""
    sentido = significado(titulo.detalle)
    if (linea.nivel or linea.abre) and sentido is not None and sentido.campo in NIVELES:
        lectura.contexto.poner(sentido.campo, Dato(titulo.texto, linea.origen, PROBABLE), titulo=True)
        lectura.en_cuerpo = True
        return True
    if linea.nivel and not (lectura.cabecera or lectura.en_cuerpo):
        lectura.cabecera.append(linea)  # «Proyecto: Escuelas sustentables», lo primero, titula el plan
        return True
    if sentido is not None and sentido.campo is Campo.ACTIVIDAD and sentido.confianza >= PROBABLE:
        lectura.agregar(actividad_de_item(lectura, replace(linea, texto=titulo.texto, vineta=True)))
        lectura.en_ficha = True
        return True
    if sentido is not None and sentido.campo not in (*NIVELES, Campo.ACTIVIDAD) and _hay_item(lectura):
        texto, otros = separar_rotulos(titulo.texto)
        for campo, valor in [(sentido.campo, texto), *otros]:
            poner_rotulado(lectura, lectura.actividades[-1], campo, Dato(valor, linea.origen, PROBABLE))
        return True
    if lectura.en_cuerpo or lectura.seccion.clase or linea.vineta:
        return False
    lectura.etiquetas.setdefault(titulo.detalle, Dato(titulo.texto, linea.origen, SEGURA))
    lectura.cabecera.append(linea)
    return True


def _hay_item(lectura: Lectura) -> bool:
    return bool(lectura.actividades) and lectura.actividades[-1].datos[Campo.ACTIVIDAD].origen.tabla is None


def _actividad_del_mes(lectura: Lectura, linea: Linea, titulo: Titulo) -> bool:
    """«Marzo: asamblea de inicio de año»: el rótulo es el mes y el valor, la actividad."""
    leidos = notacion.leer(titulo.detalle)
    if titulo.clase is not Clase.ETIQUETA or leidos.confianza < HEREDADA or not leidos.meses:
        return False
    if lectura.seccion.clase not in ("", "actividades"):
        return False
    actividad = actividad_de_item(lectura, replace(linea, texto=titulo.texto, vineta=True))
    if not actividad.meses:
        poner_meses(actividad, leidos, Dato(titulo.detalle, linea.origen, PROBABLE))
    lectura.agregar(actividad)
    return True


def _leer_contenido(lectura: Lectura, linea: Linea, titulo: Titulo) -> None:
    seccion = lectura.seccion.clase
    es_titulo = titulo.clase is Clase.TITULO or (
        titulo.clase is Clase.ITEM and linea.abre and not linea.vineta
    )
    if not linea.vineta and _abre_mes(lectura, linea):
        return
    if seccion in _PARTICIPACION and not es_titulo:
        if not (seccion == "acuerdo" and _agregar_compromiso(lectura, linea)):
            _agregar_aporte(lectura, linea)
    elif seccion == "objetivos" and not es_titulo:
        _agregar_objetivo(lectura, linea)
    elif es_titulo:
        _leer_titulo_libre(lectura, linea)
    elif _es_objetivo_de_la_linea(lectura, linea, titulo):
        lectura.contexto.poner(Campo.OBJETIVO, Dato(limpio(linea.texto), linea.origen, PROBABLE), titulo=True)
    elif _es_actividad(lectura, linea, titulo):
        lectura.agregar(_con_duda_si_esta_suelta(lectura, actividad_de_item(lectura, linea)))
    elif not lectura.en_cuerpo and not seccion:
        lectura.cabecera.append(linea)


def _abre_mes(lectura: Lectura, linea: Linea) -> bool:
    """«Marzo», solo en su línea: lo que sigue son las actividades de marzo."""
    leidos = (
        notacion.leer(linea.texto.strip(" :*")) if len(linea.texto) <= 40 and linea.abre else notacion.NADA
    )
    if leidos.confianza < HEREDADA or not leidos.meses:
        return False
    lectura.seccion = Seccion(
        "actividades", meses=Dato(limpio(linea.texto).strip(" :"), linea.origen, PROBABLE)
    )
    lectura.secciones.append(linea.origen)
    return True


def _es_objetivo_de_la_linea(lectura: Lectura, linea: Linea, titulo: Titulo) -> bool:
    """El párrafo que sigue al título de la línea enuncia su objetivo."""
    return (
        titulo.clase is Clase.TEXTO
        and lectura.contexto.tiene(Campo.LINEA)
        and not lectura.contexto.tiene(Campo.OBJETIVO)
        and not lectura.seccion.clase
        and len(linea.texto) > _LARGO_DE_OBJETIVO
    )


def _es_actividad(lectura: Lectura, linea: Linea, titulo: Titulo) -> bool:
    """Un ítem bajo una línea o bajo «Actividades:»; allí también un párrafo suelto."""
    seccion = lectura.seccion.clase
    if linea.de_tabla and not linea.vineta and seccion != "actividades":
        return False
    if titulo.clase is Clase.ITEM or (
        titulo.clase is Clase.ETIQUETA and (linea.vineta or numeral(linea.texto))
    ):
        en_su_lugar = seccion == "actividades" or (seccion == "" and lectura.en_cuerpo)
        return en_su_lugar or (seccion == "" and bool(actividad_de_item(lectura, linea).meses))
    return seccion == "actividades" and not linea.de_tabla and len(linea.texto) > 8


def _dice_cuando_o_quien(actividad: Actividad) -> bool:
    return bool(actividad.meses or actividad.responsables)


def _con_duda_si_esta_suelta(lectura: Lectura, actividad: Actividad) -> Actividad:
    """Entre otras que lo dicen, «* Las fechas pueden cambiar» es más una nota que una actividad."""
    nombre = actividad.datos[Campo.ACTIVIDAD]
    otras_dicen = bool(lectura.actividades) and _dice_cuando_o_quien(lectura.actividades[-1])
    if otras_dicen and not _dice_cuando_o_quien(actividad):
        nombre.confianza = min(nombre.confianza, DUDOSA)
        nombre.motivo = f"«{cita(nombre.texto)}» no dice cuándo ni quién: compruebe que es una actividad."
    elif _TRAE_MAS.search(nombre.texto):
        nombre.confianza = min(nombre.confianza, DUDOSA)
        nombre.motivo = f"«{cita(nombre.texto)}» puede traer el plazo o el responsable junto al nombre."
    return actividad


def _agregar_compromiso(lectura: Lectura, linea: Linea) -> bool:
    """Un acuerdo con plazo y responsable propios es una actividad; que la persona lo confirme."""
    actividad = actividad_de_item(lectura, linea)
    if not (actividad.meses and actividad.responsables):
        return False
    nombre = actividad.datos[Campo.ACTIVIDAD]
    nombre.confianza = DUDOSA
    nombre.motivo = "Es un compromiso con plazo y responsable: se leyó como actividad y no como acuerdo."
    lectura.agregar(actividad)
    return True


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


def _leer_titulo_libre(lectura: Lectura, linea: Linea) -> None:
    """Un título sin palabra que diga su nivel: lo da su numeración o su estilo."""
    texto = limpio(linea.texto)
    numerado = numeral(texto) is not None
    if not lectura.en_cuerpo and _es_de_cabecera(lectura, linea, numerado):
        lectura.cabecera.append(linea)
        lectura.seccion = Seccion()
        return
    if not numerado and linea.nivel <= 1 and _DE_CABECERA.search(llano(texto)):
        return
    nivel = _nivel_por_rango(lectura, _rango(linea))
    confianza = PROBABLE if numerado or linea.nivel else DUDOSA
    motivo = f"«{texto}» se leyó como título de lo que sigue." if confianza == DUDOSA else None
    lectura.contexto.poner(nivel, Dato(texto.rstrip(":"), linea.origen, confianza, motivo), titulo=True)
    lectura.seccion = Seccion()
    lectura.en_cuerpo = True


def _es_de_cabecera(lectura: Lectura, linea: Linea, numerado: bool) -> bool:
    """Antes del cuerpo, un título es del plan si lo nombra o si nada cuelga de él."""
    if numerado and linea.abre:
        return False
    hallado = _DE_CABECERA.search(llano(linea.texto))
    de_la_entidad = hallado is not None and hallado[0] in _ENTIDADES and hallado.start() > 0
    if not lectura.cabecera or (hallado and not (de_la_entidad and linea.nivel > 1 and linea.abre)):
        return True
    return not (linea.nivel > 1 or (linea.abre and lectura.tablas_tituladas > 1))


def _rango(linea: Linea) -> float:
    """Qué tan adentro está un título: menor es más arriba."""
    numerado = numeral(linea.texto)
    if linea.nivel:
        return linea.nivel
    if numerado is None:
        return 10 if en_mayusculas(linea.texto) else 14
    if numerado.clase == "decimal":
        return 11 + numerado.profundidad
    return {"romano": 10.5, "numero": 11}.get(numerado.clase, 13)


def _nivel_por_rango(lectura: Lectura, rango: float) -> Campo:
    if rango in lectura.rangos:
        return lectura.rangos[rango]
    de_linea = [r for r, nivel in lectura.rangos.items() if nivel is Campo.LINEA]
    nivel = Campo.OBJETIVO if de_linea and rango > min(de_linea) else Campo.LINEA
    lectura.rangos[rango] = nivel
    return nivel
