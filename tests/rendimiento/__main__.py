"""`python -m tests.rendimiento`: imprime razones contra un piso y termina en 1 si alguna no alcanza.

Con nombres («python -m tests.rendimiento servidor navegador») mide solo esas partes.
«respaldo» y «expediente» se miden solo así.
"""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datos import conexion
from datos.migracion import migrar
from tests.rendimiento import (
    base_de_datos,
    bitacora,
    certificacion,
    documento,
    navegador,
    plan,
    respaldo,
    servidor,
    sesiones,
)
from tests.rendimiento.medida import Medida


def medir_servidor(carpeta: Path) -> Iterator[Medida]:
    """El guion vacío y las páginas, sin navegador."""
    vacio = servidor.guion_vacio(carpeta)
    yield Medida("guion vacío en nuestro servidor ÷ `streamlit run` de fábrica", vacio, 0.25)
    with base_nueva():
        yield from servidor.paginas(carpeta, plan.sembrar())


def medir_base(_: Path) -> Iterator[Medida]:
    """Leer y guardar."""
    with base_nueva():
        plan_id = plan.sembrar()
        yield Medida("plan leído en frío ÷ traer sus filas", base_de_datos.cargar(plan_id), 3.5)
        yield Medida(
            "estados de todas las celdas ÷ traer sus filas", base_de_datos.liquidar_todo(plan_id), 4.5
        )
        yield Medida("lo que Avance lee, en frío ÷ traer sus filas", base_de_datos.avance(plan_id), 6)
        crecimiento = base_de_datos.crecer(plan_id, plan.sembrar(1000))
        yield Medida("lo que Avance lee: 1.000 actividades ÷ 300", crecimiento, 4)
    with base_nueva():
        yield Medida("guardar el plan con su bitácora ÷ insertar sus filas", base_de_datos.guardar(), 6)
    with base_nueva():
        razon = bitacora.guardar_una_celda(plan.sembrar())
        yield Medida("guardar una celda con permiso y bitácora ÷ escribir sus filas", razon, 6)
    with base_nueva():
        yield Medida("verificar 100.000 filas de bitácora ÷ leerlas y resumirlas", bitacora.verificar(), 3)
    with base_nueva():
        yield Medida("importar un .docx de 300 filas ÷ leer sus celdas", documento.importar(), 3)


def medir_navegador(carpeta: Path) -> Iterator[Medida]:
    """Lo pintado."""
    with base_nueva():
        yield from navegador.medir(carpeta, plan.sembrar())


def medir_sesiones(_: Path) -> Iterator[Medida]:
    """Cien personas a la vez."""
    with base_nueva():
        consulta = f"plan={plan.sembrar()}"
        with servidor.aplicacion() as aplicacion:
            carga = sesiones.medir(aplicacion.puerto, consulta)
    yield Medida("100 personas en el cronograma ÷ una, mediana", carga.mediana, 2)
    yield Medida("100 personas en el cronograma ÷ una, percentil 95", carga.percentil_95, 5)
    yield Medida("100 personas en el cronograma, acciones que fallaron", carga.errores, 0)


def medir_respaldo(_: Path) -> Iterator[Medida]:
    """Un gigabyte de fotos y documentos."""
    with base_nueva():
        plan.sembrar()
        hecho = respaldo.medir()
    yield Medida("respaldo de 1 GB de archivos ÷ copiarlos y calcular sus huellas", hecho.razon, 3)
    yield Medida("verificar ese respaldo ÷ copiar los archivos y calcular sus huellas", hecho.verificar)
    yield Medida("memoria del respaldo sobre el reposo, en MB", hecho.megas, 150)


def medir_certificacion(carpeta: Path) -> Iterator[Medida]:
    """La página con sesenta requisitos y dos mil evidencias, y guardar un archivo del tope."""
    with base_nueva():
        plan_id = certificacion.sembrar()
        yield Medida("leer la certificación, en órdenes SQL", certificacion.ordenes(plan_id), 12)
        yield from certificacion.pagina(carpeta, plan_id)
    with base_nueva():
        yield Medida("guardar 50 MB ÷ leerlos y calcular su huella", certificacion.guardar(), 3)


def medir_expediente(_: Path) -> Iterator[Medida]:
    """Un gigabyte de evidencia."""
    with base_nueva():
        hecho = certificacion.expediente()
    yield Medida("expediente de 1 GB ÷ copiar los archivos y calcular sus huellas", hecho.razon, 3)
    yield Medida("memoria del expediente sobre el reposo, en MB", hecho.megas, 100)


PARTES = {
    "servidor": medir_servidor,
    "base": medir_base,
    "navegador": medir_navegador,
    "sesiones": medir_sesiones,
    "certificacion": medir_certificacion,
    "expediente": medir_expediente,
    "respaldo": medir_respaldo,
}
POR_SU_NOMBRE = {"respaldo", "expediente"}
"""Escriben varios gigabytes y tardan minutos: solo se miden si se las pide."""


@contextmanager
def base_nueva() -> Iterator[Path]:
    """Una base SQLite recién migrada y en uso, en una carpeta que después se borra."""
    with tempfile.TemporaryDirectory(prefix="plan-rendimiento-") as carpeta:
        os.environ["PLANIFICADOR_INSTANCIA"] = carpeta
        migrar()
        try:
            yield Path(carpeta)
        finally:
            conexion.cerrar()


def principal(pedidas: list[str]) -> int:
    """Imprime cada razón apenas se mide, y al final lo que no alcanza; 1 si algo pasa su tope."""
    os.environ.pop("DATABASE_URL", None)
    gc.collect()
    gc.freeze()  # como el servidor
    medidas = []
    print(f"{'razón':>7}  {'tope':>5}")
    for parte in pedidas or [parte for parte in PARTES if parte not in POR_SU_NOMBRE]:
        with tempfile.TemporaryDirectory(prefix="plan-rendimiento-") as carpeta:
            for medida in PARTES[parte](Path(carpeta)):
                medidas.append(medida)
                print(medida, flush=True)
    faltas = [medida for medida in medidas if not medida.alcanza]
    for medida in faltas:
        print(medida.frase)
    return 1 if faltas else 0


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
