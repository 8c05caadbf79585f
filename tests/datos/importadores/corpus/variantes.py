"""Los tres planes de referencia escritos de muchas formas, cada una en varios formatos."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.disposicion import disponer
from tests.datos.importadores.corpus.escritores import ESCRITORES
from tests.datos.importadores.corpus.forma import Forma
from tests.datos.importadores.corpus.plan import (
    ActividadDePrueba,
    PlanDePrueba,
    leer_esperado,
    leer_json,
    sin_tildes,
)

TODOS = ("docx", "xlsx", "csv", "md", "txt")
DE_OFICINA = ("docx", "xlsx")
CON_TABLA = ("docx", "xlsx", "csv", "txt")
PROGRAMAS = (
    (3,), (4, 8), (3, 4, 5, 6), tuple(range(1, 13)), (1, 4, 7, 10), (12,), (5, 6), (2, 3, 9), (11,), (7,),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Caso:
    """Un documento por escribir y lo que dice de verdad."""

    nombre: str
    archivo: str
    bloques: list[Bloque]
    plan: PlanDePrueba
    detalles: bool = False  # si lo que el plan dice de medio, meta, presupuesto y peso está en el documento

    def contenido(self) -> bytes:
        """El archivo, en el formato que dice su nombre."""
        return ESCRITORES[self.archivo.rpartition(".")[2]](self.bloques)


def la_serena(anio: int | None = 2024, *, cantidades: bool = False) -> PlanDePrueba:
    """El cronograma de La Serena con meses puestos para la prueba."""
    plan = leer_esperado("la-serena-cronograma")

    def programar(n: int, actividad: ActividadDePrueba) -> ActividadDePrueba:
        cantidad = n % 4 + 1 if cantidades else 1
        return replace(actividad, meses={(anio, mes): cantidad for mes in PROGRAMAS[n % len(PROGRAMAS)]})

    titulo = plan.titulo if anio is None else f"{plan.titulo} {anio}"
    return replace(plan.con_actividades(programar), titulo=titulo, anio=anio, inicio=(anio, 1))


def con_ejecutados(plan: PlanDePrueba) -> PlanDePrueba:
    """La mitad de las actividades, ejecutada en sus primeros meses."""

    def ejecutar(n: int, actividad: ActividadDePrueba) -> ActividadDePrueba:
        hechos = list(actividad.meses)[: n % 3]
        return replace(actividad, ejecutados={mes: actividad.meses[mes] for mes in hechos})

    return plan.con_actividades(ejecutar)


def _con(**cambios: str) -> dict[str, str]:
    return cambios


SERENA = ("programa", "linea", "objetivo", "actividad", "meses")
SERENA_SIN_MESES = SERENA[:-1]
POA = ("linea", "objetivo", "actividad", "meses")
VALLE = ("linea", "objetivo", "actividad", "meses", "responsables")
DEL_ORIGINAL = _con(
    linea="Líneas de Estratégicas", objetivo="Objetivos", actividad="Actividades Planificadas"
)
DE_POA = _con(linea="Unidad", objetivo="Meta", actividad="Actividades")
DE_VALLE = _con(linea="Eje", objetivo="Objetivo del eje", actividad="Actividad", responsables="Responsable")

FORMAS_DE_LA_SERENA: dict[str, tuple[Forma, tuple[str, ...]]] = {
    "sin-meses-combinados": (Forma(SERENA_SIN_MESES), TODOS),
    "sin-meses-repetidos": (Forma(SERENA_SIN_MESES, padres="repetidos"), TODOS),
    "sin-meses-vacios": (Forma(SERENA_SIN_MESES, padres="vacios", codigo="punto_y_guion"), TODOS),
    "titulo-en-tabla": (Forma(SERENA_SIN_MESES, titulo="en_tabla", filas_antes=2), CON_TABLA),
    "cortada-con-encabezado": (Forma(SERENA_SIN_MESES, corte="con_encabezado"), TODOS),
    "cortada-sin-encabezado": (Forma(SERENA_SIN_MESES, corte="sin_encabezado"), CON_TABLA),
    "una-hoja-por-linea": (Forma(SERENA_SIN_MESES, hojas=True), DE_OFICINA),
    "codigo-en-columna": (Forma((*SERENA_SIN_MESES[:3], "codigo", "actividad")), TODOS),
    "filas-en-blanco": (Forma(SERENA_SIN_MESES, padres="vacios", filas_en_blanco=True), CON_TABLA),
    "columna-oculta": (Forma(SERENA_SIN_MESES, columna_oculta=True), ("xlsx",)),
    "varias-en-una-celda": (Forma(SERENA_SIN_MESES, actividades_juntas=True), ("docx", "xlsx", "csv")),
    "encabezado-en-la-fila-5": (Forma(SERENA_SIN_MESES, titulo="en_tabla", filas_antes=3), CON_TABLA),
    "encabezado-repetido": (Forma(SERENA_SIN_MESES, encabezado_repetido=True), CON_TABLA),
    "desde-la-columna-b": (Forma(SERENA_SIN_MESES, margen=True), ("xlsx", "csv")),
    "titulos-del-original": (
        Forma(
            SERENA_SIN_MESES,
            titulos=_con(
                linea="Líneas de Estratégicas", objetivo="Objetivos", actividad="Actividades Planificadas"
            ),
        ),
        TODOS,
    ),
    "notas-y-firmas": (Forma(SERENA_SIN_MESES, notas=True, firmas=True), TODOS),
}
SINONIMOS_DE_LA_SERENA = (
    _con(programa="Programa", linea="Lineamiento", objetivo="Objetivo específico", actividad="Acción"),
    _con(programa="PROGRAMAS", linea="EJE ESTRATÉGICO", objetivo="OBJETIVOS", actividad="ACTIVIDADES"),
    _con(programa="Programa municipal", linea="Ámbito", objetivo="Propósito", actividad="Iniciativa"),
    _con(programa="Programa", linea="Área", objetivo="Objetivo", actividad="Proyecto"),
    _con(programa="Programa", linea="Componente", objetivo="Meta", actividad="Acciones a desarrollar"),
)
FORMAS_CON_MESES: dict[str, tuple[Forma, tuple[str, ...]]] = {
    "meses-cortos-x": (Forma(SERENA), TODOS),
    "meses-largos-punto": (Forma(SERENA, nombre_de_mes="largo", marca="●", padres="repetidos"), TODOS),
    "meses-letra-visto": (
        Forma(SERENA, nombre_de_mes="letra", marca="✓", padres="vacios"),
        ("docx", "xlsx", "txt"),
    ),
    "meses-mayuscula-p": (Forma(SERENA, nombre_de_mes="mayuscula", marca="P"), TODOS),
    "meses-color": (Forma(SERENA, marca="color"), DE_OFICINA),
    "meses-color-letra": (Forma(SERENA, marca="color", nombre_de_mes="letra", padres="vacios"), DE_OFICINA),
    "meses-con-anio": (Forma(SERENA, nombre_de_mes="con_anio", titulo="ninguno"), TODOS),
    "meses-bajo-anio": (Forma(SERENA, grupo_de_meses="anio"), CON_TABLA),
    "meses-bajo-cronograma": (Forma(SERENA, grupo_de_meses="Cronograma", titulo="en_tabla"), CON_TABLA),
    "meses-en-texto": (Forma(SERENA, meses_en="texto"), TODOS),
    "plazo-en-texto": (
        Forma(SERENA, meses_en="texto", estilo_de_texto=1, titulos=_con(meses="Plazo")),
        TODOS,
    ),
    "meses-como-fechas": (Forma(SERENA, nombre_de_mes="fecha"), ("xlsx",)),
    "meses-en-numeros": (Forma(SERENA, nombre_de_mes="numero", grupo_de_meses="Meses"), CON_TABLA),
    "barras-de-color": (Forma(SERENA, marca="color", barras=True), DE_OFICINA),
    "subtotales": (Forma(SERENA, padres="vacios", subtotales=True), CON_TABLA),
    "meses-abreviados-en-texto": (Forma(SERENA, meses_en="texto", estilo_de_texto=4), TODOS),
    "meses-en-palabras": (Forma(SERENA, meses_en="texto", estilo_de_texto=3), TODOS),
    "bandas": (Forma(SERENA, padres="bandas"), CON_TABLA),
    "bandas-dobles": (Forma(SERENA, padres="bandas_dobles"), CON_TABLA),
    "totales": (Forma(SERENA, totales=True, notas=True), TODOS),
    "columnas-en-otro-orden": (
        Forma(("actividad", "objetivo", "linea", "programa", "meses"), padres="repetidos"),
        TODOS,
    ),
    "meses-primero": (Forma(("meses", "programa", "linea", "objetivo", "actividad")), CON_TABLA),
}


SECCIONES = {
    "observacion": "OBSERVACIONES CIUDADANAS",
    "aporte": "APORTES CIUDADANOS",
    "acuerdo": "ACUERDOS GENERADOS",
}


def casos() -> Iterator[Caso]:
    """Todas las variantes de los tres planes."""
    sin_meses = leer_esperado("la-serena-cronograma")
    yield from _en_formas("serena", sin_meses, FORMAS_DE_LA_SERENA)
    yield from _en_formas("serena", la_serena(), FORMAS_CON_MESES)
    yield from _en_formas("serena", la_serena(None), {"sin-anio": (Forma(SERENA), ("docx", "xlsx", "csv"))})
    con_numeros = la_serena(cantidades=True)
    yield from _en_formas("serena", con_numeros, {"cantidades": (Forma(SERENA, marca="cantidad"), TODOS)})
    pares = Forma(SERENA, meses_en="pares", marca="cantidad")
    yield from _en_formas(
        "serena", con_ejecutados(con_numeros), {"programado-y-ejecutado": (pares, CON_TABLA)}
    )
    for n, titulos in enumerate(SINONIMOS_DE_LA_SERENA):
        yield from _en_formas(
            "serena", la_serena(), {f"sinonimos-{n}": (Forma(SERENA, titulos=titulos), DE_OFICINA)}
        )
    llanas = {campo: sin_tildes(titulo) for campo, titulo in SINONIMOS_DE_LA_SERENA[2].items()}
    yield from _en_formas(
        "serena", la_serena().con_textos(sin_tildes), {"sin-tildes": (Forma(SERENA, titulos=llanas), TODOS)}
    )
    yield from _en_formas(
        "serena", la_serena().con_textos(str.upper), {"en-mayusculas": (Forma(SERENA), TODOS)}
    )
    yield from _del_plan_operativo()
    yield from _del_valle()


def _del_plan_operativo() -> Iterator[Caso]:
    plan = leer_esperado("plan-operativo-2017")
    formas = {
        "meses-largos": (Forma(POA, titulos=DE_POA, nombre_de_mes="largo"), CON_TABLA),
        "meses-cortos-repetidos": (Forma(POA, titulos=DE_POA, padres="repetidos"), CON_TABLA),
        "meses-letra": (
            Forma(POA, titulos=DE_POA, nombre_de_mes="letra", grupo_de_meses="Meses"),
            DE_OFICINA,
        ),
        "nota-en-enero": (Forma(POA, titulos=DE_POA, nota_en_la_primera=True), CON_TABLA),
        "vacios": (Forma(POA, titulos=DE_POA, padres="vacios", nombre_de_mes="mayuscula"), CON_TABLA),
    }
    yield from _en_formas("poa", plan, formas)
    for formato in ("docx", "xlsx", "csv", "md"):
        original = _plan_operativo_original(plan)
        yield Caso(f"poa/original.{formato}", f"original.{formato}", original, plan)


def _plan_operativo_original(plan: PlanDePrueba) -> list[Bloque]:
    """Como el original: unidad y objetivos sobre la tabla, y la meta en el título de la columna."""
    objetivos = leer_json("plan-operativo-2017")["plan"]["objetivos"]
    bloques: list[Bloque] = [
        Linea("Plan operativo 2017", nivel=1),
        Linea("Unidad de proyección social", nivel=2),
    ]
    for clase, titulo in (("específico", "Objetivo Específico."), ("de la unidad", "Objetivo de la unidad.")):
        textos = [objetivo["texto"] for objetivo in objetivos if objetivo["clase"] == clase]
        bloques += [Linea(titulo), *(Linea(texto, vineta=True) for texto in textos)]
    forma = Forma(
        ("actividad", "meses"), _con(actividad="Actividades Meta 1"), nombre_de_mes="largo", titulo="ninguno"
    )
    return bloques + disponer(replace(plan, objetivos=()), forma)


def _del_valle() -> Iterator[Caso]:
    plan = leer_esperado("valle-de-los-chillos-2024")
    formas = {
        "tabla-unica": (Forma(VALLE, titulos=DE_VALLE, meses_en="texto"), TODOS),
        "repetidos": (Forma(VALLE, titulos=DE_VALLE, meses_en="texto", padres="repetidos"), TODOS),
        "responsables-en-lineas": (
            Forma(VALLE, titulos=DE_VALLE, meses_en="texto", separador="\n"),
            DE_OFICINA,
        ),
        "responsables-punto-y-coma": (
            Forma(VALLE, titulos=DE_VALLE, meses_en="texto", separador="; "),
            DE_OFICINA,
        ),
        "meses-en-columnas": (Forma(VALLE, titulos=DE_VALLE, marca="●"), TODOS),
        "meses-color": (Forma(VALLE, titulos=DE_VALLE, marca="color", grupo_de_meses="anio"), DE_OFICINA),
        "inicio-y-termino": (Forma(VALLE, titulos=DE_VALLE, meses_en="inicio_termino"), TODOS),
        "fechas": (Forma(VALLE, titulos=DE_VALLE, meses_en="fechas"), DE_OFICINA),
        "una-hoja-por-eje": (Forma(VALLE, titulos=DE_VALLE, meses_en="texto", hojas=True), DE_OFICINA),
    }
    yield from _en_formas("valle", plan, formas)
    for formato in ("docx", "md", "txt"):
        bloques = _prosa_del_valle(plan)
        yield Caso(f"valle/prosa.{formato}", f"prosa.{formato}", bloques, plan)


def _en_formas(
    grupo: str, plan: PlanDePrueba, formas: dict[str, tuple[Forma, tuple[str, ...]]]
) -> Iterator[Caso]:
    for nombre, (forma, formatos) in formas.items():
        bloques = disponer(plan, forma)
        for formato in formatos:
            archivo = f"{nombre}.{formato}"
            yield Caso(f"{grupo}/{archivo}", archivo, bloques, plan)


def _prosa_del_valle(plan: PlanDePrueba) -> list[Bloque]:
    """Como el original: por eje, su objetivo, tres listas de viñetas y una tabla."""
    datos = leer_json("valle-de-los-chillos-2024")
    bloques: list[Bloque] = [Linea(plan.titulo, nivel=1)]
    for n, linea in enumerate(dict.fromkeys(a.linea for a in plan.actividades), start=1):
        suyas = [a for a in plan.actividades if a.linea == linea]
        bloques += [Linea(linea or "", nivel=2), Linea(suyas[0].objetivo or "")]
        for orden, (tipo, titulo) in enumerate(SECCIONES.items(), start=1):
            textos = [p["texto"] for p in datos["participacion"] if (p["linea"], p["tipo"]) == (linea, tipo)]
            bloques += [Linea(f"{n}.{orden} {titulo}", nivel=3), *(Linea(t, vineta=True) for t in textos)]
        bloques.append(Linea(f"{n}.4 CRONOGRAMA DE CUMPLIMIENTO", nivel=3))
        bloques.append(_cronograma(suyas))
    firmas: list[Fila] = [
        [Casilla(t) for t in (f"{f['accion']}:", f["nombre"], f["cargo"], "")] for f in datos["firmas"]
    ]
    bloques.append(Rejilla([[Casilla(t) for t in ("Acción", "Nombre", "Cargo", "Firma")], *firmas]))
    return bloques


def _cronograma(actividades: list[ActividadDePrueba]) -> Rejilla:
    vacio = PlanDePrueba("", "", tuple(actividades))
    forma = Forma(("actividad", "meses", "responsables"), meses_en="texto", titulo="ninguno")
    [rejilla] = disponer(vacio, forma)
    assert isinstance(rejilla, Rejilla)
    return rejilla
