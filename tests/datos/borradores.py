"""Borradores hechos a mano para las pruebas de importación."""

from modelos.importacion.borrador import (
    ActividadBorrador,
    AporteBorrador,
    Borrador,
    FirmaBorrador,
    MesBorrador,
    ObjetivoPlanBorrador,
    PlanBorrador,
)
from modelos.importacion.decision import Decision


def una_actividad(numero: int = 1, **campos: object) -> ActividadBorrador:
    """Una actividad con su línea y su objetivo, salvo lo que se diga."""
    datos: dict[str, object] = {
        "id": f"a{numero}",
        "linea": "Gestión de residuos",
        "objetivo": "a) Reducir los residuos",
        "codigo": str(numero),
        "actividad": f"Taller de reciclaje {numero}",
    }
    return ActividadBorrador.model_validate(datos | campos)


def un_mes(mes: int, programado: int = 1, anio: int | None = 2026) -> MesBorrador:
    """Lo programado en un mes."""
    return MesBorrador(anio=anio, mes=mes, programado=programado)


def un_borrador(*actividades: ActividadBorrador) -> Borrador:
    """Un plan con esas actividades (una, si no se dice)."""
    return Borrador(
        plan=PlanBorrador(titulo="Plan de prueba"), actividades=list(actividades or [una_actividad()])
    )


def un_borrador_completo(cantidad: int = 3) -> Borrador:
    """Un plan con algo en cada tabla que la importación llena."""
    actividades = [
        una_actividad(
            numero,
            programa="Programa único",
            linea=f"Línea {numero % 3}",
            meses=[un_mes(mes) for mes in (3, 6)],
            responsables=["Dirección de Aseo", f"Oficina {numero % 5}"],
        )
        for numero in range(1, cantidad + 1)
    ]
    return Borrador(
        plan=PlanBorrador(
            titulo="Plan completo", objetivos=[ObjetivoPlanBorrador(clase="específico", texto="Reducir")]
        ),
        actividades=actividades,
        participacion=[AporteBorrador(linea="Línea 1", tipo="acuerdo", texto="TALLER de reciclaje 1.")],
        firmas=[FirmaBorrador(accion="Elaborado por", nombre="La encargada", cargo="Encargada ambiental")],
    )


def una_decision(**campos: object) -> Decision:
    """Los datos del plan, salvo lo que se diga."""
    datos: dict[str, object] = {"nombre": "Plan de prueba", "municipalidad": "La Serena", "anio": 2026}
    return Decision(**(datos | campos))  # type: ignore[arg-type]
