"""Órdenes de la terminal que explican en castellano cómo se usan y qué faltó; solo biblioteca estándar."""

import argparse
import re
from typing import Any, NoReturn

_FRASES = (
    (r"the following arguments are required: (.+)", r"Falta \1."),
    (r"unrecognized arguments: (.+)", r"No se entiende: \1."),
    (r"argument (\S+): expected one argument", r"Falta el valor de \1."),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 lleva un número entero, no «\2»."),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        r"\1 no admite «\2»; elija entre \3.",
    ),
    (r"argument (\S+): (lleva .+)", r"\1 \2"),  # lo que explica el propio tipo del dato
)


class Orden(argparse.ArgumentParser):
    """Un `ArgumentParser` que habla castellano; termina en 2 si la orden se pidió mal."""

    def __init__(self, **opciones: Any) -> None:
        """Las mismas opciones de `ArgumentParser`; la ayuda se pide con -h o --ayuda."""
        super().__init__(**opciones, add_help=False)
        self._positionals.title = "datos"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--ayuda", "--help", action="help", help="muestra esta ayuda")

    def error(self, message: str) -> NoReturn:
        """Dice en una línea qué faltó y cómo se pide la ayuda."""
        self.exit(2, f"{explicar(message)} Cómo se usa: {self.prog} --ayuda\n")

    def format_help(self) -> str:
        """La ayuda, con su primera palabra en castellano."""
        return super().format_help().replace("usage:", "uso:", 1)


def explicar(mensaje: str) -> str:
    """La frase en castellano de un rechazo de argparse."""
    for patron, frase in _FRASES:
        if re.fullmatch(patron, mensaje):
            return re.sub(patron, frase, mensaje)
    return "La orden no se entiende."


def por_que(error: OSError) -> str:
    """Lo que dice el sistema, en castellano."""
    motivos = {
        FileNotFoundError: "no existe",
        IsADirectoryError: "es una carpeta",
        PermissionError: "no hay permiso para abrirlo",
    }
    return motivos.get(type(error), "el sistema no lo pudo abrir")
