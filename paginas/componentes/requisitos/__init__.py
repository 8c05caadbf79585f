"""La matriz de requisitos y la ficha de cada uno."""
