"""Entorno de Alembic: usa la conexión que le pasa datos.migracion."""

from alembic import context

from datos.migracion import METADATOS

context.configure(
    connection=context.config.attributes["conexion"],
    target_metadata=METADATOS,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
