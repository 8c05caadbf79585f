"""Las actividades de las tablas exportadas: una puede estar en varias, y su clave dice cuál es."""

from collections import Counter

from datos.exportadores.columnas import (
    ACTIVIDAD,
    CLAVE,
    EJECUTADO,
    LINEA,
    MESES,
    NOTAS,
    OBJETIVO,
    RESPONSABLES,
    Columna,
    separar,
)
from datos.importadores.documento import Celda
from datos.importadores.exportado import escrito
from datos.importadores.exportado.hojas import PADRES, Escrito, Fila, Hoja
from modelos.importacion.borrador import ActividadBorrador, Aviso, MesBorrador
from modelos.importacion.cambios_leidos import clave_de_mes
from modelos.importacion.exportado import Exportado
from modelos.importacion.origen import Origen
from modelos.meses import Mes

LUGAR = "lugar"
_DUDOSA = 0.5


class Lectura:
    """Junta lo que dicen las tablas: lo que una dice de una actividad no lo cambia la siguiente."""

    def __init__(self) -> None:
        self.avisos: list[Aviso] = []
        self.plan_id: int | None = None
        self._por_llave: dict[tuple[str, int], ActividadBorrador] = {}
        self._campos: set[str] = set()
        self._meses: set[Mes] = set()
        self._versiones: set[int] = set()
        self._arriba: dict[str, str] = {}  # los padres de la última fila que los dijo

    @property
    def actividades(self) -> list[ActividadBorrador]:
        """Las leídas, en el orden en que aparecieron."""
        return list(self._por_llave.values())

    @property
    def exportado(self) -> Exportado | None:
        """De qué plan salió y qué trae; None si ninguna fila lleva una clave."""
        if self.plan_id is None:
            return None
        return Exportado(
            plan_id=self.plan_id,
            version=min(self._versiones, default=None),  # con filas de dos exportaciones, la más antigua
            campos=frozenset(self._campos),
            meses=frozenset(self._meses),
        )

    def leer(self, hoja: Hoja) -> None:
        """Suma las filas de una tabla y anota qué columnas trae."""
        for ajena in hoja.ajenas:
            self._avisar(hoja.tabla.origen(ajena), f"La columna «{ajena.texto}» se agregó: no se usa.")
        veces: Counter[str] = Counter()
        for fila in hoja.filas():
            self._leer_fila(hoja, fila, veces)
            if hoja.agrega:
                self._campos |= fila.textos.keys() & set(PADRES)
        if hoja.agrega:
            self._campos |= hoja.campos - {CLAVE, MESES, EJECUTADO}
            self._meses |= {c.mes for _, c in hoja.columnas if c.campo == MESES and c.mes}

    def _leer_fila(self, hoja: Hoja, fila: Fila, veces: Counter[str]) -> None:
        clave = fila.clave
        if clave is None and not fila.texto(ACTIVIDAD):
            self._avisar(fila.origen, "La fila no dice qué actividad es: no se usa.")
            return
        if clave is not None and self.plan_id is None:
            self.plan_id = clave.plan_id
        if clave is not None and clave.version is not None:
            self._versiones.add(clave.version)
        identidad = clave.identidad if clave else fila.ruta
        veces[identidad] += 1
        llave = identidad, veces[identidad]
        if hoja.agrega and llave not in self._por_llave:
            es_copia = veces[identidad] > 1  # una fila copiada trae la clave de otra
            self._por_llave[llave] = self._nueva(fila, None if es_copia or not clave else str(clave))
        if llave in self._por_llave:
            self._completar(self._por_llave[llave], fila)

    def _nueva(self, fila: Fila, clave: str | None) -> ActividadBorrador:
        creada = ActividadBorrador(id=str(len(self._por_llave)), actividad="", clave=clave)
        if fila.texto(LINEA) and fila.texto(OBJETIVO):
            self._arriba = {campo: fila.texto(campo) for campo in PADRES}
        elif clave is not None:
            creada.sin_leer.append(LUGAR)  # la que ya estaba sigue en su lugar
        elif fila.texto(LINEA) in ("", self._arriba.get(LINEA)):
            self._poner_con_la_de_arriba(creada, fila)
        return creada

    def _poner_con_la_de_arriba(self, creada: ActividadBorrador, fila: Fila) -> None:
        creada.motivos.append("No dice dónde va: se puso con la de la fila de arriba.")
        for campo, nombre in self._arriba.items():
            if nombre and not fila.texto(campo):
                setattr(creada, campo, nombre)
                creada.confianzas[campo] = _DUDOSA

    def _completar(self, leida: ActividadBorrador, fila: Fila) -> None:
        for campo, dicho in fila.textos.items():
            self._poner(leida, campo, dicho)
        for columna, celda, origen in fila.celdas:
            if columna.mes is not None:
                self._poner_mes(leida, columna, columna.mes, celda, origen)
            elif columna.campo not in leida.origen:
                self._poner_numero(leida, columna.campo, celda, origen)

    def _poner(self, leida: ActividadBorrador, campo: str, dicho: Escrito) -> None:
        if campo in leida.origen:
            leida.origen[f"{campo}.{dicho.origen.tabla}"] = dicho.origen
            return
        leida.origen[campo] = dicho.origen
        leida.confianzas[campo] = 1.0
        if campo == RESPONSABLES:
            leida.responsables = separar(dicho.texto)
        elif campo not in (CLAVE, NOTAS) and dicho.texto:
            setattr(leida, campo, dicho.texto)

    def _poner_numero(self, leida: ActividadBorrador, campo: str, celda: Celda, origen: Origen) -> None:
        leida.origen[campo], leida.confianzas[campo] = origen, 1.0
        numero = escrito.numero(celda)
        if numero is None:
            self._no_se_entiende(leida, campo, celda, origen)
        else:
            setattr(leida, campo, numero)

    def _poner_mes(
        self, leida: ActividadBorrador, columna: Columna, mes: Mes, celda: Celda, origen: Origen
    ) -> None:
        clave = clave_de_mes(mes) if columna.campo == MESES else f"{EJECUTADO}.{mes}"
        if clave in leida.origen:
            self._ya_dicho(leida, clave, celda, origen)
            return
        leida.origen[clave], leida.confianzas[clave] = origen, 1.0
        cantidad = escrito.cantidad(celda)
        if cantidad is None:
            self._no_se_entiende(leida, clave, celda, origen)
            return
        leido = _del_mes(leida, mes)
        if columna.campo == MESES:
            leido.programado = cantidad
        else:
            leido.ejecutado = cantidad

    def _ya_dicho(self, leida: ActividadBorrador, clave: str, celda: Celda, origen: Origen) -> None:
        """El mismo mes en otra columna o en otra hoja: vale el primero, y se dice."""
        leida.origen[f"{clave}.{origen.tabla}.{origen.columna}"] = origen
        frase = f"El mes ya estaba escrito para «{leida.actividad}»: «{celda.texto}» no se usa."
        self._avisar(origen, frase)

    def _no_se_entiende(self, leida: ActividadBorrador, campo: str, celda: Celda, origen: Origen) -> None:
        leida.sin_leer.append(campo)
        leida.confianzas[campo] = _DUDOSA
        frase = f"«{celda.texto}» no es una cantidad: no se usa."
        leida.motivos.append(frase)
        self._avisar(origen, frase)

    def _avisar(self, origen: Origen, mensaje: str) -> None:
        self.avisos.append(Aviso(fila=origen.fila, mensaje=mensaje, origen=origen))


def _del_mes(leida: ActividadBorrador, mes: Mes) -> MesBorrador:
    for leido in leida.meses:
        if (leido.anio, leido.mes) == mes:
            return leido
    leida.meses.append(MesBorrador(anio=mes.anio, mes=mes.mes))
    return leida.meses[-1]
