"""Papelera: lo borrado de los planes, y traerlo de vuelta con todo lo que colgaba."""

import streamlit as st

from datos import papelera, vida_del_plan
from datos.conexion import lectura
from modelos.frases import contar, enumerar, fecha_corta
from modelos.nodos import nombre_de_clase
from paginas.componentes.acciones import accion
from paginas.componentes.texto import sin_formato

PAGINA = "papelera"

with lectura() as sesion:
    borrados = papelera.listar(sesion)
    planes = [(plan, plan.borrado_el) for plan in vida_del_plan.resumir(sesion) if plan.borrado_el]

st.title("Papelera")
st.html('<p class="subtitulo">Lo borrado se guarda aquí y vuelve con todo lo que colgaba de ello.</p>')


def _fila(clave: str, nombre: str, detalle: str) -> bool:
    with st.container(key=f"elemento_{clave}", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{sin_formato(nombre)}**  \n:gray[{sin_formato(detalle)}]", width="stretch")
        return st.button("Restaurar", key=f"restaurar_{clave}", icon=":material/restore_from_trash:")


def _que_trae(borrado: papelera.EnPapelera) -> str:
    con = [
        contar(cuantos - (clase == borrado.clase), clase.nombre(borrado.tipo.etiquetas))
        for clase, cuantos in borrado.cuantos.items()
        if cuantos - (clase == borrado.clase)
    ]
    que = nombre_de_clase(borrado.clase, borrado.tipo.etiquetas).capitalize()
    return f"{que} con {enumerar(con)}" if con else que


if not borrados and not planes:
    st.html('<p class="aviso-vacio">La papelera está vacía. Lo que borre en un plan aparecerá aquí.</p>')
with st.container(key="lista_papelera", gap=None):
    for plan, dia in planes:
        cifras = enumerar([contar(plan.lineas, "línea"), contar(plan.actividades, "actividad")])
        if _fila(f"plan_{plan.id}", plan.nombre, f"Plan con {cifras} · {fecha_corta(dia)}"):
            with accion(f"Restaurar el plan «{plan.nombre}»", PAGINA, plan.id, restaura=True) as escribiendo:
                vida_del_plan.restaurar(escribiendo, plan.id)
    for borrado in borrados:
        detalle = f"{_que_trae(borrado)} · {borrado.plan} · {fecha_corta(borrado.borrado_el)}"
        if _fila(str(borrado.id), borrado.nombre, detalle):
            with accion(
                f"Restaurar «{borrado.nombre}»", PAGINA, borrado.plan_id, restaura=True
            ) as escribiendo:
                papelera.restaurar(escribiendo, borrado.id)
