"""Whoever is called again has waited until the first call."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    for table in ("appointment", "appointment_ticket"):
        op.add_column(table, sa.Column("first_called_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Back."""
    for table in ("appointment", "appointment_ticket"):
        op.drop_column(table, "first_called_at")
