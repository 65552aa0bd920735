"""Where candidates stand: their rows, one short reason each, how sure that is, what it rests on."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from data.dataset import Candidate, Dataset
from optimizer.plan import FocusLine, Plan
from optimizer.robust.core_index import FIRM, CandidateIndex, core_indices
from optimizer.robust.sampling import Sample
from optimizer.standing import Place, closed
from optimizer.study import BASELINE
from reports.quality_words import BASELINE as OF_THE_BASELINE
from reports.quality_words import IN_FORCE
from reports.quality_words import standing as quality
from reports.report import Column, Note, Row
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, points, sentence, spelled

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
NAME = Column("label", "Candidate", opens="id")
WHERE = Column("standing_words", "Towards the list in force")
SURE = Column(
    "sure", "How sure", help="How many of the best lists agree, one list for each draw of weights "
    "and of what is not known."
)  # fmt: skip
SCORE = (
    Column("score", "Score", "score", help="0 to 100, under the weights in force."),
    Column("range", "Could be", "span", drawn=True, scale=100, narrow=False,
           help="Where the score could lie, given what is not known."),
)  # fmt: skip


def indices(sample: Sample | None, plan: Plan) -> Mapping[str, CandidateIndex]:
    """Return candidate → how often it is in the best lists; nothing while draws are too few."""
    if sample is None or sample.draws < ENOUGH:
        return {}
    return {one.id: one for one in core_indices(sample, plan.decisions)}


def row(place: Place, plan: Plan, setting: Setting, sure: Mapping[str, CandidateIndex]) -> Row:
    """Return everything known of where one candidate stands."""
    score, index = setting.scorecard.of(place.id), sure.get(place.id)
    lines = [line for line in plan.focus if line.id == place.id]
    kind = setting.configuration.criteria.kinds[place.kind]
    agree = None if index is None else index.index.share
    if agree is not None and not place.inside:
        agree = 1 - agree
    return {
        "id": place.id,
        "name": setting.name(place.id),
        "label": setting.label(place.id),
        "kind": place.kind,
        "kind_label": kind.singular,
        "region": place.region,
        "standing": place.where,
        "standing_words": WORDS[place.where],
        "sure": None if agree is None else mark(agree),
        "agree": agree,
        "in_best_lists": None if index is None else index.index,
        "reason": reason(place, setting),
        "why": " ".join(why(place, lines, setting)),
        "score": score.score,
        "range": (score.low, score.high),
        "coverage": score.coverage,
        "services": tuple(
            dict.fromkeys(setting.service(name) for line in lines for name in line.services)
        ),
        "weeks": sum(sum(line.staff.values()) for line in lines) if lines else None,
        "usd": sum(sum(line.money.values()) for line in lines) if lines else None,
        "partners": tuple(
            dict.fromkeys(setting.partner(one) for line in lines for one in line.leads.values())
        ),
    }


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
    carried = _carried(place)
    if carried:
        parts.append(", ".join(_short(place, name, setting) for name in carried))
    elif place.rules:
        parts.append(f"rule: {mid_sentence(place.rules[0])}")
    if place.price:
        parts.append(f"dropping it costs {_whole(place.price)}")
    return "; ".join(parts) or "fits in what is left"


def _outside(place: Place, setting: Setting) -> str:
    if place.other is None or place.short is None:
        return f"no other {_kind(place, setting)} of its region is in"
    last = setting.name(place.other)
    if place.short >= 0:
        most = f", most on {_short(place, place.criteria[0][0], setting)}" if place.criteria else ""
        return f"scores {_round(place.short)} less than {last}{most}"
    but = "staff and money go further elsewhere"
    if place.rules:
        but = f"no room: {mid_sentence(place.rules[0])}"
    elif place.dearer:
        but = f"but dropping {last} costs more"
    return f"scores {_round(-place.short)} more than {last}; {but}".replace("; but", ", but")


def _carried(place: Place) -> list[str]:
    """Return the criterion that carries a candidate, and the next if it does so half as much."""
    return [
        name
        for name, points in place.criteria[:2]
        if points >= max(TELLING, place.criteria[0][1] / 2)
    ]


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
    kind = setting.configuration.criteria.kinds[place.kind]
    if place.criteria:
        name, more = place.criteria[0]
        yield (
            f"{kind.criteria[name].label}: {_points(more)} more than the average "
            f"{kind.singular.lower()}, its greatest lead."
        )
    for rule in place.rules:
        yield f"A rule asks for it or one like it ({mid_sentence(rule)})."
    if place.other is not None and place.short is not None:
        costs = f"; dropping it would cost {_whole(place.price)}" if place.price else ""
        other = setting.name(place.other)
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
            kind = setting.configuration.criteria.kinds[place.kind]
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
    criterion = setting.configuration.criteria.kinds[place.kind].criteria[name]
    return mid_sentence(criterion.short or criterion.label)


def _kind(place: Place, setting: Setting) -> str:
    return setting.configuration.criteria.kinds[place.kind].singular.lower()


def _round(score: float) -> str:
    """Return a difference of scores, whole: scores are not known to more."""
    return "under 1" if score < 1 else f"{score:.0f}"


def _points(score: float) -> str:
    """Return the same in points."""
    return count(round(score), "point") if score >= 1 else "less than 1 point"


def _whole(price: float) -> str:
    return points(price, digits=0 if price == round(price) else 1)


def in_the_list(candidate: Candidate, chosen: Collection[str]) -> str:
    """Return where a candidate stands: ``stays``, ``enters``, ``leaves`` or ``not in``."""
    if candidate.id in chosen:
        return "stays" if candidate.incumbent else "enters"
    return "leaves" if candidate.incumbent else "not in"


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
        setting: names and scores.
        plan: the plan; None = it is not there.
        rows: give reasons, where they are known.
    """
    in_force = {one.id for one in setting.dataset.candidates if one.incumbent}
    chosen = in_force if plan is None else plan.ids
    reasons = {row["id"]: row["reason"] for row in rows}
    found: list[Row] = []
    for candidate in members(setting.dataset):
        line = setting.scorecard.of(candidate.id)
        note = f"{line.score:.0f} of 100"
        if candidate.id in reasons:
            note = f"{note}; {reasons[candidate.id]}"
        found.append(
            {
                "id": candidate.id,
                "iso3": candidate.country,
                "name": candidate.name,
                "region": candidate.region,
                "standing": in_the_list(candidate, chosen),
                "note": note,
            }
        )
    return found


def counted(rows: Iterable[Row]) -> str:
    """Return how many stand where, for those who do not see the picture."""
    found = Counter(row["standing"] for row in rows)
    return listing([f"{number} {name}" for name, number in found.items()])


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
    kinds = setting.configuration.criteria.kinds
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
    if plan is not None and plan.found:
        yield from gates_not_known(plan, setting)
    yield from assumptions(setting)
    if plan is not None and plan.found:
        moved = setting.scenario.but(name=BASELINE.name) != BASELINE
        other = OF_THE_BASELINE if moved else IN_FORCE
        yield Note("proof", quality(plan, other))
        yield Note("reading", _draws(sample))
    yield _version(setting)


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
        "costs of services": [service.basis for service in services.services.values()],
    }
    what = [name for name, found in bases.items() if "assumption" in found]
    if what:
        yield Note("assumption", f"Planning assumptions, not published figures: {listing(what)}.")


def _draws(sample: Sample | None) -> str:
    if sample is None or sample.draws < ENOUGH:
        return "How sure each of them is, is not worked out yet."
    return (
        f"{NEARLY_ALWAYS}, {MOSTLY}, {OTHERWISE}: how many of {count(sample.draws, 'best list')} "
        "agree, one for each draw of weights and of what is not known."
    )


def _version(setting: Setting) -> Note:
    """Return the last date of the evidence, and which data and configuration were used."""
    dates = sorted({row.as_of for row in setting.dataset.evidence if row.as_of})
    until = f"Evidence up to {dates[-1]}. " if dates else ""
    data, config = setting.study.dataset_hash[:8], setting.study.configuration_hash[:8]
    title = setting.configuration.criteria.title
    return Note("reading", f"{title}. {until}Data version {data}, configuration {config}.")
