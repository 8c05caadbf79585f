/* Un selector, buscador o botón de controles.py cambia la dirección, por el mismo camino que «atrás» y «adelante»: el servidor
   dibuja lo que ella diga. */
(() => {
  if (window.controlesAtentos) return;
  window.controlesAtentos = true;
  const cambiar = (control) => {
    const { enDireccion: clave, omision } = control.dataset;
    const direccion = new URL(window.location.href);
    if (control.value === omision) direccion.searchParams.delete(clave);
    else direccion.searchParams.set(clave, control.value);
    window.history.pushState({}, "", direccion);
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  document.addEventListener("change", ({ target }) => target.matches("[data-en-direccion]") && cambiar(target));
  document.addEventListener("click", ({ target }) => {
    const boton = target.closest("button[data-en-direccion]");
    if (boton) cambiar(boton);
  });
})();
