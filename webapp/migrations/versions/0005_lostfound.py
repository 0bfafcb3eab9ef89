"""Lost property: the register of finds, and the people around it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "found_sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("notice_until", sa.Date(), nullable=False),
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("notice_on <= notice_until AND notice_until < sold_on", name=op.f("ck_found_sale_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_sale")),
        sa.UniqueConstraint("key", name=op.f("uq_found_sale_key")),
    )
    op.create_table(
        "loss_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("lost_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("warned_at", sa.DateTime(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'found', 'withdrawn', 'ended')", name=op.f("ck_loss_report_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loss_report")),
        sa.UniqueConstraint("key", name=op.f("uq_loss_report_key")),
        sa.UniqueConstraint("number", name=op.f("uq_loss_report_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_loss_report_token_hash")),
    )
    with op.batch_alter_table("loss_report", schema=None) as batch_op:
        batch_op.create_index("ix_loss_report_due", ["state", "until_on"], unique=False)

    op.create_table(
        "found_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("place_kind", sa.String(length=10), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("value_cents", sa.Integer(), nullable=True),
        sa.Column("sentimental", sa.Boolean(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("breached", sa.Boolean(), nullable=False),
        sa.Column("waives_ownership", sa.Boolean(), nullable=False),
        sa.Column("waives_reward", sa.Boolean(), nullable=False),
        sa.Column("consents", sa.Boolean(), nullable=False),
        sa.Column("storage", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=True),
        sa.Column("shows_photo", sa.Boolean(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=True),
        sa.Column("proceeds_cents", sa.Integer(), nullable=True),
        sa.Column("collect_by", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (state NOT IN ('declined', 'returned', 'finder', 'sold', 'destroyed', 'donated', 'used', 'forwarded'))",
            name=op.f("ck_found_item_closed"),
        ),
        sa.CheckConstraint(
            "(number IS NULL) = (state IN ('announced', 'declined'))", name=op.f("ck_found_item_numbered")
        ),
        sa.CheckConstraint("(state = 'sold') = (proceeds_cents IS NOT NULL)", name=op.f("ck_found_item_sold")),
        sa.CheckConstraint("place_kind IN ('elsewhere', 'office', 'transport')", name=op.f("ck_found_item_place")),
        sa.CheckConstraint(
            "state IN ('announced', 'registered', 'published', 'reserved', 'due', 'offered', 'town', 'listed', 'declined', 'returned', 'finder', 'sold', 'destroyed', 'donated', 'used', 'forwarded')",
            name=op.f("ck_found_item_state"),
        ),
        sa.CheckConstraint("found_on <= notified_on AND found_on < kept_until", name=op.f("ck_found_item_days")),
        sa.CheckConstraint("value_cents >= 0 AND proceeds_cents >= 0", name=op.f("ck_found_item_money")),
        sa.ForeignKeyConstraint(
            ["photo"], ["stored_file.digest"], name=op.f("fk_found_item_photo_stored_file"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["sale_id"], ["found_sale.id"], name=op.f("fk_found_item_sale_id_found_sale"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_item")),
        sa.UniqueConstraint("key", name=op.f("uq_found_item_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_found_item_token_hash")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_found_item_year")),
    )
    with op.batch_alter_table("found_item", schema=None) as batch_op:
        batch_op.create_index("ix_found_item_due", ["state", "kept_until"], unique=False)
        batch_op.create_index("ix_found_item_kind", ["state", "category", "id"], unique=False)
        batch_op.create_index("ix_found_item_newest", ["state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_found_item_photo"), ["photo"], unique=False)
        batch_op.create_index(batch_op.f("ix_found_item_sale_id"), ["sale_id"], unique=False)

    op.create_table(
        "found_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("story", sa.String(length=1000), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("network", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'accepted', 'refused', 'withdrawn')", name=op.f("ck_found_claim_state")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["found_item.id"], name=op.f("fk_found_claim_item_id_found_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_claim")),
        sa.UniqueConstraint("key", name=op.f("uq_found_claim_key")),
        sa.UniqueConstraint("number", name=op.f("uq_found_claim_number")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_found_claim_token_hash")),
    )
    with op.batch_alter_table("found_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_claim_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_found_claim_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_found_claim_network", ["network", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_found_claim_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_found_claim_accepted",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("state = 'accepted'"),
            postgresql_where=sa.text("state = 'accepted'"),
        )

    op.create_table(
        "found_expense",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_found_expense_cents")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["found_item.id"], name=op.f("fk_found_expense_item_id_found_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_expense")),
    )
    with op.batch_alter_table("found_expense", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_expense_item_id"), ["item_id"], unique=False)

    op.create_table(
        "found_handover",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("handed_at", sa.DateTime(), nullable=False),
        sa.Column("identity", sa.String(length=20), nullable=False),
        sa.Column("reward_cents", sa.Integer(), nullable=False),
        sa.Column("expense_cents", sa.Integer(), nullable=False),
        sa.Column("clerk", sa.String(length=200), nullable=False),
        sa.CheckConstraint("reward_cents >= 0 AND expense_cents >= 0", name=op.f("ck_found_handover_money")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["found_item.id"], name=op.f("fk_found_handover_item_id_found_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_found_handover")),
    )
    op.create_table(
        "found_match",
        sa.Column("report_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["found_item.id"], name=op.f("fk_found_match_item_id_found_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["loss_report.id"], name=op.f("fk_found_match_report_id_loss_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "item_id", name=op.f("pk_found_match")),
    )
    with op.batch_alter_table("found_match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_match_item_id"), ["item_id"], unique=False)

    op.create_table(
        "found_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.CheckConstraint("role IN ('finder', 'receiver')", name=op.f("ck_found_party_role")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["found_item.id"], name=op.f("fk_found_party_item_id_found_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_party")),
        sa.UniqueConstraint("item_id", "role", name=op.f("uq_found_party_item_id")),
    )
    op.create_table(
        "found_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["found_item.id"], name=op.f("fk_found_word_item_id_found_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "item_id", name=op.f("pk_found_word")),
    )
    with op.batch_alter_table("found_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_found_word_item_id"), ["item_id"], unique=False)

    preferences = op.create_table(
        "found_preferences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_weeks", sa.Integer(), nullable=True),
        sa.Column("collect_weeks", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("notice_weeks > 0 AND collect_weeks > 0", name=op.f("ck_found_preferences_weeks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_preferences")),
    )
    op.bulk_insert(preferences, [{"id": 1, "notice_weeks": None, "collect_weeks": 4, "version": 1}])
    op.create_table(
        "found_text",
        sa.Column("block", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("block", "language", name=op.f("pk_found_text")),
    )
    op.create_table(
        "found_neighbour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("feed", sa.String(length=500), nullable=False),
        sa.Column("etag", sa.String(length=200), nullable=False),
        sa.Column("last_modified", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(), nullable=True),
        sa.Column("fault", sa.String(length=300), nullable=False),
        sa.Column("fault_values", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_neighbour")),
        sa.UniqueConstraint("feed", name=op.f("uq_found_neighbour_feed")),
    )
    op.create_table(
        "found_nearby",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("neighbour_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["neighbour_id"],
            ["found_neighbour.id"],
            name=op.f("fk_found_nearby_neighbour_id_found_neighbour"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_nearby")),
        sa.UniqueConstraint("neighbour_id", "number", name=op.f("uq_found_nearby_neighbour_id")),
    )
    with op.batch_alter_table("found_nearby", schema=None) as batch_op:
        batch_op.create_index("ix_found_nearby_newest", ["week", "id"], unique=False)


def downgrade() -> None:
    """Back."""
    for table in ("found_nearby", "found_neighbour", "found_text", "found_preferences"):
        op.drop_table(table)
    op.drop_table("found_word")
    op.drop_table("found_party")
    op.drop_table("found_match")
    op.drop_table("found_handover")
    op.drop_table("found_expense")
    op.drop_table("found_claim")
    op.drop_table("found_item")
    op.drop_table("loss_report")
    op.drop_table("found_sale")
