"""La cadena de huellas de la bitácora; lo ya anotado queda sellado al migrar."""

import sqlalchemy as sa
from alembic import op

from datos.bitacora import cadena

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "eslabon",
        sa.Column("numero", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("accion_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("municipalidad_id", sa.Integer(), nullable=True),
        sa.Column("huella", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["accion_id"], ["accion.id"], name=op.f("fk_eslabon_accion_id")),
        sa.PrimaryKeyConstraint("numero", name=op.f("pk_eslabon")),
        sa.UniqueConstraint("accion_id", name=op.f("uq_eslabon_accion_id")),
    )
    with op.batch_alter_table("eslabon", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_eslabon_plan_id"), ["plan_id"], unique=False)
    cadena.sellar_lo_anterior(op.get_bind())


def downgrade() -> None:
    op.drop_table("eslabon")
