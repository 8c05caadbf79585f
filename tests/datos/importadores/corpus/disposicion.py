"""Dispone un plan en los bloques de un documento, según una forma."""

from dataclasses import replace

from tests.datos.importadores.corpus.bloques import Bloque, Casilla, Fila, Linea, Rejilla
from tests.datos.importadores.corpus.casillas import casilla_de
from tests.datos.importadores.corpus.columnas import (
    Columna,
    columnas_de,
    encabezado,
    niveles_en_banda,
    titulo_de,
)
from tests.datos.importadores.corpus.forma import PADRES, Forma
from tests.datos.importadores.corpus.plan import ActividadDePrueba, PlanDePrueba


def disponer(plan: PlanDePrueba, forma: Forma) -> list[Bloque]:
    """Los bloques del documento."""
    bloques: list[Bloque] = []
    if forma.titulo == "parrafo":
        bloques.append(Linea(plan.titulo, nivel=1))
        bloques += [Linea(texto) for texto in _membrete(plan)[: forma.filas_antes]]
    if plan.objetivos:
        bloques.append(Linea("Objetivo específico"))
        bloques += [Linea(texto, vineta=True) for texto in plan.objetivos]
    if forma.actividades_juntas:
        plan = _con_actividades_juntas(plan)
    for nombre, actividades, con_encabezado in _partes(plan, forma):
        filas = _tabla(plan, forma, actividades, con_encabezado=con_encabezado)
        ocultas = [n for n, c in enumerate(columnas_de(plan, forma)) if c.campo == "interna"]
        bloques.append(Rejilla(filas, nombre, frozenset(ocultas)))
    return bloques + _pie(forma)


def _con_actividades_juntas(plan: PlanDePrueba) -> PlanDePrueba:
    """Una fila por objetivo; su celda de actividad trae varias líneas numeradas."""
    filas: dict[tuple[str | None, ...], ActividadDePrueba] = {}
    for actividad in plan.actividades:
        rama = _rama(actividad, "objetivo")
        linea = f"{actividad.codigo}. {actividad.actividad}"
        previa = filas.get(rama)
        texto = linea if previa is None else f"{previa.actividad}\n{linea}"
        filas[rama] = replace(actividad, codigo=None, actividad=texto)
    return replace(plan, actividades=tuple(filas.values()))


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
    if forma.hojas or forma.hojas_con_nombre:
        lineas = list(dict.fromkeys(a.linea for a in todas))
        return [
            (linea if forma.hojas_con_nombre else f"Hoja {n}", [a for a in todas if a.linea == linea], True)
            for n, linea in enumerate(lineas, start=1)
        ]
    if forma.corte is None:
        return [(None, todas, True)]
    mitad = len(todas) // 2
    return [(None, todas[:mitad], True), (None, todas[mitad:], forma.corte == "con_encabezado")]


def _tabla(
    plan: PlanDePrueba, forma: Forma, actividades: list[ActividadDePrueba], *, con_encabezado: bool
) -> list[Fila]:
    columnas = columnas_de(plan, forma)
    filas: list[Fila] = []
    if forma.titulo == "en_tabla" and con_encabezado:
        textos = [plan.titulo, *_membrete(plan)][: forma.filas_antes + 1]
        filas += [[Casilla(texto, ancho=len(columnas)), *[None] * (len(columnas) - 1)] for texto in textos]
    if con_encabezado:
        filas += encabezado(plan, forma, columnas)
    filas += _cuerpo(plan, forma, columnas, actividades)
    if forma.totales:
        filas.append(_totales("Total", columnas, actividades))
    return _con_margen(forma, filas)


def _con_margen(forma: Forma, filas: list[Fila]) -> list[Fila]:
    return [[Casilla(), *fila] for fila in filas] if forma.margen else filas


def _cuerpo(
    plan: PlanDePrueba, forma: Forma, columnas: list[Columna], actividades: list[ActividadDePrueba]
) -> list[Fila]:
    filas: list[Fila] = []
    bandas = [] if forma.hojas_con_nombre else niveles_en_banda(forma)
    for n, actividad in enumerate(actividades):
        anterior = actividades[n - 1] if n else None
        if forma.filas_en_blanco and anterior and anterior.linea != actividad.linea:
            filas.append([Casilla() for _ in columnas])
        for nivel in bandas:
            if anterior is None or _rama(anterior, nivel) != _rama(actividad, nivel):
                texto = getattr(actividad, nivel) or ""
                if len(bandas) > 1:
                    texto = f"{titulo_de(forma, nivel)}: {texto}"
                filas.append([Casilla(texto, ancho=len(columnas)), *[None] * (len(columnas) - 1)])
        if forma.encabezado_repetido and n == len(actividades) // 2:
            filas += encabezado(plan, forma, columnas)
        fila = [casilla_de(plan, forma, c, actividad) for c in columnas]
        completa = _con_padres(forma, columnas, fila, actividades, n)
        filas.append(_con_barras(columnas, completa) if forma.barras else completa)
        siguiente = actividades[n + 1] if n + 1 < len(actividades) else None
        if forma.subtotales and (siguiente is None or siguiente.linea != actividad.linea):
            suyas = [a for a in actividades if a.linea == actividad.linea]
            filas.append(_totales("Subtotal", columnas, suyas))
    return [_con_nota_corrida(forma, fila) for fila in filas]


def _con_barras(columnas: list[Columna], fila: Fila) -> Fila:
    """Cada tramo de meses seguidos, en una celda combinada."""
    con_barras = list(fila)
    inicio = 0
    while inicio < len(fila):
        fin = inicio
        while fin < len(fila) and columnas[fin].mes and fila[fin] not in (None, Casilla()):
            fin += 1
        if fin > inicio:
            con_barras[inicio:fin] = [Casilla(ancho=fin - inicio, pintada=True), *[None] * (fin - inicio - 1)]
        inicio = fin + 1
    return con_barras


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
        if _sin_combinar(forma):
            completa[c] = Casilla() if sigue else fila[c]
        else:
            completa[c] = (
                None if sigue else Casilla(fila[c].texto, alto=_tramo(actividades, n, columna.campo))
            )
    return completa


def _sin_combinar(forma: Forma) -> bool:
    """Lo que se intercala entre las filas impide combinar a los padres hacia abajo."""
    intercala = forma.subtotales or forma.encabezado_repetido or forma.filas_en_blanco
    return intercala or forma.padres == "vacios" or forma.padres.startswith("bandas")


def _tramo(actividades: list[ActividadDePrueba], n: int, campo: str) -> int:
    fin = n
    while fin < len(actividades) and _rama(actividades[fin], campo) == _rama(actividades[n], campo):
        fin += 1
    return fin - n


def _con_nota_corrida(forma: Forma, fila: Fila) -> Fila:
    """Una misma frase en los doce meses se escribe una vez: en la celda de todos, o en la de enero."""
    corridas = [n for n, c in enumerate(fila) if c is not None and c.texto.endswith("de cada mes")]
    if len(corridas) < 2:
        return fila
    primera, frase = corridas[0], fila[corridas[0]]
    assert frase is not None
    if forma.nota_en_la_primera:
        return [Casilla() if n in corridas[1:] else c for n, c in enumerate(fila)]
    return [
        Casilla(frase.texto, ancho=len(corridas)) if n == primera else None if n in corridas else c
        for n, c in enumerate(fila)
    ]


def _totales(rotulo: str, columnas: list[Columna], actividades: list[ActividadDePrueba]) -> Fila:
    fila: Fila = []
    for n, columna in enumerate(columnas):
        if columna.mes and columna.campo != "ejecutado":
            suma = sum(a.meses.get(columna.mes, 0) for a in actividades)
            fila.append(Casilla(str(suma), valor=suma))
        else:
            fila.append(Casilla(rotulo if n == 0 else ""))
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
