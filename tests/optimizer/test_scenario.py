"""Levers. Oracle: the configuration before and after, entry by entry."""

import json

import pytest
from pydantic import ValidationError

from config.configuration import Configuration
from config.problems import InputError, InputProblem
from optimizer.levers import configured
from optimizer.scenario import RuleLever, Scenario


def entries(configuration: Configuration) -> dict[str, object]:
    """Return dotted path → value of every entry of a configuration, its hash left out."""
    tree = json.loads(configuration.model_dump_json(exclude={"content_hash"}))
    found: dict[str, object] = {}

    def walk(node: object, path: str) -> None:
        if isinstance(node, dict):
            for key, item in node.items():
                walk(item, f"{path}.{key}" if path else str(key))
        else:
            found[path] = node

    walk(tree, "")
    return found


def moved(configuration: Configuration, scenario: Scenario) -> dict[str, object]:
    """Return the entries that a scenario changes, with their new values."""
    before, after = entries(configuration), entries(configured(scenario, configuration))
    assert before.keys() == after.keys()
    return {path: value for path, value in after.items() if value != before[path]}


def told(configuration: Configuration, scenario: Scenario) -> tuple[InputProblem, ...]:
    """Return the problems that a scenario raises."""
    with pytest.raises(InputError) as caught:
        configured(scenario, configuration)
    return caught.value.problems


def test_no_lever_changes_nothing(small_configuration: Configuration) -> None:
    assert configured(Scenario(), small_configuration) is small_configuration


@pytest.mark.parametrize(
    ("levers", "changes"),
    [
        ({"weeks": {"europe": 12}}, {"capacity.teams.europe.weeks": 12}),
        ({"universal_share": {"africa": 0.1}}, {"capacity.teams.africa.universal_share": 0.1}),
        ({"usd": {"core": 0}}, {"capacity.funds.core.usd": 0}),
        ({"worth": {"theme": 55}}, {"criteria.kinds.theme.worth": 55}),
        (
            {"rules": {"african_commitment": RuleLever(enabled=False)}},
            {"rules.rules.african_commitment.enabled": False},
        ),
        (
            {"rules": {"african_commitment": RuleLever(min=2, max=3)}},
            {
                "rules.rules.african_commitment.count.min": 2,
                "rules.rules.african_commitment.count.max": 3,
            },
        ),
        (
            {"rules": {"near_focus": RuleLever(min=0.75)}},
            {"rules.rules.near_focus.share.min": 0.75},
        ),
        (
            {"weeks": {"europe": 12, "africa": 1}, "usd": {"trust": 5}},
            {
                "capacity.teams.europe.weeks": 12,
                "capacity.teams.africa.weeks": 1,
                "capacity.funds.trust.usd": 5,
            },
        ),
        ({"must": {"country:BBB"}, "min_stay": 2, "most_changes": 1, "periods": 1}, {}),
    ],
)
def test_each_lever_changes_exactly_what_it_names(
    small_configuration: Configuration, levers: dict[str, object], changes: dict[str, object]
) -> None:
    assert moved(small_configuration, Scenario.model_validate(levers)) == changes


def test_a_weight_takes_its_share_from_the_others(small_configuration: Configuration) -> None:
    """Of 0.5, 0.3 and 0.2: partners get 0.6, the other two keep 5 to 3 of the 0.4 that is left."""
    scenario = Scenario(weights={"country": {"partner_ecosystem": 0.6}})
    assert moved(small_configuration, scenario) == pytest.approx(
        {
            "criteria.kinds.country.criteria.civil_society.weight": 0.25,
            "criteria.kinds.country.criteria.political_will.weight": 0.15,
            "criteria.kinds.country.criteria.partner_ecosystem.weight": 0.6,
        }
    )


def test_weights_of_several_kinds(small_configuration: Configuration) -> None:
    scenario = Scenario(
        weights={
            "commitment": {"ambition": 0.4, "readiness": 0.4, "focus_overlap": 0.2},
            "theme": {"momentum": 1.0},
        }
    )
    assert moved(small_configuration, scenario) == pytest.approx(
        {
            "criteria.kinds.commitment.criteria.ambition.weight": 0.4,
            "criteria.kinds.commitment.criteria.readiness.weight": 0.4,
            "criteria.kinds.theme.criteria.momentum.weight": 1.0,
            "criteria.kinds.theme.criteria.results.weight": 0.0,
        }
    )


@pytest.mark.parametrize(
    ("levers", "column", "value", "do"),
    [
        ({"weeks": {"europa": 1}}, "capacity.teams.europa.weeks", "europa", "`europe`"),
        ({"universal_share": {"x": 1}}, "capacity.teams.x.universal_share", "x", "europe, africa"),
        ({"usd": {"trusts": 1}}, "capacity.funds.trusts.usd", "trusts", "`trust`"),
        ({"worth": {"countries": 1}}, "criteria.kinds.countries.worth", "countries", "`country`"),
        (
            {"rules": {"near": RuleLever(enabled=False)}},
            "rules.rules.near.enabled",
            "near",
            "near_focus",
        ),
        ({"weights": {"land": {"x": 0.1}}}, "kind", "land", "Correct the kind"),
        ({"weights": {"country": {"x": 0.1}}}, "x", "0.1", "Correct the name"),
    ],
)
def test_an_unknown_name_is_told(
    small_configuration: Configuration,
    levers: dict[str, object],
    column: str,
    value: str,
    do: str,
) -> None:
    """Where it stands, what was found, and what was probably meant or could be."""
    scenario = Scenario.model_validate({"name": "Less Europe", **levers})
    (problem,) = told(small_configuration, scenario)
    assert problem.file == ("weights" if "weights" in levers else "Less Europe")
    assert (problem.column, problem.value) == (column, value)
    assert do in problem.do
    assert problem.must


def test_all_wrong_levers_are_told_at_once(small_configuration: Configuration) -> None:
    scenario = Scenario(
        weeks={"europa": 1, "asia": 2},
        usd={"pot": 3},
        weights={"land": {"x": 0.1}, "country": {"civil_society": 0.9, "political_will": 0.9}},
    )
    values = [problem.value for problem in told(small_configuration, scenario)]
    assert sorted(str(value) for value in values) == ["1.8", "asia", "europa", "land", "pot"]


@pytest.mark.parametrize(
    ("lever", "must"),
    [
        (RuleLever(min=4, max=2), "min must not exceed max"),
        (RuleLever(min=1.5), "the bounds of a share must lie in 0..1"),
    ],
)
def test_a_lever_is_checked_like_the_file(
    small_configuration: Configuration, lever: RuleLever, must: str
) -> None:
    rule = "near_focus" if lever.max is None else "african_commitment"
    (problem,) = told(small_configuration, Scenario(name="Wish", rules={rule: lever}))
    assert problem.file == "Wish"
    assert must in problem.must
    assert problem.column is not None
    assert rule in problem.column


@pytest.mark.parametrize(
    "levers",
    [
        {"weeks": {"europe": -1}},
        {"usd": {"core": float("nan")}},
        {"universal_share": {"europe": 1.1}},
        {"weights": {"country": {"civil_society": 1.5}}},
        {"periods": 0},
        {"min_stay": 0},
        {"most_changes": -1},
        {"rules": {"near_focus": {"min": -1}}},
        {"speed": 3},
    ],
)
def test_an_impossible_lever_cannot_be_made(levers: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Scenario.model_validate(levers)


def test_a_scenario_can_be_saved_and_read() -> None:
    scenario = Scenario(
        name="Less Europe",
        weeks={"europe": 12},
        weights={"country": {"civil_society": 0.5}},
        rules={"near_focus": RuleLever(enabled=False)},
        must={"country:BBB"},
        periods=2,
    )
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario
