"""Lee un cronograma que salió de este planificador: por sus títulos y sus claves, sin interpretar nada.

`hojas` halla las tablas exportadas; `escrito` entiende una celda; `actividades` junta lo que cada tabla dice
de cada actividad; `resto` lee los datos del plan y los aportes.
"""

from datos.importadores.documento import Documento
from datos.importadores.exportado.actividades import Lectura
from datos.importadores.exportado.hojas import Hoja, copias_ocultas, hojas
from datos.importadores.exportado.resto import leer_resto
from datos.importadores.interprete import ACTIVIDADES_MAXIMAS
from datos.importadores.rechazos import archivo_excesivo
from modelos.importacion.borrador import Aviso, Borrador, Campo, ColumnaLeida, PlanBorrador
from modelos.importacion.exportado import Exportado


def leer(documento: Documento) -> Borrador | None:
    """El borrador, seguro en todo lo que se entendió; None si el documento no se exportó de aquí.

    ErrorDeDominio si trae más actividades que cualquier plan.
    """
    todas = hojas(documento)
    ocultas = copias_ocultas(todas)
    halladas = [hoja for hoja in todas if hoja not in ocultas]
    lectura = Lectura()
    for hoja in halladas:
        lectura.leer(hoja)
    if lectura.plan_id is None:
        return None
    if len(lectura.actividades) > ACTIVIDADES_MAXIMAS:
        raise archivo_excesivo()
    borrador = Borrador(
        plan=_plan(lectura.exportado),
        actividades=lectura.actividades,
        avisos=lectura.avisos,
        columnas=[columna for hoja in halladas for columna in _columnas(hoja)],
        exportado=lectura.exportado,
    )
    borrador.avisos.extend(_no_leida(oculta) for oculta in ocultas)
    leer_resto(documento, borrador)
    return borrador


def _no_leida(oculta: Hoja) -> Aviso:
    """Responde por todas las celdas de la hoja."""
    tabla = oculta.tabla
    frase = f"La hoja «{tabla.hoja}» está oculta y no se leyó: vale la que está a la vista."
    lugares = [tabla.origen(celda) for fila in tabla.filas for celda in fila if not celda.vacia]
    return Aviso(fila=lugares[0].fila, mensaje=frase, origen=lugares[0], otros=lugares[1:])


def _plan(exportado: Exportado | None) -> PlanBorrador:
    """Comienza en el primer mes que trae."""
    if exportado is None or not exportado.meses:
        return PlanBorrador()
    primero = min(exportado.meses)
    return PlanBorrador(anio=primero.anio, mes_inicio=primero.mes)


def _columnas(hoja: Hoja) -> list[ColumnaLeida]:
    """Todas las tituladas, también las que alguien agregó y no se usan."""
    campos = [(celda, columna.campo) for celda, columna in hoja.columnas]
    return [
        ColumnaLeida(
            hoja=hoja.tabla.hoja,
            tabla=hoja.tabla.numero,
            columna=celda.columna,
            titulo=" ".join(celda.texto.split()),
            campo=Campo(campo) if campo in set(Campo) else Campo.IGNORAR,
            encabezados=[hoja.tabla.origen(celda)],
        )
        for celda, campo in [*campos, *((ajena, "") for ajena in hoja.ajenas)]
    ]
