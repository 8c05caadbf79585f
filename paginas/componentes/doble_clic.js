/* Un doble clic es un clic: el servidor atiende el segundo sin esperar a que el primero termine de escribir.
   Los botones que escriben tampoco repiten mientras el servidor atiende su clic: sin ver respuesta, se insiste. */
(() => {
  if (window.sinDobleClic) return;
  window.sinDobleClic = true;
  const BOTONES = ".stButton button, .stFormSubmitButton button, button[data-accion]";
  const A_LA_VEZ = 500; // milisegundos: lo que los sistemas cuentan como doble clic
  const ESCRIBE = "[data-testid^='stBaseButton-primary'], [data-accion]";
  const SIN_RESPUESTA = 20000; // milisegundos: con la conexión cortada, se puede insistir
  const CERCA = 6; // píxeles: bajo el cursor puede haber ya otro botón
  let previo = null;
  let enCurso = null;
  const seAtiende = ({ boton, cuando }) => enCurso?.boton === boton && cuando - enCurso.cuando < SIN_RESPUESTA;
  const repite = (clic) => {
    if (!previo || clic.cuando - previo.cuando > A_LA_VEZ) return false;
    if (clic.conTeclado) return clic.boton === previo.boton;
    return Math.hypot(clic.x - previo.x, clic.y - previo.y) <= CERCA;
  };
  const atender = (evento) => {
    const boton = evento.target.closest(BOTONES);
    if (!boton) return;
    const clic = { boton, cuando: evento.timeStamp, conTeclado: evento.detail === 0, x: evento.clientX, y: evento.clientY };
    if (repite(clic) || seAtiende(clic)) {
      evento.preventDefault();
      evento.stopImmediatePropagation();
    } else {
      previo = clic;
      if (boton.matches(ESCRIBE)) enCurso = clic;
    }
  };
  new MutationObserver(() => {
    if (document.querySelector(".stApp")?.dataset.testScriptState === "notRunning") enCurso = null;
  }).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
  window.addEventListener("click", atender, true);
})();
