"""Vacancies: employers, what they offer, who applied with which papers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# First texts in German; each town changes them at its desk.
CLOSING = """Bei uns sind alle Menschen willkommen, gleich welchen Geschlechts, welcher Herkunft, welchen Alters und welchen Glaubens.
Schwerbehinderte Menschen laden wir ein und bevorzugen sie bei gleicher Eignung."""
INVITATION = """vielen Dank für Ihre Bewerbung. Wir möchten Sie gern kennenlernen.
Bitte bringen Sie Ihre Zeugnisse mit."""
REJECTION = """vielen Dank für Ihre Bewerbung und für die Zeit, die Sie sich genommen haben.
Wir haben uns für jemand anderen entschieden. Wir wünschen Ihnen viel Erfolg."""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "vacancy_employer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("homepage", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_employer")),
        sa.UniqueConstraint("name", name=op.f("uq_vacancy_employer_name")),
    )
    with op.batch_alter_table("vacancy_employer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_employer_token_hash"), ["token_hash"], unique=False)

    op.create_table(
        "vacancy_preferences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("local_employers", sa.Boolean(), nullable=False),
        sa.Column("keep_months", sa.Integer(), nullable=False),
        sa.Column("interview_service", sa.String(length=80), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("rejection", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_preferences")),
    )
    op.create_table(
        "vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("field", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("hours", sa.String(length=10), nullable=False),
        sa.Column("weekly_hours", sa.String(length=40), nullable=False),
        sa.Column("pay_group", sa.String(length=80), nullable=False),
        sa.Column("pay_from", sa.Integer(), nullable=True),
        sa.Column("pay_to", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("limited_until", sa.Date(), nullable=True),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("duties", sa.Text(), nullable=False),
        sa.Column("wishes", sa.Text(), nullable=False),
        sa.Column("benefits", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("publish_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), sa.Computed("coalesce(until_on, deadline_on)", persisted=True), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("alt", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hours IN ('full', 'part', 'either')", name=op.f("ck_vacancy_hours")),
        sa.CheckConstraint("kind IN ('job', 'training', 'voluntary')", name=op.f("ck_vacancy_kind")),
        sa.CheckConstraint("state != 'published' OR deadline_on IS NOT NULL", name=op.f("ck_vacancy_deadline")),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'published', 'withdrawn', 'filled')", name=op.f("ck_vacancy_state")
        ),
        sa.CheckConstraint("pay_from IS NULL OR pay_to IS NULL OR pay_from <= pay_to", name=op.f("ck_vacancy_pay")),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["vacancy_employer.id"],
            name=op.f("fk_vacancy_employer_id_vacancy_employer"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index("ix_vacancy_shown", ["state", "last_on"], unique=False)

    op.create_table(
        "vacancy_picture",
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_picture_vacancy_id_vacancy"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vacancy_id", name=op.f("pk_vacancy_picture")),
    )
    op.create_table(
        "job_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("network", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'received', 'invited', 'rejected', 'hired', 'returned')",
            name=op.f("ck_job_application_state"),
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_job_application_vacancy_id_vacancy"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_application")),
        sa.UniqueConstraint("key", name=op.f("uq_job_application_key")),
        sa.UniqueConstraint("number", name=op.f("uq_job_application_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_job_application_token_hash")),
    )
    with op.batch_alter_table("job_application", schema=None) as batch_op:
        batch_op.create_index("ix_job_application_network", ["network", "created_at"], unique=False)
        batch_op.create_index("ix_job_application_state", ["state", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_application_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "job_rating",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_application.id"],
            name=op.f("fk_job_rating_application_id_job_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_job_rating_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "person_id", name=op.f("pk_job_rating")),
    )
    with op.batch_alter_table("job_rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_rating_person_id"), ["person_id"], unique=False)

    op.create_table(
        "job_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=90), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["job_application.id"],
            name=op.f("fk_job_document_application_id_job_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_document")),
    )
    with op.batch_alter_table("job_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_document_application_id"), ["application_id"], unique=False)

    preferences = sa.table(
        "vacancy_preferences",
        *(
            sa.column(name)
            for name in (
                "id",
                "local_employers",
                "keep_months",
                "interview_service",
                "closing",
                "invitation",
                "rejection",
                "version",
            )
        ),
    )
    op.bulk_insert(
        preferences,
        [
            {
                "id": 1,
                "local_employers": False,
                "keep_months": 6,
                "interview_service": "",
                "version": 1,
                "closing": CLOSING,
                "invitation": INVITATION,
                "rejection": REJECTION,
            }
        ],
    )


def downgrade() -> None:
    """Back."""
    for table in (
        "job_document", "job_rating", "job_application", "vacancy_picture", "vacancy", "vacancy_preferences",
        "vacancy_employer",
    ):
        op.drop_table(table)
