"""Las cuentas: personas, claves, pertenencias, sesiones, enlaces de un solo uso e intentos."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("de", sa.String(), nullable=False),
        sa.Column("cuando", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intento")),
    )
    with op.batch_alter_table("intento", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intento_de_cuando"), ["de", "cuando"], unique=False)

    op.create_table(
        "persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nombre", sa.String(), nullable=False),
        sa.Column("correo", sa.String(), nullable=False),
        sa.Column("instala", sa.Boolean(), nullable=False),
        sa.Column("desactivada_el", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
        sa.UniqueConstraint("correo", name=op.f("uq_persona_correo")),
    )
    op.create_table(
        "clave",
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(), nullable=False),
        sa.Column("cambiada_el", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_clave_persona_id")),
        sa.PrimaryKeyConstraint("persona_id", name=op.f("pk_clave")),
    )
    op.create_table(
        "enlace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("clase", sa.String(), nullable=False),
        sa.Column("vence_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("usado_el", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("clase IN ('invitacion', 'cambio_de_clave')", name=op.f("ck_enlace_clase_valido")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_enlace_persona_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enlace")),
        sa.UniqueConstraint("huella", name=op.f("uq_enlace_huella")),
    )
    with op.batch_alter_table("enlace", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enlace_persona_id"), ["persona_id"], unique=False)

    op.create_table(
        "sesion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("huella", sa.String(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("municipalidad_id", sa.Integer(), nullable=True),
        sa.Column("abierta_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("direccion", sa.String(), nullable=False),
        sa.Column("navegador", sa.String(), nullable=False),
        sa.Column("cerrada_el", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipalidad_id"], ["municipalidad.id"], name=op.f("fk_sesion_municipalidad_id")
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_sesion_persona_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sesion")),
        sa.UniqueConstraint("huella", name=op.f("uq_sesion_huella")),
    )
    with op.batch_alter_table("sesion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sesion_municipalidad_id"), ["municipalidad_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sesion_persona_id"), ["persona_id"], unique=False)

    op.create_table(
        "pertenencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("municipalidad_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(), nullable=False),
        sa.Column("unidad_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("vence_el", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "rol IN ('administracion', 'gestion', 'unidad', 'concejo', 'comite', 'auditoria')",
            name=op.f("ck_pertenencia_rol_valido"),
        ),
        sa.ForeignKeyConstraint(
            ["municipalidad_id"], ["municipalidad.id"], name=op.f("fk_pertenencia_municipalidad_id")
        ),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_pertenencia_persona_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_pertenencia_plan_id")),
        sa.ForeignKeyConstraint(["unidad_id"], ["unidad.id"], name=op.f("fk_pertenencia_unidad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pertenencia")),
        sa.UniqueConstraint(
            "persona_id", "municipalidad_id", name=op.f("uq_pertenencia_persona_id_municipalidad_id")
        ),
    )
    with op.batch_alter_table("pertenencia", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pertenencia_municipalidad_id"), ["municipalidad_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_pertenencia_persona_id"), ["persona_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pertenencia_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pertenencia_unidad_id"), ["unidad_id"], unique=False)

    op.create_table(
        "uso_de_sesion",
        sa.Column("sesion_id", sa.Integer(), nullable=False),
        sa.Column("usada_el", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sesion_id"], ["sesion.id"], name=op.f("fk_uso_de_sesion_sesion_id")),
        sa.PrimaryKeyConstraint("sesion_id", name=op.f("pk_uso_de_sesion")),
    )


def downgrade() -> None:
    op.drop_table("uso_de_sesion")
    with op.batch_alter_table("pertenencia", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pertenencia_unidad_id"))
        batch_op.drop_index(batch_op.f("ix_pertenencia_plan_id"))
        batch_op.drop_index(batch_op.f("ix_pertenencia_persona_id"))
        batch_op.drop_index(batch_op.f("ix_pertenencia_municipalidad_id"))

    op.drop_table("pertenencia")
    with op.batch_alter_table("sesion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sesion_persona_id"))
        batch_op.drop_index(batch_op.f("ix_sesion_municipalidad_id"))

    op.drop_table("sesion")
    with op.batch_alter_table("enlace", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enlace_persona_id"))

    op.drop_table("enlace")
    op.drop_table("clave")
    op.drop_table("persona")
    with op.batch_alter_table("intento", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intento_de_cuando"))

    op.drop_table("intento")
