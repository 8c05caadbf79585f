"""Las partes de «Este mes»: las cuentas, la lista por ejecutar y la bienvenida de quien recién llega."""
