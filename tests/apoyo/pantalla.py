"""Una pantalla de la aplicación sin navegador: abrirla y leer lo que muestra."""

from streamlit.testing.v1 import AppTest

from tests.apoyo.aplicacion import RAIZ

ESPERA = 60  # segundos


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
    return "".join(abierto(elemento.proto.body) for elemento in pagina.get("html"))


def abierto(html: str) -> str:
    """Lo que `directo.js` saca del atributo en que `directo.py` lo puso; lo demás, igual."""
    comienzo, _, dentro = html.partition("<div class='directo' data-dentro='")
    return comienzo + dentro.removesuffix("'></div>").replace("&#39;", "'").replace("&amp;", "&")
