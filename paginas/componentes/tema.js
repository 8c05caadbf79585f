/* Los diálogos cuelgan de body: para que lean los mismos colores, la página entera lleva el tema elegido. */
(() => {
  if (window.temaDeLaPagina) return;
  window.temaDeLaPagina = true;
  const seguir = (aplicacion) => {
    const copiar = () => {
      const tema = getComputedStyle(aplicacion).colorScheme;
      document.documentElement.style.colorScheme = document.documentElement.dataset.tema = tema;
    };
    // El tema cambia con otra clase en .stApp; la impresión fuerza el claro y no se copia.
    new MutationObserver(copiar).observe(aplicacion, { attributes: true, attributeFilter: ["class"] });
    copiar();
  };
  const espera = new MutationObserver(() => buscar());
  const buscar = () => {
    const aplicacion = document.querySelector(".stApp");
    if (!aplicacion) return;
    espera.disconnect();
    seguir(aplicacion);
  };
  espera.observe(document.body, { childList: true, subtree: true });
  buscar();
})();
