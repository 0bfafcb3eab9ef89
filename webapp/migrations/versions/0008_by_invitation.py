"""A service that only the invited book, such as the talk with an applicant."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column(
        "appointment_service", sa.Column("by_invitation", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Back."""
    op.drop_column("appointment_service", "by_invitation")
