"""``focus learn``: did a list lead to results, and what foresaw them?"""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import Asked, Out, given, options, switch


@dataclass(frozen=True)
class LearnOptions:
    """The options of the command itself, as typed."""

    until: str | None = given(
        "DATE",
        "What is known by then counts as afterwards: a year, a month or a day. Default: all.",
    )
    past: str | None = given(
        "COLUMN=VALUE",
        "The list: who has this value in candidates.csv. Default: the list in force.",
        "--list",
    )
    chances: bool = switch(
        "Instead: what foresaw which commitments of earlier years led to results."
    )
    stated: list[str] | None = given(
        "RECORD.zip|ROUND",
        "Instead: a decision record or a closed round; several, in order, tell whether the shares "
        "that earlier ones stated held. rounds: every closed round.",
    )
    records: str | None = given(
        "ADDRESS",
        "With --stated: where rounds are kept; of decision records, for what became of their "
        "lists, too. Default, where a round is named: FOCUS_RECORDS, else the data folder.",
    )
    history: Path | None = given(
        "TABLE",
        "With --chances: a table of earlier commitments. Default: the IRM's public codings.",
    )
    by: str | None = given(
        "YEAR",
        "With --chances: the last year whose reports count. Default: the one before the cycle's.",
    )


@options(levers=("weights", "measures"), search=())
def learn(*, asked: Asked, out: Out, wanted: LearnOptions) -> None:
    """Say whether those on a list changed more than like ones that were not chosen.

    For every measure with figures before and after. The bundled data have those of the years to
    2023.

    For example:

      focus learn
          The list of 2020, and what the indices say of it since.

      focus learn --until 2021
          Only one year later.

      focus learn --list considered_2020=yes
          Another list.

      focus learn --chances
          What foresaw which commitments were completed and led to strong results, by the IRM's
          codings known by 2019, and what came after.

      focus learn --chances --history mine.csv --by 2022
          The same of a table of your own; docs/learn.md says which columns it has.

      focus learn --stated 2020.zip --stated 2021.zip --stated 2022.zip
          Of all that earlier decision records gave a share of 70 to 90 %, how many were in the
          next list.

      focus learn --stated rounds
          The same of the closed rounds of the records, and which of it led to results.
    """
    from app.cli.learning import tell

    tell(asked, wanted, out)
