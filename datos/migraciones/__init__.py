"""Las versiones del esquema, en orden, para Alembic."""
