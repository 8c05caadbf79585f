"""El respaldo en un navegador: se hace y baja con un clic, con la política de contenido puesta."""

import pytest
from playwright.sync_api import Page

from tests.apoyo.planes import un_plan

pytestmark = pytest.mark.navegador


def test_el_respaldo_recien_hecho_baja_sin_otro_clic(pagina: Page) -> None:
    un_plan()
    pagina.goto("/respaldo")

    with pagina.expect_download(timeout=60_000) as bajada:
        pagina.get_by_role("button", name="Descargar respaldo").click()

    assert bajada.value.suggested_filename.endswith(".zip")
