"""Las partes del cronograma: leerlo, filtrarlo, editarlo y programar varias actividades de una vez."""
