"""All rounds, the latest first."""

from collections.abc import Sequence

from records.rounds import Round
from reports.refusals import STATES
from reports.report import Column, Report, picked, tabled
from reports.words import count, day, sentence

ROUNDS = (
    Column("title", "Round"), Column("id", "Name"), Column("state_words", "State"),
    Column("opened", "Opened"), Column("until_words", "Until", narrow=False),
    Column("previous", "After", narrow=False),
)  # fmt: skip


ROUND = (
    "A round is one cycle as it is lived: people rate, each region's taskforce agrees or objects "
    "and signs, leadership decides. It keeps the data, the weights and the list that it is opened "
    "with."
)


def rounds(every: Sequence[Round]) -> Report:
    """Return all rounds, the latest first."""
    rows = tuple(
        {
            **picked(one, "id", "title", "state", "until", "previous"),
            "state_words": STATES[one.state],
            "opened": day(one.steps[0].at),
            "until_words": day(one.until) if one.until else None,
        }
        for one in reversed(every)
    )
    going = next((one for one in reversed(every) if not one.closed), None)
    answer = f"{count(len(rows), 'round')}; {'none is going on' if going is None else going.title}"
    tail = "" if going is None else f" is {STATES[going.state]}"
    return Report(
        id="rounds",
        title="Rounds",
        answer=sentence(answer + tail) if rows else "There is no round yet.",
        text=() if rows else (ROUND,),
        sections=(tabled("rounds", "", ROUNDS, rows),),
    )
