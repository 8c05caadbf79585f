"""Lo que va en cada celda del cuerpo de la tabla."""

from tests.datos.importadores.corpus.bloques import Casilla
from tests.datos.importadores.corpus.columnas import Columna
from tests.datos.importadores.corpus.fechas_escritas import en_texto, extremo
from tests.datos.importadores.corpus.forma import Forma
from tests.datos.importadores.corpus.plan import ActividadDePrueba, PlanDePrueba

UNIONES_DE_CODIGO = {"pegado": ". ", "punto_y_guion": ".- ", "parentesis": ") ", "guion": " - "}
RELLENOS = {
    "interna": "revisar con jefatura",
    "observaciones": "Sujeto a disponibilidad presupuestaria",
    "avance": "0%",
    "indicador": "(N° de acciones realizadas / N° de acciones programadas) x 100",
}


def casilla_de(plan: PlanDePrueba, forma: Forma, columna: Columna, actividad: ActividadDePrueba) -> Casilla:
    if columna.mes:
        origen = actividad.ejecutados if columna.campo == "ejecutado" else actividad.meses
        return _marca(forma, origen.get(columna.mes, 0), actividad.notas.get(columna.mes))
    if columna.tramo:
        return _marca(forma, int(any(mes == columna.tramo[0] for _, mes in actividad.meses)), None)
    if columna.campo in ("inicio", "termino"):
        palabras, fecha = extremo(list(actividad.meses), termino=columna.campo == "termino", plan=plan)
        return Casilla(f"{fecha:%d-%m-%Y}", valor=fecha) if forma.meses_en == "fechas" else Casilla(palabras)
    return Casilla(_texto(plan, forma, columna.campo, actividad))


def _marca(forma: Forma, cantidad: int, nota: str | None) -> Casilla:
    if not cantidad:
        return Casilla()
    if nota:
        return Casilla(nota)
    if forma.marca == "color":
        return Casilla(pintada=True)
    return Casilla(str(cantidad), valor=cantidad) if forma.marca == "cantidad" else Casilla(forma.marca)


def _texto(plan: PlanDePrueba, forma: Forma, campo: str, actividad: ActividadDePrueba) -> str:
    if (
        campo == "actividad"
        and actividad.codigo
        and forma.codigo != "columna"
        and "codigo" not in forma.columnas
    ):
        union = " " if "." in actividad.codigo else UNIONES_DE_CODIGO[forma.codigo]
        union = ") " if actividad.codigo.isalpha() and forma.codigo == "guion" else union
        return f"{actividad.codigo}{union}{actividad.actividad}"
    if campo == "responsables":
        return forma.separador.join(actividad.responsables)
    if campo == "meses":
        return en_texto(list(actividad.meses), plan, forma.estilo_de_texto)
    if campo in RELLENOS:
        return RELLENOS[campo]
    return getattr(actividad, campo) or ""
