"""El expediente que se entrega: los nombres de sus archivos y el resultado de verificarlo."""
