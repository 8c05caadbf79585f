"""Un plan de prueba como datos: lo que de verdad dice, sin importar cómo se escriba después."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

ESPERADOS = Path(__file__).parent.parent / "esperado"
ABREVIADOS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")

AnioMes = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class ActividadDePrueba:
    """Una actividad con sus padres; `meses` da lo programado, `ejecutados` lo hecho y `notas` su texto."""

    actividad: str
    programa: str | None = None
    linea: str | None = None
    objetivo: str | None = None
    codigo: str | None = None
    meses: dict[AnioMes, int] = field(default_factory=dict)
    ejecutados: dict[AnioMes, int] = field(default_factory=dict)
    notas: dict[AnioMes, str] = field(default_factory=dict)
    responsables: tuple[str, ...] = ()
    medio_verificacion: str = ""
    meta: str = ""
    presupuesto: str = ""
    peso: str = ""
    tambien: tuple[
        "ActividadDePrueba", ...
    ] = ()  # las mismas, con otros meses o unidades también bien leídos


@dataclass(frozen=True, slots=True)
class PlanDePrueba:
    """El plan y cómo admite que se escriban sus meses."""

    nombre: str
    titulo: str
    actividades: tuple[ActividadDePrueba, ...]
    municipalidad: str | None = None
    anio: int | None = None
    tipo: str = "scam"
    inicio: AnioMes = (None, 1)
    cantidad_de_meses: int = 12
    meses_en: tuple[str, ...] = ("columnas", "texto")
    objetivos: tuple[str, ...] = ()

    def periodo(self) -> list[AnioMes]:
        """Los meses que abarca el plan."""
        anio, mes = self.inicio
        cuentas = [mes - 1 + n for n in range(self.cantidad_de_meses)]
        return [(None if anio is None else anio + cuenta // 12, cuenta % 12 + 1) for cuenta in cuentas]

    def con_textos(self, cambiar: Callable[[str], str]) -> "PlanDePrueba":
        """El mismo plan con todos sus textos cambiados (sin tildes, en mayúsculas)."""

        def quiza(texto: str | None) -> str | None:
            return None if texto is None else cambiar(texto)

        return replace(
            self,
            titulo=cambiar(self.titulo),
            actividades=tuple(
                replace(
                    a,
                    actividad=cambiar(a.actividad),
                    programa=quiza(a.programa),
                    linea=quiza(a.linea),
                    objetivo=quiza(a.objetivo),
                    responsables=tuple(map(cambiar, a.responsables)),
                )
                for a in self.actividades
            ),
        )

    def con_actividades(
        self, cambiar: Callable[[int, ActividadDePrueba], ActividadDePrueba]
    ) -> "PlanDePrueba":
        """El mismo plan con cada actividad cambiada según su lugar."""
        return replace(self, actividades=tuple(cambiar(n, a) for n, a in enumerate(self.actividades)))


def sin_tildes(texto: str) -> str:
    """«Líneas» como «Lineas»; la ñ se conserva."""
    letras = [
        letra
        if letra in "ñÑ"
        else "".join(c for c in unicodedata.normalize("NFD", letra) if not unicodedata.combining(c))
        for letra in texto
    ]
    return "".join(letras)


def leer_json(nombre: str) -> dict[str, Any]:
    """Lo esperado de uno de los tres documentos de referencia, tal como está escrito."""
    datos: dict[str, Any] = json.loads((ESPERADOS / f"{nombre}.json").read_text(encoding="utf-8"))
    return datos


def leer_esperado(nombre: str) -> PlanDePrueba:
    """Uno de los tres planes de referencia."""
    datos = leer_json(nombre)
    plan = datos["plan"]
    return PlanDePrueba(
        nombre=nombre,
        titulo=plan["titulo"],
        municipalidad=plan["municipalidad"],
        anio=plan["anio"],
        tipo=plan["tipo"],
        inicio=(plan["anio"], 1),
        actividades=tuple(
            ActividadDePrueba(
                actividad=a["actividad"],
                programa=a["programa"],
                linea=a["linea"],
                objetivo=a["objetivo"],
                codigo=a["codigo"],
                meses={(m["anio"], m["mes"]): m["programado"] for m in a["meses"]},
                notas={(m["anio"], m["mes"]): m["nota"] for m in a["meses"] if m["nota"]},
                responsables=tuple(a["responsables"]),
            )
            for a in datos["actividades"]
        ),
        objetivos=tuple(o["texto"] for o in plan.get("objetivos", [])),
    )


def leer_plan(nombre: str, texto: str) -> PlanDePrueba:
    """Un plan escrito en el formato de la carpeta `planes` (véase su LEEME)."""
    cabeza: dict[str, str] = {}
    padres: dict[str, str | None] = {"P": None, "L": None, "O": None}
    filas: list[tuple[dict[str, str | None], list[str]]] = []
    for linea in texto.splitlines():
        letra, _, resto = linea.partition(" ")
        if not linea.strip() or linea.startswith("#"):
            continue
        if letra in padres:
            padres = {p: (resto.strip() if p == letra else v) for p, v in padres.items()}
            padres |= dict.fromkeys("O" if letra == "L" else "LO" if letra == "P" else "")
        elif letra == "A":
            filas.append((padres, [trozo.strip() for trozo in resto.split("|")] + [""] * 8))
        else:
            clave, _, valor = linea.partition(":")
            cabeza[clave.strip()] = valor.strip()
    return _armar(nombre, cabeza, filas)


def _armar(
    nombre: str, cabeza: dict[str, str], filas: list[tuple[dict[str, str | None], list[str]]]
) -> PlanDePrueba:
    anio = int(cabeza["anio"])
    mes_inicio = int(cabeza.get("inicio", "1"))
    vacio = PlanDePrueba(nombre, cabeza["titulo"], (), inicio=(anio, mes_inicio))
    return replace(
        vacio,
        municipalidad=cabeza.get("municipalidad"),
        anio=anio,
        tipo=cabeza.get("tipo", "scam"),
        cantidad_de_meses=int(cabeza.get("meses", "12")),
        meses_en=tuple(cabeza.get("meses_en", "columnas, texto").split(", ")),
        actividades=tuple(_actividad(padres, trozos, anio, mes_inicio) for padres, trozos in filas),
    )


def _actividad(padres: dict[str, str | None], trozos: list[str], anio: int, inicio: int) -> ActividadDePrueba:
    primera, *otras = [
        _lectura(
            padres, trozos, _meses(meses, anio, inicio), _meses(meses, anio, inicio, ejecutado=True), quienes
        )
        for meses, quienes in product(trozos[2].split("//"), trozos[3].split("//"))
    ]
    return replace(primera, tambien=tuple(otras))


def _lectura(
    padres: dict[str, str | None],
    trozos: list[str],
    meses: dict[AnioMes, int],
    ejecutados: dict[AnioMes, int],
    quienes: str,
) -> ActividadDePrueba:
    return ActividadDePrueba(
        programa=padres["P"],
        linea=padres["L"],
        objetivo=padres["O"],
        codigo=trozos[0] or None,
        actividad=trozos[1],
        meses=meses,
        ejecutados=ejecutados,
        responsables=tuple(r.strip() for r in quienes.split(";") if r.strip()),
        medio_verificacion=trozos[4],
        meta=trozos[5],
        presupuesto=trozos[6],
        peso=trozos[7],
    )


def _meses(texto: str, anio: int, inicio: int, *, ejecutado: bool = False) -> dict[AnioMes, int]:
    """«mar may=4 jul=4:3 ene/2026 jun-sep todos»: meses sueltos, cantidades, otros años y rangos.

    De «4:3», 4 es lo programado y 3 lo ejecutado.
    """
    meses: dict[AnioMes, int] = {}
    for trozo in texto.replace("todos", f"{_abreviado(inicio)}-{_abreviado(inicio - 1)}").split():
        lugar, _, cantidades = trozo.partition("=")
        programada, _, ejecutada = cantidades.partition(":")
        cantidad = int(ejecutada or 0) if ejecutado else int(programada or 1)
        desde, _, hasta = lugar.partition("-")
        primero = _mes(desde, anio, inicio)
        ultimo = _mes(hasta, anio, inicio) if hasta else primero
        for cuenta in range(primero, ultimo + 1):
            meses[cuenta // 12, cuenta % 12 + 1] = cantidad
    return {mes: cantidad for mes, cantidad in meses.items() if cantidad}


def _abreviado(mes: int) -> str:
    return ABREVIADOS[(mes - 1) % 12]


def _mes(texto: str, anio: int, inicio: int) -> int:
    """Meses contados desde el año 0; antes del mes de inicio es del año siguiente."""
    nombre, _, otro_anio = texto.partition("/")
    mes = ABREVIADOS.index(nombre[:3]) + 1
    suyo = int(otro_anio) if otro_anio else anio + (mes < inicio)
    return suyo * 12 + mes - 1
