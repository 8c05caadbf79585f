"""Las partes de la página del concejo: qué se mira, la frase, los gráficos y las listas."""
