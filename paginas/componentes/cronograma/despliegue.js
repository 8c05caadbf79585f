/* Las filas de las líneas que no se ven al abrir viajan en un atributo y entran a la tabla al desplegarlas o
   imprimir: así un plan de cientos de actividades se dibuja como uno de pocas. */
window.desplegarLineas ??= (() => {
  const llenar = (linea) => {
    linea.insertAdjacentHTML("beforeend", linea.dataset.filas);
    delete linea.dataset.filas;
  };
  const llenarTodas = (cuales) => document.querySelectorAll(`.grilla tbody[data-filas]${cuales}`).forEach(llenar);
  document.addEventListener("change", () => llenarTodas(":has(input:checked)"));
  window.addEventListener("beforeprint", () => llenarTodas(""));
  return () => llenarTodas(":has(input:checked)");
})();
