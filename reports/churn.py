"""How much a list would change from doubt alone, so that a real change can be told from noise."""

from collections.abc import Collection, Iterator

from optimizer.robust.churn import Churn, standard_error
from optimizer.robust.sampling import Sample
from questions.reassess import Reassessed
from questions.roadmap import Roadmap
from questions.robust import SampleQuestion
from reports.beliefs import sampled
from reports.columns import CANDIDATE, KIND
from reports.report import Column, Report, Row, Section, Table
from reports.setting import Setting
from reports.words import count, listing, percent, sentence, verb

TITLE = "How much of a change is noise?"
SWITCH = "Count the changes that doubt alone would make"
HELP = (
    "Plans the list again under draws of the weights and of what is not known, with nothing new "
    "happening, and counts who enters and leaves. It takes some time in the background, and can be "
    "stopped."
)
SELDOM = 0.05
"""Share of draws below which nobody is named."""
KINDS = (
    Column("label", "Kind"),
    Column("in_force", "In the list", "number"),
    Column("expected", "Changes expected", "number", digits=1, basis="sampled"),
    Column("error", "Standard error", "number", digits=1),
    Column("known", "By what is known now", "number"),
)
WHO = (
    CANDIDATE,
    KIND,
    Column("move", "Would"),
    Column("share", "In so many draws", "share", basis="sampled", drawn=True),
    Column("known", "By what is known now", "yes"),
)


def report(
    found: Churn,
    question: SampleQuestion,
    setting: Setting,
    *,
    when: str = "",
    happened: Collection[str] | None = None,
) -> Report:
    """Return how many changes doubt alone would make.

    Args:
        when: the half-year that is drawn, in words; blank = not said.
        happened: who did enter or leave, or is planned to; None = not known.
    """
    draws = found.sample.draws
    gone = listing(map(setting.label, sorted(found.forced)), 5)
    forced = (f"Not counted, since they cannot be supported any longer: {gone}.",)
    many = None if happened is None else len(frozenset(happened) - found.forced)
    return Report(
        id="churn",
        title=TITLE,
        answer=_answer(found, when),
        text=(
            *_against(found, many),
            *(forced if found.forced else ()),
            sampled(draws, question.draws, question.uncertainty, question.seed),
        ),
        sections=(
            Section("churn", tables=(Table("churn_kinds", KINDS, tuple(_kinds(found, setting))),)),
            Section("churn_who", tables=(_who(found, setting),)),
        ),
        facts={
            "churn": {
                "draws": draws,
                "asked": question.draws,
                "expected": found.expected,
                "standard_error": found.error if draws > 1 else None,
                "nine_of_ten": found.most,
                "unchanged": found.still,
                "known": sorted(found.known),
                "happened": many,
                "forced": sorted(found.forced),
            }
        },
    )


def of_roadmap(
    sample: Sample, question: SampleQuestion, usual: Roadmap, setting: Setting
) -> Report:
    """Return how many changes doubt alone would make in the second half-year of a roadmap."""
    second = usual.half_years[1]
    return report(
        Churn(sample, question.scenario.tolerance),
        question,
        setting,
        when=setting.configuration.capacity.label(second.period),
        happened=(*second.plan.entered, *second.plan.left),
    )


def of_rounds(
    sample: Sample, question: SampleQuestion, found: Reassessed, setting: Setting
) -> Report:
    """Return how many changes doubt alone would have made of the list of an earlier round."""
    assert found.attribution is not None  # noqa: S101 (else there is nothing to hold against it)
    churn = Churn(sample, question.scenario.tolerance)
    moves = tuple(move.id for move in found.attribution.moves)
    return report(churn, question, setting, happened=moves)


def _answer(found: Churn, when: str) -> str:
    there = f" in {when}" if when else ""
    error = f"standard error {found.error:.1f}" if found.sample.draws > 1 else "of one draw"
    return (
        f"From doubt alone one must expect {found.expected:.1f} changes of a list of "
        f"{len(found.in_force)}{there} ({error}), with nothing new happening."
    )


def _against(found: Churn, happened: int | None) -> Iterator[str]:
    known = count(len(found.known), "candidate") if found.known else "nobody"
    often = "in nine of ten draws nothing changes"
    if found.most:
        changes = f"{verb(found.most, 'are')} {count(found.most, 'change')}"
        still = f"in {percent(found.still)} the list stays as it is"
        still = still if found.still else "in none does the list stay as it is"
        often = f"in nine of ten draws there {changes} at most, and {still}"
    yield sentence(f"{often}; by what is known now {known} would enter or leave")
    if not happened:
        return
    made = f"there {verb(happened, 'are')} {count(happened, 'change')}"
    if happened > found.most:
        yield sentence(f"{made}: more than doubt alone makes in nine of ten draws, so hardly noise")
    else:
        yield sentence(f"{made}: no more than doubt alone may make, so by number it may be noise")


def _kinds(found: Churn, setting: Setting) -> Iterator[Row]:
    for name, kind in setting.kinds.items():
        mine = frozenset(one for one in found.candidates if setting.kind(one) == name)
        changes = found.of(mine)
        yield {
            "kind": name,
            "label": kind.label,
            "in_force": len(found.in_force & mine),
            "expected": float(changes.mean()),
            "error": standard_error(changes) if len(changes) > 1 else None,
            "known": len(found.known & mine),
        }


def _who(found: Churn, setting: Setting) -> Table:
    told = [
        (share, one) for one, share in found.share.items() if share >= SELDOM or one in found.known
    ]
    rows = tuple(
        {
            **setting.who(one),
            "move": "leave" if one in found.in_force else "enter",
            "share": share,
            "known": one in found.known,
        }
        for share, one in sorted(told, key=lambda pair: (-pair[0], pair[1]))
    )
    return Table("churn_who", WHO, rows, title="Who would enter or leave", most=10)
