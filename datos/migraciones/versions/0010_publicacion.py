"""Los planes publicados para quien no tiene cuenta."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publicacion",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("codigo", sa.String(), nullable=False),
        sa.Column("publicada_el", sa.Date(), nullable=False),
        sa.Column("contenido", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_publicacion_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_publicacion")),
        sa.UniqueConstraint("codigo", name=op.f("uq_publicacion_codigo")),
    )


def downgrade() -> None:
    op.drop_table("publicacion")
