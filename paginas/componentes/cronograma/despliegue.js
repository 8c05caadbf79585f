/* Las filas de las líneas plegadas, y las de las que no caben en la primera pantalla, viajan en un atributo y entran a la
   tabla cuando hacen falta: al desplegar, al acercarse, al imprimir o, una línea por vez, cuando el navegador queda libre,
   porque los lectores de pantalla solo leen lo que está. Entretanto la línea ocupa lo que ocupaba: así lo que se estaba
   leyendo no se mueve. Al cambiar el corte, de las que se ven cambian solo sus celdas. */
(() => {
  if (window.lineasAtentas) return;
  window.lineasAtentas = true;
  const puestas = new WeakMap(); // de cada línea, sus filas como las mandó el servidor
  const cerca = new WeakSet(); // las que se ven o casi
  const llenar = (linea) => {
    const [antes, ahora] = [puestas.get(linea), window.filasDe(linea.dataset.filas)];
    const suyas = [...linea.childNodes].slice(linea.childNodes.length - (antes?.childNodes.length ?? 0));
    if (antes && antes.childNodes.length === ahora.childNodes.length) window.actualizarDesde(suyas[0], antes, ahora);
    else {
      suyas.forEach((fila) => fila.remove());
      linea.append(document.importNode(ahora, true));
    }
    puestas.set(linea, ahora);
    delete linea.dataset.filas;
  };
  /* Lejos de lo que se ve, las filas de antes siguen puestas hasta que haya tiempo: sacarlas costaba más que cambiarlas. */
  const cambiarFilas = (linea, html) => {
    linea.dataset.filas = html;
    if (puestas.has(linea) && cerca.has(linea)) llenar(linea);
  };
  window.atributosAparte = { ...window.atributosAparte, "data-filas": cambiarFilas };

  const ABIERTA = ":has(input:checked)";
  const porLlenar = (cuales) => document.querySelectorAll(`.grilla tbody[data-filas]${cuales}`);
  document.addEventListener("change", () => porLlenar(ABIERTA).forEach(llenar));
  window.addEventListener("beforeprint", () => porLlenar("").forEach(llenar));
  const cercania = new IntersectionObserver(
    (vistas) => {
      for (const { target: linea, isIntersecting } of vistas) {
        if (!isIntersecting) cerca.delete(linea);
        else if (cerca.add(linea) && linea.matches(`[data-filas]${ABIERTA}`)) llenar(linea);
      }
    },
    { rootMargin: "25% 0px" },
  );

  const cuandoQuedeLibre = (hacer) => (window.requestIdleCallback ? requestIdleCallback(hacer) : setTimeout(hacer, 50));
  const ESPERA = 400, ALCANZA = 10; // milisegundos: sin cambios antes de seguir, y libres que bastan para otra línea
  const seguir = (plazo) => {
    const faltan = [...porLlenar(ABIERTA)];
    do {
      const linea = faltan.shift();
      if (!linea) return;
      llenar(linea);
      linea.getBoundingClientRect(); // la ubica ahora; pintarlas queda para una sola vez
    } while (plazo?.timeRemaining() > ALCANZA);
    cuandoQuedeLibre(seguir);
  };

  let reloj = 0;
  const altos = new Map();
  const cual = (linea) => `${linea.dataset.linea} ${linea.style.getPropertyValue("--alto")}`;
  const vigia = new ResizeObserver((vistas) => {
    for (const { target: linea, contentRect } of vistas)
      if (linea.isConnected && !("filas" in linea.dataset)) altos.set(cual(linea), contentRect.height);
  });
  const ventana = document.head.appendChild(document.createElement("style"));
  document.addEventListener("puesto", ({ target }) => {
    const grilla = target.querySelector(".grilla");
    if (!grilla) return;
    if (grilla.dataset.ventana !== ventana.textContent) ventana.textContent = grilla.dataset.ventana;
    vigia.disconnect();
    for (const linea of grilla.querySelectorAll("tbody[data-linea]")) {
      if (altos.has(cual(linea))) linea.style.setProperty("--alto-visto", `${altos.get(cual(linea))}px`);
      vigia.observe(linea);
      cercania.observe(linea);
    }
    clearTimeout(reloj);
    reloj = setTimeout(cuandoQuedeLibre, ESPERA, seguir);
  });
})();
