"""From a dataset, its scorecard, a configuration and a scenario to a problem."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from config import rules
from config.configuration import Configuration
from config.criteria import Criteria
from config.filters import Filter
from config.problems import InputError, InputProblem
from config.ranges import Range
from config.rules import Rule
from config.services import OF_SIZE, REGIONAL, Service, Services, Together, service_of
from data.dataset import Candidate, Dataset
from optimizer.problem import (
    Area,
    Dependency,
    Fund,
    Joint,
    Lead,
    Option,
    OverlapTerm,
    Period,
    Problem,
    Review,
    RuleTerm,
    Team,
)
from optimizer.scenario import Scenario
from optimizer.success import chances
from scoring.scorecard import Scorecard

SURE = Range(value=1.0, low=1.0, high=1.0)
"""Chance of success where a kind has none of its own: what a candidate is worth counts in full."""
MOST_KEPT = 4
"""Areas of datasets and configurations that are kept at once."""
USD = "usd"
"""The resource of a demand that is money rather than a team's weeks."""


def build_problem(
    dataset: Dataset,
    scorecard: Scorecard,
    configuration: Configuration,
    scenario: Scenario | None = None,
    leads: Sequence[Lead] = (),
    partner_capacity: Mapping[str, float] | None = None,
) -> Problem:
    """Return the problem that a scenario poses.

    Args:
        dataset: candidates, links, demands, windows and events.
        scorecard: their scores, made with the scenario's weights.
        configuration: with the scenario's levers already moved
            (:func:`optimizer.scenario.configured`).
        scenario: locks, horizon and continuity.
        leads: partners who could lead services.
        partner_capacity: partner → engagements it can lead per period.

    Raises:
        InputError: a lock names no candidate, the horizon is longer than the configured periods,
            or a regional service has no team.
    """
    scenario = scenario or Scenario()
    _check_scenario(dataset, configuration, scenario)
    periods = configuration.capacity.planned(scenario.since, scenario.periods)
    areas, funds = _areas(dataset, scorecard, configuration), _funds(dataset, configuration)
    return Problem(
        periods=tuple(Period(id=p.id, label=p.label, discount=p.discount) for p in periods),
        areas=areas,
        teams=tuple(
            Team(
                id=key,
                label=team.label,
                weeks=team.weeks,
                universal_share=team.universal_share,
                universal_weeks=besides,
                universal_more={
                    p.id: more
                    for p in periods
                    if (more := team.universal_in() + team.universal_in(p.id) - besides)
                },
            )
            for key, team in configuration.capacity.teams.items()
            for besides in (team.besides(periods),)
        ),
        funds=funds,
        joints=_joints(dataset, configuration, areas, funds),
        overlaps=tuple(_overlaps(dataset, scorecard, areas)),
        rules=tuple(
            term
            for name, rule in configuration.rules.rules.items()
            if rule.enabled
            for term in _rule_terms(name, rule, dataset)
        ),
        dependencies=tuple(
            _dependency(name, one, dataset)
            for name, one in configuration.rules.dependencies.items()
            if one.enabled
        ),
        reviews=tuple(_reviews(configuration, [period.id for period in periods], areas)),
        must=scenario.must,
        must_not=scenario.must_not,
        leads=tuple(
            lead if way == lead.service else lead.but(service=way)
            for lead in leads
            for way in configuration.services.services[lead.service].ways(lead.service)
        ),
        partner_capacity=dict(partner_capacity or {}),
        min_stay=scenario.min_stay,
        most_changes=scenario.most_changes,
    )


def _check_scenario(dataset: Dataset, configuration: Configuration, scenario: Scenario) -> None:
    """Raise when a lock or the horizon cannot be, with every such problem."""
    problems = [
        InputProblem(
            file=scenario.name,
            column=column,
            value=name,
            must="a must-have or must-not must name a candidate of the dataset",
            do="Use an id of candidates.csv.",
        )
        for column, names in (("must", scenario.must), ("must_not", scenario.must_not))
        for name in sorted(names - dataset.by_id.keys())
    ]
    problems += [
        InputProblem(
            file=scenario.name,
            column="must",
            value=name,
            must="a candidate must not be a must-have and a must-not at once",
            do="Take it off one of the two.",
        )
        for name in sorted(scenario.must & scenario.must_not)
    ]
    capacity = configuration.capacity
    if scenario.since is not None and scenario.since not in [one.id for one in capacity.periods]:
        problems.append(
            InputProblem(
                file=scenario.name,
                column="since",
                value=scenario.since,
                must="the plan must begin with a period of capacity.yaml",
                do="Use one of its ids, or add the period to capacity.yaml.",
            )
        )
    known = len(capacity.planned(scenario.since, len(capacity.periods)))
    if scenario.periods is not None and scenario.periods > known:
        problems.append(
            InputProblem(
                file=scenario.name,
                column="periods",
                value=str(scenario.periods),
                must=f"the horizon must not exceed the {known} periods of capacity.yaml",
                do="Plan for fewer periods, or add periods to capacity.yaml.",
            )
        )
    if problems:
        raise InputError(problems)


@dataclass(frozen=True)
class _Given:
    """What areas are made of; equal where dataset and scores are the very same."""

    data: tuple[int, int]
    services: Services
    criteria: Criteria
    periods: tuple[str, ...]
    regional: Mapping[str, str]
    dataset: Dataset = field(compare=False)
    scorecard: Scorecard = field(compare=False)
    configuration: Configuration = field(compare=False)

    def __hash__(self) -> int:
        return hash(self.data)


def _areas(
    dataset: Dataset, scorecard: Scorecard, configuration: Configuration
) -> tuple[Area, ...]:
    """Return one area per candidate: kinds in configured order, ids sorted.

    They are kept: most levers leave them as they are.

    Raises:
        InputError: a regional service has no team.
    """
    given = _Given(
        data=(id(dataset), id(scorecard)),
        services=configuration.services,
        criteria=configuration.criteria,
        periods=tuple(period.id for period in configuration.capacity.periods),
        regional=_regional(configuration),
        dataset=dataset,
        scorecard=scorecard,
        configuration=configuration,
    )
    return _areas_of(given)


@lru_cache(MOST_KEPT)
def _areas_of(given: _Given) -> tuple[Area, ...]:
    dataset, scorecard, configuration = given.dataset, given.scorecard, given.configuration
    demands: dict[tuple[str, str], dict[str, float]] = {}
    for demand in dataset.demands:
        demands.setdefault((demand.candidate, demand.service), {})[demand.resource] = demand.amount
    phases: dict[str, dict[str, str]] = {}
    for window in dataset.windows:
        phases.setdefault(window.candidate, {})[window.period] = window.phase
    every, regional = given.periods, given.regional
    successes = chances(dataset, configuration, count=True)
    areas: list[Area] = []
    problems: list[InputProblem] = []
    for kind_id, kind in configuration.criteria.kinds.items():
        for row in sorted(scorecard.kinds[kind_id].rows, key=lambda row: row.id):
            candidate = dataset.by_id[row.id]
            options = []
            for name, service in configuration.services.ways.items():
                if _offered(service, candidate, dataset):
                    own = demands.get((candidate.id, name), {})
                    option = _option(name, service, candidate, regional, own)
                    if isinstance(option, Option):
                        when = _open(service, every, phases.get(candidate.id, {}))
                        options.append(option if when is None else option.but(periods=when))
                    else:
                        problems.append(option)
            areas.append(
                Area(
                    id=candidate.id,
                    kind=kind_id,
                    name=candidate.name,
                    region=candidate.region,
                    potential=min(1.0, max(0.0, scorecard.potential[candidate.id])),
                    score=min(100.0, max(0.0, row.score)),
                    worth=kind.worth * successes.get(candidate.id, SURE).value,
                    success=successes.get(candidate.id, SURE).value,
                    success_low=successes.get(candidate.id, SURE).low,
                    success_high=successes.get(candidate.id, SURE).high,
                    support_min=kind.support_min,
                    drop_price=kind.drop_price,
                    incumbent=candidate.incumbent,
                    options=tuple(options),
                    windows=dataset.open_periods.get(candidate.id),
                    barred="; ".join(row.reasons) if row.gate == "fail" else None,
                    may_fail=candidate.id in scorecard.may_fail,
                )
            )
    if problems:
        raise InputError(problems)
    return tuple(areas)


def _option(
    name: str,
    service: Service,
    candidate: Candidate,
    regional: Mapping[str, str],
    own: Mapping[str, float],
) -> Option | InputProblem:
    """Return the service for one candidate: the kind's default demand, or the candidate's own."""
    weeks: dict[str, float] = {}
    for team, amount in service.staff.get(candidate.kind, {}).items():
        if team == REGIONAL and candidate.region not in regional:
            return InputProblem(
                file="capacity.yaml",
                column="teams",
                value=candidate.region or None,
                must=f"a team must serve the region of {candidate.id}, which {name} needs",
                do="Give a team this region, or name a team in the service's staff.",
            )
        resolved = regional[candidate.region] if team == REGIONAL else team
        weeks[resolved] = weeks.get(resolved, 0.0) + amount
    weeks.update({resource: amount for resource, amount in own.items() if resource != USD})
    return Option(
        service=name,
        size_of="" if service_of(name) == name else service_of(name),
        unlocks=service.unlocks[candidate.kind],
        weeks={team: amount for team, amount in weeks.items() if amount > 0},
        usd=own.get(USD, service.money.get(candidate.kind, 0.0)),
        partner_lead=service.partner_lead,
    )


def _open(
    service: Service, every: Sequence[str], phases: Mapping[str, str]
) -> tuple[str, ...] | None:
    """Return the periods in which a service can be given; None where that is all of them.

    Args:
        service: with its periods and phases.
        every: the configured periods.
        phases: period → phase of the candidate in it, blank where it is not on record.
    """
    if service.periods is None and service.phases is None:
        return None
    found = tuple(
        one
        for one in every
        if (service.periods is None or one in service.periods)
        and (service.phases is None or not phases.get(one) or phases[one] in service.phases)
    )
    return None if len(found) == len(every) else found


def _reviews(
    configuration: Configuration, periods: Sequence[str], areas: Sequence[Area]
) -> Iterator[Review]:
    """Yield the kinds that are not reviewed in every period planned for.

    A kind of which nobody is in force is reviewed in the first period, whichever it is: there is no
    list to keep.
    """
    capacity = configuration.capacity
    in_force = {area.kind for area in areas if area.incumbent}
    for name, kind in configuration.criteria.kinds.items():
        if kind.review is None:
            continue
        every = kind.review.every
        between = [one for one in periods if not capacity.is_review(one, every)]
        if name not in in_force:
            between = [one for one in between if one != periods[0]]
        if between:
            later = capacity.next_review(between[-1], every)
            after = "" if later is None else later.label or later.id
            yield Review(kind=name, label=kind.label, between=tuple(between), next=after)


def _regional(configuration: Configuration) -> dict[str, str]:
    """Return region → its team."""
    teams = configuration.capacity.teams.items()
    return {team.region: name for name, team in teams if team.region is not None}


def _offered(service: Service, candidate: Candidate, dataset: Dataset) -> bool:
    """Say whether a service is for a candidate's kind, fits it, and has a group for it."""
    grouped = service.together is None or _group(service.together, candidate) is not None
    return (
        candidate.kind in service.unlocks and grouped and _fits(service.where, candidate, dataset)
    )


def _group(together: Together, candidate: Candidate) -> str | None:
    """Return the group of a joint service that is a candidate's; None where it has none."""
    if together.each is None:
        return ""
    return candidate.columns.get(together.each) or None


def _joints(
    dataset: Dataset,
    configuration: Configuration,
    areas: Sequence[Area],
    funds: Sequence[Fund],
) -> tuple[Joint, ...]:
    """Return what several candidates get together, by service and group.

    A fund may pay a set-up if it may pay the service for every member.
    """
    found: list[Joint] = []
    problems: list[InputProblem] = []
    regional = _regional(configuration)
    for way, service in configuration.services.ways.items():
        if (together := service.together) is None:
            continue
        groups: dict[str, list[str]] = {}
        for area in areas:
            if any(option.service == way for option in area.options):
                group = _group(together, dataset.by_id[area.id])
                groups.setdefault(group or "", []).append(area.id)
        for group, members in sorted(groups.items()):
            teams = {regional.get(dataset.by_id[one].region) for one in members}
            team = teams.pop() if len(teams) == 1 else None
            if REGIONAL in together.staff and team is None:
                problems.append(
                    InputProblem(
                        file="services.yaml",
                        column=f"services.{way.replace(OF_SIZE, '.sizes.')}.together.staff",
                        value=REGIONAL,
                        must="a set-up staffed regionally must be for candidates of one region, "
                        "which a team serves",
                        do="Write `each: region`, narrow `where`, or name a team.",
                    )
                )
                continue
            weeks: dict[str, float] = {}
            for name, amount in together.staff.items():
                resolved = team if name == REGIONAL and team is not None else name
                weeks[resolved] = weeks.get(resolved, 0.0) + amount
            found.append(
                Joint(
                    service=way,
                    group=group,
                    label=service.label,
                    members=tuple(members),
                    weeks={name: amount for name, amount in weeks.items() if amount > 0},
                    usd=together.money,
                    funds=tuple(f.id for f in funds if all(f.pays(one, way) for one in members)),
                    least=together.min,
                    most=together.max,
                )
            )
    if problems:
        raise InputError(problems)
    return tuple(found)


def _fits(where: Filter, candidate: Candidate, dataset: Dataset) -> bool:
    return where.keeps(candidate.columns, dataset.targets.get(candidate.id, frozenset()))


def _funds(dataset: Dataset, configuration: Configuration) -> tuple[Fund, ...]:
    services = configuration.services.services
    return tuple(
        Fund(
            id=name,
            label=fund.label,
            usd=fund.usd,
            pays_for=frozenset(_kept(fund.pays_for.where, dataset))
            | (dataset.by_id.keys() & set(fund.pays_for.also or ())),
            services=None
            if fund.pays_for.services is None
            else frozenset(
                way for one in fund.pays_for.services for way in services[one].ways(one)
            ),
            most_per_candidate=fund.most_per_candidate,
        )
        for name, fund in configuration.capacity.funds.items()
    )


def _kept(where: Filter, dataset: Dataset) -> list[str]:
    """Return the ids of the candidates that a filter keeps, sorted."""
    return sorted(one.id for one in dataset.candidates if _fits(where, one, dataset))


def _overlaps(
    dataset: Dataset, scorecard: Scorecard, areas: Sequence[Area]
) -> Iterator[OverlapTerm]:
    """Yield what each candidate earns, per relation, for a linked candidate in the plan."""
    linked, worth = _linked(dataset), {area.id: area.worth for area in areas}
    for scores in scorecard.kinds.values():
        for relation, share in scores.overlap_shares.items():
            for candidate in scores.ids:
                points = worth[candidate] * scores.overlap_weight * share
                targets = linked.get((candidate, relation))
                if targets and points > 0:
                    yield OverlapTerm(
                        candidate=candidate, relation=relation, targets=targets, points=points
                    )


def _dependency(name: str, given: rules.Dependency, dataset: Dataset) -> Dependency:
    """Return a dependency with the candidates that it binds, and the others of each."""
    other, linked = given.other, _linked(dataset)
    kept = None if other.where is None else frozenset(_kept(other.where, dataset))
    pairs: dict[str, tuple[str, ...]] = {}
    for candidate in _kept(given.where, dataset):
        if other.same:
            pairs[candidate] = (candidate,)
            continue
        others = set(dataset.by_id) if kept is None else set(kept)
        if other.linked is not None:
            others &= set(linked.get((candidate, other.linked), ()))
        pairs[candidate] = tuple(sorted(others - {candidate}))
    return Dependency(
        rule=name,
        label=given.label,
        kind=given.kind,
        service=given.service or "",
        other=other.service or "",
        pairs=pairs,
    )


def _linked(dataset: Dataset) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (candidate, relation) → targets, sorted."""
    found: dict[tuple[str, str], set[str]] = {}
    for link in dataset.links:
        found.setdefault((link.candidate, link.relation), set()).add(link.target)
    return {key: tuple(sorted(targets)) for key, targets in found.items()}


def _rule_terms(name: str, rule: Rule, dataset: Dataset) -> Iterator[RuleTerm]:
    """Yield one term per group of a rule; candidates with a blank group value are in none.

    A share of nobody, in a group without base candidates, is a count of 0.
    """
    bounds = rule.bounds
    members = _kept(rule.where, dataset)
    base = _kept(rule.of, dataset) if rule.share is not None and rule.of is not None else []
    for group in _groups(rule, [*members, *base], dataset):
        inside = [m for m in members if _in_group(rule, dataset.by_id[m], group)]
        whole = [b for b in base if _in_group(rule, dataset.by_id[b], group)]
        nothing = rule.share is not None and not whole
        yield RuleTerm(
            rule=name,
            group=group,
            label=rule.label,
            members=tuple(inside),
            base=tuple(whole),
            low=0.0 if nothing and bounds.min is not None else bounds.min,
            high=0.0 if nothing and bounds.max is not None else bounds.max,
            near=_near(rule.where, inside, dataset),
            hard=rule.hard,
            penalty=rule.penalty,
        )


def _groups(rule: Rule, ids: Sequence[str], dataset: Dataset) -> list[str]:
    if rule.each is None:
        return [""]
    values = {dataset.by_id[name].columns.get(rule.each, "") for name in ids}
    return sorted(values - {""})


def _in_group(rule: Rule, candidate: Candidate, group: str) -> bool:
    return rule.each is None or candidate.columns.get(rule.each, "") == group


def _near(
    where: Filter, members: Sequence[str], dataset: Dataset
) -> dict[str, tuple[str, ...]] | None:
    """Return member → linked candidates by the filter's overlap relations; None without any."""
    if where.overlap is None:
        return None
    linked = _linked(dataset)
    return {
        member: tuple(
            sorted({t for relation in where.overlap for t in linked.get((member, relation), ())})
        )
        for member in members
    }
