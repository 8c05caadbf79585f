"""Las piezas de la pantalla de una actividad: cuál, sus meses, su seguimiento y su historia."""
