"""La página de un plan publicado, que se ve sin cuenta."""
