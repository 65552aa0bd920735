"""The bundled configuration: the plan's criteria, services and rules, and that they can be met."""

from collections import Counter

import pytest

from config.capacity import Fund, Team
from config.configuration import Configuration
from config.criteria import Kind
from config.load import bundled_configuration_folder, load_configuration
from config.services import Service
from data.dataset import Candidate, Dataset
from data.load import bundled_dataset_folder, load_dataset

REGIONAL_TEAMS = ("africa_middle_east", "americas", "asia_pacific", "europe")


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load_configuration(bundled_configuration_folder())


@pytest.fixture(scope="module")
def dataset(configuration: Configuration) -> Dataset:
    return load_dataset(bundled_dataset_folder(), configuration)


def main_and_additional(kind: Kind) -> tuple[int, int]:
    additional = sum(criterion.additional for criterion in kind.criteria.values())
    return len(kind.criteria) - additional, additional


def test_the_plans_criteria(configuration: Configuration) -> None:
    """Oracle: 3YP: seven for countries, five and five for commitments, four for themes.

    Four objectives of advocacy, and that it spurs action in countries.
    """
    kinds = configuration.criteria.kinds
    assert main_and_additional(kinds["country"]) == (7, 0)
    assert main_and_additional(kinds["commitment"]) == (5, 5)
    assert main_and_additional(kinds["theme"]) == (4, 0)
    assert main_and_additional(kinds["advocacy"]) == (5, 0)
    assert set(kinds["country"].gates) == {"membership", "criteria_or_opening"}


def test_every_criterion_cites_the_plan(configuration: Configuration) -> None:
    for kind in configuration.criteria.kinds.values():
        for criterion in kind.criteria.values():
            assert criterion.source.startswith("3YP, ")


def test_additional_considerations_weigh_less(configuration: Configuration) -> None:
    kind = configuration.criteria.kinds["commitment"]
    heaviest = max(c.weight for c in kind.criteria.values() if c.additional)
    assert heaviest < min(c.weight for c in kind.criteria.values() if not c.additional)


def test_a_judgement_stands_beside_a_proxy_or_alone_but_is_never_hidden(
    configuration: Configuration,
) -> None:
    """Every judgement of the catalogue is in a criterion, so that its absence shows."""
    catalogue = configuration.criteria.measures
    used = {
        use.measure
        for kind in configuration.criteria.kinds.values()
        for criterion in kind.criteria.values()
        for use in criterion.measures
    }
    assert {name for name, measure in catalogue.items() if measure.judgement} <= used


def test_lists_are_reviewed_as_the_plan_says(configuration: Configuration) -> None:
    """Oracle: 3YP: focus countries every six months, commitments in an annual assessment.

    It has no interval for themes, so theirs is an assumption.
    """
    reviews = {name: kind.review for name, kind in configuration.criteria.kinds.items()}
    told = {
        name: (review.every, review.basis, review.source.split(",")[0])
        for name, review in reviews.items()
        if review is not None
    }
    assert told == {
        "country": (1, "observed", "3YP"),
        "commitment": (2, "observed", "3YP"),
        "theme": (2, "assumption", "none: an assumption; the plan states no interval for themes"),
    }


def test_the_annexs_families_of_services(configuration: Configuration) -> None:
    """Oracle: 3YP, Annex: seven families, and the IRM's in-depth insight for focus countries."""
    services = configuration.services.services
    from_annex = [name for name, service in services.items() if "Annex" in service.source]
    assert len(from_annex) == 7
    assert set(services) - set(from_annex) == {"irm_in_depth"}


def test_two_openings_beside_the_values_check(configuration: Configuration) -> None:
    """Oracle: 3YP, Countries, Overview: just joined, in transition; OGP's check is 3 of 4."""
    gate = configuration.criteria.kinds["country"].gates["criteria_or_opening"]
    check, local = gate.own.any_of
    assert (check.measure, check.at_least) == ("values_check", 3)
    assert (local.attribute, local.allowed) == ("level", ("local",))
    assert list(gate.openings) == ["just_joined", "in_transition"]
    for opening in gate.openings.values():
        assert opening.enabled
        assert opening.source.startswith("3YP, Countries, ")
        assert opening.why


def test_what_countries_get_together(configuration: Configuration) -> None:
    """Oracle: 3YP: justice and civic space in 3-5 countries each.

    The Leadership Group has no number in the plan: three at least, of five on record.
    """
    sizes = configuration.services.services["peer_learning"].sizes
    held = {
        name: (size.together.min, size.together.max)
        for name, size in sizes.items()
        if size.together is not None
    }
    assert held == {
        "leadership_group": (3, None),
        "justice": (3, 5),
        "civic_space": (3, 5),
    }
    for name in ("workshop", *held):
        assert sizes[name].unlocks == {"country": 0.1}
        assert sizes[name].source.startswith("3YP, ")
        assert sizes[name].why
        assert sizes[name].basis == "assumption"


def test_a_theme_that_is_to_be_helped_in_countries_asks_for_them(
    configuration: Configuration, dataset: Dataset
) -> None:
    """Oracle: 3YP, Themes, 2020 Activities; enough active members have commitments on each."""
    services = configuration.services.services["peer_learning"].sizes
    asked = {}
    for one in configuration.rules.dependencies.values():
        assert one.kind == "requires"
        assert one.other.service is not None
        asked[one.where.columns["id"]] = one.other.service
        where = services[one.other.service.partition(":")[2]].where
        able = [
            c.id
            for c in dataset.candidates
            if active(c) and c.columns.get("level") == "national"
            and where.keeps(c.columns, dataset.targets.get(c.id, frozenset()))
        ]  # fmt: skip
        assert len(able) >= 10
    assert asked == {
        ("theme:justice",): "peer_learning:justice",
        ("theme:civic-space",): "peer_learning:civic_space",
    }


def test_an_award_is_five_hundred_thousand_over_two_years(configuration: Configuration) -> None:
    """Oracle: OGP's announcement of the implementation awards of 2019."""
    award = 500_000 / 4
    assert configuration.services.services["bundled_support"].money["commitment"] == award
    assert configuration.capacity.funds["mdtf_implementation"].most_per_candidate == award


def test_what_is_assumed_says_so_and_why(configuration: Configuration) -> None:
    capacity = configuration.capacity
    entries: list[Service | Team | Fund] = [
        *configuration.services.services.values(),
        *capacity.teams.values(),
        *capacity.funds.values(),
    ]
    for entry in entries:
        assert entry.basis == "assumption"
        assert entry.why
        assert entry.source


def test_every_region_has_its_team(configuration: Configuration, dataset: Dataset) -> None:
    regions = Counter(team.region for team in configuration.capacity.teams.values() if team.region)
    assert set(regions) == {c.region for c in dataset.candidates if c.region}
    assert set(regions.values()) == {1}


def test_every_paid_service_has_a_payer_for_every_candidate_or_for_some(
    configuration: Configuration, dataset: Dataset
) -> None:
    """The core budget pays for anything, so no service of any kind is out of reach."""
    funds = configuration.capacity.funds.values()
    open_funds = [
        fund for fund in funds if fund.pays_for.services is None and not fund.pays_for.where.columns
    ]
    assert open_funds
    dearest = max(
        amount for s in configuration.services.services.values() for amount in s.money.values()
    )
    assert max(fund.usd for fund in open_funds) >= dearest
    for fund in funds:
        assert any(fund.pays_for.where.keeps(c.columns) for c in dataset.candidates)


def test_hard_rules_can_be_met(configuration: Configuration, dataset: Dataset) -> None:
    """Enough active candidates pass each filter that has a least number."""
    for rule in configuration.rules.rules.values():
        if rule.hard and rule.count is not None and rule.count.min is not None:
            kept = [c for c in dataset.candidates if rule.where.keeps(c.columns) and active(c)]
            groups = Counter(c.columns.get(rule.each, "") if rule.each else "" for c in kept)
            assert min(groups.values()) >= rule.count.min


def active(candidate: Candidate) -> bool:
    return candidate.status == "active"


def test_the_list_of_2020_keeps_the_rules_on_countries_and_themes(
    configuration: Configuration, dataset: Dataset
) -> None:
    """Oracle: the plan's own list: 4 + 3 + 3 + 3 countries, nine themes, two cross-cutting."""
    in_force = [candidate for candidate in dataset.candidates if candidate.incumbent]
    regions = Counter(c.region for c in in_force if c.kind == "country")
    assert sorted(regions.values()) == [3, 3, 3, 4]
    for name in ("cross_cutting_themes", "few_themes", "local_members"):
        rule = configuration.rules.rules[name]
        assert rule.count is not None
        found = sum(rule.where.keeps(candidate.columns) for candidate in in_force)
        assert (rule.count.min or 0) <= found <= (rule.count.max or found)


def test_what_is_kept_for_everybody_is_three_quarters_on_average(
    configuration: Configuration,
) -> None:
    """Regional teams keep three quarters over the six half-years, the IRM nine tenths.

    Oracle: the shares kept before in every half-year; a percent of a team's weeks for rounding.
    """
    for team, kept in (*((one, 0.75) for one in REGIONAL_TEAMS), ("irm", 0.9)):
        found, periods = configuration.capacity.teams[team], configuration.capacity.periods
        free = [found.focus_weeks([period]) for period in periods]
        assert sum(free) / len(free) / found.weeks == pytest.approx(1 - kept, abs=0.01), team


def test_plans_are_counted_by_cohort_and_year(
    configuration: Configuration, dataset: Dataset
) -> None:
    """Oracle: the cohorts in the table; 3YP: 51 countries write a plan in 2020."""
    due: Counter[str] = Counter()
    members = [one for one in dataset.candidates if one.kind == "country"]
    for name in REGIONAL_TEAMS:
        team = configuration.capacity.teams[name]
        there = [one for one in members if one.region == team.region]
        every, *plans = team.universal_weeks
        assert every.periods is None
        assert every.members == len(there)
        for load in plans:
            for period in load.periods or ():
                due[period] += load.members
        odd = sum(one.attributes["cohort"] == "odd" for one in there)
        assert [load.members for load in plans[1:]] == [odd, len(there) - odd]
    even_local = sum(
        one.attributes["level"] == "local" and one.attributes["cohort"] == "even" for one in members
    )
    odd = sum(one.attributes["cohort"] == "odd" for one in members)
    assert [due[one.id] for one in configuration.capacity.periods] == [
        *[51 + even_local] * 2, *[odd] * 2, *[len(members) - odd] * 2,
    ]  # fmt: skip


def test_the_steering_committee_reaches_out_beside_leadership(
    configuration: Configuration,
) -> None:
    """3YP counts on it (Countries; Commitments, 2020 Activities); its time is an assumption."""
    team = configuration.capacity.teams["steering_committee"]
    assert team.basis == "assumption"
    assert set(team.ranges) == {"weeks"}
    outreach = configuration.services.services["political_outreach"]
    for staff in outreach.staff.values():
        assert 0 < staff["steering_committee"] < staff["leadership"] + 1e-9
    others = configuration.services.services.keys() - {"political_outreach"}
    for name in others:
        for staff in configuration.services.services[name].staff.values():
            assert "steering_committee" not in staff
