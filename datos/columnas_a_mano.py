"""Las tablas cuyos títulos no se reconocen: sus columnas, y su lectura como las señala la persona."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from datos.encabezado_a_mano import avisos_de_lo_de_encima, con_encabezados
from datos.importadores.avance import AlAvanzar
from datos.importadores.documento import Celda, Documento, Tabla
from datos.importadores.interprete import interpretar
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Ajustes, Borrador, Campo, ColumnaLeida, PlanBorrador
from modelos.meses import NOMBRES

_SIN_SEGURIDAD = 0.5
_LARGO_DE_TITULO = 60  # letras; una celda más larga ya es un dato
_TITULOS = {
    Campo.PROGRAMA: "Programa", Campo.LINEA: "Línea", Campo.OBJETIVO: "Objetivo", Campo.CODIGO: "N°",
    Campo.ACTIVIDAD: "Actividad", Campo.MES: "Mes", Campo.INICIO: "Inicio", Campo.TERMINO: "Término",
    Campo.RESPONSABLE: "Responsable", Campo.MEDIO_VERIFICACION: "Medio de verificación",
    Campo.INDICADOR: "Indicador", Campo.META: "Meta", Campo.UNIDAD: "Unidad de medida",
    Campo.PESO: "Ponderación", Campo.PRESUPUESTO: "Presupuesto", Campo.RECURRENCIA: "Frecuencia",
    Campo.OBSERVACIONES: "Observaciones", Campo.IGNORAR: "Observaciones",
}  # fmt: skip

_CAMPOS = {campo.value: campo for campo in Campo}
_DOCE = 12
_LIBRES = frozenset({Campo.IGNORAR, Campo.OBSERVACIONES, Campo.MES_EN_COLUMNA})

Fila = Sequence[Celda]
Dichas = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Suelta:
    """Una tabla sin títulos reconocidos y la fila, contada desde 0, que parece nombrar sus columnas."""

    tabla: Tabla
    titular: int
    con_titulos: bool  # si esa fila son títulos, y no ya un dato
    dicha: bool = False  # la persona dijo que esos son los títulos

    @property
    def lugares(self) -> list[str]:
        """«tabla:columna» de cada columna con algo escrito."""
        escritas = {n for fila in self.tabla.filas for n, celda in enumerate(fila) if not celda.vacia}
        return [f"{self.tabla.numero}:{n + 1}" for n in sorted(escritas)]


def leer(
    documento: Documento, ajustes: Ajustes, unidades: Sequence[str], al_avanzar: AlAvanzar | None = None
) -> Borrador:
    """El borrador; con las columnas de las tablas que no se entienden, para que la persona las señale.

    ErrorDeDominio si el documento no trae un plan ni una tabla en que pudiera estar.
    """
    encima = avisos_de_lo_de_encima(documento, ajustes.encabezados)
    leido = _leer(con_encabezados(documento, ajustes.encabezados), ajustes, unidades, al_avanzar)
    return leido.model_copy(update={"avisos": [*leido.avisos, *encima]}) if encima else leido


def _leer(
    documento: Documento, ajustes: Ajustes, unidades: Sequence[str], al_avanzar: AlAvanzar | None
) -> Borrador:
    borrador = _leer_o_nada(documento, ajustes, unidades, al_avanzar)
    sueltas = _sueltas(documento, borrador.columnas if borrador else [], ajustes)
    if not sueltas:
        return borrador or interpretar(documento, ajustes, unidades)
    dichas = _dichas(sueltas, borrador, ajustes)
    if dichas:
        titulado = _titulado(documento, sueltas, dichas)
        leido = _leer_o_nada(titulado, _con(ajustes, dichas), unidades, al_avanzar)
        if leido is not None:
            return leido.model_copy(update={"columnas": _con_su_titulo(leido.columnas, sueltas)})
    if borrador is None:
        borrador = Borrador(plan=_plan_de(documento, sueltas))
    adivinados = _campos_leidos(borrador)
    columnas = [c for suelta in sueltas for c in _columnas(suelta, adivinados | ajustes.columnas)]
    if borrador.actividades:  # esa fila se leyó como una actividad más: que se vea
        columnas = [columna.model_copy(update={"encabezados": []}) for columna in columnas]
    numeros = {suelta.tabla.numero for suelta in sueltas}
    leidas = [columna for columna in borrador.columnas if columna.tabla not in numeros]
    return borrador.model_copy(update={"columnas": [*leidas, *columnas]})


def meses_desde(columnas: Sequence[ColumnaLeida], primera: ColumnaLeida, mes_inicio: int) -> dict[str, str]:
    """Esa columna y las que le siguen son los meses, de corrido, hasta doce o hasta otro dato del plan."""
    siguientes = [columna for columna in columnas if columna.columna >= primera.columna]
    libres = list(takewhile(lambda columna: columna.campo in _LIBRES or columna is primera, siguientes))
    return {
        f"{columna.tabla}:{columna.columna}": f"{Campo.MES_EN_COLUMNA}:{(mes_inicio - 1 + n) % _DOCE + 1}"
        for n, columna in enumerate(libres[:_DOCE])
    }


def _leer_o_nada(
    documento: Documento, ajustes: Ajustes, unidades: Sequence[str], al_avanzar: AlAvanzar | None = None
) -> Borrador | None:
    try:
        return interpretar(documento, ajustes, unidades, al_avanzar)
    except ErrorDeDominio:
        return None


def _sueltas(documento: Documento, leidas: Sequence[ColumnaLeida], ajustes: Ajustes) -> list[_Suelta]:
    """Las tablas sin columnas leídas; la que tiene el ancho de una leída es su continuación."""
    numeros = {columna.tabla for columna in leidas}
    anchos = {_ancho(tabla) for tabla in documento.tablas if tabla.numero in numeros}
    halladas: list[_Suelta | None] = []
    for tabla in documento.tablas:
        if tabla.numero in ajustes.encabezados:
            halladas += [] if _titulada_por_su_fila(tabla, leidas) else [_Suelta(tabla, 0, True, dicha=True)]
        elif tabla.numero not in numeros and _ancho(tabla) not in anchos:
            halladas.append(_suelta(tabla))
    return [suelta for suelta in halladas if suelta is not None]


def _titulada_por_su_fila(tabla: Tabla, leidas: Iterable[ColumnaLeida]) -> bool:
    """Si el intérprete reconoce títulos en la primera fila de la tabla, que es la que dijo la persona."""
    return not tabla.filas or any(
        origen.fila == tabla.filas[0][0].fila
        for columna in leidas
        if columna.tabla == tabla.numero
        for origen in columna.encabezados
    )


def _ancho(tabla: Tabla) -> int:
    return max((len(fila) for fila in tabla.filas), default=0)


def _suelta(tabla: Tabla) -> _Suelta | None:
    """None si no hay dos filas con dos celdas escritas."""
    cuentas = [len(_propias(fila)) for fila in tabla.filas]
    utiles = [n for n, cuenta in enumerate(cuentas) if cuenta > 1]
    if len(utiles) < 2:
        return None
    titular = next(n for n in utiles if cuentas[n] * 2 >= max(cuentas))
    return _Suelta(tabla, titular, all(_es_titulo(celda) for celda in _propias(tabla.filas[titular])))


def _propias(fila: Fila) -> list[Celda]:
    return [celda for celda in fila if not celda.vacia and not celda.repetida]


def _es_titulo(celda: Celda) -> bool:
    texto = celda.texto.strip()
    es_dato = isinstance(celda.valor, int | float | date) or not any(letra.isalpha() for letra in texto)
    return len(texto) <= _LARGO_DE_TITULO and not es_dato


def _dichas(sueltas: Iterable[_Suelta], borrador: Borrador | None, ajustes: Ajustes) -> dict[str, str]:
    """Qué es cada columna de las tablas en que ya se sabe cuál trae las actividades."""
    leidos = _campos_leidos(borrador) if borrador else {}
    dichas: dict[str, str] = {}
    for suelta in sueltas:
        senaladas = {lugar: ajustes.columnas[lugar] for lugar in suelta.lugares if lugar in ajustes.columnas}
        libres = {
            lugar: leidos[lugar]
            for lugar in suelta.lugares
            if leidos.get(lugar, "") not in {"", *senaladas.values()}
        }
        todas = dict.fromkeys(suelta.lugares, Campo.IGNORAR.value) | libres | senaladas
        if (senaladas or suelta.dicha) and Campo.ACTIVIDAD.value in todas.values():
            dichas |= todas
    return dichas


def _campos_leidos(borrador: Borrador) -> dict[str, str]:
    """Lo que más se leyó en cada columna, aunque su título no lo diga."""
    cuentas: dict[str, Counter[Campo]] = {}
    for actividad in borrador.actividades:
        for clave, origen in actividad.origen.items():
            nombre = clave.split(".", 1)[0]
            campo = Campo.MES if nombre == "meses" else _CAMPOS.get(nombre)
            if campo is not None and origen.tabla and origen.columna:
                cuentas.setdefault(f"{origen.tabla}:{origen.columna}", Counter())[campo] += 1
    return {lugar: cuenta.most_common(1)[0][0].value for lugar, cuenta in cuentas.items()}


def _con(ajustes: Ajustes, dichas: Dichas) -> Ajustes:
    return ajustes.model_copy(update={"columnas": {**ajustes.columnas, **dichas}})


def _titulado(documento: Documento, sueltas: Iterable[_Suelta], dichas: Dichas) -> Documento:
    """El mismo documento, con títulos que se reconocen en las tablas en que la persona señaló columnas."""
    nuevas = {
        suelta.tabla.numero: _con_titulos(suelta, dichas)
        for suelta in sueltas
        if any(lugar in dichas for lugar in suelta.lugares)
    }
    bloques = [
        nuevas.get(bloque.numero, bloque) if isinstance(bloque, Tabla) else bloque
        for bloque in documento.bloques
    ]
    return replace(documento, bloques=bloques)


def _con_titulos(suelta: _Suelta, dichas: Dichas) -> Tabla:
    tabla, fila = suelta.tabla, suelta.titular
    titulos = [
        Celda(
            texto=_titulo(dichas.get(f"{tabla.numero}:{n + 1}", Campo.IGNORAR.value)),
            fila=celda.fila if suelta.con_titulos else 0,
            columna=celda.columna,
        )
        for n, celda in enumerate(tabla.filas[fila])
    ]
    resto = tabla.filas[fila + suelta.con_titulos :]
    return replace(tabla, filas=[*tabla.filas[:fila], titulos, *resto])


def _titulo(valor: str) -> str:
    campo, _, mes = valor.partition(":")
    return NOMBRES[int(mes) - 1].capitalize() if mes else _TITULOS[Campo(campo)]


def _con_su_titulo(leidas: Iterable[ColumnaLeida], sueltas: Iterable[_Suelta]) -> list[ColumnaLeida]:
    """Las columnas con el título que tienen en el documento."""
    propios = {
        (columna.tabla, columna.columna): columna.titulo
        for suelta in sueltas
        for columna in _columnas(suelta, {})
    }
    return [
        leida.model_copy(update={"titulo": propios.get((leida.tabla, leida.columna), leida.titulo)})
        for leida in leidas
    ]


def _columnas(suelta: _Suelta, dichas: Dichas) -> list[ColumnaLeida]:
    """Sus columnas, sin seguridad; las que nadie señaló no se usan."""
    tabla, fila = suelta.tabla, suelta.tabla.filas[suelta.titular]
    columnas = []
    for lugar in suelta.lugares:
        numero = int(lugar.split(":")[1])
        celda = fila[numero - 1]
        campo, _, mes = dichas.get(lugar, Campo.IGNORAR.value).partition(":")
        columnas.append(
            ColumnaLeida(
                hoja=tabla.hoja,
                tabla=tabla.numero,
                columna=numero,
                titulo=celda.texto if suelta.con_titulos else "",
                campo=Campo(campo),
                mes=int(mes) if mes else None,
                confianza=_SIN_SEGURIDAD,
                encabezados=[tabla.origen(celda)] if suelta.con_titulos and not celda.vacia else [],
            )
        )
    return columnas


def _plan_de(documento: Documento, sueltas: Sequence[_Suelta]) -> PlanBorrador:
    """El título, el año y los demás datos del plan, que no dependen de cuál sea cada columna."""
    dichas = {suelta.lugares[0]: Campo.ACTIVIDAD.value for suelta in sueltas}
    leido = _leer_o_nada(_titulado(documento, sueltas, dichas), Ajustes(columnas=dichas), ())
    return leido.plan if leido else PlanBorrador()
