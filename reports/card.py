"""The card of a candidate: why it is in or out, what its score is made of, who is around it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from config.criteria import Criterion, Levels, Measure
from data.dataset import Evidence
from ecosystem.overlap import PlannedOverlap
from optimizer.plan import FocusLine
from questions.partners import AboutCandidate
from reports import events, success, vintage
from reports.columns import CRITERION, MEASURE, POINTS
from reports.evidence import between
from reports.explain import reason
from reports.openings import openings_used
from reports.partners import candidate, leads
from reports.report import Column, Note, Picture, Report, Row, Section, Table, chart, fields, tabled
from reports.setting import Setting
from reports.words import (
    MISSING,
    NEAR,
    count,
    count_of,
    figure,
    interval,
    listing,
    mid_sentence,
    passing,
    peers_words,
    percent,
    points,
    sentence,
    usd,
    weeks,
)  # fmt: skip
from scoring.bundles import parts_of
from scoring.kind_scores import CandidateScore
from scoring.profile import CriterionProfile, MeasureProfile, Profile
from scoring.value import curve, value

RELATIONS = {
    "in_country": "lies in",
    "on_theme": "is on the theme",
    "commits_on": "has commitments on",
    "part_of": "is part of",
}
UNIT = "the Support Unit"
"""Who leads what no partner leads."""
VALUES = "value:"
"""What the ids of sections on value functions begin with."""
CRITERIA = (
    CRITERION,
    POINTS,
    Column("range", "Could be", "span", digits=1),
    Column("most", "Most possible", "points", narrow=False),
    Column("rests_on", "Rests on"),
)
MEASURES = (
    MEASURE,
    Column("criterion_label", "Criterion", narrow=False),
    Column("stands_at", "Stands at"),
    Column("value", "Worth, of 100", "score"),
    Column("share", "Share of the criterion", "share", narrow=False),
)
SERVICES = (
    Column("label", "Service"),
    Column("unlocks", "Unlocks", "share"),
    Column("led_by", "Led by"),
    Column("basis", "Basis", narrow=False),
)
COSTS = (Column("label", "From"), Column("takes", "Takes"))
EVIDENCE = (
    MEASURE,
    Column("found", "Value"),
    Column("rests_on", "Rests on"),
    Column("basis", "Basis", narrow=False),
    Column("source_title", "Source", narrow=False),
    Column("range", "Range", narrow=False),
    Column("as_of", "Of", narrow=False),
    Column("counts", "Counts", narrow=False),
    Column("url", "Link", "link", narrow=False),
    Column("note", "Note", narrow=False),
)
"""A value stands with its range; what it rests on is basis, source and date."""
LINKS = (
    Column("name", "Candidate", opens="candidate"),
    Column("relation", "Relation"),
    Column("in_plan", "In the plan", "yes"),
)


def report(
    found: Profile,
    partners: AboutCandidate,
    repeated: Sequence[PlannedOverlap],
    setting: Setting,
    *,
    sure: str = "",
) -> Report:
    """Return all that is known of a candidate, with how sure it is.

    Args:
        repeated: services of the plan that partners already give.
        sure: in how many of the best lists it is, in a sentence; blank where that is not known.
    """
    known, plan = setting.dataset.by_id[found.score.id], setting.plan
    why = reason(known.id, plan, setting) if plan is not None and plan.found else ""
    apart = success.beside(known.id, setting)
    return Report(
        id="card",
        title=setting.name(known.id),
        answer=_answer(known.id, setting),
        text=tuple(filter(None, (why, sure, *_score(found, setting), *apart))),
        sections=(
            _made_of(found, setting),
            _in_plan(known.id, repeated, setting),
            _evidence(found, setting),
            tabled("measures", "What each measure is worth", MEASURES, _measures(found, setting)),
            *(_values(row, found, setting) for row in found.criteria),
            _links(known.id, setting),
            *filter(None, (events.about(known.id, setting),)),
            _partners(partners, setting),
        ),
        notes=(*_notes(found, setting), *vintage.notes(setting)),
        facts={"candidate": known.id, "score": found.score, "about": _about(known.id, setting)},
    )  # fmt: skip


def who(ident: str, setting: Setting) -> str:
    """Return kind, region and standing of a candidate, as a line below its name."""
    return ", ".join(filter(None, _about(ident, setting).values()))


def _about(ident: str, setting: Setting) -> Row:
    row = setting.dataset.by_id[ident]
    return {
        "kind": setting.kinds[row.kind].singular,
        "region": row.region,
        "income_group": row.attributes.get("income_group", ""),
        "status": "" if row.status == "active" else row.status,
        "standing": "in the list now in force" if row.incumbent else "not in the list in force",
    }


def _answer(ident: str, setting: Setting) -> str:
    plan, name = setting.plan, setting.label(ident)
    if plan is None:
        return f"{name}: the plan is still being made."
    if not plan.found:
        return "There is no plan that meets all conditions."
    inside = "is recommended" if ident in plan.ids else "is not recommended"
    moves = {**dict.fromkeys(plan.entered, "enters"), **dict.fromkeys(plan.left, "leaves")}
    move = moves.get(ident, "stays in" if ident in plan.stayed else "")
    return f"{name} {inside}" + (f" and {move} the list." if move else ".")


def _score(found: Profile, setting: Setting) -> Iterator[str]:
    """Yield place and score, what the score could be, and what it rests on."""
    line = found.score
    kind = setting.kinds[line.kind]
    among = int(setting.scorecard.kinds[line.kind].passing.sum())
    at = f"It scores {line.score:.{_digits(line)}f} of 100"
    if line.rank is not None:
        at += f", place {line.rank} of {count_of(among, kind)}"
    if line.high - line.low < 0.05:
        yield f"{at}; all that counts for it is known."
    else:
        yield f"{at}; what is not known could make that {interval(line.low, line.high)}."
    parts = (
        (line.coverage, "observed evidence"), (line.judged, "ratings by staff"),
        (line.assumed, "assumptions"), (line.missing, "nothing yet: evidence is missing"),
    )  # fmt: skip
    told = [f"{percent(share)} {'rests ' * (not place)}on {what}" for place, (share, what)
            in enumerate(part for part in parts if part[0] > 0)]  # fmt: skip
    yield f"Of its weight {listing(told)}."


def _digits(line: CandidateScore) -> int:
    """Return decimals of a score: none where what is not known leaves more than a point open."""
    return int(line.high - line.low <= NEAR)


def _notes(found: Profile, setting: Setting) -> Iterator[Note]:
    line = found.score
    if line.reasons:
        what = "A gate fails" if line.gate == "fail" else "A gate is not known"
        then = "" if line.gate == "fail" else ". Check before deciding"
        why = f"{'; '.join(line.reasons)}{passing(line.passes)}"
        yield Note("gate", sentence(f"{what}: {why}{then}"))
    yield from openings_used([line.id], setting)
    plan = setting.plan
    if plan is not None and line.id in plan.ids:
        services = setting.configuration.services.ways
        got = {name for focus in plan.focus if focus.id == line.id for name in focus.services}
        if any(services[name].basis == "assumption" for name in got):
            yield Note(
                "assumption",
                "What services unlock and cost are planning assumptions, not published figures.",
            )


def _made_of(found: Profile, setting: Setting) -> Section:
    criteria = setting.kinds[found.score.kind].criteria
    rows = tuple(_criterion(row, criteria[row.criterion]) for row in found.criteria)
    largest = max(rows, key=lambda row: row["points"])
    digits = _digits(found.score)
    whole, part = points(found.score.score, digits=digits), f"{largest['points']:.{digits}f}"
    much = f"Of its {whole} the largest part, {part},"
    said = [f"{much} comes from {mid_sentence(largest['label'])}."]
    if found.gaps:
        said.append(f"Not known: {listing(map(setting.measure, found.gaps), 20)}.")
    picture = Picture(
        id="card-score",
        draw=chart("bars.contribution_bars", rows),
        describe="Points of the score: "
        + listing([f"{row['label']} {row['points']:.1f} of {row['most']:.0f}" for row in rows], 20)
        + ".",
        text="Pale: the most possible. Thin line: where the points could lie.",
    )
    return Section(
        "score", "What the score is made of", tuple(said), pictures=(picture,),
        tables=(Table("criteria", CRITERIA, rows),),
    )  # fmt: skip


def _criterion(row: CriterionProfile, spec: Criterion) -> Row:
    return {
        **row.model_dump(exclude={"measures", "low", "high"}),
        "label": spec.label,
        "range": (row.low, row.high),
        "mostly": row.mostly,
        "rests_on": ", ".join(
            f"{name} {percent(share)}" for name, share in row.basis.items() if share
        ),
    }


def _in_plan(ident: str, repeated: Sequence[PlannedOverlap], setting: Setting) -> Section:
    plan, title = setting.plan, "In the plan"
    lines = [] if plan is None else [line for line in plan.focus if line.id == ident]
    if not lines:
        none = "It is not in this plan, so it gets no advanced services and costs nothing."
        return Section("plan", title, (none,))
    by = None if len(lines) == 1 else Column("period_label", "Half-year")
    services = tuple(row for line in lines for row in _services(line, setting))
    costs = tuple(row for line in lines for row in _costs(line, setting))
    said = (*success.about(ident, setting), *leads.about_candidate(ident, repeated, setting))
    tables = (Table("services", SERVICES, services, by=by), Table("costs", COSTS, costs, by=by))
    return Section("plan", title, said, tables=tables)


def _services(line: FocusLine, setting: Setting) -> Iterator[Row]:
    for name in line.services:
        service, lead = setting.configuration.services.ways[name], line.leads.get(name)
        yield {
            "period": line.period,
            "period_label": setting.periods.get(line.period, line.period),
            "service": name,
            "label": service.label,
            "unlocks": service.unlocks.get(line.kind, 0.0),
            "partner": lead,
            "led_by": UNIT if lead is None else setting.partner(lead),
            "basis": service.basis,
        }


def _costs(line: FocusLine, setting: Setting) -> Iterator[Row]:
    capacity = setting.configuration.capacity
    teams, funds = capacity.teams, capacity.funds
    spent = [(one, teams[one].label, used, weeks(used)) for one, used in line.staff.items()]
    spent += [(one, funds[one].label, used, usd(used)) for one, used in line.money.items()]
    for name, label, used, takes in spent:
        yield {
            "period": line.period,
            "period_label": setting.periods.get(line.period, line.period),
            "resource": name,
            "label": label,
            "amount": used,
            "takes": takes,
        }


def _evidence(found: Profile, setting: Setting) -> Section:
    counting = {
        (item.evidence.measure, item.evidence.as_of, item.evidence.source)
        for criterion in found.criteria
        for item in criterion.measures
        if item.evidence is not None
    }
    rows = [
        _row(row, (row.measure, row.as_of, row.source) in counting, setting)
        for row in setting.dataset.evidence
        if row.candidate == found.score.id
    ]
    about = setting.measures
    nothing = {**dict.fromkeys(("range", "as_of", "source", "source_title"), ""), "url": None,
               **dict.fromkeys(("stands_at", "basis", "found"), MISSING), "counts": "a stand-in",
               "rests_on": "a stand-in counts"}  # fmt: skip
    rows += [
        {**nothing, "measure": name, "label": about[name].label, "note": about[name].about}
        for name in found.gaps
    ]
    rows.sort(key=lambda row: (row["counts"] != "yes", row["label"]))
    used = sum(row["counts"] == "yes" for row in rows)
    said = f"{count(used, 'value')} in use, {count(len(found.gaps), 'measure')} without evidence."
    return tabled("evidence", "Evidence", EVIDENCE, rows, said=(sentence(said),))


def _row(row: Evidence, counts: bool, setting: Setting) -> Row:
    source = next((one for one in setting.dataset.sources if one.id == row.source), None)
    ends = between(row)
    title, url = (row.source, "") if source is None else (source.title, source.url)
    used = "" if counts else "not used: "
    return {
        **fields(row, "candidate"),
        "label": setting.measure(row.measure),
        "stands_at": figure(row.value),
        "range": ends,
        "source_title": title,
        "url": url if url.startswith(("https://", "http://")) else None,
        "counts": "yes" if counts else "no",
        "found": f"{figure(row.value)} ({ends})" if ends else figure(row.value),
        "rests_on": used + ", ".join(filter(None, (row.basis, title, row.as_of))),
    }


def _measures(found: Profile, setting: Setting) -> Iterator[Row]:
    kind = setting.kinds[found.score.kind]
    for row in found.criteria:
        for item in row.measures:
            about = setting.measures[item.measure]
            yield {
                **item.model_dump(exclude={"use", "evidence"}),
                "criterion": row.criterion,
                "criterion_label": kind.criteria[row.criterion].label,
                "label": about.label,
                "unit": about.unit,
                "stands_at": MISSING if item.found is None else _measured(item, about),
            }


def _measured(item: MeasureProfile, about: Measure) -> str:
    of = "" if isinstance(item.found, str) or not about.unit else f" ({about.unit})"
    return f"{figure(item.found)}{of}{peers_words(item.use)}"


def _values(row: CriterionProfile, found: Profile, setting: Setting) -> Section:
    spec = setting.kinds[found.score.kind].criteria[row.criterion]
    said = [spec.why, spec.note, f"Source: {spec.source}." if spec.source else ""]
    if not row.measures:
        said.append("Read off the list in force here; in the plan it is decided with it.")
    return Section(
        f"{VALUES}{row.criterion}",
        f"{spec.label}: {row.value:.0f} of 100, weight {percent(row.weight)}",
        tuple(filter(None, said)),
        items=tuple(_standing(item, setting) for item in row.measures),
        pictures=tuple(_function(item, row, setting) for item in row.measures),
    )


def _standing(item: MeasureProfile, setting: Setting) -> str:
    about = setting.measures[item.measure]
    if item.found is None:
        return f"{about.label} is {MISSING}; {item.value:.0f} of 100 stands in for it."
    return f"{about.label}: {_measured(item, about)} is worth {item.value:.0f} of 100."


def _function(item: MeasureProfile, row: CriterionProfile, setting: Setting) -> Picture:
    about, function = setting.measures[item.measure], item.use.value
    if isinstance(function, Levels):
        found = f"{item.found:g}" if isinstance(item.found, float) else item.found
        levels = [
            {"level": level, "points": worth, "marked": level == found}
            for level, worth in function.levels.items()
        ]
        draw = chart("curves.value_levels", levels)
    else:
        here = item.found if isinstance(item.found, float) else None
        known = () if here is None else ({
            "name": about.label, "marked": True, "measure": here,
            "points": float(value(function, here)),
            "low": here if item.low is None else item.low,
            "high": here if item.high is None else item.high,
        },)  # fmt: skip
        line = curve(function, None if item.use.peers else about.scale)
        draw = chart("curves.value_curve", line, known, about.unit)
    told = f"Value function. {_standing(item, setting)}"
    return Picture(f"value-{row.criterion}-{item.measure}", draw, told)


def _links(ident: str, setting: Setting) -> Section:
    inside = frozenset[str]() if setting.plan is None else setting.plan.ids
    rows: list[dict[str, Any]] = []
    for link in setting.dataset.links:
        if ident in (link.candidate, link.target):
            other = link.target if link.candidate == ident else link.candidate
            relation = RELATIONS.get(link.relation, link.relation.replace("_", " "))
            relation += "" if link.candidate == ident else " this"
            about = {"candidate": other, "name": setting.label(other), "relation": relation}
            rows.append({**about, "in_plan": other in inside})
    rows.sort(key=lambda row: (row["relation"].endswith("this"), row["relation"], row["name"]))
    said = [sentence(f"{count(len(rows), 'link')} to other candidates")]
    parts = parts_of(setting.dataset).get(ident, ())
    if parts:
        said.append(
            f"It is a set of {listing(setting.labels(parts), 8)}: where it has no evidence of its "
            "own, it has the mean, or the middle level, of what every part has."
        )
    return tabled("links", "Links", LINKS, rows, said=said)


def _partners(partners: AboutCandidate, setting: Setting) -> Section:
    strength = partners.strength
    if strength is None:
        said = ["No record of a partner reaches it. That is not the same as no partner."]
    else:
        said = [sentence(f"{count(len(strength.partners), 'partner')} on record")]
    said += candidate.overlap_sentence(partners, setting)
    return replace(
        candidate.reaching(partners, setting), id="partners", title="Partners", text=tuple(said)
    )
