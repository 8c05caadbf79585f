"""El turno con que dos procesos no hacen el mismo respaldo a la vez."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "turno",
        sa.Column("tarea", sa.String(), nullable=False),
        sa.Column("dueno", sa.String(), nullable=False),
        sa.Column("vence", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tarea", name=op.f("pk_turno")),
    )


def downgrade() -> None:
    op.drop_table("turno")
