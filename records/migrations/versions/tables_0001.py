"""The tables of the records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the records up."""
    op.create_table(
        "drafts",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", "place", name=op.f("pk_drafts")),
    )
    op.create_table(
        "trail",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("person", sa.Text(), nullable=False, comment="blank = the program itself"),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column(
            "about", sa.Text(), nullable=False, comment="round, person or scenario; blank = none"
        ),
        sa.Column("changes", sa.Text(), nullable=False, comment="rows written, as canonical JSON"),
        sa.Column("previous", sa.Text(), nullable=False, comment="hash of the row before"),
        sa.Column("hash", sa.Text(), nullable=False, comment="SHA-256 of this row"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_trail")),
        sa.UniqueConstraint("hash", name=op.f("uq_trail_hash")),
    )
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.create_index("ix_trail_about", ["about"], unique=False)

    op.create_table(
        "answers",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="of the question"),
        sa.Column("question", sa.Text(), server_default="", nullable=False, comment="its name"),
        sa.Column(
            "asked",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON: its parameters and levers",
        ),
        sa.Column("result", sa.Text(), server_default="", nullable=False, comment="JSON"),
        sa.Column("proof", sa.Text(), server_default="", nullable=False, comment="JSON"),
        sa.Column("engine", sa.Text(), server_default="", nullable=False),
        sa.Column("work", sa.Text(), server_default="", nullable=False, comment="JSON"),
        sa.Column("dataset", sa.Text(), server_default="", nullable=False),
        sa.Column("configuration", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_answers_act")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_answers")),
        sa.UniqueConstraint("key", name=op.f("uq_answers_key")),
    )
    op.create_table(
        "inputs",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="dataset or configuration"),
        sa.Column("identity", sa.Text(), nullable=False, comment="its hash, as questions know it"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="JSON, compressed by zlib"),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_inputs_act")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_inputs")),
        sa.UniqueConstraint("kind", "identity", name=op.f("uq_inputs_kind")),
    )
    op.create_table(
        "invitations",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column(
            "secret", sa.Text(), nullable=False, comment="SHA-256 of what stands in the link"
        ),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), server_default="", nullable=False, comment="JSON list"),
        sa.Column("regions", sa.Text(), server_default="", nullable=False, comment="JSON list"),
        sa.Column("interests", sa.Text(), server_default="", nullable=False, comment="JSON list"),
        sa.Column(
            "until", sa.Text(), server_default="", nullable=False, comment="last day, ISO 8601"
        ),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_invitations_act")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_invitations")),
        sa.UniqueConstraint("invitation", name=op.f("uq_invitations_invitation")),
    )
    op.create_table(
        "people",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column(
            "issuer",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="of the sign-in; blank = has not signed in yet",
        ),
        sa.Column(
            "subject",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="who they are to the issuer",
        ),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), server_default="", nullable=False, comment="JSON list"),
        sa.Column(
            "regions", sa.Text(), server_default="", nullable=False, comment="JSON list; * = all"
        ),
        sa.Column(
            "interests",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON list of ids of candidates and partners",
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "invitation", sa.Text(), server_default="", nullable=False, comment="by which they came"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_people_act")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_people")),
        sa.UniqueConstraint("person", "version", name=op.f("uq_people_person")),
    )
    op.create_table(
        "rounds",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "dataset",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="identity of the inputs",
        ),
        sa.Column(
            "configuration",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="identity of the inputs",
        ),
        sa.Column("scenario", sa.Text(), server_default="", nullable=False, comment="JSON: levers"),
        sa.Column(
            "plan",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="key of the answer that is recommended",
        ),
        sa.Column("previous", sa.Text(), nullable=True),
        sa.Column(
            "rating_until",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="last day, ISO 8601; blank = not set",
        ),
        sa.Column(
            "review_until",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="last day, ISO 8601; blank = not set",
        ),
        sa.Column("requirements", sa.Text(), server_default="", nullable=False, comment="JSON"),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_rounds_act")),
        sa.ForeignKeyConstraint(["previous"], ["rounds.round"], name=op.f("fk_rounds_previous")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_rounds")),
        sa.UniqueConstraint("round", name=op.f("uq_rounds_round")),
    )
    op.create_table(
        "scenarios",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scenario", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "levers",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON; blank = taken away",
        ),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("dataset", sa.Text(), server_default="", nullable=False),
        sa.Column("configuration", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "came_from",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="scenario and version",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_scenarios_act")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_scenarios")),
        sa.UniqueConstraint("scenario", "version", name=op.f("uq_scenarios_scenario")),
    )
    op.create_table(
        "accepted",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column(
            "value",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON; blank = taken back",
        ),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_accepted_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_accepted_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_accepted")),
        sa.UniqueConstraint(
            "round", "candidate", "measure", "version", name=op.f("uq_accepted_round")
        ),
    )
    op.create_table(
        "comments",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column(
            "name",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="who says so, as given; blank = not given",
        ),
        sa.Column("view", sa.Text(), nullable=False, comment="agree, disagree, comment"),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "votes", sa.Integer(), server_default="0", nullable=False, comment="who supported it"
        ),
        sa.Column(
            "source",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="web, or the file that it came from",
        ),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_comments_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_comments_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_comments")),
        sa.UniqueConstraint("round", "comment", "version", name=op.f("uq_comments_round")),
    )
    op.create_table(
        "outcomes",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Text(),
            nullable=False,
            comment="service:…, weeks:team, usd:fund or a measure",
        ),
        sa.Column(
            "value",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON; blank = taken back",
        ),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_outcomes_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_outcomes_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_outcomes")),
        sa.UniqueConstraint(
            "round", "candidate", "period", "measure", "version", name=op.f("uq_outcomes_round")
        ),
    )
    op.create_table(
        "overrides",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False, comment="in, out; blank = taken back"),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "answer",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="key of the answer that tells the price",
        ),
        sa.Column(
            "price",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON: points, between low and high",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_overrides_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_overrides_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_overrides")),
        sa.UniqueConstraint("round", "candidate", "version", name=op.f("uq_overrides_round")),
    )
    op.create_table(
        "ratings",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column(
            "value",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON: a number, or the label of a level; blank = taken back",
        ),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_ratings_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_ratings_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_ratings")),
        sa.UniqueConstraint(
            "round", "person", "candidate", "measure", "version", name=op.f("uq_ratings_round")
        ),
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.create_index("ix_ratings_round_person", ["round", "person"], unique=False)

    op.create_table(
        "recusals",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_recusals_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_recusals_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_recusals")),
        sa.UniqueConstraint(
            "round", "person", "candidate", "version", name=op.f("uq_recusals_round")
        ),
    )
    op.create_table(
        "signatures",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column(
            "region", sa.Text(), server_default="", nullable=False, comment="blank = the whole list"
        ),
        sa.Column(
            "list", sa.Text(), server_default="", nullable=False, comment="JSON list of candidates"
        ),
        sa.Column(
            "counts",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="JSON: who answered, agreed, objected, was recused",
        ),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_signatures_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_signatures_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_signatures")),
        sa.UniqueConstraint("round", "region", "version", name=op.f("uq_signatures_round")),
    )
    op.create_table(
        "stances",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column(
            "stance", sa.Text(), nullable=False, comment="agree, object, unsure; blank = taken back"
        ),
        sa.Column(
            "about",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="what is objected to: figure, rating, partner, rule, other",
        ),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_stances_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_stances_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_stances")),
        sa.UniqueConstraint(
            "round", "person", "candidate", "version", name=op.f("uq_stances_round")
        ),
    )
    with op.batch_alter_table("stances", schema=None) as batch_op:
        batch_op.create_index("ix_stances_round_person", ["round", "person"], unique=False)

    op.create_table(
        "states",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(version = 0 AND state = 'draft') OR (version = 1 AND state = 'rating') OR (version = 2 AND state = 'review') OR (version = 3 AND state = 'decided') OR (version = 4 AND state = 'closed')",
            name=op.f("ck_states_order"),
        ),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_states_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_states_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_states")),
        sa.UniqueConstraint("round", "version", name=op.f("uq_states_round")),
    )
    op.create_table(
        "supports",
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("voter", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act"], ["trail.number"], name=op.f("fk_supports_act")),
        sa.ForeignKeyConstraint(["round"], ["rounds.round"], name=op.f("fk_supports_round")),
        sa.PrimaryKeyConstraint("act", "part", name=op.f("pk_supports")),
        sa.UniqueConstraint("round", "comment", "voter", name=op.f("uq_supports_round")),
    )


def downgrade() -> None:
    """Bring the records down."""
    op.drop_table("supports")
    op.drop_table("states")
    with op.batch_alter_table("stances", schema=None) as batch_op:
        batch_op.drop_index("ix_stances_round_person")

    op.drop_table("stances")
    op.drop_table("signatures")
    op.drop_table("recusals")
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.drop_index("ix_ratings_round_person")

    op.drop_table("ratings")
    op.drop_table("overrides")
    op.drop_table("outcomes")
    op.drop_table("comments")
    op.drop_table("accepted")
    op.drop_table("scenarios")
    op.drop_table("rounds")
    op.drop_table("people")
    op.drop_table("invitations")
    op.drop_table("inputs")
    op.drop_table("answers")
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.drop_index("ix_trail_about")

    op.drop_table("trail")
    op.drop_table("drafts")
