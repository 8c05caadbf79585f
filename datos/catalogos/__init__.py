"""Los catálogos que trae el programa: una carpeta por marco y, dentro, un archivo YAML por versión."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from modelos.certificacion.catalogo import (
    Catalogo,
    Certeza,
    Medio,
    NivelDeCatalogo,
    RequisitoDeCatalogo,
    Subnivel,
    Sustentado,
)
from modelos.errores import ErrorDeDominio
from modelos.frases import enumerar

CARPETA = Path(__file__).parent
MESES = range(1, 121)
PORCENTAJE = range(1, 101)

_SUSTENTO = ("certeza", "fuentes", "salvedad")
_DEL_CATALOGO = frozenset(
    {"nombre", "descripcion", "pais", "etiqueta_nivel", "nota", "fuentes", "niveles", "requisitos"}
)


@cache
def listar() -> tuple[Catalogo, ...]:
    """Todos, por su clave; ErrorDeDominio si el archivo de alguno no vale."""
    return tuple(leer(clave) for clave in _claves())


@cache
def leer(clave: str) -> Catalogo:
    """El de esa clave, como «scam/cinco-niveles»; ErrorDeDominio si no existe o si su archivo no vale."""
    archivo = _claves().get(clave)
    if archivo is None:
        hay = enumerar([f"«{una}»" for una in _claves()])
        raise ErrorDeDominio(f"No hay un catálogo «{clave}». Nada cambió: elija entre {hay}.")
    return interpretar(clave, archivo.read_text(encoding="utf-8"))


def _claves() -> dict[str, Path]:
    archivos = sorted(CARPETA.glob("*/*.yaml"))
    return {f"{archivo.parent.name}/{archivo.stem}": archivo for archivo in archivos}


def interpretar(clave: str, texto: str) -> Catalogo:
    """El catálogo que dice ese YAML; ErrorDeDominio con qué entrada no vale y qué le falta."""
    try:
        return _catalogo(clave, _contenido(texto))
    except _NoVale as falta:
        raise ErrorDeDominio(
            f"No se leyó el catálogo «{clave}»: {falta}. Lo que la municipalidad ya adoptó sigue igual; "
            "corrija el archivo del catálogo."
        ) from falta


class _NoVale(Exception):
    """Qué entrada está mal y por qué."""


@dataclass(frozen=True, slots=True)
class _Entrada:
    """Una parte del archivo, con el nombre que la ubica y las fuentes que puede citar."""

    lugar: str  # «el requisito «SCAM-101»»
    datos: Mapping[str, Any]
    citables: Mapping[str, str]

    def negar(self, que: str) -> _NoVale:
        return _NoVale(f"{self.lugar} {que}")

    def admitir(self, *campos: str) -> None:
        """Se niega a un campo desconocido: suele ser uno mal escrito, que se perdería."""
        sobra = next((campo for campo in self.datos if campo not in campos), None)
        if sobra is not None:
            raise self.negar(f"trae «{sobra}», que no se conoce")

    def texto(self, campo: str, *, exigido: bool = True) -> str:
        valor = self.datos.get(campo, "")
        if not isinstance(valor, str):
            raise self.negar(f"tiene en «{campo}» algo que no es un texto: escríbalo entre comillas")
        if exigido and not valor.strip():
            raise self.negar(f"no tiene «{campo}»")
        return valor.strip()

    def lista(self, campo: str) -> list[Any]:
        valor = self.datos.get(campo, [])
        if not isinstance(valor, list):
            raise self.negar(f"tiene en «{campo}» algo que no es una lista")
        return valor

    def textos(self, campo: str) -> list[str]:
        valores = self.lista(campo)
        if not all(isinstance(valor, str) for valor in valores):
            raise self.negar(f"tiene en «{campo}» algo que no es un texto: escríbalo entre comillas")
        return valores

    def dentro(self, lugar: str, datos: object) -> "_Entrada":
        """Una parte de esta entrada."""
        if not isinstance(datos, Mapping):
            raise _NoVale(f"{lugar} está vacío o mal escrito")
        return _Entrada(lugar, datos, self.citables)

    def partes(self, campo: str, que: str) -> Iterator["_Entrada"]:
        """Las de una lista, llamadas por su código o por su lugar en ella."""
        for numero, datos in enumerate(self.lista(campo), start=1):
            codigo = datos.get("codigo") if isinstance(datos, Mapping) else None
            yield self.dentro(f"{que} «{codigo}»" if codigo else f"{que} número {numero}", datos)

    @property
    def certeza(self) -> Certeza:
        escrita = self.datos.get("certeza")
        admitidas = enumerar([f"«{certeza}»" for certeza in Certeza])
        if escrita is None:
            raise self.negar(f"no tiene certeza: escriba una de {admitidas}")
        if escrita not in list(Certeza):
            raise self.negar(f"tiene la certeza «{escrita}», que no se conoce: escriba una de {admitidas}")
        return Certeza(escrita)

    @property
    def fuente(self) -> str:
        """Las fuentes que cita, escritas enteras, y su salvedad."""
        claves = self.textos("fuentes")
        ajena = next((clave for clave in claves if clave not in self.citables), None)
        if ajena is not None:
            raise self.negar(f"cita la fuente «{ajena}», que no está en la lista de fuentes")
        if self.certeza.exige_fuente and not claves:
            raise self.negar(f"dice «{self.certeza}» y no tiene fuente")
        if self.certeza is Certeza.SIN_FUENTE and claves:
            raise self.negar(f"dice «{self.certeza}» y cita una: corrija su certeza")
        citadas = " · ".join(self.citables[clave] for clave in claves)
        salvedad = self.texto("salvedad", exigido=False)
        return f"{citadas} ({salvedad})" if salvedad and citadas else citadas


def _contenido(texto: str) -> _Entrada:
    try:
        datos = yaml.safe_load(texto)
    except yaml.MarkedYAMLError as error:
        renglon = f" cerca del renglón {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise _NoVale(f"no se entiende como YAML{renglon}") from error
    except yaml.YAMLError as error:
        raise _NoVale("trae una letra que no se admite") from error
    if not isinstance(datos, Mapping):
        raise _NoVale("está vacío")
    fuentes = datos.get("fuentes", {})
    if not isinstance(fuentes, Mapping):
        raise _NoVale("su lista de fuentes está mal escrita")
    for clave in fuentes:
        _Entrada("la lista de fuentes", fuentes, {}).texto(clave)
    return _Entrada("el catálogo", datos, fuentes)


def _catalogo(clave: str, entrada: _Entrada) -> Catalogo:
    entrada.admitir(*_DEL_CATALOGO)
    marco, _, version = clave.partition("/")
    niveles = tuple(
        _nivel(parte, orden) for orden, parte in enumerate(entrada.partes("niveles", "el nivel"), start=1)
    )
    if not niveles:
        raise entrada.negar("no tiene niveles")
    codigos = _sin_repetir("el nivel", [nivel.codigo for nivel in niveles])
    requisitos = tuple(_requisito(parte, codigos) for parte in entrada.partes("requisitos", "el requisito"))
    _sin_repetir("el requisito", [requisito.codigo for requisito in requisitos])
    return Catalogo(
        marco=marco,
        version=version,
        nombre=entrada.texto("nombre"),
        descripcion=entrada.texto("descripcion"),
        pais=entrada.texto("pais"),
        etiqueta_nivel=entrada.texto("etiqueta_nivel"),
        nota=entrada.texto("nota"),
        niveles=niveles,
        requisitos=requisitos,
    )


def _nivel(entrada: _Entrada, orden: int) -> NivelDeCatalogo:
    entrada.admitir("codigo", "nombre", "meses", "minimo", "subniveles", *_SUSTENTO)
    subniveles = tuple(_subnivel(parte) for parte in entrada.partes("subniveles", "el subnivel"))
    _sin_repetir("el subnivel", [subnivel.codigo for subnivel in subniveles])
    return NivelDeCatalogo(
        codigo=entrada.texto("codigo"),
        nombre=entrada.texto("nombre"),
        orden=orden,
        meses=_cifra(entrada, "meses", MESES),
        minimo=_cifra(entrada, "minimo", PORCENTAJE),
        subniveles=subniveles,
        certeza=entrada.certeza,
        fuente=entrada.fuente,
    )


def _subnivel(entrada: _Entrada) -> Subnivel:
    entrada.admitir("codigo", "nombre", "meses", *_SUSTENTO)
    return Subnivel(
        codigo=entrada.texto("codigo"),
        nombre=entrada.texto("nombre"),
        meses=_cifra(entrada, "meses", MESES),
        certeza=entrada.certeza,
        fuente=entrada.fuente,
    )


def _cifra(entrada: _Entrada, campo: str, admitidos: range) -> Sustentado:
    """Una cifra con su certeza; «sin fuente» no lleva valor, y lo demás lo exige."""
    cifra = entrada.dentro(f"«{campo}» en {entrada.lugar}", entrada.datos.get(campo))
    cifra.admitir("valor", *_SUSTENTO)
    valor, certeza = cifra.datos.get("valor"), cifra.certeza
    if certeza is Certeza.SIN_FUENTE and valor is not None:
        raise cifra.negar("dice «sin fuente» y trae un valor: quítelo, o diga de dónde salió")
    if certeza is not Certeza.SIN_FUENTE and (type(valor) is not int or valor not in admitidos):
        raise cifra.negar(f"no tiene por valor un número entero de {admitidos[0]} a {admitidos[-1]}")
    return Sustentado(valor, certeza, cifra.fuente)


def _requisito(entrada: _Entrada, codigos: frozenset[str]) -> RequisitoDeCatalogo:
    entrada.admitir("codigo", "nombre", "que_se_pide", "ambito", "niveles", "medios", *_SUSTENTO)
    niveles = entrada.textos("niveles")
    ajeno = next((nivel for nivel in niveles if nivel not in codigos), None)
    if ajeno is not None:
        raise entrada.negar(f"es del nivel «{ajeno}», que este catálogo no tiene")
    return RequisitoDeCatalogo(
        codigo=entrada.texto("codigo"),
        nombre=entrada.texto("nombre"),
        que_se_pide=entrada.texto("que_se_pide"),
        ambito=entrada.texto("ambito", exigido=False),
        niveles=tuple(niveles),
        medios=tuple(_medio(parte) for parte in entrada.partes("medios", f"en {entrada.lugar}, el medio")),
        certeza=entrada.certeza,
        fuente=entrada.fuente,
    )


def _medio(entrada: _Entrada) -> Medio:
    entrada.admitir("texto", *_SUSTENTO)
    return Medio(entrada.texto("texto"), entrada.certeza, entrada.fuente)


def _sin_repetir(que: str, codigos: list[str]) -> frozenset[str]:
    repetido = next((codigo for codigo, veces in Counter(codigos).items() if veces > 1), None)
    if repetido is not None:
        raise _NoVale(f"{que} «{repetido}» está más de una vez")
    return frozenset(codigos)
