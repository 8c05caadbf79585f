"""Lo que hizo una acción se cuenta por su nombre, sin perder nada ni repetir."""

from modelos.historia import Anotado
from modelos.relato import relatar

MES = {
    "actividad_id": 1,
    "anio": 2026,
    "mes": 3,
    "programado": 0,
    "ejecutado": 0,
    "aprobado": 0,
    "nota": None,
}
ACTIVIDAD = {"id": 2, "objetivo_id": 1, "nombre": "Taller", "papelera_id": None}


def test_lo_de_una_actividad_se_dice_por_su_nombre() -> None:
    cambios = [
        Anotado("mes_actividad", MES, MES | {"ejecutado": 2}),
        Anotado("actividad", None, ACTIVIDAD),
        Anotado("actividad_unidad", None, {"actividad_id": 3, "unidad_id": 7}),
        Anotado("actividad", ACTIVIDAD | {"id": 4}, None),
    ]

    assert relatar(cambios, {1: "Limpieza"}, {7: "Aseo"}) == [
        "Limpieza. Ejecutado en marzo de 2026: de 0 a 2",
        "Taller. Se creó la actividad",
        "una actividad que ya no existe. Responsable: se agregó Aseo",
        "Taller. Se borró la actividad",
    ]


def test_lo_demas_se_dice_por_su_clase_y_sin_sus_valores() -> None:
    linea = {"id": 1, "nombre": "Agua", "orden": 0}
    cambios = [
        Anotado("linea_estrategica", None, linea),
        Anotado("linea_estrategica", linea, linea | {"nombre": "Agua y energía", "orden": 3}),
        Anotado("linea_estrategica", linea, linea | {"orden": 1}),
        Anotado(
            "persona",
            {"id": 1, "nombre": "Ana", "correo": "a@b.cl"},
            {"id": 1, "nombre": "Ana", "correo": "c@d.cl"},
        ),
        Anotado("aporte_ciudadano", {"id": 1, "texto": "Más árboles"}, None),
        Anotado("evidencia", None, {"id": 1, "titulo": "Acta del CAC"}),
        Anotado("tabla_nueva", None, {"id": 1}),
    ]

    assert relatar(cambios, {}, {}) == [
        "Línea «Agua»: se creó",
        "Línea «Agua y energía»: cambió nombre",
        "Línea «Agua»: cambió de orden",
        "Persona «Ana»: cambió correo",
        "Aporte «Más árboles»: se borró",
        "Evidencia «Acta del CAC»: se creó",
        "Tabla nueva: se creó",
    ]
