"""El recibo del expediente: una hoja aparte con la huella del ZIP, para el acta de entrega."""

from datetime import datetime

from datos.expediente.bolsa import Hecho
from datos.exportadores.pdf import componer, portada
from modelos.arbol import PlanCompleto
from modelos.frases import contar, entero, fecha_larga, tamano

COMO = (
    "Quien reciba el expediente calcula el SHA-256 del archivo y lo compara con este. Si es igual, es el "
    "mismo archivo que se entregó. En Windows: certutil -hashfile ARCHIVO SHA256. Dentro del ZIP, "
    "VERIFICAR.txt explica las demás formas."
)


def en_pdf(
    plan: PlanCompleto, nivel: str, nombre: str, hecho: Hecho, local: datetime, *, parcial: bool
) -> bytes:
    """La hoja; la huella va en grupos de ocho, que se leen en voz alta sin perderse."""
    grupos = [hecho.sha256_del_zip[lugar : lugar + 8] for lugar in range(0, 64, 8)]
    datos = {
        **portada(plan, "Recibo del expediente", local.date(), leyenda=(), horizontal=False),
        "parcial": parcial,
        "filas": [
            ["Nivel que se presenta", nivel],
            ["Archivo", nombre],
            ["Hecho el", f"{fecha_larga(local.date())} a las {local:%H:%M}"],
            ["Contiene", f"{contar(hecho.archivos, 'archivo')}, {tamano(hecho.octetos)}"],
            ["Pesa", f"{entero(hecho.tamano)} bytes"],
        ],
        "sha256": f"{' '.join(grupos[:4])}\n{' '.join(grupos[4:])}",
        "como": COMO,
    }
    return componer("recibo.typ", datos, local.date())
