/* Lo que directo.py puso en un atributo entra a la página apenas el marco la dibuja, antes de que se pinte. */
(() => {
  if (window.directo) return;
  window.directo = true;
  const porPoner = document.getElementsByClassName("directo"); // viva: se vacía sola
  const poner = (lugar) => {
    const padre = lugar.parentElement;
    lugar.outerHTML = lugar.dataset.dentro;
    padre.dispatchEvent(new Event("puesto", { bubbles: true }));
  };
  const ponerTodo = () => {
    while (porPoner.length) poner(porPoner[0]);
  };
  new MutationObserver(ponerTodo).observe(document.body, { subtree: true, childList: true });
  ponerTodo();
})();
