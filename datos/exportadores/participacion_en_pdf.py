"""La participación en PDF: una hoja que se entiende sin conocer el plan, para repartir o publicar."""

from datetime import date

from sqlmodel import Session

from datos import aportes
from datos.exportadores.pdf import Datos, componer, nombre_de_simbolo, portada
from datos.exportadores.pedido import Pedido
from modelos.arbol import LineaDelPlan, PlanCompleto
from modelos.estados import EstadoAporte
from modelos.frases import entero, plural
from modelos.rendicion import AporteRendido, Cuenta, Rendicion, Respuesta, rendir
from modelos.seguimiento.liquidacion import Momento
from modelos.seguimiento.programacion import Horizonte

COMO_SE_CUENTA = (
    "Con actividad: al menos una actividad del plan le responde. Ya se hizo: todas las que le responden "
    "están completas. Sin respuesta: ninguna le responde todavía."
)


def generar(sesion: Session, pedido: Pedido) -> bytes:
    """Los aportes del plan entero, a la fecha o al corte que se pida."""
    plan, hoy = pedido.plan, pedido.hoy
    horizonte = Horizonte(plan.inicio, plan.fin)
    momento = Momento.elegido(hoy, pedido.corte, horizonte) if pedido.corte else Momento.hoy(hoy)
    return escribir(plan, rendir(plan, aportes.listar(sesion, plan.id), momento), hoy)


def escribir(plan: PlanCompleto, rendicion: Rendicion, hoy: date) -> bytes:
    """El PDF de unos aportes con sus respuestas."""
    return componer("participacion.typ", _datos(plan, rendicion, hoy), hoy)


def _datos(plan: PlanCompleto, rendicion: Rendicion, hoy: date) -> Datos:
    return {
        **portada(plan, "Participación ciudadana", hoy, leyenda=EstadoAporte, horizontal=False),
        "frase": rendicion.frase,
        "cuentas": [_por_clase(rendicion), _por_linea(plan, rendicion)],
        "total": _cuenta("Total", rendicion.cuenta),
        "grupos": [
            {"nombre": _titulo(plan, linea), "aportes": [_aporte(rendido) for rendido in suyos.aportes]}
            for linea, suyos in rendicion.por_linea
        ],
        "como_se_cuenta": COMO_SE_CUENTA,
    }


def _por_clase(rendicion: Rendicion) -> Datos:
    filas = [_cuenta(plural(tipo.etiqueta), rendicion.solo(tipo=tipo).cuenta) for tipo in rendicion.tipos]
    return {"rotulo": "Por clase", "filas": filas}


def _por_linea(plan: PlanCompleto, rendicion: Rendicion) -> Datos:
    filas = [_cuenta(_titulo(plan, linea), suyos.cuenta) for linea, suyos in rendicion.por_linea]
    return {"rotulo": f"Por {plan.etiquetas.linea}", "filas": filas}


def _cuenta(nombre: str, cuenta: Cuenta) -> Datos:
    cifras = (cuenta.total, cuenta.con_actividad, cuenta.realizados, cuenta.sin_respuesta)
    return {"nombre": nombre, "cifras": [entero(cifra) for cifra in cifras]}


def _titulo(plan: PlanCompleto, linea: LineaDelPlan | None) -> str:
    return linea.titulo if linea else f"Sin {plan.etiquetas.linea}"


def _aporte(rendido: AporteRendido) -> Datos:
    return {
        "clase": rendido.aporte.tipo.etiqueta,
        "texto": rendido.aporte.texto,
        "estado": nombre_de_simbolo(rendido.estado),
        "en_que_va": rendido.estado.etiqueta,
        "respuestas": [_respuesta(respuesta, rendido) for respuesta in rendido.respuestas],
    }


def _respuesta(respuesta: Respuesta, rendido: AporteRendido) -> str:
    """La línea se dice solo si no es la del aporte."""
    dicha, suya = respuesta.dicha_a(rendido.aporte), rendido.linea
    if suya is not None and respuesta.linea.id == suya.id:
        return dicha
    return f"{dicha} Está en {respuesta.linea.titulo}."
