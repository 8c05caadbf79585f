"""Las actividades que una persona dijo que no responden a un aporte."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "respuesta_descartada",
        sa.Column("actividad_id", sa.Integer(), nullable=False),
        sa.Column("aporte_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actividad_id"], ["actividad.id"], name=op.f("fk_respuesta_descartada_actividad_id")
        ),
        sa.ForeignKeyConstraint(
            ["aporte_id"], ["aporte_ciudadano.id"], name=op.f("fk_respuesta_descartada_aporte_id")
        ),
        sa.PrimaryKeyConstraint("actividad_id", "aporte_id", name=op.f("pk_respuesta_descartada")),
    )
    with op.batch_alter_table("respuesta_descartada", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_respuesta_descartada_aporte_id"), ["aporte_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("respuesta_descartada", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_respuesta_descartada_aporte_id"))
    op.drop_table("respuesta_descartada")
