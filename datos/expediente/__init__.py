"""El expediente en el disco: un paquete BagIt (RFC 8493) que se escribe de a poco y cualquiera verifica."""
