"""The decision record in words: what it holds, and whether it holds when it is looked at again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.cutoff import CutOff
from optimizer.robust.sampling import Sample
from optimizer.why.overruling import Overruling
from questions.decision import ALTERNATIVE, PLAN_NAME, Decision
from questions.recheck import Looked, Mismatch, Rechecked, Step
from records.trail import Head
from records.view import View
from reports import alternatives, brief, explain, plan
from reports.report import Column, Note, Report, Row, picked, tabled
from reports.setting import Setting
from reports.words import count, listing

CHECKS = (
    Column("what", "What was looked at"), Column("times", "How many", "count"),
    Column("outcome", "Outcome"),
)  # fmt: skip
FAULTS = (
    Column("where", "Where"), Column("wrong", "What does not hold", "sentence"),
    Column("stated", "Stated"), Column("found", "Found"),
)  # fmt: skip
PRICES = (
    Column("label", "Candidate"), Column("side", "Decided otherwise"),
    Column("price", "Price, points", "points"), Column("said", "In words", "sentence"),
)  # fmt: skip
WRONG = {
    "conditions": "the plan breaks a condition",
    "value": "the plan is not worth what is stated",
    "bound": "what is proven does not fit what was found again",
    "price": "the price does not follow from its two plans",
    "none": "a plan is stated where there is none, or none where there is one",
    "list": "the list is another one",
    "details": "what is said besides does not follow from the plan",
    "words": "the words are not those that the answer gives",
    "signature": "the list that was signed is another one",
    "rating": "the rating that was accepted is not what the tables have",
    "changed": "the file is not as it was made",
    "missing": "the file is missing",
    "added": "the file was added",
    "seal": "the list of files is not the one that was sealed",
    "noted": "the seal is not the one that was noted",
    "archive": "the archive around the files is not as it was made",
    "inputs": "the tables or the settings are not those that are stated",
}
"""Kind of what is wrong → in words."""
STEPS: Mapping[Step, str] = {
    "sums": "Plans and prices, added up anew",
    "words": "Reports, told anew",
    "acts": "Decisions of the round, held against plan, tables and minutes",
    "searches": "Plan and other lists, searched for again by Focus",
    "proofs": "Bounds and what is said to be impossible, put to {solver}",
}
"""Way of looking → what is said of it."""
NOTE_TRAIL = (
    "End of the audit trail: {head}. Whoever has the records of the round sees with "
    "focus records verify --head whether it is theirs, and nothing before it was changed."
)
NOTE_SEAL = (
    "Note the seal elsewhere, say in the minutes: focus verify --seal shows that it is the same."
)


def reports(decision: Decision, setting: Setting) -> dict[str, Report]:
    """Return what is said of a decision: name → report, without what differs from run to run."""
    setting = replace(setting, plan=decision.plan)
    told = {"plan": plan.report(decision.planned, setting)}
    more = others(decision, setting)
    told |= {} if more is None else {more.id: more}
    if decision.overrulings:
        told["prices"] = prices(decision, setting)
    facts = ("seconds", "work")
    return {
        name: replace(one, facts={key: fact for key, fact in one.facts.items() if key not in facts})
        for name, one in told.items()
    }


def others(decision: Decision, setting: Setting) -> Report | None:
    """Return the other plans of a decision, the best first; None where none was found."""
    if not decision.alternatives:
        return None
    number = len(decision.alternatives)
    return alternatives.report(
        decision.best_first, setting, plan=plan.brief(decision.planned, setting), asked=number,
        differ=decision.differ,
    )  # fmt: skip


def two_pages(
    decision: Decision,
    setting: Setting,
    *,
    sample: Sample | None = None,
    line: CutOff | None = None,
    view: View | None = None,
    head: Head | None = None,
) -> Report:
    """Return the brief of a decision.

    Args:
        view: the round in which the list was looked at; None = none was.
    """
    setting = replace(setting, plan=decision.plan)
    more = others(decision, setting)
    return brief.report(
        decision.plan, setting, sample=sample, line=line, others=more, view=view, head=head
    )


def prices(decision: Decision, setting: Setting) -> Report:
    """Return what overruling the plan on each candidate looked at would cost."""
    rows = tuple(
        {
            **setting.who(one.candidate),
            **picked(one, "forced", "status"),
            "side": "put in" if one.forced == "in" else "left out",
            "price": one.points,
            "said": explain.overruling(one, setting).answer,
        }
        for one in decision.overrulings
    )
    known = [one for one in decision.overrulings if one.points is not None]
    dear = max(known, key=_found, default=None)
    said = f"What overruling would cost was worked out for {count(len(rows), 'candidate')}."
    if dear is not None:
        said += f" Dearest: {explain.overruling(dear, setting).answer}"
    return Report("prices", "What does it cost to decide otherwise?", said, sections=(
        tabled("prices", "", PRICES, rows),))  # fmt: skip


def _found(one: Overruling) -> tuple[float, str]:
    return 0.0 if one.points is None else one.points.found, one.candidate


def contents(decision: Decision, *, with_round: bool) -> tuple[str, ...]:
    """Return what a record holds, in words."""
    number, prices_of = len(decision.alternatives), len(decision.overrulings)
    found = ["the tables", "the settings", "the levers", "the plan"]
    found += [count(number, "other list")] if number else []
    found += [count(prices_of, "price")] if prices_of else []
    found += ["departures, signatures and minutes of the round"] if with_round else []
    return (*found, "the brief")


def made(title: str, files: int, seal: str, *, holds: Sequence[str]) -> Report:
    """Return that a record was made.

    Args:
        title: of what it is the record.
        seal: hash of its list of files.
    """
    return Report(
        id="record",
        title="The decision record",
        answer=f"The record of “{title}” is made: {count(files, 'file')}.",
        text=(f"It holds {listing(holds, len(holds))}.", f"Seal: {seal}."),
        notes=(Note("reading", NOTE_SEAL),),
        facts={"seal": seal, "files": files},
    )


def verified(
    title: str,
    seal: str,
    faults: Sequence[tuple[str, str]],
    files: int,
    checked: Rechecked | None,
    setting: Setting | None,
    *,
    head: Head | None = None,
    stopped: bool = False,
) -> Report:
    """Return whether a record holds.

    Args:
        title: of what it is the record; blank where that cannot be read.
        seal: hash of its list of files, as it is now.
        faults: kind and file of what is wrong with its files.
        checked: what came of looking at the rest; None = it could not be read.
        setting: names; None = it could not be read.
        head: end of the audit trail that it states; None = it is of no round.
    """
    wrong: list[Row] = [
        {"where": file, "kind": kind, "wrong": WRONG[kind], "stated": None, "found": None}
        for kind, file in faults
    ]
    mismatches: Sequence[Mismatch] = () if checked is None else checked.mismatches
    wrong += [
        {"where": _where(one.about, setting), "kind": one.what, "wrong": WRONG[one.what],
         "stated": one.stated or None, "found": one.found or None}
        for one in mismatches
    ]  # fmt: skip
    notes = [f"Seal: {seal}."] if seal else []
    notes += [NOTE_TRAIL.format(head=f"{head.number}:{head.hash}")] if head is not None else []
    return Report(
        id="verify",
        title="Does the record hold?",
        answer=_answer(title, wrong, files, checked),
        text=tuple(_left_open(checked, setting, stopped=stopped)),
        sections=(
            tabled("faults", "What does not hold", FAULTS, wrong),
            tabled("checks", "What was looked at", CHECKS, _checks(faults, files, checked)),
        ),
        notes=tuple(Note("reading", note) for note in notes),
        facts={"holds": not wrong, "seal": seal, "title": title},
    )  # fmt: skip


def _left_open(
    checked: Rechecked | None, setting: Setting | None, *, stopped: bool
) -> Iterator[str]:
    if stopped:
        yield "The search was ended early, so not all was searched for again."
    left = () if checked is None else checked.of("proofs").open
    if checked is not None and left:
        names = listing([_where(one, setting) for one in left])
        yield (
            f"{checked.solver} neither found anything better nor proved that there is nothing, "
            f"within the branches it was given: {names}."
        )


def _where(about: str, setting: Setting | None) -> str:
    if about == PLAN_NAME:
        return "The plan"
    if about.startswith(ALTERNATIVE):
        return f"Other list {about.removeprefix(ALTERNATIVE)}"
    known = setting is not None and about in setting.dataset.by_id
    return setting.label(about) if known and setting is not None else about


def _answer(title: str, wrong: Sequence[Row], files: int, checked: Rechecked | None) -> str:
    of = f" of “{title}”" if title else ""
    if wrong:
        first = wrong[0]
        more = len(wrong) - 1
        rest = f" and {count(more, 'more thing')}" if more else ""
        return f"The record{of} does not hold: {first['where']}: {first['wrong']}{rest}."
    told = [f"{count(files, 'file')} as they were made"]
    if checked is not None and checked.of("searches").times:
        told.append("the plan was made again within what is stated of it")
    proofs = None if checked is None else checked.of("proofs")
    if checked is not None and proofs is not None and proofs.times and not proofs.open:
        told.append(f"{checked.solver} found nothing that is worth more than what is stated")
    return f"The record{of} holds: {listing(told, len(told))}."


def _checks(
    faults: Sequence[tuple[str, str]], files: int, checked: Rechecked | None
) -> Iterator[Row]:
    yield _check("Files, by their hashes", Looked(step="sums", times=files), len(faults))
    if checked is None:
        return
    for step, words in STEPS.items():
        looked = checked.of(step)
        yield _check(words.format(solver=checked.solver), looked, len(looked.mismatches))


def _check(what: str, looked: Looked, wrong: int) -> Row:
    outcome = "does not hold" if wrong else "holds"
    if looked.open and not wrong:
        outcome = f"{len(looked.open)} not settled"
    return {
        "what": what,
        "times": looked.times,
        "outcome": outcome if looked.times or wrong else "not looked at",
    }
