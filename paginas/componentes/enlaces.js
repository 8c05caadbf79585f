/* Un enlace con data-abrir cambia de página sin recargarla, por el mismo camino que «atrás» y «adelante». */
(() => {
  if (window.enlacesAtentos) return;
  window.enlacesAtentos = true;
  document.addEventListener("click", (suceso) => {
    const enlace = suceso.target.closest("a[data-abrir]");
    if (enlace && !suceso.ctrlKey && !suceso.metaKey && !suceso.shiftKey) {
      suceso.preventDefault();
      window.history.pushState({}, "", enlace.href);
      window.dispatchEvent(new PopStateEvent("popstate"));
    }
    if (suceso.target.closest("[data-imprimir]")) window.print();
  });
})();
