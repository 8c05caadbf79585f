"""Las columnas de un cronograma exportado: de aquí salen el Excel, el Word y el CSV, y por aquí vuelven."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from modelos.arbol import CeldaMes, EnElPlan, PlanCompleto
from modelos.calendario.cronograma import meses_mostrados
from modelos.dinero import de_centavos
from modelos.importacion.clave_exportada import ClaveExportada
from modelos.meses import NOMBRES, Mes
from modelos.plan import Etiquetas, TipoPlan
from modelos.vigencia import ANIOS_ADMITIDOS

Valor = str | int | float | None
CLAVE, PROGRAMA, LINEA, OBJETIVO = "clave", "programa", "linea", "objetivo"
CODIGO, ACTIVIDAD, RESPONSABLES = "codigo", "actividad", "responsables"
MESES, EJECUTADO, NOTAS = "meses", "ejecutado", "notas"
_TITULO_DE_MES = re.compile(r"(\w{3}) (\d{4})( ejecutado)?")


class Clase(StrEnum):
    """Qué clase de dato lleva una columna; decide su formato y qué se admite en ella."""

    TEXTO = "texto"
    CODIGO = "codigo"  # un texto corto que parece un número: «001» no es 1
    CANTIDAD = "cantidad"  # entero, cero o más
    DECIMAL = "decimal"
    DINERO = "dinero"  # en la moneda del país


@dataclass(frozen=True, slots=True)
class Columna:
    """Una columna; `campo` es el de `ActividadBorrador` al que vuelve, o «meses» y «ejecutado» con su mes."""

    campo: str
    titulo: str
    ancho: int  # letras
    valor: Callable[[EnElPlan], Valor]
    clase: Clase = Clase.TEXTO
    mes: Mes | None = None

    @property
    def es_texto(self) -> bool:
        """Si se guarda como se escribió, y no como un número."""
        return self.clase in (Clase.TEXTO, Clase.CODIGO)

    @property
    def titulo_corto(self) -> str:
        """«Mar» y, debajo, su año; el de las demás es el suyo."""
        return f"{self.mes.abreviado}\n{self.mes.anio}" if self.mes else self.titulo


def columnas(plan: PlanCompleto) -> list[Columna]:
    """Las de una actividad y, tras su nombre, una por mes programado."""
    todas = propias_de(plan.etiquetas, (plan.id, plan.version))
    propias = [c for c in todas if c.campo != PROGRAMA or _tiene_programas(plan)]
    lugar = next(n for n, columna in enumerate(propias, start=1) if columna.campo == ACTIVIDAD)
    return [*propias[:lugar], *programado(plan), *propias[lugar:]]


def propias_de(etiquetas: Etiquetas, de_donde: tuple[int, int] = (0, 0)) -> list[Columna]:
    """Las que no son meses, con los nombres que el tipo de plan da a sus niveles.

    `de_donde` son el ID del plan y su versión, que van en la clave.
    """
    return [
        Columna(CLAVE, "Clave", 16, _clave(*de_donde)),
        Columna(PROGRAMA, "Programa", 18, lambda fila: fila.linea.programa),
        Columna(LINEA, etiquetas.linea.capitalize(), 20, lambda fila: fila.linea.nombre),
        Columna(OBJETIVO, etiquetas.objetivo.capitalize(), 26, lambda fila: fila.objetivo.nombre),
        Columna(CODIGO, "N.º", 6, lambda fila: fila.actividad.codigo, Clase.CODIGO),
        Columna(ACTIVIDAD, "Actividad", 44, lambda fila: fila.actividad.nombre),
        _de_actividad("unidad", "Unidad de medida", 14, atributo="unidad_medida"),
        Columna(RESPONSABLES, "Responsables", 26, _responsables),
        _de_actividad("medio_verificacion", "Medio de verificación", 30),
        _de_actividad("indicador", "Indicador", 24),
        _de_actividad("meta", "Meta de la actividad", 18),
        Columna("peso", "Peso", 8, lambda fila: fila.actividad.peso, Clase.DECIMAL),
        _dinero("presupuesto", "Presupuesto"),
        _dinero("gastado", "Gastado"),
        _de_actividad("recurrencia", "Frecuencia", 22),
        _de_actividad("observaciones", "Observaciones", 30),
        _de_actividad("causa", "Causa del atraso", 26),
        _de_actividad("proximo_paso", "Próximo paso", 26),
    ]


def programado(plan: PlanCompleto) -> list[Columna]:
    """Una por mes, con lo programado."""
    return [_programado(mes) for mes in meses_mostrados(plan, None)]


def ejecutado(plan: PlanCompleto) -> list[Columna]:
    """Una por mes, con lo ejecutado."""
    return [_ejecutado(mes) for mes in meses_mostrados(plan, None)]


def seguimiento(plan: PlanCompleto) -> list[Columna]:
    """Las de la hoja de lo ejecutado, con lo justo para saber de qué actividad es."""
    propias = {columna.campo: columna for columna in propias_de(plan.etiquetas, (plan.id, plan.version))}
    return [*(propias[campo] for campo in (CLAVE, CODIGO, ACTIVIDAD)), *ejecutado(plan), _NOTAS]


def titulo_de_mes(mes: Mes) -> str:
    """«Mar 2026»."""
    return f"{mes.abreviado} {mes.anio}"


def por_titulo(titulo: str) -> Columna | None:
    """La columna que lleva ese título, en cualquier tipo de plan; None si ninguna."""
    limpio = " ".join(titulo.split())
    de_mes = _TITULO_DE_MES.fullmatch(limpio)
    return _de_mes(de_mes) if de_mes else _POR_TITULO.get(limpio)


def juntar(nombres: Iterable[str]) -> str:
    """«Aseo; Parques, plazas y jardines»; el nombre que trae un punto y coma va entre comillas."""
    return "; ".join(_entre_comillas(nombre) for nombre in nombres)


def separar(escrito: str) -> list[str]:
    """Los nombres que `juntar` escribió, o que una persona escribió igual."""
    filas = csv.reader(StringIO(escrito, newline=""), delimiter=";", skipinitialspace=True)
    return [nombre.strip() for fila in filas for nombre in fila if nombre.strip()]


def _entre_comillas(nombre: str) -> str:
    especial = any(signo in nombre for signo in ';"\n\r')
    return '"' + nombre.replace('"', '""') + '"' if especial else nombre


def _tiene_programas(plan: PlanCompleto) -> bool:
    return any(linea.programa for linea in plan.lineas)


def _clave(plan_id: int, version: int) -> Callable[[EnElPlan], Valor]:
    return lambda fila: str(ClaveExportada.de(plan_id, fila.actividad.id, fila.actividad.nombre, version))


def _de_actividad(campo: str, titulo: str, ancho: int, atributo: str = "") -> Columna:
    def valor(fila: EnElPlan) -> Valor:
        texto: str | None = getattr(fila.actividad, atributo or campo)
        return texto

    return Columna(campo, titulo, ancho, valor)


def _dinero(campo: str, titulo: str) -> Columna:
    def valor(fila: EnElPlan) -> Valor:
        centavos: int | None = getattr(fila.actividad, f"{campo}_centavos")
        return de_centavos(centavos)

    return Columna(campo, titulo, 14, valor, Clase.DINERO)


def _responsables(fila: EnElPlan) -> Valor:
    return juntar(unidad.nombre for unidad in fila.actividad.unidades)


def _programado(mes: Mes) -> Columna:
    return Columna(MESES, titulo_de_mes(mes), 6, _cantidad(mes, "programado"), Clase.CANTIDAD, mes)


def _ejecutado(mes: Mes) -> Columna:
    titulo = f"{titulo_de_mes(mes)} ejecutado"
    return Columna(EJECUTADO, titulo, 10, _cantidad(mes, "ejecutado"), Clase.CANTIDAD, mes)


def _cantidad(mes: Mes, cual: str) -> Callable[[EnElPlan], Valor]:
    """La del mes; nada en vez de cero, para que se vean los meses que importan."""
    return lambda fila: getattr(fila.actividad.meses.get(mes, CeldaMes()), cual) or None


def _notas(fila: EnElPlan) -> Valor:
    notas = ((mes, celda.nota) for mes, celda in sorted(fila.actividad.meses.items()) if celda.nota)
    return "\n".join(f"{titulo_de_mes(mes)}: {nota}" for mes, nota in notas)


_NOTAS = Columna(NOTAS, "Notas de los meses", 50, _notas)
_ABREVIADOS = {nombre[:3].capitalize(): numero for numero, nombre in enumerate(NOMBRES, start=1)}
_POR_TITULO = {columna.titulo: columna for tipo in TipoPlan for columna in propias_de(tipo.etiquetas)} | {
    _NOTAS.titulo: _NOTAS
}


def _de_mes(leido: re.Match[str]) -> Columna | None:
    numero, anio = _ABREVIADOS.get(leido[1]), int(leido[2])
    if numero is None or anio not in ANIOS_ADMITIDOS:
        return None
    mes = Mes(anio, numero)
    return _ejecutado(mes) if leido[3] else _programado(mes)
