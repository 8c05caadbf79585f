"""Planes de otras municipalidades, escritos con formas elegidas al azar pero siempre las mismas."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.datos.importadores.corpus.bloques import Bloque, Linea
from tests.datos.importadores.corpus.disposicion import disponer
from tests.datos.importadores.corpus.fechas_escritas import ESTILOS_DE_TEXTO, admite
from tests.datos.importadores.corpus.forma import PADRES, Forma
from tests.datos.importadores.corpus.plan import ActividadDePrueba, PlanDePrueba, leer_plan
from tests.datos.importadores.corpus.variantes import Caso

CARPETA = Path(__file__).parent / "planes"
FORMATOS = ("docx", "xlsx", "csv", "md", "txt", "docx", "xlsx")
FORMATOS_DE_LISTA = ("docx", "md", "txt", "docx", "md", "txt", "docx")
SINONIMOS = {
    "programa": ("Programa", "PROGRAMA", "Programas"),
    "linea": ("Línea estratégica", "Eje", "Lineamiento", "Ámbito", "Área", "Componente", "LÍNEA DE ACCIÓN"),
    "objetivo": ("Objetivo", "Objetivo específico", "Propósito", "OBJETIVOS", "Objetivos"),
    "codigo": ("N°", "Nº", "Código", "Ítem"),
    "actividad": ("Actividad", "Acción", "Proyecto", "Iniciativa", "ACTIVIDADES", "Acciones a realizar"),
    "observaciones": ("Observaciones",),
    "indicador": ("Indicador", "Indicador de gestión"),
    "responsables": (
        "Responsable",
        "Responsable(s)",
        "Responsables",
        "Unidad o\nDirección responsable",
        "Unidad responsable",
        "RESPONSABLE DE LA EJECUCIÓN",
    ),
    "medio_verificacion": ("Medio de verificación", "Medios de\nverificación", "Verificador"),
    "meta": ("Meta", "Meta anual"),
    "presupuesto": ("Presupuesto", "Presupuesto ($)", "Costo estimado"),
    "peso": ("Ponderación", "Peso (%)"),
    "meses": ("Mes", "Plazo", "Fecha", "Mes de ejecución", "Período de ejecución"),
    "inicio": ("Inicio", "Fecha de inicio", "Desde"),
    "termino": ("Término", "Fecha de término", "Hasta"),
}
AJENAS = ("observaciones", "avance", "indicador")
EXTRAS = ("medio_verificacion", "meta", "presupuesto", "peso")
ABREN_COMO_UNIDAD = ("Dirección", "Departamento", "Unidad", "Oficina", "Secretaría", "Jefatura")
CORTES = (None, None, None, "con_encabezado", "sin_encabezado")
NOMBRES_DE_MES = ("largo", "corto", "punto", "letra", "mayuscula")
MARCAS = ("X", "x", "●", "✓", "P", "cantidad", "color")


def casos() -> Iterator[Caso]:
    """Cada plan, en varios documentos."""
    for ruta in sorted(CARPETA.glob("*.plan")):
        plan = leer_plan(ruta.stem, ruta.read_text(encoding="utf-8"))
        for n in range(len(FORMATOS)):
            azar = random.Random(f"{plan.nombre} {n}")
            formato = FORMATOS_DE_LISTA[n] if plan.meses_en == ("listas",) else FORMATOS[n]
            bloques = _bloques(plan, azar, formato)
            yield Caso(f"{plan.nombre}-{n}.{formato}", f"{plan.nombre}.{formato}", bloques, plan)


def _bloques(plan: PlanDePrueba, azar: random.Random, formato: str) -> list[Bloque]:
    if plan.meses_en == ("prosa",):
        return _prosa(plan)
    return _listas(plan) if plan.meses_en == ("listas",) else disponer(plan, elegir(plan, azar, formato))


def elegir(plan: PlanDePrueba, azar: random.Random, formato: str) -> Forma:
    """Una forma que dice todo lo que el plan dice."""
    marcas = [m for m in MARCAS if m != "color" or formato in ("docx", "xlsx")]
    posibles = [(m, marca) for m in plan.meses_en for marca in marcas if admite(plan, m, marca)]
    meses_en, marca = azar.choice([par for par in posibles if par[0] == azar.choice(posibles)[0]] or posibles)
    varios_anios = len({anio for anio, _ in plan.periodo()}) > 1
    en_columnas = meses_en in ("columnas", "pares")
    grupos = [None, "Cronograma", f"Meses {plan.anio}", "anio"] if not varios_anios else ["anio"]
    en_papel = formato in ("docx", "xlsx")
    padres = azar.choice(("combinados", "combinados", "repetidos", "vacios", "bandas"))
    return Forma(
        columnas=_columnas(plan, azar),
        titulos={campo: azar.choice(nombres) for campo, nombres in SINONIMOS.items()},
        padres=padres,
        codigo=azar.choice(("pegado", "pegado", "punto_y_guion", "parentesis", "guion")),
        meses_en=meses_en,
        nombre_de_mes=azar.choice(NOMBRES_DE_MES),
        marca=marca,
        grupo_de_meses=azar.choice(grupos) if en_columnas and formato != "md" else None,
        titulo=azar.choice(("parrafo", "parrafo", "en_tabla")) if formato != "md" else "parrafo",
        filas_antes=azar.randrange(4),
        separador=_separador(plan, azar, formato),
        estilo_de_texto=azar.randrange(ESTILOS_DE_TEXTO),
        totales=azar.random() < 0.2,
        notas=azar.random() < 0.4,
        firmas=azar.random() < 0.3,
        corte=azar.choice((None, None, None, "con_encabezado", "sin_encabezado"))
        if formato == "docx"
        else None,
        barras=meses_en == "columnas" and marca == "color" and azar.random() < 0.5,
        margen=formato == "xlsx" and azar.random() < 0.3,
        encabezado_repetido=en_papel and azar.random() < 0.15,
        subtotales=padres == "vacios" and meses_en == "columnas" and azar.random() < 0.3,
        hojas_con_nombre=formato == "xlsx" and _caben_en_hojas(plan) and azar.random() < 0.4,
    )


def _separador(plan: PlanDePrueba, azar: random.Random, formato: str) -> str:
    """« y » solo si cada unidad empieza con una palabra que la nombra."""
    unidades = [r for a in plan.actividades if len(a.responsables) > 1 for r in a.responsables]
    opciones = [" / ", "; ", " + "]
    if formato in ("docx", "xlsx"):
        opciones.append("\n")
    if all(unidad.startswith(ABREN_COMO_UNIDAD) for unidad in unidades):
        opciones += [" y ", ", "]
    return azar.choice(opciones)


def _caben_en_hojas(plan: PlanDePrueba) -> bool:
    """Excel no admite hojas de más de 31 letras ni con algunos signos, ni dos con igual nombre."""
    lineas = [a.linea or "" for a in plan.actividades]
    return all(0 < len(linea) <= 31 and not set("[]:*?/\\") & set(linea) for linea in lineas)


def _columnas(plan: PlanDePrueba, azar: random.Random) -> tuple[str, ...]:
    def presente(campo: str) -> bool:
        return any(getattr(a, campo) for a in plan.actividades)

    padres = [campo for campo in PADRES if presente(campo)]
    actividad = ["codigo", "actividad"] if presente("codigo") and azar.random() < 0.4 else ["actividad"]
    extras = [campo for campo in EXTRAS if presente(campo) and azar.random() < 0.7]
    responsables = ["responsables"] if presente("responsables") else []
    extras += [azar.choice(AJENAS)] if azar.random() < 0.3 else []
    cola = [*responsables, *extras, "meses"] if azar.random() < 0.5 else [*extras, "meses", *responsables]
    return (*padres, *actividad, *cola)


def _ramas(plan: PlanDePrueba) -> list[tuple[ActividadDePrueba, list[ActividadDePrueba]]]:
    lineas = dict.fromkeys(a.linea for a in plan.actividades)
    suyas = [[a for a in plan.actividades if a.linea == linea] for linea in lineas]
    return [(actividades[0], actividades) for actividades in suyas]


def _prosa(plan: PlanDePrueba) -> list[Bloque]:
    """Por eje, su objetivo en un párrafo y una tabla de tres columnas."""
    bloques: list[Bloque] = [Linea(plan.titulo, nivel=1), Linea(plan.municipalidad or "")]
    forma = Forma(("actividad", "meses", "responsables"), meses_en="texto", titulo="ninguno")
    for n, (primera, actividades) in enumerate(_ramas(plan), start=1):
        bloques += [Linea(primera.linea or "", nivel=2), Linea(primera.objetivo or "")]
        bloques.append(Linea(f"{n}.1 CRONOGRAMA DE CUMPLIMIENTO", nivel=3))
        bloques += disponer(PlanDePrueba("", "", tuple(actividades)), forma)
    return bloques


def _listas(plan: PlanDePrueba) -> list[Bloque]:
    """Por línea, su objetivo y una lista de viñetas bajo el título «Actividades»."""
    bloques: list[Bloque] = [Linea(plan.titulo, nivel=1), Linea(f"Municipalidad de {plan.municipalidad}")]
    for primera, actividades in _ramas(plan):
        bloques += [
            Linea(primera.linea or "", nivel=2),
            Linea(f"Objetivo: {primera.objetivo}"),
            Linea("Actividades:"),
        ]
        bloques += [Linea(a.actividad, vineta=True) for a in actividades]
    return bloques
