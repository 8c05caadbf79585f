"""El nombre corto de una actividad, para la reunión."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("actividad", sa.Column("nombre_corto", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("actividad", "nombre_corto")
