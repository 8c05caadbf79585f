"""Cómo escribe una persona los meses de una actividad: «marzo a junio», «I Trim», «01-03-2025»."""

from calendar import monthrange
from datetime import date

from modelos.meses import NOMBRES
from tests.datos.importadores.corpus.plan import ABREVIADOS, ActividadDePrueba, AnioMes, PlanDePrueba

ROMANOS = ("I", "II", "III", "IV")


def cuenta(mes: AnioMes) -> int:
    """El mes como número, para ordenar y restar."""
    return (mes[0] or 0) * 12 + mes[1] - 1


def seguidos(meses: list[AnioMes]) -> bool:
    """Si no hay saltos entre el primero y el último."""
    return not meses or cuenta(meses[-1]) - cuenta(meses[0]) == len(meses) - 1


def admite(plan: PlanDePrueba, meses_en: str, marca: str) -> bool:
    """Si todo lo que el plan programa se puede decir de esa manera sin perder nada."""
    return all(_admite_actividad(plan, a, meses_en, marca) for a in plan.actividades)


def _admite_actividad(plan: PlanDePrueba, actividad: ActividadDePrueba, meses_en: str, marca: str) -> bool:
    meses = sorted(actividad.meses, key=cuenta)
    con_cantidades = any(cantidad != 1 for cantidad in actividad.meses.values())
    if actividad.ejecutados and meses_en != "pares":
        return False
    if meses_en in ("columnas", "pares"):
        return marca == "cantidad" or not con_cantidades
    if con_cantidades or actividad.notas:
        return False
    if meses_en in ("inicio_termino", "fechas"):
        return bool(meses) and seguidos(meses)
    if meses_en in ("trimestres", "semestres"):
        tamano = 3 if meses_en == "trimestres" else 6
        return plan.cantidad_de_meses == 12 and _en_tramos({mes for _, mes in meses}, tamano)
    return meses_en == "texto" or not meses


def _en_tramos(meses: set[int], tamano: int) -> bool:
    tramos = [set(range(n, n + tamano)) for n in range(1, 13, tamano)]
    return all(tramo <= meses or not tramo & meses for tramo in tramos)


def titulo_de_mes(mes: AnioMes, estilo: str) -> str:
    """El rótulo de una columna de mes."""
    anio, numero = mes
    return {
        "largo": NOMBRES[numero - 1].capitalize(),
        "corto": ABREVIADOS[numero - 1].capitalize(),
        "punto": f"{ABREVIADOS[numero - 1]}.",
        "letra": NOMBRES[numero - 1][0].upper(),
        "mayuscula": ABREVIADOS[numero - 1].upper(),
        "numero": str(numero),
        "con_anio": f"{ABREVIADOS[numero - 1]}-{(anio or 0) % 100:02d}",
    }[estilo]


ESTILOS_DE_TEXTO = 6
FRASES = {
    tuple(range(1, 13)): (
        "Enero a diciembre",
        "Todo el año",
        "enero - diciembre",
        "Mensual",
        "Ene-Dic",
        "ENERO A DICIEMBRE",
    ),
    (1, 2, 3): ("", "", "I trimestre", "Primer trimestre", "", "1er trimestre"),
    (4, 5, 6): ("", "", "II trimestre", "Segundo trimestre", "", "2do trimestre"),
    (7, 8, 9): ("", "", "III trimestre", "Tercer trimestre", "", "3er trimestre"),
    (10, 11, 12): ("", "", "IV trimestre", "Cuarto trimestre", "", "4to trimestre"),
    tuple(range(1, 7)): ("", "", "I semestre", "Primer semestre", "", "1er semestre"),
    tuple(range(7, 13)): ("", "", "II semestre", "Segundo semestre", "", "2do semestre"),
    (3, 6, 9, 12): ("", "", "", "Trimestral", "", ""),
}
UNIONES = (" a ", " – ", " - ", " hasta ", "-", " al mes de ")


def en_texto(meses: list[AnioMes], plan: PlanDePrueba, estilo: int = 0) -> str:
    """Los meses en una celda; con año solo si el plan abarca más de uno."""
    varios_anios = len({anio for anio, _ in plan.periodo()}) > 1
    meses = sorted(meses, key=cuenta)
    frase = "" if varios_anios else FRASES.get(tuple(mes for _, mes in meses), ("",) * 6)[estilo]
    if frase or not meses:
        return frase
    nombres = [_nombre(mes, estilo, con_anio=varios_anios) for mes in meses]
    if len(meses) >= 3 and seguidos(meses):
        texto = UNIONES[estilo].join((nombres[0], nombres[-1]))
    elif estilo % 2 or len(nombres) == 1:
        texto = ("/" if estilo == 5 else ", ").join(nombres)
    else:
        texto = f"{', '.join(nombres[:-1])} y {nombres[-1]}"
    return texto.upper() if estilo == 5 else texto.capitalize()


def _nombre(mes: AnioMes, estilo: int, *, con_anio: bool) -> str:
    nombre = ABREVIADOS[mes[1] - 1] if estilo == 4 else NOMBRES[mes[1] - 1]
    return f"{nombre} {mes[0]}" if con_anio else nombre


def extremo(meses: list[AnioMes], *, termino: bool, plan: PlanDePrueba) -> tuple[str, date]:
    """El mes de inicio o término, en palabras y como fecha."""
    anio, mes = sorted(meses, key=cuenta)[-1 if termino else 0]
    del_calendario = anio or plan.anio or 2024
    dia = monthrange(del_calendario, mes)[1] if termino else 1
    con_anio = len({a for a, _ in plan.periodo()}) > 1
    return f"{NOMBRES[mes - 1].capitalize()}{f' {anio}' if con_anio else ''}", date(del_calendario, mes, dia)
