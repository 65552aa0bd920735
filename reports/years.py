"""Year after year: how the list would have moved, why, and what holding still would have cost."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from optimizer.attribution import Move
from optimizer.levers import canonical
from optimizer.rounds import Cause
from optimizer.stop import By
from questions.years import YearList, Years
from reports.columns import NAME
from reports.reassess import CAUSES, score_said, why
from reports.report import Column, Note, Report, Row, Section, Table, tabled
from reports.setting import Setting
from reports.words import (
    between,
    count,
    day,
    listing,
    moves,
    points,
    sentence,
    so_many,
    spelled,
    verb,
)
from reports.worth import aside
from scoring.difference import Cause as ScoreCause
from scoring.difference import score_changes

TITLE = "Year after year: how would the list have moved?"
HELD = "What would holding still have cost?"
MOVED = "Who enters, who leaves, and why"
LEAST = 1.0
"""Points by which a score has to move to be told."""
LISTED = ScoreCause.LIST_IN_FORCE
FEW = 12
"""Candidates named in a sentence before they are only counted."""


def report(
    found: Years | None,
    setting: Setting,
    *,
    later: Mapping[str, Setting],
    stopped: By | None = None,
) -> Report:
    """Return the lists of several years, what each change came from, and what it was worth.

    Args:
        found: the lists; None where the work was ended before there was anything.
        setting: of the first list.
        later: vintage of each later list → its setting, for labels and criteria.
    """
    facts = {"scenario": canonical(setting.scenario), "interrupted": stopped == "person"}
    if found is None or not found.lists[0].plan.found:
        text = (
            "The search was ended before there was a second list."
            if found is None
            else "There is no plan to begin with, so no list can follow it."
        )
        return Report("years", TITLE, text, facts={**facts, "status": "unknown"})
    moves = list(_moves(found, setting, later))
    sections = [
        Section("steady", HELD, items=tuple(_steady(found, setting))),
        Section(
            "by_year",
            "From year to year",
            items=tuple(_by_year(found, setting)),
            tables=(Table("years", YEARS, tuple(_rows(found))),),
        ),
        tabled("moves", MOVED if moves else "", MOVES, moves),
        _in_lists(found, setting),
        _scores(setting, later[found.lists[-1].as_of]),
    ]
    return Report(
        id="years",
        title=TITLE,
        answer=_answer(found),
        text=tuple(_text(found)),
        sections=tuple(sections),
        notes=tuple(_notes(found, setting, later)),
        facts={
            **facts,
            "status": "done",
            "lists": [
                {
                    "as_of": one.as_of,
                    "focus": sorted(one.plan.ids),
                    "without_a_list": sorted(one.free),
                    "value": one.plan.value,
                    "bound": one.plan.bound,
                }
                for one in found.lists
            ],
        },
    )


YEARS = (
    Column("as_of", "List as of"),
    Column("entered", "Enter", "count"),
    Column("left", "Leave", "count"),
    Column("stayed", "Stay", "count"),
    Column("worth", "Worth of the change", "points"),
    Column("free", "Would change without a price", "count", narrow=False),
)
MOVES = (
    Column("year", "List of"),
    NAME,
    Column("move", "Move"),
    Column("why", "Why"),
    Column("score", "Score", narrow=False),
)
SCORES = (
    NAME,
    Column("before", "Score before", "score", 1),
    Column("change", "Change", "points"),
    Column("said", "Most of it"),
)


def _year(one: YearList) -> str:
    return one.as_of[:4]


def _answer(found: Years) -> str:
    first, last = found.lists[0], found.lists[-1]
    areas = count(len(first.plan.ids), "focus area")
    later = [_year(one) for one in found.lists[1:]]
    entered = [len(found.entered(place)) for place in range(1, len(found.lists))]
    left = [len(found.left(place)) for place in range(1, len(found.lists))]
    if not sum(entered) + sum(left):
        return sentence(
            f"The list of {_year(first)} holds through {_year(last)}: none of its {areas} leaves, "
            "and nobody enters"
        )
    stay = len(first.plan.ids & last.plan.ids)
    changes = [
        f"{spelled(number) if number else 'none'} in {year}"
        for number, year in zip(entered, later, strict=True)
    ]
    return sentence(
        f"Of the {areas} of {_year(first)}, {stay} {verb(stay, 'are')} still in the list of "
        f"{_year(last)}; new ones: {listing(changes)}"
    )


def _text(found: Years) -> Iterator[str]:
    """Yield how much of the movement is settled, in a sentence."""
    open_ = [
        _year(one)
        for place, one in enumerate(found.lists)
        if place and found.entered(place) | found.left(place)
        and one.worth is not None and one.worth.low <= 0
    ]  # fmt: skip
    if open_:
        yield (
            f"In {listing(open_)} it is not proven that changing the list was worth anything: "
            "whoever had kept it would have lost no more than is left open by the search."
        )


def _steady(found: Years, setting: Setting) -> Iterator[str]:
    """Yield what each change is worth against keeping everybody, and what the price holds still."""
    for place in range(1, len(found.lists)):
        one = found.lists[place]
        if not one.plan.found:
            continue
        if one.cannot_stay:
            names = listing(setting.labels(one.cannot_stay), FEW)
            yield f"{_year(one)}: {names} may not stay, whatever it costs."
        if one.worth is None:
            yield f"{_year(one)}: no list keeps all others of the year before, either."
            continue
        figure = one.worth.estimate
        told = (
            f"{points(figure)}{aside(figure, setting)} ({between(one.worth)}, proven)"
            if figure is not None
            else f"{between(one.worth)} (proven)"
        )
        yield f"{_year(one)}: keeping all of the year before who may stay costs {told}."
    first, last = found.lists[0].free, found.lists[-1].free
    held = sum(len(found.entered(place)) for place in range(1, len(found.lists)))
    turns = [len(after.free - before.free) for before, after in pairwise(found.lists)]
    by_year = f" ({listing(map(str, turns))})" if len(turns) > 1 else ""
    yield (
        "As if each year began anew, with no list in force and no price for dropping, "
        f"{sum(turns)} would have come in over the years{by_year}; "
        f"with them {so_many(held, 'do')}."
    )
    for before, after in pairwise(found.lists):
        anew = _moving(after.free - before.free, before.free - after.free, setting)
        if anew:
            yield sentence(f"{_year(after)}, begun anew: {listing(anew)}")
    if first != last:
        yield (
            f"Of the {len(first)} that would be chosen anew in {_year(found.lists[0])}, "
            f"{len(first & last)} would be in {_year(found.lists[-1])}. Plans are proven to a part "
            "of a percent only, so that some of this is chance among near-equals."
        )


def _by_year(found: Years, setting: Setting) -> Iterator[str]:
    for place in range(1, len(found.lists)):
        one = found.lists[place]
        if not one.plan.found:
            yield f"{_year(one)}: no plan meets all conditions."
            continue
        told = _moving(found.entered(place), found.left(place), setting)
        yield sentence(f"{_year(one)}: {listing(told) if told else 'the list stays as it is'}")


def _moving(enter: Iterable[str], leave: Iterable[str], setting: Setting) -> list[str]:
    new, gone = (sorted(map(setting.label, ids)) for ids in (enter, leave))
    return moves((new, "enter"), (gone, "leave"), most=FEW)


def _rows(found: Years) -> Iterator[Row]:
    for place in range(1, len(found.lists)):
        one, before = found.lists[place], found.lists[place - 1]
        yield {
            "as_of": _year(one),
            "entered": len(found.entered(place)),
            "left": len(found.left(place)),
            "stayed": len(one.plan.ids & before.plan.ids),
            "worth": one.worth,
            "free": len(one.free - before.free),
        }


def _moves(found: Years, setting: Setting, later: Mapping[str, Setting]) -> Iterator[Row]:
    for place in range(1, len(found.lists)):
        one = found.lists[place]
        now = later[one.as_of]
        known: Mapping[str, Move] = {move.id: move for move in one.moves}
        scores = {change.candidate: change for change in one.scores}
        for ids, does in ((found.entered(place), "enters"), (found.left(place), "leaves")):
            for who in sorted(ids, key=lambda one: (setting.kind(one) or "", setting.label(one))):
                move = known.get(who)
                gate = who in one.cannot_stay
                shares = {} if move is None else dict(move.shares)
                yield {
                    "year": _year(one),
                    "id": who,
                    "name": now.label(who),
                    "move": does,
                    "why": "behind a gate or a rule now" if gate
                    else "not told: another plan as good was found on the way" if move is None
                    else why(move),
                    "score": "" if move is None and who not in scores
                    else score_said(scores.get(who), now.kind(who), now),
                    "shares": {cause.name.lower(): share for cause, share in shares.items()},
                }  # fmt: skip


def _in_lists(found: Years, setting: Setting) -> Section:
    """Return everybody who is in some list and not in all, list by list."""
    ever: frozenset[str] = frozenset().union(*(one.plan.ids for one in found.lists))
    always = frozenset.intersection(*(one.plan.ids for one in found.lists))
    columns = [NAME]
    columns += [Column(_year(one), _year(one)) for one in found.lists]
    rows = [
        {
            "id": who,
            "name": setting.label(who),
            **{_year(one): "in" if who in one.plan.ids else "–" for one in found.lists},
        }
        for who in sorted(ever - always, key=lambda one: (setting.kind(one) or "", one))
    ]
    table = Table("in_lists", tuple(columns), tuple(rows))
    stays = f"{count(len(always), 'focus area')} {verb(len(always), 'are')} in every list."
    return Section("lists", "Who is in which list" if rows else "", (stays,), tables=(table,))


def _scores(setting: Setting, last: Setting) -> Section:
    """Return whose score moved most by what became known, the list in force left aside."""
    found: list[Row] = []
    for kind, before in setting.scorecard.kinds.items():
        criteria = setting.kinds[kind].criteria
        for change in score_changes(setting.scorecard, last.scorecard, before.ids):
            known = [one for one in change.changes if LISTED not in one.causes]
            moved = sum(one.points for one in known)
            if abs(moved) < LEAST:
                continue
            most = max(known, key=lambda one: (abs(one.points), one.criterion))
            found.append(
                {
                    "id": change.candidate,
                    "name": setting.label(change.candidate),
                    "before": change.before,
                    "change": moved,
                    "said": f"{criteria[most.criterion].label} "
                    f"({points(most.points, signed=True)})",
                }
            )
    found.sort(key=lambda row: (-abs(row["change"]), row["id"]))
    told = (
        f"{count(len(found), 'score')} moved by {LEAST:g} point or more by what became known; what "
        "the list in force adds to commitments in focus areas is left aside."
    )
    return tabled(
        "scores", "Whose score moved most, first list to last", SCORES, found, said=(told,), most=10
    )


def _notes(found: Years, setting: Setting, later: Mapping[str, Setting]) -> Iterator[Note]:
    first = found.lists[0]
    yield Note(
        "reading",
        f"Every list is made by the criteria, weights, rules, staff and money of {_year(first)}, "
        "from the same candidates; what differs is what was known, and the list of the year "
        f"before. The first is as of {day(first.as_of)}." if first.as_of
        else "Every list is made by the same criteria, weights, rules, staff and money.",
    )  # fmt: skip
    causes = {cause for one in found.lists for move in one.moves for cause in move.shares}
    if Cause.LIST in causes:
        yield Note(
            "reading",
            f"Of {CAUSES[Cause.LIST]}: who is in it costs points to drop; who has just come in is "
            "held by it, and who has left is no more.",
        )
    last = later.get(found.lists[-1].as_of)
    fed = {row.measure for one in later.values() for row in one.dataset.evidence
           if row.as_of > first.as_of}  # fmt: skip
    used = {
        use.measure
        for kind in setting.kinds.values()
        for criterion in kind.criteria.values()
        for use in criterion.measures
    }
    still = sorted(setting.measure(one) for one in used - fed if one in _known(setting))
    if last is not None and still:
        yield Note(
            "missing",
            f"No value later than {_year(first)} is on record of "
            f"{listing(still, FEW)}: they count as they were.",
        )
    if last is not None:
        yield from _not_yet(found, setting, later, used)
    gaps = [one.plan.gap for one in found.lists if one.plan.gap is not None]
    if gaps:
        yield Note(
            "proof",
            f"Each list is proven within {100 * max(gaps):.1f} % of the best possible or nearer.",
        )


def _not_yet(
    found: Years, setting: Setting, later: Mapping[str, Setting], used: Collection[str]
) -> Iterator[Note]:
    """Yield which measures of the criteria were known of nobody yet, list by list."""
    known = [_known(one) for one in (setting, *later.values())]
    ever: frozenset[str] = frozenset().union(*known)
    for one, then in zip(found.lists, known, strict=False):
        lacking = sorted(setting.measure(name) for name in (ever - then) & frozenset(used))
        if lacking:
            yield Note(
                "missing",
                f"In {_year(one)} nothing was on record yet of {listing(lacking, 2 * FEW)}: "
                "missing, and no zero.",
            )
    never = sum(setting.measures[name].derived is None
                for name in frozenset(used) - ever)  # fmt: skip
    if never and known[0] != ever:
        yield Note(
            "missing",
            f"Of {count(never, 'more measure', 'more measures')} that the criteria ask for nothing "
            "is on record in any of these years.",
        )


def _known(setting: Setting) -> frozenset[str]:
    return frozenset(row.measure for row in setting.dataset.evidence)
