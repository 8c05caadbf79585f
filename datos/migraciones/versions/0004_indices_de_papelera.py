"""Los índices de la papelera guardan solo lo borrado."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLAS = ("programa", "linea_estrategica", "objetivo", "actividad", "aporte_ciudadano")
BORRADAS = sa.text("papelera_id IS NOT NULL")


def upgrade() -> None:
    for tabla in TABLAS:
        nombre = op.f(f"ix_{tabla}_papelera_id")
        op.drop_index(nombre, tabla)
        op.create_index(nombre, tabla, ["papelera_id"], sqlite_where=BORRADAS, postgresql_where=BORRADAS)


def downgrade() -> None:
    for tabla in TABLAS:
        nombre = op.f(f"ix_{tabla}_papelera_id")
        op.drop_index(nombre, tabla)
        op.create_index(nombre, tabla, ["papelera_id"])
