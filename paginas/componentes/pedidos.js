/* Un botón con data-accion dentro del HTML de la página llega al servidor como un pedido (pedidos.py).
   El canal que los lleva se abre después de que la página se ve: lo pulsado antes espera. */
(() => {
  if (window.pedidosAtentos) return;
  window.pedidosAtentos = true;
  const BOTON = "button[data-accion]";
  const RECIENTES = 20;
  let hechos = [];
  let pendiente = false;

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

  /* Al guardar se dibujan otros botones, y el que tenía el foco ya no está: el foco pasa al que hace lo mismo, si no al
     primero de su fila, y si la fila tampoco está, al que quedó en su lugar. Así se sigue con el teclado. */
  let enfocado = null;
  const todos = () => [...document.querySelectorAll(BOTON)];
  document.addEventListener("focusin", ({ target }) => {
    const boton = target.closest(BOTON);
    enfocado = boton && { boton, ...boton.dataset, lugar: todos().indexOf(boton) };
  });
  const sucesor = ({ accion, en, lugar }) => {
    const botones = todos();
    const deSuFila = botones.filter(({ dataset }) => dataset.en === en);
    return deSuFila.find(({ dataset }) => dataset.accion === accion) ?? deSuFila[0] ?? botones[lugar] ?? botones.at(-1);
  };
  new MutationObserver(() => {
    if (!enfocado || enfocado.boton.isConnected || document.activeElement !== document.body) return;
    sucesor(enfocado)?.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("click", (suceso) => {
    const boton = suceso.target.closest(BOTON);
    if (!boton || !document.querySelector('[data-test-connection-state="CONNECTED"]')) return;
    anotar(boton.dataset);
    enviar();
  });
  /* Una tecla que se mantiene apretada no sigue en el botón que quedó en el lugar del que se pulsó. */
  document.addEventListener("keydown", (suceso) => {
    if (suceso.repeat && suceso.target.closest(BOTON)) suceso.preventDefault();
  });
  window.addEventListener("canaldepedidos", enviar);
})();
