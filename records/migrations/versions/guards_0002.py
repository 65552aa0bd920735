"""What is kept stands, and a closed round stays closed: by triggers of the database."""

from alembic import op

from records import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = (
    "trail", "people", "invitations", "inputs", "answers", "rounds", "states", "ratings", "accepted",
    "stances", "recusals", "overrides", "signatures", "outcomes", "scenarios", "comments", "supports",
)  # fmt: skip
UNTIL_CLOSED = (
    "states", "ratings", "accepted", "stances", "recusals", "overrides", "signatures", "comments",
    "supports",
)  # fmt: skip


def upgrade() -> None:
    """Put the guards in place."""
    dialect = op.get_bind().dialect.name
    for statement in (*guards.functions(dialect), *guards.guards(dialect, KEPT, UNTIL_CLOSED)):
        op.execute(statement)


def downgrade() -> None:
    """Take the guards away."""
    dialect = op.get_bind().dialect.name
    for statement in guards.unguards(dialect, KEPT, UNTIL_CLOSED):
        op.execute(statement)
    if dialect == "postgresql":
        for name in ("focus_stands", "focus_closed"):
            op.execute(f"DROP FUNCTION {name}()")
