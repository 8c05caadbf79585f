"""`python -m tests.rendimiento`: imprime razones contra un piso y termina en 1 si alguna no alcanza."""

import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from datos.migracion import migrar
from tests.rendimiento import plan, servidor


class Medida(NamedTuple):
    """Una razón medida y su tope."""

    nombre: str
    razon: float
    tope: float


def medir(carpeta: Path) -> list[Medida]:
    """Todas las medidas, sobre un plan de 300 actividades × 12 meses."""
    os.environ["PLANIFICADOR_INSTANCIA"] = str(carpeta)
    os.environ.pop("DATABASE_URL", None)
    migrar()
    plan_id = plan.sembrar()
    return [
        Medida("servidor: guion vacío ÷ streamlit run de fábrica", servidor.guion_vacio(carpeta), 0.25),
        Medida("plan completo ÷ traer las mismas filas", plan.cargar(plan_id), 3.5),
        Medida("estados de todas las celdas ÷ traer las mismas filas", plan.liquidar_todo(plan_id), 4.5),
    ]


def principal() -> int:
    """Imprime la tabla; 1 si algo pasa su tope."""
    with tempfile.TemporaryDirectory() as carpeta:
        medidas = medir(Path(carpeta))
    for medida in medidas:
        print(f"{medida.razon:6.2f}  tope {medida.tope:4.2f}  {medida.nombre}")
    faltas = [medida.nombre for medida in medidas if medida.razon > medida.tope]
    for nombre in faltas:
        print(f"No alcanza: {nombre}.")
    return 1 if faltas else 0


if __name__ == "__main__":
    sys.exit(principal())
