"""Letters wait in the outbox; a task that broke is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "letter",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("fault", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'refused', 'withdrawn')", name=op.f("ck_letter_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter") as batch_op:
        batch_op.create_index("ix_letter_due", ["state", "due_at"], unique=False)
        batch_op.create_index(op.f("ix_letter_to"), ["to"], unique=False)
        batch_op.create_index(op.f("ix_letter_about"), ["about"], unique=False)
    with op.batch_alter_table("task_run") as batch_op:
        batch_op.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("task_run") as batch_op:
        batch_op.drop_column("tries")
    op.drop_table("letter")
