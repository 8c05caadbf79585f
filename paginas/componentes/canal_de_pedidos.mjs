/* El lado del navegador de un componente que no muestra nada: por aquí manda pedidos.js lo que se pulsa. */
export default function ({ setTriggerValue }) {
  const canal = (hechos) => setTriggerValue("pedidos", hechos);
  window.canalDePedidos = canal;
  window.dispatchEvent(new Event("canaldepedidos"));
  return () => {
    if (window.canalDePedidos === canal) window.canalDePedidos = null;
  };
}
