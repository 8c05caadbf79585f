/* Lo que directo.py puso en un atributo, con las etiquetas repetidas por código, entra a la página apenas el marco la
   dibuja, antes de que se pinte. Queda al lado del elemento del marco y no adentro, porque él lo borraría entero en cada
   dibujo: así solo cambian las partes que el servidor cambió, y lo demás no se ubica ni se pinta otra vez. */
(() => {
  if (window.directo) return;
  window.directo = true;
  const porPoner = document.getElementsByClassName("directo"); // vivas: se vacían solas
  const puestos = document.getElementsByClassName("puesto");
  const PRIMERO = 0xe000, SEPARADOR = "\uf8ff", ENTRE_ESPERAS = "\uf8fe";
  const abrir = (etiquetas, breve) => {
    const porCodigo = etiquetas.split("\n");
    const molde = document.createElement("template");
    molde.innerHTML = etiquetas ? breve.replace(/[\ue000-\ue3ff]/g, (uno) => porCodigo[uno.charCodeAt(0) - PRIMERO]) : breve;
    return molde.content;
  };
  /* Lo que espera en data-filas sigue en códigos, con sus etiquetas, hasta que haga falta: `window.filasDe`. */
  const parteDe = ({ dentro, etiquetas, esperan }) => {
    const [parte, filas] = [abrir(etiquetas, dentro), esperan.split(ENTRE_ESPERAS)];
    for (const linea of parte.querySelectorAll("[data-filas]"))
      linea.dataset.filas = `${etiquetas}${SEPARADOR}${filas[linea.dataset.filas]}`;
    return parte;
  };
  window.filasDe = (filas) => abrir(...filas.split(SEPARADOR));

  /* Tres árboles: el que se ve, el que el servidor mandó antes y el que manda ahora. Donde un guion ya cambió lo que el
     servidor también cambia, o no es la misma forma, entra la parte nueva entera; salvo los atributos que un guion pide
     llevar él, en `window.atributosAparte`. */
  const aparte = (nombre) => window.atributosAparte?.[nombre];
  const cambiados = (antes, ahora) =>
    [...new Set([...antes.getAttributeNames(), ...ahora.getAttributeNames()])].filter(
      (nombre) => antes.getAttribute(nombre) !== ahora.getAttribute(nombre),
    );
  const sigueIgual = (visto, antes, ahora) => (nombre) =>
    aparte(nombre)
      ? antes.hasAttribute(nombre) && ahora.hasAttribute(nombre)
      : visto.getAttribute(nombre) === antes.getAttribute(nombre);
  const mismaForma = (visto, antes, ahora, nombres) =>
    antes.nodeName === ahora.nodeName &&
    antes.childNodes.length === ahora.childNodes.length &&
    visto.childNodes.length >= antes.childNodes.length &&
    nombres.every(sigueIgual(visto, antes, ahora));
  const cambiar = (visto, nombre, valor) => {
    if (aparte(nombre)) aparte(nombre)(visto, valor);
    else if (valor === null) visto.removeAttribute(nombre);
    else visto.setAttribute(nombre, valor);
  };
  const actualizar = (visto, antes, ahora) => {
    if (antes.isEqualNode(ahora)) return;
    const elementos = antes.nodeType === Node.ELEMENT_NODE && ahora.nodeType === Node.ELEMENT_NODE;
    const nombres = elementos ? cambiados(antes, ahora) : [];
    if (!elementos || !mismaForma(visto, antes, ahora, nombres)) {
      visto.replaceWith(document.importNode(ahora, true));
      return;
    }
    actualizarDesde(visto.firstChild, antes, ahora);
    for (const nombre of nombres) cambiar(visto, nombre, ahora.getAttribute(nombre));
  };
  const actualizarDesde = (uno, antes, ahora) => {
    let [previo, nuevo] = [antes.firstChild, ahora.firstChild];
    while (previo) {
      const siguiente = uno.nextSibling; // antes de que `uno` pueda salir de la página
      actualizar(uno, previo, nuevo);
      [uno, previo, nuevo] = [siguiente, previo.nextSibling, nuevo.nextSibling];
    }
  };
  window.actualizarDesde = actualizarDesde;

  /* Lo elegido o escrito queda como lo dice el servidor, salvo lo que se está escribiendo. */
  let escribiendo = null;
  document.addEventListener("input", ({ target }) => (escribiendo = target));
  document.addEventListener("change", () => (escribiendo = null));
  const reponer = (lugar) => {
    for (const casilla of lugar.querySelectorAll("input[type=checkbox]")) casilla.checked = casilla.defaultChecked;
    for (const opcion of lugar.querySelectorAll("option")) if (opcion.defaultSelected) opcion.selected = true;
    for (const campo of lugar.querySelectorAll("input[type=search]"))
      if (campo !== escribiendo) campo.value = campo.defaultValue;
  };

  const mandados = new WeakMap(); // de cada lugar, lo último que mandó el servidor
  const lugarDe = (marco) => {
    const vecino = marco.nextElementSibling;
    if (vecino?.classList.contains("puesto")) return vecino;
    const lugar = marco.cloneNode(false);
    lugar.classList.add("puesto");
    marco.after(lugar);
    return lugar;
  };
  const poner = (envio) => {
    const lugar = lugarDe(envio.parentElement);
    const [antes, ahora] = [mandados.get(lugar), parteDe(envio.dataset)];
    envio.replaceWith(Object.assign(document.createElement("i"), { hidden: true, className: "ya-puesto" }));
    if (antes?.childNodes.length === ahora.childNodes.length) actualizarDesde(lugar.firstChild, antes, ahora);
    else lugar.replaceChildren(document.importNode(ahora, true));
    mandados.set(lugar, ahora);
    reponer(lugar);
    lugar.dispatchEvent(new Event("puesto", { bubbles: true }));
  };
  const mirar = () => {
    while (porPoner.length) poner(porPoner[0]);
    for (const lugar of [...puestos]) if (!lugar.previousElementSibling?.querySelector(".ya-puesto")) lugar.remove();
  };
  new MutationObserver(mirar).observe(document.body, { subtree: true, childList: true });
  mirar();
})();
