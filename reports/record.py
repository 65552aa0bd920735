"""The decision record in words: what it holds, and whether it holds when it is looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from optimizer.why.overruling import Overruling
from questions.recheck import PLAN, Decision, Mismatch, Rechecked
from reports import alternatives, explain, plan
from reports.report import Column, Note, Report, Row, Section, Table
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
    "words": "the words are not those that the answer gives",
    "changed": "the file is not as it was made",
    "missing": "the file is missing",
    "added": "the file was added",
    "seal": "the list of files is not the one that was sealed",
    "noted": "the seal is not the one that was noted",
    "archive": "the archive around the files is not as it was made",
    "inputs": "the tables or the settings are not those that are stated",
}
"""Kind of what is wrong → in words."""
ADDED_UP = ("conditions", "value", "price")
"""What adding up finds; else it is searching, or words."""
HELD = (
    (
        "One archive from which anybody can make the decision again: tables, settings, levers, "
        "plan and brief, with the hash of every file."
    ),
    (
        "On the command line, focus record adds other lists, prices and what was decided in a "
        "round; focus verify checks it; focus publish makes public pages of it."
    ),
)
"""What a page says of the record."""
NOTE_SEAL = (
    "Note the seal elsewhere, say in the minutes: focus verify --seal shows that it is the same."
)


def reports(decision: Decision, setting: Setting) -> dict[str, Report]:
    """Return what is said of a decision: name → report, without what differs from run to run."""
    setting = replace(setting, plan=decision.planned.plan)
    brief = plan.brief(decision.planned, setting)
    told = {"plan": plan.report(decision.planned, setting)}
    if decision.alternatives:
        told["alternatives"] = alternatives.report(
            decision.alternatives, setting, plan=brief, asked=len(decision.alternatives),
            differ=decision.differ,
        )  # fmt: skip
    if decision.overrulings:
        told["prices"] = prices(decision, setting)
    facts = ("seconds", "work")
    return {
        name: replace(one, facts={key: fact for key, fact in one.facts.items() if key not in facts})
        for name, one in told.items()
    }


def prices(decision: Decision, setting: Setting) -> Report:
    """Return what overruling the plan on each candidate looked at would cost."""
    rows = tuple(
        {
            **setting.who(one.candidate),
            "forced": one.forced,
            "side": "put in" if one.forced == "in" else "left out",
            "status": one.status,
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
        Section("prices", tables=(Table("prices", PRICES, rows),)),))  # fmt: skip


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
        files: how many it has.
        seal: hash of its list of files.
        holds: what is in it, in words.
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
    stopped: bool = False,
) -> Report:
    """Return whether a record holds.

    Args:
        title: of what it is the record; blank where that cannot be read.
        seal: hash of its list of files, as it is now.
        faults: kind and file of what is wrong with its files.
        files: how many were looked at.
        checked: what came of adding up and of searching again; None = it could not be read.
        setting: names; None = it could not be read.
        stopped: whether the search was ended early.
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
    return Report(
        id="verify",
        title="Does the record hold?",
        answer=_answer(title, wrong, files, checked),
        text=("The search was ended early, so the plan was not made again.",) if stopped else (),
        sections=(
            Section("faults", "What does not hold" if wrong else "",
                    tables=(Table("faults", FAULTS, tuple(wrong)),)),
            Section("checks", "What was looked at",
                    tables=(Table("checks", CHECKS, tuple(_checks(faults, files, checked))),)),
        ),
        notes=(Note("reading", f"Seal: {seal}."),) if seal else (),
        facts={"holds": not wrong, "seal": seal, "title": title},
    )  # fmt: skip


def _where(about: str, setting: Setting | None) -> str:
    if about == PLAN:
        return "The plan"
    known = setting is not None and about in setting.dataset.by_id
    return setting.label(about) if known and setting is not None else about


def _answer(title: str, wrong: Sequence[Row], files: int, checked: Rechecked | None) -> str:
    of = f" of “{title}”" if title else ""
    if wrong:
        first = wrong[0]
        more = len(wrong) - 1
        rest = f" and {count(more, 'more thing')}" if more else ""
        return f"The record{of} does not hold: {first['where']}: {first['wrong']}{rest}."
    again = ""
    if checked is not None and checked.planned is not None:
        again = f", and the plan was made again by {checked.solver} within what is stated of it"
    return f"The record{of} holds: {count(files, 'file')} as they were made{again}."


def _checks(
    faults: Sequence[tuple[str, str]], files: int, checked: Rechecked | None
) -> Iterator[Row]:
    yield _check("Files, by their hashes", files, len(faults))
    if checked is not None:
        words = sum(one.what == "words" for one in checked.mismatches)
        added = sum(one.what in ADDED_UP for one in checked.mismatches)
        rest = len(checked.mismatches) - words - added
        yield _check("Plans and prices, added up anew", checked.added_up, added)
        yield _check(f"Searches made again, by {checked.solver}", checked.searched, rest)
        yield _check("Reports, told anew", checked.reports, words)


def _check(what: str, times: int, wrong: int) -> Row:
    outcome = "not looked at" if not times else "holds" if not wrong else "does not hold"
    return {"what": what, "times": times, "outcome": outcome}
