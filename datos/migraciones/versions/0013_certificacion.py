"""La certificación: procesos, requisitos, evidencia, auditorías y la integridad de los archivos."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revision_de_archivos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terminada_el", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archivos", sa.Integer(), nullable=False),
        sa.Column("integros", sa.Integer(), nullable=False),
        sa.Column("hallazgos", sa.String(), nullable=False),
        sa.CheckConstraint("archivos >= 0", name=op.f("ck_revision_de_archivos_archivos_no_negativo")),
        sa.CheckConstraint("integros >= 0", name=op.f("ck_revision_de_archivos_integros_no_negativo")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_de_archivos")),
    )
    op.create_table(
        "nivel_otorgado",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipalidad_id", sa.Integer(), nullable=False),
        sa.Column("nivel", sa.String(), nullable=False),
        sa.Column("otorgado_el", sa.Date(), nullable=False),
        sa.Column("resolucion", sa.String(), nullable=False),
        sa.Column("archivo_sha256", sa.String(), nullable=True),
        sa.Column("archivo_nombre", sa.String(), nullable=True),
        sa.Column("archivo_tamano", sa.Integer(), nullable=True),
        sa.CheckConstraint("archivo_tamano >= 0", name=op.f("ck_nivel_otorgado_archivo_tamano_no_negativo")),
        sa.ForeignKeyConstraint(
            ["municipalidad_id"], ["municipalidad.id"], name=op.f("fk_nivel_otorgado_municipalidad_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nivel_otorgado")),
        sa.UniqueConstraint(
            "municipalidad_id", "nivel", name=op.f("uq_nivel_otorgado_municipalidad_id_nivel")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_nivel_otorgado_municipalidad_id"), "nivel_otorgado", ["municipalidad_id"])
    op.create_table(
        "evidencia",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("titulo", sa.String(), nullable=False),
        sa.Column("clase", sa.String(), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=True),
        sa.Column("vence", sa.Date(), nullable=True),
        sa.Column("confidencial", sa.Boolean(), nullable=False),
        sa.Column("dictamen", sa.String(), nullable=True),
        sa.Column("dictamen_de", sa.Integer(), nullable=True),
        sa.Column("dictamen_por", sa.String(), nullable=True),
        sa.Column("dictamen_el", sa.Date(), nullable=True),
        sa.Column("razon", sa.String(), nullable=True),
        sa.CheckConstraint(
            "clase IN ('acta', 'lista_de_asistencia', 'decreto', 'ordenanza', 'informe', 'fotografia', 'difusion', 'registro_de_consumo', 'convenio', 'otro')",
            name=op.f("ck_evidencia_clase_valido"),
        ),
        sa.CheckConstraint(
            "dictamen IN ('aceptada', 'observada', 'retirada')", name=op.f("ck_evidencia_dictamen_valido")
        ),
        sa.CheckConstraint("dictamen_de >= 0", name=op.f("ck_evidencia_dictamen_de_no_negativo")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_evidencia_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidencia")),
        sa.UniqueConstraint("plan_id", "numero", name=op.f("uq_evidencia_plan_id_numero")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidencia_plan_id"), "evidencia", ["plan_id"])
    op.create_table(
        "requisito",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("orden", sa.Integer(), nullable=False),
        sa.Column("codigo", sa.String(), nullable=False),
        sa.Column("ambito", sa.String(), nullable=False),
        sa.Column("nombre", sa.String(), nullable=False),
        sa.Column("que_se_pide", sa.String(), nullable=False),
        sa.Column("medios", sa.String(), nullable=False),
        sa.Column("certeza", sa.String(), nullable=False),
        sa.Column("fuente", sa.String(), nullable=True),
        sa.Column("propio", sa.Boolean(), nullable=False),
        sa.Column("editado", sa.Boolean(), nullable=False),
        sa.Column("desactivado", sa.String(), nullable=True),
        sa.Column("peso", sa.Float(), nullable=False),
        sa.Column("trabajo", sa.String(), nullable=False),
        sa.Column("resultado", sa.String(), nullable=False),
        sa.Column("resultado_razon", sa.String(), nullable=True),
        sa.Column("resultado_el", sa.Date(), nullable=True),
        sa.Column("auditado", sa.String(), nullable=False),
        sa.Column("auditado_nota", sa.String(), nullable=True),
        sa.Column("unidad_id", sa.Integer(), nullable=True),
        sa.Column("comprometido", sa.Date(), nullable=True),
        sa.Column("notas", sa.String(), nullable=True),
        sa.CheckConstraint(
            "auditado IN ('no_evaluado', 'cumple', 'cumple_en_parte', 'no_cumple', 'no_aplica', 'homologado')",
            name=op.f("ck_requisito_auditado_valido"),
        ),
        sa.CheckConstraint(
            "certeza IN ('confirmado', 'una fuente', 'propuesto', 'sin fuente')",
            name=op.f("ck_requisito_certeza_valido"),
        ),
        sa.CheckConstraint(
            "resultado IN ('no_evaluado', 'cumple', 'cumple_en_parte', 'no_cumple', 'no_aplica', 'homologado')",
            name=op.f("ck_requisito_resultado_valido"),
        ),
        sa.CheckConstraint(
            "trabajo IN ('por_hacer', 'en_trabajo', 'para_revision', 'revisado')",
            name=op.f("ck_requisito_trabajo_valido"),
        ),
        sa.CheckConstraint("peso >= 0", name=op.f("ck_requisito_peso_no_negativo")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_requisito_plan_id")),
        sa.ForeignKeyConstraint(["unidad_id"], ["unidad.id"], name=op.f("fk_requisito_unidad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requisito")),
        sa.UniqueConstraint("plan_id", "codigo", name=op.f("uq_requisito_plan_id_codigo")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_requisito_plan_id"), "requisito", ["plan_id"])
    op.create_index(op.f("ix_requisito_unidad_id"), "requisito", ["unidad_id"])
    op.create_table(
        "auditoria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("fecha", sa.Date(), nullable=False),
        sa.Column("nota", sa.String(), nullable=True),
        sa.Column("informe_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["informe_id"], ["evidencia.id"], name=op.f("fk_auditoria_informe_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_auditoria_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auditoria")),
        sa.UniqueConstraint("plan_id", "numero", name=op.f("uq_auditoria_plan_id_numero")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_auditoria_informe_id"), "auditoria", ["informe_id"])
    op.create_index(op.f("ix_auditoria_plan_id"), "auditoria", ["plan_id"])
    op.create_table(
        "evidencia_requisito",
        sa.Column("evidencia_id", sa.Integer(), nullable=False),
        sa.Column("requisito_id", sa.Integer(), nullable=False),
        sa.Column("paginas", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evidencia_id"], ["evidencia.id"], name=op.f("fk_evidencia_requisito_evidencia_id")
        ),
        sa.ForeignKeyConstraint(
            ["requisito_id"], ["requisito.id"], name=op.f("fk_evidencia_requisito_requisito_id")
        ),
        sa.PrimaryKeyConstraint("evidencia_id", "requisito_id", name=op.f("pk_evidencia_requisito")),
    )
    op.create_index(op.f("ix_evidencia_requisito_requisito_id"), "evidencia_requisito", ["requisito_id"])
    op.create_table(
        "proceso",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("catalogo", sa.String(), nullable=False),
        sa.Column("catalogo_version", sa.String(), nullable=False),
        sa.Column("nivel", sa.String(), nullable=False),
        sa.Column("subnivel", sa.String(), nullable=True),
        sa.Column("comienza", sa.Date(), nullable=False),
        sa.Column("termina", sa.Date(), nullable=False),
        sa.Column("minimo", sa.Integer(), nullable=True),
        sa.Column("minimo_certeza", sa.String(), nullable=False),
        sa.Column("minimo_fuente", sa.String(), nullable=True),
        sa.Column("modalidad", sa.String(), nullable=True),
        sa.Column("convenio_numero", sa.String(), nullable=True),
        sa.Column("convenio_fecha", sa.Date(), nullable=True),
        sa.Column("convenio_id", sa.Integer(), nullable=True),
        sa.Column("contacto", sa.String(), nullable=True),
        sa.Column("resultado", sa.String(), nullable=True),
        sa.Column("resultado_el", sa.Date(), nullable=True),
        sa.Column("resultado_porcentaje", sa.Integer(), nullable=True),
        sa.Column("resultado_nota", sa.String(), nullable=True),
        sa.CheckConstraint(
            "minimo_certeza IN ('confirmado', 'una fuente', 'propuesto', 'sin fuente')",
            name=op.f("ck_proceso_minimo_certeza_valido"),
        ),
        sa.CheckConstraint(
            "modalidad IN ('financiada', 'autofinanciada')", name=op.f("ck_proceso_modalidad_valido")
        ),
        sa.CheckConstraint(
            "resultado IN ('otorgado', 'no_otorgado')", name=op.f("ck_proceso_resultado_valido")
        ),
        sa.CheckConstraint("minimo BETWEEN 1 AND 100", name=op.f("ck_proceso_minimo_valido")),
        sa.CheckConstraint(
            "resultado_porcentaje BETWEEN 0 AND 100", name=op.f("ck_proceso_resultado_porcentaje_valido")
        ),
        sa.CheckConstraint("termina > comienza", name=op.f("ck_proceso_plazo_valido")),
        sa.ForeignKeyConstraint(["convenio_id"], ["evidencia.id"], name=op.f("fk_proceso_convenio_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_proceso_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proceso")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_proceso_plan_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proceso_convenio_id"), "proceso", ["convenio_id"])
    op.create_index(op.f("ix_proceso_plan_id"), "proceso", ["plan_id"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidencia_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("tamano", sa.BigInteger(), nullable=True),
        sa.Column("tipo", sa.String(), nullable=True),
        sa.Column("nombre", sa.String(), nullable=True),
        sa.Column("direccion", sa.String(), nullable=True),
        sa.Column("quien", sa.String(), nullable=False),
        sa.Column("cuando", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nota", sa.String(), nullable=True),
        sa.Column("tomada_el", sa.Date(), nullable=True),
        sa.Column("con_ubicacion", sa.Boolean(), nullable=False),
        sa.Column("paginas", sa.Integer(), nullable=True),
        sa.Column("ilegible", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(sha256 IS NULL) <> (direccion IS NULL)", name=op.f("ck_revision_archivo_o_direccion")
        ),
        sa.CheckConstraint("paginas >= 0", name=op.f("ck_revision_paginas_no_negativo")),
        sa.CheckConstraint("tamano >= 0", name=op.f("ck_revision_tamano_no_negativo")),
        sa.ForeignKeyConstraint(["evidencia_id"], ["evidencia.id"], name=op.f("fk_revision_evidencia_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("evidencia_id", "numero", name=op.f("uq_revision_evidencia_id_numero")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_revision_evidencia_id"), "revision", ["evidencia_id"])
    op.create_index(op.f("ix_revision_sha256"), "revision", ["sha256"])
    op.create_table(
        "observacion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("auditoria_id", sa.Integer(), nullable=True),
        sa.Column("requisito_id", sa.Integer(), nullable=True),
        sa.Column("descripcion", sa.String(), nullable=False),
        sa.Column("gravedad", sa.String(), nullable=False),
        sa.Column("observado_el", sa.Date(), nullable=False),
        sa.Column("responder_hasta", sa.Date(), nullable=True),
        sa.Column("unidad_id", sa.Integer(), nullable=True),
        sa.Column("respuesta", sa.String(), nullable=True),
        sa.Column("respondida_el", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "gravedad IN ('alta', 'media', 'baja')", name=op.f("ck_observacion_gravedad_valido")
        ),
        sa.ForeignKeyConstraint(["auditoria_id"], ["auditoria.id"], name=op.f("fk_observacion_auditoria_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_observacion_plan_id")),
        sa.ForeignKeyConstraint(["requisito_id"], ["requisito.id"], name=op.f("fk_observacion_requisito_id")),
        sa.ForeignKeyConstraint(["unidad_id"], ["unidad.id"], name=op.f("fk_observacion_unidad_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observacion")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_observacion_auditoria_id"), "observacion", ["auditoria_id"])
    op.create_index(op.f("ix_observacion_plan_id"), "observacion", ["plan_id"])
    op.create_index(op.f("ix_observacion_requisito_id"), "observacion", ["requisito_id"])
    op.create_index(op.f("ix_observacion_unidad_id"), "observacion", ["unidad_id"])
    op.create_table(
        "evidencia_actividad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidencia_id", sa.Integer(), nullable=False),
        sa.Column("actividad_id", sa.Integer(), nullable=False),
        sa.Column("anio", sa.Integer(), nullable=False),
        sa.Column("mes", sa.Integer(), nullable=False),
        sa.CheckConstraint("mes BETWEEN 0 AND 12", name=op.f("ck_evidencia_actividad_mes_valido")),
        sa.ForeignKeyConstraint(
            ["actividad_id"], ["actividad.id"], name=op.f("fk_evidencia_actividad_actividad_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidencia_id"], ["evidencia.id"], name=op.f("fk_evidencia_actividad_evidencia_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidencia_actividad")),
        sa.UniqueConstraint(
            "evidencia_id",
            "actividad_id",
            "anio",
            "mes",
            name=op.f("uq_evidencia_actividad_evidencia_id_actividad_id_anio_mes"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidencia_actividad_actividad_id"), "evidencia_actividad", ["actividad_id"])
    op.create_index(op.f("ix_evidencia_actividad_evidencia_id"), "evidencia_actividad", ["evidencia_id"])
    op.create_table(
        "requisito_actividad",
        sa.Column("requisito_id", sa.Integer(), nullable=False),
        sa.Column("actividad_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actividad_id"], ["actividad.id"], name=op.f("fk_requisito_actividad_actividad_id")
        ),
        sa.ForeignKeyConstraint(
            ["requisito_id"], ["requisito.id"], name=op.f("fk_requisito_actividad_requisito_id")
        ),
        sa.PrimaryKeyConstraint("requisito_id", "actividad_id", name=op.f("pk_requisito_actividad")),
    )
    op.create_index(op.f("ix_requisito_actividad_actividad_id"), "requisito_actividad", ["actividad_id"])


def downgrade() -> None:
    for tabla in (
        "requisito_actividad",
        "evidencia_actividad",
        "observacion",
        "revision",
        "proceso",
        "evidencia_requisito",
        "auditoria",
        "requisito",
        "evidencia",
        "nivel_otorgado",
        "revision_de_archivos",
    ):
        op.drop_table(tabla)
