"""Las cuentas, en los dos motores."""
