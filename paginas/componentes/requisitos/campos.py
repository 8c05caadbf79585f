"""Lo que se escribe en la ficha de un requisito: trabajo, resultado, responsable, fecha y su texto."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from datos import historial
from datos.certificacion import requisitos
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.borradores import Lugar, Parte
from modelos.certificacion.estados import EstadoResultado, EstadoTrabajo
from modelos.certificacion.proceso import RequisitoDelProceso
from modelos.estados import Estado
from modelos.fusion import Campos, ConflictoDeCampos, Valor, dicho
from modelos.paises import conocido
from paginas.componentes import choque, ficha_en_curso, identidad, permitido, vaciables
from paginas.componentes.acciones import accion
from paginas.componentes.ficha_en_curso import Ficha

PAGINA = "requisitos"
_ESTADOS: Mapping[str, type[Estado]] = {
    "trabajo": EstadoTrabajo,
    "resultado": EstadoResultado,
    "auditado": EstadoResultado,
}


@st.fragment
def mostrar(
    plan: PlanCompleto, requisito: RequisitoDelProceso, unidades: Mapping[int, str], hoy: date
) -> None:
    """Sus campos; cada uno que se deja queda como borrador."""
    identidad.de_la_visita()
    lugar = Lugar(Parte.REQUISITO, str(requisito.id))
    titulo = f"el requisito {requisito.codigo}"
    ficha = ficha_en_curso.abrir(plan.id, lugar, titulo, "trabajo", requisitos.a_campos(requisito))
    if ficha.choques:
        zona = conocido(plan.pais).zona_horaria
        elegido = choque.elegir(ficha, requisitos.NOMBRES, zona, partial(como_se_lee, unidades))
    else:
        _dibujar(ficha, unidades)
        elegido = ficha_en_curso.boton_de_guardar(ficha, ficha_en_curso.leer(ficha, _a_valor))
    if elegido is None:
        return
    visto, escrito = elegido
    with accion(
        f"Editar {titulo}",
        PAGINA,
        plan.id,
        luego=partial(ficha_en_curso.cerrar, ficha),
        al_chocar=partial(_chocar, plan.id, requisito.id, ficha, escrito),
    ) as sesion:
        requisitos.guardar(sesion, plan.id, requisito.id, visto, escrito, hoy)


def como_se_lee(unidades: Mapping[int, str], campo: str, valor: Valor) -> str:
    """El valor de un campo, como lo lee la persona."""
    if campo in _ESTADOS and valor:
        return _ESTADOS[campo](str(valor)).etiqueta
    if campo == "unidad_id":
        return unidades.get(int(str(valor)), "") if valor else "Sin asignar"
    return dicho(valor)


def _chocar(
    plan_id: int, requisito_id: int, ficha: Ficha, escrito: Campos, conflicto: ConflictoDeCampos
) -> None:
    nombres = [uno.campo for uno in conflicto.choques]
    with lectura() as sesion:
        autores = historial.autorias(sesion, plan_id, "requisito", {"id": requisito_id}, nombres)
    ficha_en_curso.chocar(ficha, escrito, conflicto.choques, autores)


def _a_valor(campo: str, leido: Any) -> Valor:
    if campo == "comprometido":
        return leido.isoformat() if isinstance(leido, date) else None
    if campo in {"unidad_id", "peso"}:
        return leido if isinstance(leido, int | float) else None
    if campo in _ESTADOS:
        return str(leido.value) if isinstance(leido, Estado) else None
    limpio = str(leido or "").strip()
    return limpio or ("" if campo in {"nombre", "ambito", "que_se_pide", "medios"} else None)


def _dibujar(ficha: Ficha, unidades: Mapping[int, str]) -> None:
    def al_cambiar() -> None:
        ficha_en_curso.dejar(ficha, ficha_en_curso.leer(ficha, _a_valor))

    _estado(ficha, "Trabajo", "trabajo", EstadoTrabajo, al_cambiar)
    if permitido.edita():
        _resultado(ficha, "Resultado de la municipalidad", "resultado", al_cambiar)
        _responsable_y_fecha(ficha, unidades, al_cambiar)
    _texto(ficha, "Notas", "notas", al_cambiar, alto=80)
    if permitido.edita():
        with st.expander("Auditoría"):
            _resultado(ficha, "Resultado de la auditoría", "auditado", al_cambiar)
        with st.expander("Qué se pide y su fuente"):
            _textos_del_catalogo(ficha, al_cambiar)


def _estado(
    ficha: Ficha, rotulo: str, campo: str, opciones: Iterable[Estado], al_cambiar: Callable[[], None]
) -> None:
    todas = list(opciones)
    st.selectbox(
        rotulo,
        todas,
        todas.index(type(todas[0])(str(ficha.partida[campo]))),
        format_func=lambda estado: f"{estado.simbolo} {estado.etiqueta}",
        key=ficha.campo(campo),
        on_change=al_cambiar,
    )


def _resultado(ficha: Ficha, rotulo: str, campo: str, al_cambiar: Callable[[], None]) -> None:
    _estado(ficha, rotulo, campo, EstadoResultado, al_cambiar)
    elegido = st.session_state.get(ficha.campo(campo))
    nota = "resultado_razon" if campo == "resultado" else "auditado_nota"
    if campo == "auditado":
        _texto(ficha, "Qué dijo", nota, al_cambiar, alto=80)
    elif isinstance(elegido, EstadoResultado) and elegido.pide_razon:
        que = (
            "Por qué no aplica" if elegido is EstadoResultado.NO_APLICA else "Proceso y fecha en que se logró"
        )
        _texto(ficha, que, nota, al_cambiar, alto=80)


def _responsable_y_fecha(ficha: Ficha, unidades: Mapping[int, str], al_cambiar: Callable[[], None]) -> None:
    izquierda, derecha = st.columns(2)
    actual, comprometido = ficha.partida["unidad_id"], ficha.partida["comprometido"]
    with izquierda:
        vaciables.opcion(
            "Unidad responsable",
            unidades,
            actual if isinstance(actual, int) else None,
            ficha.campo("unidad_id"),
            nombrar=lambda id_: unidades[id_],
            vacio="Sin asignar",
            al_cambiar=al_cambiar,
        )
    with derecha:
        vaciables.fecha(
            "Fecha comprometida",
            date.fromisoformat(str(comprometido)) if comprometido else None,
            ficha.campo("comprometido"),
            al_cambiar,
        )


def _textos_del_catalogo(ficha: Ficha, al_cambiar: Callable[[], None]) -> None:
    st.text_input("Nombre", dicho(ficha.partida["nombre"]), key=ficha.campo("nombre"), on_change=al_cambiar)
    st.text_input("Grupo", dicho(ficha.partida["ambito"]), key=ficha.campo("ambito"), on_change=al_cambiar)
    _texto(ficha, "Qué se pide", "que_se_pide", al_cambiar)
    _texto(ficha, "Medios de verificación, uno por renglón", "medios", al_cambiar)
    _texto(ficha, "Fuente", "fuente", al_cambiar, alto=80)
    peso = ficha.partida["peso"]
    st.number_input(
        "Peso en el indicador interno",
        0.0,
        1000.0,
        float(peso) if isinstance(peso, int | float) else 1.0,
        step=1.0,
        key=ficha.campo("peso"),
        help="El umbral del ministerio se compara sin pesos; con ellos solo se calcula el indicador interno.",
        on_change=al_cambiar,
    )


def _texto(ficha: Ficha, rotulo: str, campo: str, al_cambiar: Callable[[], None], alto: int = 110) -> None:
    st.text_area(
        rotulo, dicho(ficha.partida[campo]), key=ficha.campo(campo), height=alto, on_change=al_cambiar
    )
