"""Random small configurations and datasets, for properties that must hold of every one.

``configurations()`` and ``datasets(configuration)`` draw values that pass every check of the
readers; sizes stay small enough for brute force. ``cases()`` draws both together.
"""

from collections.abc import Sequence

from hypothesis import strategies as st

from config.capacity import Capacity, Fund, PaysFor, Period, Team
from config.configuration import Configuration
from config.criteria import (
    Combine,
    Criteria,
    Criterion,
    Kind,
    Levels,
    Linear,
    Measure,
    MeasureUse,
    Missing,
    Piecewise,
    Threshold,
    ValueFunction,
)
from config.filters import Filter
from config.gates import Gate
from config.rules import Bounds, Rule, Rules
from config.services import Service, Services
from data.dataset import (
    Candidate,
    Dataset,
    Demand,
    Engagement,
    Evidence,
    Link,
    Partner,
    Source,
    Window,
)

KINDS = ("country", "commitment", "theme")
REGIONS = ("Europe", "Africa")
PERIODS = ("H1", "H2", "H3")
AFRICA = {"region": ("Africa",)}
LABELS = ("none", "some", "strong")
SOURCE = Source(id="example", title="An example")

_RELATION_TO = {"country": "in_country", "theme": "on_theme"}

tenths = st.integers(0, 10).map(lambda whole: whole / 10)
"""0, 0.1, …, 1."""

scores = st.integers(0, 20).map(lambda whole: whole * 5.0)
"""0, 5, …, 100 points."""


@st.composite
def value_functions(draw: st.DrawFn) -> ValueFunction:
    """Draw a value function of a measure on 0..1."""
    form = draw(st.sampled_from(("linear", "points", "threshold")))
    if form == "linear":
        return draw(st.sampled_from((Linear(worst=0, best=1), Linear(worst=0.9, best=0.2))))
    if form == "points":
        return Piecewise(points=((0.0, draw(scores)), (0.5, draw(scores)), (1.0, draw(scores))))
    return Threshold(at=draw(tenths), below=draw(scores), above=draw(scores))


@st.composite
def _criteria(draw: st.DrawFn, kinds: Sequence[str]) -> Criteria:
    measures: dict[str, Measure] = {}
    found: dict[str, Kind] = {}
    for kind in kinds:
        criteria: dict[str, Criterion] = {}
        for number in range(draw(st.integers(1, 3))):
            uses = []
            for part in range(draw(st.integers(1, 2))):
                name = f"{kind}_{number}_{part}"
                ordinal = draw(st.booleans())
                measures[name] = Measure(label=name, scale=None if ordinal else (0.0, 1.0))
                value: ValueFunction = (
                    Levels(levels=dict(zip(LABELS, (0.0, 40.0, 100.0), strict=True)))
                    if ordinal
                    else draw(value_functions())
                )
                uses.append(
                    MeasureUse(measure=name, weight=draw(st.integers(1, 3)), value=value),
                )
            criteria[f"criterion_{number}"] = Criterion(
                label=f"Criterion {number}",
                weight=draw(st.integers(1, 5)),
                measures=tuple(uses),
                combine=draw(st.sampled_from(Combine)),
                missing=draw(st.sampled_from(Missing)),
                source="example",
            )
        overlap = {_RELATION_TO[other]: 0.5 for other in kinds if other in _RELATION_TO}
        if kind == "commitment" and overlap and draw(st.booleans()):
            criteria["focus_overlap"] = Criterion(
                label="Focus overlap",
                weight=draw(st.integers(1, 3)),
                overlap=overlap,
                source="example",
            )
        member = Gate(label="Member", attribute="status", allowed=("active",), source="example")
        found[kind] = Kind(
            label=kind,
            singular=kind,
            worth=draw(st.sampled_from((20.0, 60.0, 100.0))),
            support_min=draw(st.sampled_from((0.0, 0.3, 0.5))),
            drop_price=draw(st.sampled_from((0.0, 2.0, 5.0))),
            criteria=criteria,
            gates={"membership": member} if draw(st.booleans()) else {},
        )
    return Criteria(kinds=found, measures=measures)


@st.composite
def _services(draw: st.DrawFn, kinds: Sequence[str]) -> Services:
    names = [f"service_{number}" for number in range(draw(st.integers(1, 3)))]
    unlocks: dict[str, dict[str, float]] = {name: {} for name in names}
    staff: dict[str, dict[str, dict[str, float]]] = {name: {} for name in names}
    money: dict[str, dict[str, float]] = {name: {} for name in names}
    for kind in kinds:
        parts = [draw(st.integers(0, 3)) for _ in names]
        parts[0] += 1
        for name, part in zip(names, parts, strict=True):
            if part == 0:
                continue
            unlocks[name][kind] = part / sum(parts)
            team = "thematic" if kind == "theme" else draw(st.sampled_from(("regional", "irm")))
            staff[name][kind] = {team: float(draw(st.integers(0, 5)))}
            money[name][kind] = draw(st.integers(0, 3)) * 10_000.0
    return Services(
        services={
            name: Service(
                label=name,
                unlocks=unlocks[name],
                staff=staff[name],
                money=money[name],
                partner_lead=draw(st.sampled_from((0.0, 0.5))),
            )
            for name in names
        },
    )


@st.composite
def _capacity(draw: st.DrawFn, kinds: Sequence[str], services: Services, periods: int) -> Capacity:
    def team(region: str | None) -> Team:
        return Team(
            label=region or "Team",
            weeks=float(draw(st.integers(0, 30))),
            universal_share=draw(st.sampled_from((0.0, 0.25, 0.5))),
            region=region,
        )

    funds = {"core": Fund(label="Core", usd=draw(st.integers(0, 6)) * 10_000.0)}
    if draw(st.booleans()):
        funds["trust"] = Fund(
            label="Trust fund",
            usd=draw(st.integers(0, 6)) * 10_000.0,
            pays_for=PaysFor(
                where=Filter(columns={"kind": (draw(st.sampled_from(kinds)),)}),
                services=draw(st.sampled_from((None, (next(iter(services.services)),)))),
            ),
            most_per_candidate=draw(st.sampled_from((None, 20_000.0))),
        )
    return Capacity(
        periods=tuple(Period(id=name, discount=1.0) for name in PERIODS[:periods]),
        teams={
            **{region.lower(): team(region) for region in REGIONS},
            "thematic": team(None),
            "irm": team(None),
        },
        funds=funds,
    )


@st.composite
def _rules(draw: st.DrawFn, kinds: Sequence[str]) -> Rules:
    rules: dict[str, Rule] = {}
    for number in range(draw(st.integers(0, 3))):
        where = Filter(columns={"kind": (draw(st.sampled_from(kinds)),)})
        hard = draw(st.booleans())
        form = draw(st.sampled_from(("max", "min", "each", "share")))
        few = draw(st.integers(0, 3))
        rules[f"rule_{number}"] = Rule(
            label=f"Rule {number}",
            where=where.but(columns={**where.columns, **AFRICA}) if form == "share" else where,
            each="region" if form == "each" else None,
            count=None
            if form == "share"
            else Bounds(min=few)
            if form == "min"
            else Bounds(max=few),
            share=Bounds(max=0.5) if form == "share" else None,
            of=where if form == "share" else None,
            hard=hard,
            penalty=0.0 if hard else draw(st.sampled_from((1.0, 10.0, 50.0))),
        )
    return Rules(rules=rules)


@st.composite
def configurations(draw: st.DrawFn, periods: int = 1) -> Configuration:
    """Draw a configuration of one to three kinds, with that many periods (1..3)."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
    services = draw(_services(kinds))
    return Configuration(
        criteria=draw(_criteria(kinds)),
        services=services,
        capacity=draw(_capacity(kinds, services, periods)),
        rules=draw(_rules(kinds)),
    )


@st.composite
def _candidates(draw: st.DrawFn, kinds: Sequence[str], most: int) -> tuple[Candidate, ...]:
    found = []
    for number in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(kinds))
        found.append(
            Candidate(
                id=f"{kind}:c{number}",
                kind=kind,
                name=f"Candidate {number}",
                region="" if kind == "theme" else draw(st.sampled_from(REGIONS)),
                country="" if kind == "theme" else "KEN",
                status=draw(st.sampled_from(("active", "active", "active", "inactive"))),
                incumbent=draw(st.booleans()),
                attributes={"level": draw(st.sampled_from(("national", "local")))},
            ),
        )
    return tuple(found)


@st.composite
def _evidence(
    draw: st.DrawFn,
    candidates: Sequence[Candidate],
    criteria: Criteria,
) -> tuple[Evidence, ...]:
    found = []
    for candidate in candidates:
        for criterion in criteria.kinds[candidate.kind].criteria.values():
            for use in criterion.measures:
                if draw(st.integers(0, 3)) == 0:
                    continue
                if isinstance(use.value, Levels):
                    value: float | str = draw(st.sampled_from(LABELS))
                    low = high = None
                else:
                    low, value, high = sorted((draw(tenths), draw(tenths), draw(tenths)))
                    if draw(st.booleans()):
                        low = high = None
                found.append(
                    Evidence(
                        candidate=candidate.id,
                        measure=use.measure,
                        value=value,
                        low=low,
                        high=high,
                        basis=draw(st.sampled_from(("observed", "judgement", "assumption"))),
                        source=SOURCE.id,
                    ),
                )
    return tuple(found)


@st.composite
def datasets(draw: st.DrawFn, configuration: Configuration, most: int = 6) -> Dataset:
    """Draw a dataset of at most ``most`` candidates that fits the configuration."""
    kinds = list(configuration.criteria.kinds)
    candidates = draw(_candidates(kinds, most))
    ids = [candidate.id for candidate in candidates]
    services = list(configuration.services.services)
    links = [
        Link(candidate=one.id, target=other.id, relation=_RELATION_TO[other.kind])
        for one in candidates
        for other in candidates
        if one.kind == "commitment" and other.kind in _RELATION_TO and draw(st.booleans())
    ]
    engagements = [
        Engagement(
            partner="partner:p0",
            target=candidate,
            service=draw(st.sampled_from((None, *services))),
            strength=draw(tenths),
            source=SOURCE.id,
        )
        for candidate in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))
    ]
    demands = [
        Demand(candidate=one.id, service=services[0], resource="irm", amount=float(weeks))
        for one in candidates
        if (weeks := draw(st.integers(0, 20))) < 4
    ]
    windows = [
        Window(candidate=candidate, period=period.id)
        for candidate in draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        for period in configuration.capacity.periods
        if draw(st.booleans())
    ]
    return Dataset(
        name="Example",
        candidates=candidates,
        evidence=draw(_evidence(candidates, configuration.criteria)),
        links=tuple(links),
        partners=(Partner(id="partner:p0", name="A partner", capacity=draw(st.integers(0, 3))),),
        engagements=tuple(engagements),
        demands=tuple(demands),
        windows=tuple(windows),
        sources=(SOURCE,),
    )


@st.composite
def cases(draw: st.DrawFn, most: int = 6, periods: int = 1) -> tuple[Configuration, Dataset]:
    """Draw a configuration and a dataset that fits it."""
    configuration = draw(configurations(periods=periods))
    return configuration, draw(datasets(configuration, most=most))
