"""All rounds."""

from collections.abc import Sequence

from records.rounds import Round
from reports.report import Column, Report, tabled
from reports.round.parts import STATE_WORDS
from reports.words import count, day, sentence

ROUNDS = (
    Column("title", "Round"), Column("id", "Name"), Column("state_words", "State"),
    Column("opened", "Opened"), Column("until_words", "Until", narrow=False),
    Column("previous", "After", narrow=False),
)  # fmt: skip


def rounds(every: Sequence[Round]) -> Report:
    """Return all rounds, the latest first."""
    rows = tuple(
        {
            "id": one.id,
            "title": one.title,
            "state": one.state,
            "state_words": STATE_WORDS[one.state],
            "opened": day(one.steps[0].at),
            "until": one.until,
            "until_words": day(one.until) if one.until else None,
            "previous": one.previous,
        }
        for one in reversed(every)
    )
    going = next((one for one in reversed(every) if not one.closed), None)
    answer = f"{count(len(rows), 'round')}; {'none is going on' if going is None else going.title}"
    tail = "" if going is None else f" is {STATE_WORDS[going.state]}"
    return Report(
        id="rounds",
        title="Rounds",
        answer=sentence(answer + tail) if rows else "There is no round yet.",
        sections=(tabled("rounds", "", ROUNDS, rows),),
    )
