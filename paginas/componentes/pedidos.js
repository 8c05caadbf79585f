/* Un botón con data-accion dentro del HTML de la página llega al servidor como un pedido (pedidos.py).
   El canal que los lleva se abre después de que la página se ve: lo pulsado antes espera. */
(() => {
  if (window.pedidosAtentos) return;
  window.pedidosAtentos = true;
  const BOTON = "button[data-accion]";
  const RECIENTES = 20;
  let hechos = [];
  let pendiente = false;
  let observador = null;

  const enviar = () => {
    if (!pendiente || !window.canalDePedidos) return;
    pendiente = false;
    window.canalDePedidos([...hechos]);
  };

  const anotar = ({ accion, en }) => {
    const numero = Math.max((hechos.at(-1)?.numero ?? 0) + 1, Date.now());
    hechos = [...hechos, { numero, accion, en }].slice(-RECIENTES);
    pendiente = true;
  };

  /* Al guardar se dibujan otros botones: el foco pasa al primero de la misma fila, para seguir con el teclado. */
  const devolverElFoco = (boton) => {
    observador?.disconnect();
    observador = new MutationObserver(() => {
      if (boton.isConnected || document.activeElement !== document.body) return;
      observador.disconnect();
      document.querySelector(`${BOTON}[data-en="${boton.dataset.en}"]`)?.focus({ preventScroll: true });
    });
    observador.observe(document.body, { childList: true, subtree: true });
  };

  document.addEventListener("click", (suceso) => {
    const boton = suceso.target.closest(BOTON);
    if (!boton || !document.querySelector('[data-test-connection-state="CONNECTED"]')) return;
    anotar(boton.dataset);
    enviar();
    devolverElFoco(boton);
  });
  /* Una tecla que se mantiene apretada no sigue en el botón que quedó en el lugar del que se pulsó. */
  document.addEventListener("keydown", (suceso) => {
    if (suceso.repeat && suceso.target.closest(BOTON)) suceso.preventDefault();
  });
  window.addEventListener("canaldepedidos", enviar);
})();
