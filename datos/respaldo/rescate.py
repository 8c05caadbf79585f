"""Cuando la base está dañada o falta: qué pasó y cuál es el último respaldo bueno."""

from pathlib import Path

from sqlalchemy.engine import make_url

from datos import fallas_de_la_base
from datos.conexion import carpeta_de_la_instancia, direccion
from datos.respaldo import guardados
from modelos.errores import ErrorDeDominio
from modelos.frases import fecha_corta


def motivo(falla: BaseException) -> str | None:
    """Por qué no se pudo, como final de frase; si la base está dañada, con el respaldo que la reemplaza."""
    dicho = fallas_de_la_base.motivo(falla)
    return f"{dicho} {ofrecer()}".rstrip() if dicho and fallas_de_la_base.es_dano(falla) else dicho


def ofrecer() -> str:
    """El último respaldo bueno y la orden que lo restaura; vacío si no hay ninguno."""
    bueno = guardados.ultimo_bueno()
    if bueno is None:
        return ""
    local = bueno.cuando.astimezone()
    nueva = carpeta_de_la_instancia().resolve()
    return (
        f"El último respaldo bueno es del {fecha_corta(local)} a las {local:%H:%M}. Para volver a él: "
        f'python -m datos.respaldo restaurar "{bueno.archivo.resolve()}" "{nueva}-restaurada"'
    )


def rechazar_si_falta_la_base() -> None:
    """ErrorDeDominio si el archivo de SQLite no está o quedó en cero y en la carpeta hay datos de antes.

    SQLite lo tomaría por una base nueva, y quien entrara vería el planificador vacío y seguiría desde ahí.
    """
    url = make_url(direccion())
    if url.get_backend_name() != "sqlite":
        return
    base = Path(url.database or "")
    if (base.exists() and base.stat().st_size) or not _hay_datos_de_antes():
        return
    raise ErrorDeDominio(
        f"La base de datos {base} no está o quedó vacía, pero en esa carpeta hay documentos o respaldos de "
        f"antes. No se creó otra encima. {ofrecer()}".rstrip()
    )


def _hay_datos_de_antes() -> bool:
    carpeta = carpeta_de_la_instancia()
    documentos = (ruta for ruta in (carpeta / "archivos").rglob("*") if ruta.is_file())
    return bool(guardados.listar()) or next(documentos, None) is not None
