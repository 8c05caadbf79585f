"""El plan sintético: doce meses programados en cada actividad y lo ejecutado hasta septiembre."""

from datetime import date

from datos import importacion, vida_del_plan
from datos.conexion import escritura
from datos.importacion import ArchivoFuente
from modelos.importacion.decision import Decision
from modelos.importacion.plan_aceptado import (
    ActividadAceptada,
    LineaAceptada,
    MesAceptado,
    ObjetivoAceptado,
    PlanAceptado,
)
from modelos.meses import Mes

ACTIVIDADES = 300
LINEAS = 20
UNIDADES = 10
HOY = date(2026, 10, 14)
ENERO = Mes(HOY.year, 1)


def aceptado(actividades: int = ACTIVIDADES) -> PlanAceptado:
    """El plan listo para guardarse; una actividad de cada tres va atrasada."""
    return PlanAceptado(
        decision=Decision("Plan sintético", "Municipalidad del plan sintético", HOY.year),
        inicio=ENERO,
        cantidad_meses=12,
        programas=(),
        lineas=tuple(LineaAceptada(f"Gestión de residuos y reciclaje {n}", None) for n in range(LINEAS)),
        objetivos=tuple(ObjetivoAceptado(f"Fortalecer la educación ambiental {n}", n) for n in range(LINEAS)),
        actividades=tuple(_actividad(n) for n in range(actividades)),
        aportes=(),
        objetivos_plan=(),
        firmas=(),
    )


def sembrar(actividades: int = ACTIVIDADES) -> int:
    """Guarda el plan y lo pone en vigencia; entrega su id."""
    fuente = ArchivoFuente("plan.txt", f"Plan de {actividades} actividades".encode())
    plan_id = importacion.guardar(aceptado(actividades), fuente, HOY).plan_id
    with escritura("Poner en vigencia el plan sintético", plan_id=plan_id) as sesion:
        vida_del_plan.poner_en_vigencia(sesion, plan_id, date(HOY.year, 1, 5))
    return plan_id


def nombre(numero: int) -> str:
    """Como los escriben los planes: una frase."""
    return f"Talleres de compostaje y reciclaje para juntas de vecinos del sector {numero + 1}"


def _actividad(numero: int) -> ActividadAceptada:
    al_dia = numero % 3 != 0
    return ActividadAceptada(
        clave=str(numero),
        objetivo=numero * LINEAS // ACTIVIDADES % LINEAS,
        codigo=str(numero + 1),
        nombre=nombre(numero),
        peso=1,
        unidad_medida="taller",
        meta="12 talleres",
        indicador=None,
        medio_verificacion="Acta y lista de asistencia",
        presupuesto_centavos=100_000_00,
        recurrencia=None,
        observaciones=None,
        unidades=(f"Unidad {numero % UNIDADES + 1}",),
        meses={
            ENERO.mas(n): MesAceptado(programado=1, ejecutado=int(al_dia and n < HOY.month - 1))
            for n in range(12)
        },
    )
