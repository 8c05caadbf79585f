"""Las formas en que un municipio dispone su plan: columnas, padres, meses y lo que rodea la tabla."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.fechas_escritas import en_texto, extremo, titulo_de_mes
from tests.datos.importadores.corpus.plan import ActividadDePrueba, AnioMes, PlanDePrueba

PADRES = ("programa", "linea", "objetivo")
TITULOS = {
    "programa": "Programa",
    "linea": "Línea estratégica",
    "objetivo": "Objetivo",
    "codigo": "N°",
    "actividad": "Actividad",
    "responsables": "Responsable",
    "medio_verificacion": "Medio de verificación",
    "meta": "Meta",
    "presupuesto": "Presupuesto",
    "peso": "Ponderación",
    "meses": "Mes",
    "inicio": "Inicio",
    "termino": "Término",
    "interna": "Comentario interno",
    "programado": "P",
    "ejecutado": "E",
}
TRAMOS = {
    "trimestres": ("I Trimestre", "II Trimestre", "III Trimestre", "IV Trimestre"),
    "semestres": ("1er semestre", "2do semestre"),
}


@dataclass(frozen=True, slots=True)
class Forma:
    """Cada campo es una decisión de quien escribió el documento."""

    columnas: tuple[str, ...] = ("programa", "linea", "objetivo", "actividad", "meses", "responsables")
    titulos: Mapping[str, str] = field(default_factory=dict)
    padres: str = "combinados"  # combinados | repetidos | vacios | bandas | bandas_dobles
    codigo: str = "pegado"  # pegado | punto_y_guion | columna
    meses_en: str = "columnas"  # columnas | pares | texto | inicio_termino | fechas | trimestres | semestres
    nombre_de_mes: str = "corto"
    marca: str = "X"  # un signo, «cantidad» o «color»
    grupo_de_meses: str | None = None  # rótulo sobre los meses; «anio» pone cada año sobre los suyos
    titulo: str = "parrafo"  # parrafo | en_tabla | ninguno
    filas_antes: int = 0
    separador: str = " / "
    estilo_de_texto: int = 0
    totales: bool = False
    notas: bool = False
    firmas: bool = False
    filas_en_blanco: bool = False
    columna_oculta: bool = False
    corte: str | None = None  # con_encabezado | sin_encabezado
    hojas: bool = False


@dataclass(frozen=True, slots=True)
class Columna:
    """Una columna de la tabla; `mes` si es de un mes, `tramo` si es de un trimestre o semestre."""

    campo: str
    titulo: str
    mes: AnioMes | None = None
    tramo: tuple[int, ...] = ()


def disponer(plan: PlanDePrueba, forma: Forma) -> list[Bloque]:
    """Los bloques del documento."""
    bloques: list[Bloque] = []
    if forma.titulo == "parrafo":
        bloques.append(Linea(plan.titulo, nivel=1))
        bloques += [Linea(texto) for texto in _membrete(plan)[: forma.filas_antes]]
    if plan.objetivos:
        bloques.append(Linea("Objetivo específico"))
        bloques += [Linea(texto, vineta=True) for texto in plan.objetivos]
    for nombre, actividades, con_encabezado in _partes(plan, forma):
        filas = _tabla(plan, forma, actividades, con_encabezado=con_encabezado)
        ocultas = [n for n, c in enumerate(_columnas(plan, forma)) if c.campo == "interna"]
        bloques.append(Rejilla(filas, nombre, frozenset(ocultas)))
    return bloques + _pie(forma)


def _membrete(plan: PlanDePrueba) -> list[str]:
    return [
        f"Municipalidad de {plan.municipalidad}" if plan.municipalidad else "Unidad de Medio Ambiente",
        "Dirección de Medio Ambiente, Aseo y Ornato",
        "Documento de trabajo",
        "",
    ]


def _partes(plan: PlanDePrueba, forma: Forma) -> list[tuple[str | None, list[ActividadDePrueba], bool]]:
    """Las tablas del documento: (hoja, actividades, lleva encabezado)."""
    todas = list(plan.actividades)
    if forma.hojas:
        lineas = list(dict.fromkeys(a.linea for a in todas))
        return [
            (f"Hoja {n}", [a for a in todas if a.linea == linea], True)
            for n, linea in enumerate(lineas, start=1)
        ]
    if forma.corte is None:
        return [(None, todas, True)]
    mitad = len(todas) // 2
    return [(None, todas[:mitad], True), (None, todas[mitad:], forma.corte == "con_encabezado")]


def _columnas(plan: PlanDePrueba, forma: Forma) -> list[Columna]:
    columnas: list[Columna] = []
    for campo in forma.columnas:
        if campo == "meses":
            columnas += _columnas_de_tiempo(plan, forma)
        elif campo not in _niveles_en_banda(forma):
            columnas.append(Columna(campo, _titulo(forma, campo)))
    if forma.columna_oculta:
        columnas.insert(len(columnas) // 2, Columna("interna", _titulo(forma, "interna")))
    return columnas


def _titulo(forma: Forma, campo: str) -> str:
    return forma.titulos.get(campo, TITULOS[campo])


def _niveles_en_banda(forma: Forma) -> list[str]:
    presentes = [campo for campo in PADRES if campo in forma.columnas]
    return presentes[: {"bandas": 1, "bandas_dobles": 2}.get(forma.padres, 0)]


def _columnas_de_tiempo(plan: PlanDePrueba, forma: Forma) -> list[Columna]:
    if forma.meses_en in TRAMOS:
        tramos = TRAMOS[forma.meses_en]
        largo = 12 // len(tramos)
        return [
            Columna("tramo", titulo, tramo=tuple(range(n * largo + 1, n * largo + largo + 1)))
            for n, titulo in enumerate(tramos)
        ]
    if forma.meses_en in ("inicio_termino", "fechas"):
        return [Columna(campo, _titulo(forma, campo)) for campo in ("inicio", "termino")]
    if forma.meses_en == "texto":
        return [Columna("meses", _titulo(forma, "meses"))]
    papeles = ("programado", "ejecutado") if forma.meses_en == "pares" else ("mes",)
    return [
        Columna(papel, titulo_de_mes(mes, forma.nombre_de_mes), mes=mes)
        for mes in plan.periodo()
        for papel in papeles
    ]


def _tabla(
    plan: PlanDePrueba, forma: Forma, actividades: list[ActividadDePrueba], *, con_encabezado: bool
) -> list[Fila]:
    columnas = _columnas(plan, forma)
    filas: list[Fila] = []
    if forma.titulo == "en_tabla" and con_encabezado:
        textos = [plan.titulo, *_membrete(plan)][: forma.filas_antes + 1]
        filas += [[Casilla(texto, ancho=len(columnas)), *[None] * (len(columnas) - 1)] for texto in textos]
    if con_encabezado:
        filas += _encabezado(plan, forma, columnas)
    filas += _cuerpo(plan, forma, columnas, actividades)
    if forma.totales:
        filas.append(_totales(columnas, actividades))
    return filas


def _encabezado(plan: PlanDePrueba, forma: Forma, columnas: list[Columna]) -> list[Fila]:
    """Una fila, o dos si los meses van bajo un rótulo o sobre programado y ejecutado."""
    if forma.meses_en == "pares":
        grupos = [c.titulo if c.mes else None for c in columnas]
        abajo = [_titulo(forma, c.campo) if c.mes else c.titulo for c in columnas]
        return _dos_niveles(grupos, [c.mes for c in columnas], abajo)
    if forma.grupo_de_meses:
        es_anio = forma.grupo_de_meses == "anio"
        grupos = [(str(c.mes[0]) if es_anio else forma.grupo_de_meses) if c.mes else None for c in columnas]
        return _dos_niveles(grupos, grupos, [c.titulo for c in columnas])
    return [[Casilla(c.titulo) for c in columnas]]


def _dos_niveles(grupos: list[str | None], claves: Sequence[object], abajo: list[str]) -> list[Fila]:
    """El rótulo de cada grupo se combina sobre las columnas seguidas de igual clave."""
    primera: Fila = []
    segunda: Fila = []
    for n, (grupo, titulo) in enumerate(zip(grupos, abajo, strict=True)):
        if grupo is None:
            primera.append(Casilla(titulo, alto=2))
            segunda.append(None)
            continue
        ancho = next((m for m in range(n, len(claves)) if claves[m] != claves[n]), len(claves)) - n
        primera.append(None if n and claves[n - 1] == claves[n] else Casilla(grupo, ancho=ancho))
        segunda.append(Casilla(titulo))
    return [primera, segunda]


def _cuerpo(
    plan: PlanDePrueba, forma: Forma, columnas: list[Columna], actividades: list[ActividadDePrueba]
) -> list[Fila]:
    filas: list[Fila] = []
    bandas = _niveles_en_banda(forma)
    for n, actividad in enumerate(actividades):
        anterior = actividades[n - 1] if n else None
        if forma.filas_en_blanco and anterior and anterior.linea != actividad.linea:
            filas.append([Casilla() for _ in columnas])
        for nivel in bandas:
            if anterior is None or _rama(anterior, nivel) != _rama(actividad, nivel):
                texto = getattr(actividad, nivel) or ""
                if len(bandas) > 1:
                    texto = f"{_titulo(forma, nivel)}: {texto}"
                filas.append([Casilla(texto, ancho=len(columnas)), *[None] * (len(columnas) - 1)])
        fila = [_casilla(plan, forma, c, actividad) for c in columnas]
        filas.append(_con_padres(forma, columnas, fila, actividades, n))
    return [_con_nota_corrida(fila) for fila in filas]


def _rama(actividad: ActividadDePrueba, nivel: str) -> tuple[str | None, ...]:
    """El padre con todos los suyos: dos objetivos de igual nombre en líneas distintas son dos."""
    return tuple(getattr(actividad, padre) for padre in PADRES[: PADRES.index(nivel) + 1])


def _con_padres(
    forma: Forma, columnas: list[Columna], fila: list[Casilla], actividades: list[ActividadDePrueba], n: int
) -> Fila:
    completa: Fila = list(fila)
    for c, columna in enumerate(columnas):
        if columna.campo not in PADRES or forma.padres == "repetidos":
            continue
        sigue = n > 0 and _rama(actividades[n - 1], columna.campo) == _rama(actividades[n], columna.campo)
        if forma.padres == "vacios" or forma.padres.startswith("bandas") or forma.filas_en_blanco:
            completa[c] = Casilla() if sigue else fila[c]
        else:
            completa[c] = (
                None if sigue else Casilla(fila[c].texto, alto=_tramo(actividades, n, columna.campo))
            )
    return completa


def _tramo(actividades: list[ActividadDePrueba], n: int, campo: str) -> int:
    fin = n
    while fin < len(actividades) and _rama(actividades[fin], campo) == _rama(actividades[n], campo):
        fin += 1
    return fin - n


def _con_nota_corrida(fila: Fila) -> Fila:
    """Una misma frase en los doce meses se escribe una vez, en la celda combinada de todos."""
    corridas = [n for n, c in enumerate(fila) if c is not None and c.texto.endswith("de cada mes")]
    if len(corridas) < 2:
        return fila
    primera, frase = corridas[0], fila[corridas[0]]
    assert frase is not None
    return [
        Casilla(frase.texto, ancho=len(corridas)) if n == primera else None if n in corridas else c
        for n, c in enumerate(fila)
    ]


def _casilla(plan: PlanDePrueba, forma: Forma, columna: Columna, actividad: ActividadDePrueba) -> Casilla:
    if columna.mes:
        origen = actividad.ejecutados if columna.campo == "ejecutado" else actividad.meses
        return _marca(forma, origen.get(columna.mes, 0), actividad.notas.get(columna.mes))
    if columna.tramo:
        return _marca(forma, int(any(mes == columna.tramo[0] for _, mes in actividad.meses)), None)
    if columna.campo in ("inicio", "termino"):
        palabras, fecha = extremo(list(actividad.meses), termino=columna.campo == "termino", plan=plan)
        return Casilla(f"{fecha:%d-%m-%Y}", valor=fecha) if forma.meses_en == "fechas" else Casilla(palabras)
    return Casilla(_texto(plan, forma, columna.campo, actividad))


def _marca(forma: Forma, cantidad: int, nota: str | None) -> Casilla:
    if not cantidad:
        return Casilla()
    if nota:
        return Casilla(nota)
    if forma.marca == "color":
        return Casilla(pintada=True)
    return Casilla(str(cantidad), valor=cantidad) if forma.marca == "cantidad" else Casilla(forma.marca)


def _texto(plan: PlanDePrueba, forma: Forma, campo: str, actividad: ActividadDePrueba) -> str:
    if (
        campo == "actividad"
        and actividad.codigo
        and forma.codigo != "columna"
        and "codigo" not in forma.columnas
    ):
        union = " " if "." in actividad.codigo else {"pegado": ". ", "punto_y_guion": ".- "}[forma.codigo]
        return f"{actividad.codigo}{union}{actividad.actividad}"
    if campo == "responsables":
        return forma.separador.join(actividad.responsables)
    if campo == "meses":
        return en_texto(list(actividad.meses), plan, forma.estilo_de_texto)
    if campo == "interna":
        return "revisar con jefatura"
    return getattr(actividad, campo) or ""


def _totales(columnas: list[Columna], actividades: list[ActividadDePrueba]) -> Fila:
    fila: Fila = []
    for n, columna in enumerate(columnas):
        if columna.mes and columna.campo != "ejecutado":
            suma = sum(a.meses.get(columna.mes, 0) for a in actividades)
            fila.append(Casilla(str(suma), valor=suma))
        else:
            fila.append(Casilla("Total" if n == 0 else ""))
    return fila


def _pie(forma: Forma) -> list[Bloque]:
    bloques: list[Bloque] = []
    if forma.notas:
        bloques.append(Linea("Nota: las fechas pueden cambiar según la disponibilidad presupuestaria."))
    if forma.firmas:
        encabezado: Fila = [Casilla(t) for t in ("Acción", "Cargo", "Firma")]
        filas: list[Fila] = [
            [Casilla("Elaborado por:"), Casilla("Encargado de Medio Ambiente"), Casilla()],
            [Casilla("Aprobado por:"), Casilla("Administrador Municipal"), Casilla()],
        ]
        bloques.append(Rejilla([encabezado, *filas]))
    return bloques
