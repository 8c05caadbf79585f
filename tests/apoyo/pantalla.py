"""Una pantalla de la aplicación sin navegador: abrirla y leer lo que muestra."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest

from paginas.componentes.directo import en_comillas_simples
from tests.apoyo.aplicacion import RAIZ

ESPERA = 60  # segundos
_DIRECTO = re.compile(
    "<div class='directo' data-etiquetas='([^']*)' data-dentro='([^']*)' data-esperan='([^']*)'></div>"
)

_POR_ENTRAR = re.compile("(<tbody [^>']*) data-filas='([^']*)'>(.*?)</tbody>", re.DOTALL)


def abrir(pantalla: str, **direccion: str) -> AppTest:
    """La pantalla de ese nombre con lo que diga la dirección; no debe lanzar nada."""
    pagina = AppTest.from_file(RAIZ / "app.py", default_timeout=ESPERA)
    for clave, valor in direccion.items():
        pagina.query_params[clave] = valor
    pagina.switch_page(f"paginas/{pantalla}.py").run()
    assert not pagina.exception
    return pagina


def en_html(pagina: AppTest) -> str:
    """Todo el HTML que escribió, de corrido; el que viaja en un atributo, como queda en la página."""
    return "".join(desplegado(abierto(elemento.proto.body)) for elemento in pagina.get("html"))


def abierto(html: str) -> str:
    """Lo que `directo.js` saca de los atributos en que `directo.py` lo puso; lo demás, igual."""
    leido = html.replace("\r\n", "\n").replace("\r", "\n")  # como el navegador
    return _DIRECTO.sub(lambda partes: _completo(*map(unescape, partes.groups())), leido)


def desplegado(html: str) -> str:
    """Lo mismo, con las filas que `despliegue.js` deja para después ya en su línea."""
    return _POR_ENTRAR.sub(lambda linea: f"{linea[1]}>{linea[3]}{unescape(linea[2])}</tbody>", html)


def _completo(etiquetas: str, dentro: str, esperan: str) -> str:
    filas = [_sin_codigos(etiquetas, suyas) for suyas in esperan.split("\uf8fe")]
    return re.sub(
        r"data-filas='(\d+)'",
        lambda cual: f"data-filas='{en_comillas_simples(filas[int(cual[1])])}'",
        _sin_codigos(etiquetas, dentro),
    )


def _sin_codigos(etiquetas: str, breve: str) -> str:
    if not etiquetas:
        return breve
    por_codigo = etiquetas.split("\n")
    return re.sub("[\ue000-\ue3ff]", lambda codigo: por_codigo[ord(codigo[0]) - 0xE000], breve)
