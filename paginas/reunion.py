"""Reunión: lo del mes y lo que viene, para proyectar en una sala y para repartir en papel."""

from modelos.reunion import reunion
from paginas.componentes import reloj
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.reunion import hoja, recorrido, sala

plan = plan_elegido()
hoy = reloj.hoy(plan.pais)
lugar = recorrido.leer(plan, hoy)
mirada = reunion(plan, lugar.mes, hoy)
recorrido.encabezado(plan, mirada, lugar)
sala.mostrar(mirada, lugar.renglon)
recorrido.pie(mirada, lugar)
hoja.mostrar(plan, mirada, hoy)
