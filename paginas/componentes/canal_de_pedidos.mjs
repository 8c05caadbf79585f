/* El lado del navegador de un componente sin nada que mostrar: lleva al servidor lo que pedidos.js anota. */
export default function ({ setTriggerValue }) {
  const canal = (hechos) => setTriggerValue("pedidos", hechos);
  window.pedidos.abrir(canal);
  return () => window.pedidos.cerrar(canal);
}
