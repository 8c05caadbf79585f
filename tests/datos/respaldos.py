"""Instalaciones y respaldos de prueba: mirar una base entera, y rehacer un ZIP con algo cambiado."""

import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from datos import almacen
from datos.conexion import escritura, motor
from datos.respaldo import contenedor, manifiesto
from modelos.plan import DocumentoFuente, Plan
from modelos.tabla import Tabla
from tests.apoyo.planes import un_plan

CONTENIDO = "Línea 1;Campaña de reciclaje;marzo\r\n".encode()
Hoja = dict[str, Any]


def una_instalacion() -> int:
    """Un plan con meses, unidades, una nota con de todo y su documento de origen; entrega su id."""
    plan_id = un_plan(lineas=2, actividades=3, unidades=2, programado={3: 1, 4: 2}, nombre="Ñuñoa y Macul")
    with escritura("Guardar el documento", plan_id=plan_id) as sesion:
        huella = almacen.guardar(CONTENIDO)
        sesion.add(
            DocumentoFuente(
                plan_id=plan_id,
                nombre="plan «2026».csv",
                tamano=len(CONTENIDO),
                sha256=huella,
                importado_el=date(2026, 1, 31),
            )
        )
        plan = sesion.get_one(Plan, plan_id)
        plan.unidad = "Comillas \"dobles\", 'simples'\n\ttabulación,\u2028 emoji 🌱 y ñ"
        plan.vigente_desde = date(2026, 2, 28)
    return plan_id


def contenido_de_la_base() -> dict[str, list[tuple[Any, ...]]]:
    """Todas las filas de todas las tablas, comparables entre motores."""
    with motor().connect() as abierta:
        return {
            tabla.name: [
                tuple(map(_comparable, fila))
                for fila in abierta.execute(select(tabla).order_by(*tabla.primary_key.columns))
            ]
            for tabla in Tabla.metadata.sorted_tables
        }


def _comparable(valor: Any) -> Any:
    if isinstance(valor, datetime):
        return valor.astimezone(UTC) if valor.tzinfo else valor.replace(tzinfo=UTC)
    return valor


def nombre_del_plan(plan_id: int) -> str:
    """Lo que dice la base en uso."""
    with motor().connect() as abierta:
        return str(abierta.execute(select(col(Plan.nombre)).where(col(Plan.id) == plan_id)).scalar_one())


def leer_partes(archivo: Path) -> dict[str, bytes]:
    """Las partes de un ZIP, por nombre."""
    with zipfile.ZipFile(archivo) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def rehacer(
    archivo: Path,
    partes: Mapping[str, bytes] | None = None,
    sin: str = "",
    hoja: Callable[[Hoja], None] | None = None,
) -> Path:
    """Otro ZIP igual al dado, con esas partes puestas o cambiadas, sin una, y el manifiesto retocado."""
    todas = {nombre: valor for nombre, valor in leer_partes(archivo).items() if nombre != sin}
    todas.update(partes or {})
    if hoja:
        datos = json.loads(todas[manifiesto.NOMBRE])
        hoja(datos)
        todas[manifiesto.NOMBRE] = json.dumps(datos).encode()
    destino = archivo.with_name("rehecho.zip")
    with zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, valor in todas.items():
            paquete.writestr(nombre, valor)
    return destino


def falsificar(archivo: Path, nombre: str, valor: bytes) -> Path:
    """Otro ZIP con una parte cambiada y el manifiesto puesto de acuerdo, como haría quien quiere engañar."""

    def anotar(hoja: Hoja) -> None:
        hoja["partes"][nombre] = {"tamano": len(valor), "sha256": almacen.huella(valor)}

    return rehacer(archivo, {nombre: valor}, hoja=anotar)


def partes_de(archivo: Path) -> list[str]:
    """Los nombres que el manifiesto reconoce."""
    with contenedor.abrir(archivo) as abierto:
        return list(abierto.manifiesto.partes)
