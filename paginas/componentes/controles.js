/* Un selector o buscador de controles.py cambia la dirección, por el mismo camino que «atrás» y «adelante»: el servidor
   dibuja lo que ella diga. */
(() => {
  if (window.controlesAtentos) return;
  window.controlesAtentos = true;
  document.addEventListener("change", ({ target: control }) => {
    const { enDireccion: clave, omision } = control.dataset;
    if (!clave) return;
    const direccion = new URL(window.location.href);
    if (control.value === omision) direccion.searchParams.delete(clave);
    else direccion.searchParams.set(clave, control.value);
    window.history.pushState({}, "", direccion);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
})();
