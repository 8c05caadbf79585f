"""Los borradores: lo que una persona escribió y no alcanzó a guardar."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "borrador",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("lugar", sa.String(), nullable=False),
        sa.Column("titulo", sa.String(), nullable=False),
        sa.Column("contenido", sa.String(), nullable=False),
        sa.Column("actualizado_el", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_borrador_persona_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_borrador_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borrador")),
        sa.UniqueConstraint(
            "persona_id", "plan_id", "lugar", name=op.f("uq_borrador_persona_id_plan_id_lugar")
        ),
    )
    with op.batch_alter_table("borrador", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_borrador_plan_id"), ["plan_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("borrador", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_borrador_plan_id"))

    op.drop_table("borrador")
