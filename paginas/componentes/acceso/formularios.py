"""El HTML de las páginas de entrada: comenzar, entrar, poner la clave y despedirse."""

from collections.abc import Mapping
from html import escape

from modelos.cuentas import LETRAS_DE_CLAVE, MAXIMO_DE_CLAVE
from modelos.paises import Pais

TITULO = "Planificador ambiental"


def pagina(titulo: str, cuerpo: str, hojas: str) -> str:
    """La página entera; `hojas` son las etiquetas de los estilos y el cuerpo viene ya escapado."""
    return (
        '<!doctype html><html lang="es"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(titulo)} · {TITULO}</title>{hojas}</head><body class="acceso"><main>'
        f'<p class="producto">{TITULO}</p><h1>{escape(titulo)}</h1>{cuerpo}</main></body></html>'
    )


def entrar(prueba: str, volver: str, correo: str = "", error: str = "") -> str:
    """Correo y clave."""
    return _formulario(
        "entrar",
        prueba,
        error,
        _campo("correo", "Correo", "email", "username", valor=correo)
        + _campo("clave", "Clave", "password", "current-password", maximo=MAXIMO_DE_CLAVE)
        + f'<input type="hidden" name="volver" value="{escape(volver)}">',
        "Entrar",
        despues="Si olvidó su clave, pida un enlace a quien administra las cuentas de su municipalidad.",
    )


def comenzar(prueba: str, escrito: Mapping[str, str], error: str = "") -> str:
    """La primera cuenta y su municipalidad."""
    paises = "".join(
        f'<option value="{pais.value}"{" selected" if escrito.get("pais") == pais.value else ""}>'
        f"{pais.etiqueta}</option>"
        for pais in Pais
    )
    return _formulario(
        "comenzar",
        prueba,
        error,
        '<p class="subtitulo">Desde ahora solo se entra con cuenta. Esta es la de administración, que invita '
        "a las demás personas. Los planes que ya están siguen como están.</p>"
        + _campo(
            "municipalidad", "Municipalidad", "text", "organization", valor=escrito.get("municipalidad", "")
        )
        + f'<label>País<select name="pais">{paises}</select></label>'
        + _campo("nombre", "Su nombre y apellido", "text", "name", valor=escrito.get("nombre", ""))
        + _campo("correo", "Su correo", "email", "username", valor=escrito.get("correo", ""))
        + _clave_nueva(),
        "Crear la cuenta y entrar",
    )


def clave(prueba: str, testigo: str, nombre: str, correo: str, error: str = "") -> str:
    """Poner la clave desde un enlace de un solo uso."""
    return _formulario(
        f"clave/{escape(testigo)}",
        prueba,
        error,
        f'<p class="subtitulo">{escape(nombre)} · {escape(correo)}</p>'
        f'<input type="hidden" autocomplete="username" value="{escape(correo)}">' + _clave_nueva(),
        "Guardar la clave y entrar",
    )


def salir(prueba: str) -> str:
    """Confirmar que se sale: lo pide un formulario, para que no lo haga un enlace ajeno."""
    return (
        _formulario(
            "salir", prueba, "", '<p class="subtitulo">Se cierra su sesión en este navegador.</p>', "Salir"
        )
        + '<p class="tenue"><a href="/">Seguir trabajando</a></p>'
    )


def aviso(frase: str, enlace: str, adonde: str) -> str:
    """Una frase y adónde seguir."""
    boton = f'<a class="boton" href="{escape(adonde)}">{escape(enlace)}</a>'
    return f'<p class="subtitulo">{escape(frase)}</p><p>{boton}</p>'


def _formulario(accion: str, prueba: str, error: str, campos: str, boton: str, *, despues: str = "") -> str:
    aviso_de_error = f'<p class="error" role="alert">{escape(error)}</p>' if error else ""
    pie = f'<p class="tenue">{escape(despues)}</p>' if despues else ""
    return (
        f'{aviso_de_error}<form method="post" action="/{accion}">'
        f'<input type="hidden" name="prueba" value="{escape(prueba)}">{campos}'
        f'<button type="submit">{escape(boton)}</button></form>{pie}'
    )


def _campo(
    nombre: str,
    etiqueta: str,
    tipo: str,
    recuerda: str,
    *,
    valor: str = "",
    maximo: int = 200,
    minimo: int = 0,
) -> str:
    corto = f' minlength="{minimo}"' if minimo else ""
    return (
        f'<label>{escape(etiqueta)}<input name="{nombre}" type="{tipo}" autocomplete="{recuerda}" '
        f'value="{escape(valor)}" maxlength="{maximo}"{corto} required></label>'
    )


def _clave_nueva() -> str:
    return (
        _campo(
            "clave",
            f"Clave nueva, de {LETRAS_DE_CLAVE} letras o más",
            "password",
            "new-password",
            maximo=MAXIMO_DE_CLAVE,
            minimo=LETRAS_DE_CLAVE,
        )
        + '<p class="tenue">Cuatro palabras que no tengan que ver entre sí se recuerdan bien y cuesta '
        "adivinarlas.</p>"
    )
