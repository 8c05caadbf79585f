"""Quién está pidiendo lo que se lee o se escribe: lo sabe quien atiende, y aquí se pregunta."""

from typing import Protocol

from modelos.cuentas import LOCAL, Identidad


class Proveedor(Protocol):
    """Dice quién pide; con `de_nuevo`, comprobándolo otra vez en la base."""

    def __call__(self, *, de_nuevo: bool = False) -> Identidad: ...


def _local(*, de_nuevo: bool = False) -> Identidad:  # noqa: ARG001  (siempre es el mismo)
    return Identidad(LOCAL)


_proveedor: Proveedor = _local


def usar(proveedor: Proveedor = _local) -> None:
    """Desde ahora se pregunta a `proveedor`; sin él, el modo local de las órdenes y las pruebas."""
    global _proveedor
    _proveedor = proveedor


def en_curso(*, de_nuevo: bool = False) -> Identidad:
    """La de quien pide ahora; ErrorDeDominio si su sesión terminó. Quien va a escribir pide `de_nuevo`."""
    return _proveedor(de_nuevo=de_nuevo)
