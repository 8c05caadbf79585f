"""Los instantes que guarda la base, siempre en UTC."""

from datetime import UTC, datetime


def en_utc(cuando: datetime) -> datetime:
    """SQLite devuelve la hora sin zona, que se guardó en UTC; y al comparar mira la hora y no la zona."""
    return cuando.astimezone(UTC) if cuando.tzinfo else cuando.replace(tzinfo=UTC)
