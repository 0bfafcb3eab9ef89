"""Appointments: what is offered, who comes, who waits, who stands in the hall."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "tally",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name=op.f("pk_tally")),
    )
    op.create_table(
        "appointment_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("directions", sa.String(length=500), nullable=False),
        sa.Column("access", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("walk_ins", sa.Boolean(), nullable=False),
        sa.Column("hall_hash", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_place")),
        sa.UniqueConstraint("slug", name=op.f("uq_appointment_place_slug")),
    )
    op.create_table(
        "appointment_preferences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hold_minutes", sa.Integer(), nullable=False),
        sa.Column("activation", sa.Boolean(), nullable=False),
        sa.Column("activation_minutes", sa.Integer(), nullable=False),
        sa.Column("offer_hours", sa.Integer(), nullable=False),
        sa.Column("per_email", sa.Integer(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("daily_list_to", sa.String(length=254), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("hold_minutes BETWEEN 5 AND 60", name=op.f("ck_appointment_preferences_hold")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_preferences")),
    )
    op.create_table(
        "appointment_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("synonyms", sa.String(length=300), nullable=False),
        sa.Column("about", sa.String(length=500), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("fee_cents", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("per_person", sa.Boolean(), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("max_count", sa.Integer(), nullable=False),
        sa.Column("lead_hours", sa.Integer(), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=10), nullable=False),
        sa.Column("reminder_hours", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "contact IN ('email', 'phone', 'either', 'both')", name=op.f("ck_appointment_service_contact")
        ),
        sa.CheckConstraint("max_count BETWEEN 1 AND 20", name=op.f("ck_appointment_service_count")),
        sa.CheckConstraint(
            "minutes BETWEEN 5 AND 480 AND buffer_minutes BETWEEN 0 AND 120",
            name=op.f("ck_appointment_service_minutes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_service")),
        sa.UniqueConstraint("slug", name=op.f("uq_appointment_service_slug")),
    )
    op.create_table(
        "appointment_counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("raster_minutes", sa.Integer(), nullable=False),
        sa.Column("kept_percent", sa.Integer(), nullable=False),
        sa.Column("release_hours", sa.Integer(), nullable=False),
        sa.Column("feed_hash", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kept_percent BETWEEN 0 AND 100", name=op.f("ck_appointment_counter_kept")),
        sa.CheckConstraint("raster_minutes IN (5, 10, 15, 20, 30, 60)", name=op.f("ck_appointment_counter_raster")),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["appointment_place.id"],
            name=op.f("fk_appointment_counter_place_id_appointment_place"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_counter")),
    )
    with op.batch_alter_table("appointment_counter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_counter_place_id"), ["place_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("busy_until", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("network", sa.String(length=40), nullable=False),
        sa.Column("held_until", sa.DateTime(), nullable=True),
        sa.Column("prolonged", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("internal_note", sa.String(length=1000), nullable=False),
        sa.Column("cancel_reason", sa.String(length=300), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("booked_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("channel IN ('online', 'phone', 'counter')", name=op.f("ck_appointment_channel")),
        sa.CheckConstraint(
            "state IN ('held', 'pending', 'booked', 'arrived', 'called', 'done', 'missed', 'cancelled', 'expired')",
            name=op.f("ck_appointment_state"),
        ),
        sa.CheckConstraint("starts_at < ends_at AND ends_at <= busy_until", name=op.f("ck_appointment_span")),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["appointment_counter.id"],
            name=op.f("fk_appointment_counter_id_appointment_counter"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["appointment_place.id"],
            name=op.f("fk_appointment_place_id_appointment_place"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("key", name=op.f("uq_appointment_key")),
        sa.UniqueConstraint("number", name=op.f("uq_appointment_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_appointment_token_hash")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_busy", ["counter_id", "starts_at"], unique=False)
        batch_op.create_index("ix_appointment_day", ["starts_at"], unique=False)
        batch_op.create_index("ix_appointment_due", ["state", "held_until"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_email"), ["email"], unique=False)
        batch_op.create_index("ix_appointment_network", ["network", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_place_id"), ["place_id"], unique=False)

    op.create_table(
        "appointment_can_do",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["appointment_counter.id"],
            name=op.f("fk_appointment_can_do_counter_id_appointment_counter"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["appointment_service.id"],
            name=op.f("fk_appointment_can_do_service_id_appointment_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("service_id", "counter_id", name=op.f("pk_appointment_can_do")),
    )
    with op.batch_alter_table("appointment_can_do", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_can_do_counter_id"), ["counter_id"], unique=False)

    op.create_table(
        "appointment_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_appointment_closure_span")),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["appointment_counter.id"],
            name=op.f("fk_appointment_closure_counter_id_appointment_counter"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["appointment_place.id"],
            name=op.f("fk_appointment_closure_place_id_appointment_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_closure")),
    )
    with op.batch_alter_table("appointment_closure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_closure_counter_id"), ["counter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_closure_place_id"), ["place_id"], unique=False)
        batch_op.create_index("ix_appointment_closure_span", ["ends_at", "starts_at"], unique=False)

    op.create_table(
        "appointment_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_time", sa.Time(), nullable=False),
        sa.Column("to_time", sa.Time(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("every_weeks BETWEEN 1 AND 8", name=op.f("ck_appointment_opening_weeks")),
        sa.CheckConstraint("from_time < to_time", name=op.f("ck_appointment_opening_span")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_appointment_opening_weekday")),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["appointment_counter.id"],
            name=op.f("fk_appointment_opening_counter_id_appointment_counter"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_opening")),
    )
    with op.batch_alter_table("appointment_opening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_opening_counter_id"), ["counter_id"], unique=False)

    op.create_table(
        "appointment_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'called', 'done', 'gone')", name=op.f("ck_appointment_ticket_state")),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["appointment_counter.id"],
            name=op.f("fk_appointment_ticket_counter_id_appointment_counter"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["appointment_place.id"],
            name=op.f("fk_appointment_ticket_place_id_appointment_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["appointment_service.id"],
            name=op.f("fk_appointment_ticket_service_id_appointment_service"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_ticket")),
        sa.UniqueConstraint("key", name=op.f("uq_appointment_ticket_key")),
        sa.UniqueConstraint("place_id", "day", "number", name=op.f("uq_appointment_ticket_place_id")),
    )
    with op.batch_alter_table("appointment_ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_ticket_counter_id"), ["counter_id"], unique=False)
        batch_op.create_index("ix_appointment_ticket_line", ["place_id", "day", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_ticket_service_id"), ["service_id"], unique=False)

    op.create_table(
        "appointment_cell",
        sa.Column("counter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_cell_appointment_id_appointment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["counter_id"],
            ["appointment_counter.id"],
            name=op.f("fk_appointment_cell_counter_id_appointment_counter"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("counter_id", "starts_at", name=op.f("pk_appointment_cell")),
    )
    with op.batch_alter_table("appointment_cell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_cell_appointment_id"), ["appointment_id"], unique=False)

    op.create_table(
        "appointment_concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count BETWEEN 1 AND 20", name=op.f("ck_appointment_concern_count")),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_concern_appointment_id_appointment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["appointment_service.id"],
            name=op.f("fk_appointment_concern_service_id_appointment_service"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_concern")),
    )
    with op.batch_alter_table("appointment_concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_concern_appointment_id"), ["appointment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_concern_service_id"), ["service_id"], unique=False)

    op.create_table(
        "appointment_waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'offered', 'served', 'ended')", name=op.f("ck_appointment_waiting_state")
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_waiting_appointment_id_appointment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["appointment_place.id"],
            name=op.f("fk_appointment_waiting_place_id_appointment_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_waiting")),
        sa.UniqueConstraint("key", name=op.f("uq_appointment_waiting_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_appointment_waiting_token_hash")),
    )
    with op.batch_alter_table("appointment_waiting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_waiting_appointment_id"), ["appointment_id"], unique=False)
        batch_op.create_index("ix_appointment_waiting_line", ["state", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_waiting_place_id"), ["place_id"], unique=False)

    op.create_table(
        "appointment_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'taken', 'declined', 'expired')", name=op.f("ck_appointment_offer_state")
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_offer_appointment_id_appointment"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["appointment_waiting.id"],
            name=op.f("fk_appointment_offer_entry_id_appointment_waiting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_offer")),
        sa.UniqueConstraint("entry_id", "starts_at", name=op.f("uq_appointment_offer_entry_id")),
    )
    with op.batch_alter_table("appointment_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_offer_appointment_id"), ["appointment_id"], unique=False)

    op.execute(
        "INSERT INTO appointment_preferences (id, hold_minutes, activation, activation_minutes, offer_hours, per_email, keep_days, daily_list_to, version) VALUES (1, 10, 0, 60, 4, 5, 2, '', 1)"
    )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("appointment_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_offer_appointment_id"))

    op.drop_table("appointment_offer")
    with op.batch_alter_table("appointment_waiting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_waiting_place_id"))
        batch_op.drop_index("ix_appointment_waiting_line")
        batch_op.drop_index(batch_op.f("ix_appointment_waiting_appointment_id"))

    op.drop_table("appointment_waiting")
    with op.batch_alter_table("appointment_concern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_concern_service_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_concern_appointment_id"))

    op.drop_table("appointment_concern")
    with op.batch_alter_table("appointment_cell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_cell_appointment_id"))

    op.drop_table("appointment_cell")
    with op.batch_alter_table("appointment_ticket", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_ticket_service_id"))
        batch_op.drop_index("ix_appointment_ticket_line")
        batch_op.drop_index(batch_op.f("ix_appointment_ticket_counter_id"))

    op.drop_table("appointment_ticket")
    with op.batch_alter_table("appointment_opening", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_opening_counter_id"))

    op.drop_table("appointment_opening")
    with op.batch_alter_table("appointment_closure", schema=None) as batch_op:
        batch_op.drop_index("ix_appointment_closure_span")
        batch_op.drop_index(batch_op.f("ix_appointment_closure_place_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_closure_counter_id"))

    op.drop_table("appointment_closure")
    with op.batch_alter_table("appointment_can_do", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_can_do_counter_id"))

    op.drop_table("appointment_can_do")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_place_id"))
        batch_op.drop_index("ix_appointment_network")
        batch_op.drop_index(batch_op.f("ix_appointment_email"))
        batch_op.drop_index("ix_appointment_due")
        batch_op.drop_index("ix_appointment_day")
        batch_op.drop_index("ix_appointment_busy")

    op.drop_table("appointment")
    with op.batch_alter_table("appointment_counter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_counter_place_id"))

    op.drop_table("appointment_counter")
    op.drop_table("appointment_service")
    op.drop_table("appointment_preferences")
    op.drop_table("appointment_place")
    op.drop_table("tally")
