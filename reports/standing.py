"""Where candidates stand: their rows, one short reason each, how sure that is, what it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from config.criteria import Kind
from data.dataset import Candidate, Dataset
from optimizer.cutoff import CutOff
from optimizer.plan import FocusLine, Plan
from optimizer.robust.core_index import FIRM, CandidateIndex, core_indices
from optimizer.robust.sampling import Sample
from optimizer.standing import Place, closed, standings
from optimizer.study import BASELINE
from reports import cutoff, vintage
from reports.openings import openings_used
from reports.report import Column, Note, Row, picked
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, points, sentence, spelled
from reports.worth import BASELINE as OF_THE_BASELINE
from reports.worth import IN_FORCE
from reports.worth import standing as quality
from scoring.bands import bands

NEARLY_ALWAYS, MOSTLY, OTHERWISE = "● nearly always", "◐ mostly", "○ could be another"
"""How many of the best lists agree with the plan on a candidate: a sign, and its words."""
HALF = 0.5
ENOUGH = 50
"""Draws from which sureness is told of single candidates."""
DRAFT = "Draft"
TELLING = 1.0
"""Points of score from which a criterion is said to carry a candidate."""
WORDS = {"enters": "enters", "stays": "stays", "leaves": "leaves", "next": "narrowly out"}
"""Where a candidate stands, for people."""
BAND = Column(
    "band", "Band", "place", narrow=False, help="Candidates of a kind in one band cannot be told "
    "apart by the evidence, under the weights in force.",
)  # fmt: skip
WHERE = Column("standing_words", "Towards the list in force")
SURE = Column(
    "sure", "How sure", help="How many of the best lists agree, one list for each draw of weights "
    "and of what is not known."
)  # fmt: skip


def indices(sample: Sample | None, plan: Plan) -> Mapping[str, CandidateIndex]:
    """Return candidate → how often it is in the best lists; nothing while draws are too few."""
    if sample is None or sample.draws < ENOUGH:
        return {}
    return {one.id: one for one in core_indices(sample, plan.decisions)}


def rows(
    plan: Plan, setting: Setting, sample: Sample | None, most: int, line: CutOff | None = None
) -> list[Row]:
    """Return everything known of where everybody stands.

    Args:
        most: candidates next behind the line, of each kind and region.
    """
    sure, sides = indices(sample, plan), None if line is None else cutoff.sides(line)
    return [
        {**row(place, plan, setting, sure), "line": sides and sides.get(place.id, "")}
        for place in standings(setting.problem, plan, setting.scorecard, most)
    ]


def of_kinds(rows: Iterable[Row], setting: Setting) -> Iterator[tuple[str, Kind, list[Row]]]:
    """Yield every kind that has rows, and these, the best scores first."""
    best = sorted(rows, key=lambda row: (-row["score"], row["id"]))
    for name, kind in setting.kinds.items():
        own = [row for row in best if row["kind"] == name]
        if own:
            yield name, kind, own


def labels(rows: Iterable[Row], *where: str) -> list[str]:
    """Return the labels of those who stand there."""
    return [row["label"] for row in rows if row["standing"] in where]


def row(place: Place, plan: Plan, setting: Setting, sure: Mapping[str, CandidateIndex]) -> Row:
    """Return everything known of where one candidate stands."""
    score, index = setting.scorecard.of(place.id), sure.get(place.id)
    lines = [line for line in plan.focus if line.id == place.id]
    agree = None if index is None else index.index.share
    if agree is not None and not place.inside:
        agree = 1 - agree
    return {
        **setting.who(place.id),
        "name": setting.name(place.id),
        "standing": place.where,
        "standing_words": WORDS[place.where],
        "sure": None if agree is None else mark(agree),
        "agree": agree,
        "in_best_lists": None if index is None else index.index,
        "reason": reason(place, setting),
        "why": " ".join(why(place, lines, setting)),
        **picked(score, "score", "coverage"),
        "band": band_of(place.id, setting),
        "range": (score.low, score.high),
        "services": tuple(
            dict.fromkeys(setting.service(name) for line in lines for name in line.services)
        ),
        "weeks": sum(sum(line.staff.values()) for line in lines) if lines else None,
        "usd": sum(sum(line.money.values()) for line in lines) if lines else None,
        "partners": tuple(
            dict.fromkeys(setting.partner(one) for line in lines for one in line.leads.values())
        ),
    }


def band_of(candidate: str, setting: Setting) -> int | None:
    """Return the band of a candidate among its kind; None where a gate fails."""
    scores = setting.scorecard.kinds[setting.kind(candidate)]
    return bands(scores)[scores.ids.index(candidate)]


def mark(agree: float) -> str:
    """Return the mark of a share of best lists that agree."""
    if agree >= FIRM:
        return NEARLY_ALWAYS
    return MOSTLY if agree >= HALF else OTHERWISE


def reason(place: Place, setting: Setting) -> str:
    """Return why a candidate stands where it does, in a few words."""
    if place.locked:
        return "must be in" if place.inside else "must not be in"
    if place.barred:
        return "fails a gate"
    return _inside(place, setting) if place.inside else _outside(place, setting)


def _inside(place: Place, setting: Setting) -> str:
    parts = []
    carried = [
        _short(place, name, setting)
        for name, points in place.criteria[:2]
        if points >= max(TELLING, place.criteria[0][1] / 2)
    ]
    if carried:
        parts.append(", ".join(carried))
    elif place.rules:
        parts.append(f"a rule asks for it ({mid_sentence(place.rules[0])})")
    if place.price:
        parts.append(f"dropping it costs {_whole(place.price)}")
    return "; ".join(parts) or "fits in what is left"


def _outside(place: Place, setting: Setting) -> str:
    if place.other is None or place.short is None:
        return f"no other {_kind(place, setting)} of its region is in"
    last = setting.name(place.other)
    if place.short >= 0:
        most = (
            f", mostly on {_short(place, place.criteria[0][0], setting)}" if place.criteria else ""
        )
        return f"scores {_points(place.short)} less than {last}{most}"
    but = "staff and money go further elsewhere"
    if place.rules:
        but = f"no room: {mid_sentence(place.rules[0])}"
    elif place.dearer:
        but = f"but dropping {last} costs more"
    return f"scores {_points(-place.short)} more than {last}; {but}".replace("; but", ", but")


def why(place: Place, lines: Sequence[FocusLine], setting: Setting) -> Iterator[str]:
    """Yield why a candidate stands where it does, in sentences."""
    if place.locked:
        yield f"This scenario says that it must {'' if place.inside else 'not '}be in."
    elif place.barred:
        yield sentence("; ".join(setting.scorecard.of(place.id).reasons))
    elif place.inside:
        yield from _why_in(place, lines, setting)
    else:
        yield from _why_out(place, setting)


def _why_in(place: Place, lines: Sequence[FocusLine], setting: Setting) -> Iterator[str]:
    kind = setting.kinds[place.kind]
    if place.criteria:
        name, more = place.criteria[0]
        yield (
            f"{kind.criteria[name].label}: {_points(more)} more than the average "
            f"{kind.singular.lower()}, its greatest lead."
        )
    for rule in place.rules:
        yield f"A rule asks for it or one like it ({mid_sentence(rule)})."
    if place.other is not None and place.short is not None:
        name, other = setting.name(place.id), setting.name(place.other)
        costs = f"; dropping {name} would cost {_whole(place.price)}" if place.price else ""
        yield f"{other} scores {_points(place.short)} more and is left out{costs}."
    led = sum(len(line.leads) for line in lines)
    if led:
        yield f"Partners lead {spelled(led)} of its services."


def _why_out(place: Place, setting: Setting) -> Iterator[str]:
    if place.other is None or place.short is None:
        yield f"No other {_kind(place, setting)} of its region is in the plan to compare it with."
        return
    score, last = setting.scorecard.of(place.id), setting.scorecard.of(place.other)
    name = setting.name(place.other)
    if place.short >= 0:
        most = ""
        if place.criteria:
            kind = setting.kinds[place.kind]
            label = kind.criteria[place.criteria[0][0]].label
            most = f"; it is furthest behind on “{label}”"
        yield f"Scores {_points(place.short)} less than {name}, the lowest inside{most}."
        if score.high > last.score:
            yield "What is not yet known of it could make up for that."
    else:
        but = "" if place.rules or place.dearer else ", but staff and money go further elsewhere"
        yield f"Scores {_points(-place.short)} more than {name}, the lowest inside{but}."
        if place.price:
            more = ", more than that could bring" if place.dearer else ""
            yield f"Dropping {name} from the list would cost {_whole(place.price)}{more}."
    if place.rules:
        yield f"Another would have to make room ({mid_sentence('; '.join(place.rules))})."


def _short(place: Place, name: str, setting: Setting) -> str:
    criterion = setting.kinds[place.kind].criteria[name]
    return mid_sentence(criterion.short or criterion.label)


def _kind(place: Place, setting: Setting) -> str:
    return setting.kinds[place.kind].singular.lower()


def _points(score: float) -> str:
    """Return a difference of scores, whole: scores are not known to more."""
    return count(round(score), "point") if score >= 1 else "a little"


def _whole(price: float) -> str:
    return points(price, digits=0 if price == round(price) else 1)


def members(dataset: Dataset) -> Iterator[Candidate]:
    """Yield the candidates that are countries of their own on a map.

    Those are the candidates with a country that neither lie in another candidate nor are local
    members (a local member's country need not be a member).
    """
    inside = {link.candidate for link in dataset.links if link.relation == "in_country"}
    for candidate in dataset.candidates:
        local = candidate.attributes.get("level") == "local"
        if candidate.country and candidate.id not in inside and not local:
            yield candidate


def map_rows(setting: Setting, plan: Plan | None, rows: Iterable[Row] = ()) -> list[Row]:
    """Return one row per member, as maps want them; without a plan all in force stay.

    Args:
        plan: the plan; None = it is not there.
        rows: give reasons, where they are known.
    """
    reasons = {row["id"]: f"; {row['reason']}" for row in rows}
    found: list[Row] = []
    for one in members(setting.dataset):
        inside = one.incumbent if plan is None else one.id in plan.ids
        where = ("stays", "enters") if inside else ("leaves", "not in")
        found.append(
            {
                **setting.who(one.id),
                "iso3": one.country,
                "name": one.name,
                "standing": where[not one.incumbent],
                "note": f"{setting.scorecard.of(one.id).score:.0f} of 100{reasons.get(one.id, '')}",
            }
        )
    return found


def counted(rows: Iterable[Row]) -> str:
    """Return how many stand where, for those who do not see the picture."""
    found = Counter(row["standing"] for row in rows)
    return listing(f"{number} {name}" for name, number in found.items())


def unrated(setting: Setting) -> dict[str, tuple[int, int]]:
    """Return kind → ratings only staff can give that nobody has, and for how many candidates."""
    criteria, shut = setting.configuration.criteria, closed(setting.problem)
    known = {(row.candidate, row.measure) for row in setting.dataset.evidence}
    found = {}
    for name, kind in criteria.kinds.items():
        ids = [one.id for one in setting.dataset.of_kind(name) if one.id not in shut]
        used = {use.measure for one in kind.criteria.values() for use in one.measures}
        lack = [
            measure
            for measure in used
            if criteria.measures[measure].judgement
            and not any((candidate, measure) in known for candidate in ids)
        ]
        if lack and ids:
            found[name] = (len(lack), len(ids))
    return found


def draft(setting: Setting) -> Iterator[str]:
    """Yield that a list is a draft, and why: ratings only staff can give are missing for all."""
    kinds = setting.kinds
    (first, (number, ids)), *others = unrated(setting).items() or [("", (0, 0))]
    if not first:
        return
    told = f"missing for all {count_of(ids, kinds[first])}"
    rest = [f"{more} for all {count_of(of, kinds[kind])}" for kind, (more, of) in others]
    rating = "rating that only staff can give is"
    what = count(number, rating, rating.replace("rating", "ratings").replace(" is", " are"))
    yield f"{DRAFT}: {what} {listing([told, *rest])}."


def grounds(plan: Plan | None, setting: Setting, sample: Sample | None = None) -> Iterator[Note]:
    """Yield what a list rests on: gates not known, assumptions, proof, draws, date and version."""
    yield from rests_on(plan, setting)
    if plan is not None and plan.found:
        yield from how_sure(plan, setting, sample)
    yield version(setting)


def rests_on(plan: Plan | None, setting: Setting) -> Iterator[Note]:
    """Yield what a list rests on: gates not known, assumptions, up to when evidence counts."""
    if plan is not None and plan.found:
        yield from gates_not_known(plan, setting)
        yield from openings_used(sorted(plan.ids), setting)
    yield from assumptions(setting)
    yield from vintage.notes(setting)


def how_sure(plan: Plan, setting: Setting, sample: Sample | None) -> Iterator[Note]:
    """Yield what is proven of a plan, and how many draws agree on its list."""
    moved = setting.scenario.but(name=BASELINE.name) != BASELINE
    other = OF_THE_BASELINE if moved else IN_FORCE
    yield Note("proof", quality(plan, other))
    told = legend(sample)
    yield Note("reading", told or "How sure each of them is has not been worked out yet.")


def legend(sample: Sample | None) -> str:
    """Return what the marks of sureness mean; blank while draws are too few for them."""
    if sample is None or sample.draws < ENOUGH:
        return ""
    return (
        f"{NEARLY_ALWAYS}, {MOSTLY}, {OTHERWISE}: how many of {count(sample.draws, 'best list')} "
        "agree, one for each draw of weights and of what is not known."
    )


def version(setting: Setting) -> Note:
    """Return which data and configuration this is, and up to when there is evidence."""
    dates = [row.as_of for row in setting.dataset.evidence if row.as_of]
    cut = setting.dataset.vintage.day
    until = f"Evidence up to {max(dates)}. " if dates and not cut else ""
    data, config = setting.study.dataset_hash[:8], setting.study.configuration_hash[:8]
    title = setting.configuration.criteria.title
    return Note("reading", f"{title}. {until}Data version {data}, configuration {config}.")


def gates_not_known(plan: Plan, setting: Setting) -> Iterator[Note]:
    """Yield which gates are not known, for how many of the plan."""
    unknown = Counter(
        gate.label
        for candidate in sorted(plan.ids)
        for gate in setting.scorecard.gates(candidate)
        if gate.state == "unknown"
    )
    for label, number in unknown.items():
        of = f"{number} of these {len(plan.ids)}"
        yield Note("gate", f"Not known for {of}: {label}. Check before deciding.")


def assumptions(setting: Setting) -> Iterator[Note]:
    """Yield what is assumed for planning."""
    capacity, services = setting.configuration.capacity, setting.configuration.services
    bases = {
        "team sizes": [team.basis for team in capacity.teams.values()],
        "fund balances": [fund.basis for fund in capacity.funds.values()],
        "costs of services": [service.basis for service in services.ways.values()],
    }
    what = [name for name, found in bases.items() if "assumption" in found]
    if what:
        yield Note("assumption", f"Planning assumptions, not published figures: {listing(what)}.")
