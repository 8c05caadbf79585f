"""Con cualquier tabla, el intérprete da un borrador que no pierde nada o la única excepción que se lee."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datos.importadores.documento import Celda, Documento, Parrafo, Tabla
from datos.importadores.interprete import interpretar
from datos.importadores.interprete.cobertura import sin_lugar
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Borrador

TITULOS = (
    "Actividad", "Línea", "Objetivo", "Programa", "Mes", "Plazo", "Año", "Trimestre", "Responsable", "Meta",
    "N°", "Ene", "Feb", "Mar", "2026", "%", "Prog.", "Ejec.", "Ponderación", "Avance %", "Código",
    "Significado",
)  # fmt: skip
CELDAS = (
    "", "", "", "X", "SÍ", "NO", "C", "0,25", "25 %", "«100%»", "27", "2024-2027", "II", "¿noviembre?", "s/f",
    "(1)", "???", "TOTAL", "Resumen por fuente", "Escriba la acción", "dd/mm/aaaa", "C = corto plazo (1 año)",
    "Obras, Turismo y DAEM", "Dirección de\nObras", "Capaci-\ntación", "E\nn\ne", "-\n", "11/26",
    "31/02/2026", "Feria del agua", "Taller de riego", "marzo a junio",
)  # fmt: skip


@st.composite
def tablas(dibujar: st.DrawFn) -> Tabla:
    """Una rejilla de textos con las mañas de las matrices; casi siempre con títulos arriba."""
    ancho = dibujar(st.integers(1, 7))
    titulos = dibujar(st.lists(st.sampled_from(TITULOS), min_size=ancho, max_size=ancho))
    libre = st.sampled_from(CELDAS) | st.text(max_size=12)
    filas = dibujar(st.lists(st.lists(libre, min_size=ancho, max_size=ancho), min_size=1, max_size=6))
    columna_oculta = dibujar(st.none() | st.just(2))
    celdas = [
        [Celda(texto, f, c, texto or None, oculta=c == columna_oculta) for c, texto in enumerate(fila, 1)]
        for f, fila in enumerate([titulos, *filas], 1)
    ]
    hoja = dibujar(st.sampled_from([None, "2026", "Plan 2027", "Listas"]))
    return Tabla(1, celdas, hoja, oculta=dibujar(st.booleans()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tablas(), min_size=1, max_size=3), st.text(max_size=40))
def test_nada_se_pierde_y_solo_falla_con_una_oracion(hallados: list[Tabla], parrafo: str) -> None:
    numeradas = [Tabla(n, t.filas, t.hoja, t.oculta) for n, t in enumerate(hallados, 1)]
    documento = Documento("matriz.xlsx", "xlsx", [Parrafo(parrafo, 1), *numeradas])

    try:
        borrador = interpretar(documento)
    except ErrorDeDominio:
        return

    assert sin_lugar(documento, borrador) == []
    assert all(actividad.actividad.strip() for actividad in borrador.actividades)
    assert Borrador.model_validate(borrador.model_dump()) == borrador
