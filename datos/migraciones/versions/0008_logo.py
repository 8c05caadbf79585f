"""El logo de la municipalidad."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("municipalidad", schema=None) as batch_op:
        batch_op.add_column(sa.Column("logo", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("municipalidad", "logo")
