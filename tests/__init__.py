"""Las pruebas: cada nombre es una frase sobre el plan."""
