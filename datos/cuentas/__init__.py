"""Las cuentas: personas y sus roles, claves, sesiones y enlaces de un solo uso."""
