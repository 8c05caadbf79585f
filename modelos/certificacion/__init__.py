"""La certificación: los marcos, lo que piden sus niveles y cómo va cada requisito."""
