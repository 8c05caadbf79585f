"""El cierre de cada mes por unidad, y los cambios que se hacen después con su razón."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cierre_de_mes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("unidad_id", sa.Integer(), nullable=True),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("mes", sa.Integer(), nullable=False),
        sa.Column("entregas", sa.Integer(), nullable=False),
        sa.Column("completo_por", sa.String(), nullable=True),
        sa.Column("completo_el", sa.Date(), nullable=True),
        sa.Column("devoluciones", sa.Integer(), nullable=False),
        sa.Column("devuelto_por", sa.String(), nullable=True),
        sa.Column("devuelto_el", sa.Date(), nullable=True),
        sa.Column("comentario", sa.String(), nullable=True),
        sa.Column("aprobado_por", sa.String(), nullable=True),
        sa.Column("aprobado_el", sa.Date(), nullable=True),
        sa.CheckConstraint("mes BETWEEN 1 AND 12", name=op.f("ck_cierre_de_mes_mes_valido")),
        sa.CheckConstraint("entregas >= 0", name=op.f("ck_cierre_de_mes_entregas_no_negativo")),
        sa.CheckConstraint("devoluciones >= 0", name=op.f("ck_cierre_de_mes_devoluciones_no_negativo")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_cierre_de_mes_plan_id")),
        sa.ForeignKeyConstraint(["unidad_id"], ["unidad.id"], name=op.f("fk_cierre_de_mes_unidad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cierre_de_mes")),
        sa.UniqueConstraint(
            "plan_id", "unidad_id", "anio", "mes", name=op.f("uq_cierre_de_mes_plan_id_unidad_id_anio_mes")
        ),
    )
    sin_unidad = sa.text("unidad_id IS NULL")
    op.create_index(op.f("ix_cierre_de_mes_plan_id"), "cierre_de_mes", ["plan_id"])
    op.create_index(op.f("ix_cierre_de_mes_unidad_id"), "cierre_de_mes", ["unidad_id"])
    op.create_index(
        "uq_cierre_de_mes_sin_unidad",
        "cierre_de_mes",
        ["plan_id", "anio", "mes"],
        unique=True,
        sqlite_where=sin_unidad,
        postgresql_where=sin_unidad,
    )
    op.create_table(
        "cambio_tras_cierre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accion_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("mes", sa.Integer(), nullable=False),
        sa.Column("actividad_id", sa.Integer(), nullable=False),
        sa.Column("razon", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["accion_id"], ["accion.id"], name=op.f("fk_cambio_tras_cierre_accion_id")),
        sa.ForeignKeyConstraint(
            ["actividad_id"], ["actividad.id"], name=op.f("fk_cambio_tras_cierre_actividad_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_cambio_tras_cierre_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cambio_tras_cierre")),
    )
    for columna in ("accion_id", "actividad_id", "plan_id"):
        op.create_index(op.f(f"ix_cambio_tras_cierre_{columna}"), "cambio_tras_cierre", [columna])


def downgrade() -> None:
    op.drop_table("cambio_tras_cierre")
    op.drop_table("cierre_de_mes")
