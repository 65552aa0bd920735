"""Cautions about gates, kinds and candidates, by changing the small example.

Of its four countries one fails both gates and the Values Check of one is not known.
"""

from collections.abc import Mapping

import pytest

from config.configuration import Configuration
from data.dataset import Dataset, Window
from optimizer.presolve.candidates import candidate_cautions
from optimizer.presolve.caution import Caution
from optimizer.presolve.possible import Possible
from optimizer.problem import Problem
from optimizer.study import Study


def cautions(dataset: Dataset, configuration: Configuration) -> list[Caution]:
    study = Study(dataset, configuration)
    problem = study.problem()
    return list(candidate_cautions(problem, study.scorecard(), Possible(problem)))


def incumbents(dataset: Dataset, *names: str) -> Dataset:
    return dataset.but(
        candidates=tuple(one.but(incumbent=one.id in names) for one in dataset.candidates)
    )


def with_kind(configuration: Configuration, kind: str, **fields: object) -> Configuration:
    spec = configuration.criteria.kinds[kind].but(**fields)
    kinds: Mapping[str, object] = {**configuration.criteria.kinds, kind: spec}
    return configuration.but(criteria=configuration.criteria.but(kinds=kinds))


def test_nothing_to_say_about_the_small_example(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    assert cautions(small_dataset, small_configuration) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("country:CCC", "status is suspended"),
        ("country:BBB-port", "the rule national_only allows none"),
    ],
)
def test_incumbents_that_cannot_stay(
    small_dataset: Dataset, small_configuration: Configuration, name: str, why: str
) -> None:
    (found,) = cautions(incumbents(small_dataset, name, "country:AAA"), small_configuration)
    assert found.check == "incumbent_cannot_stay"
    assert why in found.what
    assert found.so_what == "Every plan drops it, and pays 4 points for that."


def test_windows_that_are_never_open(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    two = small_configuration.capacity.periods[0].but(id="H2")
    capacity = small_configuration.capacity.but(periods=(two,))
    dataset = incumbents(
        small_dataset.but(
            windows=(Window(candidate="country:BBB", period="H1"),
                     Window(candidate="country:AAA", period="H1"))
        ),
        "country:AAA",
    )  # fmt: skip
    stays, closed = cautions(dataset, small_configuration.but(capacity=capacity))
    assert stays.check == "incumbent_cannot_stay"
    assert "no window" in stays.what
    assert closed.check == "candidate_without_window"
    assert closed.what == "1 candidate without a window in the periods planned for: country:BBB."


def test_support_out_of_reach(small_dataset: Dataset, small_configuration: Configuration) -> None:
    """Without the trust fund no commitment gets technical support, 0.6 of its potential."""
    capacity = small_configuration.capacity
    funds = {"core": capacity.funds["core"]}
    found = cautions(small_dataset, small_configuration.but(capacity=capacity.but(funds=funds)))
    assert [one.check for one in found] == ["incumbent_cannot_stay", "candidate_without_support"]
    assert "unlock 40 % of its potential, less than the 50 % it needs" in found[0].what
    assert "2 candidates" in found[1].what


def test_gates_known_for_few_or_failed_by_all(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    unknown = small_dataset.but(
        evidence=tuple(one for one in small_dataset.evidence if one.measure != "values")
    )
    (found,) = cautions(unknown, small_configuration)
    assert found.check == "gate_unknown"
    assert found.what == "Values Check is not known for 4 of 4 countries."
    gates = small_configuration.criteria.kinds["country"].gates
    strict = {**gates, "membership": gates["membership"].but(allowed=("withdrawn",))}
    configuration = with_kind(small_configuration, "country", gates=strict)
    assert "gate_fails_all" in {one.check for one in cautions(small_dataset, configuration)}


def test_kinds_that_earn_nothing(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    worthless = with_kind(small_configuration, "theme", worth=0)
    assert [one.check for one in cautions(small_dataset, worthless)] == ["kind_without_worth"]
    services = small_configuration.services
    unserved = {
        name: one.but(unlocks={k: v for k, v in one.unlocks.items() if k != "theme"})
        for name, one in services.services.items()
    }
    configuration = small_configuration.but(services=services.but(services=unserved))
    checks = [one.check for one in cautions(small_dataset, configuration)]
    assert checks == ["kind_without_services", "incumbent_cannot_stay"]
    nobody = small_dataset.but(
        candidates=small_dataset.of_kind("country"), evidence=tuple(
            one for one in small_dataset.evidence if one.candidate.startswith("country")
        ), links=(), engagements=(), demands=(), windows=(),
    )  # fmt: skip
    checks = [one.check for one in cautions(nobody, small_configuration)]
    assert checks == ["kind_without_candidates", "kind_without_candidates"]


def test_an_award_that_no_fund_may_pay_for(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """The owners are engaged for technical support of the register, which costs money."""
    study = Study(small_dataset, small_configuration)
    problem = study.problem()
    engaged = {(lead.candidate, lead.service) for lead in problem.leads}
    assert ("commitment:AA001", "technical_support") in engaged
    scorecard = study.scorecard()

    def told(tried: Problem) -> list[str]:
        found = candidate_cautions(tried, scorecard, Possible(tried))
        return [one.what for one in found if one.check == "engagement_nobody_pays"]

    assert told(problem) == []
    kept = [fund.but(pays_for=fund.pays_for - {"commitment:AA001"}) for fund in problem.funds]
    (what,) = told(problem.but(funds=tuple(kept)))
    assert what.startswith("1 service that a partner is on record for and no fund may pay for: ")
    assert what.endswith(" commitment:AA001 (technical_support).")
