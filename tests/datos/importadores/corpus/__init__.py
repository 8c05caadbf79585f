"""Documentos que juzgan la importación: planes como datos, y las muchas formas en que se escriben."""
