"""Reunión: lo del mes y lo que viene, para proyectar en una sala y para repartir en papel."""

from modelos.calendario.reunion import reunion
from paginas.componentes import reloj
from paginas.componentes.plan_actual import plan_elegido
from paginas.componentes.reunion import hoja, recorrido, sala

plan = plan_elegido()
hoy = reloj.hoy(plan.zona_horaria)
lugar = recorrido.leer(plan, hoy)
mirada = reunion(plan, lugar.mes, hoy)
vista = mirada.vista(lugar.renglon)
recorrido.encabezado(plan, mirada.mes, vista)
sala.mostrar(vista)
recorrido.pie(mirada, vista)
hoja.mostrar(plan, mirada, hoy)
