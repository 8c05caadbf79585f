"""Las claves de lo exportado, lo que un documento exportado borra y los nombres nuevos de sus líneas."""

from modelos.importacion.cambios_leidos import EnElDocumento
from modelos.importacion.clave_exportada import ClaveExportada
from modelos.importacion.exportado import como_se_escribe
from modelos.importacion.plan_aceptado import ActividadAceptada
from modelos.importacion.renombres import Renombres, hallar
from tests.modelos.planes_completos import actividad, linea, plan

CLAVE = ClaveExportada.de(3, 120, "Taller de compostaje")


def leida(nombre: str) -> ActividadAceptada:
    return ActividadAceptada("", 0, None, nombre, 1.0, None, None, None, None, None, None, None)


def test_una_clave_se_lee_como_se_escribe() -> None:
    assert ClaveExportada.leer(f" {CLAVE} ") == CLAVE
    assert ClaveExportada.leer("p3-a120") is None


def test_una_clave_lleva_la_version_y_se_reconoce_sin_ella() -> None:
    con_version = ClaveExportada.de(3, 120, "Taller de compostaje", 17)

    assert str(con_version) == f"{CLAVE}-v17"
    assert ClaveExportada.leer(str(con_version)) == con_version
    assert con_version.identidad == CLAVE.identidad
    assert con_version.es_de(120, "Taller de compostaje")


def test_una_clave_es_de_su_actividad_mientras_se_llame_igual() -> None:
    assert CLAVE.es_de(120, "TALLER de compostaje.")
    assert not CLAVE.es_de(120, "Feria de la energía")
    assert not CLAVE.es_de(121, "Taller de compostaje")


def test_un_texto_se_compara_sin_lo_que_un_documento_no_lleva() -> None:
    assert como_se_escribe(" uno\r\ndos\x07 ") == "uno\ndos"
    assert como_se_escribe(None) == ""


def test_cambia_de_nombre_la_linea_que_todas_sus_actividades_llaman_de_otro_modo() -> None:
    suyo = plan(
        linea(actividad(1), actividad(2), id_=1, nombre="Agua"), linea(actividad(3), id_=2, nombre="Aire")
    )
    ubicadas = list(suyo.ubicadas)
    nuevos = ["Agua potable", "Agua potable", "Aire"]

    parejas = [
        (previa, EnElDocumento(None, nombre, "a) Meta", leida("Taller")))
        for previa, nombre in zip(ubicadas, nuevos, strict=True)
    ]

    assert hallar(suyo, parejas, con_programas=False).lineas == {1: "Agua potable"}


def test_llamarse_como_otra_linea_es_mudarse_a_ella() -> None:
    suyo = plan(linea(actividad(1), id_=1, nombre="Agua"), linea(actividad(2), id_=2, nombre="Aire"))
    parejas = [(previa, EnElDocumento(None, "Aire", "a) Meta", leida("Taller"))) for previa in suyo.ubicadas]

    assert hallar(suyo, parejas, con_programas=False).lineas == {}


def test_mudar_de_linea_la_unica_actividad_de_un_objetivo_no_renombra_el_objetivo() -> None:
    suyo = plan(
        linea(actividad(1), actividad(2), id_=1, nombre="Agua", objetivo="a) Ahorrar"),
        linea(actividad(3), id_=2, nombre="Aire", objetivo="b) Medir"),
    )
    lugares = [("Agua", "a) Ahorrar"), ("Agua", "a) Ahorrar"), ("Agua", "a) Ahorrar")]

    parejas = [
        (previa, EnElDocumento(None, *lugar, leida("Taller")))
        for previa, lugar in zip(suyo.ubicadas, lugares, strict=True)
    ]

    assert hallar(suyo, parejas, con_programas=False) == Renombres()


def test_dos_lineas_no_toman_el_mismo_nombre_nuevo() -> None:
    suyo = plan(linea(actividad(1), id_=1, nombre="Agua"), linea(actividad(2), id_=2, nombre="Aire"))
    parejas = [(previa, EnElDocumento(None, "Clima", "a) Meta", leida("Taller"))) for previa in suyo.ubicadas]

    assert hallar(suyo, parejas, con_programas=False).lineas == {}
