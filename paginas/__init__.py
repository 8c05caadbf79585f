"""Una pantalla por archivo; lo que comparten está en componentes."""
