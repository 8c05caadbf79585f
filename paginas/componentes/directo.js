/* Lo que directo.py puso en un atributo, con las etiquetas repetidas por código, entra a la página apenas el marco la
   dibuja, antes de que se pinte. */
(() => {
  if (window.directo) return;
  window.directo = true;
  const porPoner = document.getElementsByClassName("directo"); // viva: se vacía sola
  const PRIMERO = 0xe000;
  const completo = ({ dentro, etiquetas }) => {
    if (!etiquetas) return dentro;
    const porCodigo = etiquetas.split("\n");
    return dentro.replace(/[\ue000-\ue3ff]/g, (codigo) => porCodigo[codigo.charCodeAt(0) - PRIMERO]);
  };
  const poner = (lugar) => {
    const padre = lugar.parentElement;
    lugar.outerHTML = completo(lugar.dataset);
    padre.dispatchEvent(new Event("puesto", { bubbles: true }));
  };
  const ponerTodo = () => {
    while (porPoner.length) poner(porPoner[0]);
  };
  new MutationObserver(ponerTodo).observe(document.body, { subtree: true, childList: true });
  ponerTodo();
})();
