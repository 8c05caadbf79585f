/* Un botón con data-accion dentro del HTML de la página llega al servidor como un pedido (pedidos.py).
   El canal que los lleva se abre después de que la página se ve: lo pulsado antes espera. */
(() => {
  if (window.pedidos) return;
  const RECIENTES = 20;
  const pedidos = { canal: null, hechos: [] };
  let pendiente = false;
  window.pedidos = pedidos;

  const enviar = () => {
    if (!pedidos.canal) return;
    pendiente = false;
    pedidos.canal([...pedidos.hechos]);
  };
  pedidos.abrir = (canal) => {
    pedidos.canal = canal;
    if (pendiente) enviar();
  };
  pedidos.cerrar = (canal) => {
    if (pedidos.canal === canal) pedidos.canal = null;
  };

  /* Al guardar se dibujan otros botones: el foco vuelve a la misma fila, para seguir con el teclado. */
  let observador = null;
  const devolverElFoco = (boton, fila) => {
    observador?.disconnect();
    observador = new MutationObserver(() => {
      if (boton.isConnected || document.activeElement !== document.body) return;
      observador.disconnect();
      document.getElementById(fila)?.querySelector("button")?.focus({ preventScroll: true });
    });
    observador.observe(document.body, { childList: true, subtree: true });
  };

  document.addEventListener("click", (suceso) => {
    const boton = suceso.target.closest("button[data-accion]");
    const conectada = document.querySelector('[data-test-connection-state="CONNECTED"]');
    if (!boton || !conectada) return;
    const { accion, en } = boton.dataset;
    const anterior = pedidos.hechos.at(-1)?.numero ?? 0;
    pedidos.hechos = [...pedidos.hechos, { numero: Math.max(anterior + 1, Date.now()), accion, en }].slice(-RECIENTES);
    pendiente = true;
    enviar();
    devolverElFoco(boton, boton.closest("[id]").id);
  });
})();
