"""Lo que puede ser una columna, con el nombre que la persona elige en la lista."""

from modelos.importacion.borrador import Campo, ColumnaLeida
from modelos.meses import NOMBRES
from modelos.plan import Etiquetas

MESES_DESDE_AQUI = "meses_desde_aqui"
_NOMBRES = {
    Campo.ACTIVIDAD: "Actividad",
    Campo.LINEA: "Línea",
    Campo.OBJETIVO: "Objetivo",
    Campo.PROGRAMA: "Programa",
    Campo.RESPONSABLE: "Responsable",
    Campo.CODIGO: "Número",
    Campo.MES: "Mes o plazo",
    Campo.INICIO: "Inicio",
    Campo.TERMINO: "Término",
    Campo.RECURRENCIA: "Frecuencia",
    Campo.MEDIO_VERIFICACION: "Medio de verificación",
    Campo.INDICADOR: "Indicador",
    Campo.META: "Meta",
    Campo.UNIDAD: "Unidad de medida",
    Campo.PESO: "Peso",
    Campo.PRESUPUESTO: "Presupuesto",
    Campo.OBSERVACIONES: "Observaciones",
    Campo.IGNORAR: "No se usa",
}


def opciones(leida: ColumnaLeida) -> list[str]:
    """Los valores que puede tomar, del más buscado al menos; cada mes al final.

    «Trimestre I» no es un mes ni se ofrece a otras: solo la columna que se leyó así puede seguir siéndolo.
    """
    meses = [f"{Campo.MES_EN_COLUMNA}:{numero}" for numero in range(1, 13)]
    es_de_meses = leida.campo is Campo.MES_EN_COLUMNA
    de_corrido = [] if es_de_meses else [MESES_DESDE_AQUI]
    del_periodo = [valor(leida)] if es_de_meses and not es_mes(leida) else []
    return [*del_periodo, *(campo.value for campo in _NOMBRES), *de_corrido, *meses]


def valor(leida: ColumnaLeida) -> str:
    """Su significado, como lo escriben los ajustes."""
    return f"{leida.campo}:{leida.mes}" if es_mes(leida) else leida.campo.value


def nombre(valor: str, etiquetas: Etiquetas) -> str:
    """«Actividad», «Mes: marzo»; la línea y el objetivo, como se llaman en ese tipo de plan."""
    if valor == MESES_DESDE_AQUI:
        return "Los meses, desde aquí"
    if valor == Campo.MES_EN_COLUMNA:
        return "Varios meses"
    campo, _, mes = valor.partition(":")
    if mes:
        return f"Mes: {NOMBRES[int(mes) - 1]}"
    niveles = {Campo.LINEA: etiquetas.linea.capitalize(), Campo.OBJETIVO: etiquetas.objetivo.capitalize()}
    return {**_NOMBRES, **niveles}[Campo(campo)]


def es_mes(leida: ColumnaLeida) -> bool:
    """Si la columna es un mes."""
    return leida.campo is Campo.MES_EN_COLUMNA and leida.mes is not None
