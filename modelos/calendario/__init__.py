"""El plan puesto en meses y en días: el cronograma, la reunión del comité y la agenda."""
