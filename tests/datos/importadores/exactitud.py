"""Cuánto acierta la importación sobre el corpus: `python -m tests.datos.importadores.exactitud`."""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from datos.importadores.documento import Documento, Parrafo
from datos.importadores.interprete import interpretar
from datos.importadores.lectores import leer
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import ActividadBorrador, Borrador, PlanBorrador
from modelos.importacion.origen import Origen
from tests.datos.importadores.corpus import a_mano, ajenos, otros_formatos, variantes
from tests.datos.importadores.corpus.plan import ActividadDePrueba
from tests.datos.importadores.corpus.variantes import Caso

GRUPOS: dict[str, Callable[[], Iterator[Caso]]] = {
    "variantes": variantes.casos,
    "planes no vistos": ajenos.casos,
    "dibujados a mano": a_mano.casos,
    "leídos a ciegas": a_mano.casos_a_ciegas,
    "en otros formatos": otros_formatos.casos,
}
CONFIABLE = 0.8
TRAMOS = (0, 0.5, 0.7, 0.8, 0.9, 1, 2)
TEXTOS = ("programa", "linea", "objetivo", "codigo", "actividad")
CAMPOS = (*TEXTOS, "meses", "responsables")
DETALLES = ("medio_verificacion", "meta", "presupuesto", "peso")

Campo = tuple[float, bool]  # la confianza con que se leyó y si está bien
SUMABLES = (
    "esperadas", "correctas", "sobrantes", "avisos", "sin_motivo", "celdas", "celdas_con_destino", "campos",
    "clases",
)  # fmt: skip


@dataclass(slots=True)
class Resultado:
    """Lo medido en un documento, o la suma de varios."""

    nombre: str = ""
    esperadas: int = 0
    correctas: int = 0
    sobrantes: int = 0
    avisos: int = 0
    sin_motivo: int = 0  # actividades que se pide revisar sin decir por qué
    celdas: int = 0
    celdas_con_destino: int = 0
    campos: Counter[Campo] = field(default_factory=Counter)
    fallas: list[str] = field(default_factory=list)
    clases: Counter[str] = field(default_factory=Counter)

    @property
    def exactitud(self) -> float:
        """Actividades correctas sobre las esperadas y las que sobran."""
        return self.correctas / max(1, self.esperadas + self.sobrantes)

    @property
    def confiables_errados(self) -> float:
        """De los campos con confianza de 0,8 o más, la parte mala."""
        confiables = self.cuenta(desde=CONFIABLE)
        return (confiables - self.cuenta(desde=CONFIABLE, bien=True)) / max(1, confiables)

    @property
    def buenos_con_confianza(self) -> float:
        """De los campos bien leídos, la parte con confianza de 0,8 o más."""
        return self.cuenta(desde=CONFIABLE, bien=True) / max(1, self.cuenta(bien=True))

    @property
    def cobertura(self) -> float:
        """Celdas no vacías y párrafos con lugar en el borrador o aviso."""
        return self.celdas_con_destino / max(1, self.celdas)

    def cuenta(self, *, desde: float = 0, hasta: float = 2, bien: bool | None = None) -> int:
        """Campos con confianza en [desde, hasta); solo los bien o mal leídos si se dice."""
        return sum(
            cuantos
            for (confianza, acertado), cuantos in self.campos.items()
            if desde <= confianza < hasta and bien in (None, acertado)
        )


def medir(caso: Caso) -> Resultado:
    """Lee e interpreta el documento y lo compara con lo que dice de verdad."""
    documento = leer(caso.archivo, caso.contenido())
    borrador = _interpretar(documento)
    resultado = Resultado(caso.nombre, esperadas=len(caso.plan.actividades), avisos=len(borrador.avisos))
    resultado.sin_motivo = _sin_motivo(borrador)
    _cubrir(resultado, documento, borrador)
    parejas, sobrantes = emparejar(caso.plan.actividades, borrador.actividades)
    resultado.sobrantes = len(sobrantes)
    for leida in sobrantes:
        resultado.clases["sobra"] += 1
        resultado.fallas.append(f"sobra «{leida.actividad}»")
        _anotar_campo(resultado, leida.confianzas.get("actividad", 1.0), bien=False)
    for esperada, pareja in parejas:
        _comparar(resultado, esperada, pareja)
        if caso.detalles and pareja is not None:
            _comparar_detalles(resultado, esperada, pareja)
    return resultado


def _sin_motivo(borrador: Borrador) -> int:
    """El motivo va en la actividad o, si la duda es de la columna o la tabla, en un aviso del documento."""
    avisado = any(" se ley" in aviso.mensaje or " adivinaron" in aviso.mensaje for aviso in borrador.avisos)
    dudosas = (una for una in borrador.actividades if una.confianza < CONFIABLE and not una.motivos)
    return 0 if avisado else sum(1 for _ in dudosas)


def _interpretar(documento: Documento) -> Borrador:
    """Un documento en que no se halla plan cuenta como uno sin ninguna actividad."""
    try:
        return interpretar(documento)
    except ErrorDeDominio:
        return Borrador(plan=PlanBorrador())


def sumar(resultados: Iterable[Resultado]) -> Resultado:
    """El total de varios documentos."""
    total = Resultado("total")
    for uno in resultados:
        for nombre in SUMABLES:
            setattr(total, nombre, getattr(total, nombre) + getattr(uno, nombre))
    return total


def plano(texto: str | None) -> str | None:
    """Sin espacios de más; vacío es lo mismo que nada."""
    return re.sub(r"\s+", " ", texto).strip() or None if texto else None


def alternativas(texto: str | None) -> list[str | None]:
    """Lo que una persona daría por bien leído: «Línea 1: Agua // Agua» admite las dos."""
    return [plano(opcion) for opcion in re.split(r"\s*//\s*", texto or "")]


def emparejar(
    esperadas: Iterable[ActividadDePrueba], leidas: Iterable[ActividadBorrador]
) -> tuple[list[tuple[ActividadDePrueba, ActividadBorrador | None]], list[ActividadBorrador]]:
    """Cada esperada con la leída de igual nombre y, si hay varias, con la de iguales padres."""
    libres = list(leidas)
    parejas: list[tuple[ActividadDePrueba, ActividadBorrador | None]] = []
    for esperada in esperadas:
        tocayas = [a for a in libres if plano(a.actividad) in alternativas(esperada.actividad)]
        parecido = max(tocayas, key=lambda a: _parecido(esperada, a), default=None)
        if parecido is not None:
            libres.remove(parecido)
        parejas.append((esperada, parecido))
    return parejas, libres


def _parecido(esperada: ActividadDePrueba, leida: ActividadBorrador) -> int:
    return sum(plano(getattr(leida, campo)) in alternativas(getattr(esperada, campo)) for campo in TEXTOS)


def _comparar(resultado: Resultado, esperada: ActividadDePrueba, leida: ActividadBorrador | None) -> None:
    if leida is None:
        resultado.clases["falta"] += 1
        resultado.fallas.append(f"falta «{esperada.actividad}»")
        return
    malos = [campo for campo in CAMPOS if not _igual(esperada, leida, campo)]
    resultado.correctas += not malos
    for campo in malos:
        resultado.clases[campo] += 1
        leido, debido = _valor(leida, campo), _esperado(esperada, campo)
        resultado.fallas.append(f"{campo} de «{esperada.actividad[:50]}»: {leido!r} en vez de {debido!r}")
    for campo in (*TEXTOS, "responsables"):
        if _valor(leida, campo):
            _anotar_campo(resultado, leida.confianzas.get(campo, 1.0), bien=campo not in malos)
    _anotar_meses(resultado, esperada, leida)


def _anotar_meses(resultado: Resultado, esperada: ActividadDePrueba, leida: ActividadBorrador) -> None:
    posibles = [m for una in (esperada, *esperada.tambien) if (m := _esperado(una, "meses"))]
    iguales = [meses for meses in posibles if meses == _valor(leida, "meses")]
    buenos = (iguales or posibles or [[]])[0]
    assert isinstance(buenos, list)
    for mes in leida.meses:
        clave = f"meses.{mes.anio}-{mes.mes:02d}" if mes.anio else f"meses.{mes.mes:02d}"
        bien = (mes.anio or 0, mes.mes, mes.programado or 0, mes.ejecutado or 0) in buenos
        _anotar_campo(resultado, leida.confianzas.get(clave, 1.0), bien=bien)


def _comparar_detalles(resultado: Resultado, esperada: ActividadDePrueba, leida: ActividadBorrador) -> None:
    """Lo que no decide si la actividad es correcta, pero también se afirma con una confianza."""
    for campo in DETALLES:
        debido = plano(getattr(esperada, campo))
        leido = getattr(leida, campo)
        leido = f"{leido:g}" if campo == "peso" and leido is not None else leido
        leido = f"{leido:.0f}" if campo == "presupuesto" and leido is not None else plano(leido)
        if debido and leido != debido:
            resultado.clases[campo] += 1
            resultado.fallas.append(f"{campo} de «{leida.actividad[:50]}»: {leido!r} en vez de {debido!r}")
        if debido and leido:
            _anotar_campo(resultado, leida.confianzas.get(campo, 1.0), bien=leido == debido)


def _anotar_campo(resultado: Resultado, confianza: float, *, bien: bool) -> None:
    resultado.campos[confianza, bien] += 1


def _igual(esperada: ActividadDePrueba, leida: ActividadBorrador, campo: str) -> bool:
    if campo == "meses" and any(
        plano(mes.nota) != plano(esperada.notas[mes.anio, mes.mes])
        for mes in leida.meses
        if (mes.anio, mes.mes) in esperada.notas
    ):
        return False
    if campo in TEXTOS:
        return _valor(leida, campo) in alternativas(getattr(esperada, campo))
    return any(_valor(leida, campo) == _esperado(una, campo) for una in (esperada, *esperada.tambien))


def _valor(leida: ActividadBorrador, campo: str) -> object:
    if campo == "meses":
        return sorted((m.anio or 0, m.mes, m.programado or 0, m.ejecutado or 0) for m in leida.meses)
    if campo == "responsables":
        return [plano(r) for r in leida.responsables]
    return plano(getattr(leida, campo))


def _esperado(esperada: ActividadDePrueba, campo: str) -> object:
    if campo == "meses":
        return sorted(
            (anio or 0, mes, esperada.meses.get((anio, mes), 0), esperada.ejecutados.get((anio, mes), 0))
            for anio, mes in esperada.meses | esperada.ejecutados
        )
    if campo == "responsables":
        return [plano(r) for r in esperada.responsables]
    return plano(getattr(esperada, campo))


def _cubrir(resultado: Resultado, documento: Documento, borrador: Borrador) -> None:
    """Cuenta las celdas propias no vacías y los párrafos, y cuáles son origen de algo o tienen su aviso."""
    destinos = {(o.hoja, o.tabla, o.fila, o.columna) for o in origenes(borrador)}
    for bloque in documento.bloques:
        lugares: list[tuple[str | None, int | None, int, int | None]]
        if isinstance(bloque, Parrafo):
            lugares = [(bloque.hoja, None, bloque.fila, None)]
        else:
            propias = [c for fila in bloque.filas for c in fila if not c.vacia and not c.repetida]
            lugares = [(bloque.hoja, bloque.numero, c.fila, c.columna) for c in propias]
        resultado.celdas += len(lugares)
        resultado.celdas_con_destino += sum(lugar in destinos for lugar in lugares)


def origenes(borrador: Borrador) -> Iterator[Origen]:
    """Todos los lugares del documento que el borrador dice haber usado."""
    yield from borrador.plan.origen.values()
    for actividad in borrador.actividades:
        yield from actividad.origen.values()
    for columna in borrador.columnas:
        yield from columna.encabezados
    for aviso in borrador.avisos:
        yield from aviso.lugares
    for lista in (borrador.plan.objetivos, borrador.participacion, borrador.firmas):
        sueltos: list[Origen | None] = [suelto.origen for suelto in lista]
        yield from (origen for origen in sueltos if origen is not None)


def main() -> None:
    """Imprime una línea por documento y el total de cada grupo, o la tabla de calibración."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("--fallas", action="store_true", help="muestra cada campo mal leído")
    opciones.add_argument("--calibracion", action="store_true", help="solo qué significa cada confianza")
    opciones.add_argument("--solo", default="", help="solo los documentos cuyo nombre contiene esto")
    elegidas = opciones.parse_args()
    medidos = {
        titulo: [medir(caso) for caso in casos() if elegidas.solo in caso.nombre]
        for titulo, casos in GRUPOS.items()
    }
    if elegidas.calibracion:
        print(calibracion({titulo: sumar(resultados) for titulo, resultados in medidos.items()}))
        return
    for titulo, resultados in medidos.items():
        _imprimir(titulo, resultados, con_fallas=elegidas.fallas)


def calibracion(grupos: dict[str, Resultado]) -> str:
    """La tabla de `docs/lectura.md`: por tramo de confianza, cuántos campos hay y cuántos están bien."""
    filas = [["Confianza", *grupos], ["---"] * (len(grupos) + 1)]
    for desde, hasta in pairwise(TRAMOS):
        nombre = "1" if desde == 1 else f"{desde:g} a menos de {hasta:g}".replace(".", ",")
        filas.append([nombre, *(_aciertos(grupo, desde, hasta) for grupo in grupos.values())])
    return "\n".join(f"| {' | '.join(fila)} |" for fila in filas)


def _aciertos(grupo: Resultado, desde: float, hasta: float) -> str:
    campos = grupo.cuenta(desde=desde, hasta=hasta)
    if not campos:
        return "—"
    buenos = grupo.cuenta(desde=desde, hasta=hasta, bien=True)
    parte = f"{buenos / campos * 100:.1f}".replace(".", ",")
    return f"{buenos:_} de {campos:_}".replace("_", ".") + f" ({parte} %)"


def _imprimir(titulo: str, resultados: list[Resultado], *, con_fallas: bool) -> None:
    print(f"\n{titulo}: {len(resultados)} documentos")
    for uno in sorted(resultados, key=lambda r: r.exactitud):
        print(_fila(uno))
        for falla in uno.fallas if con_fallas else []:
            print(f"      {falla}")
    total = sumar(resultados)
    print(_fila(total), dict(total.clases.most_common()))


def _fila(uno: Resultado) -> str:
    return (
        f"{uno.exactitud:7.1%} {uno.correctas:4d}/{uno.esperadas:<4d} sobran {uno.sobrantes:<3d} "
        f"avisos {uno.avisos:<4d} celdas {uno.cobertura:6.1%} "
        f"errados≥0,8 {uno.confiables_errados:6.2%} buenos≥0,8 {uno.buenos_con_confianza:6.1%}  {uno.nombre}"
    )


if __name__ == "__main__":
    main()
