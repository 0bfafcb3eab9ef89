"""Events: venues, organisers, what takes place, every date of it, imported calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "event_organiser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("web", sa.String(length=300), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=True),
        sa.Column("feed", sa.String(length=300), nullable=False),
        sa.Column("feed_category", sa.String(length=20), nullable=False),
        sa.Column("feed_agreed", sa.Boolean(), nullable=False),
        sa.Column("feed_at", sa.DateTime(), nullable=True),
        sa.Column("feed_stamp", sa.JSON(), nullable=False),
        sa.Column("feed_fault", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_organiser")),
        sa.UniqueConstraint("key", name=op.f("uq_event_organiser_key")),
        sa.UniqueConstraint("name", name=op.f("uq_event_organiser_name")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_event_organiser_token_hash")),
    )
    op.create_table(
        "event_venue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("toilet", sa.Boolean(), nullable=False),
        sa.Column("hearing_loop", sa.Boolean(), nullable=False),
        sa.Column("parking", sa.Boolean(), nullable=False),
        sa.Column("access", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_venue")),
        sa.UniqueConstraint("name", name=op.f("uq_event_venue_name")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=True),
        sa.Column("price", sa.String(length=120), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=False),
        sa.Column("for_children", sa.Boolean(), nullable=False),
        sa.Column("registration", sa.String(length=300), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("repeats", sa.String(length=10), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("except_on", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("unseen", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("source_uid", sa.String(length=255), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("network", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("origin IN ('desk', 'citizen', 'import')", name=op.f("ck_event_origin")),
        sa.CheckConstraint("state IN ('submitted', 'published', 'withdrawn')", name=op.f("ck_event_state")),
        sa.ForeignKeyConstraint(
            ["organiser_id"],
            ["event_organiser.id"],
            name=op.f("fk_event_organiser_id_event_organiser"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["event_venue.id"], name=op.f("fk_event_venue_id_event_venue"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("key", name=op.f("uq_event_key")),
        sa.UniqueConstraint("organiser_id", "source_uid", name=op.f("uq_event_organiser_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_event_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_network", "event", ["network", "created_at"], unique=False)
    op.create_index(op.f("ix_event_organiser_id"), "event", ["organiser_id"], unique=False)
    op.create_index(op.f("ix_event_venue_id"), "event", ["venue_id"], unique=False)
    op.create_table(
        "event_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("unreadable", sa.Integer(), nullable=False),
        sa.Column("followed", sa.Boolean(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('preview', 'applied', 'undone', 'dropped')", name=op.f("ck_event_import_state")),
        sa.ForeignKeyConstraint(
            ["organiser_id"],
            ["event_organiser.id"],
            name=op.f("fk_event_import_organiser_id_event_organiser"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_import")),
    )
    op.create_index(op.f("ix_event_import_organiser_id"), "event_import", ["organiser_id"], unique=False)
    op.create_table(
        "event_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("regular_on", sa.Date(), nullable=False),
        sa.Column("regular_at", sa.DateTime(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("starts_at <= ends_at", name=op.f("ck_event_date_span")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_date_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_date")),
        sa.UniqueConstraint("event_id", "regular_on", name=op.f("uq_event_date_event_id")),
    )
    op.create_index("ix_event_date_span", "event_date", ["starts_at", "ends_at"], unique=False)


def downgrade() -> None:
    """Back."""
    for table in ("event_import", "event_date", "event", "event_venue", "event_organiser"):
        op.drop_table(table)
