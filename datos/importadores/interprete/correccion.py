"""Las columnas como la persona dijo que se leen, por encima de lo que se entendió de sus títulos."""

from datos.importadores.documento import Tabla
from datos.importadores.interprete.columnas_leidas import Columna
from datos.importadores.interprete.titulares import Titular
from modelos.importacion.borrador import Ajustes, Campo


def corregir_columnas(ajustes: Ajustes, tabla: Tabla, titular: Titular) -> None:
    """Pone el campo que la persona eligió en cada columna de esa tabla; lo elegido es seguro."""
    for columna in titular.columnas:
        elegido = ajustes.columnas.get(f"{tabla.numero}:{tabla.corrida + columna.indice + 1}")
        if elegido:
            _poner(columna, elegido)


def _poner(columna: Columna, elegido: str) -> None:
    nombre, _, mes = elegido.partition(":")
    campo = Campo(nombre)
    columna.campo = None if campo is Campo.IGNORAR else campo
    columna.mes = int(mes) if mes else None
    columna.confianza = 1.0
    columna.ambiguo = columna.ajena = columna.relativo = columna.tipo_de_fila = columna.de_anio = False
    columna.aparte = "no se usa, como usted eligió" if campo is Campo.IGNORAR else ""
    columna.de_periodos = columna.de_periodos if campo is Campo.MES else ""
    columna.aporte = columna.resto = columna.semana = None
    columna.periodo = ()
