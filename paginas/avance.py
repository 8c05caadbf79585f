"""Avance: la página del concejo, que dice cómo va el plan, por qué, y de qué filas sale cada cifra."""

import streamlit as st

from datos.exportadores.pedido import Documento, Pedido
from modelos.calendario.cronograma import Filtro
from paginas.componentes import cierres, exportar, reloj
from paginas.componentes.avance import cuerpo, eleccion, lectura_del_informe
from paginas.componentes.cambios import sesion
from paginas.componentes.enlaces import boton_imprimir
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.texto import Armado

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
elegido = eleccion.leer(plan, hoy)
informe, dibujo = lectura_del_informe.leer(plan, hoy, elegido)
with st.container(key="cabecera_de_avance"):
    st.html(dibujo.titulo)
    with st.container(horizontal=True, vertical_alignment="bottom", key="barra_de_avance"):
        eleccion.mostrar(plan, hoy)
        boton_imprimir()
        filtro = Filtro(linea_id=elegido.linea_id)
        exportar.ofrecer(Documento.AVANCE, Pedido(plan, hoy, elegido.corte, elegido.anio, filtro))
    st.html(dibujo.frase)
cuerpo.mostrar(informe, dibujo)
if cambios := cierres.leer(plan).cambios:
    st.html(Armado(cierres.cambios_en_html(cambios)))
sesion.ofrecer(plan, hoy)
