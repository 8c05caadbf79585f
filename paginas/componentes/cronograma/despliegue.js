/* Las filas de las líneas plegadas viajan en un atributo y entran a la tabla al desplegarlas o imprimir. De las
   desplegadas se dibujan primero las que se ven; las demás, una por una cuando el navegador queda libre, porque los
   lectores de pantalla solo leen lo dibujado. Entretanto ocupan lo que ocupaban antes de cambiar el corte: así lo que
   se estaba leyendo no se mueve. */
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

  const cuandoQuedeLibre = (hacer) => (window.requestIdleCallback ? requestIdleCallback(hacer) : setTimeout(hacer, 50));
  const porDibujar = document.getElementsByClassName("luego"); // viva: se vacía sola
  const ESPERA = 400, ALCANZA = 10; // milisegundos: sin cambios antes de seguir, y libres que bastan para otra línea
  const dibujar = (plazo) => {
    do {
      const linea = porDibujar[0];
      linea?.classList.remove("luego");
      linea?.getBoundingClientRect(); // la ubica ahora; pintarlas queda para una sola vez
    } while (porDibujar.length && plazo?.timeRemaining() > ALCANZA);
    if (porDibujar.length) cuandoQuedeLibre(dibujar);
  };

  let reloj = 0;
  const altos = new Map();
  const cual = (linea) => `${linea.dataset.linea} ${linea.rows.length}`;
  const vigia = new ResizeObserver((vistas) => {
    for (const { target, contentRect } of vistas) if (target.isConnected) altos.set(cual(target), contentRect.height);
  });
  const ventana = document.head.appendChild(document.createElement("style"));
  document.addEventListener("puesto", ({ target }) => {
    const grilla = target.querySelector(".grilla");
    if (!grilla) return;
    if (grilla.dataset.ventana !== ventana.textContent) ventana.textContent = grilla.dataset.ventana;
    vigia.disconnect();
    for (const linea of grilla.querySelectorAll("tbody.luego")) {
      if (altos.has(cual(linea))) linea.style.setProperty("--alto", `${altos.get(cual(linea))}px`);
      vigia.observe(linea);
    }
    clearTimeout(reloj);
    reloj = setTimeout(cuandoQuedeLibre, ESPERA, dibujar);
  });
})();
