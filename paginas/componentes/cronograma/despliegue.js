/* Las filas de las líneas plegadas viajan en un atributo y entran a la tabla al desplegarlas o imprimir. Las
   desplegadas no se dibujan mientras están fuera de la vista, así que se recuerda cuánto ocupaba cada una: al
   cambiar el corte la tabla es otra y lo que se estaba leyendo no se mueve. */
(() => {
  if (window.lineasAtentas) return;
  window.lineasAtentas = true;
  const llenar = (linea) => {
    linea.insertAdjacentHTML("beforeend", linea.dataset.filas);
    delete linea.dataset.filas;
  };
  const llenarTodas = (cuales) => document.querySelectorAll(`.grilla tbody[data-filas]${cuales}`).forEach(llenar);
  document.addEventListener("change", () => llenarTodas(":has(input:checked)"));
  window.addEventListener("beforeprint", () => llenarTodas(""));

  const altos = new Map();
  const cual = (linea) => `${linea.dataset.linea} ${linea.rows.length}`;
  const vigia = new ResizeObserver((vistas) => {
    for (const { target, contentRect } of vistas) if (target.isConnected) altos.set(cual(target), contentRect.height);
  });
  const ventana = document.head.appendChild(document.createElement("style"));
  document.addEventListener("puesto", (suceso) => {
    const reglas = suceso.target.querySelector("[data-ventana]")?.dataset.ventana;
    if (reglas && reglas !== ventana.textContent) ventana.textContent = reglas;
    vigia.disconnect();
    for (const linea of suceso.target.querySelectorAll(".grilla tbody[data-linea]")) {
      if (altos.has(cual(linea))) linea.style.setProperty("--alto", `${altos.get(cual(linea))}px`);
      vigia.observe(linea);
    }
  });
})();
