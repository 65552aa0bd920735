"""What only people can rate: who has rated, how far they agree, and what that does to the plan."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from config.rated import levels_of
from optimizer.standing import closed
from questions.disagreement import ENDS, Disagreement, End
from records import ratings
from records.permissions import Person
from records.ratings import Accepted, Given, Panel, Thing
from records.view import View
from reports.columns import CANDIDATE, KIND, MEASURE, WHO
from reports.report import Column, Note, Report, Row, Section, Table, picked, tabled
from reports.setting import Setting
from reports.taskforce import recusal_words, region_words, who
from reports.words import (
    count,
    count_of,
    day,
    figure,
    listing,
    mid_sentence,
    moment,
    sentence,
    verb,
)

RELIABLE, TENTATIVE = 0.8, 2 / 3
"""Alpha from which ratings count as reliable, and from which as good enough for a first look
(Krippendorff, *Content Analysis*, 2004, chapter 11)."""
FEW = 3
"""Things that several people rated, below which nothing is said of how far they agree."""
AT: Mapping[End, str] = {
    "lowest": "at the lowest ratings",
    "middle": "at the medians",
    "highest": "at the highest",
}
"""What the plans of a disagreement are called."""
COLUMNS = (
    CANDIDATE, Column("measure_label", "Measure"), Column("yours", "Your rating"),
    Column("panel", "The panel", "sentence"), Column("accepted_words", "Accepted"),
    Column("recorded_words", "Known before", narrow=False),
    Column("you_are_recused", "You are recused", roomy=True),
)  # fmt: skip
SAYINGS = (
    Column("measure_label", "Measure"), WHO, Column("value_words", "Rates"),
    Column("reason", "Because", "sentence"), Column("when", "When", narrow=False),
)  # fmt: skip
AGREEMENT = (
    MEASURE, Column("agreement", "How far"), Column("panels", "Rated by several", "count"),
    Column("alpha", "Alpha", "number", digits=2, help="Krippendorff's alpha: 1 = all agree, 0 = no "
           "more than by chance."),
)  # fmt: skip
PEOPLE = (
    WHO, Column("done", "Has rated", "count"), Column("asked", "Of", "count"),
)  # fmt: skip
MISSING = (
    MEASURE, KIND, Column("missing", "Missing for", "count"),
    Column("of", "Of", "count"),
)  # fmt: skip
SWAYED = (CANDIDATE, *(Column(end, sentence(AT[end]).removesuffix("."), "yes") for end in ENDS))
BLIND = "What others rate is shown once one's own rating of the same is in."
NOT_ALL = (
    "Three plans are compared: all ratings at their lowest, at their medians, at their highest. "
    "Some low and others high may ask for yet another list."
)
EVIDENCE = (
    "Accepted ratings count as evidence from then on: with basis judgement, the round as source, "
    "and the panel's range."
)


def report(
    view: View,
    region: str,
    person: Person,
    setting: Setting,
    *,
    disagreement: Disagreement | None = None,
) -> Report:
    """Return the ratings of a region, as somebody may see them.

    Args:
        region: whose candidates they are about; blank = of what lies in no region.
        setting: of ``view.rated``.
        disagreement: what it does to the plan that they differ (of ``view.panels``), where known.
    """
    rows = list(_rows(view, region, person, setting))
    panels = [one for one in view.panels(person, region) if len(one.given) > 1]
    differ = any(one.lowest != one.highest for one in panels)
    missing = list(_missing(rows, setting))
    return Report(
        id="rating",
        title=f"Ratings: {region_words(region)}",
        answer=_answer(view, region, person, rows),
        text=_still(missing),
        sections=(
            tabled("ratings", "What only people can rate", COLUMNS, rows, most=20),
            _sayings(view, person, region, setting),
            _agreement(view, panels, setting),
            _disagreement(disagreement if differ else None, setting),
            tabled("people", "Who has rated", PEOPLE, _people(view, region, person, rows)),
            tabled("missing", "What is still missing", MISSING, missing),
        ),
        notes=tuple(_notes(view, compared=differ and disagreement is not None)),
        facts={"region": region, "round": view.round.id, "state": view.round.state},
    )  # fmt: skip


def things(view: View, region: str, setting: Setting) -> tuple[Thing, ...]:
    """Return what a region's people are asked to rate: candidate and measure, in order.

    Those that no plan can hold are left out, unless somebody has rated them all the same.
    """
    barred = {one for one, state in setting.scorecard.gate.items() if state == "fail"}
    shut = closed(setting.problem) | barred
    asked = [
        (candidate, measure)
        for candidate in setting.candidates
        if setting.dataset.by_id[candidate].region == region and candidate not in shut
        for measure in ratings.measures(view.study, candidate)
    ]
    said = {one.thing for one in view.given}
    said |= {(one.candidate, one.measure) for one in view.accepted}
    mine = [one for one in sorted(said) if setting.dataset.by_id[one[0]].region == region]
    return tuple(dict.fromkeys((*asked, *mine)))


def _rows(view: View, region: str, person: Person, setting: Setting) -> Iterator[Row]:
    given: dict[Thing, list[Given]] = {}
    for one in view.given:
        given.setdefault(one.thing, []).append(one)
    panels = {(one.candidate, one.measure): one for one in view.panels(person, region)}
    agreed = {(one.candidate, one.measure): one for one in view.accepted}
    recorded = {(row.candidate, row.measure): row for row in view.study.dataset.evidence}
    for thing in things(view, region, setting):
        candidate, measure = thing
        kind = setting.kinds[setting.kind(candidate)]
        said, panel = given.get(thing, []), panels.get(thing)
        mine = next((one for one in said if one.person == person.id), None)
        row, recusal = recorded.get(thing), view.recused.get(person.id, {}).get(candidate)
        accepted = agreed.get(thing)
        yield {
            **setting.who(candidate),
            "measure": measure,
            "measure_label": setting.measure(measure),
            "levels": levels_of(kind, measure),
            "scale": setting.measures[measure].scale,
            **picked(mine, "value", "low", "high"),
            "reason": "" if mine is None else mine.reason,
            "seen": 0 if mine is None else mine.version,
            "yours": None if mine is None else figure(mine.value),
            "raters": len(said),
            "open": panel is not None,
            **picked(panel, "middle", "lowest", "highest"),
            "panel": _panel(panel, len(said)),
            "accepted": None if accepted is None else accepted.value,
            **{f"accepted_{end}": at for end, at in picked(accepted, "low", "high").items()},
            "accepted_seen": 0 if accepted is None else accepted.version,
            "accepted_words": None if accepted is None else accepted_words(accepted),
            "recorded": None if row is None else row.value,
            "recorded_words": "missing" if row is None else figure(row.value),
            "you_are_recused": recusal_words(recusal, setting, own=True) if recusal else "",
        }


def _panel(panel: Panel | None, raters: int) -> str | None:
    """Return what a panel says, or how many have rated where one may not see more."""
    if panel is None:
        if not raters:
            return None
        return f"{raters} {'has' if raters == 1 else 'have'} rated; shown once your own is in"
    number = len(panel.given)
    if panel.lowest == panel.highest:
        alike = "" if number == 1 else f", all {number} alike"
        return f"{figure(panel.middle)}{alike}"
    ends = f"{figure(panel.lowest)} to {figure(panel.highest)}"
    return f"{ends}; median {figure(panel.middle)} ({count(number, 'person', 'people')})"


def accepted_words(one: Accepted) -> str:
    """Return an accepted rating with its range."""
    if one.low is None and one.high is None:
        return figure(one.value)
    ends = (one.value if one.low is None else one.low, one.value if one.high is None else one.high)
    return f"{figure(one.value)} ({figure(ends[0])} to {figure(ends[1])})"


def _sayings(view: View, person: Person, region: str, setting: Setting) -> Section:
    said = tuple(
        {
            **picked(one, "measure", "value", "low", "high", "reason", "at"),
            "id": panel.candidate,
            "label": setting.label(panel.candidate),
            "measure_label": setting.measure(panel.measure),
            "who": who(one.person, view, person.id),
            "value_words": figure(one.value),
            "when": moment(one.at),
        }
        for panel in view.panels(person, region)
        for one in panel.given
    )
    return tabled("sayings", "Who rates what, and why", SAYINGS, said, by=CANDIDATE, most=20)


def _agreement(view: View, panels: Sequence[Panel], setting: Setting) -> Section:
    numbers = Counter(panel.measure for panel in panels)
    found = {measure: ratings.agreement(panels, view.study, measure) for measure in sorted(numbers)}
    rows = tuple(
        {
            "measure": measure,
            "label": setting.measure(measure),
            "alpha": alpha if numbers[measure] >= FEW else None,
            "agreement": agreement_words(alpha, numbers[measure]),
            "panels": numbers[measure],
        }
        for measure, alpha in found.items()
    )
    text = [
        f"On {mid_sentence(setting.measure(measure))} {agreement_words(alpha, numbers[measure])}."
        for measure, alpha in found.items()
    ]
    return tabled("agreement", "How far they agree", AGREEMENT, rows, said=text)


def agreement_words(alpha: float | None, panels: int) -> str:
    """Return how far people agree who rate the same things, by Krippendorff's alpha.

    Args:
        alpha: None = nothing differs.
        panels: things that several people rated.
    """
    if alpha is None:
        return "all who rate the same say the same"
    if panels < FEW:
        return "too little is rated by several to say how far they agree"
    if alpha >= RELIABLE:
        return "they agree well"
    if alpha >= TENTATIVE:
        return "they agree, enough for a first look"
    return "they agree little" if alpha > 0 else "they agree no more than by chance"


def _disagreement(found: Disagreement | None, setting: Setting) -> Section:
    title = "What the disagreement does to the plan"
    if found is None:
        return Section("disagreement", tables=(Table("swayed", SWAYED, ()),))
    none = [AT[end] for end in ENDS if not found.plans[end].found]
    if none:
        said = (f"There is no plan that meets all conditions {listing(none)}.",)
        return Section("disagreement", title, said, tables=(Table("swayed", SWAYED, ()),))
    rows = tuple(
        {
            "id": one,
            "label": setting.label(one),
            **{end: one in found.plans[end].ids for end in ENDS},
        }
        for one in found.swayed
    )
    said = (disagreement_words(found, setting),)
    return Section("disagreement", title, said, tables=(Table("swayed", SWAYED, rows),))


def disagreement_words(found: Disagreement, setting: Setting) -> str:
    """Return what the disagreement does to the plan, in a sentence."""
    if not found.swayed:
        return "None: at the lowest ratings, the medians and the highest the list is the same."
    number = len(found.swayed)
    names = listing([setting.label(one) for one in found.swayed])
    return (
        f"{names} {verb(number, 'depend')} on whose ratings one takes; "
        f"{count(len(found.firm), 'other is', 'others are')} in whatever they are."
    )


def _missing(rows: Sequence[Row], setting: Setting) -> Iterator[Row]:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["kind"], row["measure"]), []).append(row)
    for (kind, measure), own in groups.items():
        lack = [row for row in own if row["recorded"] is None and row["accepted"] is None]
        if lack:
            yield {
                "measure": measure,
                "label": setting.measure(measure),
                "kind": kind,
                "kind_label": setting.kinds[kind].singular,
                "missing": len(lack),
                "lack": count_of(len(lack), setting.kinds[kind]),
                "of": len(own),
                "candidates": tuple(row["id"] for row in lack),
            }


def _people(view: View, region: str, person: Person, rows: Sequence[Row]) -> Iterator[Row]:
    for one in raters(view, region):
        mine = [row for row in rows if row["id"] not in view.recused.get(one.id, {})]
        asked = {(row["id"], row["measure"]) for row in mine}
        done = {given.thing for given in view.given if given.person == one.id} & asked
        yield {
            "person": one.id,
            "who": "you" if one.id == person.id else view.names[one.id],
            "done": len(done),
            "asked": len(asked),
        }


def raters(view: View, region: str) -> tuple[Person, ...]:
    """Return who is asked to rate the candidates of a region."""
    return tuple(
        one
        for one in view.people
        if one.active and one.roles & {"rater", "member", "chair"} and one.of_region(region)
    )


def _answer(view: View, region: str, person: Person, rows: Sequence[Row]) -> str:
    people = list(_people(view, region, person, rows))
    begun = sum(row["done"] > 0 for row in people)
    until, state = view.round.rating_until, view.round.state
    when = {
        "draft": "the round has not begun yet",
        "rating": f"ratings close on {day(until, year=False)}" if until else (
            "no day is set for the close of ratings"
        ),
    }.get(state, "ratings are over")  # fmt: skip
    mine = next((row for row in people if row["person"] == person.id), None)
    own = "" if mine is None else f"you have rated {mine['done']} of {mine['asked']}"
    said = f"{begun} of {count(len(people), 'person', 'people')} {verb(begun, 'have')} rated"
    if not rows:
        said, own = "there is nothing that only people can rate", ""
    elif not people:
        said = "nobody is asked to rate yet"
    return sentence(f"{region_words(region)}: {'; '.join(filter(None, (said, own, when)))}")


def _still(missing: Sequence[Row]) -> tuple[str, ...]:
    lack = listing([f"{mid_sentence(row['label'])} for {row['lack']}" for row in missing])
    return (f"Still missing, and only people can rate it: {lack}.",) if missing else ()


def _notes(view: View, *, compared: bool) -> Iterator[Note]:
    if view.round.state in ("draft", "rating"):
        yield Note("reading", BLIND)
    yield Note("reading", EVIDENCE)
    if compared:
        yield Note("reading", NOT_ALL)
