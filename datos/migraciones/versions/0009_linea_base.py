"""Las líneas base de un plan, y la fecha de la última sesión del concejo en que se vio."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "linea_base",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(), nullable=False),
        sa.Column("aprobada_el", sa.Date(), nullable=False),
        sa.Column("aprobada_por", sa.String(), nullable=False),
        sa.Column("sesion", sa.String(), nullable=True),
        sa.Column("acuerdo", sa.String(), nullable=True),
        sa.Column("contenido", sa.String(), nullable=False),
        sa.Column("huella", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_linea_base_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linea_base")),
    )
    with op.batch_alter_table("linea_base", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_linea_base_plan_id"), ["plan_id"], unique=False)
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sesion_concejo", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("plan", "sesion_concejo")
    op.drop_table("linea_base")
