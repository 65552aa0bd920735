"""Whether a chance counts. Oracle: the plan's worth with it and without, and its words."""

import pytest

from config.problems import Problems
from optimizer.levers import CHANCES, configured, option_text, read
from optimizer.levers.lever import Statement
from optimizer.robust.assumptions import assumptions
from optimizer.study import BASELINE, Study
from reports.levers import in_words


@pytest.fixture
def study(small_study: Study) -> Study:
    """The small example in which commitments have a chance that does not count."""
    criteria = small_study.configuration.criteria
    success = {"chance": {"value": 0.2, "low": 0.1, "high": 0.4}, "counts": False}
    kind = criteria.kinds["commitment"].but(success=success)
    kinds = {**criteria.kinds, "commitment": kind}
    changed = small_study.configuration.but(criteria=criteria.but(kinds=kinds))
    return Study(small_study.dataset, changed)


def test_it_counts_only_when_it_is_switched_on(study: Study, small_study: Study) -> None:
    """Off, the problem is the very same as without a chance; on, commitments count a fifth."""
    assert study.problem().areas == small_study.problem().areas
    assert assumptions(study.configuration) == assumptions(small_study.configuration)
    on = CHANCES.move(BASELINE, study.configuration, "commitment", True)
    assert on.chances == {"commitment": True}
    problem = study.problem(on)
    for area in problem.areas:
        share = 0.2 if area.kind == "commitment" else 1.0
        assert area.success == share
        assert area.worth == pytest.approx(small_study.problem().by_id[area.id].worth * share)
    (figure,) = assumptions(configured(on, study.configuration))
    assert figure.path == "criteria.kinds.commitment.success.chance"


def test_put_back_it_is_no_lever(study: Study) -> None:
    on = CHANCES.move(BASELINE, study.configuration, "commitment", True)
    assert CHANCES.move(on, study.configuration, "commitment", False) == BASELINE
    assert CHANCES.move(on, study.configuration, "commitment", None) == BASELINE
    assert "chances" not in BASELINE.model_dump()


def test_as_an_option_and_in_words(study: Study) -> None:
    on = CHANCES.move(BASELINE, study.configuration, "commitment", True)
    assert option_text("chances", "commitment", True) == "--chance commitment=on"
    assert option_text("chances", "commitment", False) == "--chance commitment=off"
    assert in_words(on, study) == ("the chance of success of commitments counts",)


@pytest.mark.parametrize(("name", "value"), [("commitment", "maybe"), ("country", "on")])
def test_what_is_refused(study: Study, name: str, value: str) -> None:
    """Only on and off, and only a kind that has a chance."""
    problems = Problems()
    text = f"{name}={value}"
    one = Statement(where="--chance", name=name, sign="=", value=value, text=text)
    assert read({"chances": [one]}, study, problems, name="x").chances == {}
    (problem,) = problems.found()
    assert problem.file == "--chance"
