"""Del documento leído al borrador del plan."""

from collections.abc import Sequence

from datos.importadores.documento import Documento, Parrafo
from datos.importadores.interprete.armado import armar
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.normalizar import es_separador
from datos.importadores.interprete.prosa import leer_linea
from datos.importadores.interprete.tablas import leer_tabla
from modelos.borrador import Ajustes, Borrador


def interpretar(
    documento: Documento, ajustes: Ajustes | None = None, unidades_conocidas: Sequence[str] = ()
) -> Borrador:
    """El borrador del plan que trae el documento; ErrorDeDominio si no trae ninguno."""
    lectura = Lectura(documento, ajustes or Ajustes(), unidades_conocidas)
    for bloque in documento.bloques:
        if not isinstance(bloque, Parrafo):
            leer_tabla(lectura, bloque)
        elif bloque.texto.strip() and not es_separador(bloque.texto):
            leer_linea(lectura, Linea(bloque.texto, bloque.origen(), bloque.nivel, bloque.vineta))
    return armar(lectura)
