"""La certificación: su página con mucho dentro, guardar un archivo grande y hacer un expediente de 1 GB."""

import hashlib
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import insert
from sqlmodel import Session

from datos import almacen
from datos.certificacion import lectura, requisitos
from datos.conexion import escritura, instancia
from datos.conexion import lectura as leer_base
from datos.evidencias.ingreso import revisar_y_guardar
from datos.expediente import armado
from modelos.certificacion.estados import ClaseEvidencia, Dictamen
from modelos.certificacion.tablas import Evidencia, EvidenciaRequisito, Revision
from modelos.tabla import tabla_de
from tests.apoyo.aplicacion import RAIZ
from tests.apoyo.certificacion import un_proceso
from tests.apoyo.planes import consultas
from tests.rendimiento import medida, plan, servidor
from tests.rendimiento.medida import Medida
from tests.rendimiento.plan import HOY
from tests.rendimiento.servidor import Pagina

REQUISITOS, EVIDENCIAS = 60, 2_000
MEGAS = 50
ARCHIVOS, OCTETOS = 256, 4_000_000
VECES = 3
PAGINAS = (
    Pagina("Certificación", "certificacion", 4),
    Pagina("Requisitos", "requisitos", 4),
    Pagina("Evidencias", "evidencias", 4),
)


class Hecho(NamedTuple):
    """Lo medido del expediente."""

    razon: float
    megas: float


def sembrar(evidencias: int = EVIDENCIAS, archivos: list[tuple[str, int]] | None = None) -> int:
    """Un plan con sesenta requisitos y esa evidencia repartida entre ellos, toda aceptada."""
    plan_id = plan.sembrar()
    ya = un_proceso(plan_id).requisitos
    with escritura("Sembrar la certificación", plan_id=plan_id) as sesion:
        ids = [uno.id for uno in ya]
        for numero in range(REQUISITOS - len(ya)):
            nuevo = requisitos.agregar(
                sesion, plan_id, f"R-{numero:02d}", f"Requisito {numero}", "Tenerlo", ""
            )
            ids.append(nuevo)
        _evidencias(sesion, plan_id, ids, archivos or [("0" * 64, 1000)] * evidencias)
    return plan_id


def _evidencias(sesion: Session, plan_id: int, ids: list[int], archivos: list[tuple[str, int]]) -> None:
    filas = [
        {
            "id": n,
            "plan_id": plan_id,
            "numero": n,
            "titulo": f"Acta de la sesión {n}",
            "clase": ClaseEvidencia.ACTA.value,
            "fecha": HOY,
            "confidencial": False,
            "dictamen": Dictamen.ACEPTADA.value,
            "dictamen_de": 1,
        }
        for n in range(1, len(archivos) + 1)
    ]
    sesion.execute(insert(tabla_de(Evidencia)), filas)
    revisiones = [
        {
            "evidencia_id": n,
            "numero": 1,
            "sha256": sha256,
            "tamano": tamano,
            "tipo": "jpg",
            "nombre": f"acta-{n}.jpg",
            "quien": "Ana",
            "cuando": datetime.now(UTC),
            "con_ubicacion": False,
            "ilegible": False,
        }
        for n, (sha256, tamano) in enumerate(archivos, start=1)
    ]
    sesion.execute(insert(tabla_de(Revision)), revisiones)
    enlaces = [{"evidencia_id": n, "requisito_id": ids[n % len(ids)]} for n in range(1, len(archivos) + 1)]
    sesion.execute(insert(tabla_de(EvidenciaRequisito)), enlaces)


def ordenes(plan_id: int) -> float:
    """Cuántas consultas hace leerla entera."""
    with leer_base() as sesion, consultas() as hechas:
        lectura.leer(sesion, plan_id)
    return sum(hecha.lstrip().startswith("SELECT") for hecha in hechas)


def pagina(carpeta: Path, plan_id: int) -> Iterator[Medida]:
    """Sus pantallas ÷ una página vacía de la aplicación."""
    return servidor.paginas(carpeta, plan_id, PAGINAS)


def guardar() -> float:
    """Revisar y guardar un archivo del tope, comprobado ÷ leerlo de memoria y calcular su huella.

    Cada vez es otro: uno que ya está no se escribe.
    """
    azar = random.Random(5)

    def uno_nuevo() -> bytes:
        """Un video, que no se mira por dentro."""
        return b"\0\0\0\x18ftypmp42" + azar.randbytes(MEGAS * 1024 * 1024 - 64)

    subidos = iter([BytesIO(uno_nuevo()) for _ in range(VECES + medida.DE_CALENTAMIENTO)])
    fijo = uno_nuevo()
    en_disco = instancia() / "piso.bin"
    en_disco.write_bytes(fijo)

    def guardar_uno() -> None:
        revisar_y_guardar("video.mp4", next(subidos))

    def leer_uno() -> None:
        with en_disco.open("rb") as abierto:
            hashlib.file_digest(abierto, "sha256")

    return medida.razon(guardar_uno, leer_uno, VECES)


EN_OTRO_PROCESO = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from datos.conexion import motor
from datos.expediente import armado
motor().connect().close()
reposo = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
armado.hacer(int(sys.argv[1]), datetime.now(UTC), parcial=True, destino=Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - reposo)
"""
"""Como en el respaldo: un proceso que no ha hecho nada más, lanzado por un intérprete de órdenes."""


def expediente() -> Hecho:
    """Un gigabyte de evidencia aceptada, por turnos con copiar los mismos archivos."""
    azar = random.Random(6)
    archivos = [(almacen.guardar(azar.randbytes(OCTETOS)), OCTETOS) for _ in range(ARCHIVOS)]
    plan_id = sembrar(archivos=archivos)
    with tempfile.TemporaryDirectory(dir=instancia()) as carpeta:
        destino = Path(carpeta)

        def hacer() -> None:
            hecho = armado.hacer(plan_id, datetime.now(UTC), parcial=True, destino=destino)
            hecho.archivo.unlink()

        razon = medida.razon(hacer, lambda: _copiar(archivos, destino), VECES)
        orden = ["sh", "-c", '"$0" -c "$1" "$2" "$3"; true', sys.executable, EN_OTRO_PROCESO]
        dicho = subprocess.run(
            [*orden, str(plan_id), str(destino)], cwd=RAIZ, check=True, capture_output=True, text=True
        ).stdout
    return Hecho(razon, float(dicho) / 1000)


def _copiar(archivos: list[tuple[str, int]], destino: Path) -> None:
    for sha256, _ in archivos:
        copia, huella = destino / sha256, hashlib.sha256()
        with copia.open("wb") as abierta:
            for parte in almacen.leer_por_partes(sha256):
                abierta.write(parte)
                huella.update(parte)
        copia.unlink()
