"""Los archivos de evidencia: qué se acepta, qué dicen sus imágenes y qué dice de ellos el antivirus."""
