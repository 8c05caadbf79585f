/* El marco trae sus propios textos en inglés: aquí se leen en castellano. Solo frases completas y conocidas. */
(() => {
  document.documentElement.lang = "es";
  if (window.traduccionDelMarco) return;
  window.traduccionDelMarco = true;
  const frases = {
    "Collapse sidebar": "Ocultar el menú", "Expand sidebar": "Mostrar el menú", "Open sidebar": "Mostrar el menú",
    "Close sidebar": "Ocultar el menú", "Sidebar": "Menú", "App pages": "Pantallas", "Skip to main content": "Ir al contenido",
    "View more": "Ver más", "View less": "Ver menos", "view more": "ver más", "view less": "ver menos", "Main menu": "Menú principal", "Settings": "Ajustes",
    "Rerun": "Actualizar", "Print": "Imprimir", "Record a screencast": "Grabar la pantalla", "About": "Acerca de",
    "Theme": "Tema", "System": "Según el equipo", "Light": "Claro", "Dark": "Oscuro", "Stop": "Detener", "Running": "Trabajando",
    "Please wait...": "Un momento…", "Connecting": "Conectando", "Connecting...": "Conectando…",
    "Connection error": "Sin conexión con el servidor", "Close": "Cerrar", "Close popover": "Cerrar", "Retry": "Reintentar", "Try again": "Reintentar",
    "Upload": "Elegir archivo", "Browse files": "Elegir archivo", "Choose file": "Elegir archivo", "file upload": "Elegir archivo", "Add files": "Agregar archivos", "add icon": "Agregar",
    "Drag and drop file here": "Arrastre aquí el archivo", "Drag and drop files here": "Arrastre aquí los archivos",
    "or drag and drop": "o arrástrelo aquí", "Drop file here": "Suelte aquí el archivo",
    "No results": "Sin resultados", "No options": "No hay opciones", "No options to select": "No hay opciones",
    "Choose an option": "Elegir", "Choose options": "Elegir", "Select all": "Elegir todo", "Clear all": "Quitar todo",
    "Clear value": "Quitar", "Clear": "Quitar", "Type to search": "Escriba para buscar", "Search": "Buscar", "Open": "Abrir",
    "Press Enter to apply": "Enter para aplicar", "Press Enter to submit form": "Enter para enviar",
    "Press Ctrl+Enter to apply": "Ctrl+Enter para aplicar", "Press Ctrl+Enter to submit form": "Ctrl+Enter para enviar",
    "Press ⌘+Enter to apply": "⌘+Enter para aplicar", "Fullscreen": "Pantalla completa", "Close fullscreen": "Salir de pantalla completa",
    "Exit fullscreen": "Salir de pantalla completa", "View fullscreen": "Pantalla completa",
    "Download as CSV": "Descargar como CSV", "Show/hide columns": "Mostrar u ocultar columnas", "Add row": "Agregar fila",
    "Delete row(s)": "Borrar filas", "Clear selection": "Quitar selección", "empty": "vacía", "Empty": "Vacía",
    "Sort ascending": "Ordenar de menor a mayor", "Sort descending": "Ordenar de mayor a menor", "Statistics": "Estadísticas",
    "Pin column": "Fijar columna", "Unpin column": "Soltar columna", "Hide column": "Ocultar columna", "Autosize": "Ajustar ancho",
    "Format": "Formato", "Copy": "Copiar", "Copy column name": "Copiar el nombre de la columna", "Automatic": "Automático",
    "Localized": "Del país", "Plain": "Simple", "Compact": "Compacto", "Percent": "Porcentaje", "Scientific": "Científico",
    "Accounting": "Contable", "Dollar": "Dólar", "Euro": "Euro", "Yen": "Yen", "Bytes": "Bytes", "Distance": "Distancia", "Calendar": "Calendario",
    "Choose date": "Elegir fecha", "Choose date range": "Elegir fechas", "Select": "Elegir", "Selected values": "Elegidos",
    "Step up": "Subir", "Step down": "Bajar", "Increment": "Subir", "Decrement": "Bajar", "Show password": "Mostrar la clave", "Hide password": "Ocultar la clave",
    "Invalid input.": "Dato no válido.", "Number is below the allowed range.": "El número es menor que lo permitido.",
    "Number is above the allowed range.": "El número es mayor que lo permitido.", "Page not found": "No existe esa pantalla",
    "Notifications": "Avisos", "Learn more": "Saber más",
    "Reconnected to server.": "Conexión recuperada.", "No data": "Sin datos", "Help": "Ayuda", "Toolbar action": "Acción", "Previous Result": "Anterior", "Next Result": "Siguiente",
    "Scroll tabs left": "Pestañas anteriores", "Scroll tabs right": "Pestañas siguientes", "None": "Ninguno", "Link to heading": "Enlace a este título",
    "Copy to clipboard": "Copiar", "Copied": "Copiado", "Copied!": "Copiado", "Send message": "Agregar", "Dismiss": "Cerrar", "Values": "Valores",
    "Clear entry": "Vaciar", "Close Search": "Cerrar la búsqueda", "Dataframe column menu": "Menú de la columna", "Running...": "Trabajando…", "Stop script": "Detener",
    "Navigate to home page": "Ir al comienzo", "An error has occurred, please try again.": "No se pudo. Vuelva a intentarlo.", "Select all rows": "Elegir todas las filas",
    "Failed to generate file for download": "No se pudo hacer el archivo. Actualice la página y vuelva a intentarlo."
  };
  const reglas = [
    [/^(The page that you have requested|You have requested page) .+\. Running the app's main page\.$/, () => "La dirección pide una pantalla que no existe. Se muestra la primera; no se perdió nada."],
    [/^(\d+) options? available\.$/, (_, n) => (n === "1" ? "1 opción." : `${n} opciones.`)],
    [/^(Show\/hide columns|Download as CSV|Search|Fullscreen|Close fullscreen|Add row|Delete row\(s\)|Clear selection): (.+)$/, (_, orden, tabla) => `${frases[orden]}: ${tabla}`],
    [/^(.+), selected$/, (_, nombre) => `${nombre}, elegida`], [/^(\d+) results?$/, (_, n) => (n === "1" ? "1 resultado" : `${n} resultados`)],
    [/^(\d+)MB per file(?: • (.+))?$/, (_, mb, tipos) => `Hasta ${mb} MB por archivo${tipos ? " · " + tipos : ""}`],
    [/^Limit (\d+)MB per file(?: • (.+))?$/, (_, mb, tipos) => `Hasta ${mb} MB por archivo${tipos ? " · " + tipos : ""}`],
    [/^(.+) • (\d+)MB per file$/, (_, tipos, mb) => `${tipos} · hasta ${mb} MB`],
    [/^File must be (\d+)(?:\.0)? ?(.+) or smaller\.$/, (_, tope, unidad) => `El archivo pesa más de ${tope} ${unidad}. No se guardó nada.`],
    [/^(.+) files are not allowed\.$/, (_, tipo) => `No se reciben archivos ${tipo}. No se guardó nada.`],
    [/^Remove (.+)$/, (_, nombre) => `Quitar ${nombre}`], [/^Select (\d+) matches$/, (_, n) => `Elegir los ${n}`],
    [/^(.+) options$/, (_, nombre) => `Opciones de ${nombre}`], [/^Help for (.+)$/, (_, nombre) => `Ayuda de ${nombre}`],
    [/^Selected (.+)$/, (_, valor) => `Elegido ${valor}`], [/^Shortcut (.+)$/, (_, tecla) => `Tecla ${tecla}`]
  ];
  const ajeno = ".stHtml, [data-testid='stMarkdownContainer'], [role='option'], [role='gridcell'], textarea, script, style";
  const delMarco = "[data-testid='stFileUploader'] button, [data-testid='stTooltipContent'], [role='dialog'] [data-testid='stMarkdownContainer']"; // van en Markdown
  const esAjeno = (nodo) => nodo?.closest(ajeno) && !nodo.closest(delMarco);
  const traducir = (texto) => {
    const frase = texto.trim();
    if (!frase || frase.length > 240) return null;
    if (Object.hasOwn(frases, frase)) return frases[frase];
    for (const [patron, reemplazo] of reglas) if (patron.test(frase)) return frase.replace(patron, reemplazo);
    return null;
  };
  const atributos = ["aria-label", "title", "placeholder"];
  const enNodo = (nodo) => {
    if (nodo.nodeType === Node.TEXT_NODE) {
      if (esAjeno(nodo.parentElement)) return;
      const nuevo = traducir(nodo.nodeValue);
      if (nuevo !== null && nuevo !== nodo.nodeValue) nodo.nodeValue = nuevo;
    } else if (nodo.nodeType === Node.ELEMENT_NODE) {
      for (const atributo of atributos) {
        const nuevo = nodo.hasAttribute(atributo) ? traducir(nodo.getAttribute(atributo)) : null;
        if (nuevo !== null && nuevo !== nodo.getAttribute(atributo)) nodo.setAttribute(atributo, nuevo);
      }
      if (!nodo.matches(ajeno) || nodo.closest(delMarco)) nodo.childNodes.forEach(enNodo);
    }
  };
  new MutationObserver((cambios) => {
    for (const cambio of cambios) {
      if (cambio.type !== "childList") enNodo(cambio.target);
      else if (!cambio.target.closest(".stHtml")) cambio.addedNodes.forEach(enNodo);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: atributos });
  enNodo(document.body);
})();
