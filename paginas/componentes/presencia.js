/* Lo que algunas reglas preguntan de la página entera, dicho en la raíz: con :has(), el navegador volvería a calcular
   el estilo de cada elemento cada vez que entra uno. */
(() => {
  if (window.presencias) return;
  window.presencias = true;
  const hay = (clase) => {
    const viva = document.getElementsByClassName(clase);
    return () => viva.length > 0;
  };
  const reunion = hay("st-key-reunion_encabezado");
  const preguntas = {
    "data-reunion": reunion,
    "data-reunion-sin-atrasos": () => reunion() && !document.querySelector(".atraso > *"),
    "data-reunion-sin-cantidades": () => reunion() && !document.querySelector(".celda small"),
    "data-revision": hay("st-key-que_se_ve"),
    "data-ultima-accion": hay("st-key-ultima_accion"),
    "data-barras-en-dos": hay("barras en-dos"),
  };
  const marcar = () => {
    for (const [marca, pregunta] of Object.entries(preguntas)) document.documentElement.toggleAttribute(marca, pregunta());
  };
  const que = { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] };
  new MutationObserver(marcar).observe(document.body, que);
  marcar();
})();
