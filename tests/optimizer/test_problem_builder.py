"""From tables and configuration to a problem. Oracle: the small example, worked by hand."""

from collections.abc import Mapping

import numpy as np
import pytest

from config.capacity import Capacity, Fund, PaysFor, Period
from config.configuration import Configuration
from config.filters import Filter
from config.rules import Bounds, Rule, Rules
from config.services import Service
from data.dataset import Dataset, Demand, Event, Evidence, Window
from optimizer.problem import Lead, Option, OverlapTerm, Problem
from optimizer.robust.assumptions import AssumedFigures, assumptions
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from tests.optimizer.framed import COMMITMENTS, framed, told


@pytest.fixture
def example(small_dataset: Dataset, small_configuration: Configuration) -> Problem:
    return framed(small_dataset, small_configuration)


def test_areas_by_kind_and_id(example: Problem) -> None:
    assert [area.id for area in example.areas] == [
        "country:AAA",
        "country:BBB",
        "country:BBB-port",
        "country:CCC",
        *COMMITMENTS,
        "theme:ownership",
    ]


def test_an_area(example: Problem) -> None:
    """Alphaland: 70 + 0.2 · 12.5 points; worth, least support and price as its kind's."""
    alphaland = example.by_id["country:AAA"]
    assert alphaland.potential == pytest.approx(0.725)
    assert alphaland.score == pytest.approx(72.5)
    assert (alphaland.worth, alphaland.support_min, alphaland.drop_price) == (100, 0.5, 4)
    assert (alphaland.name, alphaland.region, alphaland.kind) == ("Alphaland", "Europe", "country")
    assert alphaland.incumbent
    assert alphaland.barred is None
    assert alphaland.windows is None


def test_potential_leaves_out_focus_overlap(example: Problem) -> None:
    """The register scores 80 without, and 100 with, its country and theme of the list in force."""
    register = example.by_id["commitment:AA001"]
    assert register.potential == pytest.approx(0.8)
    assert register.score == pytest.approx(100)


def test_a_failed_gate_bars_with_its_reasons(example: Problem) -> None:
    barred = {area.id: area.barred for area in example.areas if area.barred is not None}
    assert barred.keys() == {"country:CCC"}
    assert "suspended" in barred["country:CCC"]
    assert "Values Check" in barred["country:CCC"]


def test_regional_work_is_the_region_team_s(example: Problem) -> None:
    """The same service: Europe's team for Alphaland, Africa's for Betaland, none for a theme."""
    weeks = {
        name: {option.service: option.weeks for option in example.by_id[name].options}
        for name in ("country:AAA", "country:BBB", "theme:ownership")
    }
    assert weeks == {
        "country:AAA": {
            "technical_support": {"europe": 4},
            "peer_exchange": {"europe": 2, "thematic": 1},
            "advocacy": {"europe": 1},
        },
        "country:BBB": {
            "technical_support": {"africa": 4},
            "peer_exchange": {"africa": 2, "thematic": 1},
            "advocacy": {"africa": 1},
        },
        "theme:ownership": {
            "technical_support": {"thematic": 5},
            "peer_exchange": {"thematic": 4},
        },
    }


def test_options_of_the_kind(example: Problem) -> None:
    assert example.by_id["commitment:BB001"].options == (
        Option(
            service="technical_support",
            unlocks=0.6,
            weeks={"africa": 3},
            usd=40_000,
            partner_lead=0.5,
        ),
        Option(service="peer_exchange", unlocks=0.4, weeks={"thematic": 2}),
    )


def with_sizes(configuration: Configuration) -> Configuration:
    """Return the small example with advocacy in two sizes, the larger one for Europe only."""
    large = {
        "label": "Campaign",
        "where": {"region": "Europe"},
        "unlocks": {"country": 0.2},
        "staff": {"country": {"regional": 3}},
        "money": {"country": 2000},
    }
    small = {"label": "Visit", "unlocks": {"country": 0.1}, "staff": {"country": {"regional": 1}}}
    sizes = {"small": small, "large": large}
    advocacy = Service.model_validate({"label": "Advocacy", "partner_lead": 0.5, "sizes": sizes})
    services = configuration.services
    return configuration.but(
        services=services.but(services={**services.services, "advocacy": advocacy})
    )


def test_sizes_are_options_of_those_whom_they_fit(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Demands, funds and leads: a demand names one size, a fund and a lead mean all of them."""
    configuration = with_sizes(small_configuration)
    capacity = configuration.capacity
    pays_for = PaysFor(services=("advocacy",))
    funds = {**capacity.funds, "core": capacity.funds["core"].but(pays_for=pays_for)}
    demand = Demand(
        candidate="country:AAA", service="advocacy:large", resource="usd", amount=1500.0
    )
    problem = framed(
        small_dataset.but(demands=(*small_dataset.demands, demand)),
        configuration.but(capacity=capacity.but(funds=funds)),
        leads=(Lead(partner="p", candidate="country:AAA", service="advocacy"),),
    )
    small = Option(
        service="advocacy:small",
        size_of="advocacy",
        unlocks=0.1,
        weeks={"europe": 1},
        partner_lead=0.5,
    )
    large = small.but(service="advocacy:large", unlocks=0.2, weeks={"europe": 3}, usd=1500.0)
    assert problem.by_id["country:AAA"].options[2:] == (small, large)
    assert [one.service for one in problem.by_id["country:BBB"].options[2:]] == ["advocacy:small"]
    assert problem.funds[1].services == frozenset({"advocacy:small", "advocacy:large"})
    assert [lead.service for lead in problem.leads] == ["advocacy:small", "advocacy:large"]


def with_chance(configuration: Configuration, **fields: object) -> Configuration:
    """Return the small example in which support for a commitment leads to results in one of five.

    Evidence on ``track_record`` gives commitments a chance of their own.
    """
    criteria = configuration.criteria
    chance = {"value": 0.2, "low": 0.1, "high": 0.4}
    kind = criteria.kinds["commitment"].but(
        success={"chance": chance, "measure": "track_record", **fields}
    )
    measures = {**criteria.measures, "track_record": {"label": "Track record", "scale": (0, 1)}}
    kinds = {**criteria.kinds, "commitment": kind}
    return configuration.but(criteria=criteria.but(kinds=kinds, measures=measures))


def test_what_a_candidate_is_worth_counts_with_its_chance(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """The register has evidence of its own, 0.5 (0.3 to 0.6); the others have their kind's."""
    own = Evidence(
        candidate="commitment:AA001", measure="track_record", value=0.5, low=0.3, high=0.6,
        basis="observed", source="index", as_of="2019", note="",
    )  # fmt: skip
    dataset = small_dataset.but(evidence=(*small_dataset.evidence, own))
    plain = framed(small_dataset, small_configuration)
    problem = framed(dataset, with_chance(small_configuration))
    register, other = (problem.by_id[name] for name in COMMITMENTS[:2])
    assert (register.success_low, register.success, register.success_high) == (0.3, 0.5, 0.6)
    assert (other.success_low, other.success, other.success_high) == (0.1, 0.2, 0.4)
    assert register.worth == plain.by_id[register.id].worth * 0.5
    assert (register.potential, register.score) == (
        plain.by_id[register.id].potential, plain.by_id[register.id].score
    )  # fmt: skip
    assert problem.by_id["country:AAA"] == plain.by_id["country:AAA"]
    points = {(term.candidate, term.relation): term.points for term in plain.overlaps}
    for term in problem.overlaps:
        share = problem.by_id[term.candidate].success
        assert term.points == pytest.approx(share * points[term.candidate, term.relation])


def test_a_chance_is_drawn_from_its_range(small_study: Study) -> None:
    study = Study(small_study.dataset, with_chance(small_study.configuration))
    figures = {one.path: one for one in assumptions(study.configuration)}
    (one,) = figures.values()
    assert one.path == "criteria.kinds.commitment.success.chance"
    assert (one.low, one.value, one.high) == (0.1, 0.2, 0.4)
    drawn = AssumedFigures(study, BASELINE, study.scorecard(), (one,)).with_values(np.array([0.4]))
    assert drawn.by_id[COMMITMENTS[0]].success == 0.4


def test_dependencies_bind_whom_they_filter(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Commitments need the country they lie in; technical support comes after peer exchange."""
    given: dict[str, dict[str, object]] = {
        "with_its_country": {
            "label": "With its country",
            "where": {"kind": "commitment"},
            "requires": {"linked": "in_country"},
        },
        "peers_first": {
            "label": "Peers first",
            "where": {"kind": "theme"},
            "service": "technical_support",
            "after": {"service": "peer_exchange"},
        },
        "not_both": {
            "label": "Not both",
            "where": {"id": COMMITMENTS[1]},
            "excludes": {"where": {"kind": "commitment", "region": "Africa"}},
            "enabled": False,
        },
    }
    rules = small_configuration.rules.but(dependencies=given)
    first, second = framed(small_dataset, small_configuration.but(rules=rules)).dependencies
    assert (first.kind, first.service, first.other) == ("requires", "", "")
    assert first.pairs["commitment:AA001"] == ("country:AAA",)
    assert (second.kind, second.service, second.other) == (
        "after", "technical_support", "peer_exchange"
    )  # fmt: skip
    assert second.pairs == {"theme:ownership": ("theme:ownership",)}
    given["not_both"]["enabled"] = True
    rules = small_configuration.rules.but(dependencies=given)
    third = framed(small_dataset, small_configuration.but(rules=rules)).dependencies[2]
    assert third.pairs == {COMMITMENTS[1]: (COMMITMENTS[2],)}


def with_workshop(configuration: Configuration, **fields: object) -> Configuration:
    """Return the small example with advocacy in a workshop for each region."""
    together = {
        "staff": {"regional": 2, "thematic": 1},
        "money": 3000,
        "max": 5,
        "each": "region",
        **fields,
    }
    services = configuration.services
    advocacy = services.services["advocacy"].but(together=together)
    return configuration.but(
        services=services.but(services={**services.services, "advocacy": advocacy})
    )


def test_joint_services_by_region(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Core pays for everybody; Europe's team sets up in Europe, Africa's in Africa.

    Gammaland lies behind a gate, but is a member all the same: gates bar it from any service.
    """
    problem = framed(small_dataset, with_workshop(small_configuration))
    africa, europe = problem.joints
    assert (europe.id, europe.label) == ("advocacy/Europe", "Advocacy")
    assert set(africa.members) | set(europe.members) == {
        area.id for area in problem.areas if area.kind == "country"
    }
    assert "country:AAA" in europe.members
    assert europe.weeks == {"europe": 2, "thematic": 1}
    assert africa.weeks == {"africa": 2, "thematic": 1}
    assert (europe.usd, europe.funds, europe.least, europe.most) == (3000, ("core",), 2, 5)


def test_a_regional_set_up_is_for_one_region(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    (told_,) = told(small_dataset, with_workshop(small_configuration, each=None))
    assert told_.column == "services.advocacy.together.staff"
    assert told_.must.startswith("a set-up staffed regionally must be for candidates of one region")


def test_a_team_asked_for_twice_gives_both(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Regional and Africa's own team are one team for Betaland, two for Alphaland."""
    services = small_configuration.services
    both = services.services["advocacy"].but(staff={"country": {"regional": 1, "africa": 2}})
    changed = small_configuration.but(
        services=services.but(services={**services.services, "advocacy": both})
    )
    problem = framed(small_dataset, changed)
    assert problem.by_id["country:BBB"].options[2].weeks == {"africa": 3}
    assert problem.by_id["country:AAA"].options[2].weeks == {"europe": 1, "africa": 2}


def test_demands_replace_what_they_name(example: Problem) -> None:
    """The port's budget: USD 25,000 and two weeks of Africa's team; the rest as for any."""
    support, exchange = example.by_id["commitment:BB002"].options
    assert (support.usd, support.weeks) == (25_000, {"africa": 2})
    assert (exchange.usd, exchange.weeks) == (0, {"thematic": 2})


@pytest.mark.parametrize(
    ("resource", "amount", "weeks", "usd"),
    [
        ("thematic", 1.5, {"africa": 3, "thematic": 1.5}, 40_000),
        ("africa", 0.0, {}, 40_000),
        ("usd", 0.0, {"africa": 3}, 0),
    ],
)
def test_a_demand(
    small_dataset: Dataset,
    small_configuration: Configuration,
    resource: str,
    amount: float,
    weeks: Mapping[str, float],
    usd: float,
) -> None:
    """Another team is added, a team asked for nothing is left out, a service may be free."""
    demand = Demand(
        candidate="commitment:BB001", service="technical_support", resource=resource, amount=amount
    )
    problem = framed(small_dataset.but(demands=(demand,)), small_configuration)
    option = problem.by_id["commitment:BB001"].options[0]
    assert (option.weeks, option.usd) == (weeks, usd)


def test_a_region_without_team_is_told_for_every_candidate(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    capacity = small_configuration.capacity
    teams = {**capacity.teams, "africa": capacity.teams["africa"].but(region=None)}
    problems = told(small_dataset, small_configuration.but(capacity=capacity.but(teams=teams)))
    assert {problem.file for problem in problems} == {"capacity.yaml"}
    assert {problem.value for problem in problems} == {"Africa"}
    assert len(problems) == 3 * 3 + 2
    assert "a team must serve the region of country:BBB, which advocacy needs" in {
        problem.must for problem in problems
    }


def test_windows(small_dataset: Dataset, small_configuration: Configuration) -> None:
    windows = (
        Window(candidate="country:AAA", period="H1"),
        Window(candidate="country:AAA", period="H3"),
        Window(candidate="country:BBB", period="H3"),
    )
    problem = framed(small_dataset.but(windows=windows), small_configuration)
    assert problem.by_id["country:AAA"].windows == ("H1", "H3")
    assert problem.by_id["country:BBB"].windows == ("H3",)
    assert problem.by_id["commitment:AA001"].windows is None


def test_an_event_is_a_window_for_whom_it_makes(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """A candidate that an event only serves can be supported always."""
    events = (
        Event(candidate="country:AAA", event="week", name="Week", period="H1", opens=True),
        Event(candidate="country:BBB", event="week", name="Week", period="H1"),
    )
    problem = framed(small_dataset.but(events=events), small_configuration)
    assert problem.by_id["country:AAA"].windows == ("H1",)
    assert problem.by_id["country:BBB"].windows is None


def reviewed(configuration: Configuration, **every: int) -> Configuration:
    """Return a configuration of four periods in which some kinds are reviewed now and then."""
    kinds = configuration.criteria.kinds
    changed = {kind: kinds[kind].but(review=number) for kind, number in every.items()}
    periods = tuple(Period(id=f"H{at}", label=f"Half {at}") for at in range(1, 5))
    return configuration.but(
        criteria=configuration.criteria.but(kinds={**kinds, **changed}),
        capacity=configuration.capacity.but(periods=periods, horizon=None),
        content_hash="",
    )


@pytest.mark.parametrize(
    ("scenario", "found"),
    [
        (Scenario(periods=1), []),
        (Scenario(), [("country", ("H2", "H4"), ""), ("theme", ("H2", "H3"), "Half 4")]),
        (Scenario(since="H2", periods=1), [("country", ("H2",), "Half 3")]),
        (Scenario(since="H3", periods=2), [("country", ("H4",), "")]),
    ],
    ids=["a review", "all", "rolled on", "the last"],
)
def test_reviews_are_counted_from_the_first_period(
    small_dataset: Dataset,
    small_configuration: Configuration,
    scenario: Scenario,
    found: list[tuple[str, tuple[str, ...], str]],
) -> None:
    """Countries every second half-year, themes every third; no theme is in force.

    So themes are reviewed where a plan begins, whenever that is.
    """
    configuration = reviewed(small_configuration, country=2, theme=3)
    dataset = small_dataset.but(
        candidates=tuple(
            one.but(incumbent=one.kind == "country" and one.incumbent)
            for one in small_dataset.candidates
        )
    )
    problem = framed(dataset, configuration, scenario)
    assert [(one.kind, one.between, one.next) for one in problem.reviews] == found


def test_services_that_wait(small_dataset: Dataset, small_configuration: Configuration) -> None:
    """From H2 on; of AAA only while it writes a plan, whose phase in H4 is not on record."""
    configuration = reviewed(small_configuration)
    services = configuration.services.services
    waits = services["advocacy"].but(periods=("H2", "H3", "H4"), phases=("writes a plan",))
    configuration = configuration.but(
        services=configuration.services.but(services={**services, "advocacy": waits})
    )
    phases = {"H1": "writes a plan", "H2": "writes a plan", "H3": "carries it out", "H4": ""}
    windows = tuple(
        Window(candidate="country:AAA", period=period, phase=phase)
        for period, phase in phases.items()
    )
    dataset = small_dataset.but(windows=windows)
    problem = framed(dataset, configuration)
    when = {key[0]: one.periods for key, one in problem.options.items() if key[1] == "advocacy"}
    assert when["country:AAA"] == ("H2", "H4")
    assert when["country:BBB"] == ("H2", "H3", "H4")
    others = [one for key, one in problem.options.items() if key[1] != "advocacy"]
    assert all(one.periods is None for one in others)


def test_teams(example: Problem) -> None:
    assert {team.id: team.open_weeks for team in example.teams} == pytest.approx(
        {"europe": 10, "africa": 15, "thematic": 12}
    )
    assert example.teams[0].label == "Europe team"


def test_what_a_team_keeps_for_everybody(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Africa: 30 weeks, half of them a share; 4 besides, and 3 members of H1 at 1.5 each: 6.5."""
    old = small_configuration.capacity
    periods = (Period(id="H1"), Period(id="H2"))
    loads = [{"weeks": 4}, {"weeks": 1.5, "members": 3, "periods": "H1"}]
    teams = {**old.teams, "africa": old.teams["africa"].but(universal_weeks=loads)}
    capacity = old.but(periods=periods, teams=teams)
    problem = framed(small_dataset, small_configuration.but(capacity=capacity))
    (africa,) = (team for team in problem.teams if team.id == "africa")
    assert (africa.open_in("H1"), africa.open_in("H2")) == pytest.approx((6.5, 11))
    assert teams["africa"].focus_weeks(periods) == pytest.approx(11)
    assert teams["africa"].focus_weeks(periods[:1]) == pytest.approx(6.5)
    bare = old.teams["africa"].but(universal_weeks=4)
    assert bare.universal_weeks == teams["africa"].universal_weeks[:1]


def test_funds(example: Problem) -> None:
    trust, core = example.funds
    assert (trust.id, trust.label, trust.usd) == ("trust", "Trust fund", 80_000)
    assert trust.pays_for == set(COMMITMENTS)
    assert trust.services == frozenset({"technical_support"})
    assert trust.most_per_candidate == 50_000
    assert core.pays_for == {area.id for area in example.areas}
    assert core.services is None
    assert core.most_per_candidate is None


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ({"kind": "country", "not": {"region": "Africa"}}, {"country:AAA"}),
        ({"linked_to": ["theme:ownership"]}, {"commitment:AA001"}),
        (
            {"linked_to": ["country:BBB", "country:BBB-port"]},
            {"commitment:BB001", "commitment:BB002"},
        ),
        ({"incumbent": "yes"}, {"country:AAA", "commitment:BB001", "theme:ownership"}),
        ({"incumbent": False, "kind": "commitment"}, {"commitment:AA001", "commitment:BB002"}),
        ({"income_group": ["low"], "level": "local"}, {"country:BBB-port"}),
        ({"status": ["suspended", "withdrawn"]}, {"country:CCC"}),
        ({"region": "Oceania"}, set()),
    ],
)
def test_filters(
    small_dataset: Dataset,
    small_configuration: Configuration,
    where: dict[str, object],
    kept: set[str],
) -> None:
    """The same filter picks what a fund pays for and what a rule counts."""
    fund = Fund(label="Fund", usd=1, pays_for=PaysFor(where=Filter.model_validate(where)))
    rule = Rule(label="Rule", where=Filter.model_validate(where), count=Bounds(max=1), hard=True)
    capacity = small_configuration.capacity.but(funds={"fund": fund})
    changed = small_configuration.but(capacity=capacity, rules=Rules(rules={"rule": rule}))
    problem = framed(small_dataset, changed)
    assert problem.funds[0].pays_for == kept
    assert set(problem.rules[0].members) == kept


def test_overlap_points(example: Problem) -> None:
    """60 points · weight 0.2 · half of the criterion per relation = 6."""
    assert set(example.overlaps) == {
        OverlapTerm(candidate=candidate, relation=relation, targets=(target,), points=6.0)
        for candidate, relation, target in (
            ("commitment:AA001", "in_country", "country:AAA"),
            ("commitment:AA001", "on_theme", "theme:ownership"),
            ("commitment:BB001", "in_country", "country:BBB"),
            ("commitment:BB002", "in_country", "country:BBB-port"),
        )
    }


def test_points_of_support_and_full_overlap_make_up_the_score(example: Problem) -> None:
    """The register: 60 · 0.8 of support and 2 · 6 of overlap are its whole worth of 60."""
    register = example.by_id["commitment:AA001"]
    overlap = sum(term.points for term in example.overlaps if term.candidate == register.id)
    assert register.worth * register.potential + overlap == pytest.approx(60)


def test_periods_and_horizon(small_dataset: Dataset, small_configuration: Configuration) -> None:
    periods = (Period(id="H1"), Period(id="H2", label="Second", discount=0.9))
    changed = small_configuration.but(
        capacity=Capacity.model_validate(
            {**small_configuration.capacity.model_dump(), "periods": periods}
        )
    )
    problem = framed(small_dataset, changed)
    assert [(p.id, p.label, p.discount) for p in problem.periods] == [
        ("H1", "", 1.0),
        ("H2", "Second", 0.9),
    ]
    shorter = framed(small_dataset, changed, Scenario(periods=1, min_stay=2, most_changes=3))
    assert [period.id for period in shorter.periods] == ["H1"]
    assert (shorter.min_stay, shorter.most_changes) == (2, 3)
    (wrong,) = told(small_dataset, changed, Scenario(name="Long", periods=3))
    assert (wrong.file, wrong.column, wrong.value) == ("Long", "periods", "3")
    assert wrong.must == "the horizon must not exceed the 2 periods of capacity.yaml"


def test_locks_and_leads_are_handed_on(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    lead = Lead(partner="partner:bank", candidate="country:BBB", service="advocacy")
    problem = framed(
        small_dataset,
        small_configuration,
        Scenario(must={"country:BBB"}, must_not={"country:AAA"}),
        leads=[lead],
        partner_capacity={"partner:bank": 2.0},
    )
    assert problem.must == {"country:BBB"}
    assert problem.must_not == {"country:AAA"}
    assert problem.leads == (lead,)
    assert problem.partner_capacity == {"partner:bank": 2.0}


def test_every_wrong_lock_is_told(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    scenario = Scenario(
        name="Wishes",
        must={"country:XXX", "country:AAA"},
        must_not={"country:YYY", "country:AAA"},
        periods=9,
    )
    found = told(small_dataset, small_configuration, scenario)
    assert [(problem.column, problem.value) for problem in found] == [
        ("must", "country:XXX"),
        ("must_not", "country:YYY"),
        ("must", "country:AAA"),
        ("periods", "9"),
    ]
    assert all(problem.file == "Wishes" and problem.must and problem.do for problem in found)


def test_areas_are_kept_where_nothing_of_theirs_is_moved(small_study: Study) -> None:
    """Weeks of a team leave them as they are; the worth of a kind, and a service, do not."""
    before = small_study.problem().areas
    after = small_study.problem(Scenario(weeks={"europe": 12.0})).areas
    assert all(now is was for now, was in zip(after, before, strict=True))
    dearer = small_study.problem(Scenario(worth={"country": 50.0})).by_id["country:AAA"]
    assert dearer.worth == 50.0 != before[0].worth
    configuration = small_study.configuration
    name, service = next(iter(configuration.services.services.items()))
    services = {
        **configuration.services.services,
        name: service.but(money=dict.fromkeys(service.unlocks, 1.0)),
    }
    other = Study(
        small_study.dataset,
        configuration.but(services=configuration.services.but(services=services)),
    )
    assert other.problem().by_id["country:AAA"].options != before[0].options
