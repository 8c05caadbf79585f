"""Las frases con que se rechaza un archivo: qué pasó, que no se guardó nada y qué hacer."""

from modelos.errores import ErrorDeDominio

GUARDAR_COMO_WORD = "Ábralo en Word, guárdelo como documento de Word (.docx) y súbalo de nuevo."


def rechazo(que_paso: str, que_hacer: str) -> ErrorDeDominio:
    """El error de una sola línea que lee la persona."""
    return ErrorDeDominio(f"{que_paso} No se guardó nada. {que_hacer}")


def archivo_danado() -> ErrorDeDominio:
    """El archivo está cortado o alterado y su programa tampoco lo abriría."""
    return rechazo(
        "El archivo está dañado o incompleto y no se puede leer.",
        "Ábralo en su programa, guárdelo de nuevo e inténtelo otra vez.",
    )


def archivo_protegido() -> ErrorDeDominio:
    """El contenido está cifrado con una contraseña."""
    return rechazo(
        "El archivo está protegido con contraseña.",
        "Quítele la contraseña en Word o Excel (Archivo, Información, Proteger) y súbalo de nuevo.",
    )


def archivo_excesivo() -> ErrorDeDominio:
    """Descomprimido, el contenido es mucho más grande que cualquier plan."""
    return rechazo(
        "El contenido del archivo es demasiado grande para ser un plan.",
        "Copie la parte del plan en un documento nuevo y súbalo.",
    )


def demasiados_encabezados(maximo: int) -> ErrorDeDominio:
    """Un documento de una tabla distinta tras otra, miles de veces."""
    return rechazo(
        f"El documento tiene más de {maximo} encabezados de tabla distintos: no se puede leer como un plan.",
        "Copie la parte del plan en un documento nuevo y súbalo.",
    )


def archivo_lento() -> ErrorDeDominio:
    """Se acabó el tiempo que se le da a un archivo."""
    return rechazo(
        "Leer el archivo toma demasiado tiempo.",
        "Guarde la parte del plan en un archivo nuevo y súbalo.",
    )


def archivo_sospechoso() -> ErrorDeDominio:
    """El XML trae declaraciones que un documento de oficina nunca trae."""
    return rechazo(
        "El archivo contiene instrucciones que un documento de oficina no lleva y no se abrió.",
        "Copie el plan en un documento nuevo y súbalo.",
    )
