"""La carpeta de respaldos de la instancia: cuáles hay, cuáles se verificaron y qué falló la última vez."""

import json
import re
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from datos.conexion import carpeta_de_la_instancia
from datos.limites import limite
from datos.respaldo import contenedor
from datos.respaldo.contenedor import Avisar, no_avisar
from datos.respaldo.manifiesto import Manifiesto
from modelos.respaldos import Automatico

CONSTANCIA = ".verificado"
"""Lo que se agrega al nombre de un respaldo para la hoja que dice cuándo se verificó y cuánto pesaba."""

_FALLA = "ultima-falla.json"
_AUTOMATICO = re.compile(r"automatico-(\d{8}T\d{6})Z\.zip")


class Guardado(NamedTuple):
    """Un archivo de la carpeta de respaldos."""

    archivo: Path
    cuando: datetime
    tamano: int
    verificado: datetime | None = None  # cuándo se leyó entero y estaba bien

    @property
    def es_de_migracion(self) -> bool:
        """Cierto si se apartó antes de cambiar de versión, y no porque alguien lo pidiera."""
        return self.archivo.name.startswith("antes-de-migrar-")

    @property
    def es_automatico(self) -> bool:
        """Cierto si el programa lo hizo por su cuenta."""
        return _AUTOMATICO.fullmatch(self.archivo.name) is not None


class Falla(NamedTuple):
    """Por qué no se pudo hacer el último respaldo automático."""

    cuando: datetime
    motivo: str


def carpeta() -> Path:
    """Dónde se guardan; puede no existir todavía."""
    return carpeta_de_la_instancia() / "respaldos"


def nombre_de_automatico(ahora: datetime) -> str:
    """El nombre dice cuándo se hizo: la fecha del archivo cambia al copiarlo."""
    return f"automatico-{ahora.astimezone(UTC):%Y%m%dT%H%M%S}Z.zip"


def listar() -> list[Guardado]:
    """Los respaldos hechos y las bases apartadas, del más nuevo al más viejo; no escribe nada."""
    hallados = [*carpeta().glob("*.zip"), *carpeta().glob("*.db")]
    guardados = [guardado for archivo in hallados if (guardado := _guardado(archivo))]
    return sorted(guardados, key=lambda guardado: guardado.cuando, reverse=True)


def automaticos() -> list[Automatico]:
    """Los que hizo el programa, como los miran las reglas."""
    return [
        Automatico(guardado.archivo.name, guardado.cuando, guardado.verificado is not None)
        for guardado in listar()
        if guardado.es_automatico
    ]


def ultimo_bueno() -> Guardado | None:
    """El más nuevo de los que se verificaron, hecho a mano o por el programa."""
    return next((guardado for guardado in listar() if guardado.verificado), None)


def verificar(archivo: Path, avisar: Avisar = no_avisar) -> Manifiesto:
    """Lo lee entero; si está bien y es de la carpeta, deja constancia. ErrorDeDominio si algo no coincide."""
    hoja = contenedor.verificar(archivo, avisar)
    if archivo.resolve().parent == carpeta().resolve():
        escrita = {"verificado": datetime.now(UTC).isoformat(), "tamano": archivo.stat().st_size}
        _escribir(archivo.with_name(archivo.name + CONSTANCIA), escrita)
    limite("respaldar.verificado")
    return hoja


def borrar(nombre: str) -> None:
    """Se van el respaldo y su constancia; la constancia primero: sin respaldo no diría la verdad."""
    (carpeta() / (nombre + CONSTANCIA)).unlink(missing_ok=True)
    limite("rotar.sin_constancia")
    (carpeta() / nombre).unlink(missing_ok=True)


def anotar_falla(falla: Falla) -> None:
    """La recuerda hasta que uno resulte; si ni eso se puede escribir, queda solo en el registro."""
    with suppress(OSError):
        carpeta().mkdir(parents=True, exist_ok=True)
        _escribir(carpeta() / _FALLA, {"cuando": falla.cuando.isoformat(), "motivo": falla.motivo})


def olvidar_falla() -> None:
    """El último resultó."""
    (carpeta() / _FALLA).unlink(missing_ok=True)


def ultima_falla() -> Falla | None:
    """Por qué no se hizo el último; None si el último se hizo."""
    try:
        leida = _leer(carpeta() / _FALLA)
        return Falla(datetime.fromisoformat(leida["cuando"]), str(leida["motivo"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _guardado(archivo: Path) -> Guardado | None:
    try:
        datos = archivo.stat()
    except FileNotFoundError:
        return None  # lo borró otro proceso mientras se miraba la carpeta
    del_nombre = _AUTOMATICO.fullmatch(archivo.name)
    cuando = datetime.fromtimestamp(datos.st_mtime, UTC)
    if del_nombre:
        with suppress(ValueError):
            cuando = datetime.strptime(del_nombre[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return Guardado(archivo, cuando, datos.st_size, _verificado(archivo, datos.st_size))


def _verificado(archivo: Path, tamano: int) -> datetime | None:
    try:
        leida = _leer(archivo.with_name(archivo.name + CONSTANCIA))
        return datetime.fromisoformat(leida["verificado"]) if leida["tamano"] == tamano else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _leer(archivo: Path) -> Any:
    return json.loads(archivo.read_text(encoding="utf-8"))


def _escribir(archivo: Path, contenido: dict[str, Any]) -> None:
    """Entera o nada: otro proceso puede estar leyéndola."""
    with tempfile.NamedTemporaryFile(
        "w", dir=archivo.parent, prefix=".", suffix=".parcial", delete=False, encoding="utf-8"
    ) as parcial:
        provisional = Path(parcial.name)
        try:
            json.dump(contenido, parcial, ensure_ascii=False)
        except BaseException:
            provisional.unlink(missing_ok=True)
            raise
    provisional.replace(archivo)
