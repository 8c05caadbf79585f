"""Los meses escritos con palabras: «marzo a junio», «I trimestre», «todo el año», «15/03/2024»…"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from datos.importadores.interprete.normalizar import limpio, llano
from datos.importadores.interprete.vocabulario_de_meses import (
    ABIERTO,
    ANIO_DE_PERIODO,
    CADA_MES,
    ENTRE_DOS,
    FRAGMENTO,
    FRECUENCIAS,
    LARGOS,
    MES_POR_NOMBRE,
    ORDINAL,
    ORDINALES,
    RELLENO,
    SEMANA,
    TODO_EL_ANIO,
    sin_erratas,
)


@dataclass(frozen=True, slots=True)
class MesEscrito:
    """Un mes que dice el texto; sin año si no lo dice. `vuelta` 1: el rango ya pasó de diciembre."""

    mes: int
    anio: int | None = None
    vuelta: int = 0


@dataclass(frozen=True, slots=True)
class Lectura:
    """Lo que dice un texto sobre los meses; sin meses si no se entendió."""

    meses: tuple[MesEscrito, ...] = ()
    confianza: float = 0.0
    nota: str | None = None
    recurrencia: str | None = None
    motivo: str | None = None


NADA = Lectura()
_ANIOS_CORTOS = range(13, 60)
_LARGO_DE_TITULO = 1000  # letras; en un texto sin fin, buscar meses tarda según el cuadrado de su largo


@dataclass(slots=True)
class _Pieza:
    """Un tramo del texto: unos meses, un enlace o algo que no se entiende."""

    clase: str
    meses: list[MesEscrito] = field(default_factory=list)


@lru_cache(maxsize=4096)
def leer(texto: str, con_numeros: bool = False) -> Lectura:
    """Los meses que dice el texto. `con_numeros`: «3» es marzo, porque la columna es de meses."""
    texto = limpio(texto)
    if not texto or len(texto) > 200:
        return NADA
    if "?" in texto:
        return _en_duda(leer(re.sub("[¿?]", " ", texto), con_numeros), texto)
    plano = ENTRE_DOS.sub(r"\1 a ", ANIO_DE_PERIODO.sub(r"\1 20\2", llano(texto).strip(" .;:()")))
    if con_numeros and (corregido := sin_erratas(plano)) != plano:
        return _con_errata(leer(corregido), texto)
    return (
        _todo_el_anio(plano, texto)
        or _por_frecuencia(plano, texto)
        or (_por_numeros(plano) if con_numeros else None)
        or _abierto(plano, texto)
        or _por_partes(plano, texto)
        or _por_recurrencia(plano, texto)
        or NADA
    )


def meses_nombrados(texto: str) -> list[MesEscrito]:
    """Los meses que aparecen en un título, entre otras palabras."""
    titulo = llano(texto)[:_LARGO_DE_TITULO]
    piezas = _con_anios([_pieza(hallado) for hallado in FRAGMENTO.finditer(titulo)])
    return _juntar([pieza for pieza in piezas if pieza.clase in ("meses", "rango")])


def _doce(anio: int | None = None) -> tuple[MesEscrito, ...]:
    return tuple(MesEscrito(mes, anio) for mes in range(1, 13))


def _todo_el_anio(plano: str, texto: str) -> Lectura | None:
    hallado = TODO_EL_ANIO.match(plano)
    if not hallado:
        return None
    anio = int(hallado["anio"]) if hallado["anio"] else None
    dudoso = re.match(r"permanente|continu|de forma|transversal|siempre", plano)
    if dudoso:
        motivo = f"«{texto}» se leyó como todos los meses del año."
        return Lectura(_doce(anio), 0.75, recurrencia=texto, motivo=motivo)
    return Lectura(_doce(anio), 0.9)


def _por_frecuencia(plano: str, texto: str) -> Lectura | None:
    palabra = plano.removeprefix("frecuencia ").removeprefix("periodicidad ")
    palabra = palabra.removeprefix(": ").removeprefix("en forma ").removeprefix("de forma ")
    cada = FRECUENCIAS.get(palabra)
    if cada is None:
        return None
    if cada == 1:
        return Lectura(_doce(), 0.9, recurrencia=texto)
    if cada == 0:
        motivo = f"«{texto}» se leyó como una vez en cada mes."
        return Lectura(_doce(), 0.75, recurrencia=texto, motivo=motivo)
    meses = tuple(MesEscrito(mes) for mes in range(cada, 13, cada))
    motivo = f"«{texto}» se leyó como el último mes de cada período; confirme los meses."
    return Lectura(meses, 0.75, recurrencia=texto, motivo=motivo)


def _por_numeros(plano: str) -> Lectura | None:
    """«3», «3, 4 y 5», «3-6», «03»: números de mes en una columna de meses."""
    if not re.fullmatch(r"\d{1,2}(?:\s*(?:,|;|y|a|al|-|–|/)\s*\d{1,2})*", plano):
        return None
    numeros = [int(n) for n in re.findall(r"\d+", plano)]
    if not all(1 <= n <= 12 for n in numeros):
        return None
    if len(numeros) == 2 and re.search(r"[a–-]", plano):
        return Lectura(tuple(tramo(MesEscrito(numeros[0]), MesEscrito(numeros[1]))), 0.8)
    return Lectura(tuple(MesEscrito(n) for n in numeros), 0.85)


def _con_errata(lectura: Lectura, texto: str) -> Lectura:
    """Lo leído de un mes mal escrito vale, pero la persona debe mirarlo."""
    motivo = f"«{texto}» trae un mes mal escrito: compruebe cuál es."
    return replace(lectura, confianza=min(lectura.confianza, 0.75), motivo=motivo) if lectura.meses else NADA


def _en_duda(lectura: Lectura, texto: str) -> Lectura:
    """«¿Noviembre?»: el documento pregunta; la persona responde."""
    motivo = f"«{texto}» viene entre signos de pregunta: confirme los meses."
    return replace(lectura, confianza=min(lectura.confianza, 0.75), motivo=motivo) if lectura.meses else NADA


def _abierto(plano: str, texto: str) -> Lectura | None:
    """«Desde junio», «de abril en adelante»: hasta diciembre, con duda."""
    hallado = ABIERTO.fullmatch(plano)
    if not hallado:
        return None
    anio = _anio(hallado["anio"])
    meses = tramo(MesEscrito(MES_POR_NOMBRE[hallado["nombre"]], anio), MesEscrito(12, anio))
    return Lectura(tuple(meses), 0.75, motivo=f"«{texto}» se leyó hasta diciembre: compruebe el término.")


def _por_recurrencia(plano: str, texto: str) -> Lectura | None:
    if not CADA_MES.search(plano):
        return None
    return Lectura(_doce(), 0.85, nota=texto, recurrencia=texto)


def _por_partes(plano: str, texto: str) -> Lectura | None:
    if CADA_MES.search(plano):
        return None
    piezas = [_pieza(hallado) for hallado in FRAGMENTO.finditer(plano)]
    meses = _juntar(_con_anios(piezas))
    if not meses:
        return None
    sobras = sum(pieza.clase == "otro" for pieza in piezas)
    if sobras == 0:
        return Lectura(tuple(meses), 0.92, nota=texto if SEMANA.search(plano) else None)
    motivo = f"De «{texto}» se entendieron solo los meses."
    return Lectura(tuple(meses), 0.75 if sobras <= 3 else 0.5, nota=texto, motivo=motivo)


def _pieza(hallado: re.Match[str]) -> _Pieza:
    clase = hallado.lastgroup or "otro"
    for nombre in ("fecha", "iso", "mes_anio", "corta", "periodo", "inverso", "letra", "mes"):
        if hallado[nombre]:
            return (
                _Pieza("meses", _meses_de(nombre, hallado)) if _meses_de(nombre, hallado) else _Pieza("otro")
            )
    if hallado["otro"]:
        palabra = hallado["otro"].strip("().:°º")
        return _Pieza("relleno" if palabra in RELLENO or palabra.isdigit() or not palabra else "otro")
    if hallado["solo_anio"]:
        return _Pieza("anio", [MesEscrito(1, int(hallado["solo_anio"]))])
    return _Pieza(clase)


def _meses_de(nombre: str, hallado: re.Match[str]) -> list[MesEscrito]:
    if nombre == "mes":
        anio = _anio(hallado["anio"])
        return [MesEscrito(MES_POR_NOMBRE[hallado["nombre"]], anio)]
    if nombre in ("periodo", "inverso"):
        return _del_periodo(hallado)
    if nombre == "letra":
        letra, cifra = sorted(hallado["letra"], reverse=True)
        return _tramo(int(cifra), 6 if letra == "s" else 3)
    numeros = [int(n) for n in re.findall(r"\d+", hallado[nombre])]
    return _de_fecha(nombre, numeros)


def _de_fecha(nombre: str, numeros: list[int]) -> list[MesEscrito]:
    orden = {"fecha": (1, 2), "iso": (1, 0), "mes_anio": (0, 1), "corta": (1, -1)}[nombre]
    if nombre == "corta" and numeros[1] in _ANIOS_CORTOS:
        orden = (0, 1)  # «11/26» no es un día: es noviembre de 2026
    mes = numeros[orden[0]]
    anio = _anio(str(numeros[orden[1]])) if orden[1] >= 0 else None
    return [MesEscrito(mes, anio)] if 1 <= mes <= 12 else []


def _anio(texto: str | None) -> int | None:
    if not texto:
        return None
    return int(texto) if len(texto) == 4 else 2000 + int(texto)


def _del_periodo(hallado: re.Match[str]) -> list[MesEscrito]:
    nombre = hallado["largo"] or hallado["largo2"]
    largo = next(valor for clave, valor in LARGOS.items() if clave.startswith(nombre))
    texto = hallado["ords"] or hallado["ords2"]
    ordinales = [_ordinal(o, 12 // largo) for o in re.findall(ORDINAL, texto)]
    if re.search(r"\bal?\b|[-–]", texto) and len(ordinales) == 2:
        ordinales = list(range(ordinales[0], ordinales[1] + 1))
    return [mes for n in ordinales for mes in _tramo(n, largo)]


def _ordinal(texto: str, cantidad: int) -> int:
    numero = int(texto[0]) if texto[0].isdigit() else ORDINALES[texto]
    return cantidad if numero == -1 else numero


def _tramo(numero: int, largo: int) -> list[MesEscrito]:
    if not 1 <= numero <= 12 // largo:
        return []
    return [MesEscrito(mes) for mes in range((numero - 1) * largo + 1, numero * largo + 1)]


def _con_anios(piezas: list[_Pieza]) -> list[_Pieza]:
    """Un año al final («marzo a junio de 2024») vale para los meses de antes que no lo dicen."""
    anio: int | None = None
    resultado: list[_Pieza] = []
    for pieza in reversed(piezas):
        if pieza.clase == "anio":
            anio = pieza.meses[0].anio
            continue
        if pieza.clase == "meses":
            nuevos = [replace(mes, anio=mes.anio or anio) for mes in pieza.meses]
            anio = nuevos[0].anio
            pieza = _Pieza("meses", _sin_volver(nuevos))
        resultado.append(pieza)
    return resultado[::-1]


def _sin_volver(meses: list[MesEscrito]) -> list[MesEscrito]:
    return list(dict.fromkeys(meses))


def _juntar(piezas: list[_Pieza]) -> list[MesEscrito]:
    """Une los tramos; un enlace de rango entre dos meses agrega los de en medio."""
    meses: list[MesEscrito] = []
    enlace = False
    de_a_uno = _es_enumeracion(piezas)
    for pieza in piezas:
        if pieza.clase == "rango" and not de_a_uno:
            enlace = bool(meses)
        elif pieza.clase == "junta":
            enlace = False
        elif pieza.clase == "meses":
            meses.extend(tramo(meses.pop(), pieza.meses[0]) if enlace else pieza.meses[:1])
            meses.extend(pieza.meses[1:])
            enlace = False
    return list(dict.fromkeys(meses))


def _es_enumeracion(piezas: list[_Pieza]) -> bool:
    """«Ene-Abr-Jul-Oct»: tres o más meses unidos por guiones son esos meses, no un tramo."""
    clases = [pieza.clase for pieza in piezas]
    sueltos = all(len(pieza.meses) == 1 for pieza in piezas if pieza.clase == "meses")
    alternan = clases[::2] == ["meses"] * len(clases[::2]) and clases[1::2] == ["rango"] * len(clases[1::2])
    return sueltos and alternan and clases.count("meses") > 2


def tramo(desde: MesEscrito, hasta: MesEscrito) -> list[MesEscrito]:
    """Los meses de un rango; si el segundo es anterior, el rango pasa al año siguiente."""
    anio = desde.anio
    if anio is not None and hasta.anio == anio and hasta.mes < desde.mes:
        anio -= 1  # «noviembre a febrero de 2025» empieza en 2024
    cuenta = (hasta.mes - desde.mes) % 12
    if anio is not None and hasta.anio is not None:
        cuenta = (hasta.anio - anio) * 12 + hasta.mes - desde.mes
    if not 0 <= cuenta <= 60:
        return [desde, hasta]
    return [_avanzado(desde.mes - 1 + n, anio) for n in range(cuenta + 1)]


def _avanzado(cuenta: int, anio: int | None) -> MesEscrito:
    """El mes que resulta de contar desde enero del año (o del primero, si no se sabe cuál)."""
    vueltas, mes = divmod(cuenta, 12)
    return MesEscrito(mes + 1, None, vueltas) if anio is None else MesEscrito(mes + 1, anio + vueltas)
