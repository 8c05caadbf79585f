"""Las partes de la vista de reunión."""
