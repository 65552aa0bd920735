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
    bind = op.get_bind()
    made = [statement for _, _, statement in guards.guards(bind, KEPT, UNTIL_CLOSED)]
    for statement in (*guards.functions(bind.dialect.name), *made):
        bind.exec_driver_sql(statement)


def downgrade() -> None:
    """Take the guards away."""
    bind = op.get_bind()
    for statement in list(guards.unguards(bind, KEPT, UNTIL_CLOSED)):
        bind.exec_driver_sql(statement)
